// SPDX-License-Identifier: MIT
#include "sandbox/sqlparser.h"

#include "sandbox/oraerror.h"
#include "sql/lexer.h"

#include <map>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

constexpr int maxDepth = 200;

bool isCondition(const SqlExpression &e)
{
    switch (e.kind) {
    case SqlExpression::Exists:
    case SqlExpression::In:
    case SqlExpression::Between:
    case SqlExpression::Like:
    case SqlExpression::IsNull:
    case SqlExpression::IsJson:
    case SqlExpression::Quantified:
        return true;
    case SqlExpression::Binary:
        return e.text == u"AND" || e.text == u"OR" || e.text == u"=" || e.text == u"<>"
            || e.text == u"<" || e.text == u">" || e.text == u"<=" || e.text == u">=";
    case SqlExpression::Unary:
        return e.text == u"NOT";
    case SqlExpression::Call:
        return e.names.size() == 1
            && (e.names.first() == u"REGEXP_LIKE" || e.names.first() == u"LNNVL"
                || e.names.first() == u"JSON_EXISTS" || e.names.first() == u"UPDATING"
                || e.names.first() == u"INSERTING" || e.names.first() == u"DELETING");
    case SqlExpression::Number:
    case SqlExpression::String:
    case SqlExpression::Null:
    case SqlExpression::DateLiteral:
    case SqlExpression::TimestampLiteral:
    case SqlExpression::IntervalLiteral:
    case SqlExpression::Name:
    case SqlExpression::Bind:
    case SqlExpression::Case:
    case SqlExpression::Subquery:
    case SqlExpression::Cast:
    case SqlExpression::List:
    case SqlExpression::Star:
    case SqlExpression::Default:
    case SqlExpression::Extract:
    case SqlExpression::OuterJoin:
        return false;
    }
    return false;
}

// Reserved words that are values all the same.
bool isReservedValue(const QString &word)
{
    static const QStringList words = {u"SYSDATE"_s, u"USER"_s,  u"UID"_s,  u"ROWNUM"_s,
                                      u"ROWID"_s,   u"LEVEL"_s, u"PRIOR"_s};
    return words.contains(word);
}

} // namespace

SqlExpressionPtr SqlParser::condition()
{
    if (++m_depth > maxDepth) {
        failNotModelled(u"an expression nested this deeply"_s);
        return {};
    }
    SqlExpressionPtr left = conjunction();
    while (!failed() && is(u"OR")) {
        auto both = make(SqlExpression::Binary);
        advance();
        both->text = u"OR"_s;
        both->arguments.push_back(std::move(left));
        both->arguments.push_back(conjunction());
        left = std::move(both);
    }
    --m_depth;
    return left;
}

SqlExpressionPtr SqlParser::conjunction()
{
    SqlExpressionPtr left = negation();
    while (!failed() && is(u"AND")) {
        auto both = make(SqlExpression::Binary);
        advance();
        both->text = u"AND"_s;
        both->arguments.push_back(std::move(left));
        both->arguments.push_back(negation());
        left = std::move(both);
    }
    return left;
}

SqlExpressionPtr SqlParser::negation()
{
    if (!is(u"NOT"))
        return predicate();
    auto result = make(SqlExpression::Unary);
    advance();
    result->text = u"NOT"_s;
    if (++m_depth > maxDepth) {
        failNotModelled(u"an expression nested this deeply"_s);
        return {};
    }
    result->arguments.push_back(negation());
    --m_depth;
    return result;
}

