// SPDX-License-Identifier: MIT
// Expressions with words of their own: calls, windows, CASE, CAST, EXTRACT, TRIM, INTERVAL, types.
#include "sandbox/sqlparser.h"

#include "sandbox/oraerror.h"
#include "sql/lexer.h"

#include <map>

using namespace Qt::StringLiterals;

namespace Athanor {

void SqlParser::callSuffix(SqlExpression &call)
{
    if (is(u"WITHIN") && is(u"GROUP", 1)) {
        advance();
        advance();
        expectSymbol(u"(", 906);
        expect(u"ORDER", 905);
        expect(u"BY", 924);
        call.withinGroup = orderItems();
        expectSymbol(u")", 907);
    }
    if (is(u"KEEP") && isSymbol(u"(", 1))
        failNotModelled(u"KEEP (DENSE_RANK …)"_s);
    if (is(u"IGNORE") || is(u"RESPECT")) {
        if (is(u"NULLS", 1))
            failNotModelled(u"IGNORE NULLS"_s);
    }
    if (is(u"OVER")) {
        advance();
        call.window = window();
    }
}

std::unique_ptr<SqlWindow> SqlParser::window()
{
    auto result = std::make_unique<SqlWindow>();
    expectSymbol(u"(", 906);
    if (take(u"PARTITION")) {
        expect(u"BY", 924);
        do {
            result->partitionBy.push_back(value());
        } while (!failed() && takeSymbol(u","));
    }
    if (take(u"ORDER")) {
        expect(u"BY", 924);
        result->orderBy = orderItems();
    }
    if (is(u"ROWS") || is(u"RANGE") || is(u"GROUPS")) {
        static const QStringList frameWords = {u"ROWS"_s,      u"RANGE"_s,     u"BETWEEN"_s,
                                               u"AND"_s,       u"UNBOUNDED"_s, u"PRECEDING"_s,
                                               u"FOLLOWING"_s, u"CURRENT"_s,   u"ROW"_s};
        while (!failed() && !isSymbol(u")")) {
            const QString word = textOf(peek()).toString().toUpper();
            if (peek().kind != TokenKind::Number && !frameWords.contains(word)) {
                failNotModelled(u"this window frame"_s);
                return result;
            }
            result->frame += u' ' + word;
            advance();
        }
    }
    expectSymbol(u")", 907);
    return result;
}

SqlExpressionPtr SqlParser::caseExpression()
{
    auto result = make(SqlExpression::Case);
    advance();
    if (!is(u"WHEN")) {
        result->hasOperand = true;
        result->arguments.push_back(value());
    }
    if (!is(u"WHEN"))
        fail(905);
    while (!failed() && take(u"WHEN")) {
        result->arguments.push_back(result->hasOperand ? value() : condition());
        expect(u"THEN", 905);
        result->arguments.push_back(value());
    }
    if (take(u"ELSE")) {
        result->hasElse = true;
        result->arguments.push_back(value());
    }
    expect(u"END", 905);
    return result;
}

SqlExpressionPtr SqlParser::castExpression()
{
    auto result = make(SqlExpression::Cast);
    advance();
    advance();
    if (is(u"MULTISET"))
        failNotModelled(u"CAST (MULTISET …)"_s);
    result->arguments.push_back(value());
    if (is(u"DEFAULT"))
        failNotModelled(u"CAST … DEFAULT … ON CONVERSION ERROR"_s);
    expect(u"AS", 905);
    result->type = dataType();
    if (isSymbol(u","))
        failNotModelled(u"CAST with a format"_s);
    expectSymbol(u")", 907);
    return result;
}

SqlExpressionPtr SqlParser::extractExpression()
{
    auto result = make(SqlExpression::Extract);
    advance();
    advance();
    result->unit = textOf(peek()).toString().toUpper();
    advance();
    if (!is(u"FROM")) {
        failNotModelled(u"EXTRACT of XML"_s);
        return {};
    }
    advance();
    result->arguments.push_back(value());
    expectSymbol(u")", 907);
    return result;
}

SqlExpressionPtr SqlParser::trimExpression()
{
    auto result = make(SqlExpression::Call);
    result->names = {u"TRIM"_s};
    advance();
    advance();
    QString side = u"BOTH"_s;
    bool from = false;
    if (is(u"LEADING") || is(u"TRAILING") || is(u"BOTH")) {
        side = textOf(peek()).toString().toUpper();
        advance();
        from = true;
    }
    SqlExpressionPtr characters;
    SqlExpressionPtr text;
    if (from && take(u"FROM")) {
        text = value();
    } else {
        text = value();
        if (take(u"FROM")) {
            characters = std::move(text);
            text = value();
        }
    }
    expectSymbol(u")", 907);
    if (failed())
        return {};
    if (side == u"LEADING")
        result->names = {u"LTRIM"_s};
    else if (side == u"TRAILING")
        result->names = {u"RTRIM"_s};
    result->arguments.push_back(std::move(text));
    if (characters)
        result->arguments.push_back(std::move(characters));
    return result;
}

SqlExpressionPtr SqlParser::intervalLiteral()
{
    auto result = make(SqlExpression::IntervalLiteral);
    advance();
    result->text = stringValue(textOf(peek()));
    advance();
    const auto part = [this] {
        const QString unit = textOf(peek()).toString().toUpper();
        if (!QStringList{u"YEAR"_s, u"MONTH"_s, u"DAY"_s, u"HOUR"_s, u"MINUTE"_s, u"SECOND"_s}
                 .contains(unit))
            fail(30089);
        advance();
        if (takeSymbol(u"(")) {
            integer();
            if (takeSymbol(u","))
                integer();
            expectSymbol(u")", 907);
        }
        return unit;
    };
    result->unit = part();
    if (take(u"TO"))
        result->unit += u" TO "_s + part();
    return result;
}

std::optional<int> SqlParser::integer()
{
    if (peek().kind != TokenKind::Number) {
        fail(2017);
        return std::nullopt;
    }
    bool ok = false;
    const int number = textOf(peek()).toInt(&ok);
    if (!ok) {
        fail(2017);
        return std::nullopt;
    }
    advance();
    return number;
}

std::optional<DataType> SqlParser::dataType()
{
    DataType type;
    const QString word = textOf(peek()).toString().toUpper();
    static const std::map<QString, TypeKind> kinds = {{u"VARCHAR2"_s, TypeKind::Varchar2},
                                                      {u"VARCHAR"_s, TypeKind::Varchar2},
                                                      {u"NVARCHAR2"_s, TypeKind::Nvarchar2},
                                                      {u"CHAR"_s, TypeKind::Char},
                                                      {u"CHARACTER"_s, TypeKind::Char},
                                                      {u"NCHAR"_s, TypeKind::Nchar},
                                                      {u"NUMBER"_s, TypeKind::Number},
                                                      {u"DECIMAL"_s, TypeKind::Number},
                                                      {u"NUMERIC"_s, TypeKind::Number},
                                                      {u"DEC"_s, TypeKind::Number},
                                                      {u"INTEGER"_s, TypeKind::Number},
                                                      {u"INT"_s, TypeKind::Number},
                                                      {u"SMALLINT"_s, TypeKind::Number},
                                                      {u"FLOAT"_s, TypeKind::Float},
                                                      {u"REAL"_s, TypeKind::Float},
                                                      {u"BINARY_FLOAT"_s, TypeKind::BinaryFloat},
                                                      {u"BINARY_DOUBLE"_s, TypeKind::BinaryDouble},
                                                      {u"DATE"_s, TypeKind::Date},
                                                      {u"TIMESTAMP"_s, TypeKind::Timestamp},
                                                      {u"RAW"_s, TypeKind::Raw},
                                                      {u"CLOB"_s, TypeKind::Clob},
                                                      {u"NCLOB"_s, TypeKind::Nclob},
                                                      {u"BLOB"_s, TypeKind::Blob},
                                                      {u"BOOLEAN"_s, TypeKind::Boolean}};
    const auto found = kinds.find(word);
    if (found == kinds.end()) {
        if (word == u"INTERVAL" || word == u"LONG" || word == u"ROWID" || word == u"UROWID"
            || word == u"JSON" || word == u"XMLTYPE" || word == u"DOUBLE")
            failNotModelled(u"CAST to "_s + word);
        else
            fail(902);
        return std::nullopt;
    }
    type.kind = found->second;
    advance();
    const bool whole = word == u"INTEGER" || word == u"INT" || word == u"SMALLINT";
    if (whole)
        type.scale = 0;
    if (type.kind == TypeKind::Char && take(u"VARYING"))
        type.kind = TypeKind::Varchar2;
    const bool text = type.kind == TypeKind::Varchar2 || type.kind == TypeKind::Nvarchar2
        || type.kind == TypeKind::Char || type.kind == TypeKind::Nchar
        || type.kind == TypeKind::Raw;
    if (takeSymbol(u"(")) {
        if (text) {
            type.length = integer();
            if (take(u"CHAR"))
                type.semantics = LengthSemantics::Char;
            else if (take(u"BYTE"))
                type.semantics = LengthSemantics::Byte;
        } else {
            if (takeSymbol(u"*")) {
                type.scale = 0;
            } else {
                type.precision = integer();
                if (type.kind == TypeKind::Number)
                    type.scale = 0;
            }
            if (takeSymbol(u",")) {
                const bool minus = takeSymbol(u"-");
                if (const auto scale = integer())
                    type.scale = minus ? -*scale : *scale;
            }
        }
        expectSymbol(u")", 907);
    } else if (type.kind == TypeKind::Char || type.kind == TypeKind::Nchar) {
        type.length = 1;
    } else if (text) {
        fail(906);
    }
    if (type.kind == TypeKind::Timestamp) {
        if (!type.precision)
            type.precision = 6;
        if (take(u"WITH")) {
            const bool local = take(u"LOCAL");
            expect(u"TIME", 905);
            expect(u"ZONE", 905);
            type.kind = local ? TypeKind::TimestampLtz : TypeKind::TimestampTz;
        }
    }
    return type;
}

} // namespace Athanor
