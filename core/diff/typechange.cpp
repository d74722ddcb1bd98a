// SPDX-License-Identifier: MIT
#include "diff/typechange.h"

#include "diff/probes.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace Athanor {

using namespace Qt::StringLiterals;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Athanor::TypeChange)
};

bool isText(TypeKind kind)
{
    return kind == TypeKind::Varchar2 || kind == TypeKind::Char;
}

bool isNationalText(TypeKind kind)
{
    return kind == TypeKind::Nvarchar2 || kind == TypeKind::Nchar;
}

bool isLob(TypeKind kind)
{
    return kind == TypeKind::Clob || kind == TypeKind::Nclob || kind == TypeKind::Blob;
}

bool isLong(TypeKind kind)
{
    return kind == TypeKind::Long || kind == TypeKind::LongRaw;
}

bool isObject(TypeKind kind)
{
    return kind == TypeKind::UserDefined || kind == TypeKind::Xmltype || kind == TypeKind::Bfile;
}

Hazard rewrites(const QualifiedName &table)
{
    return {
        HazardKind::Blocks,
        Tr::tr("Rewrites every row of %1 and locks the table meanwhile.").arg(writtenName(table))};
}

TypeChange shorter(const QualifiedName &table, const Column &before, const Column &after)
{
    const bool inBytes = isText(after.type.kind) && after.type.semantics != LengthSemantics::Char;
    const bool wasInChars = before.type.semantics == LengthSemantics::Char;
    const bool nowInChars = after.type.semantics == LengthSemantics::Char;
    const int was = before.type.length.value_or(0);
    const int is = after.type.length.value_or(0);
    // n CHAR holds at least what n BYTE holds; n BYTE may hold less than n CHAR.
    if (is >= was && !(wasInChars && !nowInChars && isText(after.type.kind)))
        return {};
    return {TypeChangeWay::Modify, {}, {}, {longerValues(table, before, after.type, inBytes)}};
}

// Oracle wants the column empty as soon as the integer or the fractional digits become fewer.
TypeChange number(const QualifiedName &table, const Column &before, const Column &after)
{
    constexpr int floating = 1000; // NUMBER without precision holds any digits
    const auto scale = [](const DataType &type) {
        return type.precision || type.scale ? type.scale.value_or(0) : floating;
    };
    const auto integerDigits = [&scale](const DataType &type) {
        if (!type.precision)
            return type.scale ? 38 - *type.scale : floating;
        return *type.precision - scale(type);
    };
    if (scale(after.type) >= scale(before.type)
        && integerDigits(after.type) >= integerDigits(before.type))
        return {};
    return {TypeChangeWay::Modify, {}, {}, {mustBeEmpty(table, before, after.type, 1440)}};
}

TypeChange lessPrecise(const QualifiedName &table, const Column &before, const Column &after,
                       int oraCode)
{
    const bool less = after.type.precision.value_or(0) < before.type.precision.value_or(0)
        || after.type.scale.value_or(0) < before.type.scale.value_or(0);
    if (!less)
        return {};
    return {TypeChangeWay::Modify, {}, {}, {mustBeEmpty(table, before, after.type, oraCode)}};
}

TypeChange sameKind(const QualifiedName &table, const Column &before, const Column &after)
{
    switch (after.type.kind) {
    case TypeKind::Varchar2:
    case TypeKind::Nvarchar2:
    case TypeKind::Char:
    case TypeKind::Nchar:
    case TypeKind::Raw:
    case TypeKind::Urowid:
        return shorter(table, before, after);
    case TypeKind::Number:
        return number(table, before, after);
    case TypeKind::Float:
        return lessPrecise(table, before, after, 1440);
    case TypeKind::Timestamp:
    case TypeKind::TimestampTz:
    case TypeKind::TimestampLtz:
    case TypeKind::IntervalYearToMonth:
    case TypeKind::IntervalDayToSecond:
        return lessPrecise(table, before, after, 30082);
    case TypeKind::UserDefined:
        return {TypeChangeWay::Manual, {}, {}, {}};
    case TypeKind::Vector:
    case TypeKind::BinaryFloat:
    case TypeKind::BinaryDouble:
    case TypeKind::Date:
    case TypeKind::Long:
    case TypeKind::LongRaw:
    case TypeKind::Clob:
    case TypeKind::Nclob:
    case TypeKind::Blob:
    case TypeKind::Bfile:
    case TypeKind::Rowid:
    case TypeKind::Xmltype:
    case TypeKind::Json:
    case TypeKind::Boolean:
        return {};
    }
    return {};
}

