// SPDX-License-Identifier: MIT
// Each silent fault of QOCI (references/qoci.md, 2.1 to 2.4) and what the session makes of it: the
// rows of the table in docs/oracle.md. Each fails without its defence. Those that need no faults
// run on a real server, too: tst_server.cpp.
#include "database/invalidobjects.h"
#include "serversession.h"
#include "standinserver.h"

#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Athanor;
using Standin::Rule;

class TestDefences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void compileErrorsHaveTheirPlace_data();
    void compileErrorsHaveTheirPlace();
    void bytesArriveUnchanged_data();
    void bytesArriveUnchanged();
    void lobErrorIsNoEnd_data();
    void lobErrorIsNoEnd();
    void failedCommitLeavesNothing();
    void manyRowsComeInOrder();
    void failingFetchIsNoEnd_data();
    void failingFetchIsNoEnd();
    void lostConnectionSaysWhatRan_data();
    void lostConnectionSaysWhatRan();
    void sessionIsSetUp();
    void currentSchemaIsSet();
    void invalidObjectsOfTheSchemaWorkedIn();
    void sessionDoesWithoutApplicationInfo();

private:
    [[nodiscard]] QString failure(const QString &sql, const std::vector<QVariant> &binds = {});
    [[nodiscard]] QString valueOf(const QString &sql);
    std::unique_ptr<StandinServer> m_server;
    std::unique_ptr<Session> m_session;
};

void TestDefences::initTestCase()
{
    SKIP_WITHOUT_QOCI();
}

void TestDefences::init()
{
    m_server = std::make_unique<StandinServer>();
    auto session = StandinServer::open();
    QVERIFY2(session, qPrintable(session ? QString() : session.error().toString()));
    m_session = std::move(*session);
}

void TestDefences::cleanup()
{
    m_session.reset();
    QCOMPARE(Standin::statistics().violations, QStringList());
    m_server.reset();
}

// What went wrong with a statement; empty when nothing did.
QString TestDefences::failure(const QString &sql, const std::vector<QVariant> &binds)
{
    const Result<Execution> done = m_session->execute(sql, binds);
    return done ? QString() : done.error().toString();
}

QString TestDefences::valueOf(const QString &sql)
{
    const Result<Rows> rows = m_session->query(sql);
    if (!rows)
        return rows.error().toString();
    return rows->rows.empty() ? u"no row"_s : rows->rows.front().front().toString();
}

void TestDefences::compileErrorsHaveTheirPlace_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<int>("line"); // of USER_ERRORS
    QTest::addColumn<int>("column");
    QTest::addColumn<int>("expectedLine");
    QTest::addColumn<int>("expectedColumn");
    QTest::newRow("first line") << u"CREATE OR REPLACE PROCEDURE p IS BEGIN x; END;"_s << 1 << 22
                                << 1 << 40;
    QTest::newRow("later line") << u"CREATE PROCEDURE p IS\nBEGIN\n  x;\nEND;"_s << 3 << 3 << 3
                                << 3;
    QTest::newRow("header on two lines")
        << u"CREATE OR REPLACE\n  EDITIONABLE PROCEDURE p IS\nBEGIN\n  x;\nEND;"_s << 3 << 3 << 4
        << 3;
    QTest::newRow("comment before")
        << u"/* PROCEDURE */\nCREATE PROCEDURE p IS\nBEGIN\n  x;\nEND;"_s << 3 << 3 << 4 << 3;
    QTest::newRow("trigger counts from its block")
        << u"CREATE TRIGGER g\n  BEFORE INSERT ON t\n  FOR EACH ROW\nBEGIN\n  x;\nEND;"_s << 2 << 3
        << 5 << 3;
    QTest::newRow("trigger with variables")
        << u"CREATE TRIGGER g BEFORE INSERT ON t DECLARE n NUMBER; BEGIN x; END;"_s << 1 << 25 << 1
        << 61;
    QTest::newRow("unknown") << u"CREATE PROCEDURE p IS BEGIN x; END;"_s << 0 << 0 << 0 << 0;
    QTest::newRow("compiled only") << u"ALTER PROCEDURE p COMPILE"_s << 3 << 3 << 0 << 0;
}

