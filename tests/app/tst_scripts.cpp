// SPDX-License-Identifier: MIT
// The verbs that work on any Oracle script, without a project: split, model, diff.
#include "process.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtTest/QtTest>

using namespace Qt::StringLiterals;

namespace {

const QByteArray script = "PROMPT a script\n"
                          "CREATE TABLE t (a NUMBER, b VARCHAR2(10));\n"
                          "CREATE OR REPLACE TRIGGER trg BEFORE INSERT ON t FOR EACH ROW\n"
                          "BEGIN\n  :NEW.a := 1;\nEND;\n/\n"
                          "-- athanor: tolerate ORA-00955\n"
                          "CREATE INDEX i ON t (b)\n";

} // namespace

class TestScripts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void split();
    void splitStandardInput();
    void splitOfManyStatementsIsWhole();
    void splitOfAnOpenQuote();
    void splitOfNoFile();
    void modelDdl();
    void modelJson();
    void modelOfAFolder();
    void modelExplain();
    void modelSaysEveryErrorAndPrintsTheRest();
    void modelCompletes();
    void diffOfEqualScripts();
    void diffOfScripts();
    void diffWritesBothWays();
    void diffOfRenames();
    void diffNamesTheBrokenSide();
    void variablesOfScripts();
    void spelling();
    void ampersandsSurvive();
    void variablesOfTheProject();
};

void TestScripts::spelling()
{
    const Shop shop;
    shop.write(u"athanor.toml"_s,
               shop.read(u"athanor.toml"_s).toUtf8() + "\n[style]\nnames = \"lower\"\n");
    shop.write(u"model/m.sql"_s, "create table Orders (ID number(10));\n");
    const auto first = [&shop](const char *words) {
        return shop.run(words).out.section(u'\n', 0, 1).simplified();
    };
    QCOMPARE(first("model --ddl"), u"CREATE TABLE orders ( id NUMBER(10)"_s);
    QCOMPARE(first("model --ddl --names upper --keywords lower"),
             u"create table ORDERS ( ID number(10)"_s);
    QCOMPARE(first("model --ddl model/m.sql"), u"CREATE TABLE ORDERS ( ID NUMBER(10)"_s);
    QCOMPARE(first("diff base model --sql --names upper"),
             u"CREATE TABLE ORDERS ( ID NUMBER(10)"_s);
    EXPECT_EXIT(shop.run("model --names small"), 2);
}

// An & that is meant literally goes through model, revision, review and run as it is; the revision
// says SET DEFINE OFF, so SQL*Plus leaves it alone, too.
void TestScripts::ampersandsSurvive()
{
    const Shop shop;
    shop.write(u"model/m.sql"_s,
               "CREATE TABLE t (a VARCHAR2(20) DEFAULT 'R&D');\n"
               "COMMENT ON TABLE t IS 'Marks & Spencer';\n");
    const Answer asked = shop.run("migrate -m x");
    EXPECT_EXIT(asked, 3);
    QVERIFY2(asked.err.contains(u"m.sql:1:42: "_s) && asked.err.contains(u"SET DEFINE OFF"_s),
             qPrintable(asked.said()));
    shop.write(u"model/m.sql"_s, "SET DEFINE OFF\n" + shop.read(u"model/m.sql"_s).toUtf8());
    EXPECT_EXIT(shop.run("migrate -m x"), 0);
    const QString text = shop.read(u"versions/"_s + shop.files(u"versions"_s).front());
    QVERIFY2(text.contains(u"SET DEFINE OFF"_s), qPrintable(text));
    EXPECT_EXIT(shop.run("rehearse"), 0);
    EXPECT_EXIT(shop.run("review"), 0);
    EXPECT_EXIT(shop.run("upgrade"), 0);
    EXPECT_EXIT(shop.run("check"), 0);
    QVERIFY(shop.run("model --ddl").out.contains(u"'R&D'"_s));
}

