// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "sql/clientword.h"
#include "sql/script.h"

#include <QtCore/QStringList>

#include <variant>

// What a SQL*Plus command of a script means, as a value. Pure: nothing is read, asked or run here.
namespace Athanor {

struct RunBlock
{
    QString text;
}; // EXEC x: BEGIN x; END;
struct IncludeFile
{
    QString file;
    QStringList arguments;
}; // @, @@, START; .sql added where there is no suffix
struct DefineVariable
{
    QString name;
    QString value;
};
struct UndefineVariables
{
    QStringList names;
};
struct AcceptVariable
{
    QString name;
    QString prompt;
    QString defaultValue;
    bool hidden = false;
};
struct QueryVariable
{
    QString name;
}; // COLUMN … NEW_VALUE name: a query's value, known only when it has run
struct ChangeSettings
{
    std::vector<std::pair<QString, QString>> settings;
}; // SET name value … of what substitution depends on (substitution.h); upper-case names
struct BindVariable
{
    QString name;
}; // VARIABLE name type; an empty name: VARIABLE alone, which lists
struct OnSqlError
{
    bool exit = true;
};
struct EndScript
{
}; // EXIT, QUIT
struct EndSession
{
}; // DISCONNECT: harmless at the end, an error where statements follow
struct RunBuffer
{
}; // RUN: as a lone /
struct PassOver
{
}; // REM, PROMPT, SPOOL, SHOW, formatting: no effect on what statements do
struct Refuse
{
    QString reason;
}; // its effect cannot be had here, and without it the script would mean something else

using ClientMeaning = std::variant<RunBlock, IncludeFile, DefineVariable, UndefineVariables,
                                   AcceptVariable, QueryVariable, ChangeSettings, BindVariable,
                                   OnSqlError, EndScript, EndSession, RunBuffer, PassOver, Refuse>;

// `command` is a Client statement's executableText with its substitutions made. The reason of a
// refusal never repeats the command, which may hold a password.
[[nodiscard]] ClientMeaning clientMeaning(QStringView command);

// The command it is, also for @ and !.
[[nodiscard]] ClientWord clientWordOf(QStringView command);

} // namespace Athanor
