// SPDX-License-Identifier: MIT
#include "database/session.h"

#include "database/connectionadvice.h"
#include "database/drivertext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QThread>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlDriver>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>
#include <QtSql/QSqlRecord>

#include <atomic>
#include <optional>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// By name only: room sandbox is not known here.
constexpr QLatin1StringView sandboxDriver{"ATHANOR_SANDBOX"};
constexpr QLatin1StringView oracleDriver{"QOCI"};
// The sandbox's nativeErrorCode() for a statement that it does not model and did not run.
constexpr QLatin1StringView sandboxNotModelled{"NOT-MODELLED"};

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Session", text);
}

// "ORA-00942: table or view does not exist\n" without its number, which Error carries and says
// itself. Only for people: nothing is decided by it, the texts are translated.
QString withoutCode(QString text)
{
    text = text.trimmed();
    if (text.startsWith("ORA-"_L1)) {
        if (const qsizetype colon = text.indexOf(": "_L1); colon > 4 && colon <= 12)
            return text.sliced(colon + 2);
    }
    return text;
}

Error toError(const QSqlError &error, ErrorKind otherwise)
{
    Error result;
    result.oraCode = error.nativeErrorCode().toInt();
    if (result.oraCode < 0 || result.oraCode > 99999)
        result.oraCode = 0; // the driver gives garbage where it has no error handle (qoci.md 1.3)
    result.kind = isConnectionCode(result.oraCode) ? ErrorKind::Connection
        : result.oraCode == 1013
        ? ErrorKind::Cancelled // user requested cancel of current operation
        : error.nativeErrorCode() == "NOT-MODELLED"_L1
        ? ErrorKind::Unsupported // the sandbox's word for what it was not taught (sandboxdriver.h)
        : otherwise;
    if (error.nativeErrorCode() == sandboxNotModelled)
        result.kind = ErrorKind::Unsupported;
    result.message = withoutCode(error.databaseText());
    if (result.message.isEmpty())
        result.message = withoutCode(error.driverText());
    if (result.message.isEmpty())
        result.message = tr("The database gave no reason.");
    result.context = connectionAdvice(result.oraCode);
    return result;
}

Failure noDriver(const QString &driver, const QString &details)
{
    if (driver == sandboxDriver)
        return failure(ErrorKind::Connection, tr("The sandbox is not part of this program."));
    QString message = QSqlDatabase::isDriverAvailable(driver)
        ? tr("Qt's Oracle driver is there, but the Oracle client library is not found. Install "
             "Oracle Instant Client "
             "(Basic or Basic Light) and name its folder in the settings or in LD_LIBRARY_PATH; "
             "“athanor doctor” says "
             "which part is missing.")
        : tr("Qt's Oracle driver (QOCI) is not installed. Run “athanor-dev setup” to build it, or "
             "use a Qt that "
             "brings it; “athanor doctor” says where it is looked for.");
    Error error{ErrorKind::Connection, message, 0, {}, details};
    return Failure(error);
}

// bool and float reach Oracle as texts ("true", "1,5" by locale) if Qt is left to it.
QVariant bindable(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::QString: {
        // The driver keeps the address that utf16() gives and reads it when the statement runs. For
        // text that lies in the program (a literal) utf16() makes a copy, and the driver's is gone
        // by then: another text would be stored. So the text is made to own its characters; an
        // empty one is NULL anyway.
        QString text = value.toString();
        if (text.isEmpty())
            return QVariant(QMetaType::fromType<QString>());
        text.detach();
        return text;
    }
    case QMetaType::Bool:
        return value.toInt();
    case QMetaType::Float:
        return value.toDouble();
    case QMetaType::UnknownType: // an untyped null has no OCI type
        return QVariant(QMetaType::fromType<QString>());
    }
    return value;
}

// Marks outside quotes, as Qt replaces them.
qsizetype countMarks(QStringView sql)
{
    qsizetype count = 0;
    QChar closing;
    for (const QChar c : sql) {
        if (!closing.isNull()) {
            if (c == closing)
                closing = QChar();
        } else if (c == u'\'' || c == u'"') {
            closing = c;
        } else if (c == u'?') {
            ++count;
        }
    }
    return count;
}

} // namespace

