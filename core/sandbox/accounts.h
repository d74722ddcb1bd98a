// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/sqlite.h"

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
    QString name; // as stored
    QStringList tablespaces; // that it names
};
// nullopt: another statement. A text that is none Oracle takes (no name, a user without a way to
// authenticate) is an error.
[[nodiscard]] Result<std::optional<AccountStatement>> readAccountStatement(const QString &sql);

// The users and roles of a sandbox, in its file. Inside the caller's transaction.
class Accounts
{
public:
    explicit Accounts(SqliteDatabase &database)
        : m_database(database)
    { }

    [[nodiscard]] Result<std::vector<SandboxAccount>> all();
    // With Oracle's errors: a name that is taken, a user that is not there, an unknown tablespace.
    [[nodiscard]] Result<> apply(const AccountStatement &statement, const QString &owner,
                                 const QDateTime &now);

private:
    SqliteDatabase &m_database;
};

// Whether Oracle would know the name: as a role, or as either.
[[nodiscard]] bool isKnownAccount(const QString &name, const std::vector<SandboxAccount> &accounts,
                                  bool isRole);

} // namespace Athanor
