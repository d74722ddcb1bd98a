// SPDX-License-Identifier: MIT
// What a catalog is made of: the traps of Oracle's dictionary (references/dictionary.md, by their
// numbers) on rows as Oracle gives them, and reading as a whole on the sandbox.
#include "database/dictionary.h"
#include "database/dictionaryrows.h"
#include "sandbox/sandboxdriver.h"

#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

// Rows of one kind: "NAME TYPE", {"T NUMBER", …}; a value is a word, "-" is NULL, "_" a blank in
// it.
void add(DictionaryRows &rows, const QString &kind, const QString &columns,
         const QStringList &values)
{
    DictionaryStatement statement;
    statement.branches = {{kind, columns.split(u' ')}};
    Rows read;
    for (const QString &line : values) {
        Row row;
        for (QString value : line.split(u' '))
            row.emplace_back(value == "-"_L1 ? QVariant() : QVariant(value.replace(u'_', u' ')));
        read.rows.push_back(std::move(row));
    }
    rows.add(statement, std::move(read));
}

// Texts with blanks and underlines: one value a list entry.
void addTexts(DictionaryRows &rows, const QString &kind, const QStringList &columns,
              const std::vector<QStringList> &values)
{
    DictionaryStatement statement;
    statement.branches = {{kind, columns}};
    Rows read;
    for (const QStringList &line : values)
        read.rows.emplace_back(line.begin(), line.end());
    rows.add(statement, std::move(read));
}

DictionaryRows withTables(const std::vector<QStringList> &tables)
{
    DictionaryRows rows;
    rows.user = u"HR"_s;
    rows.version = {19, 0};
    addTexts(rows, u"TABLE"_s, {u"TABLE_NAME"_s, u"NESTED"_s, u"SECONDARY"_s, u"DROPPED"_s},
             tables);
    return rows;
}

DictionaryRows withTable(const std::vector<QStringList> &columns)
{
    DictionaryRows rows = withTables({{u"T"_s, u"NO"_s, u"N"_s, u"NO"_s}});
    addTexts(rows, u"COLUMN"_s,
             {u"TABLE_NAME"_s, u"COLUMN_NAME"_s, u"DATA_TYPE"_s, u"HIDDEN_COLUMN"_s,
              u"USER_GENERATED"_s, u"VIRTUAL_COLUMN"_s, u"IDENTITY_COLUMN"_s, u"DEFAULT_LENGTH"_s,
              u"DATA_DEFAULT_VC"_s},
             columns);
    return rows;
}

QStringList plain(const QString &name)
{
    return {u"T"_s, name, u"NUMBER"_s, u"NO"_s, u"YES"_s, u"NO"_s, u"NO"_s, QString(), QString()};
}

const QStringList &constraintColumns()
{
    static const QStringList columns{u"CONSTRAINT_NAME"_s, u"TABLE_NAME"_s, u"CONSTRAINT_TYPE"_s,
                                     u"GENERATED"_s,       u"R_OWNER"_s,    u"R_CONSTRAINT_NAME"_s,
                                     u"INDEX_OWNER"_s,     u"INDEX_NAME"_s};
    return columns;
}

const Table &onlyTable(const Catalog &catalog)
{
    static const Table none;
    return catalog.tables.size() == 1 ? catalog.tables.begin()->second : none;
}

template <typename T>
T must(Result<T> result)
{
    if (!result) {
        QTest::qFail(qPrintable(result.error().toString()), __FILE__, __LINE__);
        return T();
    }
    return *std::move(result);
}

std::unique_ptr<Session> sandbox(const QString &release = {})
{
    ConnectionUrl url;
    url.path = u":memory:"_s;
    url.release = release;
    return must(Session::open(url));
}

void run(Session &session, const QStringList &statements)
{
    for (const QString &sql : statements)
        (void)must(session.execute(sql));
}

} // namespace

class TestDictionary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { registerSandboxDriver(); }
    void trap01_longTextsAreWhole();
    void trap02_defaults_data();
    void trap02_defaults();
    void trap03_virtualColumns();
    void trap04_hiddenColumns();
    void trap07_notNull();
    void trap08_generatedNames();
    void trap09_indexesOfConstraints();
    void trap10_descendingColumns();
    void trap11_systemTables();
    void trap12_containers();
    void trap12_indexesThatOracleMade();
    void trap13_source();
    void trap14_views();
    void trap15_sequences();
    void trap16_identity();
    void trap17_grants();
    void trap18_invalidUnits();
    void trap19_oddNames();
    void trap20_keysThatAreNotSeen();
    void trap21_bounds();
    void trap24_noPackages();
    void reportsAndStops();
    void severalSchemas();
    void everyRelease_data();
    void everyRelease();
};

