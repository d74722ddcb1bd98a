// SPDX-License-Identifier: MIT
// What must hold on any server. Built twice: with the stand-in (oci/server), and with the client
// that the plugin finds (oracle/server), for a real Oracle.
#include "anyserver.h"

#include "base/atomicfile.h"
#include "database/dictionary.h"
#include "database/statementstopper.h"
#include "database/versiontable.h"
#include "diff/compare.h"
#include "migrate/review.h"
#include "migrate/run.h"
#include "schema/normalform.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Athanor;

class TestServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { SKIP_WITHOUT_SERVER(); }
    void init();
    void cleanup();
    void versionIsKnown();
    void compileErrorsAreTold();
    void locksNeedATransaction_data();
    void locksNeedATransaction();
    void numbersKeepEveryDigit_data();
    void numbersKeepEveryDigit();
    void datesComeAsText();
    void emptyIsNull();
    void textsComeWhole_data();
    void textsComeWhole();
    void largeTextsComeWhole_data();
    void largeTextsComeWhole();
    void wrongColumnsAreRefused_data();
    void wrongColumnsAreRefused();
    void transactionIsOne();
    void projectGoesUpAndDown();

private:
    [[nodiscard]] QString failure(const QString &sql, const std::vector<QVariant> &binds = {});
    [[nodiscard]] QString valueOf(const QString &sql);
    std::unique_ptr<Session> m_session;
    std::unique_ptr<AnyServer> m_server;
};

void TestServer::init()
{
    m_server = std::make_unique<AnyServer>();
    auto session = AnyServer::open();
    QVERIFY2(session, qPrintable(session ? QString() : session.error().toString()));
    m_session = std::move(*session);
}

void TestServer::cleanup()
{
    if (m_session)
        QCOMPARE(AnyServer::cleanUp(*m_session), QStringList());
    m_session.reset();
    m_server.reset();
    QCOMPARE(AnyServer::violations(), QStringList());
}

// What went wrong with a statement; empty when nothing did.
QString TestServer::failure(const QString &sql, const std::vector<QVariant> &binds)
{
    const Result<Execution> done = m_session->execute(sql, binds);
    return done ? QString() : done.error().toString();
}

QString TestServer::valueOf(const QString &sql)
{
    const Result<Rows> rows = m_session->query(sql);
    if (!rows)
        return rows.error().toString();
    return rows->rows.empty() ? u"no row"_s : rows->rows.front().front().toString();
}

void TestServer::versionIsKnown()
{
    const Result<OracleVersion> version = m_session->serverVersion();
    QVERIFY2(version, qPrintable(version ? QString() : version.error().toString()));
    QVERIFY(*version >= (OracleVersion{11, 2}));
    QVERIFY(!m_session->user().isEmpty());
    QVERIFY(m_session->serverPlace().sid.toInt() > 0);
}

// ORA-24344 is OCI_SUCCESS_WITH_INFO, which the driver takes for success.
void TestServer::compileErrorsAreTold()
{
    QCOMPARE(failure(u"CREATE TABLE athanor_t (id NUMBER(10))"_s), QString());
    const QString sql = u"CREATE OR REPLACE TRIGGER athanor_t_trg BEFORE INSERT ON athanor_t FOR "
                        "EACH ROW\nBEGIN\n    :NEW.id := athanor_t_seq.NEXTVAL;\nEND;"_s;
    const Result<Execution> made = m_session->execute(sql);
    QVERIFY2(made, qPrintable(made ? QString() : made.error().toString()));
    QVERIFY(!made->compileErrors.empty()); // Oracle adds "Statement ignored"
    QCOMPARE(made->compileErrors[0].object, u"ATHANOR_T_TRG"_s);
    QCOMPARE(made->compileErrors[0].type, u"TRIGGER"_s);
    QVERIFY(std::any_of(
        made->compileErrors.begin(), made->compileErrors.end(),
        [](const CompileError &error) { return error.message.contains(u"ORA-02289"_s); }));
    QCOMPARE(failure(u"CREATE SEQUENCE athanor_t_seq"_s), QString());
    const Result<Execution> mended = m_session->execute(sql);
    QVERIFY(mended);
    QVERIFY(mended->compileErrors.empty());
}

// Outside a transaction the next statement would commit, and the locks be gone without a word.
void TestServer::locksNeedATransaction_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("FOR UPDATE") << u"SELECT id FROM athanor_t FOR UPDATE"_s;
    QTest::newRow("in lower case") << u"select id from athanor_t for update nowait"_s;
    QTest::newRow("LOCK TABLE") << u"LOCK TABLE athanor_t IN EXCLUSIVE MODE"_s;
}

