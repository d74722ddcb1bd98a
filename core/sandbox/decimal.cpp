// SPDX-License-Identifier: MIT
#include "sandbox/decimal.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

constexpr int maxDigits = 40;
constexpr int maxIntegerDigits = 18; // every such number fits a 64-bit integer
constexpr int maxRealDigits = 15; // every such number survives a double

// Of two digit strings of whole numbers.
int compareDigits(const QByteArray &a, const QByteArray &b)
{
    if (a.size() != b.size())
        return a.size() < b.size() ? -1 : 1;
    return std::clamp(a.compare(b), -1, 1);
}

QByteArray stripped(QByteArray digits)
{
    qsizetype zeros = 0;
    while (zeros < digits.size() && digits.at(zeros) == '0')
        ++zeros;
    return digits.sliced(zeros);
}

QByteArray addDigits(const QByteArray &a, const QByteArray &b)
{
    QByteArray sum;
    int carry = 0;
    for (qsizetype i = 0; i < std::max(a.size(), b.size()) || carry; ++i) {
        int digit = carry;
        if (i < a.size())
            digit += a.at(a.size() - 1 - i) - '0';
        if (i < b.size())
            digit += b.at(b.size() - 1 - i) - '0';
        sum.prepend(static_cast<char>('0' + digit % 10));
        carry = digit / 10;
    }
    return sum;
}

// a - b, a not less than b.
QByteArray subtractDigits(const QByteArray &a, const QByteArray &b)
{
    QByteArray difference;
    int borrow = 0;
    for (qsizetype i = 0; i < a.size(); ++i) {
        int digit = a.at(a.size() - 1 - i) - '0' - borrow;
        if (i < b.size())
            digit -= b.at(b.size() - 1 - i) - '0';
        borrow = digit < 0 ? 1 : 0;
        difference.prepend(static_cast<char>('0' + digit + 10 * borrow));
    }
    return stripped(difference);
}

} // namespace

Decimal::Decimal(qint64 value)
    : m_negative(value < 0)
    , m_digits(QByteArray::number(value))
{
    if (m_negative)
        m_digits.remove(0, 1);
    normalize();
}

std::optional<Decimal> Decimal::parse(QStringView text)
{
    text = text.trimmed();
    Decimal result;
    qsizetype at = 0;
    if (at < text.size() && (text.at(at) == u'-' || text.at(at) == u'+'))
        result.m_negative = text.at(at++) == u'-';
    bool point = false;
    bool digit = false;
    for (; at < text.size(); ++at) {
        const QChar c = text.at(at);
        if (c == u'.' && !point) {
            point = true;
        } else if (c >= u'0' && c <= u'9') {
            digit = true;
            result.m_digits += static_cast<char>(c.unicode());
            result.m_exponent -= point ? 1 : 0;
        } else {
            break;
        }
    }
    if (!digit)
        return std::nullopt;
    if (at < text.size() && (text.at(at) == u'e' || text.at(at) == u'E')) {
        bool ok = false;
        const int exponent = text.sliced(at + 1).toInt(&ok);
        if (!ok || std::abs(exponent) > 400)
            return std::nullopt;
        result.m_exponent += exponent;
    } else if (at < text.size()) {
        return std::nullopt;
    }
    result.normalize();
    return result;
}

std::optional<Decimal> Decimal::fromDouble(double value)
{
    if (!std::isfinite(value))
        return std::nullopt;
    QString text = QString::number(value, 'g', maxRealDigits);
    if (text.toDouble() != value)
        text = QString::number(value, 'g', 17);
    return parse(text);
}

std::optional<Decimal> Decimal::fromValue(const SandboxValue &value)
{
    if (const auto *integer = std::get_if<qint64>(&value))
        return Decimal(*integer);
    if (const auto *real = std::get_if<double>(&value)) {
        // Stored reals say 15 digits; more would be the noise of binary fractions.
        if (!std::isfinite(*real))
            return std::nullopt;
        return parse(QString::number(*real, 'g', maxRealDigits));
    }
    if (const auto *text = std::get_if<QString>(&value))
        return parse(*text);
    return std::nullopt;
}

