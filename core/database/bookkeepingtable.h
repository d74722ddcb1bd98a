// SPDX-License-Identifier: MIT
#pragma once

#include "database/session.h"

namespace Athanor {

// Whether one of our tables is there: after the first question mostly without asking.
[[nodiscard]] Result<bool> hasBookkeepingTable(Session &session, const QString &stored);

// Makes one of our tables where it is not there yet. An account that may not is told what it lacks,
// as ErrorKind::Connection: nothing has been done then, and reading goes on without the table.
[[nodiscard]] Result<> ensureBookkeepingTable(Session &session, const QString &stored,
                                              const QString &createTable);

} // namespace Athanor
