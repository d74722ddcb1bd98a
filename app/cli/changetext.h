// SPDX-License-Identifier: MIT
#pragma once

#include "cli/terminal.h"
#include "diff/generate.h"

namespace Athanor {

[[nodiscard]] QString changeWord(ChangeKind kind); // "added", "altered", "dropped", "renamed"
[[nodiscard]] QString hazardWord(HazardKind kind); // "loses-data", "may-fail-on-rows" …

// One line a change, to standard output: "+ table AUTH_USER".
void printChanges(Terminal &terminal, const Comparison &comparison);

// What may go wrong, to standard error: one line a hazard, once each.
void noteHazards(Terminal &terminal, const GeneratedScript &script, const QString &title);

// What may be renamed objects, with the option that says so.
void noteRenames(Terminal &terminal, const Comparison &comparison);

// "old=new" of every --rename. Refuses (Usage) what is not of that form.
[[nodiscard]] Result<std::vector<std::pair<QString, QString>>>
parseRenames(const QStringList &renames);

} // namespace Athanor
