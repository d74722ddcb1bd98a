// SPDX-License-Identifier: MIT
#pragma once

#include "base/textrange.h"

namespace Athanor {

enum class TokenKind {
    End, // of the text; empty
    Word, // an unquoted name or keyword: letter first, then letters, digits, _ $ #; also $IF and
          // $$name of PL/SQL
    QuotedName, // "…", quotes included
    String, // '…', q'[…]', n'…', nq'…', prefix and quotes included
    Number, // 12, 1.5e3, .5, 1f, 2d
    Bind, // :name, :1, :"x"
    Substitution, // &name, &&name., &1
    Punctuation, // operators and separators, longest match: := => || .. ** <= >= <> != ^= << >> @ (
                 // ) , ; / …
    LineComment, // -- …, without the line end
    BlockComment, // /* … */, hints too
    Whitespace, // blanks and line ends; only from a Lexer that keeps trivia
    Unterminated, // a quote or comment that never closes, to the end of the text
    Unknown, // a character Oracle has no use for (ORA-00911)
};

// A token is a place in the text it came from; it holds no copy.
struct Token
{
    TokenKind kind = TokenKind::End;
    TextRange range;

    [[nodiscard]] QStringView text(QStringView source) const { return range.in(source); }
    friend bool operator==(const Token &, const Token &) = default;
};

} // namespace Athanor
