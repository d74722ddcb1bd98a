// SPDX-License-Identifier: MIT
#include "ui/editor/scripteditor.h"

#include "ui/editor/scriptcompleter.h"
#include "ui/editor/scriptdocument.h"
#include "ui/theme/icons.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtGui/QTextBlock>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

constexpr int indentWidth = 4;
constexpr int markWidth = 16; // of the gutter's column for diagnostics
constexpr int minimumZoom = -4;
constexpr int maximumZoom = 20;

Tone toneOf(Diagnostic::Severity severity)
{
    switch (severity) {
    case Diagnostic::Info:
        return Tone::Muted;
    case Diagnostic::Warning:
        return Tone::Warning;
    case Diagnostic::Error:
        return Tone::Danger;
    }
    return Tone::Plain;
}

QString iconOf(Diagnostic::Severity severity)
{
    switch (severity) {
    case Diagnostic::Info:
        return u"info"_s;
    case Diagnostic::Warning:
        return u"warning"_s;
    case Diagnostic::Error:
        return u"error"_s;
    }
    return {};
}

} // namespace

class EditorGutter : public QWidget
{
public:
    explicit EditorGutter(ScriptEditor *editor)
        : QWidget(editor)
        , m_editor(editor)
    {
        setCursor(Qt::ArrowCursor);
    }

    QSize sizeHint() const override { return {m_editor->gutterWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent *event) override { m_editor->paintGutter(event); }
    void mousePressEvent(QMouseEvent *event) override { m_editor->gutterPressed(event->pos()); }

private:
    ScriptEditor *m_editor;
};

ScriptEditor::ScriptEditor(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_gutter(new EditorGutter(this))
    , m_completer(new ScriptCompleter(this))
{
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTabChangesFocus(false);
    applyFont();
    applyPalette();
    connect(this, &QPlainTextEdit::blockCountChanged, this, &ScriptEditor::updateGutterWidth);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        if (dy != 0)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    connect(this, &QPlainTextEdit::cursorPositionChanged, this,
            &ScriptEditor::updateExtraSelections);
    updateGutterWidth();
}

void ScriptEditor::setScript(ScriptDocument *document)
{
    if (m_script == document)
        return;
    disconnect(m_scriptConnection);
    m_script = document;
    m_matches.clear();
    m_marked = {};
    document->setDefaultFont(font());
    document->setPalette(palette());
    setDocument(document);
    applyFont(); // tab stops belong to the document
    m_scriptConnection = connect(document, &ScriptDocument::diagnosticsChanged, this, [this] {
        updateExtraSelections();
        m_gutter->update();
    });
    updateGutterWidth();
    updateExtraSelections();
}

ScriptDocument *ScriptEditor::script() const
{
    return m_script;
}

void ScriptEditor::goTo(int line, int column)
{
    const QTextBlock block =
        document()->findBlockByNumber(std::clamp(line, 1, document()->blockCount()) - 1);
    QTextCursor cursor(block);
    cursor.setPosition(block.position() + std::clamp(column - 1, 0, block.length() - 1));
    setTextCursor(cursor);
    centerCursor();
    setFocus(Qt::OtherFocusReason);
}

void ScriptEditor::goToNextDiagnostic(bool backward)
{
    if (!m_script || m_script->diagnostics().empty())
        return;
    const auto &all = m_script->diagnostics();
    const qsizetype here = textCursor().position();
    const Diagnostic *next = nullptr;
    if (backward) {
        for (const Diagnostic &d : all) {
            if (d.range.start < here)
                next = &d;
        }
        if (!next)
            next = &all.back();
    } else {
        const auto after = std::find_if(
            all.begin(), all.end(), [here](const Diagnostic &d) { return d.range.start > here; });
        next = after == all.end() ? &all.front() : &*after;
    }
    goTo(next->line, next->column);
}

std::vector<ScriptFix> ScriptEditor::fixesHere() const
{
    std::vector<ScriptFix> fixes;
    if (!m_script || isReadOnly())
        return fixes;
    const QTextCursor cursor = textCursor();
    const int line = cursor.blockNumber() + 1;
    const auto add = [&](bool under) {
        for (const Diagnostic &d : m_script->diagnostics()) {
            const bool isUnder =
                d.range.contains(cursor.position()) || d.range.end() == cursor.position();
            if (isUnder == under && (under || d.line == line))
                fixes.insert(fixes.end(), d.fixes.begin(), d.fixes.end());
        }
    };
    add(true);
    add(false);
    return fixes;
}

void ScriptEditor::showFixes()
{
    const std::vector<ScriptFix> fixes = fixesHere();
    if (fixes.empty()) {
        QToolTip::showText(viewport()->mapToGlobal(cursorRect().bottomLeft()),
                           tr("Nothing to mend on this line. F8 goes to the next problem."), this);
        return;
    }
    auto *menu = new QMenu(this);
    menu->setObjectName(u"fixMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const ScriptFix &fix : fixes)
        menu->addAction(icon(u"bulb"_s, Tone::Warning), fix.title, this,
                        [this, fix] { Q_EMIT fixChosen(fix); });
    menu->setActiveAction(menu->actions().constFirst());
    menu->popup(viewport()->mapToGlobal(cursorRect().bottomLeft()));
}

void ScriptEditor::setMarkedRange(const TextRange &range, Diagnostic::Severity severity)
{
    m_marked = range;
    m_markedSeverity = severity;
    updateExtraSelections();
}

void ScriptEditor::zoomBy(int steps)
{
    const int wanted = steps == 0 ? 0 : std::clamp(m_zoom + steps, minimumZoom, maximumZoom);
    if (wanted == m_zoom)
        return;
    m_zoom = wanted;
    applyFont();
    Q_EMIT zoomChanged(m_zoom);
}

void ScriptEditor::setFindMatches(const QList<QTextCursor> &matches)
{
    m_matches = matches;
    updateExtraSelections();
}

int ScriptEditor::gutterWidth() const
{
    const auto digits = int(QString::number(qMax(99, blockCount())).size());
    return markWidth + fontMetrics().horizontalAdvance(u'9') * digits + 14;
}

bool ScriptEditor::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString text = diagnosticTextAt(viewport()->mapFromGlobal(help->globalPos()));
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QPlainTextEdit::event(event);
}

void ScriptEditor::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationPaletteChange)
        applyPalette();
}

