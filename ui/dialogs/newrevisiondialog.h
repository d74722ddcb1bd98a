// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/autogenerate.h"
#include "ui/dialogs/dialogs.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QTreeView;
class QVBoxLayout;

namespace Athanor {

class ChangesPage;
class ProjectSession;

// Shows what the target lacks of the model, asks what cannot be known (is this a rename? drop that
// table?) and for the message; writes the revision.
class NewRevisionDialog : public PlainDialog
{
    Q_OBJECT

public:
    NewRevisionDialog(ProjectSession *session, QWidget *parent);

    [[nodiscard]] QString createdId() const { return m_created; }
    [[nodiscard]] QLineEdit *message() const { return m_message; }
    [[nodiscard]] QPushButton *createButton() const { return m_create; }

private:
    void compare();
    void showDifference(const Difference &difference);
    void askDrops(const std::vector<ObjectRef> &unowned);
    void askRenames(const std::vector<RenameCandidate> &candidates);
    void create();
    void createEmpty();
    void enableButtons();
    [[nodiscard]] AutogenerateOptions options() const;

    ProjectSession *m_session = nullptr;
    QLineEdit *m_message = nullptr;
    ChangesPage *m_changes = nullptr;
    QVBoxLayout *m_renames = nullptr;
    QLabel *m_unownedTitle = nullptr;
    QListWidget *m_unowned = nullptr; // a tick each: is it to be dropped?
    QLabel *m_error = nullptr;
    QPushButton *m_create = nullptr;
    QPushButton *m_createEmpty = nullptr;
    std::vector<std::pair<QCheckBox *, RenameCandidate>> m_candidates;
    std::vector<ObjectRef> m_shownUnowned;
    bool m_hasChanges = false;
    QString m_created;
};

} // namespace Athanor
