// SPDX-License-Identifier: MIT
// A run through Qt's own QOCI plugin: what it costs, and what is left of it when the connection
// goes.
#include "standinserver.h"

#include "base/atomicfile.h"
#include "database/versiontable.h"
#include "migrate/drift.h"
#include "migrate/run.h"
#include "migrate/workspace.h"
#include "revision/revision.h"

#include <QtCore/QDir>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace Athanor;

class TestRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init(); // two revisions of DDL, DML and a unit
    void cleanup();
    void lostAtEveryCall_data();
    void lostAtEveryCall();
    void saysHowToGoOn_data();
    void saysHowToGoOn();
    void lostWhileJournalling_data();
    void lostWhileJournalling();
    void journalTaken();
    void adoptionInDoubt_data();
    void adoptionInDoubt();
    void roundTripsOfARun();

private:
    [[nodiscard]] std::unique_ptr<Session> session() const;

    std::unique_ptr<StandinServer> m_server;
    std::unique_ptr<QTemporaryDir> m_project;
    Workspace m_workspace;
};

namespace {

QString messageOf(const std::optional<Error> &error)
{
    return error ? error->toString() : QString();
}

} // namespace

void TestRuns::initTestCase()
{
    SKIP_WITHOUT_QOCI();
}

void TestRuns::cleanup()
{
    QCOMPARE(Standin::statistics().violations, QStringList());
    m_project.reset();
    m_server.reset();
}

std::unique_ptr<Session> TestRuns::session() const
{
    auto opened =
        connectTarget(m_workspace, u"oracle"_s, [](const ConnectionUrl &) { return u"tiger"_s; });
    if (!opened)
        qWarning("%s", qPrintable(opened.error().toString()));
    return opened ? std::move(*opened) : nullptr;
}

void TestRuns::init()
{
    m_server = std::make_unique<StandinServer>();
    m_project = std::make_unique<QTemporaryDir>();
    QVERIFY(writeTextFile(m_project->filePath(u"athanor.toml"_s),
                          u"[project]\nname = \"shop\"\nmodel = \"model\"\n"
                          "[target.oracle]\nurl = \"%1\"\n"_s.arg(StandinServer::url())));
    const QString versions = m_project->filePath(u"versions"_s);
    const auto write = [&](const QString &id, const QStringList &parents, const QString &upgrade,
                           const QString &downgrade) {
        Revision revision;
        revision.id = id;
        revision.revises = parents;
        revision.message = id;
        revision.created = QDateTime::currentDateTimeUtc();
        revision.upgrade = upgrade;
        revision.downgrade = downgrade;
        const Result<Revision> written = writeRevision(revision, versions);
        QVERIFY2(written, qPrintable(written ? QString() : written.error().toString()));
    };
    write(u"a1"_s, {},
          u"CREATE TABLE t1 (n NUMBER(10) NOT NULL);\nINSERT INTO t1 VALUES (1);\n"
          "INSERT INTO t1 VALUES (2);\n"_s,
          u"DROP TABLE t1;\n"_s);
    write(u"b2"_s, {u"a1"_s},
          u"CREATE TABLE t2 (n NUMBER(10));\n"
          "CREATE OR REPLACE PROCEDURE p IS\nBEGIN\n    NULL;\nEND;\n/\n"
          "UPDATE t1 SET n = n + 10;\n"_s,
          u"DROP PROCEDURE p;\nDROP TABLE t2;\n"_s);
    Result<Workspace> workspace = openWorkspace(m_project->path());
    QVERIFY2(workspace, qPrintable(workspace ? QString() : workspace.error().toString()));
    m_workspace = std::move(*workspace);
}

void TestRuns::lostAtEveryCall_data()
{
    QTest::addColumn<bool>("wasDone");
    QTest::newRow("before the server did it") << false;
    QTest::newRow("after it, before the answer came") << true;
}

