// SPDX-License-Identifier: MIT
// Large objects, numbers and dates.
#include "decimal.h"
#include "handles.h"
#include "rules.h"
#include "trip.h"

#include <QtCore/QTimeZone>

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;
using namespace Standin;

sword OCILobCharSetForm(OCIEnv *, OCIError *, const OCILobLocator *locator, ub1 *form)
{
    if (!handle<OCILobLocator>(locator, OCI_DTYPE_LOB))
        return OCI_INVALID_HANDLE;
    *form = locator->isText ? SQLCS_IMPLICIT : 0;
    return OCI_SUCCESS;
}

sword OCILobGetLength(OCISvcCtx *service, OCIError *error, OCILobLocator *locator, ub4 *length)
{
    if (!handle<OCILobLocator>(locator, OCI_DTYPE_LOB))
        return OCI_INVALID_HANDLE;
    Trip trip("OCILobGetLength", service, error);
    if (trip.hasEnded())
        return trip.result();
    *length = ub4(locator->isText ? locator->text.size() : locator->bytes.size());
    return OCI_SUCCESS;
}

sword OCILobRead(OCISvcCtx *service, OCIError *error, OCILobLocator *locator, ub4 *amount,
                 ub4 offset, void *buffer, ub4 size, void *,
                 sb4 (*)(void *, const void *, ub4, ub1), ub2, ub1)
{
    if (!handle<OCILobLocator>(locator, OCI_DTYPE_LOB))
        return OCI_INVALID_HANDLE;
    Trip trip("OCILobRead", service, error);
    if (trip.hasEnded())
        return trip.result();
    const size_t unit = locator->isText ? 2 : 1;
    const size_t length = size_t(locator->isText ? locator->text.size() : locator->bytes.size());
    if (offset < 1 || offset > length)
        return fail(error, 1403, u"no data found"_s, OCI_NO_DATA);
    const size_t count = std::min({size_t(*amount), size / unit, length - (offset - 1)});
    const char *from = locator->isText ? reinterpret_cast<const char *>(locator->text.utf16())
                                       : locator->bytes.constData();
    std::memcpy(buffer, from + (offset - 1) * unit, count * unit);
    *amount = ub4(count);
    return OCI_SUCCESS;
}

sword OCINumberFromInt(OCIError *, const void *in, uword length, uword sign, OCINumber *out)
{
    quint64 bits = 0;
    std::memcpy(&bits, in, std::min<size_t>(length, sizeof bits));
    *out = toNumber(sign == OCI_NUMBER_SIGNED ? QByteArray::number(qint64(bits))
                                              : QByteArray::number(bits));
    return OCI_SUCCESS;
}

sword OCINumberToInt(OCIError *error, const OCINumber *in, uword length, uword sign, void *out)
{
    QByteArray digits = fromNumber(*in);
    const qsizetype dot = digits.indexOf('.');
    const bool up = dot >= 0 && digits[dot + 1] >= '5'; // the genuine client rounds
    if (dot >= 0)
        digits.truncate(dot);
    bool fits = false;
    quint64 bits = 0;
    if (sign == OCI_NUMBER_SIGNED)
        bits = quint64(digits.toLongLong(&fits) + (up ? (digits.startsWith('-') ? -1 : 1) : 0));
    else
        bits = digits.toULongLong(&fits) + (up ? 1 : 0);
    if (!fits)
        return fail(error, 22053, u"overflow error"_s);
    std::memcpy(out, &bits, std::min<size_t>(length, sizeof bits));
    return OCI_SUCCESS;
}

sword OCIDateTimeConstruct(void *, OCIError *error, OCIDateTime *when, sb2 year, ub1 month, ub1 day,
                           ub1 hour, ub1 minute, ub1 second, ub4 nanoseconds, OraText *timeZone,
                           size_t timeZoneBytes)
{
    if (!handle<OCIDateTime>(when, OCI_DTYPE_TIMESTAMP_TZ))
        return OCI_INVALID_HANDLE;
    if (year == 0)
        return fail(error, 1841, u"(full) year must be between -4713 and +9999, and not be 0"_s);
    const QString zone = fromUtf16(timeZone, timeZoneBytes); // "+02:00"; "" and "Z" are refused
    if (zone.size() < 6 || (zone[0] != u'+' && zone[0] != u'-'))
        return fail(error, 1882, u"timezone region not found"_s);
    when->year = year;
    when->month = month;
    when->day = day;
    when->hour = hour;
    when->minute = minute;
    when->second = second;
    when->nanosecond = nanoseconds;
    const int minutes = zone.sliced(1, 2).toInt() * 60 + zone.sliced(4, 2).toInt();
    when->offsetMinutes = zone[0] == u'-' ? -minutes : minutes;
    return OCI_SUCCESS;
}

sword OCIDateTimeGetDate(void *, OCIError *, const OCIDateTime *when, sb2 *year, ub1 *month,
                         ub1 *day)
{
    *year = sb2(when->year);
    *month = ub1(when->month);
    *day = ub1(when->day);
    return OCI_SUCCESS;
}

sword OCIDateTimeGetTime(void *, OCIError *, OCIDateTime *when, ub1 *hour, ub1 *minute, ub1 *second,
                         ub4 *nanoseconds)
{
    *hour = ub1(when->hour);
    *minute = ub1(when->minute);
    *second = ub1(when->second);
    *nanoseconds = when->nanosecond;
    return OCI_SUCCESS;
}

// The sign is in both parts, as the genuine client gives it.
sword OCIDateTimeGetTimeZoneOffset(void *, OCIError *, const OCIDateTime *when, sb1 *hour,
                                   sb1 *minute)
{
    *hour = sb1(when->offsetMinutes / 60);
    *minute = sb1(when->offsetMinutes % 60);
    return OCI_SUCCESS;
}
