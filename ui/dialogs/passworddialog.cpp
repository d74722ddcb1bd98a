// SPDX-License-Identifier: MIT
#include "ui/dialogs/passworddialog.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace Athanor {

PasswordDialog::PasswordDialog(const QString &user, const QString &place, bool hasKeychain,
                               const QString &problem, QWidget *parent)
    : PlainDialog(
        tr("Password of %1").arg(user),
        tr("At %1. Kept in memory while the project is open; never written to a file.").arg(place),
        parent)
    , m_password(new QLineEdit)
    , m_remember(new QCheckBox(tr("&Remember in the keychain")))
{
    setObjectName(u"passwordDialog"_s);
    resize(440, 180);
    if (!problem.isEmpty()) {
        auto *said = new QLabel(problem);
        said->setObjectName(u"passwordProblem"_s);
        said->setWordWrap(true);
        said->setTextFormat(Qt::PlainText);
        body()->addWidget(said);
    }
    m_password->setObjectName(u"passwordEdit"_s);
    m_password->setEchoMode(QLineEdit::Password);
    m_remember->setObjectName(u"passwordRemember"_s);
    m_remember->setVisible(hasKeychain);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->addRow(tr("&Password"), m_password);
    form->addRow(QString(), m_remember);
    body()->addLayout(form);
    body()->addStretch();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto *go = buttons->addButton(tr("Connect"), QDialogButtonBox::AcceptRole);
    go->setObjectName(u"passwordConnect"_s);
    go->setProperty("primary", true);
    go->setDefault(true);
    body()->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_password->setFocus();
}

QString PasswordDialog::password() const
{
    return m_password->text();
}

bool PasswordDialog::remember() const
{
    return m_remember->isChecked();
}

} // namespace Athanor
