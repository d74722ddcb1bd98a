// SPDX-License-Identifier: MIT
#include "ddl/queryshape.h"

#include "ddl/readparts.h"
#include "sql/lexer.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

struct Source
{
    QString name; // its alias, or what it is called
    std::vector<Column> columns;
};

Column plainColumn(const QString &name, TypeKind kind)
{
    Column column;
    column.name = name;
    column.type.kind = kind;
    return column;
}

// What Oracle carries from a table's column.
Column carried(const Column &of)
{
    Column column;
    column.name = of.name;
    column.type = of.type;
    if (of.notNull && of.notNull->state.enabled)
        column.notNull = NotNull{};
    return column;
}

class QueryShape
{
public:
    QueryShape(QStringView query, const Catalog &catalog)
        : m_query(query)
        , m_catalog(catalog)
        , m_tokens(tokenize(query))
    { }

    std::optional<std::vector<Column>> columns()
    {
        if (!isWord(0, u"SELECT") || isWord(1, u"DISTINCT") || isWord(1, u"UNIQUE"))
            return std::nullopt;
        const size_t from = findFrom();
        if (from == 0 || !readSources(from + 1))
            return std::nullopt;
        std::vector<Column> columns;
        size_t start = 1;
        for (size_t i = 1, depth = 0; i <= from; ++i) {
            if (isMark(i, u"("))
                ++depth;
            else if (isMark(i, u")"))
                --depth;
            if (i != from && !(depth == 0 && isMark(i, u",")))
                continue;
            if (!readItem(start, i, columns))
                return std::nullopt;
            start = i + 1;
        }
        return columns;
    }

private:
    [[nodiscard]] bool isWord(size_t i, QStringView upper) const
    {
        return i < m_tokens.size() && isKeyword(m_tokens[i], m_query, upper);
    }
    [[nodiscard]] bool isMark(size_t i, QStringView mark) const
    {
        return i < m_tokens.size() && m_tokens[i].kind == TokenKind::Punctuation
            && m_tokens[i].text(m_query) == mark;
    }
    [[nodiscard]] bool isName(size_t i) const
    {
        return i < m_tokens.size()
            && (m_tokens[i].kind == TokenKind::Word || m_tokens[i].kind == TokenKind::QuotedName);
    }
    [[nodiscard]] QString name(size_t i) const { return storedName(m_tokens[i].text(m_query)); }

    [[nodiscard]] size_t findFrom() const
    {
        int depth = 0;
        for (size_t i = 1; i < m_tokens.size(); ++i) {
            if (isMark(i, u"("))
                ++depth;
            else if (isMark(i, u")"))
                --depth;
            else if (depth == 0 && isWord(i, u"FROM"))
                return i;
        }
        return 0;
    }

    // Tables alone: a subquery, an outer join (which takes NOT NULL away) and a set operator are
    // not for here.
    bool readSources(size_t i)
    {
        bool wanted = true;
        int depth = 0;
        for (; i < m_tokens.size(); ++i) {
            if (wanted) {
                if (!isName(i) || isMark(i + 1, u"@") || isMark(i + 1, u"."))
                    return false;
                if (!addSource(i))
                    return false;
                wanted = false;
                if (isName(i + 1) && !isAfterTable(i + 1))
                    m_sources.back().name = name(++i);
                continue;
            }
            if (isMark(i, u"("))
                ++depth;
            else if (isMark(i, u")"))
                --depth;
            else if (isMark(i, u"+") && isMark(i + 1, u")") && isMark(i - 1, u"("))
                return false;
            if (depth != 0)
                continue;
            for (const QStringView word :
                 {u"LEFT", u"RIGHT", u"FULL", u"UNION", u"MINUS", u"INTERSECT", u"EXCEPT",
                  u"NATURAL", u"USING", u"PIVOT", u"UNPIVOT", u"MODEL", u"APPLY", u"LATERAL"})
                if (isWord(i, word))
                    return false;
            wanted = (isMark(i, u",") && !m_behindTables) || isWord(i, u"JOIN");
            m_behindTables = m_behindTables || isWord(i, u"WHERE") || isWord(i, u"GROUP")
                || isWord(i, u"ORDER") || isWord(i, u"CONNECT") || isWord(i, u"START");
        }
        return !m_sources.empty();
    }

    [[nodiscard]] bool isAfterTable(size_t i) const
    {
        for (const QStringView word :
             {u"WHERE",   u"GROUP",  u"ORDER",     u"CONNECT",      u"START",  u"JOIN",
              u"INNER",   u"CROSS",  u"LEFT",      u"RIGHT",        u"FULL",   u"NATURAL",
              u"ON",      u"UNION",  u"MINUS",     u"INTERSECT",    u"HAVING", u"FETCH",
              u"OFFSET",  u"SAMPLE", u"PARTITION", u"SUBPARTITION", u"AS",     u"PIVOT",
              u"UNPIVOT", u"MODEL",  u"FOR"})
            if (isWord(i, word))
                return true;
        return false;
    }

