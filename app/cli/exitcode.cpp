// SPDX-License-Identifier: MIT
#include "cli/exitcode.h"

namespace Athanor {

ExitCode exitCodeOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Usage:
    case ErrorKind::Ambiguous:
        return ExitCode::Usage;
    case ErrorKind::Syntax:
    case ErrorKind::Semantic:
    case ErrorKind::File:
    case ErrorKind::Unsupported:
        return ExitCode::Project;
    case ErrorKind::Connection:
        return ExitCode::Connection;
    case ErrorKind::Statement:
    case ErrorKind::Cancelled: // between statements: the run stands there, too
        return ExitCode::Statement;
    case ErrorKind::Locked:
        return ExitCode::Locked;
    case ErrorKind::NotReviewed:
        return ExitCode::NotReviewed;
    }
    return ExitCode::Usage;
}

} // namespace Athanor
