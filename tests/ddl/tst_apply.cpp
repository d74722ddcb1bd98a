// SPDX-License-Identifier: MIT
#include "base/atomicfile.h"
#include "ddl/apply.h"
#include "ddl/catalogreader.h"
#include "ddl/reader.h"
#include "ddl/writer.h"
#include "schema/normalform.h"

#include <QtCore/QFile>
#include <QtTest/QTest>

#include <set>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

const QString statementMark = u" ;; "_s;

// The statements of a cell, each read and applied; what goes wrong is in `problem`.
Catalog applied(const QString &cell, Catalog catalog, const OracleVersion &version,
                Error *problem = nullptr)
{
    Applier applier(catalog, version);
    QString text = cell;
    text.replace(u"\\n"_s, u"\n"_s);
    for (const QString &piece : text.split(statementMark, Qt::SkipEmptyParts)) {
        const QString statement = piece.trimmed();
        if (statement.isEmpty())
            continue;
        const DdlReading reading = readDdl(statement, version);
        if (!reading.errors.empty()) {
            if (problem)
                *problem = reading.errors.front();
            return catalog;
        }
        const Result<> result = applier.apply(reading.statement);
        if (!result) {
            if (problem)
                *problem = result.error();
            return catalog;
        }
    }
    return catalog;
}

QString written(const Catalog &catalog)
{
    return scriptText(writeCatalog(normalized(catalog)));
}

std::vector<QStringList> rowsOf(const QString &file)
{
    const Result<QString> text = readTextFile(file);
    std::vector<QStringList> rows;
    if (!text)
        return rows;
    const QStringList lines = text->split(u'\n', Qt::SkipEmptyParts);
    for (qsizetype i = 1; i < lines.size(); ++i) // the first names the columns
        rows.push_back(lines[i].split(u'\t'));
    return rows;
}

QString manyTables(int count)
{
    QString script;
    for (int i = 0; i < count; ++i) {
        const QString n = QString::number(i);
        script +=
            u"CREATE TABLE T%1 (ID NUMBER(10) NOT NULL, NAME VARCHAR2(30 CHAR), P_ID NUMBER(10),"
            " CONSTRAINT T%1_PK PRIMARY KEY (ID), CONSTRAINT T%1_UK UNIQUE (NAME)"_s.arg(n);
        if (i > 0)
            script +=
                u", CONSTRAINT T%1_FK FOREIGN KEY (P_ID) REFERENCES T%2 (ID)"_s.arg(n).arg(i - 1);
        script += u");\nCREATE INDEX T%1_IX ON T%1 (P_ID);\n"_s.arg(n);
    }
    return script;
}

} // namespace

class TestApply : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusals_data();
    void refusals();
    void effects_data();
    void effects();
    void referenceCases_data();
    void referenceCases();
    void everyOracleErrorIsAnswered();
    void applierAndSingleCallsAgree();
    void dropsEverythingItBuilt();
    void buildsManyTables();
};

void TestApply::refusals_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("statement");
    QTest::addColumn<int>("code");
    for (const QStringList &row : rowsOf(QStringLiteral(ATHANOR_TEST_DATA "/ddl/refusals.tsv"))) {
        QCOMPARE(row.size(), 5);
        QTest::newRow(qPrintable(row[0])) << row[1] << row[2] << row[3] << row[4].toInt();
    }
}

// Oracle's code, and the catalog as it was.
void TestApply::refusals()
{
    QFETCH(QString, version);
    QFETCH(QString, before);
    QFETCH(QString, statement);
    QFETCH(int, code);
    const OracleVersion target = *parseOracleVersion(version);

    Error problem;
    Catalog catalog = applied(before, {}, target, &problem);
    QCOMPARE(problem.toString(), Error().toString());

    const DdlReading reading = readDdl(statement, target);
    for (const Error &error : reading.errors)
        QFAIL(qPrintable(error.toString()));
    const Catalog untouched = catalog;
    Applier applier(catalog, target);
    const Result<> result = applier.apply(reading.statement);
    QVERIFY2(!result, "was not refused");
    QCOMPARE(result.error().oraCode, code);
    QCOMPARE(result.error().kind, ErrorKind::Semantic);
    QVERIFY(!result.error().message.isEmpty());
    QCOMPARE(written(catalog), written(untouched));
    QVERIFY(catalog == untouched);
    // The lookups went back as well: the same refusal for the same reason.
    QCOMPARE(applier.apply(reading.statement).error(), result.error());
}

void TestApply::effects_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("statement");
    QTest::addColumn<QString>("after");
    for (const QStringList &row : rowsOf(QStringLiteral(ATHANOR_TEST_DATA "/ddl/effects.tsv"))) {
        QVERIFY2(row.size() == 4 || row.size() == 5, qPrintable(row.join(u'|')));
        QTest::newRow(qPrintable(row[0])) << row[1] << row[2] << row[3] << row.value(4);
    }
}

void TestApply::effects()
{
    QFETCH(QString, version);
    QFETCH(QString, before);
    QFETCH(QString, statement);
    QFETCH(QString, after);
    const OracleVersion target = *parseOracleVersion(version);
    Error problem;
    const Catalog start = applied(before, {}, target, &problem);
    QCOMPARE(problem.toString(), Error().toString());
    const Catalog got = applied(statement, start, target, &problem);
    QCOMPARE(problem.toString(), Error().toString());

    Script script;
    Catalog expected;
    // What `after` lists may stand in any order.
    QStringList waiting = after.split(statementMark, Qt::SkipEmptyParts);
    for (qsizetype round = 0; round <= waiting.size() && !waiting.isEmpty();) {
        Error refused;
        const QString next = waiting.takeFirst();
        const Catalog more = applied(next, expected, target, &refused);
        if (refused.message.isEmpty()) {
            expected = more;
            round = 0;
        } else {
            waiting.append(next);
            ++round;
        }
    }
    QVERIFY2(waiting.isEmpty(), qPrintable(waiting.join(statementMark)));
    QCOMPARE(written(got), written(expected));
    QVERIFY(normalized(got) == normalized(expected));
}

