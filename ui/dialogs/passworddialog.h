// SPDX-License-Identifier: MIT
#pragma once

#include "ui/dialogs/dialogs.h"

class QCheckBox;
class QLineEdit;

namespace Athanor {

// Asks for the password of one connection. It is kept in memory, and in the keychain only where the
// user ticks that.
class PasswordDialog : public PlainDialog
{
    Q_OBJECT

public:
    // `problem`: why it is asked again ("ORA-01017: …"), or why the keychain does not answer.
    PasswordDialog(const QString &user, const QString &place, bool hasKeychain,
                   const QString &problem, QWidget *parent = nullptr);

    [[nodiscard]] QString password() const;
    [[nodiscard]] bool remember() const;

private:
    QLineEdit *m_password = nullptr;
    QCheckBox *m_remember = nullptr;
};

} // namespace Athanor
