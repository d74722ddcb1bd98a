// SPDX-License-Identifier: MIT
// Every row of references/ddl_cases.tsv: two schemas, and the statements Oracle needs in between.
#include "ddl/catalogreader.h"
#include "diff/generate.h"
#include "sql/lexer.h"

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtTest/QtTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Athanor;

namespace {

struct Case
{
    QString before;
    QString after;
    QString expected;
    QString notes;
    QString minVersion;
    QString alternatives;
};

QStringList pieces(const QString &text)
{
    QStringList list = text.split(u";;"_s);
    for (QString &piece : list) {
        piece = piece.trimmed();
    }
    list.removeAll(QString());
    return list;
}

bool isUnit(const QString &statement)
{
    static const QRegularExpression unit(
        uR"(^\s*CREATE\s+(OR\s+REPLACE\s+)?((NON)?EDITIONABLE\s+)?(PROCEDURE|FUNCTION|PACKAGE|TRIGGER|TYPE)\b)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return unit.match(statement).hasMatch();
}

CatalogReading read(const QString &schema, const OracleVersion &version)
{
    QString script;
    for (const QString &statement : pieces(schema))
        script += statement + (isUnit(statement) ? u"\n/\n"_s : u";\n"_s);
    return readCatalog({splitScript(script)}, ReadingOrder::AnyOrder, version);
}

// Upper case outside quotes, one blank between tokens, no final semicolon.
QString normalForm(const QString &statement)
{
    QStringList words;
    for (const Token &token : tokenize(statement)) {
        const QString text = token.text(statement).toString();
        words << (token.kind == TokenKind::Word || token.kind == TokenKind::Number ? text.toUpper()
                                                                                   : text);
    }
    while (!words.isEmpty() && words.last() == u";"_s)
        words.removeLast();
    return words.join(u' ');
}

// A password is never kept: whatever stands in its place will do.
QString withoutPassword(QString statement)
{
    static const QRegularExpression password(uR"(IDENTIFIED BY (& )?\S+)"_s);
    return statement.replace(password, u"IDENTIFIED BY ?"_s);
}

// "CREATE UNIQUE INDEX T_PK_IX ..." stands for everything that begins so.
bool sameWords(const QString &expected, const QString &got)
{
    if (const qsizetype dots = expected.indexOf(u" .."_s); dots > 0)
        return got.startsWith(QStringView(expected).left(dots));
    return expected == got || withoutPassword(expected) == withoutPassword(got);
}

// The same words, or two spellings of one new object: a key inline and out of line.
bool same(const QString &expected, const QString &got, const OracleVersion &version)
{
    if (sameWords(normalForm(expected), normalForm(got)))
        return true;
    if (!normalForm(expected).startsWith(u"CREATE TABLE"_s)
        && !normalForm(expected).startsWith(u"CREATE GLOBAL"_s))
        return false;
    const Catalog a = normalized(read(expected, version).catalog);
    const Catalog b = normalized(read(got, version).catalog);
    return !a.isEmpty() && a == b;
}

bool sameScript(const QStringList &expected, QStringList got, bool ordered,
                const OracleVersion &version)
{
    if (expected.size() != got.size())
        return false;
    for (qsizetype i = 0; i < expected.size(); ++i) {
        qsizetype at = ordered ? 0 : -1;
        for (qsizetype j = 0; !ordered && j < got.size(); ++j)
            if (same(expected[i], got[j], version))
                at = j;
        if (at < 0 || !same(expected[i], got[at], version))
            return false;
        got.removeAt(at);
    }
    return true;
}

// What a user would have confirmed, where the expected statement is a rename.
std::vector<std::pair<ObjectRef, ObjectRef>> confirmedRenames(const QString &expected)
{
    static const QRegularExpression table(uR"(^ALTER TABLE (\S+) RENAME TO (\S+)$)"_s);
    static const QRegularExpression column(
        uR"(^ALTER TABLE (\S+) RENAME COLUMN (\S+) TO (\S+)$)"_s);
    static const QRegularExpression object(uR"(^RENAME (\S+) TO (\S+)$)"_s);
    const QString first = pieces(expected).value(0);
    if (const auto match = table.match(first); match.hasMatch())
        return {{{u"TABLE"_s, {{}, storedName(match.captured(1))}},
                 {u"TABLE"_s, {{}, storedName(match.captured(2))}}}};
    if (const auto match = column.match(first); match.hasMatch()) {
        const QString name = storedName(match.captured(1));
        return {{{u"COLUMN"_s, {name, storedName(match.captured(2))}},
                 {u"COLUMN"_s, {name, storedName(match.captured(3))}}}};
    }
    if (const auto match = object.match(first); match.hasMatch())
        return {{{u"SEQUENCE"_s, {{}, storedName(match.captured(1))}},
                 {u"SEQUENCE"_s, {{}, storedName(match.captured(2))}}}};
    return {};
}

QStringList texts(const GeneratedScript &script)
{
    QStringList list;
    for (const GeneratedStatement &statement : script)
        list << (statement.isManual() ? u"("_s + statement.note + u")"_s : statement.sql.text);
    return list;
}

} // namespace

class TestDdlCases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statements_data();
    void statements();
    void nothingToDo_data();
    void nothingToDo();
    void thereAndBack_data();
    void thereAndBack();
};

