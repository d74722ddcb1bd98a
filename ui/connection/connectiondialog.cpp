// SPDX-License-Identifier: MIT
#include "ui/connection/connectiondialog.h"

#include "database/tnsnames.h"
#include "revision/projectedit.h"
#include "ui/connection/chainview.h"
#include "ui/connection/connectioncheck.h"
#include "ui/connection/recentconnections.h"
#include "ui/theme/icons.h"
#include "ui/widgets/messagebar.h"

#include <QtCore/QDir>
#include <QtCore/QThreadPool>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QSplitter>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

using Kind = ConnectionFields::Kind;

QLineEdit *lineEdit(const QString &name, const QString &placeholder)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(name);
    edit->setPlaceholderText(placeholder);
    return edit;
}

QLabel *quietLabel()
{
    auto *label = new QLabel;
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

ConnectionDialog::ConnectionDialog(const Asked &asked, QSettings *settings, QWidget *parent)
    : PlainDialog(asked.target.name.isEmpty() ? tr("New target")
                                              : tr("Target %1").arg(asked.target.name),
                  tr("Written into athanor.toml, whose comments and layout stay. The password is "
                     "never written there."),
                  parent)
    , m_asked(asked)
    , m_settings(settings)
{
    setObjectName(u"connectionDialog"_s);
    resize(860, 520);
    auto *splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    body()->addWidget(splitter, 1);
    buildForm();
    auto *left = new QWidget;
    auto *leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, 0, 10, 0);
    leftColumn->addLayout(m_form);
    leftColumn->addStretch();
    splitter->addWidget(left);

    m_chain = new ChainView;
    m_chain->setMinimumWidth(260);
    m_check = new ConnectionCheck(this);
    m_test = new QPushButton(icon(u"check"_s), tr("&Test connection"));
    m_test->setObjectName(u"testConnection"_s);
    auto *right = new QWidget;
    auto *rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(10, 0, 0, 0);
    rightColumn->addWidget(m_test, 0, Qt::AlignLeft);
    rightColumn->addWidget(m_chain, 1);
    splitter->addWidget(right);
    splitter->setStretchFactor(1, 1);

    m_said = new QLabel;
    m_said->setObjectName(u"connectionSaid"_s);
    m_said->setWordWrap(true);
    m_said->setTextFormat(Qt::PlainText);
    body()->addWidget(m_said);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_save = buttons->addButton(tr("Save target"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName(u"saveTarget"_s);
    m_save->setProperty("primary", true);
    body()->addWidget(buttons);
    connect(m_save, &QPushButton::clicked, this, &ConnectionDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_test, &QPushButton::clicked, this, &ConnectionDialog::check);
    connect(m_check, &ConnectionCheck::runningChanged, this, [this](bool running) {
        m_test->setText(running ? tr("S&top") : tr("&Test connection"));
        m_test->setIcon(icon(running ? u"stop"_s : u"check"_s));
    });
    connect(m_check, &ConnectionCheck::finished, this, [this](const Chain &chain) {
        m_chain->setChain(chain);
        m_said->setText(chainSentence(chain));
        if (!firstBroken(chain) && m_settings)
            rememberConnection(*m_settings, urlOf(fields()));
    });

    fillAliases();
    fillRecent();
    setFields(fieldsOf(asked.target.url));
    (asked.target.name.isEmpty() ? static_cast<QWidget *>(m_name) : m_kind)->setFocus();
}

void ConnectionDialog::buildForm()
{
    m_name = lineEdit(u"targetName"_s, u"dev"_s);
    m_name->setText(m_asked.target.name);
    m_name->setReadOnly(!m_asked.target.name.isEmpty());
    m_environment = new QComboBox;
    m_environment->setObjectName(u"environment"_s);
    m_environment->addItem(icon(u"target"_s, environmentTone({})), tr("none"), QString());
    const std::map<QString, QString> words{
        {u"development"_s, tr("development")},
        {u"test"_s, tr("test")},
        {u"staging"_s, tr("staging")},
        {u"production"_s, tr("production: runs ask for the target's name")}};
    for (const QString &environment : environments()) {
        const auto word = words.find(environment);
        m_environment->addItem(icon(u"target"_s, environmentTone(environment)),
                               word == words.end() ? environment : word->second, environment);
    }
    m_environment->setCurrentIndex(
        std::max(0, m_environment->findData(m_asked.target.environment)));
    m_recent = new QComboBox;
    m_recent->setObjectName(u"recentConnections"_s);
    m_kind = new QComboBox;
    m_kind->setObjectName(u"connectionKind"_s);
    m_kind->addItem(tr("Host, port and service"), int(Kind::Host));
    m_kind->addItem(tr("TNS alias"), int(Kind::Alias));
    m_kind->addItem(tr("Wallet: it knows user and password"), int(Kind::Wallet));
    m_kind->addItem(tr("Connect descriptor"), int(Kind::Descriptor));
    m_kind->addItem(tr("Embedded sandbox"), int(Kind::Sandbox));
    m_host = lineEdit(u"host"_s, u"dbhost"_s);
    m_port = new QSpinBox;
    m_port->setObjectName(u"port"_s);
    m_port->setRange(1, 65535);
    m_port->setValue(1521);
    m_service = lineEdit(u"service"_s, u"XEPDB1"_s);
    m_tls = new QCheckBox(tr("Encrypted (TCPS)"));
    m_tls->setObjectName(u"tls"_s);
    m_alias = new QComboBox;
    m_alias->setObjectName(u"alias"_s);
    m_alias->setEditable(true);
    m_alias->setInsertPolicy(QComboBox::NoInsert);
    m_aliasPlace = quietLabel();
    m_descriptor = new QPlainTextEdit;
    m_descriptor->setObjectName(u"descriptor"_s);
    m_descriptor->setFont(monospaceFont());
    m_descriptor->setPlaceholderText(u"(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=…)…"_s);
    m_descriptor->setTabChangesFocus(true);
    m_descriptor->setMaximumHeight(110);
    m_file = lineEdit(u"sandboxFile"_s, u"shop.sandbox"_s);
    m_user = lineEdit(u"user"_s, u"hr"_s);
    m_password = lineEdit(u"password"_s, tr("only for the test; asked for when needed"));
    m_password->setEchoMode(QLineEdit::Password);
    m_remember = new QCheckBox(tr("Remember in the keychain"));
    m_remember->setObjectName(u"rememberPassword"_s);
    m_remember->setEnabled(m_asked.passwords != nullptr);
    if (!m_asked.passwords)
        m_remember->setToolTip(tr("There is no keychain here."));
    m_url = lineEdit(u"connectionUrl"_s, {});
    m_url->setReadOnly(true); // to be read and copied; a descriptor is longer than any label
    m_kind->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_alias->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);

    m_form = new QFormLayout;
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(8);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_form->addRow(tr("&Name"), m_name);
    m_form->addRow(tr("&Environment"), m_environment);
    m_form->addRow(tr("&Recent"), m_recent);
    m_form->addRow(tr("&Connect by"), m_kind);
    m_form->addRow(tr("&Host"), m_host);
    m_form->addRow(tr("&Port"), m_port);
    m_form->addRow(tr("&Service"), m_service);
    m_form->addRow(QString(), m_tls);
    m_form->addRow(tr("&Alias"), m_alias);
    m_form->addRow(QString(), m_aliasPlace);
    m_form->addRow(tr("&Descriptor"), m_descriptor);
    m_form->addRow(tr("&File"), m_file);
    m_form->addRow(tr("&User"), m_user);
    m_form->addRow(tr("Pass&word"), m_password);
    m_form->addRow(QString(), m_remember);
    m_form->addRow(tr("UR&L"), m_url);

    const auto changed = [this] { showUrl(); };
    for (QLineEdit *edit : {m_name, m_host, m_service, m_file, m_user, m_password})
        connect(edit, &QLineEdit::textChanged, this, changed);
    connect(m_alias, &QComboBox::editTextChanged, this, changed);
    connect(m_descriptor, &QPlainTextEdit::textChanged, this, changed);
    connect(m_port, &QSpinBox::valueChanged, this, changed);
    connect(m_tls, &QCheckBox::toggled, this, [this](bool on) {
        // The ports that listeners have by default.
        if (on && m_port->value() == 1521)
            m_port->setValue(2484);
        else if (!on && m_port->value() == 2484)
            m_port->setValue(1521);
        showUrl();
    });
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ConnectionDialog::showKind);
    connect(m_recent, &QComboBox::activated, this, [this](int index) {
        if (const QString url = m_recent->itemData(index).toString(); !url.isEmpty())
            setFields(fieldsOf(url));
    });
}