struct Session::Private
{
    ConnectionUrl url;
    PasswordSource password;
    QSqlDatabase database;
    QString connectionName;
    QString user;
    QThread *thread = QThread::currentThread();
    bool inTransaction = false;
    std::optional<OracleVersion> version;
    // Oracle's driver decides once, when a query is made, whether what it sends is committed with
    // it (OCI_COMMIT_ON_SUCCESS; qoci.md 2.1, fault 5). So this one is made before the driver is
    // told of a transaction, and every other one after: the session chooses for each statement,
    // without OCITransStart, which would be a round trip (Call Interface Guide, table C-1). Null on
    // the sandbox, whose driver decides when the statement runs. Never clear()ed: that makes
    // another.
    std::unique_ptr<QSqlQuery> committing;

    void checkThread() const { Q_ASSERT(thread == QThread::currentThread()); }
    [[nodiscard]] bool isSandbox() const { return url.kind == ConnectionUrl::Kind::Sandbox; }
    [[nodiscard]] Result<> connect();
    [[nodiscard]] static Result<> send(QSqlQuery &query, const QString &sql,
                                       const std::vector<QVariant> &binds);
    // By a query of its own, which commits nothing of Oracle's.
    [[nodiscard]] Result<QSqlQuery> run(const QString &sql, const std::vector<QVariant> &binds);
    // By the one that commits, where this is asked for and the driver has it.
    [[nodiscard]] Result<Execution> execute(const QString &sql, const std::vector<QVariant> &binds,
                                            bool commits);
    // As a statement on Oracle: the driver's own call would end its transaction mode, too.
    [[nodiscard]] Result<> endTransaction(const QString &statement, bool (QSqlDatabase::*end)());
    [[nodiscard]] Result<std::vector<CompileError>> compileErrors(const CompiledUnit &unit);
    [[nodiscard]] Result<> setUpOracle();
};

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
    if (database.lastError().type()
        == QSqlError::ConnectionError) // no client environment: open() would crash (qoci.md 4.3)
        return noDriver(driver, database.lastError().text());

    database.setNumericalPrecisionPolicy(
        QSql::HighPrecision); // before the first query: 38 digits, as text

    if (isSandbox()) {
        database.setDatabaseName(url.path);
        if (!database.open()) {
            Error error = toError(database.lastError(), ErrorKind::Connection);
            error.kind = ErrorKind::Connection;
            error.context = describe(url);
            return Failure(error);
        }
        return {};
    }
    database.setDatabaseName(oracleConnectText(url));
    database.setConnectOptions(u"OCI_ATTR_PREFETCH_ROWS=1000;OCI_ATTR_PREFETCH_MEMORY=10000000"_s);
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

Result<> Session::Private::send(QSqlQuery &query, const QString &sql,
                                const std::vector<QVariant> &binds)
{
    bool done = false;
    if (binds.empty()) {
        const std::optional<QString> safe = withoutQtPlaceholders(sql);
        if (!safe)
            return failure(ErrorKind::Unsupported,
                           tr("The statement holds a backtick, brackets and both quotes around "
                              "colons, and Qt's driver "
                              "would take the colons for parameters. Change one of them, in a "
                              "comment perhaps."));
        done = query.exec(*safe);
    } else {
        if (countMarks(sql) != qsizetype(binds.size()))
            return failure(ErrorKind::Usage,
                           tr("The statement has another number of ? than values."));
        done = query.prepare(sql);
        if (done) {
            for (const QVariant &value : binds)
                query.addBindValue(bindable(value));
            done = query.exec();
        }
    }
    if (!done)
        return Failure(toError(query.lastError(), ErrorKind::Statement));
    return {};
}

Result<QSqlQuery> Session::Private::run(const QString &sql, const std::vector<QVariant> &binds)
{
    checkThread();
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (const Result<> sent = send(query, sql, binds); !sent)
        return Failure(sent.error());
    return query;
}

