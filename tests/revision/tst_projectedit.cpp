// SPDX-License-Identifier: MIT
#include "base/atomicfile.h"
#include "revision/projectedit.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(Athanor::ProjectEdit)

class TestProjectEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesOnlyWhatIsAsked_data();
    void changesOnlyWhatIsAsked();
    void refuses_data();
    void refuses();
    void savesTargets();
    void leavesAnUnreadableProjectAlone();
    void leavesTheFileAloneWhereTheResultCouldNotBeRead();
};

namespace {

using Kind = ProjectEdit::Kind;

ProjectEdit setUrl(const QString &url)
{
    return {Kind::Set, {u"target"_s, u"dev"_s}, u"url"_s, url};
}

} // namespace

void TestProjectEdit::changesOnlyWhatIsAsked_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<ProjectEdit>("edit");
    QTest::addColumn<QString>("after");

    QTest::newRow("a value, its comment kept in its column")
        << u"# top\n[target.dev]\nurl = \"a\"      # the old one\n\n# end\n"_s << setUrl(u"abc"_s)
        << u"# top\n[target.dev]\nurl = \"abc\"    # the old one\n\n# end\n"_s;
    QTest::newRow("a longer value pushes its comment")
        << u"[target.dev]\nurl = \"a\" # c\n"_s << setUrl(u"oracle://x@y"_s)
        << u"[target.dev]\nurl = \"oracle://x@y\" # c\n"_s;
    QTest::newRow("the same value")
        << u"[target.dev]\nurl  =  'a'\n"_s << setUrl(u"a"_s) << u"[target.dev]\nurl  =  'a'\n"_s;
    QTest::newRow("a new key after its neighbours, before the next table")
        << u"[target.dev]\n  url = 'a' # b\n\n# about c\n[target.c]\nurl = 'c'\n"_s
        << ProjectEdit{Kind::Set, {u"target"_s, u"dev"_s}, u"environment"_s, u"test"_s}
        << u"[target.dev]\n  url = 'a' # b\n  environment = \"test\"\n\n# about c\n[target.c]\nurl = 'c'\n"_s;
    QTest::newRow("a new key in a table that is empty")
        << u"[target.dev] # here\n[target.c]\nurl = 'c'"_s << setUrl(u"a"_s)
        << u"[target.dev] # here\nurl = \"a\"\n[target.c]\nurl = 'c'"_s;
    QTest::newRow("a new table at the end of a file without an end of line")
        << u"[target.c]\r\nurl = 'c'"_s << setUrl(u"a"_s)
        << u"[target.c]\r\nurl = 'c'\r\n\r\n[target.dev]\r\nurl = \"a\"\r\n"_s;
    QTest::newRow("a new key on the last line, which has no end")
        << u"[target.dev]\nenvironment = 'test'"_s << setUrl(u"a"_s)
        << u"[target.dev]\nenvironment = 'test'\nurl = \"a\"\n"_s.chopped(1);
    QTest::newRow("an empty file")
        << QString() << setUrl(u"a"_s) << u"[target.dev]\nurl = \"a\"\n"_s;
    QTest::newRow("an inline table") << u"target.dev = { url = 'a' } # x\n"_s << setUrl(u"b"_s)
                                     << u"target.dev = { url = \"b\" } # x\n"_s;
    QTest::newRow("a new key in an inline table")
        << u"target.dev = { url = 'a' }\n"_s
        << ProjectEdit{Kind::Set, {u"target"_s, u"dev"_s}, u"environment"_s, u"test"_s}
        << u"target.dev = { url = 'a', environment = \"test\" }\n"_s;
    QTest::newRow("dotted keys") << u"[target]\n  dev.url = 'a'\n"_s
                                 << ProjectEdit{Kind::Set,
                                                {u"target"_s, u"dev"_s},
                                                u"environment"_s,
                                                u"test"_s}
                                 << u"[target]\n  dev.url = 'a'\n  dev.environment = \"test\"\n"_s;
    QTest::newRow("names that need quotes")
        << u"[target.\"my db\"]\nurl = 'a'\n"_s
        << ProjectEdit{Kind::Set, {u"target"_s, u"other \"db\""_s}, u"url"_s, u"b\\c"_s}
        << u"[target.\"my db\"]\nurl = 'a'\n\n[target.\"other \\\"db\\\"\"]\nurl = \"b\\\\c\"\n"_s;
    QTest::newRow("letters outside the basic plane before the value")
        << u"[x]\n\"\U0001f702\" = 1\n[target.dev]\nurl = '\U0001f702' # \U0001f525\n"_s
        << setUrl(u"\U0001f525"_s)
        << u"[x]\n\"\U0001f702\" = 1\n[target.dev]\nurl = \"\U0001f525\" # \U0001f525\n"_s;
    QTest::newRow("brackets and signs in strings and comments")
        << u"a = \"[target.dev]\" # [target.dev]\nb = '''\n[target.dev]\nurl = 1\n'''\n[target.dev]\nurl = 'u'\n"_s
        << setUrl(u"v"_s)
        << u"a = \"[target.dev]\" # [target.dev]\nb = '''\n[target.dev]\nurl = 1\n'''\n[target.dev]\nurl = \"v\"\n"_s;

    const ProjectEdit ignore{Kind::Append, {u"drift"_s}, u"ignore"_s, u"TMP_*"_s};
    QTest::newRow("the first of a list in a new table")
        << u"[a]\n"_s << ignore << u"[a]\n\n[drift]\nignore = [\"TMP_*\"]\n"_s;
    QTest::newRow("one more in a list on a line")
        << u"[drift]\nignore = ['A'] # why\n"_s << ignore
        << u"[drift]\nignore = ['A', \"TMP_*\"] # why\n"_s;
    QTest::newRow("one more in an empty list")
        << u"[drift]\nignore = []\n"_s << ignore << u"[drift]\nignore = [\"TMP_*\"]\n"_s;
    QTest::newRow("one more in a list of lines")
        << u"[drift]\nignore = [\n    'A', # of the backup job\n    'B' # also\n]\n"_s << ignore
        << u"[drift]\nignore = [\n    'A', # of the backup job\n    'B', # also\n    \"TMP_*\"\n]\n"_s;
    QTest::newRow("one more where one stood alone")
        << u"[drift]\nignore = 'A'\n"_s << ignore << u"[drift]\nignore = ['A', \"TMP_*\"]\n"_s;
    QTest::newRow("not twice") << u"[drift]\nignore = [ 'TMP_*' ]\n"_s << ignore
                               << u"[drift]\nignore = [ 'TMP_*' ]\n"_s;

    QTest::newRow("a key away")
        << u"[target.dev]\nurl = 'a'\nenvironment = 'test' # gone, too\nx = 1\n"_s
        << ProjectEdit{Kind::Remove, {u"target"_s, u"dev"_s}, u"environment"_s}
        << u"[target.dev]\nurl = 'a'\nx = 1\n"_s;
    QTest::newRow("a key that is not there")
        << u"[target.dev]\nurl = 'a'\n"_s
        << ProjectEdit{Kind::Remove, {u"target"_s, u"dev"_s}, u"environment"_s}
        << u"[target.dev]\nurl = 'a'\n"_s;
    QTest::newRow("a table away")
        << u"[target.a]\nurl = 'a'\n\n[target.dev]\nurl = 'b'\nenvironment = 'test'\n\n# c's\n[target.c]\nurl = 'c'\n"_s
        << ProjectEdit{Kind::Remove, {u"target"_s, u"dev"_s}, {}}
        << u"[target.a]\nurl = 'a'\n\n# c's\n[target.c]\nurl = 'c'\n"_s;
    QTest::newRow("the last table away")
        << u"[target.a]\nurl = 'a'\n\n[target.dev]\nurl = 'b'"_s
        << ProjectEdit{Kind::Remove, {u"target"_s, u"dev"_s}, {}} << u"[target.a]\nurl = 'a'\n"_s;
}