void TestScripts::variablesOfTheProject()
{
    const Shop shop;
    const QByteArray toml = shop.read(u"athanor.toml"_s).toUtf8();
    shop.write(u"athanor.toml"_s, toml + "\n[variables]\nprefix = \"app_\"\n");
    shop.write(u"model/m.sql"_s, "CREATE TABLE &&prefix.t (a NUMBER);\n");
    const Answer model = shop.run("model");
    EXPECT_EXIT(model, 0);
    QVERIFY2(model.out.contains(u"APP_T"_s), qPrintable(model.said()));
    QVERIFY(shop.run("model --define PREFIX=x_").out.contains(u"X_T"_s));
    EXPECT_EXIT(shop.run("revision -m x"), 0);
    const QString file = u"versions/"_s + shop.files(u"versions"_s).front();
    QByteArray revision = shop.read(file).toUtf8();
    revision.replace("== upgrade ========\n",
                     "== upgrade ========\nCREATE TABLE &prefix.t (a NUMBER);\n");
    revision.replace("== downgrade ========\n", "== downgrade ========\nDROP TABLE &prefix.t;\n");
    shop.write(file, revision);
    EXPECT_EXIT(shop.run("review"), 0);
    EXPECT_EXIT(shop.run("upgrade"), 0);
    EXPECT_EXIT(shop.run("check"), 0);
    EXPECT_EXIT(shop.run("downgrade base"), 0);
}

// --define for paths; what has no value is an error at its place that says what to write where.
void TestScripts::variablesOfScripts()
{
    const Shop shop(Shop::Nothing);
    shop.write(u"a.sql"_s,
               "CREATE TABLE &prefix.t (a NUMBER);\nCOMMENT ON TABLE &prefix.t IS 'R&D';\n");
    const Answer without = shop.run("model a.sql");
    EXPECT_EXIT(without, 3);
    QVERIFY2(without.err.contains(u"a.sql:1:14: "_s), qPrintable(without.said()));
    QVERIFY(without.err.contains(u"--define PREFIX="_s));
    QVERIFY(without.err.contains(u"a.sql:2:33: "_s));
    QVERIFY(without.err.contains(u"SET DEFINE OFF"_s));
    const Answer with = shop.run("model a.sql --define prefix=app_ --define D=x --ddl");
    EXPECT_EXIT(with, 0);
    QVERIFY2(with.out.contains(u"COMMENT ON TABLE APP_T IS 'Rx'"_s), qPrintable(with.said()));
    shop.write(u"b.sql"_s, "CREATE TABLE app_t (a NUMBER);\nCOMMENT ON TABLE app_t IS 'Rx';\n");
    EXPECT_EXIT(shop.run("diff a.sql b.sql --define prefix=app_ --define D=x"), 0);
    EXPECT_EXIT(shop.run("diff a.sql b.sql --define prefix=app_"), 3);
    EXPECT_EXIT(shop.run("model a.sql --define prefix"), 2);
}

void TestScripts::split()
{
    const Shop shop(Shop::Nothing);
    shop.write(u"s.sql"_s, script);
    const Answer answer = shop.run("split s.sql --json");
    EXPECT_EXIT(answer, 0);
    const QJsonArray statements = answer.json().array();
    QCOMPARE(statements.size(), 4);
    const auto field = [&](int i, const char *name) {
        return statements.at(i).toObject().value(QLatin1String(name)).toVariant();
    };
    const QStringList kinds{u"client"_s, u"sql"_s, u"plsql"_s, u"sql"_s};
    const QStringList terminators{u"line-end"_s, u";"_s, u"/"_s, u"end-of-text"_s};
    const QList<int> lines{1, 2, 3, 9};
    for (int i = 0; i < 4; ++i) {
        QCOMPARE(field(i, "index").toInt(), i + 1);
        QCOMPARE(field(i, "kind").toString(), kinds[i]);
        QCOMPARE(field(i, "terminator").toString(), terminators[i]);
        QCOMPARE(field(i, "line").toInt(), lines[i]);
        QCOMPARE(field(i, "column").toInt(), 1);
    }
    QCOMPARE(field(1, "text").toString(), u"CREATE TABLE t (a NUMBER, b VARCHAR2(10))"_s);
    QVERIFY(field(2, "text").toString().endsWith(u"END;"_s));
    QCOMPARE(field(3, "directives").toStringList(), QStringList{u"tolerate ORA-00955"_s});
    const Answer list = shop.run("split s.sql");
    EXPECT_EXIT(list, 0);
    QCOMPARE(list.out.count(u'\n'), 4);
}

