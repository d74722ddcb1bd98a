// SPDX-License-Identifier: MIT
#include "base/atomicfile.h"
#include "ddl/reader.h"
#include "ddl/writer.h"
#include "schema/normalform.h"

#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

// What a CREATE makes, as the writer says it in normal form: one text to compare with.
struct Canonical
{
    QStringList operator()(const CreateTable &s) const
    {
        Catalog catalog;
        catalog.tables[s.table.name] = s.table;
        for (const Index &index : s.indexes)
            catalog.indexes[index.name] = index;
        return all(catalog);
    }
    QStringList operator()(const CreateIndex &s) const
    {
        Catalog catalog;
        catalog.indexes[s.index.name] = s.index;
        return {writeIndex(normalized(catalog).indexes.begin()->second).text};
    }
    QStringList operator()(const CreateSequence &s) const
    {
        return {writeSequence(s.sequence).text};
    }
    QStringList operator()(const CreateView &s) const { return {writeView(s.view).text}; }
    QStringList operator()(const CreateMaterializedView &s) const
    {
        return {writeMaterializedView(s.view).text};
    }
    QStringList operator()(const CreateSynonym &s) const { return {writeSynonym(s.synonym).text}; }
    QStringList operator()(const CreateUnit &s) const { return {writeUnit(s.unit).text}; }
    QStringList operator()(const CreateOpaque &s) const { return {writeOpaque(s.object).text}; }
    QStringList operator()(const GrantPrivileges &s) const
    {
        QStringList texts;
        for (const Grant &grant : s.grants)
            texts << writeGrant(grant).text;
        return texts;
    }
    template <typename Other>
    QStringList operator()(const Other &) const
    {
        return {u"(no CREATE)"_s};
    }

    static QStringList all(const Catalog &catalog)
    {
        QStringList texts;
        for (const WrittenStatement &statement : writeCatalog(normalized(catalog)))
            texts << statement.text;
        return texts;
    }
};

QString canonical(const DdlStatement &statement)
{
    return std::visit(Canonical(), statement).join(u" ;; "_s).simplified();
}

std::vector<QStringList> rowsOf(const QString &file)
{
    const Result<QString> text = readTextFile(file);
    std::vector<QStringList> rows;
    if (!text)
        return rows;
    const QStringList lines = text->split(u'\n', Qt::SkipEmptyParts);
    for (qsizetype i = 1; i < lines.size(); ++i)
        rows.push_back(lines[i].split(u'\t'));
    return rows;
}

template <typename Statement>
Statement read(const QString &text, const OracleVersion &version = {})
{
    const DdlReading reading = readDdl(text, version);
    for (const Error &error : reading.errors)
        QTest::qFail(qPrintable(error.toString()), __FILE__, __LINE__);
    const auto *statement = std::get_if<Statement>(&reading.statement);
    if (!statement) {
        QTest::qFail("another statement", __FILE__, __LINE__);
        return {};
    }
    return *statement;
}

template <typename Action>
Action readAction(const QString &text)
{
    const AlterTable alter = read<AlterTable>(text);
    if (alter.actions.size() != 1 || !std::holds_alternative<Action>(alter.actions.front())) {
        QTest::qFail("another action", __FILE__, __LINE__);
        return {};
    }
    return std::get<Action>(alter.actions.front());
}

} // namespace

class TestReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void creates_data();
    void creates();
    void errors_data();
    void errors();
    void alterTable();
    void columnKeepsWhatIsWritten();
    void constraintState();
    void unitsKeepTheirBytes();
    void triggersKnowTheirTable_data();
    void triggersKnowTheirTable();
    void passwordsAreNeverKept_data();
    void passwordsAreNeverKept();
    void whatIsNotUnderstoodIsNoted();
    void noStructure_data();
    void noStructure();
    void everyPrefixIsHarmless();
    void deepNestingIsHarmless();
    void commentsBehindSwallowNothing_data();
    void commentsBehindSwallowNothing();
    void referenceScripts_data();
    void referenceScripts();
};

