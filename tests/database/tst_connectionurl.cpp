// SPDX-License-Identifier: MIT
#include "database/connectionadvice.h"
#include "database/session.h"

#include <QtSql/QSqlDatabase>
#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

class TestConnectionUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void refuses_data();
    void refuses();
    void neverGivesAHostToQt();
    void passwordIsNotRepeated();
    void compiledUnits_data();
    void compiledUnits();
    void connectionCodes();
    void missingDriverSaysWhatToDo();
    void schemaIsRead();
};

void TestConnectionUrl::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("path");

    const QString none;
    QTest::newRow("sandbox") << u"sandbox:shop.sandbox"_s << none << none << 1521 << none
                             << u"/project/shop.sandbox"_s;
    QTest::newRow("absolute") << u"sandbox:/tmp/x.sandbox"_s << none << none << 1521 << none
                              << u"/tmp/x.sandbox"_s;
    QTest::newRow("up") << u"sandbox:../x"_s << none << none << 1521 << none << u"/x"_s;
    QTest::newRow("memory") << u"sandbox::memory:"_s << none << none << 1521 << none
                            << u":memory:"_s;
    QTest::newRow("EZConnect") << u"oracle://hr@dbhost:1521/XEPDB1"_s << u"hr"_s << u"dbhost"_s
                               << 1521 << u"XEPDB1"_s << none;
    QTest::newRow("other port") << u"oracle://hr@dbhost:1599/a.b.c"_s << u"hr"_s << u"dbhost"_s
                                << 1599 << u"a.b.c"_s << none;
    QTest::newRow("no port") << u"oracle://hr@dbhost/XE"_s << u"hr"_s << u"dbhost"_s << 1521
                             << u"XE"_s << none;
    QTest::newRow("IPv6") << u"oracle://hr@[::1]:1522/XE"_s << u"hr"_s << u"::1"_s << 1522
                          << u"XE"_s << none;
    QTest::newRow("alias") << u"oracle://hr@PROD"_s << u"hr"_s << none << 1521 << u"PROD"_s << none;
    QTest::newRow("wallet") << u"oracle:///@PROD_W"_s << none << none << 1521 << u"PROD_W"_s
                            << none;
    QTest::newRow("proxy user") << u"oracle://app[hr]@PROD"_s << u"app[hr]"_s << none << 1521
                                << u"PROD"_s << none;
    QTest::newRow("TCPS") << u"oracle://hr@tcps://h:2484/s"_s << u"hr"_s << none << 1521
                          << u"tcps://h:2484/s"_s << none;
    QTest::newRow("descriptor") << u"oracle://hr@(DESCRIPTION=(ADDRESS=(HOST=a@b)))"_s << u"hr"_s
                                << none << 1521 << u"(DESCRIPTION=(ADDRESS=(HOST=a@b)))"_s << none;
}

void TestConnectionUrl::parses()
{
    QFETCH(QString, text);
    const Result<ConnectionUrl> url = parseConnectionUrl(text, u"/project"_s);
    QVERIFY2(url.has_value(), url ? "" : qPrintable(url.error().toString()));
    QTEST(url->user, "user");
    QTEST(url->host, "host");
    QTEST(url->port, "port");
    QTEST(url->service, "service");
    QTEST(url->path, "path");
}

void TestConnectionUrl::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("other scheme") << u"postgres://x"_s;
    QTest::newRow("no file") << u"sandbox:"_s;
    QTest::newRow("no user") << u"oracle://@PROD"_s;
    QTest::newRow("no at") << u"oracle://PROD"_s;
    QTest::newRow("nothing behind") << u"oracle://hr@"_s;
    QTest::newRow("no service") << u"oracle://hr@host:1521"_s;
    QTest::newRow("empty service") << u"oracle://hr@host:1521/"_s;
    QTest::newRow("port a word") << u"oracle://hr@host:abc/XE"_s;
    QTest::newRow("port too high") << u"oracle://hr@host:70000/XE"_s;
    QTest::newRow("descriptor smuggled into the service") << u"oracle://hr@host/XE)(SERVER=x"_s;
    QTest::newRow("password with a colon") << u"oracle://hr:tiger@host/XE"_s;
    QTest::newRow("password with a slash") << u"oracle://hr/tiger@host/XE"_s;
}

void TestConnectionUrl::refuses()
{
    QFETCH(QString, text);
    const Result<ConnectionUrl> url = parseConnectionUrl(text, u"/project"_s);
    QVERIFY(!url);
    QCOMPARE(url.error().kind, ErrorKind::Usage);
    QVERIFY(!url.error().message.isEmpty());
}

void TestConnectionUrl::neverGivesAHostToQt()
{
    const Result<ConnectionUrl> url = parseConnectionUrl(u"oracle://hr@db:1522/S"_s, u"/"_s);
    QVERIFY(url);
    const QString text = oracleConnectText(*url);
    QVERIFY(text.contains("(HOST=db)"_L1) && text.contains("(PORT=1522)"_L1)
            && text.contains("(SERVICE_NAME=S)"_L1));
    QVERIFY(text.contains("CONNECT_TIMEOUT"_L1));
    QCOMPARE(text.count(u'('), text.count(u')'));
    QCOMPARE(describe(*url), u"hr@db:1522/S"_s);
}

