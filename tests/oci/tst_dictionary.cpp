// SPDX-License-Identifier: MIT
// What reading the dictionary through Qt's own QOCI plugin costs, in statements and round trips; an
// account that may only read. What is read: tst_roundtrips.cpp.
#include "standinserver.h"

#include "database/dictionary.h"
#include "database/journal.h"
#include "database/runlock.h"
#include "database/versiontable.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace Athanor;

class TestDictionary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { SKIP_WITHOUT_QOCI(); }
    void init();
    void cleanup();
    void atMostTwelveStatements();
    void tablesCostNoStatements();
    void rowsComeInFewRoundTrips();
    void stopsWhileRowsCome();
    void errorsSayMoreThanWhere();
    void accountThatMayOnlyRead();

private:
    [[nodiscard]] std::unique_ptr<Session> session();
    // Statements and round trips that reading takes.
    struct Cost
    {
        int statements = 0;
        int roundTrips = 0;
    };
    [[nodiscard]] static Cost costOfReading(Session &session);
    static void run(Session &session, const QStringList &statements);

    std::unique_ptr<StandinServer> m_server;
};

namespace {

// Something for each of the twelve statements.
const QStringList &everything()
{
    static const QStringList statements{
        u"CREATE TABLE t (a NUMBER DEFAULT 1, b NUMBER, c VARCHAR2(20), "
        "CONSTRAINT t_pk PRIMARY KEY (a))"_s,
        u"CREATE INDEX i ON t (UPPER(c), b DESC)"_s,
        u"CREATE INDEX g ON t (b) GLOBAL PARTITION BY RANGE (b) (PARTITION g1 VALUES LESS THAN "
        "(10), PARTITION g2 VALUES LESS THAN (MAXVALUE))"_s,
        u"CREATE TABLE p (a NUMBER, b NUMBER) PARTITION BY RANGE (a) SUBPARTITION BY LIST (b) "
        "SUBPARTITION TEMPLATE (SUBPARTITION s1 VALUES (1), SUBPARTITION s2 VALUES (DEFAULT)) "
        "(PARTITION p1 VALUES LESS THAN (10))"_s,
        u"CREATE VIEW v AS SELECT a FROM t WHERE c <> '%1'"_s.arg(QString(4100, u'x')),
        u"ALTER TABLE t ADD CONSTRAINT t_ck CHECK (c <> '%1')"_s.arg(QString(4100, u'y')),
        u"CREATE MATERIALIZED VIEW m AS SELECT a FROM t"_s,
        u"CREATE SEQUENCE s"_s,
        u"CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW BEGIN :NEW.a := 1; END;"_s,
    };
    return statements;
}

} // namespace

void TestDictionary::init()
{
    m_server = std::make_unique<StandinServer>();
}

void TestDictionary::cleanup()
{
    QCOMPARE(Standin::statistics().violations, QStringList());
    m_server.reset();
}

std::unique_ptr<Session> TestDictionary::session()
{
    auto opened = m_server->open();
    if (!opened)
        qWarning("%s", qPrintable(opened.error().toString()));
    return opened ? std::move(*opened) : nullptr;
}

void TestDictionary::run(Session &session, const QStringList &statements)
{
    for (const QString &sql : statements) {
        const Result<Execution> done = session.execute(sql);
        QVERIFY2(done, qPrintable(done ? QString() : sql + u'\n' + done.error().toString()));
    }
}

TestDictionary::Cost TestDictionary::costOfReading(Session &session)
{
    (void)session.serverVersion(); // asked once a session, by whoever needs it first
    const Standin::Statistics before = Standin::statistics();
    const Result<Catalog> read = readDictionary(session);
    const Standin::Statistics after = Standin::statistics();
    if (!read)
        QTest::qFail(qPrintable(read.error().toString()), __FILE__, __LINE__);
    return {int(after.statements.size() - before.statements.size()),
            after.roundTrips - before.roundTrips};
}

void TestDictionary::atMostTwelveStatements()
{
    const auto oracle = session();
    QVERIFY(oracle);
    QVERIFY(costOfReading(*oracle).statements <= 4); // nothing there: nothing long to ask for
    run(*oracle, everything());
    QCOMPARE(costOfReading(*oracle).statements, 12);

    DictionaryOptions options;
    options.owners = {oracle->user(), u"APP"_s};
    const qsizetype before = Standin::statistics().statements.size();
    const Result<Catalog> both = readDictionary(*oracle, options);
    QVERIFY2(both, qPrintable(both ? QString() : both.error().toString()));
    const qsizetype statements = Standin::statistics().statements.size() - before;
    QVERIFY2(statements <= 24, qPrintable(QString::number(statements)));
    const Result<Catalog> own = readDictionary(*oracle);
    QVERIFY(own && *own == *both);
}

