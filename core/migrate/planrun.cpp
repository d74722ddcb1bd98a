// SPDX-License-Identifier: MIT
#include "migrate/section.h"
#include "migrate/standing.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Plan", text);
}

// Where nothing stands half-way.
Result<Standing> readSettled(const Workspace &workspace, Session &session)
{
    Result<Standing> standing = readStanding(workspace, session);
    if (!standing)
        return standing;
    if (const Result<> finished = refuseUnfinished(workspace, standing->journal, standing->heads);
        !finished)
        return Failure(finished.error());
    return standing;
}

Failure notReviewed(const Revision &revision)
{
    const QString message = revision.isReviewStale()
        ? tr("Revision %1 was edited after %2 reviewed it. Read it again and mark it: “athanor "
             "review %1”.")
              .arg(revision.id, revision.review->by)
        : tr("Revision %1 is not reviewed. Read its script, fix it where it needs fixing, and mark "
             "it: "
             "“athanor review %1”.")
              .arg(revision.id);
    return failure(ErrorKind::NotReviewed, message, 0, Place{revision.file, 0, 0});
}

Result<RunPlan> plan(const Workspace &workspace, const Standing &standing, const QStringList &path,
                     Direction direction, bool allowUnreviewed)
{
    RunPlan plan;
    plan.heads = standing.heads;
    plan.lastRunId = standing.lastRunId();
    QStringList heads = standing.heads;
    for (const QString &id : path) {
        const Revision *revision = workspace.graph.find(id);
        if (!revision)
            return failure(ErrorKind::Semantic, tr("There is no file of revision %1.").arg(id));
        if (!allowUnreviewed && !revision->isReviewed())
            return notReviewed(*revision);
        Result<std::vector<PlannedStatement>> statements =
            sectionStatements(*revision, direction, scriptOptions(workspace.project));
        if (!statements)
            return Failure(statements.error());
        PlannedRevision planned;
        planned.revision = id;
        planned.direction = direction;
        planned.statements = std::move(*statements);
        planned.headStep = direction == Direction::Upgrade
            ? upgradeStep(workspace.graph, id, heads)
            : downgradeStep(workspace.graph, id, heads);
        heads = headsAfter(heads, planned.headStep);
        plan.revisions.push_back(std::move(planned));
    }
    return plan;
}

} // namespace

int RunPlan::statementCount() const
{
    int count = 0;
    for (const PlannedRevision &revision : revisions) {
        count += int(std::count_if(revision.statements.begin(), revision.statements.end(),
                                   [](const PlannedStatement &s) { return !s.alreadyDone; }));
    }
    return count;
}

Result<RunPlan> planUpgrade(const Workspace &workspace, Session &session, const QString &target,
                            bool allowUnreviewed)
{
    const Result<Standing> standing = readSettled(workspace, session);
    if (!standing)
        return Failure(standing.error());
    const Result<QStringList> targets =
        workspace.graph.resolveAll(target.isEmpty() ? u"head"_s : target, standing->heads);
    if (!targets)
        return Failure(targets.error());
    const Result<QStringList> path = workspace.graph.upgradePath(standing->heads, *targets);
    if (!path)
        return Failure(path.error());
    return plan(workspace, *standing, *path, Direction::Upgrade, allowUnreviewed);
}

Result<RunPlan> planDowngrade(const Workspace &workspace, Session &session, const QString &target,
                              bool allowUnreviewed)
{
    const Result<Standing> standing = readSettled(workspace, session);
    if (!standing)
        return Failure(standing.error());
    const Result<QString> id = workspace.graph.resolve(target, standing->heads);
    if (!id)
        return Failure(id.error());
    const Result<QStringList> path = workspace.graph.downgradePath(standing->heads, *id);
    if (!path)
        return Failure(path.error());
    return plan(workspace, *standing, *path, Direction::Downgrade, allowUnreviewed);
}

} // namespace Athanor
