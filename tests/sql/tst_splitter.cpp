// SPDX-License-Identifier: MIT
#include "sql/lexer.h"
#include "sql/script.h"

#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QRandomGenerator>
#include <QtTest/QtTest>

#include <algorithm>
#include <ctime>
#include <limits>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

const QString dataFolder = QStringLiteral(ATHANOR_TEST_DATA) + u"/splitting"_s;
const QString references = QStringLiteral(ATHANOR_SHARED_REFERENCES);

QString kindName(StatementKind kind)
{
    switch (kind) {
    case StatementKind::Sql:
        return u"sql"_s;
    case StatementKind::PlSql:
        return u"plsql"_s;
    case StatementKind::Java:
        return u"java"_s;
    case StatementKind::Client:
        return u"client"_s;
    }
    return {};
}

QString terminatorName(Terminator terminator)
{
    switch (terminator) {
    case Terminator::Semicolon:
        return u"semicolon"_s;
    case Terminator::Slash:
        return u"slash"_s;
    case Terminator::LineEnd:
        return u"line-end"_s;
    case Terminator::EndOfText:
        return u"end-of-text"_s;
    }
    return {};
}

// White space outside quotes collapsed, comments as they are.
QString collapsed(QStringView text)
{
    QString result;
    Lexer lexer(text, Lexer::Keep);
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
        if (token.kind == TokenKind::Whitespace)
            result += u' ';
        else
            result += token.text(text);
    }
    return result.trimmed();
}

QString readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return QString::fromUtf8(file.readAll());
}

QString rejoined(const Script &script)
{
    QString text;
    for (const Statement &s : script.statements)
        text += s.piece.in(script.text);
    text += script.tail.in(script.text);
    return text;
}

// What must hold for every text whatever is in it; empty when it does.
QString brokenInvariant(const Script &script)
{
    qsizetype at = 0;
    const LineIndex lines(script.text);
    for (const Statement &s : script.statements) {
        if (s.piece.start != at)
            return u"pieces leave a gap at %1"_s.arg(at);
        at = s.piece.end();
        if (s.range.isEmpty() || s.range.start < s.piece.start || s.range.end() > s.piece.end())
            return u"the statement is empty or outside its piece at %1"_s.arg(s.range.start);
        const QStringView text = script.textOf(s);
        static const QString blanks = u" \t\r\n\f\v\uFEFF"_s;
        if (blanks.contains(text.front()) || blanks.contains(text.back()))
            return u"the statement has outer blanks at %1"_s.arg(s.range.start);
        if (!s.comment.isEmpty()
            && (s.comment.start < s.piece.start || s.comment.end() > s.range.start))
            return u"the comment is not above the statement at %1"_s.arg(s.range.start);
        if (lines.line(s.range.start) != s.line || lines.column(s.range.start) != s.column)
            return u"the place is %1:%2 at %3"_s.arg(s.line).arg(s.column).arg(s.range.start);
    }
    if (script.tail.start != at || script.tail.end() != script.text.size())
        return u"the tail leaves a gap at %1"_s.arg(at);
    return {};
}

QString described(const Script &script)
{
    QString text;
    for (const Statement &s : script.statements) {
        text += u"=== %1 %2 %3:%4%5\n"_s.arg(kindName(s.kind), terminatorName(s.terminator))
                    .arg(s.line)
                    .arg(s.column)
                    .arg(s.continued ? u" continued"_s : QString());
        if (const QStringList words = directives(script, s); !words.isEmpty())
            text += u"athanor: "_s + words.join(u" | "_s) + u'\n';
        text += executableText(script, s).replace(u"\r"_s, u"\\r"_s) + u'\n';
    }
    for (const Error &e : script.problems)
        text += u"!!! "_s + e.toString() + u'\n';
    return text;
}

} // namespace

class TestSplitter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void referenceCases_data();
    void referenceCases();
    void cases_data();
    void cases();
    void referenceScripts_data();
    void referenceScripts();
    void lineEndsDoNotMatter_data() { cases_data(); }
    void lineEndsDoNotMatter();
    void anyTextRejoins();
    void everyPrefixRejoins_data() { cases_data(); }
    void everyPrefixRejoins();
    void placeInsideStatement();
    void growsLinearly_data();
    void growsLinearly();
};

