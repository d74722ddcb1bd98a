// SPDX-License-Identifier: MIT
#include "ddl/catalogreader.h"
#include "schema/normalform.h"

#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QRandomGenerator>
#include <QtTest/QtTest>

#include <algorithm>
#include <ctime>
#include <limits>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

const QString scripts = QStringLiteral(ATHANOR_SHARED_REFERENCES) + u"/scripts/"_s;

QString readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return QString::fromUtf8(file.readAll());
}

CatalogReading read(const QString &text, ReadingOrder order = ReadingOrder::AnyOrder,
                    Catalog start = {})
{
    return readCatalog({splitScript(text, u"m.sql"_s)}, order, {}, std::move(start));
}

QStringList messages(const CatalogReading &reading)
{
    QStringList result;
    for (const Error &error : reading.errors)
        result += error.toString();
    return result;
}

QStringList names(const Catalog &catalog)
{
    QStringList result;
    for (const ObjectRef &object : objects(catalog))
        result += object.type + u' ' + object.name.name;
    return result;
}

// Two schemas, told apart as shortly as possible.
void compareCatalogs(const Catalog &actual, const Catalog &expected)
{
    const Catalog a = normalized(actual);
    const Catalog b = normalized(expected);
    QCOMPARE(names(a), names(b));
    for (const auto &[name, table] : a.tables) {
        const Table &other = b.tables.at(name);
        for (const Column &column : table.columns) {
            QVERIFY2(other.column(column.name), qPrintable(name.name + u'.' + column.name));
            QVERIFY2(*other.column(column.name) == column,
                     qPrintable(name.name + u'.' + column.name));
        }
        QVERIFY2(table.columns.size() == other.columns.size(), qPrintable(name.name));
        QVERIFY2(table.constraints == other.constraints, qPrintable(name.name));
    }
    QVERIFY(a.indexes == b.indexes);
    QVERIFY(a.sequences == b.sequences);
    QVERIFY(a.units == b.units);
    QVERIFY(a.views == b.views);
    QVERIFY(a.grants == b.grants);
}

const QString model = QStringLiteral(
    "CREATE SEQUENCE s;\n"
    "CREATE TABLE p (id NUMBER(10) DEFAULT s.NEXTVAL NOT NULL, q_id NUMBER(10), n VARCHAR2(10), "
    "CONSTRAINT p_pk PRIMARY KEY (id));\n"
    "CREATE TABLE q (id NUMBER(10) NOT NULL, p_id NUMBER(10), CONSTRAINT q_pk PRIMARY KEY (id), "
    "CONSTRAINT q_ck CHECK (p_id > 0),\n"
    "  CONSTRAINT q_fk FOREIGN KEY (p_id) REFERENCES p, CONSTRAINT q_uk UNIQUE (p_id));\n"
    "ALTER TABLE p ADD CONSTRAINT p_fk FOREIGN KEY (q_id) REFERENCES q (id);\n"
    "ALTER TABLE p ADD later DATE;\n"
    "CREATE TABLE child (a NUMBER(10) REFERENCES q, b NUMBER(10) CONSTRAINT c_p REFERENCES p "
    "(id));\n"
    "CREATE INDEX p_ix ON p (later);\n"
    "COMMENT ON TABLE p IS 'the p';\n"
    "COMMENT ON COLUMN p.later IS 'added';\n"
    "CREATE VIEW v AS SELECT id FROM p;\n"
    "COMMENT ON TABLE v IS 'a view';\n"
    "CREATE TRIGGER tr BEFORE INSERT ON child FOR EACH ROW BEGIN :NEW.a := s.NEXTVAL; END;\n/\n"
    "ALTER TRIGGER tr DISABLE;\n"
    "CREATE SYNONYM sy FOR p;\n"
    "GRANT SELECT ON p TO app;\n"
    "CREATE PACKAGE pk AS PROCEDURE x; END;\n/\n"
    "CREATE PACKAGE BODY pk AS PROCEDURE x IS BEGIN NULL; END; END;\n/\n"
    "ALTER TABLE child RENAME COLUMN b TO c;\n"
    "COMMENT ON COLUMN child.c IS 'renamed';\n");

} // namespace

class TestCatalogReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyOrderGivesTheSameCatalog();
    void circlesOfForeignKeys();
    void whatNeverComesIsAnError();
    void writingOrderRefusesAsOracle();
    void allErrorsWithPlaces();
    void dropsInModels();
    void toleratedErrors();
    void directivesAndPlaces();
    void renamesKeepPlaces();
    void dataAndBlocksArePassedOver();
    void halfReadNamesMakeNothing();
    void whatIsNotFollowedIsNoted_data();
    void whatIsNotFollowedIsNoted();
    void commandsOfSqlPlus();
    void goesOnAfterErrors();
    void includedFiles();
    void startsFromACatalog();
    void referenceScripts_data();
    void referenceScripts();
    void upgradesReachTheNextVersion_data();
    void upgradesReachTheNextVersion();
    void growsLinearly_data();
    void growsLinearly();
};

void TestCatalogReader::anyOrderGivesTheSameCatalog()
{
    const Script script = splitScript(model, u"m.sql"_s);
    const CatalogReading inOrder = readCatalog({script}, ReadingOrder::InWritingOrder);
    QCOMPARE(messages(inOrder), QStringList());
    QCOMPARE(inOrder.catalog.tables.size(), size_t(3));
    QCOMPARE(inOrder.catalog.table({{}, u"P"_s})->constraints.size(), size_t(2));

    QRandomGenerator random(1);
    for (int round = 0; round < 50; ++round) {
        std::vector<Statement> statements = script.statements;
        // A rename is no wish but an act: what it renames has to be complete, so it stays last with
        // its comment.
        std::shuffle(statements.begin(), statements.end() - 2, random);
        std::vector<Script> files;
        QString text;
        for (size_t i = 0; i < statements.size(); ++i) {
            text += script.textOf(statements[i]);
            text += statements[i].kind == StatementKind::PlSql ? u"\n/\n"_s : u";\n"_s;
            if (random.bounded(4) == 0 || i + 1 == statements.size()) {
                files.push_back(splitScript(text, u"%1.sql"_s.arg(files.size())));
                text.clear();
            }
        }
        const CatalogReading anyOrder = readCatalog(files, ReadingOrder::AnyOrder);
        QVERIFY2(anyOrder.errors.empty(), qPrintable(messages(anyOrder).join(u'\n')));
        compareCatalogs(anyOrder.catalog, inOrder.catalog);
        if (QTest::currentTestFailed())
            return;
    }
}

void TestCatalogReader::circlesOfForeignKeys()
{
    const CatalogReading reading = read(
        u"CREATE TABLE a (id NUMBER, b_id NUMBER, CONSTRAINT a_b FOREIGN KEY (b_id) REFERENCES b "
        u"(id), CONSTRAINT a_pk PRIMARY KEY (id));\n"
        "CREATE TABLE b (id NUMBER, a_id NUMBER REFERENCES a, self NUMBER REFERENCES b, CONSTRAINT b_pk PRIMARY KEY (id));"_s);
    QCOMPARE(messages(reading), QStringList());
    const Table &a = reading.catalog.tables.at({{}, u"A"_s});
    QCOMPARE(a.constraints.size(), size_t(2));
    QCOMPARE(a.constraints[0].name, u"A_B"_s); // as written
    QCOMPARE(reading.catalog.tables.at({{}, u"B"_s}).constraints.size(), size_t(3));
}

void TestCatalogReader::whatNeverComesIsAnError()
{
    const CatalogReading reading =
        read(u"CREATE TABLE a (id NUMBER,\n  b_id NUMBER REFERENCES nowhere);\n"
             "  COMMENT ON COLUMN a.x IS 'no';\nCREATE INDEX i ON nothing (x);"_s);
    QCOMPARE(reading.errors.size(), size_t(3));
    QCOMPARE(reading.errors[0].oraCode, 942);
    QCOMPARE(reading.errors[0].where.line, 1);
    QCOMPARE(reading.errors[1].oraCode, 904);
    QCOMPARE(reading.errors[1].where, (Place{u"m.sql"_s, 3, 3}));
    QCOMPARE(reading.errors[2].oraCode, 942);
    QCOMPARE(names(reading.catalog), QStringList{u"TABLE A"_s}); // what could be read is there
}

void TestCatalogReader::writingOrderRefusesAsOracle()
{
    const CatalogReading reading = read(
        u"CREATE TABLE a (id NUMBER REFERENCES b);\nDROP TABLE c;\nCREATE TABLE b (id NUMBER);\n"
        "CREATE TABLE b (id NUMBER);"_s,
        ReadingOrder::InWritingOrder);
    QList<int> codes;
    for (const Error &error : reading.errors)
        codes += error.oraCode;
    QCOMPARE(codes, (QList<int>{942, 942, 955}));
}

