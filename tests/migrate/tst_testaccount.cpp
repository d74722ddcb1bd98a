// SPDX-License-Identifier: MIT
#include "shop.h"

#include "base/atomicfile.h"
#include "migrate/testaccount.h"
#include "migrate/testuser.h"

#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtTest/QTest>

#include <algorithm>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

int accountCount(const Shop &shop)
{
    return shop.value(u"SELECT COUNT(*) FROM all_users WHERE username LIKE 'ATHANOR%'"_s).toInt();
}

} // namespace

// Test users that are users of the database.
class TestTestAccount : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passwordsMeetTheRules();
    void makesAndRemoves();
    void isWrittenNowhere();
    void asTheProjectSays();
    void refused_data();
    void refused();
    void dropsOnlyItsOwn();
    void whatWasInterruptedIsKept();
    void printedSqlHasAPlaceholder();
    void rowsAndAccountsAreRemovedTogether();
};

// What utlpwdmg.sql's functions ask, and what a connect string can carry.
void TestTestAccount::passwordsMeetTheRules()
{
    QStringList all;
    for (int i = 0; i < 500; ++i) {
        const QString password = accountPassword(u"ATHANOR_1"_s);
        const auto count = [&password](auto is) {
            return std::count_if(password.begin(), password.end(), is);
        };
        QCOMPARE(password.size(), 20);
        QVERIFY(count([](QChar c) { return c.isLower(); }) >= 2);
        QVERIFY(count([](QChar c) { return c.isUpper(); }) >= 2);
        QVERIFY(count([](QChar c) { return c.isDigit(); }) >= 2);
        QVERIFY(count([](QChar c) { return !c.isLetterOrNumber(); }) >= 2);
        QVERIFY2(count([](QChar c) { return u"\"'@/&: \\"_s.contains(c); }) == 0,
                 qPrintable(password));
        QVERIFY(password.front().isLetter());
        QVERIFY(!all.contains(password));
        all += password;
    }
}

void TestTestAccount::makesAndRemoves()
{
    const Shop shop;
    const auto session = shop.connect();
    const TestAccount account = must(createTestAccount(shop.workspace(), *session));
    QVERIFY(account.name.startsWith("ATHANOR_"_L1));
    QVERIFY(!account.password.isEmpty() && !account.created.isEmpty());
    QCOMPARE(accountCount(shop), 1);
    QVERIFY(account.sql.contains(u"CREATE USER "_s + account.name));
    QVERIFY(account.sql.contains(u"GRANT CREATE SESSION TO "_s + account.name));
    const TestAccount second = must(createTestAccount(shop.workspace(), *session));
    QVERIFY(second.name != account.name);
    const auto another = shop.connect();
    const RemovedTestUsers removed = must(removeTestUsers(shop.workspace(), *another));
    QCOMPARE(removed.accounts, 2);
    QCOMPARE(removed.rows, 0);
    QCOMPARE(removed.kept, QStringList());
    QCOMPARE(accountCount(shop), 0);
    QCOMPARE(must(removeTestUsers(shop.workspace(), *session)).count(), 0);
}