void TestReader::creates_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("statement");
    QTest::addColumn<QString>("expected");
    const auto rows = rowsOf(QStringLiteral(ATHANOR_TEST_DATA "/ddl/creates.tsv"));
    QVERIFY(!rows.empty());
    for (const QStringList &row : rows) {
        QVERIFY2(row.size() == 4, qPrintable(row.join(u'|')));
        QTest::newRow(qPrintable(row[0])) << row[1] << row[2] << row[3];
    }
}

// Read, written canonically, read again: the second text is the first.
void TestReader::creates()
{
    QFETCH(QString, version);
    QFETCH(QString, statement);
    QFETCH(QString, expected);
    const OracleVersion target = *parseOracleVersion(version);
    const DdlReading reading = readDdl(statement.replace(u"\\n"_s, u"\n"_s), target);
    for (const Error &error : reading.errors)
        QFAIL(qPrintable(error.toString()));
    const QString text = canonical(reading.statement);
    if (qEnvironmentVariableIsSet("ATHANOR_SHOW"))
        qInfo().noquote() << text;
    QCOMPARE(text, expected);
    if (text.contains(u" ;; "_s) || std::holds_alternative<CreateOpaque>(reading.statement))
        return;
    const DdlReading again = readDdl(text, target);
    for (const Error &error : again.errors)
        QFAIL(qPrintable(error.toString()));
    QCOMPARE(canonical(again.statement), text);
}

void TestReader::errors_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("statement");
    QTest::addColumn<QString>("expected");
    const auto rows = rowsOf(QStringLiteral(ATHANOR_TEST_DATA "/ddl/errors.tsv"));
    QVERIFY(!rows.empty());
    for (const QStringList &row : rows) {
        QVERIFY2(row.size() == 4, qPrintable(row.join(u'|')));
        QTest::newRow(qPrintable(row[0])) << row[1] << row[2] << row[3];
    }
}

// Every error of the statement: code and place.
void TestReader::errors()
{
    QFETCH(QString, version);
    QFETCH(QString, statement);
    QFETCH(QString, expected);
    const DdlReading reading =
        readDdl(statement.replace(u"\\n"_s, u"\n"_s), *parseOracleVersion(version));
    QStringList got;
    for (const Error &error : reading.errors) {
        QCOMPARE(error.kind, ErrorKind::Syntax);
        QVERIFY(!error.message.isEmpty());
        got << u"%1@%2:%3"_s.arg(error.oraCode).arg(error.where.line).arg(error.where.column);
    }
    QCOMPARE(got.join(u' '), expected);
}

