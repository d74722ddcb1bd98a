// SPDX-License-Identifier: MIT
#include "diff/generate.h"
#include "readschema.h"

using namespace Qt::StringLiterals;
using namespace Athanor;

namespace {

Comparison compared(const QString &before, const QString &after, const CompareOptions &options = {})
{
    return compare(readModel(before), readModel(after), options);
}

QStringList descriptions(const Comparison &comparison)
{
    QStringList list;
    for (const Change &change : comparison.changes)
        list << change.describe(comparison.from, comparison.to);
    return list;
}

// "ORA code kind" of every hazard, with the statement's place.
QStringList hazards(const GeneratedScript &script)
{
    static const QStringList kinds{u"loses"_s,  u"rows"_s,    u"blocks"_s,
                                   u"undone"_s, u"release"_s, u"manual"_s};
    QStringList list;
    for (const GeneratedStatement &statement : script)
        for (const Hazard &hazard : statement.hazards)
            list << kinds[static_cast<int>(hazard.kind)]
                    + (hazard.oraCode ? u" "_s + QString::number(hazard.oraCode) : QString());
    return list;
}

QStringList probes(const GeneratedScript &script)
{
    QStringList list;
    for (const GeneratedStatement &statement : script)
        for (const Hazard &hazard : statement.hazards)
            if (!hazard.probe.isEmpty())
                list << hazard.probe;
    return list;
}

} // namespace

class TestCompare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void described_data();
    void described();
    void noDifference_data();
    void noDifference();
    void hazardsAndProbes_data();
    void hazardsAndProbes();
    void renamesAreAsked();
    void renamesAreNotGuessed();
    void ownSchemaName();
    void olderReleases();
    void commentsAreNoDirectives();
};

void TestCompare::described_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QStringList>("changes");
    QTest::newRow("type") << u"CREATE TABLE t (c VARCHAR2(100 CHAR));"_s
                          << u"CREATE TABLE t (c VARCHAR2(254 CHAR));"_s
                          << QStringList{u"column T.C: VARCHAR2(100 CHAR) → VARCHAR2(254 CHAR)"_s};
    QTest::newRow("not null") << u"CREATE TABLE t (c NUMBER);"_s
                              << u"CREATE TABLE t (c NUMBER NOT NULL);"_s
                              << QStringList{u"column T.C: NULL → NOT NULL"_s};
    QTest::newRow("two aspects") << u"CREATE TABLE t (c NUMBER(5));"_s
                                 << u"CREATE TABLE t (c NUMBER(9) DEFAULT 1);"_s
                                 << QStringList{u"column T.C: NUMBER(5) → NUMBER(9)"_s,
                                                u"column T.C: default none → 1"_s};
    QTest::newRow("added") << u"CREATE TABLE t (c NUMBER);"_s
                           << u"CREATE TABLE t (c NUMBER, d DATE DEFAULT SYSDATE NOT NULL);"_s
                           << QStringList{u"column T.D: DATE DEFAULT SYSDATE NOT NULL"_s};
    QTest::newRow("objects") << u"CREATE SEQUENCE s;"_s << u"CREATE TABLE t (c NUMBER);"_s
                             << QStringList{u"table T"_s, u"sequence S"_s};
    QTest::newRow("constraint") << u"CREATE TABLE t (c NUMBER);"_s
                                << u"CREATE TABLE t (c NUMBER, CONSTRAINT ck CHECK (c > 0));"_s
                                << QStringList{u"T: CONSTRAINT CK CHECK (C > 0)"_s};
    QTest::newRow("constraint renamed") << u"CREATE TABLE t (c NUMBER CONSTRAINT a UNIQUE);"_s
                                        << u"CREATE TABLE t (c NUMBER CONSTRAINT b UNIQUE);"_s
                                        << QStringList{u"constraint T.A → B"_s};
    QTest::newRow("sequence") << u"CREATE SEQUENCE s;"_s << u"CREATE SEQUENCE s CACHE 50;"_s
                              << QStringList{u"sequence S: none → CACHE 50"_s};
    QTest::newRow("comment") << u"CREATE TABLE t (c NUMBER);"_s
                             << u"CREATE TABLE t (c NUMBER); COMMENT ON COLUMN t.c IS 'x';"_s
                             << QStringList{u"comment of column T.C: none → x"_s};
    QTest::newRow("grant") << u"CREATE TABLE t (c NUMBER);"_s
                           << u"CREATE TABLE t (c NUMBER); GRANT SELECT ON t TO app;"_s
                           << QStringList{u"GRANT SELECT ON T TO APP"_s};
    QTest::newRow("index") << u"CREATE TABLE t (c NUMBER); CREATE INDEX i ON t (c);"_s
                           << u"CREATE TABLE t (c NUMBER); CREATE INDEX i ON t (c) INVISIBLE;"_s
                           << QStringList{u"index I: VISIBLE → INVISIBLE"_s};
    QTest::newRow("physical") << u"CREATE TABLE t (c NUMBER);"_s
                              << u"CREATE TABLE t (c NUMBER) NOLOGGING;"_s
                              << QStringList{u"table T: none → NOLOGGING"_s};
}

