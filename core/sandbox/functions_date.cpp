// SPDX-License-Identifier: MIT
#include "sandbox/functions.h"

#include "sandbox/dateformat.h"
#include "sandbox/decimal.h"
#include "sandbox/oraerror.h"

#include <QtCore/QDateTime>
#include <QtCore/QTimeZone>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

using Value = Result<SandboxValue>;

OraDate pointInTime(const SandboxValue &value)
{
    return OraDate::fromStored(textOf(value)).value_or(OraDate{QDate(1970, 1, 1)});
}

Decimal number(const SandboxValue &value)
{
    return Decimal::fromValue(value).value_or(Decimal());
}

OraDate localNow(const FunctionContext &context)
{
    const QDateTime local = context.now.toLocalTime();
    OraDate now;
    now.date = local.date();
    now.hour = local.time().hour();
    now.minute = local.time().minute();
    now.second = local.time().second();
    now.nanosecond = local.time().msec() * 1000000;
    now.hasZone = true;
    now.zoneMinutes = local.offsetFromUtc() / 60;
    return now;
}

Value checkedDate(const OraDate &date)
{
    if (!date.date.isValid() || date.date.year() < 1 || date.date.year() > 9999)
        return oraFailure(1841);
    return date.dateText();
}

Value sysdate(FunctionArguments, FunctionContext &context)
{
    return localNow(context).dateText();
}

Value systimestamp(FunctionArguments, FunctionContext &context)
{
    return localNow(context).zonedText();
}

Value localtimestamp(FunctionArguments, FunctionContext &context)
{
    return localNow(context).timestampText();
}

Value timezone(FunctionArguments, FunctionContext &context)
{
    const auto text = dateToText(localNow(context), u"TZR");
    if (!text)
        return Failure(text.error());
    return *text;
}

Value dateText(FunctionArguments a, FunctionContext &context)
{
    const auto text = dateToText(pointInTime(a[0]), context.dateFormat);
    if (!text)
        return Failure(text.error());
    return *text;
}

Value timestampText(FunctionArguments a, FunctionContext &context)
{
    const OraDate date = pointInTime(a[0]);
    const auto text =
        dateToText(date, date.hasZone ? context.timestampTzFormat : context.timestampFormat);
    if (!text)
        return Failure(text.error());
    return *text;
}

Value toCharDate(FunctionArguments a, FunctionContext &)
{
    const auto text = dateToText(pointInTime(a[0]), textOf(a[1]));
    if (!text)
        return Failure(text.error());
    return textValue(*text);
}

Value textDate(FunctionArguments a, FunctionContext &context)
{
    const auto date = dateFromText(textOf(a[0]), context.dateFormat);
    if (!date)
        return Failure(date.error());
    return checkedDate(*date);
}

Value textTimestamp(FunctionArguments a, FunctionContext &context)
{
    const auto date = dateFromText(textOf(a[0]), context.timestampFormat);
    if (!date)
        return Failure(date.error());
    return date->timestampText();
}

Value textTimestampTz(FunctionArguments a, FunctionContext &context)
{
    const auto date = dateFromText(textOf(a[0]), context.timestampTzFormat);
    if (!date)
        return Failure(date.error());
    return date->zonedText();
}

Value toDate(FunctionArguments a, FunctionContext &context)
{
    const QString format = a.size() > 1 ? textOf(a[1]) : context.dateFormat;
    const auto date = dateFromText(textOf(a[0]), format);
    if (!date)
        return Failure(date.error());
    return checkedDate(*date);
}

Value toTimestamp(FunctionArguments a, FunctionContext &context)
{
    const QString format = a.size() > 1 ? textOf(a[1]) : context.timestampFormat;
    const auto date = dateFromText(textOf(a[0]), format);
    if (!date)
        return Failure(date.error());
    return date->timestampText();
}

