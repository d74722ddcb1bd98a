// SPDX-License-Identifier: MIT
#include "migrate/testvalues.h"

#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

Column columnOf(const QString &name, TypeKind kind, int length = 0)
{
    Column column;
    column.name = name;
    column.type.kind = kind;
    if (length > 0)
        column.type.length = length;
    return column;
}

Table tableWith(const Column &column, const QStringList &checks)
{
    Table table;
    table.name.name = u"T"_s;
    table.columns.push_back(column);
    for (const QString &check : checks) {
        Constraint constraint;
        constraint.kind = ConstraintKind::Check;
        constraint.condition = check;
        table.constraints.push_back(constraint);
    }
    return table;
}

} // namespace

class TestTestValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void texts_data();
    void texts();
    void numbers_data();
    void numbers();
    void othersHaveExpressions();
    void uniqueOnesDiffer();
    void refusesWhatItCannotMake();
    void readsRules();
    void hashesLikeWerkzeug();
};

void TestTestValues::texts_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("length");
    QTest::addColumn<QStringList>("checks");
    QTest::addColumn<bool>("unique");
    QTest::addColumn<QString>("expected"); // a regular expression
    QTest::newRow("email") << u"EMAIL"_s << 100 << QStringList{} << true
                           << u"test\\.abc123@example\\.com"_s;
    QTest::newRow("email, checked")
        << u"EMAIL"_s << 100 << QStringList{u"EMAIL LIKE '%@%'"_s} << true << u".*abc123@.*"_s;
    QTest::newRow("contact, checked")
        << u"CONTACT"_s << 100 << QStringList{u"contact LIKE '%@%.%'"_s} << false
        << u".+@.+\\..+"_s;
    QTest::newRow("username") << u"USERNAME"_s << 30 << QStringList{} << true << u"test_abc123"_s;
    QTest::newRow("in list") << u"STATUS"_s << 10
                             << QStringList{u"STATUS IN ('active', 'locked')"_s} << false
                             << u"active"_s;
    QTest::newRow("equal") << u"KIND"_s << 10 << QStringList{u"\"KIND\" = 'person'"_s} << false
                           << u"person"_s;
    QTest::newRow("short") << u"USERNAME"_s << 4 << QStringList{} << true << u"c123"_s;
    QTest::newRow("at least long")
        << u"CODE"_s << 20 << QStringList{u"LENGTH(code) >= 8"_s} << false << u"test.{4,}"_s;
    QTest::newRow("at most long") << u"CODE"_s << 20
                                  << QStringList{u"LENGTH(code) BETWEEN 2 AND 3"_s} << false
                                  << u".{2,3}"_s;
    QTest::newRow("pattern") << u"CODE"_s << 20 << QStringList{u"code LIKE 'A-__'"_s} << false
                             << u"A-.."_s;
    QTest::newRow("two checks") << u"EMAIL"_s << 40
                                << QStringList{u"email LIKE '%@%'"_s, u"LENGTH(email) > 30"_s}
                                << true << u".{31,40}"_s;
    QTest::newRow("other column's check")
        << u"FIRST_NAME"_s << 30 << QStringList{u"LAST_NAME IN ('x')"_s} << false << u"Ada"_s;
}

void TestTestValues::texts()
{
    QFETCH(QString, name);
    QFETCH(int, length);
    QFETCH(QStringList, checks);
    QFETCH(bool, unique);
    QFETCH(QString, expected);
    const Column column = columnOf(name, TypeKind::Varchar2, length);
    const Result<MadeValue> value =
        makeValue(tableWith(column, checks), column, unique, u"abc123"_s);
    QVERIFY2(value, value ? "" : qPrintable(value.error().toString()));
    const QRegularExpression pattern(QRegularExpression::anchoredPattern(expected));
    QVERIFY2(pattern.match(value->text).hasMatch(), qPrintable(value->text));
    QVERIFY2(value->text.size() <= length, qPrintable(value->text));
}

void TestTestValues::numbers_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("scale");
    QTest::addColumn<QStringList>("checks");
    QTest::addColumn<double>("least");
    QTest::addColumn<double>("most");
    QTest::newRow("free") << u"N"_s << 0 << QStringList{} << 0.0 << 9.0;
    QTest::newRow("flag") << u"IS_ACTIVE"_s << 0 << QStringList{u"is_active IN (0, 1)"_s} << 1.0
                          << 1.0;
    QTest::newRow("privilege") << u"IS_SUPERUSER"_s << 0 << QStringList{u"is_superuser IN (0, 1)"_s}
                               << 0.0 << 0.0;
    QTest::newRow("between") << u"AGE"_s << 0 << QStringList{u"age BETWEEN 18 AND 120"_s} << 18.0
                             << 120.0;
    QTest::newRow("above") << u"AGE"_s << 0 << QStringList{u"age > 18"_s} << 19.0 << 99.0;
    QTest::newRow("below") << u"N"_s << 0 << QStringList{u"n < 0"_s} << -9.0 << -1.0;
    QTest::newRow("both") << u"N"_s << 2 << QStringList{u"(n > 0 AND n < 0.5)"_s} << 0.01 << 0.49;
    QTest::newRow("negative list")
        << u"N"_s << 0 << QStringList{u"n IN (-1, -2)"_s} << -1.0 << -1.0;
}

