// SPDX-License-Identifier: MIT
#include "sandbox/functions.h"

#include "sandbox/decimal.h"
#include "sandbox/oraerror.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

using Value = Result<SandboxValue>;

// Numbers reach these functions as stored numbers; anything else came through ora_number before.
Decimal number(const SandboxValue &value)
{
    return Decimal::fromValue(value).value_or(Decimal());
}

Value result(const Decimal &value)
{
    if (value.integerDigits() > 126)
        return oraFailure(1426);
    return value.toValue();
}

Value realResult(double value)
{
    const auto decimal = Decimal::fromDouble(value);
    if (!decimal)
        return oraFailure(1426);
    return decimal->toValue();
}

Value add(FunctionArguments a, FunctionContext &)
{
    return result(number(a[0]).plus(number(a[1])));
}

Value subtract(FunctionArguments a, FunctionContext &)
{
    return result(number(a[0]).minus(number(a[1])));
}

Value multiply(FunctionArguments a, FunctionContext &)
{
    return result(number(a[0]).times(number(a[1])));
}

Value divide(FunctionArguments a, FunctionContext &)
{
    const Decimal divisor = number(a[1]);
    if (divisor.isZero())
        return oraFailure(1476);
    return result(number(a[0]).dividedBy(divisor));
}

Value negate(FunctionArguments a, FunctionContext &)
{
    return result(number(a[0]).negated());
}

Value compare(FunctionArguments a, FunctionContext &)
{
    return qint64{number(a[0]).compare(number(a[1]))};
}

Value key(FunctionArguments a, FunctionContext &)
{
    return numberKey(a[0]);
}

// How many rows: a limit that is no whole number is cut down.
Value limit(FunctionArguments a, FunctionContext &)
{
    return qint64{number(a[0]).floor().toInteger().value_or(std::numeric_limits<int>::max())};
}

// Text to NUMBER, as TO_NUMBER and every silent conversion do it.
Value toNumber(FunctionArguments a, FunctionContext &)
{
    if (!std::holds_alternative<QString>(a[0]))
        return a[0];
    const auto decimal = Decimal::parse(std::get<QString>(a[0]));
    if (!decimal)
        return oraFailure(1722);
    return decimal->toValue();
}

Value numberText(FunctionArguments a, FunctionContext &)
{
    return number(a[0]).toString();
}

Value absolute(FunctionArguments a, FunctionContext &)
{
    const Decimal value = number(a[0]);
    return result(value.isNegative() ? value.negated() : value);
}

Value sign(FunctionArguments a, FunctionContext &)
{
    return qint64{number(a[0]).compare(Decimal())};
}

Value ceil(FunctionArguments a, FunctionContext &)
{
    return result(number(a[0]).ceil());
}

Value floor(FunctionArguments a, FunctionContext &)
{
    return result(number(a[0]).floor());
}

int places(const SandboxValue &value)
{
    return static_cast<int>(std::clamp<qint64>(number(value).toInteger().value_or(0), -130, 130));
}

Value round(FunctionArguments a, FunctionContext &)
{
    return result(number(a[0]).rounded(places(a[1])));
}

Value trunc(FunctionArguments a, FunctionContext &)
{
    return result(number(a[0]).truncated(places(a[1])));
}

Value mod(FunctionArguments a, FunctionContext &)
{
    return result(number(a[0]).modulo(number(a[1])));
}

Value remainder(FunctionArguments a, FunctionContext &)
{
    const Decimal divisor = number(a[1]);
    if (divisor.isZero())
        return oraFailure(1476);
    const Decimal value = number(a[0]);
    return result(value.minus(divisor.times(value.dividedBy(divisor).rounded(0))));
}

Value power(FunctionArguments a, FunctionContext &)
{
    const Decimal base = number(a[0]);
    const Decimal exponent = number(a[1]);
    const auto whole = exponent.toInteger();
    if (exponent.isInteger() && whole && *whole >= 0 && *whole <= 200) {
        Decimal product(1);
        for (qint64 i = 0; i < *whole; ++i)
            product = product.times(base);
        return result(product);
    }
    if (base.isNegative() && !exponent.isInteger())
        return oraFailure(1428, {base.toString()});
    return realResult(std::pow(base.toDouble(), exponent.toDouble()));
}

