// SPDX-License-Identifier: MIT
#include "sandbox/translator.h"

#include "sandbox/oraerror.h"
#include "sandbox/sqlparser.h"
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

void Translator::addTableColumns(const Table &table, ScopeSource &source)
{
    for (const Column &column : table.columns) {
        ScopeColumn scoped;
        scoped.name = column.name;
        scoped.kind = valueKind(column.type);
        scoped.type = column.type;
        scoped.hidden = column.invisible;
        scoped.isLong = column.type.kind == TypeKind::Long || column.type.kind == TypeKind::LongRaw;
        scoped.nullable = !table.isMandatory(column);
        if (column.virtualExpression.isEmpty()) {
            scoped.sql = source.sqlAlias + u'.' + sqliteQuoted(physicalName(column.name));
            source.columns.push_back(scoped);
        }
    }
    // Virtual columns are computed from the real ones, wherever they stand.
    Scope own;
    own.sources.push_back(source);
    std::vector<ScopeColumn> ordered;
    for (const Column &column : table.columns) {
        const auto real = std::find_if(source.columns.begin(), source.columns.end(),
                                       [&](const ScopeColumn &c) { return c.name == column.name; });
        if (real != source.columns.end()) {
            ordered.push_back(*real);
            continue;
        }
        m_blocks.push_back({});
        const Emitted value = emitText(column.virtualExpression, &own);
        m_blocks.pop_back();
        ScopeColumn scoped;
        scoped.name = column.name;
        scoped.kind = valueKind(column.type);
        scoped.type = column.type;
        scoped.hidden = column.invisible;
        // A virtual column without a type of its own is as its expression is.
        if (value.kind != ValueKind::Null && value.kind != scoped.kind
            && !(isTextual(value.kind) && isTextual(scoped.kind)))
            scoped.kind = value.kind;
        scoped.sql = value.sql;
        ordered.push_back(scoped);
    }
    source.columns = std::move(ordered);
}

Translator::ScopeSource Translator::tableSource(const Table &table, const QString &alias,
                                                const QString &sqlAlias)
{
    ScopeSource source;
    source.alias = alias;
    source.table = table.name;
    source.sqlAlias = sqlAlias;
    source.hasRowid = true;
    addTableColumns(table, source);
    return source;
}

QString Translator::addDerived(const QString &alias, const QueryParts &query, Scope &scope,
                               const QString &sql)
{
    ScopeSource source;
    source.alias = alias;
    source.sqlAlias = u't' + QString::number(++m_aliases);
    for (size_t i = 0; i < query.columns.size(); ++i) {
        const ResultColumn &column = query.columns[i];
        source.columns.push_back({column.name, source.sqlAlias + u".c"_s + QString::number(i + 1),
                                  column.kind, column.type, false, column.isLong, column.nullable});
    }
    const QString result = sql + u" AS "_s + source.sqlAlias;
    scope.sources.push_back(std::move(source));
    return result;
}

QString Translator::emitTable(const SqlFrom &from, Scope &scope)
{
    const QString alias = from.alias.isEmpty() ? from.name.name : from.alias;
    if (from.name.owner.isEmpty()) {
        if (const auto with = m_with.find(from.name.name); with != m_with.end())
            return addDerived(alias, with->second, scope, u'(' + with->second.sql + u')');
    }
    if (const auto name = resolved(from.name)) {
        if (const Table *table = m_context.catalog->table(*name)) {
            if (table->kind == TableKind::External)
                failNotModelled(u"rows of an external table"_s);
            ScopeSource source = tableSource(*table, alias, u't' + QString::number(++m_aliases));
            const QString sql = physicalTable(*name) + u" AS "_s + source.sqlAlias;
            scope.sources.push_back(std::move(source));
            return sql;
        }
        if (const auto view = m_context.catalog->views.find(*name);
            view != m_context.catalog->views.end()) {
            if (++m_viewDepth > 30) {
                failNotModelled(u"views nested this deeply"_s);
                return {};
            }
            SqlParser parser(view->second.query, m_context.version);
            auto tree = parser.wholeQuery();
            QueryParts query;
            if (tree) {
                const auto with = std::exchange(m_with, {});
                query = emitQuery(**tree, nullptr);
                m_with = with;
            } else if (!failed()) {
                m_error = tree.error();
            }
            --m_viewDepth;
            if (failed()) {
                // A view that no longer fits its tables: ORA-04063, and why.
                if (m_error->oraCode != 0 && m_error->oraCode != 4063) {
                    const QString why = m_error->message;
                    m_error = Error{ErrorKind::Statement,
                                    u"ORA-04063: view \""_s + m_context.user + u'.' + name->name
                                        + u"\" has errors"_s,
                                    4063,
                                    {},
                                    why};
                }
                return {};
            }
            for (qsizetype i = 0; i < view->second.columns.size(); ++i) {
                if (static_cast<size_t>(i) < query.columns.size())
                    query.columns[static_cast<size_t>(i)].name = view->second.columns.at(i);
            }
            return addDerived(alias, query, scope, u'(' + query.sql + u')');
        }
        failNotModelled(u"rows of the materialized view "_s + name->name);
        return {};
    }
    const bool system =
        from.name.owner.isEmpty() || from.name.owner == u"SYS" || from.name.owner == u"PUBLIC";
    if (system && from.name.name == u"DUAL") {
        const QueryParts dual{
            u"SELECT 'X' AS c1"_s,
            {{u"DUMMY"_s, ValueKind::Text, typeOf(ValueKind::Text), true, false}}};
        return addDerived(alias, dual, scope, u'(' + dual.sql + u')');
    }
    if (system) {
        if (const auto *columns = m_context.dictionaryView(from.name.name)) {
            m_dictionaryViews.insert(from.name.name);
            ScopeSource source;
            source.alias = alias;
            source.table = from.name;
            source.sqlAlias = u't' + QString::number(++m_aliases);
            for (const DictionaryColumn &column : *columns) {
                source.columns.push_back(
                    {column.name, source.sqlAlias + u'.' + sqliteQuoted(column.name), column.kind,
                     typeOf(column.kind), false, column.isLong, true});
            }
            const QString sql =
                u"temp."_s + sqliteQuoted(from.name.name) + u" AS "_s + source.sqlAlias;
            scope.sources.push_back(std::move(source));
            return sql;
        }
    }
    failMissing(from.name);
    return {};
}

