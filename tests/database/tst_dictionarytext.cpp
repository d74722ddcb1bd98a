// SPDX-License-Identifier: MIT
#include "database/dictionarytext.h"

#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

class TestDictionaryText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void types_data();
    void types();
    void defaults_data();
    void defaults();
    void notNull();
    void identityOptions();
    void columnNames_data();
    void columnNames();
};

void TestDictionaryText::types_data()
{
    QTest::addColumn<QString>("dataType");
    QTest::addColumn<QString>("owner");
    QTest::addColumn<QList<int>>("figures"); // length, precision, scale, characters
    QTest::addColumn<QString>("used");
    QTest::addColumn<QString>("written");
    const int no = DictionaryType::noScale;
    const QString none;
    QTest::newRow("varchar2 char")
        << u"VARCHAR2"_s << none << QList<int>{120, -1, no, 30} << u"C"_s << u"VARCHAR2(30 CHAR)"_s;
    QTest::newRow("varchar2 byte")
        << u"VARCHAR2"_s << none << QList<int>{30, -1, no, 30} << u"B"_s << u"VARCHAR2(30 BYTE)"_s;
    QTest::newRow("nvarchar2") << u"NVARCHAR2"_s << none << QList<int>{60, -1, no, 30} << u"C"_s
                               << u"NVARCHAR2(30)"_s;
    QTest::newRow("number") << u"NUMBER"_s << none << QList<int>{22, -1, no, -1} << none
                            << u"NUMBER"_s;
    QTest::newRow("integer") << u"NUMBER"_s << none << QList<int>{22, -1, 0, -1} << none
                             << u"NUMBER(*,0)"_s;
    QTest::newRow("number(10)") << u"NUMBER"_s << none << QList<int>{22, 10, 0, -1} << none
                                << u"NUMBER(10)"_s;
    QTest::newRow("number(10,-2)")
        << u"NUMBER"_s << none << QList<int>{22, 10, -2, -1} << none << u"NUMBER(10,-2)"_s;
    QTest::newRow("float") << u"FLOAT"_s << none << QList<int>{22, 126, no, -1} << none
                           << u"FLOAT(126)"_s;
    QTest::newRow("raw") << u"RAW"_s << none << QList<int>{16, -1, no, 0} << none << u"RAW(16)"_s;
    QTest::newRow("timestamp") << u"TIMESTAMP(3)"_s << none << QList<int>{11, -1, 3, 0} << none
                               << u"TIMESTAMP(3)"_s;
    QTest::newRow("timestamp tz") << u"TIMESTAMP(6) WITH TIME ZONE"_s << none
                                  << QList<int>{13, -1, 6, 0} << none
                                  << u"TIMESTAMP(6) WITH TIME ZONE"_s;
    QTest::newRow("timestamp ltz")
        << u"TIMESTAMP(6) WITH LOCAL TIME ZONE"_s << none << QList<int>{11, -1, 6, 0} << none
        << u"TIMESTAMP(6) WITH LOCAL TIME ZONE"_s;
    QTest::newRow("interval ds") << u"INTERVAL DAY(2) TO SECOND(6)"_s << none
                                 << QList<int>{11, 2, 6, 0} << none
                                 << u"INTERVAL DAY(2) TO SECOND(6)"_s;
    QTest::newRow("interval ym") << u"INTERVAL YEAR(4) TO MONTH"_s << none << QList<int>{5, 4, 0, 0}
                                 << none << u"INTERVAL YEAR(4) TO MONTH"_s;
    QTest::newRow("xmltype") << u"XMLTYPE"_s << u"PUBLIC"_s << QList<int>{2000, -1, no, 0} << none
                             << u"XMLTYPE"_s;
    QTest::newRow("own type") << u"ADDRESS_T"_s << u"HR"_s << QList<int>{1, -1, no, 0} << none
                              << u"ADDRESS_T"_s;
    QTest::newRow("own type named DATE")
        << u"DATE"_s << u"HR"_s << QList<int>{1, -1, no, 0} << none << u"\"DATE\""_s;
    QTest::newRow("geometry") << u"SDO_GEOMETRY"_s << u"MDSYS"_s << QList<int>{1, -1, no, 0} << none
                              << u"MDSYS.SDO_GEOMETRY"_s;
}

