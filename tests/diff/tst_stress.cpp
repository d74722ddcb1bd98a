// SPDX-License-Identifier: MIT
// Texts nobody writes by hand, through everything that reads and writes: split, read, applied,
// normalized, compared, written and read again. Nothing may overflow the stack, and eight times the
// text may not take the time of eight times eight.
#include "ddl/catalogreader.h"
#include "diff/generate.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <ctime>
#include <functional>
#include <limits>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

using Maker = std::function<QString(int size)>;

QString numbered(const QString &unit, int count)
{
    QString text;
    for (int i = 0; i < count; ++i)
        text += QString(unit).replace(u'%', QString::number(i));
    return text;
}

QString around(const QString &before, const QString &inner, const QString &after, int depth)
{
    return before.repeated(depth) + inner + after.repeated(depth);
}

CatalogReading read(const QString &text)
{
    return readCatalog({splitScript(text, u"s.sql"_s)}, ReadingOrder::InWritingOrder);
}

QString first(const Errors &errors)
{
    return errors.empty() ? QString() : errors.front().toString().left(500);
}

// From nothing to the catalog and back, as a script; what is written reads as what it was.
void wholeWay(const QString &text, QString &wrong)
{
    CatalogReading reading = read(text);
    if (!reading.errors.empty()) {
        wrong = first(reading.errors);
        return;
    }
    const Catalog catalog = normalized(std::move(reading.catalog));
    const CatalogReading again = read(scriptText(writeCatalog(catalog)));
    if (!again.errors.empty())
        wrong = u"written: "_s + first(again.errors);
    else if (normalized(again.catalog) != catalog)
        wrong = u"what is written does not read as what it was"_s;
    else if (!compare(catalog, again.catalog).changes.empty())
        wrong = u"a difference where there is none"_s;
    else
        (void)scriptText(generatePair(compare({}, catalog), {}).upgrade);
}

} // namespace

Q_DECLARE_METATYPE(Maker)

class TestStress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deep_data();
    void deep();
    void broken_data();
    void broken();
    void growsLinearly_data();
    void growsLinearly();
};

void TestStress::deep_data()
{
    QTest::addColumn<QString>("text");
    constexpr int deep = 100000;
    const auto row = [](const char *name, const QString &text) { QTest::newRow(name) << text; };
    row("parentheses in a check",
        u"CREATE TABLE t (a NUMBER, CONSTRAINT c CHECK (a > "_s
            + around(u"("_s, u"1"_s, u")"_s, deep) + u"));\n"_s);
    row("parentheses in a default",
        u"CREATE TABLE t (a NUMBER DEFAULT "_s + around(u"("_s, u"1"_s, u")"_s, deep) + u");\n"_s);
    row("functions in a virtual column",
        u"CREATE TABLE t (a NUMBER, b AS ("_s + around(u"ABS("_s, u"a"_s, u")"_s, deep)
            + u"));\n"_s);
    row("functions in an index",
        u"CREATE TABLE t (a NUMBER);\nCREATE INDEX i ON t ("_s
            + around(u"ABS("_s, u"a"_s, u")"_s, deep) + u");\n"_s);
    row("CASE in a default",
        u"CREATE TABLE t (a NUMBER DEFAULT "_s
            + around(u"CASE WHEN 1 = 1 THEN "_s, u"1"_s, u" END"_s, deep) + u");\n"_s);
    row("queries in a view",
        u"CREATE VIEW v AS "_s
            + around(u"SELECT * FROM ("_s, u"SELECT 1 a FROM dual"_s, u")"_s, deep) + u";\n"_s);
    row("IF in a procedure",
        u"CREATE PROCEDURE p AS BEGIN\n"_s
            + around(u"IF a THEN\n"_s, u"NULL;\n"_s, u"END IF;\n"_s, deep) + u"END;\n/\n"_s);
    row("blocks in a trigger",
        u"CREATE TABLE t (a NUMBER);\nCREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW\n"_s
            + around(u"BEGIN\n"_s, u"NULL;\n"_s, u"END;\n"_s, deep) + u"/\n"_s);
    row("procedures in a package body",
        u"CREATE PACKAGE BODY p AS\n"_s
            + around(u"PROCEDURE q IS "_s, QString(), u" BEGIN NULL; END;\n"_s, deep)
            + u"END;\n/\n"_s);
    row("comments that do not nest",
        u"CREATE TABLE t (a NUMBER "_s + u"/* "_s.repeated(deep) + u"*/);\n"_s);
    row("signs", u"CREATE TABLE t (a NUMBER DEFAULT "_s + u"- "_s.repeated(deep) + u"1);\n"_s);
    row("a line of 2 MB",
        u"CREATE VIEW v AS SELECT "_s + u"1 + "_s.repeated(500000) + u"1 a FROM dual;\n"_s);
    row("a comment of 2 MB",
        u"CREATE TABLE t (a NUMBER);\nCOMMENT ON TABLE t IS '"_s + u"it''s; "_s.repeated(300000)
            + u"';\n"_s);
}

void TestStress::deep()
{
    QFETCH(QString, text);
    QString wrong;
    wholeWay(text, wrong);
    QCOMPARE(wrong, QString());
}