void TestDdlCases::statements_data()
{
    QTest::addColumn<QStringList>("row");
    QFile file(QStringLiteral(ATHANOR_SHARED_REFERENCES "/ddl_cases.tsv"));
    if (!file.open(QIODevice::ReadOnly))
        return;
    QString text = QString::fromUtf8(file.readAll());
    QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
    lines.removeFirst();
    for (const QString &line : lines) {
        QStringList row = line.split(u'\t');
        for (qsizetype i = 1; i < row.size(); ++i)
            row[i].replace(u"\\n"_s, u"\n"_s);
        QTest::newRow(qPrintable(row[0])) << row;
    }
}

void TestDdlCases::statements()
{
    if (!QFile::exists(QStringLiteral(ATHANOR_SHARED_REFERENCES "/ddl_cases.tsv")))
        QSKIP("the shared references are not here: ddl_cases.tsv was not checked");
    QFETCH(QStringList, row);
    const Case c{row.value(1), row.value(2), row.value(3),
                 row.value(4), row.value(5), row.value(6)};
    const Result<OracleVersion> needed = parseOracleVersion(c.minVersion);
    QVERIFY(needed);
    const OracleVersion version = std::max(*needed, OracleVersion{19, 0});

    const CatalogReading before = read(c.before, version);
    const CatalogReading after = read(c.after, version);
    for (const Error &error : before.errors)
        QFAIL(qPrintable(error.toString()));
    for (const Error &error : after.errors)
        QFAIL(qPrintable(error.toString()));

    CompareOptions options;
    options.renames = confirmedRenames(c.expected);
    const Comparison comparison = compare(before.catalog, after.catalog, options);
    const GeneratedScript script = generate(comparison, {version, {}});
    const QStringList got = texts(script);
    const QString report = u"expected:\n  "_s + pieces(c.expected).join(u"\n  "_s) + u"\ngot:\n  "_s
        + got.join(u"\n  "_s);

    if (c.expected == u"(none)"_s) {
        QVERIFY2(comparison.changes.empty() && script.empty(), qPrintable(report));
        return;
    }
    QVERIFY2(!comparison.changes.empty(), qPrintable(report));
    if (c.expected.startsWith(u'(')) {
        QVERIFY2(script.size() == 1 && script.front().isManual(), qPrintable(report));
        return;
    }
    const bool ordered = c.notes.contains(u"(ordered)"_s);
    bool found = sameScript(pieces(c.expected), got, ordered, version);
    for (const QString &alternative : c.alternatives.split(u" | "_s, Qt::SkipEmptyParts))
        found = found || sameScript(pieces(alternative), got, ordered, version);
    QVERIFY2(found, qPrintable(report));
    for (const GeneratedStatement &statement : script) {
        QVERIFY(!statement.changes.empty());
        for (const size_t change : statement.changes)
            QVERIFY(change < comparison.changes.size());
    }
}

void TestDdlCases::nothingToDo_data()
{
    statements_data();
}

void TestDdlCases::nothingToDo()
{
    if (!QFile::exists(QStringLiteral(ATHANOR_SHARED_REFERENCES "/ddl_cases.tsv")))
        QSKIP("the shared references are not here: ddl_cases.tsv was not checked");
    QFETCH(QStringList, row);
    for (const QString &schema : {row.value(1), row.value(2)}) {
        const Catalog catalog = read(schema, OracleVersion{23, 0}).catalog;
        const Comparison comparison = compare(catalog, catalog);
        QVERIFY(comparison.changes.empty());
        QVERIFY(generate(comparison).empty());
    }
}

void TestDdlCases::thereAndBack_data()
{
    statements_data();
}

// The upgrade, statement by statement, makes `after` of `before`; the downgrade makes `before` of
// that.
void TestDdlCases::thereAndBack()
{
    if (!QFile::exists(QStringLiteral(ATHANOR_SHARED_REFERENCES "/ddl_cases.tsv")))
        QSKIP("the shared references are not here: ddl_cases.tsv was not checked");
    QFETCH(QStringList, row);
    const OracleVersion version =
        std::max(parseOracleVersion(row.value(5)).value_or(OracleVersion{}), OracleVersion{19, 0});
    const Catalog before = read(row.value(1), version).catalog;
    const Catalog after = read(row.value(2), version).catalog;
    CompareOptions options;
    options.renames = confirmedRenames(row.value(3));
    const ScriptPair pair = generatePair(compare(before, after, options), options, {version, {}});
    Catalog catalog = before;
    for (const auto &[script, goal] :
         {std::pair(&pair.upgrade, &after), std::pair(&pair.downgrade, &before)}) {
        if (std::any_of(script->begin(), script->end(),
                        [](const GeneratedStatement &s) { return s.isManual(); }))
            QSKIP("part of it is work by hand");
        const QString text = scriptText(*script);
        if (text.contains(u"DROP ATTRIBUTE"_s))
            QSKIP("the reader carries ALTER TYPE … DROP ATTRIBUTE without doing it");
        CatalogReading reading = readCatalog({splitScript(text)}, ReadingOrder::InWritingOrder,
                                             version, std::move(catalog));
        for (const Error &error : reading.errors)
            QFAIL(qPrintable(error.toString() + u'\n' + text));
        catalog = std::move(reading.catalog);
        const Comparison left = compare(catalog, *goal);
        for (const Change &change : left.changes)
            QFAIL(qPrintable(change.describe(left.from, left.to) + u'\n' + text));
    }
}

QTEST_APPLESS_MAIN(TestDdlCases)
#include "tst_ddlcases.moc"
