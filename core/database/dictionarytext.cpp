// SPDX-License-Identifier: MIT
#include "database/dictionarytext.h"

#include "sql/lexer.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

struct PlainType
{
    QLatin1StringView name;
    TypeKind kind;
};

constexpr PlainType plainTypes[] = {
    {"VARCHAR2"_L1, TypeKind::Varchar2},
    {"VARCHAR"_L1, TypeKind::Varchar2},
    {"NVARCHAR2"_L1, TypeKind::Nvarchar2},
    {"CHAR"_L1, TypeKind::Char},
    {"NCHAR"_L1, TypeKind::Nchar},
    {"NUMBER"_L1, TypeKind::Number},
    {"FLOAT"_L1, TypeKind::Float},
    {"BINARY_FLOAT"_L1, TypeKind::BinaryFloat},
    {"BINARY_DOUBLE"_L1, TypeKind::BinaryDouble},
    {"DATE"_L1, TypeKind::Date},
    {"RAW"_L1, TypeKind::Raw},
    {"LONG"_L1, TypeKind::Long},
    {"LONG RAW"_L1, TypeKind::LongRaw},
    {"CLOB"_L1, TypeKind::Clob},
    {"NCLOB"_L1, TypeKind::Nclob},
    {"BLOB"_L1, TypeKind::Blob},
    {"BFILE"_L1, TypeKind::Bfile},
    {"ROWID"_L1, TypeKind::Rowid},
    {"UROWID"_L1, TypeKind::Urowid},
    {"XMLTYPE"_L1, TypeKind::Xmltype},
    {"JSON"_L1, TypeKind::Json},
    {"BOOLEAN"_L1, TypeKind::Boolean},
    {"VECTOR"_L1, TypeKind::Vector},
};

std::optional<int> unless(int value, int none)
{
    return value == none ? std::nullopt : std::optional(value);
}

// "TIMESTAMP(6) WITH LOCAL TIME ZONE", "INTERVAL DAY(2) TO SECOND(6)": the figures are in precision
// and scale too.
std::optional<TypeKind> timeKind(const QString &text)
{
    if (text.startsWith("TIMESTAMP"_L1)) {
        if (text.endsWith("WITH LOCAL TIME ZONE"_L1))
            return TypeKind::TimestampLtz;
        return text.endsWith("WITH TIME ZONE"_L1) ? TypeKind::TimestampTz : TypeKind::Timestamp;
    }
    if (text.startsWith("INTERVAL YEAR"_L1))
        return TypeKind::IntervalYearToMonth;
    if (text.startsWith("INTERVAL DAY"_L1))
        return TypeKind::IntervalDayToSecond;
    return std::nullopt;
}

} // namespace

DataType readDictionaryType(const DictionaryType &column, const QString &schemaOwner)
{
    DataType type;
    if (const std::optional<TypeKind> kind = timeKind(column.dataType)) {
        type.kind = *kind;
        if (*kind == TypeKind::IntervalDayToSecond) {
            type.precision = unless(column.precision, -1);
            type.scale = unless(column.scale, DictionaryType::noScale);
        } else if (*kind == TypeKind::IntervalYearToMonth) {
            type.precision = unless(column.precision, -1);
        } else {
            type.precision = unless(column.scale, DictionaryType::noScale);
        }
        return type;
    }
    const bool isSystemType =
        column.owner.isEmpty() || column.owner == "SYS"_L1 || column.owner == "PUBLIC"_L1;
    for (const PlainType &plain : plainTypes) {
        if (!isSystemType || column.dataType != plain.name)
            continue;
        type.kind = plain.kind;
        switch (plain.kind) {
        case TypeKind::Varchar2:
        case TypeKind::Char:
            type.length = unless(column.charLength, -1);
            type.semantics =
                column.charUsed == "C"_L1 ? LengthSemantics::Char : LengthSemantics::Byte;
            break;
        case TypeKind::Nvarchar2:
        case TypeKind::Nchar:
            type.length = unless(column.charLength, -1);
            break;
        case TypeKind::Number:
            type.precision = unless(column.precision, -1);
            type.scale = unless(column.scale, DictionaryType::noScale);
            break;
        case TypeKind::Float:
            type.precision = unless(column.precision, -1);
            break;
        case TypeKind::Raw:
        case TypeKind::Urowid:
            type.length = unless(column.dataLength, -1);
            break;
        case TypeKind::BinaryFloat:
        case TypeKind::BinaryDouble:
        case TypeKind::Date:
        case TypeKind::Timestamp:
        case TypeKind::TimestampTz:
        case TypeKind::TimestampLtz:
        case TypeKind::IntervalYearToMonth:
        case TypeKind::IntervalDayToSecond:
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
        case TypeKind::Vector:
        case TypeKind::UserDefined:
            break;
        }
        return type;
    }
    type.kind = TypeKind::UserDefined;
    type.userType = {column.owner == schemaOwner ? QString() : column.owner, column.dataType};
    if (column.isReference)
        type.arguments = u"REF"_s;
    return type;
}

