// SPDX-License-Identifier: MIT
#include "database/headstep.h"

#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

// "b<a" is a revision b that revises a; "m<b,c" a merge.
RevisionGraph graphOf(const QString &text)
{
    std::vector<Revision> revisions;
    for (const QString &part : text.split(u' ', Qt::SkipEmptyParts)) {
        Revision revision;
        revision.id = part.section(u'<', 0, 0);
        revision.revises = part.section(u'<', 1, 1).split(u',', Qt::SkipEmptyParts);
        revisions.push_back(revision);
    }
    Result<RevisionGraph> graph = RevisionGraph::make(std::move(revisions));
    if (!graph)
        qFatal("%s", qPrintable(graph.error().toString()));
    return *graph;
}

QString written(const HeadStep &step)
{
    QStringList parts;
    for (const QString &removed : step.remove)
        parts += u'-' + removed;
    if (!step.from.isEmpty())
        parts += step.from + u'>' + step.to;
    for (const QString &added : step.add)
        parts += u'+' + added;
    return parts.join(u' ');
}

// a - b - d (merge of b, c); a - c; e a second base
const QString diamond = u"a b<a c<a d<b,c e"_s;

} // namespace

class TestHeadStep : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void upgrades_data();
    void upgrades();
    void downgrades_data();
    void downgrades();
    void upThenDownReturns_data();
    void upThenDownReturns();
};

void TestHeadStep::upgrades_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<QStringList>("heads");
    QTest::addColumn<QString>("revision");
    QTest::addColumn<QString>("step");
    // As alembic.runtime.migration.RevisionStep decides.
    QTest::newRow("first") << diamond << QStringList{} << u"a"_s << u"+a"_s;
    QTest::newRow("linear") << diamond << QStringList{u"a"_s} << u"b"_s << u"a>b"_s;
    QTest::newRow("branch") << diamond << QStringList{u"b"_s} << u"c"_s << u"+c"_s;
    QTest::newRow("merge") << diamond << QStringList{u"b"_s, u"c"_s} << u"d"_s << u"-b c>d"_s;
    QTest::newRow("second base") << diamond << QStringList{u"d"_s} << u"e"_s << u"+e"_s;
    QTest::newRow("linear beside another base")
        << diamond << QStringList{u"a"_s, u"e"_s} << u"b"_s << u"a>b"_s;
    QTest::newRow("merge whose parent another head holds")
        << u"a b<a c<a d<b,c f<b"_s << QStringList{u"c"_s, u"f"_s} << u"d"_s << u"c>d"_s;
    QTest::newRow("three-way merge")
        << u"a b<a c<a x<a m<b,c,x"_s << QStringList{u"b"_s, u"c"_s, u"x"_s} << u"m"_s
        << u"-b -c x>m"_s;
}

void TestHeadStep::upgrades()
{
    QFETCH(QString, graph);
    QFETCH(QStringList, heads);
    QFETCH(QString, revision);
    QTEST(written(upgradeStep(graphOf(graph), revision, heads)), "step");
}

void TestHeadStep::downgrades_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<QStringList>("heads");
    QTest::addColumn<QString>("revision");
    QTest::addColumn<QString>("step");
    QTest::newRow("to base") << diamond << QStringList{u"a"_s} << u"a"_s << u"-a"_s;
    QTest::newRow("linear") << diamond << QStringList{u"b"_s} << u"b"_s << u"b>a"_s;
    QTest::newRow("branch, the other stays")
        << diamond << QStringList{u"b"_s, u"c"_s} << u"c"_s << u"-c"_s;
    QTest::newRow("un-merge") << diamond << QStringList{u"d"_s} << u"d"_s << u"d>c +b"_s;
    QTest::newRow("un-merge beside a branch")
        << u"a b<a c<a d<b,c f<b"_s << QStringList{u"d"_s, u"f"_s} << u"d"_s << u"d>c"_s;
    QTest::newRow("base beside another")
        << diamond << QStringList{u"a"_s, u"e"_s} << u"e"_s << u"-e"_s;
}

void TestHeadStep::downgrades()
{
    QFETCH(QString, graph);
    QFETCH(QStringList, heads);
    QFETCH(QString, revision);
    QTEST(written(downgradeStep(graphOf(graph), revision, heads)), "step");
}

void TestHeadStep::upThenDownReturns_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("line") << u"a b<a c<b d<c"_s;
    QTest::newRow("diamond") << diamond;
    QTest::newRow("two merges") << u"a b<a c<a d<b,c e<d f<d g<e,f"_s;
    QTest::newRow("bases merged") << u"a b c<a,b d<c"_s;
    QTest::newRow("three") << u"a b<a c<a x<a m<b,c,x y<m"_s;
}

void TestHeadStep::upThenDownReturns()
{
    QFETCH(QString, text);
    const RevisionGraph graph = graphOf(text);
    std::vector<QStringList> history{QStringList{}};
    for (const Revision &revision : graph.revisions())
        history.push_back(
            headsAfter(history.back(), upgradeStep(graph, revision.id, history.back())));
    QStringList files = graph.heads();
    files.sort();
    QCOMPARE(history.back(), files);
    QStringList heads = history.back();
    for (size_t i = graph.revisions().size(); i > 0; --i) {
        heads = headsAfter(heads, downgradeStep(graph, graph.revisions()[i - 1].id, heads));
        QCOMPARE(heads, history[i - 1]);
    }
}

QTEST_GUILESS_MAIN(TestHeadStep)
#include "tst_headstep.moc"