void TestCatalogReader::allErrorsWithPlaces()
{
    const std::vector<Script> files = {
        splitScript(
            u"CREATE TABLE a (\n  id NUMBER,\n  b FOO BAR BAZ,\n  c DATE);\n\n  CREATE TABLE;\n"_s,
            u"a.sql"_s),
        splitScript(u"\nCREATE SEQUENCE s FROB;\nINSERT INTO t VALUES ('open);"_s, u"b.sql"_s),
    };
    const CatalogReading reading = readCatalog(files, ReadingOrder::AnyOrder);
    QStringList places;
    for (const Error &error : reading.errors)
        places += u"%1:%2"_s.arg(error.where.file).arg(error.where.line);
    places.removeDuplicates();
    QCOMPARE(places, (QStringList{u"a.sql:3"_s, u"a.sql:6"_s, u"b.sql:2"_s, u"b.sql:3"_s}));
    for (const Error &error : reading.errors)
        QVERIFY2(error.where.column > 0 && !error.message.isEmpty(), qPrintable(error.toString()));
}

void TestCatalogReader::dropsInModels()
{
    const CatalogReading reading =
        read(u"DROP TABLE a;\nDROP SEQUENCE s;\nDROP INDEX i;\nDROP VIEW v;\nDROP PROCEDURE "
             u"p;\nDROP PUBLIC SYNONYM y;\n"
             "CREATE TABLE a (id NUMBER);\nCREATE TABLE gone (id NUMBER);\nDROP TABLE gone;"_s);
    QCOMPARE(messages(reading), QStringList());
    QCOMPARE(names(reading.catalog), QStringList{u"TABLE A"_s});
    QCOMPARE(reading.places.size(), size_t(1));
}

void TestCatalogReader::toleratedErrors()
{
    const QString text =
        u"-- athanor: tolerate ORA-00942\nDROP TABLE a;\n-- athanor: tolerate ORA-00955\nDROP TABLE b;"_s;
    const CatalogReading reading = read(text, ReadingOrder::InWritingOrder);
    QCOMPARE(reading.errors.size(), size_t(1));
    QCOMPARE(reading.errors[0].where, (Place{u"m.sql"_s, 4, 1}));
}

void TestCatalogReader::directivesAndPlaces()
{
    const CatalogReading reading =
        read(u"-- athanor: no-autoincrement\nCREATE TABLE a (id NUMBER PRIMARY KEY);\n"
             "CREATE TABLE b (id NUMBER PRIMARY KEY);\n  CREATE INDEX i ON a (id, id2);\n"
             "ALTER TABLE a ADD id2 NUMBER;\nCREATE SEQUENCE s;"_s);
    QCOMPARE(messages(reading), QStringList());
    QCOMPARE(reading.noAutoincrement, (std::set<QualifiedName>{{{}, u"A"_s}}));
    QCOMPARE(reading.places.at({u"TABLE"_s, {{}, u"A"_s}}), (Place{u"m.sql"_s, 2, 1}));
    QCOMPARE(reading.places.at({u"TABLE"_s, {{}, u"B"_s}}), (Place{u"m.sql"_s, 3, 1}));
    QCOMPARE(reading.places.at({u"INDEX"_s, {{}, u"I"_s}}), (Place{u"m.sql"_s, 4, 3}));
    QCOMPARE(reading.places.at({u"SEQUENCE"_s, {{}, u"S"_s}}), (Place{u"m.sql"_s, 6, 1}));
}

void TestCatalogReader::renamesKeepPlaces()
{
    const CatalogReading reading =
        read(u"-- athanor: no-autoincrement\nCREATE TABLE a (id NUMBER);\nRENAME a TO b;\n"
             "ALTER TABLE b RENAME TO c;\nCREATE INDEX i ON c (id);\nALTER INDEX i RENAME TO j;"_s);
    QCOMPARE(messages(reading), QStringList());
    QCOMPARE(reading.places.at({u"TABLE"_s, {{}, u"C"_s}}).line, 2);
    QCOMPARE(reading.places.at({u"INDEX"_s, {{}, u"J"_s}}).line, 5);
    QCOMPARE(reading.places.size(), size_t(2));
    QCOMPARE(reading.noAutoincrement, (std::set<QualifiedName>{{{}, u"C"_s}}));
}

