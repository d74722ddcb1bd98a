// SPDX-License-Identifier: MIT
#include "ui/session/snapshot.h"

#include "ui/session/worker.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QDirIterator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QStringList modelFilesOf(const Project &project)
{
    QStringList files;
    for (const QString &entry : project.model) {
        const QString path = project.path(entry);
        if (QFileInfo(path).isDir()) {
            QDirIterator found(path, {u"*.sql"_s}, QDir::Files, QDirIterator::Subdirectories);
            while (found.hasNext())
                files.append(found.next());
        } else {
            files.append(path);
        }
    }
    files.sort();
    return files;
}

} // namespace

const RevisionStatus *Snapshot::statusOf(const QString &id) const
{
    if (!status)
        return nullptr;
    const auto found = std::find_if(status->revisions.begin(), status->revisions.end(),
                                    [&id](const RevisionStatus &s) { return s.id == id; });
    return found == status->revisions.end() ? nullptr : &*found;
}

bool Snapshot::hasUnfinishedRun() const
{
    return status
        && std::any_of(
               status->revisions.begin(), status->revisions.end(),
               [](const RevisionStatus &s) { return s.state == RevisionState::StoppedHalfWay; });
}

Result<Snapshot> takeSnapshot(Bench &bench)
{
    Result<Workspace> workspace = bench.workspace();
    if (!workspace)
        return Failure(workspace.error());
    Snapshot snapshot;
    snapshot.workspace = std::move(*workspace);
    const Workspace &read = snapshot.workspace;
    snapshot.modelFiles = modelFilesOf(read.project);
    const Target *target = read.project.target(bench.target);
    snapshot.target = target ? target->name : bench.target;

    if (!target) {
        snapshot.targetError =
            Error{ErrorKind::Usage,
                  QCoreApplication::translate("Athanor::Snapshot",
                                              "The project has no target. Add a [target.…] section "
                                              "to athanor.toml.")};
    } else if (const Result<Session *> session = bench.session(read); !session) {
        snapshot.targetError = session.error();
    } else if (Result<TargetStatus> status = readStatus(read, **session, *target); !status) {
        snapshot.targetError = status.error();
        if (status.error().kind == ErrorKind::Connection)
            bench.disconnect(); // the next look connects anew
    } else {
        snapshot.status = std::move(*status);
    }

    if (const Result<ModelReading> model = readModel(read); !model) {
        snapshot.modelErrors = {model.error()};
    } else if (!model->errors.empty()) {
        snapshot.modelErrors = model->errors;
    } else if (const Result<Catalog> history = replay(read, read.graph.heads()); !history) {
        snapshot.modelDifferenceError = history.error();
    } else if (Result<Difference> difference =
                   compareCatalogs(read, *history, model->completed, {});
               !difference) {
        snapshot.modelDifferenceError = difference.error();
    } else {
        snapshot.modelDifference = std::move(*difference);
    }
    return snapshot;
}

Result<Difference> revisionDifference(const Workspace &workspace, const QString &id)
{
    const Revision *revision = workspace.graph.find(id);
    if (!revision)
        return failure(
            ErrorKind::Semantic,
            QCoreApplication::translate("Athanor::Snapshot", "There is no file for revision %1.")
                .arg(id));
    const Result<Catalog> before = replay(workspace, revision->revises);
    if (!before)
        return Failure(before.error());
    const Result<Catalog> after = replay(workspace, {id});
    if (!after)
        return Failure(after.error());
    AutogenerateOptions options;
    options.dropUnowned = true; // what the script does is shown, whoever made the table
    return compareCatalogs(workspace, *before, *after, options);
}

Result<ScriptGround> groundOf(const Workspace &workspace, const QString &id)
{
    const Revision *revision = workspace.graph.find(id);
    Result<Catalog> before = replay(workspace, revision ? revision->revises : QStringList());
    if (!before)
        return Failure(before.error());
    return ScriptGround{std::move(*before), workspace.version, workspace.autoincrement,
                        writerStyle(workspace.project)};
}

PlannedRun describedPlan(const Workspace &workspace, RunPlan plan)
{
    PlannedRun described;
    for (const PlannedRevision &planned : plan.revisions) {
        const Revision *revision = workspace.graph.find(planned.revision);
        described.messages.append(revision ? revision->message : QString());
        if (planned.direction == Direction::Rollback || planned.direction == Direction::Revert)
            continue; // its remarks say what it cannot bring back
        const Result<Difference> difference = revisionDifference(workspace, planned.revision);
        if (!difference)
            continue; // a script that cannot be replayed has no hazards known; the run will say
                      // what is wrong with it
        const ScriptPair &scripts = difference->scripts;
        for (const GeneratedStatement &statement :
             planned.direction == Direction::Upgrade ? scripts.upgrade : scripts.downgrade) {
            for (const Hazard &hazard : statement.hazards) {
                if (std::find(described.hazards.begin(), described.hazards.end(), hazard)
                    == described.hazards.end())
                    described.hazards.push_back(hazard);
            }
        }
    }
    described.plan = std::move(plan);
    return described;
}

} // namespace Athanor
