// SPDX-License-Identifier: MIT
// The stand-in's faults, and what it counts as a round trip, driven as QOCI drives it.
#include "rules.h"
#include "serversession.h"
#include "standinserver.h"

#include <QtSql/QSqlDatabase>
#include <QtTest/QTest>

#include <algorithm>
#include <atomic>
#include <functional>
#include <thread>

using namespace Qt::StringLiterals;
using namespace Athanor;
using Standin::Rule;

Q_DECLARE_METATYPE(Standin::Rule)
Q_DECLARE_METATYPE(std::function<bool(Athanor::Session &)>)

class TestRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void ruleIsRead_data();
    void ruleIsRead();
    void badRuleIsNone_data();
    void badRuleIsNone();
    void failsAtTheNthMatch();
    void dropsOnTheWayThere();
    void dropsOnTheWayBack();
    void hangsUntilCancelled();
    void hangsForGood();
    void interruptsTheServer();
    void roundTrips_data();
    void roundTrips();
    void latencyIsPerRoundTrip();

private:
    [[nodiscard]] static std::unique_ptr<Session> session();
    [[nodiscard]] static QString valueOf(Session &session, const QString &sql);
};

void TestRules::init()
{
    SKIP_WITHOUT_QOCI();
}

std::unique_ptr<Session> TestRules::session()
{
    auto opened = StandinServer::open();
    if (!opened)
        qWarning("%s", qPrintable(opened.error().toString()));
    return opened ? std::move(*opened) : nullptr;
}

QString TestRules::valueOf(Session &session, const QString &sql)
{
    const Result<Rows> rows = session.query(sql);
    if (!rows)
        return rows.error().toString();
    return rows->rows.empty() ? u"no row"_s : rows->rows.front().front().toString();
}

void TestRules::ruleIsRead_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<Rule>("rule");
    const auto row = [](const char *line, Rule::Action action, const QString &function = {},
                        int call = 1, const QString &pattern = {}, int code = 600,
                        int milliseconds = 0, bool always = false) {
        QTest::newRow(line) << QString::fromLatin1(line)
                            << Rule{action, function, call, pattern, code, milliseconds, always};
    };
    row("fail 1555", Rule::Fail, {}, 1, {}, 1555);
    row("fail 54 at OCIStmtExecute", Rule::Fail, u"OCIStmtExecute"_s, 1, {}, 54);
    row("drop", Rule::DropConnection);
    row("drop answer at OCITransCommit call 3", Rule::DropAnswer, u"OCITransCommit"_s, 3);
    row("hang", Rule::Hang);
    row("hang 250 statement ^CREATE TABLE t\\b", Rule::Hang, {}, 1, uR"(^CREATE TABLE t\b)"_s, 600,
        250);
    row("hang for good call 2 always", Rule::HangForGood, {}, 2, {}, 600, 0, true);
}

void TestRules::ruleIsRead()
{
    QFETCH(QString, line);
    QFETCH(Rule, rule);
    const std::optional<Rule> read = Standin::parseRule(u"  "_s + line + u'\n');
    QVERIFY(read);
    QCOMPARE(read->action, rule.action);
    QCOMPARE(read->function, rule.function);
    QCOMPARE(read->call, rule.call);
    QCOMPARE(read->pattern, rule.pattern);
    QCOMPARE(read->milliseconds, rule.milliseconds);
    QCOMPARE(read->always, rule.always);
    if (rule.action == Rule::Fail)
        QCOMPARE(read->code, rule.code);
}

void TestRules::badRuleIsNone_data()
{
    QTest::addColumn<QString>("line");
    for (const char *line : {"", "fail", "fail often", "drop call 0", "drop at execute",
                             "hang statement", "explode", "fail 1 statement x at OCIStmtFetch x"})
        QTest::newRow(line) << QString::fromLatin1(line);
}

void TestRules::badRuleIsNone()
{
    QFETCH(QString, line);
    const std::optional<Rule> rule = Standin::parseRule(line);
    // The pattern takes all that follows "statement"; everything else has to be in order.
    QCOMPARE(rule.has_value(), line.contains(u"statement x at"_s));
}

