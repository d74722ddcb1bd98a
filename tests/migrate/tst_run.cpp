// SPDX-License-Identifier: MIT
#include "shop.h"

#include "migrate/attempts.h"
#include "migrate/section.h"

#include <QtCore/QProcess>
#include <QtTest/QTest>

#include <csignal>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

const QString upThree = u"CREATE TABLE t1 (n NUMBER(10) NOT NULL);\n"
                        "INSERT INTO t1 VALUES (1);\n"
                        "CREATE TABLE t2 (n NUMBER(10));\n"
                        "INSERT INTO t1 VALUES (2);\n"
                        "CREATE INDEX t2_ix ON t2 (n);\n"_s;
const QString downThree = u"DROP TABLE t2;\nDROP TABLE t1;\n"_s;

// This program again as a process that runs `verb` on the project and kills itself at the n-th
// moment: a clock that is asked (before the intent, and between a statement and its outcome) or an
// event that is reported.
QString killedAt(const Shop &shop, const QString &verb, int moment)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(),
                  {u"--child"_s, shop.directory(), verb, QString::number(moment)});
    if (!process.waitForFinished(60000))
        return u"hangs"_s;
    if (process.exitStatus() == QProcess::CrashExit)
        return u"killed"_s;
    return process.exitCode() == 0 ? u"done"_s : u"exit %1"_s.arg(process.exitCode());
}

int runChild(const QStringList &arguments)
{
    const int killAt = arguments.value(4).toInt();
    int moment = 0;
    const auto pass = [&moment, killAt] {
        if (++moment == killAt)
            std::raise(SIGKILL);
    };
    const Workspace workspace = must(openWorkspace(arguments.value(2)));
    const std::unique_ptr<Session> session = must(connectTarget(workspace, {}));
    const QString verb = arguments.value(3);
    const Result<RunPlan> plan = verb == "upgrade"_L1 ? planUpgrade(workspace, *session, u"head"_s)
        : verb == "downgrade"_L1 ? planDowngrade(workspace, *session, u"base"_s)
                                 : planRollback(workspace, *session);
    if (!plan)
        return 2;
    RunControl control;
    control.report = [&pass](const RunEvent &) { pass(); };
    const Result<RunOutcome> outcome = run(workspace, *session, *plan, control, [&pass] {
        pass();
        return QDateTime::currentDateTimeUtc();
    });
    return outcome && !outcome->stoppedBy ? 0 : 3;
}

// Of two statements.
RunPlan planOf(Direction direction)
{
    PlannedRevision planned;
    planned.revision = u"a"_s;
    planned.direction = direction;
    for (int i = 1; i <= 2; ++i) {
        PlannedStatement statement;
        statement.number = i;
        statement.sql = u"CREATE TABLE t%1 (n NUMBER(10))"_s.arg(i);
        statement.cumulativeSha256 = QString::number(i);
        planned.statements.push_back(statement);
    }
    RunPlan plan;
    plan.revisions.push_back(planned);
    return plan;
}

} // namespace

class TestRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void upgradesAndDowngrades();
    void refusesTheUnreviewed();
    void anEditTakesTheReviewAway();
    void stopsAtEveryStatement_data();
    void stopsAtEveryStatement();
    void resumesAfterEditingTheRemainder();
    void refusesAnEditedPrefix();
    void rollsBack_data();
    void rollsBack();
    void rollsBackWhatNeedsNoPassword();
    void saysHowToGoOn_data();
    void saysHowToGoOn();
    void toleratesWhatItIsTold();
    void stopsWhenAsked();
    void planGrowsOld();
    void historyWithoutAJournal();
    void refusesToMoveOnWhenHalfWay();
    void killedAtEveryMoment_data();
    void killedAtEveryMoment();
    void asksWhereOnlyTheUserKnows();
    void branchesAndMerges();
    void stamps();
    void statesTellTheTruth();
    void compileErrorsAreReported();
    void errorsHaveTheirPlaceInTheFile();
};

