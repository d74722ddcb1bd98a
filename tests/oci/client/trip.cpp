// SPDX-License-Identifier: MIT
#include "trip.h"

#include "serversession.h"

#include <chrono>
#include <thread>

using namespace Qt::StringLiterals;

namespace Standin {

Trip::Trip(const char *function, OCISvcCtx *service, OCIError *error, const QString &sql,
           bool travels)
    : m_service(service)
    , m_error(error)
{
    noteCall(travels);
    if (service && (service->lost || !service->place)) {
        m_result = fail(error, 3114, u"not connected to ORACLE"_s);
        return;
    }
    const std::optional<Rule> rule = ruleFor(function, sql, travels);
    if (!rule)
        return;
    switch (rule->action) {
    case Rule::Fail:
        m_result = fail(error, rule->code, u"as a rule of the test says"_s);
        break;
    case Rule::DropConnection:
        m_result = loseConnection();
        break;
    case Rule::DropAnswer:
        m_answerIsLost = true;
        break;
    case Rule::Hang:
    case Rule::HangForGood:
        if (!service) // there is no session yet that anybody could cancel
            std::this_thread::sleep_for(std::chrono::milliseconds(rule->milliseconds));
        else if (service->place->hang(rule->milliseconds, rule->action == Rule::HangForGood)
                 == ServerSession::Woken::Cancelled)
            m_result = fail(error, 1013, u"user requested cancel of current operation"_s);
        break;
    }
}

// The server notices and ends the session: what was not committed is gone.
sword Trip::loseConnection()
{
    if (!m_service) // of a connection that is just being made
        return fail(m_error, 12537, u"TNS:connection closed"_s);
    (void)m_service->place->rollback();
    m_service->place.reset();
    m_service->lost = true;
    return fail(m_error, 3113, u"end-of-file on communication channel"_s);
}

sword Trip::back(sword done)
{
    return m_answerIsLost ? loseConnection() : done;
}

} // namespace Standin