void TestServer::locksNeedATransaction()
{
    QFETCH(QString, sql);
    QCOMPARE(failure(u"CREATE TABLE athanor_t (id NUMBER(10))"_s), QString());
    const Result<Rows> outside = m_session->query(sql);
    QVERIFY(!outside);
    QCOMPARE(outside.error().kind, ErrorKind::Usage);
    QVERIFY(m_session->begin());
    QCOMPARE(failure(sql), QString());
    QVERIFY(m_session->rollback());
}

void TestServer::numbersKeepEveryDigit_data()
{
    QTest::addColumn<QString>("number");
    for (const char *number :
         {"12345678901234567890123456789012345678", "-99999999999999999999999999999999999999",
          "9007199254740993", "-.0000000001", "1234.56", "100000000000000000000", "0", "-1",
          ".12345678901234567890123456789012345678"})
        QTest::newRow(number) << QString::fromLatin1(number);
}

void TestServer::numbersKeepEveryDigit()
{
    QFETCH(QString, number);
    QCOMPARE(failure(u"CREATE TABLE athanor_t (n NUMBER)"_s), QString());
    QCOMPARE(failure(u"INSERT INTO athanor_t VALUES (%1)"_s.arg(number)), QString());
    const QString back = valueOf(u"SELECT n FROM athanor_t"_s);
    QCOMPARE(QString(back).replace(u"0."_s, u"."_s), number);
}

// Not as QDateTime: that ends at milliseconds, and the driver gets zones like -03:30 wrong.
void TestServer::datesComeAsText()
{
    QCOMPARE(
        failure(
            u"CREATE TABLE athanor_t (d DATE, s TIMESTAMP(9), z TIMESTAMP(6) WITH TIME ZONE)"_s),
        QString());
    QCOMPARE(failure(u"INSERT INTO athanor_t VALUES (DATE '2024-02-29', TIMESTAMP '2024-02-29 "
                     "23:59:59.123456789', TIMESTAMP '1999-12-31 23:59:59.654321 -03:30')"_s),
             QString());
    QCOMPARE(valueOf(u"SELECT TO_CHAR(d, 'YYYY-MM-DD HH24:MI:SS') FROM athanor_t"_s),
             u"2024-02-29 00:00:00"_s);
    QCOMPARE(valueOf(u"SELECT TO_CHAR(s, 'YYYY-MM-DD HH24:MI:SS.FF9') FROM athanor_t"_s),
             u"2024-02-29 23:59:59.123456789"_s);
    QCOMPARE(valueOf(u"SELECT TO_CHAR(z, 'YYYY-MM-DD HH24:MI:SS.FF6 TZH:TZM') FROM athanor_t"_s),
             u"1999-12-31 23:59:59.654321 -03:30"_s);
}

void TestServer::emptyIsNull()
{
    QCOMPARE(failure(u"CREATE TABLE athanor_t (id NUMBER(10), name VARCHAR2(10))"_s), QString());
    QCOMPARE(failure(u"INSERT INTO athanor_t VALUES (?, ?)"_s, {1, u""_s}), QString());
    QCOMPARE(failure(u"INSERT INTO athanor_t VALUES (?, ?)"_s, {2, QVariant()}), QString());
    QCOMPARE(failure(u"INSERT INTO athanor_t VALUES (?, ?)"_s, {3, u" "_s}), QString());
    const Result<Rows> rows = m_session->query(u"SELECT id, name FROM athanor_t ORDER BY id"_s);
    QVERIFY(rows);
    QCOMPARE(rows->rows.size(), 3U);
    QVERIFY(rows->rows[0][1].isNull());
    QVERIFY(rows->rows[1][1].isNull());
    QVERIFY(!rows->rows[2][1].isNull());
    QCOMPARE(valueOf(u"SELECT COUNT(*) FROM athanor_t WHERE name IS NULL"_s), u"2"_s);
}

void TestServer::textsComeWhole_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("text");
    QTest::newRow("4000 bytes") << u"VARCHAR2(4000)"_s << QString(4000, u'x');
    QTest::newRow("4000 bytes of two each") << u"VARCHAR2(4000)"_s << QString(2000, u'é');
    QTest::newRow("1000 characters outside the BMP")
        << u"VARCHAR2(4000)"_s << u"😀"_s.repeated(1000);
    QTest::newRow("as much as is bound") << u"VARCHAR2(4000)"_s << QString(1333, u'€');
    QTest::newRow("characters counted") << u"VARCHAR2(10 CHAR)"_s << u"😀"_s.repeated(10);
    QTest::newRow("NVARCHAR2") << u"NVARCHAR2(20)"_s << u"Łódź – Ωμέγα"_s;
    QTest::newRow("NCHAR") << u"NCHAR(4)"_s << u"ñé½€"_s;
}

