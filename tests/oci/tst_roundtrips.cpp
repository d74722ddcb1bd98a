// SPDX-License-Identifier: MIT
// Every kind of object made on a server, read back and compared. Built twice, as tst_server.cpp.
#include "anyserver.h"
#include "roundtrip.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace Athanor;

class TestRoundTrips : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { SKIP_WITHOUT_SERVER(); }
    void everyKind_data();
    void everyKind();

private:
    std::vector<RoundTripCase> m_cases;
};

void TestRoundTrips::everyKind_data()
{
    QTest::addColumn<int>("number");
    m_cases = roundTripCases();
    for (size_t i = 0; i < m_cases.size(); ++i) {
        const RoundTripCase &of = m_cases[i];
#ifndef ATHANOR_REAL_ORACLE
        // Those of every kind and of Oracle's cases; the sandbox's own test has them all.
        if (of.name.startsWith("create: "_L1) || of.name.startsWith("effect: "_L1)
            || of.name.endsWith(" after"_L1) || of.release > OracleVersion{19, 0})
            continue;
#endif
        QTest::newRow(qPrintable(of.name)) << int(i);
    }
}

void TestRoundTrips::everyKind()
{
    QFETCH(int, number);
    const AnyServer server;
    const auto opened = AnyServer::open();
    QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().toString()));
    Session &session = **opened;
    RoundTripCase of = m_cases[size_t(number)];
    for (QString &sql : of.statements)
        sql.replace(u"SANDBOX."_s, session.user() + u'.');
    const RoundTrip result = roundTrip(session, of);
    QStringList left;
#ifndef ATHANOR_REAL_ORACLE
    if (of.name.startsWith("kind: "_L1)) // the others are thrown away with the stand-in
#endif
        left = AnyServer::cleanUp(session, result.outside);
    if (!result.skipped.isEmpty() && left.isEmpty())
        QSKIP(qPrintable(result.skipped));
    QVERIFY2(result.differences.isEmpty(), qPrintable(result.differences.join(u'\n')));
    // A line of notread.tsv that is not needed (any more) says something wrong.
    if (of.untold.isEmpty())
        QVERIFY2(result.untold.isEmpty(), qPrintable(result.untold.join(u'\n')));
    else
        QVERIFY2(!result.untold.isEmpty(), qPrintable(of.untold));
    QCOMPARE(left.join(u'\n'), QString());
    QCOMPARE(AnyServer::violations(), QStringList());
}

QTEST_GUILESS_MAIN(TestRoundTrips)
#include "tst_roundtrips.moc"
