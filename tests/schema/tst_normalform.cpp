// SPDX-License-Identifier: MIT
#include "schema/normalform.h"

#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

Catalog withTable(const Table &table)
{
    Catalog catalog;
    catalog.tables[table.name] = table;
    return catalog;
}

Table oneColumn(const Column &column)
{
    Table table;
    table.name = {{}, u"T"_s};
    table.columns = {column};
    return table;
}

Column columnOf(const Catalog &catalog)
{
    return catalog.tables.begin()->second.columns.front();
}

} // namespace

class TestNormalForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void texts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QString &text, const QString &expected) {
            QTest::newRow(name) << text << expected;
        };
        row("dictionary's spelling of an expression", u"\"A\"*2"_s, u"A * 2"_s);
        row("people's spelling", u"a  *\n 2"_s, u"A * 2"_s);
        row("function", u"upper( b )"_s, u"UPPER(B)"_s);
        row("quotes that matter stay", u"\"Id\" > 0"_s, u"\"Id\" > 0"_s);
        row("a quoted reserved word is a name", u"\"USER\" = user"_s, u"\"USER\" = USER"_s);
        row("literals are untouched", u"s in ('a', 'it''s','--x')"_s,
            u"S IN ('a', 'it''s', '--x')"_s);
        row("q-quotes", u"q'[it's]'"_s, u"'it''s'"_s);
        row("national literal", u"n'é'"_s, u"N'é'"_s);
        row("sign", u"a>-1"_s, u"A > -1"_s);
        row("minus", u"a-1"_s, u"A - 1"_s);
        row("sign after a keyword", u"between - 1 and +1"_s, u"BETWEEN -1 AND +1"_s);
        row("comments go", u"a /* x */ > -- y\n 0"_s, u"A > 0"_s);
        row("hints stay", u"select /*+ full(t) */ a from t"_s, u"SELECT /*+ FULL(T) */ A FROM T"_s);
        row("group", u"a IN(1,2)"_s, u"A IN (1, 2)"_s);
        row("nested", u"((a+b)*c)"_s, u"((A + B) * C)"_s);
        row("own schema", u"\"HR\".\"S\".\"NEXTVAL\""_s, u"S.NEXTVAL"_s);
        row("another's schema", u"x.s.nextval"_s, u"X.S.NEXTVAL"_s);
        row("column called like the schema", u"t.hr"_s, u"T.HR"_s);
        row("database link", u"emp@remote"_s, u"EMP@REMOTE"_s);
        row("empty", u"  "_s, QString());
    }

    void texts()
    {
        QFETCH(QString, text);
        const NormalFormOptions options{LengthSemantics::Byte, u"HR"_s};
        const QString normal = normalizedText(text, options);
        QTEST(normal, "expected");
        QCOMPARE(normalizedText(normal, options), normal);
    }

    void bounds_data()
    {
        QTest::addColumn<QString>("bound");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QString &bound, const QString &expected) {
            QTest::newRow(name) << bound << expected;
        };
        row("as the dictionary keeps it",
            u"VALUES LESS THAN (TO_DATE(' 2024-01-01 00:00:00', 'SYYYY-MM-DD HH24:MI:SS', "
            "'NLS_CALENDAR=GREGORIAN'))"_s,
            u"VALUES LESS THAN (DATE '2024-01-01')"_s);
        row("as people write it", u"values less than (to_date('01.01.2024','DD.MM.YYYY'))"_s,
            u"VALUES LESS THAN (DATE '2024-01-01')"_s);
        row("not midnight", u"(TO_DATE('2024-01-01 12:30', 'YYYY-MM-DD HH24:MI'))"_s,
            u"(TO_DATE('2024-01-01 12:30:00', 'YYYY-MM-DD HH24:MI:SS'))"_s);
        row("a timestamp", u"(TIMESTAMP' 2024-01-01 00:00:00')"_s,
            u"(TIMESTAMP '2024-01-01 00:00:00')"_s);
        row("a fraction of zeros", u"(TIMESTAMP '2024-01-01 00:00:00.000000')"_s,
            u"(TIMESTAMP '2024-01-01 00:00:00')"_s);
        row("a fraction", u"(TIMESTAMP '2024-01-01 00:00:00.500')"_s,
            u"(TIMESTAMP '2024-01-01 00:00:00.500')"_s);
        row("no format", u"(TO_DATE('2024-01-01'))"_s, u"(TO_DATE('2024-01-01'))"_s);
        row("numbers", u"(10, MAXVALUE)"_s, u"(10, MAXVALUE)"_s);
    }

    void bounds()
    {
        QFETCH(QString, bound);
        Table table = oneColumn({});
        table.partitioning.emplace().partitions.emplace_back().bound = bound;
        const auto boundOf = [](const Catalog &catalog) {
            return catalog.tables.begin()->second.partitioning->partitions.front().bound;
        };
        const Catalog once = normalized(withTable(table));
        QTEST(boundOf(once), "expected");
        QCOMPARE(boundOf(normalized(once)), boundOf(once));
    }

    void fillsInTypeDefaults()
    {
        Column column;
        column.name = u"A"_s;
        column.type = {TypeKind::Varchar2, 10, LengthSemantics::Default, {}, {}, {}, {}};
        QCOMPARE(columnOf(normalized(withTable(oneColumn(column)))).type.semantics,
                 LengthSemantics::Byte);
        NormalFormOptions chars;
        chars.lengthSemantics = LengthSemantics::Char;
        QCOMPARE(columnOf(normalized(withTable(oneColumn(column)), chars)).type.semantics,
                 LengthSemantics::Char);
        column.type = {TypeKind::Timestamp, {}, {}, {}, {}, {}, {}};
        QCOMPARE(columnOf(normalized(withTable(oneColumn(column)))).type.precision,
                 std::optional<int>(6));
    }

    void forgetsDefaultNull()
    {
        Column column;
        column.name = u"A"_s;
        column.defaultValue = u"null"_s;
        QVERIFY(columnOf(normalized(withTable(oneColumn(column)))).defaultValue.isEmpty());
        column.defaultValue = u" 0 \n"_s;
        QCOMPARE(columnOf(normalized(withTable(oneColumn(column)))).defaultValue, u"0"_s);
    }

    void readsANotNullCheckAsNotNull()
    {
        Column column;
        column.name = u"A"_s;
        Table table = oneColumn(column);
        Constraint check;
        check.name = u"T_CK"_s;
        check.condition = u"\"A\" IS NOT NULL"_s;
        table.constraints = {check};
        const Catalog normal = normalized(withTable(table));
        QVERIFY(normal.tables.begin()->second.constraints.empty());
        QVERIFY(columnOf(normal).notNull.has_value());
        QCOMPARE(columnOf(normal).notNull->name, u"T_CK"_s);
    }

    void keepsWhatACheckSaysBesidesNotNull()
    {
        Column column;
        column.name = u"A"_s;
        Table table = oneColumn(column);
        Constraint check;
        check.condition = u"a > 0 OR a IS NOT NULL"_s;
        table.constraints = {check};
        const Catalog normal = normalized(withTable(table));
        QCOMPARE(normal.tables.begin()->second.constraints.size(), size_t(1));
        QVERIFY(!columnOf(normal).notNull.has_value());
    }

    void leavesOutSequenceDefaults_data()
    {
        QTest::addColumn<QString>("increment");
        QTest::addColumn<QString>("minimum");
        QTest::addColumn<QString>("maximum");
        QTest::addColumn<bool>("plain");
        QTest::newRow("ascending") << u"1"_s << u"1"_s << u"9999999999999999999999999999"_s << true;
        QTest::newRow("own maximum") << u"1"_s << u"1"_s << u"100"_s << false;
        QTest::newRow("own minimum")
            << u"1"_s << u"0"_s << u"9999999999999999999999999999"_s << false;
    }

    void leavesOutSequenceDefaults()
    {
        QFETCH(QString, increment);
        QFETCH(QString, minimum);
        QFETCH(QString, maximum);
        Sequence sequence;
        sequence.name = {{}, u"S"_s};
        sequence.options.incrementBy = increment;
        sequence.options.minValue = minimum;
        sequence.options.maxValue = maximum;
        sequence.options.cache = 20;
        Catalog catalog;
        catalog.sequences[sequence.name] = sequence;
        const SequenceOptions options = normalized(catalog).sequences.begin()->second.options;
        QTEST(options == SequenceOptions{}, "plain");
    }

    void dropsTheSchemasOwnName()
    {
        Table table = oneColumn({});
        table.name.owner = u"HR"_s;
        const Catalog normal = normalized(withTable(table), {LengthSemantics::Byte, u"HR"_s});
        QVERIFY(normal.table({{}, u"T"_s}));
        QVERIFY(normalized(withTable(table)).table({u"HR"_s, u"T"_s}));
    }

    void isIdempotent()
    {
        Column column;
        column.name = u"A"_s;
        column.type.precision = 5;
        column.defaultValue = u"s . nextval"_s;
        column.notNull = NotNull{};
        Table table = oneColumn(column);
        table.physical[u"PCTFREE"_s] = u"10"_s;
        table.physical[u"TABLESPACE"_s] = u"USERS"_s;
        const Catalog once = normalized(withTable(table));
        QCOMPARE(normalized(once), once);
        QCOMPARE(once.tables.begin()->second.physical.size(), size_t(1));
    }
};

QTEST_APPLESS_MAIN(TestNormalForm)
#include "tst_normalform.moc"
