// SPDX-License-Identifier: MIT
// Stop inside a statement: by a second session, and with the truth about what was running.
#include "sampleproject.h"
#include "serversession.h"

#include "database/journal.h"
#include "database/statementstopper.h"

#include <QtTest/QTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using namespace Athanor;
using Standin::Rule;

class TestStop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void statementIsCancelled();
    void nothingRunsNothingIsHit();
    void refusalIsExplained_data();
    void refusalIsExplained();
    void sandboxIsInterrupted();
    void runStandsAtTheStatement();
    void bookkeepingIsNeverHit();
};

void TestStop::initTestCase()
{
    SKIP_WITHOUT_QOCI();
}

void TestStop::cleanup()
{
    Standin::reset();
}

namespace {

QString said(const Result<> &result)
{
    return result ? QString() : result.error().toString();
}

} // namespace

void TestStop::statementIsCancelled()
{
    const StandinServer server;
    const auto session = StandinServer::open();
    QVERIFY(session);
    StatementStopper stopper(**session);
    Standin::addRule({Rule::Hang, {}, 1, u"CREATE TABLE slow"_s});
    Result<> stopped = failure(ErrorKind::Usage, u"not tried"_s);
    std::thread user([&] {
        if (Standin::waitUntilHanging())
            stopped = stopper.stop();
    });
    const Result<Execution> done = [&] {
        const StatementStopper::Watch watch(&stopper);
        return (*session)->execute(u"CREATE TABLE slow (a NUMBER(10))"_s);
    }();
    user.join();
    QCOMPARE(said(stopped), QString());
    QVERIFY(!done);
    QCOMPARE(done.error().oraCode, 1013);
    QCOMPARE(done.error().kind, ErrorKind::Cancelled);
    QVERIFY((*session)->execute(u"CREATE TABLE slow (a NUMBER(10))"_s)); // the session lives on
    QCOMPARE(Standin::sessions().size(), 1U); // and the second one is gone
}

void TestStop::nothingRunsNothingIsHit()
{
    const StandinServer server;
    const auto session = StandinServer::open();
    QVERIFY(session);
    StatementStopper stopper(**session);
    const int before = Standin::statistics().roundTrips;
    const Result<> stopped = stopper.stop();
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
    QCOMPARE(Standin::statistics().roundTrips, before);
}

void TestStop::refusalIsExplained_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("no ALTER SYSTEM")
        << u"fail 1031 statement CANCEL SQL"_s << ErrorKind::Connection;
    QTest::newRow("no GV$SESSION") << u"fail 942 statement gv\\$session"_s << ErrorKind::Connection;
    QTest::newRow("before 18c") << u"fail 2065 statement CANCEL SQL"_s << ErrorKind::Unsupported;
    QTest::newRow("it ended by itself")
        << u"fail 30 statement CANCEL SQL"_s << ErrorKind::Cancelled;
    QTest::newRow("no way there") << u"fail 12541 at OCIServerAttach"_s << ErrorKind::Connection;
}

void TestStop::refusalIsExplained()
{
    QFETCH(QString, rule);
    const StandinServer server;
    const auto session = StandinServer::open();
    QVERIFY(session);
    StatementStopper stopper(**session);
    Standin::addRule(*Standin::parseRule(rule));
    const StatementStopper::Watch watch(&stopper);
    Result<> stopped;
    std::thread([&] { stopped = stopper.stop(); }).join();
    QVERIFY(!stopped);
    QTEST(stopped.error().kind, "kind");
    if (stopped.error().kind != ErrorKind::Cancelled)
        QVERIFY(!stopped.error().context.isEmpty());
}

void TestStop::sandboxIsInterrupted()
{
    SampleProject project;
    const auto session = connectTarget(project.workspace(), u"behind"_s);
    QVERIFY2(session, qPrintable(session ? QString() : session.error().toString()));
    QVERIFY(StandinServer::makeNumbers(**session, u"t"_s, 3000));
    StatementStopper stopper(**session);
    std::atomic_bool over = false;
    std::thread user([&] {
        while (!over) // SQLite forgets an interrupt that meets no statement
            (void)stopper.stop();
    });
    const Result<Execution> done = [&] {
        const StatementStopper::Watch watch(&stopper);
        return (*session)->execute(u"CREATE TABLE u AS SELECT a.n FROM t a CROSS JOIN t b"_s);
    }();
    over = true;
    user.join();
    QVERIFY(!done);
    QCOMPARE(done.error().oraCode, 1013);
    const Result<bool> there = (*session)->hasTable(u"U"_s);
    QVERIFY(there && !*there);
}

// Failed is failed: the run stands at the statement, the journal says so, and resume runs it again.
void TestStop::runStandsAtTheStatement()
{
    SampleProject project;
    const auto oracle = project.session();
    QVERIFY(oracle);
    const Result<RunPlan> plan = planUpgrade(project.workspace(), *oracle, {});
    QVERIFY(plan);
    Standin::addRule({Rule::Hang, {}, 1, u"^CREATE TABLE auth_user_group"_s});
    RunControl control;
    control.stopper = std::make_shared<StatementStopper>(*oracle);
    std::thread user([stopper = control.stopper] {
        if (Standin::waitUntilHanging())
            (void)stopper->stop();
    });
    const Result<RunOutcome> outcome =
        run(project.workspace(), *oracle, *plan, control, systemClock());
    user.join();
    QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().toString()));
    QVERIFY(outcome->stoppedBy);
    QCOMPARE(outcome->stoppedBy->kind, ErrorKind::Cancelled);
    QCOMPARE(outcome->stoppedBy->oraCode, 1013);
    QVERIFY(outcome->stoppedBy->where.line > 0);
    const Result<std::vector<JournalEntry>> journal = readJournal(*oracle);
    QVERIFY(journal && !journal->empty());
    QVERIFY(journal->back().status == JournalStatus::Failed);
    QCOMPARE(journal->back().statementNo, outcome->stoppedAtStatement);
    QCOMPARE(project.resumeAndUpgrade(*oracle), QString());
    QCOMPARE(project.differences(*oracle), QStringList());
}

// Between two statements the session is busy with the journal: Stop does not hit that.
void TestStop::bookkeepingIsNeverHit()
{
    SampleProject project;
    const auto oracle = project.session();
    QVERIFY(oracle);
    Standin::addRule({Rule::Hang, {}, 3, u"athanor_journal"_s});
    RunControl control;
    control.stopper = std::make_shared<StatementStopper>(*oracle);
    Result<> stopped;
    std::thread user([&, stopper = control.stopper] {
        if (Standin::waitUntilHanging())
            stopped = stopper->stop();
        Standin::release();
    });
    const std::optional<Error> stoppedBy = project.upgrade(*oracle, control);
    user.join();
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
    QVERIFY2(!stoppedBy, qPrintable(stoppedBy ? stoppedBy->toString() : QString()));
    QCOMPARE(project.differences(*oracle), QStringList());
}

QTEST_GUILESS_MAIN(TestStop)
#include "tst_stop.moc"
