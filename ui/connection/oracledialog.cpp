// SPDX-License-Identifier: MIT
#include "ui/connection/oracledialog.h"

#include "database/tnsnames.h"
#include "ui/connection/chainview.h"
#include "ui/connection/connectioncheck.h"
#include "ui/theme/icons.h"

#include <QtCore/QDir>
#include <QtCore/QSettings>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString sourceWords(ClientChoice::Source source)
{
    switch (source) {
    case ClientChoice::Source::Environment:
        return OracleDialog::tr("named by ATHANOR_ORACLE_CLIENT");
    case ClientChoice::Source::Project:
        return OracleDialog::tr("named by athanor.toml");
    case ClientChoice::Source::Settings:
        return OracleDialog::tr("named here");
    case ClientChoice::Source::OracleHome:
        return OracleDialog::tr("of ORACLE_HOME");
    case ClientChoice::Source::Loader:
        break;
    }
    return OracleDialog::tr("whichever the system's loader finds");
}

QWidget *folderRow(QLineEdit *edit, const QString &title, QWidget *dialog)
{
    auto *browse = new QToolButton;
    browse->setIcon(icon(u"open"_s));
    browse->setToolTip(title);
    browse->setAccessibleName(title);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(edit, 1);
    layout->addWidget(browse);
    row->setFocusProxy(edit);
    QObject::connect(browse, &QToolButton::clicked, dialog, [edit, title, dialog] {
        const QString chosen = QFileDialog::getExistingDirectory(
            dialog, title, edit->text().isEmpty() ? QDir::homePath() : edit->text());
        if (chosen.isEmpty())
            return;
        edit->setText(QDir::toNativeSeparators(chosen));
        Q_EMIT edit->editingFinished();
    });
    return row;
}

} // namespace

OracleDialog::OracleDialog(const Asked &asked, QSettings *settings, QWidget *parent)
    : PlainDialog(tr("Oracle connection"),
                  tr("From this program to the schema: Qt's driver, Oracle's client, its data, the "
                     "name, the listener, the service, the login, the privileges."),
                  parent)
    , m_asked(asked)
    , m_settings(settings)
    , m_folder(new QLineEdit)
    , m_tnsAdmin(new QLineEdit)
    , m_found(new QLabel)
    , m_said(new QLabel)
    , m_again(new QPushButton(icon(u"refresh"_s), tr("Examine &again")))
    , m_chain(new ChainView)
    , m_check(new ConnectionCheck(this))
{
    setObjectName(u"oracleDialog"_s);
    resize(760, 540);
    const ClientSettings saved = readClientSettings(*settings);
    m_folder->setObjectName(u"clientFolder"_s);
    m_folder->setText(QDir::toNativeSeparators(saved.folder));
    m_folder->setPlaceholderText(tr("folder of Instant Client; empty: the system's"));
    m_tnsAdmin->setObjectName(u"tnsAdmin"_s);
    m_tnsAdmin->setText(QDir::toNativeSeparators(saved.tnsAdmin));
    m_tnsAdmin->setPlaceholderText(tr("folder of tnsnames.ora; empty: where the client looks"));
    m_found->setObjectName(u"clientFound"_s);
    m_said->setObjectName(u"oracleSaid"_s);
    for (QLabel *label : {m_found, m_said}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_found->setForegroundRole(QPalette::PlaceholderText);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->addRow(tr("&Client folder"), folderRow(m_folder, tr("Folder of Oracle's client"), this));
    form->addRow(tr("&TNS folder"), folderRow(m_tnsAdmin, tr("Folder of tnsnames.ora"), this));
    form->addRow(QString(), m_found);
    body()->addLayout(form);
    body()->addWidget(m_chain, 1);
    body()->addWidget(m_said);

    auto *buttons = new QDialogButtonBox;
    m_again->setObjectName(u"examineAgain"_s);
    buttons->addButton(m_again, QDialogButtonBox::ActionRole);
    auto *copy = buttons->addButton(tr("C&opy"), QDialogButtonBox::ActionRole);
    copy->setIcon(icon(u"copy"_s));
    auto *done = buttons->addButton(tr("Close"), QDialogButtonBox::AcceptRole);
    done->setProperty("primary", true);
    body()->addWidget(buttons);
    m_folder->setAccessibleName(tr("Client folder"));
    m_tnsAdmin->setAccessibleName(tr("TNS folder"));

    connect(m_folder, &QLineEdit::editingFinished, this, &OracleDialog::foldersChanged);
    connect(m_tnsAdmin, &QLineEdit::editingFinished, this, &OracleDialog::foldersChanged);
    connect(m_again, &QPushButton::clicked, this, &OracleDialog::examine);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_chain->text()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_check, &ConnectionCheck::runningChanged, this, [this](bool running) {
        m_again->setText(running ? tr("S&top") : tr("Examine &again"));
        m_again->setIcon(icon(running ? u"stop"_s : u"refresh"_s));
    });
    connect(m_check, &ConnectionCheck::finished, this, [this](const Chain &chain) {
        m_chain->setChain(chain);
        QString said = chainSentence(chain);
        if (!m_toTarget && !firstBroken(chain))
            said = tr("Oracle's client works here. Choose a target on Oracle to examine the rest.");
        if (!isInUse(choice()))
            said += u' ' + tr("Start Athanor again: a client is chosen when a program starts.");
        m_said->setText(said);
    });
    foldersChanged();
}

