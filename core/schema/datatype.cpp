// SPDX-License-Identifier: MIT
#include "schema/datatype.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString withLength(const QString &word, const DataType &type)
{
    if (!type.length)
        return word;
    QString unit;
    if (type.semantics == LengthSemantics::Byte)
        unit = u" BYTE"_s;
    else if (type.semantics == LengthSemantics::Char)
        unit = u" CHAR"_s;
    return u"%1(%2%3)"_s.arg(word).arg(*type.length).arg(unit);
}

QString withPrecision(const QString &word, const std::optional<int> &precision)
{
    return precision ? u"%1(%2)"_s.arg(word).arg(*precision) : word;
}

QString numberText(const DataType &type)
{
    const bool hasScale = type.scale.value_or(0) != 0;
    if (!type.precision)
        return type.scale ? u"NUMBER(*,%1)"_s.arg(*type.scale) : u"NUMBER"_s;
    return hasScale ? u"NUMBER(%1,%2)"_s.arg(*type.precision).arg(*type.scale)
                    : u"NUMBER(%1)"_s.arg(*type.precision);
}

} // namespace

QString toString(const DataType &type)
{
    switch (type.kind) {
    case TypeKind::Varchar2:
        return withLength(u"VARCHAR2"_s, type);
    case TypeKind::Nvarchar2:
        return withLength(u"NVARCHAR2"_s, type);
    case TypeKind::Char:
        return withLength(u"CHAR"_s, type);
    case TypeKind::Nchar:
        return withLength(u"NCHAR"_s, type);
    case TypeKind::Number:
        return numberText(type);
    case TypeKind::Float:
        return withPrecision(u"FLOAT"_s, type.precision);
    case TypeKind::BinaryFloat:
        return u"BINARY_FLOAT"_s;
    case TypeKind::BinaryDouble:
        return u"BINARY_DOUBLE"_s;
    case TypeKind::Date:
        return u"DATE"_s;
    case TypeKind::Timestamp:
        return withPrecision(u"TIMESTAMP"_s, type.precision);
    case TypeKind::TimestampTz:
        return withPrecision(u"TIMESTAMP"_s, type.precision) + u" WITH TIME ZONE"_s;
    case TypeKind::TimestampLtz:
        return withPrecision(u"TIMESTAMP"_s, type.precision) + u" WITH LOCAL TIME ZONE"_s;
    case TypeKind::IntervalYearToMonth:
        return withPrecision(u"INTERVAL YEAR"_s, type.precision) + u" TO MONTH"_s;
    case TypeKind::IntervalDayToSecond:
        return withPrecision(u"INTERVAL DAY"_s, type.precision)
            + withPrecision(u" TO SECOND"_s, type.scale);
    case TypeKind::Raw:
        return withLength(u"RAW"_s, type);
    case TypeKind::Long:
        return u"LONG"_s;
    case TypeKind::LongRaw:
        return u"LONG RAW"_s;
    case TypeKind::Clob:
        return u"CLOB"_s;
    case TypeKind::Nclob:
        return u"NCLOB"_s;
    case TypeKind::Blob:
        return u"BLOB"_s;
    case TypeKind::Bfile:
        return u"BFILE"_s;
    case TypeKind::Rowid:
        return u"ROWID"_s;
    case TypeKind::Urowid:
        return withLength(u"UROWID"_s, type);
    case TypeKind::Xmltype:
        return u"XMLTYPE"_s;
    case TypeKind::Json:
        return type.arguments.isEmpty() ? u"JSON"_s : u"JSON(%1)"_s.arg(type.arguments);
    case TypeKind::Boolean:
        return u"BOOLEAN"_s;
    case TypeKind::Vector:
        return type.arguments.isEmpty() ? u"VECTOR"_s : u"VECTOR(%1)"_s.arg(type.arguments);
    case TypeKind::UserDefined:
        if (type.userType.isEmpty()) // a virtual column's own: Oracle derives it
            return {};
        return type.arguments.isEmpty() ? writtenName(type.userType)
                                        : type.arguments + u' ' + writtenName(type.userType);
    }
    Q_UNREACHABLE();
    return {};
}

} // namespace Athanor
