// SPDX-License-Identifier: MIT
#pragma once

#include "base/textrange.h"
#include "schema/catalog.h"

namespace Athanor {

struct CompletionItem
{
    enum class Kind { Column, Table, View, Sequence, Index, Constraint, Unit, Type, Keyword };

    Kind kind = Kind::Keyword;
    QString text; // what is put in: quoted where it has to be, in the case people write there
    QString detail; // of a column, its type: "NUMBER(10) NOT NULL"

    friend bool operator==(const CompletionItem &, const CompletionItem &) = default;
};

struct Completions
{
    TextRange replaces; // the beginning of the word, up to the cursor
    std::vector<CompletionItem> items; // what fits the place first, then by name

    friend bool operator==(const Completions &, const Completions &) = default;
};

// What may stand at the cursor and begins as what stands before it: after `alias.` or `table.` the
// columns, after `sequence.` NEXTVAL and CURRVAL; else what the words before ask for (tables,
// sequences, columns of the statement's tables, types), then keywords. Nothing in strings and
// comments. Without a beginning only what the place asks for. Pure.
[[nodiscard]] Completions completionsAt(const QString &text, qsizetype cursor,
                                        const Catalog &catalog);

} // namespace Athanor