Result<Execution> Session::Private::execute(const QString &sql, const std::vector<QVariant> &binds,
                                            bool commits)
{
    checkThread();
    std::optional<QSqlQuery> own;
    if (!commits || !committing)
        own.emplace(database).setForwardOnly(true);
    QSqlQuery &query = own ? *own : *committing;
    if (const Result<> sent = send(query, sql, binds); !sent)
        return Failure(sent.error());
    Execution execution;
    if (!query.isSelect())
        execution.rowsAffected = query.numRowsAffected();
    return execution;
}

Result<> Session::Private::endTransaction(const QString &statement, bool (QSqlDatabase::*end)())
{
    checkThread();
    inTransaction = false;
    if (!isSandbox()) {
        const Result<QSqlQuery> ended = run(statement, {});
        return ended ? Result<>() : Result<>(Failure(ended.error()));
    }
    if (!(database.*end)())
        return Failure(toError(database.lastError(), ErrorKind::Statement));
    return {};
}

Result<> Session::Private::setUpOracle()
{
    committing = std::make_unique<QSqlQuery>(database);
    committing->setForwardOnly(true);
    if (!database.transaction())
        return Failure(toError(database.lastError(), ErrorKind::Connection));
    // One round trip. Numbers and dates then mean the same whatever the client's locale; DDL waits
    // for a busy table instead of failing at once with ORA-00054.
    const QString set =
        u"ALTER SESSION SET NLS_NUMERIC_CHARACTERS = '.,' NLS_DATE_FORMAT = 'YYYY-MM-DD "
        u"HH24:MI:SS' "
        "NLS_TIMESTAMP_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF' "
        "NLS_TIMESTAMP_TZ_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF TZH:TZM' DDL_LOCK_TIMEOUT = 10"_s;
    if (const Result<QSqlQuery> done = run(set, {}); !done)
        return Failure(done.error());
    // For whoever looks at V$SESSION; an account without EXECUTE on it does without.
    (void)run(u"BEGIN DBMS_APPLICATION_INFO.SET_MODULE('Athanor', NULL); END;"_s, {});
    return {};
}

Result<std::vector<CompileError>> Session::Private::compileErrors(const CompiledUnit &unit)
{
    const bool own = unit.name.owner.isEmpty() || unit.name.owner == user;
    QStringList marks;
    std::vector<QVariant> binds{unit.name.name};
    for (const QString &type : unit.types) {
        marks += u"?"_s;
        binds.emplace_back(type);
    }
    QString sql =
        u"SELECT name, type, line, position, text FROM %1 WHERE name = ? AND type IN (%2) AND attribute = 'ERROR'"_s
            .arg(own ? u"user_errors"_s : u"all_errors"_s, marks.join(u", "_s));
    if (!own) {
        sql += u" AND owner = ?"_s;
        binds.emplace_back(unit.name.owner);
    }
    Result<QSqlQuery> query = run(sql + u" ORDER BY type, sequence"_s, binds);
    if (!query)
        return Failure(query.error());
    std::vector<CompileError> errors;
    while (query->next()) {
        errors.push_back({query->value(0).toString(), query->value(1).toString(),
                          query->value(2).toInt(), query->value(3).toInt(),
                          query->value(4).toString().trimmed()});
    }
    return errors;
}

