// SPDX-License-Identifier: MIT
// What the widgets ask of the project: each a workspace read anew, a session where one is needed,
// and one use-case.
#include "ui/session/projectsession.h"

#include "migrate/review.h"
#include "revision/projectedit.h"

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString userName()
{
    const QString name = qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME"));
    return name.isEmpty() ? u"unknown"_s : name;
}

Result<PlannedRun> described(const Workspace &workspace, Result<RunPlan> plan)
{
    if (!plan)
        return Failure(plan.error());
    return describedPlan(workspace, std::move(*plan));
}

} // namespace

template <typename Options>
Options ProjectSession::watched(Options options)
{
    if (!m_running)
        m_line->stop = false;
    options.reading.progress = [this, line = m_line](const QString &what, int step, int steps) {
        const QString text = tr("Reading %1 (%2 of %3)").arg(what).arg(step).arg(steps);
        line->deliver([this, text] {
            if (m_pending == 0)
                return; // it ended meanwhile
            m_busyText = text;
            Q_EMIT busyChanged();
        });
    };
    options.reading.cancelled = [line = m_line] { return line->stop.load(); };
    return options;
}

void ProjectSession::compareWithTarget(QObject *context, const AutogenerateOptions &options,
                                       Answer<Difference> then)
{
    ask(
        context, tr("Comparing the target with the model"),
        [options = watched(options)](Bench &bench) {
            return withSession<Difference>(bench, [&](const Workspace &w, Session &s) {
                return compareWithModel(w, s, options);
            });
        },
        std::move(then));
}

void ProjectSession::compareRevision(QObject *context, const QString &id, Answer<Difference> then)
{
    ask(
        context, tr("Replaying the revisions"),
        [id](Bench &bench) {
            return withWorkspace<Difference>(
                bench, [&](const Workspace &w) { return revisionDifference(w, id); });
        },
        std::move(then));
}

void ProjectSession::groundOf(QObject *context, const QString &id, Answer<ScriptGround> then)
{
    ask(
        context, tr("Replaying the revisions"),
        [id](Bench &bench) {
            return withWorkspace<ScriptGround>(
                bench, [&](const Workspace &w) { return Athanor::groundOf(w, id); });
        },
        std::move(then));
}

void ProjectSession::createRevision(QObject *context, const AutogenerateOptions &options,
                                    Answer<std::optional<Revision>> then)
{
    ask(
        context, tr("Writing the revision"),
        [options = watched(options)](Bench &bench) {
            return withSession<std::optional<Revision>>(bench, [&](const Workspace &w, Session &s) {
                return autogenerate(w, s, options, systemClock());
            });
        },
        std::move(then));
}

void ProjectSession::createEmptyRevision(QObject *context, const QString &message,
                                         const QStringList &parents, Answer<Revision> then)
{
    ask(
        context, tr("Writing the revision"),
        [message, parents](Bench &bench) {
            return withWorkspace<Revision>(bench, [&](const Workspace &w) {
                return newRevision(w, message, parents, systemClock());
            });
        },
        std::move(then));
}

void ProjectSession::review(QObject *context, const QString &id, Answer<Revision> then)
{
    ask(
        context, tr("Marking the revision reviewed"),
        [id](Bench &bench) {
            return withWorkspace<Revision>(bench, [&](const Workspace &w) {
                return Athanor::review(w, id, userName(), systemClock());
            });
        },
        std::move(then));
}

void ProjectSession::withdrawReview(QObject *context, const QString &id, Answer<Revision> then)
{
    ask(
        context, tr("Taking the review back"),
        [id](Bench &bench) {
            return withWorkspace<Revision>(
                bench, [&](const Workspace &w) { return Athanor::withdrawReview(w, id); });
        },
        std::move(then));
}

void ProjectSession::saveSections(QObject *context, const Revision &before, const QString &upgrade,
                                  const QString &downgrade, Answer<Revision> then)
{
    ask(
        context, tr("Saving"),
        [before, upgrade, downgrade](Bench &bench) {
            return withWorkspace<Revision>(bench, [&](const Workspace &w) {
                return Athanor::saveSections(w, before, upgrade, downgrade);
            });
        },
        std::move(then));
}

void ProjectSession::rehearse(QObject *context, const QString &id, Answer<Rehearsal> then)
{
    if (!m_running)
        m_line->stop = false;
    ask(
        context, tr("Rehearsing on the sandbox"),
        [line = m_line, id](Bench &bench) {
            const RunControl control{
                [](const RunEvent &) {}, [line] { return line->stop.load(); }, {}};
            return withWorkspace<Rehearsal>(
                bench, [&](const Workspace &w) { return Athanor::rehearse(w, id, control); });
        },
        std::move(then));
}