void TestServer::textsComeWhole()
{
    QFETCH(QString, type);
    QFETCH(QString, text);
    QCOMPARE(failure(u"CREATE TABLE athanor_t (c %1)"_s.arg(type)), QString());
    QCOMPARE(failure(u"INSERT INTO athanor_t VALUES ('%1')"_s.arg(text)), QString());
    QCOMPARE(valueOf(u"SELECT c FROM athanor_t"_s), text);
    // The driver binds UTF-16, whose characters may need three bytes each: what may exceed 4,000
    // bytes counts as a LONG, which a VARCHAR2 does not take (ORA-01461).
    if (3 * text.size() > 4000)
        return;
    QCOMPARE(failure(u"DELETE FROM athanor_t"_s), QString());
    QCOMPARE(failure(u"INSERT INTO athanor_t VALUES (?)"_s, {text}), QString());
    QCOMPARE(valueOf(u"SELECT c FROM athanor_t"_s), text);
}

void TestServer::largeTextsComeWhole_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("32 KB and one") << 32'769;
    QTest::newRow("one piece, odd") << 65'535;
    QTest::newRow("1 MB and one") << 1'048'577;
}

void TestServer::largeTextsComeWhole()
{
    QFETCH(int, size);
    QString text = u"ab½😀"_s.repeated(size / 5 + 1).left(size);
    if (text.back().isHighSurrogate())
        text.chop(1);
    QCOMPARE(failure(u"CREATE TABLE athanor_t (c CLOB, id NUMBER(10))"_s), QString());
    QCOMPARE(failure(u"INSERT INTO athanor_t VALUES (?, 1)"_s, {text}), QString());
    const Result<Rows> clob = m_session->query(u"SELECT c, id FROM athanor_t"_s);
    QVERIFY2(clob, qPrintable(clob ? QString() : clob.error().toString()));
    QVERIFY(clob->rows[0][0].toString() == text);
    // A LONG comes in pieces of 65535 bytes.
    const QString query = u"SELECT id /* "_s + text + u" */ FROM athanor_t"_s;
    QCOMPARE(failure(u"CREATE VIEW athanor_t_v AS "_s + query), QString());
    const Result<Rows> view =
        m_session->query(u"SELECT text FROM user_views WHERE view_name = 'ATHANOR_T_V'"_s);
    QVERIFY2(view, qPrintable(view ? QString() : view.error().toString()));
    QVERIFY(view->rows[0][0].toString().trimmed() == query);
}

void TestServer::wrongColumnsAreRefused_data()
{
    QTest::addColumn<QString>("type");
    for (const char *type :
         {"BINARY_DOUBLE", "BINARY_FLOAT", "DATE", "TIMESTAMP(9)", "TIMESTAMP(6) WITH TIME ZONE"})
        QTest::newRow(type) << QString::fromLatin1(type);
}

void TestServer::wrongColumnsAreRefused()
{
    QFETCH(QString, type);
    QCOMPARE(failure(u"CREATE TABLE athanor_t (id NUMBER(10), c %1)"_s.arg(type)), QString());
    QCOMPARE(failure(u"INSERT INTO athanor_t (id) VALUES (1)"_s), QString());
    const Result<Rows> rows = m_session->query(u"SELECT id, c FROM athanor_t"_s);
    QVERIFY(!rows);
    QCOMPARE(rows.error().kind, ErrorKind::Unsupported);
    QVERIFY(rows.error().message.contains(u"TO_CHAR(C"_s));
    const Result<Rows> text = m_session->query(u"SELECT id, TO_CHAR(c) FROM athanor_t"_s);
    QVERIFY2(text, qPrintable(text ? QString() : text.error().toString()));
    QCOMPARE(text->rows.size(), 1U);
}

void TestServer::transactionIsOne()
{
    QCOMPARE(failure(u"CREATE TABLE athanor_t (id NUMBER(10))"_s), QString());
    QVERIFY(m_session->begin());
    QCOMPARE(failure(u"INSERT INTO athanor_t VALUES (1)"_s), QString());
    QCOMPARE(valueOf(u"SELECT COUNT(*) FROM athanor_t"_s), u"1"_s); // a SELECT must not commit it
    QVERIFY(m_session->rollback());
    QCOMPARE(valueOf(u"SELECT COUNT(*) FROM athanor_t"_s), u"0"_s);
    QVERIFY(m_session->begin());
    QCOMPARE(failure(u"INSERT INTO athanor_t VALUES (2)"_s), QString());
    m_session.reset(); // a plain logoff would commit
    auto again = AnyServer::open();
    QVERIFY(again);
    m_session = std::move(*again);
    QCOMPARE(valueOf(u"SELECT COUNT(*) FROM athanor_t"_s), u"0"_s);
}