void TestScripts::splitStandardInput()
{
    const Shop shop(Shop::Nothing);
    const Answer answer = shop.run({u"split"_s, u"-"_s, u"--json"_s}, "SELECT 1 FROM dual;\n");
    EXPECT_EXIT(answer, 0);
    QCOMPARE(answer.json().array().size(), 1);
    EXPECT_EXIT(shop.run({u"split"_s, u"-"_s}, "\xff\xfe"), 3);
    const Answer none = shop.run({u"split"_s, u"-"_s, u"--json"_s}, "");
    EXPECT_EXIT(none, 0);
    QVERIFY(none.json().isArray() && none.json().array().isEmpty());
}

void TestScripts::splitOfManyStatementsIsWhole()
{
    const Shop shop(Shop::Nothing);
    QByteArray text;
    for (int i = 0; i < 5000; ++i)
        text += "INSERT INTO größe VALUES (" + QByteArray::number(i) + ", 'ж');\n";
    shop.write(u"s.sql"_s, text);
    const QJsonArray statements = shop.run("split s.sql --json").json().array();
    QCOMPARE(statements.size(), 5000);
    for (int i = 0; i < 5000; i += 499) {
        QCOMPARE(statements.at(i).toObject().value(u"text"_s).toString(),
                 u"INSERT INTO größe VALUES (%1, 'ж')"_s.arg(i));
    }
}

void TestScripts::splitOfAnOpenQuote()
{
    const Shop shop(Shop::Nothing);
    shop.write(u"s.sql"_s, "SELECT 1 FROM dual;\nSELECT 'open FROM dual;\n");
    const Answer answer = shop.run("split s.sql");
    EXPECT_EXIT(answer, 3);
    QVERIFY2(answer.err.contains(u"s.sql:2:8: "_s), qPrintable(answer.said()));
    QVERIFY(answer.out.contains(u"SELECT 1 FROM dual"_s));
}

void TestScripts::splitOfNoFile()
{
    const Shop shop(Shop::Nothing);
    const Answer answer = shop.run("split nowhere.sql");
    EXPECT_EXIT(answer, 3);
    QVERIFY2(answer.err.contains(u"nowhere.sql: "_s), qPrintable(answer.said()));
}

void TestScripts::modelDdl()
{
    const Shop shop(Shop::Nothing);
    shop.write(u"s.sql"_s, script);
    const Answer answer = shop.run("model --ddl s.sql");
    EXPECT_EXIT(answer, 0);
    QVERIFY2(answer.out.contains(u"CREATE TABLE t ("_s, Qt::CaseInsensitive),
             qPrintable(answer.said()));
    QVERIFY(answer.out.contains(u"TRIGGER trg"_s, Qt::CaseInsensitive));
    // What was written reads as the same schema.
    shop.write(u"again.sql"_s, answer.out.toUtf8());
    QCOMPARE(shop.run("model --json again.sql").out, shop.run("model --json s.sql").out);
    const Answer list = shop.run("model s.sql");
    EXPECT_EXIT(list, 0);
    QVERIFY2(list.out.contains(u"TABLE "_s) && list.out.contains(u"2 columns"_s),
             qPrintable(list.said()));
}

void TestScripts::modelJson()
{
    const Shop shop(Shop::Nothing);
    shop.write(u"s.sql"_s,
               "CREATE TABLE t (\n  id NUMBER(10) DEFAULT 7 NOT NULL,\n  name VARCHAR2(30 CHAR),\n"
               "  CONSTRAINT t_pk PRIMARY KEY (id)\n);\nCOMMENT ON COLUMN t.name IS 'x';\n"
               "CREATE SEQUENCE s CACHE 10;\n");
    const Answer answer = shop.run("model --json s.sql");
    EXPECT_EXIT(answer, 0);
    const QJsonObject object = answer.json().object();
    const QJsonObject table = object.value(u"tables"_s).toArray().at(0).toObject();
    QCOMPARE(table.value(u"name"_s).toString(), u"T"_s);
    QCOMPARE(table.value(u"kind"_s).toString(), u"heap"_s);
    const QJsonObject id = table.value(u"columns"_s).toArray().at(0).toObject();
    QCOMPARE(id.value(u"type"_s).toString(), u"NUMBER(10)"_s);
    QCOMPARE(id.value(u"nullable"_s).toBool(true), false);
    QCOMPARE(id.value(u"default"_s).toString(), u"7"_s);
    const QJsonObject name = table.value(u"columns"_s).toArray().at(1).toObject();
    QCOMPARE(name.value(u"nullable"_s).toBool(false), true);
    QCOMPARE(name.value(u"comment"_s).toString(), u"x"_s);
    const QJsonObject key = table.value(u"constraints"_s).toArray().at(0).toObject();
    QCOMPARE(key.value(u"kind"_s).toString(), u"primary-key"_s);
    QCOMPARE(key.value(u"columns"_s).toArray(), QJsonArray{u"ID"_s});
    QCOMPARE(object.value(u"sequences"_s).toArray().at(0).toObject().value(u"name"_s).toString(),
             u"S"_s);
    QVERIFY(object.value(u"errors"_s).toArray().isEmpty());
}

