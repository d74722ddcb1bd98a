// SPDX-License-Identifier: MIT
#include "ddl/application.h"
#include "ddl/expression.h"
#include "schema/physical.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

bool isAmong(const QStringList &all, const QStringList &some)
{
    return std::any_of(some.begin(), some.end(),
                       [&all](const QString &name) { return all.contains(name); });
}

QStringList columnsOf(const Constraint &constraint, const Table &table)
{
    return constraint.kind == ConstraintKind::Check ? columnsIn(constraint.condition, table)
                                                    : constraint.columns;
}

} // namespace

// What Oracle refuses, then what goes with the columns. SQL Language Reference, ALTER TABLE,
// drop_column_clause.
Result<> Application::act(Table &table, const DropColumns &drop)
{
    for (const QString &name : drop.columns)
        if (!table.column(name))
            return refuse(904,
                          applyTr("%1: invalid identifier, table %2 has no such column")
                              .arg(writtenName(name), writtenName(table.name)));
    const auto goes = [&drop](const Column &column) { return drop.columns.contains(column.name); };
    if (std::all_of(table.columns.begin(), table.columns.end(), goes))
        return refuse(12983, applyTr("cannot drop all columns in a table"));
    if (table.partitioning && table.partitioning->method != "REFERENCE"_L1
        && isAmong(table.partitioning->columns, drop.columns))
        return refuse(12984, applyTr("cannot drop partitioning column"));
    // SQL Language Reference, CREATE TABLE, table_compression: from a table with COMPRESS BASIC no
    // column is dropped, it can only be set unused.
    const auto compression = table.physical.find(u"COMPRESS"_s);
    if (!drop.setUnused && compression != table.physical.end()
        && canonicalPhysical(u"COMPRESS", compression->second) == "BASIC"_L1)
        return refuse(39726,
                      applyTr("unsupported add/drop column operation on compressed tables: SET "
                              "UNUSED, or MOVE NOCOMPRESS first"));
    for (const Column &column : table.columns)
        if (!column.virtualExpression.isEmpty() && !goes(column)
            && isAmong(columnsIn(column.virtualExpression, table), drop.columns))
            return refuse(54031,
                          applyTr("column to be dropped or modified is used in a virtual "
                                  "column expression: %1")
                              .arg(writtenName(column.name)));

    std::vector<Constraint> gone;
    for (const Constraint &constraint : table.constraints) {
        const QStringList columns = columnsOf(constraint, table);
        if (!isAmong(columns, drop.columns))
            continue;
        if (constraint.kind == ConstraintKind::PrimaryKey
            && table.kind == TableKind::IndexOrganized)
            return refuse(12997,
                          applyTr("cannot drop primary key column from an index-organized "
                                  "table"));
        const bool more = std::any_of(columns.begin(), columns.end(), [&drop](const QString &name) {
            return !drop.columns.contains(name);
        });
        if (more && !drop.cascadeConstraints)
            return refuse(12991,
                          applyTr("column is referenced in a multi-column constraint: %1; "
                                  "drop it first or use CASCADE CONSTRAINTS")
                              .arg(constraint.name.isEmpty() ? columns.join(u", "_s)
                                                             : writtenName(constraint.name)));
        gone.push_back(constraint);
    }
    for (const Constraint &constraint : gone) {
        if (!isKey(constraint) || !isReferenced(table, constraint, false))
            continue;
        if (!drop.cascadeConstraints)
            return refuse(12992,
                          applyTr("cannot drop parent key column: a foreign key refers to "
                                  "it; use CASCADE CONSTRAINTS"));
        dropReferencesTo(table, constraint);
    }
    for (const Constraint &constraint : gone) {
        releaseIndex(table, constraint, false, false);
        std::erase(table.constraints, constraint);
    }
    for (const QualifiedName &name : m_draft.indexesOf(table.name)) {
        const Index &index = catalog().indexes.find(name)->second;
        const bool over = std::any_of(
            index.columns.begin(), index.columns.end(), [&drop, &table](const IndexColumn &part) {
                return part.expression.isEmpty()
                    ? drop.columns.contains(part.column)
                    : isAmong(columnsIn(part.expression, table), drop.columns);
            });
        if (over)
            m_draft.takeIndex(name);
    }
    const auto grantsColumn = [&table, &drop](const Grant &grant) {
        return grant.object == table.name && isAmong(grant.columns, drop.columns);
    };
    if (std::any_of(catalog().grants.begin(), catalog().grants.end(), grantsColumn)) {
        std::vector<Grant> &grants = m_draft.editGrants();
        for (auto grant = grants.begin(); grant != grants.end();) {
            if (!grantsColumn(*grant)) {
                ++grant;
                continue;
            }
            for (const QString &name : drop.columns)
                grant->columns.removeAll(name);
            grant = grant->columns.isEmpty() ? grants.erase(grant) : grant + 1;
        }
    }
    for (const QString &name : drop.columns)
        std::erase_if(table.physical,
                      [&name](const auto &clause) { return isStorageOf(clause.first, name); });
    std::erase_if(table.columns, goes);
    return checkColumns(table);
}

} // namespace Athanor