    bool addSource(size_t i)
    {
        Source source;
        source.name = name(i);
        if (const Table *table = m_catalog.table({{}, source.name});
            table && !table->columns.empty()) {
            for (const Column &column : table->columns)
                if (!column.invisible)
                    source.columns.push_back(carried(column));
        } else if (source.name == "DUAL"_L1) {
            source.columns.push_back(plainColumn(u"DUMMY"_s, TypeKind::Varchar2));
            source.columns.back().type.length = 1;
        } else {
            return false;
        }
        m_sources.push_back(std::move(source));
        return true;
    }

    bool readItem(size_t first, size_t end, std::vector<Column> &to)
    {
        const bool all = end - first == 1 && isMark(first, u"*");
        const bool allOf = end - first == 3 && isMark(first + 1, u".") && isMark(first + 2, u"*");
        if (all || allOf) {
            const size_t before = to.size();
            for (const Source &source : m_sources)
                if (all || source.name == name(first))
                    to.insert(to.end(), source.columns.begin(), source.columns.end());
            return to.size() > before;
        }
        // [AS] alias behind it
        QString alias;
        size_t last = end;
        const bool aliased = end - first >= 2 && isName(end - 1) && !isMark(end - 2, u".");
        if (aliased) {
            alias = name(end - 1);
            last = end - 1;
            if (last > first + 1 && isWord(last - 1, u"AS"))
                --last;
        }
        std::optional<Column> column = expression(first, last);
        if (!column)
            return false;
        if (aliased)
            column->name = alias;
        to.push_back(*std::move(column));
        return !to.back().name.isEmpty();
    }

    [[nodiscard]] std::optional<Column> expression(size_t first, size_t end) const
    {
        const size_t count = end - first;
        if (count == 1 && isName(first))
            return column({}, name(first));
        if (count == 3 && isName(first) && isMark(first + 1, u".") && isName(first + 2))
            return column(name(first), name(first + 2));
        if (count == 1 && m_tokens[first].kind == TokenKind::Number)
            return plainColumn({}, TypeKind::Number);
        if (count == 1 && m_tokens[first].kind == TokenKind::String) {
            Column text = plainColumn({}, TypeKind::Char);
            text.type.length =
                std::max(1, int(stringValue(m_tokens[first].text(m_query)).toUtf8().size()));
            text.type.semantics = LengthSemantics::Byte;
            return text;
        }
        const bool called = count > 2 && isMark(first + 1, u"(") && closes(first + 1, end - 1);
        if (called && (isWord(first, u"COUNT") || isWord(first, u"LENGTH")))
            return plainColumn({}, TypeKind::Number);
        if (called && isWord(first, u"CAST"))
            return cast(first + 2, end - 1);
        return std::nullopt;
    }

    [[nodiscard]] bool closes(size_t open, size_t close) const
    {
        int depth = 0;
        for (size_t i = open; i <= close; ++i) {
            depth += isMark(i, u"(") ? 1 : isMark(i, u")") ? -1 : 0;
            if (depth == 0)
                return i == close;
        }
        return false;
    }

    // x AS VARCHAR2(10)
    [[nodiscard]] std::optional<Column> cast(size_t first, size_t end) const
    {
        size_t as = end;
        while (as > first && !isWord(as, u"AS"))
            --as;
        if (!isWord(as, u"AS") || as + 1 >= end)
            return std::nullopt;
        const qsizetype from = m_tokens[as + 1].range.start;
        Cursor at(m_query.sliced(from, m_tokens[end].range.start - from), OracleVersion{26, 0});
        const std::optional<DataType> type = readDataType(at);
        if (!type || at.failed() || !at.atEnd())
            return std::nullopt;
        Column column;
        column.type = *type;
        return column;
    }

    [[nodiscard]] std::optional<Column> column(const QString &source, const QString &name) const
    {
        std::optional<Column> found;
        for (const Source &one : m_sources) {
            if (!source.isEmpty() && one.name != source)
                continue;
            for (const Column &column : one.columns) {
                if (column.name != name)
                    continue;
                if (found)
                    return std::nullopt; // ORA-00918: which of the two
                found = column;
            }
        }
        if (found || !source.isEmpty())
            return found;
        if (name == "SYSDATE"_L1)
            return plainColumn(name, TypeKind::Date);
        if (name == "ROWNUM"_L1 || name == "UID"_L1)
            return plainColumn(name, TypeKind::Number);
        return std::nullopt;
    }

    QStringView m_query;
    const Catalog &m_catalog;
    std::vector<Token> m_tokens;
    std::vector<Source> m_sources;
    bool m_behindTables = false;
};

} // namespace

std::optional<std::vector<Column>> columnsOfQuery(QStringView query, const Catalog &catalog)
{
    return QueryShape(query, catalog).columns();
}

} // namespace Athanor
