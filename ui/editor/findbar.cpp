// SPDX-License-Identifier: MIT
#include "ui/editor/findbar.h"

#include "ui/editor/scripteditor.h"
#include "ui/theme/icons.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

constexpr qsizetype mostShown = 2000; // matches that get a background; all are counted

QToolButton *toolButton(const QString &iconName, const QString &text, const QString &name)
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setAutoRaise(true);
    if (iconName.isEmpty())
        button->setText(text);
    else
        button->setIcon(icon(iconName));
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

FindBar::FindBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit)
    , m_status(new QLabel)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(4);
    m_text->setObjectName(u"findText"_s);
    m_text->setPlaceholderText(tr("Find in this script"));
    m_text->setAccessibleName(tr("Text to find"));
    m_text->setClearButtonEnabled(true);
    m_text->setMaximumWidth(320);
    m_case = toolButton({}, tr("Aa"), u"findCase"_s);
    m_case->setToolTip(tr("Match upper and lower case"));
    m_case->setAccessibleName(m_case->toolTip());
    m_case->setCheckable(true);
    m_regex = toolButton({}, u".*"_s, u"findRegex"_s);
    m_regex->setToolTip(tr("Regular expression"));
    m_regex->setAccessibleName(m_regex->toolTip());
    m_regex->setCheckable(true);
    auto *previous = toolButton(u"up"_s, tr("Previous match (Shift+F3)"), u"findPrevious"_s);
    auto *next = toolButton(u"down"_s, tr("Next match (F3)"), u"findNext"_s);
    auto *closeButton = toolButton(u"close"_s, tr("Close (Esc)"), u"findClose"_s);
    m_status->setForegroundRole(QPalette::PlaceholderText);
    row->addWidget(m_text, 1);
    row->addWidget(m_case);
    row->addWidget(m_regex);
    row->addWidget(previous);
    row->addWidget(next);
    row->addSpacing(8);
    row->addWidget(m_status);
    row->addStretch();
    row->addWidget(closeButton);
    hide();

    connect(m_text, &QLineEdit::textChanged, this, &FindBar::search);
    connect(m_case, &QToolButton::toggled, this, &FindBar::search);
    connect(m_regex, &QToolButton::toggled, this, &FindBar::search);
    connect(previous, &QToolButton::clicked, this, &FindBar::findPrevious);
    connect(next, &QToolButton::clicked, this, &FindBar::findNext);
    connect(closeButton, &QToolButton::clicked, this, &FindBar::dismiss);
}

void FindBar::setEditor(ScriptEditor *editor)
{
    if (m_editor == editor)
        return;
    if (m_editor)
        m_editor->setFindMatches({});
    disconnect(m_contents);
    m_editor = editor;
    if (editor) {
        m_contents = connect(editor, &QPlainTextEdit::textChanged, this, [this] {
            if (!isHidden())
                collect();
        });
    }
    if (!isHidden())
        collect();
}

void FindBar::open()
{
    show();
    if (m_editor) {
        const QString selected = m_editor->textCursor().selectedText();
        if (!selected.isEmpty() && !selected.contains(QChar::ParagraphSeparator))
            m_text->setText(selected);
    }
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
    collect();
}

void FindBar::dismiss()
{
    hide();
    if (m_editor) {
        m_editor->setFindMatches({});
        m_editor->setFocus(Qt::OtherFocusReason);
    }
}

void FindBar::setText(const QString &text)
{
    m_text->setText(text);
}

void FindBar::setRegularExpression(bool on)
{
    m_regex->setChecked(on);
}

void FindBar::setCaseSensitive(bool on)
{
    m_case->setChecked(on);
}

int FindBar::matchCount() const
{
    return int(m_matches.size());
}

QString FindBar::statusText() const
{
    return m_status->text();
}

void FindBar::collect()
{
    m_matches.clear();
    m_badPattern = false;
    if (!m_editor)
        return;
    const QString wanted = m_text->text();
    QList<QTextCursor> shown;
    if (!wanted.isEmpty()) {
        const auto options = (m_case->isChecked() ? QRegularExpression::NoPatternOption
                                                  : QRegularExpression::CaseInsensitiveOption)
            | QRegularExpression::MultilineOption;
        const QRegularExpression pattern(
            m_regex->isChecked() ? wanted : QRegularExpression::escape(wanted), options);
        m_badPattern = !pattern.isValid();
        if (!m_badPattern) {
            auto matches = pattern.globalMatch(m_editor->toPlainText());
            while (matches.hasNext()) {
                const QRegularExpressionMatch match = matches.next();
                if (match.capturedLength() > 0) // "x*" matches nothing at all places
                    m_matches.append({int(match.capturedStart()), int(match.capturedLength())});
            }
        }
    }
    for (qsizetype i = 0; i < qMin(m_matches.size(), mostShown); ++i) {
        QTextCursor cursor(m_editor->document());
        cursor.setPosition(m_matches[i].first);
        cursor.setPosition(m_matches[i].first + m_matches[i].second, QTextCursor::KeepAnchor);
        shown.append(cursor);
    }
    m_editor->setFindMatches(shown);
    showStatus(-1);
}

void FindBar::search()
{
    collect();
    if (!m_editor || m_matches.isEmpty())
        return;
    const int from = m_editor->textCursor().selectionStart();
    for (qsizetype i = 0; i < m_matches.size(); ++i) {
        if (m_matches[i].first >= from) {
            select(i);
            return;
        }
    }
    select(0);
}

void FindBar::findNext()
{
    collect();
    if (!m_editor || m_matches.isEmpty())
        return;
    const int from = m_editor->textCursor().selectionEnd();
    for (qsizetype i = 0; i < m_matches.size(); ++i) {
        if (m_matches[i].first >= from) {
            select(i);
            return;
        }
    }
    select(0);
}

void FindBar::findPrevious()
{
    collect();
    if (!m_editor || m_matches.isEmpty())
        return;
    const int before = m_editor->textCursor().selectionStart();
    for (qsizetype i = m_matches.size() - 1; i >= 0; --i) {
        if (m_matches[i].first < before) {
            select(i);
            return;
        }
    }
    select(m_matches.size() - 1);
}

void FindBar::select(qsizetype index)
{
    QTextCursor cursor(m_editor->document());
    cursor.setPosition(m_matches[index].first);
    cursor.setPosition(m_matches[index].first + m_matches[index].second, QTextCursor::KeepAnchor);
    m_editor->setTextCursor(cursor);
    m_editor->ensureCursorVisible();
    showStatus(index);
}

void FindBar::showStatus(qsizetype current)
{
    if (m_text->text().isEmpty())
        m_status->clear();
    else if (m_badPattern)
        m_status->setText(tr("This is not a regular expression"));
    else if (m_matches.isEmpty())
        m_status->setText(tr("Not found"));
    else if (current < 0)
        m_status->setText(tr("%n matches", nullptr, int(m_matches.size())));
    else
        m_status->setText(tr("%1 of %2").arg(current + 1).arg(m_matches.size()));
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        dismiss();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers() & Qt::ShiftModifier)
            findPrevious();
        else
            findNext();
        return;
    default: // typing belongs to the line edit
        QWidget::keyPressEvent(event);
    }
}

} // namespace Athanor
