// SPDX-License-Identifier: MIT
#include "ddl/application.h"
#include "ddl/expression.h"
#include "schema/physical.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

void renameIn(QStringList &names, const QString &from, const QString &to)
{
    for (QString &name : names)
        if (name == from)
            name = to;
}

// LOB (from) STORE AS … is LOB (to) STORE AS … afterwards.
void renameStorage(std::map<QString, QString> &physical, const RenameColumn &rename)
{
    for (auto clause = physical.begin(); clause != physical.end(); ++clause) {
        if (!isStorageOf(clause->first, rename.from))
            continue;
        QString keyword = clause->first;
        const QString name = writtenName(rename.from);
        keyword.replace(keyword.lastIndexOf(name), name.size(), writtenName(rename.to));
        QString value = std::move(clause->second);
        physical.erase(clause);
        physical.emplace(std::move(keyword), std::move(value));
        return;
    }
}

} // namespace

// Constraints, indexes, foreign keys from other tables and column grants follow the column.
Result<> Application::act(Table &table, const RenameColumn &rename)
{
    if (!table.column(rename.from))
        return refuse(904,
                      applyTr("%1: invalid identifier, table %2 has no such column")
                          .arg(writtenName(rename.from), writtenName(table.name)));
    if (table.column(rename.to))
        return refuse(957, applyTr("duplicate column name: %1").arg(writtenName(rename.to)));
    for (const Column &column : table.columns)
        if (!column.virtualExpression.isEmpty()
            && columnsIn(column.virtualExpression, table).contains(rename.from))
            return refuse(54032,
                          applyTr("column to be renamed is used in a virtual column "
                                  "expression: %1")
                              .arg(writtenName(column.name)));
    for (Constraint &constraint : table.constraints) {
        renameIn(constraint.columns, rename.from, rename.to);
        if (constraint.kind == ConstraintKind::Check)
            constraint.condition = withColumnRenamed(constraint.condition, rename.from, rename.to);
    }
    for (const QualifiedName &child : m_draft.childrenOf(table.name)) {
        for (Constraint &constraint : m_draft.edit(child).constraints)
            if (constraint.kind == ConstraintKind::ForeignKey
                && constraint.referencedTable == table.name)
                renameIn(constraint.referencedColumns, rename.from, rename.to);
    }
    for (const QualifiedName &name : m_draft.indexesOf(table.name)) {
        for (IndexColumn &part : m_draft.editIndex(name).columns) {
            if (part.column == rename.from)
                part.column = rename.to;
            else if (!part.expression.isEmpty())
                part.expression = withColumnRenamed(part.expression, rename.from, rename.to);
        }
    }
    if (table.partitioning && table.partitioning->method != "REFERENCE"_L1)
        renameIn(table.partitioning->columns, rename.from, rename.to);
    renameStorage(table.physical, rename);
    for (QString &item : table.items)
        item = withColumnRenamed(item, rename.from, rename.to);
    const auto grantsColumn = [&table, &rename](const Grant &grant) {
        return grant.object == table.name && grant.columns.contains(rename.from);
    };
    if (std::any_of(catalog().grants.begin(), catalog().grants.end(), grantsColumn))
        for (Grant &grant : m_draft.editGrants())
            if (grantsColumn(grant))
                renameIn(grant.columns, rename.from, rename.to);
    table.column(rename.from)->name = rename.to;
    return {};
}

// The table's reference is dead afterwards: it stands under its new name.
Result<> Application::act(Table &table, const RenameTableTo &rename)
{
    const QualifiedName from = table.name;
    const QualifiedName to{from.owner, rename.to};
    if (Result<> free = checkFree(to); !free)
        return free;
    for (const QualifiedName &child : m_draft.childrenOf(from)) {
        for (Constraint &constraint : m_draft.edit(child).constraints)
            if (constraint.kind == ConstraintKind::ForeignKey && constraint.referencedTable == from)
                constraint.referencedTable = to;
    }
    for (const QualifiedName &name : m_draft.indexesOf(from)) {
        Index index = catalog().indexes.find(name)->second;
        index.table = to;
        m_draft.put(std::move(index));
    }
    for (const QualifiedName &name : m_draft.triggersOf(from)) {
        ProgramUnit trigger = catalog().units.find({UnitKind::Trigger, name})->second;
        trigger.table = to;
        m_draft.put(std::move(trigger));
    }
    const auto onTable = [&from](const Grant &grant) { return grant.object == from; };
    if (std::any_of(catalog().grants.begin(), catalog().grants.end(), onTable))
        for (Grant &grant : m_draft.editGrants())
            if (onTable(grant))
                grant.object = to;
    Table moved = m_draft.edit(from);
    moved.name = to;
    m_draft.takeTable(from);
    m_draft.put(std::move(moved));
    return {};
}

// RENAME a TO b: tables, views, sequences, private synonyms.
Result<> Application::operator()(const RenameObject &rename)
{
    const QualifiedName from{{}, rename.from};
    const QualifiedName to{{}, rename.to};
    const Catalog &c = catalog();
    if (c.table(from))
        return act(m_draft.edit(from), RenameTableTo{rename.to});
    const bool known =
        c.views.count(from) != 0 || c.sequences.count(from) != 0 || c.synonyms.count(from) != 0;
    if (rename.from.startsWith("ISEQ$$_"_L1))
        return refuse(32799, applyTr("cannot rename a system-generated sequence"));
    if (!known)
        return refuse(4043, applyTr("object %1 does not exist").arg(writtenName(from)));
    if (Result<> free = checkFree(to); !free)
        return free;
    if (const auto view = c.views.find(from); view != c.views.end()) {
        View moved = view->second;
        moved.name = to;
        m_draft.takeView(from);
        m_draft.put(std::move(moved));
        for (const QualifiedName &name : m_draft.triggersOf(from)) {
            ProgramUnit trigger = catalog().units.find({UnitKind::Trigger, name})->second;
            trigger.table = to;
            m_draft.put(std::move(trigger));
        }
    } else if (const auto sequence = c.sequences.find(from); sequence != c.sequences.end()) {
        Sequence moved = sequence->second;
        moved.name = to;
        m_draft.takeSequence(from);
        m_draft.put(std::move(moved));
    } else if (const auto synonym = c.synonyms.find(from); synonym != c.synonyms.end()) {
        Synonym moved = synonym->second;
        moved.name = to;
        m_draft.takeSynonym(from);
        m_draft.put(std::move(moved));
    }
    const auto onObject = [&from](const Grant &grant) { return grant.object == from; };
    if (std::any_of(c.grants.begin(), c.grants.end(), onObject))
        for (Grant &grant : m_draft.editGrants())
            if (onObject(grant))
                grant.object = to;
    return {};
}

} // namespace Athanor
