// SPDX-License-Identifier: MIT
#pragma once

#include "database/session.h"

namespace Athanor {

// What Athanor made and may therefore take away again: a row of ATHANOR_TEST_USER, so that the
// user's own table gets no mark and another process can remove what this one made.
struct TestUserMark
{
    QString table; // as stored; a word no table can have for a database account
    QString keyColumn;
    QString key;
    QString createdAt; // of an account what ALL_USERS says: only that very account is ours

    [[nodiscard]] bool isAccount() const;
    friend bool operator==(const TestUserMark &, const TestUserMark &) = default;
};

[[nodiscard]] TestUserMark accountMark(const QString &name, const QString &createdAt);

[[nodiscard]] Result<> ensureMarks(Session &session);
[[nodiscard]] Result<std::vector<TestUserMark>> readMarks(Session &session); // no table: none
// Both join the transaction that is open.
[[nodiscard]] Result<> addMark(Session &session, const TestUserMark &mark);
[[nodiscard]] Result<> removeMark(Session &session, const TestUserMark &mark);

} // namespace Athanor
