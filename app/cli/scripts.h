// SPDX-License-Identifier: MIT
#pragma once

#include "cli/terminal.h"
#include "ddl/catalogreader.h"

#include <QtCore/QStringList>

namespace Athanor {

// Scripts outside a project: a file, or every .sql file of a folder and its folders, by name. "-"
// is standard input. Refuses a path that is not there and a folder without one.
[[nodiscard]] Result<std::vector<Script>> readScripts(const QString &path);

// The catalog they make. One file is a script as it would run; several, or a folder, a model in any
// order.
[[nodiscard]] Result<CatalogReading> readCatalogOf(const QStringList &paths,
                                                   const OracleVersion &version);

// All of them to standard error but the last, which is the result.
[[nodiscard]] Failure reportAll(Terminal &terminal, const Errors &errors);

} // namespace Athanor
