// SPDX-License-Identifier: MIT
#include "ddl/readparts.h"
#include "schema/normalform.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

constexpr int noMaximum = -1;

// After an error inside a type's parentheses: behind them, so that the list goes on.
void leaveParentheses(Cursor &at)
{
    do {
        at.skipToListEnd();
    } while (at.takePunctuation(u","));
    at.takePunctuation(u")");
}

// The number in parentheses that a length or precision is; nothing after an error.
std::optional<int> takeArgument(Cursor &at, DdlText what)
{
    const std::optional<int> value = at.takeSmallInteger();
    if (!value) {
        at.expected(2017, what);
        leaveParentheses(at);
    }
    return value;
}

bool closeParenthesis(Cursor &at, DdlText what)
{
    if (at.takePunctuation(u")"))
        return true;
    at.expected(907, what);
    if (!at.atEnd())
        leaveParentheses(at);
    return false;
}

// VARCHAR2(30 CHAR) behind its word. Lengths: SQL Language Reference, "Oracle Built-in Data Types".
bool readLength(Cursor &at, DataType &type, bool required, bool hasSemantics, int most)
{
    if (!at.isPunctuation(u"(")) {
        if (required)
            at.expected(906, ddlTr("( and the length of the type"));
        return !required;
    }
    at.skip();
    const qsizetype place = at.offset();
    type.length = takeArgument(at, ddlTr("the length, a whole number"));
    if (!type.length)
        return false;
    if (*type.length <= 0) {
        at.errorAt(place, 1723, oracleText(1723));
    } else if (most != noMaximum && *type.length > most) {
        at.errorAt(place, 910, ddlTr("%1: at most %2 are possible").arg(oracleText(910)).arg(most));
    }
    if (hasSemantics) {
        if (at.take(u"CHAR"))
            type.semantics = LengthSemantics::Char;
        else if (at.take(u"BYTE"))
            type.semantics = LengthSemantics::Byte;
    }
    return closeParenthesis(
        at, hasSemantics ? ddlTr("BYTE, CHAR or ) after the length") : ddlTr(") after the length"));
}

// (p), (p, s), (*, s) of NUMBER and DECIMAL.
bool readNumber(Cursor &at, DataType &type, bool decimal)
{
    type.kind = TypeKind::Number;
    if (!at.takePunctuation(u"(")) {
        if (decimal) { // DECIMAL is NUMBER(38,0), kept as NUMBER(*,0): the dictionary has no
                       // precision
            type.scale = 0;
        }
        return true;
    }
    qsizetype place = at.offset();
    const bool star = at.takePunctuation(u"*");
    if (!star) {
        type.precision = takeArgument(at, ddlTr("the precision, 1 to 38, or *"));
        if (!type.precision)
            return false;
        if (*type.precision < 1 || *type.precision > 38)
            at.errorAt(place, 1727, oracleText(1727));
    }
    if (at.takePunctuation(u",")) {
        place = at.offset();
        type.scale = takeArgument(at, ddlTr("the scale, -84 to 127"));
        if (!type.scale)
            return false;
        if (*type.scale < -84 || *type.scale > 127)
            at.errorAt(place, 1728, oracleText(1728));
    } else if (star || decimal) {
        type.scale = star ? std::optional<int>() : std::optional<int>(0);
    }
    return closeParenthesis(at, ddlTr(", or ) after the precision"));
}

bool readPrecision(Cursor &at, std::optional<int> &precision, int least, int most, int code)
{
    if (!at.takePunctuation(u"("))
        return true;
    const qsizetype place = at.offset();
    precision = takeArgument(at, ddlTr("the precision, a whole number"));
    if (!precision)
        return false;
    if (*precision < least || *precision > most)
        at.errorAt(place, code, oracleText(code));
    return closeParenthesis(at, ddlTr(") after the precision"));
}

