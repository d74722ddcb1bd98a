// SPDX-License-Identifier: MIT
// A run through Qt's own QOCI plugin: what it costs, and what is left of it when the connection
// goes.
#include "standinserver.h"

#include "base/atomicfile.h"
#include "database/versiontable.h"
#include "migrate/run.h"
#include "migrate/workspace.h"
#include "revision/revision.h"

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
    const auto write = [&](const QString &id, const QStringList &parents, const QString &upgrade) {
        Revision revision;
        revision.id = id;
        revision.revises = parents;
        revision.message = id;
        revision.created = QDateTime::currentDateTimeUtc();
        revision.upgrade = upgrade;
        const Result<Revision> written = writeRevision(revision, versions);
        QVERIFY2(written, qPrintable(written ? QString() : written.error().toString()));
    };
    write(u"a1"_s, {},
          u"CREATE TABLE t1 (n NUMBER(10) NOT NULL);\nINSERT INTO t1 VALUES (1);\n"
          "INSERT INTO t1 VALUES (2);\n"_s);
    write(u"b2"_s, {u"a1"_s},
          u"CREATE TABLE t2 (n NUMBER(10));\n"
          "CREATE OR REPLACE PROCEDURE p IS\nBEGIN\n    NULL;\nEND;\n/\n"
          "UPDATE t1 SET n = n + 10;\n"_s);
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

// Two a statement, one a revision and one a unit (USER_ERRORS), beside what a run costs once.
void TestRuns::roundTripsOfARun()
{
    const auto oracle = session();
    QVERIFY(oracle);
    const auto trips = [&](const QString &target) {
        const int before = Standin::statistics().roundTrips;
        const Result<RunPlan> plan = planUpgrade(m_workspace, *oracle, target, true);
        if (!plan)
            return -1;
        const Result<RunOutcome> outcome = run(m_workspace, *oracle, *plan, {}, systemClock());
        return outcome && !outcome->stoppedBy ? Standin::statistics().roundTrips - before : -1;
    };
    (void)trips(u"a1"_s); // makes the tables
    const int both = trips(u"b2"_s);
    QVERIFY(both > 0);
    const int nothing = both - (2 * 3 + 1 + 1);
    QVERIFY2(nothing <= 30, qPrintable(QString::number(nothing)));
}

QTEST_GUILESS_MAIN(TestRuns)
#include "tst_runs.moc"
