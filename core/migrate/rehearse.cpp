// SPDX-License-Identifier: MIT
#include "migrate/rehearse.h"

#include "diff/generate.h"
#include "migrate/autogenerate.h"
#include "migrate/section.h"
#include "sandbox/engine.h"
#include "sandbox/oraerror.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Rehearse", text);
}

// How much of a difference a remark lists.
constexpr size_t listed = 10;

class Stage
{
public:
    Stage(const Workspace &workspace, const RunControl &control, Rehearsal &rehearsal)
        : m_workspace(workspace)
        , m_control(control)
        , m_rehearsal(rehearsal)
    { }

    [[nodiscard]] Result<> open(const Catalog &start, const QString &user = {});
    // Runs one section. False: a statement was refused, what follows it was not run.
    [[nodiscard]] Result<bool> play(const Revision &revision, Direction direction);
    [[nodiscard]] Result<bool> play(const std::vector<PlannedStatement> &statements,
                                    Direction direction);
    [[nodiscard]] Result<Catalog> catalog() { return m_engine->catalog(); }
    // Whether a statement was left out that might have changed the schema.
    [[nodiscard]] bool leftSomethingOut() const { return m_leftOut; }
    [[nodiscard]] CompareOptions compareOptions() const
    {
        CompareOptions options;
        options.normalForm.owner = m_engine->user();
        return options;
    }
    // Compares and, where they differ, lists how.
    [[nodiscard]] Verdict judge(const Catalog &actual, const Catalog &expected,
                                const QString &heading);

private:
    [[nodiscard]] RehearsedStatement playOne(const PlannedStatement &statement,
                                             Direction direction);
    void report(RunEvent::Kind kind, const RehearsedStatement &rehearsed) const;

    const Workspace &m_workspace;
    const RunControl &m_control;
    Rehearsal &m_rehearsal;
    std::unique_ptr<SandboxEngine> m_engine;
    bool m_leftOut = false;
};

Result<> Stage::open(const Catalog &start, const QString &user)
{
    SandboxOptions options;
    if (!user.isEmpty())
        options.user = user;
    options.version = m_workspace.version;
    options.initial = start;
    options.hasAccounts = false;
    Result<std::unique_ptr<SandboxEngine>> engine = SandboxEngine::open(u":memory:"_s, options);
    if (!engine)
        return Failure(engine.error());
    m_engine = std::move(*engine);
    return {};
}

void Stage::report(RunEvent::Kind kind, const RehearsedStatement &rehearsed) const
{
    if (!m_control.report)
        return;
    RunEvent event;
    event.kind = kind;
    event.revision = m_rehearsal.revision;
    event.direction = rehearsed.direction;
    event.statement = rehearsed.statement.number;
    event.elapsedMs = rehearsed.elapsedMs;
    event.error = rehearsed.error;
    m_control.report(event);
}

RehearsedStatement Stage::playOne(const PlannedStatement &statement, Direction direction)
{
    RehearsedStatement rehearsed;
    rehearsed.statement = statement;
    rehearsed.direction = direction;
    report(RunEvent::StatementStarted, rehearsed);
    if (statement.directives.contains("not-rehearsed"_L1, Qt::CaseInsensitive)) {
        rehearsed.verdict = Verdict::CannotJudge;
        rehearsed.why = tr("its directive says not-rehearsed; it was not run");
        m_leftOut = true;
        return rehearsed;
    }
    QElapsedTimer timer;
    timer.start();
    const Result<SandboxResult> done = m_engine->execute(statement.sql);
    rehearsed.elapsedMs = timer.elapsed();
    if (done) {
        if (const QStringList &doubts = m_engine->notModelled(); !doubts.isEmpty()) {
            rehearsed.verdict = Verdict::CannotJudge;
            rehearsed.why = doubts.join(u"; "_s);
        } else if (done->compileErrors) {
            rehearsed.verdict = Verdict::Refuted;
            rehearsed.why = tr("it is made, but does not compile");
        }
        return rehearsed;
    }
    Error error = done.error();
    error.where = placeInFile(statement, error.where);
    rehearsed.why = inOraclesWords(error).message;
    if (tolerates(statement.directives, error.oraCode)) {
        rehearsed.why =
            tr("refused with %1, which its directive tolerates").arg(oraCodeText(error.oraCode));
        return rehearsed;
    }
    rehearsed.error = error;
    rehearsed.verdict =
        error.kind == ErrorKind::Unsupported ? Verdict::CannotJudge : Verdict::Refuted;
    if (rehearsed.verdict == Verdict::CannotJudge)
        m_leftOut = true;
    return rehearsed;
}

