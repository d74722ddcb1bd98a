// SPDX-License-Identifier: MIT
#include "ui/changes/objecttreemodel.h"
#include "ui/pages/journalmodel.h"
#include "ui/pages/rehearsalmodel.h"
#include "ui/run/runmodel.h"
#include "ui/welcome/recentprojects.h"
#include "ui/welcome/sampleproject.h"

#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QtTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

constexpr auto report = QAbstractItemModelTester::FailureReportingMode::QtTest;

RunPlan twoStatements()
{
    PlannedStatement first;
    first.sql = u"CREATE SEQUENCE s"_s;
    first.number = 1;
    PlannedStatement second;
    second.sql = u"CREATE TABLE t (\n    id NUMBER\n)"_s;
    second.number = 2;
    PlannedRevision revision;
    revision.revision = u"aaaa"_s;
    revision.statements = {first, second};
    RunPlan plan;
    plan.revisions = {revision};
    return plan;
}

RunEvent happened(RunEvent::Kind kind, int statement)
{
    RunEvent e;
    e.kind = kind;
    e.revision = u"aaaa"_s;
    e.statement = statement;
    e.elapsedMs = 12;
    return e;
}

JournalEntry entry(int no, JournalStatus status)
{
    JournalEntry e;
    e.runId = u"0001"_s;
    e.revision = u"aaaa"_s;
    e.statementNo = no;
    e.status = status;
    return e;
}

} // namespace

class tst_models : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void objectTree();
    void aRunIsFollowed();
    void aRefusedStatementKeepsItsError();
    void theJournalGrows();
    void rehearsal();
    void recentProjectsAreRemembered();
    void theSampleIsCopiedOnce();
};

void tst_models::objectTree()
{
    ObjectTreeModel model;
    QAbstractItemModelTester tester(&model, report);
    ObjectNode table{{u"TABLE"_s, {{}, u"T"_s}}, ChangeKind::Altered, {}};
    table.changes.push_back({0, ChangeKind::Added, u"column T.A"_s, {}});
    Hazard hazard;
    hazard.message = u"rows decide"_s;
    table.changes.push_back({1, ChangeKind::Altered, u"column T.B"_s, {hazard}});
    ObjectNode sequence{{u"SEQUENCE"_s, {{}, u"S"_s}}, ChangeKind::Added, {}};
    model.setNodes({table, sequence});
    QCOMPARE(model.rowCount(), 2);
    const QModelIndex first = model.index(0, 0);
    QCOMPARE(model.rowCount(first), 2);
    QCOMPARE(model.parent(model.index(1, 0, first)), first);
    // What is dangerous is heard, not only seen.
    QVERIFY(model.index(1, 0, first)
                .data(Qt::AccessibleTextRole)
                .toString()
                .contains(u"rows decide"_s));
    QCOMPARE(countObjects(model.nodes()).added, 1);
    QCOMPARE(countObjects(model.nodes()).altered, 1);
    model.setNodes({});
    QCOMPARE(model.rowCount(), 0);
}

void tst_models::aRunIsFollowed()
{
    RunModel model;
    QAbstractItemModelTester tester(&model, report);
    model.setPlan(twoStatements());
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.finishedCount(), 0);
    model.report(happened(RunEvent::RevisionStarted, 0));
    model.report(happened(RunEvent::StatementStarted, 1));
    QCOMPARE(model.rowOf(RunState::Running), 0);
    model.setRunningTime(70);
    QCOMPARE(model.rows()[0].elapsedMs, 70);
    model.report(happened(RunEvent::StatementDone, 1));
    QCOMPARE(model.finishedCount(), 1);
    QCOMPARE(model.rows()[0].elapsedMs, 12);
    QCOMPARE(model.rowOf(RunState::Running), -1);
    // One line of a statement, however many it has.
    QVERIFY(!model.index(1, RunModel::StatementColumn).data().toString().contains(u'\n'));
}

void tst_models::aRefusedStatementKeepsItsError()
{
    RunModel model;
    QAbstractItemModelTester tester(&model, report);
    model.setPlan(twoStatements());
    RunEvent failed = happened(RunEvent::StatementFailed, 2);
    failed.error = Error{ErrorKind::Statement, u"null values found"_s, 2296, {}, {}};
    model.report(failed);
    QCOMPARE(model.rowOf(RunState::Failed), 1);
    QVERIFY(model.rows()[1].remark.startsWith(u"ORA-02296"_s));
}

void tst_models::theJournalGrows()
{
    JournalModel model;
    QAbstractItemModelTester tester(&model, report);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setEntries({entry(1, JournalStatus::Started)});
    model.setEntries({entry(1, JournalStatus::Done), entry(2, JournalStatus::Started)});
    QCOMPARE(reset.count(), 0);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, JournalModel::NumberColumn).data().toInt(), 2); // newest first
    QCOMPARE(model.index(1, JournalModel::StatusColumn).data().toString(),
             journalLook(JournalStatus::Done).word);
    model.setEntries({}); // another target
    QCOMPARE(model.rowCount(), 0);
}

void tst_models::rehearsal()
{
    RehearsalModel model;
    QAbstractItemModelTester tester(&model, report);
    Rehearsal rehearsal;
    RehearsedStatement statement;
    statement.statement = twoStatements().revisions[0].statements[1];
    statement.verdict = Verdict::CannotJudge;
    statement.why = u"a PL/SQL body"_s;
    rehearsal.statements = {statement};
    model.setRehearsal(rehearsal);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, RehearsalModel::WhyColumn).data().toString(), u"a PL/SQL body"_s);
}

void tst_models::recentProjectsAreRemembered()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    for (int i = 0; i < 14; ++i) {
        const QString directory = folder.filePath(u"p%1"_s.arg(i));
        QVERIFY(QDir().mkpath(directory));
        QFile file(directory + u"/athanor.toml"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        rememberProject(settings, {directory, u"p%1"_s.arg(i), QDateTime::currentDateTimeUtc()});
    }
    QCOMPARE(recentProjects(settings).size(), size_t(10));
    QCOMPARE(recentProjects(settings).front().name, u"p13"_s);
    QVERIFY(QFile::remove(folder.filePath(u"p13/athanor.toml"_s)));
    QCOMPARE(recentProjects(settings).front().name, u"p12"_s);
    forgetProject(settings, folder.filePath(u"p12"_s));
    QCOMPARE(recentProjects(settings).front().name, u"p11"_s);
}

void tst_models::theSampleIsCopiedOnce()
{
    const QTemporaryDir folder;
    const QString directory = folder.filePath(u"sample"_s);
    const Result<QString> copied = provideSample(directory);
    QVERIFY(copied);
    // The copy is what the source tree has: the resource lists every file.
    const QDir source(QStringLiteral(ATHANOR_TEST_DATA "/../../migrations"));
    for (const QString &sub : {u"model"_s, u"versions"_s}) {
        QCOMPARE(QDir(directory + u'/' + sub).entryList({u"*.sql"_s}),
                 QDir(source.filePath(sub)).entryList({u"*.sql"_s}));
    }
    QFile toml(directory + u"/athanor.toml"_s);
    QVERIFY(toml.open(QIODevice::Append)); // writable
    toml.write("# mine\n");
    toml.close();
    QVERIFY(provideSample(directory));
    QVERIFY(toml.open(QIODevice::ReadOnly));
    QVERIFY(toml.readAll().endsWith("# mine\n"));
}

QTEST_MAIN(tst_models)
#include "tst_models.moc"