void TestRun::upgradesAndDowngrades()
{
    Shop shop;
    shop.writeRevision(u"a"_s, {}, upThree, downThree);
    QCOMPARE(shop.upgrade(), u"a"_s);
    QCOMPARE(shop.heads(), u"a"_s);
    QCOMPARE(shop.value(u"SELECT COUNT(*) FROM t1"_s), u"2"_s);
    QCOMPARE(shop.upgrade(), QString()); // nothing to do
    QCOMPARE(shop.journal(),
             (QStringList{u"a.upgrade.1.done"_s, u"a.upgrade.2.done"_s, u"a.upgrade.3.done"_s,
                          u"a.upgrade.4.done"_s, u"a.upgrade.5.done"_s}));
    QCOMPARE(shop.downgrade(u"base"_s), u"a"_s);
    QCOMPARE(shop.heads(), QString());
    QCOMPARE(shop.tables(), QStringList());
    QCOMPARE(shop.upgrade(), u"a"_s); // and again
    QCOMPARE(shop.tables(), (QStringList{u"T1"_s, u"T2"_s}));
}

void TestRun::refusesTheUnreviewed()
{
    Shop shop;
    shop.writeRevision(u"a"_s, {}, upThree, downThree, false);
    const Workspace workspace = shop.workspace();
    const auto session = shop.connect();
    const Result<RunPlan> plan = planUpgrade(workspace, *session, u"head"_s);
    QVERIFY(!plan);
    QCOMPARE(plan.error().kind, ErrorKind::NotReviewed);
    QVERIFY(plan.error().message.contains("athanor review a"_L1));
    QVERIFY(planUpgrade(workspace, *session, u"head"_s, true));
    QCOMPARE(shop.tables(), QStringList());
}

void TestRun::anEditTakesTheReviewAway()
{
    Shop shop;
    shop.writeRevision(u"a"_s, {}, upThree, downThree);
    const Workspace workspace = shop.workspace();
    const Revision before = *workspace.graph.find(u"a"_s);
    QVERIFY(
        saveSections(workspace, before, before.upgrade, before.downgrade + u"DROP TABLE t3;\n"_s));
    const auto session = shop.connect();
    QCOMPARE(planUpgrade(shop.workspace(), *session, {}).error().kind, ErrorKind::NotReviewed);
    // What another program wrote is not overwritten.
    const Result<Revision> again = saveSections(workspace, before, u"DROP TABLE x;\n"_s, {});
    QVERIFY(!again);
    QCOMPARE(again.error().kind, ErrorKind::File);
    QVERIFY(shop.workspace().graph.find(u"a"_s)->downgrade.contains("t3"_L1));
}

void TestRun::stopsAtEveryStatement_data()
{
    QTest::addColumn<int>("broken");
    for (int i = 1; i <= 5; ++i)
        QTest::addRow("statement %d", i) << i;
}

// One statement is refused; the run stands there; the statement is mended and the rest runs,
// nothing twice.
void TestRun::stopsAtEveryStatement()
{
    QFETCH(int, broken);
    Shop shop;
    QStringList statements = upThree.split(u'\n', Qt::SkipEmptyParts);
    const QString right = statements[broken - 1];
    statements[broken - 1] = u"DROP TABLE nowhere;"_s;
    shop.writeRevision(u"a"_s, {}, statements.join(u'\n') + u'\n', downThree);
    QCOMPARE(shop.upgrade(), u"a!%1 ORA-00942"_s.arg(broken));
    QCOMPARE(shop.heads(), QString());
    QCOMPARE(shop.journal().size(), broken);
    QVERIFY(shop.journal().last().endsWith(".failed"_L1));

    shop.editUpgrade(u"a"_s, u"DROP TABLE nowhere;"_s, right);
    if (broken == 1) {
        QCOMPARE(shop.resume(), QString()); // nothing took effect: there is nothing to resume
        QCOMPARE(shop.upgrade(), u"a"_s);
    } else {
        QCOMPARE(shop.statesOf(), QStringList{u"a:StoppedHalfWay"_s});
        QCOMPARE(shop.resume(), u"a"_s);
    }
    QCOMPARE(shop.heads(), u"a"_s);
    QCOMPARE(shop.value(u"SELECT COUNT(*) FROM t1"_s), u"2"_s);
    QCOMPARE(shop.statesOf(), QStringList{u"a:Applied"_s});
    QCOMPARE(shop.downgrade(u"base"_s), u"a"_s);
    QCOMPARE(shop.tables(), QStringList());
}

