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

// The same for whoever reads them and sends nothing: the variables that stand for passwords need no
// value, for no catalog keeps one (readDdl()).
[[nodiscard]] Result<std::vector<PlannedStatement>>
statementsToRead(const Revision &revision, Direction direction, const Project &project);

// Whether a generated script or statement makes something that only a person can, because it holds
// the variable that stands for a password: a database link's is never kept.
[[nodiscard]] bool needsPassword(QStringView sql);

// A generated script as a run sends it: of no file. Manual steps are left out, and so is what
// carries out a change that needs a password, its DROP included; every note, and every object that
// is left to the user by that, is added to `remarks`.
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

// Whether one of a statement's directives says `tolerate ORA-nnnnn` with that code.
[[nodiscard]] bool tolerates(const QStringList &directives, int oraCode);

// A place counted from the statement's start (line 1, column 1), in the file.
[[nodiscard]] Place placeInFile(const PlannedStatement &statement, const Place &inStatement);

} // namespace Athanor
