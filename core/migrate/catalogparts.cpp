// SPDX-License-Identifier: MIT
#include "migrate/catalogparts.h"

#include <QtCore/QRegularExpression>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// Calls `keep(type, name)` for every object and erases what it refuses. A table's indexes, and
// grants on an object, go with it.
template <typename Keep>
void eraseUnless(Catalog &catalog, Keep keep)
{
    const auto eraseOf = [&keep](auto &objects, const QString &type) {
        std::erase_if(objects, [&](const auto &entry) { return !keep(type, entry.first); });
    };
    eraseOf(catalog.tables, u"TABLE"_s);
    std::erase_if(catalog.indexes, [&](const auto &entry) {
        return !keep(u"INDEX"_s, entry.first) && !keep(u"TABLE"_s, entry.second.table);
    });
    eraseOf(catalog.sequences, u"SEQUENCE"_s);
    eraseOf(catalog.views, u"VIEW"_s);
    eraseOf(catalog.materializedViews, u"MATERIALIZED VIEW"_s);
    eraseOf(catalog.synonyms, u"SYNONYM"_s);
    std::erase_if(catalog.units, [&keep](const auto &entry) {
        return !keep(toString(entry.first.first), entry.first.second);
    });
    std::erase_if(catalog.opaque, [&keep](const auto &entry) {
        return !keep(entry.first.first, entry.first.second);
    });
}

template <typename Map>
void takeFrom(Map &into, const Map &from)
{
    for (const auto &[key, value] : from)
        into.insert_or_assign(key, value);
}

} // namespace

Catalog partOf(const Catalog &catalog, const std::vector<ObjectRef> &objects)
{
    const std::set<ObjectRef> wanted(objects.begin(), objects.end());
    Catalog part = catalog;
    eraseUnless(part, [&wanted](const QString &type, const QualifiedName &name) {
        return wanted.contains(ObjectRef{type, name});
    });
    std::erase_if(part.grants, [&wanted](const Grant &grant) {
        return std::none_of(wanted.begin(), wanted.end(),
                            [&grant](const ObjectRef &o) { return o.name == grant.object; });
    });
    return part;
}

Catalog withPartOf(Catalog catalog, const Catalog &other, const std::vector<ObjectRef> &objects)
{
    const std::set<ObjectRef> replaced(objects.begin(), objects.end());
    eraseUnless(catalog, [&replaced](const QString &type, const QualifiedName &name) {
        return !replaced.contains(ObjectRef{type, name});
    });
    // An index stays if either it or its table does; of a replaced table none does.
    std::erase_if(catalog.indexes, [&replaced](const auto &entry) {
        return replaced.contains(ObjectRef{u"TABLE"_s, entry.second.table})
            || replaced.contains(ObjectRef{u"INDEX"_s, entry.first});
    });
    std::erase_if(catalog.grants, [&replaced](const Grant &grant) {
        return std::any_of(replaced.begin(), replaced.end(),
                           [&grant](const ObjectRef &o) { return o.name == grant.object; });
    });
    const Catalog part = partOf(other, objects);
    takeFrom(catalog.tables, part.tables);
    takeFrom(catalog.indexes, part.indexes);
    takeFrom(catalog.sequences, part.sequences);
    takeFrom(catalog.views, part.views);
    takeFrom(catalog.materializedViews, part.materializedViews);
    takeFrom(catalog.synonyms, part.synonyms);
    takeFrom(catalog.units, part.units);
    takeFrom(catalog.opaque, part.opaque);
    catalog.grants.insert(catalog.grants.end(), part.grants.begin(), part.grants.end());
    return catalog;
}

std::vector<ObjectRef> differing(const Catalog &from, const Catalog &to,
                                 const CompareOptions &options)
{
    std::set<ObjectRef> objects;
    for (const Change &change : compare(from, to, options).changes)
        objects.insert(change.object);
    return {objects.begin(), objects.end()};
}

