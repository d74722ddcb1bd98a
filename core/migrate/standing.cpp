// SPDX-License-Identifier: MIT
#include "migrate/standing.h"

#include "migrate/section.h"

#include <QtCore/QCoreApplication>

namespace Athanor {

Result<Standing> readStanding(const Workspace &workspace, Session &session)
{
    if (const Result<> whole = checkRevisions(workspace); !whole)
        return Failure(whole.error());
    const Result<QStringList> heads = readHeads(session);
    if (!heads)
        return Failure(heads.error());
    Result<std::vector<JournalEntry>> journal = readJournal(session);
    if (!journal)
        return Failure(journal.error());
    return Standing{*heads, std::move(*journal)};
}

Result<std::optional<HalfWay>> halfWay(const Workspace &workspace, const Standing &standing)
{
    std::optional<Attempt> attempt = unfinishedAttempt(workspace, standing.journal, standing.heads);
    if (!attempt)
        return std::optional<HalfWay>();
    const Revision *revision = workspace.graph.find(attempt->revision);
    if (!revision) {
        return failure(ErrorKind::Semantic,
                       QCoreApplication::translate(
                           "Athanor::Standing",
                           "Revision %1 stands half-way, and its file is missing. Bring it back.")
                           .arg(attempt->revision));
    }
    Result<std::vector<PlannedStatement>> statements =
        sectionStatements(*revision, attempt->direction, scriptOptions(workspace.project));
    if (!statements)
        return Failure(statements.error());
    return std::optional(HalfWay{std::move(*attempt), revision, std::move(*statements)});
}

} // namespace Athanor
