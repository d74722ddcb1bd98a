// SPDX-License-Identifier: MIT
#pragma once

#include "database/session.h"
#include "schema/catalog.h"

namespace Athanor {

struct DictionaryOptions
{
    std::function<void(const QString &what, int step, int steps)> progress;
    std::function<bool()> cancelled;
    bool withOwnTables =
        false; // whether ALEMBIC_VERSION, ATHANOR_JOURNAL and ATHANOR_LOCK are part of it
};

// The schema of the session's user, read from the USER_ views in a constant number of statements.
[[nodiscard]] Result<Catalog> readDictionary(Session &session,
                                             const DictionaryOptions &options = {});

} // namespace Athanor
