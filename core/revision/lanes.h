// SPDX-License-Identifier: MIT
#pragma once

#include "revision/revisiongraph.h"

namespace Athanor {

// One row of the drawn history, newest first: which lane the node is in and which lines pass
// through its cell.
struct LaneRow
{
    QString revision;
    int lane = 0;
    // Lines of this row, as lane numbers at the top and bottom edge of the cell; -1: ends or begins
    // at the node.
    struct Edge
    {
        int top = -1;
        int bottom = -1;
        friend bool operator==(const Edge &, const Edge &) = default;
    };
    std::vector<Edge> edges;
    int laneCount = 1; // lanes in use in this row

    friend bool operator==(const LaneRow &, const LaneRow &) = default;
};

[[nodiscard]] std::vector<LaneRow> lanes(const RevisionGraph &graph);

} // namespace Athanor