// The connection is lost at the first call of a run, at the second, … : what follows finds out what
// took effect, nothing is lost and nothing happens twice.
void TestRuns::lostAtEveryCall()
{
    QFETCH(bool, wasDone);
    int lost = 0;
    for (int call = 1; call < 200; ++call) {
        cleanup();
        init();
        {
            const auto oracle = session();
            QVERIFY(oracle);
            const Result<RunPlan> plan = planUpgrade(m_workspace, *oracle, {}, true);
            QVERIFY(plan);
            Standin::addRule({wasDone ? Standin::Rule::DropAnswer : Standin::Rule::DropConnection,
                              u"OCIStmtExecute"_s,
                              call,
                              {}});
            const Result<RunOutcome> outcome = run(m_workspace, *oracle, *plan, {}, systemClock());
            if (outcome && !outcome->stoppedBy) {
                QVERIFY2(lost > 15, qPrintable(QString::number(lost)));
                Standin::reset(); // the rule that was not met
                return;
            }
            const Error error = outcome ? *outcome->stoppedBy : outcome.error();
            QVERIFY2(error.kind == ErrorKind::Connection, qPrintable(error.toString()));
            ++lost;
        }
        const auto oracle = session();
        QVERIFY(oracle);
        const Result<RunPlan> rest = planResume(m_workspace, *oracle, CrashAnswer::Unknown, true);
        QVERIFY2(
            rest,
            qPrintable(u"call %1: %2"_s.arg(call).arg(rest ? QString() : rest.error().toString())));
        for (const bool resumes : {true, false}) {
            const Result<RunPlan> plan =
                resumes ? rest : planUpgrade(m_workspace, *oracle, {}, true);
            QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().toString()));
            const Result<RunOutcome> outcome = run(m_workspace, *oracle, *plan, {}, systemClock());
            QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().toString()));
            QVERIFY2(!outcome->stoppedBy,
                     qPrintable(u"call %1: %2"_s.arg(call).arg(messageOf(outcome->stoppedBy))));
        }
        QCOMPARE(readHeads(*oracle).value_or(QStringList()), QStringList{u"b2"_s});
        const Result<Rows> rows = oracle->query(u"SELECT n FROM t1 ORDER BY n"_s);
        QVERIFY(rows);
        QCOMPARE(rows->rows.size(), 2u);
        QCOMPARE(rows->rows[0][0].toString(), u"11"_s);
        QCOMPARE(rows->rows[1][0].toString(), u"12"_s);
    }
    QFAIL("the run never ended by itself");
}

void TestRuns::saysHowToGoOn_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<int>("direction");
    QTest::addColumn<QString>("verb");
    for (const char *rule :
         {"drop statement CREATE TABLE made", "fail 1013 statement CREATE TABLE made"}) {
        const auto row = [rule](const char *name, Direction direction, const QString &verb) {
            QTest::addRow("%s, %s", name, rule)
                << QString::fromLatin1(rule) << int(direction) << verb;
        };
        row("upgrade", Direction::Upgrade, u"athanor resume"_s);
        row("downgrade", Direction::Downgrade, u"athanor resume"_s);
        row("rollback", Direction::Rollback, u"athanor rollback"_s);
        row("revert", Direction::Revert, u"athanor drift --revert"_s);
    }
}

// A run that lost its connection, or was stopped in a statement, names the verb that takes it up.
void TestRuns::saysHowToGoOn()
{
    QFETCH(QString, rule);
    QFETCH(int, direction);
    QFETCH(QString, verb);
    const auto oracle = session();
    QVERIFY(oracle);
    RunPlan plan;
    PlannedRevision planned;
    planned.revision = u"a1"_s;
    planned.direction = Direction(direction);
    PlannedStatement statement;
    statement.number = 1;
    statement.sql = u"CREATE TABLE made (n NUMBER(10))"_s;
    statement.cumulativeSha256 = u"1"_s;
    planned.statements = {statement};
    plan.revisions = {planned};
    Standin::addRule(*Standin::parseRule(rule));
    const Result<RunOutcome> outcome = run(m_workspace, *oracle, plan, {}, systemClock());
    QVERIFY2(outcome && outcome->stoppedBy,
             qPrintable(outcome ? u"it ran"_s : outcome.error().toString()));
    const QString said = messageOf(outcome->stoppedBy);
    QVERIFY2(said.contains(u"“%1”"_s.arg(verb)), qPrintable(said));
    for (const QString &other : {u"“athanor resume”"_s, u"“athanor rollback”"_s}) {
        const bool isUp = verb == "athanor resume"_L1; // it may be rolled back, too
        QVERIFY2(isUp || other == u"“%1”"_s.arg(verb) || !said.contains(other), qPrintable(said));
    }
}

void TestRuns::lostWhileJournalling_data()
{
    QTest::addColumn<QString>("statement");
    QTest::addColumn<QString>("says");
    QTest::newRow("of one that is done") << u"CREATE TABLE made (n NUMBER(10))"_s << QString();
    QTest::newRow("of one that is refused") << u"DROP TABLE nowhere"_s << u"ORA-00942"_s;
}

// The event of a statement whose outcome could not be written says why, and what Oracle said.
void TestRuns::lostWhileJournalling()
{
    QFETCH(QString, statement);
    QFETCH(QString, says);
    const auto oracle = session();
    QVERIFY(oracle);
    PlannedRevision planned;
    planned.revision = u"a1"_s;
    PlannedStatement only;
    only.number = 1;
    only.sql = statement;
    only.cumulativeSha256 = u"1"_s;
    planned.statements = {only};
    RunPlan plan;
    plan.revisions = {planned};
    std::optional<Error> told;
    RunControl control;
    control.report = [&](const RunEvent &event) {
        if (event.kind == RunEvent::StatementFailed)
            told = event.error;
    };
    Standin::addRule(*Standin::parseRule(u"drop statement MERGE INTO athanor_journal"_s));
    const Result<RunOutcome> outcome = run(m_workspace, *oracle, plan, control, systemClock());
    QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().toString()));
    QVERIFY(outcome->stoppedBy && told);
    QCOMPARE(told->toString(), outcome->stoppedBy->toString());
    QCOMPARE(told->kind, ErrorKind::Connection);
    QVERIFY2(told->toString().contains(says), qPrintable(told->toString()));
}

