// SPDX-License-Identifier: MIT
#include "ddl/expression.h"

#include "sql/lexer.h"

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// Tokens of a text with the questions one asks about their neighbours.
class Tokens
{
public:
    explicit Tokens(QStringView text)
        : m_text(text)
        , m_tokens(tokenize(text))
    { }

    [[nodiscard]] size_t size() const { return m_tokens.size(); }
    [[nodiscard]] const Token &operator[](size_t i) const { return m_tokens[i]; }
    [[nodiscard]] QStringView text(size_t i) const { return m_tokens[i].text(m_text); }
    [[nodiscard]] bool isMark(size_t i, QStringView mark) const
    {
        return i < m_tokens.size() && m_tokens[i].kind == TokenKind::Punctuation && text(i) == mark;
    }
    [[nodiscard]] bool isWord(size_t i, QStringView upper) const
    {
        return i < m_tokens.size() && isKeyword(m_tokens[i], m_text, upper);
    }
    [[nodiscard]] bool isName(size_t i) const
    {
        return i < m_tokens.size()
            && (m_tokens[i].kind == TokenKind::Word || m_tokens[i].kind == TokenKind::QuotedName);
    }
    // A name by itself: not called, not a part of a path.
    [[nodiscard]] bool standsAlone(size_t i) const
    {
        return isName(i) && !isMark(i + 1, u"(") && !isMark(i + 1, u".")
            && (i == 0 || !isMark(i - 1, u"."));
    }

private:
    QStringView m_text;
    std::vector<Token> m_tokens;
};

// Words that stand alone in conditions and are no columns. Not only reserved ones.
bool isExpressionWord(const QString &upper)
{
    static const std::set<QString> words{u"AND"_s,
                                         u"OR"_s,
                                         u"NOT"_s,
                                         u"IN"_s,
                                         u"IS"_s,
                                         u"NULL"_s,
                                         u"LIKE"_s,
                                         u"LIKEC"_s,
                                         u"LIKE2"_s,
                                         u"LIKE4"_s,
                                         u"BETWEEN"_s,
                                         u"ESCAPE"_s,
                                         u"CASE"_s,
                                         u"WHEN"_s,
                                         u"THEN"_s,
                                         u"ELSE"_s,
                                         u"END"_s,
                                         u"JSON"_s,
                                         u"STRICT"_s,
                                         u"LAX"_s,
                                         u"WITH"_s,
                                         u"WITHOUT"_s,
                                         u"UNIQUE"_s,
                                         u"KEYS"_s,
                                         u"KEY"_s,
                                         u"FORMAT"_s,
                                         u"DATE"_s,
                                         u"TIMESTAMP"_s,
                                         u"INTERVAL"_s,
                                         u"DAY"_s,
                                         u"SECOND"_s,
                                         u"YEAR"_s,
                                         u"MONTH"_s,
                                         u"HOUR"_s,
                                         u"MINUTE"_s,
                                         u"TO"_s,
                                         u"FROM"_s,
                                         u"BOTH"_s,
                                         u"LEADING"_s,
                                         u"TRAILING"_s,
                                         u"ANY"_s,
                                         u"SOME"_s,
                                         u"ALL"_s,
                                         u"OF"_s,
                                         u"TYPE"_s,
                                         u"ONLY"_s,
                                         u"EMPTY"_s,
                                         u"NAN"_s,
                                         u"INFINITE"_s,
                                         u"MEMBER"_s,
                                         u"SUBMULTISET"_s,
                                         u"A"_s,
                                         u"SET"_s,
                                         u"AS"_s,
                                         u"VARCHAR2"_s,
                                         u"NUMBER"_s,
                                         u"CHAR"_s,
                                         u"NVARCHAR2"_s,
                                         u"NCHAR"_s,
                                         u"CLOB"_s,
                                         u"BLOB"_s,
                                         u"RAW"_s,
                                         u"FLOAT"_s,
                                         u"INTEGER"_s,
                                         u"INT"_s,
                                         u"DECIMAL"_s,
                                         u"NUMERIC"_s,
                                         u"BINARY_DOUBLE"_s,
                                         u"BINARY_FLOAT"_s,
                                         u"VARCHAR"_s,
                                         u"SMALLINT"_s,
                                         u"BYTE"_s,
                                         u"TIME"_s,
                                         u"ZONE"_s,
                                         u"LOCAL"_s,
                                         u"AT"_s,
                                         u"COLLATE"_s,
                                         u"USING"_s,
                                         u"DEFAULT"_s,
                                         u"ON"_s,
                                         u"ERROR"_s,
                                         u"CONVERSION"_s,
                                         u"TRUE"_s,
                                         u"FALSE"_s,
                                         u"UNKNOWN"_s,
                                         u"RETURNING"_s,
                                         u"PATH"_s,
                                         u"VALUE"_s,
                                         u"OBJECT"_s,
                                         u"ARRAY"_s,
                                         u"WRAPPER"_s,
                                         u"CONDITIONAL"_s,
                                         u"UNCONDITIONAL"_s,
                                         u"DISTINCT"_s,
                                         u"PRIOR"_s,
                                         u"TIMEZONE_HOUR"_s,
                                         u"TIMEZONE_MINUTE"_s,
                                         u"TIMEZONE_REGION"_s,
                                         u"TIMEZONE_ABBR"_s,
                                         u"MOD"_s,
                                         u"BOOLEAN"_s,
                                         u"PASSING"_s,
                                         u"CONTENT"_s,
                                         u"DOCUMENT"_s,
                                         u"XMLTYPE"_s,
                                         u"ROWID"_s,
                                         u"VALIDATE"_s,
                                         u"SCALARS"_s,
                                         u"ALLOW"_s,
                                         u"DISALLOW"_s,
                                         u"VALUES"_s,
                                         u"LONG"_s,
                                         u"DOUBLE"_s,
                                         u"PRECISION"_s};
    return words.find(upper) != words.end();
}

