// SPDX-License-Identifier: MIT
#include "sandbox/catalogstore.h"

#include "base/clock.h"
#include "sandbox/catalogcodec.h"
#include "sandbox/oraerror.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// Our own tables have small letters and a ~, so that no table of a user can be called like them
// (Translator::physicalName).
constexpr int formatVersion = 1;
const QString &opaquePrefix()
{
    static const QString prefix = u"OPAQUE "_s;
    return prefix;
}

std::optional<UnitKind> unitKind(const QString &type)
{
    for (const UnitKind kind : {UnitKind::Procedure, UnitKind::Function, UnitKind::Package,
                                UnitKind::PackageBody, UnitKind::Type, UnitKind::TypeBody,
                                UnitKind::Trigger, UnitKind::Library, UnitKind::JavaSource}) {
        if (toString(kind) == type)
            return kind;
    }
    return std::nullopt;
}

// The object's bytes; none where the catalog has it not.
std::optional<QByteArray> bytesOf(const Catalog &catalog, const ObjectRef &object)
{
    const auto find = [&](const auto &map, const auto &key) -> std::optional<QByteArray> {
        const auto found = map.find(key);
        if (found == map.end())
            return std::nullopt;
        return encoded(found->second);
    };
    if (object.type == u"TABLE")
        return find(catalog.tables, object.name);
    if (object.type == u"INDEX")
        return find(catalog.indexes, object.name);
    if (object.type == u"SEQUENCE")
        return find(catalog.sequences, object.name);
    if (object.type == u"VIEW")
        return find(catalog.views, object.name);
    if (object.type == u"MATERIALIZED VIEW")
        return find(catalog.materializedViews, object.name);
    if (object.type == u"SYNONYM")
        return find(catalog.synonyms, object.name);
    if (const auto kind = unitKind(object.type))
        return find(catalog.units, Catalog::UnitKey(*kind, object.name));
    return find(catalog.opaque, Catalog::OpaqueKey(object.type, object.name));
}

bool isKnownType(const QString &type)
{
    static const QStringList types = {
        u"TABLE"_s, u"INDEX"_s, u"SEQUENCE"_s, u"VIEW"_s, u"MATERIALIZED VIEW"_s, u"SYNONYM"_s};
    return types.contains(type) || unitKind(type);
}

QString invalidTable()
{
    return u"CREATE TABLE IF NOT EXISTS \"athanor~invalid\" (type TEXT, owner TEXT, name TEXT, "
           u"text "
           "TEXT)"_s;
}

} // namespace

CatalogStore::CatalogStore(SqliteDatabase &database)
    : m_database(database)
{ }

Result<> CatalogStore::create()
{
    const auto known =
        m_database.value(u"SELECT count(*) FROM sqlite_master WHERE name = 'athanor~setting'"_s);
    if (!known)
        return Failure(known.error());
    if (integerOf(*known) > 0) {
        const auto format = setting(u"format"_s);
        if (!format)
            return Failure(format.error());
        if (format->toInt() > formatVersion) {
            return failure(ErrorKind::Connection,
                           QCoreApplication::translate(
                               "Athanor::Sandbox",
                               "The sandbox was made by a newer Athanor; open it with that one."));
        }
        return m_database.run(invalidTable()); // a sandbox of the first Athanor has none
    }
    const auto foreign = m_database.value(u"SELECT count(*) FROM sqlite_master"_s);
    if (!foreign)
        return Failure(foreign.error());
    if (integerOf(*foreign) > 0) {
        return failure(
            ErrorKind::Connection,
            QCoreApplication::translate(
                "Athanor::Sandbox", "The file is an SQLite database, but no sandbox of Athanor."));
    }
    for (
        const QString &sql :
        {u"BEGIN IMMEDIATE"_s,
         u"CREATE TABLE IF NOT EXISTS \"athanor~setting\" (key TEXT PRIMARY KEY, value) WITHOUT ROWID"_s,
         u"CREATE TABLE IF NOT EXISTS \"athanor~object\" (type TEXT, owner TEXT, name TEXT, value "
         u"BLOB, id INTEGER, "
         "created TEXT, changed TEXT, PRIMARY KEY (type, owner, name)) WITHOUT ROWID"_s,
         u"CREATE TABLE IF NOT EXISTS \"athanor~sequence\" (name TEXT PRIMARY KEY, next TEXT, "
         u"start TEXT, "
         "exhausted INTEGER, table_owner TEXT, table_name TEXT, column_name TEXT) WITHOUT ROWID"_s,
         invalidTable(),
         u"INSERT OR IGNORE INTO \"athanor~setting\" VALUES ('format', 1), ('version', 0)"_s,
         u"COMMIT"_s}) {
        if (const Result<> done = m_database.run(sql); !done)
            return done;
    }
    return {};
}