void TestTestValues::numbers()
{
    QFETCH(QString, name);
    QFETCH(int, scale);
    QFETCH(QStringList, checks);
    QFETCH(double, least);
    QFETCH(double, most);
    Column column = columnOf(name, TypeKind::Number);
    column.type.precision = 10;
    column.type.scale = scale;
    const Result<MadeValue> value =
        makeValue(tableWith(column, checks), column, false, u"abc123"_s);
    QVERIFY2(value, value ? "" : qPrintable(value.error().toString()));
    bool isNumber = false;
    const double number = value->text.toDouble(&isNumber);
    QVERIFY2(isNumber && number >= least && number <= most, qPrintable(value->text));
}

void TestTestValues::othersHaveExpressions()
{
    for (const TypeKind kind :
         {TypeKind::Date, TypeKind::Timestamp, TypeKind::TimestampTz, TypeKind::TimestampLtz,
          TypeKind::Raw, TypeKind::Blob, TypeKind::IntervalDayToSecond}) {
        const Column column = columnOf(u"C"_s, kind, kind == TypeKind::Raw ? 8 : 0);
        const Result<MadeValue> value =
            makeValue(tableWith(column, {}), column, false, u"abc123"_s);
        QVERIFY(value);
        QVERIFY(!value->expression.isEmpty());
    }
}

void TestTestValues::uniqueOnesDiffer()
{
    for (const TypeKind kind : {TypeKind::Varchar2, TypeKind::Number, TypeKind::Raw}) {
        Column column = columnOf(u"CODE"_s, kind, kind == TypeKind::Number ? 0 : 16);
        column.type.precision = kind == TypeKind::Number ? std::optional(10) : std::nullopt;
        const Table table = tableWith(column, {});
        QVERIFY(*makeValue(table, column, true, u"abc123"_s)
                != *makeValue(table, column, true, u"abc124"_s));
    }
}

void TestTestValues::refusesWhatItCannotMake()
{
    const Column object = columnOf(u"ADDRESS"_s, TypeKind::UserDefined);
    const Result<MadeValue> value = makeValue(tableWith(object, {}), object, false, u"abc123"_s);
    QVERIFY(!value);
    QCOMPARE(value.error().kind, ErrorKind::Unsupported);
    QVERIFY(value.error().message.contains("[test-user]"_L1)
            && value.error().message.contains("address"_L1));

    Column number = columnOf(u"N"_s, TypeKind::Number);
    number.type.precision = 10;
    QVERIFY(!makeValue(tableWith(number, {u"n > 5"_s, u"n < 3"_s}), number, false, u"abc123"_s));
}

void TestTestValues::readsRules()
{
    const Column column = columnOf(u"C"_s, TypeKind::Varchar2, 30);
    const ColumnRule rule =
        ruleOf(tableWith(column,
                         {u"C IN ('a', 'it''s')"_s, u"REGEXP_LIKE(c, '^[a-z]+$')"_s, u"d > 3"_s,
                          u"c IS NOT NULL"_s}),
               u"C"_s);
    QCOMPARE(rule.allowed, (QStringList{u"a"_s, u"it's"_s}));
    QCOMPARE(rule.notUnderstood, QStringList{u"REGEXP_LIKE(c, '^[a-z]+$')"_s});
    QVERIFY(!rule.least && !rule.most);
    // A condition that is understood in part is not understood.
    QCOMPARE(ruleOf(tableWith(column, {u"C = 'a' OR d = 1"_s}), u"C"_s).allowed, QStringList());
}

void TestTestValues::hashesLikeWerkzeug()
{
    // RFC 7914, section 11 (PBKDF2-HMAC-SHA-256, "passwd"/"salt", one iteration), its first 32
    // bytes.
    QCOMPARE(
        werkzeugHash(u"passwd"_s, u"salt"_s, 1),
        u"pbkdf2:sha256:1$salt$55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"_s);
    // The same, "Password"/"NaCl", 80000 iterations.
    QCOMPARE(
        werkzeugHash(u"Password"_s, u"NaCl"_s, 80000),
        u"pbkdf2:sha256:80000$NaCl$4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"_s);
}

QTEST_GUILESS_MAIN(TestTestValues)
#include "tst_testvalues.moc"
