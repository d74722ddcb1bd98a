// SPDX-License-Identifier: MIT
// What stands in FROM: tables, views and joins.
#include "sandbox/translator.h"

#include "sandbox/oraerror.h"
#include "sandbox/sqlparser.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

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

} // namespace Athanor