// Not columns either, though a CHECK may not have them.
const std::set<QString> &sessionWords()
{
    static const std::set<QString> words{u"SYSDATE"_s,        u"SYSTIMESTAMP"_s,
                                         u"USER"_s,           u"UID"_s,
                                         u"CURRENT_DATE"_s,   u"CURRENT_TIMESTAMP"_s,
                                         u"LOCALTIMESTAMP"_s, u"SESSIONTIMEZONE"_s,
                                         u"DBTIMEZONE"_s,     u"ROWNUM"_s,
                                         u"LEVEL"_s,          u"NEXTVAL"_s,
                                         u"CURRVAL"_s};
    return words;
}

} // namespace

QStringList columnsIn(QStringView expression, const Table &table)
{
    QStringList columns;
    const Tokens tokens(expression);
    for (size_t i = 0; i < tokens.size(); ++i) {
        if (!tokens.isName(i) || tokens.isMark(i + 1, u"(")
            || (i > 0 && tokens.isMark(i - 1, u".")))
            continue;
        const QString name = storedName(tokens.text(i));
        if (table.column(name) && !columns.contains(name))
            columns.append(name);
    }
    return columns;
}

QString unknownNameIn(QStringView expression, const Table &table)
{
    if (table.columns.empty())
        return {}; // an object table's columns are not known
    const Tokens tokens(expression);
    for (size_t i = 0; i < tokens.size(); ++i) {
        if (!tokens.standsAlone(i))
            continue;
        const QString name = storedName(tokens.text(i));
        if (table.column(name))
            continue;
        const bool quoted = tokens[i].kind == TokenKind::QuotedName;
        if (quoted || (!isExpressionWord(name) && sessionWords().count(name) == 0))
            return name;
    }
    return {};
}

