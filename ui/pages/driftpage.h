// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/drift.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace Athanor {

class Badge;
class ChangesPage;
class MessageBar;
class ProjectSession;

// The centre for drift: what somebody changed in the target by hand, and what to do about it.
// Shows and asks; the answers come from the session.
class DriftPage : public QWidget
{
    Q_OBJECT

public:
    DriftPage(ProjectSession *session, MessageBar *messages, QWidget *parent = nullptr);

    void snapshotChanged(); // another target, a run, edited files: looks again where it is shown
    void forgetAll();
    void look();

    [[nodiscard]] const std::optional<Drift> &drift() const { return m_drift; }
    [[nodiscard]] ChangesPage *changes() const { return m_changes; }
    [[nodiscard]] QListWidget *notOwned() const { return m_notOwned; }

Q_SIGNALS:
    void looked(); // drift() is another one
    void revertRequested(const Athanor::DriftOptions &options);
    void revisionWritten(const QString &id);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildActions();
    void show(const Result<Drift> &drift);
    void showHeader();
    void showNotOwned();
    void updateActions();
    void adopt();
    void ignore();
    [[nodiscard]] std::vector<ObjectRule> chosenRules() const;
    [[nodiscard]] std::vector<ObjectRule> chosenNotOwned() const;
    [[nodiscard]] DriftOptions options() const; // of everything, or of what is selected

    ProjectSession *m_session = nullptr;
    MessageBar *m_messages = nullptr;
    std::optional<Drift> m_drift; // none: not looked, or it could not be read
    QString m_target; // its name
    bool m_stale = true;
    bool m_looking = false;
    Badge *m_state = nullptr;
    QLabel *m_facts = nullptr;
    QLabel *m_remarks = nullptr;
    QComboBox *m_scope = nullptr;
    QPushButton *m_look = nullptr;
    QPushButton *m_adopt = nullptr;
    QPushButton *m_revert = nullptr;
    QPushButton *m_ignore = nullptr;
    ChangesPage *m_changes = nullptr;
    QWidget *m_notOwnedBox = nullptr;
    QLabel *m_notOwnedTitle = nullptr;
    QListWidget *m_notOwned = nullptr;
};

} // namespace Athanor
