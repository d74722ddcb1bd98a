// SPDX-License-Identifier: MIT
#include "sandbox/translator.h"

#include "sandbox/oraerror.h"

#include <map>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// Oracle's function, what it takes and gives, and the SQL function of ours that does it. Arguments
// by letter, the last one repeating: n number, t text, d date or timestamp, D date, r raw, a
// anything. Result: n, t, c (CLOB when the first argument is one), d (as the first argument), D, S
// timestamp, r, i (interval).
struct FunctionEntry
{
    const char16_t *name;
    int least;
    int most;
    const char16_t *arguments;
    char16_t result;
    const char16_t *implementation;
};

constexpr FunctionEntry functionTable[] = {
    {u"UPPER", 1, 1, u"t", u'c', u"ora_upper"},
    {u"NLS_UPPER", 1, 1, u"t", u'c', u"ora_upper"},
    {u"LOWER", 1, 1, u"t", u'c', u"ora_lower"},
    {u"NLS_LOWER", 1, 1, u"t", u'c', u"ora_lower"},
    {u"INITCAP", 1, 1, u"t", u't', u"ora_initcap"},
    {u"SUBSTR", 2, 3, u"tn", u'c', u"ora_substr"},
    {u"SUBSTRB", 2, 3, u"tn", u't', u"ora_substrb"},
    {u"SUBSTRC", 2, 3, u"tn", u't', u"ora_substr"},
    {u"INSTR", 2, 4, u"ttn", u'n', u"ora_instr"},
    {u"LENGTH", 1, 1, u"t", u'n', u"ora_length"},
    {u"LENGTHC", 1, 1, u"t", u'n', u"ora_length"},
    {u"LENGTHB", 1, 1, u"t", u'n', u"ora_lengthb"},
    {u"TRIM", 1, 2, u"t", u'c', u"ora_trim"},
    {u"LTRIM", 1, 2, u"t", u'c', u"ora_ltrim"},
    {u"RTRIM", 1, 2, u"t", u'c', u"ora_rtrim"},
    {u"LPAD", 2, 3, u"tnt", u't', u"ora_lpad"},
    {u"RPAD", 2, 3, u"tnt", u't', u"ora_rpad"},
    {u"REPLACE", 2, 3, u"t", u'c', u"ora_replace"},
    {u"TRANSLATE", 3, 3, u"t", u't', u"ora_translate"},
    {u"CONCAT", 2, 2, u"t", u'c', u"ora_concat"},
    {u"CHR", 1, 1, u"n", u't', u"ora_chr"},
    {u"NCHR", 1, 1, u"n", u't', u"ora_chr"},
    {u"ASCII", 1, 1, u"t", u'n', u"ora_ascii"},
    {u"REGEXP_REPLACE", 2, 6, u"tttnnt", u'c', u"ora_regexp_replace"},
    {u"REGEXP_SUBSTR", 2, 6, u"ttnntn", u'c', u"ora_regexp_substr"},
    {u"REGEXP_INSTR", 2, 7, u"ttnnntn", u'n', u"ora_regexp_instr"},
    {u"REGEXP_COUNT", 2, 4, u"ttnt", u'n', u"ora_regexp_count"},
    {u"RAWTOHEX", 1, 1, u"r", u't', u"ora_rawtohex"},
    {u"HEXTORAW", 1, 1, u"t", u'r', u"ora_hextoraw"},
    {u"SYS_GUID", 0, 0, u"", u'r', u"ora_sys_guid"},
    {u"STANDARD_HASH", 1, 2, u"tt", u'r', u"ora_standard_hash"},
    {u"TO_CLOB", 1, 1, u"t", u'C', u"ora_same"},
    {u"TO_NCLOB", 1, 1, u"t", u'C', u"ora_same"},
    {u"ABS", 1, 1, u"n", u'n', u"ora_abs"},
    {u"SIGN", 1, 1, u"n", u'n', u"ora_sign"},
    {u"CEIL", 1, 1, u"n", u'n', u"ora_ceil"},
    {u"FLOOR", 1, 1, u"n", u'n', u"ora_floor"},
    {u"MOD", 2, 2, u"n", u'n', u"ora_mod"},
    {u"REMAINDER", 2, 2, u"n", u'n', u"ora_remainder"},
    {u"POWER", 2, 2, u"n", u'n', u"ora_power"},
    {u"SQRT", 1, 1, u"n", u'n', u"ora_sqrt"},
    {u"EXP", 1, 1, u"n", u'n', u"ora_exp"},
    {u"LN", 1, 1, u"n", u'n', u"ora_ln"},
    {u"LOG", 2, 2, u"n", u'n', u"ora_log"},
    {u"SIN", 1, 1, u"n", u'n', u"ora_sin"},
    {u"COS", 1, 1, u"n", u'n', u"ora_cos"},
    {u"TAN", 1, 1, u"n", u'n', u"ora_tan"},
    {u"BITAND", 2, 2, u"n", u'n', u"ora_bitand"},
    {u"TO_BINARY_DOUBLE", 1, 1, u"n", u'n', u"ora_same"},
    {u"TO_BINARY_FLOAT", 1, 1, u"n", u'n', u"ora_same"},
    {u"ADD_MONTHS", 2, 2, u"Dn", u'D', u"ora_add_months"},
    {u"MONTHS_BETWEEN", 2, 2, u"D", u'n', u"ora_months_between"},
    {u"LAST_DAY", 1, 1, u"D", u'D', u"ora_last_day"},
    {u"NEXT_DAY", 2, 2, u"Dt", u'D', u"ora_next_day"},
    {u"TO_DATE", 1, 3, u"t", u'D', u"ora_to_date"},
    {u"TO_TIMESTAMP", 1, 3, u"t", u'S', u"ora_to_timestamp"},
    {u"TO_TIMESTAMP_TZ", 1, 3, u"t", u'Z', u"ora_to_timestamp_tz"},
    {u"NUMTODSINTERVAL", 2, 2, u"nt", u'i', u"ora_numtodsinterval"},
    {u"NUMTOYMINTERVAL", 2, 2, u"nt", u'y', u"ora_numtoyminterval"},
    {u"ORA_HASH", 1, 3, u"tn", u'n', u"ora_ora_hash"},
};

