// SPDX-License-Identifier: MIT
#pragma once

#include "diff/hazard.h"
#include "schema/oracleversion.h"
#include "schema/table.h"

#include <optional>
#include <vector>

namespace Athanor {

enum class TypeChangeWay {
    Modify, // ALTER TABLE … MODIFY does it, at most asking the rows
    Copy, // a new column, UPDATE, DROP, RENAME: ORA-01439, ORA-22858, ORA-22859
    ModifyThenCopy, // LONG first becomes a LOB, which an UPDATE can read
    Manual, // nothing general can be said
};

struct TypeChange
{
    TypeChangeWay way = TypeChangeWay::Modify;
    std::optional<DataType> between; // of ModifyThenCopy
    QString copied; // the expression that reads the old column into the new one
    std::vector<Hazard> hazards;
};

// How a column's type gets from one to the other (SQL Language Reference, ALTER TABLE,
// modify_col_properties).
[[nodiscard]] TypeChange typeChange(const QualifiedName &table, const Column &before,
                                    const Column &after);

// The release the type, or another thing a column says, asks for; none where 11.2 has it all.
[[nodiscard]] std::optional<OracleVersion> releaseNeeded(const Column &column);

} // namespace Athanor
