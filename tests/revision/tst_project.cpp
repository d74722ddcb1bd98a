// SPDX-License-Identifier: MIT
#include "base/atomicfile.h"
#include "base/nearest.h"
#include "revision/project.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <unistd.h>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

ProjectReading read(const QString &text)
{
    return parseProject(text, u"/home/me/shop/athanor.toml"_s);
}

QString allOf(const Errors &errors)
{
    QStringList lines;
    for (const Error &error : errors)
        lines.push_back(error.toString());
    return lines.join(u'\n');
}

} // namespace

class TestProject : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEverything();
    void defaults();
    void variables();
    void modelIsTextOrList();
    void firstTargetIsTheDefault();
    void testUserValues();
    void wrong_data();
    void wrong();
    void passwordsAreNeverRepeated_data();
    void passwordsAreNeverRepeated();
    void urlsWithoutPassword_data();
    void urlsWithoutPassword();
    void saysAllThatIsWrong();
    void initMakesAProject();
    void initWithAnyName_data();
    void initWithAnyName();
    void initNeverOverwrites();
    void initKeepsWhatIsThere();
    void initLeavesNothingBehind();
    void initOnAReadOnlyDisk();
    void nearestParent();
    void noProject();
    void notUtf8();
    void nearestWord_data();
    void nearestWord();
};

void TestProject::readsEverything()
{
    const ProjectReading reading = read(uR"([project]
name = "shop"
model = ["model", "extra/views.sql"]
model_command = "python3 dump.py"
oracle_version = "19.28"
autoincrement = "identity"
versions = "migrations"
ignore = ["tmp_*", '"MixedCase"']

[target.sandbox]
url = "sandbox:shop.sandbox"
[target.live]
url = "oracle://hr@dbhost:1521/XEPDB1"
environment = "production"

[test-user]
table = "auth_user"

[oracle]
client = "/opt/oracle/instantclient_23_5"
tns_admin = "tns"
)"_s);
    QVERIFY2(reading.errors.empty(), qPrintable(allOf(reading.errors)));
    const Project &project = reading.project;
    QCOMPARE(project.directory, u"/home/me/shop"_s);
    QCOMPARE(project.name, u"shop"_s);
    QCOMPARE(project.model, QStringList({u"model"_s, u"extra/views.sql"_s}));
    QCOMPARE(project.modelCommand, u"python3 dump.py"_s);
    QCOMPARE(project.oracleVersion, u"19.28"_s);
    QCOMPARE(project.autoincrement, u"identity"_s);
    QCOMPARE(project.versionsDirectory, u"migrations"_s);
    QCOMPARE(project.ignore, QStringList({u"TMP_*"_s, u"MixedCase"_s}));
    QCOMPARE(project.targets.size(), 2u);
    QVERIFY(!project.target(u"sandbox"_s)->isProduction());
    QVERIFY(project.target(u"live"_s)->isProduction());
    QVERIFY(!project.target(u"nope"_s));
    QCOMPARE(project.testUser.table, u"AUTH_USER"_s);
    QCOMPARE(project.oracle.client, u"/opt/oracle/instantclient_23_5"_s);
    QCOMPARE(project.oracle.tnsAdmin, u"/home/me/shop/tns"_s); // the project's
    QCOMPARE(project.path(u"model"_s), u"/home/me/shop/model"_s);
    QCOMPARE(project.path(u"/abs/model"_s), u"/abs/model"_s);
}

void TestProject::defaults()
{
    const ProjectReading reading = read(QString());
    QVERIFY(reading.errors.empty());
    QCOMPARE(reading.project.name, u"shop"_s); // the folder's
    QCOMPARE(reading.project.model, QStringList{u"model"_s});
    QCOMPARE(reading.project.versionsDirectory, u"versions"_s);
    QCOMPARE(reading.project.oracleVersion, u"19"_s);
    QCOMPARE(reading.project.autoincrement, u"sequence-default"_s);
    QVERIFY(reading.project.targets.empty());
    QVERIFY(!reading.project.target({}));
}

void TestProject::variables()
{
    const ProjectReading reading = read(
        u"[project]\nsubstitution = false\n[variables]\nts = 'USERS'\n1 = 7\nBig_One = true\n"_s);
    QVERIFY2(reading.errors.empty(), qPrintable(allOf(reading.errors)));
    QVERIFY(!reading.project.substitution);
    QCOMPARE(reading.project.variables,
             (std::map<QString, QString>{
                 {u"1"_s, u"7"_s}, {u"BIG_ONE"_s, u"1"_s}, {u"TS"_s, u"USERS"_s}}));
    QVERIFY(read({}).project.substitution);
    const Project styled = read(u"[style]\nkeywords = 'lower'\nnames = 'upper'\n"_s).project;
    QVERIFY(styled.lowerCaseKeywords && !styled.lowerCaseNames);
}

