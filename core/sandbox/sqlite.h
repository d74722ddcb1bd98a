// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <memory>
#include <variant>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

// A thin layer over the sqlite3 C API: handles that close themselves, errors as values.
namespace Athanor {

// A value as SQLite keeps it. What it means (a number, a date …) its column's type says.
using SandboxValue = std::variant<std::monostate, qint64, double, QString, QByteArray>;
using SandboxRow = std::vector<SandboxValue>;

[[nodiscard]] inline bool isNull(const SandboxValue &value)
{
    return std::holds_alternative<std::monostate>(value);
}
// The value as text; numbers in their shortest form; null is empty.
[[nodiscard]] QString textOf(const SandboxValue &value);
[[nodiscard]] qint64 integerOf(const SandboxValue &value);

// One SQLite connection. Errors raised by our own SQL functions carry their ORA code ("ORA-01722:
// invalid number").
class SqliteDatabase
{
public:
    SqliteDatabase() = default;
    ~SqliteDatabase();
    SqliteDatabase(const SqliteDatabase &) = delete;
    SqliteDatabase &operator=(const SqliteDatabase &) = delete;

    // A file, ":memory:", or a file: URI. ErrorKind::Connection when it cannot be opened or is no
    // database.
    [[nodiscard]] Result<> open(const QString &name);
    void close();
    [[nodiscard]] bool isOpen() const { return m_handle != nullptr; }
    [[nodiscard]] sqlite3 *handle() const { return m_handle; }

    [[nodiscard]] Result<> run(const QString &sql);
    [[nodiscard]] Result<> run(const QString &sql, const SandboxRow &binds);
    [[nodiscard]] Result<std::vector<SandboxRow>> rows(const QString &sql,
                                                       const SandboxRow &binds = {});
    // The first column of the first row; null where there is none.
    [[nodiscard]] Result<SandboxValue> value(const QString &sql, const SandboxRow &binds = {});

    [[nodiscard]] qint64 changes() const; // rows changed by the last statement
    [[nodiscard]] bool inTransaction() const;
    void interrupt();

    // The last error as an Error: an ORA code of ours, ORA-00054 where another connection holds the
    // file.
    [[nodiscard]] Error lastError() const;

private:
    sqlite3 *m_handle = nullptr;
};

// A prepared statement, finalized with the object.
class SqliteStatement
{
public:
    SqliteStatement() = default;
    [[nodiscard]] static Result<SqliteStatement> prepare(SqliteDatabase &database,
                                                         const QString &sql);

    void bind(int index, const SandboxValue &value); // from 1
    void bindAll(const SandboxRow &values);
    [[nodiscard]] Result<bool> step(); // true: a row is there
    void reset();
    [[nodiscard]] int columnCount() const;
    [[nodiscard]] SandboxValue column(int index) const; // from 0
    [[nodiscard]] SandboxRow row() const;
    [[nodiscard]] bool isValid() const { return m_statement != nullptr; }

private:
    struct Finalizer
    {
        void operator()(sqlite3_stmt *statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
    SqliteDatabase *m_database = nullptr;
};

// "Name" as SQLite must see it: quotes doubled inside.
[[nodiscard]] QString sqliteQuoted(const QString &name);
// 'text' as SQLite must see it.
[[nodiscard]] QString sqliteLiteral(const QString &text);

} // namespace Athanor
