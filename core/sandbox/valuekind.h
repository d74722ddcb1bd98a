// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/sqlite.h"
#include "schema/datatype.h"

namespace Athanor {

// The classes of values whose rules differ, and how SQLite keeps them:
//   Number       see Decimal                     Text, Fixed, Clob  TEXT ('' is only an empty CLOB)
//   Date         "2026-11-22 15:04:05"           Timestamp          "2026-11-22 15:04:05.000000000"
//   TimestampTz  the same in UTC, then " +02:00" IntervalDs         seconds, a number
//   IntervalYm   months, a number                Raw, Blob          BLOB
enum class ValueKind {
    Null, // NULL, or a bind without a value: fits everywhere
    Number,
    Text,
    Fixed, // CHAR: compared blank-padded
    Clob,
    Date,
    Timestamp,
    TimestampTz,
    IntervalDs,
    IntervalYm,
    Raw,
    Blob,
    Rowid,
    Boolean, // BOOLEAN of 23ai
    Condition, // what stands in WHERE; no value before 23ai
    Other, // XMLTYPE, object types …: carried, not computed with
};

[[nodiscard]] ValueKind valueKind(const DataType &type);
// "NUMBER", "CHAR": the words of ORA-00932.
[[nodiscard]] QString datatypeWord(ValueKind kind);
// A type for a computed value of the kind, for whoever describes a result.
[[nodiscard]] DataType typeOf(ValueKind kind);

[[nodiscard]] inline bool isTextual(ValueKind kind)
{
    return kind == ValueKind::Text || kind == ValueKind::Fixed || kind == ValueKind::Clob
        || kind == ValueKind::Rowid;
}
[[nodiscard]] inline bool isDatetime(ValueKind kind)
{
    return kind == ValueKind::Date || kind == ValueKind::Timestamp
        || kind == ValueKind::TimestampTz;
}

[[nodiscard]] inline bool isInterval(ValueKind kind)
{
    return kind == ValueKind::IntervalDs || kind == ValueKind::IntervalYm;
}

// What a column may hold, in one line for the SQL function that stores into it: "N:10:2", "V:30:C",
// "D" …
[[nodiscard]] QString storageRule(const DataType &type);

// A value given from outside, for a placeholder.
struct SandboxBind
{
    SandboxValue value;
    ValueKind kind = ValueKind::Null;
};

} // namespace Athanor
