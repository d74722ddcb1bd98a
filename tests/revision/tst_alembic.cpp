// SPDX-License-Identifier: MIT
#include "revision/alembicops.h"
#include "revision/alembicscript.h"

#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

// Alembic's files, read without running them.
class TestAlembic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headers_data();
    void headers();
    void computedHeadersAreRefused_data();
    void computedHeadersAreRefused();
    void functions();
    void bodies_data();
    void bodies();
    void operations_data();
    void operations();
    void unknownIsLeftToAPerson_data();
    void unknownIsLeftToAPerson();
    void sqlIsCut();
    void sqlWithoutComments();
    void anyBytesEnd();
};

void TestAlembic::headers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QStringList>("parents");
    QTest::addColumn<QStringList>("dependsOn");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("created");
    const QString none;
    QTest::newRow("a base")
        << u"\"\"\"create users\n\nRevision ID: ae1\nRevises: \nCreate Date: 2021-03-04 "
           "05:06:07.123456\n\n\"\"\"\nfrom alembic import op\n\nrevision = 'ae1'\n"
           "down_revision = None\nbranch_labels = None\ndepends_on = None\n"_s
        << u"ae1"_s << QStringList() << QStringList() << u"create users"_s
        << u"2021-03-04T05:06:07Z"_s;
    QTest::newRow("annotated, Alembic 1.12")
        << u"\"\"\"two\n\nCreate Date: 2023-01-02 03:04:05.6+01:00\n\"\"\"\n"
           "from typing import Sequence, Union\n\nrevision: str = \"b2\"\n"
           "down_revision: Union[str, Sequence[str], None] = \"ae1\"\n"
           "depends_on: Union[str, None] = None\n"_s
        << u"b2"_s << QStringList{u"ae1"_s} << QStringList() << u"two"_s
        << u"2023-01-02T02:04:05Z"_s;
    QTest::newRow("a merge over two lines, with a comment")
        << u"revision='m'\ndown_revision = (\n    'b2', # one\n    \"c3\",\n)\n"
           "depends_on = ('x',)\n"_s
        << u"m"_s << QStringList{u"b2"_s, u"c3"_s} << QStringList{u"x"_s} << none << none;
}

void TestAlembic::headers()
{
    QFETCH(QString, text);
    const Result<AlembicScript> script = parseAlembicScript(text, u"x.py"_s);
    QVERIFY2(script, script ? "" : qPrintable(script.error().toString()));
    QTEST(script->id, "id");
    QTEST(script->downRevisions, "parents");
    QTEST(script->dependsOn, "dependsOn");
    QTEST(script->message, "message");
    QTEST(script->created.isValid() ? script->created.toString(Qt::ISODate) : QString(), "created");
    QString windows = text;
    windows.replace(u"\n"_s, u"\r\n"_s);
    const Result<AlembicScript> same = parseAlembicScript(windows, u"x.py"_s);
    QVERIFY(same && *same == *script);
}

void TestAlembic::computedHeadersAreRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("a call") << u"revision = make_id()\n"_s << 1;
    QTest::newRow("joined") << u"\nrevision = 'a' + suffix\n"_s << 2;
    QTest::newRow("a computed parent") << u"revision = 'a'\ndown_revision = HEAD\n"_s << 2;
    QTest::newRow("nothing") << u"import os\n"_s << 1;
    QTest::newRow("empty") << QString() << 1;
}

void TestAlembic::computedHeadersAreRefused()
{
    QFETCH(QString, text);
    QFETCH(int, line);
    const Result<AlembicScript> script = parseAlembicScript(text, u"x.py"_s);
    QVERIFY(!script);
    QCOMPARE(script.error().kind, ErrorKind::Syntax);
    QCOMPARE(script.error().where.line, line);
}

void TestAlembic::functions()
{
    const Result<AlembicScript> script = parseAlembicScript(
        u"revision = 'a'\n\ndef upgrade() -> None:\n    # ### begin ###\n    op.drop_table('t')\n\n"
        "    if x:\n        pass\n\n\ndef downgrade():\n    pass\n"_s,
        u"x.py"_s);
    QVERIFY(script);
    QCOMPARE(script->upgrade, u"# ### begin ###\nop.drop_table('t')\n\nif x:\n    pass"_s);
    QCOMPARE(script->downgrade, u"pass"_s);
}