void TestSplitter::referenceCases_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QJsonArray>("expected");
    QFile file(references + u"/splitting.jsonl"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        QTest::newRow("absent") << QString() << QJsonArray();
        return;
    }
    while (!file.atEnd()) {
        const QJsonObject object = QJsonDocument::fromJson(file.readLine()).object();
        QTest::newRow(qPrintable(object["name"_L1].toString()))
            << object["input"_L1].toString() << object["expected"_L1].toArray();
    }
}

void TestSplitter::referenceCases()
{
    QFETCH(QString, input);
    QFETCH(QJsonArray, expected);
    if (QLatin1StringView(QTest::currentDataTag()) == "absent"_L1)
        QSKIP("the shared references are not beside this checkout");

    const Script script = splitScript(input);
    QCOMPARE(brokenInvariant(script), QString());
    QStringList found;
    for (const Statement &s : script.statements)
        found += kindName(s.kind) + u": "_s + collapsed(executableText(script, s));
    QStringList wanted;
    for (const QJsonValue &value : expected)
        wanted += value["kind"_L1].toString() + u": "_s + collapsed(value["text"_L1].toString());
    QCOMPARE(found, wanted);
}

void TestSplitter::cases_data()
{
    QTest::addColumn<QString>("path");
    const QStringList files = QDir(dataFolder).entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
    QVERIFY2(!files.isEmpty(), qPrintable(dataFolder));
    for (const QString &file : files)
        QTest::newRow(qPrintable(file.chopped(4))) << dataFolder + u'/' + file;
}

// NAME.sql and what it splits into, NAME.expected. ATHANOR_REWRITE_EXPECTED=1 writes the latter
// anew.
void TestSplitter::cases()
{
    QFETCH(QString, path);
    const QString expectedPath = path.chopped(3) + u"expected"_s;
    const Script script = splitScript(readFile(path));
    QCOMPARE(brokenInvariant(script), QString());
    if (qEnvironmentVariableIsSet("ATHANOR_REWRITE_EXPECTED")) {
        QFile file(expectedPath);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(described(script).toUtf8());
    }
    QCOMPARE(described(script).split(u'\n'), readFile(expectedPath).split(u'\n'));
}

void TestSplitter::referenceScripts_data()
{
    QTest::addColumn<QString>("path");
    QDirIterator files(references + u"/scripts"_s, {u"*.sql"_s}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QFileInfo file(files.next());
        QTest::newRow(qPrintable(file.dir().dirName() + u'/' + file.fileName())) << file.filePath();
    }
    if (!QDir(references + u"/scripts"_s).exists())
        QTest::newRow("absent") << QString();
}

// No statement lost or merged, judged by tokens alone: SQL holds no ;, begins with a verb, and what
// is between the statements is white space, comments and terminators.
void TestSplitter::referenceScripts()
{
    QFETCH(QString, path);
    if (path.isEmpty())
        QSKIP("the shared references are not beside this checkout");

    static const QStringList verbs =
        QStringLiteral(
            u"ALTER BEGIN CALL COMMENT COMMIT CREATE DECLARE DELETE DROP GRANT INSERT MERGE RENAME "
            "REVOKE ROLLBACK SELECT TRUNCATE UPDATE WITH")
            .split(u' ');
    const Script script = splitScript(readFile(path), path);
    QCOMPARE(brokenInvariant(script), QString());
    QVERIFY(script.problems.empty());
    QVERIFY(!script.statements.empty());
    qsizetype at = 0;
    for (const Statement &s : script.statements) {
        const QStringView text = script.textOf(s);
        const auto between = QStringView(script.text).sliced(at, s.range.start - at);
        for (const Token &token : tokenize(between))
            QVERIFY2(token.text(between) == u";" || token.text(between) == u"/",
                     qPrintable(between.toString()));
        at = s.range.end();
        if (s.kind == StatementKind::Client) {
            QVERIFY2(!text.contains(u'\n'), qPrintable(text.toString()));
            continue;
        }
        const std::vector<Token> tokens = tokenize(text);
        QVERIFY2(verbs.contains(tokens.front().text(text).toString().toUpper()),
                 qPrintable(text.toString()));
        int creates = 0;
        for (size_t i = 0; i < tokens.size(); ++i) {
            const bool semicolon = tokens[i].text(text) == u";";
            QVERIFY2(s.kind == StatementKind::PlSql || !semicolon, qPrintable(text.toString()));
            const bool first = i == 0 || tokens[i - 1].text(text) == u";";
            creates += first && isKeyword(tokens[i], text, u"CREATE") ? 1 : 0;
        }
        QVERIFY2(creates <= 1, qPrintable(text.toString()));
    }
    const auto rest = QStringView(script.text).sliced(at);
    for (const Token &token : tokenize(rest))
        QVERIFY2(token.text(rest) == u";" || token.text(rest) == u"/", qPrintable(rest.toString()));
}

