// SPDX-License-Identifier: MIT
// Statements through Qt's own QOCI plugin: the faults it has, and that a session does not pass them
// on (references/qoci.md, 2.1 to 2.4).
#include "standinserver.h"

#include <QtTest/QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Athanor;

class TestStatements : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void triggerBindsNothing();
    void commentsBindNothing_data();
    void commentsBindNothing();
    void oracleSeesTheStatementItself();
    void valuesGoIn();
    void numbersKeepTheirDigits();
    void statementCommitsByItself();
    void transactionIsOne();
    void lastStatementCommits();
    void keysComeBackInATransaction();
    void errorsCarryTheirCode();
    void longTextsComeWhole();
    void fetchErrorIsAnError();

private:
    [[nodiscard]] QString failure(const QString &sql, const std::vector<QVariant> &binds = {});
    std::unique_ptr<StandinServer> m_server;
    std::unique_ptr<Session> m_session;
};

void TestStatements::initTestCase()
{
    SKIP_WITHOUT_QOCI();
}

void TestStatements::init()
{
    m_server = std::make_unique<StandinServer>();
    auto session = StandinServer::open();
    QVERIFY2(session, qPrintable(session ? QString() : session.error().toString()));
    m_session = std::move(*session);
}

void TestStatements::cleanup()
{
    m_session.reset();
    QCOMPARE(Standin::statistics().violations, QStringList());
    m_server.reset();
}

// What went wrong with a statement; empty when nothing did.
QString TestStatements::failure(const QString &sql, const std::vector<QVariant> &binds)
{
    const Result<Execution> done = m_session->execute(sql, binds);
    return done ? QString() : done.error().toString();
}

void TestStatements::triggerBindsNothing()
{
    QCOMPARE(failure(u"CREATE TABLE t (id NUMBER(10), name VARCHAR2(10))"_s), QString());
    QCOMPARE(failure(u"CREATE OR REPLACE TRIGGER t_trg BEFORE INSERT ON t FOR EACH ROW\n"
                     "BEGIN\n    :NEW.name := UPPER(:NEW.name); -- what about :OLD?\nEND;"_s),
             QString());
    // cleanup() looks for phantom binds
}

void TestStatements::commentsBindNothing_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("placeholder") << u"INSERT /* see :note */ INTO t VALUES (1, 'x')"_s;
    QTest::newRow("apostrophe") << u"INSERT INTO t /* don't :a */ VALUES (1, 'x')"_s;
    QTest::newRow("line comment") << u"-- :a is 'x\nINSERT INTO t VALUES (1, 'x')"_s;
    QTest::newRow("question mark") << u"INSERT /* why? */ INTO t VALUES (1, 'x')"_s;
    QTest::newRow("q-quote") << u"INSERT INTO t VALUES (1, q'[it's :a]')"_s;
}

void TestStatements::commentsBindNothing()
{
    QFETCH(QString, sql);
    QCOMPARE(failure(u"CREATE TABLE t (id NUMBER(10), name VARCHAR2(10))"_s), QString());
    QCOMPARE(failure(sql), QString());
    const Result<Rows> rows = m_session->query(u"SELECT id FROM t"_s);
    QVERIFY(rows);
    QCOMPARE(rows->rows.size(), 1U);
    QCOMPARE(rows->rows[0][0].toString(), u"1"_s);
}

// Whatever keeps Qt from finding placeholders must not change what is stored in the database.
void TestStatements::oracleSeesTheStatementItself()
{
    const QString trigger = u"CREATE OR REPLACE TRIGGER t_trg BEFORE INSERT ON t FOR EACH ROW\n"
                            "BEGIN\n    :NEW.name := 'it''s'; /* :x ? */\nEND;"_s;
    QCOMPARE(failure(u"CREATE TABLE t (id NUMBER(10), name VARCHAR2(10))"_s), QString());
    QCOMPARE(failure(trigger), QString());
    const QStringList statements = Standin::statistics().statements;
    QVERIFY(std::any_of(statements.begin(), statements.end(),
                        [&](const QString &sent) { return sent.endsWith(trigger); }));
}

