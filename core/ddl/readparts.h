// SPDX-License-Identifier: MIT
#pragma once

#include "ddl/cursor.h"
#include "ddl/statement.h"

// The pieces of the DDL reader, one source file an idea. Each takes the cursor where its clause
// begins and leaves it behind the clause; errors are the cursor's. Private to the ddl room.
namespace Athanor {

// ---- readtype.cpp
// Nothing where no type stands here (an error has been reported).
[[nodiscard]] std::optional<DataType> readDataType(Cursor &at);

// ---- readcolumn.cpp
// A column as CREATE TABLE and ADD have it: name, type, clauses. `constraints` gets its inline
// constraints, `indexes` what USING INDEX (CREATE …) makes.
struct ColumnReading
{
    Column column;
    std::vector<Constraint> constraints;
    std::vector<Index> indexes;
    qsizetype untypedAt = -1; // where a type should stand that only a query could give
};
[[nodiscard]] std::optional<ColumnReading> readColumn(Cursor &at);
void reportUntyped(Cursor &at, qsizetype place, const QString &column); // ORA-02263
// What stands among a table's columns and is neither column nor constraint: SUPPLEMENTAL LOG …,
// PERIOD FOR …, SCOPE FOR …, REF … WITH ROWID, DOMAIN d (…); in normal form, with its verb's ADD.
[[nodiscard]] std::optional<QString> readTableItem(Cursor &at);
// One column of MODIFY: the name, then only what is written.
[[nodiscard]] std::optional<ModifyColumn> readModifiedColumn(Cursor &at,
                                                             std::vector<Index> &indexes);
[[nodiscard]] bool startsOutOfLineConstraint(Cursor &at);
// NOT NULL of an attribute of an object table, which has no column to keep it.
[[nodiscard]] Constraint notNullCheck(const QString &attribute, const NotNull &notNull);

// ---- readconstraint.cpp
struct ConstraintReading
{
    Constraint constraint;
    std::optional<Index> index;
};
[[nodiscard]] std::optional<ConstraintReading> readOutOfLineConstraint(Cursor &at);
// Constraint::indexClause taken apart: "TABLESPACE" → "IDX", "REVERSE" → "REVERSE"; physicalText()
// puts it together again.
[[nodiscard]] std::map<QString, QString> keyIndexClauses(QStringView clause);
// DEFERRABLE, ENABLE, USING INDEX … behind a constraint. `constraint` may be null (NOT NULL).
void readConstraintState(Cursor &at, ConstraintState &state, Constraint *constraint,
                         std::optional<Index> &index);
[[nodiscard]] std::optional<DeleteRule> readOnDelete(Cursor &at);
// REFERENCES t (c) ON DELETE …, at REFERENCES.
[[nodiscard]] bool readReferences(Cursor &at, Constraint &constraint);

// ---- readsequence.cpp
// Options while they come; `written` gets the first words of each ("MAXVALUE" for NOMAXVALUE too).
void readSequenceOptions(Cursor &at, SequenceOptions &options, std::vector<QString> &written,
                         bool ofIdentity);
// At GENERATED; of ALWAYS AS (…) only the virtual expression is set.
struct GeneratedReading
{
    std::optional<Identity> identity;
    QString virtualExpression;
};
[[nodiscard]] GeneratedReading readGenerated(Cursor &at);

// ---- readphysical.cpp
struct PhysicalClause
{
    QString keyword; // as in Table::physical
    QString value; // empty: Oracle's default
};
// One physical clause of a table, partition, index or materialized view; nothing when the cursor
// is not at one.
[[nodiscard]] std::optional<PhysicalClause> readPhysicalClause(Cursor &at, bool ofIndex = false);
void addPhysical(std::map<QString, QString> &to, const PhysicalClause &clause);
// LOB (c) STORE AS …, XMLTYPE COLUMN c STORE AS …, NESTED TABLE c STORE AS …, VARRAY c STORE AS …
[[nodiscard]] std::vector<PhysicalClause> readColumnStorage(Cursor &at);
// One clause behind a partition's bound or in MODIFY PARTITION; false where none stands.
bool takePartitionClause(Cursor &at, std::map<QString, QString> &physical);
// "PCTFREE 20 TABLESPACE IDX", for Constraint::indexClause.
[[nodiscard]] QString physicalText(const std::map<QString, QString> &physical);

// ---- readpartitioning.cpp
[[nodiscard]] std::optional<Partitioning> readPartitioning(Cursor &at); // at PARTITION BY
[[nodiscard]] std::optional<Partition> readPartition(Cursor &at); // at PARTITION or a name

// ---- one statement each; the cursor stands behind the words in the name
[[nodiscard]] DdlStatement readCreateTable(Cursor &at, TableKind kind,
                                           const QString &qualifier = {}); // readtable.cpp
[[nodiscard]] DdlStatement readAlterTable(Cursor &at); // readaltertable.cpp
// readalterconstraint.cpp; at CONSTRAINT c, PRIMARY KEY or UNIQUE (…) behind MODIFY and DROP, at
// ENABLE or DISABLE. Nothing after an error.
[[nodiscard]] std::optional<ModifyConstraint> readModifiedConstraint(Cursor &at,
                                                                     const QualifiedName &table);
[[nodiscard]] bool startsConstraintSwitch(Cursor &at);
[[nodiscard]] std::optional<ModifyConstraint> readSwitchedConstraint(Cursor &at,
                                                                     const QualifiedName &table);
[[nodiscard]] std::optional<DropConstraint> readDroppedConstraint(Cursor &at);
void readPartitionAction(Cursor &at, AlterTable &alter); // readalterpartition.cpp
struct IndexReading
{
    Index index;
    bool ifNotExists = false;
};
[[nodiscard]] std::optional<IndexReading> readIndex(Cursor &at, IndexKind kind); // readindex.cpp
[[nodiscard]] DdlStatement readAlterIndex(Cursor &at);
[[nodiscard]] DdlStatement readCreateSequence(Cursor &at); // readsequence.cpp
[[nodiscard]] DdlStatement readAlterSequence(Cursor &at);
// What stands between CREATE and the kind of object.
struct CreateWords
{
    bool orReplace = false;
    bool nonEditionable = false;
    bool editioning = false;
    bool isPublic = false;
    std::optional<bool> force; // FORCE, NO FORCE
};
[[nodiscard]] DdlStatement readCreateView(Cursor &at, const CreateWords &words); // readview.cpp
[[nodiscard]] DdlStatement readCreateMaterializedView(Cursor &at);
[[nodiscard]] DdlStatement readAlterMaterializedView(Cursor &at);
[[nodiscard]] DdlStatement readCreateSynonym(Cursor &at, const CreateWords &words);
// readunit.cpp; at PROCEDURE, PACKAGE … The kind is nothing where it is no unit.
[[nodiscard]] std::optional<UnitKind> takeUnitKind(Cursor &at);
[[nodiscard]] DdlStatement readCreateUnit(Cursor &at, const CreateWords &words);
[[nodiscard]] DdlStatement readAlterUnit(Cursor &at, UnitKind kind);
[[nodiscard]] DdlStatement readAlterTrigger(Cursor &at);
[[nodiscard]] DdlStatement readGrant(Cursor &at); // readgrant.cpp
[[nodiscard]] DdlStatement readRevoke(Cursor &at);
[[nodiscard]] DdlStatement readDrop(Cursor &at); // readdrop.cpp
[[nodiscard]] DdlStatement readComment(Cursor &at); // readother.cpp
[[nodiscard]] DdlStatement readRename(Cursor &at);
[[nodiscard]] DdlStatement readTruncate(Cursor &at);
// Kinds that are carried as text: database links, directories, roles …
[[nodiscard]] DdlStatement readCreateOpaque(Cursor &at, const CreateWords &words); // readopaque.cpp
// DATABASE LINK, MATERIALIZED VIEW LOG …: the kind's words, taken. Empty: a kind Oracle has not.
[[nodiscard]] QString takeOpaqueKind(Cursor &at);

// ---- shared small things (cursorwords.cpp)
// IF [NOT] EXISTS where the release has it; elsewhere the error Oracle gives, and it is taken.
[[nodiscard]] bool takeIfNotExists(Cursor &at, int codeWithout);
[[nodiscard]] bool takeIfExists(Cursor &at, int codeWithout = 933);
// What is left of a statement that should have ended.
void expectEnd(Cursor &at, int code = 933);

} // namespace Athanor
