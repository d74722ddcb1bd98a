// SPDX-License-Identifier: MIT
// What is wrong on disk is said with file, line and column, and nothing is damaged by it.
#include "process.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtTest/QtTest>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

QByteArray revisionText(const QByteArray &id, const QByteArray &revises,
                        const QByteArray &created = "2026-11-22T15:04:05Z")
{
    return "-- Revision: " + id + "\n-- Revises: " + revises + "\n-- Message: " + id
        + "\n-- Created: " + created
        + "\n-- Reviewed: no\n\n-- ======== upgrade ========\nCREATE TABLE t_" + id
        + " (a NUMBER);\n\n-- ======== downgrade ========\nDROP TABLE t_" + id + ";\n";
}

bool isRoot()
{
    return ::geteuid() == 0;
}

} // namespace

class TestBadInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noProject();
    void project_data();
    void project();
    void everythingWrongWithTheProjectIsSaid();
    void revisionFiles_data();
    void revisionFiles();
    void cutInTheDowngrade();
    void allBrokenFilesAreSaid();
    void twoHeads();
    void ambiguousPrefix();
    void missingParent();
    void fileOfTheCurrentRevisionIsGone();
    void model_data();
    void model();
    void everythingWrongWithTheModelIsSaid();
    void modelIsNotThere();
    void editedAfterTheStatementsRan();
    void unreadableFolder();
    void readOnlyFolder();
    void noConnection();
    void sandboxFileIsNone();
};

void TestBadInput::noProject()
{
    const Shop shop(Shop::Nothing);
    for (const char *words : {"current", "migrate -m x", "check", "history", "doctor", "model"}) {
        const Answer answer = shop.run(words);
        EXPECT_EXIT(answer, 3);
        QVERIFY2((answer.err + answer.out).contains(u"athanor init"_s), qPrintable(answer.said()));
    }
}

void TestBadInput::project_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("says");
    QTest::newRow("not toml") << QByteArray("[project\nname = 'x'\n") << u"athanor.toml:1:9: "_s
                              << QString();
    QTest::newRow("unknown key") << QByteArray("[project]\nmodle = 'x'\n")
                                 << u"athanor.toml:2:1: "_s << u"did you mean 'model'?"_s;
    QTest::newRow("a password in the URL")
        << QByteArray("[target.x]\nurl = 'oracle://hr:tiger@db/x'\n") << u"athanor.toml:2:7: "_s
        << u"password"_s;
    QTest::newRow("not UTF-8") << QByteArray("[project]\nname = 'gr\xf6\xdf\x65'\n")
                               << u"athanor.toml:2:11: "_s << u"not UTF-8"_s;
    QTest::newRow("version") << QByteArray("[project]\noracle_version = '9i'\n")
                             << u"athanor.toml:2:18: "_s << u"expected 11.2"_s;
}

void TestBadInput::project()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, place);
    QFETCH(QString, says);
    const Shop shop;
    shop.write(u"athanor.toml"_s, text);
    for (const char *words : {"heads", "model", "current"}) {
        const Answer answer = shop.run(words);
        EXPECT_EXIT(answer, 3);
        QVERIFY2(answer.err.contains(place), qPrintable(answer.said()));
        QVERIFY2(answer.err.contains(says), qPrintable(answer.said()));
        QVERIFY(!answer.err.contains(u"tiger"_s));
        QVERIFY(answer.out.isEmpty());
    }
}

void TestBadInput::everythingWrongWithTheProjectIsSaid()
{
    const Shop shop;
    shop.write(u"athanor.toml"_s, "[project]\nx = 1\ny = 1\n[target.t]\n");
    const Answer answer = shop.run("heads");
    EXPECT_EXIT(answer, 3);
    QCOMPARE(answer.err.count(u"athanor.toml:"_s), 3);
}

