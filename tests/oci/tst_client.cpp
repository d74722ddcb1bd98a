// SPDX-License-Identifier: MIT
// The stand-in itself: what it must know as exactly as the genuine client does.
#include "decimal.h"
#include "statementtext.h"

#include <QtTest/QTest>

#include <cstring>
#include <limits>

using namespace Qt::StringLiterals;
using namespace Standin;

class TestClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numberHasOraclesBytes_data();
    void numberHasOraclesBytes();
    void numbersComeBack();
    void statement_data();
    void statement();
};

void TestClient::numberHasOraclesBytes_data()
{
    QTest::addColumn<QByteArray>("decimal");
    QTest::addColumn<QByteArray>("bytes");
    // DUMP() of these numbers in Oracle: exponent byte 193 = one pair before the point.
    QTest::newRow("0") << QByteArray("0") << QByteArray::fromHex("0180");
    QTest::newRow("1") << QByteArray("1") << QByteArray::fromHex("02c102");
    QTest::newRow("100") << QByteArray("100") << QByteArray::fromHex("02c202");
    QTest::newRow("123") << QByteArray("123") << QByteArray::fromHex("03c20218");
    QTest::newRow("-1") << QByteArray("-1") << QByteArray::fromHex("033e6466");
    QTest::newRow("0.5") << QByteArray("0.5") << QByteArray::fromHex("02c033");
    QTest::newRow("1e3") << QByteArray("1e3") << QByteArray::fromHex("02c20b");
    QTest::newRow("-123.45") << QByteArray("-123.45") << QByteArray::fromHex("053d644e3866");
}

void TestClient::numberHasOraclesBytes()
{
    QFETCH(QByteArray, decimal);
    QFETCH(QByteArray, bytes);
    const OCINumber number = toNumber(decimal);
    QCOMPARE(QByteArray(reinterpret_cast<const char *>(number.OCINumberPart),
                        number.OCINumberPart[0] + 1)
                 .toHex(),
             bytes.toHex());
}

void TestClient::numbersComeBack()
{
    const QList<QByteArray> numbers = {"0",
                                       "1",
                                       "-1",
                                       "10",
                                       "99",
                                       "100",
                                       "101",
                                       "12345678901234567890123456789012345678",
                                       "0.5",
                                       "-0.0001",
                                       "0.001",
                                       "3.14",
                                       "-100",
                                       "7e9",
                                       QByteArray::number(std::numeric_limits<qint64>::min())};
    for (const QByteArray &number : numbers) {
        const QByteArray expected = number == "7e9" ? QByteArray("7000000000") : number;
        QCOMPARE(fromNumber(toNumber(number)), expected);
    }
}

void TestClient::statement_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QStringList>("placeholders");
    QTest::addColumn<QString>("withMarks");

    const auto row = [](const char *name, const QString &sql, int kind,
                        const QStringList &placeholders, const QString &marks) {
        QTest::newRow(name) << sql << kind << placeholders << (marks.isEmpty() ? sql : marks);
    };
    row("query", u"SELECT * FROM t"_s, 1, {}, {});
    row("comment first", u"/* SELECT */ -- x\n DELETE FROM t"_s, 3, {}, {});
    row("parentheses", u"((SELECT 1 FROM dual))"_s, 1, {}, {});
    row("every occurrence in SQL", u"SELECT :a, :A, :b FROM t"_s, 1, {u"A"_s, u"A"_s, u"B"_s},
        u"SELECT ?, ?, ? FROM t"_s);
    row("every name in PL/SQL", u"BEGIN p(:a, :a, :b); END;"_s, 8, {u"A"_s, u"B"_s},
        u"BEGIN p(?, ?, ?); END;"_s);
    row("none in DDL", u"CREATE TRIGGER t BEFORE INSERT ON x BEGIN :NEW.a := 1; END;"_s, 5, {}, {});
    row("none in text", u"INSERT INTO t VALUES (':a', q'[it's :b]', \":c\", :d)"_s, 4, {u"D"_s},
        u"INSERT INTO t VALUES (':a', q'[it's :b]', \":c\", ?)"_s);
    row("none in comments", u"SELECT /* :a */ 1 -- :b\n FROM t WHERE c = :c"_s, 1, {u"C"_s},
        u"SELECT /* :a */ 1 -- :b\n FROM t WHERE c = ?"_s);
    row("assignment", u"BEGIN x := 1; END;"_s, 8, {}, {});
    row("comment on", u"COMMENT ON TABLE t IS 'a :b'"_s, 0, {}, {});
    row("open quote", u"SELECT 'abc"_s, 1, {}, {});
    row("empty", u""_s, 0, {}, {});
}

void TestClient::statement()
{
    QFETCH(QString, sql);
    const StatementText parsed = readStatement(sql);
    QTEST(int(parsed.kind), "kind");
    QTEST(parsed.placeholders, "placeholders");
    QTEST(parsed.withMarks, "withMarks");
}

QTEST_GUILESS_MAIN(TestClient)
#include "tst_client.moc"