Value squareRoot(FunctionArguments a, FunctionContext &)
{
    const Decimal value = number(a[0]);
    if (value.isNegative())
        return oraFailure(1428, {value.toString()});
    return realResult(std::sqrt(value.toDouble()));
}

Value exponential(FunctionArguments a, FunctionContext &)
{
    return realResult(std::exp(number(a[0]).toDouble()));
}

Value naturalLogarithm(FunctionArguments a, FunctionContext &)
{
    const Decimal value = number(a[0]);
    if (value.compare(Decimal()) <= 0)
        return oraFailure(1428, {value.toString()});
    return realResult(std::log(value.toDouble()));
}

Value logarithm(FunctionArguments a, FunctionContext &)
{
    const Decimal base = number(a[0]);
    const Decimal value = number(a[1]);
    if (base.compare(Decimal()) <= 0 || value.compare(Decimal()) <= 0)
        return oraFailure(1428, {value.toString()});
    return realResult(std::log(value.toDouble()) / std::log(base.toDouble()));
}

Value sine(FunctionArguments a, FunctionContext &)
{
    return realResult(std::sin(number(a[0]).toDouble()));
}

Value cosine(FunctionArguments a, FunctionContext &)
{
    return realResult(std::cos(number(a[0]).toDouble()));
}

Value tangent(FunctionArguments a, FunctionContext &)
{
    return realResult(std::tan(number(a[0]).toDouble()));
}

Value bitAnd(FunctionArguments a, FunctionContext &)
{
    return qint64{number(a[0]).toInteger().value_or(0) & number(a[1]).toInteger().value_or(0)};
}

Value greatest(FunctionArguments a, FunctionContext &)
{
    Decimal best = number(a[0]);
    for (const SandboxValue &value : a)
        best = number(value).compare(best) > 0 ? number(value) : best;
    return result(best);
}

Value least(FunctionArguments a, FunctionContext &)
{
    Decimal best = number(a[0]);
    for (const SandboxValue &value : a)
        best = number(value).compare(best) < 0 ? number(value) : best;
    return result(best);
}

Value boolean(FunctionArguments a, FunctionContext &)
{
    return qint64{number(a[0]).isZero() ? 0 : 1};
}

Value booleanText(FunctionArguments a, FunctionContext &)
{
    return number(a[0]).isZero() ? u"FALSE"_s : u"TRUE"_s;
}

Value same(FunctionArguments a, FunctionContext &)
{
    return a[0];
}

struct NumberFormat
{
    QString before; // digits positions: 9, 0 and ,
    QString after;
    bool point = false;
    bool fill = true;
    bool dollar = false;
    bool signFirst = false;
    bool signLast = false;
    bool minusLast = false;
    bool brackets = false;
    bool hexadecimal = false;
    bool scientific = false;
    bool shortest = false; // TM
};

Result<NumberFormat> numberFormat(QStringView text)
{
    NumberFormat format;
    QString rest = text.toString().toUpper();
    if (rest.startsWith(u"TM")) {
        format.shortest = true;
        return format;
    }
    for (qsizetype at = 0; at < rest.size(); ++at) {
        const QStringView tail = QStringView(rest).sliced(at);
        const QChar c = rest.at(at);
        if (tail.startsWith(u"FM")) {
            format.fill = false;
            ++at;
        } else if (c == u'9' || c == u'0') {
            (format.point ? format.after : format.before) += c;
        } else if (c == u',' || c == u'G') {
            if (format.point)
                return oraFailure(1481);
            format.before += u',';
        } else if (c == u'.' || c == u'D') {
            if (format.point)
                return oraFailure(1481);
            format.point = true;
        } else if (c == u'$' || c == u'L') {
            format.dollar = true;
        } else if (c == u'S') {
            (at == 0 || format.before.isEmpty() ? format.signFirst : format.signLast) = true;
        } else if (tail.startsWith(u"MI")) {
            format.minusLast = true;
            ++at;
        } else if (tail.startsWith(u"PR")) {
            format.brackets = true;
            ++at;
        } else if (tail.startsWith(u"EEEE")) {
            format.scientific = true;
            at += 3;
        } else if (c == u'X') {
            format.hexadecimal = true;
            format.before += u'9';
        } else if (c == u'B' || c == u'C' || c == u'U' || c == u'V') {
            return notModelledFailure(u"the number format "_s + text.toString());
        } else {
            return oraFailure(1481);
        }
    }
    return format;
}

