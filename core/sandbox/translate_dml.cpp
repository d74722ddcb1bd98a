// SPDX-License-Identifier: MIT
#include "sandbox/translator.h"

#include "sandbox/oraerror.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

const Table *Translator::changeTarget(const QualifiedName &name)
{
    const auto found = resolved(name);
    if (!found) {
        if ((name.owner.isEmpty() || name.owner == u"SYS")
            && (name.name == u"DUAL" || m_context.dictionaryView(name.name)))
            fail(1031); // nobody changes the dictionary
        else
            failMissing(name);
        return nullptr;
    }
    const Table *table = m_context.catalog->table(*found);
    if (!table) {
        if (m_context.catalog->views.contains(*found))
            failNotModelled(u"changing rows through the view "_s + found->name);
        else
            fail(1732);
        return nullptr;
    }
    if (table->readOnly) {
        fail(12081, {u'"' + m_context.user + u"\".\""_s + table->name.name + u'"'});
        return nullptr;
    }
    if (table->kind == TableKind::External || table->kind == TableKind::Object)
        failNotModelled(u"rows of external and object tables"_s);
    return table;
}

QString Translator::stored(const Table &table, const Column &column, const Emitted &value)
{
    const ValueKind kind = valueKind(column.type);
    if (kind == ValueKind::Other) {
        if (value.kind != ValueKind::Null && !isTextual(value.kind))
            failNotModelled(u"values of the type of "_s + column.name);
        remark(u"the value of the column "_s + column.name);
        return value.sql;
    }
    Emitted ready = value;
    if (value.isLong)
        fail(997);
    if (value.kind == ValueKind::Condition) {
        fail(936);
        return {};
    }
    if (value.kind == ValueKind::Clob && (kind == ValueKind::Text || kind == ValueKind::Fixed))
        ready.kind = kind; // a CLOB short enough is text
    ready = converted(ready, kind);
    if (failed() || ready.sql == u"NULL")
        return ready.sql;
    const QString place =
        u'"' + m_context.user + u"\".\""_s + table.name.name + u"\".\""_s + column.name + u'"';
    return u"ora_store("_s + ready.sql + u", "_s + sqliteLiteral(storageRule(column.type)) + u", "_s
        + sqliteLiteral(place) + u')';
}

// What a new row gets in the column: the value given, the default, the identity's or the trigger's
// number.
QString Translator::filled(const Table &table, const Column &column,
                           const std::optional<Emitted> &value)
{
    std::optional<Emitted> result = value;
    const auto defaultValue = [&]() -> Emitted {
        if (column.defaultValue.isEmpty())
            return {u"NULL"_s, ValueKind::Null, {}, false, false};
        return emitText(column.defaultValue, nullptr);
    };
    if (column.identity) {
        const QString sequence = m_context.identitySequence(table.name, column.name);
        const Emitted next{sequenceValue(sequence, true), ValueKind::Number, {}, false, false};
        if (!result) {
            result = next;
        } else if (column.identity->kind == IdentityKind::Always) {
            fail(32795);
        } else if (column.identity->kind == IdentityKind::ByDefaultOnNull) {
            result->sql = u"coalesce("_s + converted(*result, ValueKind::Number).sql + u", "_s
                + next.sql + u')';
            result->kind = ValueKind::Number;
        }
    } else if (!result) {
        result = defaultValue();
    } else if (column.defaultOnNull) {
        const ValueKind kind = valueKind(column.type);
        result->sql = u"coalesce("_s + converted(*result, kind).sql + u", "_s
            + converted(defaultValue(), kind).sql + u')';
        result->kind = kind;
    }
    for (const AutoincrementTrigger &trigger : m_context.triggers(table.name)) {
        if (trigger.column != column.name || failed())
            continue;
        if (!m_context.hasSequence(trigger.sequence.name)) {
            fail(4098, {m_context.user + u'.' + trigger.column});
            continue;
        }
        const QString next = sequenceValue(trigger.sequence.name, true);
        result->sql = trigger.onlyWhenNull
            ? u"coalesce("_s + converted(*result, ValueKind::Number).sql + u", "_s + next + u')'
            : next;
        result->kind = ValueKind::Number;
    }
    return failed() ? QString() : stored(table, column, *result);
}

