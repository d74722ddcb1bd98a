// SPDX-License-Identifier: MIT
#include "ddl/catalogreader.h"
#include "migrate/completion.h"

#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

class TestCompletion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void completes_data();
    void completes();
    void survivesEveryPlace();
};

namespace {

Catalog shop()
{
    return readCatalog(
               {splitScript(
                   u"CREATE SEQUENCE person_seq;"
                   "CREATE SEQUENCE order_seq;"
                   "CREATE TABLE person (id NUMBER(10) NOT NULL, email VARCHAR2(100),"
                   " \"Mixed\" DATE, CONSTRAINT person_pk PRIMARY KEY (id));"
                   "CREATE TABLE orders (id NUMBER(10), person_id NUMBER(10), total NUMBER);"
                   "CREATE INDEX orders_person_ix ON orders (person_id);"
                   "CREATE VIEW paid AS SELECT * FROM orders;"_s)},
               ReadingOrder::InWritingOrder)
        .catalog;
}

QString joined(const Completions &completions)
{
    QStringList words;
    for (const CompletionItem &item : completions.items)
        words.append(item.text);
    return words.join(u' ');
}

} // namespace

void TestCompletion::completes_data()
{
    QTest::addColumn<QString>("text"); // | is the cursor
    QTest::addColumn<QString>("first"); // how the list begins; "-": it is empty
    const auto row = [](const char *name, const QString &text, const QString &first) {
        QTest::newRow(name) << text << first;
    };
    row("columns behind an alias", u"SELECT P.| FROM person P"_s, u"ID EMAIL \"Mixed\""_s);
    row("columns behind an alias, begun", u"select p.e| from person p"_s, u"email"_s);
    row("columns behind a table", u"UPDATE person SET email = person.|"_s, u"id email"_s);
    row("columns behind a table that was dropped above", u"DROP TABLE person;\nSELECT person.|"_s,
        u"id email"_s);
    row("the second table of a list", u"SELECT o.t| FROM person p, orders o"_s, u"total"_s);
    row("joined", u"SELECT * FROM person p JOIN orders o ON o.p|"_s, u"person_id"_s);
    row("a sequence", u"INSERT INTO orders VALUES (order_seq.|"_s, u"nextval currval"_s);
    row("tables", u"ALTER TABLE |"_s, u"ORDERS PERSON PAID"_s);
    row("tables, begun in lower case", u"alter table per|"_s, u"person"_s);
    row("tables of a foreign key",
        u"ALTER TABLE orders ADD FOREIGN KEY (person_id) REFERENCES p|"_s, u"person paid"_s);
    row("no table for a new one", u"CREATE TABLE |"_s, u"-"_s);
    row("sequences to drop", u"DROP SEQUENCE |"_s, u"ORDER_SEQ PERSON_SEQ"_s);
    row("indexes to drop", u"DROP INDEX |"_s, u"ORDERS_PERSON_IX"_s);
    row("constraints to drop", u"ALTER TABLE person DROP CONSTRAINT |"_s, u"PERSON_PK"_s);
    row("columns to drop", u"ALTER TABLE person DROP COLUMN |"_s, u"ID EMAIL"_s);
    row("columns to modify", u"ALTER TABLE person MODIFY (em|"_s, u"email"_s);
    row("columns of an index", u"CREATE INDEX i ON person (|"_s, u"id email"_s);
    row("columns of an insert", u"INSERT INTO person (id, |"_s, u"id email"_s);
    row("types of a new column", u"ALTER TABLE person ADD born DA|"_s, u"DATE"_s);
    row("types in a new table", u"create table t (\n    a number,\n    b varc|"_s, u"varchar2"_s);
    row("a trigger's rows",
        u"CREATE TRIGGER t BEFORE INSERT ON person FOR EACH ROW BEGIN :NEW.e|"_s, u"email"_s);
    row("keywords begin a statement", u"CRE|"_s, u"CREATE"_s);
    row("keywords after a statement", u"DROP TABLE orders;\nal|"_s, u"alter always"_s);
    row("the tables of another statement are not asked", u"SELECT * FROM person p;\nSELECT p.|"_s,
        u"-"_s);
    row("not in a string", u"SELECT 'per| FROM person"_s, u"-"_s);
    row("not in a closed string", u"SELECT 'per|son' FROM person"_s, u"-"_s);
    row("not in a comment", u"-- per|"_s, u"-"_s);
    row("not in a number", u"SELECT 12|"_s, u"-"_s);
    row("a word that is whole already", u"SELECT * FROM orders|"_s, u"-"_s);
    row("before what follows", u"ALTER TABLE | DROP COLUMN x;\nDROP TABLE y;"_s, u"ORDERS"_s);
}

void TestCompletion::completes()
{
    QFETCH(QString, text);
    QFETCH(const QString, first);
    const qsizetype cursor = text.indexOf(u'|');
    text.remove(cursor, 1);
    const Completions completions = completionsAt(text, cursor, shop());
    const QString words = joined(completions);
    if (first == "-"_L1)
        QCOMPARE(words, QString());
    else
        QVERIFY2((words + u' ').startsWith(first + u' '), qPrintable(words));
    if (!completions.items.empty())
        QCOMPARE(completions.replaces.end(), cursor);
}

void TestCompletion::survivesEveryPlace()
{
    const Catalog catalog = shop();
    const QString text =
        u"CREATE TABLE a (b NUMBER(10) DEFAULT person_seq.NEXTVAL NOT NULL, \"c\" q'[x]');\n"
        "/* c */ SELECT p.\"Mixed\", :x FROM person p WHERE p.id = 'it''s' -- x\n;\n"
        "BEGIN\n  NULL;\nEND;\n/\n"_s;
    for (qsizetype cursor = 0; cursor <= text.size(); ++cursor) {
        for (const QString &written : {text, text.first(cursor)}) {
            const Completions completions = completionsAt(written, cursor, catalog);
            QVERIFY(completions.replaces.start >= 0);
            QVERIFY(completions.replaces.end() <= written.size());
        }
    }
}

QTEST_GUILESS_MAIN(TestCompletion)
#include "tst_completion.moc"
