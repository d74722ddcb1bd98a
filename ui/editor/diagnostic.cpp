// SPDX-License-Identifier: MIT
#include "ui/editor/diagnostic.h"

#include "ddl/reader.h"
#include "sql/script.h"
#include "sql/sqlplus.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// Offsets of places; the other way round than LineIndex.
class LineStarts
{
public:
    explicit LineStarts(QStringView text)
        : m_text(text)
    {
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (text[i] == u'\n')
                m_starts.push_back(i + 1);
        }
    }

    // From the place to the end of the word there; at least one character, never past the line.
    [[nodiscard]] TextRange wordAt(int line, int column) const
    {
        if (m_text.isEmpty())
            return {};
        const auto row = size_t(std::clamp(line, 1, int(m_starts.size())) - 1);
        const qsizetype lineEnd = row + 1 < m_starts.size() ? m_starts[row + 1] - 1 : m_text.size();
        qsizetype start = std::min(m_starts[row] + std::max(column, 1) - 1, lineEnd);
        if (start == lineEnd && start > m_starts[row])
            --start;
        qsizetype end = start;
        while (end < lineEnd
               && (m_text[end].isLetterOrNumber() || m_text[end] == u'_' || m_text[end] == u'$'))
            ++end;
        return {start, std::min(std::max(end, start + 1), m_text.size()) - start};
    }

private:
    QStringView m_text;
    std::vector<qsizetype> m_starts{0};
};

Diagnostic atPlace(const LineStarts &lines, int line, int column, Diagnostic::Severity severity,
                   const QString &message)
{
    return {severity, lines.wordAt(line, column), line, column, message, {}};
}

QString withCode(const Error &error)
{
    return error.oraCode ? oraCodeText(error.oraCode) + u": "_s + error.message : error.message;
}

} // namespace

std::vector<Diagnostic> diagnose(const QString &text, const OracleVersion &version)
{
    const LineStarts lines(text);
    const Script script = splitScript(text);
    std::vector<Diagnostic> found;
    for (const Error &problem : script.problems)
        found.push_back(atPlace(lines, problem.where.line, problem.where.column, Diagnostic::Error,
                                withCode(problem)));
    for (const Statement &statement : script.statements) {
        if (statement.kind == StatementKind::Client) {
            const ClientMeaning meaning = clientMeaning(executableText(script, statement));
            if (const auto *refusal = std::get_if<Refuse>(&meaning))
                found.push_back(atPlace(lines, statement.line, statement.column, Diagnostic::Error,
                                        refusal->reason));
            continue;
        }
        if (statement.kind == StatementKind::Java)
            continue;
        // The reader counts from the statement's own first character.
        const auto add = [&](const Place &where, Diagnostic::Severity severity,
                             const QString &message) {
            const int line = statement.line + std::max(where.line, 1) - 1;
            const int column =
                where.line <= 1 ? statement.column + std::max(where.column, 1) - 1 : where.column;
            found.push_back(atPlace(lines, line, column, severity, message));
        };
        const DdlReading reading = readDdl(script.textOf(statement), version);
        for (const Error &error : reading.errors)
            add(error.where, Diagnostic::Error, withCode(error));
        for (const OpaqueNote &note : reading.notes)
            add(note.where, Diagnostic::Info, note.reason);
    }
    std::stable_sort(found.begin(), found.end(), [](const Diagnostic &a, const Diagnostic &b) {
        return a.range.start < b.range.start;
    });
    return found;
}

int statementAt(const QString &text, qsizetype offset)
{
    const Script script = splitScript(text);
    int number = 0;
    for (const Statement &statement : script.statements) {
        if (statement.kind == StatementKind::Client)
            continue;
        ++number;
        if (statement.piece.contains(offset))
            return number;
    }
    return 0;
}

TextRange statementRange(const QString &text, int number)
{
    const Script script = splitScript(text);
    int count = 0;
    for (const Statement &statement : script.statements) {
        if (statement.kind != StatementKind::Client && ++count == number)
            return statement.range;
    }
    return {};
}

} // namespace Athanor