TranslatedChange Translator::insertInto(const SqlInsertTarget &target,
                                        const std::vector<Emitted> *values, const QString &from,
                                        Scope *scope)
{
    TranslatedChange change;
    const Table *table = changeTarget(target.table);
    if (!table)
        return change;
    change.table = table->name;
    std::vector<const Column *> columns;
    if (target.columns.isEmpty()) {
        for (const Column &column : table->columns) {
            if (!column.invisible)
                columns.push_back(&column);
        }
    } else {
        QStringList seen;
        for (const QString &name : target.columns) {
            const Column *column = table->column(name);
            if (!column) {
                fail(904, {u'"' + name + u'"'});
                return change;
            }
            if (seen.contains(name)) {
                fail(957);
                return change;
            }
            seen.append(name);
            columns.push_back(column);
        }
    }
    const size_t count = values ? values->size() : target.values.size();
    if (count != columns.size()) {
        fail(count < columns.size() ? 947 : 913);
        return change;
    }
    std::map<QString, std::optional<Emitted>> given; // none: DEFAULT
    for (size_t i = 0; i < columns.size(); ++i) {
        const Column &column = *columns[i];
        const bool isDefault = !values && target.values[i]->kind == SqlExpression::Default;
        if (!column.virtualExpression.isEmpty()) {
            if (!isDefault) {
                fail(54013);
                return change;
            }
            continue;
        }
        if (values)
            given[column.name] = (*values)[i];
        else if (isDefault)
            given[column.name] = std::nullopt;
        else
            given[column.name] = emitValue(*target.values[i], scope);
    }
    QStringList names;
    QStringList items;
    for (const Column &column : table->columns) {
        if (!column.virtualExpression.isEmpty())
            continue;
        const auto found = given.find(column.name);
        const QString sql =
            filled(*table, column, found == given.end() ? std::nullopt : found->second);
        if (failed())
            return change;
        names.append(sqliteQuoted(physicalName(column.name)));
        items.append(sql);
        change.columns.append(column.name);
    }
    change.sql = u"INSERT INTO "_s + physicalTable(table->name) + u" ("_s + names.join(u", "_s)
        + u") SELECT "_s + items.join(u", "_s) + from + u" RETURNING rowid"_s;
    return change;
}

void Translator::returning(const std::vector<SqlExpressionPtr> &list, const Table &table,
                           TranslatedChange &change)
{
    if (list.empty() || failed())
        return;
    // In RETURNING SQLite knows the columns without the table's alias.
    Scope scope;
    ScopeSource source;
    source.alias = table.name.name;
    source.table = table.name;
    source.sqlAlias = sqliteQuoted(physicalName(
        table.name.owner.isEmpty() ? table.name.name : table.name.owner + u'.' + table.name.name));
    source.hasRowid = true;
    addTableColumns(table, source);
    scope.sources.push_back(std::move(source));
    m_blocks.push_back({});
    for (const SqlExpressionPtr &expression : list) {
        const Emitted value = emitValue(*expression, &scope);
        change.sql += u", "_s + value.sql;
        change.returning.push_back(
            {{}, value.kind, value.type.value_or(typeOf(value.kind)), true, false});
    }
    m_blocks.pop_back();
}

Result<std::vector<TranslatedChange>> Translator::insert(const SqlInsert &insert)
{
    std::vector<TranslatedChange> changes;
    QueryParts query;
    if (insert.query) { // no subquery: its sequences count
        m_sequencesAllowed = !insert.all;
        query = emitQuery(*insert.query, nullptr);
        m_sequencesAllowed = true;
    }
    m_blocks.push_back({});
    if (!insert.query) {
        TranslatedChange change = insertInto(insert.targets.front(), nullptr, {}, nullptr);
        if (!failed())
            returning(insert.returning, *m_context.catalog->table(change.table), change);
        changes.push_back(std::move(change));
    } else {
        for (const SqlInsertTarget &target : insert.targets) {
            if (failed())
                break;
            Scope scope;
            const QString sql = addDerived({}, query, scope, u'(' + query.sql + u')');
            std::vector<Emitted> values;
            for (const ScopeColumn &column : scope.sources.front().columns)
                values.push_back({column.sql, column.kind, column.type, false, column.isLong});
            const bool own = !target.values.empty();
            changes.push_back(insertInto(target, own ? nullptr : &values,
                                         u" FROM "_s + sql + u" WHERE 1"_s, &scope));
        }
    }
    m_blocks.pop_back();
    if (failed())
        return Failure(*m_error);
    return changes;
}

