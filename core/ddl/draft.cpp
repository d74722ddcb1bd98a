// SPDX-License-Identifier: MIT
#include "ddl/draft.h"

#include <algorithm>

namespace Athanor {
namespace {

bool namesConstraint(const Table &table, const QString &name)
{
    return table.constraint(name) != nullptr
        || std::any_of(table.columns.begin(), table.columns.end(), [&name](const Column &column) {
               return column.notNull && column.notNull->name == name;
           });
}

} // namespace

Draft::Draft(Catalog &catalog, SchemaLookup &lookup)
    : m_catalog(catalog)
    , m_lookup(lookup)
{ }

Draft::~Draft()
{
    if (!m_kept) {
        for (auto undo = m_undo.rbegin(); undo != m_undo.rend(); ++undo)
            (*undo)();
    }
    for (const QualifiedName &name : m_tables)
        if (const Table *table = m_catalog.table(name))
            m_lookup.add(*table);
    for (const QualifiedName &name : m_indexes)
        if (const auto found = m_catalog.indexes.find(name); found != m_catalog.indexes.end())
            m_lookup.addColumns(found->second);
    if (m_grantsSaved) { // they may stand under other names now
        for (const Grant &grant : m_catalog.grants)
            m_lookup.add(grant);
    }
}

void Draft::keep()
{
    m_kept = true;
}

void Draft::release(const QualifiedName &name)
{
    if (!m_tables.insert(name).second)
        return;
    const auto found = m_catalog.tables.find(name);
    if (found == m_catalog.tables.end()) {
        m_undo.push_back([this, name] { m_catalog.tables.erase(name); });
        return;
    }
    m_lookup.remove(found->second);
    m_undo.push_back([this, name, old = found->second] { m_catalog.tables[name] = old; });
}

Table &Draft::edit(const QualifiedName &table)
{
    release(table);
    return m_catalog.tables.find(table)->second;
}

Table &Draft::put(Table table)
{
    release(table.name);
    Table &place = m_catalog.tables[table.name];
    place = std::move(table);
    return place;
}

void Draft::takeTable(const QualifiedName &name)
{
    release(name);
    m_catalog.tables.erase(name);
}

void Draft::setComment(const QualifiedName &table, const QString &column, const QString &comment)
{
    const auto place = [this, table, column]() -> QString & {
        Table &of = m_catalog.tables.find(table)->second;
        return column.isEmpty() ? of.comment : of.column(column)->comment;
    };
    QString &now = place();
    m_undo.push_back([place, old = now] { place() = old; });
    now = comment;
}

Index &Draft::editIndex(const QualifiedName &index)
{
    Index &edited = save(m_catalog.indexes, index);
    if (m_indexes.insert(index).second)
        m_lookup.removeColumns(edited);
    return edited;
}

void Draft::put(Index index)
{
    takeIndex(index.name);
    m_lookup.add(index);
    m_undo.push_back([this, index] { m_lookup.remove(index); });
    const QualifiedName name = index.name;
    save(m_catalog.indexes, name) = std::move(index);
}

void Draft::takeIndex(const QualifiedName &name)
{
    const auto found = m_catalog.indexes.find(name);
    if (found == m_catalog.indexes.end())
        return;
    m_lookup.remove(found->second);
    m_undo.push_back([this, index = found->second] { m_lookup.add(index); });
    erase(m_catalog.indexes, name);
}

void Draft::put(ProgramUnit unit)
{
    const Catalog::UnitKey key{unit.kind, unit.name};
    takeUnit(key);
    if (unit.kind == UnitKind::Trigger) {
        m_lookup.add(unit);
        m_undo.push_back([this, unit] { m_lookup.remove(unit); });
    }
    save(m_catalog.units, key) = std::move(unit);
}

void Draft::takeUnit(const Catalog::UnitKey &key)
{
    const auto found = m_catalog.units.find(key);
    if (found == m_catalog.units.end())
        return;
    if (found->second.kind == UnitKind::Trigger) {
        m_lookup.remove(found->second);
        m_undo.push_back([this, unit = found->second] { m_lookup.add(unit); });
    }
    erase(m_catalog.units, key);
}

std::vector<Grant> &Draft::editGrants()
{
    if (!m_grantsSaved) {
        m_undo.push_back([this, old = m_catalog.grants] { m_catalog.grants = old; });
        m_grantsSaved = true;
    }
    return m_catalog.grants;
}

void Draft::addGrant(Grant grant)
{
    if (!m_grantsSaved)
        m_undo.push_back([this, before = m_catalog.grants.size()] {
            m_catalog.grants.erase(m_catalog.grants.begin() + qsizetype(before),
                                   m_catalog.grants.end());
        });
    m_lookup.add(grant);
    m_catalog.grants.push_back(std::move(grant));
}

bool Draft::isConstraintNameTaken(const QualifiedName &name) const
{
    if (m_lookup.tableOfConstraint(name))
        return true;
    return std::any_of(m_tables.begin(), m_tables.end(), [this, &name](const QualifiedName &key) {
        const Table *table = m_catalog.table(key);
        return table && key.owner == name.owner && namesConstraint(*table, name.name);
    });
}

const Table *Draft::tableOfKeyIndex(const QualifiedName &index) const
{
    if (const QualifiedName *owner = m_lookup.tableOfKeyIndex(index))
        return m_catalog.table(*owner);
    for (const QualifiedName &key : m_tables) {
        const Table *table = m_catalog.table(key);
        if (!table || key.owner != index.owner)
            continue;
        for (const Constraint &constraint : table->constraints)
            if (keyIndexName(constraint) == index.name)
                return table;
    }
    return nullptr;
}

bool Draft::isIndexNameTaken(const QualifiedName &name) const
{
    return m_catalog.indexes.find(name) != m_catalog.indexes.end() || tableOfKeyIndex(name);
}

std::set<QualifiedName> Draft::childrenOf(const QualifiedName &table) const
{
    const QList<QualifiedName> known = m_lookup.childrenOf(table);
    std::set<QualifiedName> children(known.begin(), known.end());
    for (const QualifiedName &key : m_tables) {
        const Table *other = m_catalog.table(key);
        if (!other)
            continue;
        for (const Constraint &constraint : other->constraints)
            if (constraint.kind == ConstraintKind::ForeignKey
                && constraint.referencedTable == table)
                children.insert(key);
    }
    return children;
}

} // namespace Athanor
