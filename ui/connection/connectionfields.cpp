// SPDX-License-Identifier: MIT
#include "ui/connection/connectionfields.h"

#include "database/connectionurl.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

using Kind = ConnectionFields::Kind;
constexpr auto secure = "tcps://"_L1;

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::ConnectionFields", text);
}

// HOST:PORT/SERVICE, an IPv6 address in brackets.
QString place(const ConnectionFields &fields)
{
    const QString host = fields.host.trimmed();
    return u"%1:%2/%3"_s.arg(host.contains(u':') ? u'[' + host + u']' : host,
                             QString::number(fields.port), fields.service.trimmed());
}

} // namespace

QString missingField(const ConnectionFields &fields)
{
    switch (fields.kind) {
    case Kind::Host:
        if (fields.host.trimmed().isEmpty())
            return tr("Name the host.");
        if (fields.service.trimmed().isEmpty())
            return tr("Name the service, like XEPDB1.");
        return {};
    case Kind::Alias:
    case Kind::Wallet:
        return fields.alias.trimmed().isEmpty() ? tr("Choose an alias.") : QString();
    case Kind::Descriptor:
        return fields.descriptor.trimmed().startsWith(u'(')
            ? QString()
            : tr("Paste the descriptor: (DESCRIPTION=…).");
    case Kind::Sandbox:
        return fields.file.trimmed().isEmpty() ? tr("Name the sandbox's file.") : QString();
    }
    return {};
}

QString urlOf(const ConnectionFields &fields)
{
    if (!missingField(fields).isEmpty())
        return {};
    const QString user = fields.user.trimmed();
    const QString head = u"oracle://%1@"_s.arg(user.isEmpty() ? u"/"_s : user);
    switch (fields.kind) {
    case Kind::Host:
        return head + (fields.tls ? secure : ""_L1) + place(fields);
    case Kind::Alias:
        return head + fields.alias.trimmed();
    case Kind::Wallet:
        return u"oracle:///@"_s + fields.alias.trimmed();
    case Kind::Descriptor: {
        // A line of athanor.toml: blanks between the parentheses mean nothing to Oracle Net.
        return head + fields.descriptor.simplified();
    }
    case Kind::Sandbox:
        return u"sandbox:"_s + fields.file.trimmed();
    }
    return {};
}

ConnectionFields fieldsOf(const QString &url)
{
    ConnectionFields fields;
    if (url.startsWith("sandbox:"_L1)) {
        fields.kind = Kind::Sandbox;
        fields.file = url.sliced(8); // as written: parseConnectionUrl() makes it absolute
        return fields;
    }
    const Result<ConnectionUrl> parsed = parseConnectionUrl(url, {});
    if (!parsed)
        return fields;
    fields.user = parsed->user;
    if (!parsed->host.isEmpty()) {
        fields.host = parsed->host;
        fields.port = parsed->port;
        fields.service = parsed->service;
        return fields;
    }
    const QString &service = parsed->service;
    if (service.startsWith(u'(')) {
        fields.kind = Kind::Descriptor;
        fields.descriptor = service;
    } else if (service.startsWith(secure)) {
        const Result<ConnectionUrl> inner =
            parseConnectionUrl(u"oracle://x@"_s + service.sliced(secure.size()), {});
        if (inner && !inner->host.isEmpty()) {
            fields.host = inner->host;
            fields.port = inner->port;
            fields.service = inner->service;
            fields.tls = true;
        } else {
            fields.kind = Kind::Alias;
            fields.alias = service;
        }
    } else {
        fields.kind = parsed->user.isEmpty() ? Kind::Wallet : Kind::Alias;
        fields.alias = service;
    }
    return fields;
}

} // namespace Athanor