Value toCharNumber(FunctionArguments a, FunctionContext &)
{
    const Decimal value = number(a[0]);
    const QString model = textOf(a[1]);
    const auto read = numberFormat(model);
    if (!read)
        return Failure(read.error());
    const NumberFormat &format = *read;
    if (format.shortest)
        return value.toString();
    if (format.hexadecimal) {
        const auto whole = value.rounded(0).toInteger();
        QString digits = QString::number(whole.value_or(0), 16);
        if (model.contains(u'X'))
            digits = digits.toUpper();
        if (!whole || *whole < 0 || digits.size() > format.before.size())
            return QString(format.before.size() + 1, u'#');
        return format.fill ? digits.rightJustified(format.before.size() + 1, u' ') : digits;
    }
    if (format.scientific) {
        QString text =
            QString::number(value.toDouble(), 'E', static_cast<int>(format.after.size()));
        return format.fill ? (value.isNegative() ? text : u' ' + text) : text;
    }
    const Decimal rounded = value.rounded(static_cast<int>(format.after.size()));
    QString digits = (rounded.isNegative() ? rounded.negated() : rounded).toString();
    QString whole = digits.section(u'.', 0, 0);
    QString fraction = digits.section(u'.', 1, 1).leftJustified(format.after.size(), u'0');
    if (whole == u"0")
        whole.clear();
    const qsizetype places = format.before.size() - format.before.count(u',');
    if (whole.size() > places)
        return QString(model.size() + 1, u'#');
    // Digits from the right; a 0 in the model prints zeros from there on.
    QString body;
    qsizetype at = whole.size() - 1;
    const qsizetype firstZero = format.before.indexOf(u'0');
    for (qsizetype i = format.before.size() - 1; i >= 0; --i) {
        const bool zeros = firstZero >= 0 && i >= firstZero;
        if (format.before.at(i) == u',') {
            if (at >= 0 || (firstZero >= 0 && i > firstZero))
                body.prepend(u',');
            else
                body.prepend(u' ');
        } else if (at >= 0) {
            body.prepend(whole.at(at--));
        } else {
            body.prepend(zeros ? u'0' : u' ');
        }
    }
    if (!format.point && body.trimmed().isEmpty() && !body.isEmpty())
        body.replace(body.size() - 1, 1, u'0');
    if (format.point) {
        if (!format.fill) { // FM drops zeros that a 9 stands for
            qsizetype keep = format.after.lastIndexOf(u'0') + 1;
            while (fraction.size() > keep && fraction.endsWith(u'0'))
                fraction.chop(1);
        }
        body += u'.' + fraction;
    }
    QString text = body.trimmed();
    const qsizetype width = body.size();
    if (format.dollar)
        text.prepend(u'$');
    const bool negative = rounded.isNegative();
    if (format.brackets)
        text = negative ? u'<' + text + u'>' : (format.fill ? u' ' + text + u' ' : text);
    else if (format.signLast)
        text += negative ? u'-' : u'+';
    else if (format.minusLast)
        text += negative ? u"-"_s : format.fill ? u" "_s : u""_s;
    else if (format.signFirst)
        text.prepend(negative ? u'-' : u'+');
    else if (negative)
        text.prepend(u'-');
    if (!format.fill)
        return textValue(text);
    const qsizetype extra = (format.dollar ? 1 : 0) + (format.brackets ? 2 : 1);
    return text.rightJustified(width + extra, u' ');
}

