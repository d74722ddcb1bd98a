// SPDX-License-Identifier: MIT
#include "sandbox/accounts.h"

#include "sandbox/clausetext.h"
#include "sandbox/oraerror.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// What every database made by DBCA has (Oracle Database Administrator's Guide, "About
// Administrative Accounts"; Database Security Guide, "Predefined Roles in an Oracle Database
// Installation").
bool isOraclesUser(const QString &name)
{
    static const QStringList names{u"SYS"_s, u"SYSTEM"_s, u"PUBLIC"_s, u"OUTLN"_s};
    return names.contains(name);
}

bool isOraclesRole(const QString &name, const OracleVersion &version)
{
    static const QStringList names{u"ADM_PARALLEL_EXECUTE_TASK"_s,
                                   u"AQ_ADMINISTRATOR_ROLE"_s,
                                   u"AQ_USER_ROLE"_s,
                                   u"CONNECT"_s,
                                   u"CTXAPP"_s,
                                   u"DATAPUMP_EXP_FULL_DATABASE"_s,
                                   u"DATAPUMP_IMP_FULL_DATABASE"_s,
                                   u"DBA"_s,
                                   u"EXECUTE_CATALOG_ROLE"_s,
                                   u"EXP_FULL_DATABASE"_s,
                                   u"GATHER_SYSTEM_STATISTICS"_s,
                                   u"HS_ADMIN_ROLE"_s,
                                   u"IMP_FULL_DATABASE"_s,
                                   u"LOGSTDBY_ADMINISTRATOR"_s,
                                   u"OEM_ADVISOR"_s,
                                   u"OEM_MONITOR"_s,
                                   u"RECOVERY_CATALOG_OWNER"_s,
                                   u"RESOURCE"_s,
                                   u"SCHEDULER_ADMIN"_s,
                                   u"SELECT_CATALOG_ROLE"_s,
                                   u"XDBADMIN"_s};
    return names.contains(name) || (version.major >= 23 && name == u"DB_DEVELOPER_ROLE");
}

bool isTablespace(const QString &name)
{
    static const QStringList names{u"SYSTEM"_s, u"SYSAUX"_s, u"USERS"_s, u"TEMP"_s, u"UNDOTBS1"_s};
    return names.contains(name);
}

Result<> readUserClauses(ClauseText &at, AccountStatement &statement)
{
    bool isIdentified = statement.action == AccountStatement::Alter;
    while (!at.atEnd()) {
        if (at.take(u"IDENTIFIED")) {
            isIdentified = true;
            if (at.take(u"BY") && at.takeName().isEmpty())
                return oraFailure(988);
            continue;
        }
        const bool isDefault = at.take(u"DEFAULT");
        const bool isTemporary = !isDefault && (at.take(u"TEMPORARY") || at.take(u"TEMP"));
        if ((isDefault || isTemporary) && at.take(u"TABLESPACE")) {
            statement.tablespaces += at.takeName();
            continue;
        }
        if (at.take(u"QUOTA")) {
            while (!at.atEnd() && !at.take(u"ON"))
                (void)at.takeWord();
            statement.tablespaces += at.takeName();
            continue;
        }
        if (at.take(u"NO"))
            isIdentified = at.take(u"AUTHENTICATION") || isIdentified; // 18c
        else if (!isDefault && !isTemporary)
            (void)at.takeWord(); // PROFILE p, ACCOUNT LOCK, PASSWORD EXPIRE, CONTAINER = CURRENT
    }
    if (!isIdentified)
        return oraFailure(1935); // missing user or role name; what Oracle says of the lone name
    return {};
}

// CREATE ROLE r [NOT IDENTIFIED | IDENTIFIED …] [CONTAINER = …]
Result<> readRoleClauses(ClauseText &at)
{
    while (!at.atEnd()) {
        const bool isNot = at.take(u"NOT");
        if (at.take(u"IDENTIFIED")) {
            if (!isNot && at.take(u"BY") && at.takeName().isEmpty())
                return oraFailure(988);
            while (!isNot && !at.atEnd()) // USING package, EXTERNALLY, GLOBALLY AS 'name'
                (void)at.takeWord();
        } else if (isNot || !at.take(u"CONTAINER")) {
            return oraFailure(922);
        } else {
            (void)at.takeWord();
            (void)at.takeWord();
        }
    }
    return {};
}

} // namespace

bool isAdministrativePrivilege(const QString &name)
{
    static const QStringList names{u"SYSDBA"_s, u"SYSOPER"_s, u"SYSBACKUP"_s,
                                   u"SYSDG"_s,  u"SYSKM"_s,   u"SYSRAC"_s};
    return names.contains(name);
}

