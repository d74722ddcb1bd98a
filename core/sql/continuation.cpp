// SPDX-License-Identifier: MIT
#include "sql/continuation.h"

#include "sql/scan.h"

#include <algorithm>
#include <array>

namespace Athanor {

namespace {

// Words that are no operand: nothing is subtracted from or by them. Sorted.
constexpr std::array<QStringView, 103> clauseWords = {
    u"ADD",        u"ALL",          u"ALTER",      u"AND",       u"ANY",       u"AS",
    u"ASC",        u"BEGIN",        u"BETWEEN",    u"BY",        u"CACHE",     u"CASCADE",
    u"CHECK",      u"COMMENT",      u"COMMIT",     u"COMPRESS",  u"CONNECT",   u"CONSTRAINT",
    u"CREATE",     u"CYCLE",        u"DEFAULT",    u"DELETE",    u"DESC",      u"DISABLE",
    u"DISTINCT",   u"DROP",         u"ELSE",       u"ELSIF",     u"ENABLE",    u"END",
    u"EXCEPT",     u"FOR",          u"FOREIGN",    u"FROM",      u"FULL",      u"GRANT",
    u"GROUP",      u"HAVING",       u"IDENTIFIED", u"IF",        u"IN",        u"INCREMENT",
    u"INDEX",      u"INITRANS",     u"INNER",      u"INSERT",    u"INTERSECT", u"INTO",
    u"IS",         u"JOIN",         u"KEEP",       u"LEFT",      u"LIKE",      u"LOB",
    u"LOGGING",    u"LOOP",         u"MAXTRANS",   u"MAXVALUE",  u"MINUS",     u"MINVALUE",
    u"MODIFY",     u"NOCACHE",      u"NOCOMPRESS", u"NOCYCLE",   u"NOLOGGING", u"NOMAXVALUE",
    u"NOORDER",    u"NOT",          u"NOVALIDATE", u"NULLS",     u"ON",        u"OR",
    u"ORDER",      u"ORGANIZATION", u"PARALLEL",   u"PARTITION", u"PCTFREE",   u"PCTUSED",
    u"PRIMARY",    u"REFERENCES",   u"RENAME",     u"RETURNING", u"REVOKE",    u"RIGHT",
    u"SELECT",     u"SET",          u"START",      u"STORAGE",   u"STORE",     u"TABLE",
    u"TABLESPACE", u"THEN",         u"TO",         u"UNION",     u"UNIQUE",    u"UPDATE",
    u"USING",      u"VALUES",       u"VIEW",       u"WHEN",      u"WHERE",     u"WHILE",
    u"WITH",
};

bool isClauseWord(QStringView word)
{
    char16_t upper[16];
    if (word.size() > 16)
        return false;
    for (qsizetype i = 0; i < word.size(); ++i)
        upper[i] = Scan::upper(word.utf16()[i]);
    return std::binary_search(clauseWords.begin(), clauseWords.end(),
                              QStringView(upper, word.size()));
}

qsizetype backOverSpace(QStringView text, qsizetype end, qsizetype start)
{
    while (end > start && Scan::isSpace(text.utf16()[end - 1]))
        --end;
    return end;
}

qsizetype backOverWord(QStringView text, qsizetype end, qsizetype start)
{
    while (end > start && Scan::isWordPart(text.utf16()[end - 1]))
        --end;
    return end;
}

// Whether what ends at `end` is a value: something can be subtracted from it.
bool endsOperand(QStringView text, qsizetype end, qsizetype start)
{
    end = backOverSpace(text, end, start);
    if (end == start)
        return false;
    const char16_t last = text.utf16()[end - 1];
    if (last == u')' || last == u'\'' || last == u'"' || last == u'?')
        return true;
    if (last == u'/' && end - start > 1 && text.utf16()[end - 2] == u'*')
        return true; // a comment: what is before it is not worth a second look
    if (!Scan::isWordPart(last))
        return false;
    const qsizetype wordStart = backOverWord(text, end, start);
    if (isClauseWord(text.sliced(wordStart, end - wordStart)))
        return Scan::isWord(text.sliced(wordStart, end - wordStart), u"END"); // CASE … END
    // INSERT INTO name -
    const qsizetype before = backOverSpace(text, wordStart, start);
    const qsizetype beforeStart = backOverWord(text, before, start);
    const QStringView word = text.sliced(beforeStart, before - beforeStart);
    return !Scan::isWord(word, u"INTO") && !Scan::isWord(word, u"TABLE")
        && !Scan::isWord(word, u"VIEW") && !Scan::isWord(word, u"UPDATE")
        && !Scan::isWord(word, u"INDEX");
}

bool startsOperand(QStringView text, qsizetype at)
{
    at = Scan::skipTrivia(text, at);
    const char16_t c = Scan::at(text, at);
    if (Scan::isWordStart(c))
        return !isClauseWord(text.sliced(at, Scan::skipWord(text, at) - at));
    return Scan::is(c, Scan::Digit) || c == u'(' || c == u'\'' || c == u'"' || c == u':'
        || c == u'&' || c == u'.' || c == u'?' || c == u'$';
}

} // namespace

bool isContinuation(QStringView text, qsizetype hyphen, qsizetype statementStart)
{
    return !endsOperand(text, hyphen, statementStart) || !startsOperand(text, hyphen + 1);
}

} // namespace Athanor
