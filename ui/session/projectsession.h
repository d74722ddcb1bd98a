// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/drift.h"
#include "migrate/passwordstore.h"
#include "migrate/recompile.h"
#include "migrate/rehearse.h"
#include "migrate/run.h"
#include "migrate/testaccount.h"
#include "migrate/testuser.h"
#include "ui/session/snapshot.h"
#include "ui/session/worker.h"
#include "ui/session/workerline.h"

#include <QtCore/QFileSystemWatcher>
#include <QtCore/QMutex>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QThread>
#include <QtCore/QTimer>
#include <QtCore/QWaitCondition>

#include <memory>

namespace Athanor {

// The open project for the widgets: asks the worker, keeps the newest Snapshot, says when it
// changes. Decides nothing that core decides. Every request answers once, on this thread, and not
// at all once `context` or the project is gone.
class ProjectSession : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Answer = std::function<void(const Result<T> &)>;

    explicit ProjectSession(QObject *parent = nullptr);
    ~ProjectSession() override;

    void open(const QString &directory);
    void close();
    [[nodiscard]] bool isOpen() const { return m_snapshot.has_value(); }
    [[nodiscard]] const Snapshot &snapshot() const { return *m_snapshot; } // only while isOpen()
    [[nodiscard]] QString directory() const { return m_directory; }
    void chooseTarget(const QString &name);
    // Whose answers come next: while it connects, not yet that of the snapshot.
    [[nodiscard]] QString chosenTarget() const { return m_target; }
    void refresh();

    [[nodiscard]] bool isBusy() const { return m_pending > 0; }
    [[nodiscard]] QString busyText() const { return m_busyText; }
    [[nodiscard]] bool isRunning() const { return m_running; }

    void compareWithTarget(QObject *context, const AutogenerateOptions &options,
                           Answer<Difference> then);
    void compareRevision(QObject *context, const QString &id, Answer<Difference> then);
    void groundOf(QObject *context, const QString &id, Answer<ScriptGround> then);
    void createRevision(QObject *context, const AutogenerateOptions &options,
                        Answer<std::optional<Revision>> then);
    void createEmptyRevision(QObject *context, const QString &message, const QStringList &parents,
                             Answer<Revision> then);
    void review(QObject *context, const QString &id, Answer<Revision> then);
    void withdrawReview(QObject *context, const QString &id, Answer<Revision> then);
    void saveSections(QObject *context, const Revision &before, const QString &upgrade,
                      const QString &downgrade, Answer<Revision> then);
    void rehearse(QObject *context, const QString &id, Answer<Rehearsal> then);
    void planUpgrade(QObject *context, const QString &target, Answer<PlannedRun> then);
    void planDowngrade(QObject *context, const QString &target, Answer<PlannedRun> then);
    void planResume(QObject *context, CrashAnswer answer, Answer<PlannedRun> then);
    void planRollback(QObject *context, Answer<PlannedRun> then);
    void createTestUser(QObject *context, Answer<TestUser> then);
    void createTestAccount(QObject *context, Answer<TestAccount> then);
    void testAccountSql(QObject *context, Answer<QString> then);
    void removeTestUsers(QObject *context, Answer<RemovedTestUsers> then);

    void readDrift(QObject *context, Answer<Drift> then);
    void adoptDrift(QObject *context, const DriftOptions &options, const QString &message,
                    Answer<std::optional<Revision>> then);
    void planRevert(QObject *context, const DriftOptions &options, Answer<RevertPlan> then);
    void ignoreDrift(QObject *context, const std::vector<ObjectRule> &rules, Answer<int> then);

    void run(const RunPlan &plan);
    void stop(); // between statements
    // Asks the target to end the statement that runs; stopAnswered() says whether it was asked.
    void stopStatement();
    // For a target that does not answer: its connection is given up, and the run with it. The
    // journal says `started`, and the next resume finds out what came of the statement.
    void leaveRun();
    // What a run has made invalid, once more.
    void recompile(QObject *context, const std::vector<InvalidObject> &objects,
                   Answer<std::vector<Recompiled>> then);

    // The keychain, which outlives this; before open(). None: passwords are in memory only.
    void setPasswordStore(PasswordStore *store);
    [[nodiscard]] PasswordStore *passwordStore() const { return m_store; }
    // The answer to passwordNeeded(); null: the user gave up. `remember`: in the keychain, once the
    // login has worked.
    void answerPassword(const QString &password, bool remember = false);
    // One that was typed with the target's URL: the next login there uses it. Null: none.
    void offerPassword(const QString &url, const QString &password);
    // athanor.toml has this target as it is now: connects to it anew.
    void targetSaved(const QString &name);

Q_SIGNALS:
    void opened();
    void openFailed(const Athanor::Error &error);
    void closed();
    void snapshotChanged();
    void busyChanged();
    void runStarted(const Athanor::RunPlan &plan);
    void runReported(const Athanor::RunEvent &event);
    void runFinished(const Athanor::Result<Athanor::RunOutcome> &outcome);
    void stopAnswered(const Athanor::Result<> &asked);
    // `problem`: why it is asked for again; may be empty.
    void passwordNeeded(const QString &user, const QString &place, const QString &problem);
    void passwordNotKept(const Athanor::Error &error); // by the keychain

private:
    template <typename Work, typename Then>
    void ask(QObject *context, const QString &what, Work work, Then then);
    // With the progress of reading the target as busyText(), ended by stop() and by closing.
    template <typename Options>
    [[nodiscard]] Options watched(Options options);
    void begin(const QString &what);
    void end();
    void takeOver(const Result<Snapshot> &snapshot);
    void watchFiles();
    [[nodiscard]] QString askForPassword(const ConnectionUrl &url,
                                         const QString &problem); // on the worker's thread

    void startWorker();

    PasswordStore *m_store = nullptr;
    // They leave together when they are given up: a worker that never comes back is not destroyed
    // under its own call.
    QThread *m_thread = nullptr;
    Worker *m_worker = nullptr; // lives in m_thread, which deletes it
    std::shared_ptr<WorkerLine> m_line;
    QString m_directory;
    std::optional<Snapshot> m_snapshot;
    QString m_target;
    QFileSystemWatcher m_watcher;
    QTimer m_refreshSoon;
    QString m_busyText;
    int m_pending = 0;
    int m_generation = 0; // of the open project: answers for an earlier one are dropped
    bool m_running = false;
    bool m_snapshotAsked = false;
    RunEvent m_statement; // that runs

    QMutex m_passwordMutex;
    QWaitCondition m_passwordGiven;
    std::optional<QString> m_password;
    bool m_remember = false;
    bool m_leaving = false;
};

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

} // namespace Athanor