void TestProject::modelIsTextOrList()
{
    QCOMPARE(read(u"[project]\nmodel = 'a.sql'"_s).project.model, QStringList{u"a.sql"_s});
    QCOMPARE(read(u"[project]\nmodel = ['a.sql', 'b']"_s).project.model,
             QStringList({u"a.sql"_s, u"b"_s}));
    QCOMPARE(read(u"[project]\noracle_version = 19"_s).project.oracleVersion, u"19"_s);
}

void TestProject::firstTargetIsTheDefault()
{
    const Project project =
        read(u"[target.zeta]\nurl='sandbox:z'\n[target.alpha]\nurl='sandbox:a'\n"_s).project;
    QCOMPARE(project.targets.size(), 2u);
    QCOMPARE(project.target({})->name, u"zeta"_s);
    QCOMPARE(project.target(u"alpha"_s)->url, u"sandbox:a"_s);
}

void TestProject::testUserValues()
{
    const ProjectReading reading = read(uR"([test-user]
username = "tester"
is_active = true
level = 7
rate = 2.5
born = 1999-12-31
joined = 2026-01-02T03:04:05Z
'"Mixed"' = "x"
[test-user.values]
table = "a column called table"
)"_s);
    QVERIFY2(reading.errors.empty(), qPrintable(allOf(reading.errors)));
    const std::map<QString, QString> expected{
        {u"USERNAME"_s, u"tester"_s}, {u"IS_ACTIVE"_s, u"1"_s},
        {u"LEVEL"_s, u"7"_s},         {u"RATE"_s, u"2.5"_s},
        {u"BORN"_s, u"1999-12-31"_s}, {u"JOINED"_s, u"2026-01-02T03:04:05Z"_s},
        {u"Mixed"_s, u"x"_s},         {u"TABLE"_s, u"a column called table"_s}};
    QCOMPARE(reading.project.testUser.values, expected);
}