Session::Session(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{ }

Session::~Session()
{
    d->checkThread();
    if (d->database.isOpen()) {
        d->committing.reset();
        if (d->inTransaction)
            d->database.rollback(); // a normal logoff commits
        d->database.close();
    }
    d->database = QSqlDatabase();
    if (!d->connectionName.isEmpty())
        QSqlDatabase::removeDatabase(d->connectionName);
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
    if (!session->isSandbox()) {
        if (const Result<> set = session->d->setUpOracle(); !set)
            return Failure(set.error());
    }
    const Result<Rows> user = session->query(
        session->isSandbox() ? u"SELECT USER FROM DUAL"_s
                             : u"SELECT SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA') FROM DUAL"_s);
    if (!user)
        return Failure(user.error());
    if (!user->rows.empty())
        session->d->user = user->rows.front().front().toString();
    return session;
}

Result<Execution> Session::execute(const QString &sql)
{
    return execute(sql, {});
}

Result<Execution> Session::execute(const QString &sql, const std::vector<QVariant> &binds)
{
    Result<Execution> execution = d->execute(sql, binds, !d->inTransaction);
    if (!execution)
        return execution;
    // "Success with compilation error" (ORA-24344) is success to the driver.
    const CompiledUnit unit = binds.empty() ? compiledUnit(sql) : CompiledUnit{};
    if (!unit.name.isEmpty()) {
        execution->rowsAffected = -1;
        Result<std::vector<CompileError>> errors = d->compileErrors(unit);
        if (!errors)
            return Failure(errors.error());
        execution->compileErrors = std::move(*errors);
    }
    return execution;
}

Result<Execution> Session::executeAndCommit(const QString &sql, const std::vector<QVariant> &binds)
{
    Result<Execution> execution = d->execute(sql, binds, true);
    if (!execution || !d->inTransaction)
        return execution;
    if (d->committing) {
        d->inTransaction = false;
    } else if (const Result<> committed = commit(); !committed) {
        return Failure(committed.error());
    }
    return execution;
}

Result<Rows> Session::query(const QString &sql, const std::vector<QVariant> &binds)
{
    Result<QSqlQuery> query = d->run(sql, binds);
    if (!query)
        return Failure(query.error());
    Rows result;
    const QSqlRecord record = query->record();
    for (int i = 0; i < record.count(); ++i)
        result.columns += record.fieldName(i).toUpper();
    while (query->next()) {
        Row row;
        row.reserve(size_t(record.count()));
        for (int i = 0; i < record.count(); ++i)
            row.push_back(query->value(i));
        result.rows.push_back(std::move(row));
    }
    if (query->lastError().isValid())
        return Failure(toError(query->lastError(), ErrorKind::Statement));
    return result;
}

Result<> Session::begin()
{
    d->checkThread();
    Q_ASSERT(!d->inTransaction);
    if (d->isSandbox() && !d->database.transaction())
        return Failure(toError(d->database.lastError(), ErrorKind::Statement));
    d->inTransaction = true;
    return {};
}

Result<> Session::commit()
{
    return d->endTransaction(u"COMMIT"_s, &QSqlDatabase::commit);
}

Result<> Session::rollback()
{
    return d->endTransaction(u"ROLLBACK"_s, &QSqlDatabase::rollback);
}

bool Session::inTransaction() const
{
    return d->inTransaction;
}

Result<bool> Session::hasTable(const QString &stored)
{
    const Result<Rows> rows =
        query(u"SELECT table_name FROM user_tables WHERE table_name = ?"_s, {stored});
    if (!rows)
        return Failure(rows.error());
    return !rows->rows.empty();
}

bool Session::isSandbox() const
{
    return d->isSandbox();
}

const ConnectionUrl &Session::url() const
{
    return d->url;
}

QString Session::user() const
{
    return d->user;
}

QString Session::description() const
{
    return describe(d->url);
}

Result<OracleVersion> Session::serverVersion()
{
    if (d->version)
        return *d->version;
    // VERSION_FULL (18c and later) carries the release update, which decides IF EXISTS (19.28).
    Result<Rows> rows =
        query(u"SELECT version_full FROM product_component_version WHERE product LIKE 'Oracle%'"_s);
    if (!rows && rows.error().oraCode == 904)
        rows =
            query(u"SELECT version FROM product_component_version WHERE product LIKE 'Oracle%'"_s);
    if (!rows)
        return Failure(rows.error());
    if (rows->rows.empty())
        return failure(ErrorKind::Connection, tr("The database does not say which release it is."));
    const Result<OracleVersion> version = parseOracleVersion(rows->rows.front().front().toString());
    if (!version)
        return Failure(version.error());
    d->version = *version;
    return *version;
}

Result<std::unique_ptr<Session>> Session::openAnother()
{
    if (isSandbox() && d->url.path == ":memory:"_L1)
        return failure(ErrorKind::Unsupported, tr("A sandbox in memory has one session only."));
    return open(d->url, d->password);
}

QString Session::connectionName() const
{
    return d->connectionName;
}

} // namespace Athanor
