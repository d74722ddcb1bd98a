// SPDX-License-Identifier: MIT
#pragma once

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

[[nodiscard]] QString zeroPadded(qint64 number, int width); // 7, 2: "07"

} // namespace Athanor
