// SPDX-License-Identifier: MIT
#pragma once

#include "database/session.h"

#include <memory>
#include <mutex>

class QSqlDriver;

namespace Athanor {

// Ends the statement that a session is executing, while the session's own thread waits for it.
// QOCI has no cancel (it gives nobody the service context that OCIBreak needs), so on Oracle a
// second connection asks the server: ALTER SYSTEM CANCEL SQL, from 18c on, with the privilege ALTER
// SYSTEM and SELECT on GV$SESSION. The sandbox is interrupted. The statement then fails with
// ORA-01013, what it had begun is undone, and the session lives on.
class StatementStopper
{
public:
    // On the session's thread, while it is idle. May outlive the session.
    explicit StatementStopper(Session &session);
    StatementStopper(const StatementStopper &) = delete;
    StatementStopper &operator=(const StatementStopper &) = delete;

    // While one lives on the session's thread there is a statement to be stopped. Its end waits for
    // a stop() that is under way, so that no other statement is hit.
    class Watch
    {
    public:
        explicit Watch(StatementStopper *stopper); // null: nobody will stop it
        ~Watch();
        Watch(const Watch &) = delete;
        Watch &operator=(const Watch &) = delete;

    private:
        StatementStopper *m_stopper;
    };

    // From any thread; takes as long as connecting does. Success says that the statement was asked
    // to end, not that it has. Cancelled: nothing is running (any more). Unsupported: the server is
    // older than 18c. Connection: no connection or no privilege, the context says which.
    [[nodiscard]] Result<> stop();

private:
    [[nodiscard]] Result<> cancelOnServer() const;

    ConnectionUrl m_url;
    Session::PasswordSource m_password;
    Session::ServerPlace m_place;
    QSqlDriver *m_driver = nullptr; // of a sandbox; lives as long as its session
    std::mutex m_mutex;
    bool m_running = false;
};

} // namespace Athanor
