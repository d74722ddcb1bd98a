// SPDX-License-Identifier: MIT
#include "sql/script.h"

#include "sql/continuation.h"
#include "sql/lexer.h"
#include "sql/scan.h"

#include <QtCore/QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

Place Script::placeOf(const Statement &s, qsizetype offset) const
{
    const QStringView before =
        QStringView(text).sliced(s.range.start, std::clamp(offset, qsizetype(0), s.range.length));
    const qsizetype newLine = before.lastIndexOf(u'\n');
    if (newLine < 0)
        return {file, s.line, s.column + int(before.size())};
    return {file, s.line + int(before.count(u'\n')), int(before.size() - newLine)};
}

namespace {

// A SQL*Plus command: every line's last hyphen, whatever is around it.
QString joinedCommand(QStringView command)
{
    QString joined;
    joined.reserve(command.size());
    for (qsizetype at = 0; at < command.size();) {
        const qsizetype end = Scan::lineEnd(command, at);
        const qsizetype next = Scan::skipLineEnd(command, end);
        QStringView line = command.sliced(at, end - at);
        if (next > end) {
            line = line.trimmed();
            joined += line.endsWith(u'-') ? line.chopped(1) : line;
            joined += u' ';
        } else {
            joined += line;
        }
        at = next;
    }
    return joined;
}

// The hyphens that continue a line, left out; everything else, the line ends too, as it was.
QString withoutContinuations(QStringView statement)
{
    QString joined;
    joined.reserve(statement.size());
    qsizetype copied = 0;
    Lexer lexer(statement, Lexer::Skip);
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
        if (token.kind != TokenKind::Punctuation || token.text(statement) != u"-")
            continue;
        const qsizetype after = Scan::skipBlanks(statement, token.range.end());
        if ((after < statement.size() && !Scan::is(statement.utf16()[after], Scan::LineEnd))
            || !isContinuation(statement, token.range.start, 0))
            continue;
        joined += statement.sliced(copied, token.range.start - copied);
        copied = token.range.end();
    }
    joined += statement.sliced(copied);
    return joined;
}

} // namespace

QString executableText(const Script &script, const Statement &statement)
{
    const QStringView text = script.textOf(statement);
    if (!statement.continued)
        return text.toString();
    return statement.kind == StatementKind::Client ? joinedCommand(text)
                                                   : withoutContinuations(text);
}

QStringList directives(const Script &script, const Statement &statement)
{
    static constexpr QStringView mark = u"athanor:";
    QStringList found;
    Lexer lexer(script.commentOf(statement), Lexer::Keep);
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
        if (token.kind != TokenKind::LineComment)
            continue;
        const QStringView words = token.text(script.commentOf(statement)).sliced(2).trimmed();
        if (words.startsWith(mark, Qt::CaseInsensitive))
            found += words.sliced(mark.size()).toString().simplified();
    }
    return found;
}

} // namespace Athanor
