// SPDX-License-Identifier: MIT
#pragma once

#include "database/dictionary.h"
#include "migrate/autogenerate.h"
#include "migrate/rehearse.h"

namespace Athanor {

struct DriftOptions
{
    // As AutogenerateOptions::renames: what was renamed by hand, in the target.
    std::vector<std::pair<QString, QString>> renames;
    std::vector<ObjectRule> only; // empty: everything
    bool all = false; // objects that no revision ever made count, too
    // Whether an object that `only` names in full counts whoever made it.
    bool withNamed = false;
    DictionaryOptions reading; // of the target
};

// What somebody changed in a target by hand: how it differs from what its revisions make.
struct Drift
{
    QStringList heads; // rows of alembic_version: the revisions it is held against
    // A run that stands half-way, with what to do about it. The objects it touched are not
    // compared.
    std::optional<Error> halfWay;
    QStringList remarks;
    // From what the revisions make to what is there: `upgrade` of its scripts is what was done by
    // hand, `downgrade` takes it back.
    Difference difference;
    Catalog live; // all that is there
    std::vector<ObjectRef> notOwned; // there, but made by no revision ever: not counted
    std::vector<ObjectRef> ignored; // differ, but [drift] ignore names them

    [[nodiscard]] bool isEmpty() const { return difference.isEmpty(); }
};

[[nodiscard]] Result<Drift> readDrift(const Workspace &workspace, Session &session,
                                      const DriftOptions &options = {});

// Writes a revision whose upgrade makes, in other databases, what was done here by hand, and
// records it as applied here: alembic_version moves, each statement has a `skipped` row in the
// journal, nothing is run. It waits for its review like any other. Refuses (Semantic) a target
// that is not at the head or stands half-way. No revision (nullopt) where nothing differs.
[[nodiscard]] Result<std::optional<Revision>>
adoptDrift(const Workspace &workspace, Session &session, const DriftOptions &options,
           const QString &message, const Clock &clock);

// The way back to the revisions, as a run.
struct RevertPlan
{
    RunPlan plan; // one pass of Direction::Revert; empty: nothing to take back
    GeneratedScript script; // the same with hazards, notes and manual steps
    // On a sandbox that starts as the target is; downgradeReturns: whether it gets back.
    Rehearsal rehearsal;
    // Names exactly these statements: who has read them says so with it.
    QString reviewCode;
};

// Refuses (Semantic) a target that stands half-way: resume or roll back first.
[[nodiscard]] Result<RevertPlan> planRevert(const Workspace &workspace, Session &session,
                                            const DriftOptions &options,
                                            const RunControl &control = {});

} // namespace Athanor
