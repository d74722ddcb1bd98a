// SPDX-License-Identifier: MIT
#include "migrate/completion.h"

#include "sql/lexer.h"
#include "sql/script.h"

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

using Kind = CompletionItem::Kind;

const QStringList &typeWords()
{
    static const QStringList words{u"NUMBER"_s,
                                   u"VARCHAR2"_s,
                                   u"NVARCHAR2"_s,
                                   u"CHAR"_s,
                                   u"NCHAR"_s,
                                   u"DATE"_s,
                                   u"TIMESTAMP"_s,
                                   u"INTEGER"_s,
                                   u"FLOAT"_s,
                                   u"BINARY_FLOAT"_s,
                                   u"BINARY_DOUBLE"_s,
                                   u"CLOB"_s,
                                   u"NCLOB"_s,
                                   u"BLOB"_s,
                                   u"BFILE"_s,
                                   u"RAW"_s,
                                   u"ROWID"_s,
                                   u"UROWID"_s,
                                   u"XMLTYPE"_s,
                                   u"JSON"_s,
                                   u"BOOLEAN"_s,
                                   u"VECTOR"_s,
                                   u"INTERVAL YEAR TO MONTH"_s,
                                   u"INTERVAL DAY TO SECOND"_s,
                                   u"TIMESTAMP WITH TIME ZONE"_s,
                                   u"TIMESTAMP WITH LOCAL TIME ZONE"_s};
    return words;
}

const QStringList &keywords()
{
    static const QStringList words =
        u"ADD ALTER ALWAYS AND AS ASC BEFORE BEGIN BETWEEN BITMAP BY BYTE CACHE CASCADE CASE CHAR "
        u"CHECK "
        "COLUMN COMMENT COMMIT COMPRESS CONSTRAINT CREATE CURRVAL CYCLE DECLARE DEFAULT DEFERRABLE "
        "DEFERRED DELETE DESC DISABLE DISTINCT DROP DUAL EACH ELSE ENABLE END EXISTS FALSE FOR "
        "FOREIGN "
        "FROM FUNCTION GENERATED GLOBAL GRANT GROUP HAVING IDENTITY IN INCREMENT INDEX INITIALLY "
        "INSERT "
        "INTO INVISIBLE IS JOIN KEY LEFT LIKE LOCAL MATERIALIZED MAXVALUE MERGE MINVALUE MODIFY "
        "NEXTVAL "
        "NOCACHE NOCYCLE NOLOGGING NOMAXVALUE NOMINVALUE NOORDER NOT NOVALIDATE NULL ON ONLINE "
        "OPTION OR "
        "ORDER PACKAGE PARTITION PRESERVE PRIMARY PROCEDURE PURGE READ REBUILD REFERENCES RENAME "
        "REPLACE RESTART RETURN REVOKE ROW ROWS SELECT SEQUENCE SET START SYNONYM SYSDATE "
        "SYSTIMESTAMP "
        "TABLE TABLESPACE TEMPORARY THEN TO TRIGGER TRUE TRUNCATE TYPE UNION UNIQUE UPDATE USER "
        "USING "
        "VALIDATE VALUES VIEW VISIBLE WHEN WHERE WITH"_s.split(u' ');
    return words;
}

