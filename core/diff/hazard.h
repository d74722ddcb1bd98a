// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

namespace Athanor {

enum class HazardKind {
    LosesData, // DROP TABLE, DROP COLUMN, a narrower type
    MayFailOnRows, // NOT NULL, a key, a check, a narrower type: rows decide
    Blocks, // takes an exclusive lock for as long as the data is large
    CannotBeUndone, // the downgrade cannot bring it back
    NeedsRelease, // only a newer Oracle accepts it
    Manual, // no statement does it; the user has to
};

// What may go wrong with a statement, and the read-only query that finds the rows it would fail on.
struct Hazard
{
    HazardKind kind = HazardKind::MayFailOnRows;
    QString message = {}; // for people; names object, rows, ORA code
    int oraCode = 0; // what Oracle would say
    QString probe =
        {}; // a SELECT whose one number is the count of offending rows; empty: nothing to count

    friend bool operator==(const Hazard &, const Hazard &) = default;
};

} // namespace Athanor
