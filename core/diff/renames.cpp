// SPDX-License-Identifier: MIT
#include "diff/pairing.h"

#include "sql/lexer.h"

#include <algorithm>

namespace Athanor {

using namespace Qt::StringLiterals;

namespace {

// An expression with one name put for another, as Oracle does to checks and indexes when a column
// is renamed.
QString withName(const QString &text, const QString &from, const QString &to)
{
    QString changed;
    qsizetype done = 0;
    Lexer lexer(text);
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
        const bool isName = token.kind == TokenKind::Word || token.kind == TokenKind::QuotedName;
        if (!isName || storedName(token.text(text)) != from)
            continue;
        changed += QStringView(text).sliced(done, token.range.start - done);
        changed += writtenName(to);
        done = token.range.end();
    }
    changed += QStringView(text).sliced(done);
    return changed;
}

void renameIn(QStringList &names, const QString &from, const QString &to)
{
    std::replace(names.begin(), names.end(), from, to);
}

class Renaming
{
public:
    Renaming(Catalog &catalog, std::vector<Change> &changes)
        : m_catalog(catalog)
        , m_changes(changes)
    { }

    void object(const ObjectRef &from, const ObjectRef &to)
    {
        if (from.type == u"TABLE"_s)
            table(from, to);
        else if (from.type == u"SEQUENCE"_s)
            move(m_catalog.sequences, from, to);
        else if (from.type == u"VIEW"_s)
            move(m_catalog.views, from, to);
        else if (from.type == u"SYNONYM"_s)
            move(m_catalog.synonyms, from, to);
        else if (from.type == u"INDEX"_s)
            move(m_catalog.indexes, from, to);
    }

    // {TABLE, COLUMN} → {TABLE, COLUMN}; the table may go by its old or its new name.
    void column(const ObjectRef &from, const ObjectRef &to)
    {
        Table *table = m_catalog.table({{}, to.name.owner});
        if (!table)
            table = m_catalog.table({{}, from.name.owner});
        Column *column = table ? table->column(from.name.name) : nullptr;
        if (!column || table->column(to.name.name))
            return;
        const QString &before = from.name.name;
        const QString &after = to.name.name;
        column->name = after;
        for (Column &other : table->columns)
            other.virtualExpression = withName(other.virtualExpression, before, after);
        for (Constraint &constraint : table->constraints) {
            renameIn(constraint.columns, before, after);
            constraint.condition = withName(constraint.condition, before, after);
        }
        if (table->partitioning)
            renameIn(table->partitioning->columns, before, after);
        for (auto &[name, index] : m_catalog.indexes) {
            if (index.table != table->name)
                continue;
            for (IndexColumn &indexed : index.columns) {
                if (indexed.column == before)
                    indexed.column = after;
                indexed.expression = withName(indexed.expression, before, after);
            }
        }
        for (auto &[name, other] : m_catalog.tables)
            for (Constraint &constraint : other.constraints)
                if (constraint.kind == ConstraintKind::ForeignKey
                    && constraint.referencedTable == table->name)
                    renameIn(constraint.referencedColumns, before, after);
        for (Grant &grant : m_catalog.grants)
            if (grant.object == table->name)
                renameIn(grant.columns, before, after);
        m_changes.push_back(
            {ColumnRenamed{table->name, before, after}, ObjectRef{u"TABLE"_s, table->name}});
    }

private:
    template <typename Map>
    bool move(Map &objects, const ObjectRef &from, const ObjectRef &to)
    {
        if (objects.count(to.name) != 0)
            return false;
        auto node = objects.extract(from.name);
        if (node.empty())
            return false;
        node.key() = to.name;
        node.mapped().name = to.name;
        objects.insert(std::move(node));
        for (Grant &grant : m_catalog.grants)
            if (grant.object == from.name)
                grant.object = to.name;
        m_changes.push_back({ObjectRenamed{from, to}, to});
        if (from.type == u"SEQUENCE"_s)
            sequenceInDefaults(from.name.name, to.name.name);
        return true;
    }

    // A default that names the sequence goes with it: Oracle keeps the object, not the text.
    void sequenceInDefaults(const QString &before, const QString &after)
    {
        for (auto &[name, table] : m_catalog.tables)
            for (Column &column : table.columns)
                if (column.defaultValue.contains(u"NEXTVAL"_s))
                    column.defaultValue = withName(column.defaultValue, before, after);
    }

    void table(const ObjectRef &from, const ObjectRef &to)
    {
        if (!move(m_catalog.tables, from, to))
            return;
        for (auto &[name, index] : m_catalog.indexes)
            if (index.table == from.name)
                index.table = to.name;
        for (auto &[name, other] : m_catalog.tables)
            for (Constraint &constraint : other.constraints)
                if (constraint.referencedTable == from.name)
                    constraint.referencedTable = to.name;
        for (auto &[key, unit] : m_catalog.units)
            if (unit.table == from.name)
                unit.table = to.name;
    }

    Catalog &m_catalog;
    std::vector<Change> &m_changes;
};

} // namespace

Catalog withRenames(Catalog from, const std::vector<std::pair<ObjectRef, ObjectRef>> &renames,
                    std::vector<Change> &changes)
{
    Renaming renaming(from, changes);
    for (const auto &[before, after] : renames)
        if (before.type != u"COLUMN"_s)
            renaming.object(before, after);
    for (const auto &[before, after] : renames)
        if (before.type == u"COLUMN"_s)
            renaming.column(before, after);
    return from;
}

