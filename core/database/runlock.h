// SPDX-License-Identifier: MIT
#pragma once

#include "database/session.h"

namespace Athanor {

// What the one row of athanor_lock says, for whoever waits.
struct LockHolder
{
    QString holder;
    QString host;
    QString program;
    QString since;

    friend bool operator==(const LockHolder &, const LockHolder &) = default;
};

// The lock of design §6: LOCK TABLE athanor_lock IN EXCLUSIVE MODE NOWAIT by a session of its own,
// inside its transaction, until it is destroyed. Oracle frees it when the client dies. A sandbox in
// memory needs none: one session reaches it.
class RunLock
{
public:
    // ErrorKind::Locked names the holder; any other kind says why the lock could not be tried.
    [[nodiscard]] static Result<std::unique_ptr<RunLock>> acquire(Session &session,
                                                                  const LockHolder &self);
    ~RunLock();
    RunLock(const RunLock &) = delete;
    RunLock &operator=(const RunLock &) = delete;

private:
    explicit RunLock(std::unique_ptr<Session> session);
    std::unique_ptr<Session> m_session;
};

// The row as it stands; empty when nobody holds the lock or the table is not there.
[[nodiscard]] Result<LockHolder> readLockHolder(Session &session);

// "athanor (pid 4711)", the account and the machine this program runs on, and the time.
[[nodiscard]] LockHolder thisProcess(const QDateTime &now);

} // namespace Athanor