Value toTimestampTz(FunctionArguments a, FunctionContext &context)
{
    const QString format = a.size() > 1 ? textOf(a[1]) : context.timestampTzFormat;
    auto date = dateFromText(textOf(a[0]), format);
    if (!date)
        return Failure(date.error());
    if (!date->hasZone)
        date->zoneMinutes = localNow(context).zoneMinutes;
    return date->zonedText();
}

// TIMESTAMP to DATE: the fraction is cut off.
Value datePart(FunctionArguments a, FunctionContext &)
{
    return pointInTime(a[0]).dateText();
}

Value localPart(FunctionArguments a, FunctionContext &)
{
    return pointInTime(a[0]).timestampText();
}

Value withZone(FunctionArguments a, FunctionContext &context)
{
    OraDate date = pointInTime(a[0]);
    date.zoneMinutes = localNow(context).zoneMinutes;
    return date.zonedText();
}

Value addDays(FunctionArguments a, FunctionContext &)
{
    const Decimal seconds = number(a[1]).times(Decimal(86400)).rounded(0);
    const auto whole = seconds.toInteger();
    if (!whole || std::abs(*whole) > qint64(86400) * 366 * 20000)
        return oraFailure(1841);
    return checkedDate(pointInTime(a[0]).plusSeconds(*whole * integerOf(a[2])));
}

// Seconds with a fraction, to a DATE or a timestamp of either kind.
Value addSeconds(FunctionArguments a, FunctionContext &)
{
    const QString text = textOf(a[0]);
    OraDate date = pointInTime(a[0]);
    Decimal nanoseconds = number(a[1]).times(Decimal(1000000000)).rounded(0);
    if (integerOf(a[2]) < 0)
        nanoseconds = nanoseconds.negated();
    nanoseconds = nanoseconds.plus(Decimal(date.nanosecond));
    const Decimal seconds = nanoseconds.dividedBy(Decimal(1000000000)).floor();
    date.nanosecond = static_cast<int>(
        nanoseconds.minus(seconds.times(Decimal(1000000000))).toInteger().value_or(0));
    const auto whole = seconds.toInteger();
    if (!whole || std::abs(*whole) > qint64(86400) * 366 * 20000)
        return oraFailure(1841);
    const OraDate result = date.plusSeconds(*whole);
    if (const Value checked = checkedDate(result); !checked)
        return checked;
    return text.size() >= 36 ? result.zonedText()
        : text.size() >= 29  ? result.timestampText()
                             : result.dateText();
}

Value addIntervalYm(FunctionArguments a, FunctionContext &)
{
    const QString text = textOf(a[0]);
    const OraDate date = pointInTime(a[0]);
    const int months = static_cast<int>(number(a[1]).toInteger().value_or(0) * integerOf(a[2]));
    const OraDate result = date.plusMonths(months, false);
    if (result.date.day() != date.date.day()) // 31 January + 1 month
        return oraFailure(1839);
    return text.size() >= 36 ? result.zonedText()
        : text.size() >= 29  ? result.timestampText()
                             : result.dateText();
}

Value dateDiff(FunctionArguments a, FunctionContext &)
{
    const qint64 seconds =
        pointInTime(a[0]).secondsSinceEpoch() - pointInTime(a[1]).secondsSinceEpoch();
    return Decimal(seconds).dividedBy(Decimal(86400)).toValue();
}

Value timestampDiff(FunctionArguments a, FunctionContext &)
{
    const auto instant = [](const SandboxValue &value) {
        const OraDate date = pointInTime(value);
        return Decimal(date.secondsSinceEpoch() - qint64(date.zoneMinutes) * 60)
            .plus(Decimal(date.nanosecond).dividedBy(Decimal(1000000000)));
    };
    return instant(a[0]).minus(instant(a[1])).toValue();
}

Value addMonths(FunctionArguments a, FunctionContext &)
{
    const int months = static_cast<int>(number(a[1]).toInteger().value_or(0));
    if (std::abs(months) > 240000)
        return oraFailure(1841);
    return checkedDate(pointInTime(a[0]).plusMonths(months, true));
}

