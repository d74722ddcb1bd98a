// SPDX-License-Identifier: MIT
// Test users and drift through Qt's own QOCI plugin: keys that come back by RETURNING, accounts
// that Oracle refuses.
#include "standinserver.h"

#include "base/atomicfile.h"
#include "migrate/drift.h"
#include "migrate/testaccount.h"
#include "migrate/testuser.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace Athanor;

class TestTestUser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void keysComeBack_data();
    void keysComeBack();
    void accountComesAndGoes();
    void refused_data();
    void refused();
    void lostConnectionLeavesAMark();
    void lostConnectionShowsNoPieceOfThePassword();
    void driftAndBack();

private:
    void execute(const QString &sql) const;

    std::unique_ptr<StandinServer> m_server;
    std::unique_ptr<QTemporaryDir> m_project;
    std::unique_ptr<Session> m_session;
    Workspace m_workspace;
};

void TestTestUser::initTestCase()
{
    SKIP_WITHOUT_QOCI();
}

void TestTestUser::init()
{
    m_server = std::make_unique<StandinServer>();
    m_project = std::make_unique<QTemporaryDir>();
    QVERIFY(initProject(m_project->path(), u"shop"_s));
    m_workspace = *openWorkspace(m_project->path());
    auto session = StandinServer::open();
    QVERIFY2(session, session ? "" : qPrintable(session.error().toString()));
    m_session = std::move(*session);
}

void TestTestUser::cleanup()
{
    m_session.reset();
    QCOMPARE(Standin::statistics().violations, QStringList());
    m_project.reset();
    m_server.reset();
}

void TestTestUser::execute(const QString &sql) const
{
    const Result<Execution> done = m_session->execute(sql);
    QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
}

void TestTestUser::keysComeBack_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("id");
    QTest::newRow("sequence default")
        << u"id NUMBER(10) DEFAULT users_seq.NEXTVAL CONSTRAINT users_pk PRIMARY KEY"_s << u"5"_s;
    QTest::newRow("identity")
        << u"id NUMBER(10) GENERATED ALWAYS AS IDENTITY CONSTRAINT users_pk PRIMARY KEY"_s
        << u"1"_s;
    QTest::newRow("beyond an integer")
        << u"id NUMBER(28) DEFAULT users_big_seq.NEXTVAL CONSTRAINT users_pk PRIMARY KEY"_s
        << u"1234567890123456789012345678"_s;
}

void TestTestUser::keysComeBack()
{
    QFETCH(QString, key);
    execute(u"CREATE SEQUENCE users_seq START WITH 5"_s);
    execute(u"CREATE SEQUENCE users_big_seq START WITH 1234567890123456789012345678"_s);
    execute(u"CREATE TABLE users (%1, email VARCHAR2(100 CHAR) NOT NULL)"_s.arg(key));
    const Result<TestUser> user = createTestUser(m_workspace, *m_session, systemClock());
    QVERIFY2(user, user ? "" : qPrintable(user.error().toString()));
    QTEST(user->id, "id");
    QVERIFY(Standin::statistics().statements.join(u'\n').contains("RETURNING ID INTO"_L1));
    const Result<RemovedTestUsers> removed = removeTestUsers(m_workspace, *m_session);
    QVERIFY2(removed, removed ? "" : qPrintable(removed.error().toString()));
    QCOMPARE(removed->rows, 1);
}

void TestTestUser::accountComesAndGoes()
{
    const Result<TestAccount> account = createTestAccount(m_workspace, *m_session);
    QVERIFY2(account, account ? "" : qPrintable(account.error().toString()));
    const Result<Rows> there =
        m_session->query(u"SELECT COUNT(*) FROM all_users WHERE username = ?"_s, {account->name});
    QVERIFY(there);
    QCOMPARE(there->rows[0][0].toString(), u"1"_s);
    const Result<RemovedTestUsers> removed = removeTestUsers(m_workspace, *m_session);
    QVERIFY2(removed, removed ? "" : qPrintable(removed.error().toString()));
    QCOMPARE(removed->accounts, 1);
    QCOMPARE(removed->kept, QStringList());
}

void TestTestUser::refused_data()
{
    QTest::addColumn<QString>("statement");
    QTest::addColumn<int>("oraCode");
    QTest::addColumn<QString>("says");
    QTest::newRow("no privilege") << u"CREATE USER"_s << 1031 << u"Somebody who may"_s;
    QTest::newRow("common user") << u"CREATE USER"_s << 65096 << u"pluggable database"_s;
    QTest::newRow("password rules") << u"CREATE USER"_s << 28003 << u"password rules"_s;
    QTest::newRow("name taken") << u"CREATE USER"_s << 1920 << u"name"_s;
    QTest::newRow("may not grant") << u"GRANT CREATE SESSION"_s << 1031 << u"dropped again"_s;
    QTest::newRow("unknown role") << u"GRANT CREATE SESSION"_s << 1919 << u"dropped again"_s;
}

