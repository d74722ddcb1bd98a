// SPDX-License-Identifier: MIT
#include "database/dictionary.h"
#include "ddl/reader.h"
#include "migrate/catalogparts.h"
#include "migrate/replay.h"
#include "migrate/section.h"
#include "migrate/standing.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Resume", text);
}

Failure askTheUser(const PlannedStatement &statement, const QString &why)
{
    return failure(ErrorKind::Ambiguous,
                   tr("A crash interrupted statement %1, and the schema cannot tell whether it "
                      "took effect: %2 "
                      "Look at the target, then resume with --took-effect or --took-no-effect.")
                       .arg(QString::number(statement.number), why),
                   0, statement.where);
}

bool isRepeatable(QStringView sql)
{
    static const QRegularExpression orReplace(
        u"^\\s*(CREATE\\s+OR\\s+REPLACE|COMMENT|GRANT|ALTER\\s+SESSION)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    return orReplace.match(sql.toString()).hasMatch();
}

// Whether the statement that a crash interrupted took effect, by the live dictionary.
Result<bool> tookEffect(const Workspace &workspace, Session &session,
                        const std::vector<PlannedStatement> &statements, size_t index,
                        const QStringList &heads)
{
    const PlannedStatement &statement = statements[index];
    if (!isDdl(statement.sql)) {
        // The row says `started` because the transaction that would have said `done` never
        // committed, and the statement's rows went with it.
        if (!mayCommitInside(statement.sql))
            return false;
        return askTheUser(statement, tr("it is a block, which may have committed by itself."));
    }
    Result<Catalog> before = replay(workspace, heads);
    if (!before)
        return Failure(before.error());
    if (const Result<> done = replayStatements(*before, statements, index, workspace.version);
        !done)
        return Failure(done.error());
    Catalog after = *before;
    if (const Result<> done = replayStatements(after, {statement}, 1, workspace.version); !done) {
        return askTheUser(
            statement,
            tr("on the replayed schema it would be refused (%1).").arg(done.error().message));
    }
    CompareOptions options;
    options.normalForm.owner = session.user();
    const std::vector<ObjectRef> touched = differing(*before, after, options);
    if (touched.empty()) {
        if (isRepeatable(statement.sql))
            return false; // running it twice is what it is made for
        return askTheUser(statement, tr("it changes nothing that the dictionary shows."));
    }
    if (partOf(*before, touched).opaque != partOf(after, touched).opaque)
        return askTheUser(statement, tr("what it makes is not read from the dictionary."));

    const Result<Catalog> dictionary = readDictionary(session);
    if (!dictionary)
        return Failure(dictionary.error());
    const auto holds = [&](const Catalog &expected) {
        const Catalog live = withUntold(*dictionary, expected);
        return compare(partOf(live, touched), partOf(expected, touched), options).changes.empty();
    };
    if (holds(after))
        return true;
    if (holds(*before))
        return false;
    return askTheUser(
        statement, tr("it fits neither what was there before nor what should be there after it."));
}

} // namespace

Result<RunPlan> planResume(const Workspace &workspace, Session &session, CrashAnswer answer,
                           bool allowUnreviewed)
{
    const Result<Standing> standing = readStanding(workspace, session);
    if (!standing)
        return Failure(standing.error());
    Result<std::optional<HalfWay>> found = halfWay(workspace, *standing);
    if (!found)
        return Failure(found.error());
    if (!*found)
        return RunPlan{};
    const Attempt &attempt = (*found)->attempt;
    const Revision *revision = (*found)->revision;
    std::vector<PlannedStatement> &statements = (*found)->statements;
    if (attempt.rollbackBegun) {
        return failure(ErrorKind::Semantic,
                       tr("A rollback of %1 was begun; finish it with “athanor rollback”.")
                           .arg(attempt.revision));
    }
    if (const int edited = editedPrefix(attempt, statements); edited > 0) {
        const Place where = edited <= int(statements.size()) ? statements[size_t(edited) - 1].where
                                                             : Place{revision->file, 0, 0};
        return failure(ErrorKind::Semantic,
                       tr("Statement %1 of revision %2 was changed after it had run. What has run "
                          "must stay as it was; "
                          "only what follows may be edited. Put it back, or undo the run with "
                          "“athanor rollback”.")
                           .arg(QString::number(edited), attempt.revision),
                       0, where);
    }
    if (!allowUnreviewed && !revision->isReviewed()) {
        return failure(ErrorKind::NotReviewed,
                       tr("Revision %1 was edited since its review. Read the rest again and mark "
                          "it: “athanor review %1”.")
                           .arg(attempt.revision),
                       0, Place{revision->file, 0, 0});
    }

    RunPlan plan;
    plan.heads = standing->heads;
    plan.lastRunId = standing->lastRunId();
    PlannedRevision planned;
    planned.revision = attempt.revision;
    planned.direction = attempt.direction;
    planned.headStep = attempt.direction == Direction::Upgrade
        ? upgradeStep(workspace.graph, attempt.revision, standing->heads)
        : downgradeStep(workspace.graph, attempt.revision, standing->heads);
    for (PlannedStatement &statement : statements) {
        const auto row = attempt.statements.find(statement.number);
        statement.alreadyDone = row != attempt.statements.end()
            && (row->second.status == JournalStatus::Done
                || row->second.status == JournalStatus::Skipped);
    }
    if (const JournalEntry *started = attempt.started()) {
        const size_t index = size_t(started->statementNo) - 1;
        Result<bool> effect = answer == CrashAnswer::TookEffect;
        if (answer == CrashAnswer::Unknown)
            effect = tookEffect(workspace, session, statements, index, standing->heads);
        if (!effect)
            return Failure(effect.error());
        planned.interrupted = *started;
        planned.interrupted->status = *effect ? JournalStatus::Done : JournalStatus::Failed;
        planned.interrupted->error = *effect
            ? tr("interrupted; the schema shows that it took effect")
            : tr("interrupted; the schema shows that it took no effect");
        statements[index].alreadyDone = *effect;
    }
    planned.statements = std::move(statements);
    plan.revisions.push_back(std::move(planned));
    return plan;
}

} // namespace Athanor
