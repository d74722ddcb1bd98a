// SPDX-License-Identifier: MIT
#include "shop.h"

#include "base/atomicfile.h"
#include "migrate/importalembic.h"

#include <QtCore/QDir>
#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

const QString first =
    u"\"\"\"create users\n\nCreate Date: 2021-03-04 05:06:07.1\n\"\"\"\nrevision = 'ae1'\n"
    "down_revision = None\n\ndef upgrade():\n    op.create_table('users',\n"
    "        sa.Column('id', sa.Integer(), nullable=False),\n"
    "        sa.PrimaryKeyConstraint('id'))\n\ndef downgrade():\n    op.drop_table('users')\n"_s;
const QString second =
    u"\"\"\"names\n\"\"\"\nrevision = 'b2'\ndown_revision = 'ae1'\n\ndef upgrade():\n"
    "    for c in 'ab':\n        op.add_column('users', sa.Column(c, sa.Date()))\n\n\n"
    "def downgrade():\n    pass\n"_s;
// As Alembic prints it for Oracle.
const QString sql =
    u"CREATE TABLE alembic_version (\n    version_num VARCHAR2(32 CHAR) NOT NULL\n)\n\n/\n\n"
    "-- Running upgrade  -> ae1\n\nCREATE TABLE users (\n    id INTEGER NOT NULL, \n"
    "    PRIMARY KEY (id)\n)\n\n/\n\n"
    "INSERT INTO alembic_version (version_num) VALUES ('ae1')\n\n/\n\n"
    "-- Running upgrade ae1 -> b2\n\nALTER TABLE users ADD a DATE\n\n/\n\n"
    "ALTER TABLE users ADD b DATE\n\n/\n\n"
    "UPDATE alembic_version SET version_num='b2' WHERE alembic_version.version_num = 'ae1'\n\n/\n\n"_s;

} // namespace

class TestImportAlembic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fromSqlAndFolder();
    void fromFolderAlone();
    void ampersandsAreText_data();
    void ampersandsAreText();
    void whatIsThereStays();
    void refusesAndWritesNothing_data();
    void refusesAndWritesNothing();

private:
    static void write(const Shop &shop, const QString &name, const QString &text)
    {
        const QString file = shop.directory() + u'/' + name;
        QDir().mkpath(QFileInfo(file).path());
        must(writeTextFile(file, text));
    }
    static Result<AlembicImport> importFrom(const Shop &shop, const QString &folder,
                                            const QStringList &files = {})
    {
        AlembicSources sources;
        if (!folder.isEmpty())
            sources.folder = shop.directory() + u'/' + folder;
        for (const QString &file : files)
            sources.sqlFiles += shop.directory() + u'/' + file;
        return importAlembic(shop.workspace(), sources, systemClock());
    }
};

void TestImportAlembic::fromSqlAndFolder()
{
    const Shop shop;
    write(shop, u"old/versions/1.py"_s, first);
    write(shop, u"old/versions/2.py"_s, second);
    write(shop, u"old/env.py"_s, u"pass\n"_s);
    write(shop, u"up.sql"_s, sql);
    const AlembicImport imported = must(importFrom(shop, u"old"_s, {u"up.sql"_s}));
    QCOMPARE(imported.written.size(), 2u);
    QCOMPARE(imported.byHand, QStringList());
    const Revision &users = imported.written[0];
    QCOMPARE(users.id, u"ae1"_s);
    QCOMPARE(users.message, u"create users"_s);
    QCOMPARE(isoUtc(users.created), u"2021-03-04T05:06:07Z"_s);
    QVERIFY(!users.isReviewed());
    QVERIFY2(users.upgrade.startsWith("CREATE TABLE users"_L1), qPrintable(users.upgrade));
    QVERIFY(!users.upgrade.contains("alembic_version"_L1));
    QCOMPARE(users.downgrade, u"DROP TABLE users;\n"_s);
    QCOMPARE(imported.written[1].revises, QStringList{u"ae1"_s});
    QCOMPARE(imported.written[1].upgrade,
             u"ALTER TABLE users ADD a DATE;\nALTER TABLE users ADD b DATE;\n"_s);
    // And it runs.
    shop.reviewAll();
    QCOMPARE(shop.upgrade(), u"ae1 b2"_s);
    QCOMPARE(shop.heads(), u"b2"_s);
    QCOMPARE(shop.tables(), QStringList{u"USERS"_s});
    QCOMPARE(shop.downgrade(u"base"_s), u"b2 ae1"_s);
    QCOMPARE(shop.tables(), QStringList());
}

