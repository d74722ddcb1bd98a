// SPDX-License-Identifier: MIT
#include "process.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtTest/QtTest>

using namespace Qt::StringLiterals;

namespace {

const QStringList verbs{u"init"_s,           u"migrate"_s,  u"revision"_s,
                        u"merge"_s,          u"show"_s,     u"review"_s,
                        u"rehearse"_s,       u"upgrade"_s,  u"downgrade"_s,
                        u"resume"_s,         u"rollback"_s, u"stamp"_s,
                        u"current"_s,        u"heads"_s,    u"branches"_s,
                        u"history"_s,        u"check"_s,    u"diff"_s,
                        u"model"_s,          u"split"_s,    u"create-test-user"_s,
                        u"import-alembic"_s, u"doctor"_s,   u"drift"_s};

} // namespace

class TestArguments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void generalHelpNamesEveryVerbAndExitCode();
    void verbHelp_data();
    void verbHelp();
    void documentationNamesEveryVerb();
    void version();
    void usage_data();
    void usage();
    void windowWithoutADisplay();
    void optionsBeforeTheVerb();
    void quietSaysNothing();
    void initPrintsTheFolder();
    void initRefusesAProject();
    void noColoursInAPipe();
    void relativeRevisionsAreNoOptions();
    void productionIsNeverChangedUnasked();
};

void TestArguments::generalHelpNamesEveryVerbAndExitCode()
{
    const Shop shop(Shop::Nothing);
    for (const char *words : {"--help", "-h", "help"}) {
        const Answer answer = shop.run(words);
        EXPECT_EXIT(answer, 0);
        for (const QString &verb : verbs)
            QVERIFY2(answer.out.contains(u"\n  "_s + verb + u' '), qPrintable(verb));
        for (int code = 0; code <= 7; ++code)
            QVERIFY(answer.out.contains(u"\n  %1   "_s.arg(code)));
        QVERIFY(answer.err.isEmpty());
    }
}

void TestArguments::verbHelp_data()
{
    QTest::addColumn<QString>("verb");
    for (const QString &verb : verbs)
        QTest::newRow(qPrintable(verb)) << verb;
}

void TestArguments::verbHelp()
{
    QFETCH(QString, verb);
    const Shop shop(Shop::Nothing);
    const Answer answer = shop.run({verb, u"--help"_s});
    EXPECT_EXIT(answer, 0);
    QVERIFY(answer.out.startsWith(u"athanor %1 — "_s.arg(verb)));
    QVERIFY(answer.out.contains(u"athanor %1 [options]"_s.arg(verb)));
    QVERIFY(answer.out.contains(u"--project"_s));
    for (const QString &line : answer.out.split(u'\n'))
        QVERIFY2(line.size() <= 110, qPrintable(line));
    QCOMPARE(shop.run({u"help"_s, verb}).out, answer.out);
}

void TestArguments::documentationNamesEveryVerb()
{
    QFile page(QStringLiteral(ATHANOR_SOURCE_DIR "/docs/cli.md"));
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(page.readAll());
    for (const QString &verb : verbs)
        QVERIFY2(text.contains(u"| `"_s + verb), qPrintable(verb));
}

void TestArguments::version()
{
    const Answer answer = Shop(Shop::Nothing).run("--version");
    EXPECT_EXIT(answer, 0);
    QVERIFY(QRegularExpression(u"^athanor \\d+\\.\\d+\\.\\d+\n$"_s).match(answer.out).hasMatch());
}

void TestArguments::usage_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("says");
    QTest::newRow("unknown verb") << u"uprgade"_s << u"did you mean 'upgrade'?"_s;
    QTest::newRow("nothing like a verb")
        << u"banana"_s << u"neither a verb nor a project's folder"_s;
    QTest::newRow("drift both ways") << u"drift --adopt --revert"_s << u"exclude each other"_s;
    QTest::newRow("unknown option") << u"upgrade --tagret x"_s << u"did you mean --target?"_s;
    QTest::newRow("unknown short option") << u"heads -z"_s << u"unknown option -z"_s;
    QTest::newRow("option of another verb") << u"heads --sql"_s << u"unknown option --sql"_s;
    QTest::newRow("option alone") << u"--verbose"_s << u"--verbose"_s;
    QTest::newRow("value missing") << u"migrate -m"_s << u"-m"_s;
    QTest::newRow("message missing") << u"migrate"_s << u"-m MESSAGE"_s;
    QTest::newRow("message missing, by hand") << u"revision"_s << u"-m MESSAGE"_s;
    QTest::newRow("too many arguments") << u"upgrade head base"_s << u"'base'"_s;
    QTest::newRow("downgrade where") << u"downgrade"_s << u"base for the start"_s;
    QTest::newRow("stamp what") << u"stamp"_s << u"expected the revision"_s;
    QTest::newRow("split what") << u"split"_s << u"expected a script's file"_s;
    QTest::newRow("unknown target") << u"current -t sandbx"_s << u"did you mean 'sandbox'?"_s;
    QTest::newRow("unknown revision") << u"show ffff"_s << u"can't locate revision"_s;
    QTest::newRow("nothing to merge") << u"merge"_s << u"nothing to merge"_s;
    QTest::newRow("rename of what") << u"diff --rename x"_s << u"--rename OLD=NEW"_s;
    QTest::newRow("range") << u"history -r head"_s << u"FROM:TO"_s;
    QTest::newRow("way") << u"model --autoincrement guess"_s << u"guess"_s;
}

