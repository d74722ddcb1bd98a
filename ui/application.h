// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

namespace Athanor {

// The window until it is closed; main() returns what this returns. Empty directory: the welcome
// page.
[[nodiscard]] int runWindow(int &argc, char **argv, const QString &projectDirectory);

} // namespace Athanor
