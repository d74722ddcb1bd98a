// SPDX-License-Identifier: MIT
#include "database/dictionary.h"
#include "diff/generate.h"
#include "migrate/catalogparts.h"
#include "migrate/replay.h"
#include "migrate/section.h"
#include "migrate/standing.h"
#include "migrate/touched.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Rollback", text);
}

} // namespace

Result<RunPlan> planRollback(const Workspace &workspace, Session &session)
{
    const Result<Standing> standing = readStanding(workspace, session);
    if (!standing)
        return Failure(standing.error());
    const Result<std::optional<HalfWay>> found = halfWay(workspace, *standing);
    if (!found)
        return Failure(found.error());
    if (!*found)
        return RunPlan{};
    const Attempt &attempt = (*found)->attempt;
    const std::vector<PlannedStatement> &statements = (*found)->statements;
    if (const int edited = editedPrefix(attempt, statements); edited > 0) {
        return failure(ErrorKind::Semantic,
                       tr("Statement %1 of revision %2 was changed after it had run, so what it "
                          "did is not known. Put it "
                          "back as it was, then roll back.")
                           .arg(QString::number(edited), attempt.revision));
    }

    const Result<Catalog> before = replay(workspace, standing->heads);
    if (!before)
        return Failure(before.error());
    Result<Catalog> live = readDictionary(session);
    if (!live)
        return Failure(live.error());
    CompareOptions options;
    options.normalForm.owner = session.user();
    const std::set<ObjectRef> touched = touchedBy(workspace, *before, statements, attempt, options);
    const std::vector<ObjectRef> objects(touched.begin(), touched.end());
    const Catalog now = withUntold(*live, *before);
    const Comparison comparison = compare(now, withPartOf(now, *before, objects), options);

    RunPlan plan;
    plan.heads = standing->heads;
    plan.lastRunId = standing->lastRunId();
    PlannedRevision planned;
    planned.revision = attempt.revision;
    planned.direction = Direction::Rollback;
    planned.statements = plannedStatements(
        generate(comparison, {workspace.version, writerStyle(workspace.project)}), plan.remarks);
    for (const auto &[number, entry] : attempt.statements) {
        if (entry.status == JournalStatus::Failed)
            continue;
        planned.undoes.push_back(entry);
        const PlannedStatement &done = statements[size_t(number) - 1];
        if (entry.status == JournalStatus::Done && !isDdl(done.sql)) {
            plan.remarks +=
                tr("Statement %1 changed rows; a rollback brings structure back, not rows: %2")
                    .arg(QString::number(number), done.sql.section(u'\n', 0, 0));
        }
    }
    plan.revisions.push_back(std::move(planned));
    return plan;
}

} // namespace Athanor