void TestRules::failsAtTheNthMatch()
{
    const StandinServer server;
    const auto oracle = session();
    QVERIFY(oracle);
    Standin::addRule({Rule::Fail, u"OCIStmtExecute"_s, 2, u"'a'"_s, 1555});
    QCOMPARE(valueOf(*oracle, u"SELECT 'b' FROM dual"_s), u"b"_s);
    QCOMPARE(valueOf(*oracle, u"SELECT 'a' FROM dual"_s), u"a"_s);
    const Result<Rows> second = oracle->query(u"SELECT 'a' FROM dual"_s);
    QVERIFY(!second);
    QCOMPARE(second.error().oraCode, 1555);
    QCOMPARE(valueOf(*oracle, u"SELECT 'a' FROM dual"_s), u"a"_s); // it is used up
}

void TestRules::dropsOnTheWayThere()
{
    const StandinServer server;
    {
        const auto oracle = session();
        QVERIFY(oracle);
        Standin::addRule({Rule::DropConnection, {}, 1, u"CREATE TABLE t"_s});
        const Result<Execution> made = oracle->execute(u"CREATE TABLE t (a NUMBER(10))"_s);
        QVERIFY(!made);
        QCOMPARE(made.error().oraCode, 3113);
        QCOMPARE(Standin::sessions().size(), 0U);
    }
    const auto oracle = session();
    QVERIFY(oracle);
    QCOMPARE(valueOf(*oracle, u"SELECT COUNT(*) FROM user_tables"_s), u"0"_s);
}

void TestRules::dropsOnTheWayBack()
{
    const StandinServer server;
    {
        const auto oracle = session();
        QVERIFY(oracle);
        Standin::addRule({Rule::DropAnswer, {}, 1, u"CREATE TABLE t"_s});
        const Result<Execution> made = oracle->execute(u"CREATE TABLE t (a NUMBER(10))"_s);
        QVERIFY(!made);
        QCOMPARE(made.error().oraCode, 3113);
    }
    const auto oracle = session();
    QVERIFY(oracle);
    QCOMPARE(valueOf(*oracle, u"SELECT COUNT(*) FROM user_tables"_s), u"1"_s); // done all the same
}

void TestRules::hangsUntilCancelled()
{
    const StandinServer server;
    const auto oracle = session();
    QVERIFY(oracle);
    const Standin::SessionFacts facts = Standin::sessions().front();
    Standin::addRule({Rule::Hang, {}, 1, u"'slow'"_s});
    std::thread canceller([facts] {
        const auto second = session(); // QOCI belongs to a thread: opened where it is used
        if (second && Standin::waitUntilHanging()) {
            (void)second->execute(
                u"ALTER SYSTEM CANCEL SQL '%1, %2, @1'"_s.arg(facts.sid).arg(facts.serial));
        }
    });
    const Result<Rows> rows = oracle->query(u"SELECT 'slow' FROM dual"_s);
    canceller.join();
    QVERIFY(!rows);
    QCOMPARE(rows.error().oraCode, 1013);
    QCOMPARE(rows.error().kind, ErrorKind::Cancelled);
    QCOMPARE(valueOf(*oracle, u"SELECT 'alive' FROM dual"_s), u"alive"_s);
}

void TestRules::hangsForGood()
{
    const StandinServer server;
    const auto oracle = session();
    QVERIFY(oracle);
    const Standin::SessionFacts facts = Standin::sessions().front();
    Standin::addRule({Rule::HangForGood, {}, 1, u"'gone'"_s});
    std::thread other([facts] {
        const auto second = session();
        if (second && Standin::waitUntilHanging()) {
            (void)second->execute(
                u"ALTER SYSTEM CANCEL SQL '%1, %2'"_s.arg(facts.sid).arg(facts.serial));
        }
        Standin::release(); // or this test would never end
    });
    const QString value = valueOf(*oracle, u"SELECT 'gone' FROM dual"_s);
    other.join();
    QCOMPARE(value, u"gone"_s); // the cancel was not heard
}

