// SPDX-License-Identifier: MIT
// The sample project in migrations/ is what a newcomer sees first: it must be whole.
#include "base/atomicfile.h"
#include "ddl/catalogreader.h"
#include "diff/autoincrement.h"
#include "diff/compare.h"
#include "revision/project.h"
#include "revision/revisiongraph.h"

#include <QtCore/QDir>
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
    void downgradesReturnToTheStart();
    void modelIsOneStepAhead();
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

// The sections of the history in order; reading them applies them as Oracle would.
CatalogReading replayed(const RevisionGraph &history)
{
    std::vector<Script> scripts;
    for (const Revision &revision : history.revisions())
        scripts.push_back(splitScript(revision.upgrade, revision.file));
    return readCatalog(scripts, ReadingOrder::InWritingOrder);
}

QString text(const Errors &errors)
{
    QStringList lines;
    for (const Error &error : errors)
        lines.append(error.toString());
    return lines.join(u'\n');
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

void TestSample::downgradesReturnToTheStart()
{
    const Result<RevisionGraph> history = graph();
    QVERIFY(history);
    const CatalogReading top = replayed(*history);
    QCOMPARE(text(top.errors), QString());
    QVERIFY(!top.catalog.tables.empty());

    std::vector<Script> scripts;
    const auto &revisions = history->revisions();
    for (auto revision = revisions.rbegin(); revision != revisions.rend(); ++revision)
        scripts.push_back(splitScript(revision->downgrade, revision->file));
    const CatalogReading bottom =
        readCatalog(scripts, ReadingOrder::InWritingOrder, {}, top.catalog);
    QCOMPARE(text(bottom.errors), QString());
    QVERIFY(bottom.catalog == Catalog());
}

void TestSample::modelIsOneStepAhead()
{
    const Result<RevisionGraph> history = graph();
    QVERIFY(history);
    const Result<Project> project = readProject(sample);
    QVERIFY(project);
    std::vector<Script> scripts;
    const QDir folder(sample + u"/model"_s);
    const QStringList files = folder.entryList({u"*.sql"_s});
    for (const QString &file : files) {
        const Result<QString> written = readTextFile(folder.filePath(file));
        QVERIFY(written);
        scripts.push_back(splitScript(*written, file));
    }
    const CatalogReading model = readCatalog(scripts, ReadingOrder::AnyOrder);
    QCOMPARE(text(model.errors), QString());
    const Result<Autoincrement> way = parseAutoincrement(project->autoincrement);
    const Result<OracleVersion> version = parseOracleVersion(project->oracleVersion);
    QVERIFY(way && version);

    const Comparison comparison =
        compare(replayed(*history).catalog, completed(model.catalog, *way, *version));
    QStringList changes;
    for (const Change &change : comparison.changes)
        changes.append(change.describe(comparison.from, comparison.to));
    changes.sort();
    QCOMPARE(changes,
             (QStringList{
                 u"column AUTH_USER.FIRST_NAME: NULL → NOT NULL"_s,
                 u"column AUTH_USER.LAST_LOGIN: DATE"_s,
                 u"column LOGIN_ATTEMPT.CLIENT_ADDRESS: VARCHAR2(15 CHAR) → VARCHAR2(45 CHAR)"_s,
                 u"comment of column LOGIN_ATTEMPT.CLIENT_ADDRESS: none → IPv4 or IPv6, as text"_s,
                 u"index LOGIN_ATTEMPT_USER_IX"_s}));
}

QTEST_GUILESS_MAIN(TestSample)
#include "tst_sample.moc"
