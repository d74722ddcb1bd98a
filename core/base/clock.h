// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QDateTime>

#include <functional>

namespace Athanor {

// Where the time comes from, so that tests can say what it is. Always UTC.
using Clock = std::function<QDateTime()>;

[[nodiscard]] Clock systemClock();
[[nodiscard]] Clock fixedClock(const QDateTime &time);

// "2026-11-22T15:04:05Z", the form every file and table of ours uses.
[[nodiscard]] QString isoUtc(const QDateTime &time);

} // namespace Athanor
