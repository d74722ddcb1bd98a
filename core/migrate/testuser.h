// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/workspace.h"

namespace Athanor {

struct TestUser
{
    QString table; // as stored
    QString id; // the key as text
    std::vector<std::pair<QString, QString>>
        row; // column, value as read back; a password hash is not shown
    QString insertSql; // what was run
    QString password; // made up; shown once, stored nowhere. Empty where no column holds one
};

// Inserts a registered user, with made-up values for every NOT NULL column from its type and
// checks, the project's [test-user] values over them; the key comes through its sequence, identity
// or trigger and back by RETURNING, and the row is read back by it. What it
// made is remembered by key in a table of its own, ATHANOR_TEST_USER (table_name, key_column,
// key_value, created_at), in the same transaction: the user's table gets no mark, and another
// process can remove what this one made. Refuses (Semantic, Usage) with what to write into
// [test-user].
[[nodiscard]] Result<TestUser> createTestUser(const Workspace &workspace, Session &session,
                                              const Clock &clock);
// The INSERT that createTestUser would run, with another made-up value each time and no password.
[[nodiscard]] Result<QString> testUserSql(const Workspace &workspace, Session &session);

struct RemovedTestUsers
{
    int rows = 0;
    int accounts = 0;
    QStringList kept; // what was left alone, and why

    [[nodiscard]] int count() const { return rows + accounts; }
};
// Removes the test users Athanor made, rows and database accounts, and nothing else. What is gone
// already does not count.
[[nodiscard]] Result<RemovedTestUsers> removeTestUsers(const Workspace &workspace,
                                                       Session &session);

} // namespace Athanor
