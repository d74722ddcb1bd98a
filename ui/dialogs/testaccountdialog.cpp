// SPDX-License-Identifier: MIT
#include "ui/dialogs/testaccountdialog.h"

#include "ui/theme/icons.h"
#include "ui/widgets/scriptview.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// One line to be read and copied.
QLineEdit *shownText(const QString &name, const QString &text)
{
    auto *edit = new QLineEdit(text);
    edit->setObjectName(name);
    edit->setReadOnly(true);
    edit->setFont(monospaceFont());
    edit->setCursorPosition(0);
    return edit;
}

QPushButton *copyButton(const QString &name, const QString &title, const QString &text)
{
    auto *button = new QPushButton(icon(u"copy"_s), title);
    button->setObjectName(name);
    button->setAutoDefault(false);
    QObject::connect(button, &QPushButton::clicked, button,
                     [text] { QGuiApplication::clipboard()->setText(text); });
    return button;
}

} // namespace

TestAccountDialog::TestAccountDialog(const TestAccount &account, const QString &target,
                                     QWidget *parent)
    : PlainDialog(tr("Database account %1 created").arg(account.name),
                  tr("On %1. The password is shown this once and written down nowhere: copy it "
                     "now. “Remove test users” drops the account again.")
                      .arg(target),
                  parent)
{
    setObjectName(u"testAccountDialog"_s);
    resize(560, 360);
    auto *password = new QHBoxLayout;
    auto *shown = shownText(u"accountPassword"_s, account.password);
    shown->setAccessibleName(tr("Password")); // a row of a layout gives its label no buddy
    password->addWidget(shown, 1);
    password->addWidget(
        copyButton(u"copyAccountPassword"_s, tr("Copy the password"), account.password));
    auto *form = new QFormLayout;
    form->addRow(tr("User"), shownText(u"accountName"_s, account.name));
    form->addRow(tr("Password"), password);
    body()->addLayout(form);
    auto *sql = new ScriptView;
    sql->setObjectName(u"accountSql"_s);
    sql->setAccessibleName(tr("What was run"));
    sql->setPlainText(account.sql);
    body()->addWidget(sql, 1);
    auto *buttons = new QDialogButtonBox;
    auto *other = buttons->addButton(tr("Registered user instead"), QDialogButtonBox::ActionRole);
    other->setObjectName(u"otherKind"_s);
    auto *done = buttons->addButton(tr("Close"), QDialogButtonBox::AcceptRole);
    done->setObjectName(u"closeTestAccount"_s);
    done->setProperty("primary", true);
    done->setDefault(true);
    body()->addWidget(buttons);
    connect(other, &QPushButton::clicked, this, [this] {
        Q_EMIT registeredRequested();
        accept();
    });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
}

AccountSqlDialog::AccountSqlDialog(const QString &sql, const QString &why, QWidget *parent)
    : PlainDialog(tr("Somebody else has to create the account"), why, parent)
{
    setObjectName(u"accountSqlDialog"_s);
    resize(560, 320);
    auto *script = new ScriptView;
    script->setObjectName(u"accountSql"_s);
    script->setAccessibleName(tr("The SQL for somebody who has the privilege"));
    script->setPlainText(sql);
    body()->addWidget(script, 1);
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(copyButton(u"copyAccountSql"_s, tr("Copy the SQL"), sql),
                       QDialogButtonBox::ActionRole);
    auto *done = buttons->addButton(tr("Close"), QDialogButtonBox::AcceptRole);
    done->setProperty("primary", true);
    done->setDefault(true);
    body()->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
}

} // namespace Athanor