void TestDictionary::trap01_longTextsAreWhole()
{
    DictionaryRows rows = withTable({plain(u"A"_s)});
    const QString whole = u"A IN (%1)"_s.arg(QStringList(3000, u"1"_s).join(u", "_s));
    addTexts(rows, u"CONSTRAINT"_s, constraintColumns(),
             {{u"CK"_s, u"T"_s, u"C"_s, u"USER NAME"_s, {}, {}, {}, {}}});
    addTexts(rows, u"CONDITION"_s, {u"CONSTRAINT_NAME"_s, u"SEARCH_CONDITION_VC"_s},
             {{u"CK"_s, whole.left(4000)}});
    QVERIFY(rows.isNeeded(DictionaryPart::Conditions, {19, 0}));
    addTexts(rows, u"LONG CONDITION"_s, {u"CONSTRAINT_NAME"_s, u"SEARCH_CONDITION"_s},
             {{u"CK"_s, whole}});
    const Catalog catalog = catalogOf(rows);
    QCOMPARE(onlyTable(catalog).constraints.size(), 1u);
    QCOMPARE(onlyTable(catalog).constraints[0].condition, whole);
    // Nothing long: no statement for it.
    addTexts(rows, u"CONDITION"_s, {u"CONSTRAINT_NAME"_s, u"SEARCH_CONDITION_VC"_s},
             {{u"CK"_s, u"A > 0"_s}});
    QVERIFY(!rows.isNeeded(DictionaryPart::Conditions, {19, 0}));
    QVERIFY(rows.isNeeded(DictionaryPart::Conditions, {11, 2})); // no SEARCH_CONDITION_VC
}

void TestDictionary::trap02_defaults_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("identity");
    QTest::addColumn<QString>("expected");
    QTest::newRow("blanks behind") << u"0   \n"_s << u"NO"_s << u"0"_s;
    QTest::newRow("comment behind") << u"'x' -- old\n"_s << u"NO"_s << u"'x'"_s;
    QTest::newRow("null is none") << u"NULL"_s << u"NO"_s << QString();
    QTest::newRow("null in lower case") << u"null "_s << u"NO"_s << QString();
    QTest::newRow("own sequence") << u"\"HR\".\"S\".\"NEXTVAL\""_s << u"NO"_s << u"S.NEXTVAL"_s;
    QTest::newRow("other's sequence")
        << u"\"OE\".\"S\".\"NEXTVAL\""_s << u"NO"_s << u"OE.S.NEXTVAL"_s;
    QTest::newRow("identity") << u"\"HR\".\"ISEQ$$_1\".nextval"_s << u"YES"_s << QString();
}

void TestDictionary::trap02_defaults()
{
    QFETCH(QString, text);
    QFETCH(QString, identity);
    QFETCH(QString, expected);
    const Catalog catalog =
        catalogOf(withTable({{u"T"_s, u"A"_s, u"NUMBER"_s, u"NO"_s, u"YES"_s, u"NO"_s, identity,
                              QString::number(text.size()), text}}));
    const Column *column = onlyTable(catalog).column(u"A");
    QVERIFY(column);
    QCOMPARE(column->defaultValue, expected);
    QCOMPARE(column->identity.has_value(), identity == "YES"_L1);
}

void TestDictionary::trap03_virtualColumns()
{
    const Catalog catalog = catalogOf(withTable({plain(u"A"_s),
                                                 {u"T"_s, u"V"_s, u"NUMBER"_s, u"NO"_s, u"YES"_s,
                                                  u"YES"_s, u"NO"_s, u"5"_s, u"\"A\"*2"_s}}));
    const Column *column = onlyTable(catalog).column(u"V");
    QVERIFY(column);
    QCOMPARE(column->virtualExpression, u"A * 2"_s);
    QVERIFY(column->defaultValue.isEmpty());
}

// Not only what is hidden: what a person made invisible is a column.
void TestDictionary::trap04_hiddenColumns()
{
    const auto hidden = [](const QString &name, const QString &byUser) {
        return QStringList{u"T"_s,  name,    u"NUMBER"_s, u"YES"_s, byUser,
                           u"NO"_s, u"NO"_s, QString(),   QString()};
    };
    const Catalog catalog =
        catalogOf(withTable({plain(u"A"_s), hidden(u"SECRET"_s, u"YES"_s),
                             hidden(u"SYS_NC00002$"_s, u"NO"_s), hidden(u"SYS_STSAB12"_s, u"NO"_s),
                             hidden(u"SYS_C00003_24010112:00:00$"_s, u"NO"_s), plain(u"B"_s)}));
    const Table &table = onlyTable(catalog);
    QCOMPARE(table.columns.size(), 3u);
    QCOMPARE(table.columns[1].name, u"SECRET"_s);
    QVERIFY(table.columns[1].invisible && !table.columns[2].invisible);
}

