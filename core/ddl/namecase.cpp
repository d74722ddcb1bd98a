// SPDX-License-Identifier: MIT
#include "ddl/namecase.h"

#include "sql/lexer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

void NameCase::add(const QString &stored)
{
    if (!stored.isEmpty() && writtenName(stored) == stored) // else it stands in quotes
        m_names.insert(stored);
}

void NameCase::add(const QualifiedName &name)
{
    add(name.owner);
    add(name.name);
}

void NameCase::add(const QStringList &names)
{
    for (const QString &name : names)
        add(name);
}

void NameCase::add(const Constraint &constraint)
{
    add(constraint.name);
    add(constraint.columns);
    add(constraint.referencedTable);
    add(constraint.referencedColumns);
    add(constraint.indexName);
}

void NameCase::add(const Table &table)
{
    add(table.name);
    for (const Column &column : table.columns) {
        add(column.name);
        add(column.type.userType);
        if (column.notNull)
            add(column.notNull->name);
    }
    for (const Constraint &constraint : table.constraints)
        add(constraint);
    if (table.partitioning) {
        add(table.partitioning->columns);
        for (const Partition &partition : table.partitioning->partitions)
            add(partition.name);
    }
}

void NameCase::add(const Catalog &catalog)
{
    for (const auto &[name, table] : catalog.tables)
        add(table);
    for (const auto &[name, index] : catalog.indexes)
        add(name);
    for (const auto &[name, sequence] : catalog.sequences)
        add(name);
    for (const auto &[name, view] : catalog.views) {
        add(name);
        add(view.columns);
    }
    for (const auto &[name, view] : catalog.materializedViews)
        add(name);
    for (const auto &[name, synonym] : catalog.synonyms) {
        if (name.owner != "PUBLIC"_L1)
            add(name.owner);
        add(name.name);
        add(synonym.target);
    }
    for (const auto &[key, unit] : catalog.units)
        add(key.second);
    for (const Grant &grant : catalog.grants) {
        add(grant.object);
        if (grant.grantee != "PUBLIC"_L1)
            add(grant.grantee);
    }
}

namespace {

// How much of a statement is ours to spell: all of it, its first line (what follows is a query as
// it was written), or nothing.
qsizetype ownText(const WrittenStatement &statement)
{
    if (statement.plsql)
        return 0;
    static const QStringList ours{u"TABLE"_s, u"GLOBAL"_s,   u"PRIVATE"_s, u"UNIQUE"_s, u"BITMAP"_s,
                                  u"INDEX"_s, u"SEQUENCE"_s, u"SYNONYM"_s, u"PUBLIC"_s};
    QStringList words;
    Lexer lexer(statement.text);
    while (words.size() < 8) {
        const Token token = lexer.next();
        if (token.kind != TokenKind::Word)
            break;
        words += token.text(statement.text).toString().toUpper();
    }
    if (words.isEmpty() || words.front() != "CREATE"_L1)
        return statement.text.size();
    const bool isQuery = words.contains("VIEW"_L1);
    const bool isOurs = std::any_of(words.begin() + 1, words.end(),
                                    [](const QString &word) { return ours.contains(word); });
    const qsizetype line = statement.text.indexOf(u'\n');
    return isQuery ? std::max<qsizetype>(line, 0) : isOurs ? statement.text.size() : 0;
}

} // namespace

WrittenStatement NameCase::lowered(WrittenStatement statement) const
{
    const qsizetype own = ownText(statement);
    statement.text = lowered(statement.text.first(own)) + statement.text.sliced(own);
    return statement;
}

QString NameCase::lowered(const QString &sql) const
{
    QString result = sql;
    bool mayBeName = true; // two names never stand side by side: behind one comes a keyword
    QString before;
    Lexer lexer(sql);
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
        const QString word = token.text(sql).toString();
        bool isName = token.kind == TokenKind::QuotedName;
        if (token.kind == TokenKind::Word && mayBeName && m_names.count(word) > 0
            && !(word == "KEY"_L1 && (before == "PRIMARY"_L1 || before == "FOREIGN"_L1))) {
            isName = true;
            result.replace(token.range.start, token.range.length, word.toLower());
        }
        mayBeName = token.kind == TokenKind::Word
            ? !isName
            : token.kind == TokenKind::Punctuation && word != ")"_L1;
        before = word.toUpper();
    }
    return result;
}

} // namespace Athanor