void TestCompare::described()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QStringList, changes);
    QCOMPARE(descriptions(compared(before, after)), changes);
}

void TestCompare::noDifference_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("a key made elsewhere has another system name")
        << u"CREATE TABLE t (c NUMBER CONSTRAINT SYS_C001 PRIMARY KEY);"_s
        << u"CREATE TABLE t (c NUMBER CONSTRAINT SYS_C002 PRIMARY KEY);"_s;
    QTest::newRow("a model does not repeat the key's NOT NULL")
        << u"CREATE TABLE t (c NUMBER NOT NULL, CONSTRAINT pk PRIMARY KEY (c));"_s
        << u"CREATE TABLE t (c NUMBER, CONSTRAINT pk PRIMARY KEY (c));"_s;
    QTest::newRow("where a table lives is its user's setting")
        << u"CREATE TABLE t (c NUMBER) TABLESPACE users;"_s << u"CREATE TABLE t (c NUMBER);"_s;
    QTest::newRow("a dictionary lists a view's columns always")
        << u"CREATE TABLE x (a NUMBER, y NUMBER); CREATE VIEW v (a, b) AS SELECT x.a, y AS b FROM x;"_s
        << u"CREATE TABLE x (a NUMBER, y NUMBER); CREATE VIEW v AS SELECT x.a, y AS b FROM x;"_s;
    QTest::newRow("partitions Oracle made")
        << u"CREATE TABLE t (d DATE) PARTITION BY RANGE (d) INTERVAL (NUMTOYMINTERVAL(1, 'MONTH')) "
           "(PARTITION p0 VALUES LESS THAN (DATE '2024-01-01'), PARTITION sys_p41 VALUES LESS THAN (DATE '2024-02-01'));"_s
        << u"CREATE TABLE t (d DATE) PARTITION BY RANGE (d) INTERVAL (NUMTOYMINTERVAL(1, 'MONTH')) "
           "(PARTITION p0 VALUES LESS THAN (DATE '2024-01-01'));"_s;
    QTest::newRow("FORCE") << u"CREATE FORCE VIEW v AS SELECT 1 x FROM dual;"_s
                           << u"CREATE VIEW v AS SELECT 1 x FROM dual;"_s;
    QTest::newRow("comments in a body")
        << u"CREATE PROCEDURE p IS BEGIN NULL; END;\n/\n"_s
        << u"CREATE PROCEDURE p IS\n-- nothing\nBEGIN\n    null;\nEND;\n/\n"_s;
}

void TestCompare::noDifference()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QCOMPARE(descriptions(compared(before, after)), QStringList());
    QCOMPARE(descriptions(compared(after, before)).size(),
             before.contains(u"TABLESPACE"_s) ? 1 : 0);
}

