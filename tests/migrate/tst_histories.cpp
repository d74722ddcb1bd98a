// SPDX-License-Identifier: MIT
// Histories nobody wrote: branches and merges at random, each revision with statements of its own.
#include "diff/compare.h"
#include "migrate/replay.h"
#include "revision/lanes.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <algorithm>
#include <set>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

// Revisions r0, r1 … as files in any order. Each makes a table of its own and does something to
// that of a revision it contains; the downgrade takes back both. So every order that has parents
// first is a good one, and every other fails.
std::vector<Revision> randomHistory(QRandomGenerator &random)
{
    std::vector<Revision> revisions;
    std::vector<std::set<int>> contained; // ancestors of each
    const int count = 2 + random.bounded(30);
    for (int i = 0; i < count; ++i) {
        std::set<int> parents;
        for (int n = random.bounded(8) == 0 ? 0 : 1 + random.bounded(3) / 2; n > 0 && i > 0; --n)
            parents.insert(std::max(0, i - 1 - random.bounded(6)));
        std::set<int> ancestors = parents;
        Revision revision;
        revision.id = u"r%1"_s.arg(i);
        revision.created = QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC).addDays(i);
        for (const int parent : parents) {
            revision.revises += u"r%1"_s.arg(parent);
            const std::set<int> &before = contained[size_t(parent)];
            ancestors.insert(before.begin(), before.end());
        }
        revision.upgrade = u"CREATE TABLE t%1 (id NUMBER(10) NOT NULL);\n"_s.arg(i);
        revision.downgrade = u"DROP TABLE t%1;\n"_s.arg(i);
        if (!ancestors.empty()) {
            const int other = *std::next(ancestors.begin(), random.bounded(int(ancestors.size())));
            struct Pair // @: the other's number, #: its own
            {
                QString up;
                QString down;
            };
            const Pair pairs[]{
                {u"ALTER TABLE t@ ADD c# DATE;\n"_s, u"ALTER TABLE t@ DROP COLUMN c#;\n"_s},
                {u"CREATE INDEX x# ON t@ (id + #);\n"_s, u"DROP INDEX x#;\n"_s},
                {u"ALTER TABLE t@ ADD CONSTRAINT k# CHECK (id > #);\n"_s,
                 u"ALTER TABLE t@ DROP CONSTRAINT k#;\n"_s},
                {u"CREATE VIEW v# AS SELECT id FROM t@;\n"_s, u"DROP VIEW v#;\n"_s},
            };
            const Pair &chosen = pairs[random.bounded(int(std::size(pairs)))];
            const auto filled = [&](QString sql) {
                return sql.replace(u'@', QString::number(other)).replace(u'#', QString::number(i));
            };
            revision.upgrade += filled(chosen.up);
            revision.downgrade.prepend(filled(chosen.down));
        }
        contained.push_back(ancestors);
        revisions.push_back(revision);
    }
    std::shuffle(revisions.begin(), revisions.end(), random);
    return revisions;
}

// Runs the sections of these revisions one after the other.
Result<> replay(Catalog &catalog, const RevisionGraph &graph, const QStringList &ids,
                Direction direction)
{
    for (const QString &id : ids) {
        const auto statements = sectionStatements(*graph.find(id), direction);
        if (!statements)
            return Failure(statements.error());
        const Result<> done = replayStatements(catalog, *statements, statements->size(), {});
        if (!done)
            return done;
    }
    return {};
}

bool same(const Catalog &a, const Catalog &b)
{
    return compare(a, b).changes.empty(); // whatever the order of columns
}

} // namespace

class TestHistories : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parentsComeFirst_data() { seeds(); }
    void parentsComeFirst();
    void headsAreWithoutChildren_data() { seeds(); }
    void headsAreWithoutChildren();
    void downTakesBackWhatUpDid_data() { seeds(); }
    void downTakesBackWhatUpDid();
    void anyWayUpEndsAlike_data() { seeds(); }
    void anyWayUpEndsAlike();