// The same, never closed: errors, few of them, each with its place.
void TestStress::broken_data()
{
    QTest::addColumn<QString>("text");
    constexpr int deep = 100000;
    for (const char *unit : {"(",
                             "CREATE TABLE t (",
                             "CASE WHEN ",
                             "CREATE SCHEMA AUTHORIZATION a ",
                             "PARTITION (",
                             "'",
                             "\"",
                             "q'[",
                             "/*",
                             "<<",
                             "IF NOT EXISTS ",
                             "ALTER TABLE t ADD (",
                             "GRANT ",
                             ", ",
                             "CREATE VIEW v AS WITH FUNCTION f ",
                             "&",
                             "\n/",
                             ";",
                             "-\n",
                             "SET "}) {
        const QString many = QString::fromLatin1(unit).repeated(deep);
        QTest::addRow("%s", qPrintable(QString::fromLatin1(unit).simplified())) << many;
        QTest::addRow("%s in a table", qPrintable(QString::fromLatin1(unit).simplified()))
            << u"CREATE TABLE t (a NUMBER DEFAULT "_s + many;
        QTest::addRow("%s in an alter", qPrintable(QString::fromLatin1(unit).simplified()))
            << u"CREATE TABLE t (a NUMBER);\nALTER TABLE t MODIFY ("_s + many;
    }
}

void TestStress::broken()
{
    QFETCH(QString, text);
    const CatalogReading reading = read(text);
    QVERIFY(reading.errors.size() <= 100001); // one a statement
    for (const Error &error : reading.errors)
        QVERIFY2(error.where.line > 0 && error.where.column > 0, qPrintable(error.toString()));
    ExpandOptions options;
    options.variables = {{u"a"_s, u"b"_s}};
    (void)expandScript(splitScript(text), options);
}

void TestStress::growsLinearly_data()
{
    QTest::addColumn<Maker>("make");
    const auto row = [](const char *name, const Maker &make) { QTest::newRow(name) << make; };
    row("parentheses", [](int n) {
        return u"CREATE TABLE t (a NUMBER DEFAULT "_s + around(u"("_s, u"1"_s, u")"_s, 40 * n)
            + u");\n"_s;
    });
    row("tables",
        [](int n) { return numbered(u"CREATE TABLE t% (a NUMBER PRIMARY KEY);\n"_s, n); });
    row("a chain of foreign keys", [](int n) {
        QString text = u"CREATE TABLE t0 (a NUMBER CONSTRAINT p0 PRIMARY KEY);\n"_s;
        for (int i = 1; i < n; ++i)
            text += u"CREATE TABLE t%1 (a NUMBER CONSTRAINT p%1 PRIMARY KEY CONSTRAINT f%1 "
                    "REFERENCES t%2 (a));\n"_s.arg(i)
                        .arg(i - 1);
        return text;
    });
    row("indexes and comments", [](int n) {
        return numbered(u"CREATE TABLE t% (a NUMBER, b NUMBER);\nCREATE INDEX i% ON t% (a, b);\n"
                        "COMMENT ON COLUMN t%.a IS 'x';\n"_s,
                        n);
    });
    row("indexes of one table", [](int n) {
        return u"CREATE TABLE t (a NUMBER, b NUMBER);\n"_s
            + numbered(u"CREATE INDEX i% ON t (a, %);\n"_s, n);
    });
    row("comments of one table", [](int n) {
        return u"CREATE TABLE t (a NUMBER"_s + numbered(u", c% NUMBER"_s, n) + u");\n"_s
            + numbered(u"COMMENT ON COLUMN t.c% IS 'x';\n"_s, n);
    });
    row("sequences and synonyms",
        [](int n) { return numbered(u"CREATE SEQUENCE s%;\nCREATE SYNONYM y% FOR s%;\n"_s, n); });
    row("views", [](int n) { return numbered(u"CREATE VIEW v% AS SELECT 1 a FROM dual;\n"_s, n); });
    row("procedures",
        [](int n) { return numbered(u"CREATE PROCEDURE p% AS BEGIN NULL; END;\n/\n"_s, n); });
    row("grants", [](int n) {
        return u"CREATE TABLE t (a NUMBER);\n"_s + numbered(u"GRANT SELECT ON t TO u%;\n"_s, n);
    });
    row("statements of data",
        [](int n) { return numbered(u"INSERT INTO t VALUES (%, 'x');\n"_s, 20 * n); });
}

void TestStress::growsLinearly()
{
    QFETCH(Maker, make);
    QString wrong;
    const auto ticks = [&](int size) {
        const QString text = make(size);
        std::clock_t best = std::numeric_limits<std::clock_t>::max();
        for (int run = 0; run < 2; ++run) {
            const std::clock_t start = std::clock();
            wholeWay(text, wrong);
            best = std::min(best, std::clock() - start);
        }
        return std::max<std::clock_t>(best, 1);
    };
    const double ratio = 1.0 / double(ticks(100)) * double(ticks(800));
    QCOMPARE(wrong, QString());
    QVERIFY2(ratio < 24, qPrintable(u"8 times the text takes %1 times the time"_s.arg(ratio)));
}

QTEST_GUILESS_MAIN(TestStress)
#include "tst_stress.moc"
