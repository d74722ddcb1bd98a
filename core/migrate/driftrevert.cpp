// SPDX-License-Identifier: MIT
#include "ddl/objectsmade.h"
#include "ddl/reader.h"
#include "migrate/changenames.h"
#include "migrate/drift.h"
#include "migrate/section.h"

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

constexpr qsizetype reviewCodeLength = 12;

// What no run makes, for want of its password.
std::set<ObjectRef> leftToUser(const GeneratedScript &script, const OracleVersion &version)
{
    std::set<ObjectRef> objects;
    for (const GeneratedStatement &statement : script) {
        if (!needsPassword(statement.sql.text))
            continue;
        for (ObjectRef made : nameChanges(readDdl(statement.sql.text, version).statement).made) {
            made.name.owner.clear();
            objects.insert(std::move(made));
        }
    }
    return objects;
}

// What was to be taken back and is still there after the script, one line each.
QStringList leftOver(const Workspace &workspace, const Drift &drift, const DriftOptions &options,
                     const std::set<ObjectRef> &byHand, const Catalog &reached)
{
    const Comparison comparison =
        compare(drift.difference.comparison.from, reached, drift.difference.compareOptions);
    QStringList lines;
    for (const Change &change : comparison.changes) {
        // What was left alone on purpose differs still.
        const bool isWanted = std::any_of(
            drift.difference.comparison.changes.begin(), drift.difference.comparison.changes.end(),
            [&change](const Change &c) { return c.object == change.object; });
        const bool isChosen = options.only.empty() || matchesAny(options.only, change);
        if (byHand.count(change.object) != 0)
            continue;
        if (isWanted && isChosen && !matchesAny(workspace.project.driftIgnore, change))
            lines += change.describe(comparison.from, comparison.to);
    }
    return lines;
}

} // namespace

Result<RevertPlan> planRevert(const Workspace &workspace, Session &session,
                              const DriftOptions &options, const RunControl &control)
{
    // Before the dictionary: whoever runs while it is read has written the journal since.
    const Result<std::vector<JournalEntry>> journal = readJournal(session);
    if (!journal)
        return Failure(journal.error());
    const Result<Drift> drift = readDrift(workspace, session, options);
    if (!drift)
        return Failure(drift.error());
    if (drift->halfWay)
        return Failure(*drift->halfWay);
    RevertPlan revert;
    if (drift->isEmpty())
        return revert;
    revert.script = drift->difference.scripts.downgrade;

    PlannedRevision planned;
    planned.revision = drift->heads.isEmpty() ? u"base"_s : drift->heads.join(u'+').left(32);
    planned.direction = Direction::Revert;
    planned.statements = plannedStatements(revert.script, revert.plan.remarks);
    revert.plan.heads = drift->heads;
    revert.plan.lastRunId = journal->empty() ? QString() : journal->back().runId;
    if (!planned.statements.empty()) {
        revert.reviewCode = planned.statements.back().cumulativeSha256.left(reviewCodeLength);
        const std::set<ObjectRef> byHand = leftToUser(revert.script, workspace.version);
        const auto left = [&](const Catalog &reached) {
            return leftOver(workspace, *drift, options, byHand, reached);
        };
        Result<Rehearsal> rehearsal =
            rehearseStatements(workspace, {drift->live, session.user()}, planned, left, control);
        if (!rehearsal)
            return Failure(rehearsal.error());
        revert.rehearsal = std::move(*rehearsal);
        if (!byHand.empty() && revert.rehearsal.downgradeReturns == Verdict::Proved)
            revert.rehearsal.downgradeReturns = Verdict::CannotJudge;
        revert.plan.revisions.push_back(std::move(planned));
    }
    return revert;
}

} // namespace Athanor
