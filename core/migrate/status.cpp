// SPDX-License-Identifier: MIT
#include "migrate/status.h"

#include "database/versiontable.h"
#include "migrate/attempts.h"
#include "migrate/section.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// Whether the file's upgrade is another one than what the journal says was run. Without a journal
// (Alembic applied it) nothing is known against it.
bool wasEdited(const Attempt *attempt, const std::vector<PlannedStatement> &statements)
{
    if (!attempt || attempt->direction != Direction::Upgrade)
        return false;
    // Where nothing was run (adopted, all refused and tolerated), no edit can belie it.
    const bool didRun =
        std::any_of(attempt->statements.begin(), attempt->statements.end(),
                    [](const auto &entry) { return entry.second.status == JournalStatus::Done; });
    if (!didRun)
        return false;
    return !ranWhole(*attempt, statements);
}

} // namespace

Result<TargetStatus> readStatus(const Workspace &workspace, Session &session, const Target &target)
{
    TargetStatus status;
    status.target = target.name;
    status.description = session.description();
    status.environment = target.environment;
    const Result<QStringList> heads = readHeads(session);
    if (!heads)
        return Failure(heads.error());
    status.current = *heads;
    Result<std::vector<JournalEntry>> journal = readJournal(session);
    if (!journal)
        return Failure(journal.error());
    status.journal = std::move(*journal);
    if (status.journal.empty() && !status.current.isEmpty()) {
        const Result<bool> there = session.hasTable(u"ATHANOR_JOURNAL"_s);
        if (!there)
            return Failure(there.error());
        status.hasJournal = *there;
    }

    const RevisionGraph &graph = workspace.graph;
    const std::map<QString, Attempt> tried = attempts(status.journal);
    const std::optional<Attempt> unfinished = unfinishedAttempt(workspace, status.journal, *heads);
    const QStringList applied = graph.ancestors(*heads);
    const QStringList fileHeads = graph.heads();
    for (const LaneRow &row : lanes(graph)) {
        const Revision *revision = graph.find(row.revision);
        if (!revision)
            continue; // a missing parent that lanes() draws
        RevisionStatus one;
        one.id = row.revision;
        one.isHead = fileHeads.contains(one.id);
        one.isCurrent = heads->contains(one.id);
        const bool isHalfWay = unfinished && unfinished->revision == one.id;
        const auto attempt = tried.find(one.id);
        const auto statements = statementsToRead(
            *revision, isHalfWay ? unfinished->direction : Direction::Upgrade, workspace.project);
        one.statementsTotal = statements ? int(statements->size()) : 0;
        if (isHalfWay) {
            one.state = RevisionState::StoppedHalfWay;
            one.statementsDone = unfinished->doneCount();
        } else if (applied.contains(one.id)) {
            const bool isEdited = !statements
                || wasEdited(attempt == tried.end() ? nullptr : &attempt->second, *statements);
            one.state = isEdited ? RevisionState::EditedAfterApplied : RevisionState::Applied;
        } else {
            one.state =
                revision->isReviewed() ? RevisionState::Pending : RevisionState::NotReviewed;
        }
        status.revisions.push_back(one);
    }
    const auto addMissing = [&status, &heads](const QString &id) {
        for (const RevisionStatus &known : status.revisions) {
            if (known.id == id)
                return;
        }
        RevisionStatus one;
        one.id = id;
        one.state = RevisionState::FileMissing;
        one.isCurrent = heads->contains(id);
        status.revisions.push_back(one);
    };
    for (const QString &head : *heads) {
        if (!graph.find(head))
            addMissing(head);
    }
    for (const auto &[child, parent] : graph.missing())
        addMissing(parent);
    return status;
}

} // namespace Athanor