void TestAlembic::bodies_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("upgrade");
    QTest::addColumn<QString>("downgrade");
    const auto row = [](const char *name, const QString &text, const QString &upgrade,
                        const QString &downgrade) {
        QTest::newRow(name) << text << upgrade << downgrade;
    };
    row("a remark in column 0",
        u"def upgrade():\n    op.drop_table('a')\n# remark\n\n    op.drop_table('b')\n"_s,
        u"op.drop_table('a')\n# remark\n\nop.drop_table('b')"_s, {});
    row("a text that begins in column 0",
        u"def upgrade():\n    op.execute(\"\"\"\nUPDATE t\n    SET a = 1\n)\"\"\"\n)\n"
        "    op.drop_table('b')\n\ndef downgrade():\n    pass\n"_s,
        u"op.execute(\"\"\"\nUPDATE t\n    SET a = 1\n)\"\"\"\n)\nop.drop_table('b')"_s, u"pass"_s);
    row("on one line", u"def upgrade(): pass\n\ndef downgrade(): op.drop_table('t')\n"_s, u"pass"_s,
        u"op.drop_table('t')"_s);
    row("begun on the head's line",
        u"def upgrade(): op.drop_column('t',\n  'a')\nx = 1\ndef downgrade():  # none\n    pass"_s,
        u"op.drop_column('t',\n  'a')"_s, u"pass"_s);
    row("a remark above, indented less", u"def upgrade():\n  # why\n    a()\n    b()\n"_s,
        u"# why\na()\nb()"_s, {});
    row("quotes and brackets in remarks and texts",
        u"def upgrade():\n    a('(', \"'''\") # it's (\n    b('\\'(')\n\nc()\n"_s,
        u"a('(', \"'''\") # it's (\nb('\\'(')"_s, {});
    row("a line that is joined", u"def upgrade():\n    a = \\\nb\n    c()\nd()\n"_s,
        u"a = \\\nb\nc()"_s, {});
    row("remarks of the next function",
        u"def upgrade():\n    a()\n\n# now back\ndef downgrade():\n    b()\n"_s, u"a()"_s,
        u"b()"_s);
}

// What ends a function's body in Python, and nothing else, ends it here.
void TestAlembic::bodies()
{
    QFETCH(QString, text);
    const Result<AlembicScript> script =
        parseAlembicScript(u"revision = 'a'\n"_s + text, u"x.py"_s);
    QVERIFY(script);
    QTEST(script->upgrade, "upgrade");
    QTEST(script->downgrade, "downgrade");
}

