// SPDX-License-Identifier: MIT
#include "migrate/section.h"

#include "base/digest.h"
#include "sql/lexer.h"
#include "sql/sqlplus.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

#include <algorithm>

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

} // namespace

QString cumulativeHash(const QString &before, const QString &sql)
{
    return sha256(QString(before + u'\n' + sql));
}

std::vector<PlannedStatement> plannedStatements(const GeneratedScript &script, QStringList &remarks)
{
    std::vector<PlannedStatement> statements;
    QString hash;
    for (const GeneratedStatement &generated : script) {
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

std::vector<int> toleratedCodes(const PlannedStatement &statement)
{
    std::vector<int> codes;
    for (const QString &directive : statement.directives) {
        if (!directive.startsWith("tolerate "_L1, Qt::CaseInsensitive))
            continue;
        static const QRegularExpression code(u"ORA-(\\d{1,5})"_s,
                                             QRegularExpression::CaseInsensitiveOption);
        for (auto match = code.globalMatch(directive); match.hasNext();)
            codes.push_back(match.next().captured(1).toInt());
    }
    return codes;
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

} // namespace Athanor
