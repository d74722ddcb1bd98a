// SPDX-License-Identifier: MIT
#include "ui/pages/modelpage.h"

#include "base/atomicfile.h"
#include "ui/editor/findbar.h"
#include "ui/editor/scriptcompleter.h"
#include "ui/editor/scriptdocument.h"
#include "ui/editor/scripteditor.h"
#include "ui/pages/changespage.h"
#include "ui/pages/sectioneditor.h"
#include "ui/session/projectsession.h"
#include "ui/theme/icons.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/messagebar.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedLayout>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

constexpr int pathRole = Qt::UserRole + 1;

} // namespace

struct ModelPage::File
{
    ScriptDocument document;
    QString saved;
};

ModelPage::ModelPage(ProjectSession *session, MessageBar *messages, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_messages(messages)
    , m_facts(new QLabel)
    , m_state(new Badge)
    , m_newRevision(new QPushButton(tr("New revision…")))
    , m_save(new QPushButton(tr("Save")))
    , m_tabs(new QTabWidget)
    , m_empty(new EmptyState)
    , m_list(new QListWidget)
    , m_section(new SectionEditor(tr("Model file"), u"script"_s))
    , m_find(new FindBar)
    , m_errors(new QListWidget)
    , m_changes(new ChangesPage)
{
    auto *title = new QLabel(tr("Model"));
    title->setFont(titleFont(font()));
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    m_newRevision->setProperty("primary", true);
    m_newRevision->setObjectName(u"modelNewRevision"_s);
    m_save->setIcon(icon(u"save"_s));
    m_save->setObjectName(u"modelSave"_s);
    m_save->hide();
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(title, 1);
    first->addWidget(m_save);
    first->addWidget(m_newRevision);
    auto *second = new QHBoxLayout;
    second->setSpacing(8);
    second->addWidget(m_state);
    second->addWidget(m_facts, 1);
    auto *header = new QVBoxLayout;
    header->setContentsMargins(14, 8, 10, 4);
    header->setSpacing(2);
    header->addLayout(first);
    header->addLayout(second);

    // Files: list, editor, problems
    m_list->setObjectName(u"modelFiles"_s);
    m_list->setAccessibleName(tr("Files of the model"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    auto *add = new QToolButton;
    add->setObjectName(u"addModelFile"_s);
    add->setIcon(icon(u"plus"_s));
    add->setText(tr("New file"));
    add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    add->setAutoRaise(true);
    auto *filesTop = new QHBoxLayout;
    filesTop->setContentsMargins(6, 2, 6, 2);
    filesTop->addWidget(add);
    filesTop->addStretch();
    auto *files = new QWidget;
    files->setMinimumWidth(150);
    auto *filesColumn = new QVBoxLayout(files);
    filesColumn->setContentsMargins(0, 0, 0, 0);
    filesColumn->setSpacing(0);
    filesColumn->addLayout(filesTop);
    filesColumn->addWidget(m_list, 1);

    m_section->editor()->setObjectName(u"modelEditor"_s);
    m_find->setEditor(m_section->editor());
    m_section->editor()->completer()->setCatalogSource([this] { return m_catalog; });
    m_errors->setObjectName(u"modelErrors"_s);
    m_errors->setAccessibleName(tr("Problems of the model"));
    m_errors->setFrameShape(QFrame::NoFrame);
    m_errors->setMaximumHeight(90);
    m_errors->setWordWrap(true);
    m_errors->hide();
    auto *editing = new QWidget;
    auto *editingColumn = new QVBoxLayout(editing);
    editingColumn->setContentsMargins(0, 0, 0, 0);
    editingColumn->setSpacing(0);
    editingColumn->addWidget(m_section, 1);
    editingColumn->addWidget(m_find);
    editingColumn->addWidget(m_errors);
    auto *splitter = new QSplitter;
    splitter->addWidget(files);
    splitter->addWidget(editing);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({190, 600});
    splitter->setChildrenCollapsible(false);
    auto *filesTab = new QWidget;
    m_filesStack = new QStackedLayout(filesTab);
    m_filesStack->addWidget(m_empty);
    m_filesStack->addWidget(splitter);
    m_empty->button()->setObjectName(u"firstModelFile"_s);

    m_tabs->setObjectName(u"modelTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(filesTab, tr("Files"));
    m_tabs->addTab(m_changes, tr("Changes"));
    m_changes->setTitles(tr("What the revisions make"), tr("The model"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(header);
    column->addWidget(m_tabs, 1);

    connect(m_newRevision, &QPushButton::clicked, this, &ModelPage::newRevisionRequested);
    connect(m_save, &QPushButton::clicked, this, [this] { (void)saveAll(); });
    connect(add, &QToolButton::clicked, this, &ModelPage::newFile);
    connect(m_empty, &EmptyState::clicked, this, &ModelPage::newFile);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (item)
            openFile(item->data(pathRole).toString());
    });
    connect(m_errors, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        const auto row = size_t(m_errors->row(item));
        if (row < m_shownErrors.size())
            openFile(m_shownErrors[row].where.file, m_shownErrors[row].where.line,
                     m_shownErrors[row].where.column);
    });
}

ModelPage::~ModelPage()
{
    delete m_section; // the editor goes before the document it shows
}

void ModelPage::snapshotChanged()
{
    const Snapshot &snapshot = m_session->snapshot();
    if (snapshot.modelDifference) // while the model cannot be read, the one before is known
        m_catalog = std::make_shared<const Catalog>(snapshot.modelDifference->comparison.to);
    showFiles();
    // Files that changed on disk are read anew unless they are being edited here.
    for (const auto &[path, file] : m_files) {
        if (path.isEmpty() || file->document.isModified())
            continue;
        const Result<QString> text = readTextFile(path);
        if (text && *text != file->saved) {
            file->saved = *text;
            file->document.setSavedText(*text);
        }
    }
    showErrors();
    showHeader();
    if (!snapshot.modelErrors.empty()) {
        m_changes->setNothing(u"error"_s, tr("The model cannot be read yet"),
                              errorText(snapshot.modelErrors.front()) + u"\n\n"_s
                                  + tr("Mend it under Files. Changes follows by itself."));
    } else if (snapshot.modelDifferenceError) {
        m_changes->setNothing(u"error"_s, tr("The revisions cannot be replayed"),
                              errorText(*snapshot.modelDifferenceError));
    } else if (snapshot.modelDifference && snapshot.modelDifference->isEmpty()) {
        m_changes->setNothing(u"check"_s, tr("Every change of the model is in a revision"),
                              tr("Change a file of the model, and what is new shows here."));
    } else if (snapshot.modelDifference) {
        m_changes->setDifference(*snapshot.modelDifference);
    }
}

void ModelPage::forgetAll()
{
    std::map<QString, std::unique_ptr<File>> gone;
    gone.swap(m_files);
    m_current.clear();
    m_catalog.reset();
    auto &empty = m_files[QString()];
    empty = std::make_unique<File>();
    m_section->setScript(&empty->document);
    m_list->clear();
    m_changes->setNothing(u"compare"_s, {}, {});
}

void ModelPage::showFiles()
{
    const Snapshot &snapshot = m_session->snapshot();
    QStringList shown;
    for (int i = 0; i < m_list->count(); ++i)
        shown.append(m_list->item(i)->data(pathRole).toString());
    if (shown != snapshot.modelFiles) {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const QString &path : snapshot.modelFiles) {
            auto *item = new QListWidgetItem(icon(u"script"_s, Tone::Muted),
                                             QFileInfo(path).fileName(), m_list);
            item->setData(pathRole, path);
            item->setToolTip(QDir::toNativeSeparators(path));
            if (path == m_current)
                m_list->setCurrentItem(item);
        }
    }
    const bool none = snapshot.modelFiles.isEmpty();
    if (none)
        m_empty->say(u"model"_s, tr("The model is empty"),
                     tr("Write the tables you want as CREATE statements, in one file or many. "
                        "Athanor finds what the target lacks, "
                        "sequences of keys too, and writes the revision."),
                     tr("Write the first file"));
    m_filesStack->setCurrentIndex(none ? 0 : 1);
    if (!none && (m_current.isEmpty() || !snapshot.modelFiles.contains(m_current)))
        m_list->setCurrentRow(0);
}

void ModelPage::showHeader()
{
    const Snapshot &snapshot = m_session->snapshot();
    const Project &project = snapshot.workspace.project;
    m_facts->setText(tr("%1   ·   Oracle %2   ·   keys: %3")
                         .arg(project.name, snapshot.workspace.version.toString(),
                              toString(snapshot.workspace.autoincrement)));
    m_facts->setToolTip(QDir::toNativeSeparators(project.directory));
    if (!snapshot.modelErrors.empty())
        m_state->show(u"error"_s, tr("%n problems", nullptr, int(snapshot.modelErrors.size())),
                      Tone::Danger);
    else if (!snapshot.modelDifference)
        m_state->show(u"question"_s, tr("not compared"), Tone::Muted);
    else if (snapshot.modelDifference->isEmpty())
        m_state->show(u"check"_s, tr("all in revisions"), Tone::Success,
                      tr("Compared with what the revisions make; Check (Ctrl+Shift+K) compares the "
                         "target."));
    else
        m_state->show(u"changed"_s,
                      tr("%n changes not in any revision", nullptr,
                         int(snapshot.modelDifference->comparison.changes.size())),
                      Tone::Warning,
                      tr("Compared with what the revisions make; Check (Ctrl+Shift+K) compares the "
                         "target. New revision writes what is missing as a script."));
    m_save->setVisible(!modifiedFiles().isEmpty());
}

void ModelPage::showErrors()
{
    m_shownErrors = m_session->snapshot().modelErrors;
    m_errors->clear();
    for (const Error &error : m_shownErrors)
        new QListWidgetItem(icon(u"error"_s, Tone::Danger), errorText(error), m_errors);
    m_errors->setVisible(!m_shownErrors.empty());
}

void ModelPage::openFile(const QString &path, int line, int column)
{
    if (path.isEmpty())
        return;
    auto &file = m_files[path];
    if (!file) {
        file = std::make_unique<File>();
        const Result<QString> text = readTextFile(path);
        if (!text) {
            m_messages->sayError(text.error());
        } else {
            file->saved = *text;
            file->document.setSavedText(*text);
        }
        file->document.setOracleVersion(m_session->snapshot().workspace.version);
        connect(&file->document, &QTextDocument::modificationChanged, this, [this] {
            showHeader();
            Q_EMIT modifiedChanged();
        });
    }
    m_current = path;
    m_section->setCaption(QDir(m_session->directory()).relativeFilePath(path));
    m_section->setScript(&file->document);
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->data(pathRole).toString() == path && m_list->currentRow() != i) {
            const QSignalBlocker quiet(m_list);
            m_list->setCurrentRow(i);
        }
    }
    if (line > 0) {
        m_tabs->setCurrentIndex(0);
        m_section->editor()->goTo(line, column);
    }
}