void TestDictionaryText::types()
{
    QFETCH(QString, dataType);
    QFETCH(QString, owner);
    QFETCH(QList<int>, figures);
    QFETCH(QString, used);
    const DictionaryType type{dataType,   owner,      figures[0], figures[1],
                              figures[2], figures[3], used};
    QTEST(toString(readDictionaryType(type, u"HR"_s)), "written");
}

void TestDictionaryText::defaults_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("none") << QString() << QString();
    QTest::newRow("blanks behind") << u"1 \n  "_s << u"1"_s;
    QTest::newRow("comment behind") << u"SYSDATE -- when made\n"_s << u"SYSDATE"_s;
    QTest::newRow("null") << u"NULL\n"_s << QString();
    QTest::newRow("null in lower case") << u"null"_s << QString();
    QTest::newRow("text") << u"'NULL'"_s << u"'NULL'"_s;
    QTest::newRow("text with blanks") << u"' x '"_s << u"' x '"_s;
}

void TestDictionaryText::defaults()
{
    QFETCH(QString, text);
    QTEST(readDefault(text), "expected");
}

void TestDictionaryText::notNull()
{
    QCOMPARE(notNullColumn(u"\"EMAIL\" IS NOT NULL"_s), u"EMAIL"_s);
    QCOMPARE(notNullColumn(u"\"e mail\" IS NOT NULL"_s), u"e mail"_s);
    QCOMPARE(notNullColumn(u"email is not null"_s), u"EMAIL"_s);
    QCOMPARE(notNullColumn(u"\"A\" IS NOT NULL OR \"B\" IS NOT NULL"_s), QString());
    QCOMPARE(notNullColumn(u"\"A\" IS NULL"_s), QString());
    QCOMPARE(notNullColumn(QString()), QString());
}

void TestDictionaryText::identityOptions()
{
    const SequenceOptions options = readIdentityOptions(
        u"START WITH: 5, INCREMENT BY: 2, MAX_VALUE: 9999999999999999999999999999, MIN_VALUE: 1, "
        u"CYCLE_FLAG: N, "
        "CACHE_SIZE: 0, ORDER_FLAG: Y, SCALE_FLAG: N, EXTEND_FLAG: N, SESSION_FLAG: N, KEEP_VALUE: Y, NEW_THING: 7"_s);
    QCOMPARE(options.startWith, u"5"_s);
    QCOMPARE(options.incrementBy, u"2"_s);
    QCOMPARE(options.maxValue, u"9999999999999999999999999999"_s); // 28 digits, no double
    QCOMPARE(options.cache, 0);
    QVERIFY(options.order && options.keep && !options.cycle && !options.session);
    QCOMPARE(readIdentityOptions(u""), SequenceOptions());
}

void TestDictionaryText::columnNames_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("names"); // "?": cannot be told
    const QStringList unknown{u"?"_s};
    QTest::newRow("plain") << u"SELECT id, name FROM t"_s << QStringList{u"ID"_s, u"NAME"_s};
    QTest::newRow("aliases") << u"select t.id as key, \"Name\" , max(x) \"m x\" from t"_s
                             << QStringList{u"KEY"_s, u"Name"_s, u"m x"_s};
    QTest::newRow("expression") << u"SELECT id, price * 2 FROM t"_s << unknown;
    QTest::newRow("star") << u"SELECT * FROM t"_s << unknown;
    QTest::newRow("subquery") << u"SELECT id, (SELECT a FROM b) c FROM t"_s
                              << QStringList{u"ID"_s, u"C"_s};
    QTest::newRow("with") << u"WITH q AS (SELECT 1 x FROM dual) SELECT DISTINCT x y FROM q"_s
                          << QStringList{u"Y"_s};
    QTest::newRow("case") << u"SELECT CASE WHEN a = 1 THEN 2 END FROM t"_s << unknown;
    QTest::newRow("case with alias")
        << u"SELECT CASE WHEN a = 1 THEN 2 END AS b FROM t"_s << QStringList{u"B"_s};
    QTest::newRow("extract from") << u"SELECT EXTRACT(YEAR FROM d) y, e FROM t"_s
                                  << QStringList{u"Y"_s, u"E"_s};
    QTest::newRow("nothing") << QString() << unknown;
}

void TestDictionaryText::columnNames()
{
    QFETCH(QString, query);
    const std::optional<QStringList> names = queryColumnNames(query);
    QTEST(names.value_or(QStringList{u"?"_s}), "names");
}

QTEST_GUILESS_MAIN(TestDictionaryText)
#include "tst_dictionarytext.moc"
