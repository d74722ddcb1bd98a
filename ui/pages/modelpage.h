// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/snapshot.h"

#include <QtWidgets/QWidget>

#include <map>
#include <memory>

class QLabel;
class QListWidget;
class QPushButton;
class QStackedLayout;
class QTabWidget;

namespace Athanor {

class Badge;
class ChangesPage;
class EmptyState;
class FindBar;
class MessageBar;
class ProjectSession;
class ScriptDocument;
class ScriptEditor;
class SectionEditor;

// The centre for the model: its files to write, and what they would change.
class ModelPage : public QWidget
{
    Q_OBJECT

public:
    ModelPage(ProjectSession *session, MessageBar *messages, QWidget *parent = nullptr);
    ~ModelPage() override;

    void snapshotChanged();
    void forgetAll();

    void openFile(const QString &path, int line = 0, int column = 0);
    void newFile(); // asks for its name
    [[nodiscard]] bool createFile(const QString &name); // "orders" → model/orders.sql
    [[nodiscard]] QStringList modifiedFiles() const;
    [[nodiscard]] bool saveAll(); // false: a message says why
    void discardAll();
    [[nodiscard]] ScriptEditor *editor() const;
    [[nodiscard]] ChangesPage *changes() const { return m_changes; }
    [[nodiscard]] QTabWidget *tabs() const { return m_tabs; }
    void find();
    void findNext(bool backward);

Q_SIGNALS:
    void modifiedChanged();
    void newRevisionRequested();

private:
    struct File;

    void showFiles();
    void showHeader();
    void showErrors();

    ProjectSession *m_session = nullptr;
    MessageBar *m_messages = nullptr;
    QLabel *m_facts = nullptr;
    Badge *m_state = nullptr;
    QPushButton *m_newRevision = nullptr;
    QPushButton *m_save = nullptr;
    QTabWidget *m_tabs = nullptr;
    QStackedLayout *m_filesStack = nullptr;
    EmptyState *m_empty = nullptr;
    QListWidget *m_list = nullptr;
    SectionEditor *m_section = nullptr;
    FindBar *m_find = nullptr;
    QListWidget *m_errors = nullptr;
    ChangesPage *m_changes = nullptr;
    std::map<QString, std::unique_ptr<File>> m_files; // by path
    QString m_current;
    Errors m_shownErrors;
    std::shared_ptr<const Catalog> m_catalog; // the model's, which completion knows
};

} // namespace Athanor
