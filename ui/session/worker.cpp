// SPDX-License-Identifier: MIT
#include "ui/session/worker.h"

namespace Athanor {

Result<Workspace> Bench::workspace() const
{
    return openWorkspace(directory);
}

Result<Session *> Bench::session(const Workspace &workspace)
{
    const Target *wanted = workspace.project.target(target);
    const QString place = wanted ? wanted->name + u' ' + wanted->url : target;
    if (!m_session || m_connectedTo != place) {
        disconnect();
        m_asked.reset();
        if (place != m_tried)
            passwordProblem.clear(); // of another target
        m_tried = place;
        auto opened = connectTarget(workspace, target, [this](const ConnectionUrl &url) {
            m_asked = url;
            return passwords ? passwords->passwordFor(url) : QString();
        });
        if (!opened) {
            // ORA-01017: whoever gave that password is not to give it again by himself.
            if (passwords && m_asked && opened.error().oraCode == 1017) {
                (void)passwords->forget(*m_asked);
                passwordProblem = opened.error().message;
            }
            return Failure(opened.error());
        }
        passwordProblem.clear();
        if (passwords && m_asked && loggedIn)
            loggedIn(*passwords, *m_asked);
        m_session = std::move(*opened);
        m_connectedTo = place;
    }
    return m_session.get();
}

void Bench::disconnect()
{
    m_session.reset();
    m_connectedTo.clear();
}

void Worker::post(Job job)
{
    QMetaObject::invokeMethod(
        this, [this, job = std::move(job)] { job(m_bench); }, Qt::QueuedConnection);
}

} // namespace Athanor
