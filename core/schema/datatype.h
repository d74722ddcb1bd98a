// SPDX-License-Identifier: MIT
#pragma once

#include "schema/name.h"

#include <optional>

namespace Athanor {

enum class TypeKind {
    Varchar2,
    Nvarchar2,
    Char,
    Nchar, // length in characters or bytes
    Number, // precision and scale
    Float, // precision in binary digits
    BinaryFloat,
    BinaryDouble,
    Date,
    Timestamp,
    TimestampTz,
    TimestampLtz, // precision = fractional seconds
    IntervalYearToMonth, // precision = year digits
    IntervalDayToSecond, // precision = day digits, scale = fractional seconds
    Raw, // length in bytes
    Long,
    LongRaw,
    Clob,
    Nclob,
    Blob,
    Bfile,
    Rowid,
    Urowid, // length in bytes
    Xmltype,
    Json,
    Boolean,
    Vector, // arguments as text
    UserDefined, // userType, arguments as text (REF and the like); no userType: none was written,
                 // Oracle derives it from a virtual column's expression or a parent key
};

enum class LengthSemantics { Default, Byte, Char }; // Default: what NLS_LENGTH_SEMANTICS says

// A column's type. Spellings that Oracle stores alike are alike here: VARCHAR is VARCHAR2, INTEGER
// is NUMBER(*,0), DECIMAL(p,s) is NUMBER(p,s), DOUBLE PRECISION is FLOAT(126), REAL is FLOAT(63),
// CHAR is CHAR(1), TIMESTAMP is TIMESTAMP(6).
struct DataType
{
    TypeKind kind = TypeKind::Number;
    std::optional<int> length;
    LengthSemantics semantics = LengthSemantics::Default;
    std::optional<int> precision; // NUMBER: none = floating (no scale) or * (with scale)
    std::optional<int> scale;
    QualifiedName userType;
    QString arguments; // VECTOR(…), REF …: normalized text

    friend bool operator==(const DataType &, const DataType &) = default;
};

// "VARCHAR2(30 CHAR)", "NUMBER(10)", "TIMESTAMP(6) WITH TIME ZONE": canonical, as it may stand in
// DDL.
[[nodiscard]] QString toString(const DataType &type);

} // namespace Athanor
