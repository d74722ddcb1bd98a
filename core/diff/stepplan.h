// SPDX-License-Identifier: MIT
#pragma once

#include "diff/generate.h"

#include <map>
#include <memory>
#include <set>

namespace Athanor {

// Where a step stands when nothing else decides: what is taken away from surviving objects first,
// then what is new, then what reads it, and what loses data last. Steps that name the same thing
// are ordered by the wishes below.
enum class StepRank {
    ReadWrite,
    Revoke,
    DropTrigger,
    Rename, // tables and columns: every later statement uses the new names
    DropForeignKey,
    DropView,
    DropConstraint,
    DropIndex,
    RenamePart, // constraints, indexes
    Groundwork, // types, sequences, links
    CreateTable,
    AddColumn,
    ModifyColumn,
    Attributes,
    Index,
    AddKey,
    AddCheck,
    AddForeignKey,
    ConstraintState,
    Synonym,
    ViewOrUnit,
    Body,
    Trigger,
    DropColumn,
    DropTable,
    DropUnit,
    DropSequence,
    DropGroundwork,
    Comment,
    Grant,
    ReadOnly,
};

// One or more statements that stay together, and what they mean to others.
struct GenerationStep
{
    StepRank rank = StepRank::ModifyColumn;
    std::vector<GeneratedStatement> statements;
    // Keys are words like "TABLE HR.T"; a key means something only where two steps share it.
    std::set<QString> makes; // there from here on
    std::set<QString> removes; // gone from here on; whoever makes the same key comes after
    std::set<QString> needs; // after its maker
    std::set<QString> releases; // uses it no longer: before its remover
    std::set<QString> mentions; // names in texts: after their makers if that is possible
};

class StepPlan
{
public:
    GenerationStep &add(StepRank rank);
    [[nodiscard]] GeneratedScript script(); // once

private:
    [[nodiscard]] std::vector<size_t> order() const;

    std::vector<std::unique_ptr<GenerationStep>> m_steps;
};

[[nodiscard]] QString stepKey(QStringView kind, const QualifiedName &name,
                              const QString &part = {});

} // namespace Athanor
