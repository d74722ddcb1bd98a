// SPDX-License-Identifier: MIT
#include "base/clock.h"

namespace Athanor {

Clock systemClock()
{
    return [] { return QDateTime::currentDateTimeUtc(); };
}

Clock fixedClock(const QDateTime &time)
{
    return [time] { return time; };
}

QString isoUtc(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODate);
}

} // namespace Athanor