void TestReader::alterTable()
{
    const auto add = readAction<AddColumns>(
        u"alter table t add (a number(5) default 0 not null, b date constraint x unique)"_s);
    QCOMPARE(add.columns.size(), size_t(2));
    QCOMPARE(add.columns[0].defaultValue, u"0"_s);
    QVERIFY(add.columns[0].notNull.has_value());
    QCOMPARE(add.constraints.size(), size_t(1));
    QCOMPARE(add.constraints[0].columns, QStringList{u"B"_s});

    const auto modify = readAction<ModifyColumn>(u"ALTER TABLE T MODIFY C NOT NULL"_s);
    QVERIFY(!modify.type && !modify.defaultValue && modify.setNotNull);
    QCOMPARE(*readAction<ModifyColumn>(u"ALTER TABLE T MODIFY (C DEFAULT NULL)"_s).defaultValue,
             u"NULL"_s);
    QVERIFY(readAction<ModifyColumn>(u"ALTER TABLE T MODIFY C NULL"_s).setNull);
    QVERIFY(readAction<ModifyColumn>(u"ALTER TABLE T MODIFY C DROP IDENTITY"_s).dropIdentity);
    QCOMPARE(readAction<ModifyColumn>(u"ALTER TABLE T MODIFY C INVISIBLE"_s).invisible, true);
    QCOMPARE(readAction<ModifyColumn>(u"ALTER TABLE T MODIFY V AS (a * 3)"_s).virtualExpression,
             u"a * 3"_s);
    QCOMPARE(readAction<ModifyColumn>(u"ALTER TABLE T MODIFY C DEFAULT ON NULL 0"_s).defaultOnNull,
             true);

    const auto drop =
        readAction<DropColumns>(u"ALTER TABLE T DROP (A, \"b\") CASCADE CONSTRAINTS"_s);
    QCOMPARE(drop.columns, (QStringList{u"A"_s, u"b"_s}));
    QVERIFY(drop.cascadeConstraints && !drop.setUnused);
    QVERIFY(readAction<DropColumns>(u"ALTER TABLE T SET UNUSED COLUMN A"_s).setUnused);

    const auto key = readAction<DropConstraint>(u"ALTER TABLE T DROP UNIQUE (A, B) KEEP INDEX"_s);
    QCOMPARE(key.kind, ConstraintKind::Unique);
    QCOMPARE(key.columns, (QStringList{u"A"_s, u"B"_s}));
    QVERIFY(key.keepIndex && !key.cascade);
    QVERIFY(readAction<DropConstraint>(u"ALTER TABLE T DROP PRIMARY KEY CASCADE"_s).cascade);

    const auto rename = readAction<RenameColumn>(u"ALTER TABLE T RENAME COLUMN a TO \"a\""_s);
    QCOMPARE(rename.from, u"A"_s);
    QCOMPARE(rename.to, u"a"_s);
    QCOMPARE(readAction<RenameTableTo>(u"ALTER TABLE T RENAME TO u"_s).to, u"U"_s);

    const auto state =
        readAction<ModifyConstraint>(u"ALTER TABLE T ENABLE NOVALIDATE CONSTRAINT k"_s);
    QCOMPARE(state.enabled, true);
    QCOMPARE(state.validated, false);
    const auto off = readAction<ModifyConstraint>(u"ALTER TABLE T DISABLE PRIMARY KEY CASCADE"_s);
    QCOMPARE(off.kind, ConstraintKind::PrimaryKey);
    QCOMPARE(off.validated, false);
    QVERIFY(off.cascade);

    const auto physical = readAction<SetPhysical>(u"ALTER TABLE T NOPARALLEL"_s);
    QCOMPARE(physical.keyword, u"PARALLEL"_s);
    QCOMPARE(physical.value, QString());

    const AlterTable several = read<AlterTable>(
        u"ALTER TABLE hr.t ADD a NUMBER DROP COLUMN b MODIFY (c NUMBER, d DATE) RENAME CONSTRAINT x TO y"_s);
    QCOMPARE(several.table, (QualifiedName{u"HR"_s, u"T"_s}));
    QCOMPARE(several.actions.size(), size_t(5));
}

