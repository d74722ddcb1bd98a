// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "cli/exitcode.h"

#include <QtCore/QCommandLineOption>
#include <QtCore/QString>

#include <vector>

namespace Athanor {

class Invocation;

// One headless verb: what it takes, what its help says, what it does.
struct Verb
{
    struct Example
    {
        QString command; // without "athanor "
        QString meaning;
    };

    QString name;
    QString arguments; // as in the usage line: "[REVISION]", "FILE"
    QString summary; // one line
    QString description; // paragraphs; empty: the summary says it all
    std::vector<QCommandLineOption> options; // its own; the common ones follow from the flags
    std::vector<Example> examples;
    int maxArguments = 0; // -1: any number
    bool takesTarget = false;
    bool takesJson = false;
    bool takesSql = false;
    bool takesOverrides = false; // --oracle-version, --autoincrement
    bool takesDefines = false; // --define NAME=VALUE
    bool writesScripts = false; // --keywords, --names
    Result<ExitCode> (*run)(Invocation &invocation) = nullptr;
};

// In the order of the general help. Each is defined in its verb_*.cpp.
[[nodiscard]] Verb initVerb();
[[nodiscard]] Verb migrateVerb();
[[nodiscard]] Verb revisionVerb();
[[nodiscard]] Verb mergeVerb();
[[nodiscard]] Verb showVerb();
[[nodiscard]] Verb reviewVerb();
[[nodiscard]] Verb rehearseVerb();
[[nodiscard]] Verb upgradeVerb();
[[nodiscard]] Verb downgradeVerb();
[[nodiscard]] Verb resumeVerb();
[[nodiscard]] Verb rollbackVerb();
[[nodiscard]] Verb stampVerb();
[[nodiscard]] Verb currentVerb();
[[nodiscard]] Verb headsVerb();
[[nodiscard]] Verb branchesVerb();
[[nodiscard]] Verb historyVerb();
[[nodiscard]] Verb checkVerb();
[[nodiscard]] Verb diffVerb();
[[nodiscard]] Verb driftVerb();
[[nodiscard]] Verb modelVerb();
[[nodiscard]] Verb splitVerb();
[[nodiscard]] Verb createTestUserVerb();
[[nodiscard]] Verb importAlembicVerb();
[[nodiscard]] Verb doctorVerb();

} // namespace Athanor
