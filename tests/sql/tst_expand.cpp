// SPDX-License-Identifier: MIT
#include "sql/expand.h"
#include "sql/substitution.h"

#include <QtCore/QFile>
#include <QtTest/QtTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

const QString references = QStringLiteral(ATHANOR_SHARED_REFERENCES);

using Files = std::map<QString, QString>;

ExpandedScript expanded(const Files &files, const QString &root,
                        std::map<QString, QString> variables = {})
{
    ExpandOptions options;
    options.variables = std::move(variables);
    options.readFile = [&files](const QString &path) -> Result<QString> {
        const auto found = files.find(path);
        if (found == files.end())
            return failure(ErrorKind::File, u"no such file: "_s + path);
        return found->second;
    };
    return expandScript(splitScript(files.at(root), root), options);
}

ExpandedScript expanded(const QString &text, std::map<QString, QString> variables = {})
{
    return expanded(Files{{u"/p/main.sql"_s, text}}, u"/p/main.sql"_s, std::move(variables));
}

QStringList texts(const ExpandedScript &script)
{
    QStringList result;
    for (const ReadyStatement &statement : script.statements)
        result += statement.text;
    return result;
}

QStringList messages(const Errors &errors)
{
    QStringList result;
    for (const Error &error : errors)
        result += error.toString();
    return result;
}

QStringList commands(const ExpandedScript &script)
{
    QStringList result;
    for (const PassedOver &command : script.passedOver)
        result += command.command;
    return result;
}

} // namespace

class TestExpand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statementsStay();
    void executeBecomesBlock();
    void variables_data();
    void variables();
    void missingVariablesAreReported();
    void acceptAsksAndDefinesNothing();
    void queriesGiveNoValues();
    void inclusionIsRelativeToTheFile();
    void inclusionCircles();
    void inclusionProblems();
    void filesOfOneFolder();
    void argumentsOfIncludedFiles();
    void refusals_data();
    void refusals();
    void harmlessSettings_data();
    void harmlessSettings();
    void substitutionCanBeOffFromTheStart();
    void harmlessCommandsAreListed();
    void exitEnds();
    void disconnectEnds();
    void wheneverSqlError();
    void bindVariablesAreRefused();
    void splitterProblems();
    void humanResources();
};

void TestExpand::statementsStay()
{
    const ExpandedScript script = expanded(
        u"-- athanor: not-rehearsed\nSELECT 1 -\n, 2 FROM dual;\n  BEGIN NULL; END;\n/\n"_s);
    QCOMPARE(texts(script), (QStringList{u"SELECT 1 \n, 2 FROM dual"_s, u"BEGIN NULL; END;"_s}));
    QCOMPARE(script.statements[0].directives, QStringList{u"not-rehearsed"_s});
    QCOMPARE(script.statements[0].where, (Place{u"/p/main.sql"_s, 2, 1}));
    QCOMPARE(script.statements[1].where, (Place{u"/p/main.sql"_s, 4, 3}));
    QCOMPARE(script.statements[1].kind, StatementKind::PlSql);
    QCOMPARE(messages(script.errors), QStringList());
    QCOMPARE(script.files, QStringList{u"/p/main.sql"_s});
}

void TestExpand::executeBecomesBlock()
{
    const ExpandedScript script = expanded(
        u"EXEC p('a;b', -\n  1);\nexecute pk.q\nEXEC\nEXEC p('--'); -- c\nEXEC q /* ; */\n"_s);
    QCOMPARE(texts(script),
             (QStringList{u"BEGIN p('a;b',    1); END;"_s, u"BEGIN pk.q; END;"_s,
                          u"BEGIN p('--'); END;"_s, u"BEGIN q; END;"_s}));
    QCOMPARE(script.statements[0].kind, StatementKind::PlSql);
    QCOMPARE(messages(script.errors),
             QStringList{u"/p/main.sql:4:1: EXECUTE without a statement."_s});
}