// The statement around the cursor, its tokens, and which of them stand before the cursor.
class Around
{
public:
    Around(const QString &text, qsizetype cursor)
    {
        const Script script = splitScript(text);
        qsizetype start = 0;
        qsizetype end = text.size();
        for (const Statement &statement : script.statements) {
            // Behind its terminator a statement is over; behind its last word it goes on.
            if (statement.range.end() < cursor && statement.terminator != Terminator::EndOfText) {
                start = statement.piece.end() <= cursor ? statement.piece.end()
                                                        : statement.range.end() + 1;
                continue;
            }
            if (statement.piece.start <= cursor) {
                start = std::max(start, statement.piece.start);
                end = statement.piece.end();
            }
            break;
        }
        start = std::min(start, cursor);
        m_text = QStringView(text).sliced(start, end - start);
        const qsizetype at = cursor - start;
        for (const Token &token : tokenize(m_text, Lexer::Keep)) {
            const bool inside = token.range.start < at && at <= token.range.end();
            switch (token.kind) {
            case TokenKind::LineComment:
                m_inText = m_inText || inside;
                continue;
            case TokenKind::BlockComment:
            case TokenKind::String:
                m_inText = m_inText || (inside && at < token.range.end());
                break;
            case TokenKind::Unterminated:
            case TokenKind::Number:
                m_inText = m_inText || inside;
                break;
            default:
                break;
            }
            if (token.kind == TokenKind::Whitespace || token.kind == TokenKind::BlockComment)
                continue;
            if (inside && token.kind == TokenKind::Word) {
                m_prefix = m_text.sliced(token.range.start, at - token.range.start);
                continue; // the word that is being written is no context
            }
            if (token.range.end() <= at)
                m_before = m_tokens.size() + 1;
            m_tokens.push_back(token);
        }
    }

    [[nodiscard]] bool isInText() const { return m_inText; }
    [[nodiscard]] QStringView prefix() const { return m_prefix; }
    [[nodiscard]] size_t size() const { return m_tokens.size(); }
    [[nodiscard]] size_t before() const { return m_before; } // tokens before the cursor
    [[nodiscard]] QStringView word(size_t at) const
    {
        return at < m_tokens.size() ? m_tokens[at].text(m_text) : QStringView();
    }
    // Counted back from the cursor: 1 is the last one before it.
    [[nodiscard]] QStringView back(size_t count) const
    {
        return count <= m_before ? word(m_before - count) : QStringView();
    }
    [[nodiscard]] bool is(size_t at, QStringView upper) const
    {
        return word(at).compare(upper, Qt::CaseInsensitive) == 0;
    }
    [[nodiscard]] bool isBack(size_t count, QStringView upper) const
    {
        return back(count).compare(upper, Qt::CaseInsensitive) == 0;
    }
    [[nodiscard]] bool isName(size_t at) const
    {
        return at < m_tokens.size()
            && (m_tokens[at].kind == TokenKind::Word || m_tokens[at].kind == TokenKind::QuotedName);
    }
    [[nodiscard]] bool startsWith(std::initializer_list<QStringView> words) const
    {
        size_t at = 0;
        for (const QStringView word : words) {
            if (!is(at++, word))
                return false;
        }
        return true;
    }

private:
    QStringView m_text;
    QStringView m_prefix;
    std::vector<Token> m_tokens; // without the word being written
    size_t m_before = 0;
    bool m_inText = false;
};

bool isOneOf(QStringView word, std::initializer_list<QStringView> words)
{
    return std::any_of(words.begin(), words.end(), [word](QStringView candidate) {
        return word.compare(candidate, Qt::CaseInsensitive) == 0;
    });
}

class Completer
{
public:
    Completer(const QString &text, qsizetype cursor, const Catalog &catalog)
        : m_catalog(catalog)
        , m_around(text, cursor)
    {
        m_result.replaces = {cursor - m_around.prefix().size(), m_around.prefix().size()};
        const QStringView model = m_around.prefix().isEmpty() ? lastWord() : m_around.prefix();
        m_lower = !model.isEmpty() && model.toString() == model.toString().toLower()
            && model.toString() != model.toString().toUpper();
        collectTables();
    }

    Completions run()
    {
        if (m_around.isInText())
            return {};
        if (m_around.isBack(1, u"."))
            addBehindDot(m_around.back(2));
        else
            addByPlace();
        return std::move(m_result);
    }

private:
    [[nodiscard]] QStringView lastWord() const
    {
        for (size_t back = 1; back <= m_around.before(); ++back) {
            if (m_around.isName(m_around.before() - back))
                return m_around.back(back);
        }
        return {};
    }

