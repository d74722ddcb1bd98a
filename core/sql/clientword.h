// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QStringView>

namespace Athanor {

// The SQL*Plus commands (SQL*Plus User's Guide and Reference, "SQL*Plus Command Reference"), those
// with the same consequence for a script taken together.
enum class ClientWord {
    None, // no command of SQL*Plus
    Accept,
    Administration, // ARCHIVE LOG, PASSWORD, RECOVER, SHUTDOWN, STARTUP
    BufferEdit, // APPEND, CHANGE, DEL, EDIT, GET, INPUT, SAVE: they make the next / mean something
                // else
    Connect,
    Copy,
    Define,
    Disconnect,
    Document, // DOC: text up to a line with #
    Execute,
    Exit,
    Harmless, // formatting, listing, timing: no effect on what statements do
    Host,
    Print,
    Prompt,
    Remark,
    Run, // R, RUN: as /
    Set,
    Show,
    Spool,
    Start, // START, @, @@
    Undefine,
    Variable,
    Whenever,
    Xquery, // runs to a lone /
};

// The command a statement's first word is, as SQL*Plus abbreviates: "sho", "SHOW", "rem". For SET
// the caller decides, because SET ROLE, SET TRANSACTION and SET CONSTRAINTS are SQL.
[[nodiscard]] ClientWord clientWord(QStringView word);

} // namespace Athanor