void TestAlembic::operations_data()
{
    QTest::addColumn<QString>("python");
    QTest::addColumn<QString>("sql");
    const auto row = [](const char *name, const QString &python, const QString &sql) {
        QTest::newRow(name) << python << sql;
    };
    row("nothing", u"pass"_s, {});
    row("comments and a docstring", u"\"\"\"why\"\"\"\n# ### commands ###\npass"_s, {});
    row("create table",
        u"op.create_table('users',\n    sa.Column('id', sa.Integer(), nullable=False),\n"
        "    sa.Column('name', sa.String(length=30), server_default='it\\'s', nullable=True),\n"
        "    sa.Column('made', sa.DateTime(), server_default=sa.text('SYSDATE'), nullable=False),\n"
        "    sa.Column('price', sa.Numeric(precision=10, scale=2)),\n"
        "    sa.ForeignKeyConstraint(['id'], ['people.id'], name='fk', ondelete='CASCADE'),\n"
        "    sa.PrimaryKeyConstraint('id', name=op.f('users_pk')),\n"
        "    sa.UniqueConstraint('name'))"_s,
        u"CREATE TABLE users (\n    id INTEGER NOT NULL,\n    name VARCHAR2(30 CHAR) DEFAULT "
        "'it''s',\n    made DATE DEFAULT SYSDATE NOT NULL,\n    price NUMERIC(10, 2),\n"
        "    CONSTRAINT fk FOREIGN KEY(id) REFERENCES people (id) ON DELETE CASCADE,\n"
        "    CONSTRAINT users_pk PRIMARY KEY (id),\n    UNIQUE (name)\n);\n"_s);
    row("names that need quotes", u"op.drop_table('Users')"_s, u"DROP TABLE \"Users\";\n"_s);
    row("a reserved name", u"op.drop_column('t', 'level')"_s,
        u"ALTER TABLE t DROP COLUMN \"level\";\n"_s);
    row("a name that begins with what SQLAlchemy quotes", u"op.drop_table('_x')"_s,
        u"DROP TABLE \"_x\";\n"_s);
    row("a name that only Oracle reserves", u"op.drop_table('rows')"_s, u"DROP TABLE rows;\n"_s);
    row("add column", u"op.add_column('t', sa.Column('n', sa.BigInteger(), nullable=True))"_s,
        u"ALTER TABLE t ADD n NUMBER(19);\n"_s);
    row("indexes",
        u"op.create_index(op.f('ix'), 't', ['a', 'b'], unique=True)\n"
        "op.drop_index('ix', table_name='t')"_s,
        u"CREATE UNIQUE INDEX ix ON t (a, b);\nDROP INDEX ix;\n"_s);
    row("constraints",
        u"op.create_unique_constraint('uq', 't', ['a'])\n"
        "op.create_foreign_key('fk', 't', 'u', ['a'], ['id'])\n"
        "op.drop_constraint('uq', 't', type_='unique')"_s,
        u"ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a);\n"
        "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES u (id);\n"
        "ALTER TABLE t DROP CONSTRAINT uq;\n"_s);
    row("alter column",
        u"op.alter_column('t', 'a',\n               existing_type=sa.VARCHAR(length=10),\n"
        "               type_=sa.String(20),\n               nullable=False)"_s,
        u"ALTER TABLE t MODIFY a NOT NULL;\nALTER TABLE t MODIFY a VARCHAR2(20 CHAR);\n"_s);
    row("types that every release writes alike",
        u"op.create_table('t', sa.Column('a', sa.Float()), sa.Column('b', sa.Double()),\n"
        "    sa.Column('c', sa.NVARCHAR(length=9)), sa.Column('d', sa.DateTime(timezone=True)))"_s,
        u"CREATE TABLE t (\n    a FLOAT,\n    b DOUBLE PRECISION,\n    c NVARCHAR2(9),\n"
        "    d DATE\n);\n"_s);
    row("an identity", // NOT NULL by itself
        u"op.create_table('t',\n    sa.Column('id', sa.Integer(), sa.Identity(always=True, "
        "start=10, increment=5, cycle=False, cache=20), nullable=False),\n"
        "    sa.Column('n', sa.Integer(), sa.Identity(on_null=True, nomaxvalue=True)),\n"
        "    sa.PrimaryKeyConstraint('id'))"_s,
        u"CREATE TABLE t (\n    id INTEGER GENERATED ALWAYS AS IDENTITY (START WITH 10 INCREMENT "
        u"BY "
        "5 NOCYCLE CACHE 20),\n    n INTEGER GENERATED BY DEFAULT ON NULL AS IDENTITY "
        "(NOMAXVALUE),\n    PRIMARY KEY (id)\n);\n"_s);
    row("a batch",
        u"with op.batch_alter_table('t', schema=None) as batch_op:\n"
        "    # remark\n    batch_op.add_column(sa.Column('n', sa.Integer(), nullable=True))\n\n"
        "    batch_op.alter_column('a',\n           existing_type=sa.INTEGER(),\n"
        "           nullable=True)\n# and\n    batch_op.drop_column('b')\n"
        "    batch_op.create_index(batch_op.f('ix'), ['n'], unique=False)\n"
        "    batch_op.drop_index('ix2')\n"
        "    batch_op.create_unique_constraint('uq', ['n'])\n"
        "    batch_op.create_foreign_key('fk', 'u', ['n'], ['id'])\n"
        "    batch_op.drop_constraint('c', type_='check')\nop.drop_table('x')"_s,
        u"ALTER TABLE t ADD n INTEGER;\nALTER TABLE t MODIFY a NULL;\n"
        "ALTER TABLE t DROP COLUMN b;\nCREATE INDEX ix ON t (n);\nDROP INDEX ix2;\n"
        "ALTER TABLE t ADD CONSTRAINT uq UNIQUE (n);\n"
        "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(n) REFERENCES u (id);\n"
        "ALTER TABLE t DROP CONSTRAINT c;\nDROP TABLE x;\n"_s);
    row("a batch that does nothing", u"with op.batch_alter_table('t') as b:\n    pass"_s, {});
    row("a comment goes, another comes",
        u"op.alter_column('t', 'a', comment=None, existing_comment='x')\n"
        "op.alter_column('t', 'b', comment='it\\'s')"_s,
        u"COMMENT ON COLUMN t.a IS '';\nCOMMENT ON COLUMN t.b IS 'it''s';\n"_s);
    row("a default goes", u"op.alter_column('t', 'a', server_default=None)"_s,
        u"ALTER TABLE t MODIFY a DEFAULT NULL;\n"_s);
    row("rename", u"op.alter_column('t', 'a', new_column_name='b')\nop.rename_table('t', 'u')"_s,
        u"ALTER TABLE t RENAME COLUMN a TO b;\nALTER TABLE t RENAME TO u;\n"_s);
    row("execute",
        u"op.execute(\"UPDATE t SET a = 'x'\"\n           \" WHERE b IS NULL\")\n"
        "op.execute(sa.text('DELETE FROM t;'))"_s,
        u"UPDATE t SET a = 'x' WHERE b IS NULL;\nDELETE FROM t;\n"_s);
    row("words in a statement that name units",
        u"op.execute('INSERT INTO functions (trigger_name) VALUES (1)')"_s,
        u"INSERT INTO functions (trigger_name) VALUES (1);\n"_s);
    row("a comment at the end", u"op.execute(\"DELETE FROM t -- all of it\")"_s,
        u"DELETE FROM t;\n"_s);
    row("a ; inside a text", u"op.execute(\"INSERT INTO t VALUES ('a;b')\")"_s,
        u"INSERT INTO t VALUES ('a;b');\n"_s);
    row("a unit with : in it",
        u"op.execute(r'''CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW\nBEGIN\n"
        "  \\:NEW.a \\:= 1;\nEND;''')\nop.execute('BEGIN a\\:=1; END;')"_s,
        u"CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW\nBEGIN\n  :NEW.a := 1;\nEND;\n/\n"
        "BEGIN a:=1; END;\n/\n"_s);
    row("a unit",
        u"op.execute(\"\"\"\nCREATE TRIGGER x BEFORE INSERT ON t\nBEGIN\n  NULL;\nEND;\n\"\"\")"_s,
        u"CREATE TRIGGER x BEFORE INSERT ON t\nBEGIN\n  NULL;\nEND;\n/\n"_s);
}

