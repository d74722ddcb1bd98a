// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/translator.h"

#include <set>

namespace Athanor {

// Holds rows against constraints, at the end of a statement as Oracle does it (UPDATE t SET id = id
// + 1 is fine), and all rows against a constraint that is added or enabled.
class ConstraintCheck
{
public:
    ConstraintCheck(SqliteDatabase &database, const TranslationContext &context);

    // The rows in temp."touched~" after an insert or update of these columns. Deferred constraints
    // are left out; their names are added to `deferred`.
    [[nodiscard]] Result<> touchedRows(const Table &table, bool isInsert,
                                       const QStringList &columns,
                                       const std::function<bool(const Constraint &)> &isDeferred);
    // All rows, with the code of a failed ALTER TABLE (02293, 02298, 02299, 02437; 01449 of a
    // primary key that is added over NULLs, which makes its columns NOT NULL first).
    [[nodiscard]] Result<> validate(const Table &table, const Constraint &constraint,
                                    bool isAdded = false);
    // All rows, with the code of a failed statement (00001, 02290, 02291): at COMMIT.
    [[nodiscard]] Result<> enforce(const Table &table, const Constraint &constraint);
    [[nodiscard]] Result<> validateNotNull(const Table &table, const Column &column);
    [[nodiscard]] Result<> validateUniqueIndex(const Index &index, const Table &table, int code);

    // Rows of `child` whose parent is gone: their rowids.
    [[nodiscard]] Result<std::vector<qint64>> orphans(const Table &child, const Constraint &key);
    // The columns a foreign key refers to; the primary key where it names none.
    [[nodiscard]] static QStringList referencedColumns(const Constraint &key,
                                                       const Catalog &catalog);

    [[nodiscard]] QString displayName(const QString &constraint) const; // SANDBOX.T_UK

private:
    enum class Rows { Touched, All };
    [[nodiscard]] Result<bool> violatesCheck(const Table &table, const Constraint &check,
                                             Rows rows);
    [[nodiscard]] Result<bool> hasDuplicates(const Table &table, const QStringList &a,
                                             const QStringList &b, Rows rows);
    [[nodiscard]] Result<bool> keyHasDuplicates(const Table &table, const QStringList &columns,
                                                Rows rows);
    [[nodiscard]] Result<bool> lacksParent(const Table &table, const Constraint &key, Rows rows);
    [[nodiscard]] Result<bool> hasNulls(const Table &table, const QString &column, Rows rows);
    [[nodiscard]] Result<QStringList> columnTexts(const Table &table, const QStringList &columns,
                                                  const QString &alias);
    [[nodiscard]] Result<bool> any(const QString &sql);
    [[nodiscard]] QString place(const Table &table, const QString &column) const;

    SqliteDatabase &m_database;
    const TranslationContext &m_context;
};

} // namespace Athanor
