// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/sqlite.h"
#include "schema/oracleversion.h"

#include <QtCore/QDateTime>

#include <optional>

namespace Athanor {

// A user or a role of the database beside the sandbox's own. Nobody can connect as one: no password
// is kept, no schema is behind it.
struct SandboxAccount
{
    QString name;
    bool isRole = false;
    qint64 id = 0;
    QDateTime created;
};

// CREATE, ALTER or DROP of a user or role, as far as its effect on who is there goes.
struct AccountStatement
{
    enum Action { Create, Alter, Drop } action = Create;
    bool isRole = false;
    bool ifExists = false; // or IF NOT EXISTS, of CREATE
    QString name; // as stored
    QStringList tablespaces; // that it names
};
// nullopt: another statement. A text that is none Oracle takes (no name, a user without a way to
// authenticate) is an error.
[[nodiscard]] Result<std::optional<AccountStatement>>
readAccountStatement(const QString &sql, const OracleVersion &version);

// The users and roles of a sandbox, in its file. Inside the caller's transaction.
class Accounts
{
public:
    Accounts(SqliteDatabase &database, const OracleVersion &version)
        : m_database(database)
        , m_version(version)
    { }

    [[nodiscard]] Result<std::vector<SandboxAccount>> all();
    // With Oracle's errors: a name that is taken, a user that is not there, an unknown tablespace.
    [[nodiscard]] Result<> apply(const AccountStatement &statement, const QString &owner,
                                 const QDateTime &now);

    // Whether there is one of the name, among these or Oracle's own.
    [[nodiscard]] bool isUser(const QString &name,
                              const std::vector<SandboxAccount> &accounts) const;
    [[nodiscard]] bool isRole(const QString &name,
                              const std::vector<SandboxAccount> &accounts) const;

private:
    SqliteDatabase &m_database;
    OracleVersion m_version;
};

// SYSDBA …: granted like roles, but none.
[[nodiscard]] bool isAdministrativePrivilege(const QString &name);

} // namespace Athanor
