// SPDX-License-Identifier: MIT
#include "base/digest.h"
#include "database/runlock.h"
#include "migrate/drift.h"
#include "migrate/section.h"
#include "migrate/standing.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Drift", text);
}

// alembic_version and the journal, in one transaction. `isInDoubt`: its COMMIT was not answered.
Result<> record(Session &session, const Project &project, const Revision &revision,
                const HeadStep &step, const std::vector<JournalEntry> &journal,
                const LockHolder &self, const Clock &clock, bool &isInDoubt)
{
    const Result<std::vector<PlannedStatement>> statements =
        statementsToRead(revision, Direction::Upgrade, project);
    if (!statements)
        return Failure(statements.error());
    if (Result<> begun = session.begin(); !begun)
        return begun;
    Result<> done = applyHeadStep(session, step);
    const QString runId = nextRunId(journal);
    for (const PlannedStatement &statement : *statements) {
        if (!done)
            break;
        JournalEntry entry;
        entry.runId = runId;
        entry.revision = revision.id;
        entry.direction = Direction::Upgrade;
        entry.statementNo = statement.number;
        entry.statementSha256 = statement.cumulativeSha256;
        entry.status = JournalStatus::Skipped;
        entry.startedAt = clock();
        entry.finishedAt = entry.startedAt;
        entry.error = tr("adopted: it was there already, nothing was run");
        entry.appliedBy = self.holder;
        entry.host = self.host;
        done = journalRecorded(session, entry);
    }
    if (done) {
        done = session.commit();
        isInDoubt = !done && done.error().kind == ErrorKind::Connection;
    }
    if (!done && session.inTransaction())
        (void)session.rollback();
    return done;
}

Result<> recordUnderLock(const Workspace &workspace, Session &session, const Revision &revision,
                         const Standing &before, const Clock &clock, bool &isInDoubt)
{
    const LockHolder self = thisProcess(clock());
    const Result<std::unique_ptr<RunLock>> lock = RunLock::acquire(session, self);
    if (!lock)
        return Failure(lock.error());
    if (Result<> made = ensureVersionTable(session); !made)
        return made;
    if (Result<> made = ensureJournal(session); !made)
        return made;
    const Result<Standing> now = readStanding(workspace, session);
    if (!now)
        return Failure(now.error());
    if (now->heads != before.heads || now->lastRunId() != before.lastRunId()) {
        return failure(ErrorKind::Semantic,
                       tr("Another run has changed this schema meanwhile. Look at the drift again; "
                          "nothing was adopted."));
    }
    std::vector<Revision> revisions = workspace.graph.revisions();
    revisions.push_back(revision);
    const Result<RevisionGraph> graph = RevisionGraph::make(std::move(revisions));
    if (!graph)
        return Failure(graph.error());
    return record(session, workspace.project, revision,
                  upgradeStep(*graph, revision.id, now->heads), now->journal, self, clock,
                  isInDoubt);
}

} // namespace

Result<std::optional<Revision>> adoptDrift(const Workspace &workspace, Session &session,
                                           const DriftOptions &options, const QString &message,
                                           const Clock &clock)
{
    if (const Result<> ready = requireAtHead(workspace, session); !ready)
        return Failure(ready.error());
    // Before the dictionary: whoever runs while it is read has written the journal since.
    const Result<Standing> before = readStanding(workspace, session);
    if (!before)
        return Failure(before.error());
    DriftOptions adopting = options;
    adopting.withNamed = true; // who names an object says that it is his
    const Result<Drift> drift = readDrift(workspace, session, adopting);
    if (!drift)
        return Failure(drift.error());
    if (drift->isEmpty())
        return std::optional<Revision>();
    Revision revision;
    revision.message = message.simplified();
    if (revision.message.isEmpty())
        return failure(ErrorKind::Usage,
                       tr("A revision needs a message (-m) that says what it does."));
    do {
        revision.id = newRevisionId();
    } while (workspace.graph.find(revision.id));
    revision.revises = workspace.graph.heads();
    revision.created = clock();
    revision.upgrade = scriptText(drift->difference.scripts.upgrade);
    revision.downgrade = scriptText(drift->difference.scripts.downgrade);
    Result<Revision> written =
        writeRevision(revision, workspace.project.path(workspace.project.versionsDirectory));
    if (!written)
        return Failure(written.error());
    // The file comes first: a target at a revision that no file is would be worse than a pending
    // one.
    bool isInDoubt = false;
    if (const Result<> recorded =
            recordUnderLock(workspace, session, *written, *before, clock, isInDoubt);
        !recorded) {
        Error error = recorded.error();
        if (!isInDoubt) {
            QFile::remove(written->file);
            return Failure(error);
        }
        const QString doubt =
            tr("Whether %1 is recorded, “athanor current” says; its file stays.").arg(written->id);
        error.context = error.context.isEmpty() ? doubt : error.context + u' ' + doubt;
        return Failure(error);
    }
    return std::optional<Revision>(std::move(*written));
}

} // namespace Athanor