// Somebody finished the row: nothing more is run, and what Oracle said is not lost.
void TestRuns::journalTaken()
{
    const auto oracle = session();
    const auto other = session();
    QVERIFY(oracle && other);
    RunPlan plan;
    PlannedRevision planned;
    planned.revision = u"a1"_s;
    PlannedStatement only;
    only.number = 1;
    only.sql = u"DROP TABLE nowhere"_s;
    only.cumulativeSha256 = u"1"_s;
    planned.statements = {only};
    plan.revisions = {planned};
    std::optional<Error> told;
    RunControl control;
    control.report = [&](const RunEvent &event) {
        if (event.kind == RunEvent::StatementFailed)
            told = event.error;
    };
    Standin::addRule(*Standin::parseRule(u"fail 1407 statement MERGE INTO athanor_journal"_s));
    const Result<RunOutcome> outcome = run(m_workspace, *oracle, plan, control, systemClock());
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, ErrorKind::Semantic);
    QVERIFY2(outcome.error().toString().contains("ORA-00942"_L1),
             qPrintable(outcome.error().toString()));
    QVERIFY(told);
    QCOMPARE(told->toString(), outcome.error().toString());
}

void TestRuns::adoptionInDoubt_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<bool>("stays");
    QTest::newRow("before the COMMIT") << u"drop statement INSERT INTO athanor_journal"_s << false;
    QTest::newRow("in the COMMIT") << u"drop statement ^COMMIT"_s << true;
    QTest::newRow("after the COMMIT") << u"drop answer statement ^COMMIT"_s << true;
}

// A revision that may be recorded keeps its file: a target at a revision that no file is would be
// worse than a pending one.
void TestRuns::adoptionInDoubt()
{
    QFETCH(QString, rule);
    QFETCH(bool, stays);
    const auto oracle = session();
    QVERIFY(oracle);
    const RunPlan plan = *planUpgrade(m_workspace, *oracle, {}, true);
    QVERIFY(run(m_workspace, *oracle, plan, {}, systemClock()));
    QVERIFY(oracle->execute(u"ALTER TABLE t2 ADD (x NUMBER(10))"_s));
    const QDir versions(m_project->filePath(u"versions"_s));
    const int before = int(versions.entryList(QDir::Files).size());
    Standin::addRule(*Standin::parseRule(rule));
    const auto adopted = adoptDrift(m_workspace, *oracle, {}, u"by hand"_s, systemClock());
    QVERIFY(!adopted);
    QCOMPARE(adopted.error().kind, ErrorKind::Connection);
    QCOMPARE(int(versions.entryList(QDir::Files).size()), before + (stays ? 1 : 0));
    QCOMPARE(adopted.error().toString().contains("athanor current"_L1), stays);
}

// Two a statement, one a revision and one a unit (USER_ERRORS), beside what a run costs once: in
// planning, which of our tables there are, alembic_version and the journal; for the lock a session
// (5), the lock, its row, the lock again and the row read, at the end the row taken away and the
// session's end (2); alembic_version and the journal under the lock; what is invalid before and
// after; the first intent.
void TestRuns::roundTripsOfARun()
{
    constexpr int once = 3 + 5 + 4 + 3 + 1 + 2 + 1;
    const auto trips = [&](const QString &target) {
        const auto oracle = session();
        if (!oracle)
            return -1;
        const int before = Standin::statistics().roundTrips;
        const Result<RunPlan> plan = target == "base"_L1
            ? planDowngrade(m_workspace, *oracle, target, true)
            : planUpgrade(m_workspace, *oracle, target, true);
        if (!plan)
            return -1;
        const Result<RunOutcome> outcome = run(m_workspace, *oracle, *plan, {}, systemClock());
        return outcome && !outcome->stoppedBy ? Standin::statistics().roundTrips - before : -1;
    };
    QVERIFY(trips(u"head"_s) > 0); // makes the tables
    QVERIFY(trips(u"base"_s) > 0);
    const int first = trips(u"a1"_s);
    QVERIFY(trips(u"base"_s) > 0);
    const int both = trips(u"b2"_s);
    QCOMPARE(both - first, 2 * 3 + 1 + 1);
    QCOMPARE(first - (2 * 3 + 1), once);
}

QTEST_GUILESS_MAIN(TestRuns)
#include "tst_runs.moc"
