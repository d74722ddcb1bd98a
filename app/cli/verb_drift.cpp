// SPDX-License-Identifier: MIT
#include "base/atomicfile.h"
#include "cli/carryout.h"
#include "cli/changetext.h"
#include "cli/json.h"
#include "cli/text.h"
#include "migrate/drift.h"
#include "migrate/section.h"
#include "revision/projectedit.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

struct Opened
{
    Workspace workspace;
    const Target *target = nullptr;
    std::unique_ptr<Session> session;
};

Result<DriftOptions> readOptions(const Invocation &call)
{
    DriftOptions options;
    const auto renames = parseRenames(call.values(u"rename"));
    if (!renames)
        return Failure(renames.error());
    options.renames = *renames;
    options.all = call.isSet(u"all");
    for (const QString &text : call.values(u"only")) {
        const Result<ObjectRule> rule = ObjectRule::parse(text);
        if (!rule)
            return Failure(rule.error());
        options.only.push_back(*rule);
    }
    return options;
}

QString nameOf(const ObjectRef &object)
{
    return object.type + u' ' + writtenName(object.name);
}

QJsonArray toJson(const std::vector<ObjectRef> &objects)
{
    QJsonArray array;
    for (const ObjectRef &object : objects)
        array.append(QJsonObject{{u"type"_s, object.type}, {u"name"_s, object.name.name}});
    return array;
}

// What stands in the way of understanding the rest comes first.
void noteStanding(Terminal &terminal, const Drift &drift)
{
    if (drift.halfWay)
        terminal.error(*drift.halfWay);
    for (const QString &remark : drift.remarks)
        terminal.note(remark);
}

void noteObjects(Terminal &terminal, const QString &title, const std::vector<ObjectRef> &objects)
{
    if (objects.empty())
        return;
    terminal.note(title);
    for (const ObjectRef &object : objects)
        terminal.note(u"  "_s + nameOf(object));
}

Result<ExitCode> show(const Invocation &call, const Opened &opened, const DriftOptions &options)
{
    const Result<Drift> drift = readDrift(opened.workspace, *opened.session, options);
    if (!drift)
        return Failure(drift.error());
    Terminal &terminal = call.terminal();
    noteStanding(terminal, *drift);
    const Difference &difference = drift->difference;
    if (call.wantsJson()) {
        call.printJson(QJsonDocument(QJsonObject{
            {u"target"_s, opened.target->name},
            {u"revisions"_s, Athanor::toJson(drift->heads)},
            {u"differs"_s, !drift->isEmpty()},
            {u"halfWay"_s,
             drift->halfWay ? QJsonValue(Athanor::toJson(*drift->halfWay)) : QJsonValue::Null},
            {u"remarks"_s, Athanor::toJson(drift->remarks)},
            {u"changes"_s, changesToJson(difference.comparison)},
            {u"renameCandidates"_s, renamesToJson(difference.comparison)},
            {u"notOwned"_s, toJson(drift->notOwned)},
            {u"ignored"_s, toJson(drift->ignored)},
            {u"adopt"_s, Athanor::toJson(difference.scripts.upgrade)},
            {u"revert"_s, Athanor::toJson(difference.scripts.downgrade)}}));
    } else if (call.wantsSql()) {
        terminal.print(scriptText(difference.scripts.upgrade));
    } else {
        printChanges(terminal, difference.comparison);
    }
    noteObjects(terminal, tr("Made by no revision, so not counted (--all counts them):"),
                drift->notOwned);
    if (!drift->ignored.empty() && terminal.isVerbose())
        noteObjects(terminal, tr("Ignored by [drift] ignore:"), drift->ignored);
    if (drift->isEmpty()) {
        terminal.note(tr("%1 is as its revisions made it.").arg(opened.target->name));
        return ExitCode::Done;
    }
    noteRenames(terminal, difference.comparison);
    terminal.note(tr("%1 is not as its revisions made it. To keep what was done by hand: %2")
                      .arg(opened.target->name, call.command(u"drift --adopt -m \"…\""_s)));
    terminal.note(tr("To take it back: %1").arg(call.command(u"drift --revert"_s)));
    terminal.note(
        tr("To leave it alone: %1").arg(call.command(u"drift --ignore \"TABLE NAME\""_s)));
    return ExitCode::Differences;
}

