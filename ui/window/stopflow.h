// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QtCore/QObject>

namespace Athanor {

class MessageBar;
class ProjectSession;
class RunPanel;

// Stop, pressed once, twice, and where nobody answers: after the statement, inside it, without it.
// Each step says what it means before it is taken.
class StopFlow : public QObject
{
    Q_OBJECT

public:
    StopFlow(ProjectSession *session, RunPanel *panel, MessageBar *messages,
             QObject *parent = nullptr);

    void stop();

private:
    void offerToStopStatement();
    void answered(const Result<> &asked);
    void finished();

    ProjectSession *m_session;
    RunPanel *m_panel;
    MessageBar *m_messages;
    bool m_asked = false; // to stop after the statement
    bool m_spoke = false; // the message bar holds an offer of ours
};

} // namespace Athanor
