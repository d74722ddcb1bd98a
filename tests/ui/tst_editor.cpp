// SPDX-License-Identifier: MIT
#include "ui/editor/findbar.h"
#include "ui/editor/highlighting.h"
#include "ui/editor/scriptdocument.h"
#include "ui/editor/scripteditor.h"
#include "ui/theme/theme.h"

#include <QtTest/QtTest>
#include <QtWidgets/QApplication>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

const QString twoStatements =
    u"-- first\nCREATE TABLE t (\n    id NUMBER(10)\n);\n\nCREATE SEQUENCE s;\n"_s;

} // namespace

class tst_editor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOracleDefinitionIsThere();
    void highlightingThemeFollowsThePalette();
    void savedTextIsNotModified();
    void tabAndReturnIndent();
    void backtabTakesIndentAway();
    void zoomHasLimitsAndAWayBack();
    void diagnosticsArriveWithTheirPlace();
    void nextDiagnosticGoesRound();
    void statementsAreNumberedAsARunNumbersThem();
    void find_data();
    void find();
    void findGoesRoundTheEnd();
    void badPatternIsSaid();
};

void tst_editor::theOracleDefinitionIsThere()
{
    QVERIFY(oracleSqlDefinition().isValid());
    QCOMPARE(oracleSqlDefinition().name(), u"SQL (Oracle)"_s);
}

void tst_editor::highlightingThemeFollowsThePalette()
{
    const auto light = highlightingTheme(lightPalette());
    const auto dark = highlightingTheme(darkPalette());
    QVERIFY(light.isValid());
    QVERIFY(dark.isValid());
    QVERIFY(light.name() != dark.name());
}

void tst_editor::savedTextIsNotModified()
{
    ScriptDocument document;
    document.setSavedText(twoStatements);
    QVERIFY(!document.isModified());
    QVERIFY(!document.isUndoAvailable());
    QCOMPARE(document.text(), twoStatements);
}

void tst_editor::tabAndReturnIndent()
{
    ScriptDocument document;
    document.setSavedText({});
    ScriptEditor editor;
    editor.setScript(&document);
    QTest::keyClick(&editor, Qt::Key_Tab);
    QTest::keyClicks(&editor, u"a"_s);
    QTest::keyClick(&editor, Qt::Key_Return);
    QTest::keyClicks(&editor, u"b"_s);
    QCOMPARE(editor.toPlainText(), u"    a\n    b"_s);
    QVERIFY(document.isModified());
    editor.undo();
    QVERIFY(editor.toPlainText() != u"    a\n    b"_s);
}

void tst_editor::backtabTakesIndentAway()
{
    ScriptDocument document;
    document.setSavedText(u"    a\n  b\nc"_s);
    ScriptEditor editor;
    editor.setScript(&document);
    editor.selectAll();
    QTest::keyClick(&editor, Qt::Key_Backtab);
    QCOMPARE(editor.toPlainText(), u"a\nb\nc"_s);
    QTest::keyClick(&editor, Qt::Key_Tab);
    QCOMPARE(editor.toPlainText(), u"    a\n    b\n    c"_s);
}

void tst_editor::zoomHasLimitsAndAWayBack()
{
    ScriptEditor editor;
    const qreal normal = editor.font().pointSizeF();
    editor.zoomBy(2);
    QCOMPARE(editor.font().pointSizeF(), normal + 2);
    editor.zoomBy(1000);
    QVERIFY(editor.font().pointSizeF() < normal + 100);
    editor.zoomBy(0);
    QCOMPARE(editor.font().pointSizeF(), normal);
}

void tst_editor::diagnosticsArriveWithTheirPlace()
{
    ScriptDocument document;
    QSignalSpy changed(&document, &ScriptDocument::diagnosticsChanged);
    document.setSavedText(u"CREATE SEQUENCE s;\nCREATE TABLE t (id NUMBER(10), name 'oops');\n"_s);
    QVERIFY(changed.wait());
    QVERIFY(document.errorCount() >= 1);
    const Diagnostic &first = document.diagnostics().front();
    QCOMPARE(first.line, 2);
    QVERIFY(!first.range.isEmpty());
    QVERIFY(first.range.end() <= document.text().size());

    // What SQL*Plus would pass over.
    document.setPlainText(u"CREATE SEQUENCE s;\nCRAETE TABLE t (n NUMBER);\n"_s);
    QVERIFY(changed.wait());
    QCOMPARE(document.errorCount(), 1);
    QCOMPARE(document.diagnostics().front().line, 2);

    document.setPlainText(u"CREATE SEQUENCE s;\n"_s);
    QVERIFY(changed.wait());
    QCOMPARE(document.errorCount(), 0);
}

