// SPDX-License-Identifier: MIT
#include "sql/lexer.h"

#include "sql/scan.h"

namespace Athanor {

using Scan::at;

namespace {

// The offset of the ' of a literal whose prefix begins at `start`; -1 where no literal begins.
qsizetype prefixedQuote(QStringView text, qsizetype start, bool &qQuote)
{
    qsizetype quote = start;
    if (Scan::upper(at(text, quote)) == u'N')
        ++quote;
    qQuote = Scan::upper(at(text, quote)) == u'Q' && at(text, quote + 1) == u'\''
        && Scan::opensQQuote(text, quote + 1);
    if (qQuote)
        ++quote;
    return at(text, quote) == u'\'' ? quote : -1;
}

qsizetype skipDigits(QStringView text, qsizetype from)
{
    while (Scan::is(at(text, from), Scan::Digit))
        ++from;
    return from;
}

// 12, 1.5e3, .5, 1., 2d (Oracle, SQL Language Reference, "NUMBER and Floating-Point
// Literals"). 1..2 is a PL/SQL range.
qsizetype endOfNumber(QStringView text, qsizetype from)
{
    from = skipDigits(text, from);
    if (at(text, from) == u'.' && at(text, from + 1) != u'.')
        from = skipDigits(text, from + 1);
    if (Scan::upper(at(text, from)) == u'E') {
        const char16_t sign = at(text, from + 1);
        const qsizetype digits = from + (sign == u'+' || sign == u'-' ? 2 : 1);
        if (Scan::is(at(text, digits), Scan::Digit))
            from = skipDigits(text, digits);
    }
    const char16_t suffix = Scan::upper(at(text, from));
    if ((suffix == u'F' || suffix == u'D') && !Scan::isWordPart(at(text, from + 1)))
        ++from;
    return from;
}

// Operators of more than one character; 0 where the first is one by itself, -1 where it is none at
// all.
int operatorLength(QStringView text, qsizetype from)
{
    const char16_t second = at(text, from + 1);
    switch (text.utf16()[from]) {
    case u':':
    case u'!':
    case u'^':
    case u'~':
        return second == u'=' ? 2 : 1;
    case u'=':
        return second == u'>' ? 2 : 1;
    case u'|':
        return second == u'|' ? 2 : 1;
    case u'*':
        return second == u'*' ? 2 : 1;
    case u'.':
        return second == u'.' ? 2 : 1;
    case u'>':
        return second == u'=' || second == u'>' ? 2 : 1;
    case u'<': // <=> <-> <#> are the vector distances of 23ai
        if ((second == u'=' || second == u'-' || second == u'#') && at(text, from + 2) == u'>')
            return 3;
        return second == u'=' || second == u'>' || second == u'<' ? 2 : 1;
    case u'(':
    case u')':
    case u'[':
    case u']':
    case u'{':
    case u'}':
    case u',':
    case u';':
    case u'/':
    case u'+':
    case u'-':
    case u'@':
    case u'%':
    case u'&':
    case u'?':
        return 1;
    default:
        return 0;
    }
}

} // namespace

Lexer::Lexer(QStringView text, Trivia trivia, qsizetype start)
    : m_text(text)
    , m_at(start)
    , m_trivia(trivia)
{ }

Token Lexer::take(TokenKind kind, qsizetype end)
{
    if (end == Scan::notFound) {
        kind = TokenKind::Unterminated;
        end = m_text.size();
    }
    const Token token{kind, {m_at, end - m_at}};
    m_at = end;
    return token;
}

Token Lexer::next()
{
    for (;;) {
        if (m_at >= m_text.size())
            return {TokenKind::End, {m_text.size(), 0}};
        const char16_t c = m_text.utf16()[m_at];
        if (Scan::isWordStart(c))
            return takeWord(c);
        Token token;
        if (Scan::isSpace(c)) {
            qsizetype end = m_at + 1;
            while (end < m_text.size() && Scan::isSpace(m_text.utf16()[end]))
                ++end;
            token = take(TokenKind::Whitespace, end);
        } else if (c == u'-' && at(m_text, m_at + 1) == u'-') {
            token = take(TokenKind::LineComment, Scan::lineEnd(m_text, m_at));
        } else if (c == u'/' && at(m_text, m_at + 1) == u'*') {
            token = take(TokenKind::BlockComment, Scan::endOfBlockComment(m_text, m_at));
            if (token.kind == TokenKind::Unterminated)
                return token;
        } else {
            return takeOther(c);
        }
        if (m_trivia == Keep)
            return token;
    }
}

Token Lexer::takeWord(char16_t first)
{
    const char16_t letter = Scan::upper(first);
    if (letter == u'Q' || letter == u'N') {
        bool qQuote = false;
        const qsizetype quote = prefixedQuote(m_text, m_at, qQuote);
        if (quote >= 0) {
            return take(TokenKind::String,
                        qQuote ? Scan::endOfQQuote(m_text, quote)
                               : Scan::endOfQuoted(m_text, quote));
        }
    }
    return take(TokenKind::Word, Scan::skipWord(m_text, m_at));
}

Token Lexer::takeOther(char16_t c)
{
    if (c == u'\'')
        return take(TokenKind::String, Scan::endOfQuoted(m_text, m_at));
    if (c == u'"')
        return take(TokenKind::QuotedName, Scan::endOfQuoted(m_text, m_at));
    const char16_t second = at(m_text, m_at + 1);
    if (Scan::is(c, Scan::Digit) || (c == u'.' && Scan::is(second, Scan::Digit)))
        return take(TokenKind::Number, endOfNumber(m_text, m_at));
    if (c == u':' && second == u'"')
        return take(TokenKind::Bind, Scan::endOfQuoted(m_text, m_at + 1));
    if (c == u':' && Scan::isWordPart(second))
        return take(TokenKind::Bind, Scan::skipWord(m_text, m_at + 1));
    if (c == u'&') {
        const qsizetype name = m_at + (second == u'&' ? 2 : 1);
        if (Scan::isWordPart(at(m_text, name))) {
            const qsizetype end = Scan::skipWord(m_text, name);
            return take(TokenKind::Substitution,
                        at(m_text, end) == u'.' ? end + 1 : end); // &name. ends with its dot
        }
    }
    if (c == u'$' && (second == u'$' || Scan::isWordStart(second))) // $IF, $$PLSQL_UNIT
        return take(TokenKind::Word, Scan::skipWord(m_text, m_at + 1));
    const int length = operatorLength(m_text, m_at);
    return length > 0 ? take(TokenKind::Punctuation, m_at + length)
                      : take(TokenKind::Unknown, m_at + 1);
}

std::vector<Token> tokenize(QStringView text, Lexer::Trivia trivia)
{
    std::vector<Token> tokens;
    tokens.reserve(size_t(text.size()) / 6);
    Lexer lexer(text, trivia);
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next())
        tokens.push_back(token);
    return tokens;
}

bool isKeyword(const Token &token, QStringView source, QStringView upper)
{
    return token.kind == TokenKind::Word && Scan::isWord(token.text(source), upper);
}

QString stringValue(QStringView literal)
{
    bool qQuote = false;
    const qsizetype quote = prefixedQuote(literal, 0, qQuote);
    if (quote < 0)
        return literal.toString();
    const bool closed = literal.size() > quote + 1 && literal.endsWith(u'\'');
    if (qQuote) {
        const qsizetype units = QChar::isHighSurrogate(at(literal, quote + 1)) ? 2 : 1;
        const qsizetype body = quote + 1 + units;
        const qsizetype end = literal.size() - (closed ? units + 1 : 0);
        return end > body ? literal.sliced(body, end - body).toString() : QString();
    }
    QString value = literal.sliced(quote + 1, literal.size() - quote - (closed ? 2 : 1)).toString();
    value.replace(QLatin1String("''"), QLatin1String("'"));
    return value;
}

QString quotedString(QStringView value)
{
    QString quoted = value.toString();
    quoted.replace(QLatin1String("'"), QLatin1String("''"));
    return QLatin1Char('\'') + quoted + QLatin1Char('\'');
}

} // namespace Athanor