void TestExpand::variables_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("given") << u"SELECT &a FROM &A;"_s << u"SELECT va FROM va"_s;
    QTest::newRow("double") << u"SELECT &&a FROM dual;"_s << u"SELECT va FROM dual"_s;
    QTest::newRow("dot") << u"SELECT 1 FROM &a..t;"_s << u"SELECT 1 FROM va.t"_s;
    QTest::newRow("glued") << u"SELECT 1 FROM &a._t;"_s << u"SELECT 1 FROM va_t"_s;
    QTest::newRow("in a literal") << u"SELECT '&a.;' FROM dual;"_s << u"SELECT 'va;' FROM dual"_s;
    QTest::newRow("in quotes") << u"SELECT \"&a\" FROM dual;"_s << u"SELECT \"va\" FROM dual"_s;
    QTest::newRow("in a hint") << u"SELECT /*+ &a */ 1 FROM dual;"_s
                               << u"SELECT /*+ va */ 1 FROM dual"_s;
    QTest::newRow("not in a comment")
        << u"SELECT /* &x */ 1 -- &y\nFROM dual;"_s << u"SELECT /* &x */ 1 -- &y\nFROM dual"_s;
    QTest::newRow("no name") << u"SELECT 'R & ', '&', '&&', '& &' FROM dual;"_s
                             << u"SELECT 'R & ', '&', '&&', '& &' FROM dual"_s;
    // SQL*Plus asks for SPENCER in 'Marks & Spencer'.
    QTest::newRow("blanks before the name") << u"SELECT 'Marks &  a', '&&\ta.s' FROM dual;"_s
                                            << u"SELECT 'Marks va', 'vas' FROM dual"_s;
    QTest::newRow("number") << u"SELECT &1 FROM dual;"_s << u"SELECT v1 FROM dual"_s;
    QTest::newRow("define") << u"DEFINE b = 'x y'\nSELECT &b FROM dual;"_s
                            << u"SELECT x y FROM dual"_s;
    QTest::newRow("define unquoted")
        << u"def b = x; y \nSELECT '&b' FROM dual;"_s << u"SELECT 'x; y' FROM dual"_s;
    QTest::newRow("define doubled quotes")
        << u"DEFINE b = 'it''s'\nSELECT q'[&b]' FROM dual;"_s << u"SELECT q'[it's]' FROM dual"_s;
    QTest::newRow("define from another")
        << u"DEFINE b = '&a.b'\nSELECT &b FROM dual;"_s << u"SELECT vab FROM dual"_s;
    QTest::newRow("define overrides")
        << u"DEFINE a = z\nSELECT &a FROM dual;"_s << u"SELECT z FROM dual"_s;
    QTest::newRow("off") << u"SET DEFINE OFF\nSELECT '&x' FROM dual;"_s
                         << u"SELECT '&x' FROM dual"_s;
    QTest::newRow("off among others")
        << u"SET ECHO ON DEF OFF;\nSELECT '&x' FROM dual;"_s << u"SELECT '&x' FROM dual"_s;
    QTest::newRow("a remark behind it")
        << u"SET DEFINE OFF -- texts have ampersands\nSET ECHO ON /* and */\nSELECT '&x' FROM dual;"_s
        << u"SELECT '&x' FROM dual"_s;
    QTest::newRow("scan off") << u"SET SCAN OFF\nSELECT '&x' FROM dual;"_s
                              << u"SELECT '&x' FROM dual"_s;
    QTest::newRow("on again") << u"SET DEFINE OFF\nSET DEFINE ON\nSELECT &a FROM dual;"_s
                              << u"SELECT va FROM dual"_s;
    QTest::newRow("another character")
        << u"SET DEFINE ^\nSELECT '&x', ^a FROM dual;"_s << u"SELECT '&x', va FROM dual"_s;
    QTest::newRow("quoted character")
        << u"SET DEFINE '~'\nSELECT '&x', ~a FROM dual;"_s << u"SELECT '&x', va FROM dual"_s;
    QTest::newRow("escape") << u"SET ESCAPE ON\nSELECT '\\&x' FROM dual;"_s
                            << u"SELECT '&x' FROM dual"_s;
    QTest::newRow("concat") << u"SET CONCAT !\nSELECT &a!b.c FROM dual;"_s
                            << u"SELECT vab.c FROM dual"_s;
    QTest::newRow("concat off") << u"SET CONCAT OFF\nSELECT &a.b FROM dual;"_s
                                << u"SELECT va.b FROM dual"_s;
    QTest::newRow("in a block") << u"BEGIN p('&a'); END;\n/"_s << u"BEGIN p('va'); END;"_s;
    QTest::newRow("in a command") << u"EXEC p('&a')"_s << u"BEGIN p('va'); END;"_s;
}

