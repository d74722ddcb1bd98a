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

// What the user types to get past the STOP step, one command a revision.
Result<ExitCode> refuseUnreviewed(const Invocation &call, const Opened &opened, const Error &error,
                                  const QStringList &path)
{
    Terminal &terminal = call.terminal();
    terminal.error(error);
    terminal.note(tr("STOP: read the script first. Then:"));
    for (const QString &id : path) {
        const Revision *revision = opened.workspace.graph.find(id);
        if (!revision || revision->isReviewed())
            continue;
        const QString why = revision->isReviewStale()
            ? tr("%1 (edited since its review)").arg(revision->message)
            : revision->message;
        terminal.note(u"  "_s + call.command(u"review "_s + id) + u"    # "_s + why);
    }
    return ExitCode::NotReviewed;
}

Result<ExitCode> runUpgrade(Invocation &call)
{
    Result<Opened> opened = open(call);
    if (!opened)
        return Failure(opened.error());
    const QString target = call.argument(u"head"_s);
    const Result<RunPlan> plan =
        planUpgrade(opened->workspace, *opened->session, target, call.wantsSql());
    if (plan)
        return carryOut(call, opened->workspace, *opened->session, *plan);
    if (plan.error().kind != ErrorKind::NotReviewed)
        return Failure(plan.error());
    const RevisionGraph &graph = opened->workspace.graph;
    const QStringList current = readHeads(*opened->session).value_or(QStringList());
    const QStringList targets = graph.resolveAll(target, current).value_or(QStringList());
    return refuseUnreviewed(call, *opened, plan.error(),
                            graph.upgradePath(current, targets).value_or(QStringList()));
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
        planDowngrade(opened->workspace, *opened->session, call.argument(), call.wantsSql());
    if (!plan) {
        if (plan.error().kind != ErrorKind::NotReviewed)
            return Failure(plan.error());
        const RevisionGraph &graph = opened->workspace.graph;
        const QStringList current = readHeads(*opened->session).value_or(QStringList());
        const QString target = graph.resolve(call.argument(), current).value_or(QString());
        return refuseUnreviewed(call, *opened, plan.error(),
                                graph.downgradePath(current, target).value_or(QStringList()));
    }
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
    const bool tookEffect = call.isSet(u"took-effect");
    const bool tookNoEffect = call.isSet(u"took-no-effect");
    if (tookEffect && tookNoEffect)
        return failure(ErrorKind::Usage,
                       tr("--took-effect and --took-no-effect exclude each other"));
    const CrashAnswer answer = tookEffect ? CrashAnswer::TookEffect
        : tookNoEffect                    ? CrashAnswer::TookNoEffect
                                          : CrashAnswer::Unknown;
    Result<Opened> opened = open(call);
    if (!opened)
        return Failure(opened.error());
    const Result<RunPlan> plan =
        planResume(opened->workspace, *opened->session, answer, call.wantsSql());
    if (plan)
        return carryOut(call, opened->workspace, *opened->session, *plan);
    if (plan.error().kind != ErrorKind::NotReviewed)
        return Failure(plan.error());
    QStringList stopped;
    for (const Revision &revision : opened->workspace.graph.revisions()) {
        if (revision.file == plan.error().where.file)
            stopped.push_back(revision.id);
    }
    return refuseUnreviewed(call, *opened, plan.error(), stopped);
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
    verb.options = {{u"recompile"_s, tr("compile again what the run made invalid")}};
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
           "before the next statement, a second one ends the statement that runs (Oracle 18c and "
           "later, with ALTER SYSTEM), a third one leaves a database that does not answer.");
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
    verb.options.push_back(
        {u"took-effect"_s,
         tr("the statement that a crash interrupted took effect: asked for only where the target "
            "does not show it")});
    verb.options.push_back({u"took-no-effect"_s, tr("it did not")});
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
