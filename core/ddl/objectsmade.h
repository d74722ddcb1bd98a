// SPDX-License-Identifier: MIT
#pragma once

#include "ddl/statement.h"

namespace Athanor {

// What a statement that was applied has done to the names of a catalog.
struct NameChanges
{
    struct Renaming
    {
        QString type; // empty: whatever object had the name
        QualifiedName from;
        QualifiedName to;
    };

    std::vector<ObjectRef> made; // or made anew by OR REPLACE
    std::vector<Renaming> renamed;
};

[[nodiscard]] NameChanges nameChanges(const DdlStatement &statement);

} // namespace Athanor
