// SPDX-License-Identifier: MIT
#pragma once

#include "database/session.h"
#include "schema/catalog.h"

namespace Athanor {

struct DictionaryOptions
{
    std::function<void(const QString &what, int step, int steps)> progress;
    std::function<bool()>
        cancelled; // asked between statements; true ends the reading with ErrorKind::Cancelled
    bool withOwnTables = false; // whether ALEMBIC_VERSION and Athanor's own tables are part of it
};

// The schema of the session's user, read from the USER_ views in a constant number of statements
// (twelve, one more where foreign keys leave the schema), in normal form. What the dictionary does
// not tell is not in it: opaque objects (database links, directories …), clauses kept as text,
// subpartitions.
[[nodiscard]] Result<Catalog> readDictionary(Session &session,
                                             const DictionaryOptions &options = {});

// ALEMBIC_VERSION, ATHANOR_JOURNAL …: tables of the tools, no part of anybody's schema.
[[nodiscard]] bool isOwnTable(QStringView stored);

} // namespace Athanor
