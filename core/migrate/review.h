// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/workspace.h"

namespace Athanor {

// Marks a revision reviewed, or takes the mark away. Refuses sections that cannot be split (Syntax,
// with the place in the file).
[[nodiscard]] Result<Revision> review(const Workspace &workspace, const QString &id,
                                      const QString &reviewer, const Clock &clock);
[[nodiscard]] Result<Revision> withdrawReview(const Workspace &workspace, const QString &id);

// Saves edited sections. Refuses when the file on disk is not `before` any more: nothing of
// anybody's is overwritten.
[[nodiscard]] Result<Revision> saveSections(const Workspace &workspace, const Revision &before,
                                            const QString &upgrade, const QString &downgrade);

} // namespace Athanor
