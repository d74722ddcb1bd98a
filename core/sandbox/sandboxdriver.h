// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

namespace Athanor {

// The QSqlDatabase driver type of the sandbox. databaseName is a file or ":memory:".
inline constexpr const char *sandboxDriverName = "ATHANOR_SANDBOX";

// Makes QSqlDatabase know it. Call once, before the first connection; again does no harm.
void registerSandboxDriver();

} // namespace Athanor