void TestRun::resumesAfterEditingTheRemainder()
{
    Shop shop;
    shop.writeRevision(
        u"a"_s, {},
        u"CREATE TABLE t1 (n NUMBER(10));\nDROP TABLE nowhere;\nDROP TABLE nowhere2;\n"_s, {});
    QCOMPARE(shop.upgrade(), u"a!2 ORA-00942"_s);
    shop.editUpgrade(u"a"_s, u"DROP TABLE nowhere;\nDROP TABLE nowhere2;\n"_s,
                     u"-- neither was needed\n"_s);
    QCOMPARE(shop.resume(), u"a"_s); // nothing left to execute, and the revision is whole
    QCOMPARE(shop.heads(), u"a"_s);
    QCOMPARE(shop.statesOf(), QStringList{u"a:Applied"_s});
}

void TestRun::refusesAnEditedPrefix()
{
    Shop shop;
    shop.writeRevision(u"a"_s, {}, u"CREATE TABLE t1 (n NUMBER(10));\nDROP TABLE nowhere;\n"_s, {});
    QCOMPARE(shop.upgrade(), u"a!2 ORA-00942"_s);
    shop.editUpgrade(u"a"_s, u"NUMBER(10)"_s, u"NUMBER(12)"_s);
    const Workspace workspace = shop.workspace();
    const auto session = shop.connect();
    const Result<RunPlan> plan = planResume(workspace, *session);
    QVERIFY(!plan);
    QCOMPARE(plan.error().kind, ErrorKind::Semantic);
    QVERIFY(plan.error().where.line > 0);
    QVERIFY(shop.resume().startsWith("refused"_L1));
    QVERIFY(shop.rollback().startsWith("refused"_L1)); // what it did is not known either
    shop.editUpgrade(u"a"_s, u"NUMBER(12)"_s, u"NUMBER(10)"_s);
    QCOMPARE(shop.rollback(), u"a"_s);
    QCOMPARE(shop.tables(), QStringList());
}

void TestRun::rollsBack_data()
{
    QTest::addColumn<QString>("statements");
    QTest::newRow("a table") << u"CREATE TABLE x (n NUMBER(10));\n"_s;
    QTest::newRow("a column") << u"ALTER TABLE base ADD (c VARCHAR2(10 CHAR));\n"_s;
    QTest::newRow("not null and a comment")
        << u"ALTER TABLE base MODIFY n NOT NULL;\nCOMMENT ON TABLE base IS 'x';\n"_s;
    QTest::newRow("a dropped index") << u"DROP INDEX base_ix;\n"_s;
    QTest::newRow("sequence, table and key")
        << u"CREATE SEQUENCE s NOCACHE;\nCREATE TABLE x (id NUMBER(10) DEFAULT "
           "s.NEXTVAL NOT NULL, CONSTRAINT x_pk PRIMARY KEY (id));\nCREATE TABLE y (x "
           "NUMBER(10) CONSTRAINT y_fk REFERENCES x);\n"_s;
}

void TestRun::rollsBack()
{
    QFETCH(QString, statements);
    Shop shop;
    shop.writeRevision(u"a"_s, {},
                       u"CREATE TABLE base (n NUMBER(10));\nCREATE INDEX base_ix ON base (n);\n"_s,
                       {});
    QCOMPARE(shop.upgrade(), u"a"_s);
    shop.execute(u"CREATE TABLE not_ours (n NUMBER(10))"_s);
    const Catalog before = shop.live();
    shop.writeRevision(u"b"_s, u"a"_s, statements + u"DROP TABLE nowhere;\n"_s, {});
    QVERIFY(shop.upgrade().startsWith("b!"_L1));
    QVERIFY(!differences(before, shop.live()).isEmpty());
    QCOMPARE(shop.rollback(), u"b"_s);
    QCOMPARE(differences(before, shop.live()), QString());
    QCOMPARE(shop.heads(), u"a"_s);
    QCOMPARE(shop.statesOf().first(), u"b:Pending"_s);
    // It starts over, and what is not ours was never touched.
    QVERIFY(shop.upgrade().startsWith("b!"_L1));
    QCOMPARE(shop.rollback(), u"b"_s);
    QVERIFY(shop.tables().contains(u"NOT_OURS"_s));
}

