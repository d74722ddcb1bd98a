// SPDX-License-Identifier: MIT
#include "migrate/passwordstore.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace Athanor {

PasswordStore::~PasswordStore() = default;

QString passwordPlace(const ConnectionUrl &url)
{
    // Neither translated nor of a schema: the password is the user's, in every language.
    const QString place = url.host.isEmpty()
        ? url.service
        : u"%1:%2/%3"_s.arg(url.host, QString::number(url.port), url.service);
    return url.user + u'@' + place;
}

Passwords::Passwords(PasswordStore *store, Ask ask)
    : m_store(store)
    , m_ask(std::move(ask))
{ }

QString Passwords::passwordFor(const ConnectionUrl &url)
{
    const QString place = passwordPlace(url);
    if (const auto known = m_known.find(place); known != m_known.end())
        return known->second.password;
    if (m_store) {
        const Result<QString> kept = m_store->read(place);
        if (!kept)
            m_storeProblem = kept.error().message;
        else if (!kept->isEmpty())
            return (m_known[place] = {*kept, PasswordOrigin::Keychain}).password;
    }
    if (const QString given = qEnvironmentVariable("ATHANOR_PASSWORD");
        !given.isEmpty() && m_forgotten.count(place) == 0)
        return (m_known[place] = {given, PasswordOrigin::Environment}).password;
    const QString asked = m_ask ? m_ask(url) : QString();
    if (asked.isNull())
        return {}; // gave up: ask again the next time
    return (m_known[place] = {asked, PasswordOrigin::Asked}).password;
}

void Passwords::give(const ConnectionUrl &url, const QString &password)
{
    m_known[passwordPlace(url)] = {password, PasswordOrigin::Asked};
}

PasswordOrigin Passwords::origin(const ConnectionUrl &url) const
{
    const auto known = m_known.find(passwordPlace(url));
    return known == m_known.end() ? PasswordOrigin::None : known->second.origin;
}

Result<> Passwords::remember(const ConnectionUrl &url)
{
    const auto tr = [](const char *text) {
        return QCoreApplication::translate("Athanor::Passwords", text);
    };
    const QString place = passwordPlace(url);
    const auto known = m_known.find(place);
    if (known == m_known.end() || known->second.password.isEmpty())
        return failure(ErrorKind::Usage, tr("There is no password of %1 to remember.").arg(place));
    if (!m_store)
        return failure(ErrorKind::Connection, tr("This Athanor was built without a keychain."));
    return m_store->write(place, known->second.password);
}

Result<> Passwords::forget(const ConnectionUrl &url)
{
    const auto tr = [](const char *text) {
        return QCoreApplication::translate("Athanor::Passwords", text);
    };
    const QString place = passwordPlace(url);
    m_known.erase(place);
    m_forgotten.insert(place);
    if (!m_store)
        return failure(ErrorKind::Connection, tr("This Athanor was built without a keychain."));
    return m_store->remove(place);
}

} // namespace Athanor
