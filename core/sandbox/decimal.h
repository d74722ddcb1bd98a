// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/sqlite.h"

#include <optional>

namespace Athanor {

// Oracle's NUMBER: decimal, exact to 40 significant digits. In SQLite a number has exactly one
// form, so that = and indexes work natively: INTEGER for whole numbers up to 18 digits, REAL where
// 15 digits say it all, TEXT beyond.
class Decimal
{
public:
    Decimal() = default;
    explicit Decimal(qint64 value);
    // "12", "-.5", "1.5e3"; none where the text is no number. Blanks around it are allowed, as
    // Oracle does.
    [[nodiscard]] static std::optional<Decimal> parse(QStringView text);
    [[nodiscard]] static std::optional<Decimal> fromDouble(double value);
    // A stored number, or text that is one.
    [[nodiscard]] static std::optional<Decimal> fromValue(const SandboxValue &value);

    [[nodiscard]] SandboxValue toValue() const;
    [[nodiscard]] QString toString() const; // as TO_CHAR(n): ".5", "-12.25", "1.0E+50"
    [[nodiscard]] double toDouble() const;
    [[nodiscard]] std::optional<qint64> toInteger() const; // truncated; none past 18 digits

    [[nodiscard]] bool isZero() const { return m_digits.isEmpty(); }
    [[nodiscard]] bool isNegative() const { return m_negative; }
    [[nodiscard]] bool isInteger() const { return m_exponent >= 0 || isZero(); }
    [[nodiscard]] int integerDigits() const; // before the point; 0 for .5
    [[nodiscard]] int fractionDigits() const { return isZero() ? 0 : std::max(0, -m_exponent); }

    [[nodiscard]] Decimal negated() const;
    [[nodiscard]] Decimal rounded(int places) const; // half away from zero; places may be negative
    [[nodiscard]] Decimal truncated(int places) const;
    [[nodiscard]] Decimal floor() const;
    [[nodiscard]] Decimal ceil() const;

    [[nodiscard]] int compare(const Decimal &other) const; // <0, 0, >0
    [[nodiscard]] Decimal plus(const Decimal &other) const;
    [[nodiscard]] Decimal minus(const Decimal &other) const { return plus(other.negated()); }
    [[nodiscard]] Decimal times(const Decimal &other) const;
    [[nodiscard]] Decimal dividedBy(const Decimal &other) const; // other is not zero
    // MOD(a, b) with the sign of a; MOD(a, 0) is a.
    [[nodiscard]] Decimal modulo(const Decimal &other) const;

    friend bool operator==(const Decimal &a, const Decimal &b) { return a.compare(b) == 0; }

private:
    void normalize();

    bool m_negative = false;
    QByteArray m_digits; // '0'…'9' without leading or trailing zeros; empty is zero
    int m_exponent = 0; // the value is digits × 10^exponent
};

} // namespace Athanor
