// SPDX-License-Identifier: MIT
#pragma once

#include "database/clientsetup.h"
#include "migrate/doctor.h"
#include "migrate/passwordstore.h"
#include "revision/project.h"
#include "ui/dialogs/dialogs.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QSettings;

namespace Athanor {

class ChainView;
class ConnectionCheck;

// Help ▸ Oracle connection…: which client is used and who named it, the folders the user names, and
// the chain from here to the target, each link in plain words with what to do.
class OracleDialog : public PlainDialog
{
    Q_OBJECT

public:
    struct Asked
    {
        std::optional<Project> project; // null: none is open
        QString target; // name; of the project
        std::optional<OracleVersion> scripts;
        Session::PasswordSource password; // called on the thread that examines
    };

    OracleDialog(const Asked &asked, QSettings *settings, QWidget *parent = nullptr);

private:
    void foldersChanged();
    void examine();
    [[nodiscard]] ClientChoice choice() const;

    Asked m_asked;
    QSettings *m_settings;
    QLineEdit *m_folder = nullptr;
    QLineEdit *m_tnsAdmin = nullptr;
    QLabel *m_found = nullptr;
    QLabel *m_said = nullptr;
    QPushButton *m_again = nullptr;
    ChainView *m_chain = nullptr;
    ConnectionCheck *m_check = nullptr;
    bool m_toTarget = false; // what is examined reaches a target, not only this machine's client
};

} // namespace Athanor
