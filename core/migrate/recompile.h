// SPDX-License-Identifier: MIT
#pragma once

#include "database/invalidobjects.h"

#include <functional>
#include <optional>

namespace Athanor {

// One object that a run made invalid, and what compiling it said.
struct Recompiled
{
    InvalidObject object;
    QString statement; // empty: nothing compiles an object of this type
    bool isValid = false;
    std::optional<Error> error; // the statement itself was refused: no privilege, say
    std::vector<CompileError> compileErrors; // places in the object's source

    friend bool operator==(const Recompiled &, const Recompiled &) = default;
};

// The ones among `after` that were not invalid before.
[[nodiscard]] std::vector<InvalidObject>
invalidatedBetween(const std::vector<InvalidObject> &before,
                   const std::vector<InvalidObject> &after);

// Compiles them, and again those that are still invalid for as long as their number falls: one may
// rest on another that comes later. Touches nothing else, and needs no lock: compiling changes no
// definition.
[[nodiscard]] Result<std::vector<Recompiled>>
recompile(Session &session, const std::vector<InvalidObject> &objects,
          const std::function<bool()> &stopRequested = {});

} // namespace Athanor
