// SPDX-License-Identifier: MIT
#pragma once

#include "base/textrange.h"
#include "schema/catalog.h"

#include <optional>
#include <variant>
#include <vector>

// One read DDL statement as a value: what it asks for, before anybody asks whether a catalog allows
// it.
namespace Athanor {

struct CreateTable
{
    Table table;
    std::vector<Index> indexes; // from USING INDEX (CREATE INDEX …)
    QString asQuery; // CREATE TABLE … AS SELECT: the query as written
    bool ifNotExists = false;
};

// ---- ALTER TABLE, one struct an action; a statement holds several
struct AddColumns
{
    std::vector<Column> columns;
    std::vector<Constraint> constraints; // inline ones
    std::vector<Index> indexes; // from USING INDEX (CREATE INDEX …)
};
// Only what was written is set: MODIFY c NOT NULL leaves type and default empty.
struct ModifyColumn
{
    QString column;
    std::optional<DataType> type;
    std::optional<QString> defaultValue; // "NULL" for DEFAULT NULL
    bool defaultOnNull = false;
    bool defaultOnNullForUpdate = false;
    std::optional<NotNull> setNotNull;
    bool setNull = false; // MODIFY c NULL
    std::optional<Identity> identity;
    bool dropIdentity = false;
    std::optional<QString> virtualExpression;
    std::optional<bool> invisible;
    std::optional<QString> collation;
    std::vector<Constraint> constraints; // inline ones
    std::vector<Index> indexes; // from USING INDEX (CREATE INDEX …)
    QString otherClauses;
};
struct DropColumns
{
    QStringList columns;
    bool cascadeConstraints = false;
    bool setUnused = false;
};
struct RenameColumn
{
    QString from;
    QString to;
};
struct AddConstraint
{
    Constraint constraint;
    std::optional<Index> index;
};
struct DropConstraint
{
    ConstraintKind kind =
        ConstraintKind::Check; // PrimaryKey / Unique for DROP PRIMARY KEY / UNIQUE (…)
    QString name; // of DROP CONSTRAINT; else empty
    QStringList columns; // of DROP UNIQUE (…)
    bool cascade = false;
    bool keepIndex = false;
    bool dropIndex = false; // DROP INDEX: also one that was there before the constraint
    bool ifExists = false;
};
struct RenameConstraint
{
    QString from;
    QString to;
};
struct ModifyConstraint // MODIFY / ENABLE / DISABLE CONSTRAINT, PRIMARY KEY, UNIQUE (…)
{
    ConstraintKind kind = ConstraintKind::Check;
    QString name;
    QStringList columns;
    std::optional<bool> enabled;
    std::optional<bool> validated;
    std::optional<bool> rely;
    std::optional<bool> initiallyDeferred;
    QString indexName; // USING INDEX
    std::optional<Index> index; // USING INDEX (CREATE INDEX …)
    bool cascade = false;
    bool keepIndex = false;
    bool dropIndex = false; // also one that was there before the constraint
};
struct SetTriggers
{
    bool enabled = true;
}; // ENABLE / DISABLE ALL TRIGGERS
struct MoveTable
{
    bool keepsIndexes = false;
}; // MOVE: indexes become unusable unless ONLINE
struct RenameTableTo
{
    QString to;
};
struct SetReadOnly
{
    bool readOnly = true;
};
// As Table::physical; an empty value takes Oracle's default back. "MODIFY LOB (c)" changes parts of
// a "LOB (c)".
struct SetPhysical
{
    QString keyword;
    QString value;
};
// As one of Table::items.
struct AddItem
{
    QString text;
};
struct DropItem // its first words: "PERIOD FOR V", "SUPPLEMENTAL LOG GROUP G"
{
    QString words;
};
struct AddPartition
{
    Partition partition;
};
struct DropPartition
{
    QString name;
};
struct AlterPartitioning
{
    QString text;
}; // SPLIT, MERGE, EXCHANGE, MODIFY PARTITION …: normalized text, carried
struct Repartition // MODIFY PARTITION BY … (12.2), MODIFY NONPARTITIONED (23): nothing
{
    std::optional<Partitioning> partitioning;
};
struct OtherTableAction
{
    QString text;
}; // not understood: kept on the table as text

using TableAction =
    std::variant<AddColumns, ModifyColumn, DropColumns, RenameColumn, AddConstraint, DropConstraint,
                 RenameConstraint, ModifyConstraint, RenameTableTo, SetReadOnly, SetPhysical,
                 SetTriggers, MoveTable, AddItem, DropItem, AddPartition, DropPartition,
                 AlterPartitioning, Repartition, OtherTableAction>;
struct AlterTable
{
    QualifiedName table;
    std::vector<TableAction> actions;
    bool ifExists = false;
};
struct DropTable
{
    QualifiedName name;
    bool cascadeConstraints = false;
    bool purge = false;
    bool ifExists = false;
};
struct TruncateTable
{
    QualifiedName name;
    bool cascade = false;
};
struct RenameObject
{
    QString from;
    QString to;
}; // RENAME a TO b

struct CreateIndex
{
    Index index;
    bool ifNotExists = false;
};
struct AlterIndex
{
    QualifiedName name;
    QString renameTo; // RENAME TO; else empty
    std::optional<bool> invisible;
    std::optional<bool> unusable;
    std::optional<QString> compress; // REBUILD COMPRESS n
    std::optional<bool> reverse; // REBUILD REVERSE / NOREVERSE
    std::map<QString, QString> physical;
    QString otherClauses; // carried
};
struct DropIndex
{
    QualifiedName name;
    bool ifExists = false;
};

struct CreateSequence
{
    Sequence sequence;
    bool ifNotExists = false;
};
struct AlterSequence
{
    QualifiedName name;
    SequenceOptions options; // what is set replaces; flags below say what was written
    std::vector<QString> written; // "INCREMENT BY", "MAXVALUE" (also for NOMAXVALUE), "CYCLE",
                                  // "NOCYCLE", "CACHE", "RESTART" …
};
struct DropSequence
{
    QualifiedName name;
    bool ifExists = false;
};

struct CreateView
{
    View view;
    bool orReplace = false;
    bool ifNotExists = false;
};
struct DropView
{
    QualifiedName name;
    bool ifExists = false;
};
struct CreateMaterializedView
{
    MaterializedView view;
    bool ifNotExists = false;
};
// Clauses that replace those of the same kind in MaterializedView::options (REFRESH …, ENABLE QUERY
// REWRITE …).
struct AlterMaterializedView
{
    QualifiedName name;
    QString options;
};
struct DropMaterializedView
{
    QualifiedName name;
    bool ifExists = false;
};
struct CreateSynonym
{
    Synonym synonym;
    bool orReplace = false;
    bool ifNotExists = false;
};
struct DropSynonym
{
    QualifiedName name;
    bool ifExists = false;
};
struct CreateUnit
{
    ProgramUnit unit;
    bool orReplace = false;
    bool ifNotExists = false;
};
struct DropUnit
{
    UnitKind kind = UnitKind::Procedure;
    QualifiedName name;
    bool ifExists = false;
    bool force = false; // DROP TYPE … FORCE / VALIDATE
};
// ALTER TYPE … ADD | MODIFY | DROP ATTRIBUTE a | MEMBER FUNCTION …: one entry as written.
struct TypeElementChange
{
    enum class Action { Add, Modify, Drop };
    Action action = Action::Add;
    QString element;
};
struct AlterUnit
{
    UnitKind kind = UnitKind::Procedure;
    QualifiedName name;
    std::optional<bool> nonEditionable;
    std::vector<TypeElementChange> typeChanges;
};
struct AlterTrigger
{
    QualifiedName name;
    std::optional<bool> enabled;
    QString renameTo;
};
struct CommentOn
{
    QString type; // "TABLE", "COLUMN", "MATERIALIZED VIEW", …
    QualifiedName object;
    QString column; // of COLUMN
    QString comment;
};
struct GrantPrivileges
{
    std::vector<Grant> grants;
};
struct RevokePrivileges
{
    std::vector<Grant> grants;
};
struct CreateOpaque
{
    OpaqueObject object;
    bool orReplace = false;
    bool ifNotExists = false;
};
struct DropOpaque
{
    QString kind;
    QualifiedName name;
    bool ifExists = false;
};
// CREATE SCHEMA AUTHORIZATION …: all of it or nothing, in whatever order it is written.
struct CreateSchema
{
    std::vector<std::variant<CreateTable, CreateView, GrantPrivileges>> parts;
};
// Understood to be DDL, changes no catalog (ALTER … COMPILE, PURGE, ANALYZE, ALTER SESSION, CREATE
// ROLE of elsewhere …).
struct NoStructure
{
    QString words;
};
// Not DDL: DML, a query, a block, transaction control.
struct NotDdl
{
    QString words;
};

using DdlStatement =
    std::variant<CreateTable, AlterTable, DropTable, TruncateTable, RenameObject, CreateIndex,
                 AlterIndex, DropIndex, CreateSequence, AlterSequence, DropSequence, CreateView,
                 DropView, CreateMaterializedView, AlterMaterializedView, DropMaterializedView,
                 CreateSynonym, DropSynonym, CreateUnit, DropUnit, AlterUnit, AlterTrigger,
                 CommentOn, GrantPrivileges, RevokePrivileges, CreateOpaque, DropOpaque,
                 CreateSchema, NoStructure, NotDdl>;

} // namespace Athanor
