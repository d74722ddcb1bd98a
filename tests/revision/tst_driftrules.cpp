// SPDX-License-Identifier: MIT
// [drift] ignore: its rules, and adding to them where they stand.
#include "base/atomicfile.h"
#include "revision/projectedit.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

class TestDriftRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void refuses_data();
    void refuses();
    void writesWhatItReads_data();
    void writesWhatItReads();
    void adds_data();
    void adds();
    void addsNothingTwice();
    void anUnreadableProjectStays_data();
    void anUnreadableProjectStays();
};

void TestDriftRules::matches_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("fits");
    const auto row = [](const char *title, const char *rule, const char *type, const char *name,
                        bool fits) {
        QTest::newRow(title) << QString::fromLatin1(rule) << QString::fromLatin1(type)
                             << QString::fromLatin1(name) << fits;
    };
    row("name", "TABLE ORDERS", "TABLE", "ORDERS", true);
    row("folded", "table orders", "TABLE", "ORDERS", true);
    row("quoted", "TABLE \"Orders\"", "TABLE", "Orders", true);
    row("quoted is not folded", "TABLE \"orders\"", "TABLE", "ORDERS", false);
    row("percent", "TABLE TMP_%", "TABLE", "TMP_1", true);
    row("an underscore is itself", "TABLE TMP_%", "TABLE", "TMPX1", false);
    row("whole name", "TABLE TMP_%", "TABLE", "A_TMP_1", false);
    row("star", "TMP_*", "SEQUENCE", "TMP_SEQ", true);
    row("dollar", "TABLE A$%", "TABLE", "A$B", true);
    row("other type", "TABLE ORDERS", "VIEW", "ORDERS", false);
    row("longer type", "PACKAGE BODY P", "PACKAGE BODY", "P", true);
    row("shorter type", "PACKAGE P", "PACKAGE BODY", "P", false);
    row("longest type", "MATERIALIZED VIEW LOG T", "MATERIALIZED VIEW LOG", "T", true);
    row("not its beginning", "MATERIALIZED VIEW LOG", "MATERIALIZED VIEW", "LOG", true);
    row("a link", "DATABASE LINK L2", "DATABASE LINK", "L2", true);
    row("Java", "JAVA SOURCE \"Hello\"", "JAVA SOURCE", "Hello", true);
    row("library", "LIBRARY L", "LIBRARY", "L", true);
    row("any tablespace", "TABLESPACE %", "TABLESPACE", "T", true);
    row("a name that is a rare type's", "PROFILE", "TABLE", "PROFILE", true);
    row("column", "COLUMN ORDERS.NOTE", "COLUMN", "ORDERS.NOTE", true);
    row("column of any table", "COLUMN %.CREATED_AT", "COLUMN", "ORDERS.CREATED_AT", true);
    row("no type, a part", "%", "COLUMN", "ORDERS.NOTE", false);
}

void TestDriftRules::matches()
{
    QFETCH(QString, rule);
    QFETCH(QString, type);
    QFETCH(QString, name);
    const Result<ObjectRule> parsed = ObjectRule::parse(rule);
    QVERIFY(parsed);
    QTEST(parsed->matches(type, name), "fits");
}

void TestDriftRules::refuses_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing") << QString() << u"names no object"_s;
    QTest::newRow("only a type") << u"TABLE"_s << u"names no object"_s;
    QTest::newRow("a type mistyped") << u"TABEL ORDERS"_s << u"Is TABLE meant?"_s;
    QTest::newRow("no type at all") << u"XYZZY ORDERS"_s << u"such as TABLE, VIEW"_s;
    QTest::newRow("quotes only") << u"TABLE \"\""_s << u"names no object"_s;
}

void TestDriftRules::refuses()
{
    QFETCH(QString, rule);
    QFETCH(QString, says);
    const Result<ObjectRule> parsed = ObjectRule::parse(rule);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().kind, ErrorKind::Usage);
    QVERIFY2(parsed.error().message.contains(says), qPrintable(parsed.error().message));
}

void TestDriftRules::writesWhatItReads_data()
{
    QTest::addColumn<QString>("rule");
    for (const char *rule : {"TABLE ORDERS", "ORDERS_IX", "TABLE \"Mixed Name\"", "TABLE TMP_%",
                             "MATERIALIZED VIEW MV", "COLUMN ORDERS.NOTE", "\"lower\""})
        QTest::newRow(rule) << QString::fromLatin1(rule);
}

void TestDriftRules::writesWhatItReads()
{
    QFETCH(QString, rule);
    const Result<ObjectRule> parsed = ObjectRule::parse(rule);
    QVERIFY(parsed);
    QCOMPARE(parsed->toString(), rule);
    const Result<ObjectRule> again = ObjectRule::parse(parsed->toString());
    QVERIFY(again);
    QVERIFY(*again == *parsed);
}