void TestReader::columnKeepsWhatIsWritten()
{
    const Table table =
        read<CreateTable>(
            u"CREATE TABLE t (a VARCHAR2 (30 char) DEFAULT 'it''s' || q'[ ]x]' NOT NULL,"
            " b NUMBER(*,2) DEFAULT CASE WHEN 1 IN (1, 2) THEN 1 END + s.NEXTVAL,"
            " c TIMESTAMP WITH LOCAL TIME ZONE DEFAULT SYSTIMESTAMP AT TIME ZONE 'UTC' NULL,"
            " d INTERVAL DAY(3) TO SECOND DEFAULT INTERVAL '1' DAY(3) CHECK (d > INTERVAL '0' DAY),"
            " e NUMBER GENERATED BY DEFAULT ON NULL AS IDENTITY (START WITH 5, NOCACHE))"_s)
            .table;
    QCOMPARE(table.columns.size(), size_t(5));
    QCOMPARE(table.columns[0].defaultValue, u"'it''s' || q'[ ]x]'"_s);
    QCOMPARE(table.columns[0].type.semantics, LengthSemantics::Char);
    QVERIFY(table.columns[0].notNull.has_value());
    QCOMPARE(table.columns[1].defaultValue, u"CASE WHEN 1 IN (1, 2) THEN 1 END + s.NEXTVAL"_s);
    QVERIFY(!table.columns[1].type.precision);
    QCOMPARE(table.columns[1].type.scale, 2);
    QCOMPARE(table.columns[2].defaultValue, u"SYSTIMESTAMP AT TIME ZONE 'UTC'"_s);
    QCOMPARE(table.columns[2].type.kind, TypeKind::TimestampLtz);
    QCOMPARE(table.columns[3].defaultValue, u"INTERVAL '1' DAY(3)"_s);
    QCOMPARE(table.constraints.size(), size_t(1));
    QVERIFY(table.columns[4].identity.has_value());
    QCOMPARE(table.columns[4].identity->kind, IdentityKind::ByDefaultOnNull);
    QCOMPARE(table.columns[4].identity->options.startWith, u"5"_s);
    QCOMPARE(table.columns[4].identity->options.cache, 0);
}

void TestReader::constraintState()
{
    const auto stateOf = [](const QString &words) {
        return read<CreateTable>(u"CREATE TABLE t (a NUMBER, CONSTRAINT k UNIQUE (a) "_s + words
                                 + u')')
            .table.constraints.front()
            .state;
    };
    QCOMPARE(stateOf(QString()), ConstraintState());
    QVERIFY(!stateOf(u"DISABLE"_s).enabled && !stateOf(u"DISABLE"_s).validated);
    QVERIFY(!stateOf(u"DISABLE VALIDATE"_s).enabled && stateOf(u"DISABLE VALIDATE"_s).validated);
    QVERIFY(stateOf(u"ENABLE NOVALIDATE"_s).enabled && !stateOf(u"ENABLE NOVALIDATE"_s).validated);
    QVERIFY(stateOf(u"RELY DISABLE NOVALIDATE"_s).rely);
    QVERIFY(stateOf(u"DISABLE NOVALIDATE RELY"_s) == stateOf(u"RELY DISABLE NOVALIDATE"_s));
    QVERIFY(stateOf(u"INITIALLY DEFERRED"_s).deferrable);
    QVERIFY(stateOf(u"INITIALLY DEFERRED DEFERRABLE"_s).initiallyDeferred);
    QVERIFY(stateOf(u"NOT DEFERRABLE INITIALLY IMMEDIATE"_s) == ConstraintState());
}

void TestReader::unitsKeepTheirBytes()
{
    const QString source = u"package body  \"Pk\"\tas\n  x number := 1; -- ;\n"
                           " procedure p is begin null; end; end \"Pk\";"_s;
    const CreateUnit create = read<CreateUnit>(u"create or replace noneditionable "_s + source);
    QCOMPARE(create.unit.source, source);
    QVERIFY(create.unit.kind == UnitKind::PackageBody);
    QCOMPARE(create.unit.name.name, u"Pk"_s);
    QVERIFY(create.orReplace && create.unit.nonEditionable);
    QCOMPARE(
        read<CreateUnit>(u"CREATE FUNCTION IF NOT EXISTS f RETURN NUMBER IS BEGIN RETURN 1; END;"_s,
                         OracleVersion{23, 0})
            .unit.source,
        u"FUNCTION f RETURN NUMBER IS BEGIN RETURN 1; END;"_s);
}