void TestSplitter::lineEndsDoNotMatter()
{
    QFETCH(QString, path);
    QString unixText = readFile(path);
    unixText.replace(u"\r\n"_s, u"\n"_s);
    QString dosText = unixText;
    dosText.replace(u"\n"_s, u"\r\n"_s);
    const Script unixScript = splitScript(unixText);
    const Script dosScript = splitScript(dosText);
    QCOMPARE(brokenInvariant(dosScript), QString());
    QCOMPARE(rejoined(dosScript), dosText);
    QCOMPARE(dosScript.statements.size(), unixScript.statements.size());
    for (size_t i = 0; i < dosScript.statements.size(); ++i) {
        QString text = executableText(dosScript, dosScript.statements[i]);
        QCOMPARE(text.replace(u"\r\n"_s, u"\n"_s),
                 executableText(unixScript, unixScript.statements[i]));
        QCOMPARE(dosScript.statements[i].line, unixScript.statements[i].line);
        QCOMPARE(dosScript.statements[i].terminator, unixScript.statements[i].terminator);
    }
    QCOMPARE(dosScript.problems, unixScript.problems);
}

// Random sequences of everything the splitter looks at.
void TestSplitter::anyTextRejoins()
{
    static const QStringList words = {u"'"_s,
                                      u"\""_s,
                                      u"--"_s,
                                      u"-"_s,
                                      u"/*"_s,
                                      u"*/"_s,
                                      u"/"_s,
                                      u"\n/\n"_s,
                                      u";"_s,
                                      u"\n"_s,
                                      u"\r\n"_s,
                                      u" "_s,
                                      u"q'["_s,
                                      u"]'"_s,
                                      u"nq'!"_s,
                                      u"q'"_s,
                                      u"BEGIN"_s,
                                      u"END"_s,
                                      u"CREATE"_s,
                                      u"OR REPLACE"_s,
                                      u"PACKAGE"_s,
                                      u"TYPE"_s,
                                      u"JAVA SOURCE"_s,
                                      u"AS"_s,
                                      u"VIEW v"_s,
                                      u"WITH"_s,
                                      u"FUNCTION f"_s,
                                      u"SELECT 1"_s,
                                      u"REM"_s,
                                      u"PROMPT"_s,
                                      u"SET"_s,
                                      u"SET SQLT OFF"_s,
                                      u"DOC"_s,
                                      u"#"_s,
                                      u"@x"_s,
                                      u"<<"_s,
                                      u"."_s,
                                      u"\n.\n"_s,
                                      u"wrapped"_s,
                                      u"ä"_s,
                                      u"\U0001F600"_s,
                                      u"\uFEFF"_s,
                                      u"(\u00a0"_s,
                                      u"-\n"_s,
                                      u"R"_s,
                                      u"XQUERY"_s,
                                      QString(QChar(0xD800)),
                                      QString(QChar(0))};
    QRandomGenerator random(20261122);
    for (int round = 0; round < 20000; ++round) {
        QString text;
        for (int i = random.bounded(14); i >= 0; --i) {
            text += words[random.bounded(int(words.size()))];
            if (random.bounded(2) == 0)
                text += u' ';
        }
        const Script script = splitScript(text);
        const QString broken = brokenInvariant(script);
        QVERIFY2(broken.isEmpty(), qPrintable(broken + u" in: "_s + text));
        QCOMPARE(rejoined(script), text);
        for (const Statement &s : script.statements) {
            const QString sent = executableText(script, s);
            if (!s.continued)
                QCOMPARE(sent, script.textOf(s).toString());
        }
    }
}

