// SPDX-License-Identifier: MIT
#include "base/atomicfile.h"
#include "cli/changetext.h"
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/scripts.h"
#include "cli/text.h"
#include "database/dictionary.h"
#include "migrate/autogenerate.h"

#include <QtCore/QFileInfo>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// One side of the comparison, as the user named it.
struct Side
{
    enum Kind { Model, Live, AtRevision, Path } kind = Model;
    QString word;
};

Side sideOf(const QString &word)
{
    if (word == "model"_L1)
        return {Side::Model, word};
    if (word == "live"_L1)
        return {Side::Live, word};
    const bool looksLikePath = word.contains(u'/') || word.endsWith(".sql"_L1, Qt::CaseInsensitive);
    if (looksLikePath || QFileInfo::exists(word))
        return {Side::Path, word};
    return {Side::AtRevision, word};
}

// Without a project only paths can be compared; what is not said is Oracle's and ours.
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
    if (call.isSet(u"autoincrement")) {
        const Result<Autoincrement> way = parseAutoincrement(call.value(u"autoincrement"));
        if (!way)
            return failure(ErrorKind::Usage, way.error().message);
        workspace.autoincrement = *way;
    }
    return workspace;
}

class Sides
{
public:
    Sides(const Invocation &call, const Workspace &workspace)
        : m_call(call)
        , m_workspace(workspace)
    { }

    Result<Session *> session()
    {
        if (!m_session) {
            Result<std::unique_ptr<Session>> opened = m_call.connect(m_workspace);
            if (!opened)
                return Failure(opened.error());
            m_session = std::move(*opened);
        }
        return m_session.get();
    }

    Result<Catalog> read(const Side &side)
    {
        switch (side.kind) {
        case Side::Model: {
            const Result<ModelReading> model = readModel(m_workspace);
            if (!model)
                return Failure(model.error());
            if (!model->errors.empty())
                return reportAll(m_call.terminal(), model->errors);
            return model->completed;
        }
        case Side::Live: {
            const Result<Session *> open = session();
            if (!open)
                return Failure(open.error());
            return readDictionary(**open);
        }
        case Side::AtRevision: {
            QStringList current;
            const Result<QStringList> ids = m_workspace.graph.resolveAll(side.word, current);
            if (!ids)
                return Failure(ids.error());
            return replay(m_workspace, *ids);
        }
        case Side::Path: {
            const Result<CatalogReading> reading = readCatalogOf({side.word}, m_workspace.version);
            if (!reading)
                return Failure(reading.error());
            if (!reading->errors.empty())
                return reportAll(m_call.terminal(), reading->errors);
            // A path is compared as it stands, unless it is asked to be completed.
            if (!m_call.isSet(u"autoincrement"))
                return reading->catalog;
            return completed(reading->catalog, m_workspace.autoincrement, m_workspace.version,
                             reading->noAutoincrement);
        }
        }
        return Catalog();
    }

private:
    const Invocation &m_call;
    const Workspace &m_workspace;
    std::unique_ptr<Session> m_session;
};

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
                                  const Side &from, const Side &to,
                                  const AutogenerateOptions &options)
{
    Sides sides(call, workspace);
    if (from.kind == Side::Live && to.kind == Side::Model) {
        // As migrate compares: what the project does not own is left alone.
        const Result<Session *> session = sides.session();
        if (!session)
            return Failure(session.error());
        return compareWithModel(workspace, **session, options);
    }
    const Result<Catalog> before = sides.read(from);
    if (!before)
        return Failure(before.error());
    const Result<Catalog> after = sides.read(to);
    if (!after)
        return Failure(after.error());
    return compareCatalogs(workspace, *before, *after, options);
}

Result<ExitCode> runDiff(Invocation &call)
{
    const QStringList words = call.arguments();
    const Side from = sideOf(words.value(0, u"live"_s));
    const Side to = sideOf(words.value(1, u"model"_s));
    AutogenerateOptions options;
    const auto renames = parseRenames(call.values(u"rename"));
    if (!renames)
        return Failure(renames.error());
    options.renames = *renames;
    options.dropUnowned = call.isSet(u"drop-unowned");

    const bool onlyPaths = from.kind == Side::Path && to.kind == Side::Path;
    const Result<Workspace> workspace = onlyPaths ? bareWorkspace(call) : call.openWholeWorkspace();
    if (!workspace)
        return Failure(workspace.error());
    const Result<Difference> difference = findDifference(call, *workspace, from, to, options);
    if (!difference)
        return Failure(difference.error());
    if (const Result<> written = writeScripts(call, difference->scripts); !written)
        return Failure(written.error());

    Terminal &terminal = call.terminal();
    if (call.wantsJson()) {
        call.printJson(QJsonDocument(
            QJsonObject{{u"from"_s, from.word},
                        {u"to"_s, to.word},
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
    verb.takesTarget = verb.takesJson = verb.takesSql = verb.takesOverrides = true;
    verb.run = runDiff;
    return verb;
}

} // namespace Athanor
