// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/testaccount.h"
#include "ui/dialogs/dialogs.h"

namespace Athanor {

// The database account that was made. The only place where its password is ever shown.
class TestAccountDialog : public PlainDialog
{
    Q_OBJECT

public:
    TestAccountDialog(const TestAccount &account, const QString &target, QWidget *parent);

Q_SIGNALS:
    void registeredRequested(); // the other kind of test user
};

// The SQL for somebody who has the privilege that the session's user lacks.
class AccountSqlDialog : public PlainDialog
{
    Q_OBJECT

public:
    AccountSqlDialog(const QString &sql, const QString &why, QWidget *parent);
};

} // namespace Athanor
