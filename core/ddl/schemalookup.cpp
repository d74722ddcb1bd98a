// SPDX-License-Identifier: MIT
#include "ddl/schemalookup.h"

#include "schema/normalform.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

const QualifiedName *valueIn(const QHash<QualifiedName, QualifiedName> &hash,
                             const QualifiedName &key)
{
    const auto found = hash.constFind(key);
    return found == hash.constEnd() ? nullptr : &*found;
}

template <typename Key>
QList<QualifiedName> sortedValues(const QMultiHash<Key, QualifiedName> &hash, const Key &key)
{
    QList<QualifiedName> values = hash.values(key);
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

size_t hashOfColumns(const Index &index)
{
    return qHashMulti(0, index.table, columnList(index));
}

} // namespace

QStringList columnList(const Index &index)
{
    QStringList list;
    for (const IndexColumn &column : index.columns)
        list.append((column.expression.isEmpty() ? writtenName(column.column)
                                                 : normalizedText(column.expression))
                    + (column.descending ? u" DESC"_s : QString()));
    return list;
}

QString keyIndexName(const Constraint &constraint)
{
    if (!isKey(constraint) || !constraint.state.enabled)
        return {}; // a disabled key has no index
    return constraint.indexName.isEmpty() ? constraint.name : constraint.indexName;
}

SchemaLookup::SchemaLookup(const Catalog &catalog)
{
    for (const auto &[name, table] : catalog.tables)
        add(table);
    for (const auto &[name, index] : catalog.indexes)
        add(index);
    for (const auto &[key, unit] : catalog.units)
        if (unit.kind == UnitKind::Trigger)
            add(unit);
    for (const Grant &grant : catalog.grants)
        add(grant);
}

void SchemaLookup::add(const Table &table)
{
    const QString &owner = table.name.owner;
    for (const Column &column : table.columns)
        if (column.notNull && !column.notNull->name.isEmpty())
            m_constraints.insert({owner, column.notNull->name}, table.name);
    for (const Constraint &constraint : table.constraints) {
        if (!constraint.name.isEmpty())
            m_constraints.insert({owner, constraint.name}, table.name);
        if (const QString index = keyIndexName(constraint); !index.isEmpty())
            m_keyIndexes.insert({owner, index}, table.name);
        if (constraint.kind == ConstraintKind::ForeignKey)
            m_children.insert(constraint.referencedTable, table.name);
    }
}

void SchemaLookup::remove(const Table &table)
{
    const QString &owner = table.name.owner;
    for (const Column &column : table.columns)
        if (column.notNull && !column.notNull->name.isEmpty())
            m_constraints.remove({owner, column.notNull->name});
    for (const Constraint &constraint : table.constraints) {
        if (!constraint.name.isEmpty())
            m_constraints.remove({owner, constraint.name});
        if (const QString index = keyIndexName(constraint); !index.isEmpty())
            m_keyIndexes.remove({owner, index});
        if (constraint.kind == ConstraintKind::ForeignKey)
            m_children.remove(constraint.referencedTable, table.name);
    }
}

const QualifiedName *SchemaLookup::tableOfConstraint(const QualifiedName &constraint) const
{
    return valueIn(m_constraints, constraint);
}

const QualifiedName *SchemaLookup::tableOfKeyIndex(const QualifiedName &index) const
{
    return valueIn(m_keyIndexes, index);
}

QList<QualifiedName> SchemaLookup::childrenOf(const QualifiedName &table) const
{
    return sortedValues(m_children, table);
}

void SchemaLookup::add(const Index &index)
{
    m_indexes[index.table].insert(index.name);
    addColumns(index);
}

void SchemaLookup::remove(const Index &index)
{
    m_indexes[index.table].erase(index.name);
    removeColumns(index);
}

void SchemaLookup::addColumns(const Index &index)
{
    m_indexColumns.insert(hashOfColumns(index), index.name);
}

void SchemaLookup::removeColumns(const Index &index)
{
    m_indexColumns.remove(hashOfColumns(index), index.name);
}

QList<QualifiedName> SchemaLookup::indexesOf(const QualifiedName &table) const
{
    const auto found = m_indexes.constFind(table);
    return found == m_indexes.constEnd() ? QList<QualifiedName>()
                                         : QList<QualifiedName>(found->begin(), found->end());
}

QList<QualifiedName> SchemaLookup::indexesLike(const Index &index) const
{
    return sortedValues(m_indexColumns, hashOfColumns(index));
}

QList<QualifiedName> SchemaLookup::triggersOf(const QualifiedName &table) const
{
    return sortedValues(m_triggers, table);
}

} // namespace Athanor
