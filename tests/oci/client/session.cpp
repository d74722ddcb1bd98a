// SPDX-License-Identifier: MIT
// Server, session, transaction. What can be connected to:
//
//   //host:1521/SERVICE or a descriptor with SERVICE_NAME, where SERVICE.sandbox may be made in the
//   service folder; port 1522 and up: no listener; a service in lower case with "unknown" in it:
//   ORA-12514; SID=: ORA-12505; anything else is a TNS alias that is not there. Users: see begin().
#include "handles.h"
#include "rules.h"
#include "trip.h"

#include <QtCore/QDir>
#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;
using namespace Standin;

namespace {

// The service that a connect text names, or the error that the listener gives.
struct Resolution
{
    int code = 0;
    QString text;
    QString service;
};

Resolution resolve(const QString &connect)
{
    static const QRegularExpression easy(
        u"^(?://)?([\\w.-]+)(?::(\\d+))?/([\\w.$-]+)(?:\\?.*)?$"_s);
    static const QRegularExpression named(u"SERVICE_NAME\\s*=\\s*([\\w.$-]+)"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression port(u"PORT\\s*=\\s*(\\d+)"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression sid(u"\\bSID\\s*="_s,
                                        QRegularExpression::CaseInsensitiveOption);

    Resolution resolution;
    int portNumber = 1521;
    if (const auto match = easy.match(connect); match.hasMatch()) {
        if (!match.captured(2).isEmpty())
            portNumber = match.captured(2).toInt();
        resolution.service = match.captured(3);
    } else if (connect.startsWith(u'(')) {
        if (sid.match(connect).hasMatch()) {
            return {12505,
                    u"TNS:listener does not currently know of SID given in connect descriptor"_s,
                    {}};
        }
        resolution.service = named.match(connect).captured(1);
        if (const auto given = port.match(connect); given.hasMatch())
            portNumber = given.captured(1).toInt();
    } else {
        return {12154, u"TNS:could not resolve the connect identifier specified"_s, {}};
    }
    if (portNumber != 1521)
        return {12541, u"TNS:no listener"_s, {}};
    if (resolution.service.isEmpty() || resolution.service.contains(u"unknown"_s)) {
        return {
            12514,
            u"TNS:listener does not currently know of service requested in connect descriptor"_s,
            {}};
    }
    return resolution;
}

sword logOn(OCISvcCtx *service, OCIError *error, const OCISession *session, ub4 credentials)
{
    if (credentials == OCI_CRED_RDBMS) {
        // The users of a test say by their names what is the matter with them.
        if (session->password != u"tiger"_s)
            return fail(error, 1017, u"invalid username/password; logon denied"_s);
        if (session->user.compare(u"locked"_s, Qt::CaseInsensitive) == 0)
            return fail(error, 28000, u"the account is locked"_s);
        if (session->user.compare(u"expired"_s, Qt::CaseInsensitive) == 0)
            return fail(error, 28001, u"the password has expired"_s);
        if (session->user.compare(u"nobody"_s, Qt::CaseInsensitive) == 0)
            return fail(error, 1045, u"user NOBODY lacks CREATE SESSION privilege; logon denied"_s);
    }
    Answer problem;
    const QString file =
        QDir(serviceFolder()).filePath(service->server->service.toLower() + u".sandbox"_s);
    std::unique_ptr<Backend> backend = Backend::open(file, session->user.toUpper(), &problem);
    if (!backend)
        return fail(error, problem.code, problem.message);
    service->place = ServerSession::logOn(std::move(backend), session->user.toUpper());
    service->lost = false;
    if (session->user.compare(u"expiring"_s, Qt::CaseInsensitive) == 0) {
        return fail(error, 28002, u"the password will expire within 7 days"_s,
                    OCI_SUCCESS_WITH_INFO);
    }
    return OCI_SUCCESS;
}

sword endTransaction(OCISvcCtx *service, OCIError *error, const char *function, bool keep)
{
    const ServerWork work;
    if (!handle<OCISvcCtx>(service, OCI_HTYPE_SVCCTX))
        return OCI_INVALID_HANDLE;
    Trip trip(function, service, error);
    if (trip.hasEnded())
        return trip.result();
    const Answer answer = keep ? service->place->commit() : service->place->rollback();
    return trip.back(answer.code == 0 ? OCI_SUCCESS : fail(error, answer.code, answer.message));
}

} // namespace

sword OCIServerAttach(OCIServer *server, OCIError *error, const OraText *connect, sb4 length, ub4)
{
    if (!handle<OCIServer>(server, OCI_HTYPE_SERVER))
        return OCI_INVALID_HANDLE;
    Trip trip("OCIServerAttach", nullptr, error);
    if (trip.hasEnded())
        return trip.result();
    const Resolution resolution = resolve(fromUtf16(connect, size_t(length)).trimmed());
    if (resolution.code != 0)
        return fail(error, resolution.code, resolution.text);
    server->service = resolution.service;
    return OCI_SUCCESS;
}

sword OCIServerDetach(OCIServer *server, OCIError *error, ub4)
{
    if (!handle<OCIServer>(server, OCI_HTYPE_SERVER))
        return OCI_INVALID_HANDLE;
    Trip trip("OCIServerDetach", nullptr, error);
    return trip.hasEnded() ? trip.result() : OCI_SUCCESS;
}

sword OCISessionBegin(OCISvcCtx *service, OCIError *error, OCISession *session, ub4 credentials,
                      ub4)
{
    if (!handle<OCISvcCtx>(service, OCI_HTYPE_SVCCTX) || !service->server
        || !handle<OCISession>(session, OCI_HTYPE_SESSION))
        return OCI_INVALID_HANDLE;
    Trip trip("OCISessionBegin", nullptr, error);
    return trip.hasEnded() ? trip.result() : logOn(service, error, session, credentials);
}

sword OCISessionEnd(OCISvcCtx *service, OCIError *error, OCISession *, ub4)
{
    if (!handle<OCISvcCtx>(service, OCI_HTYPE_SVCCTX))
        return OCI_INVALID_HANDLE;
    Trip trip("OCISessionEnd", service, error);
    if (trip.hasEnded())
        return trip.result();
    (void)service->place->commit(); // a normal logoff commits
    service->place.reset();
    return OCI_SUCCESS;
}

sword OCIServerVersion(void *pointer, OCIError *error, OraText *buffer, ub4 size, ub1)
{
    auto *service = handle<OCISvcCtx>(pointer, OCI_HTYPE_SVCCTX);
    if (!service)
        return OCI_INVALID_HANDLE;
    Trip trip("OCIServerVersion", service, error);
    if (trip.hasEnded())
        return trip.result();
    toUtf16(u"Oracle Database 19c Stand-in Release 19.0.0.0.0 - Production"_s, buffer, size);
    return OCI_SUCCESS;
}

// A round trip, says Oracle's table; the transaction itself begins with its first statement.
sword OCITransStart(OCISvcCtx *service, OCIError *error, uword, ub4)
{
    if (!handle<OCISvcCtx>(service, OCI_HTYPE_SVCCTX))
        return OCI_INVALID_HANDLE;
    Trip trip("OCITransStart", service, error);
    return trip.hasEnded() ? trip.result() : OCI_SUCCESS;
}

sword OCITransCommit(OCISvcCtx *service, OCIError *error, ub4)
{
    return endTransaction(service, error, "OCITransCommit", true);
}

sword OCITransRollback(OCISvcCtx *service, OCIError *error, ub4)
{
    return endTransaction(service, error, "OCITransRollback", false);
}
