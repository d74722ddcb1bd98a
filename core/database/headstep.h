// SPDX-License-Identifier: MIT
#pragma once

#include "revision/revisiongraph.h"

namespace Athanor {

// One bookkeeping step of alembic_version: delete `remove`, update `from` to `to`, insert `add`.
struct HeadStep
{
    QStringList remove;
    QString from; // with `to`: UPDATE; empty: none
    QString to;
    QStringList add;

    [[nodiscard]] bool isEmpty() const
    {
        return remove.isEmpty() && from.isEmpty() && add.isEmpty();
    }
    friend bool operator==(const HeadStep &, const HeadStep &) = default;
};

// What applying or undoing `revision` does to the rows `heads`, as Alembic's HeadMaintainer decides
// it (alembic/runtime/migration.py): a base or a second branch inserts, a linear step updates, a
// merge deletes and updates, un-merging updates and inserts, and undoing a branch whose parent
// another head still contains deletes.
[[nodiscard]] HeadStep upgradeStep(const RevisionGraph &graph, const QString &revision,
                                   const QStringList &heads);
[[nodiscard]] HeadStep downgradeStep(const RevisionGraph &graph, const QString &revision,
                                     const QStringList &heads);

// The rows after the step, sorted.
[[nodiscard]] QStringList headsAfter(QStringList heads, const HeadStep &step);

} // namespace Athanor
