// SPDX-License-Identifier: MIT
#include "cli/carryout.h"

#include "cli/json.h"
#include "cli/stoprun.h"
#include "cli/text.h"
#include "ddl/writer.h"
#include "migrate/advice.h"
#include "migrate/recompile.h"
#include "migrate/section.h"

#include <map>
#include <mutex>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString revisionTitle(const Workspace &workspace, const QString &id)
{
    const Revision *revision = workspace.graph.find(id);
    return revision ? titleOf(*revision) : id;
}

QString words(const HeadStep &step)
{
    const auto quoted = [](const QString &id) { return u'\'' + id + u'\''; };
    QString text;
    for (const QString &id : step.remove)
        text += u"DELETE FROM alembic_version WHERE version_num = %1;\n"_s.arg(quoted(id));
    if (!step.from.isEmpty()) {
        text += u"UPDATE alembic_version SET version_num = %1 WHERE version_num = %2;\n"_s.arg(
            quoted(step.to), quoted(step.from));
    }
    for (const QString &id : step.add)
        text += u"INSERT INTO alembic_version (version_num) VALUES (%1);\n"_s.arg(quoted(id));
    return text.isEmpty() ? text : text + u"COMMIT;\n"_s;
}

// Says on standard error what a run does, one line a statement.
class Progress
{
public:
    Progress(Terminal &terminal, const Workspace &workspace, const RunPlan &plan)
        : m_terminal(terminal)
        , m_workspace(workspace)
    {
        for (const PlannedRevision &planned : plan.revisions)
            m_revisions[planned.revision] = &planned;
    }

    // What runs now, from any thread; statement 0: nothing.
    [[nodiscard]] RunEvent running() const
    {
        const std::lock_guard lock(m_mutex);
        return m_running;
    }
    [[nodiscard]] Place placeOf(const RunEvent &event) const
    {
        const PlannedStatement *planned = statement(event);
        return planned ? planned->where : Place();
    }

    void report(const RunEvent &event)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_running = event.kind == RunEvent::StatementStarted ? event : RunEvent();
        }
        switch (event.kind) {
        case RunEvent::RevisionStarted:
            m_terminal.note(
                m_terminal.paintedNote(toString(event.direction), Terminal::Colour::Bold) + u' '
                + revisionTitle(m_workspace, event.revision));
            return;
        case RunEvent::StatementStarted:
            m_terminal.notePart(statementText(event));
            return;
        case RunEvent::StatementDone:
            m_terminal.note(u"  "_s
                            + m_terminal.paintedNote(doneText(event), Terminal::Colour::Dim));
            noteCompileErrors(event);
            return;
        case RunEvent::StatementFailed:
            m_terminal.note(u"  "_s + m_terminal.paintedNote(tr("FAILED"), Terminal::Colour::Red));
            return;
        case RunEvent::StatementSkipped:
            m_terminal.note(statementText(event) + u"  "_s + tr("skipped"));
            return;
        case RunEvent::RevisionDone:
        case RunEvent::ObjectsInvalidated: // told when the run is over, with what became of them
            return;
        }
    }

private:
    [[nodiscard]] const PlannedRevision *revision(const RunEvent &event) const
    {
        const auto found = m_revisions.find(event.revision);
        return found == m_revisions.end() ? nullptr : found->second;
    }

    [[nodiscard]] const PlannedStatement *statement(const RunEvent &event) const
    {
        const PlannedRevision *planned = revision(event);
        if (!planned)
            return nullptr;
        for (const PlannedStatement &candidate : planned->statements) {
            if (candidate.number == event.statement)
                return &candidate;
        }
        return nullptr;
    }

    [[nodiscard]] QString statementText(const RunEvent &event) const
    {
        const PlannedStatement *planned = statement(event);
        int last = 0;
        if (const PlannedRevision *whole = revision(event)) {
            for (const PlannedStatement &candidate : whole->statements)
                last = std::max(last, candidate.number);
        }
        return u"  %1/%2  %3"_s.arg(event.statement, int(QString::number(last).size()))
            .arg(last)
            .arg(planned ? shortText(planned->sql) : QString());
    }

    static QString doneText(const RunEvent &event)
    {
        QString text = elapsed(event.elapsedMs);
        if (event.rowsAffected >= 0)
            text = tr("%1 rows, %2").arg(event.rowsAffected).arg(text);
        return text;
    }

    // They are no error to the driver, and a broken trigger to everybody else.
    void noteCompileErrors(const RunEvent &event)
    {
        const PlannedStatement *planned = statement(event);
        for (const CompileError &error : event.compileErrors) {
            m_terminal.error(
                Error{ErrorKind::Statement, error.message, 0,
                      planned ? placeInFile(*planned, {{}, error.line, error.column}) : Place(),
                      tr("%1 %2 compiled with errors").arg(error.type, error.object)});
        }
    }

    Terminal &m_terminal;
    const Workspace &m_workspace;
    mutable std::mutex m_mutex;
    RunEvent m_running;
    std::map<QString, const PlannedRevision *> m_revisions; // by id: a plan has each once
};

