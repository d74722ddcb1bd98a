// SPDX-License-Identifier: MIT
#include "database/runlock.h"

#include "base/clock.h"
#include "database/bookkeepingtable.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSysInfo>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::RunLock", text);
}

Result<> ensureLockTable(Session &session)
{
    return ensureBookkeepingTable(session, u"ATHANOR_LOCK"_s,
                                  u"CREATE TABLE athanor_lock (\n"
                                  "    holder  VARCHAR2(128 CHAR),\n"
                                  "    host    VARCHAR2(255 CHAR),\n"
                                  "    program VARCHAR2(128 CHAR),\n"
                                  "    since   VARCHAR2(30 CHAR)\n"
                                  ")"_s);
}

Failure lockedBy(Session &session)
{
    QString message = tr("Another run holds the lock of this schema.");
    if (const Result<LockHolder> holder = readLockHolder(session);
        holder && !holder->holder.isEmpty()) {
        message = tr("%1 on %2 is migrating this schema with %3 since %4.")
                      .arg(holder->holder, holder->host, holder->program, holder->since);
    }
    return failure(ErrorKind::Locked,
                   message + u' ' + tr("Wait until it has ended; the lock goes with it."), 54);
}

Result<> lockTable(Session &session)
{
    const Result<Execution> locked =
        session.execute(u"LOCK TABLE athanor_lock IN EXCLUSIVE MODE NOWAIT"_s);
    if (locked)
        return {};
    // ORA-00054: resource busy and acquire with NOWAIT specified
    if (locked.error().oraCode == 54)
        return lockedBy(session);
    return Failure(locked.error());
}

Result<LockHolder> readRow(Session &session)
{
    const Result<Rows> rows =
        session.query(u"SELECT holder, host, program, since FROM athanor_lock"_s);
    if (!rows)
        return Failure(rows.error());
    if (rows->rows.empty())
        return LockHolder();
    const Row &row = rows->rows.front();
    return LockHolder{row[0].toString(), row[1].toString(), row[2].toString(), row[3].toString()};
}

// Ends the lock's transaction.
Result<> writeRow(Session &session, const LockHolder &self)
{
    const Result<Execution> written = session.executeAndCommit(
        u"MERGE INTO athanor_lock l USING (SELECT ? AS holder, ? AS host, ? AS program, ? AS since "
        "FROM dual) n ON (1 = 1) "
        "WHEN MATCHED THEN UPDATE SET l.holder = n.holder, l.host = n.host, l.program = n.program, "
        "l.since = n.since "
        "WHEN NOT MATCHED THEN INSERT (holder, host, program, since) "
        "VALUES (n.holder, n.host, n.program, n.since)"_s,
        {self.holder, self.host, self.program, self.since});
    if (!written)
        return Failure(written.error());
    return {};
}

} // namespace

RunLock::RunLock(std::unique_ptr<Session> session)
    : m_session(std::move(session))
{ }

RunLock::~RunLock()
{
    if (!m_session)
        return;
    // Taking the row away is a courtesy; the commit that makes it visible frees the lock. A failure
    // frees it too, with the session.
    (void)m_session->executeAndCommit(u"DELETE FROM athanor_lock"_s, {});
}

Result<std::unique_ptr<RunLock>> RunLock::acquire(Session &session, const LockHolder &self)
{
    if (const Result<> table = ensureLockTable(session); !table)
        return Failure(table.error());
    Result<std::unique_ptr<Session>> second = session.openAnother();
    if (!second) {
        if (second.error().kind == ErrorKind::Unsupported)
            return std::unique_ptr<RunLock>(new RunLock(nullptr));
        return Failure(second.error());
    }
    std::unique_ptr<RunLock> lock(new RunLock(std::move(*second)));
    Session &own = *lock->m_session;
    // The row can be seen by others only after a commit, which drops the lock: lock, write, commit,
    // lock again, and look whether the row is still ours. Whoever slipped in between holds the
    // lock, or has left his row and gone.
    constexpr int mostAttempts = 3;
    for (int attempt = 0; attempt <= mostAttempts; ++attempt) {
        if (const Result<> begun = own.begin(); !begun)
            return Failure(begun.error());
        if (const Result<> locked = lockTable(own); !locked) {
            const Failure why(locked.error());
            (void)own.rollback();
            lock->m_session.reset();
            return why;
        }
        if (attempt > 0) {
            const Result<LockHolder> holder = readRow(own);
            if (!holder)
                return Failure(holder.error());
            if (*holder == self)
                return lock;
        }
        if (attempt == mostAttempts)
            break;
        if (const Result<> written = writeRow(own, self); !written)
            return Failure(written.error());
    }
    lock->m_session.reset();
    return failure(
        ErrorKind::Locked,
        tr("Other runs keep taking the lock of this schema. Try again when they have ended."), 54);
}

Result<LockHolder> readLockHolder(Session &session)
{
    const Result<bool> there = hasBookkeepingTable(session, u"ATHANOR_LOCK"_s);
    if (!there)
        return Failure(there.error());
    return *there ? readRow(session) : LockHolder();
}

LockHolder thisProcess(const QDateTime &now)
{
    QString user = qEnvironmentVariable("USER");
    if (user.isEmpty())
        user = qEnvironmentVariable("USERNAME"); // Windows
    if (user.isEmpty())
        user = u"unknown"_s;
    return {user, QSysInfo::machineHostName(),
            u"athanor (pid %1)"_s.arg(QCoreApplication::applicationPid()), isoUtc(now)};
}

} // namespace Athanor