void ModelPage::newFile()
{
    bool ok = false;
    const QString name = QInputDialog::getText(this, tr("New model file"),
                                               tr("Name of the file, as a rule that of its table:"),
                                               QLineEdit::Normal, {}, &ok);
    if (ok && !name.trimmed().isEmpty())
        (void)createFile(name.trimmed());
}

bool ModelPage::createFile(const QString &name)
{
    const Project &project = m_session->snapshot().workspace.project;
    QString folder = project.path(project.model.isEmpty() ? u"model"_s : project.model.first());
    if (!QFileInfo(folder).isDir())
        folder = QFileInfo(folder).path();
    const QString path =
        QDir(folder).filePath(name.endsWith(u".sql"_s) ? name : QString(name + u".sql"_s));
    if (!QFileInfo::exists(path)) {
        if (const Result<> written = writeTextFile(path, {}); !written) {
            m_messages->sayError(written.error());
            return false;
        }
    }
    m_filesStack->setCurrentIndex(1);
    openFile(path);
    m_section->editor()->setFocus();
    m_session->refresh();
    return true;
}

QStringList ModelPage::modifiedFiles() const
{
    QStringList paths;
    for (const auto &[path, file] : m_files) {
        if (!path.isEmpty() && file->document.isModified())
            paths.append(path);
    }
    return paths;
}