void TestCatalogReader::dataAndBlocksArePassedOver()
{
    const CatalogReading reading = read(
        u"INSERT INTO a VALUES (1);\nCOMMIT;\nBEGIN NULL; END;\n/\nSELECT 1 FROM dual;\n"
        "BEGIN\n  EXECUTE IMMEDIATE 'CREATE TABLE hidden (id NUMBER)';\nEND;\n/\nCREATE TABLE a (id NUMBER);"_s);
    QCOMPARE(messages(reading), QStringList());
    QCOMPARE(names(reading.catalog), QStringList{u"TABLE A"_s});
    QCOMPARE(reading.notes.size(), size_t(1));
    QCOMPARE(reading.notes[0].where.line, 6);
    QVERIFY(!reading.notes[0].reason.isEmpty());
}

// What is only half read is applied for what builds on it, but not without its name.
void TestCatalogReader::halfReadNamesMakeNothing()
{
    for (const QString &statement :
         {u"CREATE TABLE (B NUMBER)"_s, u"RENAME A TO HR.Z"_s, u"RENAME A TO"_s,
          u"ALTER TABLE A RENAME TO HR.Z"_s, u"CREATE VIEW (X) AS SELECT 1 X FROM DUAL"_s}) {
        const CatalogReading reading = read(u"CREATE TABLE A (X NUMBER);\n"_s + statement + u';');
        QVERIFY2(!reading.errors.empty(), qPrintable(statement));
        QCOMPARE(names(reading.catalog), QStringList{u"TABLE A"_s});
    }
}

void TestCatalogReader::whatIsNotFollowedIsNoted_data()
{
    QTest::addColumn<QString>("statement");
    for (const QString &statement :
         {u"ALTER TABLE H SPLIT PARTITION FOR (5) AT (5) INTO (PARTITION X, PARTITION Y)"_s,
          u"ALTER TABLE R RENAME PARTITION FOR (TO_DATE('01-JAN-20')) TO X"_s,
          u"ALTER TABLE R DROP PARTITION FOR (SYSDATE)"_s,
          u"ALTER TABLE R MERGE PARTITIONS P1, P1 INTO PARTITION P2"_s,
          u"ALTER TABLE R SPLIT PARTITION P1 INTO (PARTITION X, PARTITION Y)"_s,
          u"ALTER INDEX K UNUSABLE"_s})
        QTest::newRow(qPrintable(statement)) << statement;
}

// Oracle would change the schema and the catalog stays: that is said, at the statement.
void TestCatalogReader::whatIsNotFollowedIsNoted()
{
    QFETCH(QString, statement);
    const QString tables =
        u"CREATE TABLE H (A NUMBER, CONSTRAINT K PRIMARY KEY (A)) PARTITION BY HASH (A)"
        " (PARTITION P1, PARTITION P2);\n"
        "CREATE TABLE R (A DATE) PARTITION BY RANGE (A) (PARTITION P1 VALUES LESS THAN"
        " (DATE '2020-01-01'), PARTITION P2 VALUES LESS THAN (MAXVALUE));\n"_s;
    const CatalogReading before = read(tables);
    QCOMPARE(messages(before), QStringList());
    QVERIFY(before.notes.empty());
    const CatalogReading after = read(tables + statement + u';');
    QCOMPARE(messages(after), QStringList());
    QVERIFY(after.catalog == before.catalog);
    QCOMPARE(after.notes.size(), size_t(1));
    QCOMPARE(after.notes[0].where.line, 3);
    QVERIFY(!after.notes[0].text.isEmpty());
    QVERIFY(!after.notes[0].object.type.isEmpty());
}

void TestCatalogReader::commandsOfSqlPlus()
{
    const CatalogReading reading =
        read(u"SET DEFINE OFF\nPROMPT x\nCONNECT a/b\n@other\nCREATE TABLE a (id NUMBER);\n/\n"
             "EXIT\nCREATE TABLE never (id NUMBER);"_s);
    QCOMPARE(reading.errors.size(), size_t(2));
    QCOMPARE(reading.errors[0].where.line, 3);
    QCOMPARE(reading.errors[1].where.line, 4);
    QCOMPARE(names(reading.catalog), QStringList{u"TABLE A"_s});
}

