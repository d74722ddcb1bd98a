// SPDX-License-Identifier: MIT
#include "sql/sqlplus.h"

#include "sql/lexer.h"
#include "sql/opening.h"
#include "sql/scan.h"
#include "sql/setoption.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::SqlPlus", text);
}

// Words between blanks; '…' and "…" hold blanks and lose their quotes.
QStringList argumentsOf(QStringView text)
{
    QStringList words;
    QString word;
    bool open = false;
    QChar quote;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (!quote.isNull()) {
            if (c != quote)
                word += c;
            else if (i + 1 < text.size() && text[i + 1] == quote)
                word += text[++i];
            else
                quote = {};
        } else if (c == u'\'' || c == u'"') {
            quote = c;
            open = true;
        } else if (Scan::isSpace(c.unicode())) {
            if (open)
                words += word;
            word.clear();
            open = false;
        } else {
            word += c;
            open = true;
        }
    }
    if (open)
        words += word;
    return words;
}

QStringView withoutSemicolon(QStringView text)
{
    text = text.trimmed();
    return text.endsWith(u';') ? text.chopped(1).trimmed() : text;
}

bool is(const QString &word, QStringView upper, qsizetype shortest)
{
    return word.size() >= shortest && word.size() <= upper.size()
        && Scan::isWord(word, upper.first(word.size()));
}

ClientMeaning block(QStringView arguments)
{
    // A comment behind it would hide the block's end.
    qsizetype end = 0;
    Lexer lexer(arguments);
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next())
        end = token.range.end();
    const QStringView body = withoutSemicolon(arguments.first(end));
    if (body.isEmpty())
        return Refuse{tr("EXECUTE without a statement.")};
    return RunBlock{u"BEGIN "_s + body.toString() + u"; END;"_s};
}

ClientMeaning include(QStringView arguments)
{
    QStringList words = argumentsOf(withoutSemicolon(arguments));
    if (words.isEmpty())
        return Refuse{tr("No file is named to be run.")};
    QString file = words.takeFirst();
    if (file.contains(u"://"_s))
        return Refuse{
            tr("Scripts are not fetched from the network; put the file beside this one.")};
    if (file.startsWith(u'?') || file.contains(u'$') || file.contains(u'%'))
        return Refuse{tr(
            "The file's path depends on an environment variable; write it relative to this file.")};
    file.replace(u'\\', u'/');
    if (!file.sliced(file.lastIndexOf(u'/') + 1).contains(u'.'))
        file += u".sql"_s;
    return IncludeFile{file, words};
}

// DEFINE name = value: the value is a quoted text or the rest of the line, semicolons and all.
ClientMeaning define(QStringView arguments)
{
    const qsizetype equals = arguments.indexOf(u'=');
    if (equals < 0)
        return PassOver{}; // lists one or all
    QStringView value = arguments.sliced(equals + 1).trimmed();
    if (value.size() > 1 && (value.front() == u'\'' || value.front() == u'"')) {
        const qsizetype end = Scan::endOfQuoted(value, 0);
        if (end != Scan::notFound) {
            const QString quote(value.front());
            return DefineVariable{
                arguments.first(equals).trimmed().toString(),
                value.sliced(1, end - 2).toString().replace(quote + quote, quote)};
        }
    }
    return DefineVariable{arguments.first(equals).trimmed().toString(), value.toString()};
}

ClientMeaning accept(QStringView arguments)
{
    const QStringList words = argumentsOf(withoutSemicolon(arguments));
    if (words.isEmpty())
        return Refuse{tr("ACCEPT without a variable.")};
    AcceptVariable variable{words.first(), {}, {}, false};
    for (qsizetype i = 1; i < words.size(); ++i) {
        const bool more = i + 1 < words.size();
        if (is(words[i], u"PROMPT", 6) && more)
            variable.prompt = words[++i];
        else if (is(words[i], u"DEFAULT", 3) && more)
            variable.defaultValue = words[++i];
        else if (is(words[i], u"FORMAT", 3) && more)
            ++i;
        else if (is(words[i], u"HIDE", 4))
            variable.hidden = true;
    }
    return variable;
}

ClientMeaning column(QStringView arguments)
{
    const QStringList words = argumentsOf(withoutSemicolon(arguments));
    for (qsizetype i = 1; i + 1 < words.size(); ++i) {
        if (is(words[i], u"NEW_VALUE", 5) || is(words[i], u"OLD_VALUE", 5))
            return QueryVariable{words[i + 1]};
    }
    return PassOver{};
}