void Translator::assign(const Table &table, const std::vector<SqlAssignment> &assignments,
                        Scope &scope, TranslatedChange &change)
{
    QStringList parts;
    const auto target = [&](const QString &name) -> const Column * {
        const Column *column = table.column(name);
        if (!column)
            fail(904, {u'"' + name + u'"'});
        else if (!column->virtualExpression.isEmpty())
            fail(54017);
        else if (column->identity && column->identity->kind == IdentityKind::Always)
            fail(32796);
        else if (change.columns.contains(name))
            fail(957);
        if (failed())
            return nullptr;
        change.columns.append(name);
        return column;
    };
    for (const SqlAssignment &assignment : assignments) {
        std::vector<const Column *> columns;
        QStringList names;
        for (const QString &name : assignment.columns) {
            const Column *column = target(name);
            if (!column)
                return;
            columns.push_back(column);
            names.append(sqliteQuoted(physicalName(name)));
        }
        if (columns.size() == 1) {
            if (assignment.value->kind == SqlExpression::Default) {
                Emitted value{u"NULL"_s, ValueKind::Null, {}, false, false};
                if (!columns[0]->defaultValue.isEmpty())
                    value = emitText(columns[0]->defaultValue, nullptr);
                parts.append(names.first() + u" = "_s + stored(table, *columns[0], value));
                continue;
            }
            Emitted value = emitValue(*assignment.value, &scope);
            if (columns[0]->defaultOnNull && !failed() && value.kind == ValueKind::Null
                && value.sql == u"NULL") {
                // DEFAULT ON NULL is for inserts; an update to NULL is ORA-01407.
            }
            parts.append(names.first() + u" = "_s + stored(table, *columns[0], value));
            continue;
        }
        const QueryParts query = emitQuery(*assignment.value->query, &scope);
        if (failed())
            return;
        if (query.columns.size() != columns.size()) {
            fail(query.columns.size() < columns.size() ? 947 : 913);
            return;
        }
        QStringList items;
        for (size_t i = 0; i < columns.size(); ++i) {
            const Emitted value{u"CASE WHEN count(*) > 1 THEN ora_raise(1427) ELSE min(c"_s
                                    + QString::number(i + 1) + u") END"_s,
                                query.columns[i].kind,
                                {},
                                false,
                                query.columns[i].isLong};
            items.append(stored(table, *columns[i], value));
        }
        parts.append(u'(' + names.join(u", "_s) + u") = (SELECT "_s + items.join(u", "_s)
                     + u" FROM ("_s + query.sql + u"))"_s);
    }
    change.sql += parts.join(u", "_s);
}

Result<TranslatedChange> Translator::update(const SqlUpdate &update)
{
    TranslatedChange change;
    const Table *table = changeTarget(update.table);
    if (table) {
        change.table = table->name;
        m_blocks.push_back({});
        Scope scope;
        const QString alias = u't' + QString::number(++m_aliases);
        scope.sources.push_back(
            tableSource(*table, update.alias.isEmpty() ? table->name.name : update.alias, alias));
        change.sql = u"UPDATE "_s + physicalTable(table->name) + u" AS "_s + alias + u" SET "_s;
        assign(*table, update.assignments, scope, change);
        std::vector<const SqlExpression *> conditions;
        const auto limit = takeRownumLimit(update.where.get(), scope, conditions);
        QStringList where;
        m_sequencesAllowed = false;
        for (const SqlExpression *condition : conditions)
            where.append(emitCondition(*condition, &scope));
        m_sequencesAllowed = true;
        if (!where.isEmpty())
            change.sql += u" WHERE "_s + where.join(u" AND "_s);
        if (limit)
            failNotModelled(u"UPDATE … WHERE ROWNUM"_s);
        change.sql += u" RETURNING rowid"_s;
        returning(update.returning, *table, change);
        m_blocks.pop_back();
    }
    if (failed())
        return Failure(*m_error);
    return change;
}

Result<TranslatedChange> Translator::remove(const SqlDelete &remove)
{
    TranslatedChange change;
    const Table *table = changeTarget(remove.table);
    if (table) {
        change.table = table->name;
        m_blocks.push_back({});
        Scope scope;
        const QString alias = u't' + QString::number(++m_aliases);
        scope.sources.push_back(
            tableSource(*table, remove.alias.isEmpty() ? table->name.name : remove.alias, alias));
        std::vector<const SqlExpression *> conditions;
        const auto limit = takeRownumLimit(remove.where.get(), scope, conditions);
        QStringList where;
        m_sequencesAllowed = false;
        for (const SqlExpression *condition : conditions)
            where.append(emitCondition(*condition, &scope));
        m_sequencesAllowed = true;
        const QString condition = where.isEmpty() ? u"1"_s : where.join(u" AND "_s);
        change.sql = u"DELETE FROM "_s + physicalTable(table->name);
        if (limit)
            change.sql += u" WHERE rowid IN (SELECT "_s + alias + u".rowid FROM "_s
                + physicalTable(table->name) + u" AS "_s + alias + u" WHERE "_s + condition
                + u" LIMIT "_s + *limit + u')';
        else
            change.sql += u" AS "_s + alias + u" WHERE "_s + condition;
        change.sql += u" RETURNING rowid"_s;
        returning(remove.returning, *table, change);
        m_blocks.pop_back();
    }
    if (failed())
        return Failure(*m_error);
    return change;
}