void ScriptEditor::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    const QRect r = contentsRect();
    m_gutter->setGeometry(r.left(), r.top(), gutterWidth(), r.height());
}

void ScriptEditor::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() & Qt::ControlModifier) {
        if (event->angleDelta().y() != 0)
            zoomBy(event->angleDelta().y() > 0 ? 1 : -1);
        event->accept();
        return;
    }
    QPlainTextEdit::wheelEvent(event);
}

void ScriptEditor::keyPressEvent(QKeyEvent *event)
{
    if (!isReadOnly() && event->modifiers() == Qt::NoModifier) {
        if (event->key() == Qt::Key_Tab) {
            if (textCursor().hasSelection())
                indentSelection(false);
            else
                textCursor().insertText(
                    QString(indentWidth - textCursor().positionInBlock() % indentWidth, u' '));
            return;
        }
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
            newLineWithIndent();
            return;
        }
    }
    if (!isReadOnly() && event->key() == Qt::Key_Backtab) {
        indentSelection(true);
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void ScriptEditor::indentSelection(bool less)
{
    QTextCursor cursor = textCursor();
    const int last = document()
                         ->findBlock(qMax(cursor.selectionStart(), cursor.selectionEnd() - 1))
                         .blockNumber();
    QTextBlock block = document()->findBlock(cursor.selectionStart());
    cursor.beginEditBlock();
    for (; block.isValid() && block.blockNumber() <= last; block = block.next()) {
        QTextCursor edit(block);
        if (!less) {
            edit.insertText(QString(indentWidth, u' '));
            continue;
        }
        const QString text = block.text();
        int blanks = 0;
        while (blanks < indentWidth && blanks < text.size() && text[blanks] == u' ')
            ++blanks;
        edit.movePosition(QTextCursor::Right, QTextCursor::KeepAnchor, blanks);
        edit.removeSelectedText();
    }
    cursor.endEditBlock();
}

void ScriptEditor::newLineWithIndent()
{
    QTextCursor cursor = textCursor();
    const QString text = cursor.block().text();
    qsizetype blanks = 0;
    while (blanks < text.size() && blanks < cursor.positionInBlock() && text[blanks].isSpace())
        ++blanks;
    cursor.insertText(u'\n' + text.first(blanks));
    setTextCursor(cursor);
    ensureCursorVisible();
}

void ScriptEditor::paintGutter(QPaintEvent *event)
{
    QPainter painter(m_gutter);
    const ThemeColors &colors = themeColors(palette());
    painter.fillRect(event->rect(), palette().color(QPalette::Base));
    painter.setPen(colors.border);
    painter.drawLine(m_gutter->width() - 1, event->rect().top(), m_gutter->width() - 1,
                     event->rect().bottom());
    painter.setFont(font());

    struct Mark
    {
        Diagnostic::Severity severity = Diagnostic::Info;
        bool fixable = false;
    };
    std::map<int, Mark> marks; // the worst of each line
    if (m_script) {
        for (const Diagnostic &d : m_script->diagnostics()) {
            Mark &mark = marks[d.line];
            mark.severity = std::max(mark.severity, d.severity);
            mark.fixable = mark.fixable || (!d.fixes.empty() && !isReadOnly());
        }
    }
    const int current = textCursor().blockNumber();
    QTextBlock block = firstVisibleBlock();
    qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= event->rect().bottom()) {
        const qreal height = blockBoundingRect(block).height();
        if (block.isVisible() && top + height >= event->rect().top()) {
            const QRect line(0, qRound(top), m_gutter->width(), fontMetrics().height());
            const bool isCurrent = block.blockNumber() == current;
            painter.setPen(isCurrent ? palette().color(QPalette::Text) : colors.muted);
            painter.drawText(line.adjusted(0, 0, -8, 0), Qt::AlignRight | Qt::AlignVCenter,
                             QString::number(block.blockNumber() + 1));
            if (const auto mark = marks.find(block.blockNumber() + 1); mark != marks.end()) {
                const int size = qMin(14, line.height());
                paintIcon(&painter, QRect(3, line.center().y() - size / 2, size, size),
                          mark->second.fixable ? u"bulb"_s : iconOf(mark->second.severity),
                          toneColor(toneOf(mark->second.severity), palette()));
            }
        }
        block = block.next();
        top += height;
    }
}

