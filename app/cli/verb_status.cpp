// SPDX-License-Identifier: MIT
// Where things stand: current, heads, branches, history.
#include "base/clock.h"
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/text.h"
#include "migrate/status.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString stateWord(RevisionState state)
{
    switch (state) {
    case RevisionState::Applied:
        return u"applied"_s;
    case RevisionState::Pending:
        return u"pending"_s;
    case RevisionState::StoppedHalfWay:
        return u"stopped-half-way"_s;
    case RevisionState::NotReviewed:
        return u"not-reviewed"_s;
    case RevisionState::EditedAfterApplied:
        return u"edited-after-applied"_s;
    case RevisionState::FileMissing:
        return u"file-missing"_s;
    }
    return {};
}

QString stateText(const RevisionStatus &status)
{
    switch (status.state) {
    case RevisionState::Applied:
        return tr("applied");
    case RevisionState::Pending:
        return tr("pending");
    case RevisionState::StoppedHalfWay:
        return tr("half-way: %1 of %2 statements")
            .arg(status.statementsDone)
            .arg(status.statementsTotal);
    case RevisionState::NotReviewed:
        return tr("not reviewed");
    case RevisionState::EditedAfterApplied:
        return tr("edited after it was applied");
    case RevisionState::FileMissing:
        return tr("file missing");
    }
    return {};
}

Result<TargetStatus> statusOf(const Invocation &call, const Workspace &workspace)
{
    const Result<const Target *> target = call.target(workspace);
    if (!target)
        return Failure(target.error());
    const Result<std::unique_ptr<Session>> session = call.connect(workspace);
    if (!session)
        return Failure(session.error());
    Result<TargetStatus> status = readStatus(workspace, **session, **target);
    if (status && !status->hasJournal)
        call.terminal().note(tr("There is no journal (athanor_journal) in %1: what is applied is "
                                "known from alembic_version alone.")
                                 .arg(status->target));
    return status;
}

const RevisionStatus *find(const TargetStatus &status, const QString &id)
{
    const auto found = std::find_if(status.revisions.begin(), status.revisions.end(),
                                    [&](const RevisionStatus &r) { return r.id == id; });
    return found == status.revisions.end() ? nullptr : &*found;
}

QString marked(const QString &id, const QStringList &marks)
{
    QString text = id;
    for (const QString &mark : marks)
        text += u" (%1)"_s.arg(mark);
    return text;
}

void printWithMessage(Terminal &terminal, const QString &id, const QString &message)
{
    terminal.printLine(message.isEmpty() ? id : id + u' ' + message);
}

// ---- current

Result<ExitCode> runCurrent(Invocation &call)
{
    const Result<Workspace> workspace = call.openWorkspace();
    if (!workspace)
        return Failure(workspace.error());
    const Result<TargetStatus> status = statusOf(call, *workspace);
    if (!status)
        return Failure(status.error());
    const RevisionGraph &graph = workspace->graph;
    QJsonArray current, unfinished;
    Terminal &terminal = call.terminal();
    terminal.detail(status->description);
    for (const QString &id : status->current) {
        const Revision *revision = graph.find(id);
        const RevisionStatus *state = find(*status, id);
        const bool isHead = revision && graph.children(id).isEmpty();
        QStringList marks;
        if (isHead)
            marks.push_back(tr("head"));
        if (state && state->state != RevisionState::Applied)
            marks.push_back(stateText(*state));
        current.append(QJsonObject{
            {u"revision"_s, id},
            {u"message"_s, revision ? revision->message : QString()},
            {u"isHead"_s, isHead},
            {u"state"_s, stateWord(state ? state->state : RevisionState::FileMissing)}});
        if (!call.wantsJson())
            printWithMessage(terminal, marked(id, marks), revision ? revision->message : QString());
    }
    for (const RevisionStatus &state : status->revisions) {
        if (state.state != RevisionState::StoppedHalfWay)
            continue;
        const Revision *revision = graph.find(state.id);
        unfinished.append(QJsonObject{{u"revision"_s, state.id},
                                      {u"message"_s, revision ? revision->message : QString()},
                                      {u"statementsDone"_s, state.statementsDone},
                                      {u"statementsTotal"_s, state.statementsTotal}});
        // A half-way downgrade is of a current revision, and said already.
        if (!call.wantsJson() && !status->current.contains(state.id))
            printWithMessage(terminal, marked(state.id, {stateText(state)}),
                             revision ? revision->message : QString());
    }
    if (call.wantsJson()) {
        call.printJson(QJsonDocument(QJsonObject{{u"target"_s, status->target},
                                                 {u"description"_s, status->description},
                                                 {u"current"_s, current},
                                                 {u"unfinished"_s, unfinished}}));
        return ExitCode::Done;
    }
    if (status->current.isEmpty() && unfinished.isEmpty())
        terminal.note(tr("%1 stands at base: no revision is applied.").arg(status->target));
    if (!unfinished.isEmpty()) {
        terminal.note(tr("A run stopped half-way: %1 goes on with it, %2 undoes it.")
                          .arg(call.command(u"resume"_s), call.command(u"rollback"_s)));
    }
    return ExitCode::Done;
}

