// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "migrate/drift.h"
#include "ui/session/snapshot.h"

#include <QtCore/QObject>

class QWidget;

namespace Athanor {

class MessageBar;
class ProjectSession;

// Upgrade, downgrade, resume, roll back: plan, show what will run, ask, run. A plan that is refused
// says what to do instead.
class RunFlow : public QObject
{
    Q_OBJECT

public:
    RunFlow(ProjectSession *session, MessageBar *messages, QWidget *window);

    void upgrade(const QString &target); // "heads", an id
    void downgrade(const QString &target); // "-1", "base", an id
    void resume(CrashAnswer answer = CrashAnswer::Unknown);
    void rollback();
    void revert(const DriftOptions &options); // what was done by hand

Q_SIGNALS:
    void revisionWanted(const QString &id); // that has to be looked at first: not reviewed, broken

private:
    void confirm(const QString &verb, const Result<PlannedRun> &planned, const QString &nothing);

    ProjectSession *m_session;
    MessageBar *m_messages;
    QWidget *m_window;
};

} // namespace Athanor