void TestReader::triggersKnowTheirTable_data()
{
    QTest::addColumn<QString>("statement");
    QTest::addColumn<QString>("table");
    QTest::addColumn<bool>("enabled");
    QTest::newRow("of columns")
        << u"CREATE TRIGGER g BEFORE UPDATE OF a, b OR INSERT ON hr.t FOR EACH ROW BEGIN NULL; END;"_s
        << u"HR.T"_s << true;
    QTest::newRow("disabled")
        << u"CREATE TRIGGER g AFTER DELETE ON \"t\" DISABLE BEGIN NULL; END;"_s << u"\"t\""_s
        << false;
    QTest::newRow("compound")
        << u"CREATE TRIGGER g FOR INSERT ON t COMPOUND TRIGGER BEFORE STATEMENT IS BEGIN NULL; END BEFORE STATEMENT; END;"_s
        << u"T"_s << true;
    QTest::newRow("instead of")
        << u"CREATE TRIGGER g INSTEAD OF UPDATE ON NESTED TABLE x OF v BEGIN NULL; END;"_s << u"V"_s
        << true;
    QTest::newRow("call")
        << u"CREATE TRIGGER g BEFORE INSERT ON t REFERENCING NEW AS n FOR EACH ROW WHEN (n.a > 0) CALL p"_s
        << u"T"_s << true;
    QTest::newRow("schema") << u"CREATE TRIGGER g AFTER CREATE ON SCHEMA BEGIN NULL; END;"_s
                            << QString() << true;
    QTest::newRow("other schema")
        << u"CREATE TRIGGER g AFTER CREATE ON hr.SCHEMA BEGIN NULL; END;"_s << QString() << true;
    QTest::newRow("database") << u"CREATE TRIGGER g AFTER LOGON ON DATABASE BEGIN NULL; END;"_s
                              << QString() << true;
}

void TestReader::triggersKnowTheirTable()
{
    QFETCH(QString, statement);
    QFETCH(QString, table);
    QFETCH(bool, enabled);
    const ProgramUnit unit = read<CreateUnit>(statement).unit;
    QCOMPARE(unit.table.isEmpty() ? QString() : writtenName(unit.table), table);
    QCOMPARE(unit.enabled, enabled);
    QVERIFY(statement.endsWith(unit.source));
}

void TestReader::passwordsAreNeverKept_data()
{
    QTest::addColumn<QString>("statement");
    QTest::newRow("link")
        << u"CREATE DATABASE LINK rl CONNECT TO u IDENTIFIED BY \"sEcret1\" USING 'tns'"_s;
    QTest::newRow("link, authenticated")
        << u"CREATE SHARED PUBLIC DATABASE LINK rl CONNECT TO u IDENTIFIED BY sEcret1 AUTHENTICATED BY v IDENTIFIED BY sEcret1 USING 'tns'"_s;
    QTest::newRow("link, hashed")
        << u"CREATE DATABASE LINK rl CONNECT TO u IDENTIFIED BY VALUES ':1sEcret1' USING 'tns'"_s;
    QTest::newRow("user") << u"CREATE USER u IDENTIFIED BY sEcret1#2 QUOTA 5M ON users"_s;
    QTest::newRow("user, odd characters") << u"CREATE USER u IDENTIFIED BY 1sEcret1 PROFILE p"_s;
    QTest::newRow("role") << u"CREATE ROLE r IDENTIFIED BY sEcret1"_s;
    QTest::newRow("grant") << u"GRANT CONNECT TO u IDENTIFIED BY sEcret1"_s;
    QTest::newRow("grant, broken behind") << u"GRANT CONNECT TO u IDENTIFIED BY sEcret1 nonsense"_s;
    QTest::newRow("alter user") << u"ALTER USER u IDENTIFIED BY sEcret1 REPLACE sEcret1"_s;
    QTest::newRow("alter link") << u"ALTER DATABASE LINK rl CONNECT TO u IDENTIFIED BY sEcret1"_s;
    QTest::newRow("encryption") << u"CREATE TABLE t (a NUMBER ENCRYPT IDENTIFIED BY sEcret1)"_s;
    QTest::newRow("half") << u"CREATE DATABASE LINK rl CONNECT TO u IDENTIFIED BY sEcret1"_s;
}

