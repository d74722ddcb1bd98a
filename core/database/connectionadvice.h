// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.h"

namespace Athanor {

// Whether the code says that there is no connection (any more), rather than that a statement is
// wrong.
[[nodiscard]] bool isConnectionCode(int oraCode);

// What a person can do about it, one sentence; empty where Oracle's own text says enough.
[[nodiscard]] QString connectionAdvice(int oraCode);

} // namespace Athanor
