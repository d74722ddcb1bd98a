// SPDX-License-Identifier: MIT
#pragma once

#include "diff/change.h"
#include "schema/normalform.h"

#include <map>
#include <optional>

namespace Athanor {

struct CompareOptions
{
    NormalFormOptions normalForm;
    // Confirmed renames, never guessed: (TABLE "OLD") → (TABLE "NEW"); for columns type "COLUMN"
    // and name {TABLE, COLUMN}.
    std::vector<std::pair<ObjectRef, ObjectRef>> renames;
    bool columnOrder = false; // whether the order of columns is a difference
    bool physical = true; // whether physical clauses are compared
};

// The types of columns as they were written, where the normal form spells them another way:
// VARCHAR2(20) is VARCHAR2(20 BYTE), TIMESTAMP is TIMESTAMP(6). Scripts say what people said.
using WrittenTypes = std::map<std::pair<QualifiedName, QString>, DataType>;

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
    // `from` with the confirmed renames done: what all changes but the renames start from. Only
    // where there are renames.
    std::optional<Catalog> renamed;
    std::vector<Change> changes; // in the order of objects(); empty: no difference. May be thinned
                                 // out before generate()
    size_t found = 0; // how many changes compare() found: where fewer are left, some were taken out
    std::vector<RenameCandidate> renameCandidates; // best first
    WrittenTypes fromTypes;
    WrittenTypes toTypes;

    [[nodiscard]] const Catalog &start() const { return renamed ? *renamed : from; }
};

// Linear in the number of objects. compare(x, x) is empty. Never a difference: START WITH, a view's
// FORCE, names Oracle made, NOT NULL's name, the order of columns (unless asked for), a TABLESPACE
// only `from` names, and what dies with its table.
[[nodiscard]] Comparison compare(const Catalog &from, const Catalog &to,
                                 const CompareOptions &options = {});

} // namespace Athanor
