// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.h"

namespace Athanor {

// What the shell gets. A contract: scripts branch on it (docs/cli.md).
enum class ExitCode {
    Done = 0, // or nothing to do
    Differences = 1, // the check found some
    Usage = 2,
    Project = 3, // the project, the model or a revision file is wrong
    Connection = 4,
    Statement = 5, // a statement failed; the run stands there and can be resumed
    Locked = 6,
    NotReviewed = 7,
};

[[nodiscard]] ExitCode exitCodeOf(ErrorKind kind);

} // namespace Athanor
