// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.h"
#include "base/textrange.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <vector>

namespace Athanor {

enum class StatementKind {
    Sql, // ended by ; or a lone /
    PlSql, // a unit or block: keeps its last ; and is ended by a lone /
    Java, // JAVA SOURCE, MLE MODULE: opaque up to a lone /
    Client, // a SQL*Plus command: never sent to a database
};

enum class Terminator { Semicolon, Slash, LineEnd, EndOfText };

// One statement of a script, as places in the script's text.
struct Statement
{
    StatementKind kind = StatementKind::Sql;
    TextRange
        piece; // everything of it: leading comments and blanks, text, terminator, rest of that
               // line. Pieces follow one another without a gap: joined they are the input
    TextRange range; // what a database is sent: without leading trivia, terminator, trailing blanks
    Terminator terminator = Terminator::EndOfText;
    int line = 0; // of range.start, from 1
    int column = 0;
    TextRange comment; // the comment right above, for directives; empty where there is none
    bool continued =
        false; // a line ends in SQL*Plus's continuation '-': send executableText(), not the bytes

    friend bool operator==(const Statement &, const Statement &) = default;
};

// A script and its statements. The text is shared, never copied per statement.
struct Script
{
    QString text;
    QString file; // for messages; may be empty
    std::vector<Statement> statements;
    TextRange tail; // what follows the last statement: comments, blanks
    std::vector<Error>
        problems; // an open quote, a lone / that would run the buffer again, CONNECT …

    [[nodiscard]] QStringView textOf(const Statement &s) const { return s.range.in(text); }
    [[nodiscard]] QStringView commentOf(const Statement &s) const { return s.comment.in(text); }
    [[nodiscard]] Place placeOf(const Statement &s) const { return {file, s.line, s.column}; }
    // Of an offset inside a statement's range.
    [[nodiscard]] Place placeOf(const Statement &s, qsizetype offsetInStatement) const;

    friend bool operator==(const Script &, const Script &) = default;
};

// Splits as SQL*Plus does where SQL*Plus and other tools agree, and accepts what only other tools
// accept (two statements on one line, blank lines inside a statement, no final terminator). One
// pass, linear; never fails: what cannot be read is in `problems`.
[[nodiscard]] Script splitScript(const QString &text, const QString &file = {});

// The statement as a database must get it: its exact bytes, or with SQL*Plus continuations removed.
[[nodiscard]] QString executableText(const Script &script, const Statement &statement);

// The words of every `-- athanor: …` directive in the statement's comment: {"tolerate ORA-00942",
// "not-rehearsed"}.
[[nodiscard]] QStringList directives(const Script &script, const Statement &statement);

} // namespace Athanor
