// SPDX-License-Identifier: MIT
// The sample project upgraded, used and downgraded through Qt's own QOCI plugin.
#include "sampleproject.h"

#include "database/runlock.h"
#include "database/versiontable.h"
#include "migrate/testuser.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace Athanor;

class TestStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void goesUpAndDown();
    void dictionaryIsTheSandboxesOwn();
    void dictionaryTakesFewStatements();
    void testUserComesAndGoes();
    void secondRunIsLocked();
    void lostConnectionIsResumed_data();
    void lostConnectionIsResumed();

private:
    [[nodiscard]] std::unique_ptr<Session> session() const { return m_project->session(); }
    [[nodiscard]] std::optional<Error> upgrade(Session &session) const
    {
        return m_project->upgrade(session);
    }
    [[nodiscard]] static Catalog dictionary(Session &session)
    {
        return SampleProject::dictionary(session);
    }
    [[nodiscard]] const Workspace &workspace() const { return m_project->workspace(); }

    std::unique_ptr<SampleProject> m_project;
};

namespace {

QString messageOf(const std::optional<Error> &error)
{
    return error ? error->toString() : QString();
}

} // namespace

void TestStory::initTestCase()
{
    SKIP_WITHOUT_QOCI();
}

void TestStory::init()
{
    m_project = std::make_unique<SampleProject>();
}

void TestStory::cleanup()
{
    m_project.reset();
    QCOMPARE(Standin::statistics().violations, QStringList());
}

void TestStory::goesUpAndDown()
{
    const auto oracle = session();
    QVERIFY(oracle);
    QVERIFY(dictionary(*oracle) == Catalog());
    QCOMPARE(messageOf(upgrade(*oracle)), QString());
    QCOMPARE(readHeads(*oracle).value_or(QStringList()), workspace().graph.heads());

    QCOMPARE(m_project->differences(*oracle), QStringList());

    const Result<RunPlan> down = planDowngrade(workspace(), *oracle, u"base"_s);
    QVERIFY2(down, qPrintable(down ? QString() : down.error().toString()));
    const Result<RunOutcome> outcome = run(workspace(), *oracle, *down, {}, systemClock());
    QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().toString()));
    QCOMPARE(messageOf(outcome->stoppedBy), QString());
    QVERIFY(dictionary(*oracle) == Catalog());
    QCOMPARE(readHeads(*oracle).value_or(QStringList{u"?"_s}), QStringList());
}

// The same dictionary through OCI's types, LONGs and pieces as through the sandbox's own driver.
void TestStory::dictionaryIsTheSandboxesOwn()
{
    Catalog throughOci;
    {
        const auto oracle = session();
        QVERIFY(oracle);
        QCOMPARE(messageOf(upgrade(*oracle)), QString());
        throughOci = dictionary(*oracle);
        QVERIFY(!throughOci.tables.empty());
    }
    const auto behind = connectTarget(workspace(), u"behind"_s);
    QVERIFY2(behind, qPrintable(behind ? QString() : behind.error().toString()));
    QVERIFY(throughOci == dictionary(**behind));
}

void TestStory::dictionaryTakesFewStatements()
{
    const auto oracle = session();
    QVERIFY(oracle);
    QCOMPARE(messageOf(upgrade(*oracle)), QString());
    QVERIFY(oracle->serverVersion()); // asked once a session, by whoever needs it first
    const qsizetype before = Standin::statistics().statements.size();
    QVERIFY(!dictionary(*oracle).tables.empty());
    const qsizetype count = Standin::statistics().statements.size() - before;
    QVERIFY2(count <= 12, qPrintable(QString::number(count)));
}

void TestStory::testUserComesAndGoes()
{
    const auto oracle = session();
    QVERIFY(oracle);
    QCOMPARE(messageOf(upgrade(*oracle)), QString());
    const Result<TestUser> user = createTestUser(workspace(), *oracle, systemClock());
    QVERIFY2(user, qPrintable(user ? QString() : user.error().toString()));
    QCOMPARE(user->table, u"AUTH_USER"_s);
    QCOMPARE(user->id, u"1"_s);
    const Result<Rows> rows = oracle->query(u"SELECT username FROM auth_user"_s);
    QVERIFY(rows);
    QCOMPARE(rows->rows.size(), 1U);
    QCOMPARE(rows->rows[0][0].toString(), u"ada"_s);
    const Result<RemovedTestUsers> removed = removeTestUsers(workspace(), *oracle);
    QVERIFY2(removed, qPrintable(removed ? QString() : removed.error().toString()));
    QCOMPARE(removed->rows, 1);
}

void TestStory::secondRunIsLocked()
{
    const auto first = session();
    const auto second = session();
    QVERIFY(first && second);
    const auto lock = RunLock::acquire(*first, {u"ada"_s, u"here"_s, u"athanor"_s, u"now"_s});
    QVERIFY2(lock, qPrintable(lock ? QString() : lock.error().toString()));
    const std::optional<Error> refused = upgrade(*second);
    QVERIFY(refused);
    QCOMPARE(refused->kind, ErrorKind::Locked);
    QVERIFY(refused->toString().contains(u"ada"_s));
}

void TestStory::lostConnectionIsResumed_data()
{
    QTest::addColumn<QString>("statement");
    QTest::newRow("first") << u"CREATE SEQUENCE auth_user_id_seq"_s;
    QTest::newRow("table") << u"CREATE TABLE auth_user_group"_s;
    QTest::newRow("comment") << u"COMMENT ON TABLE login_attempt"_s;
    QTest::newRow("last") << u"CREATE OR REPLACE TRIGGER auth_user_email_trg"_s;
}

void TestStory::lostConnectionIsResumed()
{
    QFETCH(QString, statement);
    {
        const auto oracle = session();
        QVERIFY(oracle);
        Standin::addRule({Standin::Rule::DropConnection, u"OCIStmtExecute"_s, 1, statement});
        const std::optional<Error> stopped = upgrade(*oracle);
        QVERIFY(stopped);
        QCOMPARE(stopped->kind, ErrorKind::Connection);
        QCOMPARE(stopped->oraCode, 3113);
    }
    const auto oracle = session();
    QVERIFY(oracle);
    QCOMPARE(m_project->resumeAndUpgrade(*oracle), QString());
    QCOMPARE(readHeads(*oracle).value_or(QStringList()), workspace().graph.heads());
    QCOMPARE(m_project->differences(*oracle), QStringList());
}

QTEST_GUILESS_MAIN(TestStory)
#include "tst_story.moc"