QJsonObject planJson(const RunPlan &plan, const Workspace &workspace, const Target &target)
{
    QJsonArray revisions;
    for (const PlannedRevision &planned : plan.revisions) {
        QJsonArray list;
        for (const PlannedStatement &statement : planned.statements)
            list.append(toJson(statement));
        const Revision *revision = workspace.graph.find(planned.revision);
        revisions.append(QJsonObject{{u"revision"_s, planned.revision},
                                     {u"message"_s, revision ? revision->message : QString()},
                                     {u"direction"_s, toString(planned.direction)},
                                     {u"statements"_s, list}});
    }
    return {{u"target"_s, target.name},
            {u"revisions"_s, revisions},
            {u"remarks"_s, toJson(plan.remarks)}};
}

QJsonArray invalidJson(const std::vector<Recompiled> &invalidated)
{
    QJsonArray list;
    for (const Recompiled &each : invalidated) {
        QJsonArray errors;
        for (const CompileError &error : each.compileErrors) {
            errors.append(QJsonObject{{u"line"_s, error.line},
                                      {u"column"_s, error.column},
                                      {u"message"_s, error.message}});
        }
        list.append(QJsonObject{
            {u"type"_s, each.object.type},
            {u"name"_s, each.object.name},
            {u"compile"_s, jsonOrNull(each.statement)},
            {u"valid"_s, each.isValid},
            {u"error"_s,
             each.error ? QJsonValue(toJson(*each.error)) : QJsonValue(QJsonValue::Null)},
            {u"compileErrors"_s, errors}});
    }
    return list;
}

// What the run made invalid; compiled again if the user wants it.
Result<std::vector<Recompiled>> mended(const Invocation &call, Session &session, StopRun &stop,
                                       const std::vector<InvalidObject> &invalidated)
{
    if (invalidated.empty())
        return std::vector<Recompiled>();
    if (call.isSet(u"recompile"))
        return recompile(session, invalidated, [&] { return stop.isRequested(); });
    const Result<OracleVersion> version = session.serverVersion();
    if (!version)
        return Failure(version.error());
    std::vector<Recompiled> list;
    for (const InvalidObject &object : invalidated)
        list.push_back({object, compileStatement(object, *version), false, {}, {}});
    return list;
}

// The same where it cannot be asked what became of them.
std::vector<Recompiled> untold(const std::vector<InvalidObject> &invalidated, const Error &why)
{
    std::vector<Recompiled> list;
    for (const InvalidObject &object : invalidated)
        list.push_back({object, {}, false, why, {}});
    return list;
}

void sayInvalidated(const Invocation &call, const std::vector<Recompiled> &invalidated)
{
    if (invalidated.empty())
        return;
    Terminal &terminal = call.terminal();
    terminal.note(terminal.paintedNote(tr("The run made %1 invalid:")
                                           .arg(invalidated.size() == 1
                                                    ? tr("one object")
                                                    : tr("%1 objects").arg(invalidated.size())),
                                       Terminal::Colour::Yellow));
    bool offer = false;
    for (const Recompiled &each : invalidated) {
        const QString name = each.object.type + u' ' + each.object.name;
        if (each.isValid) {
            terminal.note(tr("  %1: compiled again, valid").arg(name));
            continue;
        }
        offer = offer || !each.statement.isEmpty();
        terminal.note(each.statement.isEmpty() ? tr("  %1: no statement compiles it").arg(name)
                                               : u"  "_s + name + u":  "_s + each.statement + u';');
        if (each.error)
            terminal.note(u"    "_s + each.error->toString());
        for (const CompileError &error : each.compileErrors) {
            terminal.note(u"    %1:%2: %3"_s.arg(error.line).arg(error.column).arg(error.message));
        }
    }
    if (offer && !call.isSet(u"recompile")) {
        terminal.note(tr("Oracle compiles them when they are next used; the statements above do it "
                         "now, as --recompile does after a run."));
    }
}

