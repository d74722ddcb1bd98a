// SPDX-License-Identifier: MIT
#include "sandbox/sqlparser.h"

#include "sandbox/oraerror.h"
#include "sql/lexer.h"

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {
constexpr int maxDepth =
    200; // of nested queries and parentheses: deeper text is a mistake or an attack
}

std::unique_ptr<SqlQuery> SqlParser::query()
{
    auto result = std::make_unique<SqlQuery>();
    if (++m_depth > maxDepth) {
        failNotModelled(u"a query nested this deeply"_s);
        return result;
    }
    if (take(u"WITH")) {
        if (is(u"FUNCTION") || is(u"PROCEDURE"))
            failNotModelled(u"PL/SQL in WITH"_s);
        do {
            SqlWith with;
            with.name = name();
            if (takeSymbol(u"(")) {
                with.columns = nameList();
                expectSymbol(u")", 907);
            }
            expect(u"AS", 905);
            expectSymbol(u"(", 906);
            with.query = query();
            expectSymbol(u")", 907);
            result->with.push_back(std::move(with));
        } while (!failed() && takeSymbol(u","));
    }
    result->parts.push_back(queryPart());
    for (;;) {
        QString setOperator;
        if (take(u"UNION"))
            setOperator = take(u"ALL") ? u"UNION ALL"_s : u"UNION"_s;
        else if (take(u"INTERSECT"))
            setOperator = u"INTERSECT"_s;
        else if (take(u"MINUS"))
            setOperator = u"EXCEPT"_s;
        else if (is(u"EXCEPT") && m_version.major >= 21 && take(u"EXCEPT"))
            setOperator = u"EXCEPT"_s;
        else
            break;
        if (failed())
            break;
        SqlQuery::Part part = queryPart();
        part.setOperator = setOperator;
        result->parts.push_back(std::move(part));
    }
    if (is(u"ORDER") && !failed()) {
        advance();
        if (take(u"SIBLINGS"))
            failNotModelled(u"ORDER SIBLINGS BY"_s);
        expect(u"BY", 924);
        result->orderBy = orderItems();
    }
    rowLimit(*result);
    if (take(u"FOR")) {
        expect(u"UPDATE", 905);
        result->forUpdate = true;
        if (take(u"OF"))
            nameList();
        if (take(u"WAIT"))
            integer();
        else if (!take(u"NOWAIT") && take(u"SKIP"))
            expect(u"LOCKED", 905);
    }
    --m_depth;
    return result;
}

SqlQuery::Part SqlParser::queryPart()
{
    SqlQuery::Part part;
    if (takeSymbol(u"(")) {
        part.nested = query();
        expectSymbol(u")", 907);
        return part;
    }
    if (!is(u"SELECT")) {
        fail(928);
        return part;
    }
    part.select = select();
    return part;
}

std::unique_ptr<SqlSelect> SqlParser::select()
{
    auto result = std::make_unique<SqlSelect>();
    expect(u"SELECT", 928);
    if (take(u"DISTINCT") || take(u"UNIQUE"))
        result->distinct = true;
    else
        take(u"ALL");
    do {
        result->items.push_back(selectItem());
    } while (!failed() && takeSymbol(u","));
    if (failed())
        return result;
    if (is(u"BULK") || is(u"INTO")) {
        failNotModelled(u"SELECT … INTO outside PL/SQL"_s);
        return result;
    }
    if (!take(u"FROM")) {
        // FROM is optional from 23ai on only.
        if (m_version.major >= 23
            && (atEnd() || isSymbol(u")") || is(u"UNION") || is(u"INTERSECT") || is(u"MINUS")
                || is(u"ORDER") || is(u"WHERE")))
            return result;
        fail(923);
        return result;
    }
    do {
        result->from.push_back(fromItem());
    } while (!failed() && takeSymbol(u","));
    if (take(u"WHERE"))
        result->where = condition();
    if (is(u"CONNECT") || (is(u"START") && is(u"WITH", 1)))
        failNotModelled(u"CONNECT BY"_s);
    if (take(u"GROUP")) {
        expect(u"BY", 924);
        if (is(u"ROLLUP") || is(u"CUBE") || is(u"GROUPING"))
            failNotModelled(u"GROUP BY ROLLUP, CUBE and GROUPING SETS"_s);
        do {
            result->groupBy.push_back(value());
        } while (!failed() && takeSymbol(u","));
    }
    if (take(u"HAVING"))
        result->having = condition();
    if (is(u"GROUP") && result->having && !failed()) { // Oracle takes the two in either order
        advance();
        expect(u"BY", 924);
        do {
            result->groupBy.push_back(value());
        } while (!failed() && takeSymbol(u","));
    }
    if (is(u"MODEL") || is(u"WINDOW") || is(u"QUALIFY"))
        failNotModelled(u"the clause "_s + textOf(peek()).toString().toUpper());
    return result;
}

