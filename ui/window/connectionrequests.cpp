// SPDX-License-Identifier: MIT
// What the window asks about connections: targets, the way there, passwords.
#include "ui/connection/connectiondialog.h"
#include "ui/connection/oracledialog.h"
#include "ui/dialogs/passworddialog.h"
#include "ui/session/projectsession.h"
#include "ui/window/mainwindow.h"

#include <QtCore/QSettings>

namespace Athanor {

void MainWindow::editTarget(bool fresh)
{
    const Snapshot &snapshot = m_session->snapshot();
    ConnectionDialog::Asked asked;
    asked.project = snapshot.workspace.project;
    if (const Target *target = snapshot.currentTarget(); target && !fresh)
        asked.target = *target;
    asked.client = chooseClient(clientSettingsOf(asked.project), readClientSettings(*m_settings),
                                QProcessEnvironment::systemEnvironment());
    asked.scripts = snapshot.workspace.version;
    asked.passwords = m_session->passwordStore();
    auto *dialog = new ConnectionDialog(asked, m_settings, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const Target saved = dialog->target();
        m_session->offerPassword(saved.url, dialog->password());
        m_session->targetSaved(saved.name);
    });
    dialog->open();
}

void MainWindow::showOracleConnection()
{
    OracleDialog::Asked asked;
    if (m_session->isOpen()) {
        const Snapshot &snapshot = m_session->snapshot();
        asked.project = snapshot.workspace.project;
        asked.target = snapshot.target;
        asked.scripts = snapshot.workspace.version;
    }
    // Its own: the session's passwords belong to the worker's thread. Nobody is asked; what is
    // neither in the keychain nor in the environment is said to be missing.
    asked.password = [store = m_session->passwordStore()](const ConnectionUrl &url) {
        return Passwords(store, {}).passwordFor(url);
    };
    auto *dialog = new OracleDialog(asked, m_settings, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::askPassword(const QString &user, const QString &place, const QString &problem)
{
    auto *dialog =
        new PasswordDialog(user, place, m_session->passwordStore() != nullptr, problem, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, m_session,
            [this, dialog] { m_session->answerPassword(dialog->password(), dialog->remember()); });
    connect(dialog, &QDialog::rejected, m_session, [this] { m_session->answerPassword({}); });
    dialog->open();
}

} // namespace Athanor
