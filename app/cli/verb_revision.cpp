// SPDX-License-Identifier: MIT
// Revisions written by hand: revision and merge.
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/text.h"
#include "migrate/autogenerate.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

Result<ExitCode> finish(Invocation &call, const Workspace &workspace, const QString &message,
                        const QStringList &parents)
{
    const Result<Revision> revision = newRevision(workspace, message, parents, systemClock());
    if (!revision)
        return Failure(revision.error());
    if (call.wantsJson()) {
        call.printJson(
            QJsonDocument(QJsonObject{{u"revision"_s, toJson(*revision, workspace.graph)}}));
    } else {
        call.terminal().printLine(revision->file);
    }
    call.terminal().note(
        tr("STOP: write its statements, then: %1").arg(call.command(u"review "_s + revision->id)));
    return ExitCode::Done;
}

// The revisions the words name, each once.
Result<QStringList> resolved(const Workspace &workspace, const QStringList &words)
{
    QStringList ids;
    for (const QString &word : words) {
        const Result<QStringList> some = workspace.graph.resolveAll(word);
        if (!some)
            return some;
        for (const QString &id : *some) {
            if (!ids.contains(id))
                ids.push_back(id);
        }
    }
    return ids;
}

Result<ExitCode> runRevision(Invocation &call)
{
    const QString message = call.value(u"message");
    if (message.isEmpty())
        return failure(ErrorKind::Usage, tr("expected -m MESSAGE: what the revision is for"));
    const Result<Workspace> workspace = call.openWholeWorkspace();
    if (!workspace)
        return Failure(workspace.error());
    const QStringList words = call.isSet(u"head") ? call.values(u"head") : QStringList{u"head"_s};
    const Result<QStringList> parents = resolved(*workspace, words);
    if (!parents)
        return Failure(parents.error());
    return finish(call, *workspace, message, *parents);
}

Result<ExitCode> runMerge(Invocation &call)
{
    const Result<Workspace> workspace = call.openWholeWorkspace();
    if (!workspace)
        return Failure(workspace.error());
    const QStringList words =
        call.arguments().isEmpty() ? QStringList{u"heads"_s} : call.arguments();
    const Result<QStringList> parents = resolved(*workspace, words);
    if (!parents)
        return Failure(parents.error());
    if (parents->size() < 2) {
        return failure(ErrorKind::Usage,
                       call.arguments().isEmpty()
                           ? tr("there is nothing to merge: the revisions have one head")
                           : tr("expected at least two revisions to merge"));
    }
    const QString message = call.isSet(u"message") ? call.value(u"message")
                                                   : tr("merge %1").arg(parents->join(tr(" and ")));
    return finish(call, *workspace, message, *parents);
}

} // namespace

Verb revisionVerb()
{
    Verb verb;
    verb.name = u"revision"_s;
    verb.summary = tr("write an empty revision, for statements written by hand");
    verb.description = tr("Prints the revision's file.");
    verb.options = {{{u"m"_s, u"message"_s}, tr("what the revision is for"), u"TEXT"_s},
                    {u"head"_s, tr("what it revises; default: the head; base begins a new line"),
                     u"REVISION"_s}};
    verb.examples = {{u"revision -m \"fill first names\""_s, tr("after the head")},
                     {u"revision -m fix --head 3f2a9c1d"_s, tr("a branch from 3f2a9c1d…")}};
    verb.takesJson = true;
    verb.run = runRevision;
    return verb;
}

Verb mergeVerb()
{
    Verb verb;
    verb.name = u"merge"_s;
    verb.arguments = u"[REVISION…]"_s;
    verb.summary = tr("write a revision that joins heads");
    verb.description = tr("Without arguments it joins all heads.\nPrints the revision's file.");
    verb.options = {{{u"m"_s, u"message"_s}, tr("default: merge … and …"), u"TEXT"_s}};
    verb.examples = {{u"merge"_s, tr("all heads")},
                     {u"merge -m join 3f2a9c1d 9b1c04d2"_s, tr("these two")}};
    verb.maxArguments = -1;
    verb.takesJson = true;
    verb.run = runMerge;
    return verb;
}

} // namespace Athanor
