// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.h"
#include "ddl/reader.h"
#include "schema/oracleversion.h"
#include "sql/lexer.h"

#include <initializer_list>
#include <optional>
#include <vector>

namespace Athanor {

// Walks the tokens of one statement: asks what comes, takes it, captures text as it was written,
// and collects errors with their place. Tokens are cut on demand, so a unit's body costs nothing
// until somebody looks at it. Private to the ddl room.
class Cursor
{
public:
    Cursor(QStringView text, const OracleVersion &version);

    // ---- looking
    [[nodiscard]] Token token(size_t ahead = 0);
    [[nodiscard]] QStringView text(size_t ahead = 0) { return token(ahead).text(m_text); }
    [[nodiscard]] bool atEnd() { return token().kind == TokenKind::End; }
    [[nodiscard]] bool isWord(QStringView upper, size_t ahead = 0);
    [[nodiscard]] bool isWords(std::initializer_list<QStringView> upper);
    [[nodiscard]] bool isAnyWord(std::initializer_list<QStringView> upper, size_t ahead = 0);
    [[nodiscard]] bool isPunctuation(QStringView mark, size_t ahead = 0);
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
    bool take(QStringView upper);
    bool takeAll(std::initializer_list<QStringView> upper); // all of them or none
    bool takePunctuation(QStringView mark);
    // A name as stored. Reserved words and lengths are reported and taken nevertheless; where there
    // is no name at all, `code` with "expected …" is reported and nothing is taken.
    std::optional<QString> takeName(int code, const QString &what);
    std::optional<QualifiedName> takeQualifiedName(int code, const QString &what);
    std::optional<QString> takeInteger(); // with its sign; nothing where there is none
    std::optional<int> takeSmallInteger();
    // ( a, b ): false after an error. The cursor stands behind the parenthesis or at the error.
    bool takeNameList(QStringList &names, int code, const QString &what);
    // At "(": everything up to its partner, without the two, trimmed; the cursor goes behind them.
    // Where the partner is missing, ORA-00907 is reported and the rest is taken.
    QStringView takeParenthesised();
    // An expression where no parentheses limit it: operands and operators while they follow one
    // another, so that the clause behind it is not eaten. Empty: there was none.
    QStringView takeExpression();
    QStringView takeRest(); // to the end of the statement, trimmed

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
    [[nodiscard]] const Token &fetch(size_t index);
    void skipCase();
    void skipOperand();
    [[nodiscard]] bool continuesOperand();
    [[nodiscard]] Place placeOf(qsizetype offset);
    void checkName(qsizetype offset, bool quoted, const QString &stored, int code,
                   const QString &what);

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

// Oracle's words for the codes of syntax errors ("missing right parenthesis").
[[nodiscard]] QString oracleText(int code);

} // namespace Athanor
