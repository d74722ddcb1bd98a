// SPDX-License-Identifier: MIT
#include "schema/physical.h"

#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

class TestPhysical : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spellings_data();
    void spellings();
    void takesLobStorageApart();
    void mergesAnnotations_data();
    void mergesAnnotations();
    void columnClausesByKind();
};

void TestPhysical::spellings_data()
{
    QTest::addColumn<QString>("keyword");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("expected"); // empty: Oracle's default
    QTest::newRow("older word") << u"COMPRESS"_s << u"COMPRESS FOR OLTP"_s << u"ADVANCED"_s;
    QTest::newRow("newer word") << u"COMPRESS"_s << u"ROW STORE COMPRESS ADVANCED"_s
                                << u"ADVANCED"_s;
    QTest::newRow("basic") << u"COMPRESS"_s << u"COMPRESS"_s << u"BASIC"_s;
    QTest::newRow("nothing said") << u"COMPRESS"_s << QString() << QString();
    QTest::newRow("not") << u"COMPRESS"_s << u"NOCOMPRESS"_s << QString();
    QTest::newRow("columns") << u"COMPRESS"_s << u"COLUMN STORE COMPRESS"_s << u"QUERY HIGH"_s;
    QTest::newRow("archive") << u"COMPRESS"_s << u"COMPRESS FOR ARCHIVE"_s << u"ARCHIVE LOW"_s;
    QTest::newRow("LOB of a dictionary")
        << u"LOB (D)"_s
        << u"STORE AS SECUREFILE SYS_LOB0000073011C00002$$ (ENABLE STORAGE IN ROW CHUNK 8192 "
           "NOCACHE LOGGING NOCOMPRESS KEEP_DUPLICATES STORAGE (INITIAL 104K))"_s
        << u"STORE AS SECUREFILE"_s;
    QTest::newRow("LOB of a person") << u"LOB (D)"_s << u"STORE AS (COMPRESS CACHE)"_s
                                     << u"STORE AS SECUREFILE(CACHE COMPRESS MEDIUM)"_s;
    QTest::newRow("BASICFILE keeps its chunks")
        << u"LOB (D)"_s << u"STORE AS BASICFILE (CHUNK 16384 PCTVERSION 10)"_s
        << u"STORE AS BASICFILE(CHUNK 16384)"_s;
    QTest::newRow("XML") << u"XMLTYPE COLUMN X"_s << u"STORE AS BINARY XML"_s
                         << u"STORE AS SECUREFILE BINARY XML"_s;
    QTest::newRow("annotations") << u"ANNOTATIONS"_s << u"(ADD Z, X 'y')"_s << u"(X 'y', Z)"_s;
    QTest::newRow("anything else") << u"TABLESPACE"_s << u"USERS"_s << u"USERS"_s;
}

// And canonical once is canonical for good.
void TestPhysical::spellings()
{
    QFETCH(QString, keyword);
    QFETCH(QString, value);
    const QString got = canonicalPhysical(keyword, value);
    QTEST(got, "expected");
    if (!got.isEmpty())
        QCOMPARE(canonicalPhysical(keyword, got), got);
}

void TestPhysical::takesLobStorageApart()
{
    const LobStorage storage = lobStorage(
        u"STORE AS SECUREFILE SEG (TABLESPACE \"My Space\" DISABLE STORAGE IN ROW RETENTION MIN 60 "
        "STORAGE (INITIAL 1M))");
    QCOMPARE(storage.kind, u"SECUREFILE"_s);
    QCOMPARE(storage.segment, u"SEG"_s);
    QCOMPARE(storage.parameters.at(u"TABLESPACE"_s), u"TABLESPACE \"My Space\""_s);
    QCOMPARE(storage.parameters.at(u"STORAGE IN ROW"_s), u"DISABLE STORAGE IN ROW"_s);
    QCOMPARE(storage.parameters.at(u"RETENTION"_s), u"RETENTION MIN 60"_s);
    QVERIFY(lobStorage(toString(storage)) == storage);
}

void TestPhysical::mergesAnnotations_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("after");
    QTest::newRow("add") << u"(A 'x')"_s << u"(ADD B)"_s << u"(A 'x', B)"_s;
    QTest::newRow("replace") << u"(A 'x')"_s << u"(REPLACE A 'y')"_s << u"(A 'y')"_s;
    QTest::newRow("drop") << u"(A 'x', B)"_s << u"(DROP A)"_s << u"(B)"_s;
    QTest::newRow("none left") << u"(A)"_s << u"(DROP A)"_s << QString();
    QTest::newRow("none there") << QString() << u"(\"quoted Name\" 'it''s')"_s
                                << u"(\"quoted Name\" 'it''s')"_s;
}

// What is said between two lists of annotations leads from one to the other.
void TestPhysical::mergesAnnotations()
{
    QFETCH(QString, before);
    QFETCH(QString, change);
    QFETCH(QString, after);
    QCOMPARE(mergedAnnotations(before, change), after);
    QCOMPARE(mergedAnnotations(before, annotationChanges(before, after)), after);
}

void TestPhysical::columnClausesByKind()
{
    const auto clauses =
        columnClauses(u"ENCRYPT USING 'AES256' NO SALT DOMAIN HR.EMAIL ANNOTATIONS (B, A 'x')");
    QCOMPARE(clauses.size(), size_t(3));
    QCOMPARE(clauses.at(u"ENCRYPT"_s), u"ENCRYPT USING 'AES256' NO SALT"_s);
    QCOMPARE(clauses.at(u"ANNOTATIONS"_s), u"ANNOTATIONS (A 'x', B)"_s);
    QVERIFY(columnClauses(toString(clauses)) == clauses);
    // What Oracle does anyway makes no difference.
    const QString whole = u"ENCRYPT USING 'AES192' 'SHA-1' SALT"_s;
    QCOMPARE(columnClauses(whole).at(u"ENCRYPT"_s), whole);
    QCOMPARE(comparedColumnClauses(whole).at(u"ENCRYPT"_s), u"ENCRYPT"_s);
    QCOMPARE(comparedColumnClauses(u"ENCRYPT 'NOMAC' NO SALT").at(u"ENCRYPT"_s),
             u"ENCRYPT 'NOMAC' NO SALT"_s);
}

QTEST_APPLESS_MAIN(TestPhysical)
#include "tst_physical.moc"
