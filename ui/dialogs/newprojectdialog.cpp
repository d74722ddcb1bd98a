// SPDX-License-Identifier: MIT
#include "ui/dialogs/newprojectdialog.h"

#include "revision/project.h"
#include "ui/theme/icons.h"
#include "ui/widgets/messagebar.h"

#include <QtCore/QDir>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace Athanor {

NewProjectDialog::NewProjectDialog(const QString &parentFolder, QWidget *parent)
    : PlainDialog(tr("New project"),
                  tr("Makes a folder with athanor.toml, model and versions. Its first target is "
                     "the embedded sandbox, which "
                     "needs no server."),
                  parent)
    , m_name(new QLineEdit)
    , m_folder(new QLineEdit(QDir::toNativeSeparators(parentFolder)))
    , m_result(new QLabel)
{
    setObjectName(u"newProjectDialog"_s);
    resize(560, 260);
    m_name->setObjectName(u"projectName"_s);
    m_name->setPlaceholderText(u"shop"_s);
    m_folder->setObjectName(u"projectFolder"_s);
    auto *browse = new QToolButton;
    browse->setIcon(icon(u"open"_s));
    browse->setToolTip(tr("Choose a folder"));
    browse->setAccessibleName(browse->toolTip());
    auto *folderRow = new QHBoxLayout;
    folderRow->addWidget(m_folder, 1);
    folderRow->addWidget(browse);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(10);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Folder"), folderRow);
    form->addRow(QString(), m_result);
    body()->addLayout(form);
    body()->addStretch();
    m_result->setWordWrap(true);
    m_result->setForegroundRole(QPalette::PlaceholderText);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_create = buttons->addButton(tr("Create project"), QDialogButtonBox::AcceptRole);
    m_create->setObjectName(u"createProject"_s);
    m_create->setProperty("primary", true);
    body()->addWidget(buttons);
    connect(m_name, &QLineEdit::textChanged, this, &NewProjectDialog::showResult);
    connect(m_folder, &QLineEdit::textChanged, this, &NewProjectDialog::showResult);
    connect(browse, &QToolButton::clicked, this, [this] {
        const QString chosen = QFileDialog::getExistingDirectory(
            this, tr("Folder of the new project"), m_folder->text());
        if (!chosen.isEmpty())
            m_folder->setText(QDir::toNativeSeparators(chosen));
    });
    connect(m_create, &QPushButton::clicked, this, &NewProjectDialog::create);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_name->setFocus();
    showResult();
}

QString NewProjectDialog::directory() const
{
    return QDir(QDir::fromNativeSeparators(m_folder->text())).filePath(m_name->text().trimmed());
}

void NewProjectDialog::showResult()
{
    const bool named = !m_name->text().trimmed().isEmpty();
    m_create->setEnabled(named && !m_folder->text().isEmpty());
    m_result->setText(named ? tr("Will be made in %1").arg(QDir::toNativeSeparators(directory()))
                            : QString());
}

void NewProjectDialog::create()
{
    const Result<Project> project = initProject(directory(), m_name->text().trimmed());
    if (project)
        accept();
    else
        m_result->setText(errorText(project.error()));
}

} // namespace Athanor
