// SPDX-License-Identifier: MIT
#include "migrate/section.h"

#include "base/digest.h"
#include "sql/lexer.h"
#include "sql/sqlplus.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Section", text);
}

QString firstWord(QStringView sql)
{
    Lexer lexer(sql);
    const Token token = lexer.next();
    return token.kind == TokenKind::Word ? token.text(sql).toString().toUpper() : QString();
}

QString secondWord(QStringView sql)
{
    Lexer lexer(sql);
    (void)lexer.next();
    const Token token = lexer.next();
    return token.kind == TokenKind::Word ? token.text(sql).toString().toUpper() : QString();
}

// Why a revision cannot hold the SQL*Plus command; empty for one it can. What can is carried out or
// left out by expandScript().
struct RefusalVisitor
{
    QString operator()(const RunBlock &) const { return {}; }
    QString operator()(const PassOver &) const { return {}; }
    QString operator()(const ChangeSettings &) const { return {}; }
    QString operator()(const DefineVariable &) const { return {}; }
    QString operator()(const UndefineVariables &) const { return {}; }
    QString operator()(const OnSqlError &onError) const
    {
        if (onError.exit) // which is what a run does
            return {};
        return tr("A run stops at the first error. Put “-- athanor: tolerate ORA-nnnnn” above each "
                  "statement that may fail, instead of WHENEVER SQLERROR CONTINUE.");
    }
    QString operator()(const Refuse &refuse) const { return refuse.reason; }
    QString operator()(const IncludeFile &) const
    {
        return tr("A revision holds its statements itself; it cannot run another file.");
    }
    QString operator()(const EndScript &) const
    {
        return tr("EXIT would leave out what follows. Take that out of the script instead.");
    }
    QString operator()(const EndSession &) const
    {
        return tr("A revision runs in the target's session to its end.");
    }
    QString operator()(const RunBuffer &) const
    {
        return tr("RUN would run the statement before it twice.");
    }
    QString operator()(const AcceptVariable &) const { return asks(); }
    QString operator()(const QueryVariable &) const { return asks(); }
    QString operator()(const BindVariable &) const
    {
        return tr("A revision has no bind variables of SQL*Plus. Write the values themselves, or "
                  "declare them in a PL/SQL block.");
    }

private:
    static QString asks()
    {
        return tr("Nobody is asked for a variable when a revision runs. Write DEFINE, or give the "
                  "value under [variables] in athanor.toml.");
    }
};

// The statement at the section's end, where nothing ends it: SQL*Plus would not run it, and a file
// that was cut off looks just so.
Result<> checkEnd(const Script &script)
{
    if (script.statements.empty())
        return {};
    const Statement &last = script.statements.back();
    if (last.kind == StatementKind::Client || last.terminator != Terminator::EndOfText)
        return {};
    const QString message = last.kind == StatementKind::Sql
        ? tr("Nothing ends this statement: a ; is missing, or the file was cut in half here.")
        : tr("Nothing ends this block: a line with / alone is missing, or the file was cut in half "
             "here.");
    return failure(ErrorKind::Syntax, message, 0, script.placeOf(last));
}

// The names of the variables behind IDENTIFIED BY [VALUES].
QStringList passwordVariables(QStringView sql)
{
    const std::vector<Token> tokens = tokenize(sql);
    const auto isWord = [&](size_t i, QLatin1StringView word) {
        return tokens[i].text(sql).compare(word, Qt::CaseInsensitive) == 0;
    };
    QStringList names;
    for (size_t i = 2; i < tokens.size(); ++i) {
        if (tokens[i].kind != TokenKind::Substitution)
            continue;
        const size_t by = i > 2 && isWord(i - 1, "VALUES"_L1) ? i - 2 : i - 1;
        if (!isWord(by, "BY"_L1) || !isWord(by - 1, "IDENTIFIED"_L1))
            continue;
        QString name = tokens[i].text(sql).toString().remove(u'&');
        if (name.endsWith(u'.'))
            name.chop(1);
        names += name;
    }
    return names;
}

} // namespace

QString cumulativeHash(const QString &before, const QString &sql)
{
    return sha256(QString(before + u'\n' + sql));
}

bool needsPassword(QStringView sql)
{
    return !passwordVariables(sql).isEmpty();
}

std::vector<PlannedStatement> plannedStatements(const GeneratedScript &script, QStringList &remarks)
{
    // A link that is dropped to be made again stays what it is, too.
    std::set<size_t> leftToUser;
    for (const GeneratedStatement &generated : script) {
        if (!needsPassword(generated.sql.text))
            continue;
        leftToUser.insert(generated.changes.begin(), generated.changes.end());
        remarks += tr("Left to you, it needs a password: %1").arg(generated.sql.text.simplified());
    }
    const auto isLeft = [&leftToUser](const GeneratedStatement &generated) {
        return needsPassword(generated.sql.text)
            || std::any_of(generated.changes.begin(), generated.changes.end(),
                           [&](size_t change) { return leftToUser.count(change) != 0; });
    };
    std::vector<PlannedStatement> statements;
    QString hash;
    for (const GeneratedStatement &generated : script) {
        if (isLeft(generated))
            continue;
        if (!generated.note.isEmpty())
            remarks += generated.note;
        if (generated.isManual())
            continue;
        PlannedStatement statement;
        statement.sql = generated.sql.text;
        statement.kind = generated.sql.plsql ? StatementKind::PlSql : StatementKind::Sql;
        statement.number = int(statements.size()) + 1;
        hash = cumulativeHash(hash, statement.sql);
        statement.cumulativeSha256 = hash;
        statements.push_back(std::move(statement));
    }
    return statements;
}

