// SPDX-License-Identifier: MIT
#pragma once

#include "diff/generate.h"
#include "migrate/run.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

namespace Athanor {

// The field names are a contract: docs/cli.md lists them.

[[nodiscard]] QJsonArray toJson(const QStringList &texts);
[[nodiscard]] QJsonValue jsonOrNull(const QString &text);
[[nodiscard]] QJsonObject toJson(const Error &error);
[[nodiscard]] QJsonObject toJson(const Revision &revision, const RevisionGraph &graph);
[[nodiscard]] QJsonObject toJson(const Hazard &hazard);
[[nodiscard]] QJsonArray changesToJson(const Comparison &comparison);
[[nodiscard]] QJsonArray renamesToJson(const Comparison &comparison);
[[nodiscard]] QJsonArray toJson(const GeneratedScript &script);
[[nodiscard]] QJsonObject toJson(const PlannedStatement &statement);
[[nodiscard]] QString toString(StatementKind kind); // "sql", "plsql", "java", "client"

} // namespace Athanor
