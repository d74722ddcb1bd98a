// SPDX-License-Identifier: MIT
#include "revision/revisiongraph.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QtTest>

#include <algorithm>
#include <set>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

Revision make(const QString &id, const QStringList &parents, int minute)
{
    Revision revision;
    revision.id = id;
    revision.revises = parents;
    revision.created = QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC).addSecs(60 * minute);
    revision.file = u"/p/versions/%1.sql"_s.arg(id);
    revision.revisesLine = 2;
    return revision;
}

// "aaaa<- bbbb<aaaa cccc<aaaa dddd<bbbb,cccc": ids with their parents, in the order they were
// created.
std::vector<Revision> revisions(const QString &text)
{
    std::vector<Revision> list;
    for (const QString &entry : text.split(u' ', Qt::SkipEmptyParts)) {
        list.push_back(make(entry.section(u'<', 0, 0),
                            entry.section(u'<', 1).split(u',', Qt::SkipEmptyParts),
                            int(list.size())));
    }
    return list;
}

RevisionGraph graphOf(const QString &text)
{
    const Result<RevisionGraph> graph = RevisionGraph::make(revisions(text));
    if (!graph)
        qFatal("%s", qPrintable(graph.error().toString()));
    return *graph;
}

QStringList ids(const RevisionGraph &graph)
{
    QStringList list;
    for (const Revision &revision : graph.revisions())
        list.push_back(revision.id);
    return list;
}

const QString line = u"aaaa1111< bbbb2222<aaaa1111 bbbb3333<bbbb2222"_s;
// a diamond, and a further branch: root → left, right → merge → tip; root → side
const QString diamond = u"root< left<root rght<root side<root mrge<left,rght tipp<mrge"_s;

} // namespace

class TestRevisionGraph : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void orderIsSteady();
    void shape();
    void refusesDuplicates();
    void refusesCycles_data();
    void refusesCycles();
    void keepsMissingParents();
    void resolve_data();
    void resolve();
    void resolveAll_data();
    void resolveAll();
    void upgradePath_data();
    void upgradePath();
    void downgradePath_data();
    void downgradePath();
    void pathsNeedTheFilesTheyNeed();
    void downgradeUndoesUpgrade();
    void tenThousandInARow();
};

void TestRevisionGraph::orderIsSteady()
{
    std::vector<Revision> list = revisions(diamond);
    const QStringList expected = ids(graphOf(diamond));
    QCOMPARE(expected,
             QStringList({u"root"_s, u"left"_s, u"rght"_s, u"side"_s, u"mrge"_s, u"tipp"_s}));
    std::sort(list.begin(), list.end(), [](const auto &a, const auto &b) { return a.id < b.id; });
    do {
        QCOMPARE(ids(RevisionGraph::make(list).value()), expected);
    } while (std::next_permutation(list.begin(), list.end(),
                                   [](const auto &a, const auto &b) { return a.id < b.id; }));
}

void TestRevisionGraph::shape()
{
    const RevisionGraph graph = graphOf(diamond);
    QCOMPARE(graph.heads(), QStringList({u"side"_s, u"tipp"_s}));
    QCOMPARE(graph.bases(), QStringList({u"root"_s}));
    QCOMPARE(graph.branchPoints(), QStringList({u"root"_s}));
    QCOMPARE(graph.children(u"root"_s), QStringList({u"left"_s, u"rght"_s, u"side"_s}));
    QCOMPARE(graph.children(u"tipp"_s), QStringList());
    QCOMPARE(graph.ancestors({u"mrge"_s}),
             QStringList({u"root"_s, u"left"_s, u"rght"_s, u"mrge"_s}));
    QCOMPARE(graph.descendants(u"left"_s), QStringList({u"left"_s, u"mrge"_s, u"tipp"_s}));
    QVERIFY(graph.missing().empty());
    QVERIFY(graph.find(u"left"_s));
    QVERIFY(!graph.find(u"lef"_s));
    const RevisionGraph none;
    QVERIFY(none.heads().isEmpty());
    QCOMPARE(none.resolve(u"head"_s).value(), QString());
}

