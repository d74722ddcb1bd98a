// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/doctor.h"

#include <QtCore/QObject>

#include <atomic>
#include <memory>

namespace Athanor {

// Examines a connection on a thread of its own, which no query of the project waits for. One at a
// time; a new one, and the end of this object, stop the one before and forget its answer.
class ConnectionCheck : public QObject
{
    Q_OBJECT

public:
    using Examine = std::function<Chain(const ChainQuestion &, const Session::PasswordSource &)>;

    explicit ConnectionCheck(QObject *parent = nullptr);
    ~ConnectionCheck() override;

    // For tests: what stands in for examineConnection() everywhere.
    static void setExamine(Examine examine);

    void start(ChainQuestion question, const Session::PasswordSource &password);
    void stop(); // finished() comes with what is known by then
    [[nodiscard]] bool isRunning() const { return m_running; }

Q_SIGNALS:
    void runningChanged(bool running);
    void finished(const Athanor::Chain &chain);

private:
    void abandon();

    std::shared_ptr<std::atomic_bool> m_stop; // shared with the thread, which may outlive this
    bool m_running = false;
    int m_generation = 0;
};

} // namespace Athanor
