// SPDX-License-Identifier: MIT
#include "schema/catalog.h"

using namespace Qt::StringLiterals;

namespace Athanor {

const Table *Catalog::table(const QualifiedName &name) const
{
    const auto it = tables.find(name);
    return it == tables.end() ? nullptr : &it->second;
}

Table *Catalog::table(const QualifiedName &name)
{
    const auto it = tables.find(name);
    return it == tables.end() ? nullptr : &it->second;
}

bool Catalog::isEmpty() const
{
    return tables.empty() && indexes.empty() && sequences.empty() && views.empty()
        && materializedViews.empty() && synonyms.empty() && units.empty() && opaque.empty()
        && grants.empty();
}

std::vector<ObjectRef> objects(const Catalog &catalog)
{
    std::vector<ObjectRef> refs;
    const auto add = [&refs](const QString &type, const auto &named) {
        for (const auto &[name, object] : named)
            refs.push_back({type, name});
    };
    add(u"TABLE"_s, catalog.tables);
    add(u"INDEX"_s, catalog.indexes);
    add(u"SEQUENCE"_s, catalog.sequences);
    add(u"VIEW"_s, catalog.views);
    add(u"MATERIALIZED VIEW"_s, catalog.materializedViews);
    add(u"SYNONYM"_s, catalog.synonyms);
    for (const auto &[key, unit] : catalog.units)
        refs.push_back({toString(key.first), key.second});
    for (const auto &[key, object] : catalog.opaque)
        refs.push_back({key.first, key.second});
    return refs;
}

} // namespace Athanor
