// SPDX-License-Identifier: MIT
// The way to a session: driver, client, login, and what is set once at its beginning.
#include "database/sessionprivate.h"

#include "database/drivererror.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QMutex>
#include <QtCore/QSysInfo>

#include <atomic>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// By name only: room sandbox is not known here.
constexpr QLatin1StringView sandboxDriver{"ATHANOR_SANDBOX"};
constexpr QLatin1StringView oracleDriver{"QOCI"};
QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Session", text);
}

// The driver is there, what it needs is not.
Failure noClient(const QString &details)
{
    const QString message =
        tr("Qt's Oracle driver is there, but Oracle's client library is not found or not whole. "
           "Install Oracle Instant Client (Basic or Basic Light) and name its folder in "
           "ATHANOR_ORACLE_CLIENT, athanor.toml or the settings; “athanor doctor” says which part "
           "is missing.");
    return Failure(Error{ErrorKind::Connection, message, 0, {}, details});
}

Failure noDriver(const QString &driver, const QString &details)
{
    if (driver == sandboxDriver)
        return failure(ErrorKind::Connection, tr("The sandbox is not part of this program."));
    if (QSqlDatabase::isDriverAvailable(driver))
        return noClient(details);
    const QString message =
        tr("Qt's Oracle driver (QOCI) is not installed. Run “athanor-dev setup” to build it, or "
           "use a Qt that brings it; “athanor doctor” says where it is looked for.");
    Error error{ErrorKind::Connection, message, 0, {}, details};
    return Failure(error);
}

// No destructor of this list ever runs, and it stays reachable: nothing leaks.
void keepToTheEnd(const QSqlDatabase &database)
{
    static auto &kept = *new QList<QSqlDatabase>;
    static QMutex mutex; // sessions open on any thread
    const QMutexLocker locked(&mutex);
    kept.append(database);
}

} // namespace

Result<> Session::Private::connect()
{
    static std::atomic<int> serial{0};
    const QString driver = isSandbox() ? QString(sandboxDriver) : QString(oracleDriver);
    if (!QSqlDatabase::isDriverAvailable(driver))
        return noDriver(driver, {});
    connectionName = u"athanor-%1"_s.arg(++serial);
    database = QSqlDatabase::addDatabase(driver, connectionName);
    if (!database.isValid())
        return noDriver(driver, database.lastError().driverText());
    if (database.lastError().type() == QSqlError::ConnectionError) {
        // No client environment: open() would crash, and so does destroying the driver (qoci.md
        // 4.3). It is left alone, to the end of the process too.
        const QSqlError error = database.lastError();
        keepToTheEnd(database);
        connectionName.clear();
        database = QSqlDatabase();
        return noClient(error.text());
    }

    database.setNumericalPrecisionPolicy(
        QSql::HighPrecision); // before the first query: 38 digits, as text

    if (isSandbox()) {
        database.setDatabaseName(url.path);
        if (!url.release.isEmpty())
            database.setConnectOptions(u"ATHANOR_VERSION="_s + url.release);
        if (!database.open()) {
            Error error = toError(database.lastError(), ErrorKind::Connection);
            error.kind = ErrorKind::Connection;
            error.context = describe(url);
            return Failure(error);
        }
        return {};
    }
    database.setDatabaseName(oracleConnectText(url));
    // Reading a dictionary is fetching: many rows a round trip, as far as 32 MB go.
    database.setConnectOptions(u"OCI_ATTR_PREFETCH_ROWS=5000;OCI_ATTR_PREFETCH_MEMORY=32000000"_s);
    QString secret;
    if (!url.user.isEmpty()) { // without a user, OCI_CRED_EXT: the wallet knows both
        if (!password)
            return failure(ErrorKind::Connection,
                           tr("%1 needs a password: set ATHANOR_PASSWORD or use a wallet.")
                               .arg(describe(url)));
        secret = password(url);
    }
    const bool opened = database.open(url.user, secret); // keeps no copy of it
    if (!opened) {
        Error error = toError(database.lastError(), ErrorKind::Connection);
        error.kind = ErrorKind::Connection;
        if (!secret.isEmpty())
            error.message.replace(secret, u"…"_s);
        error.context =
            error.context.isEmpty() ? describe(url) : describe(url) + u". "_s + error.context;
        return Failure(error);
    }
    return {};
}