Result<ExitCode> adopt(const Invocation &call, const Opened &opened, const DriftOptions &options)
{
    const QString message = call.value(u"message");
    if (message.isEmpty())
        return failure(ErrorKind::Usage, tr("expected -m MESSAGE: what the revision is for"));
    const Result<> sure = call.confirmTarget(*opened.target, u"drift --adopt"_s);
    if (!sure)
        return Failure(sure.error());
    const auto revision =
        adoptDrift(opened.workspace, *opened.session, options, message, systemClock());
    if (!revision)
        return Failure(revision.error());
    Terminal &terminal = call.terminal();
    if (call.wantsJson()) {
        call.printJson(QJsonDocument(
            QJsonObject{{u"target"_s, opened.target->name},
                        {u"revision"_s,
                         *revision ? QJsonValue(Athanor::toJson(**revision, opened.workspace.graph))
                                   : QJsonValue(QJsonValue::Null)}}));
    }
    if (!*revision) {
        terminal.note(
            tr("Nothing to adopt: %1 is as its revisions made it.").arg(opened.target->name));
        return ExitCode::Done;
    }
    if (!call.wantsJson())
        terminal.printLine((*revision)->file);
    terminal.note(tr("%1 stands at %2 now; nothing was run there. For the other databases: STOP, "
                     "read the script, then %3")
                      .arg(opened.target->name, (*revision)->id,
                           call.command(u"review "_s + (*revision)->id)));
    if (needsPassword((*revision)->upgrade) || needsPassword((*revision)->downgrade)) {
        terminal.note(tr("It makes something that needs a password, which Athanor never keeps: a "
                         "variable stands for it (&…_PASSWORD). At the STOP, put the password in, "
                         "or give it with --define when it runs."));
    }
    return ExitCode::Done;
}

Result<ExitCode> ignore(const Invocation &call, const Workspace &workspace)
{
    std::vector<ObjectRule> rules;
    for (const QString &text : call.values(u"ignore")) {
        const Result<ObjectRule> rule = ObjectRule::parse(text);
        if (!rule)
            return Failure(rule.error());
        rules.push_back(*rule);
    }
    const Result<int> added = addDriftRules(workspace.project.directory, rules);
    if (!added)
        return Failure(added.error());
    if (call.wantsJson()) {
        QStringList texts;
        for (const ObjectRule &rule : rules)
            texts += rule.toString();
        call.printJson(
            QJsonDocument(QJsonObject{{u"added"_s, *added}, {u"rules"_s, Athanor::toJson(texts)}}));
    }
    call.terminal().note(*added == 0
                             ? tr("[drift] ignore has it already.")
                             : tr("%1 added to [drift] ignore in %2.")
                                   .arg(*added == 1 ? tr("1 rule") : tr("%1 rules").arg(*added),
                                        workspace.project.path(QLatin1String(projectFileName))));
    return ExitCode::Done;
}

void noteRehearsal(Terminal &terminal, const Rehearsal &rehearsal)
{
    terminal.note(tr("Rehearsed on a sandbox that starts as the target is: %1")
                      .arg(toString(rehearsal.overall())));
    for (const RehearsedStatement &one : rehearsal.statements) {
        if (one.verdict != Verdict::Proved)
            terminal.note(
                u"  %1  %2: %3"_s.arg(one.statement.number)
                    .arg(toString(one.verdict), one.error ? one.error->toString() : one.why));
    }
    for (const QString &remark : rehearsal.remarks)
        terminal.note(remark);
}

// The script is read before it runs, as any: whoever applies it names it by the code that was
// printed with it, so that what runs is what was read.
Result<> requireReview(const Invocation &call, const RevertPlan &revert)
{
    if (!revert.reviewCode.isEmpty() && call.value(u"apply") == revert.reviewCode)
        return {};
    return failure(ErrorKind::NotReviewed,
                   tr("the script is another one now than the one printed as %1: read it again "
                      "(%2)")
                       .arg(call.value(u"apply"), call.command(u"drift --revert"_s)));
}

Result<ExitCode> revert(const Invocation &call, const Opened &opened, const DriftOptions &options)
{
    const Result<RevertPlan> planned = planRevert(opened.workspace, *opened.session, options);
    if (!planned)
        return Failure(planned.error());
    Terminal &terminal = call.terminal();
    if (planned->script.empty()) {
        if (call.isSet(u"output"))
            terminal.note(tr("No file was written."));
        terminal.note(
            tr("Nothing to take back: %1 is as its revisions made it.").arg(opened.target->name));
        if (call.wantsJson())
            call.printJson(QJsonDocument(QJsonObject{{u"target"_s, opened.target->name},
                                                     {u"revert"_s, QJsonArray()},
                                                     {u"review"_s, QJsonValue::Null}}));
        return ExitCode::Done;
    }
    if (call.isSet(u"apply") && !call.wantsSql()) {
        if (const Result<> reviewed = requireReview(call, *planned); !reviewed)
            return Failure(reviewed.error());
        if (planned->rehearsal.overall() == Verdict::Refuted) {
            noteRehearsal(terminal, planned->rehearsal);
            return failure(
                ErrorKind::Semantic,
                tr("the rehearsal refutes the script, so it was not run; correct what it "
                   "names by hand, or take back less (--only)"));
        }
        return carryOut(call, opened.workspace, *opened.session, planned->plan);
    }
    const QString text = scriptText(planned->script);
    if (call.isSet(u"output")) {
        if (const Result<> written = writeTextFile(call.value(u"output"), text); !written)
            return Failure(written.error());
    }
    if (call.wantsJson()) {
        call.printJson(QJsonDocument(QJsonObject{
            {u"target"_s, opened.target->name},
            {u"revert"_s, Athanor::toJson(planned->script)},
            {u"rehearsal"_s, toString(planned->rehearsal.overall()).replace(u' ', u'-')},
            {u"review"_s, jsonOrNull(planned->reviewCode)}}));
    } else if (!call.isSet(u"output")) {
        terminal.print(text);
    }
    noteHazards(terminal, planned->script, tr("What may go wrong:"));
    for (const QString &remark : planned->plan.remarks)
        terminal.note(remark);
    if (planned->reviewCode.isEmpty()) {
        terminal.note(tr("No statement does it; the script says what to do by hand."));
        return ExitCode::Done;
    }
    noteRehearsal(terminal, planned->rehearsal);
    terminal.note(tr("STOP: read the script. To run exactly it: %1")
                      .arg(call.command(u"drift --revert --apply "_s + planned->reviewCode)));
    return ExitCode::Done;
}

