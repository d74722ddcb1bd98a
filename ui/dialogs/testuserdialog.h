// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/testuser.h"
#include "ui/dialogs/dialogs.h"

namespace Athanor {

// The user that was created, as it was read back.
class TestUserDialog : public PlainDialog
{
    Q_OBJECT

public:
    TestUserDialog(const TestUser &user, const QString &target, QWidget *parent);

    // One "COLUMN<tab>value" a line: what Copy puts on the clipboard.
    [[nodiscard]] static QString asText(const TestUser &user);

Q_SIGNALS:
    void accountRequested(); // the other kind of test user
};

} // namespace Athanor