void TestStatements::valuesGoIn()
{
    QCOMPARE(failure(u"CREATE TABLE t (id NUMBER(10), name VARCHAR2(100 CHAR))"_s), QString());
    QCOMPARE(failure(u"INSERT INTO t VALUES (?, ?)"_s, {7, u"Zoë 😀"_s}), QString());
    QCOMPARE(failure(u"INSERT INTO t VALUES (?, ?)"_s, {8, QVariant()}), QString());
    const Result<Rows> rows =
        m_session->query(u"SELECT id, name FROM t WHERE id >= ? ORDER BY id"_s, {7});
    QVERIFY2(rows, qPrintable(rows ? QString() : rows.error().toString()));
    QCOMPARE(rows->columns, (QStringList{u"ID"_s, u"NAME"_s}));
    QCOMPARE(rows->rows.size(), 2U);
    QCOMPARE(rows->rows[0][0].toString(), u"7"_s);
    QCOMPARE(rows->rows[0][1].toString(), u"Zoë 😀"_s);
    QVERIFY(rows->rows[1][1].isNull());
}

void TestStatements::numbersKeepTheirDigits()
{
    QCOMPARE(failure(u"CREATE TABLE t (n NUMBER)"_s), QString());
    QCOMPARE(failure(u"INSERT INTO t VALUES (12345678901234567)"_s), QString());
    const Result<Rows> rows = m_session->query(u"SELECT n FROM t"_s);
    QVERIFY(rows);
    QCOMPARE(rows->rows[0][0].toString(), u"12345678901234567"_s);
}

void TestStatements::statementCommitsByItself()
{
    QCOMPARE(failure(u"CREATE TABLE t (id NUMBER(10))"_s), QString());
    const Result<Execution> insert = m_session->execute(u"INSERT INTO t VALUES (1)"_s);
    QVERIFY(insert);
    QCOMPARE(insert->rowsAffected, 1);
    const auto other = StandinServer::open();
    QVERIFY(other);
    const Result<Rows> rows = (*other)->query(u"SELECT COUNT(*) FROM t"_s);
    QVERIFY(rows);
    QCOMPARE(rows->rows[0][0].toInt(), 1);
}

void TestStatements::transactionIsOne()
{
    QCOMPARE(failure(u"CREATE TABLE t (id NUMBER(10))"_s), QString());
    QVERIFY(m_session->begin());
    QCOMPARE(failure(u"INSERT INTO t VALUES (1)"_s), QString());
    QVERIFY(m_session->query(u"SELECT id FROM t"_s)); // a SELECT must not commit it
    QVERIFY(m_session->rollback());
    const Result<Rows> rows = m_session->query(u"SELECT id FROM t"_s);
    QVERIFY(rows);
    QVERIFY(rows->rows.empty());
}

// The driver freezes a query's commit mode when the query is made; the session chooses it for every
// statement, and what is committed with its statement costs no round trip of its own.
void TestStatements::lastStatementCommits()
{
    const auto other = StandinServer::open();
    QVERIFY(other);
    const auto rows = [](Session &session) {
        const Result<Rows> counted = session.query(u"SELECT COUNT(*) FROM t"_s);
        return counted ? counted->rows[0][0].toInt() : -1;
    };
    QCOMPARE(failure(u"CREATE TABLE t (id NUMBER(10))"_s), QString());
    for (int round = 1; round <= 3; ++round) {
        const int before = Standin::statistics().roundTrips;
        QVERIFY(m_session->begin());
        QCOMPARE(failure(u"INSERT INTO t VALUES (?)"_s, {round}), QString());
        QVERIFY(m_session->executeAndCommit(u"INSERT INTO t VALUES (?)"_s, {-round}));
        QCOMPARE(Standin::statistics().roundTrips - before, 2);
        QVERIFY(!m_session->inTransaction());
        QCOMPARE(rows(**other), 2 * round);
        // One that is refused commits nothing, and the transaction goes on.
        QVERIFY(m_session->begin());
        QCOMPARE(failure(u"INSERT INTO t VALUES (?)"_s, {round}), QString());
        QVERIFY(!m_session->executeAndCommit(u"INSERT INTO nowhere VALUES (?)"_s, {1}));
        QVERIFY(m_session->inTransaction());
        QCOMPARE(rows(*m_session), 2 * round + 1);
        QCOMPARE(rows(**other), 2 * round);
        QVERIFY(m_session->rollback());
        QCOMPARE(rows(*m_session), 2 * round);
    }
    QVERIFY(m_session->begin());
    QCOMPARE(failure(u"DELETE FROM t"_s), QString());
    QVERIFY(m_session->commit());
    QCOMPARE(rows(**other), 0);
    QCOMPARE(failure(u"INSERT INTO t VALUES (1)"_s), QString()); // by itself, again
    QCOMPARE(rows(**other), 1);
}

