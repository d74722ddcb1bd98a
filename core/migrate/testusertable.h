// SPDX-License-Identifier: MIT
#pragma once

#include "revision/project.h"
#include "schema/catalog.h"

namespace Athanor {

// The table that holds a schema's users: the one [test-user] names, else the one that looks most
// like it. Refuses (Semantic, Ambiguous) with what to write into athanor.toml.
[[nodiscard]] Result<const Table *> userTable(const Catalog &catalog,
                                              const TestUserSettings &settings);

// The one column a row is found by again.
[[nodiscard]] Result<QString> userKey(const Table &table);

[[nodiscard]] bool mustBeUnique(const Catalog &catalog, const Table &table, const QString &column);
[[nodiscard]] bool isFilledByTrigger(const Catalog &catalog, const Table &table,
                                     const QString &column);

} // namespace Athanor