void TestRevisionGraph::refusesDuplicates()
{
    std::vector<Revision> list = revisions(line);
    list.push_back(make(u"bbbb2222"_s, {}, 9));
    list.back().file = u"/p/versions/copy.sql"_s;
    const Result<RevisionGraph> graph = RevisionGraph::make(list);
    QVERIFY(!graph);
    QCOMPARE(graph.error().kind, ErrorKind::Semantic);
    QCOMPARE(graph.error().where.file, u"/p/versions/copy.sql"_s);
    QVERIFY(graph.error().message.contains(u"/p/versions/bbbb2222.sql"_s));
}

void TestRevisionGraph::refusesCycles_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("members");
    QTest::newRow("itself") << u"aaaa<aaaa"_s << u"revises itself"_s;
    QTest::newRow("two") << u"aaaa<bbbb bbbb<aaaa"_s << u"(aaaa → bbbb → aaaa)"_s;
    QTest::newRow("three after a root")
        << u"root< aaaa<root,cccc bbbb<aaaa cccc<bbbb"_s << u"(aaaa → cccc → bbbb → aaaa)"_s;
    QTest::newRow("with a tail that is not of it")
        << u"bbbb<cccc cccc<bbbb aaaa<bbbb"_s << u"(bbbb → cccc → bbbb)"_s;
}

void TestRevisionGraph::refusesCycles()
{
    QFETCH(QString, text);
    QFETCH(QString, members);
    const Result<RevisionGraph> graph = RevisionGraph::make(revisions(text));
    QVERIFY(!graph);
    QCOMPARE(graph.error().kind, ErrorKind::Semantic);
    QVERIFY2(graph.error().message.contains(members), qPrintable(graph.error().message));
    QCOMPARE(graph.error().where.line, 2);
    QVERIFY(!graph.error().where.file.isEmpty());
}

void TestRevisionGraph::keepsMissingParents()
{
    const RevisionGraph graph = graphOf(u"bbbb<aaaa cccc<bbbb"_s);
    QCOMPARE(graph.missing(), (std::vector<std::pair<QString, QString>>{{u"bbbb"_s, u"aaaa"_s}}));
    QCOMPARE(graph.heads(), QStringList({u"cccc"_s}));
    QVERIFY(graph.bases().isEmpty());
}

