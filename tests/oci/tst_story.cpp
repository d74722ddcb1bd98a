// SPDX-License-Identifier: MIT
// The sample project through Qt's own QOCI plugin, where the stand-in says more than a server
// would, or is told to fail. The rest: tst_sample.cpp.
#include "sampleproject.h"

#include "database/runlock.h"
#include "database/versiontable.h"

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
    void dictionaryIsTheSandboxesOwn();
    void dictionaryTakesFewStatements();
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
