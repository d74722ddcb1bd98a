// SPDX-License-Identifier: MIT
#pragma once

#include "ui/editor/diagnostic.h"

#include <QtCore/QPointer>
#include <QtWidgets/QPlainTextEdit>

namespace Athanor {

class ScriptCompleter;
class ScriptDocument;

// Edits one section: line numbers, current line, marks and underlines of diagnostics, zoom. What is
// being looked for is its FindBar's.
class ScriptEditor : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit ScriptEditor(QWidget *parent = nullptr);

    void setScript(ScriptDocument *document); // owned by the caller; outlives its being shown
    [[nodiscard]] ScriptDocument *script() const;

    void goTo(int line, int column = 1); // from 1; takes the focus
    void goToNextDiagnostic(bool backward = false);
    // Marks a range until the text changes: the statement a run stopped at.
    void setMarkedRange(const TextRange &range, Diagnostic::Severity severity);

    void zoomBy(int steps); // 0: back to the normal size
    [[nodiscard]] int zoom() const { return m_zoom; }

    // The fixes of the problems on the cursor's line, those under the cursor first.
    [[nodiscard]] std::vector<ScriptFix> fixesHere() const;
    void showFixes(); // a menu of them at the cursor, where there are any
    [[nodiscard]] ScriptCompleter *completer() const { return m_completer; }

    void setFindMatches(const QList<QTextCursor> &matches);

    [[nodiscard]] int gutterWidth() const;

Q_SIGNALS:
    void zoomChanged(int steps);
    void fixChosen(const Athanor::ScriptFix &fix);

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    friend class EditorGutter;
    void paintGutter(QPaintEvent *event);
    void gutterPressed(const QPoint &position);
    void updateGutterWidth();
    void updateExtraSelections();
    void applyFont();
    void applyPalette();
    void indentSelection(bool less);
    void newLineWithIndent();
    [[nodiscard]] QString diagnosticTextAt(const QPoint &viewportPosition) const;
    [[nodiscard]] QTextCursor cursorFor(const TextRange &range) const;

    QWidget *m_gutter = nullptr;
    ScriptCompleter *m_completer = nullptr;
    QPointer<ScriptDocument> m_script;
    QMetaObject::Connection m_scriptConnection;
    QList<QTextCursor> m_matches;
    TextRange m_marked;
    Diagnostic::Severity m_markedSeverity = Diagnostic::Error;
    int m_zoom = 0;
};

} // namespace Athanor
