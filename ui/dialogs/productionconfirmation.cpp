// SPDX-License-Identifier: MIT
#include "ui/dialogs/productionconfirmation.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Athanor {

QLineEdit *addTypedName(QVBoxLayout *body, const Target &target, QPushButton *go)
{
    auto *label = new QLabel(
        QCoreApplication::translate("Athanor::ProductionConfirmation",
                                    "This is a production target. Type its name, %1, to go on:")
            .arg(target.name));
    label->setWordWrap(true);
    auto *typed = new QLineEdit;
    typed->setObjectName(u"typedName"_s);
    label->setBuddy(typed);
    body->addWidget(label);
    body->addWidget(typed);
    const bool mayGo = go->isEnabled();
    go->setEnabled(false);
    QObject::connect(typed, &QLineEdit::textChanged, go,
                     [go, mayGo, name = target.name](const QString &text) {
                         go->setEnabled(mayGo && text == name);
                     });
    typed->setFocus();
    return typed;
}

ProductionConfirmation::ProductionConfirmation(const QString &verb, const Target &target,
                                               QWidget *parent)
    : PlainDialog(tr("%1 on %2").arg(verb, target.name), target.url, parent)
{
    setObjectName(u"productionConfirmation"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *go = buttons->addButton(verb, QDialogButtonBox::AcceptRole);
    go->setObjectName(u"confirmRun"_s);
    go->setProperty("primary", true);
    go->setDefault(true);
    // Return is the verb or nothing: while the name is not typed it must not close the dialog.
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    (void)addTypedName(body(), target, go);
    body()->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

} // namespace Athanor
