// SPDX-License-Identifier: MIT
#include "ui/dialogs/testuserdialog.h"

#include "ui/pages/tables.h"
#include "ui/theme/icons.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Athanor {

TestUserDialog::TestUserDialog(const TestUser &user, const QString &target, QWidget *parent)
    : PlainDialog(
        tr("Test user %1 created").arg(user.id),
        tr("Inserted into %1 on %2 and read back. “Remove test users” takes it away again.")
            .arg(user.table, target),
        parent)
{
    setObjectName(u"testUserDialog"_s);
    resize(520, 400);
    auto *table = new QTableWidget(int(user.row.size()), 2);
    table->setObjectName(u"testUserTable"_s);
    table->setAccessibleName(tr("The row as read back"));
    setUpTable(table);
    table->setFrameShape(QFrame::StyledPanel);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setHorizontalHeaderLabels({tr("Column"), tr("Value")});
    table->setColumnWidth(0, 180);
    for (size_t i = 0; i < user.row.size(); ++i) {
        auto *column = new QTableWidgetItem(user.row[i].first);
        column->setFont(monospaceFont());
        table->setItem(int(i), 0, column);
        table->setItem(int(i), 1, new QTableWidgetItem(user.row[i].second));
    }
    body()->addWidget(table, 1);
    auto *buttons = new QDialogButtonBox;
    auto *copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    copy->setObjectName(u"copyTestUser"_s);
    copy->setIcon(icon(u"copy"_s));
    auto *other = buttons->addButton(tr("Database account instead"), QDialogButtonBox::ActionRole);
    other->setObjectName(u"otherKind"_s);
    connect(other, &QPushButton::clicked, this, [this] {
        Q_EMIT accountRequested();
        accept();
    });
    auto *done = buttons->addButton(tr("Close"), QDialogButtonBox::AcceptRole);
    done->setObjectName(u"closeTestUser"_s);
    done->setProperty("primary", true);
    done->setDefault(true);
    body()->addWidget(buttons);
    connect(copy, &QPushButton::clicked, this,
            [user] { QGuiApplication::clipboard()->setText(asText(user)); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
}

QString TestUserDialog::asText(const TestUser &user)
{
    QString text;
    for (const auto &[column, value] : user.row)
        text += column + u'\t' + value + u'\n';
    return text;
}

} // namespace Athanor