QJsonObject outcomeJson(const RunOutcome &outcome, const std::vector<Recompiled> &invalidated,
                        const Target &target)
{
    QJsonValue stopped(QJsonValue::Null);
    if (outcome.stoppedBy) {
        stopped = QJsonObject{{u"revision"_s, outcome.stoppedAt},
                              {u"statement"_s, outcome.stoppedAtStatement},
                              {u"error"_s, toJson(*outcome.stoppedBy)}};
    }
    return {{u"target"_s, target.name},
            {u"revisions"_s, toJson(outcome.appliedRevisions)},
            {u"done"_s, !outcome.stoppedBy.has_value()},
            {u"stopped"_s, stopped},
            {u"invalidated"_s, invalidJson(invalidated)}};
}

void sayWhereItStands(const Invocation &call, const Workspace &workspace, const RunPlan &plan,
                      const RunOutcome &outcome)
{
    Terminal &terminal = call.terminal();
    Error error = *outcome.stoppedBy;
    const int done = outcome.stoppedAtStatement - 1;
    bool isRollback = false;
    bool isRevert = false;
    for (const PlannedRevision &planned : plan.revisions) {
        if (planned.revision != outcome.stoppedAt)
            continue;
        isRollback = planned.direction == Direction::Rollback;
        isRevert = planned.direction == Direction::Revert;
    }
    if (error.kind == ErrorKind::Connection || isRevert || (done == 0 && !isRollback)) {
        terminal.error(error); // its context says what to do: nothing stands half-way for certain
        return;
    }
    error.context.clear(); // said below, with the commands in full
    terminal.error(error);
    if (const QString advice = statementAdvice(error.oraCode); !advice.isEmpty())
        terminal.note(advice);
    terminal.note(tr("The run stands at statement %1 of %2; what ran before it is done and "
                     "journalled.")
                      .arg(outcome.stoppedAtStatement)
                      .arg(revisionTitle(workspace, outcome.stoppedAt)));
    const auto command = [&](const QString &verb) {
        return terminal.paintedNote(call.command(verb), Terminal::Colour::Bold);
    };
    if (error.kind == ErrorKind::Cancelled || isRollback) {
        terminal.note(tr("To go on: %1").arg(command(isRollback ? u"rollback"_s : u"resume"_s)));
    } else {
        terminal.note(tr("When the cause is mended, or the script edited from this statement on "
                         "and reviewed again: %1")
                          .arg(command(u"resume"_s)));
    }
    if (done > 0 && !isRollback)
        terminal.note(tr("To undo what ran of it: %1").arg(command(u"rollback"_s)));
}

// The verb that takes up a run that stands.
QString takesUp(const RunPlan &plan)
{
    if (plan.isEmpty())
        return {};
    switch (plan.revisions.front().direction) { // the same in all of them
    case Direction::Upgrade:
    case Direction::Downgrade:
        return u"resume"_s;
    case Direction::Rollback:
        return u"rollback"_s;
    case Direction::Revert:
        return u"drift --revert"_s;
    }
    return {};
}

// What stands where nobody waited for the answer.
RunOutcome leftBehind(const Progress &progress, const RunPlan &plan)
{
    const RunEvent running = progress.running();
    RunOutcome outcome;
    outcome.stoppedAt = running.revision;
    outcome.stoppedAtStatement = running.statement;
    outcome.stoppedBy = Error{
        ErrorKind::Cancelled,
        running.statement > 0 ? tr("Left while this statement was running.")
                              : tr("Left while the journal was being written."),
        0, progress.placeOf(running),
        tr("Oracle may go on with it to its end; V$SESSION shows it until then (module Athanor). "
           "Whether it took effect is read from the dictionary by the next “athanor %1”: run that "
           "when the session is gone.")
            .arg(takesUp(plan))};
    return outcome;
}

} // namespace

