// SPDX-License-Identifier: MIT
#pragma once

#include "database/clientsetup.h"

namespace Athanor {

// The client for the project in that folder (empty: none), by what the environment, the project and
// the user's settings name.
[[nodiscard]] ClientChoice oracleClientFor(const QString &projectDirectory);

// Before the first driver is made: gives this process the client's environment. Where the loader's
// path has to be another, the program starts itself again in its own place (exec: the same
// arguments, the same input, one exit code), and this does not return. It does so once: a mark in
// the environment keeps a path that does not help from becoming a loop. A QCoreApplication has to
// be there.
void useOracleClient(const QString &projectDirectory, char **argv);

} // namespace Athanor