// ---- heads, branches

Result<ExitCode> runHeads(Invocation &call)
{
    const Result<Workspace> workspace = call.openWorkspace();
    if (!workspace)
        return Failure(workspace.error());
    const RevisionGraph &graph = workspace->graph;
    QJsonArray heads;
    for (const QString &id : graph.heads()) {
        heads.append(toJson(*graph.find(id), graph));
        if (!call.wantsJson())
            printWithMessage(call.terminal(), marked(id, {tr("head")}), graph.find(id)->message);
    }
    if (call.wantsJson())
        call.printJson(QJsonDocument(heads));
    else if (heads.isEmpty())
        call.terminal().note(tr("There are no revisions yet."));
    if (heads.size() > 1)
        call.terminal().note(tr("To join them: %1").arg(call.command(u"merge"_s)));
    return ExitCode::Done;
}

Result<ExitCode> runBranches(Invocation &call)
{
    const Result<Workspace> workspace = call.openWorkspace();
    if (!workspace)
        return Failure(workspace.error());
    const RevisionGraph &graph = workspace->graph;
    QJsonArray points;
    for (const QString &id : graph.branchPoints()) {
        const QStringList children = graph.children(id);
        QJsonObject object = toJson(*graph.find(id), graph);
        object[u"children"_s] = toJson(children);
        points.append(object);
        if (call.wantsJson())
            continue;
        printWithMessage(call.terminal(), marked(id, {tr("branch point")}),
                         graph.find(id)->message);
        for (const QString &child : children)
            printWithMessage(call.terminal(), u"    -> "_s + child, graph.find(child)->message);
    }
    if (call.wantsJson())
        call.printJson(QJsonDocument(points));
    return ExitCode::Done;
}

// ---- history

// Alembic's A:B, either side may be empty. Both ends are part of it.
Result<QStringList> inRange(const RevisionGraph &graph, const QString &range,
                            const QStringList &current)
{
    if (!range.contains(u':'))
        return failure(ErrorKind::Usage, tr("expected --rev-range FROM:TO, not '%1'").arg(range));
    const QString from = range.section(u':', 0, 0);
    const QString to = range.section(u':', 1);
    const Result<QStringList> end = graph.resolveAll(to.isEmpty() ? u"heads"_s : to, current);
    if (!end)
        return end;
    const Result<QString> start = graph.resolve(from.isEmpty() ? u"base"_s : from, current);
    if (!start)
        return Failure(start.error());
    const QStringList upTo = graph.ancestors(*end);
    if (start->isEmpty())
        return upTo;
    QStringList kept;
    for (const QString &id : graph.descendants(*start)) {
        if (upTo.contains(id))
            kept.push_back(id);
    }
    return kept;
}

void printRevision(Terminal &terminal, const Workspace &workspace, const Revision &revision,
                   const RevisionStatus *status)
{
    const RevisionGraph &graph = workspace.graph;
    QStringList marks;
    if (graph.children(revision.id).isEmpty())
        marks.push_back(tr("head"));
    if (graph.children(revision.id).size() > 1)
        marks.push_back(tr("branch point"));
    if (revision.revises.size() > 1)
        marks.push_back(tr("merge"));
    if (status && status->isCurrent)
        marks.push_back(tr("current"));
    if (status && (!status->isCurrent || status->state != RevisionState::Applied))
        marks.push_back(stateText(*status));
    else if (!status && !revision.isReviewed())
        marks.push_back(revision.isReviewStale() ? tr("edited since its review")
                                                 : tr("not reviewed"));
    const QString parents =
        revision.revises.isEmpty() ? u"<base>"_s : revision.revises.join(", "_L1);
    terminal.printLine(terminal.painted(parents, Terminal::Colour::Dim) + u" -> "_s
                       + marked(revision.id, marks) + u", "_s + revision.message);
    if (terminal.isVerbose()) {
        terminal.printLine(u"    "_s + isoUtc(revision.created) + u"  "_s + revision.file);
    }
}