TypeChange copy(const QualifiedName &table, const Column &before, const Column &after)
{
    const TypeKind from = before.type.kind;
    const TypeKind to = after.type.kind;
    TypeChange change{TypeChangeWay::Copy, {}, writtenName(before.name), {rewrites(table)}};
    change.hazards.push_back({HazardKind::CannotBeUndone,
                              Tr::tr("%1 is copied into a new column and comes last in the table.")
                                  .arg(columnText(table, before.name))});
    const int length = after.type.length.value_or(4000);
    if ((from == TypeKind::Clob || from == TypeKind::Nclob) && (isText(to) || isNationalText(to))) {
        change.copied = u"DBMS_LOB.SUBSTR(%1, %2)"_s.arg(writtenName(before.name)).arg(length);
        change.hazards.push_back(longerLobs(table, before, length));
    } else if (from == TypeKind::Blob && to == TypeKind::Raw) {
        change.copied = u"DBMS_LOB.SUBSTR(%1, %2)"_s.arg(writtenName(before.name)).arg(length);
        change.hazards.push_back(longerLobs(table, before, length));
    } else if (from == TypeKind::TimestampTz || from == TypeKind::TimestampLtz) {
        change.hazards.push_back(
            {HazardKind::LosesData,
             Tr::tr("%1 loses its time zone.").arg(columnText(table, before.name))});
    } else if (!isLob(to) && !isNationalText(to) && !isText(to) && to != TypeKind::TimestampTz) {
        change.hazards.push_back({HazardKind::MayFailOnRows,
                                  Tr::tr("A value of %1 that does not convert stops the UPDATE.")
                                      .arg(columnText(table, before.name)),
                                  1722});
    } else if ((isText(to) || isNationalText(to)) && before.type.length.value_or(0) > length) {
        change.hazards.push_back(longerValues(table, before, after.type, false));
    }
    return change;
}

} // namespace

TypeChange typeChange(const QualifiedName &table, const Column &before, const Column &after)
{
    const TypeKind from = before.type.kind;
    const TypeKind to = after.type.kind;
    if (from == to)
        return sameKind(table, before, after);
    if ((isText(from) && isText(to)) || (isNationalText(from) && isNationalText(to)))
        return shorter(table, before, after); // blanks that pad a CHAR stay in the values
    if (from == TypeKind::Date && (to == TypeKind::Timestamp || to == TypeKind::TimestampLtz))
        return {};
    if (from == TypeKind::TimestampLtz && to == TypeKind::Date)
        return {TypeChangeWay::Modify, {}, {}, {losesFractions(table, before)}};
    if (from == TypeKind::Timestamp && to == TypeKind::Date)
        return {TypeChangeWay::Modify, {}, {}, {mustBeEmpty(table, before, after.type, 1439)}};
    if ((from == TypeKind::Number && to == TypeKind::Float)
        || (from == TypeKind::Float && to == TypeKind::Number))
        return {TypeChangeWay::Modify, {}, {}, {mustBeEmpty(table, before, after.type, 1440)}};
    const bool longToLob =
        (from == TypeKind::Long && (to == TypeKind::Clob || to == TypeKind::Nclob))
        || (from == TypeKind::LongRaw && to == TypeKind::Blob);
    if (longToLob)
        return {TypeChangeWay::Modify, {}, {}, {rewrites(table)}};
    if (isObject(from) || isObject(to) || isLong(to))
        return {TypeChangeWay::Manual, {}, {}, {}};
    if (isLong(from)) {
        Column lob = before;
        lob.type = {};
        lob.type.kind = from == TypeKind::Long ? TypeKind::Clob : TypeKind::Blob;
        TypeChange change = copy(table, lob, after);
        change.way = TypeChangeWay::ModifyThenCopy;
        change.between = lob.type;
        return change;
    }
    return copy(table, before, after);
}

std::optional<OracleVersion> releaseNeeded(const Column &column)
{
    std::optional<OracleVersion> needed;
    const auto need = [&needed](int major, int minor) {
        const OracleVersion version{major, minor};
        needed = needed ? std::max(*needed, version) : version;
    };
    if (column.type.kind == TypeKind::Json)
        need(21, 0);
    if (column.type.kind == TypeKind::Boolean || column.type.kind == TypeKind::Vector
        || column.defaultOnNullForUpdate)
        need(23, 0);
    const int length = column.type.length.value_or(0);
    const bool extended = (column.type.kind == TypeKind::Varchar2 && length > 4000)
        || (column.type.kind == TypeKind::Nvarchar2 && length > 2000)
        || (column.type.kind == TypeKind::Raw && length > 2000);
    if (column.identity || column.defaultOnNull || column.invisible || extended
        || column.defaultValue.contains(u".NEXTVAL"_s))
        need(12, 1);
    if (!column.collation.isEmpty())
        need(12, 2);
    return needed;
}

} // namespace Athanor
