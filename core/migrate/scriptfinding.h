// SPDX-License-Identifier: MIT
#pragma once

#include "base/textrange.h"
#include "database/journal.h"
#include "ddl/writer.h"
#include "diff/autoincrement.h"

#include <memory>

namespace Athanor {

// A piece of a section replaced; of an empty range: inserted there.
struct ScriptEdit
{
    Direction section = Direction::Upgrade;
    TextRange range;
    QString text;
    TextRange choose = {}; // of `text`: what a person will want to put another value for

    friend bool operator==(const ScriptEdit &, const ScriptEdit &) = default;
};

// One way to mend a finding: its edits do not overlap and are made at once.
struct ScriptFix
{
    QString title; // "Leave out NOT NULL"
    std::vector<ScriptEdit> edits;

    friend bool operator==(const ScriptFix &, const ScriptFix &) = default;
};

// What Oracle would say to a statement of a revision that is being written, or what it forgets.
struct ScriptFinding
{
    bool isError = false; // Oracle refuses it; else it only looks forgotten, or rows decide
    int oraCode = 0;
    Direction section = Direction::Upgrade;
    TextRange range; // in that section
    QString message;
    std::vector<ScriptFix> fixes; // the likeliest first

    friend bool operator==(const ScriptFinding &, const ScriptFinding &) = default;
};

// The two sections of a revision as they stand in the editors.
struct ScriptDraft
{
    QString upgrade;
    QString downgrade;

    [[nodiscard]] const QString &section(Direction direction) const
    {
        return direction == Direction::Upgrade ? upgrade : downgrade;
    }
    friend bool operator==(const ScriptDraft &, const ScriptDraft &) = default;
};

// What a revision is written on top of.
struct ScriptGround
{
    Catalog before; // the replay of the parents
    OracleVersion version;
    Autoincrement autoincrement = Autoincrement::SequenceDefault;
    WriterStyle style = {}; // of what fixes write
};

struct ScriptExamination
{
    std::vector<ScriptFinding> findings; // upgrade first, in the order of the text
    Catalog after; // what the upgrade makes of `before`, as far as it can be read
};

// Does to `before` what the sections would do to the schema, and looks at what a person forgets:
// the sequence of a key, the NULLs that NOT NULL meets, a way back, the `/` of a unit. Statements
// that cannot be read are diagnose()'s business; where one is refused, the rest of its section is
// only looked at as text. Pure: runs on any thread.
[[nodiscard]] ScriptExamination examineScript(const ScriptDraft &draft, const ScriptGround &ground);

[[nodiscard]] ScriptDraft fixedScript(ScriptDraft draft, const ScriptFix &fix);

} // namespace Athanor
