// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

namespace Athanor {

// What a person does about a statement that Oracle refused with this code, in one sentence; empty
// where Oracle's own text says enough.
[[nodiscard]] QString statementAdvice(int oraCode);

} // namespace Athanor