Result<ExitCode> runDrift(Invocation &call)
{
    const bool adopts = call.isSet(u"adopt");
    const bool reverts = call.isSet(u"revert") || call.isSet(u"apply") || call.isSet(u"output");
    const bool ignores = call.isSet(u"ignore");
    if (int(adopts) + int(reverts) + int(ignores) > 1)
        return failure(ErrorKind::Usage, tr("--adopt, --revert and --ignore exclude each other"));
    const Result<DriftOptions> options = readOptions(call);
    if (!options)
        return Failure(options.error());
    if (ignores) {
        const Result<Workspace> workspace = call.openWorkspace();
        return workspace ? ignore(call, *workspace) : Result<ExitCode>(Failure(workspace.error()));
    }
    Result<Workspace> workspace = call.openWholeWorkspace();
    if (!workspace)
        return Failure(workspace.error());
    const Result<const Target *> target = call.target(*workspace);
    if (!target)
        return Failure(target.error());
    const QString targetName = (*target)->name;
    Result<std::unique_ptr<Session>> session = call.connect(*workspace);
    if (!session)
        return Failure(session.error());
    Opened opened{std::move(*workspace), nullptr, std::move(*session)};
    opened.target = opened.workspace.project.target(targetName);
    if (adopts && !call.wantsSql())
        return adopt(call, opened, *options);
    if (reverts)
        return revert(call, opened, *options);
    DriftOptions shown = *options;
    shown.withNamed = adopts; // --sql prints what --adopt would write
    return show(call, opened, shown);
}

} // namespace

Verb driftVerb()
{
    Verb verb;
    verb.name = u"drift"_s;
    verb.summary = tr("say what somebody changed in the target by hand (exit 1 if anything)");
    verb.description = tr(
        "Compares the target with what its revisions make, up to where it stands. One line a "
        "change, seen from the revisions: + added, ~ altered, - dropped, > renamed by hand. "
        "Objects that no revision ever made are listed apart and not counted.\n--adopt writes a "
        "revision that makes the same in other databases, and records it as applied here. "
        "--revert prints the SQL that takes it back; --apply with the code printed below it runs "
        "exactly that script, rehearsed and journalled. --ignore adds a rule to [drift] ignore of "
        "athanor.toml, which check, migrate and diff live model keep to as well.\nAn OBJECT is a "
        "type and a name, % for any text: \"TABLE TMP_%\", \"COLUMN ORDERS.NOTE\", ORDERS_IX.");
    verb.options = {
        {u"adopt"_s, tr("write it as a revision, recorded as applied on this target")},
        {{u"m"_s, u"message"_s}, tr("with --adopt: what the revision is for"), u"TEXT"_s},
        {u"revert"_s, tr("print the SQL that takes it back")},
        {u"output"_s, tr("with --revert: write the SQL into a file"), u"FILE"_s},
        {u"apply"_s, tr("with --revert: run the script that was printed with this code"),
         u"CODE"_s},
        {u"ignore"_s, tr("leave such objects alone from now on; may be repeated"), u"OBJECT"_s},
        {u"only"_s, tr("only these objects; may be repeated"), u"OBJECT"_s},
        {u"all"_s, tr("objects that no revision ever made, too")},
        {u"rename"_s,
         tr("this was renamed by hand, not dropped and added: tables, or TABLE.COLUMN on both "
            "sides; may be repeated"),
         u"OLD=NEW"_s},
    };
    verb.examples = {
        {u"drift -t dev"_s, tr("what was done by hand on dev")},
        {u"drift --adopt -m \"index for the report\""_s, tr("keep it, as a revision")},
        {u"drift --revert --only \"INDEX ORDERS_IX\""_s, tr("the SQL that takes one thing back")},
        {u"drift --ignore \"TABLE TMP_%\""_s, tr("never mention those again")},
        {u"drift --adopt --all -m baseline"_s,
         tr("the first revision of a database that has none")}};
    verb.takesTarget = verb.takesJson = verb.takesSql = true;
    verb.run = runDrift;
    return verb;
}

} // namespace Athanor
