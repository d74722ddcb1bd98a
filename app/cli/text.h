// SPDX-License-Identifier: MIT
#pragma once

#include "revision/revision.h"

#include <QtCore/QCoreApplication>

namespace Athanor {

[[nodiscard]] inline QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Cli", text);
}

// "3f2a9c1d7e4b create auth_user"
[[nodiscard]] QString titleOf(const Revision &revision);

// The first line of a statement, for one line of a list.
[[nodiscard]] QString shortText(QStringView sql, int longest = 72);

// "1 statement", "3 statements"
[[nodiscard]] QString statements(int count);

// "840 ms", "12.3 s", "3 min 5 s"
[[nodiscard]] QString elapsed(qint64 ms);

} // namespace Athanor
