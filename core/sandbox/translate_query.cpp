// SPDX-License-Identifier: MIT
#include "sandbox/translator.h"

#include "sandbox/oraerror.h"
#include "sql/lexer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

void conjuncts(const SqlExpression *condition, std::vector<const SqlExpression *> &list)
{
    if (!condition)
        return;
    if (condition->kind == SqlExpression::Binary && condition->text == u"AND") {
        conjuncts(condition->arguments[0].get(), list);
        conjuncts(condition->arguments[1].get(), list);
    } else {
        list.push_back(condition);
    }
}

// SQLite joins what a comma separates from left to right, so that these would keep rows of all that
// stands before them.
bool keepsRightRows(const SqlFrom &from)
{
    return from.kind == SqlFrom::Join
        && (from.joinType == u"RIGHT" || from.joinType == u"FULL" || keepsRightRows(*from.left));
}

bool isRownum(const SqlExpression &e)
{
    return e.kind == SqlExpression::Name && e.names.size() == 1 && !e.quotedName
        && e.names.first() == u"ROWNUM";
}

} // namespace

QString Translator::orderKey(const SqlOrderItem &item, const Emitted &value) const
{
    const QString key = value.kind == ValueKind::Number || value.kind == ValueKind::IntervalDs
            || value.kind == ValueKind::IntervalYm
        ? u"ora_key("_s + value.sql + u')'
        : value.sql;
    if (!item.expression) // a bare key
        return key;
    const bool nullsFirst = item.nullsFirst.value_or(item.descending);
    return key + (item.descending ? u" DESC"_s : u""_s)
        + (nullsFirst ? u" NULLS FIRST"_s : u" NULLS LAST"_s);
}

QString Translator::columnHeading(const SqlSelectItem &item) const
{
    if (!item.alias.isEmpty())
        return item.alias;
    const SqlExpression &e = *item.expression;
    if (e.kind == SqlExpression::Name)
        return e.names.last();
    // Oracle's heading of an expression is its text in upper case without blanks, literals
    // untouched.
    QString heading;
    for (const Token &token : tokenize(item.sourceText)) {
        const QString text = token.text(item.sourceText).toString();
        heading += token.kind == TokenKind::String ? text : text.toUpper();
    }
    return heading;
}

// ROWNUM <= n, ROWNUM < n, ROWNUM = 1 among the conditions of WHERE.
std::optional<QString> Translator::takeRownumLimit(const SqlExpression *where, Scope &scope,
                                                   std::vector<const SqlExpression *> &rest)
{
    std::vector<const SqlExpression *> all;
    conjuncts(where, all);
    std::optional<QString> limit;
    for (const SqlExpression *condition : all) {
        const bool comparison =
            condition->kind == SqlExpression::Binary && condition->arguments.size() == 2;
        const bool left = comparison && isRownum(*condition->arguments[0]);
        const bool right = comparison && isRownum(*condition->arguments[1]);
        if (!left && !right) {
            rest.push_back(condition);
            continue;
        }
        QString op = condition->text;
        if (right)
            op = op == u"<"   ? u">"_s
                : op == u">"  ? u"<"_s
                : op == u"<=" ? u">="_s
                : op == u">=" ? u"<="_s
                              : op;
        const QString bound =
            converted(emitValue(*condition->arguments[left ? 1 : 0], &scope), ValueKind::Number)
                .sql;
        QString count;
        if (op == u"<=")
            count = u"max(0, ora_limit("_s + bound + u"))"_s;
        else if (op == u"<")
            count = u"max(0, -ora_limit(-("_s + bound + u")) - 1)"_s;
        else if (op == u"=") // ROWNUM = 1 is the first row; any other number never comes
            count = u"(CASE WHEN "_s + bound + u" = 1 THEN 1 ELSE 0 END)"_s;
        else if (op == u">=")
            count = u"(CASE WHEN ora_compare("_s + bound + u", 1) <= 0 THEN -1 ELSE 0 END)"_s;
        else if (op == u">")
            count = u"(CASE WHEN ora_compare("_s + bound + u", 1) < 0 THEN -1 ELSE 0 END)"_s;
        else
            failNotModelled(u"this condition on ROWNUM"_s);
        if (limit)
            failNotModelled(u"two conditions on ROWNUM"_s);
        limit = count;
    }
    return limit;
}

