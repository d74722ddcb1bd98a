// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

namespace Athanor {

// A new project's athanor.toml: the settings that matter with their defaults, the others as
// comments.
[[nodiscard]] QString projectTemplate(const QString &name);

// "text" as a basic string of toml.
[[nodiscard]] QString tomlString(const QString &text);
// A bare key where toml allows one.
[[nodiscard]] QString tomlKey(const QString &name);

} // namespace Athanor
