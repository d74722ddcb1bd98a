// SPDX-License-Identifier: MIT
#pragma once

#include "database/connectionurl.h"
#include "schema/name.h"
#include "schema/oracleversion.h"

#include <QtCore/QStringList>
#include <QtCore/QVariant>

#include <functional>
#include <memory>
#include <vector>

namespace Athanor {

// What PL/SQL says after "success with compilation error" (USER_ERRORS).
struct CompileError
{
    QString object;
    QString type;
    int line = 0; // in the statement as it was sent, from 1; 0: unknown
    int column = 0;
    QString message;
    friend bool operator==(const CompileError &, const CompileError &) = default;
};

struct Execution
{
    qlonglong rowsAffected = -1; // -1: not a DML
    std::vector<CompileError> compileErrors;
};

// Values are text, whole numbers or null: numbers come as text where they have more digits than a
// qlonglong (the driver is asked for high precision), so take them with toString() or toInt().
// Columns that Qt's driver delivers wrong (dates and timestamps, BINARY_DOUBLE, JSON …) are refused
// as Unsupported: select TO_CHAR(…) of them. '' and NULL are one, as in Oracle.
using Row = std::vector<QVariant>;
struct Rows
{
    QStringList columns; // upper case as the database gives them
    std::vector<Row> rows;
};

// The PL/SQL unit that a statement compiles (CREATE … TRIGGER t, ALTER PACKAGE p COMPILE BODY); an
// empty name for none. What USER_ERRORS is asked for after it.
struct CompiledUnit
{
    QualifiedName name;
    QStringList types; // as USER_ERRORS.TYPE: "PACKAGE BODY"; ALTER PACKAGE … COMPILE compiles two
    friend bool operator==(const CompiledUnit &, const CompiledUnit &) = default;
};
[[nodiscard]] CompiledUnit compiledUnit(QStringView sql);
// From USER_ERRORS' way of counting, within the unit, to lines and columns of the statement.
void placeInStatement(std::vector<CompileError> &errors, QStringView sql);

// One open connection to a target, through QSqlDatabase. Belongs to the thread that opened it and
// asserts so. Errors carry the ORA code; statement texts are sent so that the driver finds no
// placeholders of its own in them. A session that is destroyed inside a transaction rolls it back
// (a plain Oracle logoff would commit it).
class Session
{
public:
    // Asked for only where a password is needed, again for every session opened; a source that
    // prompts should remember.
    using PasswordSource = std::function<QString(const ConnectionUrl &)>;
    [[nodiscard]] static Result<std::unique_ptr<Session>> open(const ConnectionUrl &url,
                                                               const PasswordSource &password = {});
    ~Session();
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    // Runs one statement as it stands. DDL commits by itself, as in Oracle; anything else commits
    // by itself outside begin() … commit(). Compile errors are in the result, not an Error: the
    // unit exists, invalid.
    [[nodiscard]] Result<Execution> execute(const QString &sql);
    // With positional binds (?). Refuses (Usage) another number of them than the text has marks.
    [[nodiscard]] Result<Execution> execute(const QString &sql, const std::vector<QVariant> &binds);
    // `cancelled` is asked every hundred rows; true ends it with ErrorKind::Cancelled.
    [[nodiscard]] Result<Rows> query(const QString &sql, const std::vector<QVariant> &binds = {},
                                     const std::function<bool()> &cancelled = {});
    // The last statement of the open transaction and its commit, on Oracle in one round trip. Where
    // it is refused, the transaction stands as it was before it. Outside a transaction the same as
    // execute().
    [[nodiscard]] Result<Execution> executeAndCommit(const QString &sql,
                                                     const std::vector<QVariant> &binds);
    // Of INSERT … RETURNING COLUMN INTO ?: what comes back, as text of at most 4000 characters. The
    // last mark is for it, the others for `binds`. Refused (Usage) outside a transaction: it
    // commits nothing by itself.
    [[nodiscard]] Result<QString> executeReturning(const QString &sql,
                                                   const std::vector<QVariant> &binds);
    [[nodiscard]] Result<> begin(); // sends nothing: the first statement begins it
    [[nodiscard]] Result<> commit();
    [[nodiscard]] Result<> rollback();
    [[nodiscard]] bool inTransaction() const;

    // What USER_ERRORS, or ALL_ERRORS of another schema, holds about the unit, with places as they
    // stand there: in the unit. An empty owner is the schema worked in.
    [[nodiscard]] Result<std::vector<CompileError>> compileErrors(const CompiledUnit &unit);

    // Whether the schema worked in has a table of that stored name.
    [[nodiscard]] Result<bool> hasTable(const QString &stored);
    // The same of a table that is there to stay: the whole family is asked for in one statement,
    // and not again for one that was found, until a statement misses a table (ORA-00942).
    [[nodiscard]] Result<bool> hasTableOf(const QStringList &family, const QString &stored);

    [[nodiscard]] bool isSandbox() const;
    [[nodiscard]] const ConnectionUrl &url() const;
    [[nodiscard]] QString user() const; // as stored; the schema worked in
    [[nodiscard]] QString
    loginUser() const; // who logged on: the same, unless CURRENT_SCHEMA is set
    [[nodiscard]] QString
    description() const; // for people: "hr@dbhost:1521/XEPDB1", "sandbox shop.sandbox"
    [[nodiscard]] Result<OracleVersion> serverVersion();
    // How another session finds this one in GV$SESSION; empty in a sandbox.
    struct ServerPlace
    {
        QString instance;
        QString sid;
        QString audsid; // no two sessions have the same, however often a SID is given again
    };
    [[nodiscard]] const ServerPlace &serverPlace() const;
    [[nodiscard]] const PasswordSource &passwordSource() const;

    // A second session to the same place, for the lock: without the settings that dates, numbers
    // and DDL need. A sandbox in memory has none (Unsupported): nobody else reaches it.
    [[nodiscard]] Result<std::unique_ptr<Session>> openAnother();
    // The QSqlDatabase connection's name, for who must reach the driver itself (core/migrate and
    // the sandbox).
    [[nodiscard]] QString connectionName() const;

private:
    struct Private;
    explicit Session(std::unique_ptr<Private> priv);
    std::unique_ptr<Private> d;
};

} // namespace Athanor
