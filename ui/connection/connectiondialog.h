// SPDX-License-Identifier: MIT
#pragma once

#include "database/clientsetup.h"
#include "migrate/passwordstore.h"
#include "revision/project.h"
#include "schema/oracleversion.h"
#include "ui/connection/connectionfields.h"
#include "ui/dialogs/dialogs.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSettings;
class QSpinBox;

namespace Athanor {

class ChainView;
class ConnectionCheck;

// A target of the project: where it is, what environment it is, and whether the way there holds.
// Saving writes athanor.toml; the password goes to the keychain where the user wants that, and
// nowhere else.
class ConnectionDialog : public PlainDialog
{
    Q_OBJECT

public:
    struct Asked
    {
        Project project;
        Target target; // without a name: a new one
        ClientChoice client;
        std::optional<OracleVersion> scripts;
        PasswordStore *passwords = nullptr; // null: there is no keychain
    };

    ConnectionDialog(const Asked &asked, QSettings *settings, QWidget *parent = nullptr);

    [[nodiscard]] Target target() const;
    [[nodiscard]] QString password() const; // as typed; null: none
    void setFields(const ConnectionFields &fields);
    [[nodiscard]] ConnectionFields fields() const;

private:
    void buildForm();
    void fillAliases();
    void fillRecent();
    void showKind();
    void showUrl();
    void check();
    void save();
    [[nodiscard]] ConnectionFields::Kind kind() const;
    [[nodiscard]] Session::PasswordSource passwordSource() const;

    Asked m_asked;
    QSettings *m_settings;
    QFormLayout *m_form = nullptr;
    QLineEdit *m_name = nullptr;
    QComboBox *m_environment = nullptr;
    QComboBox *m_recent = nullptr;
    QComboBox *m_kind = nullptr;
    QLineEdit *m_host = nullptr;
    QSpinBox *m_port = nullptr;
    QLineEdit *m_service = nullptr;
    QCheckBox *m_tls = nullptr;
    QComboBox *m_alias = nullptr;
    QLabel *m_aliasPlace = nullptr;
    QPlainTextEdit *m_descriptor = nullptr;
    QLineEdit *m_file = nullptr;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_password = nullptr;
    QCheckBox *m_remember = nullptr;
    QLineEdit *m_url = nullptr;
    QLabel *m_said = nullptr;
    QPushButton *m_test = nullptr;
    QPushButton *m_save = nullptr;
    ChainView *m_chain = nullptr;
    ConnectionCheck *m_check = nullptr;
};

} // namespace Athanor
