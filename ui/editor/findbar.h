// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace Athanor {

class ScriptEditor;

// Looks for text in one editor: plain or regular expression, with or without case, forwards and
// backwards, round the end.
class FindBar : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent = nullptr);

    void setEditor(ScriptEditor *editor);
    void open(); // with the editor's selection as the text to find
    void dismiss(); // hides and gives the focus back to the editor
    void findNext();
    void findPrevious();

    void setText(const QString &text);
    void setRegularExpression(bool on);
    void setCaseSensitive(bool on);
    [[nodiscard]] int matchCount() const;
    [[nodiscard]] QString statusText() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void search(); // all matches anew; moves to the first one from the cursor on
    void collect();
    void select(qsizetype index);
    void showStatus(qsizetype current);

    QPointer<ScriptEditor> m_editor;
    QLineEdit *m_text = nullptr;
    QToolButton *m_regex = nullptr;
    QToolButton *m_case = nullptr;
    QLabel *m_status = nullptr;
    QList<std::pair<int, int>> m_matches; // position, length
    bool m_badPattern = false;
    QMetaObject::Connection m_contents;
};

} // namespace Athanor