// A small project of its own: up, what the dictionary says of it, down.
void TestServer::projectGoesUpAndDown()
{
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(u"model"_s) && QDir(folder.path()).mkpath(u"versions"_s));
    QVERIFY(writeTextFile(folder.filePath(u"athanor.toml"_s),
                          u"[project]\nname = \"t\"\nmodel = \"model\"\n[target.oracle]\nurl = "
                          "\"%1\"\n"_s.arg(AnyServer::url())));
    QVERIFY(
        writeTextFile(folder.filePath(u"versions/0123456789ab_t.sql"_s),
                      u"-- Revision: 0123456789ab\n-- Revises:\n-- Message: t\n-- Created: "
                      "2026-11-22T15:04:05Z\n-- Reviewed: no\n\n-- ======== upgrade ========\n"
                      "CREATE SEQUENCE athanor_t_seq START WITH 1 INCREMENT BY 1 NOCACHE;\n"
                      "CREATE TABLE athanor_t_user (\n    id NUMBER(10) NOT NULL,\n    name "
                      "VARCHAR2(30 CHAR) DEFAULT 'x' NOT NULL,\n    CONSTRAINT athanor_t_user_pk "
                      "PRIMARY KEY (id)\n);\nCREATE INDEX athanor_t_user_ix ON athanor_t_user "
                      "(name);\nCOMMENT ON TABLE athanor_t_user IS 'it''s';\nINSERT INTO "
                      "athanor_t_user (id) VALUES (7);\nCREATE OR REPLACE TRIGGER "
                      "athanor_t_user_trg BEFORE INSERT ON athanor_t_user FOR EACH ROW\nBEGIN\n"
                      "    IF :NEW.id IS NULL THEN\n        :NEW.id := athanor_t_seq.NEXTVAL;\n"
                      "    END IF;\nEND;\n/\n\n-- ======== downgrade ========\nDROP TABLE "
                      "athanor_t_user;\nDROP SEQUENCE athanor_t_seq;\n"_s));
    Result<Workspace> workspace = openWorkspace(folder.path());
    QVERIFY2(workspace, qPrintable(workspace ? QString() : workspace.error().toString()));
    const Result<Revision> reviewed =
        review(*workspace, u"0123456789ab"_s, u"ada"_s, systemClock());
    QVERIFY2(reviewed, qPrintable(reviewed ? QString() : reviewed.error().toString()));
    workspace = openWorkspace(folder.path());

    const auto carriedOut = [&](const Result<RunPlan> &plan) -> QString {
        if (!plan)
            return plan.error().toString();
        const Result<RunOutcome> outcome = run(*workspace, *m_session, *plan, {}, systemClock());
        if (!outcome)
            return outcome.error().toString();
        for (const CompileError &error : outcome->compileErrors)
            return error.message;
        return outcome->stoppedBy ? outcome->stoppedBy->toString() : QString();
    };
    QCOMPARE(carriedOut(planUpgrade(*workspace, *m_session, {})), QString());
    QCOMPARE(readHeads(*m_session).value_or(QStringList()), QStringList{u"0123456789ab"_s});
    QCOMPARE(valueOf(u"SELECT name FROM athanor_t_user WHERE id = 7"_s), u"x"_s);
    const Result<Catalog> expected = replay(*workspace, {u"0123456789ab"_s});
    const Result<Catalog> live = readDictionary(*m_session);
    QVERIFY2(live, qPrintable(live ? QString() : live.error().toString()));
    QVERIFY(expected);
    const Comparison rest = compare(*expected, normalized(*live));
    QStringList differences;
    for (const Change &change : rest.changes)
        differences.append(change.describe(rest.from, rest.to));
    QCOMPARE(differences, QStringList());
    QCOMPARE(carriedOut(planDowngrade(*workspace, *m_session, u"base"_s)), QString());
    QCOMPARE(valueOf(u"SELECT COUNT(*) FROM user_tables WHERE table_name = 'ATHANOR_T_USER'"_s),
             u"0"_s);
}

QTEST_GUILESS_MAIN(TestServer)
#include "tst_server.moc"
