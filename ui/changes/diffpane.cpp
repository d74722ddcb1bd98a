// SPDX-License-Identifier: MIT
#include "ui/changes/diffpane.h"

#include "ui/editor/highlighting.h"
#include "ui/theme/theme.h"

#include <KSyntaxHighlighting/SyntaxHighlighter>

#include <QtGui/QPainter>
#include <QtGui/QTextBlock>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

class DiffGutter : public QWidget
{
public:
    explicit DiffGutter(DiffPane *pane)
        : QWidget(pane)
        , m_pane(pane)
    { }

protected:
    void paintEvent(QPaintEvent *event) override { m_pane->paintGutter(event); }

private:
    DiffPane *m_pane;
};

namespace {

struct LineLook
{
    QChar mark = u' ';
    QColor line;
    QColor word;
    QColor ink;
};

LineLook lookOf(const DiffLine &line, bool isOld, const ThemeColors &colors)
{
    switch (line.kind) {
    case DiffLine::Same:
        return {};
    case DiffLine::Layout:
        return {u'\u00b7', {}, {}, colors.muted};
    case DiffLine::Changed:
        return isOld ? LineLook{u'~', colors.removedLine, colors.removedWord, colors.danger}
                     : LineLook{u'~', colors.addedLine, colors.addedWord, colors.success};
    case DiffLine::Added:
        return {u'+', colors.addedLine, colors.addedWord, colors.success};
    case DiffLine::Removed:
        return {u'\u2212', colors.removedLine, colors.removedWord, colors.danger};
    case DiffLine::Missing:
        return {u' ', colors.missingLine, {}, {}};
    }
    return {};
}

} // namespace

DiffPane::DiffPane(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_gutter(new DiffGutter(this))
    , m_highlighter(new KSyntaxHighlighting::SyntaxHighlighter(document()))
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFont(monospaceFont());
    m_highlighter->setDefinition(oracleSqlDefinition());
    connect(this, &QPlainTextEdit::updateRequest, this,
            [this](const QRect &, int) { m_gutter->update(); });
    applyPalette();
}

void DiffPane::setLines(const std::vector<DiffLine> &lines)
{
    m_lines = lines;
    QStringList texts;
    for (const DiffLine &line : lines)
        texts.append(line.text);
    setPlainText(texts.join(u'\n'));
    placeGutter();
    applyPalette();
}

void DiffPane::goToRow(int row)
{
    setTextCursor(QTextCursor(document()->findBlockByNumber(row)));
    centerCursor();
}

int DiffPane::currentRow() const
{
    return textCursor().blockNumber();
}

void DiffPane::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationPaletteChange)
        applyPalette();
}

void DiffPane::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

int DiffPane::gutterWidth() const
{
    const auto digits = QString::number(std::max<size_t>(m_lines.size(), 10)).size();
    return fontMetrics().horizontalAdvance(u'9') * int(digits + 1) + 26;
}

void DiffPane::placeGutter()
{
    setViewportMargins(gutterWidth(), 0, 0, 0);
    const QRect r = contentsRect();
    m_gutter->setGeometry(r.left(), r.top(), gutterWidth(), r.height());
    m_gutter->update();
}

void DiffPane::applyPalette()
{
    const KSyntaxHighlighting::Theme theme = highlightingTheme(palette());
    if (m_highlighter->theme().name() != theme.name()) {
        m_highlighter->setTheme(theme);
        m_highlighter->rehighlight();
    }
    const ThemeColors &colors = themeColors(palette());
    const bool isOld = property("old").toBool();
    QList<QTextEdit::ExtraSelection> selections;
    for (size_t i = 0; i < m_lines.size(); ++i) {
        const LineLook look = lookOf(m_lines[i], isOld, colors);
        if (!look.line.isValid())
            continue;
        const QTextBlock block = document()->findBlockByNumber(int(i));
        QTextEdit::ExtraSelection line;
        line.cursor = QTextCursor(block);
        line.format.setBackground(look.line);
        line.format.setProperty(QTextFormat::FullWidthSelection, true);
        selections.append(line);
        for (const TextRange &word : m_lines[i].words) {
            QTextEdit::ExtraSelection marked;
            marked.cursor = QTextCursor(block);
            marked.cursor.setPosition(block.position() + int(word.start));
            marked.cursor.setPosition(block.position() + int(word.end()), QTextCursor::KeepAnchor);
            marked.format.setBackground(look.word);
            selections.append(marked);
        }
    }
    setExtraSelections(selections);
    m_gutter->update();
}

void DiffPane::paintGutter(QPaintEvent *event)
{
    QPainter painter(m_gutter);
    const ThemeColors &colors = themeColors(palette());
    const bool isOld = property("old").toBool();
    painter.fillRect(event->rect(), palette().color(QPalette::Base));
    painter.setFont(font());
    QTextBlock block = firstVisibleBlock();
    qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= event->rect().bottom()) {
        const qreal height = blockBoundingRect(block).height();
        const auto row = size_t(block.blockNumber());
        if (row < m_lines.size()) {
            const LineLook look = lookOf(m_lines[row], isOld, colors);
            const QRect line(0, qRound(top), m_gutter->width(), qRound(top + height) - qRound(top));
            if (look.line.isValid())
                painter.fillRect(line, look.line);
            if (m_lines[row].number > 0) {
                const QRect text(0, qRound(top), m_gutter->width(), fontMetrics().height());
                painter.setPen(colors.muted);
                painter.drawText(text.adjusted(0, 0, -24, 0), Qt::AlignRight | Qt::AlignVCenter,
                                 QString::number(m_lines[row].number));
                if (look.ink.isValid()) {
                    painter.setPen(look.ink);
                    painter.drawText(text.adjusted(0, 0, -8, 0), Qt::AlignRight | Qt::AlignVCenter,
                                     QString(look.mark));
                }
            }
        }
        block = block.next();
        top += height;
    }
    painter.setPen(colors.border);
    painter.drawLine(m_gutter->width() - 1, event->rect().top(), m_gutter->width() - 1,
                     event->rect().bottom());
}

} // namespace Athanor