Result<bool> Stage::play(const Revision &revision, Direction direction)
{
    const Result<std::vector<PlannedStatement>> statements =
        sectionStatements(revision, direction, scriptOptions(m_workspace.project));
    if (!statements)
        return Failure(statements.error());
    return play(*statements, direction);
}

Result<bool> Stage::play(const std::vector<PlannedStatement> &statements, Direction direction)
{
    bool isRefused = false;
    for (const PlannedStatement &statement : statements) {
        if (m_control.stopRequested && m_control.stopRequested())
            return failure(ErrorKind::Cancelled, tr("The rehearsal was stopped."));
        if (isRefused) {
            RehearsedStatement skipped;
            skipped.statement = statement;
            skipped.direction = direction;
            skipped.verdict = Verdict::CannotJudge;
            skipped.why = tr("a statement before it is refused");
            m_rehearsal.statements.push_back(std::move(skipped));
            continue;
        }
        RehearsedStatement rehearsed = playOne(statement, direction);
        isRefused = rehearsed.verdict == Verdict::Refuted && rehearsed.error.has_value();
        report(isRefused ? RunEvent::StatementFailed : RunEvent::StatementDone, rehearsed);
        m_rehearsal.statements.push_back(std::move(rehearsed));
    }
    return !isRefused;
}

Verdict Stage::judge(const Catalog &actual, const Catalog &expected, const QString &heading)
{
    const Comparison comparison = compare(actual, expected, compareOptions());
    if (comparison.changes.empty())
        return m_leftOut ? Verdict::CannotJudge : Verdict::Proved;
    QStringList lines{heading};
    for (size_t i = 0; i < comparison.changes.size() && i < listed; ++i)
        lines += u"  "_s + comparison.changes[i].describe(comparison.from, comparison.to);
    if (comparison.changes.size() > listed)
        lines += tr("  and %1 more").arg(comparison.changes.size() - listed);
    m_rehearsal.remarks += lines.join(u'\n');
    return m_leftOut ? Verdict::CannotJudge : Verdict::Refuted;
}

// What the hazards of the structural change say that an empty schema cannot show.
void addDataRemarks(const Catalog &start, const Catalog &end, const CompareOptions &options,
                    const OracleVersion &version, Rehearsal &rehearsal)
{
    const Comparison comparison = compare(start, end, options);
    const ScriptPair scripts = generatePair(comparison, options, {version, {}});
    const auto add = [&rehearsal](const QString &text) {
        if (!rehearsal.remarks.contains(text))
            rehearsal.remarks += text;
    };
    for (const GeneratedStatement &statement : scripts.upgrade) {
        for (const Hazard &hazard : statement.hazards) {
            if (hazard.kind == HazardKind::MayFailOnRows)
                add(tr("Rows decide, and the rehearsal has none: %1").arg(hazard.message));
            else if (hazard.kind == HazardKind::LosesData)
                add(tr("The downgrade brings the structure back without its data: %1")
                        .arg(hazard.message));
        }
    }
}

} // namespace

QString toString(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Proved:
        return u"proved"_s;
    case Verdict::Refuted:
        return u"refuted"_s;
    case Verdict::CannotJudge:
        return u"cannot judge"_s;
    }
    return {};
}

