// SPDX-License-Identifier: MIT
#include "migrate/statementwords.h"

#include "schema/name.h"

using namespace Qt::StringLiterals;

namespace Athanor {

StatementWords::StatementWords(const Script &script, const Statement &statement)
    : m_text(script.text)
    , m_range(statement.range)
    , m_tokens(tokenize(script.textOf(statement)))
{
    const qsizetype start =
        statement.comment.isEmpty() ? statement.range.start : statement.comment.start;
    m_start = m_text.first(start).lastIndexOf(u'\n') + 1;
    const QStringView before = m_text.sliced(m_start, start - m_start);
    if (!before.trimmed().isEmpty()) // another statement on the same line
        m_start = statement.range.start;
    m_whole = {m_start, statement.piece.end() - m_start};
}

QStringView StatementWords::text(size_t at) const
{
    return at < m_tokens.size() ? range(at).in(m_text) : QStringView();
}

TextRange StatementWords::range(size_t at) const
{
    return {m_range.start + m_tokens[at].range.start, m_tokens[at].range.length};
}

TextRange StatementWords::range(size_t first, size_t last) const
{
    const qsizetype start = range(first).start;
    return {start, range(last).end() - start};
}

bool StatementWords::is(size_t at, QStringView upper) const
{
    return at < m_tokens.size() && m_tokens[at].kind != TokenKind::QuotedName
        && m_tokens[at].kind != TokenKind::String
        && text(at).compare(upper, Qt::CaseInsensitive) == 0;
}

bool StatementWords::isName(size_t at, QStringView stored) const
{
    if (at >= m_tokens.size())
        return false;
    const TokenKind kind = m_tokens[at].kind;
    return (kind == TokenKind::Word || kind == TokenKind::QuotedName)
        && storedName(text(at)) == stored;
}

size_t StatementWords::find(std::initializer_list<QStringView> upper, size_t from) const
{
    for (size_t at = from; at + upper.size() <= size(); ++at) {
        size_t i = 0;
        for (const QStringView word : upper) {
            if (!is(at + i, word))
                break;
            ++i;
        }
        if (i == upper.size())
            return at;
    }
    return none;
}

size_t StatementWords::behindParentheses(size_t at) const
{
    int depth = 0;
    for (; at < size(); ++at) {
        if (is(at, u"("))
            ++depth;
        else if (is(at, u")") && --depth == 0)
            return at + 1;
    }
    return size();
}

TextRange StatementWords::firstLine() const
{
    const qsizetype end = m_text.indexOf(u'\n', m_range.start);
    const qsizetype stop = end < 0 ? m_range.end() : std::min(end, m_range.end());
    return {m_range.start, std::max<qsizetype>(1, stop - m_range.start)};
}

namespace {

// The part of the column's name at `at`: to the comma or parenthesis that ends it, or, where there
// is no list, to the next action.
ColumnWords partAt(const StatementWords &words, size_t at, bool inList)
{
    ColumnWords part{at, at + 1, inList};
    while (part.end < words.size()) {
        if (words.is(part.end, u"(")) {
            part.end = words.behindParentheses(part.end);
            continue;
        }
        if (words.is(part.end, u",") || words.is(part.end, u")"))
            break;
        if (!inList
            && (words.is(part.end, u"ADD") || words.is(part.end, u"MODIFY")
                || words.is(part.end, u"DROP") || words.is(part.end, u"RENAME")))
            break;
        ++part.end;
    }
    return part;
}

std::optional<ColumnWords> columnInList(const StatementWords &words, size_t parenthesis,
                                        const QString &column)
{
    size_t at = parenthesis + 1;
    while (at < words.size()) {
        const ColumnWords part = partAt(words, at, true);
        if (words.isName(at, column))
            return part;
        if (!words.is(part.end, u","))
            break;
        at = part.end + 1;
    }
    return {};
}

} // namespace

std::optional<ColumnWords> columnInCreate(const StatementWords &words, const QString &column)
{
    const size_t list = words.find({u"("});
    if (list == StatementWords::none)
        return {};
    return columnInList(words, list, column);
}

std::optional<ColumnWords> columnBehind(const StatementWords &words, QStringView keyword,
                                        const QString &column)
{
    for (size_t at = words.find({keyword}); at != StatementWords::none;
         at = words.find({keyword}, at + 1)) {
        size_t next = at + 1;
        if (words.is(next, u"COLUMN")) // no Oracle grammar, but people write it
            ++next;
        if (words.is(next, u"(")) {
            if (const auto part = columnInList(words, next, column))
                return part;
        } else if (words.isName(next, column)) {
            return partAt(words, next, false);
        }
    }
    return {};
}

} // namespace Athanor