SandboxValue Decimal::toValue() const
{
    if (isZero())
        return qint64{0};
    if (m_exponent >= 0 && m_digits.size() + m_exponent <= maxIntegerDigits)
        return *toInteger();
    if (m_digits.size() <= maxRealDigits)
        return toDouble();
    return toString();
}

QString Decimal::toString() const
{
    if (isZero())
        return u"0"_s;
    const QString digits = QString::fromLatin1(m_digits);
    QString text;
    const int before = static_cast<int>(digits.size()) + m_exponent;
    if (before > maxDigits || before < -maxDigits) {
        text = digits.first(1) + u'.' + (digits.size() > 1 ? digits.sliced(1) : u"0"_s) + u'E'
            + (before > 0 ? u"+"_s : u""_s) + QString::number(before - 1);
    } else if (m_exponent >= 0) {
        text = digits + QString(m_exponent, u'0');
    } else if (before > 0) {
        text = digits.first(before) + u'.' + digits.sliced(before);
    } else {
        text = u'.' + QString(-before, u'0') + digits;
    }
    return m_negative ? u'-' + text : text;
}

double Decimal::toDouble() const
{
    if (isZero())
        return 0;
    const QByteArray text =
        (m_negative ? "-" : "") + m_digits + 'e' + QByteArray::number(m_exponent);
    return text.toDouble();
}

std::optional<qint64> Decimal::toInteger() const
{
    const Decimal whole = truncated(0);
    if (whole.isZero())
        return 0;
    if (whole.m_digits.size() + whole.m_exponent > maxIntegerDigits)
        return std::nullopt;
    const qint64 value = (whole.m_digits + QByteArray(whole.m_exponent, '0')).toLongLong();
    return whole.m_negative ? -value : value;
}

int Decimal::integerDigits() const
{
    return isZero() ? 0 : std::max(0, static_cast<int>(m_digits.size()) + m_exponent);
}

Decimal Decimal::negated() const
{
    Decimal result = *this;
    result.m_negative = !m_negative && !isZero();
    return result;
}

Decimal Decimal::rounded(int places) const
{
    const int drop = -places - m_exponent; // digits to lose at the end
    if (isZero() || drop <= 0)
        return *this;
    if (drop > m_digits.size())
        return {};
    Decimal result = *this;
    const bool up = m_digits.at(m_digits.size() - drop) >= '5';
    result.m_digits = m_digits.first(m_digits.size() - drop);
    result.m_exponent = -places;
    if (up)
        result.m_digits = addDigits(result.m_digits, "1");
    result.normalize();
    return result;
}

Decimal Decimal::truncated(int places) const
{
    const int drop = -places - m_exponent;
    if (isZero() || drop <= 0)
        return *this;
    if (drop >= m_digits.size())
        return {};
    Decimal result = *this;
    result.m_digits = m_digits.first(m_digits.size() - drop);
    result.m_exponent = -places;
    result.normalize();
    return result;
}

Decimal Decimal::floor() const
{
    const Decimal whole = truncated(0);
    return m_negative && whole != *this ? whole.minus(Decimal(1)) : whole;
}

Decimal Decimal::ceil() const
{
    return negated().floor().negated();
}

int Decimal::compare(const Decimal &other) const
{
    if (m_negative != other.m_negative)
        return m_negative ? -1 : 1;
    const int sign = m_negative ? -1 : 1;
    if (isZero() || other.isZero())
        return sign * (int(!isZero()) - int(!other.isZero()));
    const auto magnitude = m_digits.size() + m_exponent;
    const auto otherMagnitude = other.m_digits.size() + other.m_exponent;
    if (magnitude != otherMagnitude)
        return magnitude < otherMagnitude ? -sign : sign;
    return sign * std::clamp(m_digits.compare(other.m_digits), -1, 1);
}

