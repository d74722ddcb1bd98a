// SPDX-License-Identifier: MIT
#include "ui/session/projectsession.h"

#include "migrate/review.h"
#include "revision/projectedit.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Athanor {

namespace {

QString userName()
{
    const QString name = qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME"));
    return name.isEmpty() ? u"unknown"_s : name;
}

} // namespace

// Runs `work` on the worker's thread and hands what it returns to `then` here.
template <typename Work, typename Then>
void ProjectSession::ask(QObject *context, const QString &what, Work work, Then then)
{
    begin(what);
    const QPointer<QObject> alive(context);
    m_worker->post([this, alive, work = std::move(work), then = std::move(then),
                    generation = m_generation, line = m_line](Bench &bench) {
        auto answer = work(bench);
        line->deliver([this, alive, then, generation, answer = std::move(answer)] {
            end();
            if (alive && generation == m_generation)
                then(answer);
        });
    });
}

void ProjectSession::startWorker()
{
    m_line = std::make_shared<WorkerLine>(this);
    m_thread = new QThread; // without a parent: one that is given up may outlive this
    m_thread->setObjectName(u"athanor-worker"_s);
    m_worker = new Worker;
    m_worker->moveToThread(m_thread);
    connect(m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread->start();
}

ProjectSession::ProjectSession(QObject *parent)
    : QObject(parent)
{
    startWorker();
    setPasswordStore(nullptr);

    m_refreshSoon.setSingleShot(true);
    m_refreshSoon.setInterval(300ms);
    connect(&m_refreshSoon, &QTimer::timeout, this, &ProjectSession::refresh);
    const auto soon = [this] {
        if (isOpen())
            m_refreshSoon.start();
    };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, soon);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, soon);
}

ProjectSession::~ProjectSession()
{
    m_line->stop = true; // a run ends at its next statement
    {
        const QMutexLocker lock(&m_passwordMutex);
        m_leaving = true;
        m_passwordGiven.wakeAll();
    }
    m_thread->quit();
    m_thread->wait();
    m_line->cut();
    delete m_thread;
}

void ProjectSession::open(const QString &directory)
{
    close();
    m_directory = QDir(directory).absolutePath();
    const QString wanted = m_directory;
    ask(
        this, tr("Opening %1").arg(QDir::toNativeSeparators(wanted)),
        [wanted](Bench &bench) {
            bench.disconnect();
            bench.directory = wanted;
            bench.target.clear();
            return takeSnapshot(bench);
        },
        [this](const Result<Snapshot> &snapshot) {
            if (!snapshot) {
                Q_EMIT openFailed(snapshot.error());
                return;
            }
            m_target = snapshot->target;
            m_snapshot = *snapshot;
            watchFiles();
            Q_EMIT opened();
            Q_EMIT snapshotChanged();
        });
}

void ProjectSession::close()
{
    if (!isOpen())
        return;
    ++m_generation;
    m_line->stop = true; // whoever closes has asked; a run still going ends at its next statement
    m_running = false;
    m_snapshot.reset();
    m_snapshotAsked = false;
    m_refreshSoon.stop();
    if (const QStringList watched = m_watcher.files() + m_watcher.directories(); !watched.isEmpty())
        m_watcher.removePaths(watched);
    m_worker->post([](Bench &bench) { bench.disconnect(); });
    Q_EMIT closed();
}

void ProjectSession::chooseTarget(const QString &name)
{
    if (!isOpen() || name == m_target)
        return;
    m_target = name;
    ask(
        this, tr("Connecting to %1").arg(name),
        [name](Bench &bench) {
            bench.target = name;
            return takeSnapshot(bench);
        },
        [this](const Result<Snapshot> &snapshot) { takeOver(snapshot); });
}

void ProjectSession::refresh()
{
    if (!isOpen() || m_snapshotAsked)
        return;
    if (m_running) { // the end of the run looks again
        return;
    }
    m_snapshotAsked = true;
    ask(
        this, tr("Reading the project"), [](Bench &bench) { return takeSnapshot(bench); },
        [this](const Result<Snapshot> &snapshot) {
            m_snapshotAsked = false;
            takeOver(snapshot);
        });
}

