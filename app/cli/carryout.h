// SPDX-License-Identifier: MIT
#pragma once

#include "cli/invocation.h"
#include "migrate/run.h"

namespace Athanor {

// What the verbs that run something do alike with their plan: print it (--sql), ask, run it with a
// line of progress a statement, say where it stands. Ctrl-C stops between statements.
[[nodiscard]] Result<ExitCode> carryOut(const Invocation &call, const Workspace &workspace,
                                        Session &session, const RunPlan &plan);

// The plan as a script for somebody else to run, alembic_version's rows included.
[[nodiscard]] QString planText(const RunPlan &plan, const Workspace &workspace,
                               bool hasVersionTable);

} // namespace Athanor
