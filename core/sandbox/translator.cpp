// SPDX-License-Identifier: MIT
#include "sandbox/translator.h"

#include "sandbox/oraerror.h"
#include "sandbox/sqlparser.h"

using namespace Qt::StringLiterals;

namespace Athanor {

Translator::Translator(const TranslationContext &context)
    : m_context(context)
{ }

QString Translator::physicalName(const QString &stored)
{
    bool small = false;
    quint64 mask = 0;
    QString masks;
    for (qsizetype i = 0; i < stored.size(); ++i) {
        const char16_t c = stored.at(i).unicode();
        const bool lower = c >= u'a' && c <= u'z';
        small = small || lower || c == u'~';
        mask = mask * 2 + (lower ? 1 : 0);
        if (i % 60 == 59) {
            masks += QString::number(mask, 16) + u'.';
            mask = 0;
        }
    }
    return small ? stored + u'~' + masks + QString::number(mask, 16) : stored;
}

QString Translator::physicalTable(const QualifiedName &name)
{
    const QString plain = name.owner.isEmpty() ? name.name : name.owner + u'.' + name.name;
    return u"main."_s + sqliteQuoted(physicalName(plain));
}

void Translator::fail(int code, const QStringList &arguments)
{
    if (!failed())
        m_error = oraError(code, arguments);
}

void Translator::failNotModelled(const QString &what)
{
    if (!failed())
        m_error = notModelled(what);
}

void Translator::failInconsistent(const QString &expected, ValueKind got)
{
    fail(932, {expected, datatypeWord(got)});
}

void Translator::failMissing(const QualifiedName &table)
{
    QualifiedName own = table;
    if (own.owner == m_context.user)
        own.owner.clear();
    const auto &synonyms = m_context.catalog->synonyms;
    auto synonym = synonyms.find(own);
    if (synonym == synonyms.end() && own.owner.isEmpty())
        synonym = synonyms.find({u"PUBLIC"_s, own.name});
    if (synonym == synonyms.end()) {
        fail(942);
        return;
    }
    const QualifiedName &target = synonym->second.target;
    const bool isForeign = !target.owner.isEmpty() && target.owner != m_context.user;
    if (!synonym->second.databaseLink.isEmpty() || isForeign
        || m_context.dictionaryView(target.name) || target.name == u"DUAL")
        failNotModelled(u"rows behind the synonym "_s + own.name);
    else
        fail(980);
}

// Oracle compares neither in DISTINCT, GROUP BY, ORDER BY, UNION, IN and their like (SQL Language
// Reference, "LONG Data Type"; SecureFiles and Large Objects Developer's Guide, "LOB Rules and
// Restrictions").
void Translator::refuseLob(const Emitted &value)
{
    if (value.isLong)
        fail(997);
    else if (value.kind == ValueKind::Clob || value.kind == ValueKind::Blob)
        failInconsistent(u"-"_s, value.kind);
}

void Translator::remark(const QString &what)
{
    if (!m_remarks.contains(what))
        m_remarks.append(what);
}

Result<TranslatedQuery> Translator::query(const SqlQuery &query)
{
    const QueryParts parts = emitQuery(query, nullptr);
    if (failed())
        return Failure(*m_error);
    return TranslatedQuery{parts.sql, parts.columns};
}

Result<TranslatedQuery> Translator::viewQuery(const SqlQuery &view)
{
    m_sequencesAllowed = false;
    return query(view);
}

Emitted Translator::emitText(QStringView text, Scope *scope)
{
    SqlParser parser(text, m_context.version);
    auto tree = parser.expression();
    if (!tree) {
        if (!failed())
            m_error = tree.error();
        return {};
    }
    // Binds of the statement around are none of this text's.
    if (m_depth > 50) {
        failNotModelled(u"expressions nested this deeply"_s);
        return {};
    }
    ++m_depth;
    Emitted result = emit(**tree, scope);
    --m_depth;
    return result;
}

Result<Emitted> Translator::expression(QStringView text, const Table *table, const QString &alias)
{
    Scope scope;
    if (table)
        scope.sources.push_back(tableSource(*table, table->name.name, alias));
    m_blocks.push_back({});
    Emitted result = emitText(text, &scope);
    m_blocks.pop_back();
    if (failed())
        return Failure(*m_error);
    return result;
}

Result<QString> Translator::columnDefault(const Table &table, const Column &column)
{
    m_blocks.push_back({});
    const QString sql = filled(table, column, std::nullopt);
    m_blocks.pop_back();
    if (failed())
        return Failure(*m_error);
    return sql;
}

Result<QString> Translator::conversion(const Table &table, const Column &from, const Column &to)
{
    const Emitted value{sqliteQuoted(physicalName(from.name)), valueKind(from.type), from.type,
                        false, false};
    const QString sql = stored(table, to, value);
    if (failed())
        return Failure(*m_error);
    return sql;
}

std::optional<QualifiedName> Translator::resolved(const QualifiedName &name) const
{
    QualifiedName current = name;
    if (current.owner == m_context.user)
        current.owner.clear();
    for (int hops = 0; hops < 10; ++hops) {
        const Catalog &catalog = *m_context.catalog;
        if (catalog.tables.contains(current) || catalog.views.contains(current)
            || catalog.materializedViews.contains(current))
            return current;
        auto synonym = catalog.synonyms.find(current);
        if (synonym == catalog.synonyms.end() && current.owner.isEmpty())
            synonym = catalog.synonyms.find({u"PUBLIC"_s, current.name});
        if (synonym == catalog.synonyms.end())
            return std::nullopt;
        current = synonym->second.target;
        if (current.owner == m_context.user)
            current.owner.clear();
    }
    return std::nullopt;
}

} // namespace Athanor
