// SPDX-License-Identifier: MIT
#include "ui/window/stopflow.h"

#include "ui/run/runpanel.h"
#include "ui/session/projectsession.h"
#include "ui/widgets/messagebar.h"

namespace Athanor {

StopFlow::StopFlow(ProjectSession *session, RunPanel *panel, MessageBar *messages, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_panel(panel)
    , m_messages(messages)
{
    connect(panel, &RunPanel::stopRequested, this, &StopFlow::stop);
    connect(panel, &RunPanel::stopStatementRequested, this, &StopFlow::stop);
    connect(session, &ProjectSession::runStarted, this, [this] { m_asked = false; });
    connect(session, &ProjectSession::runFinished, this, &StopFlow::finished);
    connect(session, &ProjectSession::stopAnswered, this, &StopFlow::answered);
}

void StopFlow::stop()
{
    if (!m_session->isRunning())
        return;
    if (m_asked) {
        offerToStopStatement();
        return;
    }
    m_asked = true;
    m_session->stop();
    m_panel->showStopping();
}

void StopFlow::offerToStopStatement()
{
    m_spoke = true;
    m_messages->say(
        Tone::Warning,
        tr("A statement still runs; the run stops after it. It can be ended: the database then "
           "undoes what it had begun, which may take as long as it ran, and the run stands there "
           "to be resumed."),
        {{tr("Stop the statement"), [this] { m_session->stopStatement(); }}});
}

void StopFlow::answered(const Result<> &asked)
{
    if (!m_session->isRunning())
        return; // it has ended by itself
    m_spoke = true;
    const MessageBar::Offer leave{tr("Give up the connection"), [this] { m_session->leaveRun(); }};
    if (!asked && asked.error().kind == ErrorKind::Cancelled) {
        m_messages->say(Tone::Warning,
                        tr("No statement of the run is under way; it ends as soon as the target "
                           "answers."),
                        {leave});
        return;
    }
    if (!asked) {
        m_messages->sayError(asked.error(), {leave});
        return;
    }
    m_messages->say(
        Tone::Warning,
        tr("The database was asked to end the statement. If it does not answer, the connection "
           "can be given up: Oracle may then go on with the statement to its end, the journal says "
           "“started”, and Resume reads from the dictionary whether it took effect."),
        {leave});
}

void StopFlow::finished()
{
    if (m_spoke)
        m_messages->dismiss();
    m_spoke = false;
}

} // namespace Athanor
