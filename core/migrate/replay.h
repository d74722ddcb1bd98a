// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/section.h"

namespace Athanor {

// Does to the catalog what the first `count` statements do to a schema; DML passes. An error has
// its place in the revision file; one that the statement's directive tolerates is none.
[[nodiscard]] Result<> replayStatements(Catalog &catalog,
                                        const std::vector<PlannedStatement> &statements,
                                        size_t count, const OracleVersion &version);

} // namespace Athanor
