// SPDX-License-Identifier: MIT
#include "migrate/run.h"

#include "database/runlock.h"
#include "migrate/advice.h"
#include "migrate/recompile.h"
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

bool isPending(const PlannedStatement &statement)
{
    return !statement.alreadyDone;
}

bool hasDdl(const RunPlan &plan)
{
    for (const PlannedRevision &revision : plan.revisions) {
        if (std::any_of(revision.statements.begin(), revision.statements.end(),
                        [](const PlannedStatement &s) { return isPending(s) && isDdl(s.sql); }))
            return true;
    }
    return false;
}

// One run, from its lock to its end. Every step leaves the journal so that a crash right after it
// can be judged. A statement costs two round trips: its own, and the one that journals its outcome
// together with the intent of the next; a revision one more, for alembic_version.
class Runner
{
public:
    Runner(Session &session, const RunPlan &plan, const RunControl &control, const Clock &clock)
        : m_session(session)
        , m_plan(plan)
        , m_control(control)
        , m_clock(clock)
        , m_self(thisProcess(clock()))
    { }
    [[nodiscard]] Result<RunOutcome> run();

private:
    enum class Step { Go, Stop };
    using Statements = std::vector<PlannedStatement>;

    // A statement of the plan and what is to be known of its neighbourhood.
    struct Turn
    {
        const PlannedRevision &revision;
        const PlannedStatement &statement;
        bool isLast = false; // pending one of its revision
        // What runs after it. None where something else comes in between: the end, or a revision
        // that only moves alembic_version.
        const PlannedRevision *nextRevision = nullptr;
        const PlannedStatement *next = nullptr;
    };

    [[nodiscard]] Result<std::unique_ptr<RunLock>> prepare();
    [[nodiscard]] Result<Step> runRevision(size_t index);
    [[nodiscard]] Turn turnOf(size_t revision, size_t statement) const;
    [[nodiscard]] Result<> settleInterrupted(const PlannedRevision &revision);
    [[nodiscard]] Result<JournalEntry> intent(const Turn &turn);
    [[nodiscard]] Result<Step> runStatement(const Turn &turn);
    [[nodiscard]] Result<Execution> execute(const PlannedStatement &statement, bool inTransaction);
    // The outcome of a statement that is over, with the next intent; with the last one, all that
    // the revision changes in our tables.
    [[nodiscard]] Result<> settle(const Turn &turn, const JournalEntry &entry);
    [[nodiscard]] Result<> finishRevision(const PlannedRevision &revision);
    [[nodiscard]] Result<> finishEmptyRevision(const PlannedRevision &revision);
    [[nodiscard]] JournalEntry entryOf(const PlannedRevision &revision,
                                       const PlannedStatement &statement) const;
    [[nodiscard]] Step stop(const Turn &turn, const Error &why);
    void findInvalidated();
    void report(const RunEvent &event) const
    {
        if (m_control.report)
            m_control.report(event);
    }

    Session &m_session;
    const RunPlan &m_plan;
    const RunControl &m_control;
    const Clock &m_clock;
    LockHolder m_self;
    QString m_runId;
    std::vector<InvalidObject> m_invalidBefore;
    bool m_didDdl = false;
    std::optional<JournalEntry>
        m_intent; // journalled already, for the statement whose turn is next
    RunOutcome m_outcome;
};

Result<std::unique_ptr<RunLock>> Runner::prepare()
{
    Result<std::unique_ptr<RunLock>> lock = RunLock::acquire(m_session, m_self);
    if (!lock)
        return lock;
    if (const Result<> made = ensureVersionTable(m_session); !made)
        return Failure(made.error());
    if (const Result<> made = ensureJournal(m_session); !made)
        return Failure(made.error());
    // Between planning and the lock another run may have moved on.
    const Result<Bookmark> now = readBookmark(m_session);
    if (!now)
        return Failure(now.error());
    if (*now != Bookmark{m_plan.heads, m_plan.lastRunId}) {
        return failure(
            ErrorKind::Semantic,
            tr("Another run has changed this schema since the plan was made. Look at it again and "
               "start over; nothing was run."));
    }
    m_runId = runIdAfter(now->lastRunId);
    if (hasDdl(m_plan)) {
        Result<std::vector<InvalidObject>> invalid = readInvalidObjects(m_session);
        if (!invalid)
            return Failure(invalid.error());
        m_invalidBefore = std::move(*invalid);
    }
    return lock;
}

