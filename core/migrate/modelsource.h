// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/workspace.h"
#include "sql/script.h"

namespace Athanor {

// Scripts and what kept others from being read.
struct ScriptSet
{
    std::vector<Script> scripts;
    Errors errors;
};

// The .sql files of a folder and its subfolders, by name; or the one file.
[[nodiscard]] ScriptSet readScripts(const QString &path);

// The model's scripts: its files and folders, or what its command prints.
[[nodiscard]] ScriptSet readModelScripts(const Project &project);

// What a command prints on its standard output, run in `directory` without a shell. Its place in
// messages is the command. Refuses (File) one that cannot be started, fails, prints no UTF-8 or
// does not end within `timeoutMs`.
[[nodiscard]] Result<QString> commandOutput(const QString &command, const QString &directory,
                                            int timeoutMs = 120000);

} // namespace Athanor