// A link's password is kept nowhere, so nobody but the user can make the link again.
void TestRun::rollsBackWhatNeedsNoPassword()
{
    Shop shop;
    shop.writeRevision(u"a"_s, {},
                       u"CREATE TABLE base (n NUMBER(10));\n"
                       "CREATE DATABASE LINK rl CONNECT TO u IDENTIFIED BY secret USING 'db';\n"_s);
    QCOMPARE(shop.upgrade(), u"a"_s);
    shop.writeRevision(u"b"_s, u"a"_s,
                       u"ALTER TABLE base ADD (c NUMBER(1));\nDROP DATABASE LINK rl;\n"
                       "DROP TABLE nowhere;\n"_s);
    QCOMPARE(shop.upgrade(), u"b!3 ORA-00942"_s);
    const auto session = shop.connect();
    const RunPlan plan = must(planRollback(shop.workspace(), *session));
    QCOMPARE(plan.statementCount(), 1);
    QVERIFY2(plan.remarks.size() == 1, qPrintable(plan.remarks.join(u"\n"_s)));
    QVERIFY2(plan.remarks.front().contains("CREATE DATABASE LINK RL"_L1),
             qPrintable(plan.remarks.front()));
    QVERIFY(!plan.remarks.front().contains("secret"_L1));
    QCOMPARE(shop.rollback(), u"b"_s);
    QCOMPARE(shop.statesOf().first(), u"b:Pending"_s);
    QVERIFY(!shop.live().table({{}, u"BASE"_s})->column(u"C"_s));
}

void TestRun::saysHowToGoOn_data()
{
    QTest::addColumn<int>("direction");
    QTest::addColumn<QString>("verb");
    QTest::newRow("upgrade") << int(Direction::Upgrade) << u"athanor resume"_s;
    QTest::newRow("downgrade") << int(Direction::Downgrade) << u"athanor resume"_s;
    QTest::newRow("rollback") << int(Direction::Rollback) << u"athanor rollback"_s;
    QTest::newRow("revert") << int(Direction::Revert) << u"athanor drift --revert"_s;
}

// Each run is taken up by a verb of its own.
void TestRun::saysHowToGoOn()
{
    QFETCH(int, direction);
    QFETCH(QString, verb);
    const Shop shop;
    const auto session = shop.connect();
    int started = 0;
    RunControl control;
    control.report = [&](const RunEvent &event) {
        started += event.kind == RunEvent::StatementStarted ? 1 : 0;
    };
    control.stopRequested = [&] { return started == 1; };
    const RunOutcome outcome =
        must(run(shop.workspace(), *session, planOf(Direction(direction)), control, systemClock()));
    QVERIFY(outcome.stoppedBy);
    const QString text = outcome.stoppedBy->toString();
    QVERIFY2(text.contains(u"“%1”"_s.arg(verb)), qPrintable(text));
}

void TestRun::toleratesWhatItIsTold()
{
    Shop shop;
    shop.writeRevision(u"a"_s, {},
                       u"-- athanor: tolerate ORA-00942\nDROP TABLE nowhere;\n"
                       "CREATE TABLE t1 (n NUMBER(10));\n"
                       "-- athanor: tolerate ORA-00955\nDROP TABLE nowhere;\n"_s,
                       {});
    QCOMPARE(shop.upgrade(), u"a!3 ORA-00942"_s); // another code than the one it tolerates
    QCOMPARE(
        shop.journal(),
        (QStringList{u"a.upgrade.1.skipped"_s, u"a.upgrade.2.done"_s, u"a.upgrade.3.failed"_s}));
    shop.editUpgrade(u"a"_s, u"ORA-00955"_s, u"ORA-00942"_s);
    QCOMPARE(shop.resume(), u"a"_s);
}

void TestRun::stopsWhenAsked()
{
    Shop shop;
    shop.writeRevision(u"a"_s, {}, upThree, downThree);
    const Workspace workspace = shop.workspace();
    const auto session = shop.connect();
    int done = 0;
    RunControl control;
    control.report = [&done](const RunEvent &event) {
        done += event.kind == RunEvent::StatementDone ? 1 : 0;
    };
    control.stopRequested = [&done] { return done == 2; };
    const RunOutcome outcome = must(run(
        workspace, *session, must(planUpgrade(workspace, *session, {})), control, systemClock()));
    QVERIFY(outcome.stoppedBy);
    QCOMPARE(outcome.stoppedBy->kind, ErrorKind::Cancelled);
    QCOMPARE(outcome.stoppedAtStatement, 3);
    QCOMPARE(shop.journal().size(), 2);
    QCOMPARE(shop.resume(), u"a"_s);
    QCOMPARE(shop.value(u"SELECT COUNT(*) FROM t1"_s), u"2"_s);
}