void TestArguments::usage()
{
    QFETCH(QString, words);
    QFETCH(QString, says);
    const Shop shop;
    const Answer answer = shop.run(words.toUtf8().constData());
    EXPECT_EXIT(answer, 2);
    QVERIFY2(answer.err.contains(says), qPrintable(answer.said()));
    QVERIFY(answer.err.startsWith(u"athanor: "_s));
    QVERIFY2(answer.out.isEmpty(), qPrintable(answer.said()));
}

void TestArguments::windowWithoutADisplay()
{
    const Shop shop;
    for (const QStringList &arguments : {QStringList{}, QStringList{u"."_s}}) {
        const Answer answer = shop.run(arguments);
        EXPECT_EXIT(answer, 2);
        QVERIFY2(answer.err.contains(u"window"_s), qPrintable(answer.said()));
        QVERIFY(answer.err.contains(u"athanor --help"_s));
    }
}

void TestArguments::optionsBeforeTheVerb()
{
    const Shop shop;
    const Shop elsewhere(Shop::Nothing);
    const Answer before = elsewhere.run({u"-C"_s, shop.path(), u"heads"_s, u"--json"_s});
    EXPECT_EXIT(before, 0);
    const Answer after = elsewhere.run({u"heads"_s, u"--json"_s, u"--project"_s, shop.path()});
    EXPECT_EXIT(after, 0);
    QCOMPARE(before.out, after.out);
    EXPECT_EXIT(elsewhere.run("heads"), 3);
}

void TestArguments::quietSaysNothing()
{
    const Shop shop;
    const Answer answer = shop.run("current -q");
    EXPECT_EXIT(answer, 0);
    QVERIFY(answer.out.isEmpty());
    QVERIFY(answer.err.isEmpty());
    QVERIFY(!shop.run("current").err.isEmpty());
    QVERIFY(!shop.run("show nope -q").err.isEmpty()); // an error is always said
}

void TestArguments::initPrintsTheFolder()
{
    const Shop shop(Shop::Nothing);
    const Answer answer = shop.run("init deep/shop");
    EXPECT_EXIT(answer, 0);
    QCOMPARE(answer.out, shop.path(u"deep/shop"_s) + u'\n');
    QVERIFY(answer.err.contains(u"athanor migrate"_s));
    const Answer json = shop.run("init other --json");
    QCOMPARE(json.json().object().value(u"project"_s).toString(), u"other"_s);
    QCOMPARE(json.json().object().value(u"target"_s).toString(), u"sandbox"_s);
}

void TestArguments::initRefusesAProject()
{
    const Shop shop;
    const QString before = shop.read(u"athanor.toml"_s);
    const Answer answer = shop.run("init");
    EXPECT_EXIT(answer, 2);
    QVERIFY(answer.err.contains(u"athanor.toml"_s));
    QCOMPARE(shop.read(u"athanor.toml"_s), before);
}

void TestArguments::noColoursInAPipe()
{
    const Shop shop;
    const Answer answer = shop.run("show ffff");
    QVERIFY(!answer.err.contains(QChar(0x1b)));
    QVERIFY(!shop.run("--help").out.contains(QChar(0x1b)));
}

void TestArguments::relativeRevisionsAreNoOptions()
{
    const Shop shop;
    const Answer answer = shop.run("downgrade -1");
    EXPECT_EXIT(answer, 2);
    QVERIFY2(answer.err.contains(u"-1 did not produce 1 migrations"_s), qPrintable(answer.said()));
}

void TestArguments::productionIsNeverChangedUnasked()
{
    const Shop shop;
    shop.write(u"athanor.toml"_s,
               "[target.live]\nurl = \"sandbox:live.sandbox\"\n"
               "environment = \"production\"\n");
    EXPECT_EXIT(shop.run("revision -m one"), 0);
    EXPECT_EXIT(shop.run("review head --yes"), 0);
    const Answer refused = shop.run("upgrade");
    EXPECT_EXIT(refused, 2);
    QVERIFY2(refused.err.contains(u"-t live --yes"_s), qPrintable(refused.said()));
    EXPECT_EXIT(shop.run("upgrade --yes"), 2); // the name has to be typed
    EXPECT_EXIT(shop.run("stamp head"), 2);
    QVERIFY(shop.run("current").out.isEmpty());
    EXPECT_EXIT(shop.run("upgrade -t live --yes"), 0);
}

QTEST_GUILESS_MAIN(TestArguments)
#include "tst_arguments.moc"