void TestScripts::modelOfAFolder()
{
    const Shop shop(Shop::Nothing);
    // The child comes first by name: a folder is read in any order.
    shop.write(u"m/a_child.sql"_s,
               "CREATE TABLE c (p NUMBER, CONSTRAINT c_fk FOREIGN KEY (p) REFERENCES p (id));\n");
    shop.write(u"m/deep/parent.sql"_s, "CREATE TABLE p (id NUMBER CONSTRAINT p_pk PRIMARY KEY);\n");
    const Answer answer = shop.run("model --json m");
    EXPECT_EXIT(answer, 0);
    QCOMPARE(answer.json().object().value(u"tables"_s).toArray().size(), 2);
    EXPECT_EXIT(shop.run("model --json m/a_child.sql"), 3);
    shop.write(u"empty/readme.txt"_s, "x");
    EXPECT_EXIT(shop.run("model empty"), 3);
}

void TestScripts::modelExplain()
{
    const Shop shop(Shop::Nothing);
    shop.write(u"s.sql"_s, "CREATE TABLE t (a NUMBER);\n\nCREATE DIRECTORY d AS '/tmp';\n");
    const Answer answer = shop.run("model --explain s.sql");
    EXPECT_EXIT(answer, 0);
    QVERIFY2(answer.out.contains(u"s.sql:3:"_s), qPrintable(answer.said()));
    QVERIFY(!answer.out.contains(u"s.sql:1:"_s));
}

void TestScripts::modelSaysEveryErrorAndPrintsTheRest()
{
    const Shop shop(Shop::Nothing);
    shop.write(u"s.sql"_s,
               "CREATE TABLE t (a NUMBER(,));\nCREATE TABLE u (a NUMBER);\n"
               "ALTER TABLE nowhere ADD b NUMBER;\n");
    const Answer answer = shop.run("model --json s.sql");
    EXPECT_EXIT(answer, 3);
    QVERIFY2(answer.err.contains(u"s.sql:1:"_s) && answer.err.contains(u"s.sql:3:"_s)
                 && answer.err.contains(u"ORA-00942"_s),
             qPrintable(answer.said()));
    const QJsonObject object = answer.json().object();
    QVERIFY(object.value(u"errors"_s).toArray().size() >= 2);
    const QJsonObject missing = object.value(u"errors"_s).toArray().last().toObject();
    QCOMPARE(missing.value(u"oraCode"_s).toString(), u"ORA-00942"_s);
    QCOMPARE(missing.value(u"line"_s).toInt(), 3);
}

void TestScripts::modelCompletes()
{
    const Shop shop(Shop::Nothing);
    shop.write(u"s.sql"_s, "CREATE TABLE t (id NUMBER(10) CONSTRAINT t_pk PRIMARY KEY);\n");
    QVERIFY(!shop.run("model --ddl s.sql").out.contains(u"SEQUENCE"_s));
    QVERIFY(
        shop.run("model --ddl s.sql --autoincrement sequence-default").out.contains(u"SEQUENCE"_s));
    QVERIFY(shop.run("model --ddl s.sql --autoincrement identity").out.contains(u"IDENTITY"_s));
    QVERIFY(shop.run("model --ddl s.sql --autoincrement identity --oracle-version 11.2")
                .out.contains(u"TRIGGER"_s));
}

