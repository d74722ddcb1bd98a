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

// What to do with a SQL*Plus command: send a block, leave it out (an empty text), or refuse it.
struct ClientVisitor
{
    using Use = tl::expected<QString, QString>;

    Use operator()(const RunBlock &block) const { return block.text; }
    Use operator()(const PassOver &) const { return QString(); }
    // A run always stops at the first error that is not tolerated, and substitutes nothing.
    Use operator()(const OnSqlError &) const { return QString(); }
    Use operator()(const ChangeSettings &) const { return QString(); }
    Use operator()(const Refuse &refuse) const { return tl::unexpected(refuse.reason); }
    Use operator()(const IncludeFile &) const
    {
        return tl::unexpected(
            tr("A revision holds its statements itself; it cannot run another file."));
    }
    Use operator()(const EndScript &) const
    {
        return tl::unexpected(
            tr("EXIT would leave out what follows. Take that out of the script instead."));
    }
    Use operator()(const EndSession &) const
    {
        return tl::unexpected(tr("A revision runs in the target's session to its end."));
    }
    Use operator()(const RunBuffer &) const
    {
        return tl::unexpected(tr("RUN would run the statement before it twice."));
    }
    Use operator()(const DefineVariable &) const { return variable(); }
    Use operator()(const UndefineVariables &) const { return variable(); }
    Use operator()(const AcceptVariable &) const { return variable(); }
    Use operator()(const QueryVariable &) const { return variable(); }
    Use operator()(const BindVariable &) const { return variable(); }

private:
    static Use variable()
    {
        return tl::unexpected(
            tr("A revision has no variables of SQL*Plus. Write the values themselves."));
    }
};

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

Result<std::vector<PlannedStatement>> sectionStatements(const Revision &revision,
                                                        Direction direction)
{
    const bool isUpgrade = direction == Direction::Upgrade;
    const int firstLine = isUpgrade ? revision.upgradeLine : revision.downgradeLine;
    const Script script =
        splitScript(isUpgrade ? revision.upgrade : revision.downgrade, revision.file);
    const int shift = qMax(0, firstLine - 1);
    if (!script.problems.empty()) {
        Error error = script.problems.front();
        error.where.file = revision.file;
        error.where.line += shift;
        return Failure(error);
    }
    std::vector<PlannedStatement> statements;
    QString hash;
    for (const Statement &statement : script.statements) {
        PlannedStatement planned;
        planned.sql = executableText(script, statement);
        planned.kind = statement.kind;
        planned.where = {revision.file, statement.line + shift, statement.column};
        planned.directives = directives(script, statement);
        if (statement.kind == StatementKind::Client) {
            const ClientVisitor::Use use = std::visit(ClientVisitor(), clientMeaning(planned.sql));
            if (!use)
                return failure(ErrorKind::Unsupported, use.error(), 0, planned.where);
            if (use->isEmpty())
                continue;
            planned.sql = *use;
            planned.kind = StatementKind::PlSql;
        }
        planned.number = int(statements.size()) + 1;
        hash = cumulativeHash(hash, planned.sql);
        planned.cumulativeSha256 = hash;
        statements.push_back(std::move(planned));
    }
    return statements;
}

} // namespace Athanor
