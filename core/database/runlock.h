// SPDX-License-Identifier: MIT
#pragma once

#include "database/session.h"

namespace Athanor {

struct LockHolder
{
    QString holder;
    QString host;
    QString program;
    QString since;
};

// The lock of design §6, held by a session of its own until it is destroyed. ErrorKind::Locked names the holder.
class RunLock
{
public:
    [[nodiscard]] static Result<std::unique_ptr<RunLock>> acquire(Session &session, const LockHolder &self);
    ~RunLock();

private:
    explicit RunLock(std::unique_ptr<Session> session);
    std::unique_ptr<Session> m_session;
};

} // namespace Athanor