void TestProject::wrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("says");
    QTest::newRow("not toml") << u"[project]\nname = shop\n"_s << 2 << 8 << QString();
    QTest::newRow("half a line") << u"[project]\nname = \"shop"_s << 2 << 13 << QString();
    QTest::newRow("half a table") << u"[project\n"_s << 1 << 9 << QString();
    QTest::newRow("key twice") << u"[project]\nname = 'a'\nname = 'b'\n"_s << 3 << 8 << u"name"_s;
    QTest::newRow("unknown table") << u"[projekt]\n"_s << 1 << 2 << u"did you mean 'project'?"_s;
    QTest::newRow("targets") << u"[targets.dev]\nurl = 'sandbox:x'\n"_s << 1 << 2
                             << u"did you mean 'target'?"_s;
    QTest::newRow("unknown key")
        << u"[project]\noracle_versoin = '19'\n"_s << 2 << 1
        << u"'oracle_versoin' in [project]; did you mean 'oracle_version'?"_s;
    QTest::newRow("nothing near") << u"[project]\ncolour = 'red'\n"_s << 2 << 1
                                  << u"expected one of name, model,"_s;
    QTest::newRow("unknown key of a target")
        << u"[target.dev]\nurl='sandbox:x'\nenviroment='test'\n"_s << 3 << 1
        << u"did you mean 'environment'?"_s;
    QTest::newRow("unknown key of Oracle's client")
        << u"[oracle]\nclinet = '/opt'\n"_s << 2 << 1 << u"did you mean 'client'?"_s;
    QTest::newRow("password of Oracle's client")
        << u"[oracle]\npassword = 'tiger'\n"_s << 2 << 1 << u"holds no passwords"_s;
    QTest::newRow("client folder is a number")
        << u"[oracle]\nclient = 23\n"_s << 2 << 10 << u"not an integer"_s;
    QTest::newRow("name is a number")
        << u"[project]\nname = 7\n"_s << 2 << 8 << u"not an integer"_s;
    QTest::newRow("name is empty")
        << u"[project]\nname = ''\n"_s << 2 << 8 << u"not an empty string"_s;
    QTest::newRow("model is a table") << u"[project.model]\n"_s << 1 << 1 << u"not a table"_s;
    QTest::newRow("model holds a number")
        << u"[project]\nmodel = ['a', 7]\n"_s << 2 << 15 << u"not an integer"_s;
    QTest::newRow("no model at all")
        << u"[project]\nmodel = []\n"_s << 2 << 9 << u"expected a folder"_s;
    QTest::newRow("project is a string")
        << u"project = 'shop'\n"_s << 1 << 11 << u"[project] as a table, not a string"_s;
    QTest::newRow("autoincrement") << u"[project]\nautoincrement = 'sequence_default'\n"_s << 2
                                   << 17 << u"did you mean 'sequence-default'?"_s;
    QTest::newRow("version as a number with a point")
        << u"[project]\noracle_version = 19.10\n"_s << 2 << 18 << u"in quotes"_s;
    QTest::newRow("version that never was")
        << u"[project]\noracle_version = 'ten'\n"_s << 2 << 18 << u"expected 11.2"_s;
    QTest::newRow("environment, mistyped")
        << u"[target.p]\nurl='sandbox:x'\nenvironment='prodution'\n"_s << 3 << 13
        << u"did you mean 'production'?"_s;
    QTest::newRow("no url") << u"[target.dev]\nenvironment = 'test'\n"_s << 1 << 9
                            << u"has no url"_s;
    QTest::newRow("other scheme") << u"[target.dev]\nurl = 'postgres://x'\n"_s << 2 << 7
                                  << u"begins with sandbox: or oracle://"_s;
    QTest::newRow("target is no table")
        << u"[target]\nurl = 'sandbox:x'\n"_s << 2 << 7 << u"[target.url] as a table"_s;
    QTest::newRow("target's name")
        << u"[target.-x]\nurl = 'sandbox:x'\n"_s << 1 << 9 << u"begins with no '-'"_s;
    QTest::newRow("a list for a column")
        << u"[test-user]\nname = ['a']\n"_s << 2 << 8 << u"one value for the column NAME"_s;
    QTest::newRow("a column twice")
        << u"[test-user]\nname = 'a'\nNAME = 'b'\n"_s << 2 << 1 << u"given twice"_s;
    QTest::newRow("a sub-table of another name")
        << u"[test-user.value]\nname = 'a'\n"_s << 1 << 12 << u"did you mean 'values'?"_s;
    QTest::newRow("substitution") << u"[project]\nsubstitution = 'off'\n"_s << 2 << 16
                                  << u"true or false, not a string"_s;
    QTest::newRow("style") << u"[style]\nnames = 'small'\n"_s << 2 << 9 << u"one of upper, lower"_s;
    QTest::newRow("a variable's name")
        << u"[variables]\n'a b' = 'x'\n"_s << 2 << 1 << u"letters, digits"_s;
    QTest::newRow("a variable's value")
        << u"[variables]\na = ['x']\n"_s << 2 << 5 << u"one value for the variable A"_s;
    QTest::newRow("a variable twice")
        << u"[variables]\na = 'x'\nA = 'y'\n"_s << 2 << 1 << u"given twice"_s;
    QTest::newRow("a secret variable")
        << u"[variables]\nhr_password = 'x'\n"_s << 2 << 1 << u"no passwords"_s;
    QTest::newRow("column counts UTF-16 units")
        << u"project = { name = '😀', x = 1 }\n"_s << 1 << 26 << u"'x'"_s;
}

void TestProject::wrong()
{
    QFETCH(QString, text);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(QString, says);
    const ProjectReading reading = read(text);
    QCOMPARE(reading.errors.size(), 1u);
    const Error &error = reading.errors.front();
    QVERIFY2(error.message.contains(says), qPrintable(error.toString()));
    QVERIFY(!error.message.isEmpty());
    QCOMPARE(error.kind, ErrorKind::Syntax);
    QCOMPARE(error.where.file, u"/home/me/shop/athanor.toml"_s);
    QCOMPARE(error.where.line, line);
    QCOMPARE(error.where.column, column);
}

void TestProject::passwordsAreNeverRepeated_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("url") << u"url = 'oracle://hr:s3cret@db/x'"_s;
    QTest::newRow("sqlplus") << u"url = 'oracle://hr/s3cret@db/x'"_s;
    QTest::newRow("with an at") << u"url = 'oracle://hr:p@s3cret@db/x'"_s;
    QTest::newRow("encoded colon") << u"url = 'oracle://hr%3As3cret@db/x'"_s;
    QTest::newRow("parameter") << u"url = 'oracle://hr@db/x?password=s3cret'"_s;
    QTest::newRow("other scheme") << u"url = 'postgres://hr:s3cret@db/x'"_s;
    QTest::newRow("no scheme we know") << u"url = 'hr/s3cret'"_s;
    QTest::newRow("a key of its own") << u"url = 'oracle://hr@db/x'\npassword = 's3cret'"_s;
    QTest::newRow("another key") << u"url = 'oracle://hr@db/x'\npwd = 's3cret'"_s;
}