void TestExpand::variables()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const ExpandedScript script = expanded(text, {{u"a"_s, u"va"_s}, {u"1"_s, u"v1"_s}});
    QCOMPARE(messages(script.errors), QStringList());
    QCOMPARE(texts(script), QStringList{expected});
}

void TestExpand::missingVariablesAreReported()
{
    const ExpandedScript script =
        expanded(u"DEFINE b = 1\nUNDEFINE b\nPROMPT &nobody\nREM &nobody\n"
                 "SELECT 1,\n  &b, &B, &c. FROM dual;\n"_s);
    QCOMPARE(texts(script), QStringList{u"SELECT 1,\n  &b, &B, &c. FROM dual"_s});
    QCOMPARE(script.missing.size(), size_t(2));
    QCOMPARE(script.missing[0].name, u"B"_s);
    QCOMPARE(script.missing[0].where, (Place{u"/p/main.sql"_s, 6, 3}));
    QCOMPARE(script.missing[1].name, u"C"_s);
    QCOMPARE(script.errors.size(), size_t(2));
    QCOMPARE(script.errors[0].kind, ErrorKind::Semantic);
    QVERIFY(script.errors[0].message.contains(u"[variables]"_s));
    QVERIFY(script.errors[0].message.contains(u"SET DEFINE OFF"_s));
    QCOMPARE(script.errors[0].where, script.missing[0].where);
}

void TestExpand::acceptAsksAndDefinesNothing()
{
    const QString text =
        u"ACCEPT pass CHAR PROMPT 'Password? ' DEFAULT 'none' HIDE\nACCEPT unused NUMBER\n"
        "CREATE USER hr IDENTIFIED BY \"&pass\";\n"_s;
    const ExpandedScript script = expanded(text);
    QCOMPARE(script.missing.size(), size_t(1));
    QCOMPARE(script.missing[0],
             (MissingVariable{
                 u"PASS"_s, {u"/p/main.sql"_s, 3, 31}, u"Password? "_s, u"none"_s, true, false}));
    QCOMPARE(texts(expanded(text, {{u"PASS"_s, u"s3"_s}})),
             QStringList{u"CREATE USER hr IDENTIFIED BY \"s3\""_s});
}

void TestExpand::queriesGiveNoValues()
{
    const ExpandedScript script =
        expanded(u"COL v NEW_VALUE tbs NOPRINT\nSELECT 'x' v FROM dual;\nDROP TABLE &tbs;"_s);
    QCOMPARE(script.missing.size(), size_t(1));
    QVERIFY(script.missing[0].fromQuery);
    QVERIFY(script.errors.at(0).message.contains(u"query"_s));
}

