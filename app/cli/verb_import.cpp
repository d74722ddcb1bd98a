// SPDX-License-Identifier: MIT
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/text.h"
#include "migrate/importalembic.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

Result<ExitCode> runImport(Invocation &call)
{
    const AlembicSources sources{call.argument(), call.values(u"sql")};
    if (sources.folder.isEmpty() && sources.sqlFiles.isEmpty()) {
        return failure(ErrorKind::Usage,
                       tr("expected an Alembic repository, or --sql FILE with what “alembic "
                          "upgrade base:heads --sql” prints"));
    }
    const Result<Workspace> workspace = call.openWholeWorkspace();
    if (!workspace)
        return Failure(workspace.error());
    const Result<AlembicImport> imported = importAlembic(*workspace, sources, systemClock());
    if (!imported)
        return Failure(imported.error());
    Terminal &terminal = call.terminal();
    if (call.wantsJson()) {
        QJsonArray revisions;
        for (const Revision &revision : imported->written) {
            revisions.append(QJsonObject{{u"revision"_s, revision.id},
                                         {u"message"_s, revision.message},
                                         {u"file"_s, revision.file},
                                         {u"byHand"_s, imported->byHand.contains(revision.id)}});
        }
        call.printJson(QJsonDocument(QJsonObject{{u"revisions"_s, revisions},
                                                 {u"present"_s, toJson(imported->present)},
                                                 {u"remarks"_s, toJson(imported->remarks)}}));
    } else {
        for (const Revision &revision : imported->written)
            terminal.printLine(revision.file);
    }
    for (const QString &id : imported->present)
        terminal.note(tr("%1 is in the project already; it was left as it is.").arg(id));
    for (const QString &remark : imported->remarks)
        terminal.note(remark);
    for (const QString &id : imported->byHand) {
        terminal.note(tr("%1 has Python that is to be translated by hand; look for “translate by "
                         "hand” in its file.")
                          .arg(id));
    }
    if (!imported->written.empty()) {
        terminal.note(tr("STOP: read the scripts, then mark each: %1")
                          .arg(call.command(u"review REVISION"_s)));
    }
    return ExitCode::Done;
}

} // namespace

Verb importAlembicVerb()
{
    Verb verb;
    verb.name = u"import-alembic"_s;
    verb.arguments = u"[FOLDER]"_s;
    verb.summary = tr("make revisions of an Alembic repository's");
    verb.description =
        tr("They keep their ids and parents, so the target's alembic_version means the same. No "
           "Python is run. The statements come from --sql, which is exact; without it the "
           "operations whose Oracle statement is certain are translated, and the others stand as "
           "comments in the file. Nothing is overwritten, and everything waits for its review.");
    verb.options = {{u"sql"_s,
                     tr("what “alembic upgrade base:heads --sql” or “alembic downgrade heads:base "
                        "--sql” printed; may be given twice"),
                     u"FILE"_s}};
    verb.examples = {{u"import-alembic ../shop/migrations --sql up.sql --sql down.sql"_s,
                      tr("messages and dates from the folder, statements from Alembic itself")},
                     {u"import-alembic ../shop/migrations"_s, tr("without Alembic at hand")}};
    verb.maxArguments = 1;
    verb.takesJson = true;
    verb.run = runImport;
    return verb;
}

} // namespace Athanor
