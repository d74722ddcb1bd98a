// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <map>
#include <optional>
#include <vector>

namespace Athanor {

// A row of the table in docs/architecture.md: what one room may use.
struct RoomRule
{
    QString folder; // "core/diff", "ui"
    QStringList rooms; // by the name includes begin with: "base", "ui"
    QStringList qtModules; // "Core", "Sql"
    QStringList libraries; // other libraries it may link: "SQLite::SQLite3"

    friend bool operator==(const RoomRule &, const RoomRule &) = default;
};

// By the room's name, the last part of its folder.
using RoomTable = std::map<QString, RoomRule>;

// The one table of the page whose first heading is "room". Nothing when there is none, or when a
// row cannot be read: a table that is half understood checks half of the tree.
[[nodiscard]] std::optional<RoomTable> readRoomTable(const QString &markdown);

// A room's sources and CMakeLists.txt against its rule, one sentence per violation:
// "core/sql/lexer.cpp:7: …".
[[nodiscard]] QStringList violations(const QString &sourceDirectory, const RoomTable &table);

} // namespace Athanor
