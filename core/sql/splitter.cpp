// SPDX-License-Identifier: MIT
#include "sql/continuation.h"
#include "sql/opening.h"
#include "sql/scan.h"
#include "sql/script.h"
#include "sql/setoption.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace Athanor {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Splitter", text);
}

// Counts lines as the splitter goes forward; each character is looked at once.
class LineCounter
{
public:
    explicit LineCounter(QStringView text)
        : m_text(text)
    { }

    // `offset` never goes back.
    void advance(qsizetype offset)
    {
        constexpr qsizetype block = 256;
        const char16_t *p = m_text.utf16() + m_at;
        const char16_t *const end = m_text.utf16() + offset;
        const char16_t *const begin = p;
        int lines = 0;
        for (; end - p >= block; p += block) {
            quint16 inBlock = 0; // a loop of fixed length is one the compiler makes vectors of
            for (qsizetype i = 0; i < block; ++i)
                inBlock = quint16(inBlock + (p[i] == u'\n'));
            lines += inBlock;
        }
        for (; p < end; ++p)
            lines += *p == u'\n';
        if (lines > 0) {
            m_line += lines;
            for (p = end; p > begin && p[-1] != u'\n'; --p) { }
            m_lineStart = p - m_text.utf16();
        }
        m_at = offset;
    }

    [[nodiscard]] int line() const { return m_line; }
    [[nodiscard]] int column() const { return int(m_at - m_lineStart) + 1; }

private:
    QStringView m_text;
    qsizetype m_at = 0;
    qsizetype m_lineStart = 0;
    int m_line = 1;
};

class Splitter
{
public:
    explicit Splitter(Script &script)
        : m_script(script)
        , m_text(script.text)
        , m_lines(script.text)
    { }

    void run()
    {
        while (skipToStatement())
            readStatement();
        if (m_waitsForSlash)
            reportNeverRun();
        m_script.tail = {m_pieceStart, m_text.size() - m_pieceStart};
    }

private:
    // ---- between statements

    // Passes over white space, comments, empty statements and lone slashes. False at the end of the
    // text.
    bool skipToStatement()
    {
        m_comment = {};
        int linesSinceComment = 0;
        while (m_at < m_text.size()) {
            const char16_t c = m_text.utf16()[m_at];
            if (c == u'\n') {
                if (++linesSinceComment > 1)
                    m_comment = {};
                ++m_at;
            } else if (Scan::isSpace(c)) {
                ++m_at;
            } else if (c == u'-' && Scan::at(m_text, m_at + 1) == u'-') {
                addComment(Scan::lineEnd(m_text, m_at));
                linesSinceComment = 0;
            } else if (c == u'/' && Scan::at(m_text, m_at + 1) == u'*') {
                const qsizetype end = Scan::endOfBlockComment(m_text, m_at);
                if (end == Scan::notFound)
                    report(ErrorKind::Syntax, m_at,
                           tr("The comment is never closed: */ is missing."));
                addComment(end == Scan::notFound ? m_text.size() : end);
                linesSinceComment = 0;
            } else if (c == u'/') {
                runAgain(m_at++);
                m_comment = {};
            } else if (c == u';' || (c == u'.' && Scan::isAloneOnLine(m_text, m_at))) {
                ++m_at;
                m_comment = {};
            } else {
                return true;
            }
        }
        return false;
    }

    void addComment(qsizetype end)
    {
        if (m_comment.isEmpty())
            m_comment.start = m_at;
        m_comment.length = end - m_comment.start;
        m_at = end;
    }

    // A / where a statement should begin: SQL*Plus sends the statement in its buffer, which we have
    // listed already.
    void runAgain(qsizetype slash)
    {
        if (m_waitsForSlash) {
            m_script.statements[m_buffer].terminator = Terminator::Slash;
            m_waitsForSlash = false;
        } else if (!m_hasBuffer) {
            report(ErrorKind::Semantic, slash,
                   tr("There is no statement above this / that it could run."));
        } else {
            report(ErrorKind::Semantic, slash,
                   tr("This / would run the statement of line %1 once more in SQL*Plus; it is "
                      "passed over.")
                       .arg(m_script.statements[m_buffer].line));
        }
    }

    // ---- one statement