void TestRun::planGrowsOld()
{
    Shop shop;
    shop.writeRevision(u"a"_s, {}, upThree, downThree);
    const Workspace workspace = shop.workspace();
    const auto session = shop.connect();
    const RunPlan plan = must(planUpgrade(workspace, *session, {}));
    QCOMPARE(shop.upgrade(), u"a"_s); // another program was quicker
    const Result<RunOutcome> outcome = run(workspace, *session, plan, {}, systemClock());
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, ErrorKind::Semantic);
    QCOMPARE(shop.journal().size(), 5);
}

void TestRun::refusesToMoveOnWhenHalfWay()
{
    Shop shop;
    shop.writeModel(u"CREATE TABLE x (n NUMBER(10));\n"_s);
    shop.writeRevision(u"a"_s, {}, u"CREATE TABLE t1 (n NUMBER(10));\nDROP TABLE nowhere;\n"_s, {});
    QCOMPARE(shop.upgrade(), u"a!2 ORA-00942"_s);
    for (const QString &refusal : {shop.upgrade(), shop.downgrade(u"base"_s)})
        QVERIFY2(refusal.contains("athanor resume"_L1) && refusal.contains("athanor rollback"_L1),
                 qPrintable(refusal));
    const auto session = shop.connect();
    AutogenerateOptions options;
    options.message = u"x"_s;
    const auto revision = autogenerate(shop.workspace(), *session, options, systemClock());
    QVERIFY(!revision);
    QVERIFY(revision.error().message.contains("athanor resume"_L1));
}

void TestRun::killedAtEveryMoment_data()
{
    QTest::addColumn<QString>("verb");
    QTest::newRow("upgrade") << u"upgrade"_s;
    QTest::newRow("downgrade") << u"downgrade"_s;
    QTest::newRow("rollback") << u"rollback"_s;
}

// A process that dies at any moment of a run: what follows resumes it, nothing is lost and nothing
// runs twice (a repeated CREATE would be refused with ORA-00955, a repeated INSERT counted).
void TestRun::killedAtEveryMoment()
{
    QFETCH(QString, verb);
    int kills = 0;
    for (int moment = 1; moment < 200; ++moment) {
        Shop shop;
        shop.writeRevision(u"a"_s, {}, upThree, downThree);
        if (verb == "downgrade"_L1)
            QCOMPARE(shop.upgrade(), u"a"_s);
        if (verb == "rollback"_L1) {
            shop.editUpgrade(u"a"_s, u"CREATE INDEX t2_ix ON t2 (n)"_s, u"DROP TABLE nowhere"_s);
            QCOMPARE(shop.upgrade(), u"a!5 ORA-00942"_s);
        }
        const QString ended = killedAt(shop, verb, moment);
        QVERIFY2(ended == "killed"_L1 || ended == "done"_L1,
                 qPrintable(u"%1: %2"_s.arg(moment).arg(ended)));
        if (ended == "done"_L1) {
            QVERIFY2(kills > 10, qPrintable(QString::number(kills)));
            return;
        }
        ++kills;
        // Whatever the moment, one of the verbs that the refusal names brings it to its end.
        QString line;
        const QString goal = verb == "upgrade"_L1 ? u"a"_s : QString();
        for (int attempt = 0; attempt < 3; ++attempt) {
            const Workspace workspace = shop.workspace();
            const auto unfinished = unfinishedAttempt(workspace, must(readJournal(*shop.connect())),
                                                      must(readHeads(*shop.connect())));
            if (unfinished)
                line = verb == "rollback"_L1 ? shop.rollback() : shop.resume();
            else if (verb == "rollback"_L1 || shop.heads() == goal)
                break;
            else
                line = verb == "upgrade"_L1 ? shop.upgrade() : shop.downgrade(u"base"_s);
            QVERIFY2(line == "a"_L1,
                     qPrintable(
                         u"moment %1: %2\n%3"_s.arg(moment).arg(line, shop.journal().join(u'\n'))));
        }
        QCOMPARE(shop.heads(), goal);
        if (verb == "upgrade"_L1) {
            QCOMPARE(shop.tables(), (QStringList{u"T1"_s, u"T2"_s}));
            QCOMPARE(shop.value(u"SELECT COUNT(*) FROM t1"_s), u"2"_s);
            QCOMPARE(shop.value(u"SELECT COUNT(DISTINCT n) FROM t1"_s), u"2"_s);
        } else {
            QCOMPARE(shop.tables(), QStringList());
        }
    }
    QFAIL("the run never ended by itself");
}

