// SPDX-License-Identifier: MIT
// Verbs on an account that may only read: what compares and shows does, what runs is refused.
#include "sampleproject.h"

#include "base/atomicfile.h"
#include "database/dictionary.h"

#include <QtCore/QFileInfo>
#include <QtCore/QProcess>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace Athanor;

class TestReadOnly : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void verbs_data();
    void verbs();
};

void TestReadOnly::initTestCase()
{
    SKIP_WITHOUT_QOCI();
}

void TestReadOnly::verbs_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("isApplied"); // somebody else has upgraded the schema
    QTest::addColumn<int>("exit");
    QTest::addColumn<QString>("says");
    constexpr int done = 0;
    constexpr int differs = 1;
    constexpr int noPrivilege = 4;
    // The sample's model is a step ahead of its revisions.
    QTest::newRow("check") << QStringList{u"check"_s} << true << differs << u"AUTH_USER"_s;
    QTest::newRow("check, nothing there")
        << QStringList{u"check"_s} << false << differs << u"AUTH_USER"_s;
    QTest::newRow("diff") << QStringList{u"diff"_s} << true << differs << u"AUTH_USER"_s;
    QTest::newRow("diff as a script")
        << QStringList{u"diff"_s, u"--sql"_s} << true << differs << u"ALTER TABLE"_s;
    QTest::newRow("drift") << QStringList{u"drift"_s} << true << done << QString();
    QTest::newRow("current") << QStringList{u"current"_s} << true << done << u"head"_s;
    QTest::newRow("history") << QStringList{u"history"_s} << false << done << QString();
    QTest::newRow("doctor") << QStringList{u"doctor"_s} << true << noPrivilege
                            << u"GRANT CREATE TABLE, CREATE SEQUENCE"_s;
    QTest::newRow("upgrade") << QStringList{u"upgrade"_s, u"--yes"_s} << false << noPrivilege
                             << u"CREATE TABLE"_s;
}

void TestReadOnly::verbs()
{
    QFETCH(QStringList, arguments);
    QFETCH(bool, isApplied);
    QFETCH(QString, says);
    SampleProject project;
    const QString settings = project.directory() + u"/athanor.toml"_s;
    QVERIFY(writeTextFile(
        settings,
        readTextFile(settings).value_or(QString())
            + u"[target.reader]\nurl = \"%1\"\n"_s.arg(StandinServer::url(u"reader"_s))));
    const auto owner = project.session();
    QVERIFY(owner);
    if (isApplied)
        QVERIFY(!project.upgrade(*owner));
    const Catalog before = SampleProject::dictionary(*owner);

    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    variables.insert(u"LD_LIBRARY_PATH"_s, QStringLiteral(ATHANOR_STANDIN_FOLDER));
    variables.insert(u"ATHANOR_OCI_SERVICES"_s, QFileInfo(project.server().sandboxFile()).path());
    variables.insert(u"ATHANOR_PASSWORD"_s, u"tiger"_s);
    QProcess process;
    process.setProcessEnvironment(variables);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(QStringLiteral(ATHANOR_EXECUTABLE),
                  arguments + QStringList{u"-C"_s, project.directory(), u"-t"_s, u"reader"_s});
    QVERIFY(process.waitForFinished(60000));
    const QString said = QString::fromUtf8(process.readAllStandardOutput())
        + QString::fromUtf8(process.readAllStandardError());
    QVERIFY2(process.exitStatus() == QProcess::NormalExit, qPrintable(said));
    QFETCH(int, exit);
    QVERIFY2(process.exitCode() == exit,
             qPrintable(u"exit %1\n%2"_s.arg(process.exitCode()).arg(said)));
    QVERIFY2(said.contains(says, Qt::CaseInsensitive), qPrintable(said));
    QVERIFY(SampleProject::dictionary(*owner) == before);
}

QTEST_GUILESS_MAIN(TestReadOnly)
#include "tst_readonly.moc"
