// SPDX-License-Identifier: MIT
#include "database/connectionurl.h"

#include "schema/name.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::ConnectionUrl", text);
}

Failure unreadable(const QString &why)
{
    return failure(ErrorKind::Usage, why);
}

Result<ConnectionUrl> parseSandbox(const QString &rest, const QString &baseDirectory)
{
    ConnectionUrl url;
    url.kind = ConnectionUrl::Kind::Sandbox;
    if (rest == ":memory:"_L1) {
        url.path = rest;
        return url;
    }
    if (rest.trimmed().isEmpty())
        return unreadable(tr("“sandbox:” needs a file name after it, or “:memory:”."));
    url.path = QDir::cleanPath(
        QFileInfo(rest).isAbsolute() ? rest : QDir(baseDirectory).absoluteFilePath(rest));
    return url;
}

// HOST[:PORT]/SERVICE, the host possibly an IPv6 address in brackets.
Result<> parseHost(const QString &place, ConnectionUrl &url)
{
    const qsizetype slash = place.indexOf(u'/');
    QString host = place.left(slash);
    url.service = place.mid(slash + 1);
    const qsizetype bracket = host.startsWith(u'[') ? host.indexOf(u']') : -1;
    const qsizetype colon = host.indexOf(u':', bracket + 1);
    if (colon >= 0) {
        bool isNumber = false;
        url.port = QStringView(host).sliced(colon + 1).toInt(&isNumber);
        if (!isNumber || url.port < 1 || url.port > 65535)
            return unreadable(tr("The port in the target's URL must be a number from 1 to 65535."));
        host.truncate(colon);
    }
    url.host = bracket > 0 ? host.sliced(1, bracket - 1) : host;
    if (url.host.isEmpty() || url.service.isEmpty())
        return unreadable(
            tr("An Oracle URL needs a host and a service: oracle://user@host:port/service."));
    for (const QString *part : {&url.host, &url.service}) {
        if (part->contains(u'(') || part->contains(u')') || part->contains(u'='))
            return unreadable(tr("Host and service must not contain parentheses or equal signs; a "
                                 "whole descriptor goes "
                                 "behind the @: oracle://user@(DESCRIPTION=…)."));
    }
    return {};
}

Result<ConnectionUrl> parseOracle(QString rest)
{
    ConnectionUrl url;
    url.kind = ConnectionUrl::Kind::Oracle;
    static const QString option = u"?schema="_s; // EZConnect's own options keep their question mark
    if (const qsizetype at = rest.lastIndexOf(option); at >= 0) {
        const QString written = rest.sliced(at + option.size());
        url.schema = storedName(written);
        if (url.schema.isEmpty() || url.schema.contains(u'"'))
            return unreadable(tr("“?schema=” needs the name of a schema after it."));
        rest.truncate(at);
    }
    // A descriptor and a service hold no @, a user may in quotes: the last one before a parenthesis
    // divides.
    const qsizetype parenthesis = rest.indexOf(u'(');
    const qsizetype at = rest.lastIndexOf(u'@', parenthesis < 0 ? -1 : parenthesis);
    if (at < 0)
        return unreadable(
            tr("An Oracle URL names the user and the place: oracle://user@host:port/service, "
               "oracle://user@TNSALIAS, or oracle:///@WALLET_ALIAS."));
    QString user = rest.left(at);
    const QString place = rest.mid(at + 1);
    if (user == "/"_L1)
        user.clear(); // the wallet knows the user
    else if (user.isEmpty())
        return unreadable(tr(
            "The URL names no user. Write oracle://user@… or, with a wallet, oracle:///@ALIAS."));
    if (user.contains(u':') || (user.contains(u'/') && !user.startsWith(u'"')))
        return unreadable(tr("A URL must not hold a password. Take it out; Athanor asks for it, or "
                             "reads the wallet or "
                             "ATHANOR_PASSWORD."));
    if (place.isEmpty())
        return unreadable(tr("The URL names no place to connect to after the @."));
    url.user = user;
    if (place.startsWith(u'(') || place.contains("://"_L1) || !place.contains(u'/')) {
        if (!place.startsWith(u'(') && !place.contains("://"_L1) && place.contains(u':'))
            return unreadable(
                tr("The URL names a host but no service: oracle://user@host:port/service."));
        url.service = place;
        return url;
    }
    if (const Result<> host = parseHost(place, url); !host)
        return Failure(host.error());
    return url;
}

} // namespace

Result<ConnectionUrl> parseConnectionUrl(const QString &url, const QString &baseDirectory)
{
    if (url.startsWith("sandbox:"_L1))
        return parseSandbox(url.sliced(8), baseDirectory);
    if (url.startsWith("oracle://"_L1))
        return parseOracle(url.sliced(9));
    return unreadable(tr("A target's URL begins with “sandbox:” or “oracle://”."));
}

QString oracleConnectText(const ConnectionUrl &url)
{
    if (url.host.isEmpty())
        return url.service;
    return u"(DESCRIPTION=(CONNECT_TIMEOUT=%1)(ADDRESS=(PROTOCOL=TCP)(HOST=%2)(PORT=%3))(CONNECT_DATA=(SERVICE_NAME=%4)))"_s
        .arg(QString::number(oracleConnectTimeout), url.host, QString::number(url.port),
             url.service);
}

QString describe(const ConnectionUrl &url)
{
    switch (url.kind) {
    case ConnectionUrl::Kind::Sandbox:
        return url.path == ":memory:"_L1 ? tr("sandbox in memory")
                                         : tr("sandbox %1").arg(QFileInfo(url.path).fileName());
    case ConnectionUrl::Kind::Oracle:
        break;
    }
    QString place = url.service;
    if (!url.host.isEmpty())
        place = u"%1:%2/%3"_s.arg(url.host, QString::number(url.port), url.service);
    if (!url.schema.isEmpty())
        place += tr(", schema %1").arg(url.schema);
    return url.user.isEmpty() ? u"@"_s + place : u"%1@%2"_s.arg(url.user, place);
}

} // namespace Athanor
