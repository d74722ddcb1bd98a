// SPDX-License-Identifier: MIT
#include "database/statementstopper.h"

#include <QtCore/QCoreApplication>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlDriver>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::StatementStopper", text);
}

Failure nothingRuns()
{
    return failure(ErrorKind::Cancelled, tr("The statement has ended by itself."));
}

// Why the server did not take it, in the words of somebody who pressed Stop.
Failure explained(Error error)
{
    switch (error.oraCode) {
    case 942: // GV$SESSION is not to be seen
    case 1031: // insufficient privileges
        error.kind = ErrorKind::Connection;
        error.context = tr("This account may not cancel statements: that takes the privilege ALTER "
                           "SYSTEM and SELECT on GV_$SESSION.");
        break;
    case 922: // missing or invalid option
    case 2065: // illegal option for ALTER SYSTEM
        error.kind = ErrorKind::Unsupported;
        error.context = tr("ALTER SYSTEM CANCEL SQL came with Oracle 18c; this server is older.");
        break;
    case 26: // missing or invalid session ID
    case 27: // cannot kill current session
    case 30: // User session ID does not exist
        return nothingRuns();
    }
    return Failure(error);
}

} // namespace

StatementStopper::StatementStopper(Session &session)
    : m_url(session.url())
    , m_password(session.passwordSource())
    , m_place(session.serverPlace())
    , m_driver(session.isSandbox()
                   ? QSqlDatabase::database(session.connectionName(), false).driver()
                   : nullptr)
{ }

StatementStopper::Watch::Watch(StatementStopper *stopper)
    : m_stopper(stopper)
{
    if (!m_stopper)
        return;
    const std::lock_guard lock(m_stopper->m_mutex);
    m_stopper->m_running = true;
}

StatementStopper::Watch::~Watch()
{
    if (!m_stopper)
        return;
    const std::lock_guard lock(m_stopper->m_mutex);
    m_stopper->m_running = false;
}

Result<> StatementStopper::stop()
{
    const std::lock_guard lock(m_mutex); // a Watch, and with it the session, stays while it is held
    if (!m_running)
        return nothingRuns();
    if (m_url.kind == ConnectionUrl::Kind::Oracle)
        return cancelOnServer();
    // The driver lives: its session is inside a statement. The sandbox's cancelQuery() only sets a
    // flag, from any thread.
    if (!m_driver || !m_driver->hasFeature(QSqlDriver::CancelQuery)
        || !QMetaObject::invokeMethod(m_driver, "cancelQuery", Qt::DirectConnection))
        return failure(ErrorKind::Unsupported, tr("This target's driver cannot stop a statement."));
    return {};
}

Result<> StatementStopper::cancelOnServer() const
{
    Result<std::unique_ptr<Session>> second = Session::open(m_url, m_password);
    if (!second)
        return Failure(second.error());
    // The audit number tells our session from a later one that was given the same SID.
    const Result<Rows> found = (*second)->query(
        u"SELECT serial# FROM gv$session WHERE inst_id = ? AND sid = ? AND audsid = ?"_s,
        {m_place.instance, m_place.sid, m_place.audsid});
    if (!found)
        return explained(found.error());
    if (found->rows.empty())
        return nothingRuns();
    const Result<Execution> cancelled =
        (*second)->execute(u"ALTER SYSTEM CANCEL SQL '%1, %2, @%3'"_s.arg(
            m_place.sid, found->rows.front().front().toString(), m_place.instance));
    if (!cancelled)
        return explained(cancelled.error());
    return {};
}

} // namespace Athanor