void ProjectSession::takeOver(const Result<Snapshot> &snapshot)
{
    if (!snapshot) {
        Q_EMIT openFailed(snapshot.error());
        return;
    }
    m_snapshot = *snapshot;
    watchFiles();
    Q_EMIT snapshotChanged();
}

void ProjectSession::watchFiles()
{
    const Project &project = m_snapshot->workspace.project;
    QStringList wanted{project.path(u"athanor.toml"_s), project.path(project.versionsDirectory)};
    for (const QString &entry : project.model)
        wanted.append(project.path(entry));
    wanted += m_snapshot->modelFiles;
    for (const Revision &revision : m_snapshot->workspace.graph.revisions())
        wanted.append(revision.file);
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    QStringList fresh;
    for (const QString &path : std::as_const(wanted)) {
        if (!watched.contains(path) && QFileInfo::exists(path))
            fresh.append(path);
    }
    if (!fresh.isEmpty())
        m_watcher.addPaths(fresh);
}

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

void ProjectSession::begin(const QString &what)
{
    ++m_pending;
    m_busyText = what;
    Q_EMIT busyChanged();
}

void ProjectSession::end()
{
    if (--m_pending == 0)
        m_busyText.clear();
    Q_EMIT busyChanged();
}

// ---- requests: a workspace read anew, a session where one is needed, one use-case

namespace {

template <typename T, typename Use>
Result<T> withWorkspace(Bench &bench, Use use)
{
    const Result<Workspace> workspace = bench.workspace();
    if (!workspace)
        return Failure(workspace.error());
    return use(*workspace);
}

template <typename T, typename Use>
Result<T> withSession(Bench &bench, Use use)
{
    const Result<Workspace> workspace = bench.workspace();
    if (!workspace)
        return Failure(workspace.error());
    const Result<Session *> session = bench.session(*workspace);
    if (!session)
        return Failure(session.error());
    return use(*workspace, **session);
}

Result<PlannedRun> described(const Workspace &workspace, Result<RunPlan> plan)
{
    if (!plan)
        return Failure(plan.error());
    return describedPlan(workspace, std::move(*plan));
}

} // namespace

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

void ProjectSession::run(const RunPlan &plan)
{
    if (m_running || !isOpen())
        return;
    m_running = true;
    m_line->stop = false;
    m_statement = {};
    Q_EMIT runStarted(plan);
    ask(
        this, tr("Running"),
        [this, plan, line = m_line](Bench &bench) {
            RunControl control{[this, line](const RunEvent &event) {
                                   line->deliver([this, event] {
                                       m_statement = event;
                                       Q_EMIT runReported(event);
                                   });
                               },
                               [line] { return line->stop.load(); },
                               {}};
            const auto outcome =
                withSession<RunOutcome>(bench, [&](const Workspace &w, Session &s) {
                    control.stopper = std::make_shared<StatementStopper>(s);
                    line->setStopper(control.stopper);
                    return Athanor::run(w, s, plan, control, systemClock());
                });
            line->setStopper(nullptr);
            return outcome;
        },
        [this](const Result<RunOutcome> &outcome) {
            m_running = false;
            Q_EMIT runFinished(outcome);
            Q_EMIT busyChanged();
            refresh();
        });
}

void ProjectSession::stopStatement()
{
    const std::shared_ptr<StatementStopper> stopper = m_line->stopper();
    if (!m_running)
        return;
    if (!stopper) { // it connects, or takes the lock
        Q_EMIT stopAnswered(failure(ErrorKind::Cancelled, tr("No statement is under way.")));
        return;
    }
    // On a thread of its own: it connects, and the worker is what it is to wake.
    auto *asking = QThread::create([this, stopper, line = m_line] {
        const Result<> asked = stopper->stop();
        line->deliver([this, asked] { Q_EMIT stopAnswered(asked); });
    });
    connect(asking, &QThread::finished, asking, &QObject::deleteLater);
    asking->start();
}

