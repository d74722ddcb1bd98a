// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

#include <vector>

namespace Athanor {

// The system variables of SQL*Plus's SET, those with the same consequence for a script taken
// together (SQL*Plus User's Guide and Reference, "SET System Variable Summary").
enum class SetOption {
    Harmless, // what is shown and how; nothing of what statements do
    Substitution, // DEFINE, SCAN, ESCAPE, CONCAT
    Terminator, // SQLTERMINATOR
    BlockTerminator,
    CommandSeparator, // CMDSEP: several commands on a line
    Prefix, // SQLPREFIX: a command inside a statement
    Case, // SQLCASE: changes the statements' letters
    Suffix, // what @ adds to a file's name
    Flagger, // refuses what is not ANSI SQL
    Instance, // the database CONNECT goes to
    Unknown, // SP2-0158
};

struct Setting
{
    SetOption option = SetOption::Unknown;
    QString name; // upper case, as written: "DEF"
    QString value; // as written, with its quotes; empty where there is none

    friend bool operator==(const Setting &, const Setting &) = default;
};

// What a SET command sets, in its order. `arguments` is what follows SET.
[[nodiscard]] std::vector<Setting> settingsOf(QStringView arguments);

// Whether the setting leaves statements ending where they end by themselves: ; and a lone /, the
// lone . of a block, no commands inside statements.
[[nodiscard]] bool keepsStatementEnds(const Setting &setting);

} // namespace Athanor