// NOT NULL is a check; a check on another column, or one that says more, is not.
void TestDictionary::trap07_notNull()
{
    DictionaryRows rows = withTable({plain(u"A"_s), plain(u"B"_s), plain(u"C"_s)});
    addTexts(rows, u"CONSTRAINT"_s, constraintColumns() + QStringList{u"STATUS"_s, u"VALIDATED"_s},
             {{u"SYS_C001"_s,
               u"T"_s,
               u"C"_s,
               u"GENERATED NAME"_s,
               {},
               {},
               {},
               {},
               u"ENABLED"_s,
               u"VALIDATED"_s},
              {u"B_NN"_s,
               u"T"_s,
               u"C"_s,
               u"USER NAME"_s,
               {},
               {},
               {},
               {},
               u"ENABLED"_s,
               u"NOT VALIDATED"_s},
              {u"C_CK"_s,
               u"T"_s,
               u"C"_s,
               u"USER NAME"_s,
               {},
               {},
               {},
               {},
               u"DISABLED"_s,
               u"NOT VALIDATED"_s}});
    addTexts(rows, u"CONDITION"_s, {u"CONSTRAINT_NAME"_s, u"SEARCH_CONDITION_VC"_s},
             {{u"SYS_C001"_s, u"\"A\" IS NOT NULL"_s},
              {u"B_NN"_s, u"\"B\" IS NOT NULL"_s},
              {u"C_CK"_s, u"\"C\" IS NOT NULL OR \"A\" > 0"_s}});
    const Catalog catalog = catalogOf(rows);
    const Table &table = onlyTable(catalog);
    QVERIFY(table.column(u"A")->notNull && table.column(u"A")->notNull->name.isEmpty());
    QCOMPARE(table.column(u"B")->notNull->name, u"B_NN"_s);
    QVERIFY(!table.column(u"B")->notNull->state.validated);
    QVERIFY(!table.column(u"C")->notNull);
    QCOMPARE(table.constraints.size(), 1u);
    QVERIFY(!table.constraints[0].state.enabled);
}

void TestDictionary::trap08_generatedNames()
{
    DictionaryRows rows = withTable({plain(u"A"_s)});
    addTexts(
        rows, u"CONSTRAINT"_s, constraintColumns(),
        {{u"SYS_C0042"_s, u"T"_s, u"P"_s, u"GENERATED NAME"_s, {}, {}, u"HR"_s, u"SYS_C0042"_s}});
    add(rows, u"CONSTRAINT COLUMN"_s, u"CONSTRAINT_NAME COLUMN_NAME POSITION"_s, {u"X A 1"_s});
    addTexts(rows, u"CONSTRAINT COLUMN"_s, {u"CONSTRAINT_NAME"_s, u"COLUMN_NAME"_s, u"POSITION"_s},
             {{u"SYS_C0042"_s, u"A"_s, u"1"_s}});
    addTexts(rows, u"INDEX"_s, {u"INDEX_NAME"_s, u"INDEX_TYPE"_s, u"TABLE_NAME"_s},
             {{u"SYS_C0042"_s, u"NORMAL"_s, u"T"_s},
              {u"SYS_IL0000012345C00002$$"_s, u"LOB"_s, u"T"_s},
              {u"SYS_IOT_TOP_123"_s, u"IOT - TOP"_s, u"T"_s}});
    const Catalog catalog = catalogOf(rows);
    const Table &table = onlyTable(catalog);
    QCOMPARE(table.constraints.size(), 1u);
    QVERIFY(table.constraints[0].name.isEmpty() && table.constraints[0].indexName.isEmpty());
    QVERIFY(catalog.indexes.empty());
}

// The key's own index is no index; one that it uses is, under its own name.
void TestDictionary::trap09_indexesOfConstraints()
{
    DictionaryRows rows = withTable({plain(u"A"_s), plain(u"B"_s), plain(u"C"_s)});
    const QString own = u"HR"_s;
    addTexts(rows, u"CONSTRAINT"_s, constraintColumns(),
             {{u"PK"_s, u"T"_s, u"P"_s, u"USER NAME"_s, {}, {}, own, u"PK"_s},
              {u"UK"_s, u"T"_s, u"U"_s, u"USER NAME"_s, {}, {}, own, u"MINE"_s},
              {u"RENAMED"_s, u"T"_s, u"U"_s, u"USER NAME"_s, {}, {}, own, u"OLD_NAME"_s}});
    addTexts(
        rows, u"CONSTRAINT COLUMN"_s, {u"CONSTRAINT_NAME"_s, u"COLUMN_NAME"_s, u"POSITION"_s},
        {{u"PK"_s, u"A"_s, u"1"_s}, {u"UK"_s, u"B"_s, u"1"_s}, {u"RENAMED"_s, u"C"_s, u"1"_s}});
    addTexts(rows, u"INDEX"_s,
             {u"INDEX_NAME"_s, u"INDEX_TYPE"_s, u"TABLE_NAME"_s, u"CONSTRAINT_INDEX"_s},
             {{u"PK"_s, u"NORMAL"_s, u"T"_s, u"YES"_s},
              {u"MINE"_s, u"NORMAL"_s, u"T"_s, u"NO"_s},
              {u"OLD_NAME"_s, u"NORMAL"_s, u"T"_s, u"YES"_s}});
    addTexts(rows, u"INDEX COLUMN"_s,
             {u"INDEX_NAME"_s, u"COLUMN_NAME"_s, u"COLUMN_POSITION"_s, u"DESCEND"_s},
             {{u"PK"_s, u"A"_s, u"1"_s, u"ASC"_s},
              {u"MINE"_s, u"B"_s, u"1"_s, u"ASC"_s},
              {u"OLD_NAME"_s, u"C"_s, u"1"_s, u"ASC"_s}});
    const Catalog catalog = catalogOf(rows);
    QCOMPARE(catalog.indexes.size(), 1u);
    QVERIFY(catalog.indexes.count({{}, u"MINE"_s}) == 1);
    QCOMPARE(onlyTable(catalog).constraint(u"UK")->indexName, u"MINE"_s);
    QVERIFY(onlyTable(catalog).constraint(u"RENAMED")->indexName.isEmpty());
}