void TestBadInput::revisionFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("says");
    const QByteArray whole = revisionText("aaaa1111", "");
    QTest::newRow("cut in the upgrade") << whole.left(150) << u"bad.sql:8:"_s << u"cut in half"_s;
    QTest::newRow("cut in the header") << whole.left(40) << u"bad.sql:3:"_s << u"no line"_s;
    QTest::newRow("empty") << QByteArray() << u"bad.sql:1:1: "_s << u"no line"_s;
    QTest::newRow("no revision at all")
        << QByteArray("DROP TABLE t;\n") << u"bad.sql:1:1: "_s << u"not a statement"_s;
    QTest::newRow("not UTF-8") << revisionText("aaaa1111", "") + "-- gr\xf6\xdf\x65\n"
                               << u"bad.sql:12:6: "_s << u"not UTF-8"_s;
    QTest::newRow("itself") << revisionText("aaaa1111", "aaaa1111") << u"bad.sql:2:1: "_s
                            << u"revises itself"_s;
    QTest::newRow("an id twice") << revisionText("good0000", "") << QString() << u"two files"_s;
    QTest::newRow("a cycle") << revisionText("aaaa1111", "bbbb2222") << u".sql:2:1: "_s
                             << u"bbbb2222"_s;
}

void TestBadInput::revisionFiles()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, place);
    QFETCH(QString, says);
    const Shop shop;
    shop.write(u"versions/good.sql"_s, revisionText("good0000", ""));
    shop.write(u"versions/other.sql"_s, revisionText("bbbb2222", "good0000, aaaa1111"));
    if (!says.contains(u"bbbb"_s))
        QFile::remove(shop.path(u"versions/other.sql"_s));
    shop.write(u"versions/bad.sql"_s, text);
    for (const char *words : {"upgrade", "check", "migrate -m x", "rehearse good0000"}) {
        const Answer answer = shop.run(words);
        EXPECT_EXIT(answer, 3);
        QVERIFY2(answer.err.contains(place), qPrintable(answer.said()));
        QVERIFY2(answer.err.contains(says), qPrintable(answer.said()));
        QVERIFY(answer.out.isEmpty());
    }
    const Answer doctor = shop.run("doctor");
    EXPECT_EXIT(doctor, 3);
    QVERIFY2(doctor.out.contains(says), qPrintable(doctor.said()));
    QCOMPARE(shop.read(u"versions/bad.sql"_s).toUtf8().isEmpty(), text.isEmpty());
}

// Only what nothing ends tells of it: whoever reviews, rehearses or runs the file is told.
void TestBadInput::cutInTheDowngrade()
{
    const Shop shop;
    QByteArray text = revisionText("aaaa1111", "");
    text.chop(2);
    shop.write(u"versions/bad.sql"_s, text);
    for (const char *words : {"review aaaa1111", "rehearse aaaa1111"}) {
        const Answer answer = shop.run(words);
        EXPECT_EXIT(answer, 3);
        QVERIFY2(answer.err.contains(u"bad.sql:11:1: "_s) && answer.err.contains(u"cut in half"_s),
                 qPrintable(answer.said()));
    }
}

void TestBadInput::allBrokenFilesAreSaid()
{
    const Shop shop;
    shop.write(u"versions/a.sql"_s, "x");
    shop.write(u"versions/b.sql"_s, "y");
    shop.write(u"versions/c.sql"_s, revisionText("cccc3333", ""));
    const Answer answer = shop.run("upgrade");
    EXPECT_EXIT(answer, 3);
    QVERIFY2(answer.err.contains(u"a.sql:1:1"_s) && answer.err.contains(u"b.sql:1:1"_s),
             qPrintable(answer.said()));
    // What can be shown is shown all the same.
    const Answer history = shop.run("history");
    EXPECT_EXIT(history, 3);
    QVERIFY2(history.out.contains(u"cccc3333"_s), qPrintable(history.said()));
}

