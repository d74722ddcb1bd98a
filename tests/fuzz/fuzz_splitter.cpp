// SPDX-License-Identifier: MIT
#include "sql/expand.h"
#include "sql/script.h"

#include <cstdlib>

using namespace Athanor;

// Pieces and tail are the input; every statement lies in its piece, has no outer blanks and stands
// where it says.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const Script script =
        splitScript(QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size)));
    const LineIndex lines(script.text);
    qsizetype at = 0;
    for (const Statement &s : script.statements) {
        if (s.piece.start != at || s.range.isEmpty() || s.range.start < s.piece.start
            || s.range.end() > s.piece.end())
            std::abort();
        at = s.piece.end();
        if (lines.line(s.range.start) != s.line || lines.column(s.range.start) != s.column)
            std::abort();
        if (!s.comment.isEmpty()
            && (s.comment.start < s.piece.start || s.comment.end() > s.range.start))
            std::abort();
        const QString sent = executableText(script, s);
        if (!s.continued && sent != script.textOf(s))
            std::abort();
        (void)directives(script, s);
    }
    if (script.tail.start != at || script.tail.end() != script.text.size())
        std::abort();

    ExpandOptions options;
    options.variables.emplace(QStringLiteral("a"), QStringLiteral("value"));
    (void)expandScript(script, options);
    return 0;
}
