// SPDX-License-Identifier: MIT
#pragma once

#include "cli/terminal.h"
#include "cli/verb.h"

namespace Athanor {

[[nodiscard]] QString generalHelp(const Terminal &terminal);
[[nodiscard]] QString verbHelp(const Verb &verb, const Terminal &terminal);

// The verb's own options and the common ones it takes.
[[nodiscard]] std::vector<QCommandLineOption> allOptions(const Verb &verb);

} // namespace Athanor
