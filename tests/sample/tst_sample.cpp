// SPDX-License-Identifier: MIT
// The sample project in migrations/ is what a newcomer sees first: it must be whole.
#include "revision/project.h"
#include "revision/revisiongraph.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace Athanor;

class TestSample : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void projectIsRead();
    void historyHasOneBranchAndItsMerge();
    void everyRevisionIsReviewed();
};

namespace {

const QString sample = QStringLiteral(ATHANOR_SAMPLE);

Result<RevisionGraph> graph()
{
    RevisionFolder folder = readRevisions(sample + u"/versions"_s);
    if (!folder.errors.empty())
        return Failure(folder.errors.front());
    return RevisionGraph::make(std::move(folder.revisions));
}

} // namespace

void TestSample::projectIsRead()
{
    const Result<Project> project = readProject(sample);
    QVERIFY2(project, qPrintable(project ? QString() : project.error().toString()));
    QCOMPARE(project->name, u"shop"_s);
    QVERIFY(project->target({}));
    QCOMPARE(project->target({})->url, u"sandbox:shop.sandbox"_s);
    QCOMPARE(project->testUser.table, u"AUTH_USER"_s);
    QCOMPARE(project->testUser.values.size(), 2U);
}

void TestSample::historyHasOneBranchAndItsMerge()
{
    const Result<RevisionGraph> history = graph();
    QVERIFY2(history, qPrintable(history ? QString() : history.error().toString()));
    QCOMPARE(history->revisions().size(), 5U);
    QCOMPARE(history->heads().size(), 1);
    QCOMPARE(history->bases().size(), 1);
    QCOMPARE(history->branchPoints().size(), 1);
    QVERIFY(history->missing().empty());
}

void TestSample::everyRevisionIsReviewed()
{
    const Result<RevisionGraph> history = graph();
    QVERIFY(history);
    for (const Revision &revision : history->revisions()) {
        QVERIFY2(revision.isReviewed(),
                 qPrintable(revision.file + u": sha256:"_s + revision.sectionsSha256()));
        QCOMPARE(revision.file.section(u'/', -1), revisionFileName(revision));
    }
}

QTEST_GUILESS_MAIN(TestSample)
#include "tst_sample.moc"