void TestDictionary::tablesCostNoStatements()
{
    const auto oracle = session();
    QVERIFY(oracle);
    run(*oracle, everything());
    const int few = costOfReading(*oracle).statements;
    QStringList more;
    for (int i = 0; i < 40; ++i)
        more += u"CREATE TABLE more%1 (a NUMBER PRIMARY KEY, b VARCHAR2(20) NOT NULL)"_s.arg(i);
    run(*oracle, more);
    QCOMPARE(costOfReading(*oracle).statements, few);
}

// What no LONG is in comes thousands of rows at a time.
void TestDictionary::rowsComeInFewRoundTrips()
{
    const auto oracle = session();
    QVERIFY(oracle);
    run(*oracle, {u"CREATE TABLE first (a NUMBER PRIMARY KEY)"_s});
    const Cost few = costOfReading(*oracle);
    QStringList more;
    for (int i = 0; i < 60; ++i)
        more += u"CREATE TABLE more%1 (a NUMBER PRIMARY KEY, b VARCHAR2(20) NOT NULL, c DATE, "
                "CHECK (a > 0))"_s.arg(i);
    run(*oracle, more);
    const Cost many = costOfReading(*oracle);
    QCOMPARE(many.statements, few.statements);
    QVERIFY2(many.roundTrips <= few.roundTrips + 2,
             qPrintable(u"%1, then %2"_s.arg(few.roundTrips).arg(many.roundTrips)));
}

void TestDictionary::stopsWhileRowsCome()
{
    const auto oracle = session();
    QVERIFY(oracle);
    QStringList columns;
    for (int i = 0; i < 150; ++i)
        columns += u"c%1 NUMBER"_s.arg(i);
    for (int i = 0; i < 2; ++i)
        run(*oracle, {u"CREATE TABLE wide%1 (%2)"_s.arg(i).arg(columns.join(u", "_s))});
    DictionaryOptions options;
    QString last;
    int askedThere = 0;
    options.progress = [&](const QString &what, int, int) {
        last = what;
        askedThere = 0;
    };
    int most = 0;
    options.cancelled = [&] {
        most = std::max(most, ++askedThere);
        return askedThere == 2; // the second time within one statement: rows are coming
    };
    const Result<Catalog> read = readDictionary(*oracle, options);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Cancelled);
    QCOMPARE(most, 2);
    QVERIFY(!last.isEmpty());
    QVERIFY(readDictionary(*oracle)); // the session goes on
}

// What was read is added to what there is to say about the code, not put in its place.
void TestDictionary::errorsSayMoreThanWhere()
{
    const auto oracle = session();
    QVERIFY(oracle);
    Standin::addRule({Standin::Rule::DropConnection, u"OCIStmtExecute"_s, 1, u"user_tab_cols"_s});
    const Result<Catalog> read = readDictionary(*oracle);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Connection);
    QCOMPARE(read.error().oraCode, 3113);
    QVERIFY2(read.error().context.startsWith(u"reading columns from the dictionary\n"_s),
             qPrintable(read.error().context));
    QVERIFY2(read.error().context.contains(u"can be resumed"_s), qPrintable(read.error().context));
}

// No CREATE TABLE: what is there is read, a run is refused before anything happened, and the
// account is told what it lacks.
void TestDictionary::accountThatMayOnlyRead()
{
    const auto oracle = session();
    QVERIFY(oracle);
    run(*oracle,
        {u"CREATE TABLE alembic_version (version_num VARCHAR2(32) NOT NULL)"_s,
         u"INSERT INTO alembic_version VALUES ('abc')"_s});
    QCOMPARE(readHeads(*oracle).value_or(QStringList()), QStringList{u"abc"_s});
    const Result<std::vector<JournalEntry>> journal = readJournal(*oracle);
    QVERIFY(journal && journal->empty());
    QVERIFY(readDictionary(*oracle));

    Standin::addRule(
        {Standin::Rule::Fail, u"OCIStmtExecute"_s, 1, u"CREATE TABLE athanor_lock"_s, 1031});
    const auto lock = RunLock::acquire(*oracle, {u"ada"_s, u"here"_s, u"athanor"_s, u"now"_s});
    QVERIFY(!lock);
    QCOMPARE(lock.error().kind, ErrorKind::Connection); // exit code 4
    QCOMPARE(lock.error().oraCode, 1031);
    QVERIFY2(lock.error().toString().contains(u"CREATE TABLE"_s),
             qPrintable(lock.error().toString()));
    const Result<bool> made = oracle->hasTable(u"ATHANOR_LOCK"_s);
    QVERIFY(made && !*made);
    QVERIFY(readDictionary(*oracle));
}

QTEST_GUILESS_MAIN(TestDictionary)
#include "tst_dictionary.moc"