void TestReader::passwordsAreNeverKept()
{
    QFETCH(QString, statement);
    const DdlReading reading = readDdl(statement);
    const auto clean = [](const QString &text) {
        return !text.contains("sEcret1"_L1, Qt::CaseInsensitive);
    };
    QVERIFY2(clean(canonical(reading.statement)), qPrintable(canonical(reading.statement)));
    for (const Error &error : reading.errors)
        QVERIFY2(clean(error.toString()), qPrintable(error.toString()));
    for (const OpaqueNote &note : reading.notes)
        QVERIFY2(clean(note.text + note.reason), qPrintable(note.text));
    if (const auto *create = std::get_if<CreateOpaque>(&reading.statement))
        QVERIFY2(create->object.text.contains("IDENTIFIED BY &"_L1),
                 qPrintable(create->object.text));
}

void TestReader::whatIsNotUnderstoodIsNoted()
{
    const DdlReading external = readDdl(
        u"CREATE TABLE x (a NUMBER) ORGANIZATION EXTERNAL (TYPE ORACLE_LOADER DEFAULT DIRECTORY d "
        "ACCESS PARAMETERS (RECORDS DELIMITED BY NEWLINE) LOCATION ('f.csv')) REJECT LIMIT UNLIMITED"_s);
    QVERIFY(external.errors.empty());
    QCOMPARE(external.notes.size(), size_t(1));
    QCOMPARE(external.notes[0].object, (ObjectRef{u"TABLE"_s, {{}, u"X"_s}}));
    QCOMPARE(external.notes[0].where.line, 1);
    QVERIFY(std::get<CreateTable>(external.statement).table.otherClauses.contains("'f.csv'"_L1));

    const DdlReading context = readDdl(u"CREATE CONTEXT c USING p"_s);
    QVERIFY(context.errors.empty());
    QCOMPARE(context.notes.size(), size_t(1));
    QCOMPARE(std::get<CreateOpaque>(context.statement).object.kind, u"CONTEXT"_s);

    for (const QString &statement :
         {u"ALTER TABLE t RENAME SUBPARTITION a TO b"_s,
          u"ALTER TABLE t SET SUBPARTITION TEMPLATE 4"_s, u"COMMENT ON OPERATOR o IS 'x'"_s,
          u"GRANT CREATE SESSION TO u CONTAINER = ALL"_s, u"GRANT r TO PROCEDURE p"_s}) {
        const DdlReading reading = readDdl(statement);
        QVERIFY2(reading.errors.empty(), qPrintable(statement));
        QVERIFY2(reading.notes.size() == 1, qPrintable(statement));
    }
    QVERIFY(readDdl(u"ALTER TABLE t TRUNCATE SUBPARTITION a"_s).notes.empty());
}

void TestReader::noStructure_data()
{
    QTest::addColumn<QString>("statement");
    QTest::addColumn<bool>("ddl");
    for (const QString &text :
         {u"ALTER SESSION SET NLS_LENGTH_SEMANTICS = CHAR"_s, u"ALTER PACKAGE p COMPILE BODY"_s,
          u"ALTER VIEW v COMPILE"_s, u"PURGE RECYCLEBIN"_s, u"ANALYZE TABLE t COMPUTE STATISTICS"_s,
          u"ALTER SYSTEM FLUSH SHARED_POOL"_s, u"FLASHBACK TABLE t TO BEFORE DROP"_s,
          u"AUDIT SELECT ON t"_s, u"ALTER USER u ACCOUNT UNLOCK"_s, u"ALTER TYPE o COMPILE"_s})
        QTest::newRow(qPrintable(text)) << text << true;
    for (const QString &text :
         {u"INSERT INTO t VALUES (1)"_s, u"SELECT 1 FROM DUAL"_s, u"BEGIN NULL; END;"_s,
          u"COMMIT"_s, u"WITH q AS (SELECT 1 x FROM DUAL) SELECT x FROM q"_s,
          u"MERGE INTO t USING u ON (1 = 1)"_s, u"<<a>> BEGIN NULL; END;"_s, QString()})
        QTest::newRow(qPrintable(u"not: "_s + text)) << text << false;
}