Value monthsBetween(FunctionArguments a, FunctionContext &)
{
    const OraDate x = pointInTime(a[0]);
    const OraDate y = pointInTime(a[1]);
    const qint64 months = (x.date.year() - y.date.year()) * 12 + x.date.month() - y.date.month();
    const bool bothLast =
        x.date.day() == x.date.daysInMonth() && y.date.day() == y.date.daysInMonth();
    if (x.date.day() == y.date.day() || bothLast)
        return months;
    const qint64 seconds = (x.date.day() - y.date.day()) * qint64(86400) + (x.hour - y.hour) * 3600
        + (x.minute - y.minute) * 60 + x.second - y.second;
    return Decimal(months).plus(Decimal(seconds).dividedBy(Decimal(31 * 86400))).toValue();
}

Value lastDay(FunctionArguments a, FunctionContext &)
{
    OraDate date = pointInTime(a[0]);
    date.date = QDate(date.date.year(), date.date.month(), date.date.daysInMonth());
    return date.dateText();
}

Value nextDay(FunctionArguments a, FunctionContext &)
{
    static const QStringList days = {u"MON"_s, u"TUE"_s, u"WED"_s, u"THU"_s,
                                     u"FRI"_s, u"SAT"_s, u"SUN"_s};
    const qsizetype wanted = days.indexOf(textOf(a[1]).trimmed().toUpper().first(
        std::min<qsizetype>(3, textOf(a[1]).trimmed().size())));
    if (wanted < 0)
        return oraFailure(1846);
    OraDate date = pointInTime(a[0]);
    do {
        date.date = date.date.addDays(1);
    } while (date.date.dayOfWeek() != wanted + 1);
    return date.dateText();
}

Value truncDate(FunctionArguments a, FunctionContext &)
{
    const auto date = pointInTime(a[0]).truncated(textOf(a[1]));
    if (!date)
        return oraFailure(1898);
    return date->dateText();
}

Value roundDate(FunctionArguments a, FunctionContext &)
{
    const auto date = pointInTime(a[0]).roundedTo(textOf(a[1]));
    if (!date)
        return oraFailure(1898);
    return date->dateText();
}

Value extract(FunctionArguments a, FunctionContext &)
{
    const QString unit = textOf(a[0]);
    const OraDate date = pointInTime(a[1]);
    if (unit == u"YEAR")
        return qint64{date.date.year()};
    if (unit == u"MONTH")
        return qint64{date.date.month()};
    if (unit == u"DAY")
        return qint64{date.date.day()};
    if (unit == u"HOUR")
        return qint64{date.hour};
    if (unit == u"MINUTE")
        return qint64{date.minute};
    return Decimal(date.second)
        .plus(Decimal(date.nanosecond).dividedBy(Decimal(1000000000)))
        .toValue();
}

Value extractInterval(FunctionArguments a, FunctionContext &)
{
    const QString unit = textOf(a[0]);
    const Decimal amount = number(a[1]);
    const auto part = [&](qint64 whole, qint64 of) {
        const Decimal rest = of == 0 ? amount : amount.modulo(Decimal(of));
        return whole == 1 ? rest.toValue() : rest.dividedBy(Decimal(whole)).truncated(0).toValue();
    };
    if (integerOf(a[2]) == 1)
        return unit == u"YEAR" ? part(12, 0) : part(1, 12);
    if (unit == u"DAY")
        return part(86400, 0);
    if (unit == u"HOUR")
        return part(3600, 86400);
    if (unit == u"MINUTE")
        return part(60, 3600);
    return part(1, 60);
}

Value intervalDsText(FunctionArguments a, FunctionContext &)
{
    const Decimal total = number(a[0]);
    const Decimal size = total.isNegative() ? total.negated() : total;
    const qint64 seconds = size.truncated(0).toInteger().value_or(0);
    const qint64 fraction =
        size.minus(size.truncated(0)).times(Decimal(1000000000)).rounded(0).toInteger().value_or(0);
    return u"%1%2 %3:%4:%5.%6"_s.arg(total.isNegative() ? u'-' : u'+')
        .arg(seconds / 86400, 2, 10, QChar(u'0'))
        .arg(seconds / 3600 % 24, 2, 10, QChar(u'0'))
        .arg(seconds / 60 % 60, 2, 10, QChar(u'0'))
        .arg(seconds % 60, 2, 10, QChar(u'0'))
        .arg(fraction / 1000, 6, 10, QChar(u'0'));
}

