// SPDX-License-Identifier: MIT
#include "sandbox/sandboxdriver.h"

#include <QtCore/QDateTime>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>
#include <QtSql/QSqlField>
#include <QtSql/QSqlQuery>
#include <QtSql/QSqlRecord>
#include <QtTest/QtTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace Athanor;

namespace {

// A connection that goes with its scope.
class Connection
{
public:
    explicit Connection(const QString &file)
        : m_name(u"c%1"_s.arg(++s_serial))
        , database(QSqlDatabase::addDatabase(QString::fromLatin1(sandboxDriverName), m_name))
    {
        database.setDatabaseName(file);
        database.setNumericalPrecisionPolicy(QSql::HighPrecision);
        opened = database.open();
    }
    ~Connection()
    {
        database.close();
        database = QSqlDatabase();
        QSqlDatabase::removeDatabase(m_name);
    }
    // "" for success, else the code.
    QString run(const QString &sql)
    {
        QSqlQuery query(database);
        return query.exec(sql) ? QString() : query.lastError().nativeErrorCode();
    }
    QString value(const QString &sql)
    {
        QSqlQuery query(database);
        if (!query.exec(sql))
            return u"error "_s + query.lastError().databaseText();
        return query.next() ? query.value(0).toString() : u"no row"_s;
    }

private:
    static inline int s_serial = 0;
    QString m_name;

public:
    QSqlDatabase database;
    bool opened = false;
};

} // namespace

class DriverTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void binds();
    void errors();
    void types();
    void transactions();
    void deferredAndReturning();
    void triggerTextStays();
    void persistence();
    void twoSessions();
    void tableLock();
    void sharedMemory();
    void notModelled();
    void foreignFile();
    void killed();
};

void DriverTest::initTestCase()
{
    registerSandboxDriver();
    registerSandboxDriver();
}

void DriverTest::binds()
{
    Connection c(u":memory:"_s);
    QVERIFY(c.opened);
    QCOMPARE(c.run(u"CREATE TABLE t (id NUMBER, name VARCHAR2(20), d TIMESTAMP(3), b RAW(4))"_s),
             QString());
    QSqlQuery query(c.database);
    QVERIFY(query.prepare(u"INSERT INTO t VALUES (?, ?, ?, ?)"_s));
    const QDateTime time(QDate(2024, 2, 29), QTime(12, 30, 15, 123));
    query.addBindValue(7);
    query.addBindValue(u"it's :x ?"_s);
    query.addBindValue(time);
    query.addBindValue(QByteArray("\x01\x02"));
    QVERIFY2(query.exec(), qPrintable(query.lastError().text()));
    QCOMPARE(query.numRowsAffected(), 1);
    QVERIFY(query.prepare(u"SELECT id, name, d, b FROM t WHERE id = :id AND name = :n"_s));
    query.bindValue(u":n"_s, u"it's :x ?"_s);
    query.bindValue(u":id"_s, 7);
    QVERIFY2(query.exec(), qPrintable(query.lastError().text()));
    QVERIFY(query.isSelect());
    QVERIFY(query.next());
    QCOMPARE(query.value(0).toString(), u"7"_s);
    QCOMPARE(query.value(1).toString(), u"it's :x ?"_s);
    QCOMPARE(query.value(2).toDateTime(), time);
    QCOMPARE(query.value(3).toByteArray(), QByteArray("\x01\x02"));
    QVERIFY(!query.next());
}

void DriverTest::errors()
{
    Connection c(u":memory:"_s);
    QSqlQuery query(c.database);
    QVERIFY(!query.exec(u"SELECT * FROM nowhere"_s));
    QCOMPARE(query.lastError().nativeErrorCode(), u"942"_s);
    QCOMPARE(query.lastError().databaseText(), u"ORA-00942: table or view does not exist"_s);
    QCOMPARE(c.run(u"SELECT 1 FROM dual;"_s), u"911"_s);
    QCOMPARE(c.run(u"nonsense"_s), u"900"_s);
    QCOMPARE(c.run(u"CREATE TABLE t (a NUMBER);"_s), u"911"_s);
    // SQL*Plus asks for a variable; the server knows no &.
    QCOMPARE(c.run(u"CREATE TABLE &t (a NUMBER)"_s), u"911"_s);
    QCOMPARE(c.run(u"CREATE DATABASE LINK l CONNECT TO u IDENTIFIED BY &L_PASSWORD USING 'd'"_s),
             u"911"_s);
}

