// SPDX-License-Identifier: MIT
#pragma once

#include "sql/token.h"

#include <vector>

namespace Athanor {

// Cuts Oracle text into tokens, one at a time, in one pass. Knows quotes, comments and numbers;
// knows no grammar.
class Lexer
{
public:
    enum Trivia { Skip, Keep }; // whether comments and white space are tokens

    explicit Lexer(QStringView text, Trivia trivia = Skip, qsizetype start = 0);

    [[nodiscard]] Token next();
    [[nodiscard]] qsizetype offset() const { return m_at; } // where the next token is looked for

private:
    [[nodiscard]] Token take(TokenKind kind, qsizetype end);
    [[nodiscard]] Token takeWord(char16_t first);
    [[nodiscard]] Token takeOther(char16_t c);

    QStringView m_text;
    qsizetype m_at = 0;
    Trivia m_trivia;
};

// All tokens but End.
[[nodiscard]] std::vector<Token> tokenize(QStringView text, Lexer::Trivia trivia = Lexer::Skip);

// Whether the token is this keyword, in any case. `upper` is upper-case ASCII.
[[nodiscard]] bool isKeyword(const Token &token, QStringView source, QStringView upper);

// The text between the quotes of a String token, its doubled quotes made single; q-quotes and
// prefixes understood.
[[nodiscard]] QString stringValue(QStringView literal);

// 'it''s' for it's.
[[nodiscard]] QString quotedString(QStringView value);

} // namespace Athanor
