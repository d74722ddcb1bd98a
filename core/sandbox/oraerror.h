// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QtCore/QStringList>

// Errors in Oracle's own words: "ORA-00942: table or view does not exist".
namespace Athanor {

// An error of kind Statement with Oracle's text; %1, %2 … of the text are filled from `arguments`.
[[nodiscard]] Error oraError(int code, const QStringList &arguments = {});
[[nodiscard]] Failure oraFailure(int code, const QStringList &arguments = {});

// What another room said about an ORA code, in Oracle's words where we know them; its own words
// become the context.
[[nodiscard]] Error inOraclesWords(Error error);

// Understood, or at least seen, but nothing the sandbox can judge: ErrorKind::Unsupported.
[[nodiscard]] Error notModelled(const QString &what);
[[nodiscard]] Failure notModelledFailure(const QString &what);
// How an SQL function says the same inside SQLite's error text.
[[nodiscard]] QString notModelledPrefix();

// 942 of a text that starts with "ORA-00942:"; 0 of any other.
[[nodiscard]] int oraCodeOf(QStringView text);

} // namespace Athanor
