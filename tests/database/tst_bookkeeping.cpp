// SPDX-License-Identifier: MIT
#include "database/dictionary.h"
#include "database/journal.h"
#include "database/runlock.h"
#include "database/versiontable.h"
#include "sandbox/sandboxdriver.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

template <typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().toString()));
    return std::move(*result);
}

} // namespace

// Session, alembic_version, journal and lock, on the sandbox.
class TestBookkeeping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { registerSandboxDriver(); }
    void session();
    void transactions();
    void errorsCarryTheirCode();
    void headSteps_data();
    void headSteps();
    void headStepsRefuse();
    void journal();
    void outcomeAndNextIntent();
    void lockOfTwoSessions();
    void ownTablesAreNoSchema();

private:
    std::unique_ptr<Session> open() const
    {
        return must(
            Session::open(must(parseConnectionUrl(u"sandbox:x.sandbox"_s, m_directory.path()))));
    }
    static std::unique_ptr<Session> inMemory()
    {
        return must(Session::open(must(parseConnectionUrl(u"sandbox::memory:"_s, {}))));
    }
    QTemporaryDir m_directory;
};

void TestBookkeeping::session()
{
    const auto session = inMemory();
    QVERIFY(session->isSandbox());
    QVERIFY(!session->user().isEmpty());
    QVERIFY(session->serverVersion());
    QVERIFY(session->execute(u"CREATE TABLE t (n NUMBER(38), s VARCHAR2(20 CHAR))"_s));
    QCOMPARE(must(session->execute(u"INSERT INTO t VALUES (?, ?)"_s,
                                   {u"12345678901234567890123456789"_s, u"it's :x"_s}))
                 .rowsAffected,
             1);
    const Rows rows = must(session->query(u"SELECT n, s FROM t /* :n */ WHERE s LIKE '%:x'"_s));
    QCOMPARE(rows.columns, (QStringList{u"N"_s, u"S"_s}));
    QCOMPARE(rows.rows.size(), 1u);
    QCOMPARE(rows.rows[0][0].toString(),
             u"12345678901234567890123456789"_s); // no double in between
    QVERIFY(must(session->hasTable(u"T"_s)));
    QVERIFY(!must(session->hasTable(u"t"_s)));
    // One of a family is not asked for again, until a statement misses it.
    const QStringList family{u"T"_s, u"OTHER"_s};
    QVERIFY(must(session->hasTableOf(family, u"T"_s)));
    QVERIFY(!must(session->hasTableOf(family, u"OTHER"_s)));
    QCOMPARE(session->execute(u"DELETE FROM t WHERE n = ?"_s, {1, 2}).error().kind,
             ErrorKind::Usage);
    QCOMPARE(session->openAnother().error().kind, ErrorKind::Unsupported);
    QVERIFY(session->execute(u"DROP TABLE t"_s));
    QVERIFY(must(session->hasTableOf(family, u"T"_s)));
    QCOMPARE(session->query(u"SELECT n FROM t"_s).error().oraCode, 942);
    QVERIFY(!must(session->hasTableOf(family, u"T"_s)));
}

void TestBookkeeping::transactions()
{
    const auto session = inMemory();
    QVERIFY(session->execute(u"CREATE TABLE t (n NUMBER(10))"_s));
    QVERIFY(session->begin());
    QVERIFY(session->execute(u"INSERT INTO t VALUES (1)"_s));
    QVERIFY(session->rollback());
    QCOMPARE(must(session->query(u"SELECT COUNT(*) FROM t"_s)).rows[0][0].toString(), u"0"_s);
    QVERIFY(session->begin());
    QVERIFY(session->execute(u"INSERT INTO t VALUES (1)"_s));
    QVERIFY(session->execute(u"CREATE TABLE u (n NUMBER(10))"_s)); // DDL commits
    QVERIFY(session->rollback());
    QCOMPARE(must(session->query(u"SELECT COUNT(*) FROM t"_s)).rows[0][0].toString(), u"1"_s);
}

void TestBookkeeping::errorsCarryTheirCode()
{
    const auto session = inMemory();
    const Result<Rows> rows = session->query(u"SELECT * FROM nowhere"_s);
    QVERIFY(!rows);
    QCOMPARE(rows.error().oraCode, 942);
    QCOMPARE(rows.error().kind, ErrorKind::Statement);
    QVERIFY(!rows.error().message.startsWith("ORA-"_L1));
}

