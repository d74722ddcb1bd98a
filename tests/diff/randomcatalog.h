// SPDX-License-Identifier: MIT
#pragma once

#include "schema/catalog.h"

#include <QtCore/QRandomGenerator>

namespace Athanor {

// A schema Oracle would accept, the same for the same seed: tables with all common types, keys,
// foreign keys (circles too), checks, indexes, sequences with defaults, views upon views, triggers,
// comments, grants.
[[nodiscard]] Catalog randomCatalog(quint32 seed, int tables);

// The schema after somebody worked on it: columns come, go and change, so do constraints, indexes
// and whole objects.
[[nodiscard]] Catalog mutated(const Catalog &catalog, quint32 seed, int mutations);

} // namespace Athanor