QString withColumnRenamed(const QString &expression, QStringView from, const QString &to)
{
    const Tokens tokens(expression);
    QString renamed;
    qsizetype copied = 0;
    for (size_t i = 0; i < tokens.size(); ++i) {
        const bool candidate = tokens.isName(i) && !tokens.isMark(i + 1, u"(")
            && (i == 0 || !tokens.isMark(i - 1, u"."));
        if (!candidate || storedName(tokens.text(i)) != from)
            continue;
        renamed += QStringView(expression).sliced(copied, tokens[i].range.start - copied);
        renamed += writtenName(to);
        copied = tokens[i].range.end();
    }
    if (copied == 0)
        return expression;
    renamed += QStringView(expression).sliced(copied);
    return renamed;
}

QString sessionValueIn(QStringView expression)
{
    const Tokens tokens(expression);
    for (size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].kind != TokenKind::Word)
            continue;
        const QString name = storedName(tokens.text(i));
        const bool sequence = name == "NEXTVAL"_L1 || name == "CURRVAL"_L1;
        if (sequence ? (i > 0 && tokens.isMark(i - 1, u"."))
                     : (tokens.standsAlone(i) && sessionWords().count(name) != 0))
            return name;
    }
    return {};
}

bool hasSubquery(QStringView expression)
{
    const Tokens tokens(expression);
    for (size_t i = 0; i < tokens.size(); ++i)
        if (tokens.isWord(i, u"SELECT"))
            return true;
    return false;
}

QualifiedName sequenceIn(QStringView expression)
{
    if (!expression.contains(u'.'))
        return {};
    const Tokens tokens(expression);
    for (size_t i = 2; i < tokens.size(); ++i) {
        const bool value = tokens.isName(i)
            && (storedName(tokens.text(i)) == "NEXTVAL"_L1
                || storedName(tokens.text(i)) == "CURRVAL"_L1);
        if (!value || !tokens.isMark(i - 1, u".") || !tokens.isName(i - 2))
            continue;
        QualifiedName name{{}, storedName(tokens.text(i - 2))};
        if (i >= 4 && tokens.isMark(i - 3, u".") && tokens.isName(i - 4))
            name.owner = storedName(tokens.text(i - 4));
        return name;
    }
    return {};
}

QStringList functionsIn(QStringView expression)
{
    const Tokens tokens(expression);
    QStringList functions;
    for (size_t i = 0; i < tokens.size(); ++i)
        if (tokens.isName(i) && tokens.isMark(i + 1, u"(")
            && (i == 0 || !tokens.isMark(i - 1, u".")))
            functions.append(storedName(tokens.text(i)));
    return functions;
}

namespace {

// COUNT(*), and nothing behind the parenthesis. (A parenthesised column keeps its name.)
bool isCall(const Tokens &tokens, size_t first, size_t last)
{
    if (!tokens.isName(first) || !tokens.isMark(first + 1, u"("))
        return false;
    int depth = 0;
    for (size_t i = first + 1; i <= last; ++i) {
        depth += tokens.isMark(i, u"(") ? 1 : tokens.isMark(i, u")") ? -1 : 0;
        if (depth == 0)
            return i == last;
    }
    return false;
}

} // namespace

