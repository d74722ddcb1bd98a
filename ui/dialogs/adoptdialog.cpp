// SPDX-License-Identifier: MIT
#include "ui/dialogs/adoptdialog.h"

#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Athanor {

AdoptDialog::AdoptDialog(const Target &target, const QStringList &what, QWidget *parent)
    : PlainDialog(tr("Adopt what was done on %1").arg(target.name),
                  tr("Writes a revision that makes the same in other databases. Here it is "
                     "recorded as applied, and nothing is run. It waits for its review like any "
                     "other."),
                  parent)
    , m_message(new QLineEdit)
{
    setObjectName(u"adoptDialog"_s);
    resize(520, 240);
    auto *about = new QLabel(what.isEmpty() ? tr("All changes made by hand.") : what.join(u'\n'));
    about->setTextFormat(Qt::PlainText);
    about->setWordWrap(true);
    body()->addWidget(about);
    auto *label = new QLabel(tr("&What is it for?"));
    m_message->setObjectName(u"adoptMessage"_s);
    m_message->setPlaceholderText(tr("index for the monthly report"));
    label->setBuddy(m_message);
    body()->addWidget(label);
    body()->addWidget(m_message);
    if (target.isProduction()) {
        auto *production = new QLabel(
            tr("This is a production target. Type its name, %1, to go on:").arg(target.name));
        production->setWordWrap(true);
        m_typed = new QLineEdit;
        m_typed->setObjectName(u"typedName"_s);
        production->setBuddy(m_typed);
        body()->addWidget(production);
        body()->addWidget(m_typed);
    }
    body()->addStretch();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_adopt = buttons->addButton(tr("Adopt"), QDialogButtonBox::AcceptRole);
    m_adopt->setObjectName(u"confirmAdopt"_s);
    m_adopt->setProperty("primary", true);
    m_adopt->setDefault(true);
    body()->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (const QLineEdit *edit : {m_message, m_typed}) {
        if (edit)
            connect(edit, &QLineEdit::textChanged, this, [this, target] { updateButton(target); });
    }
    updateButton(target);
    m_message->setFocus();
}

QString AdoptDialog::message() const
{
    return m_message->text().simplified();
}

void AdoptDialog::updateButton(const Target &target)
{
    m_adopt->setEnabled(!message().isEmpty() && (!m_typed || m_typed->text() == target.name));
}

} // namespace Athanor
