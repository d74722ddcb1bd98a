// SPDX-License-Identifier: MIT
#include "sandbox/dictionaryviews.h"

#include "sandbox/sequences.h"
#include "sandbox/triggers.h"

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

SandboxValue dateOf(const QDateTime &time)
{
    if (!time.isValid())
        return {};
    return time.toUTC().toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

std::vector<DictionaryRow> sequences(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, state] : s.sequences) {
        const SequenceOptions *options = nullptr;
        if (const auto found = s.catalog.sequences.find({QString(), name});
            found != s.catalog.sequences.end()) {
            options = &found->second.options;
        } else if (const Table *table = s.catalog.table(state.table)) {
            const Column *column = table->column(state.column);
            options = column && column->identity ? &column->identity->options : nullptr;
        }
        if (!options)
            continue;
        rows.push_back({{u"SEQUENCE_NAME"_s, name},
                        {u"MIN_VALUE"_s, numberOf(Sequences::lowest(*options))},
                        {u"MAX_VALUE"_s, numberOf(Sequences::highest(*options))},
                        {u"INCREMENT_BY"_s, numberOf(options->incrementBy.value_or(u"1"_s))},
                        {u"CYCLE_FLAG"_s, yn(options->cycle)},
                        {u"ORDER_FLAG"_s, yn(options->order)},
                        {u"CACHE_SIZE"_s, qint64{options->cache.value_or(20)}},
                        {u"LAST_NUMBER"_s, numberOf(Sequences::lastNumber(*options, state))},
                        {u"SESSION_FLAG"_s, yn(options->session)},
                        {u"KEEP_VALUE"_s, yn(options->keep)},
                        {u"SCALE_FLAG"_s, yn(options->scale.startsWith(u"SCALE"))},
                        {u"EXTEND_FLAG"_s, yn(options->scale == u"SCALE EXTEND")},
                        {u"SHARDED_FLAG"_s, yn(options->shard.startsWith(u"SHARD"))}});
    }
    return rows;
}

std::vector<DictionaryRow> views(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, view] : s.catalog.views) {
        if (!isOwn(name))
            continue;
        rows.push_back({{u"VIEW_NAME"_s, name.name},
                        {u"TEXT_LENGTH"_s, qint64{view.query.size()}},
                        {u"TEXT"_s, view.query},
                        {u"TEXT_VC"_s, view.query.left(4000)},
                        {u"EDITIONING_VIEW"_s, yn(view.otherClauses.contains(u"EDITIONING"))},
                        {u"READ_ONLY"_s, yn(view.readOnly)},
                        {u"BEQUEATH"_s,
                         view.otherClauses.contains(u"BEQUEATH CURRENT_USER") ? u"CURRENT_USER"_s
                                                                              : u"DEFINER"_s}});
    }
    return rows;
}

std::vector<DictionaryRow> materializedViews(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, view] : s.catalog.materializedViews) {
        if (!isOwn(name))
            continue;
        const QString options = u' ' + view.options.toUpper() + u' ';
        const auto has = [&](QStringView word) { return options.contains(word); };
        rows.push_back({{u"OWNER"_s, s.user},
                        {u"MVIEW_NAME"_s, name.name},
                        {u"CONTAINER_NAME"_s, name.name},
                        {u"QUERY"_s, view.query},
                        {u"QUERY_LEN"_s, qint64{view.query.size()}},
                        {u"UPDATABLE"_s, yn(has(u" FOR UPDATE "))},
                        {u"REWRITE_ENABLED"_s, yn(has(u" ENABLE QUERY REWRITE "))},
                        {u"REFRESH_MODE"_s,
                         has(u" NEVER REFRESH ")   ? u"NEVER"_s
                             : has(u" ON COMMIT ") ? u"COMMIT"_s
                                                   : u"DEMAND"_s},
                        {u"REFRESH_METHOD"_s,
                         has(u" NEVER REFRESH ")  ? u"NEVER"_s
                             : has(u" FAST ")     ? u"FAST"_s
                             : has(u" COMPLETE ") ? u"COMPLETE"_s
                                                  : u"FORCE"_s},
                        {u"BUILD_MODE"_s,
                         has(u" BUILD DEFERRED ") ? u"DEFERRED"_s
                             : has(u" PREBUILT ") ? u"PREBUILT"_s
                                                  : u"IMMEDIATE"_s},
                        {u"FAST_REFRESHABLE"_s, u"NO"_s},
                        {u"STALENESS"_s, u"FRESH"_s},
                        {u"COMPILE_STATE"_s, u"VALID"_s}});
    }
    return rows;
}