Value toNumberWithFormat(FunctionArguments a, FunctionContext &context)
{
    QString text = textOf(a[0]).trimmed();
    const auto format = numberFormat(textOf(a[1]));
    if (!format)
        return Failure(format.error());
    if (format->hexadecimal) {
        bool ok = false;
        const qint64 value = text.toLongLong(&ok, 16);
        if (!ok)
            return oraFailure(1722);
        return value;
    }
    bool negative = false;
    if (format->brackets && text.startsWith(u'<') && text.endsWith(u'>')) {
        negative = true;
        text = text.sliced(1, text.size() - 2);
    }
    if ((format->minusLast || format->signLast) && (text.endsWith(u'-') || text.endsWith(u'+'))) {
        negative = text.endsWith(u'-');
        text.chop(1);
    }
    if (format->dollar && text.startsWith(u'$'))
        text.remove(0, 1);
    const QString whole = text.section(u'.', 0, 0);
    if (whole.count(u',') > 0 && !format->before.contains(u','))
        return oraFailure(1722);
    const QString digits = QString(whole).remove(u',').remove(u'-').remove(u'+');
    if (digits.size() > format->before.size() - format->before.count(u',')
        || text.section(u'.', 1, 1).size() > format->after.size())
        return oraFailure(1722);
    text.remove(u',');
    const SandboxValue plain = negative ? u'-' + text : text;
    return toNumber(std::span(&plain, 1), context);
}

constexpr SqlFunction functions[] = {
    {"ora_add", 2, true, true, add},
    {"ora_sub", 2, true, true, subtract},
    {"ora_mul", 2, true, true, multiply},
    {"ora_div", 2, true, true, divide},
    {"ora_neg", 1, true, true, negate},
    {"ora_compare", 2, true, true, compare},
    {"ora_key", 1, true, true, key},
    {"ora_limit", 1, true, true, limit},
    {"ora_number", 1, true, true, toNumber},
    {"ora_number_text", 1, true, true, numberText},
    {"ora_abs", 1, true, true, absolute},
    {"ora_sign", 1, true, true, sign},
    {"ora_ceil", 1, true, true, ceil},
    {"ora_floor", 1, true, true, floor},
    {"ora_round", 2, true, true, round},
    {"ora_trunc", 2, true, true, trunc},
    {"ora_mod", 2, true, true, mod},
    {"ora_remainder", 2, true, true, remainder},
    {"ora_power", 2, true, true, power},
    {"ora_sqrt", 1, true, true, squareRoot},
    {"ora_exp", 1, true, true, exponential},
    {"ora_ln", 1, true, true, naturalLogarithm},
    {"ora_log", 2, true, true, logarithm},
    {"ora_sin", 1, true, true, sine},
    {"ora_cos", 1, true, true, cosine},
    {"ora_tan", 1, true, true, tangent},
    {"ora_bitand", 2, true, true, bitAnd},
    {"ora_greatest", -1, true, true, greatest},
    {"ora_least", -1, true, true, least},
    {"ora_boolean", 1, true, true, boolean},
    {"ora_boolean_text", 1, true, true, booleanText},
    {"ora_same", 1, true, true, same},
    {"ora_to_char_number", 2, true, true, toCharNumber},
    {"ora_to_number", 2, true, true, toNumberWithFormat},
};

} // namespace

QByteArray numberKey(const SandboxValue &value)
{
    const Decimal decimal = number(value);
    if (decimal.isZero())
        return QByteArray("\x80", 1);
    // Sign, magnitude, digits; of a negative number everything is turned over.
    const Decimal magnitude = decimal.isNegative() ? decimal.negated() : decimal;
    const QString text = magnitude.toString();
    QString digits;
    for (const QChar c : text) {
        if (c == u'E')
            break;
        if (c.isDigit())
            digits += c;
    }
    int leading = 0;
    while (leading < digits.size() && digits.at(leading) == u'0')
        ++leading;
    digits = digits.sliced(leading);
    while (digits.endsWith(u'0'))
        digits.chop(1);
    // 0.001 has no digits before the point and two zeros behind it: its exponent is -2.
    int exponent = magnitude.integerDigits();
    if (exponent == 0)
        exponent = static_cast<int>(digits.size()) - magnitude.fractionDigits();
    QByteArray key;
    key += static_cast<char>(decimal.isNegative() ? 0x40 : 0xC0);
    const int biased = exponent + 0x4000;
    const char high = static_cast<char>(biased >> 8);
    const char low = static_cast<char>(biased & 0xff);
    key += high;
    key += low;
    key += digits.toLatin1();
    key += '\x01';
    if (decimal.isNegative()) {
        for (qsizetype i = 1; i < key.size(); ++i)
            key[i] = static_cast<char>(~static_cast<unsigned char>(key.at(i)));
    }
    return key;
}

std::span<const SqlFunction> numberFunctions()
{
    return functions;
}

} // namespace Athanor