QString refusal(const Setting &setting)
{
    const auto isOneOf = [&setting](std::initializer_list<QStringView> values) {
        return std::any_of(values.begin(), values.end(), [&](QStringView value) {
            return setting.value.compare(value, Qt::CaseInsensitive) == 0;
        });
    };
    switch (setting.option) {
    case SetOption::Case:
        if (isOneOf({u"MIX", u"MIXE", u"MIXED"}))
            return {};
        return tr("SET SQLCASE would change every statement; write them as they are meant.");
    case SetOption::Suffix:
        if (isOneOf({u"SQL", u".SQL", u"\"SQL\"", u"'SQL'"}))
            return {};
        return tr("SET SUFFIX changes which files @ runs; write their whole names.");
    case SetOption::Flagger:
        if (isOneOf({u"OFF"}))
            return {};
        return tr("SET FLAGGER makes the server refuse statements; take it out.");
    case SetOption::Instance:
        if (isOneOf({u"LOCAL"}))
            return {};
        return tr("SET INSTANCE would move the script to another database.");
    case SetOption::Unknown:
        return tr("SQL*Plus has no SET %1 (SP2-0158); what it should change is not known.")
            .arg(setting.name);
    case SetOption::Terminator: // among the splitter's problems already
    case SetOption::BlockTerminator:
    case SetOption::CommandSeparator:
    case SetOption::Prefix:
    case SetOption::Harmless:
    case SetOption::Substitution:
        return {};
    }
    return {};
}

ClientMeaning set(QStringView arguments)
{
    ChangeSettings change;
    for (const Setting &setting : settingsOf(arguments)) {
        if (const QString reason = refusal(setting); !reason.isEmpty())
            return Refuse{reason};
        if (setting.option == SetOption::Substitution)
            change.settings.emplace_back(setting.name, setting.value);
    }
    if (change.settings.empty())
        return PassOver{};
    return change;
}

ClientMeaning variable(QStringView arguments)
{
    const QStringList words = argumentsOf(withoutSemicolon(arguments));
    if (words.size() < 2)
        return PassOver{}; // lists them
    return BindVariable{words.first()};
}

ClientMeaning whenever(QStringView arguments)
{
    const QStringList words = argumentsOf(withoutSemicolon(arguments));
    const bool isSqlError = !words.isEmpty() && is(words.first(), u"SQLERROR", 8);
    const bool isOsError = !words.isEmpty() && is(words.first(), u"OSERROR", 7);
    const bool exits = words.size() > 1 && is(words[1], u"EXIT", 4);
    const bool goesOn = words.size() > 1 && is(words[1], u"CONTINUE", 8);
    if ((!isSqlError && !isOsError) || (!exits && !goesOn))
        return Refuse{tr("WHENEVER is followed by SQLERROR or OSERROR, and then by EXIT or "
                         "CONTINUE.")};
    if (isOsError) // a file that cannot be read is an error here in any case
        return PassOver{};
    return OnSqlError{exits};
}

qsizetype endOfWord(QStringView command)
{
    if (command.startsWith(u"@@"))
        return 2;
    if (!command.isEmpty() && !Scan::isWordStart(command.utf16()[0]))
        return 1;
    return Scan::skipWord(command, 0);
}

} // namespace

ClientWord clientWordOf(QStringView command)
{
    return command.isEmpty() ? ClientWord::None : statementOpening(command, 0).client;
}

ClientMeaning clientMeaning(QStringView command)
{
    const QStringView arguments = command.sliced(endOfWord(command));
    switch (clientWordOf(command)) {
    case ClientWord::Accept:
        return accept(arguments);
    case ClientWord::Administration:
        return Refuse{
            tr("This command administers the database server; a migration cannot run it.")};
    case ClientWord::BufferEdit:
        return Refuse{
            tr("This command edits the statement above; write the statement as it should be.")};
    case ClientWord::Connect:
        return Refuse{tr("CONNECT would leave the target's session. Put what another user must run "
                         "into a script of "
                         "its own, with a target of its own.")};
    case ClientWord::Copy:
        return Refuse{tr("COPY moves rows between two databases; a migration has one.")};
    case ClientWord::Define:
        return define(arguments);
    case ClientWord::Disconnect:
        return EndSession{};
    case ClientWord::Execute:
        return block(arguments);
    case ClientWord::Exit:
        return EndScript{};
    case ClientWord::Harmless:
        return is(command.first(endOfWord(command)).toString(), u"COLUMN", 3) ? column(arguments)
                                                                              : PassOver{};
    case ClientWord::Host:
        return Refuse{tr("A command of the operating system is not run from a migration.")};
    case ClientWord::Run:
        return RunBuffer{};
    case ClientWord::Set:
        return set(arguments);
    case ClientWord::Start:
        return include(arguments);
    case ClientWord::Undefine:
        return UndefineVariables{argumentsOf(withoutSemicolon(arguments))};
    case ClientWord::Variable:
        return variable(arguments);
    case ClientWord::Whenever:
        return whenever(arguments);
    case ClientWord::Xquery:
        return Refuse{tr("XQUERY is a command of SQL*Plus; write a SELECT with XMLQUERY.")};
    case ClientWord::None:
        return Refuse{
            tr("This begins no statement of SQL and is no command of SQL*Plus (SP2-0734), "
               "which would pass over the line. Commands of SQLcl are not obeyed.")};
    case ClientWord::Document:
    case ClientWord::Print:
    case ClientWord::Prompt:
    case ClientWord::Remark:
    case ClientWord::Show:
    case ClientWord::Spool:
        break;
    }
    return PassOver{};
}

} // namespace Athanor