void TestProject::passwordsAreNeverRepeated()
{
    QFETCH(QString, text);
    const ProjectReading reading = read(u"[target.dev]\n"_s + text);
    QCOMPARE(reading.errors.size(), 1u);
    QVERIFY2(!allOf(reading.errors).contains(u"s3cret"_s), qPrintable(allOf(reading.errors)));
    for (const Target &target : reading.project.targets)
        QVERIFY(!target.url.contains(u"s3cret"_s));
}

void TestProject::urlsWithoutPassword_data()
{
    QTest::addColumn<QString>("url");
    for (const char *url :
         {"sandbox:shop.sandbox", "sandbox::memory:", "oracle://hr@dbhost:1521/XEPDB1",
          "oracle://hr@TNSALIAS", "oracle:///@WALLET_ALIAS", "oracle://dbhost:1521/XEPDB1",
          "oracle://proxy[hr]@dbhost/x", "oracle://hr@(DESCRIPTION=(ADDRESS=(HOST=db)))"})
        QTest::newRow(url) << QString::fromUtf8(url);
}

void TestProject::urlsWithoutPassword()
{
    QFETCH(QString, url);
    const ProjectReading reading = read(u"[target.dev]\nurl = '%1'"_s.arg(url));
    QVERIFY2(reading.errors.empty(), qPrintable(allOf(reading.errors)));
    QCOMPARE(reading.project.target({})->url, url);
}

void TestProject::saysAllThatIsWrong()
{
    const ProjectReading reading =
        read(u"[project]\nnam = 'a'\nautoincrement = 'x'\n[target.b]\n[target.a]\nurl = 'x'\n"_s);
    QCOMPARE(reading.errors.size(), 4u);
    for (size_t i = 1; i < reading.errors.size(); ++i) // in the order of the file
        QVERIFY(reading.errors[i - 1].where.line <= reading.errors[i].where.line);
    const QTemporaryDir dir;
    QVERIFY(writeTextFile(dir.filePath(u"athanor.toml"_s), u"[project]\na = 1\nb = 1\n"_s));
    const Result<Project> project = readProject(dir.path());
    QVERIFY(!project);
    QVERIFY2(project.error().context.contains(u"1 more"_s), qPrintable(project.error().toString()));
}

void TestProject::initMakesAProject()
{
    const QTemporaryDir dir;
    const Result<Project> project = initProject(dir.filePath(u"deep/shop"_s), {});
    QVERIFY2(project, qPrintable(project ? QString() : project.error().toString()));
    QCOMPARE(project->name, u"shop"_s);
    QCOMPARE(project->directory, dir.filePath(u"deep/shop"_s));
    QCOMPARE(project->target({})->name, u"sandbox"_s);
    QCOMPARE(project->target({})->url, u"sandbox:shop.sandbox"_s);
    QVERIFY(QFileInfo(dir.filePath(u"deep/shop/model"_s)).isDir());
    QVERIFY(QFileInfo(dir.filePath(u"deep/shop/versions"_s)).isDir());
    QCOMPARE(QDir(dir.filePath(u"deep/shop"_s))
                 .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList({u"athanor.toml"_s, u"model"_s, u"versions"_s}));
}

void TestProject::initWithAnyName_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("quotes") << u"the \"best\" shop\\"_s;
    QTest::newRow("line end") << u"two\nlines\t"_s;
    QTest::newRow("non-ASCII") << u"Größe 表 😀"_s;
    QTest::newRow("dots") << u"../x"_s;
    QTest::newRow("placeholders") << u"%1 %2 %n"_s;
}

void TestProject::initWithAnyName()
{
    QFETCH(QString, name);
    const QTemporaryDir dir;
    const Result<Project> project = initProject(dir.filePath(u"p"_s), name);
    QVERIFY2(project, qPrintable(project ? QString() : project.error().toString()));
    QCOMPARE(project->name, name);
    const QString file = project->target({})->url.section(u':', 1);
    QVERIFY2(file.endsWith(u".sandbox"_s) && !file.contains(u'/') && !file.startsWith(u'.'),
             qPrintable(file));
}

