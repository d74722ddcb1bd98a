// SPDX-License-Identifier: MIT
#pragma once

#include "database/invalidobjects.h"
#include "database/journal.h"
#include "database/statementstopper.h"
#include "database/versiontable.h"
#include "migrate/workspace.h"
#include "sql/script.h"

namespace Athanor {

// One statement a run will execute.
struct PlannedStatement
{
    QString sql; // as sent
    StatementKind kind = StatementKind::Sql;
    Place where; // in the revision file; none of a rollback's, which is in no file
    int number = 0; // in its section, from 1
    QString cumulativeSha256;
    QStringList directives;
    bool alreadyDone =
        false; // the journal, or after a crash the dictionary, says so: resume starts after it
};

struct PlannedRevision
{
    QString revision;
    Direction direction = Direction::Upgrade;
    std::vector<PlannedStatement> statements;
    HeadStep
        headStep; // what it does to alembic_version, in one transaction with its last statement
    // After a crash: the row that says `started`, with the status that the dictionary proved.
    std::optional<JournalEntry> interrupted;
    // Of a rollback: the rows of the half-way run whose statements it undoes.
    std::vector<JournalEntry> undoes;
};

// What a run will do, before it does anything: what --sql prints and the window shows.
struct RunPlan
{
    std::vector<PlannedRevision> revisions;
    QStringList
        remarks; // what the user should know first: rows that a rollback cannot bring back …
    QStringList heads; // alembic_version as it was planned from
    QString lastRunId; // the journal's newest run then

    [[nodiscard]] bool isEmpty() const { return revisions.empty(); }
    [[nodiscard]] int statementCount() const; // still to be executed
};

struct RunEvent
{
    enum Kind {
        RevisionStarted,
        StatementStarted,
        StatementDone,
        StatementFailed,
        StatementSkipped, // refused with an error that its directive tolerates
        RevisionDone,
        ObjectsInvalidated // by the DDL of the run, when it is over
    } kind = RevisionStarted;
    QString revision;
    Direction direction = Direction::Upgrade;
    int statement = 0; // number in the section
    qint64 elapsedMs = 0; // of the statement
    qlonglong rowsAffected = -1;
    std::vector<CompileError> compileErrors; // the unit exists, invalid; the run goes on
    std::optional<Error> error;
    std::vector<InvalidObject> invalidated;
};

// How a run talks to whoever started it. Both are called on the run's thread.
struct RunControl
{
    std::function<void(const RunEvent &)> report;
    std::function<bool()> stopRequested; // asked between statements
    // What another thread may stop a statement of the script with; null: nothing. Its bookkeeping
    // is never stopped. Shared with whoever stops: he may press the button when the run is over.
    std::shared_ptr<StatementStopper> stopper;
};

struct RunOutcome
{
    QStringList appliedRevisions; // in order; of a downgrade, those that were undone
    // A refused statement (kind Statement, place in the revision file), a lost connection, or
    // Cancelled.
    std::optional<Error> stoppedBy;
    QString stoppedAt; // revision
    int stoppedAtStatement = 0;
    std::vector<CompileError> compileErrors; // of all units, in order
    // What was valid before the run and is not after it; recompile() may mend it. Asked for only
    // when the run did DDL.
    std::vector<InvalidObject> invalidated;
};

// Plans check everything that can be known without running: NotReviewed (unless allowUnreviewed),
// broken files, an unfinished run (Semantic: says resume or rollback). An empty target is "head".
[[nodiscard]] Result<RunPlan> planUpgrade(const Workspace &workspace, Session &session,
                                          const QString &target, bool allowUnreviewed = false);
// A target as RevisionGraph::resolve reads it: "base", "-1", an id. Reviewed too: a downgrade drops
// things.
[[nodiscard]] Result<RunPlan> planDowngrade(const Workspace &workspace, Session &session,
                                            const QString &target, bool allowUnreviewed = false);

// What the user knows about a statement that a crash interrupted; asked for only where the
// dictionary cannot tell.
enum class CrashAnswer { Unknown, TookEffect, TookNoEffect };

// The unfinished run's remaining statements: the one that failed and what follows it; none where
// nothing stands half-way. The applied
// prefix must be as it was run (Semantic otherwise), the remainder may have been edited. A
// statement that a crash interrupted is judged by the live dictionary against the replayed catalog
// before and after it; where neither holds, Ambiguous says so and `answer` decides.
[[nodiscard]] Result<RunPlan> planResume(const Workspace &workspace, Session &session,
                                         CrashAnswer answer = CrashAnswer::Unknown,
                                         bool allowUnreviewed = false);
// Undoes what an unfinished run has done: from the live dictionary back to the replayed catalog
// before it, touching only objects that the run touched. An interrupted rollback is planned again
// from what it left.
[[nodiscard]] Result<RunPlan> planRollback(const Workspace &workspace, Session &session);

// Executes: lock, journal, statements, version table. An error of a statement is an outcome, not a
// failed Result. Refuses (Semantic) a plan that alembic_version or the journal has left behind.
[[nodiscard]] Result<RunOutcome> run(const Workspace &workspace, Session &session,
                                     const RunPlan &plan, const RunControl &control,
                                     const Clock &clock);

// Sets alembic_version without running anything, as Alembic's stamp: heads of the same lineage are
// replaced, `purge` empties the table first. Revisions are words (ids, "head", "heads", "base").
// Half-way runs count as settled by it.
[[nodiscard]] Result<> stamp(const Workspace &workspace, Session &session,
                             const QStringList &revisions, bool purge,
                             const Clock &clock = systemClock());

} // namespace Athanor