ClientChoice OracleDialog::choice() const
{
    return chooseClient(m_asked.project ? clientSettingsOf(*m_asked.project) : ClientSettings{},
                        readClientSettings(*m_settings), QProcessEnvironment::systemEnvironment());
}

void OracleDialog::foldersChanged()
{
    const ClientSettings wanted{QDir::fromNativeSeparators(m_folder->text().trimmed()),
                                QDir::fromNativeSeparators(m_tnsAdmin->text().trimmed())};
    const bool changed = wanted != readClientSettings(*m_settings);
    if (changed)
        writeClientSettings(*m_settings, wanted);
    const ClientChoice used = choice();
    const QString library = findClientLibrary(used.folder);
    QStringList lines;
    if (used.source == ClientChoice::Source::Loader)
        lines.append(tr("Client: %1").arg(sourceWords(used.source)));
    else if (library.isEmpty())
        lines.append(tr("No %1 in %2 (%3).")
                         .arg(clientLibraryName(), QDir::toNativeSeparators(used.named),
                              sourceWords(used.source)));
    else
        lines.append(
            tr("Found %1 (%2).").arg(QDir::toNativeSeparators(library), sourceWords(used.source)));
    if (!wanted.folder.isEmpty() && used.source != ClientChoice::Source::Settings)
        lines.append(tr("The folder named here waits: another one comes before it."));
    const QString tns = tnsAdminFolder(used, QProcessEnvironment::systemEnvironment());
    const QString names = tns.isEmpty() ? QString() : tnsNamesFile(tns);
    lines.append(names.isEmpty() ? tr("No tnsnames.ora.")
                                 : tr("Names: %1").arg(QDir::toNativeSeparators(names)));
    m_found->setText(lines.join(u'\n'));
    if (changed || m_chain->text().isEmpty())
        examine();
}

void OracleDialog::examine()
{
    if (m_check->isRunning() && sender() == m_again) {
        m_check->stop();
        return;
    }
    ChainQuestion question;
    question.client = choice();
    question.scripts = m_asked.scripts;
    const Target *target = m_asked.project ? m_asked.project->target(m_asked.target) : nullptr;
    const Result<ConnectionUrl> url = parseConnectionUrl(
        target ? target->url : QString(), m_asked.project ? m_asked.project->directory : QString());
    // Without an Oracle target there is still the client on this machine to look at.
    question.url.kind = ConnectionUrl::Kind::Oracle;
    if (url && url->kind == ConnectionUrl::Kind::Oracle)
        question.url = *url;
    m_toTarget = !question.url.service.isEmpty();
    m_said->clear();
    m_chain->setWaiting(!m_toTarget ? tr("this machine's client") : describe(question.url));
    m_check->start(question, m_asked.password);
}

} // namespace Athanor
