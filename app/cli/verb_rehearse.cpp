// SPDX-License-Identifier: MIT
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/text.h"
#include "migrate/rehearse.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString verdictWord(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Proved:
        return u"proved"_s;
    case Verdict::Refuted:
        return u"refuted"_s;
    case Verdict::CannotJudge:
        return u"cannot-judge"_s;
    }
    return {};
}

QString painted(const Terminal &terminal, Verdict verdict)
{
    switch (verdict) {
    case Verdict::Proved:
        return terminal.painted(toString(verdict), Terminal::Colour::Green);
    case Verdict::Refuted:
        return terminal.painted(toString(verdict), Terminal::Colour::Red);
    case Verdict::CannotJudge:
        return terminal.painted(toString(verdict), Terminal::Colour::Yellow);
    }
    return {};
}

QJsonObject rehearsalJson(const Rehearsal &rehearsal)
{
    QJsonArray list;
    for (const RehearsedStatement &rehearsed : rehearsal.statements) {
        QJsonObject object = toJson(rehearsed.statement);
        object.remove(u"alreadyDone"_s);
        object[u"direction"_s] = toString(rehearsed.direction);
        object[u"verdict"_s] = verdictWord(rehearsed.verdict);
        object[u"why"_s] = jsonOrNull(rehearsed.why);
        object[u"error"_s] =
            rehearsed.error ? QJsonValue(toJson(*rehearsed.error)) : QJsonValue(QJsonValue::Null);
        object[u"elapsedMs"_s] = rehearsed.elapsedMs;
        list.append(object);
    }
    return {{u"revision"_s, rehearsal.revision},
            {u"verdict"_s, verdictWord(rehearsal.overall())},
            {u"upgradeReachesModel"_s, verdictWord(rehearsal.upgradeReachesModel)},
            {u"downgradeReturns"_s, verdictWord(rehearsal.downgradeReturns)},
            {u"remarks"_s, toJson(rehearsal.remarks)},
            {u"statements"_s, list}};
}

void printRehearsal(Terminal &terminal, const Rehearsal &rehearsal)
{
    std::optional<Direction> direction;
    for (const RehearsedStatement &rehearsed : rehearsal.statements) {
        if (direction != rehearsed.direction) {
            direction = rehearsed.direction;
            terminal.printLine(
                terminal.painted(toString(rehearsed.direction), Terminal::Colour::Bold));
        }
        terminal.printLine(
            u"%1  %2  %3"_s.arg(rehearsed.statement.number, 4)
                .arg(painted(terminal, rehearsed.verdict), shortText(rehearsed.statement.sql)));
        if (rehearsed.error)
            terminal.printLine(u"      "_s + rehearsed.error->toString());
        if (!rehearsed.why.isEmpty()
            && !(rehearsed.error && rehearsed.error->message.contains(rehearsed.why)))
            terminal.printLine(u"      "_s + rehearsed.why);
    }
    terminal.printLine(tr("The upgrade reaches the model: %1")
                           .arg(painted(terminal, rehearsal.upgradeReachesModel)));
    terminal.printLine(tr("The downgrade returns to the start (its structure): %1")
                           .arg(painted(terminal, rehearsal.downgradeReturns)));
    for (const QString &remark : rehearsal.remarks)
        terminal.printLine(remark);
}

Result<ExitCode> runRehearse(Invocation &call)
{
    const Result<Workspace> workspace = call.openWholeWorkspace();
    if (!workspace)
        return Failure(workspace.error());
    const Result<QString> id = workspace->graph.resolve(call.argument(u"head"_s));
    if (!id)
        return Failure(id.error());
    if (id->isEmpty())
        return failure(ErrorKind::Usage, tr("there is no revision to rehearse"));
    const Result<Rehearsal> rehearsal = rehearse(*workspace, *id, {});
    if (!rehearsal)
        return Failure(rehearsal.error());
    if (call.wantsJson())
        call.printJson(QJsonDocument(rehearsalJson(*rehearsal)));
    else
        printRehearsal(call.terminal(), *rehearsal);
    return rehearsal->overall() == Verdict::Refuted ? ExitCode::Differences : ExitCode::Done;
}

} // namespace

Verb rehearseVerb()
{
    Verb verb;
    verb.name = u"rehearse"_s;
    verb.arguments = u"[REVISION]"_s;
    verb.summary = tr("run a revision up and down on a sandbox in memory (exit 1 if refuted)");
    verb.description = tr(
        "Starts from the schema its history makes; no target is touched. Each statement, and the "
        "whole, is proved, refuted (with the ORA code Oracle would give) or cannot be judged. "
        "Speaks of structure, never of data. Default: the head.");
    verb.examples = {{u"rehearse"_s, tr("the head")}};
    verb.maxArguments = 1;
    verb.takesJson = verb.takesOverrides = verb.takesDefines = true;
    verb.run = runRehearse;
    return verb;
}

} // namespace Athanor
