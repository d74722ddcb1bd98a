// SPDX-License-Identifier: MIT
#pragma once

#include "sql/lexer.h"
#include "sql/script.h"

#include <initializer_list>
#include <optional>

namespace Athanor {

// A statement of a section as words with their places in the section: what a fix cuts and adds.
class StatementWords
{
public:
    StatementWords(const Script &script, const Statement &statement);

    [[nodiscard]] size_t size() const { return m_tokens.size(); }
    [[nodiscard]] QStringView text(size_t at) const; // empty past the end
    [[nodiscard]] TextRange range(size_t at) const; // in the section
    [[nodiscard]] TextRange range(size_t first, size_t last) const; // both included
    [[nodiscard]] bool is(size_t at, QStringView upper) const; // a keyword or a sign
    [[nodiscard]] bool isName(size_t at, QStringView stored) const;
    [[nodiscard]] size_t find(std::initializer_list<QStringView> upper, size_t from = 0) const;
    // Behind the parenthesis that closes the one at `at`; size() where none does.
    [[nodiscard]] size_t behindParentheses(size_t at) const;

    // The statement's own lines, with its terminator and line end: what goes when it goes.
    [[nodiscard]] TextRange whole() const { return m_whole; }
    [[nodiscard]] TextRange firstLine() const;
    // Where something may be put before it: above its comment.
    [[nodiscard]] qsizetype start() const { return m_start; }
    [[nodiscard]] qsizetype end() const { return m_whole.end(); }

    static constexpr size_t none = size_t(-1);

private:
    QStringView m_text; // of the section
    TextRange m_range;
    TextRange m_whole;
    qsizetype m_start = 0;
    std::vector<Token> m_tokens; // places in the statement
};

// One column's part of a CREATE TABLE, ADD or MODIFY: from its name to before the comma or the
// closing parenthesis.
struct ColumnWords
{
    size_t name = 0;
    size_t end = 0; // one past its last word
    bool inList = false; // parentheses around it and its neighbours
};

// The parts for a column behind one of the keywords ADD, MODIFY, or in CREATE TABLE's list.
[[nodiscard]] std::optional<ColumnWords> columnInCreate(const StatementWords &words,
                                                        const QString &column);
[[nodiscard]] std::optional<ColumnWords> columnBehind(const StatementWords &words,
                                                      QStringView keyword, const QString &column);

} // namespace Athanor
