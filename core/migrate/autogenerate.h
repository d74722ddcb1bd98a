// SPDX-License-Identifier: MIT
#pragma once

#include "database/dictionary.h"
#include "diff/generate.h"
#include "migrate/workspace.h"

namespace Athanor {

// The difference between a target and the model, and the scripts that close it.
struct Difference
{
    Comparison comparison; // from the target, to the model
    ScriptPair scripts;
    CompareOptions compareOptions;
    // What the target has, the model has not and no revision made: left alone unless it is asked
    // for. Only a comparison with a target knows them.
    std::vector<ObjectRef> unowned;

    [[nodiscard]] bool isEmpty() const { return comparison.changes.empty(); }
};

// "ORDERS" or "ORDERS.TOTAL", as a side of AutogenerateOptions::renames is written.
[[nodiscard]] QString renameWord(const ObjectRef &object);

struct AutogenerateOptions
{
    // --rename old=new, as written: NAME on both sides, or TABLE.COLUMN. What is not there is
    // ErrorKind::Usage.
    std::vector<std::pair<QString, QString>> renames;
    bool dropUnowned = false; // objects that no revision made are left alone unless this is set
    std::vector<ObjectRef> dropAlso; // of Difference::unowned
    QString message;
    DictionaryOptions reading{}; // progress of reading the target, and how it is stopped
};

// How two catalogs of `owner` are compared: with these renames, read against both.
[[nodiscard]] Result<CompareOptions>
compareOptionsFor(const std::vector<std::pair<QString, QString>> &renames, const Catalog &from,
                  const Catalog &to, const QString &owner);

// Semantic, with what to do first, unless the target stands at the one head there is and no run
// stands half-way: what a new revision can be written on.
[[nodiscard]] Result<> requireAtHead(const Workspace &workspace, Session &session);

// The first error of the model; its context says how many more there are.
[[nodiscard]] Result<ModelReading> readWholeModel(const Workspace &workspace);

[[nodiscard]] Result<Difference> compareWithModel(const Workspace &workspace, Session &session,
                                                  const AutogenerateOptions &options);
[[nodiscard]] Result<Difference> compareCatalogs(const Workspace &workspace, const Catalog &from,
                                                 const Catalog &to,
                                                 const AutogenerateOptions &options);

// Writes the revision file. Refuses (Semantic) a target that is not at the head, several heads, a
// half-way run: each with what to do first. Gives no revision (nullopt) when there is no
// difference.
[[nodiscard]] Result<std::optional<Revision>> autogenerate(const Workspace &workspace,
                                                           Session &session,
                                                           const AutogenerateOptions &options,
                                                           const Clock &clock);
// An empty revision for hand-written statements; no parents means the head, several make a merge.
[[nodiscard]] Result<Revision> newRevision(const Workspace &workspace, const QString &message,
                                           const QStringList &parents, const Clock &clock);

} // namespace Athanor
