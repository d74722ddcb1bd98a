// SPDX-License-Identifier: MIT
#include "cli/changetext.h"
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/text.h"
#include "migrate/autogenerate.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QJsonObject resultJson(const Workspace &workspace, const std::optional<Revision> &revision,
                       const Difference &difference)
{
    return {{u"revision"_s,
             revision ? QJsonValue(toJson(*revision, workspace.graph)) : QJsonValue::Null},
            {u"changes"_s, changesToJson(difference.comparison)},
            {u"renameCandidates"_s, renamesToJson(difference.comparison)},
            {u"upgrade"_s, toJson(difference.scripts.upgrade)},
            {u"downgrade"_s, toJson(difference.scripts.downgrade)}};
}

Result<ExitCode> runMigrate(Invocation &call)
{
    AutogenerateOptions options;
    options.message = call.value(u"message");
    options.dropUnowned = call.isSet(u"drop-unowned");
    if (options.message.isEmpty() && !call.wantsSql())
        return failure(ErrorKind::Usage, tr("expected -m MESSAGE: what the revision is for"));
    const auto renames = parseRenames(call.values(u"rename"));
    if (!renames)
        return Failure(renames.error());
    options.renames = *renames;

    const Result<Workspace> workspace = call.openWholeWorkspace();
    if (!workspace)
        return Failure(workspace.error());
    const Result<std::unique_ptr<Session>> session = call.connect(*workspace);
    if (!session)
        return Failure(session.error());

    // What was found is printed beside what was written.
    std::optional<Revision> revision;
    if (!call.wantsSql()) {
        Result<std::optional<Revision>> made =
            autogenerate(*workspace, **session, options, systemClock());
        if (!made)
            return call.modelFailure(*workspace, made.error());
        revision = *made;
    }
    const Result<Difference> difference = compareWithModel(*workspace, **session, options);
    if (!difference)
        return call.modelFailure(*workspace, difference.error());

    Terminal &terminal = call.terminal();
    if (call.wantsJson())
        call.printJson(QJsonDocument(resultJson(*workspace, revision, *difference)));
    if (difference->isEmpty()) {
        terminal.note(tr("Nothing to do: the target is as the model says."));
        return ExitCode::Done;
    }
    noteHazards(terminal, difference->scripts.upgrade, tr("What may go wrong on the way up:"));
    noteHazards(terminal, difference->scripts.downgrade, tr("What may go wrong on the way down:"));
    noteRenames(terminal, difference->comparison);
    if (call.wantsSql()) {
        if (!call.wantsJson())
            terminal.print(scriptText(difference->scripts.upgrade));
        return ExitCode::Done;
    }
    if (!revision) {
        terminal.note(tr("Nothing was written: what differs belongs to no revision "
                         "(--drop-unowned includes it)."));
        return ExitCode::Done;
    }
    if (!call.wantsJson())
        terminal.printLine(revision->file);
    terminal.note(tr("%1 found. STOP: read the script and correct it where needed, then: %2")
                      .arg(difference->comparison.changes.size() == 1
                               ? tr("1 change")
                               : tr("%1 changes").arg(difference->comparison.changes.size()),
                           call.command(u"review "_s + revision->id)));
    return ExitCode::Done;
}

} // namespace

Verb migrateVerb()
{
    Verb verb;
    verb.name = u"migrate"_s;
    verb.summary = tr("write a revision that brings the target to the model");
    verb.description =
        tr("Compares the target with the model and writes upgrade and downgrade of what differs, "
           "sequences and alters included. The target must stand at the head. The revision waits "
           "for its review.\nPrints the revision's file.");
    verb.options = {
        {{u"m"_s, u"message"_s}, tr("what the revision is for"), u"TEXT"_s},
        {u"rename"_s,
         tr("this is a rename, not a drop and an add: tables, or TABLE.COLUMN on both sides; may "
            "be repeated"),
         u"OLD=NEW"_s},
        {u"drop-unowned"_s, tr("also drop tables that no revision made")},
    };
    verb.examples = {{u"migrate -m \"create auth_user\""_s, tr("write the revision")},
                     {u"migrate --sql"_s, tr("only show what its upgrade would be")},
                     {u"migrate -m \"names\" --rename USR=AUTH_USER"_s, tr("a table was renamed")}};
    verb.takesTarget = verb.takesJson = verb.takesSql = verb.takesOverrides = verb.takesDefines =
        verb.writesScripts = true;
    verb.run = runMigrate;
    return verb;
}

} // namespace Athanor
