// SPDX-License-Identifier: MIT
#include "diff/pairing.h"

#include "ddl/reader.h"
#include "diff/partitionplan.h"
#include "diff/storedclauses.h"
#include "schema/physical.h"

#include <algorithm>

namespace Athanor {

using namespace Qt::StringLiterals;

bool isUnnamed(const QString &name)
{
    return name.isEmpty() || isSystemName(name);
}

bool sameDefinition(const Constraint &a, const Constraint &b)
{
    // Where only one side says how the key is indexed, the other leaves it to Oracle.
    const bool sameClause =
        a.indexClause == b.indexClause || a.indexClause.isEmpty() || b.indexClause.isEmpty();
    return a.kind == b.kind && a.columns == b.columns && a.condition == b.condition
        && a.referencedTable == b.referencedTable && a.referencedColumns == b.referencedColumns
        && a.onDelete == b.onDelete && sameClause;
}

bool isStateAlterable(const Constraint &before, const Constraint &after)
{
    return before.state.deferrable == after.state.deferrable;
}

bool isTemporary(TableKind kind)
{
    return kind == TableKind::GlobalTemporaryDelete || kind == TableKind::GlobalTemporaryPreserve
        || kind == TableKind::PrivateTemporary;
}

namespace {

// Two spellings of one clause. Where a LOB's segment lies and what it is called counts only when
// the second says so.
bool sameClause(const QString &keyword, const QString &from, const QString &to)
{
    if (!isColumnStorage(keyword))
        return canonicalPhysical(keyword, from) == canonicalPhysical(keyword, to);
    LobStorage was = canonical(lobStorage(canonicalPhysical(keyword, from)));
    const LobStorage is = canonical(lobStorage(canonicalPhysical(keyword, to)));
    if (is.segment.isEmpty() || from.isEmpty())
        was.segment = is.segment;
    if (is.parameters.count(u"TABLESPACE"_s) == 0)
        was.parameters.erase(u"TABLESPACE"_s);
    return was == is;
}

} // namespace

std::map<QString, QString> comparedPhysical(const std::map<QString, QString> &from,
                                            const std::map<QString, QString> &to)
{
    // These have no default that could be written: where a table goes without TABLESPACE is its
    // user's setting.
    static const QStringList withoutDefault{u"TABLESPACE"_s, u"PCTUSED"_s, u"INITRANS"_s,
                                            u"MAXTRANS"_s, u"MONITORING"_s};
    std::map<QString, QString> compared = from;
    std::erase_if(compared, [&to](const auto &clause) {
        const bool asked = to.find(clause.first) != to.end();
        return !asked
            && (withoutDefault.contains(clause.first) || clause.first.contains(u'(')
                || isColumnStorage(clause.first) || clause.first.startsWith(u"NESTED TABLE "_s));
    });
    // LOBs and XML are stored somehow whether a clause says so or not.
    for (const auto &[keyword, asked] : to) {
        const auto is = from.find(keyword);
        const QString there = is == from.end() ? QString() : is->second;
        const bool stored = (keyword == "INMEMORY"_L1 && !there.isEmpty())
            || keyword.startsWith("LOB ("_L1) || keyword.startsWith("XMLTYPE COLUMN "_L1);
        if (sameClause(keyword, there, asked) || (stored && storageSatisfies(there, asked)))
            compared[keyword] = asked;
    }
    return compared;
}

std::optional<Partitioning> comparedPartitioning(const std::optional<Partitioning> &partitioning)
{
    if (!partitioning)
        return partitioning;
    Partitioning compared = *partitioning;
    if (partitioning->interval.isEmpty())
        return compared;
    // Where the partitions that Oracle makes go is in no view of the dictionary.
    if (const qsizetype store = compared.otherClauses.indexOf("STORE IN "_L1); store >= 0)
        compared.otherClauses = compared.otherClauses.left(store).trimmed();
    std::erase_if(compared.partitions, [](const Partition &partition) {
        return partition.name.isEmpty() || isSystemName(partition.name)
            || partition.name.startsWith(u"SYS_P"_s);
    });
    return compared;
}

bool samePartition(const Partition &from, const Partition &to)
{
    const PartitionClauses was = partitionClauses(from.otherClauses);
    const PartitionClauses is = partitionClauses(to.otherClauses);
    return from.name == to.name && sameBound(from.bound, to.bound) && was.rest == is.rest
        && comparedPhysical(was.physical, is.physical) == is.physical;
}

bool samePartitioning(const std::optional<Partitioning> &from,
                      const std::optional<Partitioning> &to)
{
    std::optional<Partitioning> was = comparedPartitioning(from);
    std::optional<Partitioning> is = comparedPartitioning(to);
    for (std::optional<Partitioning> *one : {&was, &is}) {
        if (*one && (*one)->method != "RANGE"_L1) // in no order
            std::sort((*one)->partitions.begin(), (*one)->partitions.end(),
                      [](const Partition &a, const Partition &b) { return a.name < b.name; });
    }
    if (was && is && was->partitions.size() == is->partitions.size()) {
        for (size_t i = 0; i < is->partitions.size(); ++i)
            if (samePartition(was->partitions[i], is->partitions[i]))
                was->partitions[i] = is->partitions[i];
    }
    return was == is;
}

namespace {

bool sameIdentity(const std::optional<Identity> &a, const std::optional<Identity> &b)
{
    if (!a || !b)
        return a.has_value() == b.has_value();
    return a->kind == b->kind && sameSequence(a->options, b->options);
}

// What NOT NULL the column will have by the time its own clause is due: other clauses and the new
// primary key have given or taken theirs by then.
bool mandatoryBeforeOwnClause(const Column &before, const Table &to, const Column &after)
{
    if (after.identity || after.defaultOnNull)
        return true;
    const Constraint *key = to.primaryKey();
    if (key && key->state.enabled && key->columns.contains(after.name))
        return true;
    if (before.identity)
        return true; // DROP IDENTITY leaves NOT NULL behind
    return before.notNull && before.notNull->state.enabled;
}

class TableComparison
{
public:
    TableComparison(const Table &from, const Table &to, const CompareOptions &options,
                    std::vector<Change> &changes)
        : m_from(from)
        , m_to(to)
        , m_options(options)
        , m_changes(changes)
        , m_ref{u"TABLE"_s, to.name}
    { }