// Not a rule: a statement that takes its time in the engine is cancelled there.
void TestRules::interruptsTheServer()
{
    const StandinServer server;
    const auto oracle = session();
    QVERIFY(oracle);
    QVERIFY(StandinServer::makeNumbers(*oracle, u"t"_s, 200));
    const Standin::SessionFacts facts = Standin::sessions().front();
    std::atomic_bool over = false;
    std::thread canceller([facts, &over] {
        const auto second = session();
        while (second && !over) { // until it hits the statement that runs
            (void)second->execute(
                u"ALTER SYSTEM CANCEL SQL '%1, %2'"_s.arg(facts.sid).arg(facts.serial));
        }
    });
    const Result<Rows> rows =
        oracle->query(u"SELECT COUNT(*) FROM t a CROSS JOIN t b CROSS JOIN t c CROSS JOIN t d"_s);
    over = true;
    canceller.join();
    QVERIFY(!rows);
    QCOMPARE(rows.error().oraCode, 1013);
}

// "7500 rows": of the table, which takes its time to be filled.
static int rowsOf(const QString &row)
{
    return std::max(1, row.section(u' ', 0, 0).toInt());
}

// What Oracle's manual says of each call; local ones cost nothing.
void TestRules::roundTrips_data()
{
    using Work = std::function<bool(Session &)>;
    QTest::addColumn<Work>("work");
    QTest::addColumn<int>("expected");
    const auto query = [](const QString &sql) {
        return Work([sql](Session &s) { return s.query(sql).has_value(); });
    };
    QTest::newRow("one row") << query(u"SELECT n FROM t WHERE n = 1"_s) << 1;
    QTest::newRow("no row") << query(u"SELECT n FROM t WHERE n = 0"_s) << 1;
    QTest::newRow("100 rows") << query(u"SELECT n FROM t"_s) << 1;
    QTest::newRow("7500 rows, 5000 at a time") << query(u"SELECT n FROM t"_s) << 2;
    QTest::newRow("a LONG: every row, and the end") << query(u"SELECT text FROM user_views"_s) << 3;
    QTest::newRow("a CLOB: every row, its length, its text, and the end")
        << query(u"SELECT c FROM clobs"_s) << 1 + 2 + 2 * 2;
    QTest::newRow("DDL") << Work([](Session &s) {
        return s.execute(u"CREATE SEQUENCE q"_s).has_value();
    }) << 1;
    QTest::newRow("DML commits on the way")
        << Work([](Session &s) { return s.execute(u"DELETE FROM t"_s).has_value(); }) << 1;
    QTest::newRow("transaction") << Work([](Session &s) {
        return s.begin() && s.execute(u"DELETE FROM t"_s) && s.commit();
    }) << 2;
    QTest::newRow("a session and its end")
        << Work([](Session &s) { return s.openAnother().has_value(); }) << 5 + 2;
}

void TestRules::roundTrips()
{
    QFETCH(std::function<bool(Session &)>, work);
    QFETCH(int, expected);
    const StandinServer server;
    const auto oracle = session();
    QVERIFY(oracle);
    QVERIFY(StandinServer::makeNumbers(*oracle, u"t"_s,
                                       rowsOf(QString::fromLatin1(QTest::currentDataTag()))));
    for (const QString &sql :
         {u"CREATE TABLE clobs (c CLOB)"_s, u"INSERT INTO clobs VALUES ('one')"_s,
          u"INSERT INTO clobs VALUES ('two')"_s, u"CREATE VIEW v AS SELECT n FROM t"_s,
          u"CREATE VIEW w AS SELECT n FROM t"_s}) {
        const Result<Execution> done = oracle->execute(sql);
        QVERIFY2(done, qPrintable(done ? QString() : done.error().toString()));
    }
    const int before = Standin::statistics().roundTrips;
    QVERIFY(work(*oracle));
    QCOMPARE(Standin::statistics().roundTrips - before, expected);
}

void TestRules::latencyIsPerRoundTrip()
{
    const StandinServer server;
    const auto oracle = session();
    QVERIFY(oracle);
    const int before = Standin::statistics().roundTrips;
    Standin::setLatency(2000);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 10; ++i)
        QCOMPARE(valueOf(*oracle, u"SELECT 'x' FROM dual"_s), u"x"_s);
    const qint64 nanoseconds = timer.nsecsElapsed();
    const int trips = Standin::statistics().roundTrips - before;
    QVERIFY2(nanoseconds >= trips * 2'000'000LL, qPrintable(QString::number(nanoseconds)));
}

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