bool readTimestamp(Cursor &at, DataType &type)
{
    type.kind = TypeKind::Timestamp;
    if (!readPrecision(at, type.precision, 0, 9, 30088))
        return false;
    if (at.takeAll({u"WITH", u"TIME", u"ZONE"}))
        type.kind = TypeKind::TimestampTz;
    else if (at.takeAll({u"WITH", u"LOCAL", u"TIME", u"ZONE"}))
        type.kind = TypeKind::TimestampLtz;
    else if (at.takeAll({u"WITHOUT", u"TIME", u"ZONE"})) // 23ai spells the default out
        type.kind = TypeKind::Timestamp;
    return true;
}

bool readInterval(Cursor &at, DataType &type)
{
    if (at.take(u"YEAR")) {
        type.kind = TypeKind::IntervalYearToMonth;
        if (!readPrecision(at, type.precision, 0, 9, 30088))
            return false;
        if (at.takeAll({u"TO", u"MONTH"}))
            return true;
        at.expected(905, ddlTr("TO MONTH"));
        return false;
    }
    if (at.take(u"DAY")) {
        type.kind = TypeKind::IntervalDayToSecond;
        if (!readPrecision(at, type.precision, 0, 9, 30088))
            return false;
        if (!at.takeAll({u"TO", u"SECOND"})) {
            at.expected(905, ddlTr("TO SECOND"));
            return false;
        }
        return readPrecision(at, type.scale, 0, 9, 30088);
    }
    at.expected(905, ddlTr("YEAR TO MONTH or DAY TO SECOND"));
    return false;
}

int stringLimit(const OracleVersion &version)
{
    return version >= OracleVersion{12, 1} ? 32767 : 4000; // MAX_STRING_SIZE = EXTENDED
}

bool readCharacter(Cursor &at, DataType &type, bool national)
{
    const bool varying = at.take(u"VARYING");
    if (national) {
        type.kind = varying ? TypeKind::Nvarchar2 : TypeKind::Nchar;
        return readLength(at, type, varying, false, varying ? stringLimit(at.version()) : 2000);
    }
    type.kind = varying ? TypeKind::Varchar2 : TypeKind::Char;
    return readLength(at, type, varying, true, varying ? stringLimit(at.version()) : 2000);
}

// A type only of newer releases; below them its name is an unknown one.
bool needsRelease(Cursor &at, const OracleVersion &since)
{
    if (at.version() >= since)
        return true;
    at.error(902,
             ddlTr("%1: %2 needs Oracle %3, the target is %4")
                 .arg(oracleText(902), at.text().toString().toUpper(), since.toString(),
                      at.version().toString()));
    return false;
}

// Types of other databases that Oracle scripts carry by mistake, and what to write instead.
QStringView insteadOf(QStringView upper)
{
    struct Foreign
    {
        QStringView name;
        QStringView instead;
    };
    static const Foreign foreigners[]{
        {u"BIGINT", u"NUMBER(19)"},
        {u"TINYINT", u"NUMBER(3)"},
        {u"MEDIUMINT", u"NUMBER(7)"},
        {u"TEXT", u"CLOB"},
        {u"TINYTEXT", u"VARCHAR2(255)"},
        {u"MEDIUMTEXT", u"CLOB"},
        {u"LONGTEXT", u"CLOB"},
        {u"NTEXT", u"NCLOB"},
        {u"STRING", u"VARCHAR2(n)"},
        {u"DATETIME", u"TIMESTAMP"},
        {u"DATETIME2", u"TIMESTAMP"},
        {u"SMALLDATETIME", u"DATE"},
        {u"BOOL", u"NUMBER(1)"},
        {u"BIT", u"NUMBER(1)"},
        {u"SERIAL", u"NUMBER GENERATED BY DEFAULT AS IDENTITY"},
        {u"BIGSERIAL", u"NUMBER(19) GENERATED BY DEFAULT AS IDENTITY"},
        {u"UUID", u"RAW(16)"},
        {u"UNIQUEIDENTIFIER", u"RAW(16)"},
        {u"BYTEA", u"BLOB"},
        {u"VARBINARY", u"RAW(n)"},
        {u"BINARY", u"RAW(n)"},
        {u"LONGBLOB", u"BLOB"},
        {u"MEDIUMBLOB", u"BLOB"},
        {u"IMAGE", u"BLOB"},
        {u"MONEY", u"NUMBER(19,4)"},
        {u"INT2", u"NUMBER(5)"},
        {u"INT4", u"NUMBER(10)"},
        {u"INT8", u"NUMBER(19)"},
        {u"FLOAT4", u"BINARY_FLOAT"},
        {u"FLOAT8", u"BINARY_DOUBLE"},
        {u"JSONB", u"JSON"},
        {u"ENUM", u"VARCHAR2 with a CHECK constraint"},
        {u"TIME", u"DATE"},
        {u"NUMBERIC", u"NUMERIC"},
        {u"VARCHAR3", u"VARCHAR2(n)"},
        {u"PLS_INTEGER", u"NUMBER(10)"},
        {u"BINARY_INTEGER", u"NUMBER(10)"},
    };
    for (const Foreign &foreign : foreigners) {
        if (foreign.name == upper)
            return foreign.instead;
    }
    return {};
}