QString Translator::emitFrom(const SqlFrom &from, Scope &scope)
{
    if (failed())
        return {};
    switch (from.kind) {
    case SqlFrom::TableName:
        return emitTable(from, scope);
    case SqlFrom::Derived: {
        const QueryParts query = emitQuery(*from.query, scope.outer);
        return addDerived(from.alias, query, scope, u'(' + query.sql + u')');
    }
    case SqlFrom::Join:
        break;
    }
    return emitJoin(from, scope);
}

// What USING and NATURAL compare. They put the joined columns in front of both sides, in a source
// without a name, and hide those they stand for.
QStringList Translator::joinColumns(const SqlFrom &join, Scope &scope, size_t firstRight)
{
    const auto find = [&](const QString &name, size_t first, size_t last) {
        std::vector<ScopeColumn *> found;
        for (size_t i = first; i < last; ++i) {
            for (ScopeColumn &column : scope.sources[i].columns) {
                if (column.name == name && column.joinedError == 0)
                    found.push_back(&column);
            }
        }
        return found;
    };
    const size_t count = scope.sources.size();
    QStringList names = join.usingColumns;
    if (join.natural) {
        for (size_t i = 0; i < firstRight; ++i) {
            for (const ScopeColumn &column : scope.sources[i].columns) {
                if (column.joinedError == 0 && !column.hidden && !names.contains(column.name)
                    && !find(column.name, firstRight, count).empty())
                    names.append(column.name);
            }
        }
    }
    ScopeSource merged;
    QStringList equal;
    for (const QString &name : names) {
        const std::vector<ScopeColumn *> left = find(name, 0, firstRight);
        const std::vector<ScopeColumn *> right = find(name, firstRight, count);
        if (left.size() != 1 || right.size() != 1) {
            if (left.empty() || right.empty())
                fail(904, {u'"' + name + u'"'});
            else
                fail(918);
            return {};
        }
        ScopeColumn &a = *left.front();
        ScopeColumn &b = *right.front();
        equal.append(emitComparison(u"="_s, {a.sql, a.kind, a.type, false, a.isLong},
                                    {b.sql, b.kind, b.type, false, b.isLong}));
        ScopeColumn both = join.joinType == u"RIGHT" ? b : a;
        if (join.joinType == u"FULL")
            both.sql = u"coalesce("_s + a.sql + u", "_s + b.sql + u')';
        merged.columns.push_back(both);
        a.joinedError = b.joinedError = join.natural ? 25155 : 25154;
    }
    if (!merged.columns.empty())
        scope.sources.insert(scope.sources.begin(), std::move(merged));
    return equal;
}

QString Translator::emitJoin(const SqlFrom &join, Scope &scope)
{
    // The condition sees what the join joins, not what a comma put in front of it (ORA-00904).
    Scope joined;
    joined.outer = scope.outer;
    const QString left = emitFrom(*join.left, joined);
    const size_t firstRight = joined.sources.size();
    QString right = emitFrom(*join.right, joined);
    if (failed())
        return {};
    if (join.right->kind == SqlFrom::Join) {
        right = u'(' + right + u')';
        for (size_t i = firstRight; i < joined.sources.size(); ++i)
            joined.sources[i].bracketed = true;
    }
    QString on = join.on ? emitCondition(*join.on, &joined)
                         : joinColumns(join, joined, firstRight).join(u" AND "_s);
    if (failed())
        return {};
    if (on.isEmpty() && join.joinType != u"CROSS")
        on = u"1"_s; // NATURAL without a column in common
    for (ScopeSource &source : joined.sources)
        scope.sources.push_back(std::move(source));
    return left + u' ' + (join.joinType == u"INNER" ? QString() : join.joinType + u' ') + u"JOIN "_s
        + right + (on.isEmpty() ? QString() : u" ON "_s + on);
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
