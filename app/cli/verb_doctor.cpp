// SPDX-License-Identifier: MIT
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/password.h"
#include "cli/text.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// One thing looked at: well, or what is wrong with it.
struct Finding
{
    QString what;
    QString detail; // where it is well
    Errors errors;
};

Finding projectFinding(const Invocation &call, const Result<Workspace> &workspace)
{
    Finding finding{tr("project"), {}, {}};
    if (workspace)
        finding.detail = workspace->project.path(QLatin1String(projectFileName));
    else
        finding.errors.push_back(workspace.error());
    Q_UNUSED(call)
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

Finding targetFinding(const Invocation &call, const Workspace &workspace, const Target &target)
{
    Finding finding{tr("target %1").arg(target.name), {}, {}};
    const Result<std::unique_ptr<Session>> session =
        connectTarget(workspace, target.name, passwordSource(call.terminal()));
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

Result<ExitCode> runDoctor(Invocation &call)
{
    const Result<Workspace> workspace = call.openWorkspace();
    std::vector<Finding> findings{projectFinding(call, workspace)};
    if (workspace) {
        findings.push_back(modelFinding(*workspace));
        findings.push_back(revisionsFinding(*workspace));
        if (call.isSet(u"target")) {
            const Result<const Target *> target = call.target(*workspace);
            if (!target)
                return Failure(target.error());
            findings.push_back(targetFinding(call, *workspace, **target));
        } else {
            for (const Target &target : workspace->project.targets)
                findings.push_back(targetFinding(call, *workspace, target));
            if (workspace->project.targets.empty()) {
                findings.push_back({tr("target"), {}, {call.target(*workspace).error()}});
            }
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
        array.append(QJsonObject{{u"check"_s, finding.what},
                                 {u"ok"_s, well},
                                 {u"detail"_s, jsonOrNull(finding.detail)},
                                 {u"errors"_s, errors}});
        if (call.wantsJson())
            continue;
        const QString mark = well ? terminal.painted(tr("ok"), Terminal::Colour::Green)
                                  : terminal.painted(tr("wrong"), Terminal::Colour::Red);
        terminal.printLine(mark + u"  "_s + finding.what
                           + (well ? u": "_s + finding.detail : QString()));
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
    verb.description = tr("The exit code is that of the first thing found wrong.");
    verb.examples = {{u"doctor"_s, tr("everything")}, {u"doctor -t dev"_s, tr("only this target")}};
    verb.takesTarget = verb.takesJson = true;
    verb.run = runDoctor;
    return verb;
}

} // namespace Athanor
