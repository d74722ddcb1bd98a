// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/testusermarks.h"
#include "migrate/workspace.h"

namespace Athanor {

// A user of the database that was made for a test.
struct TestAccount
{
    QString name; // as stored
    QString password; // made up; shown once, stored nowhere
    QString created; // as ALL_USERS says
    QString sql; // what was run, with a placeholder for the password
};

// Creates a database account as [test-user.account] says: CREATE USER with a made-up name and
// password, default tablespace and quota, then its grants. It is remembered in ATHANOR_TEST_USER,
// before it is made by name and after by what makes it this very account. Whatever fails after
// CREATE USER takes it away again. Errors never hold the password; where the privilege is lacking
// (ORA-01031, kind Connection) `testAccountSql` is what somebody who has it runs.
[[nodiscard]] Result<TestAccount> createTestAccount(const Workspace &workspace, Session &session);

// The statements for one account, with a placeholder for the password that says so.
[[nodiscard]] Result<QString> testAccountSql(const Workspace &workspace);

// DROP USER … CASCADE of exactly the account the mark is of, and the mark. Another account of that
// name stays, and `kept` says why. Whether there was one to drop.
[[nodiscard]] Result<bool> removeTestAccount(Session &session, const TestUserMark &mark,
                                             QStringList &kept);

// Long enough for ora12c_strong_verify_function and its STIG twin: 20 characters, at least two of
// each class, a letter first, nothing that SQL*Plus or a connect string takes for its own.
[[nodiscard]] QString accountPassword(const QString &userName);

} // namespace Athanor
