// SPDX-License-Identifier: MIT
#include "sql/opening.h"

#include "sql/lexer.h"
#include "sql/scan.h"

#include <algorithm>
#include <array>

namespace Athanor {

namespace {

using Scan::isWord;

// The words after a statement's first one, comments and white space passed over.
class Words
{
public:
    Words(QStringView text, qsizetype start)
        : m_text(text)
        , m_end(start)
    {
        next();
    }

    [[nodiscard]] QStringView word() const { return m_text.sliced(m_start, m_end - m_start); }
    [[nodiscard]] bool is(QStringView upper) const { return isWord(word(), upper); }
    [[nodiscard]] qsizetype start() const { return m_start; }
    [[nodiscard]] qsizetype end() const { return m_end; }

    // The next word, quoted name or single other character.
    void next()
    {
        m_start = Scan::skipTrivia(m_text, m_end);
        m_end = m_start;
        if (m_start >= m_text.size())
            return;
        const char16_t c = m_text.utf16()[m_start];
        if (Scan::isWordPart(c)) {
            m_end = Scan::skipWord(m_text, m_start);
        } else if (c == u'"' || c == u'\'') {
            const qsizetype end = Scan::endOfQuoted(m_text, m_start);
            m_end = end == Scan::notFound ? m_text.size() : end;
        } else {
            m_end = m_start + 1;
        }
    }

    bool skip(QStringView upper)
    {
        if (!is(upper))
            return false;
        next();
        return true;
    }

