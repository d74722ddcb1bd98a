// SPDX-License-Identifier: MIT
// The sample project upgraded, used, resumed and downgraded. Built twice, as tst_server.cpp.
#include "sampleproject.h"

#include "database/versiontable.h"
#include "migrate/testuser.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace Athanor;

class TestSample : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { SKIP_WITHOUT_SERVER(); }
    void init();
    void cleanup();
    void goesUpAndDown();
    void resumesAfterARefusal();
    void testUserComesAndGoes();

private:
    [[nodiscard]] const Workspace &workspace() const { return m_project->workspace(); }

    std::unique_ptr<SampleProject> m_project;
    std::unique_ptr<Session> m_session;
};

namespace {

QString messageOf(const std::optional<Error> &error)
{
    return error ? error->toString() : QString();
}

} // namespace

void TestSample::init()
{
    m_project = std::make_unique<SampleProject>();
    m_session = m_project->session();
    QVERIFY(m_session);
}

void TestSample::cleanup()
{
    if (m_session)
        QCOMPARE(AnyServer::cleanUp(*m_session), QStringList());
    m_session.reset();
    m_project.reset();
    QCOMPARE(AnyServer::violations(), QStringList());
}

void TestSample::goesUpAndDown()
{
    QVERIFY(SampleProject::dictionary(*m_session) == Catalog());
    QCOMPARE(messageOf(m_project->upgrade(*m_session)), QString());
    QCOMPARE(readHeads(*m_session).value_or(QStringList()), workspace().graph.heads());

    QCOMPARE(m_project->differences(*m_session), QStringList());

    const Result<RunPlan> down = planDowngrade(workspace(), *m_session, u"base"_s);
    QVERIFY2(down, qPrintable(down ? QString() : down.error().toString()));
    const Result<RunOutcome> outcome = run(workspace(), *m_session, *down, {}, systemClock());
    QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().toString()));
    QCOMPARE(messageOf(outcome->stoppedBy), QString());
    QVERIFY(SampleProject::dictionary(*m_session) == Catalog());
    QCOMPARE(readHeads(*m_session).value_or(QStringList{u"?"_s}), QStringList());
}

// Something is in the way half-way up: it is taken away, and the run goes on where it stands.
void TestSample::resumesAfterARefusal()
{
    QVERIFY(m_session->execute(u"CREATE TABLE login_attempt (a NUMBER)"_s));
    const std::optional<Error> stopped = m_project->upgrade(*m_session);
    QVERIFY(stopped);
    QCOMPARE(stopped->kind, ErrorKind::Statement);
    QCOMPARE(stopped->oraCode, 955); // name is already used by an existing object
    QVERIFY(m_session->execute(u"DROP TABLE login_attempt PURGE"_s));
    QCOMPARE(m_project->resumeAndUpgrade(*m_session), QString());
    QCOMPARE(readHeads(*m_session).value_or(QStringList()), workspace().graph.heads());
    QCOMPARE(m_project->differences(*m_session), QStringList());
}

void TestSample::testUserComesAndGoes()
{
    QCOMPARE(messageOf(m_project->upgrade(*m_session)), QString());
    const Result<TestUser> user = createTestUser(workspace(), *m_session, systemClock());
    QVERIFY2(user, qPrintable(user ? QString() : user.error().toString()));
    QCOMPARE(user->table, u"AUTH_USER"_s);
    QCOMPARE(user->id, u"1"_s);
    const Result<Rows> rows = m_session->query(u"SELECT username FROM auth_user"_s);
    QVERIFY(rows);
    QCOMPARE(rows->rows.size(), 1U);
    QCOMPARE(rows->rows[0][0].toString(), u"ada"_s);
    const Result<RemovedTestUsers> removed = removeTestUsers(workspace(), *m_session);
    QVERIFY2(removed, qPrintable(removed ? QString() : removed.error().toString()));
    QCOMPARE(removed->rows, 1);
}

QTEST_GUILESS_MAIN(TestSample)
#include "tst_sample.moc"
