// SPDX-License-Identifier: MIT
#include "base/clock.h"
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/text.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString reviewWords(const Revision &revision)
{
    if (!revision.review)
        return tr("no");
    const QString given = tr("%1, %2").arg(revision.review->by, isoUtc(revision.review->at));
    return revision.isReviewed() ? given : tr("edited since %1 reviewed it").arg(given);
}

Result<ExitCode> runShow(Invocation &call)
{
    const Result<Workspace> workspace = call.openWorkspace();
    if (!workspace)
        return Failure(workspace.error());
    const RevisionGraph &graph = workspace->graph;
    const Result<QString> id = graph.resolve(call.argument(u"head"_s));
    if (!id)
        return Failure(id.error());
    const Revision *revision = graph.find(*id);
    if (!revision)
        return failure(ErrorKind::Usage, tr("base has nothing to show; name a revision"));
    if (call.wantsJson()) {
        QJsonObject object = toJson(*revision, graph);
        object[u"upgrade"_s] = revision->upgrade;
        object[u"downgrade"_s] = revision->downgrade;
        call.printJson(QJsonDocument(object));
        return ExitCode::Done;
    }
    Terminal &terminal = call.terminal();
    const auto field = [&](const QString &name, const QString &value) {
        terminal.printLine(terminal.painted(name + u':', Terminal::Colour::Bold) + u' ' + value);
    };
    field(tr("Revision"), graph.children(*id).isEmpty() ? *id + tr(" (head)") : *id);
    field(tr("Revises"),
          revision->revises.isEmpty() ? tr("(base)") : revision->revises.join(", "_L1));
    field(tr("Message"), revision->message);
    field(tr("Created"), isoUtc(revision->created));
    field(tr("Reviewed"), reviewWords(*revision));
    field(tr("File"), revision->file);
    terminal.print(u"\n-- ======== upgrade ========\n"_s + revision->upgrade
                   + u"\n-- ======== downgrade ========\n"_s + revision->downgrade);
    return ExitCode::Done;
}

} // namespace

Verb showVerb()
{
    Verb verb;
    verb.name = u"show"_s;
    verb.arguments = u"[REVISION]"_s;
    verb.summary = tr("print a revision: its header and both sections");
    verb.description = tr("Default: the head.");
    verb.examples = {{u"show"_s, tr("the head")}, {u"show 3f2a9c1d"_s, tr("this one")}};
    verb.maxArguments = 1;
    verb.takesJson = true;
    verb.run = runShow;
    return verb;
}

} // namespace Athanor
