// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/autogenerate.h"
#include "migrate/run.h"
#include "migrate/scriptfinding.h"
#include "migrate/status.h"

namespace Athanor {

// A project as the window last saw it: files, target, and the model against what the revisions
// make. Values only.
struct Snapshot
{
    Workspace workspace;
    QString target; // name
    std::optional<TargetStatus> status; // none: the target could not be asked
    std::optional<Error> targetError;
    Errors modelErrors; // each with its place
    QStringList modelFiles; // absolute
    std::optional<Difference> modelDifference; // from the revisions' replay to the model
    std::optional<Error> modelDifferenceError;

    [[nodiscard]] const Target *currentTarget() const { return workspace.project.target(target); }
    [[nodiscard]] const RevisionStatus *statusOf(const QString &id) const;
    [[nodiscard]] bool hasUnfinishedRun() const;
};

// Reads all of it. Runs on the worker's thread; only an unreadable project is a failure.
class Bench;
[[nodiscard]] Result<Snapshot> takeSnapshot(Bench &bench);

// From what the revision's parents make to what it makes.
[[nodiscard]] Result<Difference> revisionDifference(const Workspace &workspace, const QString &id);

// What a revision is written on top of: the replay of its parents.
[[nodiscard]] Result<ScriptGround> groundOf(const Workspace &workspace, const QString &id);

// A plan with what a person wants to know before it runs.
struct PlannedRun
{
    RunPlan plan;
    std::vector<Hazard> hazards; // of all its statements, each once
    QStringList messages; // of the revisions, in the plan's order
    QString script = {}; // of a run that is in no file: to be read before it runs
    bool isRefuted = false; // its rehearsal says that it does not get through
};
[[nodiscard]] PlannedRun describedPlan(const Workspace &workspace, RunPlan plan);

} // namespace Athanor
