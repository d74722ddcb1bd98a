// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/engine.h"

#include <QtSql/QSqlDriver>
#include <QtSql/QSqlError>
#include <QtSql/QSqlField>
#include <QtSql/QSqlRecord>
#include <QtSql/QSqlResult>

namespace Athanor {

// A QSqlDatabase connection to a sandbox. All it knows is how Qt's words are the engine's.
class SandboxDriver : public QSqlDriver
{
    Q_OBJECT

public:
    explicit SandboxDriver(QObject *parent = nullptr);
    ~SandboxDriver() override;

    bool hasFeature(DriverFeature feature) const override;
    bool open(const QString &database, const QString &user, const QString &password,
              const QString &host, int port, const QString &options) override;
    void close() override;
    QSqlResult *createResult() const override;
    bool beginTransaction() override;
    bool commitTransaction() override;
    bool rollbackTransaction() override;
    QStringList tables(QSql::TableType type) const override;
    QSqlRecord record(const QString &table) const override;
    QSqlIndex primaryIndex(const QString &table) const override;
    QString escapeIdentifier(const QString &name, IdentifierType type) const override;
    bool cancelQuery() override;
    int maximumIdentifierLength(IdentifierType type) const override;

    [[nodiscard]] SandboxEngine *engine() const { return m_engine.get(); }

private:
    bool report(const Result<> &result);

    std::unique_ptr<SandboxEngine> m_engine;
};

// One statement and its rows.
class SandboxQueryResult : public QSqlResult
{
public:
    explicit SandboxQueryResult(const SandboxDriver *driver);

protected:
    QVariant data(int index) override;
    bool isNull(int index) override;
    bool reset(const QString &query) override;
    bool prepare(const QString &query) override;
    bool exec() override;
    bool fetch(int index) override;
    bool fetchFirst() override;
    bool fetchLast() override;
    int size() override;
    int numRowsAffected() override;
    QSqlRecord record() const override;
    QVariant handle() const override;
    void detachFromResultSet() override;

private:
    bool run(const QString &sql, const std::vector<SandboxBind> &binds);
    [[nodiscard]] const SandboxDriver *sandbox() const;

    QString m_prepared;
    SandboxResult m_result;
    QSqlRecord m_record;
};

[[nodiscard]] QSqlError sandboxSqlError(const Error &error, const QString &what,
                                        QSqlError::ErrorType type);

} // namespace Athanor
