// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/workspace.h"

namespace Athanor {

struct TestUser
{
    QString table; // as stored
    QString id; // the key as text
    std::vector<std::pair<QString, QString>> row; // column, value as read back; a password hash is not shown
    QString insertSql; // what was run
};

// Inserts a registered user through the sequence, with made-up values for every NOT NULL column from its type and checks, the
// project's [test-user] values over them, and reads it back.
[[nodiscard]] Result<TestUser> createTestUser(const Workspace &workspace, Session &session, const Clock &clock);
// Removes the test users Athanor made (and no other row). The number removed.
[[nodiscard]] Result<int> removeTestUsers(const Workspace &workspace, Session &session);

} // namespace Athanor