    void skipName()
    {
        if (is(u"IF")) { // IF NOT EXISTS
            next();
            next();
            next();
        }
        next();
        while (skip(u"."))
            next();
    }

private:
    QStringView m_text;
    qsizetype m_start = 0;
    qsizetype m_end = 0;
};

// … NAMED x [options] AS source, or … USING BFILE (…): only the former holds text of another
// language.
bool holdsForeignSource(Words words)
{
    for (int count = 0; count < 40 && !words.word().isEmpty(); ++count, words.next()) {
        if (words.is(u"AS"))
            return true;
        if (words.is(u"USING") || words.is(u";") || words.is(u"/"))
            return false;
    }
    return true;
}

// A call specification with its source in place, 23ai: … AS MLE LANGUAGE JAVASCRIPT {{ it's }}.
// Looked for up to the IS or AS that ends the heading.
bool holdsInlineSource(Words words)
{
    for (int depth = 0; !words.word().isEmpty(); words.next()) {
        if (words.is(u"("))
            ++depth;
        else if (words.is(u")"))
            --depth;
        else if (words.is(u";") || words.is(u"/"))
            return false;
        else if (depth == 0 && (words.skip(u"AS") || words.skip(u"IS")))
            return words.skip(u"MLE") && words.is(u"LANGUAGE");
    }
    return false;
}

Opening openingOfUnit(Words words, Reading reading)
{
    words.skip(u"BODY");
    words.skipName();
    if (words.is(u"WRAPPED"))
        reading = Reading::Opaque;
    return {StatementKind::PlSql, reading};
}

Opening openingOfSubprogram(Words words)
{
    Opening opening = openingOfUnit(words, Reading::PlSql);
    words.skipName();
    if (holdsInlineSource(words))
        opening.reading = Reading::Opaque;
    return opening;
}

Opening openingOfCreate(Words words)
{
    while (words.skip(u"OR") || words.skip(u"REPLACE") || words.skip(u"EDITIONABLE")
           || words.skip(u"NONEDITIONABLE") || words.skip(u"AND") || words.skip(u"RESOLVE")
           || words.skip(u"COMPILE") || words.skip(u"NOFORCE") || words.skip(u"NO")
           || words.skip(u"FORCE") || words.skip(u"EDITIONING")) { }

    if (words.skip(u"FUNCTION") || words.skip(u"PROCEDURE"))
        return openingOfSubprogram(words);
    if (words.skip(u"PACKAGE") || words.skip(u"TRIGGER"))
        return openingOfUnit(words, Reading::PlSql);
    if (words.skip(u"TYPE"))
        return openingOfUnit(words, words.is(u"BODY") ? Reading::PlSql : Reading::UpToSemicolon);
    if (words.skip(u"LIBRARY"))
        return openingOfUnit(words, Reading::UpToSemicolon);
    if (words.skip(u"JAVA") || words.is(u"MLE")) {
        const bool source = words.skip(u"SOURCE") || (words.skip(u"MLE") && words.skip(u"MODULE"));
        if (source && holdsForeignSource(words))
            return {StatementKind::Java, Reading::Opaque};
        return {};
    }
    while (words.skip(u"GLOBAL") || words.skip(u"PRIVATE") || words.skip(u"TEMPORARY")) { }
    if (words.is(u"VIEW") || words.is(u"MATERIALIZED") || words.is(u"TABLE"))
        return {StatementKind::Sql, Reading::SqlThatMayHoldFunctions};
    return {};
}

Opening openingOfWith(Words words)
{
    if (!words.skip(u"FUNCTION") && !words.skip(u"PROCEDURE"))
        return {};
    if (words.is(u"AS") || words.is(u"(")) // a query named "function"
        return {};
    return {StatementKind::PlSql, Reading::WithFunction};
}

bool hasFunctionHint(QStringView text, qsizetype at)
{
    at = Scan::skipBlanks(text, at);
    if (Scan::at(text, at) != u'/' || Scan::at(text, at + 1) != u'*'
        || Scan::at(text, at + 2) != u'+')
        return false;
    const qsizetype end = Scan::endOfBlockComment(text, at);
    return end != Scan::notFound
        && text.sliced(at, end - at).contains(u"WITH_PLSQL", Qt::CaseInsensitive);
}

// What a statement of SQL begins with, if not with CREATE, WITH or a parenthesis.
bool isVerb(QStringView word)
{
    static constexpr std::array verbs{
        QStringView(u"ADMINISTER"), QStringView(u"ALTER"),        QStringView(u"ANALYZE"),
        QStringView(u"ASSOCIATE"),  QStringView(u"AUDIT"),        QStringView(u"CALL"),
        QStringView(u"COMMENT"),    QStringView(u"COMMIT"),       QStringView(u"DELETE"),
        QStringView(u"DROP"),       QStringView(u"DISASSOCIATE"), QStringView(u"EXPLAIN"),
        QStringView(u"FLASHBACK"),  QStringView(u"GRANT"),        QStringView(u"LOCK"),
        QStringView(u"NOAUDIT"),    QStringView(u"PURGE"),        QStringView(u"RENAME"),
        QStringView(u"REVOKE"),     QStringView(u"ROLLBACK"),     QStringView(u"SAVEPOINT"),
        QStringView(u"TRUNCATE"),
    };
    return std::any_of(verbs.begin(), verbs.end(),
                       [word](QStringView verb) { return isWord(word, verb); });
}

Opening openingOfClient(ClientWord client, QStringView text, qsizetype afterWord)
{
    if (client == ClientWord::Document)
        return {StatementKind::Client, Reading::DocumentText, client};
    if (client == ClientWord::Xquery)
        return {StatementKind::Client, Reading::Opaque, client};
    if (client == ClientWord::Set) {
        const Words second(text, afterWord);
        if (second.is(u"ROLE") || second.is(u"TRANSACTION") || second.is(u"CONSTRAINT")
            || second.is(u"CONSTRAINTS"))
            return {};
    }
    return {StatementKind::Client, Reading::Line, client};
}

} // namespace

Opening statementOpening(QStringView text, qsizetype start)
{
    const char16_t first = text.utf16()[start];
    if (!Scan::isWordStart(first)) {
        if (first == u'@')
            return {StatementKind::Client, Reading::Line, ClientWord::Start};
        if (first == u'!' || first == u'$' || first == u'#')
            return {StatementKind::Client, Reading::Line, ClientWord::Host};
        if (first == u'?')
            return {StatementKind::Client, Reading::Line, ClientWord::Harmless};
        if (first == u'<' && Scan::at(text, start + 1) == u'<')
            return {StatementKind::PlSql, Reading::PlSql};
        return {};
    }

    const qsizetype end = Scan::skipWord(text, start);
    const QStringView word = text.sliced(start, end - start);
    switch (Scan::upper(first)) {
    case u'B':
        if (isWord(word, u"BEGIN"))
            return {StatementKind::PlSql, Reading::PlSql};
        break;
    case u'C':
        if (isWord(word, u"CREATE"))
            return openingOfCreate(Words(text, end));
        break;
    case u'D':
        if (isWord(word, u"DECLARE"))
            return {StatementKind::PlSql, Reading::PlSql};
        if (isWord(word, u"DELETE") && hasFunctionHint(text, end))
            return {StatementKind::Sql, Reading::SqlThatMayHoldFunctions};
        break;
    case u'I':
    case u'M':
    case u'S':
    case u'U':
        if ((isWord(word, u"INSERT") || isWord(word, u"SELECT") || isWord(word, u"UPDATE")
             || isWord(word, u"MERGE"))) {
            if (hasFunctionHint(text, end))
                return {StatementKind::Sql, Reading::SqlThatMayHoldFunctions};
            return {};
        }
        break;
    case u'W':
        if (isWord(word, u"WITH"))
            return openingOfWith(Words(text, end));
        break;
    default:
        break;
    }
    const ClientWord client = clientWord(word);
    if (client != ClientWord::None)
        return openingOfClient(client, text, end);
    if (isVerb(word))
        return {};
    // SQL*Plus ends what it does not know at the line's end: SP2-0734, "rest of line ignored".
    return {StatementKind::Client, Reading::Line};
}

namespace {

// Whether WITH stands anywhere, in a literal or a comment, too: few statements are worth a lexer.
bool holdsWith(QStringView sql)
{
    for (qsizetype at = 0; at + 4 <= sql.size(); ++at) {
        if (Scan::upper(sql.utf16()[at]) == u'W' && isWord(sql.sliced(at, 4), u"WITH"))
            return true;
    }
    return false;
}

} // namespace

bool holdsWithFunction(QStringView sql)
{
    if (!holdsWith(sql))
        return false;
    Lexer lexer(sql);
    bool afterWith = false;
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
        if (afterWith
            && (isKeyword(token, sql, u"FUNCTION") || isKeyword(token, sql, u"PROCEDURE"))) {
            const Token name = lexer.next();
            if (name.kind == TokenKind::QuotedName
                || (name.kind == TokenKind::Word && !isKeyword(name, sql, u"AS")))
                return true;
        }
        afterWith = isKeyword(token, sql, u"WITH");
    }
    return false;
}

bool beginsOther(QStringView text, qsizetype start)
{
    switch (Scan::upper(Scan::at(text, start))) {
    case u'A':
    case u'C':
    case u'D':
    case u'G':
    case u'R':
    case u'S':
    case u'T':
        break;
    default:
        return false;
    }
    const qsizetype end = Scan::skipWord(text, start);
    const QStringView word = text.sliced(start, end - start);
    if (isWord(word, u"COMMENT")) // names of PL/SQL by themselves, but not with the next word
        return Words(text, end).is(u"ON");
    if (isWord(word, u"TRUNCATE"))
        return Words(text, end).is(u"TABLE");
    if (clientWord(word) == ClientWord::Show) {
        const QStringView what = Words(text, end).word(); // SHO[W] ERR[ORS]
        return what.size() >= 3 && what.size() <= 6
            && isWord(what, QStringView(u"ERRORS").first(what.size()));
    }
    return isWord(word, u"CREATE") || isWord(word, u"ALTER") || isWord(word, u"DROP")
        || isWord(word, u"GRANT") || isWord(word, u"REVOKE");
}

} // namespace Athanor