SqlExpressionPtr SqlParser::predicate()
{
    if (is(u"EXISTS") && isSymbol(u"(", 1)) {
        auto result = make(SqlExpression::Exists);
        advance();
        advance();
        result->query = query();
        expectSymbol(u")", 907);
        return result;
    }
    SqlExpressionPtr left = value();
    if (failed())
        return {};
    if (isCondition(*left) && (left->parenthesized || left->kind == SqlExpression::Call))
        return left;

    static const std::map<QString, QString> operators = {
        {u"="_s, u"="_s}, {u"<>"_s, u"<>"_s}, {u"!="_s, u"<>"_s}, {u"^="_s, u"<>"_s},
        {u"<"_s, u"<"_s}, {u">"_s, u">"_s},   {u"<="_s, u"<="_s}, {u">="_s, u">="_s}};
    if (peek().kind == TokenKind::Punctuation) {
        if (const auto found = operators.find(textOf(peek()).toString());
            found != operators.end()) {
            auto result = make(SqlExpression::Binary);
            result->text = found->second;
            advance();
            if (is(u"ANY") || is(u"SOME") || is(u"ALL")) {
                result->kind = SqlExpression::Quantified;
                result->unit = is(u"ALL") ? u"ALL"_s : u"ANY"_s;
                advance();
                result->arguments.push_back(std::move(left));
                expectSymbol(u"(", 906);
                if (is(u"SELECT") || is(u"WITH")) {
                    result->query = query();
                } else {
                    do {
                        result->arguments.push_back(value());
                    } while (!failed() && takeSymbol(u","));
                }
                expectSymbol(u")", 907);
                return result;
            }
            result->arguments.push_back(std::move(left));
            result->arguments.push_back(value());
            return result;
        }
    }
    if (is(u"IS")) {
        auto result = make(SqlExpression::IsNull);
        advance();
        result->negated = take(u"NOT");
        if (take(u"JSON")) {
            result->kind = SqlExpression::IsJson;
            while (is(u"STRICT") || is(u"LAX") || is(u"WITH") || is(u"WITHOUT") || is(u"UNIQUE")
                   || is(u"KEYS") || is(u"ALLOW") || is(u"DISALLOW") || is(u"SCALARS"))
                advance();
        } else if (is(u"NAN") || is(u"INFINITE") || is(u"OF") || is(u"EMPTY") || is(u"DANGLING")
                   || is(u"TRUE") || is(u"FALSE")) {
            failNotModelled(u"IS "_s + textOf(peek()).toString().toUpper());
        } else {
            expect(u"NULL", 908);
        }
        result->arguments.push_back(std::move(left));
        return result;
    }
    const bool negated = is(u"NOT");
    const int at = negated ? 1 : 0;
    if (is(u"IN", at)) {
        auto result = make(SqlExpression::In);
        if (negated)
            advance();
        advance();
        result->negated = negated;
        result->arguments.push_back(std::move(left));
        if (!takeSymbol(u"(")) { // x IN y is x IN (y)
            result->arguments.push_back(value());
            return result;
        }
        if (is(u"SELECT") || is(u"WITH")) {
            result->query = query();
        } else {
            do {
                result->arguments.push_back(value());
            } while (!failed() && takeSymbol(u","));
        }
        expectSymbol(u")", 907);
        return result;
    }
    if (is(u"BETWEEN", at)) {
        auto result = make(SqlExpression::Between);
        if (negated)
            advance();
        advance();
        result->negated = negated;
        result->arguments.push_back(std::move(left));
        result->arguments.push_back(value());
        expect(u"AND", 905);
        result->arguments.push_back(value());
        return result;
    }
    for (const QStringView word : {u"LIKE", u"LIKEC", u"LIKE2", u"LIKE4"}) {
        if (!is(word, at))
            continue;
        auto result = make(SqlExpression::Like);
        if (negated)
            advance();
        advance();
        result->negated = negated;
        result->arguments.push_back(std::move(left));
        result->arguments.push_back(value());
        if (take(u"ESCAPE"))
            result->arguments.push_back(value());
        return result;
    }
    if (is(u"MEMBER", at) || is(u"SUBMULTISET", at))
        failNotModelled(u"nested table conditions"_s);
    else if (negated)
        fail(920);
    return left;
}

