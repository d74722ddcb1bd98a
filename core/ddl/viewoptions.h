// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

namespace Athanor {

// A materialized view's options (MaterializedView::options) after ALTER MATERIALIZED VIEW with
// these: each takes the place of its like, what is not written stays, in CREATE's order. Private to
// the ddl room.
[[nodiscard]] QString mergedViewOptions(const QString &options, const QString &changes);

} // namespace Athanor
