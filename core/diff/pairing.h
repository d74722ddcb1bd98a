// SPDX-License-Identifier: MIT
#pragma once

#include "diff/compare.h"

// What compare's files share.
namespace Athanor {

// Two constraints' definition without name and state: equal ones are one constraint with two names.
[[nodiscard]] bool sameDefinition(const Constraint &a, const Constraint &b);
// The part of the state that no ALTER changes: DEFERRABLE (ORA-02447).
[[nodiscard]] bool isStateAlterable(const Constraint &before, const Constraint &after);
// Whether Oracle named it: not named at all, or SYS_C….
[[nodiscard]] bool isUnnamed(const QString &name);

// Whether an index would have to be made anew.
[[nodiscard]] bool sameIndexColumns(const Index &a, const Index &b);

// Options without START WITH, which no dictionary keeps.
[[nodiscard]] bool sameSequence(const SequenceOptions &a, const SequenceOptions &b);

// A physical clause that only `from` names and that has no default to go back to is not compared.
[[nodiscard]] std::map<QString, QString> comparedPhysical(const std::map<QString, QString> &from,
                                                          const std::map<QString, QString> &to);

// Partitions that Oracle made by itself under an INTERVAL are rows' doing, not the model's.
[[nodiscard]] std::optional<Partitioning>
comparedPartitioning(const std::optional<Partitioning> &partitioning);
// Whether the second asks for nothing the first has not.
[[nodiscard]] bool samePartition(const Partition &from, const Partition &to);
[[nodiscard]] bool samePartitioning(const std::optional<Partitioning> &from,
                                    const std::optional<Partitioning> &to);

// The view's column names where both sides can tell, and they differ.
[[nodiscard]] bool differentColumns(const View &a, const View &b);

// Of one table that is on both sides under the same name.
void compareTables(const Table &from, const Table &to, const CompareOptions &options,
                   std::vector<Change> &changes);
// NOT NULL by a clause of the column's own, once all the table's keys are as in `to`.
[[nodiscard]] bool needsNotNullChange(const Table &from, const Column &before, const Table &to,
                                      const Column &after);
// DROP and CREATE (temporary tables hold no rows that stay), or nothing any statement does.
[[nodiscard]] bool isTemporary(TableKind kind);

// `from` as if the confirmed renames had been done; the renames themselves are appended to
// `changes`.
[[nodiscard]] Catalog withRenames(Catalog from,
                                  const std::vector<std::pair<ObjectRef, ObjectRef>> &renames,
                                  std::vector<Change> &changes);
[[nodiscard]] std::vector<RenameCandidate> renameCandidates(const Catalog &from, const Catalog &to,
                                                            const std::vector<Change> &changes);

} // namespace Athanor
