// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArrayView>

namespace Athanor {

// The yardstick: the plainest loop that finds the statements of an ordinary script (quotes,
// comments, PL/SQL units and lone slashes; no SQL*Plus commands, places, hyphens or problems).
// Returns how many.
[[nodiscard]] qsizetype plainSplit(QByteArrayView text);

} // namespace Athanor
