// SPDX-License-Identifier: MIT
#pragma once

#include "database/journal.h"
#include "database/versiontable.h"
#include "diff/hazard.h"
#include "migrate/workspace.h"
#include "sql/script.h"

namespace Athanor {

// One statement a run will execute.
struct PlannedStatement
{
    QString sql; // as sent
    StatementKind kind = StatementKind::Sql;
    Place where; // in the revision file
    int number = 0; // in its section, from 1
    QString cumulativeSha256;
    QStringList directives;
    bool alreadyDone = false; // the journal says so: resume starts after it
};

struct PlannedRevision
{
    QString revision;
    Direction direction = Direction::Upgrade;
    std::vector<PlannedStatement> statements;
    HeadStep headStep; // what it does to alembic_version
};

// What a run will do, before it does anything: what --sql prints and the window shows.
struct RunPlan
{
    std::vector<PlannedRevision> revisions;
    [[nodiscard]] bool isEmpty() const { return revisions.empty(); }
    [[nodiscard]] int statementCount() const;
};

struct RunEvent
{
    enum Kind { RevisionStarted, StatementStarted, StatementDone, StatementFailed, StatementSkipped, RevisionDone } kind;
    QString revision;
    Direction direction = Direction::Upgrade;
    int statement = 0; // number in the section
    qint64 elapsedMs = 0; // of the statement
    qlonglong rowsAffected = -1;
    std::vector<CompileError> compileErrors;
    std::optional<Error> error;
};

// How a run talks to whoever started it. Both are called on the run's thread.
struct RunControl
{
    std::function<void(const RunEvent &)> report;
    std::function<bool()> stopRequested; // asked between statements
};

struct RunOutcome
{
    QStringList appliedRevisions; // in order
    std::optional<Error> stoppedBy; // a refused statement (kind Statement, place in the revision file) or Cancelled
    QString stoppedAt; // revision
    int stoppedAtStatement = 0;
};

// Plans check everything that can be known without running: NotReviewed (unless allowUnreviewed), broken files, an unfinished run
// (Semantic: says resume or rollback), a script edited under an applied prefix.
[[nodiscard]] Result<RunPlan> planUpgrade(const Workspace &workspace, Session &session, const QString &target,
                                          bool allowUnreviewed = false);
[[nodiscard]] Result<RunPlan> planDowngrade(const Workspace &workspace, Session &session, const QString &target);
// The unfinished run's remaining statements: the one that failed and what follows it.
[[nodiscard]] Result<RunPlan> planResume(const Workspace &workspace, Session &session);
// Undoes the statements an unfinished run has done, by the inverse of each on the replayed catalog.
[[nodiscard]] Result<RunPlan> planRollback(const Workspace &workspace, Session &session);

// Executes: lock, journal, statements, version table. An error of a statement is an outcome, not a failed Result.
[[nodiscard]] Result<RunOutcome> run(const Workspace &workspace, Session &session, const RunPlan &plan,
                                     const RunControl &control, const Clock &clock);

// Sets alembic_version without running anything.
[[nodiscard]] Result<> stamp(const Workspace &workspace, Session &session, const QStringList &revisions, bool purge);

} // namespace Athanor