// Oracle's built-in functions that the sandbox has not: known, so not ORA-00904.
const QStringList &builtinNames()
{
    static const QStringList names =
        u"ACOS APPENDCHILDXML APPROX_COUNT_DISTINCT ASCIISTR ASIN ATAN ATAN2 AVG BFILENAME "
        u"BIN_TO_NUM CARDINALITY "
        "CHARTOROWID CLUSTER_ID COLLATION COLLECT COMPOSE CON_NAME_TO_ID CONVERT CORR COSH "
        "COVAR_POP COVAR_SAMP CUBE_TABLE "
        "CV DATAOBJ_TO_PARTITION DECOMPOSE DELETEXML DEPTH DEREF DUMP EXISTSNODE EXTRACTVALUE "
        "FEATURE_ID FIRST "
        "FROM_TZ GROUP_ID GROUPING GROUPING_ID INSERTCHILDXML ITERATION_NUMBER JSON_ARRAY "
        "JSON_ARRAYAGG JSON_DATAGUIDE "
        "JSON_MERGEPATCH JSON_OBJECT JSON_OBJECTAGG JSON_QUERY JSON_SERIALIZE JSON_TABLE "
        "JSON_TRANSFORM JSON_VALUE "
        "JSON_EXISTS LAST MAKE_REF NANVL NEW_TIME NLS_CHARSET_DECL_LEN NLS_CHARSET_ID "
        "NLS_CHARSET_NAME NLS_INITCAP "
        "NLSSORT ORA_DST_AFFECTED ORA_INVOKING_USER PATH PERCENTILE_CONT PERCENTILE_DISC "
        "POWERMULTISET PREDICTION "
        "PRESENTNNV PREVIOUS RATIO_TO_REPORT RAWTONHEX REF REFTOHEX REGR_SLOPE ROWIDTOCHAR "
        "ROWIDTONCHAR SCN_TO_TIMESTAMP "
        "SINH SOUNDEX STATS_MODE STDDEV_POP STDDEV_SAMP SYS_CONNECT_BY_PATH SYS_DBURIGEN "
        "SYS_EXTRACT_UTC SYS_OP_ZONE_ID "
        "SYS_TYPEID SYS_XMLAGG SYS_XMLGEN TANH TIMESTAMP_TO_SCN TO_BLOB TO_DSINTERVAL "
        "TO_MULTI_BYTE TO_NCHAR "
        "TO_SINGLE_BYTE TO_YMINTERVAL TREAT TZ_OFFSET UNISTR UPDATEXML VALIDATE_CONVERSION VALUE "
        "VAR_POP VAR_SAMP VSIZE "
        "WIDTH_BUCKET XMLAGG XMLCAST XMLCDATA XMLCOLATTVAL XMLCOMMENT XMLCONCAT XMLDIFF XMLELEMENT "
        "XMLEXISTS XMLFOREST "
        "XMLISVALID XMLPARSE XMLPATCH XMLPI XMLQUERY XMLROOT XMLSEQUENCE XMLSERIALIZE XMLTABLE "
        "XMLTRANSFORM XMLTYPE "
        "HTTPURITYPE NTH_VALUE CUME_DIST SYS_OP_C2C"_s.split(u' ');
    return names;
}

} // namespace