void TestAlembic::operations()
{
    QFETCH(QString, python);
    const AlembicTranslation translation = translateAlembicOps(python);
    QTEST(translation.sql, "sql");
    QVERIFY(translation.isComplete);
}

void TestAlembic::unknownIsLeftToAPerson_data()
{
    QTest::addColumn<QString>("python");
    for (const char *python :
         {"op.execute(f'DROP TABLE {name}')",
          "op.execute(statement)",
          "for t in tables:\n    x(t)",
          "op.execute('a' + b)",
          "op.add_column('t', sa.Column('b', sa.Boolean()))",
          "op.add_column('t', sa.Column('e', sa.Enum('a', 'b', name='e')))",
          "op.add_column('t', sa.Column('i', sa.Integer(), sa.Identity(other=1)))",
          "op.add_column('t', sa.Column('i', sa.Integer(), sa.ForeignKey('u.id')))",
          "op.add_column('t', sa.Column('u', sa.Unicode(20)))",
          "op.add_column('t', sa.Column('u', sa.UnicodeText()))",
          "op.add_column('t', sa.Column('f', sa.Float(precision=10)))",
          "op.alter_column('t', 'i', server_default=None, existing_server_default=sa.Identity())",
          "op.alter_column('t', 'i', comment=text_of(1))",
          "op.create_index('ix', 't', [sa.text('lower(a)')])",
          "op.drop_table('t', schema='s')",
          "op.create_index('ix', 't', ['a'], oracle_bitmap=True)",
          "if x:\n    op.drop_table('a')\n\n    op.drop_table('b')",
          "if x:\n    op.drop_table('a')\n# both\n    op.drop_table('b')\nelse:\n    y()",
          "with op.batch_alter_table('t') as batch_op:\n    batch_op.drop_column(name)",
          "with op.batch_alter_table('t') as batch_op:\n    op.drop_column('t', 'a')",
          "with op.batch_alter_table('t', recreate='always') as b:\n    b.drop_column('a')",
          "with op.get_context().autocommit_block():\n    op.drop_table('t')",
          "op.execute('SET DEFINE OFF')",
          "op.execute('')",
          "op.execute('BEGIN a; END')",
          "op.execute('DELETE FROM a; DELETE FROM b')",
          "op.bulk_insert(t, rows)",
          "op.create_foreign_key('f', 'a', 'b', ['x'], ['y'], ondelete='RESTRICT')",
          "op.add_column('t', sa.Column('s', sa.String()))",
          "op.execute(\"unfinished"})
        QTest::newRow(python) << QString::fromLatin1(python);
}

