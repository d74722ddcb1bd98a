// SPDX-License-Identifier: MIT
#pragma once

#include "diff/compare.h"

namespace Athanor {

// What of a catalog some objects are: a table with its indexes.
[[nodiscard]] Catalog partOf(const Catalog &catalog, const std::vector<ObjectRef> &objects);
// The catalog with these objects as `other` has them, or without them where it has not.
[[nodiscard]] Catalog withPartOf(Catalog catalog, const Catalog &other,
                                 const std::vector<ObjectRef> &objects);

// The objects that differ, without repetition.
[[nodiscard]] std::vector<ObjectRef> differing(const Catalog &from, const Catalog &to,
                                               const CompareOptions &options);

// What the dictionary does not tell, as the replayed revisions say it: opaque objects it has no
// view of, clauses kept as text that are more than it shows, how a key's index is stored. Without
// it every one of them would be a difference for ever.
[[nodiscard]] Catalog withUntold(Catalog live, const Catalog &replayed);

// `live` without what is neither made by a replayed revision nor in the model: other people's
// objects.
[[nodiscard]] Catalog onlyOwned(Catalog live, const Catalog &replayed, const Catalog &model,
                                const std::vector<QualifiedName> &alsoOwned = {});

// Without objects whose stored name fits one of the patterns (* and ?).
[[nodiscard]] Catalog withoutIgnored(Catalog catalog, const QStringList &patterns);

} // namespace Athanor
