// SPDX-License-Identifier: MIT
#pragma once

#include "database/session.h"

namespace Athanor {

// alembic_version, exactly as Alembic keeps it: one row per head.
[[nodiscard]] Result<QStringList> readHeads(Session &session); // no table: no heads
[[nodiscard]] Result<> ensureVersionTable(Session &session);

// One bookkeeping step: delete `remove`, update `from` to `to`, insert `add`; the row counts must be 1 (Alembic's rule),
// else ErrorKind::Semantic and nothing changes. Does not commit.
struct HeadStep
{
    QStringList remove;
    QString from; // with `to`: UPDATE; empty: none
    QString to;
    QStringList add;
    friend bool operator==(const HeadStep &, const HeadStep &) = default;
};
[[nodiscard]] Result<> applyHeadStep(Session &session, const HeadStep &step);

} // namespace Athanor