void TestDictionary::trap10_descendingColumns()
{
    DictionaryRows rows = withTable({plain(u"A"_s), plain(u"B"_s)});
    addTexts(rows, u"INDEX"_s, {u"INDEX_NAME"_s, u"INDEX_TYPE"_s, u"TABLE_NAME"_s},
             {{u"I"_s, u"FUNCTION-BASED NORMAL"_s, u"T"_s}});
    QVERIFY(rows.isNeeded(DictionaryPart::IndexExpressions, {19, 0}));
    addTexts(rows, u"INDEX COLUMN"_s,
             {u"INDEX_NAME"_s, u"COLUMN_NAME"_s, u"COLUMN_POSITION"_s, u"DESCEND"_s},
             {{u"I"_s, u"SYS_NC00004$"_s, u"2"_s, u"ASC"_s}, // in whatever order they come
              {u"I"_s, u"SYS_NC00003$"_s, u"1"_s, u"DESC"_s}});
    addTexts(rows, u"INDEX EXPRESSION"_s,
             {u"INDEX_NAME"_s, u"COLUMN_POSITION"_s, u"COLUMN_EXPRESSION"_s},
             {{u"I"_s, u"1"_s, u"\"A\""_s}, {u"I"_s, u"2"_s, u"ABS(\"B\")"_s}});
    const Catalog catalog = catalogOf(rows);
    const Index &index = catalog.indexes.begin()->second;
    QCOMPARE(index.columns.size(), 2u);
    QCOMPARE(index.columns[0].column, u"A"_s);
    QVERIFY(index.columns[0].descending);
    QCOMPARE(index.columns[1].expression, u"ABS(B)"_s);
}

void TestDictionary::trap11_systemTables()
{
    std::vector<QStringList> tables;
    for (const QString &name :
         {u"T"_s, u"MLOG$_T"_s, u"RUPD$_T"_s, u"BIN$abc==$0"_s, u"AQ$_Q_S"_s, u"DR$I$I"_s,
          u"MDRT_12$"_s, u"SYS_IOT_OVER_1"_s, u"SYS_EXPORT_SCHEMA_01"_s, u"USLOG$_T"_s,
          u"SYS_FBA_HIST_1"_s, u"CREATE$JAVA$LOB$TABLE"_s, u"JAVA$CLASS$MD5$TABLE"_s})
        tables.push_back({name, u"NO"_s, u"N"_s, u"NO"_s});
    tables.push_back({u"STORAGE"_s, u"YES"_s, u"N"_s, u"NO"_s}); // a nested column's
    tables.push_back({u"DOMAIN_INDEXS"_s, u"NO"_s, u"Y"_s, u"NO"_s});
    tables.push_back({u"DROPPED"_s, u"NO"_s, u"N"_s, u"YES"_s});
    tables.push_back({u"MLOGX_T"_s, u"NO"_s, u"N"_s, u"NO"_s}); // only like one of them
    DictionaryRows rows = withTables(tables);
    addTexts(rows, u"CONSTRAINT"_s, constraintColumns(),
             {{u"BIN$xyz==$0"_s, u"T"_s, u"C"_s, u"USER NAME"_s, {}, {}, {}, {}}});
    const Catalog catalog = catalogOf(rows);
    QCOMPARE(catalog.tables.size(), 2u);
    QVERIFY(catalog.table({{}, u"T"_s}) && catalog.table({{}, u"MLOGX_T"_s}));
    QVERIFY(catalog.table({{}, u"T"_s})->constraints.empty());
}

void TestDictionary::trap12_containers()
{
    const auto session = sandbox();
    run(*session,
        {u"CREATE TABLE t (a NUMBER PRIMARY KEY)"_s,
         u"CREATE MATERIALIZED VIEW mv AS SELECT a FROM t"_s,
         u"CREATE MATERIALIZED VIEW LOG ON t"_s});
    const Rows shown = must(session->query(u"SELECT table_name FROM user_tables"_s));
    QCOMPARE(shown.rows.size(), 3u); // as Oracle does: the container and the log's table, too
    const Catalog catalog = must(readDictionary(*session));
    QCOMPARE(catalog.tables.size(), 1u);
    const MaterializedView &view = catalog.materializedViews.begin()->second;
    QVERIFY(view.comment.isEmpty()); // "snapshot table for snapshot …" is Oracle's
}

