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
};

// Oracle's cases (references/ddl_cases.tsv: before and change, and after), ours (tests/data/ddl,
// tests/data/dictionary/kinds.tsv) and real scripts (references/scripts), as far as they are here.
[[nodiscard]] std::vector<RoundTripCase> roundTripCases();

// Runs the statements on the session, reads its dictionary and compares it with the catalog the
// statements make. `skipped` says why there is nothing to compare, `differences` what differs: none
// is what is wanted.
struct RoundTrip
{
    QString skipped;
    QStringList differences;
};
[[nodiscard]] RoundTrip roundTrip(Session &session, const RoundTripCase &of);

} // namespace Athanor