// News beside the run's outcome: where it cannot be had, the outcome stands without it.
void Runner::findInvalidated()
{
    if (!m_didDdl)
        return;
    const Result<std::vector<InvalidObject>> invalid = readInvalidObjects(m_session);
    if (!invalid)
        return;
    m_outcome.invalidated = invalidatedBetween(m_invalidBefore, *invalid);
    if (m_outcome.invalidated.empty())
        return;
    RunEvent event;
    event.kind = RunEvent::ObjectsInvalidated;
    event.invalidated = m_outcome.invalidated;
    report(event);
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

Runner::Step Runner::stop(const Turn &turn, const Error &why)
{
    m_outcome.stoppedBy = why;
    m_outcome.stoppedAt = turn.revision.revision;
    m_outcome.stoppedAtStatement = turn.statement.number;
    return Step::Stop;
}

Runner::Turn Runner::turnOf(size_t revision, size_t statement) const
{
    const PlannedRevision &own = m_plan.revisions[revision];
    Turn turn{own, own.statements[statement]};
    const auto next = std::find_if(own.statements.begin() + qsizetype(statement) + 1,
                                   own.statements.end(), isPending);
    turn.isLast = next == own.statements.end();
    if (!turn.isLast) {
        turn.nextRevision = &own;
        turn.next = &*next;
    } else if (revision + 1 < m_plan.revisions.size()) {
        const PlannedRevision &following = m_plan.revisions[revision + 1];
        const auto first =
            std::find_if(following.statements.begin(), following.statements.end(), isPending);
        if (first != following.statements.end()) {
            turn.nextRevision = &following;
            turn.next = &*first;
        }
    }
    return turn;
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

Result<> Runner::settle(const Turn &turn, const JournalEntry &entry)
{
    const bool failed = entry.status == JournalStatus::Failed;
    Result<> done;
    if (turn.isLast && !failed) {
        if (!m_session.inTransaction())
            done = m_session.begin();
        if (done)
            done = finishRevision(turn.revision);
    }
    std::optional<JournalEntry> next;
    if (turn.next && !failed)
        next = entryOf(*turn.nextRevision, *turn.next);
    if (done)
        done = journalFinished(m_session, entry, next ? &*next : nullptr);
    if (done)
        m_intent = next;
    else if (m_session.inTransaction())
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
    return journalFinished(m_session, entry);
}

// Written and committed before the statement is sent.
Result<JournalEntry> Runner::intent(const Turn &turn)
{
    if (m_intent) {
        JournalEntry entry = std::move(*m_intent);
        m_intent.reset();
        return entry;
    }
    JournalEntry entry = entryOf(turn.revision, turn.statement);
    if (const Result<> started = journalStarted(m_session, entry); !started)
        return Failure(started.error());
    return entry;
}

Result<Execution> Runner::execute(const PlannedStatement &statement, bool inTransaction)
{
    if (inTransaction) {
        if (const Result<> begun = m_session.begin(); !begun)
            return Failure(begun.error());
    }
    Result<Execution> done = [&] {
        const StatementStopper::Watch watch(m_control.stopper.get());
        return m_session.execute(statement.sql);
    }();
    if (!done && m_session.inTransaction())
        (void)m_session.rollback();
    return done;
}

// The verb that takes up a run that stands.
QString goesOnWith(Direction direction)
{
    switch (direction) {
    case Direction::Upgrade:
    case Direction::Downgrade:
        return u"athanor resume"_s;
    case Direction::Rollback:
        return u"athanor rollback"_s;
    case Direction::Revert: // planned anew from what is there
        return u"athanor drift --revert"_s;
    }
    return {};
}

QString whatNext(ErrorKind kind, const PlannedRevision &revision, qsizetype doneBefore)
{
    const QString verb = goesOnWith(revision.direction);
    if (kind == ErrorKind::Connection) {
        return tr("Whether this statement took effect is found out when you connect again and run "
                  "“%1”.")
            .arg(verb);
    }
    switch (revision.direction) {
    case Direction::Rollback:
        return tr("The rollback stands here; “%1” goes on from it.").arg(verb);
    case Direction::Revert:
        return tr("What ran before it is done; “athanor drift” shows what is left, “%1” takes that "
                  "back.")
            .arg(verb);
    case Direction::Upgrade:
    case Direction::Downgrade:
        break;
    }
    if (kind == ErrorKind::Cancelled)
        return tr("Go on with it by “%1”, or undo what ran before it with “athanor rollback”.")
            .arg(verb);
    if (doneBefore == 0)
        return tr("Nothing of this revision took effect. Fix the cause or the script and run it "
                  "again.");
    return tr("%1 statement(s) before it took effect. Fix the cause or this statement and run "
              "“%2”, or undo them with “athanor rollback”.")
        .arg(QString::number(doneBefore), verb);
}

Error located(const Error &error, const PlannedRevision &revision,
              const PlannedStatement &statement)
{
    const auto doneBefore =
        std::count_if(revision.statements.begin(), revision.statements.end(),
                      [&](const PlannedStatement &s) { return s.number < statement.number; });
    Error result = error;
    result.where = statement.where;
    QStringList advice;
    if (const QString own = statementAdvice(error.oraCode); !own.isEmpty())
        advice += own;
    if (error.kind == ErrorKind::Cancelled)
        advice += tr("It was stopped while it ran; the database has undone what it had begun.");
    advice += whatNext(error.kind, revision, doneBefore);
    if (!result.context.isEmpty())
        advice.prepend(result.context);
    result.context = advice.join(u' ');
    return result;
}

QString stoppedText(const PlannedRevision &revision, const PlannedStatement &statement)
{
    const QString verb = goesOnWith(revision.direction);
    switch (revision.direction) {
    case Direction::Upgrade:
    case Direction::Downgrade:
        return tr("Stopped before statement %1 of revision %2, as you asked. Go on with “%3”, or "
                  "“athanor %4” where nothing of it has run yet.")
            .arg(QString::number(statement.number), revision.revision, verb,
                 toString(revision.direction));
    case Direction::Rollback:
        return tr("Stopped before statement %1 of the rollback of %2, as you asked. Go on with "
                  "“%3”.")
            .arg(QString::number(statement.number), revision.revision, verb);
    case Direction::Revert:
        return tr("Stopped, as you asked. “athanor drift” shows what is left, “%1” takes that "
                  "back.")
            .arg(verb);
    }
    return {};
}

Error stoppedBefore(const PlannedRevision &revision, const PlannedStatement &statement)
{
    return {ErrorKind::Cancelled, stoppedText(revision, statement), 0, statement.where, {}};
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

Result<Runner::Step> Runner::runStatement(const Turn &turn)
{
    const PlannedStatement &statement = turn.statement;
    RunEvent event;
    event.kind = RunEvent::StatementStarted;
    event.revision = turn.revision.revision;
    event.direction = turn.revision.direction;
    event.statement = statement.number;
    report(event);

    Result<JournalEntry> entry = intent(turn);
    if (!entry)
        return Failure(entry.error());
    QElapsedTimer timer;
    timer.start();
    const bool ddl = isDdl(statement.sql);
    const Result<Execution> done = execute(statement, !ddl);
    m_didDdl = m_didDdl || (ddl && done);
    event.elapsedMs = timer.elapsed();
    entry->finishedAt = m_clock();

    if (done) {
        entry->status = JournalStatus::Done;
        entry->error = inOneText(done->compileErrors);
        event.kind = RunEvent::StatementDone;
        event.rowsAffected = done->rowsAffected;
        event.compileErrors = done->compileErrors;
        m_outcome.compileErrors.insert(m_outcome.compileErrors.end(), done->compileErrors.begin(),
                                       done->compileErrors.end());
    } else {
        entry->error = done.error().oraCode != 0
            ? oraCodeText(done.error().oraCode) + u": "_s + done.error().message
            : done.error().message;
        event.error = located(done.error(), turn.revision, statement);
        const bool isTolerated = tolerates(statement.directives, done.error().oraCode);
        entry->status = isTolerated ? JournalStatus::Skipped : JournalStatus::Failed;
        event.kind = isTolerated ? RunEvent::StatementSkipped : RunEvent::StatementFailed;
    }
    // Of a lost connection nothing can be written, and `started` is the truth.
    const bool isLost = !done && done.error().kind == ErrorKind::Connection;
    if (!isLost) {
        if (const Result<> settled = settle(turn, *entry); !settled) {
            Error why = settled.error();
            if (!done) { // its own text is nowhere else: the row that would hold it is not written
                const QString refused = tr("The statement was refused: %1").arg(entry->error);
                why.context = why.context.isEmpty() ? refused : why.context + u' ' + refused;
            }
            const bool isStop = why.kind == ErrorKind::Connection;
            event.kind = RunEvent::StatementFailed;
            event.error = isStop ? located(why, turn.revision, statement) : why;
            report(event);
            return isStop ? Result<Step>(stop(turn, *event.error)) : Result<Step>(Failure(why));
        }
    }
    report(event);
    if (event.kind != RunEvent::StatementFailed)
        return Step::Go;
    return stop(turn, *event.error);
}

Result<Runner::Step> Runner::runRevision(size_t index)
{
    const PlannedRevision &revision = m_plan.revisions[index];
    RunEvent event;
    event.kind = RunEvent::RevisionStarted;
    event.revision = revision.revision;
    event.direction = revision.direction;
    report(event);
    if (const Result<> settled = settleInterrupted(revision); !settled)
        return Failure(settled.error());

    for (size_t i = 0; i < revision.statements.size(); ++i) {
        const PlannedStatement &statement = revision.statements[i];
        if (statement.alreadyDone) {
            // Settings of a session went with the session that was interrupted.
            if (isSessionSetting(statement.sql)) {
                if (const Result<Execution> again = m_session.execute(statement.sql); !again)
                    return Failure(again.error());
            }
            continue;
        }
        const Turn turn = turnOf(index, i);
        if (m_control.stopRequested && m_control.stopRequested())
            return stop(turn, stoppedBefore(revision, statement));
        const Result<Step> step = runStatement(turn);
        if (!step || *step == Step::Stop)
            return step;
    }
    if (std::none_of(revision.statements.begin(), revision.statements.end(), isPending)) {
        if (const Result<> done = finishEmptyRevision(revision); !done)
            return Failure(done.error());
    }
    event.kind = RunEvent::RevisionDone;
    report(event);
    m_outcome.appliedRevisions += revision.revision;
    return Step::Go;
}

// Nothing (left) to execute: the bookkeeping alone.
Result<> Runner::finishEmptyRevision(const PlannedRevision &revision)
{
    if (Result<> begun = m_session.begin(); !begun)
        return begun;
    Result<> done = finishRevision(revision);
    if (done)
        done = m_session.commit();
    if (!done && m_session.inTransaction())
        (void)m_session.rollback();
    return done;
}

Result<RunOutcome> Runner::run()
{
    const Result<std::unique_ptr<RunLock>> lock = prepare();
    if (!lock)
        return Failure(lock.error());
    Result<Step> step = Step::Go;
    for (size_t i = 0; i < m_plan.revisions.size() && step && *step == Step::Go; ++i)
        step = runRevision(i);
    // The run ends between two statements. If this cannot be written, the row stays `started`, and
    // resume finds out that nothing happened.
    if (m_intent)
        (void)journalWithdrawn(m_session, *m_intent);
    findInvalidated();
    if (!step)
        return Failure(step.error());
    return std::move(m_outcome);
}

} // namespace

Result<RunOutcome> run(const Workspace &, Session &session, const RunPlan &plan,
                       const RunControl &control, const Clock &clock)
{
    if (plan.isEmpty())
        return RunOutcome();
    return Runner(session, plan, control, clock).run();
}

} // namespace Athanor