void TestBadInput::twoHeads()
{
    const Shop shop;
    shop.write(u"versions/r.sql"_s, revisionText("r0000000", ""));
    shop.write(u"versions/a.sql"_s, revisionText("aaaa1111", "r0000000", "2026-11-22T15:05:00Z"));
    shop.write(u"versions/b.sql"_s, revisionText("bbbb2222", "r0000000", "2026-11-22T15:06:00Z"));
    QCOMPARE(shop.run("heads").out, u"aaaa1111 (head) aaaa1111\nbbbb2222 (head) bbbb2222\n"_s);
    QVERIFY(shop.run("branches").out.startsWith(u"r0000000 (branch point)"_s));
    const Answer upgrade = shop.run("upgrade");
    EXPECT_EXIT(upgrade, 2);
    QVERIFY2(upgrade.err.contains(u"aaaa1111, bbbb2222"_s) && upgrade.err.contains(u"heads"_s)
                 && upgrade.err.contains(u"merge"_s),
             qPrintable(upgrade.said()));
    EXPECT_EXIT(shop.run("revision -m x"), 2);

    for (const char *id : {"r0000000", "aaaa1111", "bbbb2222"})
        EXPECT_EXIT(shop.run({u"review"_s, QString::fromLatin1(id)}), 0);
    EXPECT_EXIT(shop.run("upgrade heads"), 0);
    QCOMPARE(shop.run("current").out.count(u'\n'), 2);
    EXPECT_EXIT(shop.run("downgrade -1"), 2); // which of them?
    const Answer merge = shop.run("merge --json");
    EXPECT_EXIT(merge, 0);
    EXPECT_EXIT(shop.run("review"), 0);
    EXPECT_EXIT(shop.run("upgrade"), 0);
    QCOMPARE(shop.run("current").out.count(u'\n'), 1);
    EXPECT_EXIT(shop.run("downgrade -1"), 0); // undoes the merge
    QCOMPARE(shop.run("current").out.count(u'\n'), 2);
    EXPECT_EXIT(shop.run("downgrade base"), 0);
    QVERIFY(shop.run("current").out.isEmpty());
}

void TestBadInput::ambiguousPrefix()
{
    const Shop shop;
    shop.write(u"versions/a.sql"_s, revisionText("aaaa1111", ""));
    shop.write(u"versions/b.sql"_s, revisionText("aaaa2222", "aaaa1111"));
    const Answer answer = shop.run("show aaaa");
    EXPECT_EXIT(answer, 2);
    QVERIFY2(answer.err.contains(u"aaaa1111, aaaa2222"_s), qPrintable(answer.said()));
    EXPECT_EXIT(shop.run("show aaaa1"), 0);
    const Answer tooShort = shop.run("show aaa");
    EXPECT_EXIT(tooShort, 2);
    QVERIFY(tooShort.err.contains(u"four characters"_s));
}

void TestBadInput::missingParent()
{
    const Shop shop;
    shop.write(u"versions/b.sql"_s, revisionText("bbbb2222", "aaaa1111"));
    const Answer answer = shop.run("upgrade");
    EXPECT_EXIT(answer, 3);
    QVERIFY2(answer.err.contains(u"b.sql:"_s) && answer.err.contains(u"aaaa1111"_s),
             qPrintable(answer.said()));
    EXPECT_EXIT(shop.run("history"), 0); // it can still be looked at
    EXPECT_EXIT(shop.run("doctor"), 3);
}

