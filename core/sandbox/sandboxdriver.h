// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

namespace Athanor {

// The QSqlDatabase driver type of the sandbox. databaseName is a file, ":memory:" (private to the
// connection) or
// ":memory:NAME" (shared by the process's connections of that name, as long as one is open).
// Connect option: ATHANOR_VERSION=12.2, the release it says it is (19).
//
// It behaves as QOCI: named placeholders (? becomes one), numbers by the numerical precision policy
// (text under QSql::HighPrecision), every statement commits by itself outside transaction(). Errors
// carry "942" as nativeErrorCode() and Oracle's sentence as databaseText().
inline constexpr const char *sandboxDriverName = "ATHANOR_SANDBOX";

// nativeErrorCode() of a statement that Oracle may take but the sandbox does not model. It was not
// run.
inline constexpr const char *sandboxNotModelledCode = "NOT-MODELLED";

// What ran but may come out otherwise in Oracle (a trigger that was not understood, say) is told by
// one query, which speaks of the statement before it and changes nothing about that:
inline constexpr const char *sandboxNotModelledQuery = "SELECT REASON FROM ATHANOR_NOT_MODELLED";

// Makes QSqlDatabase know it. Call once, before the first connection; again does no harm.
void registerSandboxDriver();

} // namespace Athanor