Result<std::optional<AccountStatement>> readAccountStatement(const QString &sql,
                                                             const OracleVersion &version)
{
    ClauseText at(sql);
    AccountStatement statement;
    if (at.take(u"CREATE"))
        statement.action = AccountStatement::Create;
    else if (at.take(u"ALTER"))
        statement.action = AccountStatement::Alter;
    else if (at.take(u"DROP"))
        statement.action = AccountStatement::Drop;
    else
        return std::optional<AccountStatement>();
    statement.isRole = at.take(u"ROLE");
    if (!statement.isRole && !at.take(u"USER"))
        return std::optional<AccountStatement>();
    if (at.take(u"IF")) {
        const bool isCreate = statement.action == AccountStatement::Create;
        if (!version.hasIfExists()) // a user called IF, and a text that goes on
            return oraFailure(statement.action == AccountStatement::Drop ? 933 : 922);
        if ((isCreate && !at.take(u"NOT")) || !at.take(u"EXISTS"))
            return oraFailure(922);
        statement.ifExists = true;
    }
    statement.name = at.takeName();
    if (statement.name.isEmpty())
        return oraFailure(1935);
    Result<> read;
    if (statement.action == AccountStatement::Drop) {
        if (!statement.isRole)
            (void)at.take(u"CASCADE");
        if (!at.atEnd())
            read = oraFailure(933);
    } else {
        read = statement.isRole ? readRoleClauses(at) : readUserClauses(at, statement);
    }
    if (!read)
        return Failure(read.error());
    return std::optional(statement);
}

Result<std::vector<SandboxAccount>> Accounts::all()
{
    const auto known =
        m_database.value(u"SELECT count(*) FROM sqlite_master WHERE name = 'athanor~account'"_s);
    if (!known)
        return Failure(known.error());
    std::vector<SandboxAccount> accounts;
    if (integerOf(*known) == 0)
        return accounts;
    const auto rows =
        m_database.rows(u"SELECT name, role, id, created FROM \"athanor~account\" ORDER BY id"_s);
    if (!rows)
        return Failure(rows.error());
    for (const SandboxRow &row : *rows) {
        accounts.push_back({std::get<QString>(row[0]), integerOf(row[1]) != 0, integerOf(row[2]),
                            QDateTime::fromString(std::get<QString>(row[3]), Qt::ISODate)});
    }
    return accounts;
}

Result<> Accounts::apply(const AccountStatement &statement, const QString &owner,
                         const QDateTime &now)
{
    if (const Result<> made = m_database.run(
            u"CREATE TABLE IF NOT EXISTS \"athanor~account\" (name TEXT PRIMARY KEY, role INTEGER, "
            "id INTEGER, created TEXT) WITHOUT ROWID"_s);
        !made)
        return made;
    const Result<std::vector<SandboxAccount>> known = all();
    if (!known)
        return Failure(known.error());
    const QString &name = statement.name;
    const bool isThere =
        std::any_of(known->begin(), known->end(), [&](const SandboxAccount &account) {
            return account.name == name && account.isRole == statement.isRole;
        });
    const bool isTakenByUser = name == owner || isUser(name, *known);
    const bool isTakenByRole = isRole(name, *known);
    const bool isTaken = isTakenByUser || isTakenByRole;
    for (const QString &tablespace : statement.tablespaces) {
        if (!isTablespace(tablespace))
            return oraFailure(959, {tablespace});
    }
    switch (statement.action) {
    case AccountStatement::Create: {
        if (statement.ifExists && (statement.isRole ? isTakenByRole : isTakenByUser))
            return {};
        if (isTaken)
            return oraFailure(statement.isRole ? 1921 : 1920, {name});
        if (name.startsWith("C##"_L1)) // the sandbox is a pluggable database
            return oraFailure(65094);
        qint64 id = 100; // the sandbox's own user
        for (const SandboxAccount &account : *known)
            id = std::max(id, account.id);
        return m_database.run(
            u"INSERT INTO \"athanor~account\" VALUES (?, ?, ?, ?)"_s,
            {name, qint64(statement.isRole), id + 1, now.toUTC().toString(Qt::ISODate)});
    }
    case AccountStatement::Alter:
        if (!(statement.isRole ? isTakenByRole : isTakenByUser) && !statement.ifExists)
            return oraFailure(statement.isRole ? 1919 : 1918, {name});
        return {};
    case AccountStatement::Drop:
        if (name == owner)
            return oraFailure(1940);
        if (!isThere && statement.ifExists)
            return {};
        if (!isThere)
            return oraFailure(statement.isRole ? 1919 : 1918, {name});
        return m_database.run(u"DELETE FROM \"athanor~account\" WHERE name = ?"_s, {name});
    }
    return {};
}

bool Accounts::isUser(const QString &name, const std::vector<SandboxAccount> &accounts) const
{
    return isOraclesUser(name)
        || std::any_of(accounts.begin(), accounts.end(), [&](const SandboxAccount &account) {
               return account.name == name && !account.isRole;
           });
}

bool Accounts::isRole(const QString &name, const std::vector<SandboxAccount> &accounts) const
{
    return isOraclesRole(name, m_version)
        || std::any_of(accounts.begin(), accounts.end(), [&](const SandboxAccount &account) {
               return account.name == name && account.isRole;
           });
}

} // namespace Athanor
