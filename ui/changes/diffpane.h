// SPDX-License-Identifier: MIT
#pragma once

#include "ui/changes/sidebyside.h"

#include <QtWidgets/QPlainTextEdit>

namespace KSyntaxHighlighting {
class SyntaxHighlighter;
}

namespace Athanor {

// One side of a DiffView: read-only text with its own line numbers. Draws what it is given.
class DiffPane : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit DiffPane(QWidget *parent = nullptr);

    void setLines(const std::vector<DiffLine> &lines);
    void goToRow(int row);
    [[nodiscard]] int currentRow() const;

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    friend class DiffGutter;
    void paintGutter(QPaintEvent *event);
    void placeGutter();
    void applyPalette();
    [[nodiscard]] int gutterWidth() const;

    std::vector<DiffLine> m_lines;
    QWidget *m_gutter = nullptr;
    KSyntaxHighlighting::SyntaxHighlighter *m_highlighter = nullptr;
};

} // namespace Athanor
