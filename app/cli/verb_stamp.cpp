// SPDX-License-Identifier: MIT
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/text.h"
#include "database/versiontable.h"
#include "migrate/run.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

Result<ExitCode> runStamp(Invocation &call)
{
    if (call.arguments().isEmpty())
        return failure(ErrorKind::Usage, tr("expected the revision the target stands at"));
    const Result<Workspace> workspace = call.openWholeWorkspace();
    if (!workspace)
        return Failure(workspace.error());
    const Result<const Target *> target = call.target(*workspace);
    if (!target)
        return Failure(target.error());
    const Result<std::unique_ptr<Session>> session = call.connect(*workspace);
    if (!session)
        return Failure(session.error());
    const bool purge = call.isSet(u"purge");
    // With --purge the rows may name what nobody knows any more.
    Result<QStringList> current = purge ? Result<QStringList>() : readHeads(**session);
    if (!current)
        return Failure(current.error());
    QStringList revisions;
    for (const QString &word : call.arguments()) {
        const Result<QStringList> some = workspace->graph.resolveAll(word, *current);
        if (!some)
            return Failure(some.error());
        for (const QString &id : *some) {
            if (!revisions.contains(id))
                revisions.push_back(id);
        }
    }
    if (const Result<> sure = call.confirmTarget(**target, u"stamp"_s); !sure)
        return Failure(sure.error());
    if (const Result<> stamped = stamp(*workspace, **session, revisions, purge); !stamped)
        return Failure(stamped.error());
    const Result<QStringList> heads = readHeads(**session);
    if (!heads)
        return Failure(heads.error());
    if (call.wantsJson()) {
        call.printJson(QJsonDocument(
            QJsonObject{{u"target"_s, (*target)->name}, {u"current"_s, toJson(*heads)}}));
    }
    call.terminal().note(heads->isEmpty()
                             ? tr("%1 stands at base now; nothing was run.").arg((*target)->name)
                             : tr("%1 stands at %2 now; nothing was run.")
                                   .arg((*target)->name, heads->join(", "_L1)));
    return ExitCode::Done;
}

} // namespace

Verb stampVerb()
{
    Verb verb;
    verb.name = u"stamp"_s;
    verb.arguments = u"REVISION…"_s;
    verb.summary = tr("say at which revision the target stands, without running anything");
    verb.description =
        tr("For a database that has the schema already. Writes alembic_version only.");
    verb.options = {{u"purge"_s, tr("first remove every row, also of revisions nobody knows")}};
    verb.examples = {{u"stamp head"_s, tr("the target has all of it")},
                     {u"stamp base"_s, tr("the target has none of it")}};
    verb.maxArguments = -1;
    verb.takesTarget = verb.takesJson = true;
    verb.run = runStamp;
    return verb;
}

} // namespace Athanor