// For whoever looks at V$SESSION; an account without EXECUTE on it does without.
void Session::Private::nameProgram()
{
    const QString host = QSysInfo::machineHostName().left(40).replace(u'\'', u' ');
    (void)run(u"BEGIN DBMS_APPLICATION_INFO.SET_MODULE('Athanor', 'migration'); "
              "DBMS_APPLICATION_INFO.SET_CLIENT_INFO('%1, pid %2'); END;"_s.arg(
                  host, QString::number(QCoreApplication::applicationPid())),
              {});
}

// The driver's transaction mode: one round trip; with a schema in the URL, one more.
Result<> Session::Private::beginWork()
{
    committing = std::make_unique<QSqlQuery>(database);
    committing->setForwardOnly(true);
    if (!database.transaction())
        return Failure(toError(database.lastError(), ErrorKind::Connection));
    if (url.schema.isEmpty())
        return {};
    const Result<QSqlQuery> done =
        run(u"ALTER SESSION SET CURRENT_SCHEMA = "_s + writtenName(url.schema), {});
    return done ? Result<>() : Result<>(Failure(done.error()));
}

// Three round trips besides.
Result<> Session::Private::setUp()
{
    if (isSandbox()) {
        const Result<Rows> rows = query(u"SELECT USER FROM DUAL"_s);
        if (!rows)
            return Failure(rows.error());
        user = rows->rows.front().front().toString();
        loginUser = user;
        return {};
    }
    if (Result<> begun = beginWork(); !begun)
        return begun;
    // Numbers and dates mean the same whatever the client's locale, lengths what the model says;
    // DDL waits for a busy table instead of failing at once with ORA-00054.
    const QString set =
        u"ALTER SESSION SET NLS_NUMERIC_CHARACTERS = '.,' NLS_DATE_FORMAT = 'YYYY-MM-DD "
        u"HH24:MI:SS' "
        "NLS_TIMESTAMP_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF' "
        "NLS_TIMESTAMP_TZ_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF TZH:TZM' "
        "NLS_LENGTH_SEMANTICS = BYTE DDL_LOCK_TIMEOUT = 10"_s;
    if (const Result<QSqlQuery> done = run(set, {}); !done)
        return Failure(done.error());
    nameProgram();
    const Result<Rows> rows =
        query(u"SELECT SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA') AS current_schema, USER, "
              "SYS_CONTEXT('USERENV', 'INSTANCE') AS instance, SYS_CONTEXT('USERENV', 'SID') AS "
              "sid, SYS_CONTEXT('USERENV', 'SESSIONID') AS audsid FROM DUAL"_s);
    if (!rows)
        return Failure(rows.error());
    const Row &row = rows->rows.front();
    user = row[0].toString();
    loginUser = row[1].toString();
    place = {row[2].toString(), row[3].toString(), row[4].toString()};
    return {};
}

Result<std::unique_ptr<Session>> Session::open(const ConnectionUrl &url,
                                               const PasswordSource &password)
{
    auto priv = std::make_unique<Private>();
    priv->url = url;
    priv->password = password;
    std::unique_ptr<Session> session(new Session(std::move(priv)));
    if (const Result<> connected = session->d->connect(); !connected)
        return Failure(connected.error());
    if (const Result<> set = session->d->setUp(); !set)
        return Failure(set.error());
    return session;
}

Result<std::unique_ptr<Session>> Session::openAnother()
{
    if (isSandbox() && d->url.path == ":memory:"_L1)
        return failure(ErrorKind::Unsupported, tr("A sandbox in memory has one session only."));
    if (isSandbox())
        return open(d->url, d->password);
    auto priv = std::make_unique<Private>();
    priv->url = d->url;
    priv->password = d->password;
    priv->user = d->user;
    priv->loginUser = d->loginUser;
    std::unique_ptr<Session> session(new Session(std::move(priv)));
    if (const Result<> connected = session->d->connect(); !connected)
        return Failure(connected.error());
    if (const Result<> begun = session->d->beginWork(); !begun)
        return Failure(begun.error());
    session->d->nameProgram();
    return session;
}

} // namespace Athanor