std::vector<DictionaryRow> triggers(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[key, unit] : s.catalog.units) {
        if (key.first != UnitKind::Trigger || !isOwn(key.second))
            continue;
        const TriggerHeading heading = triggerHeading(unit);
        QString base = heading.baseObjectType;
        if (s.catalog.views.contains(unit.table))
            base = u"VIEW"_s;
        rows.push_back(
            {{u"TRIGGER_NAME"_s, key.second.name},
             {u"TRIGGER_TYPE"_s, heading.type},
             {u"TRIGGERING_EVENT"_s, heading.event},
             {u"TABLE_OWNER"_s,
              unit.table.name.isEmpty() || unit.table.owner.isEmpty() ? s.user : unit.table.owner},
             {u"BASE_OBJECT_TYPE"_s, base},
             {u"TABLE_NAME"_s, unit.table.name},
             {u"REFERENCING_NAMES"_s, u"REFERENCING NEW AS NEW OLD AS OLD"_s},
             {u"WHEN_CLAUSE"_s, heading.when},
             {u"STATUS"_s, unit.enabled ? u"ENABLED"_s : u"DISABLED"_s},
             {u"DESCRIPTION"_s, heading.description},
             {u"ACTION_TYPE"_s,
              heading.body.startsWith(u"CALL", Qt::CaseInsensitive) ? u"CALL"_s : u"PL/SQL     "_s},
             {u"TRIGGER_BODY"_s, heading.body},
             {u"CROSSEDITION"_s, u"NO"_s}});
    }
    return rows;
}

std::vector<DictionaryRow> source(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[key, unit] : s.catalog.units) {
        if (!isOwn(key.second))
            continue;
        qsizetype at = 0;
        qint64 line = 0;
        while (at < unit.source.size()) {
            const qsizetype end = unit.source.indexOf(u'\n', at);
            const qsizetype next = end < 0 ? unit.source.size() : end + 1;
            rows.push_back({{u"NAME"_s, key.second.name},
                            {u"TYPE"_s, toString(key.first)},
                            {u"LINE"_s, ++line},
                            {u"TEXT"_s, unit.source.sliced(at, next - at)}});
            at = next;
        }
    }
    return rows;
}

std::vector<DictionaryRow> objectRows(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    const auto add = [&](const QString &name, const QString &type, const ObjectFacts &fact,
                         bool temporary) {
        bool valid = true;
        for (const DictionaryError &error : s.errors)
            valid = valid && !(error.name == name && error.type == type);
        rows.push_back({{u"OBJECT_NAME"_s, name},
                        {u"OBJECT_ID"_s, fact.id},
                        {u"DATA_OBJECT_ID"_s, fact.id},
                        {u"OBJECT_TYPE"_s, type},
                        {u"CREATED"_s, dateOf(fact.created)},
                        {u"LAST_DDL_TIME"_s, dateOf(fact.changed)},
                        {u"TIMESTAMP"_s, fact.changed.toUTC().toString(u"yyyy-MM-dd:HH:mm:ss"_s)},
                        {u"STATUS"_s, valid ? u"VALID"_s : u"INVALID"_s},
                        {u"TEMPORARY"_s, yn(temporary)},
                        {u"GENERATED"_s, yn(isSystemName(name))},
                        {u"SECONDARY"_s, u"N"_s},
                        {u"NAMESPACE"_s,
                         qint64{type == u"INDEX"         ? 4
                                    : type == u"TRIGGER" ? 3
                                                         : 1}},
                        {u"SHARING"_s, u"NONE"_s},
                        {u"ORACLE_MAINTAINED"_s, u"N"_s}});
    };
    for (const auto &[object, fact] : s.facts) {
        if (!isOwn(object.name))
            continue;
        bool temporary = false;
        if (object.type == u"TABLE") {
            const Table *table = s.catalog.table(object.name);
            temporary = table
                && (table->kind == TableKind::GlobalTemporaryDelete
                    || table->kind == TableKind::GlobalTemporaryPreserve);
            if (table) {
                for (const Constraint &constraint : table->constraints) {
                    const QString index =
                        constraint.indexName.isEmpty() ? constraint.name : constraint.indexName;
                    const bool key = constraint.kind == ConstraintKind::PrimaryKey
                        || constraint.kind == ConstraintKind::Unique;
                    if (key && constraint.state.enabled
                        && !s.catalog.indexes.contains({QString(), index}))
                        add(index, u"INDEX"_s, {fact.id, fact.created, fact.changed}, false);
                }
            }
        }
        add(object.name.name, object.type, fact, temporary);
        if (object.type == u"MATERIALIZED VIEW") // its container, too
            add(object.name.name, u"TABLE"_s, fact, false);
    }
    for (const auto &[name, state] : s.sequences) {
        if (!state.column.isEmpty())
            add(name, u"SEQUENCE"_s, {name.section(u'_', 1).toLongLong(), {}, {}}, false);
    }
    return rows;
}