SqlExpressionPtr SqlParser::value()
{
    if (++m_depth > maxDepth) {
        failNotModelled(u"an expression nested this deeply"_s);
        return {};
    }
    SqlExpressionPtr result = sum();
    --m_depth;
    return result;
}

SqlExpressionPtr SqlParser::sum()
{
    SqlExpressionPtr left = product();
    while (!failed() && (isSymbol(u"+") || isSymbol(u"-") || isSymbol(u"||"))) {
        auto both = make(SqlExpression::Binary);
        both->text = textOf(peek()).toString();
        advance();
        both->arguments.push_back(std::move(left));
        both->arguments.push_back(product());
        left = std::move(both);
    }
    return left;
}

SqlExpressionPtr SqlParser::product()
{
    SqlExpressionPtr left = factor();
    while (!failed() && (isSymbol(u"*") || isSymbol(u"/"))) {
        auto both = make(SqlExpression::Binary);
        both->text = textOf(peek()).toString();
        advance();
        both->arguments.push_back(std::move(left));
        both->arguments.push_back(factor());
        left = std::move(both);
    }
    return left;
}

SqlExpressionPtr SqlParser::factor()
{
    if (isSymbol(u"-") || isSymbol(u"+")) {
        auto result = make(SqlExpression::Unary);
        result->text = textOf(peek()).toString();
        advance();
        if (++m_depth > maxDepth) {
            failNotModelled(u"an expression nested this deeply"_s);
            return {};
        }
        result->arguments.push_back(factor());
        --m_depth;
        return result;
    }
    SqlExpressionPtr result = primary();
    if (!failed() && is(u"AT") && (is(u"TIME", 1) || is(u"LOCAL", 1)))
        failNotModelled(u"AT TIME ZONE"_s);
    if (!failed() && is(u"COLLATE"))
        failNotModelled(u"COLLATE"_s);
    return result;
}

SqlExpressionPtr SqlParser::primary()
{
    if (failed())
        return {};
    const Token &token = peek();
    switch (token.kind) {
    case TokenKind::Number: {
        auto result = make(SqlExpression::Number);
        result->text = textOf(token).toString();
        advance();
        return result;
    }
    case TokenKind::String: {
        auto result = make(SqlExpression::String);
        result->text = stringValue(textOf(token));
        advance();
        return result;
    }
    case TokenKind::Bind: {
        auto result = make(SqlExpression::Bind);
        result->text = textOf(token).sliced(1).toString();
        m_bindNames.append(storedName(result->text));
        result->bind = m_binds++;
        advance();
        return result;
    }
    case TokenKind::Unknown:
    case TokenKind::Punctuation:
        if (isSymbol(u"?")) {
            auto result = make(SqlExpression::Bind);
            result->bind = m_binds++;
            m_bindNames.append(QString());
            advance();
            return result;
        }
        if (isSymbol(u"("))
            return parenthesis();
        fail(936);
        return {};
    case TokenKind::QuotedName:
    case TokenKind::Word:
        return nameOrCall();
    case TokenKind::Substitution:
        failNotModelled(u"a substitution variable "_s + textOf(token).toString());
        return {};
    case TokenKind::End:
    case TokenKind::LineComment:
    case TokenKind::BlockComment:
    case TokenKind::Whitespace:
    case TokenKind::Unterminated:
        break;
    }
    fail(936);
    return {};
}

SqlExpressionPtr SqlParser::parenthesis()
{
    auto result = make(SqlExpression::List);
    advance();
    if (is(u"SELECT") || is(u"WITH")) {
        result->kind = SqlExpression::Subquery;
        result->query = query();
        expectSymbol(u")", 907);
        return result;
    }
    SqlExpressionPtr first = condition();
    if (failed())
        return {};
    if (!isSymbol(u",")) {
        expectSymbol(u")", 907);
        first->parenthesized = true;
        return first;
    }
    result->arguments.push_back(std::move(first));
    while (!failed() && takeSymbol(u","))
        result->arguments.push_back(value());
    expectSymbol(u")", 907);
    return result;
}

