// SPDX-License-Identifier: MIT
#include "migrate/attempts.h"

#include "migrate/section.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Attempts", text);
}

bool tookEffect(const JournalEntry &entry)
{
    return entry.status == JournalStatus::Done || entry.status == JournalStatus::Skipped;
}

} // namespace

int Attempt::doneCount() const
{
    return int(std::count_if(statements.begin(), statements.end(),
                             [](const auto &entry) { return tookEffect(entry.second); }));
}

const JournalEntry *Attempt::started() const
{
    for (const auto &[number, entry] : statements) {
        if (entry.status == JournalStatus::Started)
            return &entry;
    }
    return nullptr;
}

std::map<QString, Attempt> attempts(const std::vector<JournalEntry> &journal)
{
    std::map<QString, Attempt> result;
    for (const JournalEntry &entry : journal) {
        if (entry.direction == Direction::Revert)
            continue; // no revision's statements: drift tells what is left of it
        Attempt &attempt = result[entry.revision];
        attempt.revision = entry.revision;
        if (entry.direction == Direction::Rollback) {
            attempt.rollbackBegun = true;
            continue;
        }
        if (entry.status == JournalStatus::Undone) {
            attempt.statements.erase(entry.statementNo);
            if (attempt.doneCount() == 0 && !attempt.started()) {
                attempt.statements.clear();
                attempt.rollbackBegun = false;
            }
            continue;
        }
        const auto before = attempt.statements.find(entry.statementNo);
        const bool runsAgain = before != attempt.statements.end() && tookEffect(before->second);
        if (attempt.direction != entry.direction || runsAgain) {
            attempt.statements.clear();
            attempt.rollbackBegun = false;
        }
        attempt.direction = entry.direction;
        attempt.statements[entry.statementNo] = entry;
    }
    return result;
}

bool ranWhole(const Attempt &attempt, const std::vector<PlannedStatement> &statements)
{
    if (attempt.doneCount() != int(statements.size()) || attempt.started())
        return false;
    return editedPrefix(attempt, statements) == 0;
}

int editedPrefix(const Attempt &attempt, const std::vector<PlannedStatement> &statements)
{
    for (const auto &[number, entry] : attempt.statements) {
        if (!tookEffect(entry) && entry.status != JournalStatus::Started)
            continue;
        if (number < 1 || number > int(statements.size())
            || statements[size_t(number) - 1].cumulativeSha256 != entry.statementSha256)
            return number;
    }
    return 0;
}

std::optional<Attempt> unfinishedAttempt(const Workspace &workspace,
                                         const std::vector<JournalEntry> &journal,
                                         const QStringList &heads)
{
    const QStringList applied = workspace.graph.ancestors(heads);
    for (const auto &[id, attempt] : attempts(journal)) {
        const bool isApplied = applied.contains(id) || heads.contains(id);
        if (isApplied == (attempt.direction == Direction::Upgrade))
            continue; // it got where it went
        if (attempt.doneCount() == 0 && !attempt.started())
            continue; // nothing took effect: the next run starts over
        return attempt;
    }
    return std::nullopt;
}

Result<> refuseUnfinished(const Workspace &workspace, const std::vector<JournalEntry> &journal,
                          const QStringList &heads)
{
    const std::optional<Attempt> attempt = unfinishedAttempt(workspace, journal, heads);
    if (!attempt)
        return {};
    const QString direction =
        attempt->direction == Direction::Upgrade ? tr("The upgrade to") : tr("The downgrade of");
    if (attempt->rollbackBegun) {
        return failure(
            ErrorKind::Semantic,
            tr("The rollback of %1 was interrupted. Run “athanor rollback” again; it goes "
               "on from what it left.")
                .arg(attempt->revision));
    }
    return failure(
        ErrorKind::Semantic,
        tr("%1 %2 stands half-way: %3 of its statements took effect. Go on with “athanor "
           "resume”, or undo them with “athanor rollback”.")
            .arg(direction, attempt->revision, QString::number(attempt->doneCount())));
}

Result<> checkRevisions(const Workspace &workspace)
{
    if (!workspace.revisionErrors.empty())
        return Failure(workspace.revisionErrors.front());
    const auto missing = workspace.graph.missing();
    if (!missing.empty()) {
        const Revision *child = workspace.graph.find(missing.front().first);
        return failure(ErrorKind::Semantic,
                       tr("Revision %1 revises %2, which no file is. Bring that file back or mend "
                          "the “Revises” line.")
                           .arg(missing.front().first, missing.front().second),
                       0, Place{child ? child->file : QString(), 0, 0});
    }
    return {};
}

} // namespace Athanor
