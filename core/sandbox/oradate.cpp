// SPDX-License-Identifier: MIT
#include "sandbox/oradate.h"

#include <QtCore/QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

QString zeroPadded(qint64 number, int width)
{
    return QString::number(number).rightJustified(width, u'0');
}

std::optional<OraDate> OraDate::fromStored(QStringView text)
{
    if (text.size() < 19)
        return std::nullopt;
    OraDate result;
    result.date =
        QDate(text.first(4).toInt(), text.sliced(5, 2).toInt(), text.sliced(8, 2).toInt());
    result.hour = text.sliced(11, 2).toInt();
    result.minute = text.sliced(14, 2).toInt();
    result.second = text.sliced(17, 2).toInt();
    if (!result.date.isValid())
        return std::nullopt;
    if (text.size() >= 29)
        result.nanosecond = text.sliced(20, 9).toInt();
    if (text.size() >= 36) {
        const QStringView zone = text.sliced(30);
        const int minutes = zone.sliced(1, 2).toInt() * 60 + zone.sliced(4, 2).toInt();
        result.zoneMinutes = zone.startsWith(u'-') ? -minutes : minutes;
        OraDate local = result.plusSeconds(qint64(result.zoneMinutes) * 60);
        local.hasZone = true;
        return local;
    }
    return result;
}

QString OraDate::dateText() const
{
    return zeroPadded(date.year(), 4) + u'-' + zeroPadded(date.month(), 2) + u'-'
        + zeroPadded(date.day(), 2) + u' ' + zeroPadded(hour, 2) + u':' + zeroPadded(minute, 2)
        + u':' + zeroPadded(second, 2);
}

QString OraDate::timestampText() const
{
    return dateText() + u'.' + zeroPadded(nanosecond, 9);
}

QString OraDate::zonedText() const
{
    const int minutes = std::abs(zoneMinutes);
    return plusSeconds(-qint64(zoneMinutes) * 60).timestampText() + u' '
        + (zoneMinutes < 0 ? u'-' : u'+') + zeroPadded(minutes / 60, 2) + u':'
        + zeroPadded(minutes % 60, 2);
}

qint64 OraDate::secondsSinceEpoch() const
{
    return QDate(1970, 1, 1).daysTo(date) * 86400 + hour * 3600 + minute * 60 + second;
}

OraDate OraDate::plusSeconds(qint64 seconds) const
{
    qint64 total = secondsSinceEpoch() + seconds;
    qint64 days = total / 86400;
    qint64 rest = total % 86400;
    if (rest < 0) {
        rest += 86400;
        --days;
    }
    OraDate result = *this;
    result.date = QDate(1970, 1, 1).addDays(days);
    result.hour = static_cast<int>(rest / 3600);
    result.minute = static_cast<int>(rest / 60 % 60);
    result.second = static_cast<int>(rest % 60);
    return result;
}

OraDate OraDate::plusMonths(int months, bool keepLastDay) const
{
    OraDate result = *this;
    result.date = date.addMonths(months);
    if (keepLastDay && date.day() == date.daysInMonth())
        result.date = QDate(result.date.year(), result.date.month(), result.date.daysInMonth());
    return result;
}

std::optional<OraDate> OraDate::truncated(QStringView unit) const
{
    const QString word = unit.toString().toUpper();
    OraDate result = *this;
    result.hasZone = false;
    result.nanosecond = 0;
    if (word == u"MI") {
        result.second = 0;
        return result;
    }
    result.minute = 0;
    result.second = 0;
    if (word == u"HH" || word == u"HH12" || word == u"HH24")
        return result;
    result.hour = 0;
    const int year = date.year();
    if (word == u"DD" || word == u"DDD" || word == u"J")
        return result;
    if (word == u"MM" || word == u"MON" || word == u"MONTH" || word == u"RM") {
        result.date = QDate(year, date.month(), 1);
    } else if (word == u"Q") {
        result.date = QDate(year, (date.month() - 1) / 3 * 3 + 1, 1);
    } else if (word == u"Y" || word == u"YY" || word == u"YYY" || word == u"YYYY" || word == u"YEAR"
               || word == u"SYYYY" || word == u"SYEAR") {
        result.date = QDate(year, 1, 1);
    } else if (word == u"CC") {
        result.date = QDate((year - 1) / 100 * 100 + 1, 1, 1);
    } else if (word == u"IW") {
        result.date = date.addDays(1 - date.dayOfWeek());
    } else if (word == u"DAY" || word == u"DY" || word == u"D") {
        result.date = date.addDays(-(date.dayOfWeek() % 7)); // weeks start on Sunday in AMERICA
    } else if (word == u"WW") {
        result.date = date.addDays(-((date.dayOfYear() - 1) % 7));
    } else if (word == u"W") {
        result.date = date.addDays(-((date.day() - 1) % 7));
    } else {
        return std::nullopt;
    }
    return result;
}

std::optional<OraDate> OraDate::roundedTo(QStringView unit) const
{
    const std::optional<OraDate> down = truncated(unit);
    if (!down)
        return std::nullopt;
    const QString word = unit.toString().toUpper();
    OraDate up = *down;
    bool roundsUp = false;
    if (word == u"MI") {
        up = down->plusSeconds(60);
        roundsUp = second >= 30;
    } else if (word.startsWith(u"HH")) {
        up = down->plusSeconds(3600);
        roundsUp = minute >= 30;
    } else if (word == u"DD" || word == u"DDD" || word == u"J") {
        up = down->plusSeconds(86400);
        roundsUp = hour >= 12;
    } else if (word == u"MM" || word == u"MON" || word == u"MONTH" || word == u"RM") {
        up = down->plusMonths(1, false);
        roundsUp = date.day() >= 16;
    } else if (word == u"Q") {
        up = down->plusMonths(3, false);
        roundsUp = date >= down->plusMonths(1, false).date.addDays(15);
    } else if (word.contains(u'Y') && !word.startsWith(u'D')) {
        up = down->plusMonths(12, false);
        roundsUp = date.month() >= 7;
    } else if (word == u"CC") {
        up = down->plusMonths(1200, false);
        roundsUp = date.year() % 100 >= 51;
    } else {
        up = down->plusSeconds(7 * 86400);
        roundsUp = (secondsSinceEpoch() - down->secondsSinceEpoch()) * 2 >= 7 * 86400;
    }
    return roundsUp ? up : *down;
}

} // namespace Athanor
