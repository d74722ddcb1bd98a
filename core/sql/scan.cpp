// SPDX-License-Identifier: MIT
#include "sql/scan.h"

#include <QtCore/QChar>

namespace Athanor::Scan {

bool isForeignLetter(char16_t c)
{
    if (c < 0x80)
        return is(c, Letter);
    return QChar::isSurrogate(c) || QChar::isLetterOrNumber(c) || QChar::isMark(c);
}

namespace {

char16_t closingDelimiter(char16_t opening)
{
    switch (opening) {
    case u'[':
        return u']';
    case u'(':
        return u')';
    case u'{':
        return u'}';
    case u'<':
        return u'>';
    }
    return opening;
}

} // namespace

qsizetype endOfQQuote(QStringView text, qsizetype quote)
{
    // Oracle, SQL Language Reference, "Text Literals": the delimiter is one character of the
    // database character set, which may be two UTF-16 units here.
    const qsizetype units =
        QChar::isHighSurrogate(at(text, quote + 1)) && quote + 2 < text.size() ? 2 : 1;
    const qsizetype body = quote + 1 + units;
    if (body > text.size())
        return notFound;
    const char16_t last =
        units == 2 ? text.utf16()[quote + 2] : closingDelimiter(text.utf16()[quote + 1]);
    for (qsizetype close = text.indexOf(u'\'', body); close >= 0;
         close = text.indexOf(u'\'', close + 1)) {
        if (close - units < body || text.utf16()[close - 1] != last)
            continue;
        if (units == 1 || text.utf16()[close - 2] == text.utf16()[quote + 1])
            return close + 1;
    }
    return notFound;
}

qsizetype skipTrivia(QStringView text, qsizetype from)
{
    while (from < text.size()) {
        const char16_t c = text.utf16()[from];
        if (isSpace(c)) {
            ++from;
        } else if (c == u'-' && at(text, from + 1) == u'-') {
            from = lineEnd(text, from);
        } else if (c == u'/' && at(text, from + 1) == u'*') {
            from = endOfBlockComment(text, from);
            if (from == notFound)
                return text.size();
        } else {
            break;
        }
    }
    return from;
}

bool isFirstOnLine(QStringView text, qsizetype offset)
{
    qsizetype before = offset - 1;
    while (before >= 0
           && (is(text.utf16()[before], Blank) || text.utf16()[before] == byteOrderMark))
        --before;
    return before < 0 || is(text.utf16()[before], LineEnd);
}

bool isAloneOnLine(QStringView text, qsizetype offset)
{
    const qsizetype after = skipBlanks(text, offset + 1);
    return (after >= text.size() || is(text.utf16()[after], LineEnd))
        && isFirstOnLine(text, offset);
}

bool isWord(QStringView word, QStringView upperWord)
{
    if (word.size() != upperWord.size())
        return false;
    for (qsizetype i = 0; i < word.size(); ++i) {
        if (upper(word.utf16()[i]) != upperWord.utf16()[i])
            return false;
    }
    return true;
}

} // namespace Athanor::Scan
