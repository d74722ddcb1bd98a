// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QStringView>

#include <array>
#include <limits>

// What the lexer and the splitter both know about Oracle's characters, quotes and comments. Every
// function takes a text and an offset and is linear in what it passes over.
namespace Athanor::Scan {

enum : quint8 {
    Stops = 1, // where the splitter must look inside a statement
    Blank = 4, // blanks inside a line
    LineEnd = 8,
    Letter = 16,
    Digit = 32,
    WordMark = 64, // _ $ #
};

constexpr std::array<quint8, 128> makeClasses()
{
    std::array<quint8, 128> c = {};
    for (const char *p = "'\"-/;#."; *p; ++p)
        c[size_t(*p)] = Stops;
    for (const char *p = " \t\f\v\x1a"; *p; ++p) // Ctrl-Z ends old DOS files
        c[size_t(*p)] = Blank;
    c['\n'] = c['\r'] = LineEnd;
    for (char letter = 'A'; letter <= 'Z'; ++letter)
        c[size_t(letter)] = c[size_t(letter + 32)] = Letter;
    for (char digit = '0'; digit <= '9'; ++digit)
        c[size_t(digit)] = Digit;
    c['_'] = c['$'] = WordMark;
    c['#'] = quint8(c['#'] | WordMark);
    return c;
}

inline constexpr std::array<quint8, 128> classes = makeClasses();
inline constexpr char16_t byteOrderMark = 0xFEFF;
inline constexpr qsizetype notFound = std::numeric_limits<qsizetype>::max();

// A letter, a mark or a surrogate of another script counts as a letter, a no-break space or a dash
// does not.
[[nodiscard]] bool isForeignLetter(char16_t c);

inline bool is(char16_t c, quint8 mask)
{
    return c < 128 && (classes[c] & mask) != 0;
}
inline bool isSpace(char16_t c)
{
    return is(c, Blank | LineEnd) || c == byteOrderMark;
}
inline bool isWordStart(char16_t c)
{
    return c < 128 ? (classes[c] & Letter) != 0 : isForeignLetter(c);
}
inline bool isWordPart(char16_t c)
{
    return c < 128 ? (classes[c] & (Letter | Digit | WordMark)) != 0 : isForeignLetter(c);
}
inline char16_t upper(char16_t c)
{
    return c >= u'a' && c <= u'z' ? char16_t(c - 32) : c;
}

inline char16_t at(QStringView text, qsizetype offset)
{
    return offset >= 0 && offset < text.size() ? text.utf16()[offset] : char16_t(0);
}

// The first offset from `from` whose class is in the mask; the size of the text where there is
// none.
inline qsizetype findClass(QStringView text, qsizetype from, quint8 mask)
{
    const char16_t *p = text.utf16() + from;
    const char16_t *const end = text.utf16() + text.size();
    const quint8 *const table = classes.data();
    for (;;) {
        // Eight look-ups without a branch between them; what is not ASCII is sorted out only on a
        // hit.
        while (end - p >= 8) {
            const int hit = table[p[0] & 127] | table[p[1] & 127] | table[p[2] & 127]
                | table[p[3] & 127] | table[p[4] & 127] | table[p[5] & 127] | table[p[6] & 127]
                | table[p[7] & 127];
            if (hit & mask)
                break;
            p += 8;
        }
        while (p < end && !(table[*p & 127] & mask))
            ++p;
        if (p >= end)
            return text.size();
        if (*p < 128)
            return p - text.utf16();
        ++p;
    }
}

inline qsizetype skipBlanks(QStringView text, qsizetype from)
{
    while (from < text.size() && is(text.utf16()[from], Blank))
        ++from;
    return from;
}

inline qsizetype skipWord(QStringView text, qsizetype from)
{
    while (from < text.size() && isWordPart(text.utf16()[from]))
        ++from;
    return from;
}

// The offset of the line's end (of its \n, or \r\n's \r), or of the text's.
inline qsizetype lineEnd(QStringView text, qsizetype from)
{
    const qsizetype end = text.indexOf(u'\n', from);
    if (end < 0)
        return text.size();
    return end > from && text.utf16()[end - 1] == u'\r' ? end - 1 : end;
}

// Past the line end at `from`, if there is one.
inline qsizetype skipLineEnd(QStringView text, qsizetype from)
{
    if (at(text, from) == u'\r')
        ++from;
    if (at(text, from) == u'\n')
        ++from;
    return from;
}

// `quote` is the offset of the opening ' or ". Past the closing one; notFound where it never
// closes.
inline qsizetype endOfQuoted(QStringView text, qsizetype quote)
{
    const char16_t mark = text.utf16()[quote];
    const char16_t *p = text.utf16() + quote + 1;
    const char16_t *const end = text.utf16() + text.size();
    for (;;) {
        while (p < end && *p != mark)
            ++p;
        if (p >= end)
            return notFound;
        ++p;
        if (p >= end || *p != mark)
            return p - text.utf16();
        ++p; // doubled
    }
}

// Whether the ' at `quote`, with q or nq before it, opens a q-quote: anything but white space may
// follow.
inline bool opensQQuote(QStringView text, qsizetype quote)
{
    return quote + 1 < text.size() && !isSpace(text.utf16()[quote + 1]);
}

// Past the closing quote of q'[…]'; `quote` is the offset of its opening '.
[[nodiscard]] qsizetype endOfQQuote(QStringView text, qsizetype quote);

// `from` is the offset of the "/*".
inline qsizetype endOfBlockComment(QStringView text, qsizetype from)
{
    // By its first character: a search for two costs more than a short comment is long.
    for (qsizetype star = text.indexOf(u'*', from + 2); star >= 0;
         star = text.indexOf(u'*', star + 1)) {
        if (at(text, star + 1) == u'/')
            return star + 2;
    }
    return notFound;
}

// Past blanks, line ends and comments.
[[nodiscard]] qsizetype skipTrivia(QStringView text, qsizetype from);

// Whether only blanks stand before the character on its line.
[[nodiscard]] bool isFirstOnLine(QStringView text, qsizetype offset);

// Whether only blanks stand before and after the character on its line. SQL*Plus demands it of /
// and of the . that ends a block.
[[nodiscard]] bool isAloneOnLine(QStringView text, qsizetype offset);

// Whether the word [from, to) is this one, in any case. `upper` is upper-case ASCII.
[[nodiscard]] bool isWord(QStringView word, QStringView upper);

} // namespace Athanor::Scan
