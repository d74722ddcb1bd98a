// SPDX-License-Identifier: MIT
#include "database/sessionprivate.h"

#include "database/drivererror.h"
#include "database/drivertext.h"

#include <QtCore/QCoreApplication>
#include <QtSql/QSqlField>
#include <QtSql/QSqlRecord>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Session", text);
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

Result<> Session::Private::send(QSqlQuery &query, const QString &sql,
                                const std::vector<QVariant> &binds) const
{
    if (!inTransaction && !isSandbox() && locksUntilCommit(sql)) {
        return failure(ErrorKind::Usage,
                       tr("Outside a transaction the next statement commits, and with that go the "
                          "locks that this one takes."));
    }
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
        return Failure(refused(query.lastError(), sql));
    return {};
}

Result<QSqlQuery> Session::Private::run(const QString &sql, const std::vector<QVariant> &binds)
{
    checkThread();
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (const Result<> sent = send(query, sql, binds); !sent) {
        forgetTables(sent.error());
        return Failure(sent.error());
    }
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
    if (const Result<> sent = send(query, sql, binds); !sent) {
        forgetTables(sent.error());
        return Failure(sent.error());
    }
    Execution execution;
    if (!query.isSelect())
        execution.rowsAffected = query.numRowsAffected();
    return execution;
}

Result<QString> Session::Private::executeReturning(const QString &sql,
                                                   const std::vector<QVariant> &binds)
{
    checkThread();
    if (!inTransaction)
        return failure(ErrorKind::Usage, tr("Outside a transaction nothing would commit this."));
    if (countMarks(sql) != qsizetype(binds.size()) + 1)
        return failure(ErrorKind::Usage, tr("The statement has another number of ? than values."));
    QSqlQuery query(database);
    bool done = query.prepare(sql);
    if (done) {
        for (const QVariant &value : binds)
            query.addBindValue(bindable(value));
        // The driver's buffer is as long as the text's capacity (qoci.md 2.1, 11).
        QString returned;
        returned.reserve(4000);
        query.addBindValue(returned, QSql::Out);
        done = query.exec();
    }
    if (!done)
        return Failure(toError(query.lastError(), ErrorKind::Statement));
    return query.boundValue(int(binds.size())).toString();
}

Result<> Session::Private::endTransaction(const QString &statement, bool (QSqlDatabase::*end)())
{
    checkThread();
    inTransaction = false;
    if (!isSandbox()) {
        const Result<QSqlQuery> ended = run(statement, {});
        if (ended)
            return {};
        (void)run(u"ROLLBACK"_s, {}); // or the next statement would commit what this one could not
        return Failure(ended.error());
    }
    if (!(database.*end)())
        return Failure(toError(database.lastError(), ErrorKind::Statement));
    return {};
}

Error Session::Private::refused(const QSqlError &error, const QString &sql) const
{
    Error result = toError(error, ErrorKind::Statement);
    if (result.kind == ErrorKind::Connection) {
        QString words = sql.simplified();
        if (words.size() > 80)
            words = words.first(79) + u'…';
        const QString running = tr("The connection was lost while this ran: %1").arg(words);
        result.context = result.context.isEmpty() ? running : running + u"\n"_s + result.context;
    }
    return result;
}

Result<Rows> Session::Private::query(const QString &sql, const std::vector<QVariant> &binds,
                                     const std::function<bool()> &cancelled)
{
    Result<QSqlQuery> done = run(sql, binds);
    if (!done)
        return Failure(done.error());
    return fetch(*done, cancelled);
}