// Outside one Oracle would keep the row uncommitted, and the next statement decide.
void TestStatements::keysComeBackInATransaction()
{
    const QString sql = u"INSERT INTO t (a) VALUES (?) RETURNING id INTO ?"_s;
    QCOMPARE(failure(u"CREATE TABLE t (id NUMBER(10) DEFAULT 7, a NUMBER(10))"_s), QString());
    const Result<QString> outside = m_session->executeReturning(sql, {1});
    QVERIFY(!outside);
    QCOMPARE(outside.error().kind, ErrorKind::Usage);
    QVERIFY(m_session->begin());
    const Result<QString> inside = m_session->executeReturning(sql, {1});
    QVERIFY2(inside, qPrintable(inside ? QString() : inside.error().toString()));
    QCOMPARE(*inside, u"7"_s);
    QVERIFY(m_session->commit());
    const Result<Rows> rows = m_session->query(u"SELECT COUNT(*) FROM t"_s);
    QVERIFY(rows);
    QCOMPARE(rows->rows[0][0].toString(), u"1"_s);
}

void TestStatements::errorsCarryTheirCode()
{
    const Result<Execution> done = m_session->execute(u"DROP TABLE nowhere"_s);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Statement);
    QCOMPARE(done.error().oraCode, 942);
    const Result<Rows> rows = m_session->query(u"SELECT nothing FROM dual"_s);
    QVERIFY(!rows);
    QCOMPARE(rows.error().oraCode, 904);
}

// USER_VIEWS.TEXT is a LONG: it comes in pieces of 65535 bytes, which is half a character too many.
void TestStatements::longTextsComeWhole()
{
    const QString query = u"SELECT id /* "_s + QString(70'000, u'x') + u" */ FROM t"_s;
    QCOMPARE(failure(u"CREATE TABLE t (id NUMBER(10))"_s), QString());
    QCOMPARE(failure(u"CREATE VIEW v AS "_s + query), QString());
    const Result<Rows> rows = m_session->query(u"SELECT view_name, text FROM user_views"_s);
    QVERIFY2(rows, qPrintable(rows ? QString() : rows.error().toString()));
    QCOMPARE(rows->rows.size(), 1U);
    QCOMPARE(rows->rows[0][1].toString().trimmed(), query);
}

void TestStatements::fetchErrorIsAnError()
{
    QCOMPARE(failure(u"CREATE TABLE t (id NUMBER(10))"_s), QString());
    QCOMPARE(failure(u"INSERT INTO t VALUES (1)"_s), QString());
    Standin::Rule rule;
    rule.function = u"OCIStmtFetch"_s;
    rule.pattern = u"FROM t"_s;
    rule.code = 1555;
    Standin::addRule(rule);
    const Result<Rows> rows = m_session->query(u"SELECT id FROM t"_s);
    QVERIFY(!rows);
    QCOMPARE(rows.error().oraCode, 1555);
}

QTEST_GUILESS_MAIN(TestStatements)
#include "tst_statements.moc"