void TestCompare::hazardsAndProbes_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QStringList>("expected");
    QTest::addColumn<QStringList>("probe");
    QTest::newRow("NOT NULL") << u"CREATE TABLE t (c NUMBER);"_s
                              << u"CREATE TABLE t (c NUMBER NOT NULL);"_s
                              << QStringList{u"rows 2296"_s}
                              << QStringList{u"SELECT COUNT(*) FROM T WHERE C IS NULL"_s};
    QTest::newRow("NOT NULL NOVALIDATE asks no rows")
        << u"CREATE TABLE t (c NUMBER);"_s
        << u"CREATE TABLE t (c NUMBER NOT NULL ENABLE NOVALIDATE);"_s << QStringList{}
        << QStringList{};
    QTest::newRow("new NOT NULL column")
        << u"CREATE TABLE t (c NUMBER);"_s << u"CREATE TABLE t (c NUMBER, d DATE NOT NULL);"_s
        << QStringList{u"rows 1758"_s} << QStringList{u"SELECT COUNT(*) FROM T"_s};
    QTest::newRow("shorter text") << u"CREATE TABLE t (c VARCHAR2(20));"_s
                                  << u"CREATE TABLE t (c VARCHAR2(10));"_s
                                  << QStringList{u"rows 1441"_s}
                                  << QStringList{u"SELECT COUNT(*) FROM T WHERE LENGTHB(C) > 10"_s};
    QTest::newRow("fewer digits") << u"CREATE TABLE t (c NUMBER(10,2));"_s
                                  << u"CREATE TABLE t (c NUMBER(10,4));"_s
                                  << QStringList{u"rows 1440"_s}
                                  << QStringList{u"SELECT COUNT(*) FROM T WHERE C IS NOT NULL"_s};
    QTest::newRow("more digits") << u"CREATE TABLE t (c NUMBER(10,2));"_s
                                 << u"CREATE TABLE t (c NUMBER(12,4));"_s << QStringList{}
                                 << QStringList{};
    QTest::newRow("key over two columns")
        << u"CREATE TABLE t (a NUMBER, b NUMBER);"_s
        << u"CREATE TABLE t (a NUMBER, b NUMBER, CONSTRAINT k UNIQUE (a, b));"_s
        << QStringList{u"rows 2299"_s}
        << QStringList{u"SELECT COUNT(*) FROM (SELECT 1 FROM T WHERE (A IS NOT NULL OR B IS NOT "
                       u"NULL) GROUP BY A, B "
                       "HAVING COUNT(*) > 1)"_s};
    QTest::newRow("foreign key")
        << u"CREATE TABLE p (id NUMBER PRIMARY KEY); CREATE TABLE c (p_id NUMBER);"_s
        << u"CREATE TABLE p (id NUMBER PRIMARY KEY); CREATE TABLE c (p_id NUMBER CONSTRAINT fk REFERENCES p);"_s
        << QStringList{u"rows 2298"_s}
        << QStringList{u"SELECT COUNT(*) FROM C c WHERE c.P_ID IS NOT NULL AND NOT EXISTS (SELECT "
                       u"1 FROM P p WHERE p.ID = "
                       "c.P_ID)"_s};
    QTest::newRow("foreign key from a new column")
        << u"CREATE TABLE p (id NUMBER PRIMARY KEY); CREATE TABLE c (x NUMBER);"_s
        << u"CREATE TABLE p (id NUMBER PRIMARY KEY); CREATE TABLE c (x NUMBER, p_id NUMBER CONSTRAINT fk REFERENCES p);"_s
        << QStringList{} << QStringList{};
    QTest::newRow("check") << u"CREATE TABLE t (c NUMBER);"_s
                           << u"CREATE TABLE t (c NUMBER, CONSTRAINT k CHECK (c > 0 OR c = -1));"_s
                           << QStringList{u"rows 2293"_s}
                           << QStringList{u"SELECT COUNT(*) FROM T WHERE NOT (C > 0 OR C = -1)"_s};
    QTest::newRow("check that is off")
        << u"CREATE TABLE t (c NUMBER);"_s
        << u"CREATE TABLE t (c NUMBER, CONSTRAINT k CHECK (c > 0) DISABLE);"_s << QStringList{}
        << QStringList{};
    QTest::newRow("dropped table")
        << u"CREATE TABLE t (c NUMBER);"_s << QString() << QStringList{u"loses"_s}
        << QStringList{u"SELECT COUNT(*) FROM T"_s};
    QTest::newRow("new table") << QString() << u"CREATE TABLE t (c NUMBER NOT NULL UNIQUE);"_s
                               << QStringList{} << QStringList{};
    QTest::newRow("no way") << u"CREATE TABLE t (c NUMBER NOT NULL);"_s
                            << u"CREATE TABLE t (c NUMBER GENERATED ALWAYS AS IDENTITY);"_s
                            << QStringList{u"manual 30673"_s} << QStringList{};
    QTest::newRow("dropped sequence")
        << u"CREATE SEQUENCE s;"_s << QString() << QStringList{u"undone"_s} << QStringList{};
}