    // The tables of the statement, by their names and aliases.
    void collectTables()
    {
        for (size_t at = 0; at + 1 < m_around.size(); ++at) {
            const QStringView word = m_around.word(at);
            const bool introduces =
                isOneOf(word, {u"FROM", u"JOIN", u"UPDATE", u"INTO", u"TABLE", u"ON"})
                || (word == u"," && m_inFrom);
            if (isOneOf(word, {u"FROM"}))
                m_inFrom = true;
            else if (isOneOf(word, {u"WHERE", u"GROUP", u"ORDER", u"SET", u"SELECT"}))
                m_inFrom = false;
            if (!introduces || !m_around.isName(at + 1))
                continue;
            const Table *table = m_catalog.table({{}, storedName(m_around.word(at + 1))});
            if (!table)
                continue;
            if (std::find(m_tables.begin(), m_tables.end(), table) == m_tables.end())
                m_tables.push_back(table);
            m_names[table->name.name] = table;
            size_t alias = at + 2;
            if (m_around.is(alias, u"AS"))
                ++alias;
            if (m_around.isName(alias))
                m_names.emplace(storedName(m_around.word(alias)), table);
        }
    }

    void add(Kind kind, const QString &text, const QString &detail)
    {
        const QStringView prefix = m_around.prefix();
        QString shown = text;
        if (m_lower && text == text.toUpper() && !text.startsWith(u'"'))
            shown = text.toLower();
        if (!shown.startsWith(prefix, Qt::CaseInsensitive)
            || shown.compare(prefix, Qt::CaseInsensitive) == 0)
            return;
        if (m_added.insert(shown).second)
            m_result.items.push_back({kind, shown, detail});
    }

    void addColumns(const Table &table)
    {
        for (const Column &column : table.columns) {
            QString detail = toString(column.type);
            if (table.isMandatory(column))
                detail += u" NOT NULL"_s;
            add(Kind::Column, writtenName(column.name), detail);
        }
    }
    void addStatementColumns()
    {
        for (const Table *table : m_tables)
            addColumns(*table);
    }
    template <typename Map>
    void addNames(Kind kind, const Map &map, const QString &detail = {})
    {
        for (const auto &entry : map)
            add(kind, writtenName(entry.first), detail);
    }
    void addTables()
    {
        for (const auto &[name, table] : m_catalog.tables)
            add(Kind::Table, writtenName(name), table.comment.section(u'\n', 0, 0));
        addNames(Kind::View, m_catalog.views);
        addNames(Kind::View, m_catalog.materializedViews);
    }
    void addUnits(std::initializer_list<UnitKind> kinds)
    {
        for (const auto &[key, unit] : m_catalog.units) {
            if (std::find(kinds.begin(), kinds.end(), key.first) != kinds.end())
                add(Kind::Unit, writtenName(key.second), {});
        }
    }
    void addTypes()
    {
        for (const QString &word : typeWords())
            add(Kind::Type, word, {});
        addUnits({UnitKind::Type});
    }

    void addBehindDot(QStringView written)
    {
        const QString name = storedName(written.startsWith(u':') ? written.sliced(1) : written);
        if (const auto table = m_names.find(name); table != m_names.end()) {
            addColumns(*table->second);
        } else if (m_catalog.sequences.count({{}, name}) != 0) {
            add(Kind::Keyword, u"NEXTVAL"_s, {});
            add(Kind::Keyword, u"CURRVAL"_s, {});
        } else if (name == "NEW"_L1 || name == "OLD"_L1) { // a trigger's rows
            addStatementColumns();
        } else if (const Table *known = m_catalog.table({{}, name})) {
            addColumns(*known);
        }
    }

    // The parenthesis the cursor is in is that many words back; 0: in none.
    [[nodiscard]] size_t openParenthesis() const
    {
        int depth = 0;
        for (size_t back = 1; back <= m_around.before(); ++back) {
            if (m_around.isBack(back, u")"))
                ++depth;
            else if (m_around.isBack(back, u"(") && --depth < 0)
                return back;
        }
        return 0;
    }