// What Oracle would refuse is noted, not an error, where the script says that it goes on.
void TestCatalogReader::goesOnAfterErrors()
{
    const QString text = u"WHENEVER SQLERROR CONTINUE\nDROP TABLE t;\nCREATE TABLE t (a NUMBER);\n"
                         "CREATE TABLE t (b NUMBER);\nCREATE TABEL u (a NUMBER);\n"
                         "WHENEVER SQLERROR EXIT\nDROP TABLE v;\n"_s;
    const auto check = [](const CatalogReading &reading) {
        QCOMPARE(reading.errors.size(), size_t(2)); // nonsense stays an error
        QCOMPARE(reading.errors[0].where.line, 5);
        QCOMPARE(reading.errors[1].where.line, 7);
        QCOMPARE(reading.notes.size(), size_t(2));
        QCOMPARE(reading.notes[0].where.line, 2);
        QVERIFY(reading.notes[0].reason.contains(u"ORA-00942"_s));
        QVERIFY(reading.notes[1].reason.contains(u"ORA-00955"_s));
        QVERIFY(reading.catalog.table({{}, u"T"_s})->column(u"A"_s));
    };
    check(read(text, ReadingOrder::InWritingOrder));
    check(readCatalog({splitScript(text, u"m.sql"_s)}, ExpandOptions(),
                      ReadingOrder::InWritingOrder));
}

void TestCatalogReader::includedFiles()
{
    ExpandOptions options;
    options.variables = {{u"owner"_s, u"app"_s}};
    options.readFile = [](const QString &path) -> Result<QString> {
        if (path == u"/m/tables/b.sql"_s)
            return u"\nCREATE TABLE b (id NUMBER);\nGRANT SELECT ON b TO &owner;\nCREATE TABLE b (id NUMBER);"_s;
        return failure(ErrorKind::File, u"no such file"_s);
    };
    const std::vector<Script> files = {
        splitScript(u"@tables/b\nCREATE TABLE a (id NUMBER);"_s, u"/m/all.sql"_s)};
    const CatalogReading reading = readCatalog(files, options, ReadingOrder::AnyOrder);
    QCOMPARE(names(reading.catalog), (QStringList{u"TABLE A"_s, u"TABLE B"_s}));
    QCOMPARE(reading.catalog.grants.at(0).grantee, u"APP"_s);
    QCOMPARE(reading.places.at({u"TABLE"_s, {{}, u"B"_s}}), (Place{u"/m/tables/b.sql"_s, 2, 1}));
    QCOMPARE(reading.errors.size(), size_t(1));
    QCOMPARE(reading.errors[0].oraCode, 955);
    QCOMPARE(reading.errors[0].where, (Place{u"/m/tables/b.sql"_s, 4, 1}));
}

void TestCatalogReader::startsFromACatalog()
{
    const Catalog start = read(u"CREATE TABLE a (id NUMBER);"_s).catalog;
    const CatalogReading reading =
        read(u"ALTER TABLE a ADD b DATE;"_s, ReadingOrder::InWritingOrder, start);
    QCOMPARE(messages(reading), QStringList());
    QCOMPARE(reading.catalog.tables.at({{}, u"A"_s}).columns.size(), size_t(2));
}

void TestCatalogReader::referenceScripts_data()
{
    QTest::addColumn<QString>("path");
    QDirIterator files(scripts, {u"*.sql"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QFileInfo file(files.next());
        QTest::newRow(qPrintable(file.dir().dirName() + u'/' + file.fileName())) << file.filePath();
    }
    if (!QDir(scripts).exists())
        QTest::newRow("absent") << QString();
}

// Every statement is understood, and what is carried as text has a reason. Scripts that change
// tables of another script may name what is not there.
void TestCatalogReader::referenceScripts()
{
    QFETCH(QString, path);
    if (path.isEmpty())
        QSKIP("the shared references are not beside this checkout");
    ExpandOptions options;
    options.variables = {
        {u"pass"_s, u"x"_s}, {u"tbs"_s, u"USERS"_s}, {u"overwrite_schema"_s, u"no"_s}};
    options.readFile = [](const QString &file) -> Result<QString> { return readFile(file); };
    const OracleVersion newest{23, 0};
    const CatalogReading reading =
        readCatalog({splitScript(readFile(path), path)}, options, ReadingOrder::AnyOrder, newest);
    const bool isUpgrade = path.contains(u"migration-oracle"_s) || path.contains(u"upgrade-"_s)
        || path.contains(u"hr_code"_s) || path.contains(u"hr_populate"_s);
    for (const Error &error : reading.errors) {
        const bool missesATable = error.oraCode == 942 || error.oraCode == 2289
            || error.oraCode == 2443 || error.oraCode == 4043 || error.oraCode == 4080;
        QVERIFY2(isUpgrade && missesATable, qPrintable(error.toString()));
    }
    for (const OpaqueNote &note : reading.notes) {
        QVERIFY2(!note.reason.isEmpty(), qPrintable(note.text));
        QVERIFY(note.where.line > 0);
    }
}

void TestCatalogReader::upgradesReachTheNextVersion_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QStringList>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("spring-batch 5.2 to 6.0")
        << u"spring-batch"_s
        << QStringList{u"schema-oracle-v5.2.sql"_s, u"6.0/migration-oracle.sql"_s}
        << u"schema-oracle.sql"_s;
    QTest::newRow("hive 0.12 to 0.13")
        << u"hive-metastore-0.12-to-0.13"_s
        << QStringList{u"hive-schema-0.12.0.oracle.sql"_s, u"upgrade-0.12.0-to-0.13.0.oracle.sql"_s}
        << u"hive-schema-0.13.0.oracle.sql"_s;
}

