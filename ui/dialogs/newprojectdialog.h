// SPDX-License-Identifier: MIT
#pragma once

#include "ui/dialogs/dialogs.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace Athanor {

// Asks for a name and a folder and makes the project there.
class NewProjectDialog : public PlainDialog
{
    Q_OBJECT

public:
    NewProjectDialog(const QString &parentFolder, QWidget *parent);

    [[nodiscard]] QString directory() const; // of the project that was made
    [[nodiscard]] QLineEdit *name() const { return m_name; }
    [[nodiscard]] QLineEdit *folder() const { return m_folder; }

private:
    void showResult();
    void create();

    QLineEdit *m_name = nullptr;
    QLineEdit *m_folder = nullptr;
    QLabel *m_result = nullptr;
    QPushButton *m_create = nullptr;
};

} // namespace Athanor
