// SPDX-License-Identifier: MIT
#include "ddl/alteredtext.h"
#include "ddl/application.h"
#include "ddl/expression.h"
#include "ddl/readparts.h"
#include "ddl/viewoptions.h"
#include "ddl/writer.h"
#include "schema/physical.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// The storage "STORE AS SECUREFILE (NOCACHE)" after MODIFY LOB (c) (CACHE).
QString withLobChanges(const QString &before, const QString &changes)
{
    LobStorage storage = lobStorage(before);
    for (const auto &[family, words] : lobStorage(changes).parameters)
        storage.parameters[family] = words;
    return toString(storage);
}

// The words that take a physical clause back to Oracle's default; empty: none for a view.
QString standardClause(const QString &keyword)
{
    if (keyword == "LOGGING"_L1)
        return keyword;
    for (const QLatin1StringView word : {"PARALLEL"_L1, "CACHE"_L1, "COMPRESS"_L1})
        if (keyword == word)
            return u"NO"_s + keyword;
    return {};
}

} // namespace

Result<> Application::operator()(const AlterTable &alter)
{
    const Table *table = catalog().table(alter.table);
    if (!table) {
        if (catalog().materializedViews.count(alter.table) != 0)
            return alterContainer(alter);
        if (alter.ifExists)
            return {};
        if (alter.table.name.startsWith("BIN$"_L1))
            return refuse(38301,
                          applyTr("can not perform DDL/DML over objects in Recycle Bin: FLASHBACK "
                                  "TABLE … TO BEFORE DROP first"));
        return refuse(942,
                      applyTr("table or view does not exist: %1").arg(writtenName(alter.table)));
    }
    QualifiedName name = alter.table;
    for (const TableAction &action : alter.actions) {
        Table &edited = m_draft.edit(name);
        const bool setsReadOnly = std::holds_alternative<SetReadOnly>(action);
        const bool onlyNames = std::holds_alternative<RenameTableTo>(action)
            || std::holds_alternative<RenameConstraint>(action)
            || std::holds_alternative<MoveTable>(action)
            || std::holds_alternative<SetPhysical>(action);
        if (edited.readOnly && !setsReadOnly && !onlyNames)
            return refuse(12081,
                          applyTr("update operation not allowed on table %1: it is read "
                                  "only; ALTER TABLE … READ WRITE first")
                              .arg(writtenName(name)));
        const auto act = [this, &edited](const auto &one) { return this->act(edited, one); };
        if (Result<> done = std::visit(act, action); !done)
            return done;
        if (const auto *rename = std::get_if<RenameTableTo>(&action))
            name.name = rename->to;
    }
    // Where an added nested table lies is said behind the columns.
    return checkNestedTables(m_draft.edit(name));
}

// ALTER TABLE of a materialized view is about the table its rows lie in: physical clauses are the
// view's options, what else it may say has no place in CREATE MATERIALIZED VIEW.
Result<> Application::alterContainer(const AlterTable &alter)
{
    MaterializedView view = catalog().materializedViews.find(alter.table)->second;
    for (const TableAction &action : alter.actions) {
        const auto *physical = std::get_if<SetPhysical>(&action);
        const QString clause = !physical ? QString()
            : physical->value.isEmpty()  ? standardClause(physical->keyword)
                                         : writePhysical(physical->keyword, physical->value);
        if (!clause.isEmpty())
            view.options = mergedViewOptions(view.options, clause);
        else if (!std::holds_alternative<SetTriggers>(action))
            note({u"MATERIALIZED VIEW"_s, alter.table},
                 u"ALTER TABLE "_s + writtenName(alter.table),
                 applyTr("a constraint or column change of a materialized view is not kept"));
    }
    m_draft.put(std::move(view));
    return {};
}

