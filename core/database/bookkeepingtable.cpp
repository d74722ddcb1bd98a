// SPDX-License-Identifier: MIT
#include "database/bookkeepingtable.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::BookkeepingTable", text);
}

// What to ask a DBA for; empty where the code speaks of no privilege.
QString missingPrivilege(const Error &error, const Session &session)
{
    const QString user = writtenName(session.loginUser());
    const bool own = session.user() == session.loginUser();
    switch (error.oraCode) {
    case 1031: // insufficient privileges
        return own ? tr("It lacks the privilege CREATE TABLE (GRANT CREATE TABLE TO %1).").arg(user)
                   : tr("It lacks the privilege CREATE ANY TABLE, which making a table in another "
                        "schema takes; migrate as %1 instead.")
                         .arg(writtenName(session.user()));
    case 1536: // space quota exceeded for tablespace
    case 1950: // no privileges on tablespace
        return tr("It has no room in its default tablespace (ALTER USER %1 QUOTA … ON …).")
            .arg(user);
    }
    return {};
}

} // namespace

Result<bool> hasBookkeepingTable(Session &session, const QString &stored)
{
    static const QStringList all{u"ALEMBIC_VERSION"_s, u"ATHANOR_JOURNAL"_s, u"ATHANOR_LOCK"_s};
    return session.hasTableOf(all, stored);
}

Result<> ensureBookkeepingTable(Session &session, const QString &stored, const QString &createTable)
{
    const Result<bool> there = hasBookkeepingTable(session, stored);
    if (!there)
        return Failure(there.error());
    if (*there)
        return {};
    const Result<Execution> made = session.execute(createTable);
    constexpr int nameIsUsed = 955; // somebody was quicker
    if (made || made.error().oraCode == nameIsUsed)
        return {};
    Error error = made.error();
    const QString privilege = missingPrivilege(error, session);
    if (!privilege.isEmpty()) {
        error.kind = ErrorKind::Connection;
        error.message = tr("This account may not make the table %1, in which a migration keeps its "
                           "books. %2 Nothing was changed; status, history, diff and check work "
                           "without it.")
                            .arg(stored.toLower(), privilege);
    }
    return Failure(error);
}

} // namespace Athanor
