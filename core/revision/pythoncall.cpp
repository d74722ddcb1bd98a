// SPDX-License-Identifier: MIT
#include "revision/pythoncall.h"

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

constexpr int deepest = 64;

class Parser
{
public:
    explicit Parser(QStringView text)
        : m_text(text)
    { }

    std::optional<PythonValue> whole()
    {
        std::optional<PythonValue> result = value(0);
        skip();
        return m_at == m_text.size() ? result : std::nullopt;
    }

private:
    void skip()
    {
        while (m_at < m_text.size()) {
            if (m_text[m_at].isSpace()
                || (m_text[m_at] == u'\\' && m_at + 1 < m_text.size()
                    && m_text[m_at + 1] == u'\n')) {
                ++m_at;
            } else if (m_text[m_at] == u'#') {
                while (m_at < m_text.size() && m_text[m_at] != u'\n')
                    ++m_at;
            } else {
                return;
            }
        }
    }
    [[nodiscard]] QChar peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : QChar();
    }
    bool take(QChar c)
    {
        skip();
        if (peek() != c)
            return false;
        ++m_at;
        return true;
    }

    QString word()
    {
        const qsizetype start = m_at;
        while (peek().isLetterOrNumber() || peek() == u'_' || peek() == u'.')
            ++m_at;
        return m_text.sliced(start, m_at - start).toString();
    }

    // A literal and those that follow it without an operator: Python joins them.
    std::optional<PythonValue> strings()
    {
        PythonValue result;
        result.kind = PythonValue::String;
        for (bool more = true; more;) {
            bool raw = false;
            while (peek() != u'"' && peek() != u'\'') {
                raw = raw || peek().toLower() == u'r';
                ++m_at;
            }
            const QChar quote = peek();
            const bool triple = peek(1) == quote && peek(2) == quote;
            m_at += triple ? 3 : 1;
            for (;; ++m_at) {
                if (m_at >= m_text.size() || (!triple && peek() == u'\n'))
                    return std::nullopt;
                if (peek() == quote && (!triple || (peek(1) == quote && peek(2) == quote))) {
                    m_at += triple ? 3 : 1;
                    break;
                }
                if (peek() != u'\\' || raw) {
                    result.text += peek();
                    continue;
                }
                ++m_at;
                switch (peek().unicode()) {
                case u'\n':
                    break;
                case u'n':
                    result.text += u'\n';
                    break;
                case u't':
                    result.text += u'\t';
                    break;
                case u'\\':
                case u'\'':
                case u'"':
                    result.text += peek();
                    break;
                case u':': // no escape of Python's: SQLAlchemy's, for a : that names no variable
                    result.text += u"\\:"_s;
                    break;
                default:
                    return std::nullopt; // \x41, \u…: not worth a mistake
                }
            }
            skip();
            more = startsString();
        }
        return result;
    }
    // Also r"…", u"…"; not f"…" nor b"…", which are no plain texts.
    [[nodiscard]] bool startsString() const
    {
        const QChar first = peek().toLower();
        const qsizetype at = first == u'r' || first == u'u' ? 1 : 0;
        return peek(at) == u'"' || peek(at) == u'\'';
    }

    std::optional<PythonValue> list(QChar closing, int depth)
    {
        PythonValue result;
        result.kind = PythonValue::List;
        bool comma = false;
        while (!take(closing)) {
            const std::optional<PythonValue> item = value(depth + 1);
            if (!item)
                return std::nullopt;
            result.items.push_back(*item);
            if (take(u',')) {
                comma = true;
            } else if (take(closing)) {
                break;
            } else {
                return std::nullopt;
            }
        }
        if (closing == u')' && result.items.size() == 1 && !comma)
            return result.items.front(); // parentheses, no tuple
        return result;
    }

    std::optional<PythonValue> call(const QString &name, int depth)
    {
        PythonValue result;
        result.kind = PythonValue::Call;
        result.text = name;
        while (!take(u')')) {
            skip();
            const qsizetype before = m_at;
            const QString keyword = word();
            skip();
            const bool named = !keyword.isEmpty() && peek() == u'=' && peek(1) != u'=';
            if (named)
                ++m_at;
            else
                m_at = before;
            const std::optional<PythonValue> argument = value(depth + 1);
            if (!argument)
                return std::nullopt;
            if (named)
                result.keywords.push_back({keyword, *argument});
            else
                result.items.push_back(*argument);
            if (!take(u',')) {
                if (!take(u')'))
                    return std::nullopt;
                break;
            }
        }
        return result;
    }

    std::optional<PythonValue> value(int depth)
    {
        if (depth > deepest)
            return std::nullopt;
        skip();
        if (startsString())
            return strings();
        if (take(u'('))
            return list(u')', depth);
        if (take(u'['))
            return list(u']', depth);
        PythonValue result;
        if (peek().isDigit() || (peek() == u'-' && peek(1).isDigit())) {
            result.kind = PythonValue::Number;
            result.text = take(u'-') ? u"-"_s + word() : word();
            return result;
        }
        result.text = word();
        if (result.text.isEmpty())
            return std::nullopt;
        skip();
        if (take(u'('))
            return call(result.text, depth);
        result.kind = result.text == "None"_L1 ? PythonValue::None
            : result.text == "True"_L1         ? PythonValue::True
            : result.text == "False"_L1        ? PythonValue::False
                                               : PythonValue::Name;
        return result;
    }

    QStringView m_text;
    qsizetype m_at = 0;
};