void ProjectSession::leaveRun()
{
    if (!m_running)
        return;
    m_line->cut();
    connect(m_thread, &QThread::finished, m_thread, &QObject::deleteLater);
    m_thread->quit(); // should the call come back at last
    startWorker();
    setPasswordStore(m_store);
    m_worker->post([directory = m_directory, target = m_target](Bench &bench) {
        bench.directory = directory;
        bench.target = target;
    });
    m_pending = 0; // nobody answers those any more
    m_busyText.clear();
    m_running = false;
    m_snapshotAsked = false;
    RunOutcome outcome;
    outcome.stoppedAt = m_statement.revision;
    outcome.stoppedAtStatement = m_statement.statement;
    outcome.stoppedBy = Error{
        ErrorKind::Connection,
        tr("The connection was given up while this statement was running."),
        0,
        {},
        tr("Oracle may go on with it to its end, and the lock of the run stays until then. Whether "
           "it took effect is read from the dictionary by Resume.")};
    Q_EMIT runFinished(outcome);
    Q_EMIT busyChanged();
    refresh();
}

void ProjectSession::stop()
{
    m_line->stop = true;
}

void ProjectSession::setPasswordStore(PasswordStore *store)
{
    m_store = store;
    m_worker->post([this, store, line = m_line](Bench &bench) { // the bench lives as long as the
                                                                // worker
        bench.passwords =
            std::make_unique<Passwords>(store, [this, &bench, line](const ConnectionUrl &url) {
                if (line->isCut()) // nobody is there to be asked
                    return QString();
                const QString problem = bench.passwordProblem.isEmpty()
                    ? bench.passwords->storeProblem()
                    : bench.passwordProblem;
                return askForPassword(url, problem);
            });
        bench.loggedIn = [this, line](Passwords &passwords, const ConnectionUrl &url) {
            if (line->isCut())
                return;
            {
                const QMutexLocker lock(&m_passwordMutex);
                if (!std::exchange(m_remember, false))
                    return;
            }
            if (const Result<> kept = passwords.remember(url); !kept)
                QMetaObject::invokeMethod(
                    this, [this, error = kept.error()] { Q_EMIT passwordNotKept(error); },
                    Qt::QueuedConnection);
        };
    });
}

QString ProjectSession::askForPassword(const ConnectionUrl &url, const QString &problem)
{
    QMutexLocker lock(&m_passwordMutex);
    m_password.reset();
    m_remember = false;
    QMetaObject::invokeMethod(
        this, [this, url, problem] { Q_EMIT passwordNeeded(url.user, describe(url), problem); },
        Qt::QueuedConnection);
    while (!m_password && !m_leaving)
        m_passwordGiven.wait(&m_passwordMutex);
    const QString password = m_password.value_or(QString());
    m_password.reset();
    return password;
}

void ProjectSession::answerPassword(const QString &password, bool remember)
{
    const QMutexLocker lock(&m_passwordMutex);
    m_password = password;
    m_remember = remember;
    m_passwordGiven.wakeAll();
}

void ProjectSession::offerPassword(const QString &url, const QString &password)
{
    const Result<ConnectionUrl> parsed = parseConnectionUrl(url, m_directory);
    if (!parsed || password.isNull())
        return;
    m_worker->post(
        [url = *parsed, password](Bench &bench) { bench.passwords->give(url, password); });
}

void ProjectSession::targetSaved(const QString &name)
{
    if (!isOpen())
        return;
    m_target = name;
    ask(
        this, tr("Connecting to %1").arg(name),
        [name](Bench &bench) {
            bench.disconnect();
            bench.target = name;
            return takeSnapshot(bench);
        },
        [this](const Result<Snapshot> &snapshot) { takeOver(snapshot); });
}

} // namespace Athanor
