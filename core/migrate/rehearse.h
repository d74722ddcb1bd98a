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
    bool comparedWithModel = false; // it is the head, and there is a model that can be read
    Verdict upgradeReachesModel = Verdict::CannotJudge; // means nothing unless compared
    Verdict downgradeReturns = Verdict::CannotJudge; // structure, never data
    QStringList
        remarks; // what differs; which statements rows decide; what comes back without its data

    // Refuted where anything is; else cannot judge where anything cannot; else proved.
    [[nodiscard]] Verdict overall() const;
};

// Runs a revision up and down on an in-memory sandbox that starts as the replay of its parents. The
// schema has no rows, so a statement that only rows can refuse is proved in structure, and a remark
// says that rows decide.
[[nodiscard]] Result<Rehearsal> rehearse(const Workspace &workspace, const QString &revision,
                                         const RunControl &control);

// The schema statements start from, and whose it is.
struct RehearsalStart
{
    Catalog catalog;
    QString user;
};

// Statements of no revision (a revert) on a sandbox that starts as the target is. `left` names what
// of the catalog they reach is not as it should be, one line each; none: downgradeReturns is
// proved.
[[nodiscard]] Result<Rehearsal> rehearseStatements(
    const Workspace &workspace, const RehearsalStart &start, const PlannedRevision &planned,
    const std::function<QStringList(const Catalog &)> &left, const RunControl &control);

} // namespace Athanor
