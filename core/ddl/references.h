// SPDX-License-Identifier: MIT
#pragma once

#include "schema/catalog.h"

#include <set>

namespace Athanor {

// Every name that stands in a text (a query, a unit's source, an expression), as stored. Textual on
// purpose: a body is not understood, so a column that is called like a view counts as that view.
// Good for ordering, never for refusing.
[[nodiscard]] std::set<QString> namesIn(QStringView text);

// The tables with parents before children, and the foreign keys for which that is impossible.
struct CreationOrder
{
    std::vector<const Table *> tables;
    // Table and position among its constraints: cannot stand in CREATE TABLE, because its parent
    // comes later (a circle), or because it, or the key it refers to, uses an index that is created
    // after the table.
    std::set<std::pair<QualifiedName, size_t>> detached;
};

// `all` says which indexes there are; `tables` may be any part of it.
[[nodiscard]] CreationOrder creationOrder(const std::vector<const Table *> &tables,
                                          const Catalog &all);

// Whether the key is enforced by an index that somebody created by itself, as `CREATE INDEX i …; …
// USING INDEX i`.
[[nodiscard]] bool usesIndexOfItsOwn(const Constraint &constraint, const Table &table,
                                     const Catalog &catalog);

// The index's name in the catalog: that of a constraint is in the table's schema.
[[nodiscard]] QualifiedName indexOf(const Constraint &constraint, const Table &table);

} // namespace Athanor
