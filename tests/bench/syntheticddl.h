// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

namespace Athanor {

// A schema script as teams have them: per table a CREATE TABLE with twelve columns and its
// constraints, a sequence, an index, comments; a trigger for some. About 800 characters a table,
// the same for the same count.
[[nodiscard]] QString syntheticDdl(int tables);

} // namespace Athanor
