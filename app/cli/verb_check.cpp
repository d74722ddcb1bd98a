// SPDX-License-Identifier: MIT
#include "cli/changetext.h"
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/text.h"
#include "database/versiontable.h"
#include "migrate/autogenerate.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

Result<ExitCode> runCheck(Invocation &call)
{
    const Result<Workspace> workspace = call.openWholeWorkspace();
    if (!workspace)
        return Failure(workspace.error());
    const Result<const Target *> target = call.target(*workspace);
    if (!target)
        return Failure(target.error());
    const Result<std::unique_ptr<Session>> session = call.connect(*workspace);
    if (!session)
        return Failure(session.error());
    const Result<QStringList> current = readHeads(**session);
    if (!current)
        return Failure(current.error());
    const RevisionGraph &graph = workspace->graph;
    const Result<QStringList> pending = graph.upgradePath(*current, graph.heads());
    if (!pending)
        return Failure(pending.error());
    const Result<Difference> difference = compareWithModel(*workspace, **session, {});
    if (!difference)
        return call.modelFailure(*workspace, difference.error());

    Terminal &terminal = call.terminal();
    if (call.wantsJson()) {
        call.printJson(QJsonDocument(
            QJsonObject{{u"target"_s, (*target)->name},
                        {u"differs"_s, !difference->isEmpty()},
                        {u"pending"_s, toJson(*pending)},
                        {u"changes"_s, changesToJson(difference->comparison)},
                        {u"renameCandidates"_s, renamesToJson(difference->comparison)}}));
    } else {
        printChanges(terminal, difference->comparison);
    }
    if (difference->isEmpty()) {
        terminal.note(tr("%1 is as the model says.").arg((*target)->name));
        return ExitCode::Done;
    }
    noteRenames(terminal, difference->comparison);
    terminal.note(pending->isEmpty()
                      ? tr("%1 differs from the model. Next: %2")
                            .arg((*target)->name, call.command(u"migrate -m \"…\""_s))
                      : tr("%1 differs from the model, and %2 not applied yet. Next: %3")
                            .arg((*target)->name,
                                 pending->size() == 1 ? tr("1 revision is")
                                                      : tr("%1 revisions are").arg(pending->size()),
                                 call.command(u"upgrade"_s)));
    return ExitCode::Differences;
}

} // namespace

Verb checkVerb()
{
    Verb verb;
    verb.name = u"check"_s;
    verb.summary = tr("say whether the target is as the model says (exit 1 if not)");
    verb.description =
        tr("Prints what differs, one line a change: + added, ~ altered, - dropped, > "
           "renamed.");
    verb.examples = {{u"check"_s, tr("in a script: athanor check || …")}};
    verb.takesTarget = verb.takesJson = verb.takesOverrides = verb.takesDefines = true;
    verb.run = runCheck;
    return verb;
}

} // namespace Athanor