Result<ExitCode> runHistory(Invocation &call)
{
    const Result<Workspace> workspace = call.openWorkspace();
    if (!workspace)
        return Failure(workspace.error());
    const RevisionGraph &graph = workspace->graph;
    const QString range = call.value(u"rev-range");
    const bool asksTarget = call.isSet(u"indicate-current") || call.isSet(u"target")
        || range.contains("current"_L1) || range.startsWith(u'-') || range.startsWith(u'+')
        || range.contains(":-"_L1) || range.contains(":+"_L1);
    std::optional<TargetStatus> status;
    if (asksTarget) {
        Result<TargetStatus> read = statusOf(call, *workspace);
        if (!read)
            return Failure(read.error());
        status = std::move(*read);
    }
    QStringList shown = graph.ancestors(graph.heads());
    if (!range.isEmpty()) {
        const Result<QStringList> some =
            inRange(graph, range, status ? status->current : QStringList());
        if (!some)
            return Failure(some.error());
        shown = *some;
    }
    std::reverse(shown.begin(), shown.end()); // newest first
    QJsonArray array;
    for (const QString &id : shown) {
        const Revision &revision = *graph.find(id);
        const RevisionStatus *state = status ? find(*status, id) : nullptr;
        if (!call.wantsJson()) {
            printRevision(call.terminal(), *workspace, revision, state);
            continue;
        }
        QJsonObject object = toJson(revision, graph);
        object[u"state"_s] = state ? QJsonValue(stateWord(state->state)) : QJsonValue::Null;
        object[u"isCurrent"_s] = state ? QJsonValue(state->isCurrent) : QJsonValue::Null;
        array.append(object);
    }
    if (call.wantsJson())
        call.printJson(QJsonDocument(array));
    for (const Error &error : workspace->revisionErrors)
        call.terminal().error(error);
    return workspace->revisionErrors.empty() ? ExitCode::Done : ExitCode::Project;
}

} // namespace

Verb currentVerb()
{
    Verb verb;
    verb.name = u"current"_s;
    verb.summary = tr("print the revisions the target stands at");
    verb.description = tr("One line a head of the target; nothing at base. A run that stopped "
                          "half-way is shown with how far it came.");
    verb.examples = {{u"current -t dev"_s, tr("of the target dev")}};
    verb.takesTarget = verb.takesJson = true;
    verb.run = runCurrent;
    return verb;
}

Verb headsVerb()
{
    Verb verb;
    verb.name = u"heads"_s;
    verb.summary = tr("print the revisions that nothing revises yet");
    verb.takesJson = true;
    verb.run = runHeads;
    return verb;
}

Verb branchesVerb()
{
    Verb verb;
    verb.name = u"branches"_s;
    verb.summary = tr("print the revisions that several others revise");
    verb.takesJson = true;
    verb.run = runBranches;
    return verb;
}

Verb historyVerb()
{
    Verb verb;
    verb.name = u"history"_s;
    verb.summary = tr("print the revisions, newest first");
    verb.description = tr("Reads the files only; with -i or -t the target is asked for each "
                          "revision's state.");
    verb.options = {{{u"r"_s, u"rev-range"_s},
                     tr("only these, ends included; either may be empty"),
                     u"FROM:TO"_s},
                    {{u"i"_s, u"indicate-current"_s}, tr("ask the target for the states")}};
    verb.examples = {{u"history"_s, tr("all of it")},
                     {u"history -i"_s, tr("with what is applied")},
                     {u"history -r base:3f2a9c1d"_s, tr("up to 3f2a9c1d…")},
                     {u"history -r current:"_s, tr("what is still to come")}};
    verb.takesTarget = verb.takesJson = true;
    verb.run = runHistory;
    return verb;
}

} // namespace Athanor
