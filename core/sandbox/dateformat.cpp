// SPDX-License-Identifier: MIT
#include "sandbox/dateformat.h"

#include "sandbox/decimal.h"
#include "sandbox/oraerror.h"

#include <array>
#include <vector>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

const std::array<QString, 12> &monthNames()
{
    static const std::array<QString, 12> names = {
        u"JANUARY"_s, u"FEBRUARY"_s, u"MARCH"_s,     u"APRIL"_s,   u"MAY"_s,      u"JUNE"_s,
        u"JULY"_s,    u"AUGUST"_s,   u"SEPTEMBER"_s, u"OCTOBER"_s, u"NOVEMBER"_s, u"DECEMBER"_s};
    return names;
}

const std::array<QString, 7> &dayNames() // from Monday
{
    static const std::array<QString, 7> names = {u"MONDAY"_s,   u"TUESDAY"_s, u"WEDNESDAY"_s,
                                                 u"THURSDAY"_s, u"FRIDAY"_s,  u"SATURDAY"_s,
                                                 u"SUNDAY"_s};
    return names;
}

struct FormatElement
{
    QString word; // upper case; empty: literal text
    QString literal;
    QString written; // as in the format: its case says the result's
    bool fill = true; // FM takes blanks and zeros away
};

// The elements of a date format model, longest first.
Result<std::vector<FormatElement>> formatElements(QStringView format)
{
    static const QStringList words = {
        u"HH24"_s, u"HH12"_s, u"YYYY"_s, u"RRRR"_s, u"SYYYY"_s, u"MONTH"_s, u"SSSSS"_s, u"A.M."_s,
        u"P.M."_s, u"B.C."_s, u"A.D."_s, u"IYYY"_s, u"Y,YYY"_s, u"YYY"_s,   u"MON"_s,   u"DDD"_s,
        u"DAY"_s,  u"TZH"_s,  u"TZM"_s,  u"TZR"_s,  u"TZD"_s,   u"IYY"_s,   u"FF1"_s,   u"FF2"_s,
        u"FF3"_s,  u"FF4"_s,  u"FF5"_s,  u"FF6"_s,  u"FF7"_s,   u"FF8"_s,   u"FF9"_s,   u"YY"_s,
        u"RR"_s,   u"MM"_s,   u"DD"_s,   u"DY"_s,   u"HH"_s,    u"MI"_s,    u"SS"_s,    u"FF"_s,
        u"AM"_s,   u"PM"_s,   u"AD"_s,   u"BC"_s,   u"IW"_s,    u"WW"_s,    u"IY"_s,    u"FM"_s,
        u"FX"_s,   u"CC"_s,   u"TS"_s,   u"DL"_s,   u"DS"_s,    u"Y"_s,     u"Q"_s,     u"D"_s,
        u"W"_s,    u"J"_s,    u"X"_s,    u"I"_s};
    std::vector<FormatElement> elements;
    bool fill = true;
    qsizetype at = 0;
    while (at < format.size()) {
        const QChar c = format.at(at);
        if (c == u'"') {
            const qsizetype end = format.indexOf(u'"', at + 1);
            if (end < 0)
                return oraFailure(1821);
            elements.push_back({{}, format.sliced(at + 1, end - at - 1).toString(), {}, fill});
            at = end + 1;
            continue;
        }
        if (!c.isLetter()) {
            elements.push_back({{}, QString(c), {}, fill});
            ++at;
            continue;
        }
        const QString *best = nullptr;
        for (const QString &word : words) {
            if (format.sliced(at).startsWith(word, Qt::CaseInsensitive)
                && (!best || word.size() > best->size()))
                best = &word;
        }
        if (!best)
            return oraFailure(1821);
        const QString written = format.sliced(at, best->size()).toString();
        at += best->size();
        if (*best == u"FM") {
            fill = !fill;
            continue;
        }
        if (*best == u"FX")
            continue;
        FormatElement element{*best, {}, written, fill};
        // TH after a number: 1ST, 2ND
        if (at + 1 < format.size()
            && format.sliced(at, 2).compare(u"TH", Qt::CaseInsensitive) == 0) {
            element.literal = u"TH"_s;
            at += 2;
        }
        elements.push_back(element);
    }
    return elements;
}

