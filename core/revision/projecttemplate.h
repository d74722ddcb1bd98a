// SPDX-License-Identifier: MIT
#pragma once

#include "revision/project.h"

namespace Athanor {

// A new project's athanor.toml: the settings that matter with their defaults, the others as
// comments.
[[nodiscard]] QString projectTemplate(const QString &name);

// The file's text with [target.NAME] after it, in its own line ends.
[[nodiscard]] QString withTarget(const QString &text, const Target &target);

// "text" as a basic string of toml.
[[nodiscard]] QString tomlString(const QString &text);

} // namespace Athanor
