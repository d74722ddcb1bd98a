// SPDX-License-Identifier: MIT
#include "ui/widgets/scriptview.h"

#include "ui/theme/theme.h"

#include <QtCore/QEvent>

namespace Athanor {

ScriptView::ScriptView(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setDocument(&m_document);
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFont(monospaceFont());
    m_document.setDefaultFont(font());
    m_document.setPalette(palette());
}

ScriptView::~ScriptView()
{
    setDocument(nullptr); // a member goes before QPlainTextEdit's own part does
}

void ScriptView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_document.setPalette(palette());
}

} // namespace Athanor
