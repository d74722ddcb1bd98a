// SPDX-License-Identifier: MIT
#pragma once

#include "diff/generate.h"
#include "migrate/run.h"
#include "sql/expand.h"

namespace Athanor {

// The statements of one section of a revision (Upgrade or Downgrade) as a run sends them, with
// their places in the file and cumulative hashes. SQL*Plus commands without effect on statements
// (PROMPT, SET ECHO …) are left out, EXECUTE becomes a block, variables get their values
// (scriptOptions()). Refuses a section that cannot be split or whose last statement is not ended
// (Syntax: the file may have been cut), a variable without a value (Semantic) and a command that
// would change what follows (Unsupported).
[[nodiscard]] Result<std::vector<PlannedStatement>>
sectionStatements(const Revision &revision, Direction direction, const ExpandOptions &options = {});

// A generated script as a run sends it: of no file. Manual steps are left out; every note is added
// to `remarks`.
[[nodiscard]] std::vector<PlannedStatement> plannedStatements(const GeneratedScript &script,
                                                              QStringList &remarks);

// The hash of a statement and all before it: whoever edits one statement changes all that follow,
// none before.
[[nodiscard]] QString cumulativeHash(const QString &before, const QString &sql);

// Whether Oracle commits around it by itself. What is not DDL runs in one transaction with its
// journal row.
[[nodiscard]] bool isDdl(QStringView sql);
// A block or CALL: it may have committed inside, whatever its transaction became.
[[nodiscard]] bool mayCommitInside(QStringView sql);
// ALTER SESSION and the like: lost with the session, so a resumed run sends it again.
[[nodiscard]] bool isSessionSetting(QStringView sql);

// The ORA codes of the statement's `tolerate ORA-nnnnn` directives.
[[nodiscard]] std::vector<int> toleratedCodes(const PlannedStatement &statement);

// A place counted from the statement's start (line 1, column 1), in the file.
[[nodiscard]] Place placeInFile(const PlannedStatement &statement, const Place &inStatement);

} // namespace Athanor