    void addByPlace()
    {
        const QStringView last = m_around.back(1);
        const bool dropping = m_around.startsWith({u"DROP"}) || m_around.startsWith({u"ALTER"});
        if (isOneOf(last, {u"FROM", u"JOIN", u"UPDATE", u"INTO", u"REFERENCES"})
            || (isOneOf(last, {u"TABLE"}) && !m_around.startsWith({u"CREATE"}))
            || (isOneOf(last, {u"ON"}) && !m_around.startsWith({u"SELECT"})
                && !m_around.startsWith({u"COMMENT"}))) {
            addTables();
        } else if (isOneOf(last, {u"SEQUENCE"}) && dropping) {
            addNames(Kind::Sequence, m_catalog.sequences);
        } else if (isOneOf(last, {u"INDEX"}) && dropping) {
            addNames(Kind::Index, m_catalog.indexes);
        } else if (isOneOf(last, {u"VIEW"}) && dropping) {
            addNames(Kind::View, m_catalog.views);
            addNames(Kind::View, m_catalog.materializedViews);
        } else if (isOneOf(last, {u"TRIGGER"}) && dropping) {
            addUnits({UnitKind::Trigger});
        } else if (isOneOf(last, {u"PACKAGE", u"PROCEDURE", u"FUNCTION", u"TYPE"}) && dropping) {
            addUnits({UnitKind::Package, UnitKind::Procedure, UnitKind::Function, UnitKind::Type});
        } else if (isOneOf(last, {u"CONSTRAINT"}) && dropping) {
            for (const Table *table : m_tables) {
                for (const Constraint &constraint : table->constraints) {
                    if (!constraint.name.isEmpty())
                        add(Kind::Constraint, writtenName(constraint.name), {});
                }
            }
        } else if (isOneOf(last, {u"COLUMN"}) && m_around.startsWith({u"COMMENT"})) {
            addTables(); // table.column follows
        } else if (isTypePlace()) {
            addTypes();
        } else if (isOneOf(
                       last,
                       {u"MODIFY", u"COLUMN", u"SET", u"WHERE", u"BY", u"AND", u"OR", u"SELECT"})
                   || (isOneOf(last, {u"(", u","}) && openParenthesis() != 0)) {
            addStatementColumns();
        }
        if (m_around.prefix().isEmpty())
            return; // what the place asks for, and no more
        addStatementColumns();
        if (m_around.before() > 0) {
            addTables();
            addNames(Kind::Sequence, m_catalog.sequences);
        }
        for (const QString &word : keywords())
            add(Kind::Keyword, word, {});
        if (m_around.before() > 0)
            addTypes();
    }

    // Behind a column's name in CREATE TABLE (…) and behind ADD or MODIFY.
    [[nodiscard]] bool isTypePlace() const
    {
        if (m_around.before() < 3 || !m_around.isName(m_around.before() - 1))
            return false;
        const QStringView before = m_around.back(2);
        const bool create = m_around.startsWith({u"CREATE", u"TABLE"})
            || m_around.startsWith({u"CREATE", u"GLOBAL"});
        const bool alter = m_around.startsWith({u"ALTER", u"TABLE"});
        if (!create && !alter)
            return false;
        if (alter && isOneOf(before, {u"ADD", u"MODIFY"}))
            return !isOneOf(
                m_around.back(1),
                {u"CONSTRAINT", u"PARTITION", u"PRIMARY", u"UNIQUE", u"FOREIGN", u"CHECK"});
        if (!isOneOf(before, {u"(", u","}))
            return false;
        const size_t open = openParenthesis();
        if (open == 0
            || isOneOf(m_around.back(1),
                       {u"CONSTRAINT", u"PRIMARY", u"UNIQUE", u"FOREIGN", u"CHECK"}))
            return false;
        const QStringView owner = m_around.back(open + 1); // the word before the parenthesis
        return alter ? isOneOf(owner, {u"ADD", u"MODIFY"})
                     : m_around.before() - open <= 5 && !isOneOf(owner, {u"KEY", u"UNIQUE"});
    }

    const Catalog &m_catalog;
    Around m_around;
    Completions m_result;
    std::vector<const Table *> m_tables;
    std::map<QString, const Table *> m_names;
    std::set<QString> m_added;
    bool m_lower = false;
    bool m_inFrom = false;
};

} // namespace

Completions completionsAt(const QString &text, qsizetype cursor, const Catalog &catalog)
{
    return Completer(text, std::clamp<qsizetype>(cursor, 0, text.size()), catalog).run();
}

} // namespace Athanor
