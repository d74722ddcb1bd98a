// SPDX-License-Identifier: MIT
// Operators, and types meeting types: what converts to what, and what is refused (ORA-00932).
#include "sandbox/translator.h"

#include "sandbox/dateformat.h"
#include "sandbox/decimal.h"
#include "sandbox/oraerror.h"

using namespace Qt::StringLiterals;

namespace Athanor {

QString Translator::numberLiteral(const QString &literal)
{
    QString digits = literal;
    if (digits.endsWith(u'f', Qt::CaseInsensitive) || digits.endsWith(u'd', Qt::CaseInsensitive))
        digits.chop(1);
    const auto number = Decimal::parse(digits);
    if (!number) {
        fail(1722);
        return u"NULL"_s;
    }
    const SandboxValue value = number->toValue();
    if (const auto *real = std::get_if<double>(&value)) {
        QString sql = QString::number(*real, 'g', 17);
        if (!sql.contains(u'.') && !sql.contains(u'e'))
            sql += u".0"_s;
        return sql;
    }
    if (const auto *string = std::get_if<QString>(&value))
        return sqliteLiteral(*string);
    return textOf(value);
}

Emitted Translator::emitInterval(const SqlExpression &e)
{
    const auto interval = intervalFromText(e.text, e.unit);
    if (!interval) {
        fail(interval.error().oraCode);
        return {};
    }
    return computed(e.unit.startsWith(u"YEAR") || e.unit.startsWith(u"MONTH")
                        ? ValueKind::IntervalYm
                        : ValueKind::IntervalDs,
                    numberLiteral(*interval));
}

Emitted Translator::converted(Emitted value, ValueKind kind)
{
    const ValueKind from = value.kind;
    if (failed() || from == kind || from == ValueKind::Null)
        return value;
    const auto wrap = [&](const QString &function) {
        return Emitted{function + u'(' + value.sql + u')', kind, {}, false, false};
    };
    if (from == ValueKind::Condition || from == ValueKind::Other) {
        failInconsistent(datatypeWord(kind), from);
        return value;
    }
    switch (kind) {
    case ValueKind::Number:
        if (from == ValueKind::Text || from == ValueKind::Fixed)
            return wrap(u"ora_number"_s);
        if (from == ValueKind::Boolean)
            return Emitted{value.sql, kind, {}, false, false};
        break;
    case ValueKind::Text:
    case ValueKind::Fixed:
    case ValueKind::Clob:
        switch (from) {
        case ValueKind::Text:
        case ValueKind::Fixed:
        case ValueKind::Clob:
        case ValueKind::Rowid:
            return Emitted{value.sql, kind, {}, value.literal, value.isLong};
        case ValueKind::Number:
            return wrap(u"ora_number_text"_s);
        case ValueKind::Date:
            return wrap(u"ora_date_text"_s);
        case ValueKind::Timestamp:
        case ValueKind::TimestampTz:
            return wrap(u"ora_timestamp_text"_s);
        case ValueKind::IntervalDs:
            return wrap(u"ora_interval_ds_text"_s);
        case ValueKind::IntervalYm:
            return wrap(u"ora_interval_ym_text"_s);
        case ValueKind::Raw:
            return wrap(u"ora_rawtohex"_s);
        case ValueKind::Boolean:
            return wrap(u"ora_boolean_text"_s);
        case ValueKind::Null:
        case ValueKind::Blob:
        case ValueKind::Condition:
        case ValueKind::Other:
            break;
        }
        break;
    case ValueKind::Date:
        if (from == ValueKind::Text || from == ValueKind::Fixed)
            return wrap(u"ora_text_date"_s);
        if (from == ValueKind::Timestamp || from == ValueKind::TimestampTz)
            return wrap(u"ora_to_date_part"_s);
        break;
    case ValueKind::Timestamp:
        if (from == ValueKind::Text || from == ValueKind::Fixed)
            return wrap(u"ora_text_timestamp"_s);
        if (from == ValueKind::Date)
            return Emitted{u'(' + value.sql + u" || '.000000000')"_s, kind, {}, false, false};
        if (from == ValueKind::TimestampTz)
            return wrap(u"ora_local_part"_s);
        break;
    case ValueKind::TimestampTz:
        if (from == ValueKind::Text || from == ValueKind::Fixed)
            return wrap(u"ora_text_timestamp_tz"_s);
        if (from == ValueKind::Date || from == ValueKind::Timestamp)
            return wrap(u"ora_with_zone"_s);
        break;
    case ValueKind::Raw:
    case ValueKind::Blob:
        if (from == ValueKind::Raw || from == ValueKind::Blob)
            return Emitted{value.sql, kind, {}, false, false};
        if (from == ValueKind::Text || from == ValueKind::Fixed)
            return wrap(u"ora_hextoraw"_s);
        break;
    case ValueKind::Rowid:
        if (from == ValueKind::Text || from == ValueKind::Fixed)
            return Emitted{value.sql, kind, {}, false, false};
        break;
    case ValueKind::Boolean:
        if (from == ValueKind::Number)
            return wrap(u"ora_boolean"_s);
        break;
    case ValueKind::IntervalDs:
    case ValueKind::IntervalYm:
        if (from == ValueKind::Text)
            failNotModelled(u"text converted to an interval"_s);
        break;
    case ValueKind::Null:
    case ValueKind::Condition:
        return value;
    case ValueKind::Other:
        failNotModelled(u"values of object types"_s);
        return value;
    }
    failInconsistent(datatypeWord(kind), from);
    return value;
}

Emitted Translator::emitArithmetic(const QString &op, const Emitted &left, const Emitted &right)
{
    const auto call = [&](ValueKind kind, const QString &function, const Emitted &a,
                          const Emitted &b) {
        return computed(kind, function + u'(' + a.sql + u", "_s + b.sql + u')');
    };
    const bool leftDate = isDatetime(left.kind);
    const bool rightDate = isDatetime(right.kind);
    if (leftDate && rightDate) {
        if (op != u"-") {
            fail(975);
            return {};
        }
        if (left.kind == ValueKind::Date && right.kind == ValueKind::Date)
            return call(ValueKind::Number, u"ora_date_diff"_s, left, right);
        return call(ValueKind::IntervalDs, u"ora_timestamp_diff"_s, left, right);
    }
    if (leftDate || rightDate) {
        const Emitted &date = leftDate ? left : right;
        Emitted amount = leftDate ? right : left;
        if (op != u"+" && !(op == u"-" && leftDate)) {
            failInconsistent(u"NUMBER"_s, date.kind);
            return {};
        }
        const QString sign = op == u"-" ? u"-1"_s : u"1"_s;
        if (isInterval(amount.kind)) {
            return computed(date.kind,
                            (amount.kind == ValueKind::IntervalDs ? u"ora_add_seconds("_s
                                                                  : u"ora_add_interval_ym("_s)
                                + date.sql + u", "_s + amount.sql + u", "_s + sign + u')');
        }
        amount = converted(amount, ValueKind::Number);
        const Emitted day = converted(date, ValueKind::Date);
        return computed(ValueKind::Date,
                        u"ora_add_days("_s + day.sql + u", "_s + amount.sql + u", "_s + sign
                            + u')');
    }
    if (isInterval(left.kind) || isInterval(right.kind)) {
        const Emitted &interval = isInterval(left.kind) ? left : right;
        const Emitted &other = isInterval(left.kind) ? right : left;
        const bool same = left.kind == right.kind && (op == u"+" || op == u"-");
        const bool scaled = !isInterval(other.kind) && (op == u"*" || op == u"/");
        if (!same && !scaled) {
            fail(30081);
            return {};
        }
        const QString function = op == u"+" ? u"ora_add"_s
            : op == u"-"                    ? u"ora_sub"_s
            : op == u"*"                    ? u"ora_mul"_s
                                            : u"ora_div"_s;
        return call(interval.kind, function, left,
                    same ? right
                         : (isInterval(left.kind) ? converted(right, ValueKind::Number) : right));
    }
    const Emitted a = converted(left, ValueKind::Number);
    const Emitted b = converted(right, ValueKind::Number);
    const QString function = op == u"+" ? u"ora_add"_s
        : op == u"-"                    ? u"ora_sub"_s
        : op == u"*"                    ? u"ora_mul"_s
                                        : u"ora_div"_s;
    return call(ValueKind::Number, function, a, b);
}

Emitted Translator::emitBinary(const SqlExpression &e, Scope *scope)
{
    const QString &op = e.text;
    if (op == u"AND" || op == u"OR") {
        const QString left = emitCondition(*e.arguments[0], scope);
        const QString right = emitCondition(*e.arguments[1], scope);
        return computed(ValueKind::Condition, u'(' + left + u' ' + op + u' ' + right + u')');
    }
    if (op == u"+" || op == u"-" || op == u"*" || op == u"/") {
        const Emitted left = emitValue(*e.arguments[0], scope);
        const Emitted right = emitValue(*e.arguments[1], scope);
        return failed() ? Emitted{} : emitArithmetic(op, left, right);
    }
    if (op == u"||") {
        Emitted left = emitArgument(*e.arguments[0], scope);
        Emitted right = emitArgument(*e.arguments[1], scope);
        if (failed())
            return {};
        const bool clob = left.kind == ValueKind::Clob || right.kind == ValueKind::Clob;
        left = converted(left, ValueKind::Text);
        right = converted(right, ValueKind::Text);
        return computed(clob ? ValueKind::Clob : ValueKind::Text,
                        u"ora_concat("_s + left.sql + u", "_s + right.sql + u')');
    }
    // comparisons
    const SqlExpression &a = *e.arguments[0];
    const SqlExpression &b = *e.arguments[1];
    if (a.kind == SqlExpression::List || b.kind == SqlExpression::List) {
        if (a.kind != SqlExpression::List || b.kind != SqlExpression::List
            || a.arguments.size() != b.arguments.size() || (op != u"=" && op != u"<>")) {
            if (b.kind == SqlExpression::Subquery)
                failNotModelled(u"(a, b) = (SELECT …)"_s);
            else
                fail(920);
            return {};
        }
        QStringList parts;
        for (size_t i = 0; i < a.arguments.size(); ++i)
            parts.append(emitComparison(u"="_s, emitValue(*a.arguments[i], scope),
                                        emitValue(*b.arguments[i], scope)));
        const QString all = u'(' + parts.join(u" AND "_s) + u')';
        return computed(ValueKind::Condition, op == u"=" ? all : u"(NOT "_s + all + u')');
    }
    const Emitted left = emitValue(a, scope);
    const Emitted right = emitValue(b, scope);
    return computed(ValueKind::Condition, emitComparison(op, left, right));
}

QString Translator::emitComparison(const QString &op, Emitted left, Emitted right)
{
    if (failed())
        return u"NULL"_s;
    for (const Emitted &side : {left, right}) {
        refuseLob(side);
        if (side.kind == ValueKind::Other)
            failNotModelled(u"comparing objects"_s);
    }
    if (failed())
        return u"NULL"_s;
    const auto either = [&](ValueKind kind) { return left.kind == kind || right.kind == kind; };
    // Oracle converts text to the other side's type, DATE to TIMESTAMP.
    ValueKind common = ValueKind::Text;
    if (either(ValueKind::TimestampTz))
        common = ValueKind::TimestampTz;
    else if (either(ValueKind::Timestamp))
        common = ValueKind::Timestamp;
    else if (either(ValueKind::Date))
        common = ValueKind::Date;
    else if (either(ValueKind::IntervalDs))
        common = ValueKind::IntervalDs;
    else if (either(ValueKind::IntervalYm))
        common = ValueKind::IntervalYm;
    else if (either(ValueKind::Number))
        common = ValueKind::Number;
    else if (either(ValueKind::Boolean))
        common = ValueKind::Boolean;
    else if (either(ValueKind::Raw))
        common = ValueKind::Raw;
    else if (either(ValueKind::Fixed) && (left.kind == ValueKind::Fixed || left.literal)
             && (right.kind == ValueKind::Fixed || right.literal))
        common = ValueKind::Fixed;
    if (left.kind != ValueKind::Null)
        left = converted(left, common);
    if (right.kind != ValueKind::Null)
        right = converted(right, common);
    const bool numeric = common == ValueKind::Number || common == ValueKind::IntervalDs
        || common == ValueKind::IntervalYm;
    if (numeric && op != u"=" && op != u"<>")
        return u"(ora_compare("_s + left.sql + u", "_s + right.sql + u") "_s + op + u" 0)"_s;
    if (common == ValueKind::Fixed) // blank-padded comparison
        return u"(rtrim("_s + left.sql + u", ' ') "_s + op + u" rtrim("_s + right.sql
            + u", ' '))"_s;
    if (common == ValueKind::TimestampTz) // the instant, whatever the zone
        return u"(substr("_s + left.sql + u", 1, 29) "_s + op + u" substr("_s + right.sql
            + u", 1, 29))"_s;
    return u'(' + left.sql + u' ' + op + u' ' + right.sql + u')';
}

// One type for several values: Oracle takes the first value's and converts (NVL, DECODE) or refuses
// (CASE, COALESCE).
void Translator::unify(std::vector<Emitted> &values, bool strict)
{
    ValueKind common = ValueKind::Null;
    for (const Emitted &value : values) {
        if (common == ValueKind::Null)
            common = value.kind;
        else if (isDatetime(common) && isDatetime(value.kind) && value.kind > common)
            common = value.kind;
        else if (common == ValueKind::Fixed && value.kind == ValueKind::Text)
            common = ValueKind::Text;
        else if ((common == ValueKind::Text || common == ValueKind::Fixed)
                 && value.kind == ValueKind::Clob)
            common = ValueKind::Clob;
    }
    if (common == ValueKind::Null)
        return;
    for (Emitted &value : values) {
        if (value.kind == ValueKind::Null || value.kind == common)
            continue;
        const bool alike = (isTextual(value.kind) && isTextual(common))
            || (isDatetime(value.kind) && isDatetime(common));
        if (strict && !alike) {
            failInconsistent(datatypeWord(common), value.kind);
            return;
        }
        value = converted(value, common);
    }
}

Emitted Translator::emitCast(const SqlExpression &e, Scope *scope)
{
    Emitted value = emitValue(*e.arguments[0], scope);
    if (failed() || !e.type)
        return {};
    const ValueKind kind = valueKind(*e.type);
    const bool toText = kind == ValueKind::Text || kind == ValueKind::Fixed;
    if (value.kind == ValueKind::Clob && toText)
        value.kind = ValueKind::Text;
    value = converted(value, kind);
    Emitted result = computed(
        kind, u"ora_cast("_s + value.sql + u", "_s + sqliteLiteral(storageRule(*e.type)) + u')');
    result.type = e.type;
    return result;
}

} // namespace Athanor
