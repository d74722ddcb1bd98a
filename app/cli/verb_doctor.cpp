// SPDX-License-Identifier: MIT
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/password.h"
#include "cli/text.h"
#include "migrate/doctor.h"
#include "oracleclient.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// One thing looked at: well, or what is wrong with it.
struct Finding
{
    QString what;
    QString detail; // where it is well
    Errors errors;
    Chain chain = {}; // of an Oracle target
};

Finding projectFinding(const Result<Workspace> &workspace)
{
    Finding finding{tr("project"), {}, {}};
    if (workspace)
        finding.detail = workspace->project.path(QLatin1String(projectFileName));
    else
        finding.errors.push_back(workspace.error());
    return finding;
}

Finding modelFinding(const Workspace &workspace)
{
    Finding finding{tr("model"), {}, {}};
    const Result<ModelReading> model = readModel(workspace);
    if (!model) {
        finding.errors.push_back(model.error());
        return finding;
    }
    finding.errors = model->errors;
    finding.detail = tr("%1 tables, %2 parts kept as text")
                         .arg(model->completed.tables.size())
                         .arg(model->notes.size());
    return finding;
}

Finding revisionsFinding(const Workspace &workspace)
{
    Finding finding{tr("revisions"), {}, workspace.revisionErrors};
    const RevisionGraph &graph = workspace.graph;
    for (const auto &[revision, parent] : graph.missing()) {
        const Revision &named = *graph.find(revision);
        finding.errors.push_back(
            {ErrorKind::Semantic,
             tr("the revision %1 revises %2, but no file in the versions folder has that id")
                 .arg(revision, parent),
             0,
             {named.file, named.revisesLine, 1},
             {}});
    }
    const QStringList heads = graph.heads();
    finding.detail = tr("%1 files, heads: %2")
                         .arg(graph.revisions().size())
                         .arg(heads.isEmpty() ? tr("(none)") : heads.join(", "_L1));
    return finding;
}

Finding sandboxFinding(const Workspace &workspace, const Target &target)
{
    Finding finding{tr("target %1").arg(target.name), {}, {}};
    const Result<std::unique_ptr<Session>> session = connectTarget(workspace, target.name);
    if (!session) {
        finding.errors.push_back(session.error());
        return finding;
    }
    finding.detail = (*session)->description();
    const Result<OracleVersion> version = (*session)->serverVersion();
    if (!version) {
        finding.errors.push_back(version.error());
        return finding;
    }
    finding.detail += tr(", Oracle %1").arg(version->toString());
    if (*version < workspace.version) {
        finding.errors.push_back({ErrorKind::Semantic,
                                  tr("scripts are written for Oracle %1 (oracle_version in "
                                     "athanor.toml), but this is %2")
                                      .arg(workspace.version.toString(), version->toString()),
                                  0,
                                  {workspace.project.path(QLatin1String(projectFileName)), 0, 0},
                                  {}});
    }
    return finding;
}

// After a login that worked, with a password that somebody typed or that shall be kept anyway.
void offerToRemember(const Invocation &call, Passwords &known, const ConnectionUrl &url)
{
    Terminal &terminal = call.terminal();
    const PasswordOrigin origin = known.origin(url);
    const bool asked = call.isSet(u"save-password");
    if (!asked && (origin != PasswordOrigin::Asked || !known.storeProblem().isEmpty()))
        return;
    if (origin == PasswordOrigin::None || origin == PasswordOrigin::Keychain)
        return;
    if (!asked
        && !terminal.confirm(
            tr("Remember the password of %1 in the keychain?").arg(passwordPlace(url))))
        return;
    if (const Result<> kept = known.remember(url); !kept)
        terminal.note(tr("The password is not remembered. %1").arg(kept.error().message));
    else
        terminal.note(tr("The keychain remembers the password of %1.").arg(passwordPlace(url)));
}