void TestProject::initNeverOverwrites()
{
    const QTemporaryDir dir;
    const QString file = dir.filePath(u"athanor.toml"_s);
    QVERIFY(writeTextFile(file, u"# mine\n"_s));
    const Result<Project> project = initProject(dir.path(), u"x"_s);
    QVERIFY(!project);
    QCOMPARE(project.error().kind, ErrorKind::Usage);
    QCOMPARE(readTextFile(file).value(), u"# mine\n"_s);
    QVERIFY(!QFileInfo::exists(dir.filePath(u"model"_s)));
}

void TestProject::initKeepsWhatIsThere()
{
    const QTemporaryDir dir;
    QVERIFY(QDir(dir.path()).mkdir(u"model"_s));
    QVERIFY(writeTextFile(dir.filePath(u"model/t.sql"_s), u"CREATE TABLE t (a NUMBER);\n"_s));
    QVERIFY(initProject(dir.path(), u"x"_s));
    QCOMPARE(readTextFile(dir.filePath(u"model/t.sql"_s)).value(),
             u"CREATE TABLE t (a NUMBER);\n"_s);
}

void TestProject::initLeavesNothingBehind()
{
    const QTemporaryDir dir;
    QVERIFY(writeTextFile(dir.filePath(u"versions"_s), u"a file where a folder has to be"_s));
    const Result<Project> project = initProject(dir.path(), u"x"_s);
    QVERIFY(!project);
    QCOMPARE(project.error().kind, ErrorKind::File);
    QCOMPARE(QDir(dir.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{u"versions"_s});
}

void TestProject::initOnAReadOnlyDisk()
{
    if (::geteuid() == 0)
        QSKIP("root may write everywhere: run as another user to see this");
    const QTemporaryDir dir;
    QVERIFY(QFile::setPermissions(dir.path(), QFile::ReadOwner | QFile::ExeOwner));
    const Result<Project> project = initProject(dir.filePath(u"shop"_s), {});
    QFile::setPermissions(dir.path(), QFile::ReadOwner | QFile::ExeOwner | QFile::WriteOwner);
    QVERIFY(!project);
    QCOMPARE(project.error().kind, ErrorKind::File);
}

void TestProject::nearestParent()
{
    const QTemporaryDir dir;
    QVERIFY(initProject(dir.filePath(u"shop"_s), {}));
    QVERIFY(QDir(dir.path()).mkpath(u"shop/model/deep"_s));
    QCOMPARE(readProject(dir.filePath(u"shop/model/deep"_s)).value().directory,
             dir.filePath(u"shop"_s));
    QVERIFY(initProject(dir.filePath(u"shop/model"_s), {}));
    QCOMPARE(readProject(dir.filePath(u"shop/model/deep"_s)).value().directory,
             dir.filePath(u"shop/model"_s));
}

void TestProject::noProject()
{
    const QTemporaryDir dir;
    const Result<Project> project = readProject(dir.path());
    QVERIFY(!project);
    QCOMPARE(project.error().kind, ErrorKind::File);
    QVERIFY(project.error().message.contains(u"athanor init"_s));
}

void TestProject::notUtf8()
{
    const QTemporaryDir dir;
    QVERIFY(
        writeBytesFile(dir.filePath(u"athanor.toml"_s), "[project]\nname = \"gr\xf6\xdf\x65\"\n"));
    const Result<Project> project = readProject(dir.path());
    QVERIFY(!project);
    QCOMPARE(project.error().kind, ErrorKind::Syntax);
    QCOMPARE(project.error().where, (Place{dir.filePath(u"athanor.toml"_s), 2, 11}));
}

void TestProject::nearestWord_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("nearest");
    QTest::newRow("a swap") << u"uprgade"_s << u"upgrade"_s;
    QTest::newRow("a beginning") << u"down"_s << u"downgrade"_s;
    QTest::newRow("case") << u"STAMP"_s << u"stamp"_s;
    QTest::newRow("another word") << u"banana"_s << QString();
    QTest::newRow("one letter") << u"x"_s << QString();
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("one too many") << u"stampp"_s << u"stamp"_s;
}

void TestProject::nearestWord()
{
    QFETCH(QString, word);
    QTEST(Athanor::nearestWord(word, {u"upgrade"_s, u"downgrade"_s, u"stamp"_s, u"init"_s}),
          "nearest");
}

QTEST_GUILESS_MAIN(TestProject)
#include "tst_project.moc"
