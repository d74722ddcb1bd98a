// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QStringView>

namespace Athanor {

// Whether the - at `hyphen`, the last character of its line but blanks, is SQL*Plus's continuation
// character and not a minus. SQL*Plus itself takes every one as continuation (SQL*Plus User's
// Guide, "Continuing a Long SQL*Plus Command on Additional Lines"), so a script that works with it
// has none that must be a minus; a script that was written for another tool may. So: what can be
// arithmetic stays arithmetic.
[[nodiscard]] bool isContinuation(QStringView text, qsizetype hyphen, qsizetype statementStart);

} // namespace Athanor
