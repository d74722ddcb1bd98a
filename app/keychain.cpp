// SPDX-License-Identifier: MIT
#include "keychain.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEventLoop>
#include <QtCore/QTimer>

#ifdef ATHANOR_HAS_KEYCHAIN
#include <qt6keychain/keychain.h>
#endif

#include <memory>

using namespace Qt::StringLiterals;

namespace Athanor {

#ifdef ATHANOR_HAS_KEYCHAIN
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Keychain", text);
}

// What a job answered. Shared with the job, which may outlive whoever waits for it.
struct Outcome
{
    bool finished = false;
    QKeychain::Error error = QKeychain::OtherError;
    QString says;
    QString password;
};

class Keychain : public PasswordStore
{
public:
    Result<QString> read(const QString &place) override
    {
        const auto outcome = run(new QKeychain::ReadPasswordJob(service()), place);
        if (outcome->error == QKeychain::EntryNotFound)
            return QString();
        if (const Result<> well = wellOrWhy(*outcome); !well)
            return Failure(well.error());
        return outcome->password;
    }

    Result<> write(const QString &place, const QString &password) override
    {
        auto *job = new QKeychain::WritePasswordJob(service());
        job->setTextData(password);
        return wellOrWhy(*run(job, place));
    }

    Result<> remove(const QString &place) override
    {
        const auto outcome = run(new QKeychain::DeletePasswordJob(service()), place);
        if (outcome->error == QKeychain::EntryNotFound)
            return {};
        return wellOrWhy(*outcome);
    }

private:
    static QString service() { return u"athanor"_s; }

    // A bus that does not answer must not hold up a script, and a person needs time to unlock.
    static int patience()
    {
        return qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS") ? 3000 : 60000;
    }

    static std::shared_ptr<Outcome> run(QKeychain::Job *job, const QString &place)
    {
        const auto outcome = std::make_shared<Outcome>();
        QEventLoop loop;
        // It deletes itself when it is done, which may be after we have given up.
        job->setAutoDelete(true);
        job->setInsecureFallback(false); // never a plain settings file
        job->setKey(place);
        QObject::connect(job, &QKeychain::Job::finished, job, [job, outcome] {
            outcome->finished = true;
            outcome->error = job->error();
            outcome->says = job->errorString();
            if (const auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(job))
                outcome->password = reading->textData();
        });
        QObject::connect(job, &QKeychain::Job::finished, &loop, &QEventLoop::quit);
        QTimer::singleShot(patience(), &loop, &QEventLoop::quit);
        job->start();
        if (!outcome->finished)
            loop.exec();
        return outcome;
    }

    static Result<> wellOrWhy(const Outcome &outcome)
    {
        if (!outcome.finished)
            return failure(ErrorKind::Connection, tr("The keychain does not answer."));
        switch (outcome.error) {
        case QKeychain::NoError:
            return {};
        case QKeychain::AccessDenied:
        case QKeychain::AccessDeniedByUser:
            return failure(ErrorKind::Connection, tr("The keychain was not unlocked."));
        case QKeychain::NoBackendAvailable:
            return failure(ErrorKind::Connection,
                           tr("There is no keychain here: no Secret Service (GNOME Keyring, "
                              "KeePassXC…) and no KWallet is running."));
        case QKeychain::NotImplemented:
        case QKeychain::EntryNotFound:
        case QKeychain::CouldNotDeleteEntry:
        case QKeychain::OtherError:
            break;
        }
        return failure(ErrorKind::Connection,
                       tr("The keychain cannot be used: %1").arg(outcome.says));
    }
};

} // namespace
#endif

PasswordStore *keychain()
{
#ifdef ATHANOR_HAS_KEYCHAIN
    static Keychain theKeychain;
    return &theKeychain;
#else
    return nullptr;
#endif
}

} // namespace Athanor
