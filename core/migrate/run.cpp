// SPDX-License-Identifier: MIT
#include "migrate/run.h"

#include "database/runlock.h"
#include "migrate/advice.h"
#include "migrate/section.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Run", text);
}

// One run, from its lock to its end. Every step leaves the journal so that a crash right after it
// can be judged.
class Runner
{
public:
    Runner(Session &session, const RunControl &control, const Clock &clock)
        : m_session(session)
        , m_control(control)
        , m_clock(clock)
        , m_self(thisProcess(clock()))
    { }
    [[nodiscard]] Result<RunOutcome> run(const RunPlan &plan);

private:
    enum class Step { Go, Stop };

    [[nodiscard]] Result<std::unique_ptr<RunLock>> prepare(const RunPlan &plan);
    [[nodiscard]] Result<Step> runRevision(const PlannedRevision &revision);
    [[nodiscard]] Result<> settleInterrupted(const PlannedRevision &revision);
    [[nodiscard]] Result<Step> runStatement(const PlannedRevision &revision,
                                            const PlannedStatement &statement, bool isLast);
    [[nodiscard]] Result<Execution> execute(const PlannedStatement &statement, bool inTransaction);
    // The outcome of a statement that is over; with the last one, all that the revision changes in
    // our tables.
    [[nodiscard]] Result<> settle(const PlannedRevision &revision, const JournalEntry &entry,
                                  bool isLast, bool inTransaction);
    [[nodiscard]] Result<> finishRevision(const PlannedRevision &revision);
    [[nodiscard]] JournalEntry entryOf(const PlannedRevision &revision,
                                       const PlannedStatement &statement) const;
    [[nodiscard]] Step stop(const PlannedRevision &revision, int statement, const Error &why);
    void report(const RunEvent &event) const
    {
        if (m_control.report)
            m_control.report(event);
    }

    Session &m_session;
    const RunControl &m_control;
    const Clock &m_clock;
    LockHolder m_self;
    QString m_runId;
    RunOutcome m_outcome;
};

Result<std::unique_ptr<RunLock>> Runner::prepare(const RunPlan &plan)
{
    Result<std::unique_ptr<RunLock>> lock = RunLock::acquire(m_session, m_self);
    if (!lock)
        return lock;
    if (const Result<> made = ensureVersionTable(m_session); !made)
        return Failure(made.error());
    if (const Result<> made = ensureJournal(m_session); !made)
        return Failure(made.error());
    // Between planning and the lock another run may have moved on.
    const Result<QStringList> heads = readHeads(m_session);
    if (!heads)
        return Failure(heads.error());
    const Result<std::vector<JournalEntry>> journal = readJournal(m_session);
    if (!journal)
        return Failure(journal.error());
    const QString lastRunId = journal->empty() ? QString() : journal->back().runId;
    if (*heads != plan.heads || lastRunId != plan.lastRunId) {
        return failure(
            ErrorKind::Semantic,
            tr("Another run has changed this schema since the plan was made. Look at it again and "
               "start over; nothing was run."));
    }
    m_runId = nextRunId(*journal);
    return lock;
}

JournalEntry Runner::entryOf(const PlannedRevision &revision,
                             const PlannedStatement &statement) const
{
    JournalEntry entry;
    entry.runId = m_runId;
    entry.revision = revision.revision;
    entry.direction = revision.direction;
    entry.statementNo = statement.number;
    entry.statementSha256 = statement.cumulativeSha256;
    entry.status = JournalStatus::Started;
    entry.startedAt = m_clock();
    entry.appliedBy = m_self.holder;
    entry.host = m_self.host;
    return entry;
}

Runner::Step Runner::stop(const PlannedRevision &revision, int statement, const Error &why)
{
    m_outcome.stoppedBy = why;
    m_outcome.stoppedAt = revision.revision;
    m_outcome.stoppedAtStatement = statement;
    return Step::Stop;
}

