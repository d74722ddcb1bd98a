// SPDX-License-Identifier: MIT
#include "sandbox/sqlite.h"

#include "sandbox/oraerror.h"

#include <QtCore/QCoreApplication>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

constexpr int busyMilliseconds = 3000;

Error connectionError(const QString &name, const QString &why)
{
    return Error{
        ErrorKind::Connection,
        QCoreApplication::translate("Athanor::Sandbox", "The sandbox \"%1\" cannot be opened: %2")
            .arg(name, why),
        0,
        {},
        {}};
}

} // namespace

QString textOf(const SandboxValue &value)
{
    if (const auto *integer = std::get_if<qint64>(&value))
        return QString::number(*integer);
    if (const auto *real = std::get_if<double>(&value))
        return QString::number(*real, 'g', 15);
    if (const auto *text = std::get_if<QString>(&value))
        return *text;
    if (const auto *bytes = std::get_if<QByteArray>(&value))
        return QString::fromLatin1(bytes->toHex().toUpper());
    return {};
}

qint64 integerOf(const SandboxValue &value)
{
    if (const auto *integer = std::get_if<qint64>(&value))
        return *integer;
    if (const auto *real = std::get_if<double>(&value))
        return static_cast<qint64>(*real);
    if (const auto *text = std::get_if<QString>(&value))
        return text->toLongLong();
    return 0;
}

QString sqliteQuoted(const QString &name)
{
    QString quoted = name;
    quoted.replace(u'"', u"\"\""_s);
    return u'"' + quoted + u'"';
}

QString sqliteLiteral(const QString &text)
{
    QString quoted = text;
    quoted.replace(u'\'', u"''"_s);
    return u'\'' + quoted + u'\'';
}

SqliteDatabase::~SqliteDatabase()
{
    close();
}

Result<> SqliteDatabase::open(const QString &name)
{
    close();
    const int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(name.toUtf8().constData(), &m_handle, flags, nullptr) != SQLITE_OK) {
        const QString why = m_handle ? QString::fromUtf8(sqlite3_errmsg(m_handle)) : QString();
        close();
        return Failure(connectionError(name, why));
    }
    sqlite3_extended_result_codes(m_handle, 1);
    sqlite3_busy_timeout(m_handle, busyMilliseconds);
    // "x" is a name in Oracle, never a string.
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    // Reading the header finds out whether the file is a database at all.
    if (const auto version = value(u"PRAGMA schema_version"_s); !version) {
        const QString why = version.error().message;
        close();
        return Failure(connectionError(name, why));
    }
    return {};
}

void SqliteDatabase::close()
{
    if (m_handle)
        sqlite3_close_v2(m_handle);
    m_handle = nullptr;
}

Result<> SqliteDatabase::run(const QString &sql)
{
    return run(sql, {});
}

Result<> SqliteDatabase::run(const QString &sql, const SandboxRow &binds)
{
    auto statement = SqliteStatement::prepare(*this, sql);
    if (!statement)
        return Failure(statement.error());
    statement->bindAll(binds);
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return Failure(row.error());
        if (!*row)
            return {};
    }
}

Result<std::vector<SandboxRow>> SqliteDatabase::rows(const QString &sql, const SandboxRow &binds)
{
    auto statement = SqliteStatement::prepare(*this, sql);
    if (!statement)
        return Failure(statement.error());
    statement->bindAll(binds);
    std::vector<SandboxRow> all;
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return Failure(row.error());
        if (!*row)
            return all;
        all.push_back(statement->row());
    }
}

Result<SandboxValue> SqliteDatabase::value(const QString &sql, const SandboxRow &binds)
{
    auto statement = SqliteStatement::prepare(*this, sql);
    if (!statement)
        return Failure(statement.error());
    statement->bindAll(binds);
    const auto row = statement->step();
    if (!row)
        return Failure(row.error());
    return *row ? statement->column(0) : SandboxValue();
}

qint64 SqliteDatabase::changes() const
{
    return sqlite3_changes64(m_handle);
}

bool SqliteDatabase::inTransaction() const
{
    return m_handle && !sqlite3_get_autocommit(m_handle);
}

void SqliteDatabase::interrupt()
{
    if (m_handle)
        sqlite3_interrupt(m_handle);
}