void TestDefences::compileErrorsHaveTheirPlace()
{
    QFETCH(QString, sql);
    QFETCH(int, line);
    QFETCH(int, column);
    std::vector<CompileError> errors{{u"P"_s, u"PROCEDURE"_s, line, column, u"wrong"_s}};
    placeInStatement(errors, sql);
    QTEST(errors[0].line, "expectedLine");
    QTEST(errors[0].column, "expectedColumn");
    QCOMPARE(errors[0].message.contains(u"3:3"_s), sql.startsWith(u"ALTER"_s));
}

// Qt finds placeholders in comments and in PL/SQL; what keeps it from that must not change what is
// stored. cleanup() sees phantom binds.
void TestDefences::bytesArriveUnchanged_data()
{
    QTest::addColumn<QString>("sql");
    const auto trigger = [](const QString &body) {
        return u"CREATE OR REPLACE TRIGGER t_trg BEFORE INSERT ON t FOR EACH ROW\nBEGIN\n"_s + body
            + u"\nEND;"_s;
    };
    QTest::newRow("NEW and OLD") << trigger(u"  :NEW.name := :OLD.name;"_s);
    QTest::newRow("apostrophe in a comment")
        << trigger(u"  -- don't :NEW.a\n  :NEW.name := 'x';"_s);
    QTest::newRow("comment with a quote") << trigger(u"  /* \" :x ? */ :NEW.name := 'it''s';"_s);
    QTest::newRow("q-quote") << trigger(u"  :NEW.name := q'[it's :x]';"_s);
    QTest::newRow("backtick") << trigger(u"  :NEW.name := '`'; -- ` :x"_s);
    QTest::newRow("brackets") << trigger(u"  :NEW.name := '[:x]'; -- ]"_s);
    QTest::newRow("UTF-8") << trigger(u"  :NEW.name := 'Zoë – 😀 ½'; -- ñ :x"_s);
    QTest::newRow("windows line ends") << trigger(u"  :NEW.name := 'x';\r\n\t-- tab\r\n"_s);
}

void TestDefences::bytesArriveUnchanged()
{
    QFETCH(QString, sql);
    QCOMPARE(failure(u"CREATE TABLE t (id NUMBER(10), name VARCHAR2(40))"_s), QString());
    QCOMPARE(failure(sql), QString());
    const QStringList statements = Standin::statistics().statements;
    const auto sent = std::find_if(statements.begin(), statements.end(),
                                   [&](const QString &s) { return s.endsWith(sql); });
    QVERIFY(sent != statements.end());
    // Before it at most one comment, which Oracle does not store.
    static const QRegularExpression guard(u"^(/\\*[`\"'\\[]\\*/ )?$"_s);
    QVERIFY(guard.match(sent->chopped(sql.size())).hasMatch());
}

// gotoNext() of the driver gives "no more rows" and no error where a large value cannot be read.
void TestDefences::lobErrorIsNoEnd_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("query");
    QTest::newRow("length of a CLOB")
        << u"fail 22922 at OCILobGetLength call 2"_s << u"SELECT id, c FROM t ORDER BY id"_s;
    QTest::newRow("text of the first")
        << u"fail 1555 at OCILobRead"_s << u"SELECT id, c FROM t ORDER BY id"_s;
    QTest::newRow("text of the last")
        << u"fail 1555 at OCILobRead call 3"_s << u"SELECT id, c FROM t ORDER BY id"_s;
    QTest::newRow("lost connection")
        << u"drop at OCILobRead call 2"_s << u"SELECT id, c FROM t ORDER BY id"_s;
}

