// SPDX-License-Identifier: MIT
#pragma once

#include "diff/hazard.h"
#include "migrate/run.h"
#include "ui/dialogs/dialogs.h"

class QLineEdit;
class QPushButton;

namespace Athanor {

// What is about to run, and where. On a production target the target's name has to be typed.
class RunConfirmation : public PlainDialog
{
    Q_OBJECT

public:
    struct Asked
    {
        QString verb; // "Upgrade"
        RunPlan plan;
        Target target;
        std::vector<Hazard> hazards;
        QStringList messages; // of the revisions, in the plan's order
    };

    RunConfirmation(const Asked &asked, QWidget *parent);

    [[nodiscard]] QPushButton *runButton() const { return m_run; }
    [[nodiscard]] QLineEdit *typedName() const
    {
        return m_typed;
    } // null unless the target is production

private:
    QPushButton *m_run = nullptr;
    QLineEdit *m_typed = nullptr;
};

} // namespace Athanor
