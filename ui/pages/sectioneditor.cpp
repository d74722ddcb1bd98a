// SPDX-License-Identifier: MIT
#include "ui/pages/sectioneditor.h"

#include "ui/editor/scriptdocument.h"
#include "ui/editor/scripteditor.h"
#include "ui/theme/icons.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>

namespace Athanor {

SectionEditor::SectionEditor(const QString &caption, const QString &iconName, QWidget *parent)
    : QWidget(parent)
    , m_caption(new QLabel)
    , m_problems(new QToolButton)
    , m_editor(new ScriptEditor)
{
    auto *mark = new QToolButton; // only an icon; takes no focus and does nothing
    mark->setIcon(icon(iconName, Tone::Muted));
    mark->setAutoRaise(true);
    mark->setFocusPolicy(Qt::NoFocus);
    mark->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_problems->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_problems->setAutoRaise(true);
    m_problems->setToolTip(tr("Go to the next problem (F8)"));
    m_problems->setFocusPolicy(Qt::TabFocus);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(6, 2, 6, 2);
    row->setSpacing(2);
    row->addWidget(mark);
    row->addWidget(m_caption, 1);
    row->addWidget(m_problems);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_editor, 1);
    setCaption(caption);
    setFocusProxy(m_editor);
    connect(m_problems, &QToolButton::clicked, this, [this] { m_editor->goToNextDiagnostic(); });
    showCounts();
}

void SectionEditor::setScript(ScriptDocument *document)
{
    disconnect(m_connection);
    m_editor->setScript(document);
    m_connection =
        connect(document, &ScriptDocument::diagnosticsChanged, this, &SectionEditor::showCounts);
    showCounts();
}

void SectionEditor::setCaption(const QString &caption)
{
    m_caption->setText(caption);
    m_editor->setAccessibleName(caption);
}

void SectionEditor::showCounts()
{
    const ScriptDocument *script = m_editor->script();
    const int errors = script ? script->errorCount() : 0;
    const int all = script ? int(script->diagnostics().size()) : 0;
    m_problems->setVisible(all > 0);
    if (errors > 0) {
        m_problems->setIcon(icon(QStringLiteral("error"), Tone::Danger));
        m_problems->setText(tr("%n problems", nullptr, errors));
    } else if (all > 0) {
        m_problems->setIcon(icon(QStringLiteral("info"), Tone::Muted));
        m_problems->setText(tr("%n notes", nullptr, all));
    }
    m_problems->setAccessibleName(all > 0 ? m_problems->text() : tr("No problems"));
}

} // namespace Athanor