void TestBadInput::fileOfTheCurrentRevisionIsGone()
{
    const Shop shop;
    shop.write(u"versions/a.sql"_s, revisionText("aaaa1111", ""));
    EXPECT_EXIT(shop.run("review"), 0);
    EXPECT_EXIT(shop.run("upgrade"), 0);
    QFile::remove(shop.path(u"versions/a.sql"_s));
    const Answer current = shop.run("current");
    EXPECT_EXIT(current, 0);
    QVERIFY2(current.out.contains(u"aaaa1111 (file missing)"_s), qPrintable(current.said()));
    const Answer downgrade = shop.run("downgrade base");
    EXPECT_EXIT(downgrade, 3);
    QVERIFY2(downgrade.err.contains(u"aaaa1111"_s), qPrintable(downgrade.said()));
    EXPECT_EXIT(shop.run("stamp base --purge"), 0);
    QVERIFY(shop.run("current").out.isEmpty());
}

void TestBadInput::model_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("place");
    QTest::newRow("a syntax error")
        << QByteArray("CREATE TABLE t (\n    a NUMBER,\n    b VARCHAR2(,\n);\n")
        << u"model/bad.sql:3:16: "_s;
    QTest::newRow("not UTF-8") << QByteArray("-- gr\xf6\xdf\x65\n") << u"model/bad.sql:1:6: "_s;
    QTest::newRow("a name over the limit") << QByteArray("CREATE TABLE t (a NUMBER);\nCREATE TABLE "
                                                         + QByteArray(129, 'x') + " (a NUMBER);\n")
                                           << u"model/bad.sql:2:"_s;
    QTest::newRow("an open quote")
        << QByteArray("COMMENT ON TABLE t IS 'open;\n") << u"model/bad.sql:1:"_s;
    QTest::newRow("no such table") << QByteArray(
        "CREATE TABLE t (\n    a NUMBER,\n    CONSTRAINT t_fk FOREIGN KEY (a) REFERENCES "
        "nowhere (id)\n);\n") << u"model/bad.sql:"_s;
    QTest::newRow("a table twice")
        << QByteArray("CREATE TABLE t (a NUMBER);\n\nCREATE TABLE t (b NUMBER);\n")
        << u"model/bad.sql:3:"_s;
}

void TestBadInput::model()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, place);
    const Shop shop;
    shop.write(u"model/bad.sql"_s, text);
    for (const char *words : {"check", "migrate -m x", "diff", "model"}) {
        const Answer answer = shop.run(words);
        EXPECT_EXIT(answer, 3);
        QVERIFY2(answer.err.contains(place), qPrintable(answer.said()));
    }
    QVERIFY(shop.files(u"versions"_s).isEmpty());
}

void TestBadInput::everythingWrongWithTheModelIsSaid()
{
    const Shop shop;
    shop.write(u"model/a.sql"_s, "CREATE TABLE a (x NUMBRE(,));\nCREATE TABLE b (y VARCHAR2(;\n");
    shop.write(u"model/b.sql"_s, "CREATE TABLE c (x NUMBER(,));\n");
    for (const char *words : {"check", "migrate -m x", "model"}) {
        const Answer answer = shop.run(words);
        EXPECT_EXIT(answer, 3);
        for (const char *place : {"a.sql:1:", "a.sql:2:", "b.sql:1:"})
            QVERIFY2(answer.err.contains(QString::fromLatin1(place)), qPrintable(answer.said()));
    }
}

void TestBadInput::modelIsNotThere()
{
    const Shop shop;
    QVERIFY(QDir(shop.path(u"model"_s)).removeRecursively());
    const Answer answer = shop.run("check");
    EXPECT_EXIT(answer, 3);
    QVERIFY2(answer.err.contains(shop.path(u"model"_s)), qPrintable(answer.said()));
}

