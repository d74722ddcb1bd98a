// SPDX-License-Identifier: MIT
#include "migrate/testusermarks.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

const QString &accountTable()
{
    static const QString table = u"(database account)"_s;
    return table;
}

} // namespace

bool TestUserMark::isAccount() const
{
    return table == accountTable();
}

TestUserMark accountMark(const QString &name, const QString &createdAt)
{
    return {accountTable(), u"USERNAME"_s, name, createdAt};
}

Result<> ensureMarks(Session &session)
{
    const Result<bool> there = session.hasTable(u"ATHANOR_TEST_USER"_s);
    if (!there)
        return Failure(there.error());
    if (*there)
        return {};
    const Result<Execution> made = session.execute(u"CREATE TABLE athanor_test_user (\n"
                                                   "    table_name VARCHAR2(128 CHAR) NOT NULL,\n"
                                                   "    key_column VARCHAR2(128 CHAR) NOT NULL,\n"
                                                   "    key_value  VARCHAR2(4000) NOT NULL,\n"
                                                   "    created_at VARCHAR2(30 CHAR) NOT NULL\n"
                                                   ")"_s);
    if (!made)
        return Failure(made.error());
    return {};
}

Result<std::vector<TestUserMark>> readMarks(Session &session)
{
    std::vector<TestUserMark> marks;
    const Result<bool> there = session.hasTable(u"ATHANOR_TEST_USER"_s);
    if (!there)
        return Failure(there.error());
    if (!*there)
        return marks;
    const Result<Rows> rows = session.query(
        u"SELECT table_name, key_column, key_value, created_at FROM athanor_test_user"_s);
    if (!rows)
        return Failure(rows.error());
    for (const Row &row : rows->rows)
        marks.push_back(
            {row[0].toString(), row[1].toString(), row[2].toString(), row[3].toString()});
    return marks;
}

Result<> addMark(Session &session, const TestUserMark &mark)
{
    const Result<Execution> done = session.execute(
        u"INSERT INTO athanor_test_user (table_name, key_column, key_value, created_at) VALUES (?, ?, ?, ?)"_s,
        {mark.table, mark.keyColumn, mark.key, mark.createdAt});
    if (!done)
        return Failure(done.error());
    return {};
}

Result<> removeMark(Session &session, const TestUserMark &mark)
{
    const Result<Execution> done = session.execute(
        u"DELETE FROM athanor_test_user WHERE table_name = ? AND key_column = ? AND key_value = ?"_s,
        {mark.table, mark.keyColumn, mark.key});
    if (!done)
        return Failure(done.error());
    return {};
}

} // namespace Athanor