    void readStatement()
    {
        m_start = m_at;
        m_trailing = {};
        m_continued = false;
        m_prefixReported = false;
        m_opening = statementOpening(m_text, m_start);
        if (m_waitsForSlash && m_opening.kind != StatementKind::Client)
            reportNeverRun();
        switch (m_opening.reading) {
        case Reading::Sql:
        case Reading::SqlThatMayHoldFunctions:
            readSql();
            break;
        case Reading::PlSql:
        case Reading::WithFunction:
        case Reading::UpToSemicolon:
            readPlSql();
            break;
        case Reading::Opaque:
            readOpaque();
            break;
        case Reading::Line:
            readLine();
            break;
        case Reading::DocumentText:
            readDocument();
            break;
        }
    }

    void readSql()
    {
        for (;;) {
            m_at = Scan::findClass(m_text, m_at, Scan::Stops);
            if (m_at >= m_text.size())
                return finishAtEnd();
            switch (m_text.utf16()[m_at]) {
            case u';':
                if (m_opening.reading == Reading::SqlThatMayHoldFunctions) {
                    m_opening.reading = Reading::Sql;
                    if (holdsWithFunction(m_text.sliced(m_start, m_at - m_start))) {
                        m_opening = {StatementKind::PlSql, Reading::WithFunction};
                        return readPlSql();
                    }
                }
                return finish(m_at, m_at + 1, Terminator::Semicolon);
            case u'/':
                if (!skipComment()) {
                    if (Scan::isAloneOnLine(m_text, m_at))
                        return finish(m_at, m_at + 1, Terminator::Slash);
                    ++m_at;
                }
                break;
            case u'-':
                skipHyphen();
                break;
            case u'#':
                passPrefix();
                break;
            case u'.':
                if (endsAtPoint())
                    return;
                break;
            default:
                skipQuoted();
                break;
            }
        }
    }

    // SQL*Plus's BLOCKTERMINATOR alone on a line: the statement is complete, but only a / runs it.
    bool endsAtPoint()
    {
        if (!Scan::isAloneOnLine(m_text, m_at)) {
            ++m_at;
            return false;
        }
        finish(m_at, m_at + 1, Terminator::EndOfText);
        m_waitsForSlash = true;
        return true;
    }

    void readPlSql()
    {
        for (;;) {
            m_at = Scan::findClass(m_text, m_at, Scan::Stops);
            if (m_at >= m_text.size())
                return finishAtEnd();
            switch (m_text.utf16()[m_at]) {
            case u';':
                ++m_at;
                if (endsAfterSemicolon())
                    return;
                break;
            case u'/':
                if (!skipComment()) {
                    if (Scan::isAloneOnLine(m_text, m_at) || followsSemicolon(m_at))
                        return finish(m_at, m_at + 1, Terminator::Slash);
                    ++m_at;
                }
                break;
            case u'.':
                if (endsAtPoint())
                    return;
                break;
            case u'-':
                skipHyphen();
                break;
            case u'#':
                passPrefix();
                break;
            default:
                skipQuoted();
                break;
            }
        }
    }

    // Where a PL/SQL unit without / ends for certain. SQL*Plus would go on reading; other tools and
    // people do not.
    bool endsAfterSemicolon()
    {
        const qsizetype next = Scan::skipTrivia(m_text, m_at);
        if (m_opening.reading == Reading::UpToSemicolon) {
            if (Scan::at(m_text, next) == u'/')
                finish(m_at, next + 1, Terminator::Slash);
            else
                finish(m_at, m_at, Terminator::Semicolon);
            return true;
        }
        // PL/SQL has no empty statement: a second ; is what people end units with who know no /.
        if (Scan::at(m_text, next) == u';') {
            const qsizetype after = Scan::skipTrivia(m_text, next + 1);
            if (Scan::at(m_text, after) == u'/')
                finish(m_at, after + 1, Terminator::Slash);
            else
                finish(m_at, next + 1, Terminator::Semicolon);
            return true;
        }
        if (!beginsOther(m_text, next))
            return false;
        finish(m_at, m_at, Terminator::Semicolon);
        return true;
    }

    void readOpaque()
    {
        while ((m_at = m_text.indexOf(u'/', m_at)) >= 0) {
            if (Scan::isAloneOnLine(m_text, m_at))
                return finish(m_at, m_at + 1, Terminator::Slash);
            ++m_at;
        }
        m_at = m_text.size();
        finishAtEnd();
    }

    void readLine()
    {
        for (;;) {
            m_at = Scan::lineEnd(m_text, m_at);
            qsizetype last = m_at;
            while (last > m_start && Scan::is(m_text.utf16()[last - 1], Scan::Blank))
                --last;
            if (m_at >= m_text.size() || m_text.utf16()[last - 1] != u'-' || isRuler(last))
                break;
            m_continued = true;
            m_at = Scan::skipLineEnd(m_text, m_at);
        }
        const bool atEnd = m_at >= m_text.size();
        finish(m_at, m_at, atEnd ? Terminator::EndOfText : Terminator::LineEnd);
    }

