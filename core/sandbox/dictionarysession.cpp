// SPDX-License-Identifier: MIT
// What the views say of the session and the server.
#include "sandbox/dictionaryviews.h"

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

std::vector<DictionaryRow> users(const DictionarySnapshot &s)
{
    return {{{u"USERNAME"_s, s.user},
             {u"USER_ID"_s, qint64{100}},
             {u"ACCOUNT_STATUS"_s, u"OPEN"_s},
             {u"DEFAULT_TABLESPACE"_s, u"USERS"_s},
             {u"TEMPORARY_TABLESPACE"_s, u"TEMP"_s}}};
}

std::vector<DictionaryRow> parameters(const DictionarySnapshot &s, bool session)
{
    std::vector<DictionaryRow> rows;
    const auto add = [&](const QString &name, const QString &value) {
        rows.push_back({{u"PARAMETER"_s, name}, {u"VALUE"_s, value}});
    };
    const FunctionContext defaults;
    const FunctionContext &of = session ? s.session : defaults;
    add(u"NLS_LANGUAGE"_s, u"AMERICAN"_s);
    add(u"NLS_TERRITORY"_s, u"AMERICA"_s);
    add(u"NLS_CURRENCY"_s, u"$"_s);
    add(u"NLS_NUMERIC_CHARACTERS"_s, u".,"_s);
    add(u"NLS_CALENDAR"_s, u"GREGORIAN"_s);
    add(u"NLS_DATE_FORMAT"_s, of.dateFormat);
    add(u"NLS_DATE_LANGUAGE"_s, u"AMERICAN"_s);
    add(u"NLS_SORT"_s, u"BINARY"_s);
    add(u"NLS_TIMESTAMP_FORMAT"_s, of.timestampFormat);
    add(u"NLS_TIMESTAMP_TZ_FORMAT"_s, of.timestampTzFormat);
    add(u"NLS_COMP"_s, u"BINARY"_s);
    add(u"NLS_LENGTH_SEMANTICS"_s, u"BYTE"_s);
    add(u"NLS_NCHAR_CONV_EXCP"_s, u"FALSE"_s);
    if (!session) {
        add(u"NLS_CHARACTERSET"_s, u"AL32UTF8"_s);
        add(u"NLS_NCHAR_CHARACTERSET"_s, u"AL16UTF16"_s);
        add(u"NLS_RDBMS_VERSION"_s, s.version.toString() + u".0.0.0.0"_s);
    }
    return rows;
}

std::vector<DictionaryRow> sessionParameters(const DictionarySnapshot &s)
{
    return parameters(s, true);
}

std::vector<DictionaryRow> databaseParameters(const DictionarySnapshot &s)
{
    return parameters(s, false);
}

QString fullVersion(const OracleVersion &version)
{
    return u"%1.%2.0.0.0"_s.arg(version.major).arg(version.minor);
}

std::vector<DictionaryRow> productVersion(const DictionarySnapshot &s)
{
    // VERSION names the release, VERSION_FULL (18c) its update, too.
    const QString base =
        s.version.major >= 18 ? u"%1.0.0.0.0"_s.arg(s.version.major) : fullVersion(s.version);
    return {{{u"PRODUCT"_s, u"Oracle Database %1 Enterprise Edition "_s.arg(s.version.major)},
             {u"VERSION"_s, base},
             {u"VERSION_FULL"_s, fullVersion(s.version)},
             {u"STATUS"_s, u"Production"_s}}};
}

std::vector<DictionaryRow> banner(const DictionarySnapshot &s)
{
    return {{{u"BANNER"_s,
              u"Oracle Database %1 Enterprise Edition Release %2 - Athanor sandbox"_s
                  .arg(s.version.major)
                  .arg(fullVersion(s.version))},
             {u"CON_ID"_s, qint64{0}}}};
}

std::vector<DictionaryRow> notModelledReasons(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const QString &reason : s.notModelled)
        rows.push_back({{u"REASON"_s, reason}});
    return rows;
}

constexpr DictionaryView viewTable[] = {
    {u"USER_USERS",
     u"USERNAME:t USER_ID:n ACCOUNT_STATUS:t DEFAULT_TABLESPACE:t TEMPORARY_TABLESPACE:t CREATED:d",
     u"", users},
    {u"NLS_SESSION_PARAMETERS", u"PARAMETER:t VALUE:t", u"", sessionParameters},
    {u"NLS_DATABASE_PARAMETERS", u"PARAMETER:t VALUE:t", u"", databaseParameters},
    {u"NLS_INSTANCE_PARAMETERS", u"PARAMETER:t VALUE:t", u"", databaseParameters},
    {u"PRODUCT_COMPONENT_VERSION", u"PRODUCT:t VERSION:t STATUS:t @18 VERSION_FULL:t", u"",
     productVersion},
    {u"V$VERSION", u"BANNER:t @12.1 CON_ID:n", u"", banner},
    {u"ATHANOR_NOT_MODELLED", u"REASON:t", u"", notModelledReasons},
};

} // namespace

std::span<const DictionaryView> sessionViews()
{
    return viewTable;
}

} // namespace Athanor