// Neither the sandbox's file, nor the project, nor what is shown holds the password.
void TestTestAccount::isWrittenNowhere()
{
    const Shop shop;
    const QString password = [&shop] {
        const auto session = shop.connect();
        const TestAccount account = must(createTestAccount(shop.workspace(), *session));
        if (account.sql.contains(account.password))
            qFatal("the statements shown hold the password");
        return account.password;
    }();
    int files = 0;
    QDirIterator each(shop.directory(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        QFile file(each.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY2(!bytes.contains(password.toUtf8()), qPrintable(file.fileName()));
        ++files;
    }
    QVERIFY(files >= 2); // athanor.toml and the sandbox at least
}

void TestTestAccount::asTheProjectSays()
{
    const Shop shop;
    shop.appendToProject(u"[test-user]\nkind = \"account\"\n[test-user.account]\nprefix = \"qa_\"\n"
                         "default_tablespace = \"users\"\nquota = \"50M\"\n"
                         "grants = [\"CREATE SESSION\", \"CREATE TABLE\", \"shop_reader\"]\n"_s);
    shop.execute(u"CREATE ROLE shop_reader"_s);
    QCOMPARE(shop.workspace().project.testUser.kind, TestUserKind::Account);
    const auto session = shop.connect();
    const TestAccount account = must(createTestAccount(shop.workspace(), *session));
    QVERIFY(account.name.startsWith("QA_"_L1));
    QCOMPARE(account.sql,
             u"CREATE USER %1 IDENTIFIED BY \"<PASSWORD>\" DEFAULT TABLESPACE USERS QUOTA 50M ON "
             "USERS;\nGRANT CREATE SESSION TO %1;\nGRANT CREATE TABLE TO %1;\n"
             "GRANT shop_reader TO %1;\n"_s.arg(account.name));
}

void TestTestAccount::refused_data()
{
    QTest::addColumn<QString>("settings");
    QTest::addColumn<int>("oraCode");
    QTest::addColumn<QString>("says");
    QTest::newRow("tablespace") << u"default_tablespace = \"nowhere\"\n"_s << 959
                                << u"default_tablespace"_s;
    QTest::newRow("role") << u"grants = [\"CREATE SESSION\", \"no_such_role\"]\n"_s << 1919
                          << u"grants in [test-user.account]"_s;
    QTest::newRow("common user") << u"prefix = \"C##T_\"\n"_s << 65094 << u"another prefix"_s;
    QTest::newRow("quota without tablespace")
        << u"quota = \"5M\"\n"_s << 0 << u"no default_tablespace"_s;
    QTest::newRow("prefix too long")
        << u"prefix = \"ABCDEFGHIJKLMNOPQRSTUVWXYZ_\"\n"_s << 972 << u"prefix"_s;
}

// Nothing of a refused account is left: no user, no mark.
void TestTestAccount::refused()
{
    QFETCH(QString, settings);
    QFETCH(int, oraCode);
    QFETCH(QString, says);
    const Shop shop;
    shop.appendToProject(u"[test-user.account]\n"_s + settings);
    const QString before = shop.value(u"SELECT COUNT(*) FROM all_users"_s);
    const auto session = shop.connect();
    const auto made = createTestAccount(shop.workspace(), *session);
    QVERIFY(!made);
    QCOMPARE(made.error().oraCode, oraCode);
    QVERIFY2(made.error().toString().contains(says), qPrintable(made.error().toString()));
    QVERIFY(!made.error().toString().contains("IDENTIFIED BY \""_L1)
            || made.error().toString().contains("\"<PASSWORD>\""_L1));
    QCOMPARE(shop.value(u"SELECT COUNT(*) FROM all_users"_s), before);
    if (must(session->hasTable(u"ATHANOR_TEST_USER"_s)))
        QCOMPARE(shop.value(u"SELECT COUNT(*) FROM athanor_test_user"_s), u"0"_s);
}

void TestTestAccount::dropsOnlyItsOwn()
{
    const Shop shop;
    const auto session = shop.connect();
    const TestAccount account = must(createTestAccount(shop.workspace(), *session));
    // Somebody drops it and makes one of his own with the same name.
    shop.execute(u"DROP USER %1 CASCADE"_s.arg(account.name));
    shop.execute(u"CREATE USER in_between IDENTIFIED BY \"x\""_s);
    shop.execute(u"CREATE USER %1 IDENTIFIED BY \"x\""_s.arg(account.name));
    const RemovedTestUsers removed = must(removeTestUsers(shop.workspace(), *session));
    QCOMPARE(removed.accounts, 0);
    QCOMPARE(removed.kept.size(), 1);
    QVERIFY(removed.kept.first().contains(account.name));
    QCOMPARE(accountCount(shop), 1);
}

void TestTestAccount::whatWasInterruptedIsKept()
{
    const Shop shop;
    const auto session = shop.connect();
    must(ensureMarks(*session));
    shop.execute(u"CREATE USER athanor_half IDENTIFIED BY \"x\""_s);
    must(session->begin());
    must(addMark(*session, accountMark(u"ATHANOR_HALF"_s, u"?"_s)));
    must(session->commit());
    const RemovedTestUsers removed = must(removeTestUsers(shop.workspace(), *session));
    QCOMPARE(removed.count(), 0);
    QVERIFY(removed.kept.join(u' ').contains("interrupted"_L1));
    QCOMPARE(accountCount(shop), 1);
    shop.execute(u"DROP USER athanor_half"_s);
    QCOMPARE(must(removeTestUsers(shop.workspace(), *session)).kept, QStringList());
    QCOMPARE(shop.value(u"SELECT COUNT(*) FROM athanor_test_user"_s),
             u"0"_s); // gone, so is the mark
}

void TestTestAccount::printedSqlHasAPlaceholder()
{
    const Shop shop;
    const QString sql = must(testAccountSql(shop.workspace()));
    QVERIFY(sql.startsWith("-- "_L1));
    QVERIFY(sql.contains("IDENTIFIED BY \"<PASSWORD>\""_L1));
    QCOMPARE(accountCount(shop), 0); // printed, not run
}

void TestTestAccount::rowsAndAccountsAreRemovedTogether()
{
    const Shop shop;
    shop.execute(u"CREATE TABLE users (id NUMBER(10) GENERATED ALWAYS AS IDENTITY CONSTRAINT "
                 "users_pk PRIMARY KEY, email VARCHAR2(100 CHAR) NOT NULL)"_s);
    const auto session = shop.connect();
    shop.execute(u"INSERT INTO users (email) VALUES ('same@example.com')"_s);
    const TestUser row = must(createTestUser(shop.workspace(), *session, systemClock()));
    QCOMPARE(row.id, u"2"_s); // the key that came back, not the largest of those that look alike
    must(createTestAccount(shop.workspace(), *session));
    const QString sql = must(testUserSql(shop.workspace(), *session));
    QVERIFY2(sql.startsWith("INSERT INTO USERS"_L1), qPrintable(sql));
    QCOMPARE(shop.value(u"SELECT COUNT(*) FROM users"_s), u"2"_s); // shown, not run
    const RemovedTestUsers removed = must(removeTestUsers(shop.workspace(), *session));
    QCOMPARE(removed.rows, 1);
    QCOMPARE(removed.accounts, 1);
    QCOMPARE(shop.value(u"SELECT email FROM users"_s), u"same@example.com"_s);
}

QTEST_GUILESS_MAIN(TestTestAccount)
#include "tst_testaccount.moc"