    void run()
    {
        if (m_from.kind != m_to.kind || m_from.qualifier != m_to.qualifier) {
            add(ObjectReplaced{m_ref, u"another kind of table"_s});
            return;
        }
        columns();
        constraints();
        attributes();
        if (m_from.comment != m_to.comment)
            add(CommentAltered{m_ref, {}, m_from.comment, m_to.comment});
    }

private:
    void add(ChangeDetail detail) { m_changes.push_back({std::move(detail), m_ref}); }

    void columns()
    {
        if (isUnknown(m_from) || isUnknown(m_to))
            return;
        std::map<QStringView, const Column *> before;
        for (const Column &column : m_from.columns)
            before.emplace(column.name, &column);
        std::map<QStringView, const Column *> after;
        for (const Column &column : m_to.columns)
            after.emplace(column.name, &column);
        for (const Column &column : m_from.columns) {
            if (after.find(column.name) == after.end())
                add(ColumnDropped{m_to.name, column.name});
        }
        for (const Column &column : m_to.columns) {
            const auto found = before.find(column.name);
            if (found == before.end())
                add(ColumnAdded{m_to.name, column.name});
            else
                this->column(*found->second, column);
        }
    }

    // None was written: Oracle finds it from an expression, a parent's key or a query.
    static bool isDerived(const DataType &type)
    {
        return type.kind == TypeKind::UserDefined && type.userType.isEmpty();
    }

    // CREATE TABLE … AS a query that is not understood: nobody knows its columns.
    static bool isUnknown(const Table &table)
    {
        return table.columns.empty() && !table.query.isEmpty();
    }

    void alter(const Column &column, ColumnAspect aspect)
    {
        add(ColumnAltered{m_to.name, column.name, aspect});
    }

    void column(const Column &before, const Column &after)
    {
        const bool bothVirtual =
            !before.virtualExpression.isEmpty() && !after.virtualExpression.isEmpty();
        if (before.virtualExpression != after.virtualExpression)
            alter(after, ColumnAspect::VirtualExpression);
        const bool realized =
            before.virtualExpression.isEmpty() != after.virtualExpression.isEmpty();
        if (realized) { // dropped and added: everything else comes with it
            comment(before, after);
            return;
        }
        if (before.type != after.type && !isDerived(before.type) && !isDerived(after.type))
            alter(after, ColumnAspect::Type);
        if (!sameIdentity(before.identity, after.identity))
            alter(after, ColumnAspect::Identity);
        const bool defaultsMatter = !bothVirtual && !after.identity;
        if (defaultsMatter
            && (before.defaultValue != after.defaultValue
                || before.defaultOnNull != after.defaultOnNull
                || before.defaultOnNullForUpdate != after.defaultOnNullForUpdate))
            alter(after, ColumnAspect::Default);
        if (needsNotNullChange(m_from, before, m_to, after))
            alter(after, ColumnAspect::NotNull);
        if (before.invisible != after.invisible)
            alter(after, ColumnAspect::Visibility);
        if (before.collation != after.collation)
            alter(after, ColumnAspect::Collation);
        if (comparedColumnClauses(before.otherClauses) != comparedColumnClauses(after.otherClauses))
            alter(after, ColumnAspect::Other);
        comment(before, after);
    }