void tst_editor::nextDiagnosticGoesRound()
{
    ScriptDocument document;
    QSignalSpy changed(&document, &ScriptDocument::diagnosticsChanged);
    document.setSavedText(u"CREATE TABLE t (id 'x');\n\nCREATE TABLE u (id 'y');\n"_s);
    ScriptEditor editor;
    editor.setScript(&document);
    QVERIFY(changed.wait());
    editor.goToNextDiagnostic();
    QCOMPARE(editor.textCursor().blockNumber(), 0);
    editor.goToNextDiagnostic();
    QCOMPARE(editor.textCursor().blockNumber(), 2);
    editor.goToNextDiagnostic();
    QCOMPARE(editor.textCursor().blockNumber(), 0);
    editor.goToNextDiagnostic(true);
    QCOMPARE(editor.textCursor().blockNumber(), 2);
}

void tst_editor::statementsAreNumberedAsARunNumbersThem()
{
    QCOMPARE(statementAt(twoStatements, 12), 1);
    QCOMPARE(statementAt(twoStatements, twoStatements.indexOf(u"SEQUENCE"_s)), 2);
    QCOMPARE(statementRange(twoStatements, 2).in(twoStatements).toString(), u"CREATE SEQUENCE s"_s);
    QVERIFY(statementRange(twoStatements, 3).isEmpty());
}

void tst_editor::find_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<bool>("regex");
    QTest::addColumn<bool>("caseSensitive");
    QTest::addColumn<int>("count");

    QTest::newRow("plain") << u"create"_s << false << false << 2;
    QTest::newRow("case") << u"create"_s << false << true << 0;
    QTest::newRow("case found") << u"CREATE"_s << false << true << 2;
    QTest::newRow("plain text is no pattern") << u"(10)"_s << false << false << 1;
    QTest::newRow("regex") << u"NUMBER\\(\\d+\\)"_s << true << false << 1;
    QTest::newRow("regex lines") << u"^CREATE"_s << true << true << 2;
    QTest::newRow("regex of nothing") << u"x*"_s << true << false << 0;
}

void tst_editor::find()
{
    QFETCH(QString, wanted);
    QFETCH(bool, regex);
    QFETCH(bool, caseSensitive);
    ScriptDocument document;
    document.setSavedText(twoStatements);
    ScriptEditor editor;
    editor.setScript(&document);
    FindBar bar;
    bar.setEditor(&editor);
    bar.open();
    bar.setRegularExpression(regex);
    bar.setCaseSensitive(caseSensitive);
    bar.setText(wanted);
    QTEST(bar.matchCount(), "count");
    if (bar.matchCount() == 0)
        QVERIFY(!bar.statusText().isEmpty());
    else
        QVERIFY(editor.textCursor().hasSelection());
}

void tst_editor::findGoesRoundTheEnd()
{
    ScriptDocument document;
    document.setSavedText(u"one two one two one"_s);
    ScriptEditor editor;
    editor.setScript(&document);
    FindBar bar;
    bar.setEditor(&editor);
    bar.open();
    bar.setText(u"one"_s);
    const auto at = [&editor] { return editor.textCursor().selectionStart(); };
    QCOMPARE(at(), 0);
    bar.findNext();
    QCOMPARE(at(), 8);
    bar.findNext();
    QCOMPARE(at(), 16);
    bar.findNext();
    QCOMPARE(at(), 0);
    bar.findPrevious();
    QCOMPARE(at(), 16);
}

void tst_editor::badPatternIsSaid()
{
    ScriptDocument document;
    document.setSavedText(u"a"_s);
    ScriptEditor editor;
    editor.setScript(&document);
    FindBar bar;
    bar.setEditor(&editor);
    bar.open();
    bar.setRegularExpression(true);
    bar.setText(u"(unclosed"_s);
    QCOMPARE(bar.matchCount(), 0);
    QVERIFY(bar.statusText().contains(u"regular expression"_s));
}

QTEST_MAIN(tst_editor)
#include "tst_editor.moc"
