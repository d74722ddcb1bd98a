// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringView>

namespace Athanor {

// SHA-256 of the UTF-8 form, as 64 lower-case hexadecimal digits.
[[nodiscard]] QString sha256(QStringView text);

// A new revision id as Alembic makes them: 12 random hexadecimal digits.
[[nodiscard]] QString newRevisionId();

} // namespace Athanor
