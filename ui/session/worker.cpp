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
        auto opened = connectTarget(workspace, target, password);
        if (!opened)
            return Failure(opened.error());
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