QString cased(const QString &name, const QString &written)
{
    if (written.size() > 1 && written.at(0).isUpper() && written.at(1).isUpper())
        return name.toUpper();
    if (written.at(0).isUpper())
        return name.at(0).toUpper() + name.sliced(1).toLower();
    return name.toLower();
}

} // namespace

Result<OraDate> dateFromText(QStringView text, QStringView format)
{
    auto elements = formatElements(format);
    if (!elements)
        return Failure(elements.error());
    const QDate today = QDate::currentDate();
    OraDate result;
    int year = today.year();
    int month = today.month();
    int day = 1;
    int dayOfYear = 0;
    std::optional<bool> afternoon;
    bool twelve = false;
    bool zoneNegative = false;
    qsizetype at = 0;

    const auto number = [&](int most, int code) -> Result<int> {
        const qsizetype start = at;
        while (at < text.size() && at - start < most && text.at(at) >= u'0' && text.at(at) <= u'9')
            ++at;
        if (at == start)
            return oraFailure(at >= text.size() ? 1840 : code);
        return text.sliced(start, at - start).toInt();
    };
    const auto skipBlanks = [&] {
        while (at < text.size() && text.at(at) == u' ')
            ++at;
    };
    const auto name = [&](const auto &names, bool abbreviated) -> int {
        for (size_t i = 0; i < names.size(); ++i) {
            if (text.sliced(at).startsWith(names[i], Qt::CaseInsensitive)) {
                at += names[i].size();
                return static_cast<int>(i);
            }
        }
        for (size_t i = 0; abbreviated && i < names.size(); ++i) {
            if (text.sliced(at).startsWith(names[i].first(3), Qt::CaseInsensitive)) {
                at += 3;
                return static_cast<int>(i);
            }
        }
        return -1;
    };

    skipBlanks();
    for (size_t index = 0; index < elements->size(); ++index) {
        const FormatElement &element = (*elements)[index];
        if (element.word.isEmpty()) {
            const QChar expected = element.literal.isEmpty() ? QChar(u' ') : element.literal.at(0);
            if (element.literal.size() > 1 || expected.isLetterOrNumber()) {
                if (!text.sliced(at).startsWith(element.literal, Qt::CaseInsensitive))
                    return oraFailure(at >= text.size() ? 1840 : 1861);
                at += element.literal.size();
                continue;
            }
            // Any punctuation stands for any other; blanks may be missing at the end.
            if (at < text.size() && !text.at(at).isLetterOrNumber()
                && !(text.at(at) == u'-' && index + 1 < elements->size()
                     && (*elements)[index + 1].word == u"TZH")
                && !(text.at(at) == u'+' && index + 1 < elements->size()
                     && (*elements)[index + 1].word == u"TZH")) {
                ++at;
                skipBlanks();
            } else if (at < text.size() && expected != u' ' && expected != u'.') {
                return oraFailure(1861);
            }
            continue;
        }
        const QString &word = element.word;
        skipBlanks();
        const bool timePart = word.startsWith(u"HH") || word == u"MI" || word == u"SS"
            || word.startsWith(u"FF") || word == u"AM" || word == u"PM" || word == u"A.M."
            || word == u"P.M." || word.startsWith(u"TZ") || word == u"SSSSS";
        if (at >= text.size() && timePart) // a time that is not there is midnight
            continue;
        Result<int> value = 0;
        if (word == u"YYYY" || word == u"SYYYY" || word == u"RRRR" || word == u"IYYY") {
            if (at < text.size() && text.at(at) == u'-')
                return oraFailure(1841);
            const qsizetype start = at;
            value = number(4, 1841);
            if (!value) {
                if (at < text.size() && text.at(at).isLetter())
                    return oraFailure(1858);
                return Failure(value.error());
            }
            year = *value;
            if (word == u"RRRR" && at - start <= 2)
                year += year < 50 ? 2000 : 1900;
            if (year == 0)
                return oraFailure(1841);
        } else if (word == u"YY" || word == u"RR" || word == u"Y" || word == u"YYY") {
            const qsizetype start = at;
            value = number(word == u"YYY" ? 3 : 4, 1858);
            if (!value)
                return Failure(value.error());
            year = *value;
            if (at - start <= 3) {
                if (word == u"RR" && at - start <= 2) {
                    const int century = today.year() / 100 * 100;
                    const int current = today.year() % 100;
                    year += year < 50 ? (current < 50 ? century : century + 100)
                                      : (current < 50 ? century - 100 : century);
                } else {
                    const int span = word == u"YYY" ? 1000 : word == u"Y" ? 10 : 100;
                    year += today.year() / span * span;
                }
            }
        } else if (word == u"MM" || word == u"MON" || word == u"MONTH") {
            if (at < text.size() && text.at(at).isLetter()) {
                const int found = name(monthNames(), true);
                if (found < 0)
                    return oraFailure(1843);
                month = found + 1;
            } else {
                if (word != u"MM" && at < text.size())
                    return oraFailure(1843);
                value = number(2, 1843);
                if (!value)
                    return Failure(value.error());
                month = *value;
                if (month < 1 || month > 12)
                    return oraFailure(1843);
            }
        } else if (word == u"DD") {
            value = number(2, 1858);
            if (!value)
                return Failure(value.error());
            day = *value;
            if (day < 1 || day > 31)
                return oraFailure(1847);
        } else if (word == u"DDD") {
            value = number(3, 1858);
            if (!value)
                return Failure(value.error());
            dayOfYear = *value;
        } else if (word == u"DAY" || word == u"DY") {
            if (name(dayNames(), true) < 0)
                return oraFailure(1846);
        } else if (word.startsWith(u"HH")) {
            value = number(2, 1858);
            if (!value)
                return Failure(value.error());
            result.hour = *value;
            twelve = word != u"HH24";
            if (!twelve && result.hour > 23)
                return oraFailure(1850);
            if (twelve && (result.hour < 1 || result.hour > 12))
                return oraFailure(1849);
        } else if (word == u"MI") {
            value = number(2, 1858);
            if (!value)
                return Failure(value.error());
            result.minute = *value;
            if (result.minute > 59)
                return oraFailure(1851);
        } else if (word == u"SS") {
            value = number(2, 1858);
            if (!value)
                return Failure(value.error());
            result.second = *value;
            if (result.second > 59)
                return oraFailure(1852);
        } else if (word == u"SSSSS") {
            value = number(5, 1858);
            if (!value)
                return Failure(value.error());
            result.hour = *value / 3600;
            result.minute = *value / 60 % 60;
            result.second = *value % 60;
        } else if (word.startsWith(u"FF")) {
            const qsizetype start = at;
            if (at < text.size() && (text.at(at) == u'.' || text.at(at) == u','))
                ++at;
            const qsizetype digits = at;
            while (at < text.size() && at - digits < 9 && text.at(at).isDigit())
                ++at;
            if (at > digits)
                result.nanosecond =
                    text.sliced(digits, at - digits).toString().leftJustified(9, u'0').toInt();
            else
                at = start;
        } else if (word == u"AM" || word == u"PM" || word == u"A.M." || word == u"P.M.") {
            const QStringView rest = text.sliced(at);
            if (rest.startsWith(u"PM", Qt::CaseInsensitive)
                || rest.startsWith(u"P.M.", Qt::CaseInsensitive))
                afternoon = true;
            else if (rest.startsWith(u"AM", Qt::CaseInsensitive)
                     || rest.startsWith(u"A.M.", Qt::CaseInsensitive))
                afternoon = false;
            else
                return oraFailure(1855);
            at += rest.size() > 1 && rest.at(1) == u'.' ? 4 : 2;
        } else if (word == u"TZH") {
            result.hasZone = true;
            if (text.at(at) == u'+' || text.at(at) == u'-')
                zoneNegative = text.at(at++) == u'-';
            value = number(2, 1858);
            if (!value)
                return Failure(value.error());
            result.zoneMinutes = *value * 60;
        } else if (word == u"TZM") {
            value = number(2, 1858);
            if (!value)
                return Failure(value.error());
            result.zoneMinutes += *value;
        } else {
            return notModelledFailure(u"the date format element "_s + word);
        }
    }
    skipBlanks();
    if (at < text.size())
        return oraFailure(1830);
    if (zoneNegative)
        result.zoneMinutes = -result.zoneMinutes;
    if (afternoon)
        result.hour = result.hour % 12 + (*afternoon ? 12 : 0);
    else if (twelve)
        result.hour %= 12;
    if (dayOfYear > 0) {
        result.date = QDate(year, 1, 1).addDays(dayOfYear - 1);
        if (!result.date.isValid() || result.date.year() != year)
            return oraFailure(1848);
        return result;
    }
    result.date = QDate(year, month, day);
    if (!result.date.isValid())
        return oraFailure(1839);
    return result;
}

