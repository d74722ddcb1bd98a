// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace Athanor {

// The whole file as text. Refuses (ErrorKind::File) what cannot be opened and (ErrorKind::Syntax,
// with line and column of the first bad byte) what is not UTF-8. A byte-order mark is dropped; line
// ends stay as they are.
[[nodiscard]] Result<QString> readTextFile(const QString &path);

// Writes beside the file and renames over it: readers see the old or the new text, never half of
// one. On failure the old file is untouched. Text is written as UTF-8.
[[nodiscard]] Result<> writeTextFile(const QString &path, const QString &text);
[[nodiscard]] Result<> writeBytesFile(const QString &path, const QByteArray &bytes);

} // namespace Athanor