Result<> Runner::finishRevision(const PlannedRevision &revision)
{
    if (!revision.headStep.isEmpty()) {
        if (Result<> moved = applyHeadStep(m_session, revision.headStep); !moved)
            return moved;
    }
    for (JournalEntry undone : revision.undoes) {
        undone.runId = m_runId;
        undone.status = JournalStatus::Undone;
        undone.startedAt = m_clock();
        undone.finishedAt = undone.startedAt;
        undone.error.clear();
        undone.appliedBy = m_self.holder;
        undone.host = m_self.host;
        if (Result<> recorded = journalRecorded(m_session, undone); !recorded)
            return recorded;
    }
    return {};
}

Result<> Runner::settle(const PlannedRevision &revision, const JournalEntry &entry, bool isLast,
                        bool inTransaction)
{
    if (!inTransaction) {
        if (Result<> begun = m_session.begin(); !begun)
            return begun;
    }
    Result<> done = journalFinished(m_session, entry);
    if (done && isLast && entry.status != JournalStatus::Failed)
        done = finishRevision(revision);
    if (done)
        done = m_session.commit();
    if (!done && m_session.inTransaction())
        (void)m_session.rollback();
    return done;
}

// A crash left this row `started`; the plan says what the dictionary proved.
Result<> Runner::settleInterrupted(const PlannedRevision &revision)
{
    if (!revision.interrupted)
        return {};
    JournalEntry entry = *revision.interrupted;
    entry.finishedAt = m_clock();
    return settle(revision, entry, false, false);
}

Result<Execution> Runner::execute(const PlannedStatement &statement, bool inTransaction)
{
    if (inTransaction) {
        if (const Result<> begun = m_session.begin(); !begun)
            return Failure(begun.error());
    }
    Result<Execution> done = m_session.execute(statement.sql);
    if (!done && m_session.inTransaction())
        (void)m_session.rollback();
    return done;
}

Error located(const Error &error, const PlannedRevision &revision,
              const PlannedStatement &statement, int doneBefore)
{
    Error result = error;
    result.where = statement.where;
    QStringList advice;
    if (const QString own = statementAdvice(error.oraCode); !own.isEmpty())
        advice += own;
    if (error.kind == ErrorKind::Connection) {
        advice += tr("Whether this statement took effect is found out when you connect again and "
                     "run “athanor resume”.");
    } else if (revision.direction == Direction::Rollback) {
        advice += tr("The rollback stands here; “athanor rollback” goes on from it.");
    } else if (doneBefore > 0) {
        advice += tr("%n statement(s) before it took effect. Fix the cause or this statement and "
                     "run “athanor "
                     "resume”, or undo them with “athanor rollback”.")
                      .replace("%n"_L1, QString::number(doneBefore));
    } else {
        advice += tr(
            "Nothing of this revision took effect. Fix the cause or the script and run it again.");
    }
    if (!result.context.isEmpty())
        advice.prepend(result.context);
    result.context = advice.join(u' ');
    return result;
}

QString inOneText(const std::vector<CompileError> &errors)
{
    QStringList lines;
    for (const CompileError &error : errors) {
        lines += u"%1 %2, %3:%4: %5"_s.arg(error.type, error.object, QString::number(error.line),
                                           QString::number(error.column), error.message);
    }
    return lines.join(u'\n');
}

