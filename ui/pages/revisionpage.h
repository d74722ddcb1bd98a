// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/snapshot.h"

#include <QtWidgets/QWidget>

class QTabWidget;

namespace Athanor {

class ChangesPage;
class JournalPage;
class MessageBar;
class ProjectSession;
class RehearsalPage;
class RevisionHeader;
class ScriptPage;

// The centre for a chosen revision: header and the tabs Script, Changes, Rehearsal, Journal.
class RevisionPage : public QWidget
{
    Q_OBJECT

public:
    enum Tab { ScriptTab, ChangesTab, RehearsalTab, JournalTab };

    RevisionPage(ProjectSession *session, MessageBar *messages, QWidget *parent = nullptr);

    void setRevision(const QString &id);
    [[nodiscard]] QString revisionId() const { return m_id; }
    void showTab(Tab tab);
    void snapshotChanged(); // the session has a new one
    void forgetAll();

    void rehearse();
    // Each calls `then` when the work is done and went well.
    void save(const QString &id, std::function<void()> then = {});
    void saveAll(std::function<void()> then);
    void review(std::function<void()> then = {}); // saves first
    void withdrawReview();
    void revertCurrent();

    [[nodiscard]] ScriptPage *script() const { return m_script; }
    [[nodiscard]] ChangesPage *changes() const { return m_changes; }
    [[nodiscard]] RehearsalPage *rehearsal() const { return m_rehearsal; }
    [[nodiscard]] QTabWidget *tabs() const { return m_tabs; }

Q_SIGNALS:
    void modifiedChanged();

private:
    void showHeader();
    void loadChanges();
    void loadGround();

    ProjectSession *m_session = nullptr;
    MessageBar *m_messages = nullptr;
    RevisionHeader *m_header = nullptr;
    QTabWidget *m_tabs = nullptr;
    ScriptPage *m_script = nullptr;
    ChangesPage *m_changes = nullptr;
    RehearsalPage *m_rehearsal = nullptr;
    JournalPage *m_journal = nullptr;
    QString m_id;
    QStringList m_groundOf; // what the editor's ground was made of
    QString m_changesOf; // revision and text the Changes tab was loaded for
};

} // namespace Athanor