std::vector<DictionaryRow> errors(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const DictionaryError &error : s.errors) {
        if (error.text.isEmpty())
            continue; // invalid, and not compiled since
        rows.push_back({{u"NAME"_s, error.name},
                        {u"TYPE"_s, error.type},
                        {u"SEQUENCE"_s, qint64{1}},
                        {u"LINE"_s, qint64{error.type == u"VIEW" ? 0 : 1}},
                        {u"POSITION"_s, qint64{error.type == u"VIEW" ? 0 : 1}},
                        {u"TEXT"_s, error.text},
                        {u"ATTRIBUTE"_s, u"ERROR"_s},
                        {u"MESSAGE_NUMBER"_s, qint64{0}}});
    }
    return rows;
}

std::vector<DictionaryRow> synonyms(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, synonym] : s.catalog.synonyms) {
        if (!isOwn(name))
            continue;
        rows.push_back({{u"SYNONYM_NAME"_s, name.name},
                        {u"TABLE_OWNER"_s,
                         synonym.target.owner.isEmpty() && synonym.databaseLink.isEmpty()
                             ? s.user
                             : synonym.target.owner},
                        {u"TABLE_NAME"_s, synonym.target.name},
                        {u"DB_LINK"_s, synonym.databaseLink}});
    }
    return rows;
}

std::vector<DictionaryRow> tablePrivileges(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const Grant &grant : s.catalog.grants) {
        if (grant.object.isEmpty() || !grant.columns.isEmpty() || !isOwn(grant.object))
            continue;
        QString type = u"TABLE"_s;
        if (s.catalog.views.contains(grant.object))
            type = u"VIEW"_s;
        else if (s.catalog.sequences.contains(grant.object))
            type = u"SEQUENCE"_s;
        for (const auto &[key, unit] : s.catalog.units) {
            if (key.second == grant.object)
                type = toString(key.first);
        }
        rows.push_back({{u"GRANTEE"_s, grant.grantee},
                        {u"OWNER"_s, s.user},
                        {u"TABLE_SCHEMA"_s, s.user},
                        {u"TABLE_NAME"_s, grant.object.name},
                        {u"GRANTOR"_s, s.user},
                        {u"PRIVILEGE"_s, grant.privilege},
                        {u"GRANTABLE"_s, yesNo(grant.grantable)},
                        {u"HIERARCHY"_s, yesNo(grant.hierarchy)},
                        {u"COMMON"_s, u"NO"_s},
                        {u"TYPE"_s, type},
                        {u"INHERITED"_s, u"NO"_s}});
    }
    return rows;
}

std::vector<DictionaryRow> columnPrivileges(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const Grant &grant : s.catalog.grants) {
        for (const QString &column : grant.columns)
            rows.push_back({{u"GRANTEE"_s, grant.grantee},
                            {u"OWNER"_s, s.user},
                            {u"TABLE_SCHEMA"_s, s.user},
                            {u"TABLE_NAME"_s, grant.object.name},
                            {u"COLUMN_NAME"_s, column},
                            {u"GRANTOR"_s, s.user},
                            {u"PRIVILEGE"_s, grant.privilege},
                            {u"GRANTABLE"_s, yesNo(grant.grantable)}});
    }
    return rows;
}