Finding targetFinding(const Invocation &call, const Workspace &workspace, const Target &target,
                      const std::shared_ptr<Passwords> &known)
{
    const Result<ConnectionUrl> url = parseConnectionUrl(target.url, workspace.project.directory);
    Finding finding{tr("target %1").arg(target.name), {}, {}};
    if (!url) {
        finding.errors.push_back(url.error());
        return finding;
    }
    if (url->kind == ConnectionUrl::Kind::Sandbox)
        return sandboxFinding(workspace, target);

    ChainQuestion question;
    question.url = *url;
    question.client = oracleClientFor(workspace.project.directory);
    question.scripts = workspace.version;
    finding.chain = examineConnection(question, passwordSource(known));
    finding.detail = describe(*url);
    for (const ChainLink &link : finding.chain) {
        if (link.state != ChainLink::State::Broken)
            continue;
        Error error = link.error;
        error.message = link.what + u": "_s + link.detail;
        error.context = link.advice;
        finding.errors.push_back(error);
    }
    const auto login =
        std::find_if(finding.chain.begin(), finding.chain.end(),
                     [](const ChainLink &link) { return link.step == ChainLink::Step::Login; });
    if (login->state == ChainLink::State::Well)
        offerToRemember(call, *known, *url);
    return finding;
}

QString stateWord(ChainLink::State state)
{
    switch (state) {
    case ChainLink::State::Well:
        return u"ok"_s;
    case ChainLink::State::Broken:
        return u"broken"_s;
    case ChainLink::State::NotReached:
        return u"not-reached"_s;
    case ChainLink::State::NotApplicable:
        return u"not-applicable"_s;
    }
    return {};
}

QJsonArray toJson(const Chain &chain)
{
    QJsonArray links;
    for (const ChainLink &link : chain) {
        links.append(QJsonObject{
            {u"link"_s, link.what},
            {u"state"_s, stateWord(link.state)},
            {u"detail"_s, jsonOrNull(link.detail)},
            {u"advice"_s, jsonOrNull(link.advice)},
            {u"oraCode"_s, link.oraCode == 0 ? QJsonValue() : QJsonValue(link.oraCode)},
        });
    }
    return links;
}

void printChain(Terminal &terminal, const Chain &chain)
{
    qsizetype widest = 0;
    for (const ChainLink &link : chain)
        widest = std::max(widest, link.what.size());
    const QString indent(10 + widest, u' ');
    for (const ChainLink &link : chain) {
        const QString name = link.what.leftJustified(widest);
        switch (link.state) {
        case ChainLink::State::NotApplicable:
            break;
        case ChainLink::State::NotReached:
            terminal.printLine(terminal.painted(u"  –     "_s + name + u"  "_s + tr("not reached"),
                                                Terminal::Colour::Dim));
            break;
        case ChainLink::State::Well:
            terminal.printLine(u"  "_s + terminal.painted(tr("ok"), Terminal::Colour::Green)
                               + u"    "_s + name + (link.detail.isEmpty() ? QString() : u"  "_s)
                               + link.detail);
            break;
        case ChainLink::State::Broken:
            terminal.printLine(
                u"  "_s + terminal.painted(tr("wrong"), Terminal::Colour::Red) + u" "_s + name
                + u"  "_s + link.detail
                + (link.oraCode == 0 ? QString() : u" ("_s + oraCodeText(link.oraCode) + u')'));
            if (!link.advice.isEmpty())
                terminal.printLine(indent + link.advice);
            break;
        }
    }
}

// The targets that are looked at: the one named, or all.
Result<std::vector<Target>> wantedTargets(const Invocation &call, const Workspace &workspace)
{
    if (!call.isSet(u"target") && !workspace.project.targets.empty())
        return workspace.project.targets;
    const Result<const Target *> target = call.target(workspace);
    if (!target)
        return Failure(target.error());
    return std::vector<Target>{**target};
}

