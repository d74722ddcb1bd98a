// SPDX-License-Identifier: MIT
#include "database/dictionary.h"
#include "database/session.h"
#include "ddl/apply.h"
#include "ddl/reader.h"
#include "sandbox/catalogcodec.h"
#include "sandbox/sandboxdriver.h"
#include "schema/normalform.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtTest/QtTest>

#include <map>

using namespace Qt::StringLiterals;
using namespace Athanor;

// Oracle's own cases (references/ddl_cases.tsv): what applies to a catalog runs on the sandbox, and
// its dictionary says the same schema.
class CasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { registerSandboxDriver(); }
    void cases_data();
    void cases();
};

void CasesTest::cases_data()
{
    QTest::addColumn<QStringList>("statements");
    QTest::addColumn<QString>("version");
    QFile file(QStringLiteral(ATHANOR_SHARED_REFERENCES "/ddl_cases.tsv"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("the shared references are not here");
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines.sliced(1)) {
        const QStringList fields = line.split(u'\t');
        const auto statements = [](QString text) {
            text.replace(u"\\n"_s, u"\n"_s);
            return text.split(u" ;; "_s, Qt::SkipEmptyParts);
        };
        QString version = fields.value(5);
        if (parseOracleVersion(version).value_or(OracleVersion{}) < OracleVersion{19, 0})
            version = u"19"_s;
        const QStringList before = statements(fields.value(1));
        const QString expected = fields.value(3);
        QStringList change = expected.startsWith(u'(') ? QStringList() : statements(expected);
        QTest::newRow(qPrintable(fields.first())) << before + change << version;
        QTest::newRow(qPrintable(fields.first() + u" after"_s))
            << statements(fields.value(2)) << version;
    }
}

void CasesTest::cases()
{
    QFETCH(QStringList, statements);
    QFETCH(QString, version);
    const OracleVersion release = *parseOracleVersion(version);
    if (release > OracleVersion{19, 0})
        QSKIP("needs a newer release than the sandbox says it is");
    Catalog catalog;
    ConnectionUrl url;
    url.path = u":memory:"_s;
    auto session = Session::open(url);
    QVERIFY2(session, session ? "" : qPrintable(session.error().toString()));
    for (const QString &sql : statements) {
        const DdlReading reading = readDdl(sql, release);
        if (!reading.errors.empty() || !apply(reading.statement, catalog, release))
            QSKIP("does not apply to a catalog");
        const auto done = (*session)->execute(sql);
        QVERIFY2(done, done ? "" : qPrintable(sql + u"\n"_s + done.error().toString()));
    }
    // What the sandbox keeps is what it was given.
    for (const auto &[name, table] : catalog.tables)
        QVERIFY(decoded<Table>(encoded(table)) == table);
    for (const auto &[name, index] : catalog.indexes)
        QVERIFY(decoded<Index>(encoded(index)) == index);
    for (const auto &[name, view] : catalog.views)
        QVERIFY(decoded<View>(encoded(view)) == view);
    for (const auto &[name, sequence] : catalog.sequences)
        QVERIFY(decoded<Sequence>(encoded(sequence)) == sequence);

    auto read = readDictionary(**session);
    QVERIFY2(read, read ? "" : qPrintable(read.error().toString()));
    // Where a sequence starts, how LOBs and a key's index are stored, and FORCE are not read back.
    for (auto &[name, sequence] : catalog.sequences)
        sequence.options.startWith.reset();
    for (auto &[name, view] : catalog.views)
        view.force = false;
    for (auto &[name, table] : catalog.tables) {
        for (Column &column : table.columns) {
            if (column.identity)
                column.identity->options.startWith.reset();
        }
        for (Constraint &constraint : table.constraints)
            constraint.indexClause.clear();
        std::erase_if(table.physical,
                      [](const auto &clause) { return clause.first.startsWith(u"LOB"); });
    }
    for (auto &[name, table] : read->tables) {
        for (Column &column : table.columns) {
            if (column.identity)
                column.identity->options.startWith.reset();
        }
    }
    const Catalog expected = normalized(catalog, {LengthSemantics::Byte, u"SANDBOX"_s});
    QString differing;
    const auto compare = [&](const auto &a, const auto &b, const char *what) {
        if (a != b)
            differing += QString::fromLatin1(what) + u' ';
    };
    compare(read->tables, expected.tables, "tables");
    compare(read->indexes, expected.indexes, "indexes");
    compare(read->sequences, expected.sequences, "sequences");
    compare(read->views, expected.views, "views");
    compare(read->materializedViews, expected.materializedViews, "mviews");
    compare(read->synonyms, expected.synonyms, "synonyms");
    compare(read->units, expected.units, "units");
    compare(read->grants, expected.grants, "grants");
    compare(read->opaque, expected.opaque, "opaque");
    QVERIFY2(differing.isEmpty(), qPrintable(differing + u": "_s + statements.join(u" ;; "_s)));
}

QTEST_GUILESS_MAIN(CasesTest)
#include "tst_cases.moc"
