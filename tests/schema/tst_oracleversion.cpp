// SPDX-License-Identifier: MIT
#include "schema/oracleversion.h"

#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

class TestOracleVersion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected"); // empty: refused
        QTest::newRow("19") << u"19"_s << u"19"_s;
        QTest::newRow("11g") << u"11g"_s << u"11.2"_s;
        QTest::newRow("12c") << u"12c"_s << u"12.1"_s;
        QTest::newRow("12.2") << u"12.2"_s << u"12.2"_s;
        QTest::newRow("19.28.0.0") << u"19.28.0.0"_s << u"19.28"_s;
        QTest::newRow("23ai") << u"23ai"_s << u"23"_s;
        QTest::newRow("26") << u" 26 "_s << u"26"_s;
        QTest::newRow("10 is too old") << u"10.2"_s << QString();
        QTest::newRow("11.1 is too old") << u"11.1"_s << QString();
        QTest::newRow("words") << u"newest"_s << QString();
        QTest::newRow("empty") << QString() << QString();
    }

    void reads()
    {
        QFETCH(QString, text);
        const Result<OracleVersion> version = parseOracleVersion(text);
        QTEST(version ? version->toString() : QString(), "expected");
    }

    void gatesByTheFullRelease()
    {
        QVERIFY(!OracleVersion(11, 2).hasIdentity());
        QVERIFY(OracleVersion(12, 1).hasSequenceDefault());
        QCOMPARE(OracleVersion(12, 1).maxNameBytes(), 30);
        QCOMPARE(OracleVersion(12, 2).maxNameBytes(), 128);
        QVERIFY(!OracleVersion(19, 27).hasIfExists());
        QVERIFY(OracleVersion(19, 28).hasIfExists());
        QVERIFY(!OracleVersion(21, 0).hasIfExists());
        QVERIFY(OracleVersion(23, 0).hasIfExists());
    }
};

QTEST_APPLESS_MAIN(TestOracleVersion)
#include "tst_oracleversion.moc"