    // REM ------- and PROMPT -------: SQL*Plus swallows the next line, which nobody who draws a
    // line wants.
    [[nodiscard]] bool isRuler(qsizetype end) const
    {
        const bool text =
            m_opening.client == ClientWord::Remark || m_opening.client == ClientWord::Prompt;
        return text && m_text.utf16()[end - 2] == u'-';
    }

    void readDocument()
    {
        const qsizetype end = Scan::lineEnd(m_text, m_at);
        qsizetype at = Scan::skipLineEnd(m_text, end);
        while (at < m_text.size() && m_text.utf16()[at] != u'#')
            at = Scan::skipLineEnd(m_text, Scan::lineEnd(m_text, at));
        finish(end, Scan::lineEnd(m_text, at), Terminator::LineEnd);
    }

    // ---- inside a statement

    bool skipComment()
    {
        if (Scan::at(m_text, m_at + 1) != u'*')
            return false;
        const qsizetype end = Scan::endOfBlockComment(m_text, m_at);
        if (end == Scan::notFound) {
            reportOpen(m_at, tr("The comment is never closed: */ is missing."), 0);
            m_at = m_text.size();
        } else {
            passTrailing(end);
        }
        return true;
    }

    // A comment, a continuation or a minus.
    void skipHyphen()
    {
        if (Scan::at(m_text, m_at + 1) == u'-')
            return passTrailing(Scan::lineEnd(m_text, m_at));
        const qsizetype after = Scan::skipBlanks(m_text, m_at + 1);
        if (!m_continued && after < m_text.size() && Scan::is(m_text.utf16()[after], Scan::LineEnd))
            m_continued = isContinuation(m_text, m_at, m_start);
        ++m_at;
    }

    // SQL*Plus takes a line of a statement that begins with SQLPREFIX for a command, obeys it at
    // once and leaves it out of the statement. In SQL, nothing begins with #.
    void passPrefix()
    {
        const qsizetype hash = m_at++;
        if (m_prefixReported || !Scan::isFirstOnLine(m_text, hash))
            return;
        m_prefixReported = true; // once a statement: m_lines must not go over it again and again
        reportOpen(hash,
                   tr("In SQL*Plus, a line of a statement that begins with # is a command of its "
                      "own; put it before or after the statement."),
                   0, ErrorKind::Unsupported);
    }

    void skipQuoted()
    {
        const char16_t mark = m_text.utf16()[m_at];
        const bool qQuote = mark == u'\'' && isQPrefix(m_at) && Scan::opensQQuote(m_text, m_at);
        const qsizetype end =
            qQuote ? Scan::endOfQQuote(m_text, m_at) : Scan::endOfQuoted(m_text, m_at);
        if (end == Scan::notFound && mark == u'"')
            reportOpen(m_at, tr("The quoted name is never closed: \" is missing."), 1740);
        else if (end == Scan::notFound)
            reportOpen(m_at, tr("The text literal is never closed: ' is missing."), 1756);
        m_at = end == Scan::notFound ? m_text.size() : end;
    }

    // Whether q or nq stands right before the quote, as a word of its own.
    [[nodiscard]] bool isQPrefix(qsizetype quote) const
    {
        qsizetype before = quote - 1;
        if (before < m_start || Scan::upper(m_text.utf16()[before]) != u'Q')
            return false;
        --before;
        if (before >= m_start && Scan::upper(m_text.utf16()[before]) == u'N')
            --before;
        return before < m_start || !Scan::isWordPart(m_text.utf16()[before]);
    }

    // Remembers where the comments at the statement's end begin, should it turn out to end there.
    void passTrailing(qsizetype end)
    {
        if (m_trailing.isEmpty() || !isAllSpace(m_trailing.end(), m_at))
            m_trailing.start = m_at;
        m_trailing.length = end - m_trailing.start;
        m_at = end;
    }

    [[nodiscard]] bool isAllSpace(qsizetype from, qsizetype to) const
    {
        while (from < to && Scan::isSpace(m_text.utf16()[from]))
            ++from;
        return from >= to;
    }

    [[nodiscard]] bool followsSemicolon(qsizetype offset) const
    {
        const qsizetype end = trimmedEnd(offset);
        return end > m_start && m_text.utf16()[end - 1] == u';';
    }