void TestRun::asksWhereOnlyTheUserKnows()
{
    // A statement of which a crash left `started`, and a schema that fits neither before nor after.
    Shop shop;
    shop.writeRevision(u"a"_s, {},
                       u"CREATE TABLE t1 (n NUMBER(10));\nALTER TABLE t1 MODIFY n NUMBER(12);\n"_s,
                       {});
    QCOMPARE(shop.upgrade(), u"a"_s);
    shop.execute(
        u"UPDATE athanor_journal SET status = 'started', finished_at = NULL WHERE statement_no = 2"_s);
    shop.execute(u"DELETE FROM alembic_version"_s);
    shop.execute(u"ALTER TABLE t1 MODIFY n NUMBER(14)"_s);
    const Workspace workspace = shop.workspace();
    {
        const auto session = shop.connect();
        const Result<RunPlan> plan = planResume(workspace, *session);
        QVERIFY(!plan);
        QCOMPARE(plan.error().kind, ErrorKind::Ambiguous);
    }
    QCOMPARE(shop.resume(CrashAnswer::TookEffect), u"a"_s);
    QCOMPARE(shop.heads(), u"a"_s);
    QVERIFY(shop.journal().contains(u"a.upgrade.2.done"_s));
}

void TestRun::branchesAndMerges()
{
    Shop shop;
    const auto table = [](const QString &name) {
        return u"CREATE TABLE %1 (n NUMBER(10));\n"_s.arg(name);
    };
    const auto drop = [](const QString &name) { return u"DROP TABLE %1;\n"_s.arg(name); };
    shop.writeRevision(u"a"_s, {}, table(u"a"_s), drop(u"a"_s));
    shop.writeRevision(u"b"_s, u"a"_s, table(u"b"_s), drop(u"b"_s));
    shop.writeRevision(u"c"_s, u"a"_s, table(u"c"_s), drop(u"c"_s));
    QVERIFY(shop.upgrade().startsWith("refused"_L1)); // two heads
    QCOMPARE(shop.upgrade(u"heads"_s).size(), u"a b c"_s.size());
    QCOMPARE(shop.heads(), u"b c"_s);
    shop.writeRevision(u"m"_s, u"b c"_s, {}, {});
    QCOMPARE(shop.upgrade(), u"m"_s); // no statement, and still a step
    QCOMPARE(shop.heads(), u"m"_s);
    QCOMPARE(shop.downgrade(u"-1"_s), u"m"_s);
    QCOMPARE(shop.heads(), u"b c"_s);
    QCOMPARE(shop.upgrade(), u"m"_s);
    QCOMPARE(shop.downgrade(u"base"_s).split(u' ').size(), 4);
    QCOMPARE(shop.heads(), QString());
    QCOMPARE(shop.tables(), QStringList());
}

void TestRun::stamps()
{
    Shop shop;
    shop.writeRevision(u"a"_s, {}, u"CREATE TABLE t1 (n NUMBER(10));\nDROP TABLE nowhere;\n"_s, {});
    shop.writeRevision(u"b"_s, u"a"_s, u"CREATE TABLE t2 (n NUMBER(10));\n"_s, {});
    const Workspace workspace = shop.workspace();
    const auto stampTo = [&](const QStringList &words) {
        must(stamp(workspace, *shop.connect(), words, false));
    };
    stampTo({u"b"_s});
    QCOMPARE(shop.heads(), u"b"_s);
    stampTo({u"a"_s});
    QCOMPARE(shop.heads(), u"a"_s);
    stampTo({u"base"_s});
    QCOMPARE(shop.heads(), QString());
    QCOMPARE(shop.upgrade(u"a"_s), u"a!2 ORA-00942"_s);
    stampTo({u"a"_s}); // mended by hand
    QCOMPARE(shop.upgrade(), u"b"_s);
    QVERIFY(!stamp(workspace, *shop.connect(), {u"nowhere"_s}, false));
    QCOMPARE(shop.heads(), u"b"_s);
}