void ConnectionDialog::fillAliases()
{
    const QString folder = tnsAdminFolder(m_asked.client, QProcessEnvironment::systemEnvironment());
    const Result<std::vector<TnsAlias>> aliases = readTnsNames(folder);
    m_alias->clear();
    if (!aliases) {
        m_aliasPlace->setText(errorText(aliases.error()));
        return;
    }
    for (const TnsAlias &alias : *aliases) {
        m_alias->addItem(alias.name);
        m_alias->setItemData(m_alias->count() - 1, alias.summary, Qt::ToolTipRole);
        m_alias->setItemData(m_alias->count() - 1, alias.summary);
    }
    m_alias->clearEditText();
    m_aliasPlace->setText(
        aliases->empty()
            ? (folder.isEmpty() ? tr("There is no tnsnames.ora. Help ▸ Oracle connection… names "
                                     "its folder.")
                                : tr("No alias in %1.").arg(QDir::toNativeSeparators(folder)))
            : tr("%n aliases in %1", nullptr, int(aliases->size()))
                  .arg(QDir::toNativeSeparators(tnsNamesFile(folder))));
}

void ConnectionDialog::fillRecent()
{
    const QStringList recent = m_settings ? recentConnections(*m_settings) : QStringList();
    m_recent->clear();
    m_recent->addItem(tr("Fill in from a recent one…"));
    for (const QString &url : recent)
        m_recent->addItem(url, url);
    m_form->setRowVisible(m_recent, !recent.isEmpty());
}