    [[nodiscard]] qsizetype trimmedEnd(qsizetype end) const
    {
        while (end > m_start && Scan::isSpace(m_text.utf16()[end - 1]))
            --end;
        return end;
    }

    // ---- the end of a statement

    void finishAtEnd()
    {
        qsizetype end = m_text.size();
        if (!m_trailing.isEmpty() && m_opening.reading != Reading::Opaque
            && isAllSpace(m_trailing.end(), end))
            end = m_trailing.start;
        finish(end, end, Terminator::EndOfText);
    }

    void finish(qsizetype end, qsizetype terminatorEnd, Terminator terminator)
    {
        end = trimmedEnd(end);
        if (m_opening.reading == Reading::WithFunction && m_text.utf16()[end - 1] == u';')
            end = trimmedEnd(end - 1);
        m_at = skipRestOfLine(std::max(end, terminatorEnd));

        m_lines.advance(m_start);
        Statement statement;
        statement.kind = m_opening.kind;
        statement.piece = {m_pieceStart, m_at - m_pieceStart};
        statement.range = {m_start, end - m_start};
        statement.terminator = terminator;
        statement.line = m_lines.line();
        statement.column = m_lines.column();
        statement.comment = m_comment;
        statement.continued = m_continued;
        m_pieceStart = m_at;

        if (statement.kind == StatementKind::Client) {
            checkClient(statement.range);
        } else {
            m_hasBuffer = true;
            m_buffer = m_script.statements.size();
        }
        m_script.statements.push_back(statement);
    }

    // Blanks, a comment and the line end after a terminator belong to its statement; another
    // statement does not.
    [[nodiscard]] qsizetype skipRestOfLine(qsizetype from) const
    {
        const qsizetype at = Scan::skipBlanks(m_text, from);
        const char16_t c = Scan::at(m_text, at);
        if (c == u'-' && Scan::at(m_text, at + 1) == u'-')
            return Scan::skipLineEnd(m_text, Scan::lineEnd(m_text, at));
        return Scan::is(c, Scan::LineEnd) ? Scan::skipLineEnd(m_text, at) : at;
    }

    // Commands after which statements end elsewhere. What else a command means: sqlplus.h.
    void checkClient(TextRange range)
    {
        if (m_opening.client == ClientWord::Run)
            return runAgain(range.start);
        if (m_opening.client != ClientWord::Set)
            return;
        const QStringView command = range.in(m_text);
        for (const Setting &setting : settingsOf(command.sliced(Scan::skipWord(command, 0)))) {
            if (!keepsStatementEnds(setting)) {
                report(ErrorKind::Unsupported, range.start,
                       tr("SET %1 %2 changes where statements and commands end; this is not "
                          "supported. Use ; and /.")
                           .arg(setting.name, setting.value));
            }
        }
    }

    // ---- problems

    void reportNeverRun()
    {
        m_waitsForSlash = false;
        const Statement &statement = m_script.statements[m_buffer];
        m_script.problems.push_back(
            {ErrorKind::Semantic,
             tr("SQL*Plus would not run this: it ends with a lone . and no / follows."), 0,
             m_script.placeOf(statement)});
    }

    // Between statements, or at the last one's start.
    void report(ErrorKind kind, qsizetype offset, const QString &message)
    {
        m_lines.advance(offset);
        m_script.problems.push_back(
            {kind, message, 0, {m_script.file, m_lines.line(), m_lines.column()}});
    }

    // Inside a statement, whose own line is still to be counted: once per text, because what is
    // open is open to its end.
    void reportOpen(qsizetype offset, const QString &message, int oraCode,
                    ErrorKind kind = ErrorKind::Syntax)
    {
        LineCounter lines = m_lines;
        lines.advance(offset);
        m_script.problems.push_back(
            {kind, message, oraCode, {m_script.file, lines.line(), lines.column()}});
    }

    Script &m_script;
    QStringView m_text;
    LineCounter m_lines;
    qsizetype m_at = 0;
    qsizetype m_pieceStart = 0;

    // the statement being read
    Opening m_opening;
    qsizetype m_start = 0;
    TextRange m_comment;
    TextRange m_trailing; // comments at its end so far
    bool m_continued = false;
    bool m_prefixReported = false;

    // what SQL*Plus would have in its buffer
    size_t m_buffer = 0;
    bool m_hasBuffer = false;
    bool m_waitsForSlash = false; // ended by a lone .
};

} // namespace

Script splitScript(const QString &text, const QString &file)
{
    Script script;
    script.text = text;
    script.file = file;
    Splitter(script).run();
    return script;
}

} // namespace Athanor
