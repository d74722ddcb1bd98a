// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/run.h"

namespace Athanor {

enum class Verdict { Proved, Refuted, CannotJudge };
[[nodiscard]] QString toString(Verdict verdict); // "proved", "refuted", "cannot judge"

struct RehearsedStatement
{
    PlannedStatement statement;
    Direction direction = Direction::Upgrade;
    Verdict verdict = Verdict::Proved;
    QString why; // of refuted and cannot judge
    std::optional<Error> error; // with the ORA code
    qint64 elapsedMs = 0;
};

struct Rehearsal
{
    QString revision;
    std::vector<RehearsedStatement> statements; // upgrade, then downgrade
    Verdict upgradeReachesModel = Verdict::CannotJudge; // only for the head, and where a model is
    Verdict downgradeReturns = Verdict::CannotJudge; // structure, never data
    QStringList remarks; // "the downgrade brings column X back without its data"
    [[nodiscard]] Verdict overall() const;
};

// Runs a revision up and down on an in-memory sandbox that starts as the replay of its parents.
[[nodiscard]] Result<Rehearsal> rehearse(const Workspace &workspace, const QString &revision, const RunControl &control);

} // namespace Athanor
