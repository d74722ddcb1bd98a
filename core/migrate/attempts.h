// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/run.h"

#include <map>

namespace Athanor {

// What the journal says about one revision since it was last whole: the newest row of each of its
// statements.
struct Attempt
{
    QString revision;
    Direction direction = Direction::Upgrade; // never Rollback
    std::map<int, JournalEntry> statements; // by number; without what was undone
    bool rollbackBegun = false;

    [[nodiscard]] int doneCount() const; // done or skipped
    [[nodiscard]] const JournalEntry *started() const; // what a crash interrupted, if anything
};

// By revision. The journal is read forward: a change of direction, and a statement that runs again
// though it was done, begin a new attempt; `undone` takes a statement back.
[[nodiscard]] std::map<QString, Attempt> attempts(const std::vector<JournalEntry> &journal);

// The attempt that stands half-way: something of it took effect, but alembic_version does not say
// that all of it did. The last statement's row and alembic_version change in one transaction, so
// they cannot disagree after a crash. A revision that another tool stamped away after Athanor had
// run it counts too: what it made may be there still, and must not be run twice unasked; our own
// stamp settles it.
[[nodiscard]] std::optional<Attempt> unfinishedAttempt(const Workspace &workspace,
                                                       const std::vector<JournalEntry> &journal,
                                                       const QStringList &heads);

// Whether the attempt ran exactly the section as it stands now, to its end.
[[nodiscard]] bool ranWhole(const Attempt &attempt,
                            const std::vector<PlannedStatement> &statements);

// The first statement of the done ones that differs from what was run; 0: none.
[[nodiscard]] int editedPrefix(const Attempt &attempt,
                               const std::vector<PlannedStatement> &statements);

// Semantic, with what to do, where a run stands half-way.
[[nodiscard]] Result<> refuseUnfinished(const Workspace &workspace,
                                        const std::vector<JournalEntry> &journal,
                                        const QStringList &heads);

// Broken revision files, missing parents: what any verb that plans needs whole.
[[nodiscard]] Result<> checkRevisions(const Workspace &workspace);

} // namespace Athanor