void TestProjectEdit::changesOnlyWhatIsAsked()
{
    QFETCH(const QString, before);
    QFETCH(const ProjectEdit, edit);
    QFETCH(const QString, after);
    const Result<QString> result = withEdits(before, {edit});
    QVERIFY2(result, qPrintable(result ? QString() : result.error().toString()));
    QCOMPARE(*result, after);
    // Once more changes nothing.
    const Result<QString> again = withEdits(*result, {edit});
    QVERIFY(again);
    QCOMPARE(*again, after);
}

void TestProjectEdit::refuses_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<ProjectEdit>("edit");
    QTest::addColumn<int>("kind");
    QTest::newRow("no toml") << u"[target.dev\nurl = 'a'\n"_s << setUrl(u"b"_s)
                             << int(ErrorKind::Syntax);
    QTest::newRow("a value where a table has to be")
        << u"target = 3\n"_s << setUrl(u"b"_s) << int(ErrorKind::Unsupported);
    QTest::newRow("a list of tables")
        << u"[[target]]\nname = 'dev'\n"_s << setUrl(u"b"_s) << int(ErrorKind::Unsupported);
    QTest::newRow("a value where a table is to go")
        << u"[target]\ndev = 'x'\n"_s << ProjectEdit{Kind::Remove, {u"target"_s, u"dev"_s}, {}}
        << int(ErrorKind::Unsupported);
    QTest::newRow("a table between others on one line away")
        << u"target = { dev = { url = 'a' }, c = { url = 'c' } }\n"_s
        << ProjectEdit{Kind::Remove, {u"target"_s, u"dev"_s}, {}} << int(ErrorKind::Unsupported);
}