void TestDefences::lobErrorIsNoEnd()
{
    QFETCH(QString, rule);
    QFETCH(QString, query);
    QCOMPARE(failure(u"CREATE TABLE t (id NUMBER(10), c CLOB)"_s), QString());
    for (int id = 1; id <= 3; ++id)
        QCOMPARE(failure(u"INSERT INTO t VALUES (?, 'text')"_s, {id}), QString());
    const Result<Rows> whole = m_session->query(query);
    QVERIFY(whole);
    QCOMPARE(whole->rows.size(), 3U);
    Standin::addRule(*Standin::parseRule(rule));
    const Result<Rows> cut = m_session->query(query);
    QVERIFY(!cut);
}

// What a COMMIT could not keep must not be kept by the statement after it.
void TestDefences::failedCommitLeavesNothing()
{
    QCOMPARE(failure(u"CREATE TABLE t (id NUMBER(10))"_s), QString());
    QVERIFY(m_session->begin());
    QCOMPARE(failure(u"INSERT INTO t VALUES (1)"_s), QString());
    Standin::addRule({Rule::Fail, {}, 1, u"^COMMIT"_s, 2091});
    const Result<> committed = m_session->commit();
    QVERIFY(!committed);
    QCOMPARE(committed.error().oraCode, 2091);
    QVERIFY(!m_session->inTransaction());
    QCOMPARE(failure(u"INSERT INTO t VALUES (2)"_s), QString());
    const auto other = StandinServer::open();
    QVERIFY(other);
    const Result<Rows> rows = (*other)->query(u"SELECT id FROM t"_s);
    QVERIFY(rows);
    QCOMPARE(rows->rows.size(), 1U);
    QCOMPARE(rows->rows[0][0].toString(), u"2"_s);
}

void TestDefences::manyRowsComeInOrder()
{
    QVERIFY(StandinServer::makeNumbers(*m_session, u"t"_s, 5100)); // 5000 come at a time
    const Result<Rows> rows = m_session->query(u"SELECT n FROM t ORDER BY n"_s);
    QVERIFY(rows);
    QCOMPARE(rows->rows.size(), 5100U);
    for (size_t i = 0; i < rows->rows.size(); ++i)
        QCOMPARE(rows->rows[i][0].toInt(), int(i) + 1);
}

void TestDefences::failingFetchIsNoEnd_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<int>("code");
    QTest::newRow("first row") << u"fail 1555 at OCIStmtFetch statement FROM t"_s << 1555;
    QTest::newRow("in the middle")
        << u"fail 1555 at OCIStmtFetch call 11 statement FROM t"_s << 1555;
    QTest::newRow("lost in the middle")
        << u"drop at OCIStmtFetch call 11 statement FROM t"_s << 3113;
}

void TestDefences::failingFetchIsNoEnd()
{
    QFETCH(QString, rule);
    QVERIFY(StandinServer::makeNumbers(*m_session, u"t"_s, 30));
    Standin::addRule(*Standin::parseRule(rule));
    const Result<Rows> rows = m_session->query(u"SELECT n FROM t"_s);
    QVERIFY(!rows);
    QTEST(rows.error().oraCode, "code");
}

void TestDefences::lostConnectionSaysWhatRan_data()
{
    QTest::addColumn<QString>("rule");
    QTest::newRow("on the way there") << u"drop statement CREATE TABLE t"_s;
    QTest::newRow("on the way back") << u"drop answer statement CREATE TABLE t"_s;
    QTest::newRow("killed") << u"fail 28 statement CREATE TABLE t"_s;
}

void TestDefences::lostConnectionSaysWhatRan()
{
    QFETCH(QString, rule);
    Standin::addRule(*Standin::parseRule(rule));
    const Result<Execution> made = m_session->execute(u"CREATE TABLE t (\n    id NUMBER(10)\n)"_s);
    QVERIFY(!made);
    QCOMPARE(made.error().kind, ErrorKind::Connection);
    QVERIFY2(made.error().context.contains(u"CREATE TABLE t ( id NUMBER(10) )"_s),
             qPrintable(made.error().context));
}