void TestScripts::diffOfEqualScripts()
{
    const Shop shop(Shop::Nothing);
    shop.write(u"a.sql"_s, "CREATE TABLE t (a INTEGER, b VARCHAR(10));\n");
    shop.write(u"b.sql"_s, "create table \"T\" (a number(*,0), b varchar2(10 byte));\n");
    const Answer answer = shop.run("diff a.sql b.sql");
    EXPECT_EXIT(answer, 0);
    QVERIFY(answer.out.isEmpty());
    QCOMPARE(shop.run("diff a.sql b.sql --json").json().object().value(u"differs"_s).toBool(true),
             false);
}

void TestScripts::diffOfScripts()
{
    const Shop shop(Shop::Nothing);
    shop.write(u"a.sql"_s, "CREATE TABLE t (a NUMBER, b VARCHAR2(10));\n");
    shop.write(u"b.sql"_s, "CREATE TABLE t (a NUMBER NOT NULL, c DATE);\n");
    const Answer answer = shop.run("diff a.sql b.sql");
    EXPECT_EXIT(answer, 1);
    QCOMPARE(answer.out.count(u'\n'), 3);
    QVERIFY(answer.err.contains(u"ORA-02296"_s) || answer.err.contains(u"NULL"_s));
    const Answer sql = shop.run("diff a.sql b.sql --sql");
    EXPECT_EXIT(sql, 1);
    QVERIFY2(sql.out.contains(QRegularExpression(u"MODIFY \\(?a NOT NULL"_s,
                                                 QRegularExpression::CaseInsensitiveOption)),
             qPrintable(sql.said()));
}

void TestScripts::diffWritesBothWays()
{
    const Shop shop(Shop::Nothing);
    shop.write(u"a.sql"_s, "CREATE TABLE t (a NUMBER, b VARCHAR2(10));\n");
    shop.write(u"b.sql"_s, "CREATE TABLE t (a NUMBER NOT NULL, c DATE);\nCREATE SEQUENCE s;\n");
    EXPECT_EXIT(shop.run("diff a.sql b.sql --up up.sql --down down.sql"), 1);
    // Applied, they lead there and back again.
    shop.write(u"there.sql"_s, (shop.read(u"a.sql"_s) + shop.read(u"up.sql"_s)).toUtf8());
    EXPECT_EXIT(shop.run("diff there.sql b.sql"), 0);
    shop.write(u"back.sql"_s, (shop.read(u"there.sql"_s) + shop.read(u"down.sql"_s)).toUtf8());
    EXPECT_EXIT(shop.run("diff back.sql a.sql"), 0);
}

void TestScripts::diffOfRenames()
{
    const Shop shop(Shop::Nothing);
    shop.write(u"a.sql"_s, "CREATE TABLE person (a NUMBER, b VARCHAR2(10), c DATE);\n");
    shop.write(u"b.sql"_s, "CREATE TABLE people (a NUMBER, b VARCHAR2(10), c DATE);\n");
    const Answer asked = shop.run("diff a.sql b.sql");
    EXPECT_EXIT(asked, 1);
    QVERIFY2(asked.err.contains(u"--rename PERSON=PEOPLE"_s), qPrintable(asked.said()));
    const Answer renamed = shop.run("diff a.sql b.sql --rename PERSON=PEOPLE --json");
    EXPECT_EXIT(renamed, 1);
    const QJsonArray changes = renamed.json().object().value(u"changes"_s).toArray();
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.at(0).toObject().value(u"kind"_s).toString(), u"renamed"_s);
    EXPECT_EXIT(shop.run("diff a.sql b.sql --rename nope=people"), 2);
}

void TestScripts::diffNamesTheBrokenSide()
{
    const Shop shop(Shop::Nothing);
    shop.write(u"a.sql"_s, "CREATE TABLE t (a NUMBER);\n");
    shop.write(u"b.sql"_s, "CREATE TABLE t (a NUMBER(,));\n");
    const Answer answer = shop.run("diff a.sql b.sql");
    EXPECT_EXIT(answer, 3);
    QVERIFY2(answer.err.contains(u"b.sql:1:"_s), qPrintable(answer.said()));
    EXPECT_EXIT(shop.run("diff a.sql nowhere.sql"), 2);
}

QTEST_GUILESS_MAIN(TestScripts)
#include "tst_scripts.moc"