void Translator::failUnknownFunction(const SqlExpression &e)
{
    const QString name = e.names.join(u'.');
    const QString first = e.names.first();
    if (e.names.size() == 1 && builtinNames().contains(first)) {
        failNotModelled(u"the function "_s + first);
        return;
    }
    for (const auto &[key, unit] : m_context.catalog->units) {
        const bool own = key.second.name == first
            || (e.names.size() > 1 && first == m_context.user && key.second.name == e.names.at(1));
        if (own
            && (key.first == UnitKind::Function || key.first == UnitKind::Package
                || key.first == UnitKind::Type)) {
            failNotModelled(u"a call of the stored unit "_s + name);
            return;
        }
    }
    if (e.names.size() > 1
        && (first == u"SYS" || first.startsWith(u"DBMS_") || first.startsWith(u"UTL_")
            || first == u"STANDARD" || first == u"XDB" || first == u"CTXSYS"
            || first == u"MDSYS")) {
        failNotModelled(u"the supplied package function "_s + name);
        return;
    }
    QStringList quoted;
    for (const QString &part : e.names)
        quoted.append(u'"' + part + u'"');
    fail(904, {quoted.join(u'.')});
}

// Functions whose translation depends on their arguments' types.
std::optional<Emitted> Translator::emitSpecial(const SqlExpression &e, Scope *scope)
{
    const QString name = e.names.join(u'.');
    const size_t count = e.arguments.size();
    const auto arguments = [&] {
        std::vector<Emitted> list;
        for (const SqlExpressionPtr &argument : e.arguments)
            list.push_back(emitArgument(*argument, scope));
        return list;
    };
    const auto arity = [&](size_t least, size_t most) {
        if (count < least)
            fail(least == most ? 909 : 938);
        else if (count > most)
            fail(least == most ? 909 : 939);
        return !failed();
    };
    const auto joined = [](const std::vector<Emitted> &list) {
        QStringList parts;
        for (const Emitted &value : list)
            parts.append(value.sql);
        return parts.join(u", "_s);
    };
    const auto firstKind = [](const std::vector<Emitted> &list) {
        for (const Emitted &value : list) {
            if (value.kind != ValueKind::Null)
                return value.kind;
        }
        return ValueKind::Null;
    };

    if (name == u"NVL" || name == u"COALESCE") {
        if (!arity(2, name == u"NVL" ? 2 : 200))
            return Emitted{};
        auto values = arguments();
        unify(values, name == u"COALESCE");
        return computed(firstKind(values), u"coalesce("_s + joined(values) + u')');
    }
    if (name == u"NVL2") {
        if (!arity(3, 3))
            return Emitted{};
        auto values = arguments();
        std::vector<Emitted> results(values.begin() + 1, values.end());
        unify(results, false);
        return computed(firstKind(results),
                        u"(CASE WHEN "_s + values[0].sql + u" IS NOT NULL THEN "_s + results[0].sql
                            + u" ELSE "_s + results[1].sql + u" END)"_s);
    }
    if (name == u"NULLIF") {
        if (!arity(2, 2))
            return Emitted{};
        const auto values = arguments();
        const QString same = emitComparison(u"="_s, values[0], values[1]);
        return computed(values[0].kind,
                        u"(CASE WHEN "_s + same + u" THEN NULL ELSE "_s + values[0].sql
                            + u" END)"_s);
    }
    if (name == u"DECODE") {
        if (!arity(3, 255))
            return Emitted{};
        const auto values = arguments();
        if (failed())
            return Emitted{};
        std::vector<Emitted> results;
        for (size_t i = 2; i < count; i += 2)
            results.push_back(values[i]);
        const bool hasDefault = count % 2 == 0;
        if (hasDefault)
            results.push_back(values.back());
        // "If the first result has the data type CHAR or if the first result is null, then Oracle
        // converts the return value to the data type VARCHAR2" (SQL Language Reference, DECODE).
        if (results.front().kind == ValueKind::Null)
            results.front().kind = ValueKind::Text;
        unify(results, false);
        // Two NULLs are alike to DECODE.
        const ValueKind kind = values[1].kind == ValueKind::Null ? values[0].kind : values[1].kind;
        const Emitted subject = converted(values[0], kind);
        QString sql = u"(CASE"_s;
        size_t result = 0;
        for (size_t i = 1; i + 1 < count; i += 2)
            sql += u" WHEN "_s + subject.sql + u" IS "_s + converted(values[i], kind).sql
                + u" THEN "_s + results[result++].sql;
        if (hasDefault)
            sql += u" ELSE "_s + results.back().sql;
        return computed(firstKind(results), sql + u" END)"_s);
    }
    if (name == u"GREATEST" || name == u"LEAST") {
        if (!arity(1, 200))
            return Emitted{};
        auto values = arguments();
        unify(values, false);
        const ValueKind kind = firstKind(values);
        const bool greatest = name == u"GREATEST";
        if (kind == ValueKind::Number)
            return computed(
                kind, (greatest ? u"ora_greatest("_s : u"ora_least("_s) + joined(values) + u')');
        if (values.size() == 1)
            return values.front();
        return computed(kind, (greatest ? u"max("_s : u"min("_s) + joined(values) + u')');
    }
    if (name == u"TO_CHAR" || name == u"TO_NCHAR") {
        if (!arity(1, 3))
            return Emitted{};
        auto values = arguments();
        if (failed())
            return Emitted{};
        const ValueKind kind = values[0].kind;
        if (count == 1)
            return converted(values[0], ValueKind::Text);
        const QString format = converted(values[1], ValueKind::Text).sql;
        if (isDatetime(kind))
            return computed(ValueKind::Text,
                            u"ora_to_char_date("_s + values[0].sql + u", "_s + format + u')');
        if (kind == ValueKind::IntervalDs || kind == ValueKind::IntervalYm)
            return converted(values[0], ValueKind::Text);
        const Emitted number = converted(values[0], ValueKind::Number);
        return computed(ValueKind::Text,
                        u"ora_to_char_number("_s + number.sql + u", "_s + format + u')');
    }
    if (name == u"TO_NUMBER") {
        if (!arity(1, 3))
            return Emitted{};
        auto values = arguments();
        if (failed())
            return Emitted{};
        if (count == 1)
            return converted(values[0], ValueKind::Number);
        return computed(ValueKind::Number,
                        u"ora_to_number("_s + converted(values[0], ValueKind::Text).sql + u", "_s
                            + converted(values[1], ValueKind::Text).sql + u')');
    }
    if (name == u"TO_DATE" || name == u"TO_TIMESTAMP" || name == u"TO_TIMESTAMP_TZ") {
        // A date given to TO_DATE goes through the session's format, as in Oracle.
        return std::nullopt;
    }
    if (name == u"TRUNC" || name == u"ROUND") {
        if (!arity(1, 2))
            return Emitted{};
        auto values = arguments();
        if (failed())
            return Emitted{};
        const bool truncates = name == u"TRUNC";
        if (isDatetime(values[0].kind)) {
            const QString date = converted(values[0], ValueKind::Date).sql;
            const QString format =
                count == 2 ? converted(values[1], ValueKind::Text).sql : u"'DD'"_s;
            return computed(ValueKind::Date,
                            (truncates ? u"ora_trunc_date("_s : u"ora_round_date("_s) + date
                                + u", "_s + format + u')');
        }
        const QString places = count == 2 ? converted(values[1], ValueKind::Number).sql : u"0"_s;
        return computed(ValueKind::Number,
                        (truncates ? u"ora_trunc("_s : u"ora_round("_s)
                            + converted(values[0], ValueKind::Number).sql + u", "_s + places
                            + u')');
    }
    if (name == u"TO_LOB") { // the one function of a LONG
        if (!arity(1, 1))
            return Emitted{};
        const Emitted value = emit(*e.arguments[0], scope);
        if (!value.isLong)
            failInconsistent(u"LONG"_s, value.kind);
        return computed(value.kind == ValueKind::Raw ? ValueKind::Blob : ValueKind::Clob,
                        value.sql);
    }
    if (name == u"EMPTY_CLOB" && arity(0, 0))
        return computed(ValueKind::Clob, u"''"_s);
    if (name == u"EMPTY_BLOB" && arity(0, 0))
        return computed(ValueKind::Blob, u"x''"_s);
    if (name == u"REGEXP_LIKE") {
        if (!arity(2, 3))
            return Emitted{};
        QStringList parts;
        for (const Emitted &value : arguments())
            parts.append(converted(value, ValueKind::Text).sql);
        return computed(ValueKind::Condition, u"ora_regexp_like("_s + parts.join(u", "_s) + u')');
    }
    if (name == u"LNNVL") {
        if (!arity(1, 1))
            return Emitted{};
        const QString condition = emitCondition(*e.arguments[0], scope);
        return computed(ValueKind::Condition, u"(NOT coalesce("_s + condition + u", 0))"_s);
    }
    if (name == u"SYS_CONTEXT" || name == u"USERENV") {
        const SqlExpression *parameter = count > 0 ? e.arguments.back().get() : nullptr;
        if (count == 3)
            parameter = e.arguments[1].get();
        const QString wanted = parameter ? parameter->text.toUpper() : QString();
        const bool userEnvironment =
            name == u"USERENV" || (count >= 2 && e.arguments[0]->text.toUpper() == u"USERENV");
        if (!userEnvironment) {
            failNotModelled(u"contexts other than USERENV"_s);
            return Emitted{};
        }
        if (wanted == u"CURRENT_SCHEMA" || wanted == u"SESSION_USER" || wanted == u"CURRENT_USER")
            return computed(ValueKind::Text, sqliteLiteral(m_context.user));
        if (wanted == u"DB_NAME" || wanted == u"CON_NAME" || wanted == u"SERVICE_NAME"
            || wanted == u"INSTANCE_NAME")
            return computed(ValueKind::Text, u"'SANDBOX'"_s);
        if (wanted == u"LANG" || wanted == u"LANGUAGE")
            return computed(ValueKind::Text,
                            wanted == u"LANG" ? u"'US'"_s : u"'AMERICAN_AMERICA.AL32UTF8'"_s);
        failNotModelled(u"SYS_CONTEXT ('USERENV', '"_s + wanted + u"')"_s);
        return Emitted{};
    }
    if (name == u"CURRENT_TIMESTAMP" || name == u"LOCALTIMESTAMP") // with a precision
        return computed(name == u"LOCALTIMESTAMP" ? ValueKind::Timestamp : ValueKind::TimestampTz,
                        name == u"LOCALTIMESTAMP" ? u"ora_localtimestamp()"_s
                                                  : u"ora_systimestamp()"_s);
    if (name == u"DBMS_LOB.GETLENGTH") {
        if (!arity(1, 1))
            return Emitted{};
        const Emitted lob = emitValue(*e.arguments[0], scope);
        return computed(ValueKind::Number, u"length("_s + lob.sql + u')');
    }
    if (name == u"DBMS_LOB.SUBSTR") {
        if (!arity(1, 3))
            return Emitted{};
        auto values = arguments();
        if (failed())
            return Emitted{};
        const QString amount = count > 1 ? values[1].sql : u"32767"_s;
        const QString offset = count > 2 ? values[2].sql : u"1"_s;
        const bool binary = values[0].kind == ValueKind::Blob || values[0].kind == ValueKind::Raw;
        return computed(binary ? ValueKind::Raw : ValueKind::Text,
                        u"nullif(substr("_s + values[0].sql + u", "_s + offset + u", "_s + amount
                            + (binary ? u"), x'')"_s : u"), '')"_s));
    }
    if (name == u"RAWTOHEX" && count == 1) {
        Emitted value = emitValue(*e.arguments[0], scope);
        return computed(ValueKind::Text, u"ora_rawtohex("_s + value.sql + u')');
    }
    if (name == u"UTL_RAW.CAST_TO_RAW" && count == 1) {
        const Emitted value = emitValue(*e.arguments[0], scope);
        return computed(ValueKind::Raw,
                        u"CAST("_s + converted(value, ValueKind::Text).sql + u" AS BLOB)"_s);
    }
    return std::nullopt;
}