// ----------------------------------------------------------------------------------------------------
// candidates

namespace {

constexpr double worthAsking = 0.5; // below, the pair has less in common than not
constexpr size_t mostCompared =
    64; // so many newcomers are looked at for one that went; keeps 5,000 tables linear

// How alike two names are: the share of the shorter's letters that stand in the longer in the same
// order.
double nameLikeness(const QString &a, const QString &b)
{
    if (a.isEmpty() || b.isEmpty())
        return 0;
    std::vector<int> row(static_cast<size_t>(b.size()) + 1, 0); // longest common subsequence
    for (const QChar left : a) {
        int diagonal = 0;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const auto at = static_cast<size_t>(j) + 1;
            const int above = row[at];
            row[at] = left == b[j] ? diagonal + 1 : std::max(row[at], row[at - 1]);
            diagonal = above;
        }
    }
    return 2.0 * row.back() / static_cast<double>(a.size() + b.size());
}

double likeness(const Column &a, const Column &b)
{
    if (a.type.kind != b.type.kind)
        return 0;
    double same = a.type == b.type ? 0.5 : 0.25;
    same += a.defaultValue == b.defaultValue ? 0.1 : 0;
    same += a.notNull.has_value() == b.notNull.has_value() ? 0.1 : 0;
    same += a.virtualExpression == b.virtualExpression
            && a.identity.has_value() == b.identity.has_value()
        ? 0.05
        : 0;
    return same + 0.25 * nameLikeness(a.name, b.name);
}

double likeness(const Table &a, const Table &b)
{
    if (a.kind != b.kind || a.columns.empty() || b.columns.empty())
        return 0;
    std::map<QStringView, const Column *> columns;
    for (const Column &column : b.columns)
        columns.emplace(column.name, &column);
    double same = 0;
    for (const Column &column : a.columns) {
        if (const auto found = columns.find(column.name); found != columns.end())
            same += found->second->type == column.type ? 1 : 0.5;
    }
    const double share = same / static_cast<double>(std::max(a.columns.size(), b.columns.size()));
    return 0.8 * share + 0.2 * nameLikeness(a.name.name, b.name.name);
}

double likeness(const Sequence &a, const Sequence &b)
{
    return (sameSequence(a.options, b.options) ? 0.4 : 0)
        + 0.6 * nameLikeness(a.name.name, b.name.name);
}

class Candidates
{
public:
    Candidates(const Catalog &from, const Catalog &to, const std::vector<Change> &changes)
        : m_from(from)
        , m_to(to)
    {
        for (const Change &change : changes)
            sortIn(change);
    }

    std::vector<RenameCandidate> run()
    {
        pairAll(u"TABLE"_s, m_from.tables, m_to.tables);
        pairAll(u"SEQUENCE"_s, m_from.sequences, m_to.sequences);
        for (const auto &[table, gone] : m_columnsGone)
            columns(table, gone);
        std::stable_sort(
            m_found.begin(), m_found.end(),
            [](const RenameCandidate &a, const RenameCandidate &b) { return a.score > b.score; });
        return std::move(m_found);
    }

private:
    void sortIn(const Change &change)
    {
        if (const auto *dropped = std::get_if<ObjectDropped>(&change.detail))
            m_gone[dropped->object.type].push_back(dropped->object.name);
        else if (const auto *added = std::get_if<ObjectAdded>(&change.detail))
            m_come[added->object.type].push_back(added->object.name);
        else if (const auto *column = std::get_if<ColumnDropped>(&change.detail))
            m_columnsGone[column->table] << column->column;
        else if (const auto *newColumn = std::get_if<ColumnAdded>(&change.detail))
            m_columnsCome[newColumn->table] << newColumn->column;
    }

    void consider(const ObjectRef &from, const ObjectRef &to, double score)
    {
        if (score >= worthAsking)
            m_found.push_back({from, to, score});
    }

    template <typename Map>
    void pairAll(const QString &type, const Map &from, const Map &to)
    {
        const std::vector<QualifiedName> &come = m_come[type];
        for (const QualifiedName &before : m_gone[type]) {
            for (size_t i = 0; i < std::min(come.size(), mostCompared); ++i)
                consider({type, before}, {type, come[i]},
                         likeness(from.at(before), to.at(come[i])));
        }
    }

    void columns(const QualifiedName &tableName, const QStringList &gone)
    {
        const Table *before = m_from.table(tableName);
        const Table *after = m_to.table(tableName);
        if (!before || !after)
            return;
        for (const QString &was : gone) {
            for (const QString &is : m_columnsCome[tableName]) {
                const Column *a = before->column(was);
                const Column *b = after->column(is);
                if (a && b)
                    consider({u"COLUMN"_s, {tableName.name, was}},
                             {u"COLUMN"_s, {tableName.name, is}}, likeness(*a, *b));
            }
        }
    }

    const Catalog &m_from;
    const Catalog &m_to;
    std::map<QString, std::vector<QualifiedName>> m_gone;
    std::map<QString, std::vector<QualifiedName>> m_come;
    std::map<QualifiedName, QStringList> m_columnsGone;
    std::map<QualifiedName, QStringList> m_columnsCome;
    std::vector<RenameCandidate> m_found;
};

} // namespace

std::vector<RenameCandidate> renameCandidates(const Catalog &from, const Catalog &to,
                                              const std::vector<Change> &changes)
{
    return Candidates(from, to, changes).run();
}

} // namespace Athanor