bool ModelPage::saveAll()
{
    for (const QString &path : modifiedFiles()) {
        File &file = *m_files[path];
        // Nothing of anybody's is overwritten: the file must be as it was read.
        if (const Result<QString> onDisk = readTextFile(path); onDisk && *onDisk != file.saved) {
            m_messages->say(
                Tone::Danger,
                tr("%1 was changed by another program. Copy your edits, then reload the file.")
                    .arg(QFileInfo(path).fileName()),
                {{tr("Reload and lose my edits"), [this, path, text = *onDisk] {
                      m_files[path]->saved = text;
                      m_files[path]->document.setSavedText(text);
                  }}});
            return false;
        }
        QString text = file.document.text();
        if (!text.isEmpty() && !text.endsWith(u'\n'))
            text += u'\n';
        if (file.saved.contains(
                u"\r\n"_s)) // the editor knows one kind of line end; the file keeps its own
            text.replace(u'\n', u"\r\n"_s);
        if (const Result<> written = writeTextFile(path, text); !written) {
            m_messages->sayError(written.error());
            return false;
        }
        file.saved = text;
        file.document.setModified(false);
    }
    m_session->refresh();
    return true;
}

void ModelPage::discardAll()
{
    for (const QString &path : modifiedFiles())
        m_files[path]->document.setSavedText(QString(m_files[path]->saved));
}

ScriptEditor *ModelPage::editor() const
{
    return m_section->editor();
}

void ModelPage::find()
{
    m_find->open();
}

void ModelPage::findNext(bool backward)
{
    if (m_find->isHidden())
        m_find->open();
    else if (backward)
        m_find->findPrevious();
    else
        m_find->findNext();
}

} // namespace Athanor
