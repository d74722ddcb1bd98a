// SPDX-License-Identifier: MIT
#include "migrate/workspace.h"

#include "base/atomicfile.h"
#include "migrate/modelsource.h"
#include "sandbox/sandboxdriver.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Workspace", text);
}

// A setting that cannot be read, with the place to mend it.
Error inProject(Error error, const Project &project, const QString &overriding)
{
    if (overriding.isEmpty())
        error.where.file = project.path(QString::fromLatin1(projectFileName));
    else
        error.kind = ErrorKind::Usage;
    return error;
}

} // namespace

Result<> applyOverrides(Project &project, const WorkspaceOverrides &overrides)
{
    for (const auto &[name, value] : overrides.variables)
        project.variables.insert_or_assign(name.toUpper(), value);
    for (const auto &[word, isLower] : {std::pair(&overrides.keywords, &project.lowerCaseKeywords),
                                        std::pair(&overrides.names, &project.lowerCaseNames)}) {
        if (word->isEmpty())
            continue;
        if (*word != "upper"_L1 && *word != "lower"_L1)
            return failure(ErrorKind::Usage, tr("“%1” is neither upper nor lower.").arg(*word));
        *isLower = *word == "lower"_L1;
    }
    return {};
}

Result<Workspace> openWorkspace(const QString &directory, const WorkspaceOverrides &overrides)
{
    const Result<Project> project = readProject(directory);
    if (!project)
        return Failure(project.error());
    Workspace workspace;
    workspace.project = *project;
    if (Result<> overridden = applyOverrides(workspace.project, overrides); !overridden)
        return Failure(overridden.error());

    const QString version =
        overrides.oracleVersion.isEmpty() ? project->oracleVersion : overrides.oracleVersion;
    if (!version.isEmpty()) {
        const Result<OracleVersion> parsed = parseOracleVersion(version);
        if (!parsed)
            return Failure(inProject(parsed.error(), *project, overrides.oracleVersion));
        workspace.version = *parsed;
    }
    const QString way =
        overrides.autoincrement.isEmpty() ? project->autoincrement : overrides.autoincrement;
    if (!way.isEmpty()) {
        const Result<Autoincrement> parsed = parseAutoincrement(way);
        if (!parsed)
            return Failure(inProject(parsed.error(), *project, overrides.autoincrement));
        workspace.autoincrement = *parsed;
    }

    RevisionFolder folder = readRevisions(project->path(project->versionsDirectory));
    workspace.revisionErrors = std::move(folder.errors);
    Result<RevisionGraph> graph = RevisionGraph::make(std::move(folder.revisions));
    if (graph)
        workspace.graph = std::move(*graph);
    else
        workspace.revisionErrors.push_back(graph.error());
    return workspace;
}

WriterStyle writerStyle(const Project &project)
{
    WriterStyle style;
    style.lowerCaseKeywords = project.lowerCaseKeywords;
    style.lowerCaseNames = project.lowerCaseNames;
    return style;
}

ExpandOptions scriptOptions(const Project &project)
{
    ExpandOptions options;
    options.variables = project.variables;
    options.substitutes = project.substitution;
    options.readFile = readTextFile; // relative to the file that says @file
    return options;
}

Result<ModelReading> readModel(const Workspace &workspace)
{
    ModelReading model;
    ScriptSet set = readModelScripts(workspace.project);
    model.errors = std::move(set.errors);
    CatalogReading reading = readCatalog(set.scripts, scriptOptions(workspace.project),
                                         ReadingOrder::AnyOrder, workspace.version);
    model.errors.insert(model.errors.end(), reading.errors.begin(), reading.errors.end());
    model.notes = std::move(reading.notes);
    model.places = std::move(reading.places);
    model.completed = completed(reading.catalog, workspace.autoincrement, workspace.version,
                                reading.noAutoincrement);
    model.asWritten = std::move(reading.catalog);
    return model;
}

Result<std::unique_ptr<Session>> connectTarget(const Workspace &workspace, const QString &target,
                                               const Session::PasswordSource &password)
{
    registerSandboxDriver();
    const Target *wanted = workspace.project.target(target);
    if (!wanted) {
        QStringList names;
        for (const Target &known : workspace.project.targets)
            names += known.name;
        return failure(
            ErrorKind::Usage,
            names.isEmpty()
                ? tr("The project has no target. Add a [target.NAME] with a url to athanor.toml.")
                : tr("The project has no target “%1”. It has: %2.")
                      .arg(target, names.join(u", "_s)));
    }
    const Result<ConnectionUrl> url = parseConnectionUrl(wanted->url, workspace.project.directory);
    if (!url) {
        Error error = url.error();
        error.where.file = workspace.project.path(QString::fromLatin1(projectFileName));
        error.context = tr("target “%1”").arg(wanted->name);
        return Failure(error);
    }
    return Session::open(*url, password);
}

} // namespace Athanor