Value intervalYmText(FunctionArguments a, FunctionContext &)
{
    const qint64 months = number(a[0]).toInteger().value_or(0);
    return u"%1%2-%3"_s.arg(months < 0 ? u'-' : u'+')
        .arg(std::abs(months) / 12, 2, 10, QChar(u'0'))
        .arg(std::abs(months) % 12, 2, 10, QChar(u'0'));
}

Value numToInterval(FunctionArguments a, FunctionContext &)
{
    const QString unit = textOf(a[1]).trimmed().toUpper();
    const qint64 factor = unit == u"DAY" ? 86400
        : unit == u"HOUR"                ? 3600
        : unit == u"MINUTE"              ? 60
        : unit == u"SECOND"              ? 1
                                         : 0;
    if (factor == 0)
        return oraFailure(1760);
    return number(a[0]).times(Decimal(factor)).toValue();
}

Value numToYmInterval(FunctionArguments a, FunctionContext &)
{
    const QString unit = textOf(a[1]).trimmed().toUpper();
    if (unit != u"YEAR" && unit != u"MONTH")
        return oraFailure(1760);
    return number(a[0]).times(Decimal(unit == u"YEAR" ? 12 : 1)).rounded(0).toValue();
}

constexpr SqlFunction functions[] = {
    {"ora_sysdate", 0, false, false, sysdate},
    {"ora_systimestamp", 0, false, false, systimestamp},
    {"ora_localtimestamp", 0, false, false, localtimestamp},
    {"ora_timezone", 0, false, false, timezone},
    {"ora_date_text", 1, true, false, dateText},
    {"ora_timestamp_text", 1, true, false, timestampText},
    {"ora_to_char_date", 2, true, true, toCharDate},
    {"ora_text_date", 1, true, false, textDate},
    {"ora_text_timestamp", 1, true, false, textTimestamp},
    {"ora_text_timestamp_tz", 1, true, false, textTimestampTz},
    {"ora_to_date", -1, true, false, toDate},
    {"ora_to_timestamp", -1, true, false, toTimestamp},
    {"ora_to_timestamp_tz", -1, true, false, toTimestampTz},
    {"ora_to_date_part", 1, true, true, datePart},
    {"ora_local_part", 1, true, true, localPart},
    {"ora_with_zone", 1, true, false, withZone},
    {"ora_add_days", 3, true, true, addDays},
    {"ora_add_seconds", 3, true, true, addSeconds},
    {"ora_add_interval_ym", 3, true, true, addIntervalYm},
    {"ora_date_diff", 2, true, true, dateDiff},
    {"ora_timestamp_diff", 2, true, true, timestampDiff},
    {"ora_add_months", 2, true, true, addMonths},
    {"ora_months_between", 2, true, true, monthsBetween},
    {"ora_last_day", 1, true, true, lastDay},
    {"ora_next_day", 2, true, true, nextDay},
    {"ora_trunc_date", 2, true, true, truncDate},
    {"ora_round_date", 2, true, true, roundDate},
    {"ora_extract", 2, true, true, extract},
    {"ora_extract_interval", 3, true, true, extractInterval},
    {"ora_interval_ds_text", 1, true, true, intervalDsText},
    {"ora_interval_ym_text", 1, true, true, intervalYmText},
    {"ora_numtodsinterval", 2, true, true, numToInterval},
    {"ora_numtoyminterval", 2, true, true, numToYmInterval},
};

} // namespace

std::span<const SqlFunction> dateFunctions()
{
    return functions;
}

} // namespace Athanor