QString namelessItemIn(QStringView query)
{
    const Tokens tokens(query);
    if (!tokens.isWord(0, u"SELECT"))
        return {};
    int depth = 0;
    size_t first = 1;
    while (tokens.isWord(first, u"DISTINCT") || tokens.isWord(first, u"ALL")
           || tokens.isWord(first, u"UNIQUE"))
        ++first;
    for (size_t i = first; i < tokens.size(); ++i) {
        const bool ends = depth == 0 && (tokens.isMark(i, u",") || tokens.isWord(i, u"FROM"));
        if (ends && i > first) {
            const bool literal = i - first == 1
                && (tokens[first].kind == TokenKind::Number
                    || tokens[first].kind == TokenKind::String);
            // a + 1: what follows an operator is no alias
            const TokenKind last = tokens[i - 1].kind;
            const bool computed = i - first >= 2
                && (last == TokenKind::Number || last == TokenKind::String
                    || last == TokenKind::Word || last == TokenKind::QuotedName)
                && (tokens.isMark(i - 2, u"+") || tokens.isMark(i - 2, u"-")
                    || tokens.isMark(i - 2, u"*") || tokens.isMark(i - 2, u"/")
                    || tokens.isMark(i - 2, u"||"));
            if (literal || computed || isCall(tokens, first, i - 1))
                return query
                    .sliced(tokens[first].range.start,
                            tokens[i - 1].range.end() - tokens[first].range.start)
                    .toString();
        }
        if (ends && tokens.isWord(i, u"FROM"))
            return {};
        if (ends)
            first = i + 1;
        else if (tokens.isMark(i, u"("))
            ++depth;
        else if (tokens.isMark(i, u")"))
            --depth;
    }
    return {};
}

QStringList objectsRead(QStringView query)
{
    const Tokens tokens(query);
    QStringList read;
    std::set<QString> defined; // WITH name AS (
    struct Level
    {
        bool selects = false;
        bool inFrom = false;
        bool wantsTable = false;
    };
    std::vector<Level> levels(1);
    for (size_t i = 0; i < tokens.size(); ++i) {
        Level &level = levels.back();
        if (tokens.isMark(i, u"(")) {
            const bool tables = level.wantsTable; // FROM (a JOIN b …)
            level.wantsTable = false;
            levels.push_back({tables, tables, tables});
            continue;
        }
        if (tokens.isMark(i, u")")) {
            if (levels.size() > 1)
                levels.pop_back();
            levels.back().wantsTable = false;
            continue;
        }
        if (tokens.isWord(i, u"SELECT")) {
            level = {true, false, false};
        } else if (tokens.isWord(i, u"FROM") && level.selects) {
            level.inFrom = level.wantsTable = true;
        } else if (level.inFrom && (tokens.isMark(i, u",") || tokens.isWord(i, u"JOIN"))) {
            level.wantsTable = true;
        } else if (level.inFrom
                   && (tokens.isWord(i, u"WHERE") || tokens.isWord(i, u"GROUP")
                       || tokens.isWord(i, u"ORDER") || tokens.isWord(i, u"CONNECT")
                       || tokens.isWord(i, u"START") || tokens.isWord(i, u"HAVING")
                       || tokens.isWord(i, u"MODEL") || tokens.isWord(i, u"UNION")
                       || tokens.isWord(i, u"MINUS") || tokens.isWord(i, u"INTERSECT")
                       || tokens.isWord(i, u"FETCH") || tokens.isWord(i, u"OFFSET"))) {
            level.inFrom = level.wantsTable = false;
        } else if (level.wantsTable) {
            if (tokens.isWord(i, u"LATERAL") || tokens.isWord(i, u"ONLY"))
                continue;
            level.wantsTable = false;
            const bool plain = tokens.isName(i) && !tokens.isMark(i + 1, u"(")
                && !tokens.isMark(i + 1, u".") && !tokens.isMark(i + 1, u"@");
            if (plain)
                read.append(storedName(tokens.text(i)));
        } else if (tokens.isName(i) && tokens.isWord(i + 1, u"AS") && tokens.isMark(i + 2, u"(")) {
            defined.insert(storedName(tokens.text(i)));
        } else if (tokens.isName(i) && tokens.isMark(i + 1, u"(") && i > 0
                   && (tokens.isWord(i - 1, u"WITH") || tokens.isMark(i - 1, u","))
                   && levels.size() == 1 && !level.selects) {
            defined.insert(storedName(tokens.text(i))); // WITH t (a, b) AS (
        }
    }
    read.removeIf([&defined](const QString &name) { return defined.count(name) != 0; });
    read.removeDuplicates();
    return read;
}

} // namespace Athanor
