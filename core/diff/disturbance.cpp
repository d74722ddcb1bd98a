// SPDX-License-Identifier: MIT
#include "diff/generation.h"

#include "ddl/references.h"
#include "diff/pairing.h"

namespace Athanor {

using namespace Qt::StringLiterals;

// What dropping, rebuilding or reshaping columns does to the constraints and indexes that rest on
// them.

const std::set<QString> *columnsAt(const std::map<QualifiedName, std::set<QString>> &map,
                                   const QualifiedName &table)
{
    const auto found = map.find(table);
    return found == map.end() ? nullptr : &found->second;
}

bool rests(const std::set<QString> &columns, const std::set<QString> *changed)
{
    return changed && intersect(columns, *changed);
}

namespace {

bool touchesVirtual(const std::set<QString> &columns, const Table &table)
{
    for (const QString &name : columns) {
        const Column *column = table.column(name);
        if (column && !column->virtualExpression.isEmpty())
            return true;
    }
    return false;
}

} // namespace

bool isAbsorbed(const Generation &generation, const Table &table, const Constraint &constraint)
{
    const std::set<QString> *gone = columnsAt(generation.consequences().droppedColumns, table.name);
    if (!gone)
        return false;
    const std::set<QString> columns = columnsOf(constraint, table);
    if (columns.empty() || !isSubset(columns, *gone))
        return false;
    if (columns.size() > 1 && touchesVirtual(columns, table))
        return false; // virtual columns are dropped by a statement of their own
    if (!constraint.indexName.isEmpty())
        return false; // KEEP INDEX is said in DROP CONSTRAINT alone
    // A table has one primary key (ORA-02260), so a new one cannot wait for the old one's column to
    // go.
    return !isKey(constraint) || generation.consequences().tablesWithNewKeys.count(table.name) == 0;
}

namespace {

std::set<QString> expressionColumns(const Index &index)
{
    std::set<QString> names;
    for (const IndexColumn &column : index.columns)
        if (column.column.isEmpty())
            names.merge(namesIn(column.expression));
    return names;
}

bool restsOnReshapedVirtual(const std::set<QString> &columns, const Table &table,
                            const std::set<QString> *reshaped)
{
    for (const QString &name : columns) {
        const Column *column = table.column(name);
        if (reshaped && reshaped->count(name) != 0 && column
            && !column->virtualExpression.isEmpty())
            return true;
    }
    return false;
}

} // namespace

bool isAbsorbed(const Generation &generation, const Table &table, const Index &index)
{
    const Consequences &consequences = generation.consequences();
    const std::set<QString> *gone = columnsAt(consequences.droppedColumns, table.name);
    return rests(columnsOf(index, table), gone)
        && generation.to().indexes.find(index.name) == generation.to().indexes.end()
        && disturbance(generation, table, index) == Disturbance::None;
}

Disturbance disturbance(const Generation &generation, const Table &table, const Index &index)
{
    const Consequences &consequences = generation.consequences();
    const std::set<QString> columns = columnsOf(index, table);
    if (rests(columns, columnsAt(consequences.rebuiltColumns, table.name)))
        return Disturbance::GoesWithColumn;
    // ORA-30556: a column of its expressions; ORA-54022: the virtual column itself.
    const std::set<QString> *reshaped = columnsAt(consequences.reshapedColumns, table.name);
    return rests(expressionColumns(index), reshaped)
            || restsOnReshapedVirtual(columns, table, reshaped)
        ? Disturbance::InTheWay
        : Disturbance::None;
}

Disturbance disturbance(const Generation &generation, const Table &table,
                        const Constraint &constraint)
{
    const Consequences &consequences = generation.consequences();
    const std::set<QString> columns = columnsOf(constraint, table);
    if (rests(columns, columnsAt(consequences.rebuiltColumns, table.name)))
        return columns.size() == 1 ? Disturbance::GoesWithColumn
                                   : Disturbance::InTheWay; // ORA-12991
    const std::set<QString> *reshaped = columnsAt(consequences.reshapedColumns, table.name);
    return restsOnReshapedVirtual(columns, table, reshaped) ? Disturbance::InTheWay // ORA-54023
                                                            : Disturbance::None;
}

} // namespace Athanor