void TestExpand::inclusionIsRelativeToTheFile()
{
    const Files files = {
        {u"/p/main.sql"_s,
         u"SELECT 0 FROM dual;\n@sub/one\n@@two.sql\nSTART \"a b.sql\"\nSELECT 9 FROM dual;"_s},
        {u"/p/sub/one.sql"_s, u"SET DEFINE OFF\n@@three\n"_s},
        {u"/p/sub/three.sql"_s, u"\n SELECT 3 FROM dual;\n@../two.sql"_s},
        {u"/p/two.sql"_s, u"SELECT '&2' FROM dual;"_s},
        {u"/p/a b.sql"_s, u"SELECT 4 FROM dual;"_s},
    };
    const ExpandedScript script = expanded(files, u"/p/main.sql"_s);
    QCOMPARE(messages(script.errors), QStringList());
    QCOMPARE(texts(script),
             (QStringList{u"SELECT 0 FROM dual"_s, u"SELECT 3 FROM dual"_s,
                          u"SELECT '&2' FROM dual"_s, u"SELECT '&2' FROM dual"_s,
                          u"SELECT 4 FROM dual"_s, u"SELECT 9 FROM dual"_s}));
    QCOMPARE(script.statements[1].where, (Place{u"/p/sub/three.sql"_s, 2, 2}));
    QCOMPARE(script.files,
             (QStringList{u"/p/main.sql"_s, u"/p/sub/one.sql"_s, u"/p/sub/three.sql"_s,
                          u"/p/two.sql"_s, u"/p/a b.sql"_s}));
}

void TestExpand::inclusionCircles()
{
    const Files files = {{u"/p/main.sql"_s, u"@a\nSELECT 1 FROM dual;"_s},
                         {u"/p/a.sql"_s, u"@./b"_s},
                         {u"/p/b.sql"_s, u"\n@@../p/main"_s}};
    const ExpandedScript script = expanded(files, u"/p/main.sql"_s);
    QCOMPARE(messages(script.errors), QStringList{u"/p/b.sql:2:1: /p/main.sql includes itself."_s});
    QCOMPARE(texts(script), QStringList{u"SELECT 1 FROM dual"_s});

    Files chain;
    for (int i = 0; i < 40; ++i)
        chain[u"/c/%1.sql"_s.arg(i)] = u"@%1"_s.arg(i + 1);
    QVERIFY(expanded(chain, u"/c/0.sql"_s).errors.at(0).message.contains(u"20 deep"_s));
}

void TestExpand::inclusionProblems()
{
    QCOMPARE(messages(expanded(u"@nowhere"_s).errors),
             QStringList{u"/p/main.sql:1:1: no such file: /p/nowhere.sql"_s});
    QCOMPARE(expanded(u"@http://x/y.sql"_s).errors.at(0).kind, ErrorKind::Unsupported);
    QCOMPARE(expanded(u"@?/rdbms/admin/x.sql"_s).errors.at(0).kind, ErrorKind::Unsupported);
    QCOMPARE(expanded(u"@@\n"_s).errors.size(), size_t(1));
    QCOMPARE(expandScript(splitScript(u"@x"_s), {}).errors.at(0).kind, ErrorKind::Unsupported);
}

// A model folder with a script that includes the others: nothing is read twice, whatever the order.
void TestExpand::filesOfOneFolder()
{
    const Files files = {{u"/m/a.sql"_s, u"SELECT 1 FROM dual;"_s},
                         {u"/m/all.sql"_s, u"DEFINE x = 2\n@a\n@@b"_s},
                         {u"/m/b.sql"_s, u"SELECT &x FROM dual;"_s},
                         {u"/m/c.sql"_s, u"SELECT 3 FROM dual;"_s}};
    ExpandOptions options;
    options.readFile = [&files](const QString &path) -> Result<QString> { return files.at(path); };
    std::vector<Script> scripts;
    for (const auto &[path, text] : files)
        scripts.push_back(splitScript(text, path));
    const ExpandedScript script = expandScripts(scripts, options);
    QCOMPARE(messages(script.errors), QStringList());
    QCOMPARE(
        texts(script),
        (QStringList{u"SELECT 1 FROM dual"_s, u"SELECT 2 FROM dual"_s, u"SELECT 3 FROM dual"_s}));

    const std::vector<Script> circle = {splitScript(u"@a"_s, u"/m/a.sql"_s)};
    QCOMPARE(expandScripts(circle, options).errors.size(), size_t(1));
}

