// SPDX-License-Identifier: MIT
#pragma once

#include "database/session.h"

#include <QtCore/QThread>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>

#include <optional>
#include <set>

namespace Athanor {

// What a session is made of. Private to session.cpp (statements) and sessionopen.cpp (the way
// there).
struct Session::Private
{
    ConnectionUrl url;
    PasswordSource password;
    QSqlDatabase database;
    QString connectionName;
    QString user;
    QString loginUser;
    ServerPlace place;
    QThread *thread = QThread::currentThread();
    bool inTransaction = false;
    std::optional<OracleVersion> version;
    std::set<QString> found; // by hasTableOf()
    // Oracle's driver decides once, when a query is made, whether what it sends is committed with
    // it (OCI_COMMIT_ON_SUCCESS; qoci.md 2.1, fault 5). So this one is made before the driver is
    // told of a transaction, and every other one after: the session chooses for each statement,
    // without OCITransStart, which would be a round trip (Call Interface Guide, table C-1). Null on
    // the sandbox, whose driver decides when the statement runs. Never clear()ed: that makes
    // another.
    std::unique_ptr<QSqlQuery> committing;

    void checkThread() const { Q_ASSERT(thread == QThread::currentThread()); }
    [[nodiscard]] bool isSandbox() const { return url.kind == ConnectionUrl::Kind::Sandbox; }
    [[nodiscard]] Result<> connect();
    [[nodiscard]] Result<> send(QSqlQuery &query, const QString &sql,
                                const std::vector<QVariant> &binds) const;
    // By a query of its own, which commits nothing of Oracle's.
    [[nodiscard]] Result<QSqlQuery> run(const QString &sql, const std::vector<QVariant> &binds);
    // By the one that commits, where this is asked for and the driver has it.
    [[nodiscard]] Result<QString> executeReturning(const QString &sql,
                                                   const std::vector<QVariant> &binds);
    [[nodiscard]] Result<Execution> execute(const QString &sql, const std::vector<QVariant> &binds,
                                            bool commits);
    // As a statement on Oracle: the driver's own call would end its transaction mode, too.
    [[nodiscard]] Result<> endTransaction(const QString &statement, bool (QSqlDatabase::*end)());
    [[nodiscard]] Result<Rows> query(const QString &sql, const std::vector<QVariant> &binds = {},
                                     const std::function<bool()> &cancelled = {});
    [[nodiscard]] Result<Rows> fetch(QSqlQuery &query,
                                     const std::function<bool()> &cancelled) const;
    [[nodiscard]] Error refused(const QSqlError &error, const QString &sql) const;
    [[nodiscard]] Result<std::vector<CompileError>> compileErrors(const CompiledUnit &unit);
    // Table or view does not exist: one that was there may be gone.
    void forgetTables(const Error &error)
    {
        if (error.oraCode == 942)
            found.clear();
    }
    [[nodiscard]] Result<QStringList> tablesAmong(const QStringList &stored);
    [[nodiscard]] Result<> setUp();
    [[nodiscard]] Result<> beginWork();
    void nameProgram();
};

} // namespace Athanor
