// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "schema/table.h"

#include <QtCore/QVariant>

#include <optional>

namespace Athanor {

// A value for an INSERT: an expression as it stands, or text to bind.
struct MadeValue
{
    QString expression; // SYSDATE, EMPTY_BLOB(); empty: bind `text`
    QString text;

    friend bool operator==(const MadeValue &, const MadeValue &) = default;
};

// What the checks of a table ask of one column, as far as they can be read: IN lists, ranges, LIKE,
// LENGTH.
struct ColumnRule
{
    QStringList allowed; // of an IN list or =, literals as values
    std::optional<double> least;
    std::optional<double> most;
    bool leastIsOpen = false; // > rather than >=
    bool mostIsOpen = false;
    QString like; // pattern
    std::optional<int> leastLength;
    std::optional<int> mostLength;
    QStringList notUnderstood; // conditions on it that could not be read

    friend bool operator==(const ColumnRule &, const ColumnRule &) = default;
};
[[nodiscard]] ColumnRule ruleOf(const Table &table, const QString &column);

// A value that the column takes. `serial` is text that differs every time, for columns that must be
// unique. None (Unsupported, with what to write into [test-user]) where nothing fits.
[[nodiscard]] Result<MadeValue> makeValue(const Table &table, const Column &column,
                                          bool mustBeUnique, const QString &serial);

// From the system's generator.
[[nodiscard]] QString randomText(int length, QLatin1StringView alphabet);

// Whether the column, by its name, holds a password or its hash.
[[nodiscard]] bool isPasswordColumn(const QString &stored);

// "pbkdf2:sha256:ITERATIONS$salt$hex", as Werkzeug (Flask) writes and checks it; made with
// QMessageAuthenticationCode (RFC 8018, PBKDF2 with HMAC-SHA-256).
[[nodiscard]] QString werkzeugHash(const QString &password, const QString &salt, int iterations);

} // namespace Athanor