void TestDefences::sessionIsSetUp()
{
    const std::vector<Standin::SessionFacts> sessions = Standin::sessions();
    QCOMPARE(sessions.size(), 1U);
    const auto setting = [&](const QString &name) {
        const auto found = sessions[0].parameters.find(name);
        return found == sessions[0].parameters.end() ? QString() : found->second;
    };
    QCOMPARE(setting(u"NLS_NUMERIC_CHARACTERS"_s), u".,"_s);
    QCOMPARE(setting(u"NLS_DATE_FORMAT"_s), u"YYYY-MM-DD HH24:MI:SS"_s);
    QCOMPARE(setting(u"NLS_TIMESTAMP_FORMAT"_s), u"YYYY-MM-DD HH24:MI:SS.FF"_s);
    QCOMPARE(setting(u"NLS_TIMESTAMP_TZ_FORMAT"_s), u"YYYY-MM-DD HH24:MI:SS.FF TZH:TZM"_s);
    QCOMPARE(setting(u"NLS_LENGTH_SEMANTICS"_s), u"BYTE"_s);
    QVERIFY(setting(u"DDL_LOCK_TIMEOUT"_s).toInt() > 0);
    QCOMPARE(sessions[0].module, u"Athanor"_s);
    QCOMPARE(sessions[0].action, u"migration"_s);
    QVERIFY(sessions[0].clientInfo.contains(u"pid"_s));
    QVERIFY(sessions[0].clientInfo.size() <= 64); // V$SESSION.CLIENT_INFO
    QCOMPARE(m_session->serverPlace().sid, QString::number(sessions[0].sid));
    // Attach, log on, version, start of the transaction mode; then settings, module, who and where.
    QVERIFY(Standin::statistics().roundTrips <= 7);
}

// The schema of the URL is worked in; the tables looked for are its own.
void TestDefences::currentSchemaIsSet()
{
    const auto session = StandinServer::open(StandinServer::url() + u"?schema=app"_s);
    QVERIFY2(session, qPrintable(session ? QString() : session.error().toString()));
    QCOMPARE((*session)->user(), u"APP"_s);
    QCOMPARE((*session)->loginUser(), u"HR"_s);
    QCOMPARE(Standin::sessions().back().schema, u"APP"_s);
    QVERIFY((*session)->hasTable(u"T"_s));
    QVERIFY(Standin::statistics().statements.back().contains(u"all_tables"_s));
    QCOMPARE(m_session->user(), u"HR"_s);
}

// What is invalid, and why, is asked of the schema worked in, not of the one logged on to.
void TestDefences::invalidObjectsOfTheSchemaWorkedIn()
{
    const auto session = StandinServer::open(StandinServer::url() + u"?schema=app"_s);
    QVERIFY2(session, qPrintable(session ? QString() : session.error().toString()));
    const auto asked = [](const QString &view) {
        const QString statement = Standin::statistics().statements.back();
        return statement.contains(view) && statement.contains(u"owner = "_s);
    };
    QVERIFY(readInvalidObjects(**session));
    QVERIFY(asked(u"all_objects"_s));
    QVERIFY(readCompileErrors(**session, {u"VIEW"_s, u"V"_s}));
    QVERIFY(asked(u"all_errors"_s));
}

void TestDefences::sessionDoesWithoutApplicationInfo()
{
    Standin::addRule({Rule::Fail, {}, 1, u"DBMS_APPLICATION_INFO"_s, 6550});
    const auto session = StandinServer::open();
    QVERIFY2(session, qPrintable(session ? QString() : session.error().toString()));
    QCOMPARE(Standin::sessions().back().module, QString());
}

QTEST_GUILESS_MAIN(TestDefences)
#include "tst_defences.moc"
