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
                result.keywords.emplace_back(keyword, *argument);
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

} // namespace

const PythonValue *PythonValue::keyword(const QString &name) const
{
    for (const auto &[key, value] : keywords) {
        if (key == name)
            return &value;
    }
    return nullptr;
}

std::optional<PythonValue> parsePython(QStringView text)
{
    return Parser(text).whole();
}

QStringList pythonStatements(const QString &body)
{
    QStringList statements;
    QString current;
    int depth = 0;
    QString quote; // the one that is open: ' " ''' """
    for (const QString &line : body.split(u'\n')) {
        const bool continues = depth > 0 || !quote.isEmpty()
            || (!current.isEmpty()
                && (current.endsWith(u'\\') || line.startsWith(u' ') || line.startsWith(u'\t')));
        const QString trimmed = line.trimmed();
        if (!continues) {
            if (!current.isEmpty())
                statements += current;
            current.clear();
            if (trimmed.isEmpty() || trimmed.startsWith(u'#'))
                continue;
        }
        current += current.isEmpty() ? line : u'\n' + line;
        for (qsizetype i = 0; i < line.size(); ++i) {
            const QChar c = line[i];
            if (!quote.isEmpty()) {
                if (c == u'\\')
                    ++i;
                else if (QStringView(line).sliced(i).startsWith(quote)) {
                    i += quote.size() - 1;
                    quote.clear();
                }
            } else if (c == u'#') {
                break;
            } else if (c == u'"' || c == u'\'') {
                const QString triple(3, c);
                quote = QStringView(line).sliced(i).startsWith(triple) ? triple : QString(c);
                i += quote.size() - 1;
            } else if (c == u'(' || c == u'[' || c == u'{') {
                ++depth;
            } else if (c == u')' || c == u']' || c == u'}') {
                --depth;
            }
        }
        if (quote.size() == 1)
            quote.clear(); // a plain string ends with its line
    }
    if (!current.isEmpty())
        statements += current;
    return statements;
}

} // namespace Athanor