void TestRevisionGraph::resolve_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QStringList>("current");
    QTest::addColumn<QString>("result"); // or "!kind what it says"
    const QStringList none;

    QTest::newRow("full") << line << u"bbbb2222"_s << none << u"bbbb2222"_s;
    QTest::newRow("partial") << line << u"aaaa"_s << none << u"aaaa1111"_s;
    QTest::newRow("too short") << line << u"aaa"_s << none << u"!usage at least four characters"_s;
    QTest::newRow("unknown") << line << u"ffff"_s << none
                             << u"!usage can't locate revision identified by 'ffff'"_s;
    QTest::newRow("ambiguous") << line << u"bbbb"_s << none
                               << u"!ambiguous start with 'bbbb': bbbb2222, bbbb3333"_s;
    QTest::newRow("full id that is a prefix of another")
        << u"aaaa< aaaa1<aaaa"_s << u"aaaa"_s << none << u"aaaa"_s;
    QTest::newRow("empty") << line << QString() << none << u"!usage names no revision"_s;
    QTest::newRow("nonsense") << line << u"a b"_s << none << u"!usage names no revision"_s;
    QTest::newRow("case counts") << line << u"AAAA1111"_s << none << u"!usage can't locate"_s;
    QTest::newRow("head") << line << u"head"_s << none << u"bbbb3333"_s;
    QTest::newRow("heads, one") << line << u"heads"_s << none << u"bbbb3333"_s;
    QTest::newRow("base") << line << u"base"_s << none << QString();
    QTest::newRow("current") << line << u"current"_s << QStringList{u"bbbb2222"_s} << u"bbbb2222"_s;
    QTest::newRow("current at base") << line << u"current"_s << none << QString();
    QTest::newRow("two heads") << diamond << u"head"_s << none
                               << u"!ambiguous (side, tipp); name one"_s;
    QTest::newRow("head of a branch") << diamond << u"left@head"_s << none << u"tipp"_s;
    QTest::newRow("head of two branches")
        << diamond << u"root@head"_s << none << u"!ambiguous side, tipp"_s;
    QTest::newRow("no such branch") << diamond << u"nope@head"_s << none << u"!usage 'nope'"_s;
    QTest::newRow("not on the branch")
        << diamond << u"side@left"_s << none << u"!usage left is not a member of branch 'side'"_s;

    QTest::newRow("+1 at base") << line << u"+1"_s << none << u"aaaa1111"_s;
    QTest::newRow("+2") << line << u"+2"_s << QStringList{u"aaaa1111"_s} << u"bbbb3333"_s;
    QTest::newRow("+1 at head") << line << u"+1"_s << QStringList{u"bbbb3333"_s}
                                << u"!usage +1 did not produce 1 migrations"_s;
    QTest::newRow("+9") << line << u"+9"_s << none << u"!usage +9 did not produce 9 migrations"_s;
    QTest::newRow("+ a lot") << line << u"+99999999999999999999"_s << none << u"!usage did not"_s;
    QTest::newRow("+1 at a branch point")
        << diamond << u"+1"_s << QStringList{u"root"_s} << u"!ambiguous left or rght or side"_s;
    QTest::newRow("+1 of a branch")
        << diamond << u"side@+1"_s << QStringList{u"root"_s} << u"side"_s;
    QTest::newRow("+1 of a branch not begun, from elsewhere")
        << diamond << u"side@+1"_s << QStringList{u"left"_s} << u"side"_s;
    QTest::newRow("+1 from two") << diamond << u"+1"_s << QStringList{u"left"_s, u"rght"_s}
                                 << u"!ambiguous left, rght"_s;
    QTest::newRow("-1") << line << u"-1"_s << QStringList{u"bbbb3333"_s} << u"bbbb2222"_s;
    QTest::newRow("-3 is base") << line << u"-3"_s << QStringList{u"bbbb3333"_s} << QString();
    QTest::newRow("-4 is too far") << line << u"-4"_s << QStringList{u"bbbb3333"_s}
                                   << u"!usage -4 did not produce 4 migrations"_s;
    QTest::newRow("-1 at base") << line << u"-1"_s << none << u"!usage -1 did not produce"_s;
    QTest::newRow("-1 of a merge") << diamond << u"-1"_s << QStringList{u"mrge"_s} << u"rght"_s;
    QTest::newRow("-2 over a merge") << diamond << u"-2"_s << QStringList{u"tipp"_s} << u"rght"_s;
    QTest::newRow("-3 over a merge")
        << diamond << u"-3"_s << QStringList{u"tipp"_s} << u"!ambiguous left or rght"_s;
    QTest::newRow("-1 from two") << diamond << u"-1"_s << QStringList{u"left"_s, u"side"_s}
                                 << u"!ambiguous left, side"_s;
    QTest::newRow("-1 where the file is missing")
        << line << u"-1"_s << QStringList{u"zzzz"_s} << u"!semantic zzzz"_s;
    QTest::newRow("ID+1") << line << u"aaaa+1"_s << none << u"bbbb2222"_s;
    QTest::newRow("ID-1") << line << u"bbbb2222-1"_s << none << u"aaaa1111"_s;
    QTest::newRow("ID-2") << line << u"bbbb2222-2"_s << none << QString();
    QTest::newRow("ID-1 of a merge")
        << diamond << u"mrge-1"_s << none << u"!ambiguous left or rght"_s;
    QTest::newRow("ID-1 of a merge, on a branch")
        << diamond << u"left@mrge-1"_s << none << u"left"_s;
    QTest::newRow("head-1") << line << u"head-1"_s << none << u"bbbb2222"_s;
    QTest::newRow("base+2") << line << u"base+2"_s << none << u"bbbb2222"_s;
    QTest::newRow("ID+1 at a branch point")
        << diamond << u"root+1"_s << none << u"!ambiguous left"_s;
}

void TestRevisionGraph::resolve()
{
    QFETCH(QString, graph);
    QFETCH(QString, word);
    QFETCH(QStringList, current);
    QFETCH(QString, result);
    const Result<QString> resolved = graphOf(graph).resolve(word, current);
    if (!result.startsWith(u'!')) {
        QVERIFY2(resolved, qPrintable(resolved ? QString() : resolved.error().toString()));
        QCOMPARE(*resolved, result);
        return;
    }
    QVERIFY(!resolved);
    const QString kind = result.section(u' ', 0, 0);
    const ErrorKind expected = kind == "!ambiguous"_L1 ? ErrorKind::Ambiguous
        : kind == "!semantic"_L1                       ? ErrorKind::Semantic
                                                       : ErrorKind::Usage;
    QCOMPARE(resolved.error().kind, expected);
    const QString message = resolved.error().message;
    QVERIFY2(message.contains(result.section(u' ', 1)), qPrintable(message));
}