Result<> Application::act(Table &table, const AddColumns &add)
{
    for (const Column &column : add.columns) {
        if (table.column(column.name))
            return refuse(1430,
                          applyTr("column being added already exists in table: %1")
                              .arg(writtenName(column.name)));
        table.columns.push_back(column);
    }
    for (const Column &column : add.columns) {
        if (Result<> type = checkType(column); !type)
            return type;
        if (Result<> standard = checkDefault(column); !standard)
            return standard;
        if (Result<> derived = checkVirtual(table, column); !derived)
            return derived;
        if (!column.notNull || column.notNull->name.isEmpty())
            continue;
        NotNull *own = &*table.column(column.name)->notNull;
        const QString name = std::exchange(own->name, QString()); // or it would find itself
        Result<> free = checkConstraintName(table, name);
        own->name = name;
        if (!free)
            return free;
    }
    if (Result<> columns = checkColumns(table); !columns)
        return columns;
    return addConstraints(table, add.constraints, add.indexes);
}

Result<> Application::act(Table &table, const SetReadOnly &set)
{
    table.readOnly = set.readOnly;
    return {};
}

Result<> Application::act(Table &table, const SetPhysical &set)
{
    if (set.keyword.startsWith("MODIFY LOB ("_L1)) {
        const QString key = set.keyword.sliced(7);
        QString &storage = table.physical[key];
        storage = withLobChanges(storage, set.value);
        return {};
    }
    if (set.keyword == "ANNOTATIONS"_L1) {
        const QString merged = mergedAnnotations(table.physical[set.keyword], set.value);
        addPhysical(table.physical, {set.keyword, merged});
        return {};
    }
    addPhysical(table.physical, {set.keyword, set.value});
    return {};
}

Result<> Application::act(Table &table, const AddItem &add)
{
    const bool twice =
        std::any_of(table.items.begin(), table.items.end(),
                    [&](const QString &item) { return itemName(item) == itemName(add.text); });
    // ORA-32588: supplemental logging attribute exists. Which code a period gets is not settled.
    if (twice)
        return refuse(add.text.startsWith("SUPPLEMENTAL"_L1) ? 32588 : 0,
                      applyTr("the table has it already: %1").arg(itemName(add.text)));
    table.items << add.text;
    return {};
}

Result<> Application::act(Table &table, const DropItem &drop)
{
    const QString name = itemName(drop.words);
    const qsizetype before = table.items.size();
    table.items.removeIf([&name](const QString &item) { return itemName(item) == name; });
    if (table.items.size() == before)
        return refuse(drop.words.startsWith("SUPPLEMENTAL"_L1) ? 32587 : 0,
                      applyTr("the table has no such thing to drop: %1").arg(name));
    return {};
}

Result<> Application::act(Table &table, const SetTriggers &set)
{
    for (const QualifiedName &name : m_draft.triggersOf(table.name)) {
        ProgramUnit trigger = catalog().units.find({UnitKind::Trigger, name})->second;
        trigger.enabled = set.enabled;
        m_draft.put(std::move(trigger));
    }
    return {};
}

// Rows get new addresses, so every index becomes unusable until it is rebuilt (ORA-01502).
Result<> Application::act(Table &table, const MoveTable &move)
{
    if (move.keepsIndexes || table.kind == TableKind::IndexOrganized)
        return {};
    for (const QualifiedName &name : m_draft.indexesOf(table.name))
        m_draft.editIndex(name).unusable = true;
    return {};
}

Result<> Application::act(Table &table, const OtherTableAction &other)
{
    QString &clauses = table.otherClauses;
    const bool external = table.kind == TableKind::External;
    if (external && changesExternal(other.text)) {
        clauses = withExternalPart(clauses, other.text);
    } else if (table.kind == TableKind::IndexOrganized && changesOverflow(other.text)) {
        clauses = withOverflowPart(clauses, other.text);
    } else if (changesExternal(other.text) || changesOverflow(other.text)) {
        // Of an external or index-organized table only; which code Oracle gives is not settled.
        note({u"TABLE"_s, table.name}, other.text,
             applyTr("this change does not fit the kind of table; it is not followed"));
    } else {
        if (!clauses.isEmpty())
            clauses += u' ';
        clauses += other.text;
    }
    return {};
}

} // namespace Athanor
