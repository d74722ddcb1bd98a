// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/status.h"

#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace Athanor {

class Badge;

// Over the tabs of a revision: what it is, where it stands, and the button for the step it waits
// for.
class RevisionHeader : public QWidget
{
    Q_OBJECT

public:
    explicit RevisionHeader(QWidget *parent = nullptr);

    void setRevision(const Revision &revision, const RevisionStatus *status, bool unsaved);
    void setMissing(const RevisionStatus &status); // the target knows it, no file has it

Q_SIGNALS:
    void reviewRequested();
    void withdrawRequested();
    void saveRequested();
    void revertRequested();

private:
    QLabel *m_message = nullptr;
    Badge *m_state = nullptr;
    Badge *m_review = nullptr;
    Badge *m_unsaved = nullptr;
    QLabel *m_facts = nullptr;
    QToolButton *m_copy = nullptr;
    QPushButton *m_reviewButton = nullptr;
    QPushButton *m_withdrawButton = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_revert = nullptr;
    QString m_id;
};

} // namespace Athanor
