// SPDX-License-Identifier: MIT
#pragma once

#include "revision/project.h"
#include "ui/dialogs/dialogs.h"

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace Athanor {

// Where a production target's name is typed: `go` can be pressed when it stands there.
[[nodiscard]] QLineEdit *addTypedName(QVBoxLayout *body, const Target &target, QPushButton *go);

// Before something other than a run changes a production target.
class ProductionConfirmation : public PlainDialog
{
    Q_OBJECT

public:
    ProductionConfirmation(const QString &verb, const Target &target, QWidget *parent);
};

} // namespace Athanor