std::optional<DataType> readUserType(Cursor &at)
{
    DataType type;
    type.kind = TypeKind::UserDefined;
    const bool plainWord = at.isKind(TokenKind::Word) && !at.isPunctuation(u".", 1);
    if (plainWord) {
        const QString upper = storedName(at.text());
        if (const QStringView instead = insteadOf(upper); !instead.isEmpty()) {
            at.error(902,
                     ddlTr("%1: Oracle has no type %2; write %3")
                         .arg(oracleText(902), upper, instead.toString()));
            at.skip();
            if (at.isPunctuation(u"("))
                at.takeParenthesised();
            return type;
        }
        if (isReservedWord(upper)) {
            at.expected(902, ddlTr("a data type after the column name"));
            return std::nullopt;
        }
    }
    std::optional<QualifiedName> name =
        at.takeQualifiedName(902, ddlTr("a data type after the column name"));
    if (!name)
        return std::nullopt;
    type.userType = *std::move(name);
    return type;
}

} // namespace

std::optional<DataType> readDataType(Cursor &at)
{
    DataType type;
    // A type stands where an unquoted word is: "DATE" in quotes is a user's type of that name.
    if (!at.isKind(TokenKind::Word)) {
        if (at.isKind(TokenKind::QuotedName))
            return readUserType(at);
        at.expected(902, ddlTr("a data type after the column name"));
        return std::nullopt;
    }
    bool good = true;
    if (at.isPunctuation(u".", 1)) { // SYS.XMLTYPE, MDSYS.SDO_GEOMETRY, own types
        if (at.isWord(u"XMLTYPE", 2)) {
            at.skip(3);
            type.kind = TypeKind::Xmltype;
            return type;
        }
        return readUserType(at);
    }
    if (at.take(u"VARCHAR2") || at.take(u"VARCHAR")) {
        type.kind = TypeKind::Varchar2;
        good = readLength(at, type, true, true, stringLimit(at.version()));
    } else if (at.take(u"NUMBER")) {
        good = readNumber(at, type, false);
    } else if (at.take(u"DATE")) {
        type.kind = TypeKind::Date;
    } else if (at.take(u"TIMESTAMP")) {
        good = readTimestamp(at, type);
    } else if (at.isAnyWord({u"INTEGER", u"INT", u"SMALLINT"})) {
        at.skip();
        type.scale = 0;
        if (at.isPunctuation(u"(")) {
            at.expected(907, ddlTr("no length: this type has none, write NUMBER(n)"));
            at.takeParenthesised();
        }
    } else if (at.take(u"CHAR") || at.take(u"CHARACTER")) {
        good = readCharacter(at, type, false);
    } else if (at.take(u"NVARCHAR2")) {
        type.kind = TypeKind::Nvarchar2;
        good = readLength(at, type, true, false, stringLimit(at.version()));
    } else if (at.take(u"NCHAR")) {
        good = readCharacter(at, type, true);
    } else if (at.takeAll({u"NATIONAL", u"CHARACTER"}) || at.takeAll({u"NATIONAL", u"CHAR"})) {
        good = readCharacter(at, type, true);
    } else if (at.take(u"NUMERIC") || at.take(u"DECIMAL") || at.take(u"DEC")) {
        good = readNumber(at, type, true);
    } else if (at.take(u"FLOAT")) {
        type.kind = TypeKind::Float;
        good = readPrecision(at, type.precision, 1, 126, 1727);
    } else if (at.take(u"DOUBLE")) {
        type.kind = TypeKind::Float;
        type.precision = 126;
        if (!at.take(u"PRECISION"))
            at.expected(905, ddlTr("PRECISION after DOUBLE"));
    } else if (at.take(u"REAL")) {
        type.kind = TypeKind::Float;
        type.precision = 63;
    } else if (at.take(u"BINARY_FLOAT")) {
        type.kind = TypeKind::BinaryFloat;
    } else if (at.take(u"BINARY_DOUBLE")) {
        type.kind = TypeKind::BinaryDouble;
    } else if (at.take(u"INTERVAL")) {
        good = readInterval(at, type);
    } else if (at.take(u"RAW")) {
        type.kind = TypeKind::Raw;
        good =
            readLength(at, type, true, false, at.version() >= OracleVersion{12, 1} ? 32767 : 2000);
    } else if (at.take(u"LONG")) {
        type.kind = at.take(u"RAW") ? TypeKind::LongRaw : TypeKind::Long;
        if (type.kind == TypeKind::Long)
            at.take(u"VARCHAR");
    } else if (at.take(u"CLOB")) {
        type.kind = TypeKind::Clob;
    } else if (at.take(u"NCLOB")) {
        type.kind = TypeKind::Nclob;
    } else if (at.take(u"BLOB")) {
        type.kind = TypeKind::Blob;
    } else if (at.take(u"BFILE")) {
        type.kind = TypeKind::Bfile;
    } else if (at.take(u"ROWID")) {
        type.kind = TypeKind::Rowid;
    } else if (at.take(u"UROWID")) {
        type.kind = TypeKind::Urowid;
        good = readLength(at, type, false, false, 4000);
    } else if (at.take(u"XMLTYPE")) {
        type.kind = TypeKind::Xmltype;
    } else if (at.isWord(u"JSON")) {
        needsRelease(at, OracleVersion{21, 0});
        at.skip();
        type.kind = TypeKind::Json;
        if (at.isPunctuation(u"(")) // JSON (OBJECT), 23ai
            type.arguments = normalizedText(at.takeParenthesised());
    } else if (at.isAnyWord({u"BOOLEAN", u"BOOL"})
               && (at.isWord(u"BOOLEAN") || at.version() >= OracleVersion{23, 0})) {
        needsRelease(at, OracleVersion{23, 0});
        at.skip();
        type.kind = TypeKind::Boolean;
    } else if (at.isWord(u"VECTOR") && (at.version() >= OracleVersion{23, 0})) {
        at.skip();
        type.kind = TypeKind::Vector;
        if (at.isPunctuation(u"("))
            type.arguments = normalizedText(at.takeParenthesised());
    } else if (at.isWord(u"REF") && at.isName(1)) {
        at.skip();
        std::optional<DataType> target = readUserType(at);
        if (!target)
            return std::nullopt;
        type = *std::move(target);
        type.arguments = u"REF"_s;
    } else {
        return readUserType(at);
    }
    if (!good)
        return std::nullopt;
    return type;
}

} // namespace Athanor