void TestExpand::argumentsOfIncludedFiles()
{
    const Files files = {{u"/p/main.sql"_s, u"@grant \"A B\" app\n"_s},
                         {u"/p/grant.sql"_s, u"GRANT SELECT ON \"&1\" TO &2;"_s}};
    QCOMPARE(texts(expanded(files, u"/p/main.sql"_s)),
             QStringList{u"GRANT SELECT ON \"A B\" TO app"_s});
}

void TestExpand::refusals_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : {"CONNECT hr/tiger@db",
                                "conn / as sysdba",
                                "HOST rm x",
                                "!ls",
                                "COPY FROM a TO b",
                                "STARTUP",
                                "PASSWORD",
                                "GET x.sql",
                                "I more",
                                "EDIT",
                                "SET SQLCASE UPPER",
                                "SET INSTANCE orcl",
                                "SET SQLTERMINATOR OFF",
                                "SET SQLTERMINATOR OFF;",
                                "SET SQLT !",
                                "SET CMDSEP !",
                                "SET CMDSEP ON",
                                "SET ECHO OFF CMDS '|'",
                                "SET BLOCKTERMINATOR #",
                                "SET SQLPREFIX !",
                                "SET SUFFIX ddl",
                                "SET FLAGGER FULL",
                                "SET NONSENSE ON",
                                "SET DEFNE OFF",
                                "SET FEEDBACK OFF; CREATE TABLE c (n NUMBER);",
                                "SET SERVEROUTPUT ON SIZE 1000; DROP TABLE c;",
                                "LOAD costs costs.csv",
                                "CRAETE TABLE c (n NUMBER);",
                                "ARCHIVE LOG LIST",
                                "RECOVER DATABASE",
                                "WHENEVER SQLERROR",
                                "WHENEVER SQLERROR STOP",
                                "WHENEVER ERROR EXIT",
                                "XQUERY 1\n/"})
        QTest::newRow(command) << QString::fromLatin1(command);
}

void TestExpand::refusals()
{
    QFETCH(QString, command);
    const ExpandedScript script =
        expanded(u"SELECT 1 FROM dual;\n"_s + command + u"\nSELECT 2 FROM dual;"_s);
    QCOMPARE(script.errors.size(), size_t(1));
    QCOMPARE(script.errors[0].kind, ErrorKind::Unsupported);
    QCOMPARE(script.errors[0].where, (Place{u"/p/main.sql"_s, 2, 1}));
    QVERIFY(!script.errors[0].toString().contains(u"tiger"_s));
    QCOMPARE(script.statements.size(), size_t(2));
}

