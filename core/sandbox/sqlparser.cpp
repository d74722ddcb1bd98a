// SPDX-License-Identifier: MIT
#include "sandbox/sqlparser.h"

#include "base/textrange.h"
#include "sandbox/oraerror.h"
#include "sql/lexer.h"

using namespace Qt::StringLiterals;

namespace Athanor {

SqlParser::SqlParser(QStringView text, const OracleVersion &version)
    : m_text(text)
    , m_version(version)
    , m_tokens(tokenize(text))
{
    // Hints and comments are nothing to the sandbox.
    std::erase_if(m_tokens, [](const Token &token) {
        return token.kind == TokenKind::LineComment || token.kind == TokenKind::BlockComment
            || token.kind == TokenKind::Whitespace;
    });
    for (const Token &token : m_tokens) {
        if (token.kind == TokenKind::Unterminated) {
            const QStringView open = token.text(text);
            m_at = static_cast<size_t>(&token - m_tokens.data());
            if (open.startsWith(u'"'))
                fail(1740);
            else if (open.startsWith(u"/*"))
                fail(1742);
            else
                fail(1756);
            return;
        }
        if (token.kind == TokenKind::Unknown && token.text(text) != u"?") {
            m_at = static_cast<size_t>(&token - m_tokens.data());
            fail(911);
            return;
        }
    }
}

const Token &SqlParser::peek(int ahead) const
{
    static const Token end;
    const size_t index = m_at + static_cast<size_t>(ahead);
    return index < m_tokens.size() ? m_tokens[index] : end;
}

bool SqlParser::is(QStringView keyword, int ahead) const
{
    return isKeyword(peek(ahead), m_text, keyword);
}

bool SqlParser::isSymbol(QStringView symbol, int ahead) const
{
    const Token &token = peek(ahead);
    return (token.kind == TokenKind::Punctuation || token.kind == TokenKind::Unknown)
        && textOf(token) == symbol;
}

void SqlParser::advance()
{
    if (m_at < m_tokens.size())
        ++m_at;
}

bool SqlParser::take(QStringView keyword)
{
    if (failed() || !is(keyword))
        return false;
    advance();
    return true;
}

bool SqlParser::takeSymbol(QStringView symbol)
{
    if (failed() || !isSymbol(symbol))
        return false;
    advance();
    return true;
}

bool SqlParser::expect(QStringView keyword, int code)
{
    if (take(keyword))
        return true;
    fail(code);
    return false;
}

bool SqlParser::expectSymbol(QStringView symbol, int code)
{
    if (takeSymbol(symbol))
        return true;
    fail(code);
    return false;
}

Error SqlParser::located(Error error) const
{
    const qsizetype offset = atEnd() ? m_text.size() : peek().range.start;
    error.where = LineIndex(m_text).place({}, offset);
    return error;
}

void SqlParser::fail(int code, const QStringList &arguments)
{
    if (failed())
        return;
    // A semicolon inside what is sent as one statement is a character SQL does not know.
    if (isSymbol(u";") && code != 1756)
        code = 911;
    m_error = located(oraError(code, arguments));
}

void SqlParser::failNotModelled(const QString &what)
{
    if (!failed())
        m_error = located(notModelled(what));
}

bool SqlParser::isName(int ahead) const
{
    const Token &token = peek(ahead);
    if (token.kind == TokenKind::QuotedName)
        return true;
    return token.kind == TokenKind::Word && !isReservedWord(textOf(token).toString().toUpper());
}

QString SqlParser::name()
{
    if (!isName()) {
        fail(peek().kind == TokenKind::Word ? 903 : 903);
        return {};
    }
    const QString stored = storedName(textOf(peek()));
    if (stored.isEmpty())
        fail(1741);
    advance();
    return stored;
}

QualifiedName SqlParser::qualifiedName()
{
    QualifiedName result;
    result.name = name();
    if (!failed() && takeSymbol(u".")) {
        result.owner = result.name;
        result.name = name();
    }
    if (isSymbol(u"@"))
        failNotModelled(u"a database link"_s);
    return result;
}

QStringList SqlParser::nameList()
{
    QStringList names;
    do {
        if (!isName()) {
            fail(peek().kind == TokenKind::Word ? 904 : 1747, {textOf(peek()).toString()});
            return names;
        }
        QString column = name();
        while (!failed() && takeSymbol(u".")) // t.c is allowed where c is
            column = name();
        names.append(column);
    } while (!failed() && takeSymbol(u","));
    return names;
}

void SqlParser::endOfStatement()
{
    if (!failed() && !atEnd())
        fail(933);
}

Result<SqlStatement> SqlParser::statement()
{
    SqlStatement statement;
    if (is(u"SELECT") || is(u"WITH") || isSymbol(u"(")) {
        statement.kind = SqlStatement::Query;
        statement.query = query();
        endOfStatement();
    } else if (is(u"INSERT")) {
        insertStatement(statement);
    } else if (is(u"UPDATE")) {
        updateStatement(statement);
    } else if (is(u"DELETE")) {
        deleteStatement(statement);
    } else if (is(u"MERGE")) {
        mergeStatement(statement);
    } else if (is(u"LOCK")) {
        lockStatement(statement);
    } else if (is(u"COMMIT")) {
        statement.kind = SqlStatement::Commit;
        advance();
        take(u"WORK");
        if (take(u"WRITE")) {
            while (!atEnd() && peek().kind == TokenKind::Word)
                advance();
        } else if (take(u"COMMENT")) {
            advance();
        }
        endOfStatement();
    } else if (is(u"ROLLBACK")) {
        statement.kind = SqlStatement::Rollback;
        advance();
        take(u"WORK");
        if (take(u"TO")) {
            take(u"SAVEPOINT");
            statement.kind = SqlStatement::RollbackTo;
            statement.name = name();
        }
        endOfStatement();
    } else if (is(u"SAVEPOINT")) {
        statement.kind = SqlStatement::Savepoint;
        advance();
        statement.name = name();
        endOfStatement();
    } else if (is(u"SET") && is(u"TRANSACTION", 1)) {
        statement.kind = SqlStatement::SetTransaction;
    } else if (is(u"SET") && (is(u"CONSTRAINT", 1) || is(u"CONSTRAINTS", 1))) {
        statement.kind = SqlStatement::SetConstraints;
        advance();
        advance();
        if (!take(u"ALL"))
            statement.constraints = nameList();
        if (take(u"DEFERRED"))
            statement.deferred = true;
        else
            expect(u"IMMEDIATE", 905);
        endOfStatement();
    } else if (is(u"BEGIN") || is(u"DECLARE") || isSymbol(u"<<")) {
        statement.kind = SqlStatement::Block;
    } else if (is(u"CALL")) {
        statement.kind = SqlStatement::CallProcedure;
    }
    if (failed() && statement.kind != SqlStatement::Block)
        return Failure(*m_error);
    statement.bindCount = m_binds;
    statement.bindNames = m_bindNames;
    return statement;
}

Result<SqlExpressionPtr> SqlParser::expression()
{
    SqlExpressionPtr result = condition();
    if (!failed() && !atEnd())
        fail(933);
    if (failed())
        return Failure(*m_error);
    return result;
}

Result<std::unique_ptr<SqlQuery>> SqlParser::wholeQuery()
{
    std::unique_ptr<SqlQuery> result = query();
    endOfStatement();
    if (failed())
        return Failure(*m_error);
    return result;
}

SqlExpressionPtr SqlParser::make(SqlExpression::Kind kind) const
{
    auto expression = std::make_unique<SqlExpression>();
    expression->kind = kind;
    expression->offset = peek().range.start;
    return expression;
}

} // namespace Athanor