Result<bool> CatalogStore::isStale()
{
    // Changes only when another connection has committed.
    const auto data = m_database.value(u"PRAGMA data_version"_s);
    if (!data)
        return Failure(data.error());
    if (integerOf(*data) == m_dataVersion && m_version >= 0)
        return false;
    m_dataVersion = integerOf(*data);
    const auto version = setting(u"version"_s);
    if (!version)
        return Failure(version.error());
    return version->toLongLong() != m_version;
}

Result<> CatalogStore::load()
{
    const auto version = setting(u"version"_s);
    const auto objects = m_database.rows(
        u"SELECT type, owner, name, value, id, created, changed FROM \"athanor~object\""_s);
    const auto numbers = m_database.rows(
        u"SELECT name, next, start, exhausted, table_owner, table_name, column_name FROM \"athanor~sequence\""_s);
    const auto invalids =
        m_database.rows(u"SELECT type, owner, name, text FROM \"athanor~invalid\""_s);
    if (!version)
        return Failure(version.error());
    if (!objects)
        return Failure(objects.error());
    if (!numbers)
        return Failure(numbers.error());
    if (!invalids)
        return Failure(invalids.error());
    invalid.clear();
    for (const SandboxRow &row : *invalids)
        invalid[{textOf(row[0]), {textOf(row[1]), textOf(row[2])}}] = textOf(row[3]);
    m_everInvalid = m_everInvalid || !invalid.empty();
    catalog = {};
    facts.clear();
    sequences.clear();
    for (const SandboxRow &row : *objects) {
        QString type = textOf(row[0]);
        const QualifiedName name{textOf(row[1]), textOf(row[2])};
        const QByteArray bytes =
            std::get_if<QByteArray>(&row[3]) ? std::get<QByteArray>(row[3]) : QByteArray();
        if (type == u"GRANTS") {
            catalog.grants = decoded<std::vector<Grant>>(bytes);
            continue;
        }
        if (type == u"TABLE") {
            catalog.tables[name] = decoded<Table>(bytes);
        } else if (type == u"INDEX") {
            catalog.indexes[name] = decoded<Index>(bytes);
        } else if (type == u"SEQUENCE") {
            catalog.sequences[name] = decoded<Sequence>(bytes);
        } else if (type == u"VIEW") {
            catalog.views[name] = decoded<View>(bytes);
        } else if (type == u"MATERIALIZED VIEW") {
            catalog.materializedViews[name] = decoded<MaterializedView>(bytes);
        } else if (type == u"SYNONYM") {
            catalog.synonyms[name] = decoded<Synonym>(bytes);
        } else if (const auto kind = unitKind(type)) {
            catalog.units[{*kind, name}] = decoded<ProgramUnit>(bytes);
        } else {
            type = type.sliced(type.startsWith(opaquePrefix()) ? opaquePrefix().size() : 0);
            catalog.opaque[{type, name}] = decoded<OpaqueObject>(bytes);
        }
        facts[{type, name}] = {integerOf(row[4]),
                               QDateTime::fromString(textOf(row[5]), Qt::ISODate),
                               QDateTime::fromString(textOf(row[6]), Qt::ISODate)};
    }
    for (const SandboxRow &row : *numbers) {
        sequences[textOf(row[0])] = {textOf(row[1]),
                                     textOf(row[2]),
                                     integerOf(row[3]) != 0,
                                     {textOf(row[4]), textOf(row[5])},
                                     textOf(row[6])};
    }
    m_version = version->toLongLong();
    return {};
}