ConnectionFields::Kind ConnectionDialog::kind() const
{
    return Kind(m_kind->currentData().toInt());
}

void ConnectionDialog::showKind()
{
    const Kind now = kind();
    const auto visible = [this](QWidget *field, bool on) { m_form->setRowVisible(field, on); };
    for (QWidget *field : {static_cast<QWidget *>(m_host), static_cast<QWidget *>(m_port),
                           static_cast<QWidget *>(m_service), static_cast<QWidget *>(m_tls)})
        visible(field, now == Kind::Host);
    visible(m_alias, now == Kind::Alias || now == Kind::Wallet);
    visible(m_aliasPlace, now == Kind::Alias || now == Kind::Wallet);
    visible(m_descriptor, now == Kind::Descriptor);
    visible(m_file, now == Kind::Sandbox);
    const bool asks = now == Kind::Host || now == Kind::Alias || now == Kind::Descriptor;
    visible(m_user, asks);
    visible(m_password, asks);
    visible(m_remember, asks);
    showUrl();
}

void ConnectionDialog::showUrl()
{
    const QString missing = missingField(fields());
    const QString url = urlOf(fields());
    const Result<ConnectionUrl> parsed = parseConnectionUrl(url, m_asked.project.directory);
    m_url->setText(!missing.isEmpty() ? missing : parsed ? url : parsed.error().message);
    m_url->setCursorPosition(0);
    const int alias = m_alias->findText(m_alias->currentText(), Qt::MatchFixedString);
    m_alias->setToolTip(alias >= 0 ? m_alias->itemData(alias).toString() : QString());
    const QString name = m_name->text().trimmed();
    const bool taken =
        m_asked.target.name.isEmpty() && m_asked.project.target(name) && !name.isEmpty();
    m_said->setText(taken ? tr("The project has a target %1 already.").arg(name) : QString());
    m_test->setEnabled(parsed.has_value() || m_check->isRunning());
    m_save->setEnabled(parsed.has_value() && !name.isEmpty() && !taken);
}