QString Translator::emitLimit(const SqlQuery *limits, const std::optional<QString> &rownumLimit,
                              Scope &scope)
{
    if (limits && (limits->fetch || limits->offset)) {
        const QString fetch = limits->fetch ? u"max(0, ora_limit("_s
                + converted(emitValue(*limits->fetch, &scope), ValueKind::Number).sql + u"))"_s
                                            : u"-1"_s;
        const QString offset = limits->offset ? u" OFFSET max(0, ora_limit("_s
                + converted(emitValue(*limits->offset, &scope), ValueKind::Number).sql + u"))"_s
                                              : QString();
        return u" LIMIT "_s + fetch + offset;
    }
    return rownumLimit ? u" LIMIT "_s + *rownumLimit : QString();
}

Translator::QueryParts
Translator::emitSelect(const SqlSelect &select, Scope *outer,
                       const std::vector<SqlOrderItem> *order, const SqlQuery *limits,
                       const std::function<QString(size_t, const Emitted &)> &wrap)
{
    QueryParts result;
    Scope scope;
    scope.outer = outer;
    m_blocks.push_back({});

    QStringList from;
    for (const auto &item : select.from) {
        const size_t first = scope.sources.size();
        const QString sql = emitFrom(*item, scope);
        if (from.isEmpty() || !keepsRightRows(*item)) {
            from.append(sql);
            continue;
        }
        from.append(u'(' + sql + u')');
        for (size_t i = first; i < scope.sources.size(); ++i)
            scope.sources[i].bracketed = true;
    }
    std::vector<const SqlExpression *> conditions;
    const std::optional<QString> rownumLimit =
        takeRownumLimit(select.where.get(), scope, conditions);
    QStringList where;
    const bool sequencesAllowed = std::exchange(m_sequencesAllowed, false);
    for (const SqlExpression *condition : conditions)
        where.append(emitCondition(*condition, &scope));
    m_sequencesAllowed = sequencesAllowed && !select.distinct && (!order || order->empty());

    bool grouped = !select.groupBy.empty() || select.having;
    for (const SqlSelectItem &item : select.items)
        grouped = grouped || containsAggregate(item.expression.get());
    if (order) {
        for (const SqlOrderItem &item : *order)
            grouped = grouped || containsAggregate(item.expression.get());
    }
    // ROWNUM counts rows before they are grouped or sorted: FROM and WHERE go into a query of their
    // own.
    const bool sorted = order && !order->empty();
    const bool ownLimit = rownumLimit
        && (grouped || sorted || select.distinct || (limits && (limits->fetch || limits->offset)));
    scope.wrapped = ownLimit;
    m_blocks.back().hasRownum = !grouped && !sorted;

    QStringList groups;
    for (const SqlExpressionPtr &expression : select.groupBy) {
        if (containsAggregate(expression.get()))
            fail(934);
        const Emitted group = emitValue(*expression, &scope);
        refuseLob(group);
        if (group.literal && group.kind == ValueKind::Number)
            continue; // GROUP BY 1 is a constant in Oracle, not a position
        groups.append(group.sql);
        m_blocks.back().groups.insert(group.sql);
    }
    m_blocks.back().grouped = grouped;
    m_blocks.back().hasGroupBy = !select.groupBy.empty();
    m_blocks.back().allowsAggregates = true;

    std::vector<Emitted> values;
    std::map<QString, Emitted> aliases;
    const auto addStar = [&](const ScopeSource &source) {
        if (grouped)
            fail(979);
        for (const ScopeColumn &column : source.columns) {
            if (column.hidden || column.joinedError != 0)
                continue;
            values.push_back(emitColumn(column, scope));
            result.columns.push_back({column.name, column.kind,
                                      column.type.value_or(typeOf(column.kind)), column.nullable,
                                      column.isLong});
        }
    };
    for (const SqlSelectItem &item : select.items) {
        if (failed())
            break;
        if (!item.expression) {
            bool found = item.starOf.isEmpty();
            for (const ScopeSource &source : scope.sources) {
                if (!item.starOf.isEmpty() && source.alias != item.starOf.last())
                    continue;
                found = true;
                if (!item.starOf.isEmpty()
                    && std::any_of(source.columns.begin(), source.columns.end(),
                                   [](const ScopeColumn &c) { return c.joinedError != 0; }))
                    failNotModelled(u"t.* of a table joined by USING or NATURAL"_s);
                addStar(source);
            }
            if (!found)
                fail(904, {u'"' + item.starOf.join(u"\".\""_s) + u'"'});
            if (select.items.size() > 1 && item.starOf.isEmpty())
                fail(923); // SELECT *, a: refused at the comma
            continue;
        }
        Emitted value = emit(*item.expression, &scope);
        if (value.kind == ValueKind::Condition)
            fail(923);
        const DataType type = value.type.value_or(typeOf(value.kind));
        result.columns.push_back({columnHeading(item), value.kind, type, true, value.isLong});
        values.push_back(value);
        if (!item.alias.isEmpty())
            aliases.emplace(item.alias, value);
    }
    QString having;
    if (select.having)
        having = u" HAVING "_s + emitCondition(*select.having, &scope);

    QStringList keys;
    if (sorted && !failed()) {
        m_blocks.back().aliases = std::move(aliases);
        for (const SqlOrderItem &item : *order) {
            const SqlExpression &e = *item.expression;
            std::optional<Emitted> value;
            if (e.kind == SqlExpression::Number) {
                const int position = e.text.toInt();
                if (position < 1 || position > static_cast<int>(values.size())) {
                    fail(1785);
                    break;
                }
                value = values[static_cast<size_t>(position) - 1];
            }
            if (!value)
                value = emit(e, &scope);
            refuseLob(*value);
            if (select.distinct
                && std::none_of(values.begin(), values.end(),
                                [&](const Emitted &v) { return v.sql == value->sql; }))
                fail(1791);
            keys.append(orderKey(item, *value));
        }
    }
    if (select.distinct) {
        for (const Emitted &value : values)
            refuseLob(value);
    }
    QStringList items;
    for (size_t i = 0; i < values.size(); ++i)
        items.append((wrap ? wrap(i, values[i]) : values[i].sql) + u" AS c"_s
                     + QString::number(i + 1));

    QString source = from.isEmpty() ? QString() : u" FROM "_s + from.join(u", "_s);
    if (!where.isEmpty())
        source += u" WHERE "_s + where.join(u" AND "_s);
    std::optional<QString> limit = rownumLimit;
    if (ownLimit) {
        QStringList inner;
        for (const auto &[sql, outerName] : scope.wrappedColumns)
            inner.append(sql + u" AS "_s + outerName.sliced(2));
        if (inner.isEmpty())
            inner.append(u"1"_s);
        source = u" FROM (SELECT "_s + inner.join(u", "_s) + source + u" LIMIT "_s + *rownumLimit
            + u") AS w"_s;
        limit.reset();
    }
    result.sql = u"SELECT "_s + (select.distinct ? u"DISTINCT "_s : QString()) + items.join(u", "_s)
        + source;
    if (!groups.isEmpty())
        result.sql += u" GROUP BY "_s + groups.join(u", "_s);
    else if (!select.groupBy.empty())
        result.sql += u" GROUP BY NULL"_s;
    result.sql += having;
    if (!keys.isEmpty())
        result.sql += u" ORDER BY "_s + keys.join(u", "_s);
    result.sql += emitLimit(limits, limit, scope);
    m_sequencesAllowed = sequencesAllowed;
    m_blocks.pop_back();
    return result;
}