Result<> CatalogStore::save(const std::set<ObjectRef> &objects, const QDateTime &now)
{
    for (const ObjectRef &object : objects) {
        const QString type = isKnownType(object.type) ? object.type : opaquePrefix() + object.type;
        const auto bytes = bytesOf(catalog, object);
        if (!bytes) {
            facts.erase(object);
            if (const Result<> done = m_database.run(
                    u"DELETE FROM \"athanor~object\" WHERE type = ? AND owner = ? AND name = ?"_s,
                    {type, object.name.owner, object.name.name});
                !done)
                return done;
            continue;
        }
        ObjectFacts &fact = facts[object];
        if (fact.id == 0) {
            const auto id = nextNumber(u"object"_s, 70001);
            if (!id)
                return Failure(id.error());
            fact.id = *id;
            fact.created = now;
        }
        fact.changed = now;
        if (const Result<> done = m_database.run(
                u"INSERT OR REPLACE INTO \"athanor~object\" VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
                {type, object.name.owner, object.name.name, *bytes, fact.id, isoUtc(fact.created),
                 isoUtc(fact.changed)});
            !done)
            return done;
    }
    return {};
}

Result<> CatalogStore::saveGrants()
{
    return m_database.run(
        u"INSERT OR REPLACE INTO \"athanor~object\" VALUES ('GRANTS', '', '', ?, 0, '', '')"_s,
        {encoded(catalog.grants)});
}

Result<> CatalogStore::saveInvalid()
{
    m_everInvalid = m_everInvalid || !invalid.empty();
    if (!m_everInvalid)
        return {};
    if (const Result<> done = m_database.run(u"DELETE FROM \"athanor~invalid\""_s); !done)
        return done;
    for (const auto &[object, text] : invalid) {
        if (const Result<> done =
                m_database.run(u"INSERT INTO \"athanor~invalid\" VALUES (?, ?, ?, ?)"_s,
                               {object.type, object.name.owner, object.name.name, text});
            !done)
            return done;
    }
    return {};
}

Result<> CatalogStore::raiseVersion()
{
    if (const Result<> done = m_database.run(
            u"UPDATE \"athanor~setting\" SET value = value + 1 WHERE key = 'version'"_s);
        !done)
        return done;
    const auto version = setting(u"version"_s);
    if (!version)
        return Failure(version.error());
    m_version = version->toLongLong();
    return {};
}

Result<> CatalogStore::saveSequence(const QString &name, const SequenceState &state)
{
    sequences[name] = state;
    return m_database.run(
        u"INSERT OR REPLACE INTO \"athanor~sequence\" VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        {name, state.next, state.start, qint64{state.exhausted}, state.table.owner,
         state.table.name, state.column});
}

Result<> CatalogStore::removeSequence(const QString &name)
{
    sequences.erase(name);
    return m_database.run(u"DELETE FROM \"athanor~sequence\" WHERE name = ?"_s, {name});
}

Result<> CatalogStore::reloadSequence(const QString &name)
{
    const auto rows = m_database.rows(
        u"SELECT next, start, exhausted FROM \"athanor~sequence\" WHERE name = ?"_s, {name});
    if (!rows)
        return Failure(rows.error());
    if (!rows->empty()) {
        SequenceState &state = sequences[name];
        state.next = textOf(rows->front()[0]);
        state.start = textOf(rows->front()[1]);
        state.exhausted = integerOf(rows->front()[2]) != 0;
    }
    return {};
}

Result<qint64> CatalogStore::nextNumber(const QString &counter, qint64 first)
{
    const auto last = setting(u"last "_s + counter);
    if (!last)
        return Failure(last.error());
    const qint64 next = last->isEmpty() ? first : last->toLongLong() + 1;
    if (const Result<> done = setSetting(u"last "_s + counter, QString::number(next)); !done)
        return Failure(done.error());
    return next;
}

Result<QString> CatalogStore::setting(const QString &key)
{
    const auto value =
        m_database.value(u"SELECT value FROM \"athanor~setting\" WHERE key = ?"_s, {key});
    if (!value)
        return Failure(value.error());
    return textOf(*value);
}

Result<> CatalogStore::setSetting(const QString &key, const QString &value)
{
    return m_database.run(u"INSERT OR REPLACE INTO \"athanor~setting\" VALUES (?, ?)"_s,
                          {key, value});
}

QString CatalogStore::identitySequence(const QualifiedName &table, const QString &column) const
{
    for (const auto &[name, state] : sequences) {
        if (state.table == table && state.column == column)
            return name;
    }
    return {};
}

} // namespace Athanor