// Every system variable of SQL*Plus's reference that changes nothing of what statements do, in its
// shortest form; none is unknown.
void TestExpand::harmlessSettings_data()
{
    QTest::addColumn<QString>("settings");
    for (const char *settings : {"APPI ON",
                                 "ARRAY 100",
                                 "AUTO OFF",
                                 "AUTOP ON",
                                 "AUTOT ON EXP STAT",
                                 "BLO .",
                                 "BLO OFF",
                                 "CMDS OFF",
                                 "COLINVI ON",
                                 "COLSEP ' | '",
                                 "COPYC 1",
                                 "COPYTYPECHECK OFF",
                                 "DESCRIBE DEPTH 2 LINENUM ON INDENT ON",
                                 "ECHO OFF FEED OFF HEA OFF PAGES 0",
                                 "EMB ON",
                                 "ERRORL ON TABLE log TRUNCATE IDENTIFIER x",
                                 "ESCCHAR @",
                                 "EXITC OFF",
                                 "FEED 6 SQL_ID",
                                 "FLAGGER OFF",
                                 "FLU OFF",
                                 "FULLCOLNAME ON",
                                 "HEADS !",
                                 "HIST ON",
                                 "INSTANCE LOCAL",
                                 "JSONPRINT PRETTY",
                                 "LIN 200 TRIMS ON",
                                 "LOBOF 1",
                                 "LOBPREF 100",
                                 "LOGSOURCE ''",
                                 "LONG 1000000 LONGC 1000",
                                 "MARK HTML ON HEAD '<title>x y</title>' SPOOL OFF",
                                 "NEWP NONE",
                                 "NULL '(null)'",
                                 "NUMF 999",
                                 "NUM 10",
                                 "PAU OFF",
                                 "RECSEP OFF",
                                 "RECSEPCHAR '-'",
                                 "ROWLIMIT 10",
                                 "ROWPREF 2",
                                 "SECUREDCOL ON UNAUTH x",
                                 "SERVEROUT ON SIZE UNLIMITED FOR WRA",
                                 "SHIFT VIS",
                                 "SHOW OFF",
                                 "SQLBL ON",
                                 "SQLC MIXED",
                                 "SQLCO '> '",
                                 "SQLN OFF",
                                 "SQLPLUSCOMPAT 9.2",
                                 "SQLPRE #",
                                 "SQLP \"_USER> \"",
                                 "SQLT ;",
                                 "SQLT ON;",
                                 "STATEMENTC 1",
                                 "SUF sql",
                                 "TAB OFF",
                                 "TERM OFF",
                                 "TI ON",
                                 "TIMI ON",
                                 "TRIM ON",
                                 "UND =",
                                 "VER OFF",
                                 "WRA OFF",
                                 "XMLOPT ON",
                                 "XQUERY ORDERING UNORDERED"})
        QTest::newRow(settings) << QString::fromLatin1(settings);
}

void TestExpand::harmlessSettings()
{
    QFETCH(QString, settings);
    const ExpandedScript script =
        expanded(u"SET "_s + settings + u"\nSELECT '&a' FROM dual;\n"_s, {{u"a"_s, u"va"_s}});
    QCOMPARE(messages(script.errors), QStringList());
    QCOMPARE(texts(script), QStringList{u"SELECT 'va' FROM dual"_s});
}

void TestExpand::substitutionCanBeOffFromTheStart()
{
    ExpandOptions options;
    options.substitutes = false;
    options.variables = {{u"a"_s, u"va"_s}};
    const QString text = u"SELECT '&a' FROM dual;\nSET DEFINE ON\nSELECT '&a' FROM dual;\n"_s;
    QCOMPARE(texts(expandScript(splitScript(text), options)),
             (QStringList{u"SELECT '&a' FROM dual"_s, u"SELECT 'va' FROM dual"_s}));
    QVERIFY(holdsVariables(u"COMMENT ON TABLE t IS 'R&D'"_s));
    QVERIFY(holdsVariables(u"-- Marks & Spencer"_s));
    QVERIFY(!holdsVariables(u"SELECT '&' || '& ' || '&;' FROM t"_s));
}

void TestExpand::harmlessCommandsAreListed()
{
    const ExpandedScript script = expanded(
        u"REM x\nPROMPT y\nSET ECHO OFF SERVEROUTPUT ON\nspool a\nSHOW ERRORS\nCOL a FOR a9\n"
        "TTITLE 'x'\nDOC\n x\n#\nVAR n NUMBER\nPRINT n\nSET SQLBLANKLINES ON\n"_s);
    QCOMPARE(messages(script.errors), QStringList());
    QCOMPARE(commands(script),
             (QStringList{u"REM"_s, u"PROMPT"_s, u"SET"_s, u"SPOOL"_s, u"SHOW"_s, u"COL"_s,
                          u"TTITLE"_s, u"DOC"_s, u"VAR"_s, u"PRINT"_s, u"SET"_s}));
    QVERIFY(script.statements.empty());
}

void TestExpand::exitEnds()
{
    const Files files = {{u"/p/main.sql"_s, u"SELECT 1 FROM dual;\n@a\nSELECT 3 FROM dual;"_s},
                         {u"/p/a.sql"_s, u"SELECT 2 FROM dual;\nEXIT\nSELECT 0 FROM dual;"_s}};
    QCOMPARE(texts(expanded(files, u"/p/main.sql"_s)),
             (QStringList{u"SELECT 1 FROM dual"_s, u"SELECT 2 FROM dual"_s}));
}

