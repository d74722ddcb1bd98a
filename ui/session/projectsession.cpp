// SPDX-License-Identifier: MIT
#include "ui/session/projectsession.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Athanor {

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
