// SPDX-License-Identifier: MIT
#pragma once

#include "backend.h"

#include <QtCore/QString>

#include <map>
#include <memory>
#include <vector>

namespace Standin {

// What V$SESSION would show of a session.
struct SessionFacts
{
    int sid = 0;
    int serial = 0;
    QString user;
    QString schema; // CURRENT_SCHEMA
    QString module;
    QString action;
    QString clientInfo;
    std::map<QString, QString> parameters; // of ALTER SESSION SET, upper-case names
};
// Those that are logged on, in order.
std::vector<SessionFacts> sessions();

// One session as the server keeps it: what a sandbox engine has no idea of. Statements about
// sessions (ALTER SESSION, ALTER SYSTEM CANCEL SQL, GV$SESSION, SYS_CONTEXT of a session's number,
// DBMS_APPLICATION_INFO) are answered here, all others by the engine.
class ServerSession
{
public:
    enum class Woken { Released, Cancelled };

    static std::unique_ptr<ServerSession> logOn(std::unique_ptr<Backend> backend,
                                                const QString &user);
    ~ServerSession();

    Answer execute(const QString &sql, const Values &binds);
    Answer commit() { return m_backend->commit(); }
    Answer rollback() { return m_backend->rollback(); }

    // Waits until the time is over, somebody cancels (unless `deaf`), or release().
    Woken hang(int milliseconds, bool deaf);

private:
    friend std::vector<SessionFacts> sessions();
    ServerSession(std::unique_ptr<Backend> backend, const QString &user);
    Answer cancelSql(const QString &target);
    Answer describeSession(const Values &binds);
    bool notesSetting(const QString &sql); // whether the statement is done by that
    [[nodiscard]] bool mayOnlyRead() const; // user READER: CREATE SESSION is all it has
    [[nodiscard]] bool isRefused(const QString &sql) const;
    [[nodiscard]] QString withContext(const QString &sql) const;

    std::unique_ptr<Backend> m_backend;
    SessionFacts m_facts;
    bool m_running = false; // a call is being executed: a cancel finds something to end
    bool m_cancelled = false;
};

} // namespace Standin