void TestApply::referenceCases_data()
{
    QTest::addColumn<QStringList>("row");
    for (const QStringList &row :
         rowsOf(QStringLiteral(ATHANOR_SHARED_REFERENCES "/ddl_cases.tsv")))
        QTest::newRow(qPrintable(row[0])) << row;
    if (!QFile::exists(QStringLiteral(ATHANOR_SHARED_REFERENCES "/ddl_cases.tsv")))
        QTest::newRow("absent") << QStringList();
}

// Both schemas of every case can be read, and its statements lead from one to the other.
void TestApply::referenceCases()
{
    QFETCH(QStringList, row);
    if (row.isEmpty())
        QSKIP("the shared references are not here: ddl_cases.tsv");
    OracleVersion version = *parseOracleVersion(row[5]);
    version = std::max(version, OracleVersion{19, 0}); // 11.2 says "from"
    const auto schema = [&version](const QString &cell) {
        QString script = cell;
        script.replace(u"\\n"_s, u"\n"_s);
        QString text;
        for (const QString &statement : script.split(statementMark, Qt::SkipEmptyParts)) {
            const bool plsql = statement.trimmed().endsWith(u';');
            text += statement.trimmed() + (plsql ? u"\n/\n"_s : u";\n"_s);
        }
        return readCatalog({splitScript(text)}, ReadingOrder::AnyOrder, version);
    };
    const CatalogReading before = schema(row[1]);
    const CatalogReading after = schema(row[2]);
    for (const CatalogReading *reading : {&before, &after})
        for (const Error &error : reading->errors)
            QFAIL(qPrintable(error.toString()));
    const QString expected = row[3];
    if (expected.startsWith(u'(')) // no difference, or nothing that a script can do
        return;
    Error problem;
    const Catalog got = applied(expected, before.catalog, version, &problem);
    QCOMPARE(problem.toString(), Error().toString());
    QCOMPARE(written(got), written(after.catalog));
    QVERIFY(normalized(got) == normalized(after.catalog));
}

// Each code that migrations meet has a row that meets it, or a reason why none can.
void TestApply::everyOracleErrorIsAnswered()
{
    const auto rows = rowsOf(QStringLiteral(ATHANOR_SHARED_REFERENCES "/ora_errors.tsv"));
    if (rows.empty())
        QSKIP("the shared references are not here: ora_errors.tsv");
    std::set<int> answered;
    for (const QStringList &row : rowsOf(QStringLiteral(ATHANOR_TEST_DATA "/ddl/refusals.tsv")))
        answered.insert(row.value(4).toInt());
    for (const QStringList &row : rowsOf(QStringLiteral(ATHANOR_TEST_DATA "/ddl/errors.tsv")))
        for (const QString &place : row.value(3).split(u' '))
            answered.insert(place.section(u'@', 0, 0).toInt());
    for (const QStringList &row :
         rowsOf(QStringLiteral(ATHANOR_TEST_DATA "/ddl/notapplicable.tsv"))) {
        QVERIFY2(!row.value(1).isEmpty(), qPrintable(row[0]));
        QVERIFY2(answered.insert(row[0].toInt()).second, qPrintable(row[0]));
    }
    QStringList open;
    for (const QStringList &row : rows)
        if (row[0].startsWith("ORA-"_L1) && answered.count(row[0].sliced(4).toInt()) == 0)
            open << row[0];
    QCOMPARE(open, QStringList());
}

void TestApply::applierAndSingleCallsAgree()
{
    const Script script = splitScript(manyTables(30));
    Catalog together;
    Catalog single;
    Applier applier(together);
    for (const Statement &statement : script.statements) {
        const DdlReading reading = readDdl(script.textOf(statement));
        QVERIFY(reading.errors.empty());
        QVERIFY(applier.apply(reading.statement));
        QVERIFY(apply(reading.statement, single));
    }
    QVERIFY(together == single);
    QCOMPARE(together.tables.size(), size_t(30));
    QCOMPARE(together.indexes.size(), size_t(30));
}

void TestApply::dropsEverythingItBuilt()
{
    const Script script = splitScript(manyTables(50));
    CatalogReading reading = readCatalog({script}, ReadingOrder::InWritingOrder);
    QVERIFY(reading.errors.empty());
    Applier applier(reading.catalog);
    for (int i = 49; i >= 0; --i) {
        const DdlReading drop = readDdl(u"DROP TABLE T%1"_s.arg(i));
        const Result<> result = applier.apply(drop.statement);
        QVERIFY2(result, result ? "" : qPrintable(result.error().toString()));
    }
    QVERIFY(reading.catalog.isEmpty());
}

// Not a benchmark: it only would take minutes if a lookup searched the catalog.
void TestApply::buildsManyTables()
{
    const Script script = splitScript(manyTables(3000));
    const CatalogReading reading = readCatalog({script}, ReadingOrder::InWritingOrder);
    QVERIFY(reading.errors.empty());
    QCOMPARE(reading.catalog.tables.size(), size_t(3000));
    QCOMPARE(reading.catalog.indexes.size(), size_t(3000));
}

QTEST_GUILESS_MAIN(TestApply)
#include "tst_apply.moc"