void TestReader::noStructure()
{
    QFETCH(QString, statement);
    QFETCH(bool, ddl);
    const DdlReading reading = readDdl(statement);
    for (const Error &error : reading.errors)
        QFAIL(qPrintable(error.toString()));
    QCOMPARE(std::holds_alternative<NoStructure>(reading.statement), ddl);
    QCOMPARE(std::holds_alternative<NotDdl>(reading.statement), !ddl);
}

// Whatever a statement is cut to, and whatever token is missing: an answer, no crash, no hang.
void TestReader::everyPrefixIsHarmless()
{
    const auto rows = rowsOf(QStringLiteral(ATHANOR_TEST_DATA "/ddl/creates.tsv"));
    for (const QStringList &row : rows) {
        const QString &statement = row[2];
        for (qsizetype length = 0; length < statement.size(); ++length)
            (void)readDdl(QStringView(statement).first(length), OracleVersion{23, 0});
        const QStringList words = statement.split(u' ');
        for (qsizetype gone = 0; gone < words.size(); ++gone) {
            QStringList fewer = words;
            fewer.removeAt(gone);
            (void)readDdl(fewer.join(u' '), OracleVersion{23, 0});
        }
    }
}

void TestReader::deepNestingIsHarmless()
{
    const QString open(200000, u'(');
    const QString close(200000, u')');
    const DdlReading balanced =
        readDdl(u"CREATE TABLE t (a NUMBER DEFAULT "_s + open + u'1' + close + u" NOT NULL)"_s);
    QVERIFY(balanced.errors.empty());
    QVERIFY(std::get<CreateTable>(balanced.statement).table.columns[0].notNull.has_value());
    const DdlReading open1 = readDdl(u"CREATE TABLE t (a NUMBER CHECK "_s + open);
    QVERIFY(!open1.errors.empty());
    QString cases;
    for (int i = 0; i < 50000; ++i)
        cases += u"CASE WHEN 1 = 1 THEN "_s;
    (void)readDdl(u"CREATE TABLE t (a NUMBER DEFAULT "_s + cases);
}

void TestReader::commentsBehindSwallowNothing_data()
{
    QTest::addColumn<QString>("statement");
    // # is where a comment may stand behind a query, an expression or a condition.
    for (
        const QString &statement : {
            u"CREATE VIEW v AS SELECT a FROM t WHERE a > 1#"_s,
            u"CREATE VIEW v AS SELECT a FROM t# WITH READ ONLY#"_s,
            u"CREATE VIEW v AS SELECT a FROM t# WITH CHECK OPTION# CONSTRAINT c#"_s,
            u"CREATE VIEW v AS SELECT a FROM t# CONTAINER_MAP#"_s,
            u"CREATE MATERIALIZED VIEW m REFRESH COMPLETE# AS SELECT a FROM t#"_s,
            u"CREATE TABLE c (x NUMBER#) PARALLEL 4#"_s,
            u"CREATE TABLE c (x NUMBER CHECK (x > 0#)#, CONSTRAINT k CHECK (x < 9#)#)#"_s,
            u"CREATE TABLE c (x NUMBER DEFAULT 1 + 1# NOT NULL#, y NUMBER AS (x + 1#)#)#"_s,
            u"CREATE TABLE c (x DATE) PARTITION BY RANGE (x#) INTERVAL (NUMTODSINTERVAL(1, 'DAY')#)"
            " (PARTITION p VALUES LESS THAN (DATE '2020-01-01'#)#)#"_s,
            u"CREATE INDEX i ON t (a + 1#, UPPER(b)# DESC#)#"_s,
            u"CREATE TABLE c (x NUMBER, CONSTRAINT k UNIQUE (x) USING INDEX LOCAL (PARTITION p#)#)"_s,
            u"CREATE DIRECTORY d AS '/x'#"_s,
            u"CREATE SYNONYM s FOR t@l#"_s,
            u"CREATE OR REPLACE JSON DUALITY VIEW d AS t @insert { _id : a }#"_s,
        })
        QTest::newRow(qPrintable(statement)) << statement;
}