// Oracle gives a materialized view its index itself: SYS_C_SNAP$_… for a key, I_SNAP$_… for groups.
void TestDictionary::trap12_indexesThatOracleMade()
{
    DictionaryRows rows = withTables({{u"T"_s, u"NO"_s, u"N"_s, u"NO"_s},
                                      {u"TEST"_s, u"NO"_s, u"N"_s, u"NO"_s},
                                      {u"MV"_s, u"NO"_s, u"N"_s, u"NO"_s}});
    const QString own = u"HR"_s;
    const QString key = u"SYS_C_SNAP$_501TEST_PK"_s;
    addTexts(rows, u"MATERIALIZED VIEW"_s, {u"MVIEW_NAME"_s, u"CONTAINER_NAME"_s},
             {{u"TEST"_s, u"TEST"_s}, {u"MV"_s, u"MV"_s}});
    addTexts(rows, u"CONSTRAINT"_s, constraintColumns(),
             {{key, u"TEST"_s, u"P"_s, u"USER NAME"_s, {}, {}, own, key},
              {u"TEST_UK"_s, u"TEST"_s, u"U"_s, u"USER NAME"_s, {}, {}, own, u"TEST_UK"_s}});
    addTexts(rows, u"INDEX"_s,
             {u"INDEX_NAME"_s, u"INDEX_TYPE"_s, u"TABLE_OWNER"_s, u"TABLE_NAME"_s, u"UNIQUENESS"_s},
             {{key, u"NORMAL"_s, own, u"TEST"_s, u"UNIQUE"_s},
              {u"TEST_UK"_s, u"NORMAL"_s, own, u"TEST"_s, u"UNIQUE"_s},
              {u"I_SNAP$_MV"_s, u"FUNCTION-BASED NORMAL"_s, own, u"MV"_s, u"UNIQUE"_s},
              {u"MINE"_s, u"NORMAL"_s, own, u"MV"_s, u"NONUNIQUE"_s},
              {u"I_SNAP$_T"_s, u"NORMAL"_s, own, u"T"_s, u"NONUNIQUE"_s}});
    const Catalog catalog = catalogOf(rows);
    QCOMPARE(catalog.tables.size(), 1u);
    QCOMPARE(catalog.indexes.size(), 2u); // on a table it is somebody's
    QVERIFY(catalog.indexes.count({{}, u"MINE"_s}) == 1);
    QVERIFY(catalog.indexes.count({{}, u"I_SNAP$_T"_s}) == 1);
}

void TestDictionary::trap13_source()
{
    DictionaryRows rows = withTables({});
    addTexts(rows, u"SOURCE"_s, {u"NAME"_s, u"TYPE"_s, u"LINE"_s, u"TEXT"_s},
             {{u"P"_s, u"PROCEDURE"_s, u"1"_s, u"procedure \"HR\".\"P\"  is\r\n"_s},
              {u"P"_s, u"PROCEDURE"_s, u"2"_s, u"begin\u00a0null;\n"_s},
              {u"P"_s, u"PROCEDURE"_s, u"3"_s, u"end;"_s}, // no line's end
              {u"BIN$t==$0"_s, u"TRIGGER"_s, u"1"_s, u"trigger t"_s},
              {u"W"_s, u"PROCEDURE"_s, u"1"_s, u"PROCEDURE w wrapped\na000000\n"_s}});
    const Catalog catalog = catalogOf(rows);
    QCOMPARE(catalog.units.size(), 2u);
    QCOMPARE(catalog.units.at({UnitKind::Procedure, {{}, u"P"_s}}).source,
             u"procedure \"HR\".\"P\"  is\nbegin\u00a0null;\nend;"_s);
    QVERIFY(catalog.units.at({UnitKind::Procedure, {{}, u"W"_s}})
                .source.contains("wrapped\na000000"_L1));
}

void TestDictionary::trap14_views()
{
    const auto session = sandbox();
    run(*session,
        {u"CREATE TABLE t (a NUMBER, b NUMBER)"_s,
         u"CREATE VIEW r AS SELECT a FROM t WITH READ ONLY"_s,
         u"CREATE VIEW c (x, y) AS SELECT a, b FROM t WHERE a > 0 WITH CHECK OPTION CONSTRAINT ck"_s,
         u"CREATE VIEW h (a, b INVISIBLE) AS SELECT a, b FROM t"_s,
         u"CREATE VIEW n AS SELECT a, b FROM t"_s});
    const Catalog catalog = must(readDictionary(*session));
    QVERIFY(catalog.views.at({{}, u"R"_s}).readOnly);
    const View &checked = catalog.views.at({{}, u"C"_s});
    QVERIFY(checked.checkOption);
    QCOMPARE(checked.checkOptionName, u"CK"_s);
    QCOMPARE(checked.columns, QStringList({u"X"_s, u"Y"_s}));
    QVERIFY(catalog.views.at({{}, u"N"_s}).columns.isEmpty()); // the query's own names
    QCOMPARE(catalog.views.at({{}, u"H"_s}).columns, QStringList({u"A"_s, u"B"_s}));
    QCOMPARE(catalog.views.at({{}, u"H"_s}).invisibleColumns, QStringList{u"B"_s});
}

