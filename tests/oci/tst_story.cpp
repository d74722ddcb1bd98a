// SPDX-License-Identifier: MIT
// The sample project upgraded, used and downgraded through Qt's own QOCI plugin.
#include "standinserver.h"

#include "base/atomicfile.h"
#include "database/dictionary.h"
#include "database/runlock.h"
#include "database/versiontable.h"
#include "diff/compare.h"
#include "migrate/run.h"
#include "migrate/testuser.h"
#include "migrate/workspace.h"
#include "schema/normalform.h"

#include <QtCore/QDir>
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
    [[nodiscard]] std::unique_ptr<Session> session() const;
    // Runs to the head; what stopped it, if anything did.
    [[nodiscard]] std::optional<Error> upgrade(Session &session) const;
    [[nodiscard]] static Catalog dictionary(Session &session);

    std::unique_ptr<StandinServer> m_server;
    std::unique_ptr<QTemporaryDir> m_project;
    Workspace m_workspace;
};

namespace {

// The sample with two more targets: the server, and the same file without it.
QString projectText(const QString &sample, const QString &sandboxFile)
{
    const Result<QString> text = readTextFile(sample + u"/athanor.toml"_s);
    return text.value_or(QString())
        + u"\n[target.oracle]\nurl = \"%1\"\n[target.behind]\nurl = \"sandbox:%2\"\n"_s.arg(
            StandinServer::url(), sandboxFile);
}

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
    m_server = std::make_unique<StandinServer>();
    m_project = std::make_unique<QTemporaryDir>();
    const QString sample = QStringLiteral(ATHANOR_SAMPLE);
    for (const QString &folder : {u"model"_s, u"versions"_s}) {
        QVERIFY(QDir(m_project->path()).mkpath(folder));
        const QStringList files = QDir(sample + u'/' + folder).entryList(QDir::Files);
        for (const QString &file : files) {
            const QString path = u'/' + folder + u'/' + file;
            QVERIFY(QFile::copy(sample + path, m_project->path() + path));
        }
    }
    QVERIFY(writeTextFile(m_project->filePath(u"athanor.toml"_s),
                          projectText(sample, m_server->sandboxFile())));
    Result<Workspace> workspace = openWorkspace(m_project->path());
    QVERIFY2(workspace, qPrintable(workspace ? QString() : workspace.error().toString()));
    m_workspace = std::move(*workspace);
}

void TestStory::cleanup()
{
    QCOMPARE(Standin::statistics().violations, QStringList());
    m_project.reset();
    m_server.reset();
}

std::unique_ptr<Session> TestStory::session() const
{
    auto opened =
        connectTarget(m_workspace, u"oracle"_s, [](const ConnectionUrl &) { return u"tiger"_s; });
    if (!opened)
        qWarning("%s", qPrintable(opened.error().toString()));
    return opened ? std::move(*opened) : nullptr;
}

std::optional<Error> TestStory::upgrade(Session &session) const
{
    const Result<RunPlan> plan = planUpgrade(m_workspace, session, {});
    if (!plan)
        return plan.error();
    const Result<RunOutcome> outcome = run(m_workspace, session, *plan, {}, systemClock());
    if (!outcome)
        return outcome.error();
    return outcome->stoppedBy;
}

Catalog TestStory::dictionary(Session &session)
{
    const Result<Catalog> read = readDictionary(session);
    if (!read)
        qWarning("%s", qPrintable(read.error().toString()));
    return read ? normalized(*read) : Catalog();
}

void TestStory::goesUpAndDown()
{
    const auto oracle = session();
    QVERIFY(oracle);
    QVERIFY(dictionary(*oracle) == Catalog());
    QCOMPARE(messageOf(upgrade(*oracle)), QString());
    QCOMPARE(readHeads(*oracle).value_or(QStringList()), m_workspace.graph.heads());

    const Result<Catalog> expected = replay(m_workspace, m_workspace.graph.heads());
    QVERIFY(expected);
    const Comparison rest = compare(*expected, dictionary(*oracle));
    QStringList differences;
    for (const Change &change : rest.changes)
        differences.append(change.describe(rest.from, rest.to));
    QCOMPARE(differences, QStringList());

    const Result<RunPlan> down = planDowngrade(m_workspace, *oracle, u"base"_s);
    QVERIFY2(down, qPrintable(down ? QString() : down.error().toString()));
    const Result<RunOutcome> outcome = run(m_workspace, *oracle, *down, {}, systemClock());
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
    const auto behind = connectTarget(m_workspace, u"behind"_s);
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
    const Result<TestUser> user = createTestUser(m_workspace, *oracle, systemClock());
    QVERIFY2(user, qPrintable(user ? QString() : user.error().toString()));
    QCOMPARE(user->table, u"AUTH_USER"_s);
    QCOMPARE(user->id, u"1"_s);
    const Result<Rows> rows = oracle->query(u"SELECT username FROM auth_user"_s);
    QVERIFY(rows);
    QCOMPARE(rows->rows.size(), 1U);
    QCOMPARE(rows->rows[0][0].toString(), u"ada"_s);
    const Result<int> removed = removeTestUsers(m_workspace, *oracle);
    QVERIFY2(removed, qPrintable(removed ? QString() : removed.error().toString()));
    QCOMPARE(*removed, 1);
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
    const Result<RunPlan> rest = planResume(m_workspace, *oracle);
    QVERIFY2(rest, qPrintable(rest ? QString() : rest.error().toString()));
    const Result<RunOutcome> outcome = run(m_workspace, *oracle, *rest, {}, systemClock());
    QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().toString()));
    QCOMPARE(messageOf(outcome->stoppedBy), QString());
    QCOMPARE(messageOf(upgrade(*oracle)), QString()); // the revisions after the resumed one
    QCOMPARE(readHeads(*oracle).value_or(QStringList()), m_workspace.graph.heads());
    const Result<Catalog> expected = replay(m_workspace, m_workspace.graph.heads());
    QVERIFY(expected);
    QVERIFY(compare(*expected, dictionary(*oracle)).changes.empty());
}

QTEST_GUILESS_MAIN(TestStory)
#include "tst_story.moc"