void TestTestUser::refused()
{
    QFETCH(QString, statement);
    QFETCH(int, oraCode);
    QFETCH(QString, says);
    Standin::addRule({Standin::Rule::Fail, u"OCIStmtExecute"_s, 1, statement, oraCode});
    const Result<TestAccount> account = createTestAccount(m_workspace, *m_session);
    QVERIFY(!account);
    const QString text = account.error().toString();
    QCOMPARE(account.error().oraCode, oraCode);
    if (oraCode == 1031)
        QCOMPARE(account.error().kind, ErrorKind::Connection);
    QVERIFY2(text.contains(says), qPrintable(text));
    // The password stood in the statement that was sent, and stands nowhere else.
    for (const QString &sent : Standin::statistics().statements) {
        const QString password = sent.section(u"IDENTIFIED BY \""_s, 1).section(u'"', 0, 0);
        QVERIFY(password.isEmpty() || !text.contains(password));
    }
    const Result<Rows> left =
        m_session->query(u"SELECT COUNT(*) FROM all_users WHERE username LIKE 'ATHANOR%'"_s);
    QVERIFY(left);
    QCOMPARE(left->rows[0][0].toString(), u"0"_s);
    const Result<RemovedTestUsers> removed = removeTestUsers(m_workspace, *m_session);
    QVERIFY(removed && removed->count() == 0 && removed->kept.isEmpty()); // no mark either
}

// The statement that ran is quoted, cut at its length: here in the midst of the password.
void TestTestUser::lostConnectionShowsNoPieceOfThePassword()
{
    m_workspace.project.testUser.account.prefix = u"Athanor of a long prefix"_s;
    Standin::addRule({Standin::Rule::DropConnection, u"OCIStmtExecute"_s, 1, u"CREATE USER"_s});
    const Result<TestAccount> account = createTestAccount(m_workspace, *m_session);
    QVERIFY(!account);
    QString password;
    for (const QString &sent : Standin::statistics().statements) {
        if (sent.contains("IDENTIFIED BY"_L1))
            password = sent.section(u"IDENTIFIED BY \""_s, 1).section(u'"', 0, 0);
    }
    QCOMPARE(password.size(), 20);
    const QString text = account.error().toString();
    QVERIFY2(text.contains("IDENTIFIED BY"_L1), qPrintable(text));
    QVERIFY2(!text.contains(password.first(4)), qPrintable(text));
}

void TestTestUser::lostConnectionLeavesAMark()
{
    Standin::addRule({Standin::Rule::DropConnection, u"OCIStmtExecute"_s, 1, u"CREATE USER"_s});
    const Result<TestAccount> account = createTestAccount(m_workspace, *m_session);
    QVERIFY(!account);
    QCOMPARE(account.error().kind, ErrorKind::Connection);
    m_session = std::move(*StandinServer::open());
    const Result<Rows> marks = m_session->query(u"SELECT created_at FROM athanor_test_user"_s);
    QVERIFY(marks && marks->rows.size() == 1);
    QCOMPARE(marks->rows[0][0].toString(), u"?"_s); // it may be there: whoever cleans up is told
}

void TestTestUser::driftAndBack()
{
    Revision revision;
    revision.id = u"aaaa1111"_s;
    revision.message = u"orders"_s;
    revision.created = QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);
    revision.upgrade =
        u"CREATE TABLE orders (id NUMBER(10) CONSTRAINT orders_pk PRIMARY KEY, note VARCHAR2(20 CHAR));\n"_s;
    revision.downgrade = u"DROP TABLE orders;\n"_s;
    QVERIFY(writeRevision(revision, m_project->filePath(u"versions"_s)));
    m_workspace = *openWorkspace(m_project->path());
    const Result<RunPlan> up = planUpgrade(m_workspace, *m_session, u"head"_s, true);
    QVERIFY2(up, up ? "" : qPrintable(up.error().toString()));
    QVERIFY(run(m_workspace, *m_session, *up, {}, systemClock()));
    execute(u"CREATE INDEX orders_note_ix ON orders (note)"_s);
    const Result<Drift> drift = readDrift(m_workspace, *m_session);
    QVERIFY2(drift, drift ? "" : qPrintable(drift.error().toString()));
    QCOMPARE(drift->difference.comparison.changes.size(), 1U);
    QVERIFY(drift->notOwned.empty());
    const Result<RevertPlan> revert = planRevert(m_workspace, *m_session, {});
    QVERIFY2(revert, revert ? "" : qPrintable(revert.error().toString()));
    QVERIFY(revert->rehearsal.overall() == Verdict::Proved);
    const Result<RunOutcome> done = run(m_workspace, *m_session, revert->plan, {}, systemClock());
    QVERIFY(done && !done->stoppedBy);
    QVERIFY(readDrift(m_workspace, *m_session)->isEmpty());
}

QTEST_GUILESS_MAIN(TestTestUser)
#include "tst_testuser.moc"
