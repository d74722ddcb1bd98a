// SPDX-License-Identifier: MIT
#pragma once

#include "schema/name.h"

#include <optional>

namespace Athanor {

// A sequence's options, also an identity column's. Numbers have up to 28 digits, so they are
// decimal text; none means Oracle's default.
struct SequenceOptions
{
    std::optional<QString> startWith; // not in the dictionary after creation: never compared
    std::optional<QString> incrementBy; // default 1
    std::optional<QString> minValue;
    std::optional<QString> maxValue;
    std::optional<int> cache; // default 20; 0 is NOCACHE
    bool cycle = false;
    bool order = false;
    bool keep = false;
    bool session = false; // SESSION, 12.1
    QString scale; // "", "SCALE", "SCALE EXTEND", "SCALE NOEXTEND" (18)
    QString shard; // the same with SHARD (19)

    friend bool operator==(const SequenceOptions &, const SequenceOptions &) = default;
};

struct Sequence
{
    QualifiedName name;
    SequenceOptions options;

    friend bool operator==(const Sequence &, const Sequence &) = default;
};

} // namespace Athanor