Catalog withUntold(Catalog live, const Catalog &replayed)
{
    live.opaque = replayed.opaque;
    for (auto &[name, table] : live.tables) {
        const Table *known = replayed.table(name);
        if (!known)
            continue;
        table.qualifier = known->qualifier;
        table.items = known->items;
        table.query = known->query;
        table.otherClauses = known->otherClauses;
        if (table.partitioning && known->partitioning) {
            table.partitioning->otherClauses = known->partitioning->otherClauses;
            for (Partition &partition : table.partitioning->partitions) {
                for (const Partition &same : known->partitioning->partitions) {
                    if (same.name == partition.name)
                        partition.otherClauses = same.otherClauses;
                }
            }
        }
        for (const auto &[keyword, value] : known->physical) {
            if (keyword.startsWith("LOB "_L1))
                table.physical.insert_or_assign(keyword, value);
        }
        for (Column &column : table.columns) {
            if (const Column *same = known->column(column.name))
                column.otherClauses = same->otherClauses;
        }
        for (Constraint &constraint : table.constraints) {
            for (const Constraint &same : known->constraints) {
                if (!constraint.name.isEmpty() && same.name == constraint.name)
                    constraint.indexClause = same.indexClause;
            }
        }
    }
    for (auto &[name, index] : live.indexes) {
        const auto known = replayed.indexes.find(name);
        if (known == replayed.indexes.end())
            continue;
        index.partitioning = known->second.partitioning;
        index.otherClauses = known->second.otherClauses;
    }
    for (auto &[name, view] : live.materializedViews) {
        if (const auto known = replayed.materializedViews.find(name);
            known != replayed.materializedViews.end())
            view.options = known->second.options;
    }
    for (auto &[key, unit] : live.units) {
        if (const auto known = replayed.units.find(key); known != replayed.units.end())
            unit.nonEditionable = known->second.nonEditionable;
    }
    return live;
}

Catalog onlyOwned(Catalog live, const Catalog &replayed, const Catalog &model,
                  const std::vector<QualifiedName> &alsoOwned)
{
    std::set<ObjectRef> owned;
    for (const Catalog *catalog : {&replayed, &model}) {
        for (const ObjectRef &object : objects(*catalog))
            owned.insert(object);
    }
    const auto isOwned = [&](const QString &type, const QualifiedName &name) {
        return owned.contains(ObjectRef{type, name})
            || std::find(alsoOwned.begin(), alsoOwned.end(), name) != alsoOwned.end();
    };
    eraseUnless(live, isOwned);
    std::erase_if(live.grants, [&](const Grant &grant) {
        return std::none_of(owned.begin(), owned.end(),
                            [&grant](const ObjectRef &o) { return o.name == grant.object; });
    });
    return live;
}

Catalog withoutIgnored(Catalog catalog, const QStringList &patterns)
{
    if (patterns.isEmpty())
        return catalog;
    std::vector<QRegularExpression> expressions;
    for (const QString &pattern : patterns)
        expressions.push_back(QRegularExpression::fromWildcard(pattern, Qt::CaseInsensitive));
    const auto isIgnored = [&expressions](const QualifiedName &name) {
        return std::any_of(
            expressions.begin(), expressions.end(),
            [&name](const QRegularExpression &e) { return e.match(name.name).hasMatch(); });
    };
    std::erase_if(catalog.indexes, [&](const auto &entry) {
        return isIgnored(entry.first) || isIgnored(entry.second.table);
    });
    eraseUnless(catalog,
                [&](const QString &, const QualifiedName &name) { return !isIgnored(name); });
    std::erase_if(catalog.units, [&](const auto &entry) {
        return !entry.second.table.isEmpty() && isIgnored(entry.second.table);
    });
    std::erase_if(catalog.grants, [&](const Grant &grant) { return isIgnored(grant.object); });
    return catalog;
}

} // namespace Athanor