void TestImportAlembic::fromFolderAlone()
{
    const Shop shop;
    write(shop, u"old/alembic.ini"_s, u"[alembic]\nscript_location = %(here)s/scripts\n"_s);
    write(shop, u"old/scripts/versions/1.py"_s, first);
    write(shop, u"old/scripts/versions/2.py"_s, second);
    const AlembicImport imported = must(importFrom(shop, u"old"_s));
    QCOMPARE(imported.written.size(), 2u);
    QCOMPARE(imported.byHand, QStringList{u"b2"_s});
    QVERIFY(imported.written[1].upgrade.startsWith(
        "-- athanor: translate by hand\n--   for c in 'ab':\n"_L1));
}

void TestImportAlembic::ampersandsAreText_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("text");
    QTest::newRow("from Python")
        << u"old/1.py"_s
        << u"revision = 'a'\n\ndef upgrade():\n    op.execute(\"INSERT INTO t VALUES ('R&D')\")\n\n"
           "def downgrade():\n    op.execute(\"DELETE FROM t WHERE a = 'R&D'\")\n"_s;
    QTest::newRow("from SQL")
        << u"x.sql"_s
        << u"-- Running upgrade  -> a\n\nINSERT INTO t VALUES ('R&D')\n\n/\n\n"
           "-- Running downgrade a -> \n\nDELETE FROM t WHERE a = 'R&D'\n\n/\n"_s;
}

void TestImportAlembic::ampersandsAreText()
{
    QFETCH(QString, file);
    QFETCH(QString, text);
    const Shop shop;
    write(shop, file, text);
    const AlembicImport imported =
        must(file.endsWith(u".py"_s) ? importFrom(shop, u"old"_s) : importFrom(shop, {}, {file}));
    QCOMPARE(imported.written.size(), 1u);
    QCOMPARE(imported.written[0].upgrade, u"SET DEFINE OFF\n\nINSERT INTO t VALUES ('R&D');\n"_s);
    QCOMPARE(imported.written[0].downgrade,
             u"SET DEFINE OFF\n\nDELETE FROM t WHERE a = 'R&D';\n"_s);
}

void TestImportAlembic::whatIsThereStays()
{
    const Shop shop;
    shop.writeRevision(u"ae1"_s, {}, u"CREATE TABLE mine (n NUMBER(10));\n"_s);
    write(shop, u"up.sql"_s, sql);
    const AlembicImport imported = must(importFrom(shop, {}, {u"up.sql"_s}));
    QCOMPARE(imported.present, QStringList{u"ae1"_s});
    QCOMPARE(imported.written.size(), 1u);
    QVERIFY(shop.workspace().graph.find(u"ae1"_s)->upgrade.contains("mine"_L1));
}

void TestImportAlembic::refusesAndWritesNothing_data()
{
    QTest::addColumn<QString>("python");
    QTest::addColumn<QString>("text");
    QTest::newRow("a computed id") << u"revision = compute()\n"_s << QString();
    QTest::newRow("a parent that is not there")
        << u"revision = 'x'\ndown_revision = 'gone'\n"_s << QString();
    QTest::newRow("an id that Alembic could not store")
        << u"revision = 'this id is no id'\n"_s << QString();
    QTest::newRow("SQL that is not Alembic's") << QString() << u"DROP TABLE t;\n"_s;
    QTest::newRow("a second one that no file can hold")
        << QString()
        << u"-- Running upgrade  -> a\n\nDROP TABLE t\n\n/\n\n-- Running upgrade a -> b\n\nBEGIN\n"
           "-- ======== downgrade ========\n  NULL;\nEND;\n/\n"_s;
    QTest::newRow("what is no SQL")
        << QString() << u"-- Running upgrade  -> a\n\nCRAETE TABLE t (n NUMBER)\n\n/\n"_s;
    QTest::newRow("an open quote")
        << QString() << u"-- Running upgrade  -> a\n\nINSERT INTO t VALUES ('x)\n/\n"_s;
}

void TestImportAlembic::refusesAndWritesNothing()
{
    QFETCH(QString, python);
    QFETCH(QString, text);
    const Shop shop;
    if (!python.isEmpty())
        write(shop, u"old/versions/1.py"_s, python);
    if (!text.isEmpty())
        write(shop, u"x.sql"_s, text);
    const Result<AlembicImport> imported =
        importFrom(shop, python.isEmpty() ? QString() : u"old"_s,
                   text.isEmpty() ? QStringList() : QStringList{u"x.sql"_s});
    QVERIFY(!imported);
    QVERIFY(shop.workspace().graph.revisions().empty());
    const Project project = shop.workspace().project;
    QVERIFY(QDir(project.path(project.versionsDirectory)).isEmpty(QDir::Files));
}

QTEST_GUILESS_MAIN(TestImportAlembic)
#include "tst_importalembic.moc"