void DriverTest::types()
{
    Connection c(u":memory:"_s);
    QCOMPARE(c.run(u"CREATE TABLE t (n NUMBER, v VARCHAR2(10), d DATE, r RAW(16), c CLOB)"_s),
             QString());
    QSqlQuery query(c.database);
    QVERIFY(query.exec(u"SELECT t.*, 12345678901234567890123456789012345678 AS big FROM t"_s));
    const QSqlRecord record = query.record();
    QCOMPARE(record.count(), 6);
    QCOMPARE(record.fieldName(0), u"N"_s);
    QCOMPARE(record.field(0).metaType(), QMetaType::fromType<QString>());
    QCOMPARE(record.field(2).metaType(), QMetaType::fromType<QDateTime>());
    QCOMPARE(record.field(3).metaType(), QMetaType::fromType<QByteArray>());
    QCOMPARE(c.value(u"SELECT 12345678901234567890123456789012345678 FROM dual"_s),
             u"12345678901234567890123456789012345678"_s);
    c.database.setNumericalPrecisionPolicy(QSql::LowPrecisionInt64);
    QSqlQuery integers(c.database);
    QVERIFY(integers.exec(u"SELECT 41 + 1 FROM dual"_s));
    QVERIFY(integers.next());
    QCOMPARE(integers.value(0), QVariant(qlonglong(42)));
}

void DriverTest::transactions()
{
    Connection c(u":memory:"_s);
    QCOMPARE(c.run(u"CREATE TABLE t (a NUMBER)"_s), QString());
    QCOMPARE(c.run(u"CREATE SEQUENCE s NOCACHE"_s), QString());
    QVERIFY(c.database.transaction());
    QCOMPARE(c.run(u"INSERT INTO t VALUES (s.NEXTVAL)"_s), QString());
    QVERIFY(c.database.rollback());
    QCOMPARE(c.value(u"SELECT COUNT(*) FROM t"_s), u"0"_s);
    QCOMPARE(c.value(u"SELECT s.NEXTVAL FROM dual"_s), u"2"_s); // a number once given stays given
    QVERIFY(c.database.transaction());
    QCOMPARE(c.run(u"INSERT INTO t VALUES (1)"_s), QString());
    QCOMPARE(c.run(u"CREATE TABLE u (a NUMBER)"_s), QString()); // DDL commits
    QVERIFY(c.database.rollback());
    QCOMPARE(c.value(u"SELECT COUNT(*) FROM t"_s), u"1"_s);
}

void DriverTest::deferredAndReturning()
{
    Connection c(u":memory:"_s);
    QCOMPARE(
        c.run(u"CREATE TABLE t (a NUMBER CONSTRAINT t_uk UNIQUE DEFERRABLE INITIALLY DEFERRED)"_s),
        QString());
    QVERIFY(c.database.transaction());
    QCOMPARE(c.run(u"INSERT INTO t VALUES (1)"_s), QString());
    QCOMPARE(c.run(u"INSERT INTO t VALUES (1)"_s), QString());
    QVERIFY(!c.database.commit());
    QCOMPARE(c.database.lastError().nativeErrorCode(), u"2091"_s);
    QCOMPARE(c.value(u"SELECT COUNT(*) FROM t"_s), u"0"_s);

    QSqlQuery query(c.database);
    QVERIFY(query.prepare(u"INSERT INTO t (a) VALUES (:a) RETURNING a * 2 INTO :b"_s));
    query.bindValue(u":a"_s, 21);
    query.bindValue(u":b"_s, QVariant(QMetaType::fromType<QString>()), QSql::Out);
    QVERIFY2(query.exec(), qPrintable(query.lastError().text()));
    QCOMPARE(query.boundValue(u":b"_s).toString(), u"42"_s);
}

