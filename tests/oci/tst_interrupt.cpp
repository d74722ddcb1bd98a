// SPDX-License-Identifier: MIT
// Ctrl-C while a statement runs: the command line as a process, with the stand-in for a client.
#include "sampleproject.h"

#include "database/journal.h"
#include "migrate/review.h"

#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtTest/QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace Athanor;

namespace {

// A verb on the sample and the stand-in, with rules.
class Upgrade
{
public:
    Upgrade(const SampleProject &project, const QString &rules, const QStringList &options = {},
            const QString &verb = u"upgrade"_s)
    {
        QFile file(m_folder.filePath(u"rules"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(rules.toUtf8()) < 0)
            qFatal("the rules cannot be written");
        file.close();
        QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
        variables.insert(u"LD_LIBRARY_PATH"_s, QStringLiteral(ATHANOR_STANDIN_FOLDER));
        variables.insert(u"ATHANOR_OCI_SERVICES"_s,
                         QFileInfo(project.server().sandboxFile()).path());
        variables.insert(u"ATHANOR_OCI_RULES"_s, file.fileName());
        variables.insert(u"ATHANOR_PASSWORD"_s, u"tiger"_s);
        m_process.setProcessEnvironment(variables);
        m_process.setReadChannel(QProcess::StandardError);
        m_process.start(
            QStringLiteral(ATHANOR_EXECUTABLE),
            QStringList{verb, u"-C"_s, project.directory(), u"-t"_s, u"oracle"_s, u"--yes"_s}
                + options);
    }
    ~Upgrade()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Upgrade(const Upgrade &) = delete;
    Upgrade &operator=(const Upgrade &) = delete;

    // Until it has said that on standard error.
    [[nodiscard]] bool says(const QString &text)
    {
        while (!m_said.contains(text)) {
            if (!m_process.waitForReadyRead(30'000))
                return false;
            m_said += QString::fromUtf8(m_process.readAllStandardError());
        }
        return true;
    }
    void signal(int number) { ::kill(pid_t(m_process.processId()), number); }
    // The exit code; -1: it crashed, or hangs.
    [[nodiscard]] int ends()
    {
        const bool ended =
            m_process.state() == QProcess::NotRunning || m_process.waitForFinished(30'000);
        m_said += QString::fromUtf8(m_process.readAllStandardError());
        return ended && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    [[nodiscard]] QString said() const { return m_said; }
    [[nodiscard]] QByteArray out() { return m_process.readAllStandardOutput(); }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QString m_said;
};

JournalEntry lastEntry(Session &session)
{
    const Result<std::vector<JournalEntry>> journal = readJournal(session);
    return journal && !journal->empty() ? journal->back() : JournalEntry();
}

constexpr int standsAtAStatement = 5;

} // namespace

class TestInterrupt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void onceStopsBeforeTheNext();
    void againEndsTheStatement_data();
    void againEndsTheStatement();
    void thirdTimeLeaves_data();
    void thirdTimeLeaves();
    void lostNewsHideNothing();
    void withoutThePrivilege();
};

void TestInterrupt::initTestCase()
{
    SKIP_WITHOUT_QOCI();
}

void TestInterrupt::onceStopsBeforeTheNext()
{
    SampleProject project;
    Upgrade upgrade(project, u"hang 4000 statement ^CREATE TABLE auth_user_group"_s);
    QVERIFY2(upgrade.says(u"CREATE TABLE auth_user_group"_s), qPrintable(upgrade.said()));
    upgrade.signal(SIGINT);
    const int exit = upgrade.ends();
    QVERIFY2(exit == standsAtAStatement, qPrintable(upgrade.said()));
    QVERIFY2(upgrade.said().contains(u"resume"_s), qPrintable(upgrade.said()));
    QVERIFY2(!upgrade.said().contains(u"ORA-"_s), qPrintable(upgrade.said()));
    const auto oracle = project.session();
    QVERIFY(oracle);
    const Result<bool> there = oracle->hasTable(u"AUTH_USER_GROUP"_s);
    QVERIFY(there && *there); // the statement that ran was let end
    QCOMPARE(project.resumeAndUpgrade(*oracle), QString());
    QCOMPARE(project.differences(*oracle), QStringList());
}

void TestInterrupt::againEndsTheStatement_data()
{
    QTest::addColumn<bool>("terminate");
    QTest::newRow("Ctrl-C twice") << false;
    QTest::newRow("SIGTERM") << true;
}

void TestInterrupt::againEndsTheStatement()
{
    QFETCH(bool, terminate);
    SampleProject project;
    Upgrade upgrade(project, u"hang statement ^CREATE TABLE auth_user_group"_s);
    QVERIFY2(upgrade.says(u"CREATE TABLE auth_user_group"_s), qPrintable(upgrade.said()));
    upgrade.signal(terminate ? SIGTERM : SIGINT);
    if (!terminate) {
        QVERIFY2(upgrade.says(u"Stopping after"_s), qPrintable(upgrade.said()));
        upgrade.signal(SIGINT);
    }
    const int exit = upgrade.ends();
    QVERIFY2(exit == standsAtAStatement, qPrintable(upgrade.said()));
    QVERIFY2(upgrade.said().contains(u"ORA-01013"_s), qPrintable(upgrade.said()));
    const auto oracle = project.session();
    QVERIFY(oracle);
    QVERIFY(lastEntry(*oracle).status == JournalStatus::Failed);
    QCOMPARE(project.resumeAndUpgrade(*oracle), QString());
    QCOMPARE(project.differences(*oracle), QStringList());
}

void TestInterrupt::thirdTimeLeaves_data()
{
    QTest::addColumn<QString>("rules");
    QTest::addColumn<QString>("answer"); // to the second Ctrl-C
    QTest::newRow("no answer") << u"hang for good statement ^CREATE TABLE auth_user_group"_s
                               << u"Asked the database"_s;
    QTest::newRow("no privilege") << u"hang statement ^CREATE TABLE auth_user_group\n"
                                     "fail 1031 statement CANCEL SQL"_s
                                  << u"ORA-01031"_s;
}

// The journal says `started`, which is the truth; resume finds out what came of it.
void TestInterrupt::thirdTimeLeaves()
{
    QFETCH(QString, rules);
    QFETCH(QString, answer);
    SampleProject project;
    Upgrade upgrade(project, rules, {u"--json"_s});
    QVERIFY2(upgrade.says(u"CREATE TABLE auth_user_group"_s), qPrintable(upgrade.said()));
    upgrade.signal(SIGINT);
    QVERIFY2(upgrade.says(u"Stopping after"_s), qPrintable(upgrade.said()));
    upgrade.signal(SIGINT);
    QVERIFY2(upgrade.says(answer), qPrintable(upgrade.said()));
    upgrade.signal(SIGINT);
    const int exit = upgrade.ends();
    QVERIFY2(exit == standsAtAStatement, qPrintable(upgrade.said()));
    QVERIFY2(upgrade.said().contains(u"resume"_s), qPrintable(upgrade.said()));
    QVERIFY(upgrade.out().contains("\"stopped\""));
    const auto oracle = project.session();
    QVERIFY(oracle);
    QVERIFY(lastEntry(*oracle).status == JournalStatus::Started);
    QCOMPARE(project.resumeAndUpgrade(*oracle), QString());
    QCOMPARE(project.differences(*oracle), QStringList());
}

// The run stands at a statement, and then the connection goes while what it made invalid is
// compiled: both are told, and the run's outcome is printed.
void TestInterrupt::lostNewsHideNothing()
{
    SampleProject project;
    Revision revision;
    revision.id = u"feedfeedfeed"_s;
    revision.revises = project.workspace().graph.heads();
    revision.message = u"stops"_s;
    revision.created = QDateTime::currentDateTimeUtc();
    revision.upgrade =
        u"CREATE OR REPLACE FORCE VIEW v AS SELECT x FROM nowhere;\nDROP TABLE nowhere;\n"_s;
    QVERIFY(writeRevision(revision, project.directory() + u"/versions"_s));
    const Result<Workspace> workspace = openWorkspace(project.directory());
    QVERIFY(workspace);
    QVERIFY(review(*workspace, revision.id, u"me"_s, systemClock()));
    Upgrade upgrade(project, u"drop statement ^ALTER VIEW"_s, {u"--recompile"_s, u"--json"_s});
    const int exit = upgrade.ends();
    QVERIFY2(exit == standsAtAStatement, qPrintable(upgrade.said()));
    QVERIFY2(upgrade.said().contains(u"ORA-00942"_s), qPrintable(upgrade.said()));
    QVERIFY2(upgrade.said().contains(u"ALTER VIEW"_s), qPrintable(upgrade.said()));
    const QJsonObject json = QJsonDocument::fromJson(upgrade.out()).object();
    QCOMPARE(json[u"stopped"_s][u"statement"_s].toInt(), 2);
    QCOMPARE(json[u"invalidated"_s].toArray().size(), 1);
    QVERIFY(!json[u"invalidated"_s][0][u"error"_s].isNull());
}

// What somebody with the privilege would run is JSON, too.
void TestInterrupt::withoutThePrivilege()
{
    SampleProject project;
    Upgrade account(project, u"fail 1031 statement ^CREATE USER"_s, {u"--account"_s, u"--json"_s},
                    u"create-test-user"_s);
    constexpr int noPrivilege = 4;
    const int exit = account.ends();
    QVERIFY2(exit == noPrivilege, qPrintable(account.said()));
    const QJsonObject json = QJsonDocument::fromJson(account.out()).object();
    QVERIFY(json[u"sql"_s].toString().contains(u"CREATE USER"_s));
}

QTEST_GUILESS_MAIN(TestInterrupt)
#include "tst_interrupt.moc"
