// SPDX-License-Identifier: MIT
#pragma once

#include "diff/change.h"
#include "schema/normalform.h"

namespace Athanor {

struct CompareOptions
{
    NormalFormOptions normalForm;
    // Confirmed renames, never guessed: (TABLE "OLD") → (TABLE "NEW"); for columns type "COLUMN" and name {TABLE, COLUMN}.
    std::vector<std::pair<ObjectRef, ObjectRef>> renames;
    bool columnOrder = false; // whether the order of columns is a difference
    bool physical = true; // whether physical clauses are compared
};

// A pair of objects that may be one renamed object, for the user to confirm.
struct RenameCandidate
{
    ObjectRef from;
    ObjectRef to;
    double score = 0; // 0..1: how much of the definition is equal

    friend bool operator==(const RenameCandidate &, const RenameCandidate &) = default;
};

struct Comparison
{
    Catalog from; // both normalized
    Catalog to;
    std::vector<Change> changes; // in the order of objects(); empty: no difference
    std::vector<RenameCandidate> renameCandidates; // best first
};

// Linear in the number of objects. compare(x, x) is empty.
[[nodiscard]] Comparison compare(const Catalog &from, const Catalog &to, const CompareOptions &options = {});

} // namespace Athanor
