// SPDX-License-Identifier: MIT
#pragma once

#include "schema/catalog.h"

#include <optional>
#include <vector>

namespace Athanor {

// The columns that CREATE TABLE … AS this query has: names, types and NOT NULL, as Oracle carries
// them over (no default, key or comment). Nothing where it takes more than tables, their columns,
// literals, CAST and a few functions of a known type to say. Private to the ddl room.
[[nodiscard]] std::optional<std::vector<Column>> columnsOfQuery(QStringView query,
                                                                const Catalog &catalog);

} // namespace Athanor