SqlSelectItem SqlParser::selectItem()
{
    SqlSelectItem item;
    const qsizetype start = peek().range.start;
    if (takeSymbol(u"*"))
        return item;
    // t.* and s.t.*
    for (int ahead = 1; ahead <= 3 && isName(ahead - 1); ahead += 2) {
        if (!isSymbol(u".", ahead))
            break;
        if (isSymbol(u"*", ahead + 1)) {
            for (int i = 0; i <= ahead; i += 2)
                item.starOf.append(storedName(textOf(peek(i))));
            for (int i = 0; i <= ahead + 1; ++i)
                advance();
            return item;
        }
    }
    item.expression = value();
    if (failed())
        return item;
    const qsizetype end = m_tokens[m_at - 1].range.end();
    item.sourceText = m_text.sliced(start, end - start).toString();
    if (take(u"AS")) {
        if (!isName()) {
            fail(peek().kind == TokenKind::String ? 923 : 923);
            return item;
        }
        item.alias = name();
    } else if (isName() && !is(u"BULK")) {
        item.alias = name();
    }
    return item;
}

QString SqlParser::tableAlias()
{
    // AS before a table's alias is no Oracle (ORA-00933).
    static const QStringList clauseWords = {
        u"LEFT"_s,      u"RIGHT"_s,  u"FULL"_s,   u"INNER"_s,   u"CROSS"_s,   u"NATURAL"_s,
        u"JOIN"_s,      u"USING"_s,  u"LIMIT"_s,  u"OFFSET"_s,  u"FETCH"_s,   u"OUTER"_s,
        u"RETURNING"_s, u"RETURN"_s, u"PIVOT"_s,  u"UNPIVOT"_s, u"SAMPLE"_s,  u"PARTITION"_s,
        u"WHEN"_s,      u"LOG"_s,    u"EXCEPT"_s, u"WINDOW"_s,  u"QUALIFY"_s, u"MODEL"_s};
    if (peek().kind == TokenKind::QuotedName)
        return name();
    if (!isName() || clauseWords.contains(textOf(peek()).toString().toUpper()))
        return {};
    return name();
}

std::unique_ptr<SqlFrom> SqlParser::fromPrimary()
{
    auto item = std::make_unique<SqlFrom>();
    item->offset = peek().range.start;
    if (is(u"LATERAL") || is(u"TABLE") || is(u"XMLTABLE") || is(u"JSON_TABLE"))
        failNotModelled(textOf(peek()).toString().toUpper() + u" in FROM"_s);
    if (is(u"ONLY") && isSymbol(u"(", 1))
        failNotModelled(u"ONLY (view)"_s);
    if (takeSymbol(u"(")) {
        if (is(u"SELECT") || is(u"WITH") || isSymbol(u"(")) {
            const size_t start = m_at;
            item->kind = SqlFrom::Derived;
            item->query = query();
            if (!failed()
                && !isSymbol(u")")) { // ((a) JOIN b): a join that starts with a parenthesis
                m_at = start;
                item = fromItem();
            }
        } else {
            item = fromItem();
        }
        expectSymbol(u")", 907);
        if (item->kind == SqlFrom::Derived && item->alias.isEmpty())
            item->alias = tableAlias();
        return item;
    }
    item->kind = SqlFrom::TableName;
    item->name = qualifiedName();
    if (failed())
        return item;
    if (is(u"PARTITION") || is(u"SUBPARTITION") || is(u"SAMPLE") || is(u"PIVOT") || is(u"UNPIVOT")
        || (is(u"AS") && is(u"OF", 1)) || is(u"VERSIONS"))
        failNotModelled(textOf(peek()).toString().toUpper() + u" in FROM"_s);
    item->alias = tableAlias();
    return item;
}

