// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "schema/oracleversion.h"

#include <QtCore/QStringList>
#include <QtCore/QVariant>

#include <functional>
#include <memory>
#include <vector>

namespace Athanor {

// Where to connect, read from a target's URL. Holds no password.
struct ConnectionUrl
{
    enum class Kind { Sandbox, Oracle } kind = Kind::Sandbox;
    QString user; // of oracle://; empty with a wallet
    QString host; // empty: `service` is a TNS alias, a descriptor or (with wallet) @alias
    int port = 1521;
    QString service;
    QString path; // of sandbox:, absolute; ":memory:" for none
};
[[nodiscard]] Result<ConnectionUrl> parseConnectionUrl(const QString &url, const QString &baseDirectory);

// What PL/SQL says after "success with compilation error" (USER_ERRORS).
struct CompileError
{
    QString object;
    QString type;
    int line = 0; // in the unit's source
    int column = 0;
    QString message;
    friend bool operator==(const CompileError &, const CompileError &) = default;
};

struct Execution
{
    qlonglong rowsAffected = -1; // -1: not a DML
    std::vector<CompileError> compileErrors;
};

using Row = std::vector<QVariant>;
struct Rows
{
    QStringList columns; // upper case as the database gives them
    std::vector<Row> rows;
};

// One open connection to a target, through QSqlDatabase. Belongs to the thread that opened it and asserts so. Errors carry
// the ORA code; statement texts are sent so that the driver finds no placeholders of its own in them.
class Session
{
public:
    // `password` is asked for only where one is needed and is dropped after use.
    using PasswordSource = std::function<QString(const ConnectionUrl &)>;
    [[nodiscard]] static Result<std::unique_ptr<Session>> open(const ConnectionUrl &url,
                                                               const PasswordSource &password = {});
    ~Session();
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    // Runs one statement as it stands. DDL commits by itself, as in Oracle.
    [[nodiscard]] Result<Execution> execute(const QString &sql);
    // With positional binds (?).
    [[nodiscard]] Result<Execution> execute(const QString &sql, const std::vector<QVariant> &binds);
    [[nodiscard]] Result<Rows> query(const QString &sql, const std::vector<QVariant> &binds = {});
    [[nodiscard]] Result<> begin();
    [[nodiscard]] Result<> commit();
    [[nodiscard]] Result<> rollback();

    [[nodiscard]] bool isSandbox() const;
    [[nodiscard]] QString user() const; // upper case; the schema worked in
    [[nodiscard]] QString description() const; // for people: "hr@dbhost:1521/XEPDB1", "sandbox shop.sandbox"
    [[nodiscard]] Result<OracleVersion> serverVersion();
    // A second session to the same place, for the lock.
    [[nodiscard]] Result<std::unique_ptr<Session>> openAnother();

private:
    struct Private;
    explicit Session(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace Athanor