void TestBookkeeping::headSteps_data()
{
    QTest::addColumn<QStringList>("before");
    QTest::addColumn<QStringList>("remove");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QStringList>("add");
    QTest::addColumn<QStringList>("after");
    const QString none;
    QTest::newRow("first") << QStringList{} << QStringList{} << none << none << QStringList{u"a"_s}
                           << QStringList{u"a"_s};
    QTest::newRow("linear") << QStringList{u"a"_s} << QStringList{} << u"a"_s << u"b"_s
                            << QStringList{} << QStringList{u"b"_s};
    QTest::newRow("merge") << QStringList{u"b"_s, u"c"_s} << QStringList{u"b"_s} << u"c"_s << u"d"_s
                           << QStringList{} << QStringList{u"d"_s};
    QTest::newRow("un-merge") << QStringList{u"d"_s} << QStringList{} << u"d"_s << u"c"_s
                              << QStringList{u"b"_s} << QStringList{u"b"_s, u"c"_s};
    QTest::newRow("to base") << QStringList{u"a"_s} << QStringList{u"a"_s} << none << none
                             << QStringList{} << QStringList{};
}

void TestBookkeeping::headSteps()
{
    QFETCH(QStringList, before);
    QFETCH(QStringList, remove);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QStringList, add);
    QFETCH(QStringList, after);
    const auto session = inMemory();
    QCOMPARE(must(readHeads(*session)), QStringList()); // no table yet
    QVERIFY(ensureVersionTable(*session));
    QVERIFY(ensureVersionTable(*session));
    QVERIFY(applyHeadStep(*session, {{}, {}, {}, before}));
    const HeadStep step{remove, from, to, add};
    QVERIFY(applyHeadStep(*session, step));
    QCOMPARE(must(readHeads(*session)), after);
    QCOMPARE(headsAfter(before, step), after);
}

void TestBookkeeping::headStepsRefuse()
{
    const auto session = inMemory();
    QVERIFY(ensureVersionTable(*session));
    QVERIFY(applyHeadStep(*session, {{}, {}, {}, {u"a"_s, u"b"_s}}));
    for (const HeadStep &step :
         {HeadStep{{u"x"_s}, {}, {}, {}}, HeadStep{{u"a"_s}, u"x"_s, u"y"_s, {}},
          HeadStep{{}, u"a"_s, u"b"_s, {}}, HeadStep{{}, {}, {}, {u"a"_s}}}) {
        QVERIFY(session->begin());
        const Result<> refused = applyHeadStep(*session, step);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Semantic);
        QVERIFY(session->rollback());
        QCOMPARE(must(readHeads(*session)), (QStringList{u"a"_s, u"b"_s})); // nothing changed
    }
}

void TestBookkeeping::journal()
{
    const auto session = inMemory();
    QCOMPARE(must(readJournal(*session)).size(), 0u);
    QVERIFY(ensureJournal(*session));
    QVERIFY(ensureJournal(*session));
    JournalEntry entry;
    entry.runId = nextRunId({});
    entry.revision = u"3f2a9c1d7e4b"_s;
    entry.direction = Direction::Downgrade;
    entry.statementNo = 3;
    entry.statementSha256 = QString(64, u'a');
    entry.startedAt = QDateTime(QDate(2026, 11, 22), QTime(12, 0, 0, 123), Qt::UTC);
    entry.appliedBy = u"ada"_s;
    entry.host = u"engine"_s;
    QVERIFY(journalStarted(*session, entry));
    QCOMPARE(must(readJournal(*session)), std::vector<JournalEntry>{entry});
    entry.status = JournalStatus::Failed;
    entry.finishedAt = entry.startedAt.addMSecs(7);
    entry.error = u"ORA-00942: "_s
        + QString(5000, QChar(0x00e4)); // longer than the column, in two-byte characters
    QVERIFY(journalFinished(*session, entry));
    const std::vector<JournalEntry> read = must(readJournal(*session));
    QCOMPARE(read.size(), 1u);
    QVERIFY(read[0].status == JournalStatus::Failed);
    QCOMPARE(read[0].finishedAt, entry.finishedAt);
    QVERIFY(read[0].error.startsWith("ORA-00942"_L1) && read[0].error.toUtf8().size() <= 4000);
    // A finished row is not written again.
    entry.status = JournalStatus::Done;
    QVERIFY(!journalFinished(*session, entry));
    QVERIFY(!journalStarted(*session, entry)); // nor is there a second of its key
    QVERIFY(nextRunId(read) > entry.runId);
}