Result<ExitCode> forgetPasswords(const Invocation &call, const Workspace &workspace)
{
    const Result<std::vector<Target>> targets = wantedTargets(call, workspace);
    if (!targets)
        return Failure(targets.error());
    const std::shared_ptr<Passwords> known = passwords(call.terminal());
    for (const Target &target : *targets) {
        const Result<ConnectionUrl> url =
            parseConnectionUrl(target.url, workspace.project.directory);
        if (!url)
            return Failure(url.error());
        if (url->kind == ConnectionUrl::Kind::Sandbox)
            continue;
        if (const Result<> gone = known->forget(*url); !gone)
            return Failure(gone.error());
        call.terminal().note(
            tr("The keychain has no password of %1 any more.").arg(passwordPlace(*url)));
    }
    return ExitCode::Done;
}

Result<ExitCode> runDoctor(Invocation &call)
{
    const Result<Workspace> workspace = call.openWorkspace();
    if (call.isSet(u"forget-password")) {
        if (!workspace)
            return Failure(workspace.error());
        return forgetPasswords(call, *workspace);
    }
    std::vector<Finding> findings{projectFinding(workspace)};
    if (workspace) {
        findings.push_back(modelFinding(*workspace));
        findings.push_back(revisionsFinding(*workspace));
        const Result<std::vector<Target>> targets = wantedTargets(call, *workspace);
        if (!targets && call.isSet(u"target"))
            return Failure(targets.error());
        if (!targets)
            findings.push_back({tr("target"), {}, {targets.error()}});
        else {
            const std::shared_ptr<Passwords> known = passwords(call.terminal());
            for (const Target &target : *targets)
                findings.push_back(targetFinding(call, *workspace, target, known));
            if (!known->storeProblem().isEmpty())
                call.terminal().detail(known->storeProblem());
        }
    }
    Terminal &terminal = call.terminal();
    ExitCode code = ExitCode::Done;
    QJsonArray array;
    for (const Finding &finding : findings) {
        const bool well = finding.errors.empty();
        if (!well && code == ExitCode::Done)
            code = exitCodeOf(finding.errors.front().kind);
        QJsonArray errors;
        for (const Error &error : finding.errors)
            errors.append(toJson(error));
        QJsonObject object{{u"check"_s, finding.what},
                           {u"ok"_s, well},
                           {u"detail"_s, jsonOrNull(finding.detail)},
                           {u"errors"_s, errors}};
        if (!finding.chain.empty())
            object.insert(u"links"_s, toJson(finding.chain));
        array.append(object);
        if (call.wantsJson())
            continue;
        const QString mark = well ? terminal.painted(tr("ok"), Terminal::Colour::Green)
                                  : terminal.painted(tr("wrong"), Terminal::Colour::Red);
        const bool showsDetail = well || !finding.chain.empty();
        terminal.printLine(mark + u"  "_s + finding.what
                           + (showsDetail ? u": "_s + finding.detail : QString()));
        if (!finding.chain.empty()) {
            printChain(terminal, finding.chain);
            continue;
        }
        for (const Error &error : finding.errors)
            terminal.printLine(u"    "_s + error.toString());
    }
    if (call.wantsJson())
        call.printJson(QJsonDocument(array));
    return code;
}

} // namespace

Verb doctorVerb()
{
    Verb verb;
    verb.name = u"doctor"_s;
    verb.summary =
        tr("look at the project, its model, its revisions and every target, and say what "
           "is wrong");
    verb.description =
        tr("Of an Oracle target it tries every link of the chain, from Qt's driver to the "
           "privileges of the account, and says which one is missing and what to do about it "
           "(docs/oracle.md).\nThe exit code is that of the first thing found wrong.");
    verb.options = {{u"save-password"_s,
                     tr("after a login that works, keep its password in the "
                        "desktop's keychain")},
                    {u"forget-password"_s,
                     tr("take the password out of the keychain; nothing is "
                        "looked at")}};
    verb.examples = {{u"doctor"_s, tr("everything")},
                     {u"doctor -t dev"_s, tr("only this target")},
                     {u"doctor -t dev --save-password"_s, tr("and remember its password")}};
    verb.takesTarget = verb.takesJson = true;
    verb.run = runDoctor;
    return verb;
}

} // namespace Athanor