Result<QString> dateToText(const OraDate &date, QStringView format)
{
    const auto elements = formatElements(format);
    if (!elements)
        return Failure(elements.error());
    QString text;
    const auto add = [&](const FormatElement &element, qint64 number, int width) {
        QString digits = element.fill ? zeroPadded(number, width) : QString::number(number);
        if (element.literal == u"TH") {
            const int last = static_cast<int>(number % 10);
            const bool teen = number % 100 / 10 == 1;
            digits += teen || last > 3 || last == 0 ? u"TH"_s
                : last == 1                         ? u"ST"_s
                : last == 2                         ? u"ND"_s
                                                    : u"RD"_s;
        }
        text += digits;
    };
    const int year = date.date.year();
    for (const FormatElement &element : *elements) {
        const QString &word = element.word;
        if (word.isEmpty()) {
            text += element.literal;
        } else if (word == u"YYYY" || word == u"RRRR") {
            add(element, year, 4);
        } else if (word == u"SYYYY") {
            text += u' ' + zeroPadded(year, 4);
        } else if (word == u"Y,YYY") {
            text += QString::number(year / 1000) + u',' + zeroPadded(year % 1000, 3);
        } else if (word == u"YYY") {
            add(element, year % 1000, 3);
        } else if (word == u"YY" || word == u"RR") {
            add(element, year % 100, 2);
        } else if (word == u"Y") {
            add(element, year % 10, 1);
        } else if (word == u"IYYY" || word == u"IYY" || word == u"IY" || word == u"I"
                   || word == u"IW") {
            int isoYear = 0;
            const int week = date.date.weekNumber(&isoYear);
            if (word == u"IW")
                add(element, week, 2);
            else
                add(element,
                    isoYear
                        % (word == u"IYYY"      ? 10000
                               : word == u"IYY" ? 1000
                               : word == u"IY"  ? 100
                                                : 10),
                    static_cast<int>(word.size()));
        } else if (word == u"CC") {
            add(element, (year + 99) / 100, 2);
        } else if (word == u"Q") {
            add(element, (date.date.month() + 2) / 3, 1);
        } else if (word == u"MM") {
            add(element, date.date.month(), 2);
        } else if (word == u"MONTH" || word == u"MON") {
            QString name = monthNames()[static_cast<size_t>(date.date.month() - 1)];
            if (word == u"MON")
                name.truncate(3);
            else if (element.fill)
                name = name.leftJustified(9, u' ');
            text += cased(name, element.written);
        } else if (word == u"DAY" || word == u"DY") {
            QString name = dayNames()[static_cast<size_t>(date.date.dayOfWeek() - 1)];
            if (word == u"DY")
                name.truncate(3);
            else if (element.fill)
                name = name.leftJustified(9, u' ');
            text += cased(name, element.written);
        } else if (word == u"DD") {
            add(element, date.date.day(), 2);
        } else if (word == u"DDD") {
            add(element, date.date.dayOfYear(), 3);
        } else if (word == u"D") {
            add(element, date.date.dayOfWeek() % 7 + 1, 1);
        } else if (word == u"WW") {
            add(element, (date.date.dayOfYear() - 1) / 7 + 1, 2);
        } else if (word == u"W") {
            add(element, (date.date.day() - 1) / 7 + 1, 1);
        } else if (word == u"J") {
            add(element, date.date.toJulianDay(), 7);
        } else if (word == u"HH24") {
            add(element, date.hour, 2);
        } else if (word == u"HH" || word == u"HH12") {
            add(element, (date.hour + 11) % 12 + 1, 2);
        } else if (word == u"MI") {
            add(element, date.minute, 2);
        } else if (word == u"SS") {
            add(element, date.second, 2);
        } else if (word == u"SSSSS") {
            add(element, date.hour * 3600 + date.minute * 60 + date.second, 5);
        } else if (word.startsWith(u"FF")) {
            const int digits = word.size() == 3 ? word.at(2).digitValue() : 6;
            text += zeroPadded(date.nanosecond, 9).first(digits);
        } else if (word == u"AM" || word == u"PM") {
            text += cased(date.hour < 12 ? u"AM"_s : u"PM"_s, element.written);
        } else if (word == u"A.M." || word == u"P.M.") {
            text += date.hour < 12 ? u"A.M."_s : u"P.M."_s;
        } else if (word == u"AD" || word == u"BC") {
            text += cased(u"AD"_s, element.written);
        } else if (word == u"TZH") {
            text += (date.zoneMinutes < 0 ? u'-' : u'+')
                + zeroPadded(std::abs(date.zoneMinutes) / 60, 2);
        } else if (word == u"TZM") {
            text += zeroPadded(std::abs(date.zoneMinutes) % 60, 2);
        } else if (word == u"TZR") {
            text += (date.zoneMinutes < 0 ? u'-' : u'+')
                + zeroPadded(std::abs(date.zoneMinutes) / 60, 2) + u':'
                + zeroPadded(std::abs(date.zoneMinutes) % 60, 2);
        } else if (word == u"X") {
            text += u'.';
        } else {
            return notModelledFailure(u"the date format element "_s + word);
        }
    }
    return text;
}

