// SPDX-License-Identifier: MIT
#include "sandbox/clausetext.h"

#include "schema/name.h"

namespace Athanor {

bool ClauseText::seek(std::initializer_list<QStringView> words)
{
    for (size_t i = m_at; i < m_tokens.size(); ++i) {
        if (isMark(i, u"(")) {
            i = closing(i);
            continue;
        }
        size_t ahead = i;
        bool found = true;
        for (const QStringView word : words)
            found = found && ahead < m_tokens.size() && isKeyword(m_tokens[ahead++], m_text, word);
        if (found) {
            m_at = ahead;
            return true;
        }
    }
    return false;
}

bool ClauseText::take(QStringView word)
{
    if (atEnd() || !isKeyword(m_tokens[m_at], m_text, word))
        return false;
    ++m_at;
    return true;
}

QString ClauseText::takeName()
{
    if (atEnd()
        || (m_tokens[m_at].kind != TokenKind::Word && m_tokens[m_at].kind != TokenKind::QuotedName))
        return {};
    return storedName(m_tokens[m_at++].text(m_text));
}

QString ClauseText::takeWord()
{
    return atEnd() ? QString() : m_tokens[m_at++].text(m_text).toString();
}

QString ClauseText::takeText()
{
    if (atEnd() || m_tokens[m_at].kind != TokenKind::String)
        return {};
    return stringValue(m_tokens[m_at++].text(m_text));
}

QString ClauseText::takeParenthesised()
{
    if (!isMark(m_at, u"("))
        return {};
    const size_t end = closing(m_at);
    const qsizetype from = m_tokens[m_at].range.end();
    const qsizetype to = end < m_tokens.size() ? m_tokens[end].range.start : m_text.size();
    m_at = end + 1;
    return m_text.sliced(from, to - from).trimmed();
}

size_t ClauseText::closing(size_t open) const
{
    int depth = 0;
    for (size_t i = open; i < m_tokens.size(); ++i) {
        if (isMark(i, u"("))
            ++depth;
        else if (isMark(i, u")") && --depth == 0)
            return i;
    }
    return m_tokens.size();
}

QStringList ClauseText::items(const QString &list)
{
    QStringList items;
    int depth = 0;
    qsizetype from = 0;
    for (const Token &token : tokenize(list)) {
        const QStringView text = token.text(list);
        if (text == u"(") {
            ++depth;
        } else if (text == u")") {
            --depth;
        } else if (text == u"," && depth == 0) {
            items += list.sliced(from, token.range.start - from).trimmed();
            from = token.range.end();
        }
    }
    if (const QString last = list.sliced(from).trimmed(); !last.isEmpty())
        items += last;
    return items;
}

QStringList columnAliases(const MaterializedView &view)
{
    QStringList aliases;
    for (const QString &item : ClauseText::items(ClauseText(view.options).takeParenthesised()))
        aliases += ClauseText(item).takeName();
    return aliases;
}

} // namespace Athanor