QString planText(const RunPlan &plan, const Workspace &workspace, bool hasVersionTable)
{
    QString text;
    if (!hasVersionTable) {
        text += u"CREATE TABLE alembic_version (\n    version_num VARCHAR2(32) NOT NULL,\n"
                "    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n);\n\n"_s;
    }
    for (const PlannedRevision &planned : plan.revisions) {
        text += u"-- %1 %2\n"_s.arg(toString(planned.direction),
                                    revisionTitle(workspace, planned.revision));
        for (const PlannedStatement &statement : planned.statements) {
            if (statement.alreadyDone || statement.kind == StatementKind::Client)
                continue;
            text +=
                scriptText(WrittenStatement{statement.sql, statement.kind != StatementKind::Sql});
        }
        text += words(planned.headStep) + u'\n';
    }
    return text;
}

Result<ExitCode> carryOut(const Invocation &call, const Workspace &workspace, Session &session,
                          const RunPlan &plan)
{
    Terminal &terminal = call.terminal();
    const Result<const Target *> wanted = call.target(workspace);
    if (!wanted)
        return Failure(wanted.error());
    const Target &target = **wanted;

    if (call.wantsSql()) {
        if (call.wantsJson()) {
            call.printJson(QJsonDocument(planJson(plan, workspace, target)));
            return ExitCode::Done;
        }
        const Result<bool> hasTable = session.hasTable(u"ALEMBIC_VERSION"_s);
        if (!hasTable)
            return Failure(hasTable.error());
        if (!plan.isEmpty())
            terminal.print(planText(plan, workspace, *hasTable));
        return ExitCode::Done;
    }
    for (const QString &remark : plan.remarks)
        terminal.note(remark);
    if (plan.isEmpty()) {
        terminal.note(tr("Nothing to do: %1 is there already, and nothing stands half-way.")
                          .arg(target.name));
        if (call.wantsJson())
            call.printJson(QJsonDocument(outcomeJson({}, {}, target)));
        return ExitCode::Done;
    }
    const QString what = tr("%1 of %2").arg(call.verb().name, statements(plan.statementCount()));
    if (const Result<> confirmed = call.confirmTarget(target, what); !confirmed)
        return Failure(confirmed.error());

    Progress progress(terminal, workspace, plan);
    RunControl control;
    control.stopper = std::make_shared<StatementStopper>(session);
    StopRun stop(terminal, control.stopper, [&] {
        const RunOutcome left = leftBehind(progress, plan);
        if (call.wantsJson())
            call.printJson(QJsonDocument(outcomeJson(left, {}, target)));
        terminal.error(*left.stoppedBy);
        terminal.note(tr("Then go on with: %1").arg(call.command(takesUp(plan))));
    });
    control.report = [&](const RunEvent &event) { progress.report(event); };
    control.stopRequested = [&] { return stop.isRequested(); };
    const Result<RunOutcome> outcome = run(workspace, session, plan, control, systemClock());
    stop.runIsOver();
    if (!outcome)
        return Failure(outcome.error());
    // News beside the run: where they cannot be had, what became of the run is told all the same.
    const Result<std::vector<Recompiled>> invalidated =
        mended(call, session, stop, outcome->invalidated);
    const std::vector<Recompiled> listed =
        invalidated ? *invalidated : untold(outcome->invalidated, invalidated.error());
    if (call.wantsJson())
        call.printJson(QJsonDocument(outcomeJson(*outcome, listed, target)));
    if (invalidated)
        sayInvalidated(call, listed);
    if (outcome->stoppedBy) {
        if (!invalidated)
            terminal.error(invalidated.error());
        sayWhereItStands(call, workspace, plan, *outcome);
        return ExitCode::Statement;
    }
    if (!call.wantsJson()) {
        for (const PlannedRevision &planned : plan.revisions) {
            terminal.printLine(toString(planned.direction) + u' '
                               + revisionTitle(workspace, planned.revision));
        }
    }
    if (!invalidated)
        return Failure(invalidated.error());
    return ExitCode::Done;
}

} // namespace Athanor
