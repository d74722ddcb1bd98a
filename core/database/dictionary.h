// SPDX-License-Identifier: MIT
#pragma once

#include "database/session.h"
#include "schema/catalog.h"

namespace Athanor {

struct DictionaryOptions
{
    // What is being read, and how far that is. Steps that a schema does not need are passed over.
    std::function<void(const QString &what, int step, int steps)> progress;
    // Asked between statements and while rows come; true ends the reading with
    // ErrorKind::Cancelled.
    std::function<bool()> cancelled;
    bool withOwnTables = false; // whether ALEMBIC_VERSION and Athanor's own tables are part of it
    // Schemas to be read together, as stored; none: the session's. Objects of the session's schema
    // bear no owner in the catalog, those of the others do.
    QStringList owners;
};

// A schema (or several) in a constant number of statements, in normal form: at most twelve from the
// USER_ views where it is the account's own, one more from the ALL_ or DBA_ views where it is not.
// Oracle's own objects are not in it, nor is what the dictionary does not tell: START WITH, FORCE,
// a subpartition template's spelling, passwords.
[[nodiscard]] Result<Catalog> readDictionary(Session &session,
                                             const DictionaryOptions &options = {});

// ALEMBIC_VERSION, ATHANOR_JOURNAL …: tables of the tools, no part of anybody's schema.
[[nodiscard]] bool isOwnTable(QStringView stored);

} // namespace Athanor
