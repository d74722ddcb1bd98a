// SPDX-License-Identifier: MIT
#pragma once

#include "database/session.h"

namespace Athanor {

// Statements that make a schema, and the release they need.
struct RoundTripCase
{
    QString name;
    QStringList statements;
    OracleVersion release;
    QString untold{}; // why no view tells all of it; empty: it comes back whole
};

// Oracle's cases (references/ddl_cases.tsv: before and change, and after), ours (tests/data/ddl,
// tests/data/dictionary/kinds.tsv) and real scripts (references/scripts), as far as they are here.
[[nodiscard]] std::vector<RoundTripCase> roundTripCases();

// Runs the statements on the session, reads its dictionary and compares it with the catalog the
// statements make, as drift does: what the dictionary does not tell is taken from the statements
// (withUntold). `skipped` says why there is nothing to compare, `differences` what differs: none
// is what is wanted. `untold` is what would differ without the statements: none, but for a case
// that says so. Users and roles that are granted to are made where they are not there; what lies
// outside of the schema, `outside` ("USER APP", "DIRECTORY D"), is left to who made the session.
struct RoundTrip
{
    QString skipped;
    QStringList differences;
    QStringList untold;
    QStringList outside;
};
[[nodiscard]] RoundTrip roundTrip(Session &session, const RoundTripCase &of);

} // namespace Athanor
