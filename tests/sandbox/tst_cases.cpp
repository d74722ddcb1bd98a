// SPDX-License-Identifier: MIT
#include "ddl/apply.h"
#include "ddl/reader.h"
#include "roundtrip.h"
#include "sandbox/catalogcodec.h"
#include "sandbox/sandboxdriver.h"

#include <QtTest/QtTest>

using namespace Qt::StringLiterals;
using namespace Athanor;

// What applies to a catalog runs on the sandbox, is kept by it as it was given, and is what its
// dictionary says.
class CasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { registerSandboxDriver(); }
    void cases_data();
    void cases();

private:
    std::vector<RoundTripCase> m_cases = roundTripCases();
};

void CasesTest::cases_data()
{
    QTest::addColumn<int>("number");
    for (size_t i = 0; i < m_cases.size(); ++i)
        QTest::newRow(qPrintable(m_cases[i].name)) << int(i);
}

void CasesTest::cases()
{
    QFETCH(int, number);
    const RoundTripCase &of = m_cases[size_t(number)];
    ConnectionUrl url;
    url.path = u":memory:"_s;
    url.release = of.release.toString();
    auto session = Session::open(url);
    QVERIFY2(session, session ? "" : qPrintable(session.error().toString()));
    const RoundTrip result = roundTrip(**session, of);
    if (!result.skipped.isEmpty())
        QSKIP(qPrintable(result.skipped));
    QVERIFY2(result.differences.isEmpty(), qPrintable(result.differences.join(u'\n')));
    // A line of notread.tsv that is not needed (any more) says something wrong.
    if (of.untold.isEmpty())
        QVERIFY2(result.untold.isEmpty(), qPrintable(result.untold.join(u'\n')));
    else
        QVERIFY2(!result.untold.isEmpty(), qPrintable(of.untold));

    // What the sandbox keeps is what it was given.
    Catalog catalog;
    for (const QString &sql : of.statements)
        (void)apply(readDdl(sql, of.release).statement, catalog, of.release);
    for (const auto &[name, table] : catalog.tables)
        QVERIFY(decoded<Table>(encoded(table)) == table);
    for (const auto &[name, index] : catalog.indexes)
        QVERIFY(decoded<Index>(encoded(index)) == index);
    for (const auto &[name, view] : catalog.views)
        QVERIFY(decoded<View>(encoded(view)) == view);
    for (const auto &[name, sequence] : catalog.sequences)
        QVERIFY(decoded<Sequence>(encoded(sequence)) == sequence);
}

QTEST_GUILESS_MAIN(CasesTest)
#include "tst_cases.moc"
