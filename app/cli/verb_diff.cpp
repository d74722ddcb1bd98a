// SPDX-License-Identifier: MIT
#include "base/atomicfile.h"
#include "cli/changetext.h"
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/text.h"
#include "migrate/autogenerate.h"
#include "migrate/sides.h"

#include <QtCore/QFileInfo>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// What paths are compared by where there is no project: what is not said is ours.
Result<Workspace> bareWorkspace(const Invocation &call)
{
    Workspace workspace;
    workspace.autoincrement = Autoincrement::Off;
    if (call.isSet(u"oracle-version")) {
        const Result<OracleVersion> version = parseOracleVersion(call.value(u"oracle-version"));
        if (!version)
            return failure(ErrorKind::Usage, version.error().message);
        workspace.version = *version;
    }
    const Result<WorkspaceOverrides> overrides = call.overrides();
    if (!overrides)
        return Failure(overrides.error());
    if (Result<> applied = applyOverrides(workspace.project, *overrides); !applied)
        return Failure(applied.error());
    return workspace;
}

// A path wherever it is one: two of them need no project.
bool isPath(const QString &word)
{
    return QFileInfo::exists(word) || word.contains(u'/')
        || word.endsWith(".sql"_L1, Qt::CaseInsensitive);
}

Result<> writeScripts(const Invocation &call, const ScriptPair &scripts)
{
    for (const auto &[option, script] :
         {std::pair(u"up"_s, &scripts.upgrade), std::pair(u"down"_s, &scripts.downgrade)}) {
        if (!call.isSet(option))
            continue;
        if (Result<> written = writeTextFile(call.value(option), scriptText(*script)); !written)
            return written;
    }
    return {};
}

Result<Difference> findDifference(const Invocation &call, const Workspace &workspace,
                                  const QString &from, const QString &to, bool hasProject,
                                  const AutogenerateOptions &options)
{
    if (from == "live"_L1 && to == "model"_L1) {
        // As migrate compares: what the project does not own is left alone.
        const Result<std::unique_ptr<Session>> session = call.connect(workspace);
        if (!session)
            return Failure(session.error());
        return compareWithModel(workspace, **session, options);
    }
    SideOptions sideOptions;
    sideOptions.version = workspace.version;
    sideOptions.scripts = scriptOptions(workspace.project);
    sideOptions.connect = [&] { return call.connect(workspace); };
    if (call.isSet(u"autoincrement")) {
        const Result<Autoincrement> way = parseAutoincrement(call.value(u"autoincrement"));
        if (!way)
            return failure(ErrorKind::Usage, way.error().message);
        sideOptions.completePaths = *way;
    }
    const Workspace *project = hasProject ? &workspace : nullptr;
    const Result<Side> before = readSide(from, project, sideOptions);
    if (!before)
        return Failure(before.error());
    const Result<Side> after = readSide(to, project, sideOptions);
    if (!after)
        return Failure(after.error());
    return compareCatalogs(workspace, before->catalog, after->catalog, options);
}

Result<ExitCode> runDiff(Invocation &call)
{
    const QStringList words = call.arguments();
    const QString from = words.value(0, u"live"_s);
    const QString to = words.value(1, u"model"_s);
    AutogenerateOptions options;
    const auto renames = parseRenames(call.values(u"rename"));
    if (!renames)
        return Failure(renames.error());
    options.renames = *renames;
    options.dropUnowned = call.isSet(u"drop-unowned");

    const bool hasProject = !isPath(from) || !isPath(to);
    const Result<Workspace> workspace =
        hasProject ? call.openWholeWorkspace() : bareWorkspace(call);
    if (!workspace)
        return Failure(workspace.error());
    const Result<Difference> difference =
        findDifference(call, *workspace, from, to, hasProject, options);
    if (!difference)
        return call.modelFailure(*workspace, difference.error());
    if (const Result<> written = writeScripts(call, difference->scripts); !written)
        return Failure(written.error());

    Terminal &terminal = call.terminal();
    if (call.wantsJson()) {
        call.printJson(QJsonDocument(
            QJsonObject{{u"from"_s, from},
                        {u"to"_s, to},
                        {u"differs"_s, !difference->isEmpty()},
                        {u"changes"_s, changesToJson(difference->comparison)},
                        {u"renameCandidates"_s, renamesToJson(difference->comparison)},
                        {u"upgrade"_s, toJson(difference->scripts.upgrade)},
                        {u"downgrade"_s, toJson(difference->scripts.downgrade)}}));
    } else if (call.wantsSql()) {
        terminal.print(scriptText(difference->scripts.upgrade));
    } else {
        printChanges(terminal, difference->comparison);
    }
    if (difference->isEmpty()) {
        terminal.note(tr("No difference."));
        return ExitCode::Done;
    }
    noteHazards(terminal, difference->scripts.upgrade, tr("What may go wrong on the way up:"));
    noteRenames(terminal, difference->comparison);
    return ExitCode::Differences;
}

} // namespace

Verb diffVerb()
{
    Verb verb;
    verb.name = u"diff"_s;
    verb.arguments = u"[FROM] [TO]"_s;
    verb.summary = tr("list what changes from one schema to another (exit 1 if anything does)");
    verb.description = tr(
        "Each side is 'model', 'live' (the target), a revision (the schema its history makes), "
        "or a path: a .sql script, or a folder of them in any order. Default: live model. With "
        "two paths no project is needed, and keys are not given sequences unless "
        "--autoincrement says so.\nOne line a change: + added, ~ altered, - dropped, > renamed.");
    verb.options = {
        {u"up"_s, tr("write the script that leads from FROM to TO"), u"FILE"_s},
        {u"down"_s, tr("write the script that leads back"), u"FILE"_s},
        {u"rename"_s,
         tr("this is a rename, not a drop and an add: tables, or TABLE.COLUMN on both sides; may "
            "be repeated"),
         u"OLD=NEW"_s},
        {u"drop-unowned"_s, tr("with 'live': also drop tables that no revision made")},
    };
    verb.examples = {
        {u"diff"_s, tr("what migrate would write")},
        {u"diff a.sql b.sql --sql"_s, tr("the script from one to the other")},
        {u"diff a.sql b.sql --up u.sql --down d.sql"_s, tr("both scripts, into files")},
        {u"diff base head"_s, tr("all that the revisions make")}};
    verb.maxArguments = 2;
    verb.takesTarget = verb.takesJson = verb.takesSql = verb.takesOverrides = verb.takesDefines =
        verb.writesScripts = true;
    verb.run = runDiff;
    return verb;
}

} // namespace Athanor
