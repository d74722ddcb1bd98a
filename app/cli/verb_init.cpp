// SPDX-License-Identifier: MIT
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/text.h"

#include <QtCore/QDir>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

Result<ExitCode> runInit(Invocation &call)
{
    const QString directory = QDir(call.directory()).absoluteFilePath(call.argument(u"."_s));
    const Result<Project> project = initProject(directory, call.value(u"name"));
    if (!project)
        return Failure(project.error());
    if (call.wantsJson()) {
        call.printJson(QJsonDocument(QJsonObject{{u"project"_s, project->name},
                                                 {u"directory"_s, project->directory},
                                                 {u"target"_s, project->target({})->name}}));
        return ExitCode::Done;
    }
    Terminal &terminal = call.terminal();
    terminal.printLine(project->directory);
    terminal.note(
        tr("A new project: athanor.toml, model/ for the schema as it should be, versions/ "
           "for its revisions."));
    terminal.note(tr("Next: write CREATE TABLE … into a file of model/, then 'athanor migrate -m "
                     "\"…\"' in that folder."));
    return ExitCode::Done;
}

} // namespace

Verb initVerb()
{
    Verb verb;
    verb.name = u"init"_s;
    verb.arguments = u"[DIR]"_s;
    verb.summary = tr("make a project: athanor.toml, model/, versions/");
    verb.description =
        tr("Makes the folder if it is not there. Nothing that is there is touched; a "
           "folder that has an athanor.toml is refused. Its first target is an "
           "embedded sandbox, so that no server is needed.\nPrints the folder.");
    verb.options = {{u"name"_s, tr("the project's name; default: the folder's"), u"NAME"_s}};
    verb.examples = {{u"init shop"_s, tr("in the new folder shop")},
                     {u"init"_s, tr("in this folder")}};
    verb.maxArguments = 1;
    verb.takesJson = true;
    verb.run = runInit;
    return verb;
}

} // namespace Athanor
