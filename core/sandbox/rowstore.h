// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/constraintcheck.h"
#include "sandbox/translator.h"

#include <map>

namespace Athanor {

// The rows of the catalog's tables: SQLite tables with one untyped column per real column. Follows
// what DDL does to a table, so that its rows survive, are converted, or are the reason for an ORA
// code. Always inside a transaction.
class RowStore
{
public:
    RowStore(SqliteDatabase &database, const TranslationContext &context);

    [[nodiscard]] Result<> createTable(const Table &table);
    [[nodiscard]] Result<> dropTable(const QualifiedName &name);
    [[nodiscard]] Result<> renameTable(const QualifiedName &from, const QualifiedName &to);
    [[nodiscard]] Result<> removeRows(const QualifiedName &name); // TRUNCATE
    [[nodiscard]] Result<bool> isEmpty(const QualifiedName &name);

    // `renamed`: new column name → old one. The context's catalog is already the new one.
    [[nodiscard]] Result<> alterTable(const Table &before, const Table &after,
                                      const std::map<QString, QString> &renamed);
    // SQLite indexes that make keys, parents and children quick to find: they hold nothing up, and
    // unique they are not.
    [[nodiscard]] Result<> syncIndexes(const Table &table);

private:
    [[nodiscard]] Result<> addColumn(const Table &table, const Column &column, bool hasRows);
    [[nodiscard]] Result<> modifyColumn(const Table &table, const Column &before,
                                        const Column &after);
    [[nodiscard]] Result<> checkTypeChange(const Table &table, const Column &before,
                                           const Column &after);
    [[nodiscard]] Result<> checkConstraints(const Table &before, const Table &after,
                                            const std::map<QString, QString> &renamed);
    [[nodiscard]] Result<bool> hasValues(const Table &table, const Column &column);

    SqliteDatabase &m_database;
    const TranslationContext &m_context;
    ConstraintCheck m_check;
};

} // namespace Athanor
