// SPDX-License-Identifier: MIT
#pragma once

#include "schema/table.h"

// Which partitions become which, so that their rows stay: before anything is added or dropped.
namespace Athanor {

struct PartitionMove
{
    enum class Kind {
        Merge, // `first` and `second` become `into`
        Rename, // `first` becomes `into`
        SplitList, // the values of `into` leave `first`
    };
    Kind kind = Kind::Merge;
    QString first;
    QString second;
    QString into;
};

struct PartitionPlan
{
    std::vector<PartitionMove> moves;
    std::vector<Partition> standing; // what is there after them
    // Values of a partition that goes are to lie in several: no statement moves them.
    bool isTangled = false;
};

[[nodiscard]] PartitionPlan partitionPlan(const QString &method,
                                          const std::vector<Partition> &before,
                                          const std::vector<Partition> &after);

// Null for an empty name.
[[nodiscard]] const Partition *partitionNamed(const std::vector<Partition> &partitions,
                                              const QString &name);
// What stands between the outer parentheses of a bound, and its single values.
[[nodiscard]] QString boundText(const QString &bound);
[[nodiscard]] QStringList boundValues(const QString &bound);
// The values of a list in any order.
[[nodiscard]] bool sameBound(const QString &a, const QString &b);

} // namespace Athanor
