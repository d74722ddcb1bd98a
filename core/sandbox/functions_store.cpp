// SPDX-License-Identifier: MIT
#include "sandbox/functions.h"

#include "sandbox/decimal.h"
#include "sandbox/oradate.h"
#include "sandbox/oraerror.h"

#include <cmath>

using namespace Qt::StringLiterals;

// What a column does to a value on its way in: rounds, pads, or refuses it.
namespace Athanor {

namespace {

using Value = Result<SandboxValue>;

struct Rule
{
    QChar letter;
    std::optional<int> first;
    std::optional<int> second;
    bool characters = false;
};

Rule readRule(const QString &text)
{
    const QStringList parts = text.split(u':');
    Rule rule;
    rule.letter = parts.at(0).at(0);
    if (parts.size() > 1 && !parts.at(1).isEmpty())
        rule.first = parts.at(1).toInt();
    if (parts.size() > 2) {
        rule.characters = parts.at(2) == u"C";
        if (!parts.at(2).isEmpty() && !rule.characters && parts.at(2) != u"B")
            rule.second = parts.at(2).toInt();
    }
    return rule;
}

qint64 lengthOf(const QString &text, bool characters)
{
    return characters ? text.toUcs4().size() : text.toUtf8().size();
}

// A fraction of nine digits cut (rounded) to what the column keeps.
QString roundedFraction(const QString &stored, int precision)
{
    auto date = OraDate::fromStored(stored);
    if (!date || precision >= 9)
        return stored;
    const qint64 step = static_cast<qint64>(std::pow(10, 9 - precision));
    qint64 nanoseconds = (date->nanosecond + step / 2) / step * step;
    OraDate result = *date;
    if (nanoseconds >= 1000000000) {
        result = date->plusSeconds(1);
        nanoseconds = 0;
    }
    result.nanosecond = static_cast<int>(nanoseconds);
    return result.hasZone ? result.zonedText() : result.timestampText();
}

enum class Purpose { Store, Cast };

Value fitted(const SandboxValue &value, const Rule &rule, const QString &place, Purpose purpose)
{
    if (rule.letter == u'V' || rule.letter == u'C') {
        QString text = textOf(value);
        if (text.isEmpty())
            return SandboxValue();
        const int most = rule.first.value_or(4000);
        const qint64 actual = lengthOf(text, rule.characters);
        if (actual > most) {
            if (purpose == Purpose::Store)
                return oraFailure(12899, {place, QString::number(actual), QString::number(most)});
            while (lengthOf(text, rule.characters) > most) // CAST cuts
                text.chop(1);
        }
        if (rule.letter == u'C') {
            while (lengthOf(text, rule.characters) < most)
                text += u' ';
        }
        return text;
    }
    if (rule.letter == u'N') {
        const auto number = Decimal::fromValue(value);
        if (!number)
            return oraFailure(1722);
        Decimal result = *number;
        if (rule.second)
            result = result.rounded(*rule.second);
        if (rule.first && !result.isZero()
            && result.integerDigits() > *rule.first - rule.second.value_or(0))
            return oraFailure(1438);
        // NUMBER(3,5): only zeros directly behind the point.
        if (rule.first && rule.second.value_or(0) > *rule.first && !result.isZero()) {
            Decimal shifted =
                result.times(*Decimal::parse(u"1e"_s + QString::number(*rule.second)));
            if (shifted.integerDigits() > *rule.first)
                return oraFailure(1438);
        }
        return result.toValue();
    }
    if (rule.letter == u'F') {
        const auto number = Decimal::fromValue(value);
        if (!number)
            return oraFailure(1722);
        if (!rule.first || number->isZero() || *rule.first >= 126)
            return number->toValue();
        // Binary digits of precision, in decimal ones (Oracle multiplies by 0.30103).
        const int digits = static_cast<int>(std::ceil(*rule.first * 0.30103));
        const int leading = number->integerDigits() > 0
            ? number->integerDigits()
            : static_cast<int>(std::ceil(std::log10(std::abs(number->toDouble()))));
        return number->rounded(digits - leading).toValue();
    }
    if (rule.letter == u'T' || rule.letter == u'Z')
        return roundedFraction(textOf(value), rule.first.value_or(6));
    if (rule.letter == u'R') {
        const auto *bytes = std::get_if<QByteArray>(&value);
        if (!bytes)
            return value;
        if (bytes->isEmpty())
            return SandboxValue();
        if (rule.first && bytes->size() > *rule.first) {
            if (purpose == Purpose::Cast)
                return bytes->first(*rule.first);
            return oraFailure(
                12899, {place, QString::number(bytes->size()), QString::number(*rule.first)});
        }
    }
    return value;
}

Value store(FunctionArguments a, FunctionContext &)
{
    return fitted(a[0], readRule(textOf(a[1])), textOf(a[2]), Purpose::Store);
}

Value cast(FunctionArguments a, FunctionContext &)
{
    return fitted(a[0], readRule(textOf(a[1])), {}, Purpose::Cast);
}

// Whether the value would be stored unchanged: 1 or 0.
Value fits(FunctionArguments a, FunctionContext &)
{
    const Value result = fitted(a[0], readRule(textOf(a[1])), {}, Purpose::Store);
    return qint64{result && *result == a[0] ? 1 : 0};
}

Value raise(FunctionArguments a, FunctionContext &)
{
    return oraFailure(static_cast<int>(integerOf(a[0])));
}

Value nextValue(FunctionArguments a, FunctionContext &context)
{
    return context.nextValue(textOf(a[0]), static_cast<int>(integerOf(a[1])));
}

Value currentValue(FunctionArguments a, FunctionContext &context)
{
    return context.currentValue(textOf(a[0]));
}

Value rowid(FunctionArguments a, FunctionContext &)
{
    return rowidText(integerOf(a[0]));
}

constexpr SqlFunction functions[] = {
    {"ora_store", 3, true, true, store},        {"ora_cast", 2, true, true, cast},
    {"ora_fits", 2, true, true, fits},          {"ora_raise", 1, false, false, raise},
    {"ora_nextval", 2, true, false, nextValue}, {"ora_currval", 2, true, false, currentValue},
    {"ora_rowid", 1, true, true, rowid},
};

} // namespace

std::span<const SqlFunction> storeFunctions()
{
    return functions;
}

} // namespace Athanor
