// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.h"

namespace Athanor {

// What a person can do about a statement that Oracle refused with this code; one sentence, empty
// where the text says enough.
[[nodiscard]] QString statementAdvice(int oraCode);

} // namespace Athanor
