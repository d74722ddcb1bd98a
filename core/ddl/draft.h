// SPDX-License-Identifier: MIT
#pragma once

#include "ddl/schemalookup.h"

#include <functional>
#include <set>

namespace Athanor {

// One statement's changes to a catalog. They are made in place and remembered, so that a refusal
// half-way takes them back without the whole catalog having been copied. What is not kept is undone
// when the draft goes. Private to the ddl room.
class Draft
{
public:
    Draft(Catalog &catalog, SchemaLookup &lookup);
    ~Draft();
    Draft(const Draft &) = delete;
    Draft &operator=(const Draft &) = delete;

    void keep(); // the statement succeeded

    [[nodiscard]] const Catalog &catalog() const { return m_catalog; }
    [[nodiscard]] const Table *table(const QualifiedName &name) const
    {
        return m_catalog.table(name);
    }

    // References stay good until the same object is put or taken.
    Table &edit(const QualifiedName &table); // must exist
    Table &put(Table table);
    void takeTable(const QualifiedName &name);
    // Of the table where `column` is empty; both must exist. No lookup knows of it.
    void setComment(const QualifiedName &table, const QString &column, const QString &comment);
    Index &editIndex(const QualifiedName &index); // must exist; its table stays
    void put(Index index);
    void takeIndex(const QualifiedName &name);
    void put(ProgramUnit unit);
    void takeUnit(const Catalog::UnitKey &key);
    void put(Sequence sequence) { save(m_catalog.sequences, sequence.name) = std::move(sequence); }
    void takeSequence(const QualifiedName &name) { erase(m_catalog.sequences, name); }
    void put(View view) { save(m_catalog.views, view.name) = std::move(view); }
    void takeView(const QualifiedName &name) { erase(m_catalog.views, name); }
    void put(MaterializedView view)
    {
        save(m_catalog.materializedViews, view.name) = std::move(view);
    }
    void takeMaterializedView(const QualifiedName &name)
    {
        erase(m_catalog.materializedViews, name);
    }
    void put(Synonym synonym) { save(m_catalog.synonyms, synonym.name) = std::move(synonym); }
    void takeSynonym(const QualifiedName &name) { erase(m_catalog.synonyms, name); }
    void put(OpaqueObject object)
    {
        const Catalog::OpaqueKey key{object.kind, object.name};
        save(m_catalog.opaque, key) = std::move(object);
    }
    void takeOpaque(const Catalog::OpaqueKey &key) { erase(m_catalog.opaque, key); }
    std::vector<Grant> &editGrants(); // copies them all for the way back
    void addGrant(Grant grant);
    [[nodiscard]] bool mayBeGranted(const Grant &grant) const
    {
        return m_lookup.mayBeGranted(grant);
    }

    // The lookups, with the tables under change counted in.
    [[nodiscard]] bool isConstraintNameTaken(const QualifiedName &name) const;
    [[nodiscard]] bool isIndexNameTaken(const QualifiedName &name) const;
    [[nodiscard]] const Table *tableOfKeyIndex(const QualifiedName &index) const;
    [[nodiscard]] std::set<QualifiedName> childrenOf(const QualifiedName &table) const;
    [[nodiscard]] QList<QualifiedName> indexesOf(const QualifiedName &table) const
    {
        return m_lookup.indexesOf(table);
    }
    [[nodiscard]] QList<QualifiedName> indexesLike(const Index &index) const
    {
        return m_lookup.indexesLike(index);
    }
    [[nodiscard]] QList<QualifiedName> triggersOf(const QualifiedName &table) const
    {
        return m_lookup.triggersOf(table);
    }

private:
    void release(const QualifiedName &table); // out of the lookup, its state remembered

    template <typename Map>
    typename Map::mapped_type &save(Map &map, const typename Map::key_type &key)
    {
        const auto found = map.find(key);
        if (found == map.end()) {
            m_undo.push_back([&map, key] { map.erase(key); });
            return map[key];
        }
        m_undo.push_back([&map, key, old = found->second] { map[key] = old; });
        return found->second;
    }
    template <typename Map>
    void erase(Map &map, const typename Map::key_type &key)
    {
        const auto found = map.find(key);
        if (found == map.end())
            return;
        m_undo.push_back([&map, key, old = std::move(found->second)] { map[key] = old; });
        map.erase(found);
    }

    Catalog &m_catalog;
    SchemaLookup &m_lookup;
    std::set<QualifiedName> m_tables; // under change: not in the lookup
    std::set<QualifiedName> m_indexes; // the same of their columns
    std::vector<std::function<void()>> m_undo;
    bool m_kept = false;
    bool m_grantsSaved = false;
};

} // namespace Athanor