Emitted Translator::emitCall(const SqlExpression &e, Scope *scope)
{
    if (failed())
        return {};
    const QString name = e.names.join(u'.');
    if (e.names.size() == 1 && isAggregate(name))
        return emitAggregate(e, scope);
    if (e.window || !e.withinGroup.empty()) {
        failNotModelled(name + u" as an analytic function"_s);
        return {};
    }
    if (e.distinct) {
        fail(30482);
        return {};
    }
    // An own function hides no built-in one: SQL looks for built-ins first.
    if (auto special = emitSpecial(e, scope))
        return *special;
    const FunctionEntry *found = nullptr;
    for (const FunctionEntry &entry : functionTable) {
        if (name == QStringView(entry.name))
            found = &entry;
    }
    if (!found) {
        failUnknownFunction(e);
        return {};
    }
    const int count = static_cast<int>(e.arguments.size());
    if (count < found->least || count > found->most) {
        fail(found->least == found->most ? 909 : count < found->least ? 938 : 939);
        return {};
    }
    const QStringView letters(found->arguments);
    QStringList parts;
    ValueKind first = ValueKind::Null;
    for (int i = 0; i < count; ++i) {
        Emitted value = emitArgument(*e.arguments[static_cast<size_t>(i)], scope);
        if (i == 0)
            first = value.kind;
        const char16_t letter = letters.at(std::min<qsizetype>(i, letters.size() - 1)).unicode();
        switch (letter) {
        case u'n':
            value = converted(value, ValueKind::Number);
            break;
        case u't':
            if (value.kind != ValueKind::Clob)
                value = converted(value, ValueKind::Text);
            break;
        case u'D':
            value = converted(value, ValueKind::Date);
            break;
        case u'r':
            value = converted(value, ValueKind::Raw);
            break;
        default:
            break;
        }
        parts.append(value.sql);
    }
    const QString sql =
        QStringView(found->implementation).toString() + u'(' + parts.join(u", "_s) + u')';
    switch (found->result) {
    case u'n':
        return computed(ValueKind::Number, sql);
    case u'c':
        return computed(first == ValueKind::Clob ? ValueKind::Clob : ValueKind::Text, sql);
    case u'C':
        return computed(ValueKind::Clob, sql);
    case u'D':
        return computed(ValueKind::Date, sql);
    case u'S':
        return computed(ValueKind::Timestamp, sql);
    case u'Z':
        return computed(ValueKind::TimestampTz, sql);
    case u'r':
        return computed(ValueKind::Raw, sql);
    case u'i':
        return computed(ValueKind::IntervalDs, sql);
    case u'y':
        return computed(ValueKind::IntervalYm, sql);
    default:
        return computed(ValueKind::Text, sql);
    }
}

} // namespace Athanor
