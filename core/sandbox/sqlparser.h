// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/sqlast.h"
#include "sql/token.h"

#include "base/result.h"
#include "schema/oracleversion.h"

#include <vector>

namespace Athanor {

// Reads queries and DML as Oracle's parser of that version would: what Oracle refuses is refused
// with its code, what Oracle accepts and the sandbox cannot run is ErrorKind::Unsupported.
class SqlParser
{
public:
    SqlParser(QStringView text, const OracleVersion &version);

    // A whole statement. DDL is not looked into: kind Other.
    [[nodiscard]] Result<SqlStatement> statement();
    // A lone expression or condition: a default, a check, an index expression.
    [[nodiscard]] Result<SqlExpressionPtr> expression();
    [[nodiscard]] Result<std::unique_ptr<SqlQuery>> wholeQuery();

private:
    // tokens
    [[nodiscard]] const Token &peek(int ahead = 0) const;
    [[nodiscard]] QStringView textOf(const Token &token) const { return token.text(m_text); }
    [[nodiscard]] bool atEnd() const { return peek().kind == TokenKind::End; }
    [[nodiscard]] bool is(QStringView keyword, int ahead = 0) const;
    [[nodiscard]] bool isSymbol(QStringView symbol, int ahead = 0) const;
    bool take(QStringView keyword);
    bool takeSymbol(QStringView symbol);
    bool expect(QStringView keyword, int code);
    bool expectSymbol(QStringView symbol, int code);
    void advance();

    // errors: the first one wins, everything after it is thrown away
    [[nodiscard]] bool failed() const { return m_error.has_value(); }
    void fail(int code, const QStringList &arguments = {});
    void failNotModelled(const QString &what);
    [[nodiscard]] Error located(Error error) const;

    // names
    [[nodiscard]] bool isName(int ahead = 0) const; // may be an unquoted or quoted name
    QString name();
    QualifiedName qualifiedName();
    QStringList nameList();

    // statements (sqlparser_dml.cpp)
    void insertStatement(SqlStatement &statement);
    void insertTarget(SqlInsertTarget &target, bool all);
    void updateStatement(SqlStatement &statement);
    void deleteStatement(SqlStatement &statement);
    void mergeStatement(SqlStatement &statement);
    void lockStatement(SqlStatement &statement);
    void assignments(std::vector<SqlAssignment> &list);
    void returning(std::vector<SqlExpressionPtr> &list, std::vector<int> &into);
    void endOfStatement();

    // queries (sqlparser_query.cpp)
    std::unique_ptr<SqlQuery> query();
    SqlQuery::Part queryPart();
    std::unique_ptr<SqlSelect> select();
    SqlSelectItem selectItem();
    std::unique_ptr<SqlFrom> fromItem();
    std::unique_ptr<SqlFrom> fromPrimary();
    QString tableAlias();
    std::vector<SqlOrderItem> orderItems();
    void rowLimit(SqlQuery &query);

    // expressions (sqlparser_expression.cpp), from the loosest binding on
    SqlExpressionPtr condition(); // OR
    SqlExpressionPtr conjunction(); // AND
    SqlExpressionPtr negation(); // NOT
    SqlExpressionPtr predicate(); // comparisons
    SqlExpressionPtr sum(); // + - ||
    SqlExpressionPtr product(); // * /
    SqlExpressionPtr factor(); // unary - +
    SqlExpressionPtr primary();
    SqlExpressionPtr value(); // a sum, refused where it is missing
    SqlExpressionPtr parenthesis();
    SqlExpressionPtr nameOrCall();

    // those with words of their own (sqlparser_form.cpp)
    void callSuffix(SqlExpression &call);
    std::unique_ptr<SqlWindow> window();
    SqlExpressionPtr caseExpression();
    SqlExpressionPtr castExpression();
    SqlExpressionPtr extractExpression();
    SqlExpressionPtr trimExpression();
    SqlExpressionPtr intervalLiteral();
    std::optional<int> integer();
    std::optional<DataType> dataType();

    [[nodiscard]] SqlExpressionPtr make(SqlExpression::Kind kind) const;

    QStringView m_text;
    OracleVersion m_version;
    std::vector<Token> m_tokens;
    size_t m_at = 0;
    int m_depth = 0;
    int m_binds = 0;
    QStringList m_bindNames;
    std::optional<Error> m_error;
};

} // namespace Athanor
