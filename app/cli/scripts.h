// SPDX-License-Identifier: MIT
#pragma once

#include "cli/terminal.h"
#include "ddl/catalogreader.h"
#include "migrate/modelsource.h"

#include <QtCore/QStringList>

namespace Athanor {

// Scripts outside a project: a file, every .sql file of a folder and its folders, or standard input
// ("-"). All that cannot be read is in `errors`; a folder without a script is an error, too.
[[nodiscard]] ScriptSet scriptsOf(const QString &path);

// The catalog they make, read as SQL*Plus would run them (included files, variables), and every
// error on the way. One file is a script in its order; several, or a folder, a model in any order.
[[nodiscard]] CatalogReading readCatalogOf(const QStringList &paths, const OracleVersion &version,
                                           const std::map<QString, QString> &variables = {});

// NAME=VALUE of every --define. Refuses (Usage) what is not of that form.
[[nodiscard]] Result<std::map<QString, QString>> parseDefines(const QStringList &defines);

// All of them to standard error but the last, which is the result.
[[nodiscard]] Failure reportAll(Terminal &terminal, const Errors &errors);

} // namespace Athanor