// What is written behind a text, a terminator or a parenthesis, never falls into its comment.
void TestReader::commentsBehindSwallowNothing()
{
    QFETCH(QString, statement);
    const auto with = [&statement](const QString &comment) {
        QString text = statement;
        return text.replace(u'#', comment);
    };
    const OracleVersion target{23, 0};
    const DdlReading plain = readDdl(with({}), target);
    QVERIFY(plain.errors.empty());
    for (const QString &comment : {u" -- AND a > 2\n"_s, u" /* AND a > 2 */"_s,
                                   u" /* x */ -- y\n -- z; it's\n"_s, u"--\n"_s}) {
        const DdlReading reading = readDdl(with(comment), target);
        for (const Error &error : reading.errors)
            QFAIL(qPrintable(error.toString()));
        if (const auto *opaque = std::get_if<CreateOpaque>(&reading.statement)) {
            const Script script =
                splitScript(scriptText(writeOpaque(opaque->object)) + u"SELECT 1 FROM dual;"_s);
            QCOMPARE(script.statements.size(), size_t(2));
            continue;
        }
        QCOMPARE(canonical(reading.statement), canonical(plain.statement));
    }
    // A catalog from a dictionary has the comments still: Oracle keeps a view's text as it is.
    if (const auto *view = std::get_if<CreateView>(&plain.statement)) {
        View commented = view->view;
        commented.query += u" -- AND a > 2"_s;
        const Script script =
            splitScript(scriptText(writeView(commented)) + u"SELECT 1 FROM dual;"_s);
        QCOMPARE(script.statements.size(), size_t(2));
    }
    if (const auto *table = std::get_if<CreateTable>(&plain.statement)) {
        Table commented = table->table;
        for (Constraint &constraint : commented.constraints)
            if (!constraint.condition.isEmpty())
                constraint.condition += u" -- positive"_s;
        for (Column &column : commented.columns)
            if (!column.virtualExpression.isEmpty())
                column.virtualExpression += u" -- plus"_s;
        const QString text = writeTable(commented).text;
        const DdlReading again = readDdl(text, target);
        QVERIFY2(again.errors.empty(), qPrintable(text));
        QCOMPARE(canonical(again.statement), canonical(plain.statement));
    }
}

void TestReader::referenceScripts_data()
{
    QTest::addColumn<QString>("file");
    QDirIterator files(QStringLiteral(ATHANOR_SHARED_REFERENCES "/scripts"), {u"*.sql"_s},
                       QDir::Files, QDirIterator::Subdirectories);
    int count = 0;
    while (files.hasNext()) {
        const QString file = files.next();
        QTest::newRow(qPrintable(QString::number(++count) + u' ' + files.fileName())) << file;
    }
    if (count == 0)
        QTest::newRow("absent") << QString();
}

// Real scripts have no syntax errors, and nothing in them is opaque without a reason.
void TestReader::referenceScripts()
{
    QFETCH(QString, file);
    if (file.isEmpty())
        QSKIP("the shared references are not here: scripts/");
    const Script script = splitScript(*readTextFile(file), file);
    for (const Statement &statement : script.statements) {
        if (statement.kind == StatementKind::Client)
            continue;
        const DdlReading reading = readDdl(executableText(script, statement), OracleVersion{23, 0});
        for (const Error &error : reading.errors)
            QFAIL(qPrintable(u"%1: %2"_s.arg(statement.line).arg(error.toString())));
        for (const OpaqueNote &note : reading.notes)
            QVERIFY(!note.reason.isEmpty() && !note.object.type.isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestReader)
#include "tst_reader.moc"
