// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "sandbox/oradate.h"

// Dates and intervals as text, by Oracle's format models.
namespace Athanor {

// TO_DATE and TO_TIMESTAMP: the text read by the format model, with Oracle's codes (ORA-01843,
// 01861 …).
[[nodiscard]] Result<OraDate> dateFromText(QStringView text, QStringView format);
// TO_CHAR of a date; ORA-01821 for a format that is none.
[[nodiscard]] Result<QString> dateToText(const OraDate &date, QStringView format);

// INTERVAL '…' DAY TO SECOND as seconds, YEAR TO MONTH as months: a decimal text.
[[nodiscard]] Result<QString> intervalFromText(QStringView text, QStringView unit);

} // namespace Athanor