void TestDictionary::trap15_sequences()
{
    DictionaryRows rows = withTables({});
    const QStringList columns{u"SEQUENCE_NAME"_s, u"MIN_VALUE"_s,  u"MAX_VALUE"_s,
                              u"INCREMENT_BY"_s,  u"CYCLE_FLAG"_s, u"ORDER_FLAG"_s,
                              u"CACHE_SIZE"_s,    u"LAST_NUMBER"_s};
    addTexts(rows, u"SEQUENCE"_s, columns,
             {{u"UP"_s, u"1"_s, u"9999999999999999999999999999"_s, u"1"_s, u"N"_s, u"N"_s, u"0"_s,
               u"41"_s},
              {u"DOWN"_s, u"-999999999999999999999999999"_s, u"-1"_s, u"-1"_s, u"N"_s, u"N"_s,
               u"20"_s, u"-1"_s},
              {u"BIG"_s, u"1"_s, u"1234567890123456789012345678"_s, u"1"_s, u"Y"_s, u"N"_s, u"20"_s,
               u"1"_s},
              {u"ISEQ$$_7"_s, u"1"_s, u"10"_s, u"1"_s, u"N"_s, u"N"_s, u"20"_s, u"1"_s}});
    const Catalog catalog = catalogOf(rows);
    QCOMPARE(catalog.sequences.size(), 3u);
    SequenceOptions up;
    up.cache = 0; // NOCACHE; LAST_NUMBER is no START WITH
    QVERIFY(catalog.sequences.at({{}, u"UP"_s}).options == up);
    SequenceOptions down;
    down.incrementBy = u"-1"_s;
    QVERIFY(catalog.sequences.at({{}, u"DOWN"_s}).options == down);
    QCOMPARE(catalog.sequences.at({{}, u"BIG"_s}).options.maxValue,
             u"1234567890123456789012345678"_s);
}

void TestDictionary::trap16_identity()
{
    DictionaryRows rows = withTable({{u"T"_s, u"A"_s, u"NUMBER"_s, u"NO"_s, u"YES"_s, u"NO"_s,
                                      u"YES"_s, u"20"_s, u"\"HR\".\"ISEQ$$_1\".nextval"_s}});
    addTexts(rows, u"IDENTITY"_s,
             {u"TABLE_NAME"_s, u"COLUMN_NAME"_s, u"GENERATION_TYPE"_s, u"IDENTITY_OPTIONS"_s},
             {{u"T"_s, u"A"_s, u"BY DEFAULT"_s,
               u"START WITH: 1, INCREMENT BY: 5, MAX_VALUE: 9999999999999999999999999999, "
               "MIN_VALUE: 1, CYCLE_FLAG: N, CACHE_SIZE: 0, ORDER_FLAG: Y, SOME_FLAG: Q"_s}});
    const Catalog catalog = catalogOf(rows);
    const Column *column = onlyTable(catalog).column(u"A");
    QVERIFY(column && column->identity);
    QVERIFY(column->identity->kind == IdentityKind::ByDefault);
    QCOMPARE(column->identity->options.incrementBy, u"5"_s);
    QCOMPARE(column->identity->options.cache, 0);
    QVERIFY(column->identity->options.order && !column->identity->options.maxValue);
    QVERIFY(column->defaultValue.isEmpty());
}

void TestDictionary::trap17_grants()
{
    DictionaryRows rows = withTables({});
    add(rows, u"GRANT"_s, u"TABLE_NAME GRANTEE PRIVILEGE GRANTABLE HIERARCHY"_s,
        {u"T APP SELECT YES NO"_s, u"BIN$abc==$0 APP SELECT NO NO"_s, u"PKG APP EXECUTE NO NO"_s,
         // every user's, from 12.1 on
         u"HR PUBLIC INHERIT_PRIVILEGES NO NO"_s, u"HR PUBLIC INHERIT_REMOTE_PRIVILEGES NO NO"_s});
    add(rows, u"COLUMN GRANT"_s, u"TABLE_NAME COLUMN_NAME GRANTEE PRIVILEGE GRANTABLE"_s,
        {u"T B APP UPDATE NO"_s, u"T A APP UPDATE NO"_s});
    add(rows, u"GRANT ELSEWHERE"_s, u"TABLE_NAME GRANTEE PRIVILEGE GRANTABLE HIERARCHY TYPE"_s,
        {u"D APP READ NO NO DIRECTORY"_s});
    const Catalog catalog = catalogOf(rows);
    QCOMPARE(catalog.grants.size(), 4u);
    const auto columns = std::find_if(catalog.grants.begin(), catalog.grants.end(),
                                      [](const Grant &grant) { return !grant.columns.isEmpty(); });
    QVERIFY(columns != catalog.grants.end());
    QCOMPARE(columns->columns, QStringList({u"A"_s, u"B"_s})); // one GRANT
    QVERIFY(std::any_of(catalog.grants.begin(), catalog.grants.end(), [](const Grant &grant) {
        return grant.objectKind == "DIRECTORY"_L1 && grant.privilege == "READ"_L1;
    }));
}

