// SPDX-License-Identifier: MIT
#pragma once

#include "cli/verb.h"

#include <QtCore/QStringList>

namespace Athanor {

[[nodiscard]] const std::vector<Verb> &verbs();

// What the arguments (without the program's name) ask for.
struct Request
{
    enum Kind {
        Window, // of `project`; empty: none named
        RunVerb, // with `arguments`
        GeneralHelp,
        Version,
        Unknown, // `word` is no verb and no folder
    } kind = Window;
    QString word;
    QString project;
    QStringList arguments;
};
[[nodiscard]] Request readRequest(const QStringList &arguments);

// Never opens a window and needs no display. A QCoreApplication is there. `argv` are main()'s: a
// verb for an Oracle target may have to start this program again (oracleclient.h).
[[nodiscard]] int runHeadless(const Request &request, char **argv);

} // namespace Athanor