Result<TranslatedMerge> Translator::merge(const SqlMerge &merge)
{
    TranslatedMerge result;
    const Table *table = changeTarget(merge.table);
    if (!table)
        return Failure(*m_error);
    result.table = table->name;
    m_blocks.push_back({});
    const QString targetAlias = merge.alias.isEmpty() ? table->name.name : merge.alias;

    // 1. who matches whom, kept in a table of its own
    Scope scope;
    const QString source = emitFrom(*merge.source, scope);
    const size_t sources = scope.sources.size();
    const QString alias = u't' + QString::number(++m_aliases);
    scope.sources.push_back(tableSource(*table, targetAlias, alias));
    const QString on = emitCondition(*merge.on, &scope);
    Scope matched; // the source's columns as they stand in merge~
    QStringList items;
    for (size_t i = 0; i < sources; ++i) {
        ScopeSource kept = scope.sources[i];
        kept.hasRowid = false;
        for (ScopeColumn &column : kept.columns) {
            const QString name = u'c' + QString::number(items.size() + 1);
            items.append(column.sql + u" AS "_s + name);
            column.sql = u"m."_s + name;
        }
        matched.sources.push_back(std::move(kept));
    }
    result.matchSql = u"SELECT "_s + alias + u".rowid AS rid"_s
        + (items.isEmpty() ? QString() : u", "_s + items.join(u", "_s)) + u" FROM "_s + source
        + u" LEFT JOIN "_s + physicalTable(table->name) + u" AS "_s + alias + u" ON "_s + on;

    // 2. the matched rows
    Scope both = matched;
    const QString updated = u't' + QString::number(++m_aliases);
    both.sources.push_back(tableSource(*table, targetAlias, updated));
    if (!merge.assignments.empty() && !failed()) {
        result.updates = true;
        TranslatedChange &change = result.update;
        change.table = table->name;
        change.sql = u"UPDATE "_s + physicalTable(table->name) + u" AS "_s + updated + u" SET "_s;
        assign(*table, merge.assignments, both, change);
        change.sql += u" FROM temp.\"merge~\" AS m WHERE m.rid = "_s + updated + u".rowid"_s;
        if (merge.updateWhere)
            change.sql += u" AND "_s + emitCondition(*merge.updateWhere, &both);
        change.sql += u" RETURNING rowid"_s;
        // Columns of the ON clause must stay as they are (ORA-38104).
        std::vector<const SqlExpression *> open{merge.on.get()};
        while (!open.empty()) {
            const SqlExpression *at = open.back();
            open.pop_back();
            if (at->kind == SqlExpression::Name && change.columns.contains(at->names.last())
                && (at->names.size() == 1 || at->names.at(at->names.size() - 2) == targetAlias))
                fail(38104, {u'"' + at->names.join(u"\".\""_s) + u'"'});
            for (const SqlExpressionPtr &argument : at->arguments)
                open.push_back(argument.get());
        }
        if (merge.deleteWhere) {
            Scope removing = matched;
            const QString removed = u't' + QString::number(++m_aliases);
            removing.sources.push_back(tableSource(*table, targetAlias, removed));
            result.remove.table = table->name;
            result.remove.sql = u"DELETE FROM "_s + physicalTable(table->name)
                + u" WHERE rowid IN (SELECT "_s + removed
                + u".rowid FROM temp.\"merge~\" AS m JOIN "_s + physicalTable(table->name)
                + u" AS "_s + removed + u" ON m.rid = "_s + removed + u".rowid WHERE "_s
                + emitCondition(*merge.deleteWhere, &removing) + u") RETURNING rowid"_s;
        }
    }
    // 3. the others
    if (merge.hasInsert && !failed()) {
        QString from = u" FROM temp.\"merge~\" AS m WHERE m.rid IS NULL"_s;
        if (merge.insertWhere)
            from += u" AND "_s + emitCondition(*merge.insertWhere, &matched);
        SqlInsertTarget target;
        target.table = merge.insert.table;
        result.insert = insertInto(merge.insert, nullptr, from, &matched);
    }
    m_blocks.pop_back();
    if (failed())
        return Failure(*m_error);
    return result;
}

} // namespace Athanor