std::vector<DictionaryRow> systemPrivileges(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const char16_t *privilege :
         {u"CREATE SESSION", u"CREATE TABLE", u"CREATE VIEW", u"CREATE SEQUENCE",
          u"CREATE PROCEDURE", u"CREATE TRIGGER", u"CREATE SYNONYM", u"CREATE TYPE",
          u"CREATE MATERIALIZED VIEW"})
        rows.push_back({{u"USERNAME"_s, s.user},
                        {u"PRIVILEGE"_s, QStringView(privilege).toString()},
                        {u"ADMIN_OPTION"_s, u"NO"_s}});
    return rows;
}

std::vector<DictionaryRow> users(const DictionarySnapshot &s)
{
    return {{{u"USERNAME"_s, s.user},
             {u"USER_ID"_s, qint64{100}},
             {u"ACCOUNT_STATUS"_s, u"OPEN"_s},
             {u"DEFAULT_TABLESPACE"_s, u"USERS"_s},
             {u"TEMPORARY_TABLESPACE"_s, u"TEMP"_s}}};
}

// Everybody: Oracle's own, the sandbox's, and whom somebody created.
std::vector<DictionaryRow> allUsers(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    const auto add = [&rows](const QString &name, qint64 id, const QDateTime &created,
                             bool isOracles) {
        rows.push_back({{u"USERNAME"_s, name},
                        {u"USER_ID"_s, id},
                        {u"CREATED"_s, dateOf(created)},
                        {u"COMMON"_s, yesNo(isOracles)},
                        {u"ORACLE_MAINTAINED"_s, yn(isOracles)}});
    };
    // When the database was made is of no account; the users that somebody creates are later.
    const QDateTime made(QDate(2000, 1, 1), QTime(0, 0));
    add(u"SYS"_s, 0, made, true);
    add(u"SYSTEM"_s, 9, made, true);
    add(s.user, 100, made, false);
    for (const SandboxAccount &account : s.accounts) {
        if (!account.isRole)
            add(account.name, account.id, account.created, false);
    }
    return rows;
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

std::vector<DictionaryRow> none(const DictionarySnapshot &)
{
    return {};
}

constexpr DictionaryView objectViewTable[] = {
    {u"USER_SEQUENCES",
     u"SEQUENCE_NAME:t MIN_VALUE:n MAX_VALUE:n INCREMENT_BY:n CYCLE_FLAG:t ORDER_FLAG:t "
     u"CACHE_SIZE:n LAST_NUMBER:n "
     "@12.1 SESSION_FLAG:t KEEP_VALUE:t @18 SCALE_FLAG:t EXTEND_FLAG:t @19 SHARDED_FLAG:t",
     u"SEQUENCE_OWNER", sequences},
    {u"USER_VIEWS",
     u"VIEW_NAME:t TEXT_LENGTH:n TEXT:l @12.1 TEXT_VC:t @11.2 TYPE_TEXT_LENGTH:n TYPE_TEXT:t "
     u"OID_TEXT_LENGTH:n OID_TEXT:t "
     "VIEW_TYPE_OWNER:t VIEW_TYPE:t SUPERVIEW_NAME:t EDITIONING_VIEW:t READ_ONLY:t @12.1 "
     "BEQUEATH:t",
     u"OWNER", views},
    {u"USER_MVIEWS",
     u"OWNER:t MVIEW_NAME:t CONTAINER_NAME:t QUERY:l QUERY_LEN:n UPDATABLE:t REWRITE_ENABLED:t "
     u"REFRESH_MODE:t "
     "REFRESH_METHOD:t BUILD_MODE:t FAST_REFRESHABLE:t STALENESS:t COMPILE_STATE:t",
     u"", materializedViews},
    {u"USER_MVIEW_LOGS",
     u"LOG_OWNER:t MASTER:t LOG_TABLE:t ROWIDS:t PRIMARY_KEY:t OBJECT_ID:t FILTER_COLUMNS:t "
     u"SEQUENCE:t INCLUDE_NEW_VALUES:t",
     u"", none},
    {u"USER_TRIGGERS",
     u"TRIGGER_NAME:t TRIGGER_TYPE:t TRIGGERING_EVENT:t TABLE_OWNER:t BASE_OBJECT_TYPE:t "
     u"TABLE_NAME:t COLUMN_NAME:t "
     "REFERENCING_NAMES:t WHEN_CLAUSE:t STATUS:t DESCRIPTION:t ACTION_TYPE:t TRIGGER_BODY:l "
     "CROSSEDITION:t",
     u"OWNER", triggers},
    {u"USER_SOURCE", u"NAME:t TYPE:t LINE:n TEXT:t", u"OWNER", source},
    {u"USER_OBJECTS",
     u"OBJECT_NAME:t SUBOBJECT_NAME:t OBJECT_ID:n DATA_OBJECT_ID:n OBJECT_TYPE:t CREATED:d "
     u"LAST_DDL_TIME:d TIMESTAMP:t "
     "STATUS:t TEMPORARY:t GENERATED:t SECONDARY:t NAMESPACE:n EDITION_NAME:t @12.1 SHARING:t "
     "EDITIONABLE:t "
     "ORACLE_MAINTAINED:t",
     u"OWNER", objectRows},
    {u"USER_ERRORS",
     u"NAME:t TYPE:t SEQUENCE:n LINE:n POSITION:n TEXT:t ATTRIBUTE:t MESSAGE_NUMBER:n", u"OWNER",
     errors},
    {u"USER_DEPENDENCIES",
     u"NAME:t TYPE:t REFERENCED_OWNER:t REFERENCED_NAME:t REFERENCED_TYPE:t REFERENCED_LINK_NAME:t "
     u"DEPENDENCY_TYPE:t",
     u"OWNER", none},
    {u"USER_SYNONYMS", u"SYNONYM_NAME:t TABLE_OWNER:t TABLE_NAME:t DB_LINK:t", u"OWNER", synonyms},
    {u"USER_TAB_PRIVS_MADE",
     u"GRANTEE:t TABLE_NAME:t GRANTOR:t PRIVILEGE:t GRANTABLE:t HIERARCHY:t @12.1 COMMON:t TYPE:t",
     u"OWNER", tablePrivileges},
    {u"USER_TAB_PRIVS",
     u"GRANTEE:t OWNER:t TABLE_NAME:t GRANTOR:t PRIVILEGE:t GRANTABLE:t HIERARCHY:t @12.1 COMMON:t "
     u"TYPE:t",
     u"TABLE_SCHEMA", tablePrivileges},
    {u"USER_COL_PRIVS_MADE",
     u"GRANTEE:t TABLE_NAME:t COLUMN_NAME:t GRANTOR:t PRIVILEGE:t GRANTABLE:t", u"OWNER",
     columnPrivileges},
    {u"USER_SYS_PRIVS", u"USERNAME:t PRIVILEGE:t ADMIN_OPTION:t", u"", systemPrivileges},
    {u"SESSION_PRIVS", u"PRIVILEGE:t", u"", systemPrivileges},
    {u"USER_DB_LINKS", u"DB_LINK:t USERNAME:t HOST:t CREATED:d", u"OWNER", none},
    {u"USER_RECYCLEBIN", u"OBJECT_NAME:t ORIGINAL_NAME:t OPERATION:t TYPE:t", u"OWNER", none},
    {u"USER_USERS",
     u"USERNAME:t USER_ID:n ACCOUNT_STATUS:t DEFAULT_TABLESPACE:t TEMPORARY_TABLESPACE:t CREATED:d",
     u"", users},
    {u"ALL_USERS", u"USERNAME:t USER_ID:n CREATED:d @12.1 COMMON:t ORACLE_MAINTAINED:t", u"",
     allUsers},
    {u"NLS_SESSION_PARAMETERS", u"PARAMETER:t VALUE:t", u"", sessionParameters},
    {u"NLS_DATABASE_PARAMETERS", u"PARAMETER:t VALUE:t", u"", databaseParameters},
    {u"NLS_INSTANCE_PARAMETERS", u"PARAMETER:t VALUE:t", u"", databaseParameters},
    {u"PRODUCT_COMPONENT_VERSION", u"PRODUCT:t VERSION:t STATUS:t @18 VERSION_FULL:t", u"",
     productVersion},
    {u"V$VERSION", u"BANNER:t @12.1 CON_ID:n", u"", banner},
    {u"ATHANOR_NOT_MODELLED", u"REASON:t", u"", notModelledReasons},
};

} // namespace

std::span<const DictionaryView> objectViews()
{
    return objectViewTable;
}

} // namespace Athanor