void TestCompare::hazardsAndProbes()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QStringList, expected);
    QFETCH(QStringList, probe);
    const GeneratedScript script = generate(compared(before, after));
    QCOMPARE(hazards(script), expected);
    QCOMPARE(probes(script), probe);
}

void TestCompare::renamesAreAsked()
{
    const QString before =
        u"CREATE TABLE customer (id NUMBER(10), surname VARCHAR2(50), born DATE);"_s;
    const Comparison table = compared(
        before, u"CREATE TABLE customers (id NUMBER(10), surname VARCHAR2(50), born DATE);"_s);
    QCOMPARE(table.renameCandidates.size(), size_t(1));
    QCOMPARE(table.renameCandidates.front().from, (ObjectRef{u"TABLE"_s, {{}, u"CUSTOMER"_s}}));
    QVERIFY(table.renameCandidates.front().score > 0.9);
    const Comparison column = compared(
        before, u"CREATE TABLE customer (id NUMBER(10), last_name VARCHAR2(50), born DATE);"_s);
    QCOMPARE(column.renameCandidates.size(), size_t(1));
    QCOMPARE(column.renameCandidates.front().to,
             (ObjectRef{u"COLUMN"_s, {u"CUSTOMER"_s, u"LAST_NAME"_s}}));
    const Comparison nothing =
        compared(before, u"CREATE TABLE weather (at DATE, celsius NUMBER(4,1));"_s);
    QVERIFY(nothing.renameCandidates.empty());
}

void TestCompare::renamesAreNotGuessed()
{
    const Comparison comparison =
        compared(u"CREATE TABLE a (id NUMBER);"_s, u"CREATE TABLE b (id NUMBER);"_s);
    QCOMPARE(descriptions(comparison), (QStringList{u"table A"_s, u"table B"_s}));
    CompareOptions options;
    options.renames = {{{u"TABLE"_s, {{}, u"A"_s}}, {u"TABLE"_s, {{}, u"B"_s}}}};
    QCOMPARE(descriptions(compared(u"CREATE TABLE a (id NUMBER);"_s,
                                   u"CREATE TABLE b (id NUMBER);"_s, options)),
             QStringList{u"table A → B"_s});
}

void TestCompare::ownSchemaName()
{
    CompareOptions options;
    options.normalForm.owner = u"HR"_s;
    const Comparison comparison = compared(
        u"CREATE TABLE hr.t (c NUMBER); CREATE VIEW v AS SELECT \"HR\".\"T\".\"C\" FROM \"HR\".\"T\";"_s,
        u"CREATE TABLE t (c NUMBER); CREATE VIEW v AS SELECT t.c FROM t;"_s, options);
    QCOMPARE(descriptions(comparison), QStringList());
}

void TestCompare::olderReleases()
{
    const Comparison comparison =
        compared(u"CREATE TABLE t (a NUMBER);"_s,
                 u"CREATE TABLE t (a NUMBER, b NUMBER GENERATED ALWAYS AS IDENTITY);"_s);
    QCOMPARE(hazards(generate(comparison, {OracleVersion{11, 2}, {}})), QStringList{u"release"_s});
    QCOMPARE(hazards(generate(comparison, {OracleVersion{12, 1}, {}})), QStringList{});
}

// Whatever a name says, the comments above a statement are never taken for directives.
void TestCompare::commentsAreNoDirectives()
{
    const Catalog before = readModel(
        u"CREATE TABLE \"athanor: not-rehearsed\" (c NUMBER, \"-- athanor: x\" NUMBER);"_s);
    const QString text = scriptText(generate(compare(before, {})))
        + scriptText(generate(compare(
            before, readModel(u"CREATE TABLE \"athanor: not-rehearsed\" (c NUMBER NOT NULL);"_s))));
    const Script script = splitScript(text);
    QVERIFY(script.problems.empty());
    QCOMPARE(script.statements.size(), size_t(3));
    for (const Statement &statement : script.statements)
        QCOMPARE(directives(script, statement), QStringList());
}

QTEST_APPLESS_MAIN(TestCompare)
#include "tst_compare.moc"
