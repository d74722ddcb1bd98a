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
        QString script = {}; // of a run that is in no file: shown whole, and can be copied
        bool isRefuted = false; // its rehearsal refutes it: it may be copied, not run
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
