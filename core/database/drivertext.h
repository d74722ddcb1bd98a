// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace Athanor {

// Qt looks for :name placeholders in every statement, also in those that are run without binds. It
// skips quotes but not comments and knows no q-quotes, so :NEW of a trigger and `:x` in a comment
// become binds nobody bound (see QSqlResultPrivate::namedToPositionalBinding, unchanged from Qt 5
// to 6.11).

// What Qt would find in the text.
[[nodiscard]] QStringList qtPlaceholders(QStringView sql);

// The statement so that Qt finds nothing in it: as it is, or behind a comment with one quote
// character that Qt takes for the start of a literal and Oracle for a comment. The statement's own
// bytes and lines stay. None where no such comment exists, because the text holds every closing
// quote before a placeholder.
[[nodiscard]] std::optional<QString> withoutQtPlaceholders(const QString &sql);

// Whether the statement's purpose is a lock that ends with its transaction: LOCK TABLE, SELECT …
// FOR UPDATE. The driver commits every statement outside a transaction, also a SELECT.
[[nodiscard]] bool locksUntilCommit(QStringView sql);

} // namespace Athanor
