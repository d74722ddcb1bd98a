// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

namespace Athanor {

// A partition's bound with its dates evaluated, since Oracle keeps TO_DATE(' 2024-01-01 00:00:00',
// 'SYYYY-MM-DD HH24:MI:SS', 'NLS_CALENDAR=GREGORIAN') whatever was written: DATE '2024-01-01'
// where it is midnight, TO_DATE('2024-01-01 12:30:00', 'YYYY-MM-DD HH24:MI:SS') where it is not,
// TIMESTAMP '2024-01-01 00:00:00' without a fraction of zeros. A date that cannot be told without
// the session's settings (a format without month's number, none at all) stays as it is.
[[nodiscard]] QString evaluatedBound(const QString &bound);

} // namespace Athanor
