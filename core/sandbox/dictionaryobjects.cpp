// SPDX-License-Identifier: MIT
// Sequences, program units, synonyms, database links, and the list of everything.
#include "sandbox/clausetext.h"
#include "sandbox/dictionaryviews.h"

#include "ddl/schemalookup.h"
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

std::vector<DictionaryRow> triggers(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[key, unit] : s.catalog.units) {
        if (key.first != UnitKind::Trigger)
            continue;
        const TriggerHeading heading = triggerHeading(unit);
        QString base = heading.baseObjectType;
        if (s.catalog.views.contains(unit.table))
            base = u"VIEW"_s;
        rows.push_back(
            {{u"OWNER"_s, ownerOf(key.second, s.user)},
             {u"TRIGGER_NAME"_s, key.second.name},
             {u"TRIGGER_TYPE"_s, heading.type},
             {u"TRIGGERING_EVENT"_s, heading.event},
             {u"TABLE_OWNER"_s, ownerOf(unit.table, s.user)},
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
        qsizetype at = 0;
        qint64 line = 0;
        while (at < unit.source.size()) {
            const qsizetype end = unit.source.indexOf(u'\n', at);
            const qsizetype next = end < 0 ? unit.source.size() : end + 1;
            rows.push_back({{u"OWNER"_s, ownerOf(key.second, s.user)},
                            {u"NAME"_s, key.second.name},
                            {u"TYPE"_s, toString(key.first)},
                            {u"LINE"_s, ++line},
                            {u"TEXT"_s, unit.source.sliced(at, next - at)}});
            at = next;
        }
    }
    return rows;
}

// Y or N of what can have editions; nothing of tables and the like.
QString editionable(const ObjectRef &object, const Catalog &catalog)
{
    if (object.type == u"VIEW") {
        const auto view = catalog.views.find(object.name);
        return yn(view == catalog.views.end()
                  || !view->second.otherClauses.contains(u"NONEDITIONABLE"));
    }
    for (const auto &[key, unit] : catalog.units) {
        if (key.second == object.name && toString(key.first) == object.type)
            return yn(!unit.nonEditionable);
    }
    return {};
}

std::vector<DictionaryRow> objectRows(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    const auto add = [&](const QString &name, const QString &type, const ObjectFacts &fact,
                         bool temporary, const QString &editionable = {}) {
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
                        {u"EDITIONABLE"_s, editionable},
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
                    const QString index = keyIndexName(constraint);
                    if (!index.isEmpty() && !s.catalog.indexes.contains({QString(), index}))
                        add(index, u"INDEX"_s, {fact.id, fact.created, fact.changed}, false);
                }
            }
        }
        add(object.name.name, object.type, fact, temporary, editionable(object, s.catalog));
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
        rows.push_back({{u"OWNER"_s, ownerOf(name, s.user)},
                        {u"SYNONYM_NAME"_s, name.name},
                        {u"TABLE_OWNER"_s,
                         synonym.target.owner.isEmpty() && synonym.databaseLink.isEmpty()
                             ? s.user
                             : synonym.target.owner},
                        {u"TABLE_NAME"_s, synonym.target.name},
                        {u"DB_LINK"_s, synonym.databaseLink}});
    }
    return rows;
}

// CREATE DATABASE LINK l CONNECT TO u IDENTIFIED BY … USING 'tns'; its owner may be PUBLIC.
std::vector<DictionaryRow> links(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[key, object] : s.catalog.opaque) {
        if (key.first != u"DATABASE LINK")
            continue;
        ClauseText user(object.text);
        ClauseText host(object.text);
        rows.push_back(
            {{u"OWNER"_s, ownerOf(key.second, s.user)},
             {u"DB_LINK"_s, key.second.name},
             {u"USERNAME"_s, user.seek({u"CONNECT", u"TO"}) ? user.takeName() : QString()},
             {u"HOST"_s, host.seek({u"USING"}) ? host.takeText() : QString()}});
    }
    return rows;
}

std::vector<DictionaryRow> none(const DictionarySnapshot &)
{
    return {};
}

// Everybody: Oracle's own, the sandbox's, and whom somebody created.
std::vector<DictionaryRow> allUsers(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    const auto add = [&rows](const QString &name, qint64 id, const QDateTime &created,
                             bool isOracles) {
        rows.push_back({{u"USERNAME"_s, name},
                        {u"USER_ID"_s, id},
                        {u"ACCOUNT_STATUS"_s, u"OPEN"_s},
                        {u"DEFAULT_TABLESPACE"_s, isOracles ? u"SYSTEM"_s : u"USERS"_s},
                        {u"TEMPORARY_TABLESPACE"_s, u"TEMP"_s},
                        {u"PROFILE"_s, u"DEFAULT"_s},
                        {u"AUTHENTICATION_TYPE"_s, u"PASSWORD"_s},
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

constexpr DictionaryView viewTable[] = {
    {u"ALL_USERS", u"USERNAME:t USER_ID:n CREATED:d @12.1 COMMON:t ORACLE_MAINTAINED:t", u"",
     allUsers},
    {u"DBA_USERS",
     u"USERNAME:t USER_ID:n ACCOUNT_STATUS:t DEFAULT_TABLESPACE:t TEMPORARY_TABLESPACE:t CREATED:d "
     u"PROFILE:t AUTHENTICATION_TYPE:t @12.1 COMMON:t ORACLE_MAINTAINED:t",
     u"", allUsers},
    {u"USER_SEQUENCES",
     u"SEQUENCE_NAME:t MIN_VALUE:n MAX_VALUE:n INCREMENT_BY:n CYCLE_FLAG:t ORDER_FLAG:t "
     u"CACHE_SIZE:n LAST_NUMBER:n "
     "@12.1 SESSION_FLAG:t KEEP_VALUE:t @18 SCALE_FLAG:t EXTEND_FLAG:t @19 SHARDED_FLAG:t",
     u"SEQUENCE_OWNER", sequences},
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
    {u"USER_DB_LINKS", u"DB_LINK:t USERNAME:t HOST:t CREATED:d", u"OWNER", links},
    {u"USER_RECYCLEBIN", u"OBJECT_NAME:t ORIGINAL_NAME:t OPERATION:t TYPE:t", u"OWNER", none},
};

} // namespace

std::span<const DictionaryView> objectViews()
{
    return viewTable;
}

} // namespace Athanor
