// SPDX-License-Identifier: MIT
#pragma once

class QTableView;

namespace Athanor {

// How every table of the window looks: rows selected whole, no grid, quiet header, the last column
// taking the rest.
void setUpTable(QTableView *table);

// What the other columns leave is shared between `column` and the last one, in a narrow window,
// too, until the user drags a column.
void shareWidth(QTableView *table, int column, double share);

} // namespace Athanor