void TestConnectionUrl::passwordIsNotRepeated()
{
    const Result<ConnectionUrl> url = parseConnectionUrl(u"oracle://hr:tiger@host/XE"_s, u"/"_s);
    QVERIFY(!url);
    QVERIFY(!url.error().toString().contains("tiger"_L1));
}

void TestConnectionUrl::compiledUnits_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("owner");
    QTest::addColumn<QStringList>("types");
    const QString none;
    QTest::newRow("procedure") << u"create or replace procedure p is begin null; end;"_s << u"P"_s
                               << none << QStringList{u"PROCEDURE"_s};
    QTest::newRow("trigger")
        << u"CREATE TRIGGER hr.\"t 1\" BEFORE INSERT ON x BEGIN :NEW.id := 1; END;"_s << u"t 1"_s
        << u"HR"_s << QStringList{u"TRIGGER"_s};
    QTest::newRow("comment first")
        << u"-- why\nCREATE /* x */ EDITIONABLE FUNCTION f RETURN NUMBER IS BEGIN RETURN 1; END;"_s
        << u"F"_s << none << QStringList{u"FUNCTION"_s};
    QTest::newRow("body") << u"CREATE OR REPLACE PACKAGE BODY pk AS END;"_s << u"PK"_s << none
                          << QStringList{u"PACKAGE BODY"_s};
    QTest::newRow("type") << u"CREATE TYPE t AS OBJECT (a NUMBER)"_s << u"T"_s << none
                          << QStringList{u"TYPE"_s};
    QTest::newRow("if not exists") << u"CREATE PROCEDURE IF NOT EXISTS p IS BEGIN NULL; END;"_s
                                   << u"P"_s << none << QStringList{u"PROCEDURE"_s};
    QTest::newRow("forced view") << u"CREATE OR REPLACE FORCE VIEW v AS SELECT 1 a FROM dual"_s
                                 << u"V"_s << none << QStringList{u"VIEW"_s};
    QTest::newRow("compile") << u"ALTER PACKAGE pk COMPILE"_s << u"PK"_s << none
                             << QStringList{u"PACKAGE"_s, u"PACKAGE BODY"_s};
    QTest::newRow("compile trigger")
        << u"ALTER TRIGGER t COMPILE"_s << u"T"_s << none << QStringList{u"TRIGGER"_s};
    QTest::newRow("table") << u"CREATE TABLE procedure_log (id NUMBER)"_s << none << none
                           << QStringList{};
    QTest::newRow("query") << u"SELECT 'CREATE PROCEDURE p' FROM dual"_s << none << none
                           << QStringList{};
}

void TestConnectionUrl::compiledUnits()
{
    QFETCH(QString, sql);
    const CompiledUnit unit = compiledUnit(sql);
    QTEST(unit.types, "types");
    if (!unit.types.isEmpty()) {
        QTEST(unit.name.name, "name");
        QTEST(unit.name.owner, "owner");
    }
}

void TestConnectionUrl::connectionCodes()
{
    for (const int code : {1017, 3113, 12154, 12170, 12514, 12541, 28000}) {
        QVERIFY2(isConnectionCode(code), qPrintable(QString::number(code)));
        QVERIFY2(!connectionAdvice(code).isEmpty(), qPrintable(QString::number(code)));
    }
    for (const int code : {0, 54, 904, 942, 955, 2296, 24344})
        QVERIFY2(!isConnectionCode(code), qPrintable(QString::number(code)));
}

void TestConnectionUrl::missingDriverSaysWhatToDo()
{
    if (QSqlDatabase::isDriverAvailable(u"QOCI"_s))
        QSKIP("QOCI is installed here; what is said without it cannot be seen.");
    const Result<ConnectionUrl> url = parseConnectionUrl(u"oracle://hr@host/XE"_s, u"/"_s);
    QVERIFY(url);
    const Result<std::unique_ptr<Session>> session =
        Session::open(*url, [](const ConnectionUrl &) { return u"tiger"_s; });
    QVERIFY(!session);
    QCOMPARE(session.error().kind, ErrorKind::Connection);
    QVERIFY(session.error().message.contains("doctor"_L1));
    QVERIFY(!session.error().toString().contains("tiger"_L1));
}

void TestConnectionUrl::schemaIsRead()
{
    for (const QString &place : {u"oracle://hr@h:1599/s"_s, u"oracle://hr@ALIAS"_s,
                                 u"oracle:///@WALLET"_s, u"oracle://hr@tcps://h/s?wallet=x"_s}) {
        const Result<ConnectionUrl> plain = parseConnectionUrl(place, {});
        const Result<ConnectionUrl> url = parseConnectionUrl(place + u"?schema=app"_s, {});
        QVERIFY(plain && url);
        QCOMPARE(url->schema, u"APP"_s);
        QCOMPARE(oracleConnectText(*url), oracleConnectText(*plain));
        QVERIFY(describe(*url).contains(u"APP"_s));
    }
    QCOMPARE(parseConnectionUrl(u"oracle://hr@A?schema=\"App x\""_s, {})->schema, u"App x"_s);
    QVERIFY(!parseConnectionUrl(u"oracle://hr@A?schema="_s, {}));
}

QTEST_GUILESS_MAIN(TestConnectionUrl)
#include "tst_connectionurl.moc"