// A file cut off anywhere keeps what is complete in it.
void TestSplitter::everyPrefixRejoins()
{
    QFETCH(QString, path);
    const QString text = readFile(path);
    for (qsizetype length = 0; length <= text.size(); ++length) {
        const Script script = splitScript(text.first(length));
        const QString broken = brokenInvariant(script);
        QVERIFY2(broken.isEmpty(), qPrintable(broken + u" in: "_s + text.first(length)));
    }
}

void TestSplitter::placeInsideStatement()
{
    const Script script = splitScript(u"\n  SELECT 1,\n   2 FROM dual;"_s, u"a.sql"_s);
    const Statement &s = script.statements.at(0);
    QCOMPARE(script.placeOf(s), (Place{u"a.sql"_s, 2, 3}));
    QCOMPARE(script.placeOf(s, 7), (Place{u"a.sql"_s, 2, 10}));
    QCOMPARE(script.placeOf(s, 13), (Place{u"a.sql"_s, 3, 4}));
    QCOMPARE(script.placeOf(s, 1000).line, 3);
}

void TestSplitter::growsLinearly_data()
{
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("head");
    QTest::addColumn<QString>("end");
    QTest::newRow("statements on one line") << u"COMMIT;"_s << QString() << QString();
    QTest::newRow("statements on lines")
        << u"INSERT INTO t VALUES (1);\n"_s << QString() << QString();
    QTest::newRow("one statement of one line") << u"1 + "_s << u"SELECT "_s << u"1 FROM dual;"_s;
    QTest::newRow("open quote in each") << u"q'["_s << QString() << QString();
    QTest::newRow("slashes") << u"/\n"_s << u"SELECT 1;\n"_s << QString();
    QTest::newRow("slashes in a line") << u" / "_s << u"BEGIN x := 1"_s << QString();
    QTest::newRow("semicolons in a block") << u"x;\n\n\n"_s << u"BEGIN "_s << QString();
    QTest::newRow("hyphens") << u"-\n"_s << u"SELECT "_s << QString();
    QTest::newRow("continued commands") << u"-\n"_s << u"SET "_s << QString();
    QTest::newRow("comments") << u"-- c\n"_s << u"SELECT 1 "_s << QString();
    QTest::newRow("open comments") << u"/*"_s << QString() << QString();
    QTest::newRow("block comments in a block") << u"/* c */ ; "_s << u"BEGIN "_s << QString();
    QTest::newRow("parentheses") << u"("_s << u"SELECT "_s << QString();
    QTest::newRow("views") << u"CREATE VIEW v AS SELECT 1 FROM dual;\n"_s << QString() << QString();
    QTest::newRow("dots") << u".\n"_s << u"BEGIN NULL; END;\n"_s << QString();
    QTest::newRow("blanks and dots") << u"      ."_s << u"BEGIN "_s << QString();
    QTest::newRow("commands that end badly") << u"SET SQLT OFF\n"_s << QString() << QString();
}

// Eight times the text may not take more than some times eight the processor's time (which does not
// mind what else runs): quadratic would be 64.
void TestSplitter::growsLinearly()
{
    QFETCH(QString, unit);
    QFETCH(QString, head);
    QFETCH(QString, end);
    const auto ticks = [&](int count) {
        const QString text = head + unit.repeated(count) + end;
        std::clock_t best = std::numeric_limits<std::clock_t>::max();
        for (int run = 0; run < 3; ++run) {
            const std::clock_t start = std::clock();
            const Script script = splitScript(text);
            best = std::min(best, std::clock() - start);
            if (script.tail.end() != text.size())
                return std::clock_t(-1);
        }
        return best;
    };
    const std::clock_t small = ticks(20000);
    const std::clock_t large = ticks(160000);
    QVERIFY(small > 0 && large > 0);
    const double ratio = double(large) / double(small);
    QVERIFY2(ratio < 24, qPrintable(u"8 times the text takes %1 times the time"_s.arg(ratio)));
}

QTEST_GUILESS_MAIN(TestSplitter)
#include "tst_splitter.moc"
