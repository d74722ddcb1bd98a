// SPDX-License-Identifier: MIT
#include "database/runlock.h"
#include "migrate/attempts.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// As Alembic's stamp: heads of the same lineage give way, others stay.
QStringList stampedHeads(const RevisionGraph &graph, const QStringList &heads,
                         const QStringList &wanted, bool toBase)
{
    if (toBase)
        return {};
    QStringList result;
    for (const QString &head : heads) {
        bool isRelated = false;
        for (const QString &one : wanted)
            isRelated = isRelated || graph.ancestors({one}).contains(head)
                || graph.ancestors({head}).contains(one);
        if (!isRelated)
            result += head;
    }
    for (const QString &one : wanted) {
        QStringList others = wanted;
        others.removeAll(one);
        if (!result.contains(one) && !graph.ancestors(others).contains(one))
            result += one;
    }
    result.sort();
    return result;
}

// Whatever stood half-way, or had been run and is not applied any more, is settled by the stamp.
Result<> settleJournal(Session &session, const Workspace &workspace, const QStringList &heads,
                       const Clock &clock)
{
    const Result<std::vector<JournalEntry>> journal = readJournal(session);
    if (!journal)
        return Failure(journal.error());
    const QStringList applied = workspace.graph.ancestors(heads);
    const LockHolder self = thisProcess(clock());
    const QString runId = nextRunId(*journal);
    for (const auto &[id, attempt] : attempts(*journal)) {
        const bool isApplied = applied.contains(id);
        if (isApplied == (attempt.direction == Direction::Upgrade))
            continue;
        for (const auto &[number, row] : attempt.statements) {
            if (row.status == JournalStatus::Failed)
                continue;
            JournalEntry undone = row;
            undone.runId = runId;
            undone.status = JournalStatus::Undone;
            undone.startedAt = clock();
            undone.finishedAt = undone.startedAt;
            undone.error = QCoreApplication::translate("Athanor::Stamp", "stamped");
            undone.appliedBy = self.holder;
            undone.host = self.host;
            if (Result<> recorded = journalRecorded(session, undone); !recorded)
                return recorded;
        }
    }
    return {};
}

} // namespace

Result<> stamp(const Workspace &workspace, Session &session, const QStringList &revisions,
               bool purge, const Clock &clock)
{
    if (Result<> whole = checkRevisions(workspace); !whole)
        return whole;
    QStringList wanted;
    bool toBase = revisions.isEmpty();
    for (const QString &word : revisions) {
        const Result<QStringList> ids = workspace.graph.resolveAll(word);
        if (!ids)
            return Failure(ids.error());
        toBase = toBase || ids->isEmpty();
        wanted += *ids;
    }
    const Result<std::unique_ptr<RunLock>> lock = RunLock::acquire(session, thisProcess(clock()));
    if (!lock)
        return Failure(lock.error());
    if (Result<> made = ensureVersionTable(session); !made)
        return made;
    if (Result<> made = ensureJournal(session); !made)
        return made;
    const Result<QStringList> heads = readHeads(session);
    if (!heads)
        return Failure(heads.error());
    const QStringList after =
        stampedHeads(workspace.graph, purge ? QStringList() : *heads, wanted, toBase);
    HeadStep step;
    for (const QString &head : *heads) {
        if (!after.contains(head))
            step.remove += head;
    }
    for (const QString &head : after) {
        if (!heads->contains(head))
            step.add += head;
    }
    if (step.remove.size() == 1 && step.add.size() == 1) { // as Alembic: one row moves
        step.from = step.remove.takeFirst();
        step.to = step.add.takeFirst();
    }
    if (Result<> begun = session.begin(); !begun)
        return begun;
    Result<> done = applyHeadStep(session, step);
    if (done)
        done = settleJournal(session, workspace, after, clock);
    if (done)
        done = session.commit();
    if (!done && session.inTransaction())
        (void)session.rollback();
    return done;
}

} // namespace Athanor