Result<Runner::Step> Runner::runStatement(const PlannedRevision &revision,
                                          const PlannedStatement &statement, bool isLast)
{
    RunEvent event;
    event.kind = RunEvent::StatementStarted;
    event.revision = revision.revision;
    event.direction = revision.direction;
    event.statement = statement.number;
    report(event);

    JournalEntry entry = entryOf(revision, statement);
    if (const Result<> started = journalStarted(m_session, entry); !started)
        return Failure(started.error());

    const bool inTransaction = !isDdl(statement.sql);
    QElapsedTimer timer;
    timer.start();
    const Result<Execution> done = execute(statement, inTransaction);
    event.elapsedMs = timer.elapsed();
    entry.finishedAt = m_clock();

    if (done) {
        entry.status = JournalStatus::Done;
        entry.error = inOneText(done->compileErrors);
        if (const Result<> settled = settle(revision, entry, isLast, inTransaction); !settled)
            return Failure(settled.error());
        event.kind = RunEvent::StatementDone;
        event.rowsAffected = done->rowsAffected;
        event.compileErrors = done->compileErrors;
        m_outcome.compileErrors.insert(m_outcome.compileErrors.end(), done->compileErrors.begin(),
                                       done->compileErrors.end());
        report(event);
        return Step::Go;
    }

    const int doneBefore = int(std::count_if(
        revision.statements.begin(), revision.statements.end(),
        [&statement](const PlannedStatement &s) { return s.number < statement.number; }));
    const Error error = located(done.error(), revision, statement, doneBefore);
    event.error = error;
    const std::vector<int> tolerated = toleratedCodes(statement);
    if (done.error().oraCode != 0
        && std::find(tolerated.begin(), tolerated.end(), done.error().oraCode) != tolerated.end()) {
        entry.status = JournalStatus::Skipped;
        entry.error = oraCodeText(done.error().oraCode) + u": "_s + done.error().message;
        if (const Result<> settled = settle(revision, entry, isLast, false); !settled)
            return Failure(settled.error());
        event.kind = RunEvent::StatementSkipped;
        report(event);
        return Step::Go;
    }

    event.kind = RunEvent::StatementFailed;
    if (done.error().kind
        != ErrorKind::Connection) { // else nothing can be written, and `started` is the truth
        entry.status = JournalStatus::Failed;
        entry.error = done.error().oraCode != 0
            ? oraCodeText(done.error().oraCode) + u": "_s + done.error().message
            : done.error().message;
        if (const Result<> settled = settle(revision, entry, isLast, false); !settled)
            return Failure(settled.error());
    }
    report(event);
    return stop(revision, statement.number, error);
}

Result<Runner::Step> Runner::runRevision(const PlannedRevision &revision)
{
    RunEvent event;
    event.kind = RunEvent::RevisionStarted;
    event.revision = revision.revision;
    event.direction = revision.direction;
    report(event);
    if (const Result<> settled = settleInterrupted(revision); !settled)
        return Failure(settled.error());

    const auto last = std::find_if(revision.statements.rbegin(), revision.statements.rend(),
                                   [](const PlannedStatement &s) { return !s.alreadyDone; });
    const int lastNumber = last == revision.statements.rend() ? 0 : last->number;
    for (const PlannedStatement &statement : revision.statements) {
        if (statement.alreadyDone) {
            // Settings of a session went with the session that was interrupted.
            if (isSessionSetting(statement.sql)) {
                if (const Result<Execution> again = m_session.execute(statement.sql); !again)
                    return Failure(again.error());
            }
            continue;
        }
        if (m_control.stopRequested && m_control.stopRequested()) {
            Error error{ErrorKind::Cancelled,
                        tr("Stopped before statement %1 of revision %2, as you asked. Go on with "
                           "“athanor resume”, or "
                           "“athanor upgrade” where nothing of it has run yet.")
                            .arg(QString::number(statement.number), revision.revision),
                        0,
                        statement.where,
                        {}};
            return stop(revision, statement.number, error);
        }
        const Result<Step> step = runStatement(revision, statement, statement.number == lastNumber);
        if (!step || *step == Step::Stop)
            return step;
    }
    if (lastNumber == 0) { // nothing (left) to execute: the bookkeeping alone
        if (const Result<> begun = m_session.begin(); !begun)
            return Failure(begun.error());
        Result<> done = finishRevision(revision);
        if (done)
            done = m_session.commit();
        if (!done) {
            if (m_session.inTransaction())
                (void)m_session.rollback();
            return Failure(done.error());
        }
    }
    event.kind = RunEvent::RevisionDone;
    report(event);
    m_outcome.appliedRevisions += revision.revision;
    return Step::Go;
}

Result<RunOutcome> Runner::run(const RunPlan &plan)
{
    const Result<std::unique_ptr<RunLock>> lock = prepare(plan);
    if (!lock)
        return Failure(lock.error());
    for (const PlannedRevision &revision : plan.revisions) {
        const Result<Step> step = runRevision(revision);
        if (!step)
            return Failure(step.error());
        if (*step == Step::Stop)
            break;
    }
    return std::move(m_outcome);
}

} // namespace

Result<RunOutcome> run(const Workspace &, Session &session, const RunPlan &plan,
                       const RunControl &control, const Clock &clock)
{
    if (plan.isEmpty())
        return RunOutcome();
    return Runner(session, control, clock).run(plan);
}

} // namespace Athanor
