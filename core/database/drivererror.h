// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.h"

class QSqlError;

namespace Athanor {

// A driver's error as ours: the ORA code from its number, never from its text; `otherwise` where
// the code says nothing about the kind.
[[nodiscard]] Error toError(const QSqlError &error, ErrorKind otherwise);

} // namespace Athanor
