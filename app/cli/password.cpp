// SPDX-License-Identifier: MIT
#include "cli/password.h"

#include "cli/text.h"

#include <QtCore/QEventLoop>
#include <QtCore/QTimer>

#ifdef ATHANOR_HAS_KEYCHAIN
#include <qt6keychain/keychain.h>
#endif

#include <map>
#include <memory>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString fromKeychain(const QString &key)
{
#ifdef ATHANOR_HAS_KEYCHAIN
    QKeychain::ReadPasswordJob job(u"athanor"_s);
    job.setAutoDelete(false);
    job.setKey(key);
    QEventLoop loop;
    QObject::connect(&job, &QKeychain::Job::finished, &loop, &QEventLoop::quit);
    // A session bus that does not answer must not hold up a script.
    QTimer::singleShot(5000, &loop, &QEventLoop::quit);
    job.start();
    loop.exec();
    return job.error() == QKeychain::NoError ? job.textData() : QString();
#else
    Q_UNUSED(key)
    return {};
#endif
}

} // namespace

Session::PasswordSource passwordSource(Terminal &terminal)
{
    // Shared by the copies std::function makes of itself.
    const auto known = std::make_shared<std::map<QString, QString>>();
    return [&terminal, known](const ConnectionUrl &url) -> QString {
        if (const QString password = qEnvironmentVariable("ATHANOR_PASSWORD"); !password.isEmpty())
            return password;
        const QString place = describe(url);
        if (const auto kept = known->find(place); kept != known->end())
            return kept->second;
        QString password = fromKeychain(place);
        if (password.isEmpty() && terminal.canAsk())
            password = terminal.askSecret(tr("Password for %1:").arg(place));
        (*known)[place] = password;
        return password;
    };
}

} // namespace Athanor
