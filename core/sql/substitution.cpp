// SPDX-License-Identifier: MIT
#include "sql/substitution.h"

#include "sql/lexer.h"
#include "sql/scan.h"

namespace Athanor {

Substitution::Substitution(const std::map<QString, QString> &variables, bool on)
    : m_define(on ? QChar(u'&') : QChar())
{
    for (const auto &[name, value] : variables)
        define(name, value);
}

void Substitution::define(const QString &name, const QString &value)
{
    m_variables.insert_or_assign(name.toUpper(), value);
}

void Substitution::undefine(const QString &name)
{
    m_variables.erase(name.toUpper());
}

const QString *Substitution::value(const QString &name) const
{
    const auto found = m_variables.find(name.toUpper());
    return found == m_variables.end() ? nullptr : &found->second;
}

namespace {

// ON gives the default, OFF none, 'c' or c that character.
QChar characterSetting(QStringView value, QChar whenOn)
{
    if (Scan::isWord(value, u"ON"))
        return whenOn;
    if (Scan::isWord(value, u"OFF"))
        return {};
    if (value.size() >= 3 && (value.front() == u'\'' || value.front() == u'"'))
        return value[1];
    return value.isEmpty() ? whenOn : value.front();
}

bool isSetting(QStringView word, QStringView name, qsizetype shortest)
{
    return word.size() >= shortest && word.size() <= name.size()
        && Scan::isWord(word, name.first(word.size()));
}

} // namespace

bool Substitution::set(QStringView setting, QStringView value)
{
    if (isSetting(setting, u"DEFINE", 3) || isSetting(setting, u"SCAN", 4))
        m_define = characterSetting(value, u'&');
    else if (isSetting(setting, u"ESCAPE", 3))
        m_escape = characterSetting(value, u'\\');
    else if (isSetting(setting, u"CONCAT", 3))
        m_concat = characterSetting(value, u'.');
    else
        return false;
    return true;
}

bool Substitution::concerns(QStringView text) const
{
    return !m_define.isNull() && text.contains(m_define);
}

Substitution::Substituted Substitution::apply(QStringView text, Scope scope) const
{
    Substituted result;
    if (!concerns(text)) {
        result.text = text.toString();
        return result;
    }
    result.text.reserve(text.size());
    if (scope == Scope::Everything) {
        replaceIn(text, 0, text.size(), result);
        return result;
    }
    // A comment splits the text; what is between two comments is replaced as one, &name. at a
    // token's end included.
    qsizetype from = 0;
    Lexer lexer(text, Lexer::Keep);
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
        const bool comment =
            token.kind == TokenKind::LineComment || token.kind == TokenKind::BlockComment;
        if (!comment || Scan::at(text, token.range.start + 2) == u'+')
            continue;
        replaceIn(text, from, token.range.start, result);
        result.text += token.text(text);
        from = token.range.end();
    }
    replaceIn(text, from, text.size(), result);
    return result;
}

void Substitution::replaceIn(QStringView text, qsizetype from, qsizetype to,
                             Substituted &result) const
{
    qsizetype at = from;
    while (at < to) {
        const QChar c = text[at];
        const bool escaped =
            !m_escape.isNull() && c == m_escape && at + 1 < to && text[at + 1] == m_define;
        if (escaped) {
            result.text += m_define;
            at += 2;
            continue;
        }
        if (c != m_define) {
            result.text += c;
            ++at;
            continue;
        }
        // SQL*Plus asks for SPENCER in 'Marks & Spencer', too: blanks may stand before the name.
        const qsizetype name = Scan::skipBlanks(
            text.first(to), at + (at + 1 < to && text[at + 1] == m_define ? 2 : 1));
        const qsizetype end = Scan::skipWord(text.first(to), name);
        if (end <= name) {
            result.text += text.sliced(at, name - at);
            at = name;
            continue;
        }
        const QString word = text.sliced(name, end - name).toString();
        if (const QString *known = value(word)) {
            result.text += *known;
            at = !m_concat.isNull() && end < to && text[end] == m_concat ? end + 1 : end;
        } else {
            result.missing.push_back({word.toUpper(), at});
            result.text += text.sliced(at, end - at);
            at = end;
        }
    }
}

bool holdsVariables(QStringView text)
{
    static const Substitution asSqlPlusStarts;
    return asSqlPlusStarts.concerns(text)
        && !asSqlPlusStarts.apply(text, Substitution::Scope::Everything).missing.empty();
}

} // namespace Athanor