void ScriptEditor::gutterPressed(const QPoint &position)
{
    QTextCursor cursor = cursorForPosition(QPoint(0, position.y()));
    if (position.x() < markWidth + 3) {
        setTextCursor(cursor);
        if (!fixesHere().empty()) {
            showFixes();
            return;
        }
    }
    cursor.movePosition(QTextCursor::StartOfBlock);
    cursor.movePosition(QTextCursor::NextBlock, QTextCursor::KeepAnchor);
    setTextCursor(cursor);
}

void ScriptEditor::updateGutterWidth()
{
    setViewportMargins(gutterWidth(), 0, 0, 0);
    const QRect r = contentsRect();
    m_gutter->setGeometry(r.left(), r.top(), gutterWidth(), r.height());
}

QTextCursor ScriptEditor::cursorFor(const TextRange &range) const
{
    const int last = document()->characterCount() - 1;
    QTextCursor cursor(document());
    cursor.setPosition(std::clamp(int(range.start), 0, last));
    cursor.setPosition(std::clamp(int(range.end()), 0, last), QTextCursor::KeepAnchor);
    return cursor;
}

void ScriptEditor::updateExtraSelections()
{
    QList<QTextEdit::ExtraSelection> selections;
    const ThemeColors &colors = themeColors(palette());

    QTextEdit::ExtraSelection line;
    line.format.setBackground(colors.currentLine);
    line.format.setProperty(QTextFormat::FullWidthSelection, true);
    line.cursor = textCursor();
    line.cursor.clearSelection();
    selections.append(line);

    if (!m_marked.isEmpty()) {
        QTextEdit::ExtraSelection marked;
        marked.cursor = cursorFor(m_marked);
        marked.format.setBackground(toneBackground(toneOf(m_markedSeverity), palette()));
        selections.append(marked);
    }
    for (const QTextCursor &match : std::as_const(m_matches)) {
        QTextEdit::ExtraSelection found;
        found.cursor = match;
        QColor background = colors.warning;
        background.setAlpha(80);
        found.format.setBackground(background);
        selections.append(found);
    }
    if (m_script) {
        for (const Diagnostic &d : m_script->diagnostics()) {
            QTextEdit::ExtraSelection underline;
            underline.cursor = cursorFor(d.range);
            underline.format.setUnderlineStyle(d.severity == Diagnostic::Info
                                                   ? QTextCharFormat::DotLine
                                                   : QTextCharFormat::WaveUnderline);
            underline.format.setUnderlineColor(toneColor(toneOf(d.severity), palette()));
            selections.append(underline);
        }
    }
    setExtraSelections(selections);
}

void ScriptEditor::applyFont()
{
    QFont font = monospaceFont();
    font.setPointSizeF(qMax(5.0, font.pointSizeF() + m_zoom));
    setFont(font);
    document()->setDefaultFont(font);
    setTabStopDistance(QFontMetricsF(font).horizontalAdvance(u' ') * indentWidth);
    updateGutterWidth();
}

void ScriptEditor::applyPalette()
{
    if (m_script)
        m_script->setPalette(palette());
    updateExtraSelections();
    m_gutter->update();
}

QString ScriptEditor::diagnosticTextAt(const QPoint &viewportPosition) const
{
    if (!m_script)
        return {};
    const QTextCursor cursor = cursorForPosition(viewportPosition);
    const bool inGutter = viewportPosition.x() < 0;
    QStringList lines;
    for (const Diagnostic &d : m_script->diagnostics()) {
        const bool here = inGutter
            ? d.line == cursor.blockNumber() + 1
            : d.range.contains(cursor.position()) || d.range.end() == cursor.position();
        if (!here)
            continue;
        lines.append(d.message);
        if (!d.fixes.empty())
            lines.append(tr("Alt+Return: %1").arg(d.fixes.front().title));
    }
    return lines.join(u'\n');
}

} // namespace Athanor
