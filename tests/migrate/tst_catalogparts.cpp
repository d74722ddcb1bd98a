// SPDX-License-Identifier: MIT
#include "ddl/catalogreader.h"
#include "migrate/catalogparts.h"

#include <QtTest/QtTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

Catalog readModel(const QString &script)
{
    CatalogReading reading = readCatalog({splitScript(script)}, ReadingOrder::AnyOrder);
    for (const Error &error : reading.errors)
        QTest::qFail(qPrintable(error.toString()), __FILE__, __LINE__);
    return std::move(reading.catalog);
}

} // namespace

class TestCatalogParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void untold_data();
    void untold();
};

void TestCatalogParts::untold_data()
{
    QTest::addColumn<QString>("live"); // as a dictionary tells it
    QTest::addColumn<QString>("replayed");
    QTest::addColumn<QString>("other"); // the same with another clause: a difference
    const auto row = [](const char *name, const QString &statement, const QString &live,
                        const QString &replayed, const QString &other) {
        const auto made = [&statement](const QString &clause) {
            return QString(statement).replace(u'%', clause);
        };
        QTest::newRow(name) << made(live) << made(replayed) << made(other);
    };
    row("LOB", u"CREATE TABLE t (c CLOB) LOB (c) STORE AS SECUREFILE%;\n"_s,
        u" (TABLESPACE users CACHE)"_s, u" (CACHE ENCRYPT RETENTION MAX)"_s,
        u" (CACHE RETENTION MAX)"_s);
    row("INMEMORY", u"CREATE TABLE t (a NUMBER) INMEMORY %;\n"_s, u"PRIORITY NONE"_s,
        u"DUPLICATE ALL"_s, u"NO DUPLICATE"_s);
    row("FLASHBACK ARCHIVE", u"CREATE TABLE t (a NUMBER) %;\n"_s, QString(),
        u"FLASHBACK ARCHIVE fla"_s, QString());
    row("materialized view", u"CREATE MATERIALIZED VIEW v % AS SELECT 1 x FROM dual;\n"_s,
        u"REFRESH FORCE ON DEMAND"_s, u"TABLESPACE cold PARALLEL 4"_s, u"TABLESPACE cold"_s);
    row("materialized view log",
        u"CREATE TABLE t (a NUMBER PRIMARY KEY);\nCREATE MATERIALIZED VIEW LOG ON t %;\n"_s,
        u"WITH PRIMARY KEY"_s, u"TABLESPACE cold WITH PRIMARY KEY"_s,
        u"TABLESPACE hot WITH PRIMARY KEY"_s);
}

// What no view tells comes from the revisions, so that it is neither a difference for ever nor one
// that nobody hears of.
void TestCatalogParts::untold()
{
    QFETCH(QString, live);
    QFETCH(QString, replayed);
    QFETCH(QString, other);
    const Catalog whole = withUntold(readModel(live), readModel(replayed));
    const Comparison same = compare(whole, readModel(replayed));
    QVERIFY2(same.changes.empty(),
             same.changes.empty() ? ""
                                  : qPrintable(same.changes.front().describe(same.from, same.to)));
    QVERIFY(!compare(whole, readModel(other)).changes.empty());
}

QTEST_GUILESS_MAIN(TestCatalogParts)
#include "tst_catalogparts.moc"
