// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.h"

#include <QtCore/QStringView>

#include <vector>

namespace Athanor {

// A piece of a text, in UTF-16 units.
struct TextRange
{
    qsizetype start = 0;
    qsizetype length = 0;

    [[nodiscard]] qsizetype end() const { return start + length; }
    [[nodiscard]] bool isEmpty() const { return length == 0; }
    [[nodiscard]] bool contains(qsizetype offset) const
    {
        return offset >= start && offset < end();
    }
    [[nodiscard]] QStringView in(QStringView text) const { return text.sliced(start, length); }

    friend bool operator==(const TextRange &, const TextRange &) = default;
};

// Turns offsets of one text into lines and columns: built once in one pass, asked in O(log lines).
class LineIndex
{
public:
    explicit LineIndex(QStringView text);

    [[nodiscard]] int line(qsizetype offset) const; // from 1
    [[nodiscard]] int column(qsizetype offset) const; // from 1
    [[nodiscard]] Place place(const QString &file, qsizetype offset) const;

private:
    std::vector<qsizetype> m_lineStarts;
};

} // namespace Athanor
