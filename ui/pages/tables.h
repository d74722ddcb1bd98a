// SPDX-License-Identifier: MIT
#pragma once

class QTableView;

namespace Athanor {

// How every table of the window looks: rows selected whole, no grid, quiet header, the last column
// taking the rest.
void setUpTable(QTableView *table);

} // namespace Athanor
