// SPDX-License-Identifier: MIT
#pragma once

#include "diff/compare.h"
#include "migrate/attempts.h"

#include <set>

namespace Athanor {

// Every object that one of the attempted statements changes, on the catalog before them. Also what
// a failed or interrupted one would have changed, since an interrupted one may have.
[[nodiscard]] std::set<ObjectRef> touchedBy(const Workspace &workspace, const Catalog &before,
                                            const std::vector<PlannedStatement> &statements,
                                            const Attempt &attempt, const CompareOptions &options);

} // namespace Athanor
