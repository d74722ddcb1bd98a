// SPDX-License-Identifier: MIT
#pragma once

#include "base/textrange.h"

#include <QtCore/QString>

#include <vector>

namespace Athanor {

// One line of one side. Layout: the same words with other blanks, as where a longer name moved the
// columns of a table. Missing: the other side has a line here and this one has none.
struct DiffLine
{
    enum Kind { Same, Layout, Changed, Added, Removed, Missing };

    Kind kind = Same;
    QString text;
    std::vector<TextRange> words; // of a changed line: what is not on the other side
    int number = 0; // in its own text, from 1; 0: missing

    friend bool operator==(const DiffLine &, const DiffLine &) = default;
};

// Two texts laid beside each other: what stands between comparing and drawing. Both sides have the
// same number of lines.
struct SideBySide
{
    std::vector<DiffLine> left;
    std::vector<DiffLine> right;

    [[nodiscard]] bool hasDifference() const;
    // Rows on which a run of changed lines begins, for going from one to the next; of layout
    // only where nothing else changed.
    [[nodiscard]] std::vector<int> hunks() const;

    friend bool operator==(const SideBySide &, const SideBySide &) = default;
};

// Lines that changed stand beside each other where they are alike enough to be one line edited.
[[nodiscard]] SideBySide sideBySide(const QString &before, const QString &after);

} // namespace Athanor
