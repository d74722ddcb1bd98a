// SPDX-License-Identifier: MIT
#include "cli/commandline.h"

#include "base/nearest.h"
#include "cli/help.h"
#include "cli/invocation.h"
#include "cli/text.h"
#include "oracleclient.h"

#include <QtCore/QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

const Verb *verbNamed(const QString &name)
{
    const auto found = std::find_if(verbs().begin(), verbs().end(),
                                    [&](const Verb &verb) { return verb.name == name; });
    return found == verbs().end() ? nullptr : &*found;
}

int exitWith(ExitCode code)
{
    return int(code);
}

int unknownVerb(Terminal &terminal, const QString &word)
{
    QStringList names;
    for (const Verb &verb : verbs())
        names.push_back(verb.name);
    const QString nearest = nearestWord(word, names);
    terminal.error(nearest.isEmpty()
                       ? tr("'%1' is neither a verb nor a project's folder").arg(word)
                       : tr("'%1' is not a verb; did you mean '%2'?").arg(word, nearest));
    terminal.note(tr("'athanor --help' lists the verbs."));
    return exitWith(ExitCode::Usage);
}

// Whether the verb will talk to an Oracle target. One that stays on the sandbox, or in the
// project's files, needs no client and is not started twice.
bool wantsOracle(const Invocation &invocation)
{
    if (!invocation.verb().takesTarget)
        return false;
    const Result<Project> project = readProject(invocation.directory());
    if (!project)
        return false; // the verb says what is wrong with it
    const auto isOracle = [](const Target &target) { return target.url.startsWith("oracle:"_L1); };
    if (invocation.verb().name == "doctor"_L1 && !invocation.isSet(u"target"))
        return std::any_of(project->targets.begin(), project->targets.end(), isOracle);
    const Target *target = project->target(invocation.value(u"target"));
    return target && isOracle(*target);
}

} // namespace

const std::vector<Verb> &verbs()
{
    static const std::vector<Verb> all{
        initVerb(),     migrateVerb(),        revisionVerb(),      mergeVerb(),     showVerb(),
        reviewVerb(),   rehearseVerb(),       upgradeVerb(),       downgradeVerb(), resumeVerb(),
        rollbackVerb(), stampVerb(),          currentVerb(),       headsVerb(),     branchesVerb(),
        historyVerb(),  checkVerb(),          diffVerb(),          driftVerb(),     modelVerb(),
        splitVerb(),    createTestUserVerb(), importAlembicVerb(), doctorVerb()};
    return all;
}

Request readRequest(const QStringList &arguments)
{
    Request request;
    // Common options may stand before the verb, as in git -C DIR log.
    qsizetype at = 0;
    for (; at < arguments.size() && arguments[at].startsWith(u'-'); ++at) {
        const QString &option = arguments[at];
        if (option == "-h"_L1 || option == "--help"_L1) {
            request.kind = Request::GeneralHelp;
            return request;
        }
        if (option == "--version"_L1 || option == "-V"_L1) {
            request.kind = Request::Version;
            return request;
        }
        const bool takesValue = option == "-C"_L1 || option == "--project"_L1 || option == "-t"_L1
            || option == "--target"_L1;
        if (takesValue && at + 1 < arguments.size())
            ++at;
    }
    if (at == arguments.size()) {
        // athanor -C DIR is athanor DIR; any other option alone asks for nothing.
        if (arguments.isEmpty())
            return request;
        if (arguments.size() == 2 && (arguments[0] == "-C"_L1 || arguments[0] == "--project"_L1)) {
            request.project = arguments[1];
            return request;
        }
        request.kind = Request::Unknown;
        request.word = arguments.front();
        return request;
    }
    request.word = arguments[at];
    if (request.word == "help"_L1) {
        const QString verb = arguments.value(at + 1);
        request.kind = verbNamed(verb) ? Request::RunVerb : Request::GeneralHelp;
        request.word = verb;
        request.arguments = QStringList{u"--help"_s};
    } else if (verbNamed(request.word)) {
        request.kind = Request::RunVerb;
        request.arguments = arguments;
        request.arguments.removeAt(at);
    } else if (QFileInfo(request.word).isDir() && arguments.size() == 1) {
        request.kind = Request::Window;
        request.project = request.word;
    } else {
        request.kind = Request::Unknown;
    }
    return request;
}

int runHeadless(const Request &request, char **argv)
{
    Terminal terminal;
    switch (request.kind) {
    case Request::Window:
        break; // main()'s
    case Request::GeneralHelp:
        terminal.print(generalHelp(terminal));
        return exitWith(ExitCode::Done);
    case Request::Version:
        terminal.printLine(u"athanor "_s + QCoreApplication::applicationVersion());
        return exitWith(ExitCode::Done);
    case Request::Unknown:
        return unknownVerb(terminal, request.word);
    case Request::RunVerb: {
        const Verb &verb = *verbNamed(request.word);
        Invocation invocation(verb, terminal);
        if (const Result<> parsed = invocation.parse(request.arguments); !parsed) {
            terminal.error(parsed.error());
            return exitWith(exitCodeOf(parsed.error().kind));
        }
        if (invocation.wantsHelp()) {
            terminal.print(verbHelp(verb, terminal));
            return exitWith(ExitCode::Done);
        }
        if (wantsOracle(invocation))
            useOracleClient(invocation.directory(), argv);
        const Result<ExitCode> done = verb.run(invocation);
        if (done)
            return exitWith(*done);
        terminal.error(done.error());
        return exitWith(exitCodeOf(done.error().kind));
    }
    }
    return exitWith(ExitCode::Usage);
}

} // namespace Athanor
