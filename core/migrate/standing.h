// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/attempts.h"

namespace Athanor {

// Where a target stands: what every plan starts from.
struct Standing
{
    QStringList heads; // rows of alembic_version
    std::vector<JournalEntry> journal;

    [[nodiscard]] QString lastRunId() const
    {
        return journal.empty() ? QString() : journal.back().runId;
    }
};
// Refuses a history that is not whole (checkRevisions()).
[[nodiscard]] Result<Standing> readStanding(const Workspace &workspace, Session &session);

// A run that stands half-way, with the section it ran as it is now.
struct HalfWay
{
    Attempt attempt;
    const Revision *revision = nullptr; // of the workspace
    std::vector<PlannedStatement> statements;
};
// None where nothing stands half-way. Refuses (Semantic) one whose file is missing.
[[nodiscard]] Result<std::optional<HalfWay>> halfWay(const Workspace &workspace,
                                                     const Standing &standing);

} // namespace Athanor