void TestRevisionGraph::resolveAll_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QStringList>("result");
    QTest::addColumn<bool>("refused");
    QTest::newRow("heads") << u"heads"_s << QStringList{u"side"_s, u"tipp"_s} << false;
    QTest::newRow("heads of a branch") << u"left@heads"_s << QStringList{u"tipp"_s} << false;
    QTest::newRow("base") << u"base"_s << QStringList() << false;
    QTest::newRow("id") << u"left"_s << QStringList{u"left"_s} << false;
    QTest::newRow("head") << u"head"_s << QStringList() << true;
    QTest::newRow("-1") << u"-1"_s << QStringList() << true;
}

void TestRevisionGraph::resolveAll()
{
    QFETCH(QString, word);
    QFETCH(QStringList, result);
    QFETCH(bool, refused);
    const Result<QStringList> resolved = graphOf(diamond).resolveAll(word, {u"left"_s});
    QCOMPARE(!resolved, refused);
    if (resolved)
        QCOMPARE(*resolved, result);
}

void TestRevisionGraph::upgradePath_data()
{
    QTest::addColumn<QStringList>("applied");
    QTest::addColumn<QStringList>("targets");
    QTest::addColumn<QStringList>("path");
    const QStringList none;
    QTest::newRow("all") << none << QStringList{u"tipp"_s, u"side"_s}
                         << QStringList{u"root"_s, u"left"_s, u"rght"_s,
                                        u"side"_s, u"mrge"_s, u"tipp"_s};
    QTest::newRow("one branch") << none << QStringList{u"left"_s}
                                << QStringList{u"root"_s, u"left"_s};
    QTest::newRow("a merge needs both")
        << QStringList{u"left"_s} << QStringList{u"mrge"_s} << QStringList{u"rght"_s, u"mrge"_s};
    QTest::newRow("from two heads") << QStringList{u"left"_s, u"rght"_s} << QStringList{u"tipp"_s}
                                    << QStringList{u"mrge"_s, u"tipp"_s};
    QTest::newRow("there already") << QStringList{u"tipp"_s} << QStringList{u"mrge"_s} << none;
    QTest::newRow("nowhere") << QStringList{u"left"_s} << none << none;
}

void TestRevisionGraph::upgradePath()
{
    QFETCH(QStringList, applied);
    QFETCH(QStringList, targets);
    QFETCH(QStringList, path);
    QCOMPARE(graphOf(diamond).upgradePath(applied, targets).value(), path);
}

void TestRevisionGraph::downgradePath_data()
{
    QTest::addColumn<QStringList>("applied");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QStringList>("path");
    QTest::addColumn<bool>("refused");
    const QStringList none;
    QTest::newRow("base") << QStringList{u"tipp"_s} << QString()
                          << QStringList{u"tipp"_s, u"mrge"_s, u"rght"_s, u"left"_s, u"root"_s}
                          << false;
    QTest::newRow("one") << QStringList{u"tipp"_s} << u"mrge"_s << QStringList{u"tipp"_s} << false;
    QTest::newRow("a merge") << QStringList{u"mrge"_s} << u"left"_s << QStringList{u"mrge"_s}
                             << false;
    QTest::newRow("to the branch point") << QStringList{u"left"_s, u"side"_s} << u"root"_s
                                         << QStringList{u"side"_s, u"left"_s} << false;
    QTest::newRow("other branches stay")
        << QStringList{u"tipp"_s, u"side"_s} << u"mrge"_s << QStringList{u"tipp"_s} << false;
    QTest::newRow("there already") << QStringList{u"left"_s} << u"left"_s << none << false;
    QTest::newRow("not applied") << QStringList{u"left"_s} << u"rght"_s << none << true;
    QTest::newRow("at base") << none << QString() << none << false;
    QTest::newRow("nothing applied") << none << u"root"_s << none << true;
}