Translator::QueryParts
Translator::emitQuery(const SqlQuery &query, Scope *outer,
                      const std::function<QString(size_t, const Emitted &)> &wrap)
{
    QueryParts result;
    if (failed())
        return result;
    if (++m_depth > 100) {
        failNotModelled(u"queries nested this deeply"_s);
        return result;
    }
    const auto savedWith = m_with;
    // A sequence counts rows of the statement itself: of no subquery (only those stand inside a
    // block), no WITH, no set.
    const bool sequencesAllowed = m_sequencesAllowed;
    m_sequencesAllowed = false;
    for (const SqlWith &with : query.with) {
        QueryParts part = emitQuery(*with.query, nullptr);
        if (failed()) {
            if (m_error->oraCode == 942 && !with.columns.isEmpty())
                m_error = notModelled(u"recursive WITH"_s);
            return result;
        }
        if (!with.columns.isEmpty()
            && static_cast<size_t>(with.columns.size()) != part.columns.size()) {
            fail(32038);
            return result;
        }
        for (qsizetype i = 0; i < with.columns.size(); ++i)
            part.columns[static_cast<size_t>(i)].name = with.columns.at(i);
        m_with[with.name] = part;
    }
    m_sequencesAllowed = sequencesAllowed && m_blocks.empty() && query.parts.size() == 1;
    const bool compound = query.parts.size() > 1 || query.parts.front().nested;
    if (!compound) {
        result = emitSelect(*query.parts.front().select, outer, &query.orderBy, &query, wrap);
    } else {
        for (const SqlQuery::Part &part : query.parts) {
            QueryParts piece = part.select ? emitSelect(*part.select, outer, nullptr, nullptr, {})
                                           : emitQuery(*part.nested, outer);
            if (failed())
                return result;
            if (part.nested) // ORDER BY and LIMIT inside parentheses
                piece.sql = u"SELECT * FROM ("_s + piece.sql + u')';
            if (result.sql.isEmpty()) {
                result = piece;
                continue;
            }
            if (piece.columns.size() != result.columns.size()) {
                fail(1789);
                return result;
            }
            for (size_t i = 0; i < piece.columns.size(); ++i) {
                ResultColumn &column = result.columns[i];
                const ValueKind kind = piece.columns[i].kind;
                if (column.isLong || piece.columns[i].isLong)
                    fail(997);
                if (column.kind == ValueKind::Null) {
                    column.kind = kind;
                    column.type = piece.columns[i].type;
                } else if (kind != ValueKind::Null && kind != column.kind
                           && !(isTextual(kind) && isTextual(column.kind))) {
                    if (isDatetime(kind) && isDatetime(column.kind))
                        failNotModelled(u"a set of DATE and TIMESTAMP"_s);
                    else
                        fail(1790);
                } else if (kind != ValueKind::Null && kind != column.kind
                           && (kind == ValueKind::Clob || column.kind == ValueKind::Clob)) {
                    fail(1790);
                }
                if (part.setOperator != u"UNION ALL")
                    refuseLob({{}, column.kind, {}, false, false});
            }
            result.sql += u' ' + part.setOperator + u' ' + piece.sql;
        }
        const bool tail = !query.orderBy.empty() || query.fetch || query.offset || wrap;
        if (tail) {
            Scope scope;
            m_blocks.push_back({});
            const QString sql = addDerived({}, result, scope, u'(' + result.sql + u')');
            QStringList keys;
            for (const SqlOrderItem &item : query.orderBy) {
                const SqlExpression &e = *item.expression;
                if (e.kind == SqlExpression::Number) {
                    const int position = e.text.toInt();
                    if (position < 1 || position > static_cast<int>(result.columns.size())) {
                        fail(1785);
                        break;
                    }
                    const ScopeColumn &column =
                        scope.sources.front().columns[static_cast<size_t>(position) - 1];
                    const Emitted value{column.sql, column.kind, {}, false, column.isLong};
                    refuseLob(value);
                    keys.append(orderKey(item, value));
                } else {
                    const Emitted value = emit(e, &scope);
                    refuseLob(value);
                    keys.append(orderKey(item, value));
                }
            }
            QStringList items;
            for (size_t i = 0; i < result.columns.size(); ++i) {
                const ScopeColumn &column = scope.sources.front().columns[i];
                const Emitted value{column.sql, column.kind, column.type, false, false};
                items.append((wrap ? wrap(i, value) : value.sql) + u" AS c"_s
                             + QString::number(i + 1));
            }
            result.sql = u"SELECT "_s + items.join(u", "_s) + u" FROM "_s + sql;
            if (!keys.isEmpty())
                result.sql += u" ORDER BY "_s + keys.join(u", "_s);
            result.sql += emitLimit(&query, {}, scope);
            m_blocks.pop_back();
        }
    }
    m_with = savedWith;
    m_sequencesAllowed = sequencesAllowed;
    --m_depth;
    return result;
}

} // namespace Athanor