std::unique_ptr<SqlFrom> SqlParser::fromItem()
{
    std::unique_ptr<SqlFrom> left = fromPrimary();
    while (!failed()) {
        const bool natural = is(u"NATURAL");
        const int at = natural ? 1 : 0;
        QString type;
        int words = at;
        if (is(u"JOIN", at)) {
            type = u"INNER"_s;
            words += 1;
        } else if ((is(u"INNER", at) || is(u"CROSS", at)) && is(u"JOIN", at + 1)) {
            type = textOf(peek(at)).toString().toUpper();
            words += 2;
        } else if (is(u"LEFT", at) || is(u"RIGHT", at) || is(u"FULL", at)) {
            type = textOf(peek(at)).toString().toUpper();
            words += is(u"OUTER", at + 1) ? 2 : 1;
            if (!is(u"JOIN", words)) {
                fail(905);
                break;
            }
            words += 1;
        } else if ((is(u"CROSS", at) || is(u"OUTER", at)) && is(u"APPLY", at + 1)) {
            failNotModelled(u"APPLY"_s);
            break;
        } else {
            break;
        }
        for (int i = 0; i < words; ++i)
            advance();
        auto join = std::make_unique<SqlFrom>();
        join->kind = SqlFrom::Join;
        join->joinType = type;
        join->natural = natural;
        join->left = std::move(left);
        join->right = fromPrimary();
        if (type != u"CROSS" && !natural) {
            if (take(u"ON")) {
                join->on = condition();
            } else if (take(u"USING")) {
                expectSymbol(u"(", 906);
                join->usingColumns = nameList();
                expectSymbol(u")", 907);
            } else {
                fail(905);
            }
        }
        left = std::move(join);
    }
    return left;
}

std::vector<SqlOrderItem> SqlParser::orderItems()
{
    std::vector<SqlOrderItem> items;
    do {
        SqlOrderItem item;
        item.expression = value();
        if (take(u"DESC"))
            item.descending = true;
        else
            take(u"ASC");
        if (take(u"NULLS")) {
            if (take(u"FIRST"))
                item.nullsFirst = true;
            else if (expect(u"LAST", 905))
                item.nullsFirst = false;
        }
        items.push_back(std::move(item));
    } while (!failed() && takeSymbol(u","));
    return items;
}

void SqlParser::rowLimit(SqlQuery &query)
{
    const bool offset = is(u"OFFSET");
    if (!offset && !is(u"FETCH"))
        return;
    if (m_version < OracleVersion{12, 1}) {
        fail(933);
        return;
    }
    if (take(u"OFFSET")) {
        query.offset = value();
        if (!take(u"ROW"))
            expect(u"ROWS", 905);
    }
    if (take(u"FETCH")) {
        if (!take(u"FIRST"))
            expect(u"NEXT", 905);
        query.fetch = make(SqlExpression::Number);
        query.fetch->text = u"1"_s;
        if (!is(u"ROW") && !is(u"ROWS"))
            query.fetch = value();
        if (is(u"PERCENT"))
            failNotModelled(u"FETCH … PERCENT"_s);
        if (!take(u"ROW"))
            expect(u"ROWS", 905);
        if (take(u"WITH"))
            failNotModelled(u"FETCH … WITH TIES"_s);
        else
            expect(u"ONLY", 905);
    }
}

} // namespace Athanor
