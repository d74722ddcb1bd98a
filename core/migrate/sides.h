// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/workspace.h"

#include <optional>

namespace Athanor {

// One side of a comparison, named by a word: `model`, `live`, a revision as RevisionGraph::resolve
// reads it, or a path (one .sql script, or a folder of them in any order).
struct Side
{
    enum class Kind { Model, Live, Revision, Path } kind = Kind::Model;
    QString label; // for people: "model", "live sandbox shop.sandbox", "revision 3f2a9c1d7e4b", the
                   // path
    Catalog catalog;
};

struct SideOptions
{
    OracleVersion version;
    // What scripts of a path are completed with; nullopt: as they stand. The model follows the
    // workspace.
    std::optional<Autoincrement> completePaths;
    ExpandOptions scripts; // how a path's scripts are read; the others follow the workspace
    // Opens the target for `live`; called at most once a side.
    std::function<Result<std::unique_ptr<Session>>()> connect;
};

// `workspace` is null where there is no project; then only paths can be read. A word that is a file
// or folder is a path; else it must be one of the others (Usage names what would do). `live` is
// without the tools' own tables.
[[nodiscard]] Result<Side> readSide(const QString &word, const Workspace *workspace,
                                    const SideOptions &options);

} // namespace Athanor
