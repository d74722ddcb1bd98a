// SPDX-License-Identifier: MIT
// Connecting through Qt's own QOCI plugin, and what is said when a link of the chain is missing.
#include "standinserver.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace Athanor;

class TestConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void connects();
    void refusalIsTold_data();
    void refusalIsTold();
    void passwordIsNowhere();
    void lostConnectionIsOne();
    void logoffKeepsNothingOpen();
};

void TestConnection::initTestCase()
{
    SKIP_WITHOUT_QOCI();
}

void TestConnection::connects()
{
    const StandinServer server;
    const auto session = StandinServer::open();
    QVERIFY2(session, qPrintable(session ? QString() : session.error().toString()));
    QCOMPARE((*session)->user(), u"HR"_s);
    QVERIFY(!(*session)->isSandbox());
    const Result<OracleVersion> version = (*session)->serverVersion();
    QVERIFY2(version, qPrintable(version ? QString() : version.error().toString()));
}

void TestConnection::refusalIsTold_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("password");
    QTest::addColumn<int>("code");

    const QString here = u"localhost:1521/shop"_s;
    QTest::newRow("no listener") << StandinServer::url(u"hr"_s, u"localhost:1599/shop"_s)
                                 << u"tiger"_s << 12541;
    QTest::newRow("service") << StandinServer::url(u"hr"_s, u"localhost:1521/unknown"_s)
                             << u"tiger"_s << 12514;
    QTest::newRow("alias") << StandinServer::url(u"hr"_s, u"NOWHERE"_s) << u"tiger"_s << 12154;
    QTest::newRow("SID") << StandinServer::url(
        u"hr"_s,
        u"(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=h)(PORT=1521))(CONNECT_DATA=(SID=XE)))"_s)
                         << u"tiger"_s << 12505;
    QTest::newRow("password") << StandinServer::url() << u"lion"_s << 1017;
    QTest::newRow("locked") << StandinServer::url(u"locked"_s, here) << u"tiger"_s << 28000;
    QTest::newRow("expired") << StandinServer::url(u"expired"_s, here) << u"tiger"_s << 28001;
    QTest::newRow("privilege") << StandinServer::url(u"nobody"_s, here) << u"tiger"_s << 1045;
}

void TestConnection::refusalIsTold()
{
    QFETCH(QString, url);
    QFETCH(QString, password);
    const StandinServer server;
    const auto session = StandinServer::open(url, password);
    QVERIFY(!session);
    QCOMPARE(session.error().kind, ErrorKind::Connection);
    QTEST(session.error().oraCode, "code");
    QVERIFY(!session.error().message.isEmpty());
    QVERIFY(!session.error().toString().contains(password));
}

void TestConnection::passwordIsNowhere()
{
    const StandinServer server;
    const auto session = StandinServer::open();
    QVERIFY(session);
    QVERIFY(!(*session)->description().contains(u"tiger"_s));
    const QStringList statements = Standin::statistics().statements;
    for (const QString &sql : statements)
        QVERIFY(!sql.contains(u"tiger"_s));
}

void TestConnection::lostConnectionIsOne()
{
    const StandinServer server;
    const auto session = StandinServer::open();
    QVERIFY(session);
    Standin::addRule({Standin::Rule::DropConnection, u"OCIStmtExecute"_s, 1, uR"(2 \+ 2)"_s});
    const Result<Rows> rows = (*session)->query(u"SELECT 2 + 2 FROM dual"_s);
    QVERIFY(!rows);
    QCOMPARE(rows.error().oraCode, 3113);
    QCOMPARE(rows.error().kind, ErrorKind::Connection);
    const Result<Rows> again = (*session)->query(u"SELECT 1 FROM dual"_s);
    QVERIFY(!again);
    QCOMPARE(again.error().oraCode, 3114);
    QCOMPARE(again.error().kind, ErrorKind::Connection);
}

void TestConnection::logoffKeepsNothingOpen()
{
    const StandinServer server;
    {
        const auto session = StandinServer::open();
        QVERIFY(session);
        QVERIFY((*session)->execute(u"CREATE TABLE t (a NUMBER(10))"_s));
        QVERIFY((*session)->begin());
        QVERIFY((*session)->execute(u"INSERT INTO t VALUES (1)"_s));
    } // a plain logoff would commit the row
    const auto session = StandinServer::open();
    QVERIFY(session);
    const Result<Rows> rows = (*session)->query(u"SELECT a FROM t"_s);
    QVERIFY(rows);
    QVERIFY(rows->rows.empty());
}

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