Result<QString> intervalFromText(QStringView text, QStringView unit)
{
    text = text.trimmed();
    bool negative = false;
    if (!text.isEmpty() && (text.at(0) == u'-' || text.at(0) == u'+')) {
        negative = text.at(0) == u'-';
        text = text.sliced(1);
    }
    const QString first = unit.toString().section(u' ', 0, 0);
    const QString last = unit.toString().section(u' ', -1);
    Decimal total;
    static const QStringList order = {u"DAY"_s, u"HOUR"_s, u"MINUTE"_s, u"SECOND"_s};
    static const std::array<qint64, 4> seconds = {86400, 3600, 60, 1};
    if (first == u"YEAR" || first == u"MONTH") {
        const QList<QStringView> parts = text.split(u'-');
        const bool both = first != last;
        if (parts.size() != (both ? 2 : 1))
            return oraFailure(1867);
        bool ok = true;
        qint64 months = 0;
        for (qsizetype i = 0; i < parts.size(); ++i) {
            bool number = false;
            const qint64 value = parts.at(i).toLongLong(&number);
            ok = ok && number;
            months += value * (i == 0 && first == u"YEAR" ? 12 : 1);
        }
        if (!ok)
            return oraFailure(1867);
        total = Decimal(months);
    } else {
        const qsizetype from = order.indexOf(first);
        const qsizetype to = order.indexOf(last);
        QStringList parts = text.toString().replace(u' ', u':').split(u':', Qt::SkipEmptyParts);
        if (from < 0 || to < from || parts.size() != to - from + 1)
            return oraFailure(1867);
        for (qsizetype i = 0; i < parts.size(); ++i) {
            const auto value = Decimal::parse(parts.at(i));
            if (!value)
                return oraFailure(1867);
            total = total.plus(value->times(Decimal(seconds[static_cast<size_t>(from + i)])));
        }
    }
    return (negative ? total.negated() : total).toString();
}

} // namespace Athanor