Verdict Rehearsal::overall() const
{
    std::vector<Verdict> verdicts{downgradeReturns};
    if (comparedWithModel)
        verdicts.push_back(upgradeReachesModel);
    for (const RehearsedStatement &statement : statements)
        verdicts.push_back(statement.verdict);
    const auto has = [&verdicts](Verdict verdict) {
        return std::find(verdicts.begin(), verdicts.end(), verdict) != verdicts.end();
    };
    if (has(Verdict::Refuted))
        return Verdict::Refuted;
    return has(Verdict::CannotJudge) ? Verdict::CannotJudge : Verdict::Proved;
}

Result<Rehearsal> rehearse(const Workspace &workspace, const QString &word,
                           const RunControl &control)
{
    const Result<QString> id = workspace.graph.resolve(word);
    if (!id)
        return Failure(id.error());
    const Revision *revision = workspace.graph.find(*id);
    if (!revision)
        return failure(ErrorKind::Usage, tr("There is no revision to rehearse at “%1”.").arg(word));
    const Result<Catalog> start = replay(workspace, revision->revises);
    if (!start)
        return Failure(start.error());

    Rehearsal rehearsal;
    rehearsal.revision = *id;
    Stage stage(workspace, control, rehearsal);
    if (const Result<> opened = stage.open(*start); !opened)
        return Failure(opened.error());
    const Result<bool> up = stage.play(*revision, Direction::Upgrade);
    if (!up)
        return Failure(up.error());
    if (!*up) {
        rehearsal.remarks +=
            tr("The downgrade was not rehearsed, because the upgrade does not get through.");
        return rehearsal;
    }
    const Result<Catalog> reached = stage.catalog();
    if (!reached)
        return Failure(reached.error());

    if (workspace.graph.heads() == QStringList{*id}) {
        if (const Result<ModelReading> model = readWholeModel(workspace)) {
            rehearsal.comparedWithModel = true;
            rehearsal.upgradeReachesModel = stage.judge(
                *reached, model->completed, tr("After the upgrade the model still asks for:"));
        } else {
            rehearsal.remarks += tr("Not compared with the model, which cannot be read: %1")
                                     .arg(model.error().toString());
        }
    }
    addDataRemarks(*start, *reached, stage.compareOptions(), workspace.version, rehearsal);

    const Result<bool> down = stage.play(*revision, Direction::Downgrade);
    if (!down)
        return Failure(down.error());
    if (!*down) {
        rehearsal.downgradeReturns = Verdict::Refuted;
        return rehearsal;
    }
    const Result<Catalog> returned = stage.catalog();
    if (!returned)
        return Failure(returned.error());
    rehearsal.downgradeReturns = stage.judge(
        *returned, *start, tr("After the downgrade it is not as it was before; missing:"));
    return rehearsal;
}

Result<Rehearsal> rehearseStatements(const Workspace &workspace, const RehearsalStart &start,
                                     const PlannedRevision &planned,
                                     const std::function<QStringList(const Catalog &)> &left,
                                     const RunControl &control)
{
    Rehearsal rehearsal;
    rehearsal.revision = planned.revision;
    Stage stage(workspace, control, rehearsal);
    if (const Result<> opened = stage.open(start.catalog, start.user); !opened)
        return Failure(opened.error());
    const Result<bool> played = stage.play(planned.statements, planned.direction);
    if (!played)
        return Failure(played.error());
    if (!*played) {
        rehearsal.downgradeReturns = Verdict::Refuted;
        return rehearsal;
    }
    const Result<Catalog> reached = stage.catalog();
    if (!reached)
        return Failure(reached.error());
    const QStringList lines = left(*reached);
    if (!lines.isEmpty())
        rehearsal.remarks +=
            tr("After it these would differ still:") + u"\n  "_s + lines.join(u"\n  "_s);
    rehearsal.downgradeReturns = stage.leftSomethingOut() ? Verdict::CannotJudge
        : lines.isEmpty()                                 ? Verdict::Proved
                                                          : Verdict::Refuted;
    return rehearsal;
}

} // namespace Athanor