void ProjectSession::planUpgrade(QObject *context, const QString &target, Answer<PlannedRun> then)
{
    ask(
        context, tr("Planning the upgrade"),
        [target](Bench &bench) {
            return withSession<PlannedRun>(bench, [&](const Workspace &w, Session &s) {
                return described(w, Athanor::planUpgrade(w, s, target));
            });
        },
        std::move(then));
}

void ProjectSession::planDowngrade(QObject *context, const QString &target, Answer<PlannedRun> then)
{
    ask(
        context, tr("Planning the downgrade"),
        [target](Bench &bench) {
            return withSession<PlannedRun>(bench, [&](const Workspace &w, Session &s) {
                return described(w, Athanor::planDowngrade(w, s, target));
            });
        },
        std::move(then));
}

void ProjectSession::planResume(QObject *context, CrashAnswer answer, Answer<PlannedRun> then)
{
    ask(
        context, tr("Planning the rest of the run"),
        [answer](Bench &bench) {
            return withSession<PlannedRun>(bench, [answer](const Workspace &w, Session &s) {
                return described(w, Athanor::planResume(w, s, answer));
            });
        },
        std::move(then));
}

void ProjectSession::planRollback(QObject *context, Answer<PlannedRun> then)
{
    ask(
        context, tr("Planning the way back"),
        [](Bench &bench) {
            return withSession<PlannedRun>(bench, [](const Workspace &w, Session &s) {
                return described(w, Athanor::planRollback(w, s));
            });
        },
        std::move(then));
}

void ProjectSession::createTestUser(QObject *context, Answer<TestUser> then)
{
    ask(
        context, tr("Creating a test user"),
        [](Bench &bench) {
            return withSession<TestUser>(bench, [](const Workspace &w, Session &s) {
                return Athanor::createTestUser(w, s, systemClock());
            });
        },
        std::move(then));
}

void ProjectSession::createTestAccount(QObject *context, Answer<TestAccount> then)
{
    ask(
        context, tr("Creating a database account"),
        [](Bench &bench) {
            return withSession<TestAccount>(bench, [](const Workspace &w, Session &s) {
                return Athanor::createTestAccount(w, s);
            });
        },
        std::move(then));
}

void ProjectSession::testAccountSql(QObject *context, Answer<QString> then)
{
    ask(
        context, tr("Writing the SQL"),
        [](Bench &bench) {
            return withWorkspace<QString>(
                bench, [](const Workspace &w) { return Athanor::testAccountSql(w); });
        },
        std::move(then));
}

void ProjectSession::readDrift(QObject *context, Answer<Drift> then)
{
    ask(
        context, tr("Comparing the target with its revisions"),
        [options = watched(DriftOptions())](Bench &bench) {
            return withSession<Drift>(bench, [&](const Workspace &w, Session &s) {
                return Athanor::readDrift(w, s, options);
            });
        },
        std::move(then));
}

void ProjectSession::adoptDrift(QObject *context, const DriftOptions &options,
                                const QString &message, Answer<std::optional<Revision>> then)
{
    ask(
        context, tr("Adopting what was done by hand"),
        [options = watched(options), message](Bench &bench) {
            return withSession<std::optional<Revision>>(bench, [&](const Workspace &w, Session &s) {
                return Athanor::adoptDrift(w, s, options, message, systemClock());
            });
        },
        std::move(then));
}

void ProjectSession::planRevert(QObject *context, const DriftOptions &options,
                                Answer<RevertPlan> then)
{
    ask(
        context, tr("Planning and rehearsing the way back"),
        [line = m_line, options = watched(options)](Bench &bench) {
            const RunControl control{
                [](const RunEvent &) {}, [line] { return line->stop.load(); }, {}};
            return withSession<RevertPlan>(bench, [&](const Workspace &w, Session &s) {
                return Athanor::planRevert(w, s, options, control);
            });
        },
        std::move(then));
}

void ProjectSession::ignoreDrift(QObject *context, const std::vector<ObjectRule> &rules,
                                 Answer<int> then)
{
    ask(
        context, tr("Writing the rule"),
        [rules](Bench &bench) { return addDriftRules(bench.directory, rules); }, std::move(then));
}

void ProjectSession::removeTestUsers(QObject *context, Answer<RemovedTestUsers> then)
{
    ask(
        context, tr("Removing the test users"),
        [](Bench &bench) {
            return withSession<RemovedTestUsers>(bench, [](const Workspace &w, Session &s) {
                return Athanor::removeTestUsers(w, s);
            });
        },
        std::move(then));
}

void ProjectSession::recompile(QObject *context, const std::vector<InvalidObject> &objects,
                               Answer<std::vector<Recompiled>> then)
{
    ask(
        context, tr("Compiling what became invalid"),
        [objects](Bench &bench) {
            return withSession<std::vector<Recompiled>>(bench, [&](const Workspace &, Session &s) {
                return Athanor::recompile(s, objects);
            });
        },
        std::move(then));
}

} // namespace Athanor