bool isAuxiliaryTable(QStringView name)
{
    static constexpr QLatin1StringView prefixes[] = {
        "MLOG$_"_L1,      "RUPD$_"_L1, "USLOG$_"_L1,       "AQ$"_L1,      "DR$"_L1,
        "MDRT_"_L1,       "MDRS_"_L1,  "SYS_IOT_OVER_"_L1, "SYS_FBA_"_L1, "SYS_EXPORT_"_L1,
        "SYS_IMPORT_"_L1, "WM$"_L1,    "CREATE$JAVA$"_L1,  "JAVA$"_L1};
    return isSystemName(name)
        || std::any_of(std::begin(prefixes), std::end(prefixes),
                       [name](QLatin1StringView p) { return name.startsWith(p); });
}

SequenceOptions readIdentityOptions(QStringView text)
{
    std::map<QString, QString> values;
    for (const QStringView part : text.split(u',')) {
        const qsizetype colon = part.indexOf(u':');
        if (colon > 0)
            values[part.first(colon).trimmed().toString()] =
                part.sliced(colon + 1).trimmed().toString();
    }
    const auto given = [&values](const QString &key) -> std::optional<QString> {
        const auto found = values.find(key);
        return found == values.end() || found->second.isEmpty() ? std::nullopt
                                                                : std::optional(found->second);
    };
    const auto isSet = [&values](const QString &key) {
        const auto found = values.find(key);
        return found != values.end() && found->second == "Y"_L1;
    };
    SequenceOptions options;
    options.startWith = given(u"START WITH"_s);
    options.incrementBy = given(u"INCREMENT BY"_s);
    options.minValue = given(u"MIN_VALUE"_s);
    options.maxValue = given(u"MAX_VALUE"_s);
    if (const std::optional<QString> cache = given(u"CACHE_SIZE"_s))
        options.cache = cache->toInt();
    options.cycle = isSet(u"CYCLE_FLAG"_s);
    options.order = isSet(u"ORDER_FLAG"_s);
    options.keep = isSet(u"KEEP_VALUE"_s);
    options.session = isSet(u"SESSION_FLAG"_s);
    if (isSet(u"SCALE_FLAG"_s))
        options.scale = isSet(u"EXTEND_FLAG"_s) ? u"SCALE EXTEND"_s : u"SCALE"_s;
    return options;
}

QString readDefault(const QString &text)
{
    // The end of the last token that is no comment.
    Lexer lexer(text);
    qsizetype start = -1;
    qsizetype end = 0;
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
        if (start < 0)
            start = token.range.start;
        end = token.range.end();
    }
    const QString value = start < 0 ? QString() : text.sliced(start, end - start);
    return value.compare("NULL"_L1, Qt::CaseInsensitive) == 0 ? QString() : value;
}

QString notNullColumn(QStringView condition)
{
    const std::vector<Token> tokens = tokenize(condition);
    if (tokens.size() != 4 || !isKeyword(tokens[1], condition, u"IS")
        || !isKeyword(tokens[2], condition, u"NOT") || !isKeyword(tokens[3], condition, u"NULL"))
        return {};
    if (tokens[0].kind != TokenKind::QuotedName && tokens[0].kind != TokenKind::Word)
        return {};
    return storedName(tokens[0].text(condition));
}

std::optional<QStringList> queryColumnNames(QStringView query)
{
    const std::vector<Token> tokens = tokenize(query);
    QStringList names;
    int depth = 0;
    bool inList = false;
    const Token *last = nullptr; // of the item, at depth 0
    bool named = false; // whether `last` can be its name
    const auto endItem = [&] {
        if (!last || !named
            || (last->kind != TokenKind::Word && last->kind != TokenKind::QuotedName))
            return false;
        names += storedName(last->text(query));
        return true;
    };
    for (const Token &token : tokens) {
        const QStringView text = token.text(query);
        const bool isPunctuation = token.kind == TokenKind::Punctuation;
        if (isPunctuation && text == u"(") {
            ++depth;
        } else if (isPunctuation && text == u")") {
            --depth;
        } else if (depth == 0 && !inList) {
            inList = isKeyword(token, query, u"SELECT");
            continue;
        } else if (depth == 0 && isKeyword(token, query, u"FROM")) {
            return endItem() ? std::optional(names) : std::nullopt;
        } else if (depth == 0 && isPunctuation && text == u",") {
            if (!endItem())
                return std::nullopt;
            last = nullptr;
            continue;
        }
        if (!inList || depth > 0)
            continue;
        if (!last
            && (isKeyword(token, query, u"DISTINCT") || isKeyword(token, query, u"UNIQUE")
                || isKeyword(token, query, u"ALL")))
            continue;
        // A word is a name behind a point, AS, another operand, or alone; END closes CASE and is
        // none.
        named = (token.kind == TokenKind::Word || token.kind == TokenKind::QuotedName)
            && !isKeyword(token, query, u"END");
        last = &token;
    }
    return std::nullopt;
}

} // namespace Athanor
