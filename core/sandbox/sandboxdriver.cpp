// SPDX-License-Identifier: MIT
#include "sandbox/sandboxdriver.h"

#include "sandbox/sandboxdriver_p.h"

#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>
#include <QtSql/QSqlIndex>

using namespace Qt::StringLiterals;

namespace Athanor {

QSqlError sandboxSqlError(const Error &error, const QString &what, QSqlError::ErrorType type)
{
    const QString code = error.oraCode != 0    ? QString::number(error.oraCode)
        : error.kind == ErrorKind::Unsupported ? QString::fromLatin1(sandboxNotModelledCode)
                                               : QString();
    QString text = error.message;
    if (!error.context.isEmpty() && error.kind == ErrorKind::Unsupported)
        text += u" ("_s + error.context + u')';
    return QSqlError(what, text, type, code);
}

void registerSandboxDriver()
{
    QSqlDatabase::registerSqlDriver(QString::fromLatin1(sandboxDriverName),
                                    new QSqlDriverCreator<SandboxDriver>);
}

SandboxDriver::SandboxDriver(QObject *parent)
    : QSqlDriver(parent)
{ }

SandboxDriver::~SandboxDriver() = default;

bool SandboxDriver::hasFeature(DriverFeature feature) const
{
    switch (feature) {
    case Transactions:
    case BLOB:
    case Unicode:
    case PreparedQueries:
    case NamedPlaceholders:
    case QuerySize:
    case CancelQuery:
    case LowPrecisionNumbers:
    case FinishQuery:
        return true;
    case PositionalPlaceholders: // Qt makes them named, as for QOCI
    case LastInsertId:
    case BatchOperations:
    case SimpleLocking:
    case EventNotifications:
    case MultipleResultSets:
        return false;
    }
    return false;
}

bool SandboxDriver::open(const QString &database, const QString &user, const QString &,
                         const QString &, int, const QString &options)
{
    close();
    SandboxOptions settings;
    if (!user.isEmpty())
        settings.user = user.toUpper();
    for (const QString &option : options.split(u';', Qt::SkipEmptyParts)) {
        const QString name = option.section(u'=', 0, 0).trimmed();
        if (name != u"ATHANOR_VERSION") {
            qWarning("SandboxDriver: unknown connect option %s", qPrintable(name));
            continue;
        }
        const auto version = parseOracleVersion(option.section(u'=', 1).trimmed());
        if (!version) {
            setLastError(sandboxSqlError(version.error(), tr("Unable to open the sandbox"),
                                         QSqlError::ConnectionError));
            setOpenError(true);
            return false;
        }
        settings.version = *version;
    }
    auto engine = SandboxEngine::open(database, settings);
    if (!engine) {
        setLastError(sandboxSqlError(engine.error(), tr("Unable to open the sandbox"),
                                     QSqlError::ConnectionError));
        setOpenError(true);
        return false;
    }
    m_engine = std::move(*engine);
    setOpen(true);
    setOpenError(false);
    return true;
}

void SandboxDriver::close()
{
    m_engine.reset();
    setOpen(false);
    setOpenError(false);
}

QSqlResult *SandboxDriver::createResult() const
{
    return new SandboxQueryResult(this);
}

bool SandboxDriver::report(const Result<> &result)
{
    if (result)
        return true;
    setLastError(sandboxSqlError(result.error(), tr("Unable to end the transaction"),
                                 QSqlError::TransactionError));
    return false;
}

bool SandboxDriver::beginTransaction()
{
    if (!m_engine)
        return false;
    m_engine->setAutocommit(false);
    return true;
}

bool SandboxDriver::commitTransaction()
{
    if (!m_engine)
        return false;
    m_engine->setAutocommit(true);
    return report(m_engine->commit());
}

bool SandboxDriver::rollbackTransaction()
{
    if (!m_engine)
        return false;
    m_engine->setAutocommit(true);
    return report(m_engine->rollback());
}

QStringList SandboxDriver::tables(QSql::TableType type) const
{
    QStringList names;
    if (!m_engine)
        return names;
    const auto catalog = m_engine->catalog();
    if (!catalog)
        return names;
    if (type & QSql::Tables) {
        for (const auto &[name, table] : catalog->tables)
            names.append(name.name);
    }
    if (type & QSql::Views) {
        for (const auto &[name, view] : catalog->views)
            names.append(name.name);
    }
    return names;
}

QSqlRecord SandboxDriver::record(const QString &table) const
{
    if (!m_engine)
        return {};
    const auto catalog = m_engine->catalog();
    const QString stored =
        isIdentifierEscaped(table, TableName) ? stripDelimiters(table, TableName) : table.toUpper();
    if (!catalog || (!catalog->table({{}, stored}) && !catalog->views.contains({{}, stored})))
        return {};
    std::unique_ptr<QSqlResult> result(createResult());
    auto *query = static_cast<SandboxQueryResult *>(result.get());
    struct Opened : SandboxQueryResult
    {
        using SandboxQueryResult::record;
        using SandboxQueryResult::reset;
    };
    auto *opened = static_cast<Opened *>(query);
    return opened->reset(u"SELECT * FROM "_s + escapeIdentifier(stored, TableName)
                         + u" WHERE 1 = 0"_s)
        ? opened->record()
        : QSqlRecord();
}

QSqlIndex SandboxDriver::primaryIndex(const QString &table) const
{
    QSqlIndex index(table);
    if (!m_engine)
        return index;
    const QString stored =
        isIdentifierEscaped(table, TableName) ? stripDelimiters(table, TableName) : table.toUpper();
    const auto catalog = m_engine->catalog();
    const Table *found = catalog ? catalog->table({{}, stored}) : nullptr;
    const Constraint *key = found ? found->primaryKey() : nullptr;
    const QSqlRecord columns = key ? record(table) : QSqlRecord();
    for (const QString &column : key ? key->columns : QStringList())
        index.append(columns.field(column));
    return index;
}

QString SandboxDriver::escapeIdentifier(const QString &name, IdentifierType) const
{
    if (name.isEmpty() || isIdentifierEscaped(name, TableName))
        return name;
    return u'"' + name + u'"';
}

bool SandboxDriver::cancelQuery()
{
    if (m_engine)
        m_engine->interrupt();
    return m_engine != nullptr;
}

int SandboxDriver::maximumIdentifierLength(IdentifierType) const
{
    return m_engine ? m_engine->version().maxNameBytes() : 128;
}

} // namespace Athanor
