// SPDX-License-Identifier: MIT
#pragma once

#include "revision/project.h"
#include "ui/dialogs/dialogs.h"

class QLineEdit;
class QPushButton;

namespace Athanor {

// What the revision that adopts a drift is for. On a production target the target's name has to be
// typed: its alembic_version moves.
class AdoptDialog : public PlainDialog
{
    Q_OBJECT

public:
    // `what`: the objects, empty for everything.
    AdoptDialog(const Target &target, const QStringList &what, QWidget *parent);

    [[nodiscard]] QString message() const;

private:
    void updateButton(const Target &target);

    QLineEdit *m_message = nullptr;
    QLineEdit *m_typed = nullptr; // null unless the target is production
    QPushButton *m_adopt = nullptr;
};

} // namespace Athanor
