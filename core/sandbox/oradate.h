// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QtCore/QDate>
#include <QtCore/QString>
#include <QtCore/QTime>

#include <optional>

namespace Athanor {

// A point in time as Oracle's DATE and TIMESTAMP know it, and the texts SQLite keeps of it (see
// ValueKind).
struct OraDate
{
    QDate date;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int nanosecond = 0;
    bool hasZone = false;
    int zoneMinutes = 0; // east of Greenwich

    // Any of the stored texts; of a zoned one the local time. None where the text is not one of
    // ours.
    [[nodiscard]] static std::optional<OraDate> fromStored(QStringView text);
    [[nodiscard]] QString dateText() const; // "2026-11-22 15:04:05"
    [[nodiscard]] QString timestampText() const; // nine digits of fraction
    [[nodiscard]] QString zonedText() const; // UTC, then the zone

    [[nodiscard]] qint64 secondsSinceEpoch() const; // of the local time, whatever the zone
    [[nodiscard]] OraDate plusSeconds(qint64 seconds) const;
    [[nodiscard]] OraDate plusMonths(int months,
                                     bool keepLastDay) const; // ADD_MONTHS keeps a month's last day
    [[nodiscard]] std::optional<OraDate>
    truncated(QStringView unit) const; // TRUNC (d, 'MM'); none: unknown unit
    [[nodiscard]] std::optional<OraDate> roundedTo(QStringView unit) const;
};

// TO_DATE and TO_TIMESTAMP: the text read by the format model, with Oracle's codes (ORA-01843,
// 01861 …).
[[nodiscard]] Result<OraDate> dateFromText(QStringView text, QStringView format);
// TO_CHAR of a date; ORA-01821 for a format that is none.
[[nodiscard]] Result<QString> dateToText(const OraDate &date, QStringView format);

// INTERVAL '…' DAY TO SECOND as seconds, YEAR TO MONTH as months: a decimal text.
[[nodiscard]] Result<QString> intervalFromText(QStringView text, QStringView unit);

} // namespace Athanor