void TestExpand::disconnectEnds()
{
    QCOMPARE(messages(expanded(u"SELECT 1 FROM dual;\nDISCONNECT\nPROMPT bye"_s).errors),
             QStringList());
    const ExpandedScript script = expanded(u"DISC\nSELECT 1 FROM dual;\nSELECT 2 FROM dual;"_s);
    QCOMPARE(script.errors.size(), size_t(1));
    QCOMPARE(script.errors[0].where.line, 2);
}

void TestExpand::wheneverSqlError()
{
    const ExpandedScript script =
        expanded(u"SELECT 1 FROM dual;\nWHENEVER SQLERROR CONTINUE\nSELECT 2 FROM dual;\n"
                 "WHENEVER OSERROR EXIT\nSELECT 3 FROM dual;\nwhenever sqlerror exit failure\n"
                 "SELECT 4 FROM dual;"_s);
    QList<bool> goesOn;
    for (const ReadyStatement &statement : script.statements)
        goesOn += statement.goesOnAfterError;
    QCOMPARE(goesOn, (QList<bool>{false, true, true, false}));
}

void TestExpand::bindVariablesAreRefused()
{
    const ExpandedScript script =
        expanded(u"VARIABLE n NUMBER\nEXEC :n := 1\nSELECT ':n' FROM dual;\n"
                 "CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW BEGIN :NEW.a := 1; END;\n/\n"_s);
    QCOMPARE(script.errors.size(), size_t(1));
    QCOMPARE(script.errors[0].where, (Place{u"/p/main.sql"_s, 2, 1}));
}

void TestExpand::splitterProblems()
{
    const ExpandedScript script = expanded(u"SELECT 1 FROM dual;\n/\nSELECT 'open"_s);
    QCOMPARE(script.warnings.size(), size_t(1));
    QCOMPARE(script.errors.size(), size_t(1));
    QCOMPARE(script.errors[0].oraCode, 1756);
}

// Oracle's own installation script: files, variables, ACCEPT and NEW_VALUE.
void TestExpand::humanResources()
{
    const QString folder =
        references + u"/scripts/oracle-samples_db-sample-schemas-HR/human_resources/"_s;
    if (!QFile::exists(folder + u"hr_install.sql"_s))
        QSKIP("the shared references are not beside this checkout");
    ExpandOptions options;
    options.readFile = [](const QString &path) -> Result<QString> {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return failure(ErrorKind::File, file.errorString());
        return QString::fromUtf8(file.readAll());
    };
    const QString path = folder + u"hr_install.sql"_s;
    const Script script = splitScript(*options.readFile(path), path);
    const ExpandedScript asked = expandScript(script, options);
    QStringList names;
    for (const MissingVariable &missing : asked.missing)
        names += missing.name;
    QCOMPARE(names, (QStringList{u"PASS"_s, u"TBS"_s, u"OVERWRITE_SCHEMA"_s}));
    QVERIFY(asked.missing[0].hidden);
    QCOMPARE(asked.missing[2].defaultValue, u"YES"_s);

    options.variables = {
        {u"pass"_s, u"x"_s}, {u"tbs"_s, u"USERS"_s}, {u"overwrite_schema"_s, u"no"_s}};
    const ExpandedScript ready = expandScript(script, options);
    QCOMPARE(messages(ready.errors), QStringList());
    QCOMPARE(ready.files.size(), 4);
    int creates = 0;
    for (const ReadyStatement &statement : ready.statements)
        creates += statement.text.startsWith(u"CREATE TABLE"_s, Qt::CaseInsensitive) ? 1 : 0;
    QCOMPARE(creates, 7);
}

QTEST_GUILESS_MAIN(TestExpand)
#include "tst_expand.moc"