// An outcome and the next intent are one statement: both, with what the transaction did before
// them, or nothing.
void TestBookkeeping::outcomeAndNextIntent()
{
    const auto session = inMemory();
    QVERIFY(ensureJournal(*session));
    QVERIFY(session->execute(u"CREATE TABLE t (n NUMBER(10))"_s));
    JournalEntry first;
    first.runId = nextRunId({});
    first.revision = u"a"_s;
    first.statementNo = 1;
    first.statementSha256 = QString(64, u'1');
    first.startedAt = QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);
    JournalEntry second = first;
    second.revision = u"b"_s;
    second.statementSha256 = QString(64, u'2');
    QVERIFY(journalStarted(*session, first));
    first.status = JournalStatus::Done;
    first.finishedAt = first.startedAt.addSecs(1);

    QVERIFY(session->begin());
    QVERIFY(session->execute(u"INSERT INTO t VALUES (1)"_s));
    QVERIFY(journalFinished(*session, first, &second));
    QVERIFY(!session->inTransaction());
    const std::vector<JournalEntry> both{first, second};
    QCOMPARE(must(readJournal(*session)), both);

    // The first row is finished now, and a row that is not there cannot be finished at all.
    JournalEntry third = second;
    third.statementNo = 2;
    JournalEntry gone = third;
    gone.statementNo = 7;
    for (JournalEntry *wrong : {&first, &gone}) {
        wrong->status = JournalStatus::Failed;
        QVERIFY(session->begin());
        QVERIFY(session->execute(u"INSERT INTO t VALUES (2)"_s));
        const Result<> refused = journalFinished(*session, *wrong, &third);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Semantic);
        QVERIFY(session->inTransaction());
        QVERIFY(session->rollback());
        QCOMPARE(must(readJournal(*session)), both);
        QCOMPARE(must(session->query(u"SELECT COUNT(*) FROM t"_s)).rows[0][0].toString(), u"1"_s);
    }
    // An intent can be taken back, an outcome cannot.
    QVERIFY(journalWithdrawn(*session, second));
    QVERIFY(journalWithdrawn(*session, first));
    QCOMPARE(must(readJournal(*session)), std::vector<JournalEntry>{both[0]});
}

void TestBookkeeping::lockOfTwoSessions()
{
    const auto first = open();
    const auto second = open();
    const LockHolder ada{u"ada"_s, u"host1"_s, u"athanor"_s, u"2026-11-22T12:00:00Z"_s};
    const LockHolder bob{u"bob"_s, u"host2"_s, u"athanor"_s, u"2026-11-22T12:00:01Z"_s};
    {
        const Result<std::unique_ptr<RunLock>> held = RunLock::acquire(*first, ada);
        QVERIFY2(held, held ? "" : qPrintable(held.error().toString()));
        const Result<std::unique_ptr<RunLock>> refused = RunLock::acquire(*second, bob);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Locked);
        QVERIFY(refused.error().message.contains("ada"_L1)
                && refused.error().message.contains("host1"_L1));
        // The working session's DDL commits, and does not free the lock.
        QVERIFY(first->execute(u"CREATE TABLE while_locked (n NUMBER(10))"_s));
        QVERIFY(!RunLock::acquire(*second, bob));
    }
    QCOMPARE(must(readLockHolder(*second)), LockHolder());
    QVERIFY(RunLock::acquire(*second, bob));
    const auto alone = inMemory();
    QVERIFY(RunLock::acquire(*alone, ada));
}

void TestBookkeeping::ownTablesAreNoSchema()
{
    const auto session = inMemory();
    QVERIFY(ensureVersionTable(*session));
    QVERIFY(ensureJournal(*session));
    QVERIFY(RunLock::acquire(*session, {u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
    QVERIFY(session->execute(u"CREATE TABLE t (n NUMBER(10))"_s));
    const Catalog catalog = must(readDictionary(*session));
    QCOMPARE(catalog.tables.size(), 1u);
    QCOMPARE(objects(catalog).size(), 1u);
    DictionaryOptions all;
    all.withOwnTables = true;
    QCOMPARE(must(readDictionary(*session, all)).tables.size(), 4u);
    int steps = 0;
    DictionaryOptions stopped;
    stopped.cancelled = [&steps] { return ++steps > 3; };
    QCOMPARE(readDictionary(*session, stopped).error().kind, ErrorKind::Cancelled);
}

QTEST_GUILESS_MAIN(TestBookkeeping)
#include "tst_bookkeeping.moc"
