// SPDX-License-Identifier: MIT
// The verbs that run statements: upgrade, downgrade, resume, rollback.
#include "cli/carryout.h"
#include "cli/text.h"
#include "database/versiontable.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

struct Opened
{
    Workspace workspace;
    std::unique_ptr<Session> session;
};

Result<Opened> open(const Invocation &call)
{
    Result<Workspace> workspace = call.openWholeWorkspace();
    if (!workspace)
        return Failure(workspace.error());
    Result<std::unique_ptr<Session>> session = call.connect(*workspace);
    if (!session)
        return Failure(session.error());
    return Opened{std::move(*workspace), std::move(*session)};
}

// The commands that lead past the STOP step, one a revision.
void noteReviews(const Invocation &call, Opened &opened, const QString &target)
{
    const RevisionGraph &graph = opened.workspace.graph;
    const Result<QStringList> current = readHeads(*opened.session);
    if (!current)
        return;
    const Result<QStringList> targets = graph.resolveAll(target, *current);
    if (!targets)
        return;
    const Result<QStringList> path = graph.upgradePath(*current, *targets);
    if (!path)
        return;
    Terminal &terminal = call.terminal();
    terminal.note(tr("STOP: read the script first. Then:"));
    for (const QString &id : *path) {
        const Revision &revision = *graph.find(id);
        if (revision.isReviewed())
            continue;
        const QString why = revision.isReviewStale()
            ? tr("%1 (edited since its review)").arg(revision.message)
            : revision.message;
        terminal.note(u"  "_s + call.command(u"review "_s + id) + u"    # "_s + why);
    }
}

Result<ExitCode> runUpgrade(Invocation &call)
{
    Result<Opened> opened = open(call);
    if (!opened)
        return Failure(opened.error());
    const QString target = call.argument(u"head"_s);
    const Result<RunPlan> plan =
        planUpgrade(opened->workspace, *opened->session, target, call.wantsSql());
    if (!plan) {
        if (plan.error().kind != ErrorKind::NotReviewed)
            return Failure(plan.error());
        call.terminal().error(plan.error());
        noteReviews(call, *opened, target);
        return ExitCode::NotReviewed;
    }
    return carryOut(call, opened->workspace, *opened->session, *plan);
}

Result<ExitCode> runDowngrade(Invocation &call)
{
    if (call.arguments().isEmpty()) {
        return failure(ErrorKind::Usage,
                       tr("expected where to: -1 for one step back, base for the start, or a "
                          "revision"));
    }
    Result<Opened> opened = open(call);
    if (!opened)
        return Failure(opened.error());
    const Result<RunPlan> plan =
        planDowngrade(opened->workspace, *opened->session, call.argument());
    if (!plan)
        return Failure(plan.error());
    if (!call.wantsSql() && !plan->isEmpty()) {
        QStringList ids;
        for (const PlannedRevision &planned : plan->revisions)
            ids.push_back(planned.revision);
        const Result<> sure = call.confirm(
            tr("Undo %1? What only they hold is lost with them.").arg(ids.join(", "_L1)));
        if (!sure)
            return Failure(sure.error());
    }
    return carryOut(call, opened->workspace, *opened->session, *plan);
}

Result<ExitCode> runResume(Invocation &call)
{
    Result<Opened> opened = open(call);
    if (!opened)
        return Failure(opened.error());
    const Result<RunPlan> plan = planResume(opened->workspace, *opened->session);
    if (!plan)
        return Failure(plan.error());
    return carryOut(call, opened->workspace, *opened->session, *plan);
}

Result<ExitCode> runRollback(Invocation &call)
{
    Result<Opened> opened = open(call);
    if (!opened)
        return Failure(opened.error());
    const Result<RunPlan> plan = planRollback(opened->workspace, *opened->session);
    if (!plan)
        return Failure(plan.error());
    return carryOut(call, opened->workspace, *opened->session, *plan);
}

Verb runningVerb()
{
    Verb verb;
    verb.takesTarget = verb.takesJson = verb.takesSql = true;
    return verb;
}

} // namespace

Verb upgradeVerb()
{
    Verb verb = runningVerb();
    verb.name = u"upgrade"_s;
    verb.arguments = u"[REVISION]"_s;
    verb.summary = tr("run the upgrades up to a revision");
    verb.description =
        tr("Default: head. Every statement is journalled in the target before and after it runs. "
           "When one fails the run stands there (exit 5): resume or rollback go on from it. A "
           "revision that is not reviewed is refused (exit 7) before anything runs. Ctrl-C stops "
           "between statements.");
    verb.examples = {{u"upgrade"_s, tr("to the head")},
                     {u"upgrade +1 -t dev"_s, tr("one step, on the target dev")},
                     {u"upgrade heads"_s, tr("all branches")},
                     {u"upgrade --sql > up.sql"_s, tr("a script for somebody else to run")}};
    verb.maxArguments = 1;
    verb.run = runUpgrade;
    return verb;
}

Verb downgradeVerb()
{
    Verb verb = runningVerb();
    verb.name = u"downgrade"_s;
    verb.arguments = u"REVISION"_s;
    verb.summary = tr("run the downgrades back to a revision");
    verb.description =
        tr("Undoes everything applied that descends from the revision. On a terminal "
           "it asks first.");
    verb.examples = {{u"downgrade -1"_s, tr("one step back")},
                     {u"downgrade base --yes"_s, tr("to the start, without asking")}};
    verb.maxArguments = 1;
    verb.run = runDowngrade;
    return verb;
}

Verb resumeVerb()
{
    Verb verb = runningVerb();
    verb.name = u"resume"_s;
    verb.summary = tr("go on with a run that stopped half-way");
    verb.description = tr("Begins with the statement that failed. The script may have been edited "
                          "from that statement on, and reviewed again; what ran before it must "
                          "stand as it ran.");
    verb.examples = {{u"resume"_s, tr("after the cause is mended")},
                     {u"resume --sql"_s, tr("show what is left to run")}};
    verb.run = runResume;
    return verb;
}

Verb rollbackVerb()
{
    Verb verb = runningVerb();
    verb.name = u"rollback"_s;
    verb.summary = tr("undo what a run that stopped half-way has done");
    verb.description = tr("Runs the inverse of each statement that took effect, last first. What "
                          "has no inverse is named and left.");
    verb.examples = {{u"rollback --sql"_s, tr("show what would run")}};
    verb.run = runRollback;
    return verb;
}

} // namespace Athanor