    void comment(const Column &before, const Column &after)
    {
        if (before.comment != after.comment)
            add(CommentAltered{m_ref, after.name, before.comment, after.comment});
    }

    // First equal names, then equal definitions: a name is the looser bond of the two only where
    // Oracle made it.
    void constraints()
    {
        std::vector<bool> used(m_to.constraints.size(), false);
        std::vector<const Constraint *> rest;
        for (const Constraint &before : m_from.constraints) {
            const auto found = isUnnamed(before.name) ? m_to.constraints.end() : named(before.name);
            const auto at = static_cast<size_t>(found - m_to.constraints.begin());
            if (found == m_to.constraints.end() || used[at]) {
                rest.push_back(&before);
                continue;
            }
            used[at] = true;
            pair(before, *found);
        }
        std::vector<const Constraint *> dropped;
        for (const Constraint *before : rest) {
            const std::optional<size_t> at = sameContent(*before, used);
            if (!at) {
                dropped.push_back(before);
                continue;
            }
            used[*at] = true;
            const Constraint &after = m_to.constraints[*at];
            if (!isUnnamed(before->name) && !isUnnamed(after.name))
                add(ConstraintRenamed{m_to.name, before->name, after.name});
            state(*before, after);
        }
        for (const Constraint *before : dropped)
            add(ConstraintDropped{m_to.name, *before});
        for (size_t i = 0; i < used.size(); ++i) {
            if (!used[i])
                add(ConstraintAdded{m_to.name, m_to.constraints[i]});
        }
    }

    std::vector<Constraint>::const_iterator named(const QString &name) const
    {
        return std::find_if(
            m_to.constraints.begin(), m_to.constraints.end(),
            [&name](const Constraint &constraint) { return constraint.name == name; });
    }

    std::optional<size_t> sameContent(const Constraint &before, const std::vector<bool> &used) const
    {
        for (size_t i = 0; i < used.size(); ++i) {
            const Constraint &after = m_to.constraints[i];
            if (!used[i] && sameDefinition(before, after) && isStateAlterable(before, after))
                return i;
        }
        return std::nullopt;
    }

    void pair(const Constraint &before, const Constraint &after)
    {
        const bool otherIndex = before.indexName != after.indexName && !after.indexName.isEmpty();
        if (sameDefinition(before, after) && isStateAlterable(before, after) && !otherIndex) {
            state(before, after);
            return;
        }
        add(ConstraintDropped{m_to.name, before});
        add(ConstraintAdded{m_to.name, after});
    }

    void state(const Constraint &before, const Constraint &after)
    {
        if (before.state != after.state)
            add(ConstraintStateAltered{m_to.name, before, after});
    }

    void attributes()
    {
        const bool physical =
            m_options.physical && comparedPhysical(m_from.physical, m_to.physical) != m_to.physical;
        const bool order = m_options.columnOrder && otherOrder();
        if (physical || order || m_from.readOnly != m_to.readOnly
            || !samePartitioning(m_from.partitioning, m_to.partitioning)
            || m_from.otherClauses != m_to.otherClauses || m_from.items != m_to.items
            || (isUnknown(m_from) && isUnknown(m_to) && m_from.query != m_to.query))
            add(TableAttributesAltered{m_to.name});
    }

    bool otherOrder() const
    {
        QStringList before;
        QStringList after;
        for (const Column &column : m_from.columns)
            if (m_to.column(column.name))
                before << column.name;
        for (const Column &column : m_to.columns)
            if (m_from.column(column.name))
                after << column.name;
        return before != after;
    }

    const Table &m_from;
    const Table &m_to;
    const CompareOptions &m_options;
    std::vector<Change> &m_changes;
    const ObjectRef m_ref;
};

} // namespace

bool needsNotNullChange(const Table &from, const Column &before, const Table &to,
                        const Column &after)
{
    Q_UNUSED(from)
    const bool has = mandatoryBeforeOwnClause(before, to, after);
    const bool wants = to.isMandatory(after);
    if (has != wants)
        return true;
    // A state of its own (DISABLE, NOVALIDATE …) on both sides, and another one.
    return before.notNull && after.notNull && before.notNull->state != after.notNull->state;
}

void compareTables(const Table &from, const Table &to, const CompareOptions &options,
                   std::vector<Change> &changes)
{
    TableComparison(from, to, options, changes).run();
}

} // namespace Athanor
