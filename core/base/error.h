// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

namespace Athanor {

// What went wrong, in the classes callers branch on. The verbs' exit codes follow from it.
enum class ErrorKind {
    Usage, // the request itself makes no sense: an unknown option, a name that is not there
    Syntax, // text that cannot be read: SQL, toml, a revision header
    Semantic, // readable, but Oracle (or the revision graph) refuses it; oraCode where Oracle has
              // one
    Ambiguous, // a prefix or a name that fits more than one thing
    File, // the file system refused: permission, disk full, not there
    Connection, // no driver, no client library, no server, no privilege
    Statement, // the database refused a statement
    Locked, // another run holds the lock
    NotReviewed, // a revision waits at the STOP step
    Cancelled, // the user stopped it
    Unsupported, // understood, but not modelled here
};

// A place in a text. Line and column count from 1; 0 says "unknown". The column counts UTF-16
// units, as editors do.
struct Place
{
    QString file;
    int line = 0;
    int column = 0;

    friend bool operator==(const Place &, const Place &) = default;
};

// One error as a value. `message` is a sentence for the user that says what to do; `context` is
// what was being done or what the text around the error says. Never holds a password.
struct Error
{
    ErrorKind kind = ErrorKind::Semantic;
    QString message;
    int oraCode = 0; // 942 for ORA-00942; 0 where Oracle has none
    Place where = {};
    QString context = {};

    // "file:line:column: ORA-00942: message (context)", leaving out what is not known.
    [[nodiscard]] QString toString() const;

    friend bool operator==(const Error &, const Error &) = default;
};

// "ORA-00942" for 942.
[[nodiscard]] QString oraCodeText(int code);

} // namespace Athanor