void TestBadInput::editedAfterTheStatementsRan()
{
    const Shop shop;
    QByteArray text = revisionText("aaaa1111", "");
    text.replace("CREATE TABLE t_aaaa1111 (a NUMBER);",
                 "CREATE TABLE t_one (a NUMBER);\nALTER TABLE nowhere ADD b NUMBER;");
    shop.write(u"versions/a.sql"_s, text);
    EXPECT_EXIT(shop.run("review"), 0);
    const Answer failed = shop.run("upgrade");
    EXPECT_EXIT(failed, 5);
    QVERIFY2(failed.err.contains(u"a.sql:9:"_s) && failed.err.contains(u"ORA-00942"_s),
             qPrintable(failed.said()));
    // What ran is history.
    QByteArray changed = shop.read(u"versions/a.sql"_s).toUtf8();
    changed.replace("t_one (a NUMBER)", "t_two (a NUMBER)");
    shop.write(u"versions/a.sql"_s, changed);
    EXPECT_EXIT(shop.run("review"), 0);
    EXPECT_EXIT(shop.run("resume"), 3);
    // What did not run may be mended.
    changed.replace("t_two (a NUMBER)", "t_one (a NUMBER)");
    changed.replace("ALTER TABLE nowhere", "ALTER TABLE t_one");
    shop.write(u"versions/a.sql"_s, changed);
    const Answer unreviewed = shop.run("resume");
    EXPECT_EXIT(unreviewed, 7);
    QVERIFY2(unreviewed.err.contains(u"athanor review aaaa1111"_s), qPrintable(unreviewed.said()));
    EXPECT_EXIT(shop.run("review"), 0);
    EXPECT_EXIT(shop.run("resume"), 0);
    QVERIFY(shop.run("current").out.contains(u"aaaa1111 (head)"_s));
}

void TestBadInput::unreadableFolder()
{
    if (isRoot())
        QSKIP("root may read everything: run as another user to see this");
    const Shop shop;
    shop.write(u"versions/a.sql"_s, revisionText("aaaa1111", ""));
    const QFile::Permissions before = QFile::permissions(shop.path(u"versions"_s));
    QVERIFY(QFile::setPermissions(shop.path(u"versions"_s), {}));
    const Answer answer = shop.run("upgrade");
    QFile::setPermissions(shop.path(u"versions"_s), before);
    EXPECT_EXIT(answer, 3);
    QVERIFY2(answer.err.contains(shop.path(u"versions"_s)), qPrintable(answer.said()));
}

void TestBadInput::readOnlyFolder()
{
    if (isRoot())
        QSKIP("root may write everywhere: run as another user to see this");
    const Shop shop;
    const QFile::Permissions before = QFile::permissions(shop.path(u"versions"_s));
    QVERIFY(QFile::setPermissions(shop.path(u"versions"_s), QFile::ReadOwner | QFile::ExeOwner));
    const Answer answer = shop.run("revision -m x");
    QFile::setPermissions(shop.path(u"versions"_s), before);
    EXPECT_EXIT(answer, 3);
    QVERIFY2(answer.err.contains(shop.path(u"versions"_s)), qPrintable(answer.said()));
    QVERIFY(shop.files(u"versions"_s).isEmpty());
}

void TestBadInput::noConnection()
{
    const Shop shop;
    shop.write(u"athanor.toml"_s, "[target.dev]\nurl = \"oracle://hr@127.0.0.1:1/nowhere\"\n");
    const Answer answer = shop.run({u"current"_s}, {}, {u"ATHANOR_PASSWORD=s3cret"_s});
    EXPECT_EXIT(answer, 4);
    QVERIFY(!answer.err.contains(u"s3cret"_s));
    EXPECT_EXIT(shop.run({u"doctor"_s}, {}, {u"ATHANOR_PASSWORD=s3cret"_s}), 4);
}

void TestBadInput::sandboxFileIsNone()
{
    const Shop shop;
    shop.write(u"shop.sandbox"_s, "this is no sandbox");
    const Answer answer = shop.run("current");
    EXPECT_EXIT(answer, 4);
    QVERIFY2(answer.err.contains(u"shop.sandbox"_s), qPrintable(answer.said()));
    QCOMPARE(shop.read(u"shop.sandbox"_s), u"this is no sandbox"_s);
}

QTEST_GUILESS_MAIN(TestBadInput)
#include "tst_badinput.moc"
