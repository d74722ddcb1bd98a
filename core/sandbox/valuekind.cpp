// SPDX-License-Identifier: MIT
#include "sandbox/valuekind.h"

using namespace Qt::StringLiterals;

namespace Athanor {

ValueKind valueKind(const DataType &type)
{
    switch (type.kind) {
    case TypeKind::Varchar2:
    case TypeKind::Nvarchar2:
        return ValueKind::Text;
    case TypeKind::Char:
    case TypeKind::Nchar:
        return ValueKind::Fixed;
    case TypeKind::Number:
    case TypeKind::Float:
    case TypeKind::BinaryFloat:
    case TypeKind::BinaryDouble:
        return ValueKind::Number;
    case TypeKind::Date:
        return ValueKind::Date;
    case TypeKind::Timestamp:
        return ValueKind::Timestamp;
    case TypeKind::TimestampTz:
    case TypeKind::TimestampLtz:
        return ValueKind::TimestampTz;
    case TypeKind::IntervalYearToMonth:
        return ValueKind::IntervalYm;
    case TypeKind::IntervalDayToSecond:
        return ValueKind::IntervalDs;
    case TypeKind::Raw:
    case TypeKind::LongRaw:
        return ValueKind::Raw;
    case TypeKind::Long:
    case TypeKind::Clob:
    case TypeKind::Nclob:
    case TypeKind::Json:
        return ValueKind::Clob;
    case TypeKind::Blob:
        return ValueKind::Blob;
    case TypeKind::Rowid:
    case TypeKind::Urowid:
        return ValueKind::Rowid;
    case TypeKind::Boolean:
        return ValueKind::Boolean;
    case TypeKind::Bfile:
    case TypeKind::Xmltype:
    case TypeKind::Vector:
    case TypeKind::UserDefined:
        return ValueKind::Other;
    }
    return ValueKind::Other;
}

QString datatypeWord(ValueKind kind)
{
    switch (kind) {
    case ValueKind::Null:
    case ValueKind::Text:
    case ValueKind::Fixed:
        return u"CHAR"_s;
    case ValueKind::Number:
        return u"NUMBER"_s;
    case ValueKind::Clob:
        return u"CLOB"_s;
    case ValueKind::Date:
        return u"DATE"_s;
    case ValueKind::Timestamp:
        return u"TIMESTAMP"_s;
    case ValueKind::TimestampTz:
        return u"TIMESTAMP WITH TIME ZONE"_s;
    case ValueKind::IntervalDs:
        return u"INTERVAL DAY TO SECOND"_s;
    case ValueKind::IntervalYm:
        return u"INTERVAL YEAR TO MONTH"_s;
    case ValueKind::Raw:
        return u"BINARY"_s;
    case ValueKind::Blob:
        return u"BLOB"_s;
    case ValueKind::Rowid:
        return u"ROWID"_s;
    case ValueKind::Boolean:
    case ValueKind::Condition:
        return u"BOOLEAN"_s;
    case ValueKind::Other:
        return u"UDT"_s;
    }
    return {};
}

DataType typeOf(ValueKind kind)
{
    DataType type;
    switch (kind) {
    case ValueKind::Number:
        type.kind = TypeKind::Number;
        break;
    case ValueKind::Null:
    case ValueKind::Text:
    case ValueKind::Condition:
    case ValueKind::Other:
        type.kind = TypeKind::Varchar2;
        type.length = 4000;
        break;
    case ValueKind::Fixed:
        type.kind = TypeKind::Char;
        type.length = 2000;
        break;
    case ValueKind::Clob:
        type.kind = TypeKind::Clob;
        break;
    case ValueKind::Date:
        type.kind = TypeKind::Date;
        break;
    case ValueKind::Timestamp:
        type.kind = TypeKind::Timestamp;
        type.precision = 9;
        break;
    case ValueKind::TimestampTz:
        type.kind = TypeKind::TimestampTz;
        type.precision = 9;
        break;
    case ValueKind::IntervalDs:
        type.kind = TypeKind::IntervalDayToSecond;
        type.precision = 9;
        type.scale = 9;
        break;
    case ValueKind::IntervalYm:
        type.kind = TypeKind::IntervalYearToMonth;
        type.precision = 9;
        break;
    case ValueKind::Raw:
        type.kind = TypeKind::Raw;
        type.length = 2000;
        break;
    case ValueKind::Blob:
        type.kind = TypeKind::Blob;
        break;
    case ValueKind::Rowid:
        type.kind = TypeKind::Rowid;
        break;
    case ValueKind::Boolean:
        type.kind = TypeKind::Boolean;
        break;
    }
    return type;
}

QString storageRule(const DataType &type)
{
    const auto number = [](std::optional<int> value) {
        return value ? QString::number(*value) : QString();
    };
    switch (type.kind) {
    case TypeKind::Varchar2:
    case TypeKind::Char:
        return (type.kind == TypeKind::Char ? u"C:"_s : u"V:"_s) + number(type.length)
            + (type.semantics == LengthSemantics::Char ? u":C"_s : u":B"_s);
    case TypeKind::Nvarchar2:
        return u"V:"_s + number(type.length) + u":C"_s;
    case TypeKind::Nchar:
        return u"C:"_s + number(type.length) + u":C"_s;
    case TypeKind::Number:
        return u"N:"_s + number(type.precision) + u':'
            + (type.precision && !type.scale ? u"0"_s : number(type.scale));
    case TypeKind::Float:
        return u"F:"_s + number(type.precision);
    case TypeKind::BinaryFloat:
    case TypeKind::BinaryDouble:
        return u"F:"_s;
    case TypeKind::Date:
        return u"D"_s;
    case TypeKind::Timestamp:
        return u"T:"_s + number(type.precision);
    case TypeKind::TimestampTz:
    case TypeKind::TimestampLtz:
        return u"Z:"_s + number(type.precision);
    case TypeKind::Raw:
        return u"R:"_s + number(type.length);
    case TypeKind::IntervalYearToMonth:
    case TypeKind::IntervalDayToSecond:
    case TypeKind::Long:
    case TypeKind::LongRaw:
    case TypeKind::Clob:
    case TypeKind::Nclob:
    case TypeKind::Blob:
    case TypeKind::Bfile:
    case TypeKind::Rowid:
    case TypeKind::Urowid:
    case TypeKind::Xmltype:
    case TypeKind::Json:
    case TypeKind::Boolean:
    case TypeKind::Vector:
    case TypeKind::UserDefined:
        break;
    }
    return u"X"_s;
}

} // namespace Athanor
