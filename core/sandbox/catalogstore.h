// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/sqlite.h"
#include "schema/catalog.h"
#include "schema/oracleversion.h"

#include <QtCore/QDateTime>

#include <map>
#include <set>

namespace Athanor {

// What the dictionary says of an object beside its definition.
struct ObjectFacts
{
    qint64 id = 0; // OBJECT_ID
    QDateTime created;
    QDateTime changed; // LAST_DDL_TIME

    friend bool operator==(const ObjectFacts &, const ObjectFacts &) = default;
};

// A sequence that counts: one somebody created, or an identity column's own.
struct SequenceState
{
    QString next; // the next number, a decimal
    QString start; // the first one
    bool exhausted = false; // the last number was given and it does not cycle
    QualifiedName table; // of an identity column; else empty
    QString column;

    friend bool operator==(const SequenceState &, const SequenceState &) = default;
};

// The schema inside the sandbox file: one row per object, written in the same transaction as the
// rows, so that they never disagree. Several connections share the file; who changes the schema
// raises its number, who finds it raised reads again.
class CatalogStore
{
public:
    explicit CatalogStore(SqliteDatabase &database);

    [[nodiscard]] Result<> create(); // the tables of our own, where they are missing
    [[nodiscard]] Result<bool> isStale(); // whether another connection changed the schema
    [[nodiscard]] Result<> load();

    // The objects as they are in `catalog` now; what is not there any more is removed. Inside a
    // transaction.
    [[nodiscard]] Result<> save(const std::set<ObjectRef> &objects, const QDateTime &now);
    [[nodiscard]] Result<> saveGrants();
    [[nodiscard]] Result<> saveInvalid();
    [[nodiscard]] Result<> raiseVersion();

    [[nodiscard]] Result<> saveSequence(const QString &name, const SequenceState &state);
    [[nodiscard]] Result<> removeSequence(const QString &name);
    // From the file, inside the transaction that will change it.
    [[nodiscard]] Result<> reloadSequence(const QString &name);

    [[nodiscard]] Result<qint64> nextNumber(const QString &counter,
                                            qint64 first); // for generated names
    [[nodiscard]] Result<QString> setting(const QString &key);
    [[nodiscard]] Result<> setSetting(const QString &key, const QString &value);

    Catalog catalog;
    std::map<ObjectRef, ObjectFacts> facts;
    std::map<QString, SequenceState> sequences; // by name
    // What does not compile, or may not any more, with what its last compilation said: nothing
    // where it has not been compiled since.
    std::map<ObjectRef, QString> invalid;

    [[nodiscard]] qint64 version() const { return m_version; } // changes with the schema
    [[nodiscard]] QString identitySequence(const QualifiedName &table, const QString &column) const;

private:
    SqliteDatabase &m_database;
    qint64 m_version = -1;
    qint64 m_dataVersion = -1;
    bool m_everInvalid = false; // else there is nothing to write
};

} // namespace Athanor