void TestAlembic::unknownIsLeftToAPerson()
{
    QFETCH(QString, python);
    const AlembicTranslation translation = translateAlembicOps(python);
    QVERIFY2(!translation.isComplete, qPrintable(translation.sql));
    QVERIFY(translation.sql.startsWith("-- athanor: translate by hand\n"_L1));
    const QStringList lines = translation.sql.split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines)
        QVERIFY2(line.startsWith("--"_L1), qPrintable(line)); // nothing of it would run
    for (const QString &line : python.split(u'\n'))
        QVERIFY(translation.sql.contains(line));
}

// As alembic 1.13 prints it for Oracle.
void TestAlembic::sqlIsCut()
{
    const QString text =
        u"CREATE TABLE alembic_version (\n    version_num VARCHAR2(32 CHAR) NOT NULL\n)\n\n/\n\n"
        "-- Running upgrade  -> a1\n\nCREATE TABLE t (\n    id INTEGER NOT NULL\n)\n\n/\n\n"
        "INSERT INTO alembic_version (version_num) VALUES ('a1')\n\n/\n\n"
        "-- Running upgrade a1 -> b2\n\nDROP TABLE t\n\n/\n\n"
        "-- Running upgrade b2, c3 -> m4\n\n-- Running downgrade m4 -> b2, c3\n\n"_s;
    const Result<std::vector<AlembicStep>> steps = cutAlembicSql(text, u"up.sql"_s);
    QVERIFY(steps);
    QCOMPARE(steps->size(), 4u);
    QCOMPARE((*steps)[0].from, QStringList());
    QCOMPARE((*steps)[0].to, QStringList{u"a1"_s});
    QVERIFY((*steps)[0].sql.contains("CREATE TABLE t"_L1));
    QVERIFY(!(*steps)[0].sql.contains("DROP TABLE"_L1));
    QCOMPARE((*steps)[0].line, 7); // the rest of the comment's
    QCOMPARE((*steps)[2].from, (QStringList{u"b2"_s, u"c3"_s}));
    QVERIFY(!(*steps)[3].isUpgrade);
    QCOMPARE((*steps)[3].to, (QStringList{u"b2"_s, u"c3"_s}));
}

void TestAlembic::sqlWithoutComments()
{
    const Result<std::vector<AlembicStep>> steps =
        cutAlembicSql(u"CREATE TABLE t (n NUMBER);\n"_s, u"x.sql"_s);
    QVERIFY(!steps);
    QCOMPARE(steps.error().kind, ErrorKind::Syntax);
}

// Half a file, anywhere cut: an answer, no crash and no endless loop.
void TestAlembic::anyBytesEnd()
{
    const QString whole =
        u"\"\"\"m\n\nCreate Date: 2021-03-04 05:06:07\n\"\"\"\nrevision = 'a'\ndown_revision = ("
        "'b', \"c\")\n\ndef upgrade():\n    op.create_table('t', sa.Column('x', sa.String(length=3"
        "), nullable=False), sa.PrimaryKeyConstraint('x'))\n    op.execute(r'''a\\''' 'b')\n"_s;
    for (qsizetype i = 0; i <= whole.size(); ++i) {
        const Result<AlembicScript> script = parseAlembicScript(whole.first(i), u"x.py"_s);
        if (script)
            (void)translateAlembicOps(script->upgrade);
        (void)translateAlembicOps(whole.sliced(i));
    }
    QVERIFY(parseAlembicScript(whole, u"x.py"_s));
    (void)translateAlembicOps(QString(5000, u'('));
}

QTEST_GUILESS_MAIN(TestAlembic)
#include "tst_alembic.moc"
