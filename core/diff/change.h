// SPDX-License-Identifier: MIT
#pragma once

#include "schema/catalog.h"

#include <variant>
#include <vector>

// The vocabulary of change. Finding changes is compare.h, ordering and saying them in SQL
// generate.h.
namespace Athanor {

struct ObjectAdded
{
    ObjectRef object;
};
struct ObjectDropped
{
    ObjectRef object;
};
struct ObjectRenamed
{
    ObjectRef from;
    ObjectRef to;
};
struct ObjectReplaced
{
    ObjectRef object;
    QString reason;
}; // no ALTER exists, or CREATE OR REPLACE is how it is altered
struct TableAttributesAltered
{
    QualifiedName table;
}; // comment, physical, partitions, read only
struct ColumnAdded
{
    QualifiedName table;
    QString column;
};
struct ColumnDropped
{
    QualifiedName table;
    QString column;
};
struct ColumnRenamed
{
    QualifiedName table;
    QString from;
    QString to;
};
// One change per aspect, as one clause is written per aspect.
enum class ColumnAspect {
    Type,
    Default,
    NotNull,
    Identity,
    VirtualExpression,
    Visibility,
    Collation,
    Comment,
    Other
};
struct ColumnAltered
{
    QualifiedName table;
    QString column;
    ColumnAspect aspect = ColumnAspect::Type;
};
struct ConstraintAdded
{
    QualifiedName table;
    Constraint constraint;
};
struct ConstraintDropped
{
    QualifiedName table;
    Constraint constraint;
};
struct ConstraintRenamed
{
    QualifiedName table;
    QString from;
    QString to;
};
struct ConstraintStateAltered
{
    QualifiedName table;
    Constraint before;
    Constraint after;
};
struct IndexAltered
{
    QualifiedName index;
};
struct SequenceAltered
{
    QualifiedName sequence;
};
struct TriggerStateAltered
{
    QualifiedName trigger;
    bool enabled = true;
};
struct CommentAltered
{
    ObjectRef object;
    QString column;
    QString before;
    QString after;
}; // column empty: of the object
struct GrantAdded
{
    Grant grant;
};
struct GrantDropped
{
    Grant grant;
};

using ChangeDetail =
    std::variant<ObjectAdded, ObjectDropped, ObjectRenamed, ObjectReplaced, TableAttributesAltered,
                 ColumnAdded, ColumnDropped, ColumnRenamed, ColumnAltered, ConstraintAdded,
                 ConstraintDropped, ConstraintRenamed, ConstraintStateAltered, IndexAltered,
                 SequenceAltered, TriggerStateAltered, CommentAltered, GrantAdded, GrantDropped>;

enum class ChangeKind { Added, Altered, Dropped, Renamed };

// One change between two normalized catalogs.
struct Change
{
    ChangeDetail detail;
    ObjectRef object; // the top-level object it shows under: a table for its columns, constraints
                      // and indexes

    [[nodiscard]] ChangeKind kind() const;
    // One line for people: "column AUTH_USER.EMAIL: VARCHAR2(100 CHAR) → VARCHAR2(254 CHAR)". Needs
    // both catalogs.
    [[nodiscard]] QString describe(const Catalog &from, const Catalog &to) const;
};

} // namespace Athanor
