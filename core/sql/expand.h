// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "sql/script.h"

#include <QtCore/QStringList>

#include <functional>
#include <map>

namespace Athanor {

// A statement as a database can be given it: files included, variables put in, EXEC made a block.
struct ReadyStatement
{
    StatementKind kind = StatementKind::Sql; // never Client
    QString text;
    Place where; // in the file it was written in
    QStringList directives;
    bool goesOnAfterError = false; // under WHENEVER SQLERROR CONTINUE, where somebody wrote it

    friend bool operator==(const ReadyStatement &, const ReadyStatement &) = default;
};

// A substitution variable nobody has given a value.
struct MissingVariable
{
    QString name; // upper case
    Place where; // of its first use
    QString prompt; // of the ACCEPT that would ask for it
    QString defaultValue; // what ACCEPT offers; never taken without asking
    bool hidden = false;
    bool fromQuery = false; // COLUMN … NEW_VALUE: a query's result

    friend bool operator==(const MissingVariable &, const MissingVariable &) = default;
};

// A command that was left out because it changes nothing.
struct PassedOver
{
    QString command; // its first word
    Place where;

    friend bool operator==(const PassedOver &, const PassedOver &) = default;
};

struct ExpandedScript
{
    std::vector<ReadyStatement> statements;
    Errors errors; // refused commands, files that cannot be read, circles, and what the splitter
                   // could not read
    Errors warnings; // a lone / that would run a statement again
    std::vector<MissingVariable> missing; // each once; an error stands for every one of them, too
    std::vector<PassedOver> passedOver;
    QStringList
        files; // the script's own and every one it includes, in the order they are first entered
};

struct ExpandOptions
{
    std::map<QString, QString> variables; // &name, &1; names in any case
    bool substitutes = true; // false: every script begins as after SET DEFINE OFF
    // The text of an included file. Without it, an inclusion is an error.
    std::function<Result<QString>(const QString &path)> readFile;
};

// What the script does in SQL*Plus. @, @@ and START are taken relative to the file that holds them.
// Pure but for readFile.
[[nodiscard]] ExpandedScript expandScript(const Script &script, const ExpandOptions &options);

// The same for the files of one folder or list, one after the other, each with settings and
// variables of its own. A file that another one of them includes is read where it is included and
// not by itself again.
[[nodiscard]] ExpandedScript expandScripts(const std::vector<Script> &scripts,
                                           const ExpandOptions &options);

} // namespace Athanor