void TestProjectEdit::refuses()
{
    QFETCH(const QString, before);
    QFETCH(const ProjectEdit, edit);
    QFETCH(const int, kind);
    const Result<QString> result = withEdits(before, {edit});
    QVERIFY2(!result, result ? qPrintable(*result) : "");
    QCOMPARE(int(result.error().kind), kind);
}

void TestProjectEdit::savesTargets()
{
    const QTemporaryDir dir;
    QVERIFY(initProject(dir.path(), u"x"_s));
    const QString before = readTextFile(dir.filePath(u"athanor.toml"_s)).value();
    const Target dev{u"my \"db\""_s, u"oracle://hr@db:1521/x"_s, u"staging"_s};
    QVERIFY(saveTarget(dir.path(), dev));
    QVERIFY(readTextFile(dir.filePath(u"athanor.toml"_s))->startsWith(before));
    QCOMPARE(*readProject(dir.path())->target(dev.name), dev);
    const Target plain{dev.name, u"oracle://hr@ALIAS"_s, {}};
    QVERIFY(saveTarget(dir.path(), plain));
    QCOMPARE(*readProject(dir.path())->target(dev.name), plain);
    QCOMPARE(readProject(dir.path())->targets.size(), 2u);
    const ProjectEdit away{Kind::Remove, {u"target"_s, dev.name}, {}};
    QVERIFY(editProject(dir.path(), {away}));
    QCOMPARE(*readTextFile(dir.filePath(u"athanor.toml"_s)), before);
}

void TestProjectEdit::leavesAnUnreadableProjectAlone()
{
    const QTemporaryDir dir;
    const QString text = u"[project]\nname = \"x\"\nnmae = 3\n"_s; // toml, but no project
    QVERIFY(writeTextFile(dir.filePath(u"athanor.toml"_s), text));
    const Result<> saved = saveTarget(dir.path(), {u"dev"_s, u"oracle://hr@db/x"_s, {}});
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind, ErrorKind::Syntax);
    QCOMPARE(saved.error().where.line, 3);
    QCOMPARE(*readTextFile(dir.filePath(u"athanor.toml"_s)), text);
}

void TestProjectEdit::leavesTheFileAloneWhereTheResultCouldNotBeRead()
{
    const QTemporaryDir dir;
    QVERIFY(initProject(dir.path(), u"x"_s));
    const QString before = readTextFile(dir.filePath(u"athanor.toml"_s)).value();
    QVERIFY(!saveTarget(dir.path(), {u"dev"_s, u"oracle://hr:secret@db/x"_s, {}}));
    QVERIFY(!saveTarget(dir.path(), {u"dev"_s, u"oracle://hr@db/x"_s, u"prod"_s}));
    QVERIFY(!editProject(dir.path() + u"/nowhere"_s, {setUrl(u"sandbox:a"_s)}));
    QCOMPARE(*readTextFile(dir.filePath(u"athanor.toml"_s)), before);
}

QTEST_GUILESS_MAIN(TestProjectEdit)
#include "tst_projectedit.moc"
