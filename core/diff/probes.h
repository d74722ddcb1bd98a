// SPDX-License-Identifier: MIT
#pragma once

#include "diff/hazard.h"
#include "schema/catalog.h"

// Hazards that rows decide, each with the SELECT whose one number is how many rows are in the way.
namespace Athanor {

[[nodiscard]] QString columnText(const QualifiedName &table,
                                 const QString &column); // T.C, as written

// MODIFY … NOT NULL, DEFAULT ON NULL: ORA-02296.
[[nodiscard]] Hazard nullRows(const QualifiedName &table, const QString &column);
// ADD … NOT NULL without a default: any row is in the way (ORA-01758).
[[nodiscard]] Hazard anyRows(const QualifiedName &table, const QString &column);
// A shorter text or RAW: ORA-01441.
[[nodiscard]] Hazard longerValues(const QualifiedName &table, const Column &before,
                                  const DataType &after, bool inBytes);
// DBMS_LOB.SUBSTR cuts what is longer.
[[nodiscard]] Hazard longerLobs(const QualifiedName &table, const Column &before, int length);
[[nodiscard]] Hazard losesFractions(const QualifiedName &table, const Column &before);
// Oracle wants the column empty: ORA-01440, ORA-01439, ORA-30082.
[[nodiscard]] Hazard mustBeEmpty(const QualifiedName &table, const Column &before,
                                 const DataType &after, int oraCode);
// A key, enabled and validated: ORA-02437 (primary key: ORA-01449 over NULLs), ORA-02299.
[[nodiscard]] Hazard duplicates(const QualifiedName &table, const Constraint &key);
[[nodiscard]] Hazard duplicates(const Index &uniqueIndex); // ORA-01452
// ORA-02298. `key` are the referenced columns.
[[nodiscard]] Hazard orphans(const QualifiedName &table, const Constraint &foreignKey);
[[nodiscard]] Hazard violators(const QualifiedName &table, const Constraint &check); // ORA-02293
[[nodiscard]] Hazard dropsRows(const QualifiedName &table); // DROP TABLE: the rows
[[nodiscard]] Hazard dropsValues(const QualifiedName &table,
                                 const QString &column); // DROP COLUMN: the values
[[nodiscard]] Hazard dropsPartition(const QualifiedName &table, const QString &partition);

} // namespace Athanor