void DriverTest::triggerTextStays()
{
    Connection c(u":memory:"_s);
    QCOMPARE(c.run(u"CREATE SEQUENCE s"_s), QString());
    QCOMPARE(c.run(u"CREATE TABLE t (id NUMBER NOT NULL, a NUMBER)"_s), QString());
    QCOMPARE(
        c.run(
            u"CREATE OR REPLACE TRIGGER t_bi BEFORE INSERT ON t FOR EACH ROW\n"
            "WHEN (NEW.id IS NULL)\nBEGIN\n  SELECT s.NEXTVAL INTO :NEW.id FROM DUAL; -- why?\nEND;"_s),
        QString());
    QCOMPARE(c.run(u"INSERT INTO t (a) VALUES (5)"_s), QString());
    QCOMPARE(c.value(u"SELECT id FROM t"_s), u"1"_s);
    QCOMPARE(c.value(u"SELECT text FROM user_source WHERE line = 4"_s),
             u"  SELECT s.NEXTVAL INTO :NEW.id FROM DUAL; -- why?\n"_s);
    QCOMPARE(c.value(QString::fromLatin1(sandboxNotModelledQuery)), u"no row"_s);
}

void DriverTest::persistence()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"a.sandbox"_s);
    {
        Connection c(file);
        QVERIFY(c.opened);
        QCOMPARE(c.run(u"CREATE TABLE \"Mixed\" (\"Id\" NUMBER, ID NUMBER, note VARCHAR2(10))"_s),
                 QString());
        QCOMPARE(c.run(u"INSERT INTO \"Mixed\" VALUES (1, 2, 'ä')"_s), QString());
        QCOMPARE(c.run(u"CREATE SEQUENCE s START WITH 5"_s), QString());
        QCOMPARE(c.value(u"SELECT s.NEXTVAL FROM dual"_s), u"5"_s);
    }
    Connection c(file);
    QCOMPARE(c.value(u"SELECT \"Id\" || ID || note FROM \"Mixed\""_s), u"12ä"_s);
    QCOMPARE(c.value(u"SELECT s.NEXTVAL FROM dual"_s), u"6"_s);
    QCOMPARE(c.value(u"SELECT column_name FROM user_tab_cols WHERE column_id = 1"_s), u"Id"_s);
}

void DriverTest::twoSessions()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"a.sandbox"_s);
    Connection a(file);
    Connection b(file);
    QCOMPARE(a.run(u"CREATE TABLE t (x NUMBER)"_s), QString());
    QCOMPARE(b.value(u"SELECT COUNT(*) FROM t"_s), u"0"_s);
    QCOMPARE(b.run(u"ALTER TABLE t ADD y NUMBER"_s), QString());
    QCOMPARE(a.run(u"INSERT INTO t (x, y) VALUES (1, 2)"_s), QString());
    QVERIFY(a.database.transaction());
    QCOMPARE(a.run(u"UPDATE t SET y = 3"_s), QString());
    QCOMPARE(b.value(u"SELECT y FROM t"_s), u"2"_s); // not committed: not seen
    QVERIFY(a.database.commit());
    QCOMPARE(b.value(u"SELECT y FROM t"_s), u"3"_s);
}

void DriverTest::tableLock()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"a.sandbox"_s);
    Connection work(file);
    QCOMPARE(work.run(u"CREATE TABLE athanor_lock (holder VARCHAR2(30))"_s), QString());
    {
        Connection first(file);
        Connection second(file);
        QVERIFY(first.database.transaction());
        QCOMPARE(first.run(u"LOCK TABLE athanor_lock IN EXCLUSIVE MODE NOWAIT"_s), QString());
        QVERIFY(second.database.transaction());
        QCOMPARE(second.run(u"LOCK TABLE athanor_lock IN EXCLUSIVE MODE NOWAIT"_s), u"54"_s);
        QCOMPARE(work.run(u"CREATE TABLE t (a NUMBER)"_s), QString());
        QCOMPARE(work.run(u"INSERT INTO t VALUES (1)"_s), QString());
        QCOMPARE(work.run(u"INSERT INTO athanor_lock VALUES ('me')"_s), u"54"_s);
        QVERIFY(first.database.commit());
        QCOMPARE(second.run(u"LOCK TABLE athanor_lock IN EXCLUSIVE MODE NOWAIT"_s), QString());
    } // closing frees it
    QCOMPARE(work.run(u"INSERT INTO athanor_lock VALUES ('me')"_s), QString());
}

