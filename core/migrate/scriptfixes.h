// SPDX-License-Identifier: MIT
#pragma once

#include "ddl/reader.h"
#include "migrate/scriptfinding.h"
#include "migrate/statementwords.h"

#include <set>

// The rules behind examineScript(), one source file an idea. Private to the migrate room.
namespace Athanor {

// A statement of a section, read, and the catalog it meets.
struct ExaminedStatement
{
    Direction section = Direction::Upgrade;
    const DdlStatement &statement;
    const StatementWords &words;
    const Catalog &meets; // what the schema is before it
    const Catalog &start; // what the schema was before the section: only those tables have rows
    const OracleVersion &version;
    const WriterStyle &style;
};

// ---- fixstyle.cpp: as [style] spells it
[[nodiscard]] QString keywordsIn(const WriterStyle &style, const QString &upper);
[[nodiscard]] QString nameIn(const WriterStyle &style, const QString &stored);
[[nodiscard]] QString nameIn(const WriterStyle &style, const QualifiedName &name);
// CREATE SEQUENCE with its terminator.
[[nodiscard]] QString scriptIn(const WriterStyle &style, const Sequence &sequence);

// A finding on the statement's first line.
[[nodiscard]] ScriptFinding findingOf(const ExaminedStatement &at, int oraCode,
                                      const QString &message);

// ---- fixrefusals.cpp: what mends a statement that Oracle refuses with `error`
[[nodiscard]] std::vector<ScriptFix> fixesOfRefusal(const ExaminedStatement &at,
                                                    const Error &error);

// ---- fixrows.cpp: NOT NULL over rows that are there. `updated`: the columns that an UPDATE
// before the statement fills, as {table, column}.
[[nodiscard]] std::vector<ScriptFinding>
notNullFindings(const ExaminedStatement &at,
                const std::set<std::pair<QualifiedName, QString>> &updated);
// What an UPDATE sets; nothing of other statements.
void collectUpdated(const StatementWords &words,
                    std::set<std::pair<QualifiedName, QString>> &updated);

// ---- fixkeys.cpp: keys made by the upgrade that nothing numbers
struct MadeTable
{
    QualifiedName name;
    StatementWords words;
    bool exempt = false; // -- athanor: no-autoincrement
};
[[nodiscard]] std::vector<ScriptFinding> keyFindings(const std::vector<MadeTable> &made,
                                                     const Script &downgrade, const Catalog &after,
                                                     const ScriptGround &ground);

// ---- fixdowngrade.cpp: what the downgrade does not undo
[[nodiscard]] std::vector<ScriptFinding> downgradeFindings(const QString &downgrade,
                                                           const Catalog &afterDowngrade,
                                                           const ScriptGround &ground);
// Written anew, for one that Oracle refuses.
[[nodiscard]] std::optional<ScriptFix>
rewrittenDowngrade(const QString &downgrade, const Catalog &after, const ScriptGround &ground);

// ---- fixtext.cpp: what can be seen without a catalog
[[nodiscard]] std::vector<ScriptFinding> textFindings(Direction section, const Script &script,
                                                      const ScriptDraft &draft,
                                                      const ScriptGround &ground);

} // namespace Athanor
