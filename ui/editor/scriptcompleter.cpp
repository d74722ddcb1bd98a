// SPDX-License-Identifier: MIT
#include "ui/editor/scriptcompleter.h"

#include "migrate/completion.h"
#include "ui/editor/scripteditor.h"
#include "ui/theme/icons.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QStandardItemModel>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QScrollBar>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

constexpr qsizetype enoughLetters = 2; // of a word, until the list comes by itself

QString iconOf(CompletionItem::Kind kind)
{
    switch (kind) {
    case CompletionItem::Kind::Column:
        return u"column"_s;
    case CompletionItem::Kind::Table:
        return u"table"_s;
    case CompletionItem::Kind::View:
        return u"view"_s;
    case CompletionItem::Kind::Sequence:
        return u"sequence"_s;
    case CompletionItem::Kind::Index:
        return u"index"_s;
    case CompletionItem::Kind::Constraint:
        return u"constraint"_s;
    case CompletionItem::Kind::Unit:
        return u"unit"_s;
    case CompletionItem::Kind::Type:
        return u"object"_s;
    case CompletionItem::Kind::Keyword:
        return {};
    }
    return {};
}

} // namespace

ScriptCompleter::ScriptCompleter(ScriptEditor *editor)
    : QObject(editor)
    , m_editor(editor)
    , m_completer(new QCompleter(this))
    , m_model(new QStandardItemModel(this))
{
    m_completer->setModel(m_model);
    m_completer->setWidget(editor);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion); // completionsAt() chose
    m_completer->setMaxVisibleItems(10);
    m_completer->popup()->setObjectName(u"completions"_s);
    m_completer->popup()->setAccessibleName(tr("Completions"));
    m_completer->popup()->setFont(editor->font());
    editor->installEventFilter(this);
    // The open list gets the keys. Installed after QCompleter's own filter, this one is asked
    // first; QCompleter's hands them to the editor past the editor's filters.
    m_completer->popup()->installEventFilter(this);
    m_typed.setSingleShot(true);
    connect(&m_typed, &QTimer::timeout, this,
            [this] { complete(m_completer->popup()->isVisible()); });
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this,
            &ScriptCompleter::insert);
}

void ScriptCompleter::complete(bool asked)
{
    if (m_editor->isReadOnly())
        return;
    static const auto nothing = std::make_shared<const Catalog>();
    const std::shared_ptr<const Catalog> known = m_catalog ? m_catalog() : nullptr;
    const int cursor = m_editor->textCursor().position();
    const Completions found =
        completionsAt(m_editor->toPlainText(), cursor, known ? *known : *nothing);
    const bool behindDot = found.replaces.start > 0
        && m_editor->document()->characterAt(int(found.replaces.start) - 1) == u'.';
    if (found.items.empty() || (!asked && !behindDot && found.replaces.length < enoughLetters)) {
        m_completer->popup()->hide();
        return;
    }
    m_start = int(found.replaces.start);
    m_model->clear();
    for (const CompletionItem &item : found.items) {
        auto *row = new QStandardItem(item.text);
        if (const QString name = iconOf(item.kind); !name.isEmpty())
            row->setIcon(icon(name, Tone::Muted));
        row->setToolTip(item.detail);
        m_model->appendRow(row);
    }
    QRect place = m_editor->cursorRect();
    place.translate(m_editor->viewport()->pos());
    QAbstractItemView *popup = m_completer->popup();
    place.setWidth(popup->sizeHintForColumn(0) + popup->verticalScrollBar()->sizeHint().width()
                   + 24);
    m_completer->complete(place);
    popup->setCurrentIndex(m_completer->completionModel()->index(0, 0));
}

bool ScriptCompleter::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || m_editor->isReadOnly()
        || (watched != m_editor && watched != m_completer->popup()))
        return QObject::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    QAbstractItemView *popup = m_completer->popup();
    if (popup->isVisible()) {
        switch (key->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Tab:
            popup->hide();
            insert(popup->currentIndex().data().toString());
            return true;
        case Qt::Key_Escape:
            popup->hide();
            return true;
        case Qt::Key_Left:
        case Qt::Key_Right:
        case Qt::Key_Home:
        case Qt::Key_End:
            popup->hide(); // the cursor leaves the word
            break;
        default:
            break;
        }
    }
    const QString typed = key->text();
    const bool writes = !typed.isEmpty() && (typed[0].isLetterOrNumber() || typed[0] == u'_')
        && !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    if (writes || typed == u"."_s || (popup->isVisible() && key->key() == Qt::Key_Backspace))
        m_typed.start(); // after the editor has the letter; once for what comes together
    else if (popup->isVisible() && !typed.isEmpty())
        popup->hide();
    return QObject::eventFilter(watched, event);
}

void ScriptCompleter::insert(const QString &text)
{
    if (text.isEmpty())
        return;
    QTextCursor cursor = m_editor->textCursor();
    cursor.setPosition(m_start, QTextCursor::KeepAnchor);
    cursor.insertText(text);
    m_editor->setTextCursor(cursor);
}

} // namespace Athanor