void TestRevisionGraph::downgradePath()
{
    QFETCH(QStringList, applied);
    QFETCH(QString, target);
    QFETCH(QStringList, path);
    QFETCH(bool, refused);
    const Result<QStringList> result = graphOf(diamond).downgradePath(applied, target);
    QCOMPARE(!result, refused);
    if (result)
        QCOMPARE(*result, path);
    else
        QCOMPARE(result.error().kind, ErrorKind::Usage);
}

void TestRevisionGraph::pathsNeedTheFilesTheyNeed()
{
    const RevisionGraph graph = graphOf(u"root< bbbb<gone cccc<bbbb"_s);
    const Result<QStringList> up = graph.upgradePath({}, {u"cccc"_s});
    QVERIFY(!up);
    QCOMPARE(up.error().kind, ErrorKind::Semantic);
    QCOMPARE(up.error().where, (Place{u"/p/versions/bbbb.sql"_s, 2, 1}));
    QVERIFY(up.error().message.contains(u"gone"_s));
    QVERIFY(graph.upgradePath({}, {u"root"_s})); // what does not need it goes on
    QVERIFY(graph.upgradePath({u"bbbb"_s}, {u"cccc"_s}));
    QVERIFY(!graph.upgradePath({u"zzzz"_s}, {u"root"_s}));
    QVERIFY(!graph.downgradePath({u"zzzz"_s}, {}));
}

void TestRevisionGraph::downgradeUndoesUpgrade()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 200; ++round) {
        std::vector<Revision> list;
        for (int i = 0; i < 30; ++i) {
            QStringList parents;
            for (int n = random.bounded(3); n > 0 && i > 0; --n) {
                const QString parent = u"r%1"_s.arg(random.bounded(i), 4, 10, QLatin1Char('0'));
                if (!parents.contains(parent))
                    parents.push_back(parent);
            }
            list.push_back(
                make(u"r%1"_s.arg(i, 4, 10, QLatin1Char('0')), parents, random.bounded(9)));
        }
        const RevisionGraph graph = RevisionGraph::make(list).value();
        const QString target = list[size_t(random.bounded(30))].id;
        const QStringList up = graph.upgradePath({}, {target}).value();
        // Every parent runs before its child, and none is left out.
        std::set<QString> done;
        for (const QString &id : up) {
            for (const QString &parent : graph.find(id)->revises)
                QVERIFY(done.contains(parent));
            done.insert(id);
        }
        QCOMPARE(up.last(), target);
        QStringList reversed = up;
        std::reverse(reversed.begin(), reversed.end());
        QCOMPARE(graph.downgradePath({target}, {}).value(), reversed);
        // And in two parts.
        const QString middle = up[random.bounded(up.size())];
        QStringList parts = graph.downgradePath({target}, middle).value();
        const QSet<QString> undone(parts.begin(), parts.end());
        for (const QString &id : up)
            QCOMPARE(undone.contains(id), id != middle && graph.ancestors({id}).contains(middle));
    }
}

void TestRevisionGraph::tenThousandInARow()
{
    std::vector<Revision> list;
    for (int i = 0; i < 10000; ++i)
        list.push_back(
            make(u"r%1"_s.arg(i), i ? QStringList{u"r%1"_s.arg(i - 1)} : QStringList(), i));
    std::reverse(list.begin(), list.end());
    const RevisionGraph graph = RevisionGraph::make(list).value();
    QCOMPARE(graph.heads(), QStringList{u"r9999"_s});
    QCOMPARE(graph.upgradePath({u"r10"_s}, {u"r9999"_s}).value().size(), 9989);
    QCOMPARE(graph.downgradePath({u"r9999"_s}, {}).value().size(), 10000);
    QCOMPARE(graph.resolve(u"-9999"_s, {u"r9999"_s}).value(), u"r0"_s);
    QCOMPARE(graph.resolve(u"base+10000"_s).value(), u"r9999"_s);
    list.front().revises.clear();
    list.back().revises = QStringList{u"r9998"_s}; // a cycle of 9,999
    const Result<RevisionGraph> cycle = RevisionGraph::make(list);
    QVERIFY(!cycle);
    QCOMPARE(cycle.error().message.count(u"→"_s), 9999);
}

QTEST_GUILESS_MAIN(TestRevisionGraph)
#include "tst_revisiongraph.moc"
