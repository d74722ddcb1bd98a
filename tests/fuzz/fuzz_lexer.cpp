// SPDX-License-Identifier: MIT
#include "sql/lexer.h"

#include <QtCore/QString>

#include <cstdlib>

using namespace Athanor;

// Tokens follow one another without a gap, none is empty, and what is skipped is all that tells the
// two ways of reading apart.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    qsizetype at = 0;
    size_t meaningful = 0;
    for (const Token &token : tokenize(text, Lexer::Keep)) {
        if (token.range.start != at || token.range.isEmpty())
            std::abort();
        at = token.range.end();
        const bool trivia = token.kind == TokenKind::Whitespace
            || token.kind == TokenKind::LineComment || token.kind == TokenKind::BlockComment;
        meaningful += trivia ? 0 : 1;
        if (token.kind == TokenKind::String
            && stringValue(quotedString(stringValue(token.text(text))))
                != stringValue(token.text(text)))
            std::abort();
    }
    if (at != text.size() || tokenize(text).size() != meaningful)
        std::abort();
    return 0;
}