bool isDdl(QStringView sql)
{
    static const QStringList words{
        u"CREATE"_s,    u"ALTER"_s,     u"DROP"_s,         u"TRUNCATE"_s,
        u"RENAME"_s,    u"COMMENT"_s,   u"GRANT"_s,        u"REVOKE"_s,
        u"ANALYZE"_s,   u"AUDIT"_s,     u"NOAUDIT"_s,      u"PURGE"_s,
        u"FLASHBACK"_s, u"ASSOCIATE"_s, u"DISASSOCIATE"_s, u"ADMINISTER"_s};
    return words.contains(firstWord(sql));
}

bool mayCommitInside(QStringView sql)
{
    static const QStringList words{u"BEGIN"_s, u"DECLARE"_s, u"CALL"_s, u"WITH"_s};
    return sql.startsWith(u"<<") || words.contains(firstWord(sql));
}

bool isSessionSetting(QStringView sql)
{
    return firstWord(sql) == "ALTER"_L1 && secondWord(sql) == "SESSION"_L1;
}

bool tolerates(const QStringList &directives, int oraCode)
{
    static const QRegularExpression code(u"ORA-0*(\\d+)"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    if (oraCode == 0)
        return false;
    return std::any_of(directives.begin(), directives.end(), [oraCode](const QString &directive) {
        if (!directive.startsWith("tolerate "_L1, Qt::CaseInsensitive))
            return false;
        for (auto match = code.globalMatch(directive); match.hasNext();) {
            if (match.next().captured(1).toInt() == oraCode)
                return true;
        }
        return false;
    });
}

Place placeInFile(const PlannedStatement &statement, const Place &inStatement)
{
    Place place = statement.where;
    if (inStatement.line <= 0)
        return place;
    if (inStatement.line == 1)
        place.column += qMax(0, inStatement.column - 1);
    else
        place.column = inStatement.column;
    place.line += inStatement.line - 1;
    return place;
}

Result<std::vector<PlannedStatement>>
sectionStatements(const Revision &revision, Direction direction, const ExpandOptions &options)
{
    const bool isUpgrade = direction == Direction::Upgrade;
    const int firstLine = isUpgrade ? revision.upgradeLine : revision.downgradeLine;
    const int shift = qMax(0, firstLine - 1);
    const auto inFile = [&](Error error) {
        error.where.file = revision.file;
        error.where.line += shift;
        return Failure(error);
    };
    const Script script =
        splitScript(isUpgrade ? revision.upgrade : revision.downgrade, revision.file);
    if (!script.problems.empty())
        return inFile(script.problems.front());
    if (const Result<> ended = checkEnd(script); !ended)
        return inFile(ended.error());
    for (const Statement &statement : script.statements) {
        if (statement.kind != StatementKind::Client)
            continue;
        const QString reason =
            std::visit(RefusalVisitor(), clientMeaning(executableText(script, statement)));
        if (!reason.isEmpty())
            return inFile({ErrorKind::Unsupported, reason, 0, script.placeOf(statement), {}});
    }
    ExpandedScript ready = expandScript(script, options);
    if (!ready.errors.empty())
        return inFile(ready.errors.front());
    std::vector<PlannedStatement> statements;
    QString hash;
    for (ReadyStatement &statement : ready.statements) {
        PlannedStatement planned;
        planned.number = int(statements.size()) + 1;
        planned.sql = std::move(statement.text);
        planned.kind = statement.kind;
        planned.where = {revision.file, statement.where.line + shift, statement.where.column};
        planned.directives = statement.directives;
        hash = cumulativeHash(hash, planned.sql);
        planned.cumulativeSha256 = hash;
        statements.push_back(std::move(planned));
    }
    return statements;
}

Result<std::vector<PlannedStatement>> statementsToRead(const Revision &revision,
                                                       Direction direction, const Project &project)
{
    ExpandOptions options = scriptOptions(project);
    const QString &section =
        direction == Direction::Upgrade ? revision.upgrade : revision.downgrade;
    for (const QString &name : passwordVariables(section)) {
        const bool hasValue =
            std::any_of(options.variables.begin(), options.variables.end(), [&](const auto &known) {
                return known.first.compare(name, Qt::CaseInsensitive) == 0;
            });
        if (!hasValue)
            options.variables[name] = u'&' + name;
    }
    return sectionStatements(revision, direction, options);
}

} // namespace Athanor
