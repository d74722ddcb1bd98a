// SPDX-License-Identifier: MIT
#pragma once

#include "schema/view.h"
#include "sql/lexer.h"

#include <QtCore/QStringList>

#include <initializer_list>
#include <vector>

namespace Athanor {

// Asks a clause that a catalog carries as text (normalized: ORGANIZATION EXTERNAL (…), SUBPARTITION
// BY …) for what the dictionary shows in columns.
class ClauseText
{
public:
    explicit ClauseText(const QString &text)
        : m_text(text)
        , m_tokens(tokenize(m_text))
    { }

    // To behind the first of these words in a row, outside parentheses; false, and nothing moved,
    // where they are not.
    bool seek(std::initializer_list<QStringView> words);
    bool take(QStringView word);
    [[nodiscard]] QString takeName(); // as stored; empty where none is
    [[nodiscard]] QString takeWord(); // any token as it stands
    [[nodiscard]] QString takeText(); // the value of a string
    [[nodiscard]] QString takeParenthesised(); // without the parentheses; empty where none is
    [[nodiscard]] bool atEnd() const { return m_at >= m_tokens.size(); }

    // A list's items, cut at commas outside parentheses.
    [[nodiscard]] static QStringList items(const QString &list);

private:
    [[nodiscard]] bool isMark(size_t index, QStringView mark) const
    {
        return index < m_tokens.size() && m_tokens[index].text(m_text) == mark;
    }
    [[nodiscard]] size_t closing(size_t open) const;

    QString m_text;
    std::vector<Token> m_tokens;
    size_t m_at = 0;
};

// (a, b) in front of a materialized view's other options names its columns. Stored names.
[[nodiscard]] QStringList columnAliases(const MaterializedView &view);

} // namespace Athanor