void DriverTest::sharedMemory()
{
    Connection a(u":memory:shared"_s);
    Connection b(u":memory:shared"_s);
    QVERIFY(a.opened && b.opened);
    QCOMPARE(a.run(u"CREATE TABLE t (x NUMBER)"_s), QString());
    QCOMPARE(b.run(u"INSERT INTO t VALUES (1)"_s), QString());
    QCOMPARE(a.value(u"SELECT COUNT(*) FROM t"_s), u"1"_s);
    Connection other(u":memory:"_s);
    QCOMPARE(other.run(u"SELECT * FROM t"_s), u"942"_s);
}

void DriverTest::notModelled()
{
    Connection c(u":memory:"_s);
    QCOMPARE(c.run(u"CREATE TABLE t (x NUMBER)"_s), QString());
    QCOMPARE(c.run(u"DECLARE n NUMBER; BEGIN n := 1; END;"_s),
             QString::fromLatin1(sandboxNotModelledCode));
    QCOMPARE(c.run(u"CREATE TRIGGER tr AFTER INSERT ON t BEGIN dbms_output.put_line('x'); END;"_s),
             QString());
    QCOMPARE(c.run(u"INSERT INTO t VALUES (1)"_s), QString());
    QVERIFY(c.value(QString::fromLatin1(sandboxNotModelledQuery)).contains(u"TR"));
    QVERIFY(c.value(QString::fromLatin1(sandboxNotModelledQuery)).contains(u"TR"));
    QCOMPARE(c.run(u"DELETE FROM t"_s), QString());
    QCOMPARE(c.value(QString::fromLatin1(sandboxNotModelledQuery)), u"no row"_s);
}

void DriverTest::foreignFile()
{
    QTemporaryDir folder;
    QFile text(folder.filePath(u"a.txt"_s));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write(QByteArray(5000, 'x'));
    text.close();
    Connection c(text.fileName());
    QVERIFY(!c.opened);
    QCOMPARE(c.database.lastError().type(), QSqlError::ConnectionError);
    Connection nowhere(u"/nonexistent-folder/a.sandbox"_s);
    QVERIFY(!nowhere.opened);
}

// Killed anywhere, the catalog and the rows agree, and what was committed is there.
void DriverTest::killed()
{
#ifdef Q_OS_UNIX
    QTemporaryDir folder;
    const QString file = folder.filePath(u"a.sandbox"_s);
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(), {u"--work"_s, file});
    QVERIFY(child.waitForStarted());
    int done = 0;
    QByteArray output;
    while (done < 8 && child.waitForReadyRead(60000)) {
        output += child.readAll();
        done = static_cast<int>(output.count('\n'));
    }
    ::kill(static_cast<pid_t>(child.processId()), SIGKILL);
    QVERIFY(child.waitForFinished());
    QVERIFY(done >= 8);
    Connection c(file);
    QVERIFY(c.opened);
    const int tables = c.value(u"SELECT COUNT(*) FROM user_tables"_s).toInt();
    QVERIFY2(tables >= done / 2, qPrintable(QString::number(tables)));
    QSqlQuery names(c.database);
    QVERIFY(names.exec(u"SELECT table_name FROM user_tables"_s));
    while (names.next())
        QVERIFY(
            !c.value(u"SELECT COUNT(*) FROM "_s + names.value(0).toString()).startsWith(u"error"));
    // The child held a lock: it went with it.
    QVERIFY(c.database.transaction());
    QCOMPARE(c.run(u"LOCK TABLE t0 IN EXCLUSIVE MODE NOWAIT"_s), QString());
#else
    QSKIP("needs signals");
#endif
}

namespace {

int work(const QString &file)
{
    Connection c(file);
    Connection lock(file);
    for (int i = 0; i < 100000; ++i) {
        if (!c.run(u"CREATE TABLE t%1 (a NUMBER)"_s.arg(i)).isEmpty())
            return 1;
        std::puts("table");
        std::fflush(stdout);
        if (i == 0) {
            lock.database.transaction();
            lock.run(u"LOCK TABLE t0 IN EXCLUSIVE MODE NOWAIT"_s);
        }
        if (i > 0 && !c.run(u"INSERT INTO t%1 VALUES (1)"_s.arg(i)).isEmpty())
            return 2;
        std::puts("row");
        std::fflush(stdout);
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && QByteArray(argv[1]) == "--work") {
        registerSandboxDriver();
        return work(QString::fromLocal8Bit(argv[2]));
    }
    DriverTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_driver.moc"