void TestRun::statesTellTheTruth()
{
    Shop shop;
    shop.writeRevision(u"a"_s, {}, u"CREATE TABLE t1 (n NUMBER(10));\n"_s, {});
    shop.writeRevision(u"b"_s, u"a"_s, u"CREATE TABLE t2 (n NUMBER(10));\n"_s, {}, false);
    QCOMPARE(shop.statesOf(), (QStringList{u"b:NotReviewed"_s, u"a:Pending"_s}));
    QCOMPARE(shop.upgrade(u"a"_s), u"a"_s);
    shop.reviewAll();
    QCOMPARE(shop.statesOf(), (QStringList{u"b:Pending"_s, u"a:Applied"_s}));
    shop.editUpgrade(u"a"_s, u"NUMBER(10)"_s, u"NUMBER(11)"_s);
    QCOMPARE(shop.statesOf(), (QStringList{u"b:Pending"_s, u"a:EditedAfterApplied"_s}));
    shop.execute(u"UPDATE alembic_version SET version_num = 'gone'"_s);
    QVERIFY(shop.statesOf().contains(u"gone:FileMissing"_s));
    QVERIFY(shop.upgrade().startsWith("refused"_L1));
}

void TestRun::compileErrorsAreReported()
{
    // The unit is there, invalid: no failure of the statement, but nothing to be silent about. A
    // sandbox that does not compile PL/SQL has none to report; then this only sees that the unit
    // went through.
    Shop shop;
    shop.writeRevision(u"a"_s, {},
                       u"CREATE OR REPLACE PROCEDURE p IS\nBEGIN\n  :NEW.x := 1;\nEND;\n/\n"_s,
                       u"DROP PROCEDURE p;\n"_s);
    QCOMPARE(shop.upgrade(), u"a"_s);
    QCOMPARE(shop.downgrade(u"base"_s), u"a"_s);
}

void TestRun::errorsHaveTheirPlaceInTheFile()
{
    Shop shop;
    shop.writeRevision(u"a"_s, {}, u"CREATE TABLE t1 (n NUMBER(10));\n\n  DROP TABLE nowhere;\n"_s,
                       {});
    const Workspace workspace = shop.workspace();
    const auto session = shop.connect();
    const RunOutcome outcome = must(
        run(workspace, *session, must(planUpgrade(workspace, *session, {})), {}, systemClock()));
    QVERIFY(outcome.stoppedBy);
    const Revision &revision = *workspace.graph.find(u"a"_s);
    QCOMPARE(outcome.stoppedBy->where, (Place{revision.file, revision.upgradeLine + 2, 3}));
    QCOMPARE(outcome.stoppedBy->kind, ErrorKind::Statement);
    QVERIFY(outcome.stoppedBy->context.contains("athanor resume"_L1));
}

// Alembic's own table alone: migrated by Alembic, or read by an account that may not make tables.
void TestRun::historyWithoutAJournal()
{
    const Shop shop;
    shop.writeRevision(u"a"_s, {}, u"CREATE TABLE t (id NUMBER);"_s, u"DROP TABLE t;"_s);
    shop.writeRevision(u"b"_s, u"a"_s, u"CREATE TABLE u (id NUMBER);"_s, u"DROP TABLE u;"_s);
    shop.execute(u"CREATE TABLE alembic_version (version_num VARCHAR2(32) NOT NULL)"_s);
    shop.execute(u"INSERT INTO alembic_version VALUES ('a')"_s);
    QCOMPARE(shop.statesOf(), QStringList({u"b:Pending"_s, u"a:Applied"_s}));
    const Workspace workspace = shop.workspace();
    const auto session = shop.connect();
    const Target &target = *workspace.project.target({});
    QVERIFY(!must(readStatus(workspace, *session, target)).hasJournal);
    QVERIFY(!must(session->hasTable(u"ATHANOR_JOURNAL"_s))); // reading makes none
    QVERIFY(!must(session->hasTable(u"ATHANOR_LOCK"_s)));
    shop.execute(u"CREATE TABLE t (id NUMBER)"_s);
    QCOMPARE(shop.upgrade(), u"b"_s);
    QVERIFY(must(readStatus(workspace, *session, target)).hasJournal);
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (QCoreApplication::arguments().value(1) == "--child"_L1)
        return runChild(QCoreApplication::arguments());
    TestRun test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_run.moc"
