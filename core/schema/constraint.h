// SPDX-License-Identifier: MIT
#pragma once

#include "schema/name.h"

#include <QtCore/QStringList>

namespace Athanor {

enum class ConstraintKind { PrimaryKey, Unique, ForeignKey, Check };
enum class DeleteRule { NoAction, Cascade, SetNull };

// What any constraint, NOT NULL too, may say about itself.
struct ConstraintState
{
    bool enabled = true;
    bool validated = true; // DISABLE makes it false unless VALIDATE is written
    bool rely = false;
    bool deferrable = false;
    bool initiallyDeferred = false;

    friend bool operator==(const ConstraintState &, const ConstraintState &) = default;
};

struct Constraint
{
    ConstraintKind kind = ConstraintKind::Check;
    QString name; // empty: Oracle makes one (SYS_C…), and it is compared by content
    QStringList columns; // in order; of a check, none
    QString condition; // of a check: as written, without the outer parentheses
    QualifiedName referencedTable; // of a foreign key
    QStringList referencedColumns; // of a foreign key; empty: the primary key
    DeleteRule onDelete = DeleteRule::NoAction;
    ConstraintState state;
    QString indexName; // USING INDEX name; empty: the constraint's own
    QString indexClause; // USING INDEX (CREATE …) or its physical clauses: normalized text

    friend bool operator==(const Constraint &, const Constraint &) = default;
};

[[nodiscard]] inline bool isKey(const Constraint &constraint)
{
    return constraint.kind == ConstraintKind::PrimaryKey
        || constraint.kind == ConstraintKind::Unique;
}

} // namespace Athanor
