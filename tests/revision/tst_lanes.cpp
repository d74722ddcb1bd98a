// SPDX-License-Identifier: MIT
#include "revision/lanes.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QtTest>

#include <set>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

// "aaaa< bbbb<aaaa": as in tst_revisiongraph.
RevisionGraph graphOf(const QString &text)
{
    std::vector<Revision> list;
    for (const QString &entry : text.split(u' ', Qt::SkipEmptyParts)) {
        Revision revision;
        revision.id = entry.section(u'<', 0, 0);
        revision.revises = entry.section(u'<', 1).split(u',', Qt::SkipEmptyParts);
        revision.created =
            QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC).addSecs(qint64(list.size()));
        list.push_back(revision);
    }
    return RevisionGraph::make(list).value();
}

// One row as text: "tipp@0 -:0 1:1 /2".
QString drawn(const LaneRow &row)
{
    const auto end = [](int lane) { return lane < 0 ? u"-"_s : QString::number(lane); };
    QString text = u"%1@%2"_s.arg(row.revision).arg(row.lane);
    for (const LaneRow::Edge &edge : row.edges)
        text += u" %1:%2"_s.arg(end(edge.top), end(edge.bottom));
    return text + u" /%1"_s.arg(row.laneCount);
}

} // namespace

class TestLanes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void draws_data();
    void draws();
    void edgesMeetBetweenRows();
};

void TestLanes::draws_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<QStringList>("rows");
    QTest::newRow("nothing") << QString() << QStringList();
    QTest::newRow("one") << u"aaaa<"_s << QStringList{u"aaaa@0 /1"_s};
    QTest::newRow("a line") << u"aaaa< bbbb<aaaa cccc<bbbb"_s
                            << QStringList{u"cccc@0 -:0 /1"_s, u"bbbb@0 0:- -:0 /1"_s,
                                           u"aaaa@0 0:- /1"_s};
    QTest::newRow("a branch") << u"aaaa< bbbb<aaaa cccc<aaaa"_s
                              << QStringList{u"cccc@0 -:0 /1"_s, u"bbbb@1 0:0 -:1 /2"_s,
                                             u"aaaa@0 0:- 1:- /2"_s};
    QTest::newRow("a branch and its merge")
        << u"aaaa< bbbb<aaaa cccc<aaaa dddd<bbbb,cccc"_s
        << QStringList{u"dddd@0 -:0 -:1 /2"_s, u"cccc@1 1:- 0:0 -:1 /2"_s,
                       u"bbbb@0 0:- 1:1 -:0 /2"_s, u"aaaa@0 0:- 1:- /2"_s};
    QTest::newRow("a missing parent ends its line")
        << u"bbbb<gone cccc<bbbb"_s << QStringList{u"cccc@0 -:0 /1"_s, u"bbbb@0 0:- /1"_s};
    QTest::newRow("a free lane is used again")
        << u"aaaa< bbbb<aaaa cccc<bbbb dddd<aaaa eeee< ffff<dddd gggg<cccc"_s
        << QStringList{u"gggg@0 -:0 /1"_s,         u"ffff@1 0:0 -:1 /2"_s,
                       u"eeee@2 0:0 1:1 /3"_s,     u"dddd@1 1:- 0:0 -:1 /2"_s,
                       u"cccc@0 0:- 1:1 -:0 /2"_s, u"bbbb@0 0:- 1:1 -:0 /2"_s,
                       u"aaaa@0 0:- 1:- /2"_s};
    QTest::newRow("a merge with the line beside it")
        << u"aaaa< bbbb<aaaa cccc<aaaa dddd<cccc eeee<bbbb,cccc"_s
        << QStringList{u"eeee@0 -:0 -:1 /2"_s, u"dddd@2 0:0 1:1 -:2 /3"_s,
                       u"cccc@1 1:- 0:0 2:- -:1 /3"_s, u"bbbb@0 0:- 1:1 -:0 /2"_s,
                       u"aaaa@0 0:- 1:- /2"_s};
}

void TestLanes::draws()
{
    QFETCH(QString, graph);
    QFETCH(QStringList, rows);
    QStringList result;
    for (const LaneRow &row : lanes(graphOf(graph)))
        result.push_back(drawn(row));
    QCOMPARE(result, rows);
}

void TestLanes::edgesMeetBetweenRows()
{
    QRandomGenerator random(11);
    for (int round = 0; round < 100; ++round) {
        QString text;
        for (int i = 0; i < 60; ++i) {
            QStringList parents;
            for (int n = random.bounded(4); n > 0 && i > 0; --n) {
                const QString parent = u"r%1"_s.arg(std::max(0, i - 1 - random.bounded(8)));
                if (!parents.contains(parent))
                    parents.push_back(parent);
            }
            text += u" r%1<%2"_s.arg(i).arg(parents.join(u','));
        }
        const RevisionGraph graph = graphOf(text);
        const std::vector<LaneRow> rows = lanes(graph);
        QCOMPARE(rows.size(), graph.revisions().size());
        std::set<int> above; // lanes that leave the row before at its bottom
        for (const LaneRow &row : rows) {
            std::set<int> top, bottom;
            int parents = 0;
            for (const LaneRow::Edge &edge : row.edges) {
                if (edge.top >= 0)
                    QVERIFY(top.insert(edge.top).second);
                if (edge.bottom >= 0)
                    bottom.insert(edge.bottom);
                parents += edge.top < 0;
                QVERIFY(edge.top < row.laneCount && edge.bottom < row.laneCount);
                QVERIFY(edge.top >= 0 || edge.bottom >= 0);
                if (edge.top >= 0 && edge.bottom >= 0)
                    QCOMPARE(edge.top, edge.bottom); // lanes never shift
            }
            QVERIFY(row.lane < row.laneCount);
            QCOMPARE(top, above);
            QCOMPARE(parents, int(graph.find(row.revision)->revises.size()));
            above = bottom;
        }
        QVERIFY(above.empty());
    }
}

QTEST_GUILESS_MAIN(TestLanes)
#include "tst_lanes.moc"