// What does not compile is there nevertheless, and a trigger that is off is off.
void TestDictionary::trap18_invalidUnits()
{
    const auto session = sandbox();
    run(*session,
        {u"CREATE TABLE t (a NUMBER)"_s,
         u"CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW BEGIN :NEW.a := 1; END;"_s,
         u"ALTER TRIGGER tr DISABLE"_s, u"CREATE FORCE VIEW broken AS SELECT x FROM nowhere"_s});
    const Catalog catalog = must(readDictionary(*session));
    QVERIFY(!catalog.units.at({UnitKind::Trigger, {{}, u"TR"_s}}).enabled);
    QVERIFY(catalog.views.count({{}, u"BROKEN"_s}) == 1);
}

void TestDictionary::trap19_oddNames()
{
    const auto session = sandbox();
    run(*session,
        {u"CREATE TABLE \"my.Table\" (\"a b\" NUMBER, A$1 NUMBER, \"größe\" NUMBER)"_s,
         u"CREATE INDEX \"i'x\" ON \"my.Table\" (\"a b\")"_s});
    const Catalog catalog = must(readDictionary(*session));
    const Table *table = catalog.table({{}, u"my.Table"_s});
    QVERIFY(table && table->column(u"a b") && table->column(u"A$1") && table->column(u"größe"));
    QVERIFY(catalog.indexes.count({{}, u"i'x"_s}) == 1);
}

void TestDictionary::trap20_keysThatAreNotSeen()
{
    DictionaryRows rows = withTable({plain(u"A"_s), plain(u"B"_s)});
    addTexts(rows, u"CONSTRAINT"_s, constraintColumns(),
             {{u"FK1"_s, u"T"_s, u"R"_s, u"USER NAME"_s, u"OE"_s, u"SEEN_PK"_s, {}, {}},
              {u"FK2"_s, u"T"_s, u"R"_s, u"USER NAME"_s, u"OE"_s, u"HIDDEN_PK"_s, {}, {}}});
    addTexts(rows, u"CONSTRAINT COLUMN"_s, {u"CONSTRAINT_NAME"_s, u"COLUMN_NAME"_s, u"POSITION"_s},
             {{u"FK1"_s, u"A"_s, u"1"_s}, {u"FK2"_s, u"B"_s, u"1"_s}});
    QVERIFY(rows.refersElsewhere({}));
    addTexts(rows, u"FOREIGN KEY"_s,
             {u"CONSTRAINT_NAME"_s, u"COLUMN_NAME"_s, u"POSITION"_s, u"TABLE_NAME"_s, u"R_OWNER"_s},
             {{u"FK1"_s, u"ID"_s, u"1"_s, u"ORDERS"_s, u"OE"_s}});
    const Catalog catalog = catalogOf(rows);
    const Constraint *seen = onlyTable(catalog).constraint(u"FK1");
    QVERIFY(seen);
    QVERIFY(seen->referencedTable == (QualifiedName{u"OE"_s, u"ORDERS"_s}));
    QCOMPARE(seen->referencedColumns, QStringList{u"ID"_s});
    const Constraint *hidden = onlyTable(catalog).constraint(u"FK2");
    QVERIFY(hidden); // kept, its target is all that is known
    QVERIFY(hidden->referencedTable == (QualifiedName{u"OE"_s, u"HIDDEN_PK"_s}));
}

void TestDictionary::trap21_bounds()
{
    DictionaryRows rows = withTable({plain(u"D"_s)});
    addTexts(rows, u"PARTITIONED"_s, {u"TABLE_NAME"_s, u"PARTITIONING_TYPE"_s},
             {{u"T"_s, u"RANGE"_s}});
    addTexts(
        rows, u"PARTITION"_s,
        {u"TABLE_NAME"_s, u"PARTITION_NAME"_s, u"PARTITION_POSITION"_s, u"HIGH_VALUE"_s},
        {{u"T"_s, u"P1"_s, u"1"_s,
          u"TO_DATE(' 2024-01-01 00:00:00', 'SYYYY-MM-DD HH24:MI:SS', 'NLS_CALENDAR=GREGORIAN')"_s},
         {u"T"_s, u"P2"_s, u"2"_s,
          u"TO_DATE(' 2024-02-01 12:30:00', 'SYYYY-MM-DD HH24:MI:SS', 'NLS_CALENDAR=GREGORIAN')"_s},
         {u"T"_s, u"SYS_P42"_s, u"3"_s, u"MAXVALUE"_s}});
    const Catalog catalog = catalogOf(rows);
    const std::vector<Partition> &partitions = onlyTable(catalog).partitioning->partitions;
    QCOMPARE(partitions.size(), 3u);
    QCOMPARE(partitions[0].bound, u"VALUES LESS THAN (DATE '2024-01-01')"_s);
    QCOMPARE(partitions[1].bound,
             u"VALUES LESS THAN (TO_DATE('2024-02-01 12:30:00', 'YYYY-MM-DD HH24:MI:SS'))"_s);
    QVERIFY(partitions[2].name.isEmpty());
}

// 23 and 24: no view is joined with the comments, no package is called.
void TestDictionary::trap24_noPackages()
{
    for (const DictionaryPart part : dictionaryParts) {
        const QString sql = dictionaryStatement(part, {19, 0}).sql;
        QVERIFY(!sql.contains("dbms_"_L1, Qt::CaseInsensitive));
        QVERIFY(!sql.contains(" join "_L1, Qt::CaseInsensitive));
    }
}

