// SPDX-License-Identifier: MIT
#pragma once

#include "database/session.h"

namespace Athanor {

// Makes one of our tables where it is not there yet. An account that may not is told what it lacks,
// as ErrorKind::Connection: nothing has been done then, and reading goes on without the table.
[[nodiscard]] Result<> ensureBookkeepingTable(Session &session, const QString &stored,
                                              const QString &createTable);

} // namespace Athanor
