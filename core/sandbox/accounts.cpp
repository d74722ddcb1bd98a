// SPDX-License-Identifier: MIT
#include "sandbox/accounts.h"

#include "sandbox/oraerror.h"
#include "schema/name.h"
#include "sql/lexer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// What every database made by DBCA has (Oracle Database Administrator's Guide, "About
// Administrative Accounts"; Database Security Guide, predefined roles).
bool isBuiltIn(const QString &name)
{
    static const QStringList names{
        u"SYS"_s,     u"SYSTEM"_s,   u"PUBLIC"_s, u"DBA"_s,
        u"CONNECT"_s, u"RESOURCE"_s, u"OUTLN"_s,  u"SELECT_CATALOG_ROLE"_s};
    return names.contains(name);
}

bool isTablespace(const QString &name)
{
    static const QStringList names{u"SYSTEM"_s, u"SYSAUX"_s, u"USERS"_s, u"TEMP"_s, u"UNDOTBS1"_s};
    return names.contains(name);
}

class WordReader
{
public:
    explicit WordReader(const QString &sql)
        : m_sql(sql)
        , m_tokens(tokenize(sql))
    { }
    [[nodiscard]] bool atEnd() const { return m_at >= m_tokens.size(); }
    [[nodiscard]] bool take(QStringView word)
    {
        if (atEnd() || !isKeyword(m_tokens[m_at], m_sql, word))
            return false;
        ++m_at;
        return true;
    }
    void skip() { ++m_at; }
    // A name, as stored; empty where none is.
    [[nodiscard]] QString takeName()
    {
        if (atEnd())
            return {};
        const Token &token = m_tokens[m_at];
        if (token.kind != TokenKind::Word && token.kind != TokenKind::QuotedName)
            return {};
        ++m_at;
        return storedName(token.text(m_sql));
    }

private:
    const QString &m_sql;
    std::vector<Token> m_tokens;
    size_t m_at = 0;
};

Result<> readUserClauses(WordReader &at, AccountStatement &statement)
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
                at.skip();
            statement.tablespaces += at.takeName();
            continue;
        }
        if (at.take(u"NO"))
            isIdentified = at.take(u"AUTHENTICATION") || isIdentified; // 18c
        else if (!isDefault && !isTemporary)
            at.skip(); // PROFILE p, ACCOUNT LOCK, PASSWORD EXPIRE, CONTAINER = CURRENT
    }
    if (!isIdentified)
        return oraFailure(1935); // missing user or role name; what Oracle says of the lone name
    return {};
}

} // namespace

Result<std::optional<AccountStatement>> readAccountStatement(const QString &sql)
{
    WordReader at(sql);
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
    if (at.take(u"IF")) { // 23ai; what it tolerates is the caller's to say
        (void)at.take(u"NOT");
        (void)at.take(u"EXISTS");
    }
    statement.name = at.takeName();
    if (statement.name.isEmpty())
        return oraFailure(1935);
    if (!statement.isRole && statement.action != AccountStatement::Drop) {
        if (const Result<> read = readUserClauses(at, statement); !read)
            return Failure(read.error());
    }
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
    const bool isTaken = name == owner || isBuiltIn(name)
        || std::any_of(known->begin(), known->end(),
                       [&name](const SandboxAccount &account) { return account.name == name; });
    for (const QString &tablespace : statement.tablespaces) {
        if (!isTablespace(tablespace))
            return oraFailure(959, {tablespace});
    }
    switch (statement.action) {
    case AccountStatement::Create: {
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
        if (!isThere && !isTaken)
            return oraFailure(statement.isRole ? 1919 : 1918, {name});
        return {};
    case AccountStatement::Drop:
        if (name == owner)
            return oraFailure(1940);
        if (!isThere)
            return oraFailure(statement.isRole ? 1919 : 1918, {name});
        return m_database.run(u"DELETE FROM \"athanor~account\" WHERE name = ?"_s, {name});
    }
    return {};
}

bool isKnownAccount(const QString &name, const std::vector<SandboxAccount> &accounts, bool isRole)
{
    return isBuiltIn(name)
        || std::any_of(accounts.begin(), accounts.end(), [&](const SandboxAccount &account) {
               return account.name == name && (!isRole || account.isRole);
           });
}

} // namespace Athanor
