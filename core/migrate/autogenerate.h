// SPDX-License-Identifier: MIT
#pragma once

#include "diff/generate.h"
#include "migrate/workspace.h"

namespace Athanor {

// The difference between a target and the model, and the scripts that close it.
struct Difference
{
    Comparison comparison; // from the target, to the model
    ScriptPair scripts;
    CompareOptions compareOptions;

    [[nodiscard]] bool isEmpty() const { return comparison.changes.empty(); }
};

struct AutogenerateOptions
{
    std::vector<std::pair<QString, QString>> renames; // --rename old=new, as written: TABLE, or TABLE.COLUMN on both sides
    bool dropUnowned = false; // tables that no revision made are left alone unless this is set
    QString message;
};

[[nodiscard]] Result<Difference> compareWithModel(const Workspace &workspace, Session &session,
                                                  const AutogenerateOptions &options);
[[nodiscard]] Result<Difference> compareCatalogs(const Workspace &workspace, const Catalog &from, const Catalog &to,
                                                 const AutogenerateOptions &options);

// Writes the revision file. Refuses (Semantic) a target that is not at the head: what is pending must run first; gives no
// revision (nullopt) when there is no difference.
[[nodiscard]] Result<std::optional<Revision>> autogenerate(const Workspace &workspace, Session &session,
                                                           const AutogenerateOptions &options, const Clock &clock);
// An empty revision for hand-written statements; several parents make a merge.
[[nodiscard]] Result<Revision> newRevision(const Workspace &workspace, const QString &message, const QStringList &parents,
                                           const Clock &clock);

} // namespace Athanor