// What the driver would deliver wrong is refused, not delivered.
Result<Rows> Session::Private::fetch(QSqlQuery &query, const std::function<bool()> &cancelled) const
{
    constexpr size_t rowsBetweenQuestions = 100;
    Rows result;
    const QSqlRecord record = query.record();
    const int width = record.count();
    for (int i = 0; i < width; ++i) {
        const QString name = record.fieldName(i).toUpper();
        // BINARY_DOUBLE, BINARY_FLOAT, JSON … are unknown to QOCI: every value comes as an invalid
        // one, which looks like NULL.
        if (!record.field(i).metaType().isValid()) {
            return failure(ErrorKind::Unsupported,
                           tr("Qt's driver cannot read column %1: its type is unknown to it. "
                              "Select TO_CHAR(%1) instead.")
                               .arg(name));
        }
        // Microseconds are cut, and zones of -HH:MM come wrong (the driver adds signed minutes).
        if (record.field(i).metaType().id() == QMetaType::QDateTime) {
            return failure(ErrorKind::Unsupported,
                           tr("Qt's driver cuts and shifts the dates of column %1. Select "
                              "TO_CHAR(%1, …) instead.")
                               .arg(name));
        }
        result.columns += name;
    }
    while (query.next()) {
        Row row;
        row.reserve(size_t(width));
        for (int i = 0; i < width; ++i)
            row.push_back(query.value(i));
        result.rows.push_back(std::move(row));
        if (cancelled && result.rows.size() % rowsBetweenQuestions == 0 && cancelled())
            return failure(ErrorKind::Cancelled, tr("Reading was stopped."));
    }
    if (query.lastError().isValid())
        return Failure(refused(query.lastError(), query.lastQuery()));
    // A LOB or a LONG that cannot be read ends the result as if there were no more rows, without an
    // error (gotoNext() of QOCI, up to Qt 6.11). The client counts the rows it has fetched.
    if (!isSandbox() && query.numRowsAffected() > int(result.rows.size())) {
        return failure(ErrorKind::Statement,
                       tr("Row %1 holds a large value that could not be read; the driver does not "
                          "say why.")
                           .arg(result.rows.size() + 1));
    }
    return result;
}

Result<std::vector<CompileError>> Session::Private::compileErrors(const CompiledUnit &unit)
{
    const QString owner = unit.name.owner.isEmpty() ? user : unit.name.owner;
    const bool own = owner == loginUser;
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
        binds.emplace_back(owner);
    }
    sql += u" ORDER BY type, sequence"_s;
    Result<Rows> rows = query(sql, binds);
    if (!rows && rows.error().kind == ErrorKind::Cancelled)
        rows = query(sql, binds); // whoever pressed Stop meant the unit, and that is compiled
    if (!rows)
        return Failure(rows.error());
    std::vector<CompileError> errors;
    for (const Row &row : rows->rows) {
        errors.push_back({row[0].toString(), row[1].toString(), row[2].toInt(), row[3].toInt(),
                          row[4].toString().trimmed()});
    }
    return errors;
}

Result<QStringList> Session::Private::tablesAmong(const QStringList &stored)
{
    const bool own = user == loginUser;
    std::vector<QVariant> binds(stored.begin(), stored.end());
    QString sql = u"SELECT table_name FROM %1 WHERE table_name IN (%2)"_s.arg(
        own ? u"user_tables"_s : u"all_tables"_s, QStringList(stored.size(), u"?"_s).join(u", "_s));
    if (!own) {
        sql += u" AND owner = ?"_s;
        binds.emplace_back(user);
    }
    const Result<Rows> rows = query(sql, binds);
    if (!rows)
        return Failure(rows.error());
    QStringList there;
    for (const Row &row : rows->rows)
        there += row.front().toString();
    return there;
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
        placeInStatement(*errors, sql);
        execution->compileErrors = std::move(*errors);
    }
    return execution;
}

Result<QString> Session::executeReturning(const QString &sql, const std::vector<QVariant> &binds)
{
    return d->executeReturning(sql, binds);
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

Result<Rows> Session::query(const QString &sql, const std::vector<QVariant> &binds,
                            const std::function<bool()> &cancelled)
{
    return d->query(sql, binds, cancelled);
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

Result<std::vector<CompileError>> Session::compileErrors(const CompiledUnit &unit)
{
    return d->compileErrors(unit);
}

Result<bool> Session::hasTable(const QString &stored)
{
    const Result<QStringList> there = d->tablesAmong({stored});
    if (!there)
        return Failure(there.error());
    return !there->isEmpty();
}

Result<bool> Session::hasTableOf(const QStringList &family, const QString &stored)
{
    if (d->found.count(stored) == 0) {
        const Result<QStringList> there = d->tablesAmong(family);
        if (!there)
            return Failure(there.error());
        d->found.insert(there->begin(), there->end());
    }
    return d->found.count(stored) != 0;
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

QString Session::loginUser() const
{
    return d->loginUser;
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

const Session::ServerPlace &Session::serverPlace() const
{
    return d->place;
}

const Session::PasswordSource &Session::passwordSource() const
{
    return d->password;
}

QString Session::connectionName() const
{
    return d->connectionName;
}

} // namespace Athanor