// Line by line: whether what was read so far goes on in the next line, by an open bracket, an open
// text or a \ at the end.
class Continuation
{
public:
    [[nodiscard]] bool isOpen() const { return m_depth > 0 || isInText() || m_isJoined; }
    [[nodiscard]] bool isInText() const { return !m_quote.isEmpty(); }

    void read(QStringView line)
    {
        m_isJoined = false;
        for (qsizetype i = 0; i < line.size(); ++i) {
            const QChar c = line[i];
            if (c == u'\\') {
                ++i;
                m_isJoined = i == line.size();
            } else if (isInText()) {
                if (line.sliced(i).startsWith(m_quote)) {
                    i += m_quote.size() - 1;
                    m_quote.clear();
                }
            } else if (c == u'#') {
                break;
            } else if (c == u'"' || c == u'\'') {
                const QString triple(3, c);
                m_quote = line.sliced(i).startsWith(triple) ? triple : QString(c);
                i += m_quote.size() - 1;
            } else if (c == u'(' || c == u'[' || c == u'{') {
                ++m_depth;
            } else if (c == u')' || c == u']' || c == u'}') {
                --m_depth;
            }
        }
        if (m_quote.size() == 1 && !m_isJoined)
            m_quote.clear(); // a plain text ends with its line
    }

private:
    int m_depth = 0;
    QString m_quote; // the one that is open: ' " ''' """
    bool m_isJoined = false;
};

qsizetype indentationOf(QStringView line)
{
    qsizetype blanks = 0;
    while (blanks < line.size() && line[blanks].isSpace())
        ++blanks;
    return blanks;
}

bool isBlankOrComment(QStringView line)
{
    const QStringView trimmed = line.trimmed();
    return trimmed.isEmpty() || trimmed.startsWith(u'#');
}

} // namespace

const PythonValue *PythonValue::keyword(const QString &name) const
{
    for (const Keyword &keyword : keywords) {
        if (keyword.name == name)
            return &keyword.value;
    }
    return nullptr;
}

std::optional<PythonValue> parsePython(QStringView text)
{
    return Parser(text).whole();
}

QString pythonBlock(QStringView text)
{
    QStringList block;
    Continuation continuation;
    qsizetype indentation = -1;
    const QList<QStringView> lines = text.split(u'\n');
    const bool isOnOneLine = !isBlankOrComment(lines.front());
    if (isOnOneLine) {
        continuation.read(lines.front());
        block += lines.front().trimmed().toString();
    }
    for (const QStringView line : lines.sliced(1)) {
        const qsizetype blanks = indentationOf(line);
        if (continuation.isInText()) {
            block += line.toString();
        } else if (continuation.isOpen()) {
            block += line.sliced(qMin(blanks, qMax(indentation, 0))).toString();
        } else if (isOnOneLine) {
            break;
        } else if (isBlankOrComment(line)) {
            block += line.sliced(indentation < 0 ? blanks : qMin(blanks, indentation)).toString();
            continue;
        } else if (blanks == 0) {
            break;
        } else {
            indentation = indentation < 0 ? blanks : indentation;
            block += line.sliced(qMin(blanks, indentation)).toString();
        }
        continuation.read(line);
    }
    if (!continuation.isOpen()) {
        while (!block.isEmpty() && isBlankOrComment(block.last()))
            block.removeLast(); // they stand before what follows
    }
    return block.join(u'\n');
}

QStringList pythonStatements(const QString &block)
{
    QStringList statements;
    QString between; // blank lines and comments that belong to the statement if it goes on
    Continuation continuation;
    for (const QString &line : block.split(u'\n')) {
        if (continuation.isOpen()) {
            statements.last() += u'\n' + line;
        } else if (isBlankOrComment(line)) {
            between += u'\n' + line;
            continue;
        } else if (indentationOf(line) > 0 && !statements.isEmpty()) {
            statements.last() += between + u'\n' + line;
        } else {
            statements += line;
        }
        between.clear();
        continuation.read(line);
    }
    return statements;
}

} // namespace Athanor
