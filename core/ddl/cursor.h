// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.h"
#include "ddl/reader.h"
#include "schema/oracleversion.h"
#include "sql/lexer.h"
#include "sql/scan.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

namespace Athanor {

// A keyword or mark as the cursor looks for it. Of a literal the compiler counts the letters.
class Keyword
{
public:
    template <size_t N>
    constexpr Keyword(const char16_t (&literal)[N])
        : m_text(literal)
        , m_size(qsizetype(N - 1))
    { }
    Keyword(QStringView text)
        : m_text(text.utf16())
        , m_size(text.size())
    { }
    Keyword(const QString &text)
        : Keyword(QStringView(text))
    { }

    [[nodiscard]] bool isExactly(QStringView text) const
    {
        return text.size() == m_size && std::equal(m_text, m_text + m_size, text.utf16());
    }
    // In any case; the keyword is upper-case ASCII.
    [[nodiscard]] bool matches(QStringView word) const
    {
        if (word.size() != m_size)
            return false;
        const char16_t *const letters = word.utf16();
        for (qsizetype i = 0; i < m_size; ++i)
            if (Scan::upper(letters[i]) != m_text[i])
                return false;
        return true;
    }

private:
    const char16_t *m_text;
    qsizetype m_size;
};

// A text for people, translated when somebody asks for it: a reader says at every step what it
// expects, and hardly ever has to be heard.
class DdlText
{
public:
    // `argument` takes the place of %1; it is only looked at, and so must live as long.
    explicit constexpr DdlText(const char *source = nullptr, QStringView argument = {})
        : m_source(source)
        , m_argument(argument)
    { }
    operator QString() const; // NOLINT: it is that text
    template <typename... Arguments>
    [[nodiscard]] QString arg(Arguments &&...arguments) const
    {
        return QString(*this).arg(std::forward<Arguments>(arguments)...);
    }

private:
    const char *m_source;
    QStringView m_argument;
};
[[nodiscard]] constexpr DdlText ddlTr(const char *text, QStringView argument = {})
{
    return DdlText(text, argument);
}

// Walks the tokens of one statement: asks what comes, takes it, captures text as it was written,
// and collects errors with their place. Tokens are cut on demand, so a unit's body costs nothing
// until somebody looks at it. Private to the ddl room.
class Cursor
{
public:
    Cursor(QStringView text, const OracleVersion &version);

    // ---- looking
    [[nodiscard]] const Token &token(size_t ahead = 0) { return fetch(m_at + ahead); }
    [[nodiscard]] QStringView text(size_t ahead = 0) { return token(ahead).text(m_text); }
    [[nodiscard]] bool atEnd() { return token().kind == TokenKind::End; }
    [[nodiscard]] bool isWord(const Keyword &upper, size_t ahead = 0)
    {
        const Token &t = fetch(m_at + ahead);
        return t.kind == TokenKind::Word && upper.matches(t.text(m_text));
    }
    [[nodiscard]] bool isWords(std::initializer_list<Keyword> upper);
    [[nodiscard]] bool isAnyWord(std::initializer_list<Keyword> upper, size_t ahead = 0);
    [[nodiscard]] bool isPunctuation(const Keyword &mark, size_t ahead = 0)
    {
        const Token &t = fetch(m_at + ahead);
        return t.kind == TokenKind::Punctuation && mark.isExactly(t.text(m_text));
    }
    [[nodiscard]] bool isName(size_t ahead = 0); // a word or a quoted name
    [[nodiscard]] bool isKind(TokenKind kind, size_t ahead = 0);
    [[nodiscard]] qsizetype offset() { return token().range.start; }
    [[nodiscard]] qsizetype previousEnd() const { return m_previousEnd; }
    [[nodiscard]] const OracleVersion &version() const { return m_version; }
    [[nodiscard]] QStringView source() const { return m_text; }
    [[nodiscard]] QStringView slice(qsizetype from, qsizetype to) const;
    [[nodiscard]] size_t position() const { return m_at; }
    void goBackTo(size_t position);

    // ---- taking
    void skip(size_t count = 1);
    bool take(const Keyword &upper)
    {
        const bool is = isWord(upper);
        if (is)
            skip();
        return is;
    }
    bool takeAll(std::initializer_list<Keyword> upper); // all of them or none
    bool takePunctuation(const Keyword &mark)
    {
        const bool is = isPunctuation(mark);
        if (is)
            skip();
        return is;
    }
    // A name as stored. Reserved words and lengths are reported and taken nevertheless; where there
    // is no name at all, `code` with "expected …" is reported and nothing is taken.
    std::optional<QString> takeName(int code, DdlText what);
    std::optional<QualifiedName> takeQualifiedName(int code, DdlText what);
    std::optional<QString> takeInteger(); // with its sign; nothing where there is none
    std::optional<int> takeSmallInteger();
    // ( a, b ): false after an error. The cursor stands behind the parenthesis or at the error.
    bool takeNameList(QStringList &names, int code, DdlText what);
    // At "(": everything up to its partner, without the two, trimmed and without a comment before
    // the partner; the cursor goes behind them.
    // Where the partner is missing, ORA-00907 is reported and the rest is taken.
    QStringView takeParenthesised();
    // An expression where no parentheses limit it: operands and operators while they follow one
    // another, so that the clause behind it is not eaten. Empty: there was none.
    QStringView takeExpression();
    // To the end of the statement, trimmed, without a comment behind it.
    QStringView takeRest();

    // ---- skipping after an error: to the comma or closing parenthesis of the list one is in
    void skipToListEnd();
    void skipAll();

    // ---- reporting
    void error(int code, const QString &message) { errorAt(offset(), code, message); }
    void errorAt(qsizetype offset, int code, const QString &message);
    // "missing right parenthesis: expected …, found X"; one per place.
    void expected(int code, const QString &what);
    [[nodiscard]] bool failed() const { return !m_errors.empty(); }
    [[nodiscard]] size_t errorCount() const { return m_errors.size(); }
    void note(qsizetype from, qsizetype to, const ObjectRef &object, const QString &reason);
    // Notes made before the object's name was known.
    void nameNotes(const ObjectRef &object);
    [[nodiscard]] Errors takeErrors();
    [[nodiscard]] std::vector<OpaqueNote> takeNotes() { return std::move(m_notes); }

private:
    [[nodiscard]] const Token &fetch(size_t index)
    {
        return index < m_tokens.size() ? m_tokens[index] : fetchMore(index);
    }
    [[nodiscard]] const Token &fetchMore(size_t index);
    void skipCase();
    void skipOperand();
    [[nodiscard]] bool continuesOperand();
    [[nodiscard]] Place placeOf(qsizetype offset);
    void checkName(qsizetype offset, bool quoted, const QString &stored, int code, DdlText what);

    QStringView m_text;
    OracleVersion m_version;
    Lexer m_lexer;
    std::vector<Token> m_tokens;
    Token m_end;
    bool m_ended = false;
    size_t m_at = 0;
    qsizetype m_previousEnd = 0;
    std::optional<LineIndex> m_lines; // made at the first error
    Errors m_errors;
    std::vector<qsizetype> m_errorOffsets; // parallel to m_errors
    std::vector<OpaqueNote> m_notes;
};

// Up to the last token: what is written behind a text must not end up in its comment.
[[nodiscard]] QStringView withoutTrailingComments(QStringView text);

// Oracle's words for the codes of syntax errors ("missing right parenthesis").
[[nodiscard]] QString oracleText(int code);

} // namespace Athanor
