// SPDX-License-Identifier: MIT
#pragma once

#include "base/textrange.h"
#include "migrate/scriptfinding.h"
#include "schema/oracleversion.h"

#include <QtCore/QString>

#include <vector>

namespace Athanor {

// Something to say about a place of a script while it is being edited.
struct Diagnostic
{
    enum Severity { Info, Warning, Error };

    Severity severity = Error;
    TextRange range; // in the text; at least one character where the text has one
    int line = 0; // from 1
    int column = 0;
    QString message;
    std::vector<ScriptFix> fixes = {}; // what the editor offers

    friend bool operator==(const Diagnostic &, const Diagnostic &) = default;
};

// What the splitter and the DDL reader have to say about a section, in the order of the text. Pure:
// runs on any thread.
[[nodiscard]] std::vector<Diagnostic> diagnose(const QString &text, const OracleVersion &version);

// The script's statement a place is in, counted from 1 as a run counts them; 0 where there is none.
[[nodiscard]] int statementAt(const QString &text, qsizetype offset);
// What would be sent for that statement; empty where there is no such statement.
[[nodiscard]] TextRange statementRange(const QString &text, int number);

} // namespace Athanor