void TestDriftRules::adds_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    const QString head = u"# mine\n[project]\nname = \"shop\"   # a shop\n"_s;
    const auto row = [&head](const char *title, const QString &before, const QString &after) {
        QTest::newRow(title) << head + before << head + after;
    };
    row("no table", {}, u"\n[drift]\nignore = [\"TABLE NEW\"]\n"_s);
    row("another table after it", u"[target.a]\nurl = \"sandbox:a\"\n"_s,
        u"[target.a]\nurl = \"sandbox:a\"\n\n[drift]\nignore = [\"TABLE NEW\"]\n"_s);
    row("empty table", u"[drift]   # what to leave\n\n[target.a]\nurl = \"sandbox:a\"\n"_s,
        u"[drift]   # what to leave\nignore = [\"TABLE NEW\"]\n\n[target.a]\nurl = "
        "\"sandbox:a\"\n"_s);
    row("table at the end without a line end", u"[drift]"_s,
        u"[drift]\nignore = [\"TABLE NEW\"]"_s);
    row("one line", u"[drift]\nignore = [\"TABLE A\", \"B\"]   # those\n"_s,
        u"[drift]\nignore = [\"TABLE A\", \"B\", \"TABLE NEW\"]   # those\n"_s);
    row("one line, last comma", u"[drift]\nignore = [\"TABLE A\",]\n"_s,
        u"[drift]\nignore = [\"TABLE A\", \"TABLE NEW\",]\n"_s);
    row("empty list", u"[drift]\nignore = []\n"_s, u"[drift]\nignore = [\"TABLE NEW\"]\n"_s);
    row("several lines",
        u"[drift]\nignore = [\n    \"TABLE A\",   # a, with a comma\n    'B'    # b ]\n]\n"_s,
        u"[drift]\nignore = [\n    \"TABLE A\",   # a, with a comma\n    'B',    # b ]\n"
        "    \"TABLE NEW\"\n]\n"_s);
    row("several lines, last comma", u"[drift]\nignore = [\n\t\"TABLE A\", # a\n\t# the end\n]\n"_s,
        u"[drift]\nignore = [\n\t\"TABLE A\", # a\n\t\"TABLE NEW\",\n\t# the end\n]\n"_s);
    row("a text", u"[drift]\nignore = \"TABLE A\" # only\n"_s,
        u"[drift]\nignore = [\"TABLE A\", \"TABLE NEW\"] # only\n"_s);
    row("wide characters before it", u"[drift]\nignore = [\"\\\"💡ß\\\"\", \"B\"] # 💡\n"_s,
        u"[drift]\nignore = [\"\\\"💡ß\\\"\", \"B\", \"TABLE NEW\"] # 💡\n"_s);
    QTest::newRow("CRLF")
        << u"[project]\r\nname = \"a\"\r\n[drift]\r\nignore = [\r\n  \"A\"\r\n]\r\n"_s
        << u"[project]\r\nname = \"a\"\r\n[drift]\r\nignore = [\r\n  \"A\",\r\n"
           "  \"TABLE NEW\"\r\n]\r\n"_s;
    QTest::newRow("dotted key") << u"drift.ignore = [\"A\"]\n[project]\nname = \"a\"\n"_s
                                << u"drift.ignore = [\"A\", \"TABLE NEW\"]\n[project]\nname = "
                                   "\"a\"\n"_s;
    QTest::newRow("inline") << u"drift = { ignore = [\"A\"] }\n[project]\nname = \"a\"\n"_s
                            << u"drift = { ignore = [\"A\", \"TABLE NEW\"] }\n[project]\nname = "
                               "\"a\"\n"_s;
}

void TestDriftRules::adds()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    const QTemporaryDir dir;
    const QString file = dir.filePath(u"athanor.toml"_s);
    QVERIFY(writeTextFile(file, before));
    const Result<Project> project = readProject(dir.path());
    QVERIFY2(project, project ? "" : qPrintable(project.error().toString()));
    const Result<int> added = addDriftRules(project->directory, {{u"TABLE"_s, u"NEW"_s}});
    QVERIFY2(added, added ? "" : qPrintable(added.error().toString()));
    QCOMPARE(*added, 1);
    QCOMPARE(*readTextFile(file), after);
}

void TestDriftRules::addsNothingTwice()
{
    const QTemporaryDir dir;
    const QString file = dir.filePath(u"athanor.toml"_s);
    QVERIFY(writeTextFile(file, u"[drift]\nignore = [\"table a\"]\n"_s));
    const ObjectRule a{u"TABLE"_s, u"A"_s};
    const ObjectRule b{u"TABLE"_s, u"B"_s};
    QCOMPARE(*addDriftRules(dir.path(), {a}), 0);
    QCOMPARE(*addDriftRules(dir.path(), {a, b, b}), 1);
    QCOMPARE(*readTextFile(file), u"[drift]\nignore = [\"table a\", \"TABLE B\"]\n"_s);
}

void TestDriftRules::anUnreadableProjectStays_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("no toml") << u"[drift\nignore = [\"A\"]\n"_s;
    QTest::newRow("unknown key") << u"[drift]\nignored = [\"A\"]\n"_s;
}

void TestDriftRules::anUnreadableProjectStays()
{
    QFETCH(QString, text);
    const QTemporaryDir dir;
    const QString file = dir.filePath(u"athanor.toml"_s);
    QVERIFY(writeTextFile(file, text));
    QVERIFY(!addDriftRules(dir.path(), {{u"TABLE"_s, u"NEW"_s}}));
    QCOMPARE(*readTextFile(file), text);
}

QTEST_GUILESS_MAIN(TestDriftRules)
#include "tst_driftrules.moc"