Decimal Decimal::plus(const Decimal &other) const
{
    if (isZero())
        return other;
    if (other.isZero())
        return *this;
    // Far apart, the smaller one is below the last digit kept.
    const int exponent = std::min(m_exponent, other.m_exponent);
    if (std::max(m_exponent, other.m_exponent) - exponent > 4 * maxDigits)
        return m_digits.size() + m_exponent > other.m_digits.size() + other.m_exponent ? *this
                                                                                       : other;
    const QByteArray a = m_digits + QByteArray(m_exponent - exponent, '0');
    const QByteArray b = other.m_digits + QByteArray(other.m_exponent - exponent, '0');
    Decimal result;
    result.m_exponent = exponent;
    if (m_negative == other.m_negative) {
        result.m_digits = addDigits(a, b);
        result.m_negative = m_negative;
    } else if (compareDigits(a, b) >= 0) {
        result.m_digits = subtractDigits(a, b);
        result.m_negative = m_negative;
    } else {
        result.m_digits = subtractDigits(b, a);
        result.m_negative = other.m_negative;
    }
    result.normalize();
    return result;
}

Decimal Decimal::times(const Decimal &other) const
{
    if (isZero() || other.isZero())
        return {};
    std::vector<int> product(static_cast<size_t>(m_digits.size() + other.m_digits.size()), 0);
    for (qsizetype i = m_digits.size() - 1; i >= 0; --i) {
        int carry = 0;
        for (qsizetype j = other.m_digits.size() - 1; j >= 0; --j) {
            int &cell = product[static_cast<size_t>(i + j + 1)];
            const int sum = cell + (m_digits.at(i) - '0') * (other.m_digits.at(j) - '0') + carry;
            cell = sum % 10;
            carry = sum / 10;
        }
        product[static_cast<size_t>(i)] += carry;
    }
    Decimal result;
    for (const int digit : product)
        result.m_digits += static_cast<char>('0' + digit);
    result.m_exponent = m_exponent + other.m_exponent;
    result.m_negative = m_negative != other.m_negative;
    result.normalize();
    return result;
}

Decimal Decimal::dividedBy(const Decimal &other) const
{
    if (isZero() || other.isZero())
        return {};
    const int extra = static_cast<int>(maxDigits + 2 + other.m_digits.size() - m_digits.size());
    const QByteArray dividend = m_digits + QByteArray(std::max(0, extra), '0');
    QByteArray remainder;
    Decimal result;
    for (const char digit : dividend) {
        remainder = stripped(remainder + digit);
        int times = 0;
        while (compareDigits(remainder, other.m_digits) >= 0) {
            remainder = subtractDigits(remainder, other.m_digits);
            ++times;
        }
        result.m_digits += static_cast<char>('0' + times);
    }
    result.m_exponent = m_exponent - std::max(0, extra) - other.m_exponent;
    result.m_negative = m_negative != other.m_negative;
    result.normalize();
    return result;
}

Decimal Decimal::modulo(const Decimal &other) const
{
    if (other.isZero())
        return *this;
    return minus(other.times(dividedBy(other).truncated(0)));
}

void Decimal::normalize()
{
    m_digits = stripped(m_digits);
    if (m_digits.size() > maxDigits) {
        const bool up = m_digits.at(maxDigits) >= '5';
        m_exponent += static_cast<int>(m_digits.size()) - maxDigits;
        m_digits.truncate(maxDigits);
        if (up)
            m_digits = addDigits(m_digits, "1");
    }
    while (m_digits.endsWith('0')) {
        m_digits.chop(1);
        ++m_exponent;
    }
    if (m_digits.isEmpty()) {
        m_exponent = 0;
        m_negative = false;
    }
}

} // namespace Athanor
