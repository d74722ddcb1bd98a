// SPDX-License-Identifier: MIT
#include "cli/help.h"

#include "cli/commandline.h"
#include "cli/text.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

constexpr int width = 96;

// The text with lines of at most `width` characters, each but the first indented.
QString wrapped(const QString &text, int indent)
{
    QString result;
    qsizetype column = indent;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (column > indent && column + 1 + word.size() > width) {
            result += u'\n' + QString(indent, u' ');
            column = indent;
        } else if (column > indent) {
            result += u' ';
            ++column;
        }
        result += word;
        column += word.size();
    }
    return result;
}

QString entry(const QString &left, const QString &right, int column)
{
    QString line = u"  "_s + left;
    if (line.size() + 2 > column)
        line += u'\n' + QString(column, u' ');
    else
        line += QString(column - line.size(), u' ');
    return line + wrapped(right, column) + u'\n';
}

QString optionText(const QCommandLineOption &option)
{
    QStringList names;
    for (const QString &name : option.names())
        names.push_back((name.size() == 1 ? u"-"_s : u"--"_s) + name);
    QString text = names.join(", "_L1);
    if (names.size() == 1 && option.names().front().size() > 1)
        text = u"    "_s + text;
    return option.valueName().isEmpty() ? text : text + u' ' + option.valueName();
}

QString heading(const Terminal &terminal, const QString &text)
{
    return u'\n' + terminal.painted(text, Terminal::Colour::Bold) + u'\n';
}

} // namespace

std::vector<QCommandLineOption> allOptions(const Verb &verb)
{
    std::vector<QCommandLineOption> options = verb.options;
    const auto add = [&](const QStringList &names, const QString &description,
                         const QString &valueName = {}) {
        options.emplace_back(names, description, valueName);
    };
    if (verb.takesOverrides) {
        add({u"oracle-version"_s}, tr("the release scripts must run on, instead of the project's"),
            u"VERSION"_s);
        add({u"autoincrement"_s},
            tr("identity, sequence-default, sequence-trigger or off, instead of the project's"),
            u"WAY"_s);
    }
    if (verb.takesDefines) {
        add({u"define"_s},
            tr("a value for &NAME in the scripts, over the project's [variables]; may be repeated, "
               "and is no place for a secret"),
            u"NAME=VALUE"_s);
    }
    if (verb.writesScripts) {
        add({u"keywords"_s},
            tr("upper or lower: how keywords are written, instead of the project's"), u"CASE"_s);
        add({u"names"_s},
            tr("upper or lower: how names that need no quotes are written, instead of the "
               "project's"),
            u"CASE"_s);
    }
    if (verb.takesTarget)
        add({u"t"_s, u"target"_s}, tr("the target of athanor.toml; default: the first"), u"NAME"_s);
    if (verb.takesJson)
        add({u"json"_s}, tr("print JSON (docs/cli.md names the fields)"));
    if (verb.takesSql)
        add({u"sql"_s}, tr("print the SQL, change nothing"));
    add({u"C"_s, u"project"_s}, tr("the project's folder; default: this one or the nearest above"),
        u"DIR"_s);
    add({u"y"_s, u"yes"_s}, tr("answer confirmations with yes"));
    add({u"q"_s, u"quiet"_s}, tr("no progress and no hints"));
    add({u"v"_s, u"verbose"_s}, tr("say more"));
    add({u"h"_s, u"help"_s}, tr("this text"));
    return options;
}

QString generalHelp(const Terminal &terminal)
{
    QString text = tr("Athanor — migrations for Oracle databases") + u"\n\n"_s;
    text += tr("Usage:") + u" athanor [PROJECT]            "_s + tr("open the window") + u'\n';
    text += u"       athanor VERB [options] …     "_s + tr("do it here, without a display") + u'\n';
    text += u"       athanor VERB --help          "_s + tr("explain a verb") + u'\n';
    text += heading(terminal, tr("Verbs"));
    for (const Verb &verb : verbs())
        text += entry(verb.name, verb.summary, 20);
    text += heading(terminal, tr("Common options"));
    text += entry(u"-C, --project DIR"_s,
                  tr("the project's folder; default: this one or the nearest above"), 22);
    text += entry(u"-t, --target NAME"_s, tr("the target of athanor.toml; default: the first"), 22);
    text += entry(u"--json"_s, tr("print JSON where a verb prints data"), 22);
    text += entry(u"--sql"_s, tr("print the SQL, change nothing"), 22);
    text += entry(u"-q, -v, -y"_s, tr("quiet, verbose, answer confirmations with yes"), 22);
    text += heading(terminal, tr("Revisions"));
    text += u"  "_s
        + wrapped(tr("An id or its first four or more characters, head, heads, base, current, +N "
                     "or -N from where the target stands, ID+N, ID-N, ID@head for the branch of "
                     "ID."),
                  2)
        + u'\n';
    text += heading(terminal, tr("Exit codes"));
    const std::vector<std::pair<ExitCode, QString>> codes{
        {ExitCode::Done, tr("done, or nothing to do")},
        {ExitCode::Differences, tr("the check found differences (check, diff, drift, rehearse)")},
        {ExitCode::Usage, tr("usage: what was asked for makes no sense, or was not confirmed")},
        {ExitCode::Project,
         tr("the project, the model or a revision file is wrong (file, line, column), or a file "
            "cannot be read or written")},
        {ExitCode::Connection, tr("no driver, no client library, no connection, no privilege")},
        {ExitCode::Statement,
         tr("a statement failed or the run was stopped; it stands there and can be resumed")},
        {ExitCode::Locked, tr("another run holds the lock")},
        {ExitCode::NotReviewed, tr("a revision is not reviewed")},
    };
    for (const auto &[code, meaning] : codes)
        text += entry(QString::number(int(code)), meaning, 6);
    text += heading(terminal, tr("Oracle"));
    text += u"  "_s
        + wrapped(tr("ATHANOR_ORACLE_CLIENT, or client under [oracle] in athanor.toml, names the "
                     "folder of Oracle's client; 'athanor doctor' says what is missing."),
                  2)
        + u'\n';
    text += heading(terminal, tr("Passwords"));
    text +=
        u"  "_s
        + wrapped(
            tr("From the wallet, the keychain, ATHANOR_PASSWORD or a prompt, in that order; never "
               "an option, never a file of the project."),
            2)
        + u'\n';
    return text;
}

QString verbHelp(const Verb &verb, const Terminal &terminal)
{
    QString text = u"athanor %1 — %2\n\n"_s.arg(verb.name, verb.summary);
    text += tr("Usage:")
        + u" athanor %1 [options] %2"_s.arg(verb.name, verb.arguments).trimmed().prepend(u' ')
        + u'\n';
    for (const QString &paragraph : verb.description.split(u'\n', Qt::SkipEmptyParts))
        text += u'\n' + wrapped(paragraph, 0) + u'\n';
    text += heading(terminal, tr("Options"));
    for (const QCommandLineOption &option : allOptions(verb))
        text += entry(optionText(option), option.description(), 32);
    if (!verb.examples.empty())
        text += heading(terminal, tr("Examples"));
    for (const Verb::Example &example : verb.examples)
        text += entry(u"athanor "_s + example.command, example.meaning, 48);
    return text;
}

} // namespace Athanor
