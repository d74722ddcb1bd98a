// SPDX-License-Identifier: MIT
#pragma once

#include "schema/catalog.h"

#include <QtCore/QHash>
#include <QtCore/QSet>

#include <set>

namespace Athanor {

inline size_t qHash(const QualifiedName &name, size_t seed = 0)
{
    return qHashMulti(seed, name.owner, name.name);
}

// What a catalog cannot answer without being searched through: kept beside it, so that a question
// costs the same in a schema of five and of five thousand tables. Private to the ddl room.
class SchemaLookup
{
public:
    explicit SchemaLookup(const Catalog &catalog);

    void add(const Table &table);
    void remove(const Table &table);
    void add(const Index &index);
    void remove(const Index &index);
    void addColumns(const Index &index);
    void removeColumns(const Index &index);
    void add(const ProgramUnit &trigger) { m_triggers.insert(trigger.table, trigger.name); }
    void remove(const ProgramUnit &trigger) { m_triggers.remove(trigger.table, trigger.name); }

    void add(const Grant &grant) { m_grants.insert(hashOf(grant)); }
    // False: nothing like it is granted. True: it may be, look.
    [[nodiscard]] bool mayBeGranted(const Grant &grant) const
    {
        return m_grants.contains(hashOf(grant));
    }

    // Constraint names are unique in a schema, those of NOT NULL too. Nothing: the name is free.
    [[nodiscard]] const QualifiedName *tableOfConstraint(const QualifiedName &constraint) const;
    // The table whose key has made itself an index of that name.
    [[nodiscard]] const QualifiedName *tableOfKeyIndex(const QualifiedName &index) const;
    [[nodiscard]] QList<QualifiedName> childrenOf(const QualifiedName &table) const;
    [[nodiscard]] QList<QualifiedName> indexesOf(const QualifiedName &table) const;
    // Those of its table that may have its columns: look.
    [[nodiscard]] QList<QualifiedName> indexesLike(const Index &index) const;
    [[nodiscard]] QList<QualifiedName> triggersOf(const QualifiedName &table) const;

private:
    [[nodiscard]] static size_t hashOf(const Grant &grant)
    {
        return qHashMulti(0, grant.privilege, grant.object, grant.grantee, grant.columns);
    }

    QSet<size_t> m_grants; // of what is granted, and of some that is no longer
    QHash<QualifiedName, QualifiedName> m_constraints;
    QHash<QualifiedName, QualifiedName> m_keyIndexes;
    QMultiHash<QualifiedName, QualifiedName> m_children; // parent → child, once a foreign key
    QHash<QualifiedName, std::set<QualifiedName>> m_indexes;
    QMultiHash<size_t, QualifiedName> m_indexColumns; // by the hash of table and columns
    QMultiHash<QualifiedName, QualifiedName> m_triggers;
};

// The column list as Oracle compares it for ORA-01408.
[[nodiscard]] QStringList columnList(const Index &index);

// The name of the index that a key makes for itself or uses; empty for a system-made name and for
// what has none.
[[nodiscard]] QString keyIndexName(const Constraint &constraint);
} // namespace Athanor