private:
    // ATHANOR_SEED tries another one; a row's name is its seed.
    static void seeds()
    {
        QTest::addColumn<quint32>("seed");
        bool isGiven = false;
        const auto given = quint32(qEnvironmentVariable("ATHANOR_SEED").toUInt(&isGiven));
        for (quint32 seed = isGiven ? given : 1; seed <= (isGiven ? given : 40); ++seed)
            QTest::addRow("%u", seed) << seed;
    }
};

void TestHistories::parentsComeFirst()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const std::vector<Revision> files = randomHistory(random);
    const Result<RevisionGraph> graph = RevisionGraph::make(files);
    QVERIFY(graph);
    QCOMPARE(graph->revisions().size(), files.size());
    std::set<QString> before;
    for (const Revision &revision : graph->revisions()) {
        for (const QString &parent : revision.revises)
            QVERIFY2(before.count(parent) != 0, qPrintable(revision.id));
        before.insert(revision.id);
    }
    QStringList drawn; // newest first
    for (const LaneRow &row : lanes(*graph))
        drawn.prepend(row.revision);
    QStringList order;
    for (const Revision &revision : graph->revisions())
        order += revision.id;
    QCOMPARE(drawn, order);
    QCOMPARE(graph->upgradePath({}, graph->heads()).value(), order);
}

void TestHistories::headsAreWithoutChildren()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const std::vector<Revision> files = randomHistory(random);
    std::set<QString> heads;
    for (const Revision &revision : files)
        heads.insert(revision.id);
    for (const Revision &revision : files) {
        for (const QString &parent : revision.revises)
            heads.erase(parent);
    }
    const RevisionGraph graph = RevisionGraph::make(files).value();
    const QStringList found = graph.heads();
    QCOMPARE(std::set<QString>(found.begin(), found.end()), heads);
    QCOMPARE(size_t(found.size()), heads.size());
    // The heads alone contain everything.
    QCOMPARE(size_t(graph.ancestors(found).size()), files.size());
}

void TestHistories::downTakesBackWhatUpDid()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const RevisionGraph graph = RevisionGraph::make(randomHistory(random)).value();
    const QStringList up = graph.upgradePath({}, graph.heads()).value();
    Catalog catalog;
    std::vector<Catalog> before;
    for (const QString &id : up) {
        before.push_back(catalog);
        const Result<> done = replay(catalog, graph, {id}, Direction::Upgrade);
        QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
        QVERIFY(!same(catalog, before.back()));
    }
    const Catalog top = catalog;
    // One by one, the last first.
    for (qsizetype i = up.size() - 1; i >= 0; --i) {
        const Result<> undone = replay(catalog, graph, {up[i]}, Direction::Downgrade);
        QVERIFY2(undone, undone ? "" : qPrintable(undone.error().toString()));
        QVERIFY(same(catalog, before[size_t(i)]));
    }
    // And on the way that downgrade takes.
    catalog = top;
    const QStringList down = graph.downgradePath(graph.heads(), {}).value();
    const Result<> undone = replay(catalog, graph, down, Direction::Downgrade);
    QVERIFY2(undone, undone ? "" : qPrintable(undone.error().toString()));
    QVERIFY(catalog.isEmpty());
}

void TestHistories::anyWayUpEndsAlike()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const RevisionGraph graph = RevisionGraph::make(randomHistory(random)).value();
    const std::vector<Revision> &all = graph.revisions();
    Catalog atOnce;
    QVERIFY(
        replay(atOnce, graph, graph.upgradePath({}, graph.heads()).value(), Direction::Upgrade));
    // First one revision with all it contains, then the rest.
    const QString &stop = all[size_t(random.bounded(int(all.size())))].id;
    const QStringList first = graph.upgradePath({}, {stop}).value();
    QCOMPARE(first, graph.ancestors({stop}));
    const QStringList second = graph.upgradePath({stop}, graph.heads()).value();
    QCOMPARE(size_t(first.size() + second.size()), all.size());
    Catalog inSteps;
    QVERIFY(replay(inSteps, graph, first, Direction::Upgrade));
    const Result<> rest = replay(inSteps, graph, second, Direction::Upgrade);
    QVERIFY2(rest, rest ? "" : qPrintable(rest.error().toString()));
    QVERIFY(same(inSteps, atOnce));
}

QTEST_GUILESS_MAIN(TestHistories)
#include "tst_histories.moc"