Error SqliteDatabase::lastError() const
{
    const int code = sqlite3_errcode(m_handle) & 0xff;
    const QString text = QString::fromUtf8(sqlite3_errmsg(m_handle));
    if (const int ora = oraCodeOf(text); ora != 0)
        return Error{ErrorKind::Statement, text, ora, {}, {}};
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        return oraError(54);
    if (code == SQLITE_FULL || code == SQLITE_READONLY || code == SQLITE_IOERR
        || code == SQLITE_CANTOPEN || code == SQLITE_PERM) {
        return Error{ErrorKind::File,
                     QCoreApplication::translate("Athanor::Sandbox",
                                                 "The sandbox file cannot be written: %1")
                         .arg(text),
                     0,
                     {},
                     {}};
    }
    if (code == SQLITE_INTERRUPT)
        return Error{ErrorKind::Cancelled, oraError(1013).message, 1013, {}, {}};
    if (text.startsWith(notModelledPrefix()))
        return notModelled(text.sliced(notModelledPrefix().size()));
    // SQLite refused what the translator let through: that is no verdict about Oracle.
    return notModelled(text);
}

void SqliteStatement::Finalizer::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

Result<SqliteStatement> SqliteStatement::prepare(SqliteDatabase &database, const QString &sql)
{
    sqlite3_stmt *handle = nullptr;
    const QByteArray text = sql.toUtf8();
    if (sqlite3_prepare_v2(database.handle(), text.constData(), static_cast<int>(text.size()) + 1,
                           &handle, nullptr)
        != SQLITE_OK) {
        Error error = database.lastError();
        if (error.kind == ErrorKind::Unsupported)
            error.context = sql;
        return Failure(error);
    }
    SqliteStatement statement;
    statement.m_statement.reset(handle);
    statement.m_database = &database;
    return statement;
}

void SqliteStatement::bind(int index, const SandboxValue &value)
{
    sqlite3_stmt *const handle = m_statement.get();
    if (const auto *integer = std::get_if<qint64>(&value)) {
        sqlite3_bind_int64(handle, index, *integer);
    } else if (const auto *real = std::get_if<double>(&value)) {
        sqlite3_bind_double(handle, index, *real);
    } else if (const auto *text = std::get_if<QString>(&value)) {
        const QByteArray utf8 = text->toUtf8();
        sqlite3_bind_text64(handle, index, utf8.constData(), static_cast<quint64>(utf8.size()),
                            SQLITE_TRANSIENT, SQLITE_UTF8);
    } else if (const auto *bytes = std::get_if<QByteArray>(&value)) {
        sqlite3_bind_blob64(handle, index, bytes->constData(), static_cast<quint64>(bytes->size()),
                            SQLITE_TRANSIENT);
    } else {
        sqlite3_bind_null(handle, index);
    }
}

void SqliteStatement::bindAll(const SandboxRow &values)
{
    for (size_t i = 0; i < values.size(); ++i)
        bind(static_cast<int>(i) + 1, values[i]);
}

Result<bool> SqliteStatement::step()
{
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    Error error = m_database->lastError();
    sqlite3_reset(m_statement.get());
    return Failure(error);
}

void SqliteStatement::reset()
{
    sqlite3_reset(m_statement.get());
    sqlite3_clear_bindings(m_statement.get());
}

int SqliteStatement::columnCount() const
{
    return sqlite3_column_count(m_statement.get());
}

SandboxValue SqliteStatement::column(int index) const
{
    sqlite3_stmt *const handle = m_statement.get();
    switch (sqlite3_column_type(handle, index)) {
    case SQLITE_INTEGER:
        return qint64{sqlite3_column_int64(handle, index)};
    case SQLITE_FLOAT:
        return sqlite3_column_double(handle, index);
    case SQLITE_TEXT: {
        const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(handle, index));
        return QString::fromUtf8(text, sqlite3_column_bytes(handle, index));
    }
    case SQLITE_BLOB: {
        const auto *bytes = static_cast<const char *>(sqlite3_column_blob(handle, index));
        return QByteArray(bytes, sqlite3_column_bytes(handle, index));
    }
    }
    return {};
}

SandboxRow SqliteStatement::row() const
{
    SandboxRow values;
    const int count = columnCount();
    values.reserve(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i)
        values.push_back(column(i));
    return values;
}

} // namespace Athanor
