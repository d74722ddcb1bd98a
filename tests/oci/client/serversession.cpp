// SPDX-License-Identifier: MIT
#include "serversession.h"

#include "rules.h"

#include <QtCore/QRegularExpression>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

using namespace Qt::StringLiterals;

namespace Standin {

namespace {

struct Server
{
    std::mutex mutex;
    std::condition_variable woken;
    std::vector<ServerSession *> sessions;
    int nextSid = 101;
    int nextSerial = 40001; // more than 16 bits hold, as on a busy server
    int releases = 0;
    int hanging = 0;
};

Server &server()
{
    static Server theServer;
    return theServer;
}

QRegularExpression regex(const QString &pattern)
{
    return QRegularExpression(pattern,
                              QRegularExpression::CaseInsensitiveOption
                                  | QRegularExpression::DotMatchesEverythingOption);
}

Answer refused(int code, const QString &message)
{
    Answer answer;
    answer.code = code;
    answer.message = message;
    return answer;
}

} // namespace

void release()
{
    const std::lock_guard lock(server().mutex);
    ++server().releases;
    server().woken.notify_all();
}

bool waitUntilHanging(int milliseconds)
{
    std::unique_lock lock(server().mutex);
    return server().woken.wait_for(lock, std::chrono::milliseconds(milliseconds),
                                   [] { return server().hanging > 0; });
}

std::vector<SessionFacts> sessions()
{
    const std::lock_guard lock(server().mutex);
    std::vector<SessionFacts> all;
    for (const ServerSession *session : server().sessions)
        all.push_back(session->m_facts);
    return all;
}

ServerSession::ServerSession(std::unique_ptr<Backend> backend, const QString &user)
    : m_backend(std::move(backend))
{
    m_facts.user = user;
    m_facts.schema = user;
}

std::unique_ptr<ServerSession> ServerSession::logOn(std::unique_ptr<Backend> backend,
                                                    const QString &user)
{
    std::unique_ptr<ServerSession> session(new ServerSession(std::move(backend), user));
    const std::lock_guard lock(server().mutex);
    session->m_facts.sid = server().nextSid++;
    session->m_facts.serial = server().nextSerial++;
    server().sessions.push_back(session.get());
    return session;
}

ServerSession::~ServerSession()
{
    const std::lock_guard lock(server().mutex);
    auto &all = server().sessions;
    all.erase(std::remove(all.begin(), all.end(), this), all.end());
}

ServerSession::Woken ServerSession::hang(int milliseconds, bool deaf)
{
    std::unique_lock lock(server().mutex);
    const int before = server().releases;
    m_running = true;
    m_cancelled = false;
    ++server().hanging;
    server().woken.notify_all();
    const auto over = [&] { return server().releases != before || (!deaf && m_cancelled); };
    if (milliseconds > 0)
        server().woken.wait_for(lock, std::chrono::milliseconds(milliseconds), over);
    else
        server().woken.wait(lock, over);
    --server().hanging;
    m_running = false;
    return m_cancelled && !deaf ? Woken::Cancelled : Woken::Released;
}

// 'SID, SERIAL[, @INST_ID]'
Answer ServerSession::cancelSql(const QString &target)
{
    static const QRegularExpression form =
        regex(u"^\\s*(\\d+)\\s*,\\s*(\\d+)\\s*(?:,\\s*@1)?\\s*$"_s);
    const QRegularExpressionMatch match = form.match(target);
    if (!match.hasMatch())
        return refused(26, u"missing or invalid session ID"_s);
    const std::lock_guard lock(server().mutex);
    for (ServerSession *other : server().sessions) {
        if (other->m_facts.sid != match.captured(1).toInt()
            || other->m_facts.serial != match.captured(2).toInt())
            continue;
        if (other->m_running) {
            other->m_cancelled = true;
            other->m_backend->interrupt();
            server().woken.notify_all();
        }
        return {};
    }
    return refused(30, u"User session ID does not exist."_s);
}

// SERIAL# of the session that the binds name by instance, SID and AUDSID (here the SID again).
Answer ServerSession::describeSession(const Values &binds)
{
    Answer answer;
    answer.isQuery = true;
    ColumnShape shape;
    shape.name = u"SERIAL#"_s;
    shape.type = 2; // SQLT_NUM
    shape.bytes = 22;
    answer.columns.push_back(shape);
    const std::lock_guard lock(server().mutex);
    for (const ServerSession *other : server().sessions) {
        if (binds.size() == 3 && binds[0].toInt() == 1 && binds[1].toInt() == other->m_facts.sid
            && binds[2].toInt() == other->m_facts.sid)
            answer.rows.push_back({QString::number(other->m_facts.serial)});
    }
    return answer;
}

bool ServerSession::notesSetting(const QString &sql)
{
    static const QRegularExpression session = regex(u"^\\s*ALTER\\s+SESSION\\s+SET\\b(.*)$"_s);
    static const QRegularExpression setting =
        regex(u"([A-Z_]+)\\s*=\\s*(?:'([^']*)'|\"([^\"]*)\"|([\\w$#]+))"_s);
    static const QRegularExpression module = regex(
        u"DBMS_APPLICATION_INFO\\s*\\.\\s*SET_(MODULE|ACTION|CLIENT_INFO)\\s*\\(([^)]*)\\)"_s);
    static const QRegularExpression text = regex(u"'((?:[^']|'')*)'|NULL"_s);
    bool done = false;
    if (const auto match = session.match(sql); match.hasMatch()) {
        for (auto i = setting.globalMatch(match.captured(1)); i.hasNext();) {
            const auto one = i.next();
            const QString name = one.captured(1).toUpper();
            const QString quoted = one.captured(2) + one.captured(3);
            const QString value = quoted.isEmpty() ? one.captured(4).toUpper() : quoted;
            m_facts.parameters[name] = value;
            if (name == u"CURRENT_SCHEMA"_s) {
                m_facts.schema = value;
                done = true; // the sandbox has one schema only
            }
        }
    }
    for (auto i = module.globalMatch(sql); i.hasNext();) {
        const auto one = i.next();
        QStringList values;
        for (auto j = text.globalMatch(one.captured(2)); j.hasNext();)
            values.append(j.next().captured(1).replace(u"''"_s, u"'"_s));
        values.resize(2);
        const QString what = one.captured(1).toUpper();
        if (what == u"MODULE"_s) {
            m_facts.module = values[0];
            m_facts.action = values[1];
        } else {
            (what == u"ACTION"_s ? m_facts.action : m_facts.clientInfo) = values[0];
        }
        done = true;
    }
    return done;
}

bool ServerSession::mayOnlyRead() const
{
    return m_facts.user.compare(u"reader"_s, Qt::CaseInsensitive) == 0;
}

bool ServerSession::isRefused(const QString &sql) const
{
    static const QRegularExpression changes = regex(
        u"^\\s*(?:ALTER(?!\\s+SESSION)|ANALYZE|COMMENT|CREATE|DELETE|DROP|GRANT|INSERT|LOCK|MERGE|"
        "RENAME|REVOKE|TRUNCATE|UPDATE)\\b"_s);
    return mayOnlyRead() && changes.match(sql).hasMatch();
}

QString ServerSession::withContext(const QString &sql) const
{
    static const QRegularExpression context = regex(
        u"SYS_CONTEXT\\s*\\(\\s*'USERENV'\\s*,\\s*'(SID|SESSIONID|INSTANCE|CURRENT_SCHEMA)'\\s*\\)"_s);
    QString text = sql;
    for (auto match = context.match(text); match.hasMatch(); match = context.match(text)) {
        const QString name = match.captured(1).toUpper();
        const QString value = name == u"CURRENT_SCHEMA"_s ? m_facts.schema
            : name == u"INSTANCE"_s                       ? u"1"_s
                                                          : QString::number(m_facts.sid);
        text.replace(match.capturedStart(), match.capturedLength(), u'\'' + value + u'\'');
    }
    static const QRegularExpression privileges = regex(u"\\bFROM\\s+session_privs\\s*$"_s);
    if (mayOnlyRead())
        text.replace(privileges, u"FROM session_privs WHERE privilege = 'CREATE SESSION'"_s);
    return text;
}

Answer ServerSession::execute(const QString &sql, const Values &binds)
{
    static const QRegularExpression cancel =
        regex(u"^\\s*ALTER\\s+SYSTEM\\s+CANCEL\\s+SQL\\s+'([^']*)'\\s*$"_s);
    static const QRegularExpression view = regex(u"\\bFROM\\s+gv\\$session\\b"_s);
    if (const auto match = cancel.match(sql); match.hasMatch())
        return cancelSql(match.captured(1));
    if (view.match(sql).hasMatch())
        return describeSession(binds);
    if (isRefused(sql))
        return refused(1031, u"insufficient privileges"_s);
    {
        const std::lock_guard lock(server().mutex);
        if (notesSetting(sql))
            return {};
        m_running = true;
        m_cancelled = false;
    }
    Answer answer = m_backend->execute(withContext(sql), binds);
    const std::lock_guard lock(server().mutex);
    m_running = false;
    return answer;
}

} // namespace Standin