ConnectionFields ConnectionDialog::fields() const
{
    ConnectionFields fields;
    fields.kind = kind();
    switch (fields.kind) {
    case Kind::Host:
        fields.user = m_user->text().trimmed();
        fields.host = m_host->text().trimmed();
        fields.port = m_port->value();
        fields.service = m_service->text().trimmed();
        fields.tls = m_tls->isChecked();
        break;
    case Kind::Alias:
        fields.user = m_user->text().trimmed();
        fields.alias = m_alias->currentText().trimmed();
        break;
    case Kind::Wallet:
        fields.alias = m_alias->currentText().trimmed();
        break;
    case Kind::Descriptor:
        fields.user = m_user->text().trimmed();
        fields.descriptor = m_descriptor->toPlainText().simplified();
        break;
    case Kind::Sandbox:
        fields.file = m_file->text().trimmed();
        break;
    }
    return fields;
}

void ConnectionDialog::setFields(const ConnectionFields &fields)
{
    m_tls->setChecked(fields.tls); // before the port, which it may change
    m_user->setText(fields.user);
    m_host->setText(fields.host);
    m_port->setValue(fields.port);
    m_service->setText(fields.service);
    m_alias->setEditText(fields.alias);
    m_descriptor->setPlainText(fields.descriptor);
    m_file->setText(fields.file);
    m_kind->setCurrentIndex(m_kind->findData(int(fields.kind)));
    showKind();
}

Target ConnectionDialog::target() const
{
    return {m_name->text().trimmed(), urlOf(fields()), m_environment->currentData().toString()};
}

QString ConnectionDialog::password() const
{
    const QString typed = m_password->text();
    return typed.isEmpty() || !m_form->isRowVisible(m_password) ? QString() : typed;
}

// What was typed, else the keychain, else ATHANOR_PASSWORD; asks nobody: the field is there.
Session::PasswordSource ConnectionDialog::passwordSource() const
{
    return [typed = password(), store = m_asked.passwords](const ConnectionUrl &url) {
        return typed.isNull() ? Passwords(store, {}).passwordFor(url) : typed;
    };
}

void ConnectionDialog::check()
{
    if (m_check->isRunning()) {
        m_check->stop();
        return;
    }
    const Result<ConnectionUrl> url =
        parseConnectionUrl(urlOf(fields()), m_asked.project.directory);
    if (!url)
        return;
    ChainQuestion question;
    question.url = *url;
    question.client = m_asked.client;
    question.scripts = m_asked.scripts;
    m_said->clear();
    m_chain->setWaiting(tr("Plugin, client, names, listener, service, login, privileges…"));
    m_check->start(question, passwordSource());
}

void ConnectionDialog::save()
{
    const Target wanted = target();
    const Result<> saved = saveTarget(m_asked.project.directory, wanted);
    if (!saved) {
        m_said->setText(errorText(saved.error()));
        return;
    }
    if (m_settings)
        rememberConnection(*m_settings, wanted.url);
    const Result<ConnectionUrl> url = parseConnectionUrl(wanted.url, m_asked.project.directory);
    if (m_remember->isChecked() && m_asked.passwords && url && !password().isNull()) {
        // A keychain may ask its owner to unlock it: not on this thread. What it says comes up when
        // the password is asked for the next time.
        QThreadPool::globalInstance()->start(
            [store = m_asked.passwords, place = passwordPlace(*url), secret = password()] {
                (void)store->write(place, secret);
            });
    }
    accept();
}

} // namespace Athanor
