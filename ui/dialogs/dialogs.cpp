// SPDX-License-Identifier: MIT
#include "ui/dialogs/dialogs.h"

#include "ui/theme/theme.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Athanor {

PlainDialog::PlainDialog(const QString &title, const QString &explanation, QWidget *parent)
    : QDialog(parent)
    , m_explanation(new QLabel)
{
    setWindowTitle(title);
    auto *heading = new QLabel(title);
    heading->setFont(titleFont(font()));
    m_explanation->setWordWrap(true);
    m_explanation->setForegroundRole(QPalette::PlaceholderText);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(6);
    column->addWidget(heading);
    column->addWidget(m_explanation);
    column->addSpacing(6);
    m_body = new QVBoxLayout;
    m_body->setSpacing(8);
    column->addLayout(m_body, 1);
    setExplanation(explanation);
}

void PlainDialog::setExplanation(const QString &text)
{
    m_explanation->setText(text);
    m_explanation->setVisible(!text.isEmpty());
    setAccessibleDescription(text);
}

UnsavedChoice askUnsaved(QWidget *parent, const QStringList &what)
{
    QMessageBox box(
        QMessageBox::Warning, QMessageBox::tr("Unsaved edits"),
        QMessageBox::tr("These edits are not in their files yet:\n\n%1").arg(what.join(u'\n')),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, parent);
    box.setObjectName(u"unsavedBox"_s);
    box.setDefaultButton(QMessageBox::Save);
    switch (box.exec()) {
    case QMessageBox::Save:
        return UnsavedChoice::Save;
    case QMessageBox::Discard:
        return UnsavedChoice::Discard;
    default: // Esc and the window's close button are Cancel
        return UnsavedChoice::Cancel;
    }
}

} // namespace Athanor
