// SPDX-License-Identifier: MIT
#pragma once

#include "database/headstep.h"
#include "database/session.h"

namespace Athanor {

// alembic_version, exactly as Alembic keeps it: one row per head, none at base.
[[nodiscard]] Result<QStringList> readHeads(Session &session); // sorted; no table: no heads
[[nodiscard]] Result<> ensureVersionTable(Session &session);

// Carries the step out, in at most three statements. Every row count must be as the step says
// (Alembic's rule), else ErrorKind::Semantic: then roll back. Joins the transaction that is open;
// does not commit.
[[nodiscard]] Result<> applyHeadStep(Session &session, const HeadStep &step);

} // namespace Athanor
