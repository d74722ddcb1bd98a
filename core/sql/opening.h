// SPDX-License-Identifier: MIT
#pragma once

#include "sql/clientword.h"
#include "sql/script.h"

namespace Athanor {

// How a statement goes on, by its first words: which characters mean something in it and what ends
// it.
enum class Reading {
    Sql, // to ; or a lone /
    SqlThatMayHoldFunctions, // … but to a lone / if a WITH FUNCTION turns up in it
    PlSql, // to a lone /, or a / after ;
    WithFunction, // as PL/SQL, but the last ; is a terminator
    UpToSemicolon, // a type specification or a library: holds no ; but its last
    Opaque, // Java, JavaScript, wrapped source: quotes mean nothing, to a lone /
    Line, // a SQL*Plus command: to the line's end, further with a final -
    DocumentText, // DOC: to a line with #
};

struct Opening
{
    StatementKind kind = StatementKind::Sql;
    Reading reading = Reading::Sql;
    ClientWord client = ClientWord::None;
};

// `start` is the offset of a statement's first character, neither white space nor comment.
[[nodiscard]] Opening statementOpening(QStringView text, qsizetype start);

// Whether SQL text (a view, an INSERT with a hint) declares functions: WITH FUNCTION or WITH
// PROCEDURE anywhere in it.
[[nodiscard]] bool holdsWithFunction(QStringView sql);

// Whether what stands there can only begin a new statement where PL/SQL expects one: CREATE, ALTER,
// DROP, GRANT and REVOKE are reserved in PL/SQL and begin nothing there; COMMENT ON, TRUNCATE TABLE
// and SHOW ERRORS are nothing of PL/SQL either.
[[nodiscard]] bool beginsOther(QStringView text, qsizetype start);

} // namespace Athanor