void TestDictionary::reportsAndStops()
{
    const auto session = sandbox();
    run(*session, {u"CREATE TABLE t (a NUMBER DEFAULT 1)"_s});
    DictionaryOptions options;
    std::vector<int> steps;
    int asked = 0;
    options.progress = [&](const QString &what, int step, int of) {
        QVERIFY(!what.isEmpty() && step <= of);
        steps.push_back(step);
    };
    options.cancelled = [&] {
        ++asked;
        return false;
    };
    (void)must(readDictionary(*session, options));
    QVERIFY(std::is_sorted(steps.begin(), steps.end()));
    QVERIFY(steps.size() >= 5 && asked >= 5);
    // Stopped at whatever place: no catalog, and the session goes on.
    for (int at = 1; at <= asked; ++at) {
        int count = 0;
        options.cancelled = [&] { return ++count == at; };
        const Result<Catalog> stopped = readDictionary(*session, options);
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
    }
    QCOMPARE(must(readDictionary(*session)).tables.size(), 1u);
}

void TestDictionary::severalSchemas()
{
    const auto session = sandbox();
    run(*session,
        {u"CREATE TABLE t (a NUMBER CONSTRAINT t_pk PRIMARY KEY)"_s,
         u"CREATE TABLE app.orders (id NUMBER(10) DEFAULT 5, note VARCHAR2(20 CHAR), t_id NUMBER, "
         "CONSTRAINT o_pk PRIMARY KEY (id), CONSTRAINT o_fk FOREIGN KEY (t_id) REFERENCES t (a))"_s,
         u"CREATE INDEX app.o_i ON app.orders (UPPER(note))"_s,
         u"COMMENT ON TABLE app.orders IS 'of another schema'"_s});
    const Catalog own = must(readDictionary(*session));
    QCOMPARE(own.tables.size(), 1u);
    DictionaryOptions both;
    both.owners = {session->user(), u"APP"_s};
    const Catalog catalog = must(readDictionary(*session, both));
    QCOMPARE(catalog.tables.size(), 2u);
    QVERIFY(*catalog.table({{}, u"T"_s}) == *own.table({{}, u"T"_s}));
    const Table *orders = catalog.table({u"APP"_s, u"ORDERS"_s});
    QVERIFY(orders);
    QCOMPARE(orders->comment, u"of another schema"_s);
    QCOMPARE(orders->column(u"ID")->defaultValue, u"5"_s);
    QCOMPARE(toString(orders->column(u"NOTE")->type), u"VARCHAR2(20 CHAR)"_s);
    const Constraint *key = orders->constraint(u"O_FK");
    QVERIFY(key);
    QVERIFY(key->referencedTable == (QualifiedName{{}, u"T"_s}));
    const auto index = catalog.indexes.find({u"APP"_s, u"O_I"_s});
    QVERIFY(index != catalog.indexes.end());
    QCOMPARE(index->second.columns[0].expression, u"UPPER(NOTE)"_s);
    DictionaryOptions other;
    other.owners = {u"APP"_s};
    QCOMPARE(must(readDictionary(*session, other)).tables.size(), 1u);
}

void TestDictionary::everyRelease_data()
{
    QTest::addColumn<QString>("release");
    for (const QString &release :
         {u"11.2"_s, u"12.1"_s, u"12.2"_s, u"18"_s, u"19"_s, u"21"_s, u"23"_s})
        QTest::newRow(qPrintable(release)) << release;
}

// The same schema reads the same from every release's views, LONG or not.
void TestDictionary::everyRelease()
{
    QFETCH(QString, release);
    const QStringList schema{
        u"CREATE TABLE p (id NUMBER CONSTRAINT p_pk PRIMARY KEY, d VARCHAR2(20) DEFAULT 'x' NOT "
        u"NULL, "
        "CONSTRAINT p_ck CHECK (id > 0))"_s,
        u"CREATE TABLE c (p_id NUMBER CONSTRAINT c_fk REFERENCES p (id), t CLOB)"_s,
        u"CREATE INDEX p_i ON p (UPPER(d))"_s,
        u"CREATE VIEW v AS SELECT id FROM p"_s,
        u"CREATE SEQUENCE s"_s,
        u"CREATE TRIGGER tr BEFORE INSERT ON p FOR EACH ROW BEGIN :NEW.id := 1; END;"_s};
    const auto newest = sandbox();
    run(*newest, schema);
    const Catalog expected = must(readDictionary(*newest));
    QCOMPARE(expected.tables.size(), 2u);
    const auto session = sandbox(release);
    run(*session, schema);
    Catalog read = must(readDictionary(*session));
    for (auto &[name, table] : read.tables)
        std::erase_if(table.physical, [](const auto &clause) {
            return clause.first.startsWith("LOB"_L1); // BASICFILE was 11.2's
        });
    QVERIFY(read == expected);
}

QTEST_GUILESS_MAIN(TestDictionary)
#include "tst_dictionary.moc"
