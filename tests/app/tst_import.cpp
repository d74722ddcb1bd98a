// SPDX-License-Identifier: MIT
// import-alembic: an Alembic repository becomes revisions with the same ids.
#include "process.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace {

const QByteArray first =
    "\"\"\"create users\n\nRevision ID: ae1\nRevises: \nCreate Date: 2021-03-04 05:06:07.1\n\n"
    "\"\"\"\nfrom alembic import op\nimport sqlalchemy as sa\n\nrevision = 'ae1'\n"
    "down_revision = None\n\ndef upgrade():\n    op.create_table('users',\n"
    "        sa.Column('id', sa.Integer(), nullable=False),\n"
    "        sa.PrimaryKeyConstraint('id'))\n\ndef downgrade():\n    op.drop_table('users')\n";
const QByteArray second =
    "\"\"\"names\n\nRevises: ae1\n\"\"\"\nrevision = 'b2'\ndown_revision = 'ae1'\n\n"
    "def upgrade():\n    for c in 'ab':\n        op.add_column('users', sa.Column(c, sa.Date()))\n"
    "\n\ndef downgrade():\n    pass\n";
// As Alembic prints it for Oracle.
const QByteArray sql =
    "CREATE TABLE alembic_version (\n    version_num VARCHAR2(32 CHAR) NOT NULL, \n"
    "    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)\n\n/\n\n"
    "-- Running upgrade  -> ae1\n\nCREATE TABLE users (\n    id INTEGER NOT NULL, \n"
    "    PRIMARY KEY (id)\n)\n\n/\n\n"
    "INSERT INTO alembic_version (version_num) VALUES ('ae1')\n\n/\n\n"
    "-- Running upgrade ae1 -> b2\n\nALTER TABLE users ADD a DATE\n\n/\n\n"
    "ALTER TABLE users ADD b DATE\n\n/\n\n"
    "UPDATE alembic_version SET version_num='b2' WHERE alembic_version.version_num = 'ae1'\n\n/\n"
    "\n";

} // namespace

class TestImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fromSqlAndFolder();
    void fromFolderAlone();
    void nothingIsOverwritten();
    void refusals();
};

void TestImport::fromSqlAndFolder()
{
    const Shop shop;
    shop.write(u"old/versions/ae1_create_users.py"_s, first);
    shop.write(u"old/versions/b2_names.py"_s, second);
    shop.write(u"old/env.py"_s, "pass\n");
    shop.write(u"up.sql"_s, sql);
    EXPECT_EXIT(shop.run("import-alembic old --sql up.sql"), 0);
    const QString users = shop.read(u"versions/ae1_create_users.sql"_s);
    QVERIFY2(users.contains("-- Created: 2021-03-04T05:06:07Z"_L1), qPrintable(users));
    QVERIFY2(users.contains("CREATE TABLE users"_L1) && users.contains("DROP TABLE users;"_L1),
             qPrintable(users));
    const QString names = shop.read(u"versions/b2_names.sql"_s);
    QVERIFY2(names.contains("-- Revises: ae1"_L1) && names.contains("ADD b DATE;"_L1),
             qPrintable(names));
    QVERIFY(!users.contains("alembic_version"_L1) && !names.contains("alembic_version"_L1));
    // They wait at the STOP step, and then they run.
    EXPECT_EXIT(shop.run("upgrade"), 7);
    EXPECT_EXIT(shop.run("review ae1"), 0);
    EXPECT_EXIT(shop.run("review b2"), 0);
    EXPECT_EXIT(shop.run("upgrade"), 0);
    QVERIFY(shop.run("current").out.contains("b2"_L1));
    EXPECT_EXIT(shop.run("downgrade base --yes"), 0);
}

void TestImport::fromFolderAlone()
{
    const Shop shop;
    shop.write(u"old/versions/ae1_create_users.py"_s, first);
    shop.write(u"old/versions/b2_names.py"_s, second);
    const Answer answer = shop.run("import-alembic old --json");
    QVERIFY2(answer.exit == 0, qPrintable(answer.said()));
    const QJsonArray revisions = answer.json()[u"revisions"_s].toArray();
    QCOMPARE(revisions.size(), 2);
    QCOMPARE(revisions[0].toObject()[u"byHand"_s].toBool(), false);
    QCOMPARE(revisions[1].toObject()[u"byHand"_s].toBool(), true);
    QVERIFY(answer.err.contains("b2"_L1));
    const QString names = shop.read(u"versions/b2_names.sql"_s);
    QVERIFY2(names.contains("-- athanor: translate by hand\n--   for c in 'ab':"_L1),
             qPrintable(names));
}

void TestImport::nothingIsOverwritten()
{
    const Shop shop;
    shop.write(u"up.sql"_s, sql);
    EXPECT_EXIT(shop.run("import-alembic --sql up.sql"), 0);
    const QStringList files = shop.files(u"versions"_s);
    QCOMPARE(files.size(), 2);
    shop.write(u"versions/"_s + files[0], shop.read(u"versions/"_s + files[0]).toUtf8() + "\n");
    const QString edited = shop.read(u"versions/"_s + files[0]);
    const Answer again = shop.run("import-alembic --sql up.sql");
    QVERIFY2(again.exit == 0, qPrintable(again.said()));
    QVERIFY(again.err.contains("left as it is"_L1));
    QCOMPARE(shop.files(u"versions"_s), files);
    QCOMPARE(shop.read(u"versions/"_s + files[0]), edited);
}

void TestImport::refusals()
{
    const Shop shop;
    EXPECT_EXIT(shop.run("import-alembic"), 2);
    EXPECT_EXIT(shop.run("import-alembic nowhere"), 3);
    shop.write(u"x.sql"_s, "DROP TABLE t;\n");
    EXPECT_EXIT(shop.run("import-alembic --sql x.sql"), 3);
    shop.write(u"old/versions/x.py"_s, "revision = compute()\n");
    EXPECT_EXIT(shop.run("import-alembic old"), 3);
    shop.write(u"old/versions/x.py"_s, "revision = 'x'\ndown_revision = 'gone'\n");
    EXPECT_EXIT(shop.run("import-alembic old"), 3);
    QCOMPARE(shop.files(u"versions"_s), QStringList());
}

QTEST_GUILESS_MAIN(TestImport)
#include "tst_import.moc"