// equivalence.md: before + upgrade = after.
void TestCatalogReader::upgradesReachTheNextVersion()
{
    QFETCH(QString, folder);
    QFETCH(QStringList, before);
    QFETCH(QString, after);
    if (!QDir(scripts).exists())
        QSKIP("the shared references are not beside this checkout");
    const auto pathOf = [&](const QString &name) {
        QDirIterator files(scripts + folder, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            if (files.next().endsWith(u'/' + name))
                return files.filePath();
        }
        return QString();
    };
    std::vector<Script> steps;
    for (const QString &name : before)
        steps.push_back(splitScript(readFile(pathOf(name)), name));
    const CatalogReading upgraded = readCatalog(steps, ReadingOrder::InWritingOrder);
    QCOMPARE(messages(upgraded), QStringList());
    const CatalogReading fresh =
        readCatalog({splitScript(readFile(pathOf(after)), after)}, ReadingOrder::InWritingOrder);
    QCOMPARE(messages(fresh), QStringList());
    compareCatalogs(upgraded.catalog, fresh.catalog);
}

void TestCatalogReader::growsLinearly_data()
{
    QTest::addColumn<QString>("unit");
    QTest::addColumn<ReadingOrder>("order");
    const QString table =
        u"CREATE TABLE t%1 (id NUMBER(10) NOT NULL, p NUMBER, CONSTRAINT t%1_pk PRIMARY KEY (id), "
        u"CONSTRAINT t%1_fk "
        "FOREIGN KEY (p) REFERENCES t%2 (id));\nCREATE INDEX t%1_ix ON t%1 (p);\nCOMMENT ON TABLE t%1 IS 'x';\n"_s;
    QTest::newRow("parents first") << table << ReadingOrder::InWritingOrder;
    QTest::newRow("children first")
        << QString(table).replace(u"t%2"_s, u"t%3"_s) << ReadingOrder::AnyOrder;
}

void TestCatalogReader::growsLinearly()
{
    QFETCH(QString, unit);
    QFETCH(ReadingOrder, order);
    const auto ticks = [&](int count) { // the processor's: it does not mind what else runs
        QString text;
        for (int i = 0; i < count; ++i)
            text += QString(unit)
                        .replace(u"%1"_s, QString::number(i))
                        .replace(u"%2"_s, QString::number(std::max(i - 1, 0)))
                        .replace(u"%3"_s, QString::number(std::min(i + 1, count - 1)));
        const Script script = splitScript(text);
        std::clock_t best = std::numeric_limits<std::clock_t>::max();
        for (int run = 0; run < 2; ++run) {
            const std::clock_t start = std::clock();
            const CatalogReading reading = readCatalog({script}, order);
            best = std::min(best, std::clock() - start);
            if (!reading.errors.empty() || reading.catalog.tables.size() != size_t(count)) {
                qWarning("%s", qPrintable(messages(reading).join(u'\n').left(2000)));
                return std::clock_t(-1);
            }
        }
        return best;
    };
    const std::clock_t small = ticks(250);
    const std::clock_t large = ticks(2000);
    QVERIFY(small > 0 && large > 0);
    const double ratio = double(large) / double(small);
    QVERIFY2(ratio < 24, qPrintable(u"8 times the tables take %1 times the time"_s.arg(ratio)));
}

QTEST_GUILESS_MAIN(TestCatalogReader)
#include "tst_catalogreader.moc"
