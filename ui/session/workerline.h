// SPDX-License-Identifier: MIT
#pragma once

#include "database/statementstopper.h"

#include <QtCore/QObject>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

namespace Athanor {

// What the window's thread and one worker know of each other. Shared by the jobs under way; once it
// is cut, a job that comes back late reaches nobody.
class WorkerLine
{
public:
    explicit WorkerLine(QObject *listener)
        : m_listener(listener)
    { }

    // On the listener's thread, later; not at all when the line is cut.
    void deliver(const std::function<void()> &what)
    {
        const std::lock_guard lock(m_mutex);
        if (m_listener)
            QMetaObject::invokeMethod(m_listener, what, Qt::QueuedConnection);
    }
    void cut()
    {
        const std::lock_guard lock(m_mutex);
        m_listener = nullptr;
        stop = true;
    }
    [[nodiscard]] bool isCut() const
    {
        const std::lock_guard lock(m_mutex);
        return !m_listener;
    }

    // Of the run that is going on; null: none.
    void setStopper(std::shared_ptr<StatementStopper> stopper)
    {
        const std::lock_guard lock(m_mutex);
        m_stopper = std::move(stopper);
    }
    [[nodiscard]] std::shared_ptr<StatementStopper> stopper() const
    {
        const std::lock_guard lock(m_mutex);
        return m_stopper;
    }

    std::atomic_bool stop = false; // asked between statements

private:
    mutable std::mutex m_mutex;
    QObject *m_listener;
    std::shared_ptr<StatementStopper> m_stopper; // shared with the run
};

} // namespace Athanor