SqlExpressionPtr SqlParser::nameOrCall()
{
    const bool quoted = peek().kind == TokenKind::QuotedName;
    const QString word = quoted ? QString() : textOf(peek()).toString().toUpper();
    if (!quoted) {
        if (word == u"NULL") {
            auto result = make(SqlExpression::Null);
            advance();
            return result;
        }
        if (word == u"CASE")
            return caseExpression();
        if (word == u"CAST" && isSymbol(u"(", 1))
            return castExpression();
        if (word == u"EXTRACT" && isSymbol(u"(", 1))
            return extractExpression();
        if (word == u"TRIM" && isSymbol(u"(", 1))
            return trimExpression();
        if (word == u"DEFAULT") {
            auto result = make(SqlExpression::Default);
            advance();
            return result;
        }
        if ((word == u"DATE" || word == u"TIMESTAMP") && peek(1).kind == TokenKind::String) {
            auto result = make(word == u"DATE" ? SqlExpression::DateLiteral
                                               : SqlExpression::TimestampLiteral);
            advance();
            result->text = stringValue(textOf(peek()));
            advance();
            return result;
        }
        if (word == u"INTERVAL" && peek(1).kind == TokenKind::String)
            return intervalLiteral();
        if ((word == u"TRUE" || word == u"FALSE") && m_version.major >= 23) {
            auto result = make(SqlExpression::Number);
            result->text = word == u"TRUE" ? u"1"_s : u"0"_s;
            result->unit = u"BOOLEAN"_s;
            advance();
            return result;
        }
        if (word == u"CONNECT_BY_ROOT" || word == u"PRIOR" || word == u"MULTISET"
            || word == u"CURSOR" || word == u"NEW") {
            failNotModelled(word);
            return {};
        }
        const bool callOfReserved =
            isSymbol(u"(", 1) && (word == u"MOD" || word == u"DECODE" || word == u"USER");
        if (isReservedWord(word) && !isReservedValue(word) && !callOfReserved) {
            fail(936);
            return {};
        }
    }
    auto result = make(SqlExpression::Name);
    for (;;) {
        const Token &token = peek();
        if (token.kind != TokenKind::QuotedName && token.kind != TokenKind::Word) {
            fail(1747);
            return {};
        }
        result->quotedName = token.kind == TokenKind::QuotedName;
        result->names.append(storedName(textOf(token)));
        advance();
        if (!isSymbol(u"."))
            break;
        advance();
    }
    if (isSymbol(u"@")) {
        failNotModelled(u"a database link"_s);
        return {};
    }
    if (isSymbol(u"(") && isSymbol(u"+", 1) && isSymbol(u")", 2)) {
        failNotModelled(u"the outer join operator (+); write LEFT JOIN"_s);
        return {};
    }
    if (!isSymbol(u"("))
        return result;

    result->kind = SqlExpression::Call;
    advance();
    if (takeSymbol(u"*")) {
        result->arguments.push_back(make(SqlExpression::Star));
    } else if (!isSymbol(u")")) {
        if (take(u"DISTINCT") || take(u"UNIQUE"))
            result->distinct = true;
        else
            take(u"ALL");
        do {
            if (isSymbol(u"=>", 1)) {
                failNotModelled(u"named arguments"_s);
                return {};
            }
            result->arguments.push_back(value());
        } while (!failed() && takeSymbol(u","));
    }
    if (!failed() && !isSymbol(u")") && peek().kind == TokenKind::Word) {
        failNotModelled(result->names.join(u'.') + u" with "_s
                        + textOf(peek()).toString().toUpper());
        return {};
    }
    expectSymbol(u")", 907);
    callSuffix(*result);
    return result;
}

} // namespace Athanor
