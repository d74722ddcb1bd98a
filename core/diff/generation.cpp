// SPDX-License-Identifier: MIT
#include "diff/generation.h"

#include "ddl/references.h"
#include "diff/pairing.h"
#include "diff/typechange.h"
#include "schema/physical.h"

#include <algorithm>

namespace Athanor {

using namespace Qt::StringLiterals;

// ------------------------------------------------------------------------------------------------------------
// keys

QString objectKey(const QualifiedName &name)
{
    return stepKey(u"OBJECT", name);
}

QString nameKey(const QString &name)
{
    return u"NAME "_s + name;
}

QString columnKey(const QualifiedName &table, const QString &column)
{
    return stepKey(u"COLUMN", table, column);
}

QString shapeKey(const QualifiedName &table, const QString &column)
{
    return stepKey(u"SHAPE", table, column);
}

QString keysKey(const QualifiedName &table)
{
    return stepKey(u"KEYS", table);
}

QString constraintKey(const QualifiedName &table, const QString &constraint)
{
    return stepKey(u"CONSTRAINT", {table.owner, constraint});
}

QString indexKey(const QualifiedName &index)
{
    return stepKey(u"INDEX", index);
}

std::set<QString> mentionKeys(QStringView text)
{
    std::set<QString> keys;
    for (const QString &name : namesIn(text))
        keys.insert(nameKey(name));
    return keys;
}

QString constraintIdentity(const QualifiedName &table, const Constraint &constraint)
{
    const QStringList parts{writtenName(table),
                            QString::number(static_cast<int>(constraint.kind)),
                            isUnnamed(constraint.name) ? QString() : constraint.name,
                            constraint.columns.join(u','),
                            constraint.condition,
                            writtenName(constraint.referencedTable),
                            constraint.referencedColumns.join(u',')};
    return parts.join(u'|');
}

// ---------------------------------------------------------------------------------------------------------
// columns

namespace {

std::set<QString> columnsNamed(const std::set<QString> &names, const Table &table)
{
    std::set<QString> columns;
    for (const Column &column : table.columns)
        if (names.count(column.name) != 0)
            columns.insert(column.name);
    return columns;
}

} // namespace

std::set<QString> columnsOf(const Constraint &constraint, const Table &table)
{
    if (constraint.kind == ConstraintKind::Check)
        return columnsNamed(namesIn(constraint.condition), table);
    return {constraint.columns.begin(), constraint.columns.end()};
}

std::set<QString> columnsOf(const Index &index, const Table &table)
{
    std::set<QString> columns;
    for (const IndexColumn &column : index.columns) {
        if (!column.column.isEmpty())
            columns.insert(column.column);
        else
            columns.merge(columnsNamed(namesIn(column.expression), table));
    }
    return columns;
}

bool isSubset(const std::set<QString> &part, const std::set<QString> &whole)
{
    return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

bool intersect(const std::set<QString> &a, const std::set<QString> &b)
{
    return std::any_of(a.begin(), a.end(),
                       [&b](const QString &name) { return b.count(name) != 0; });
}

// ------------------------------------------------------------------------------------------------------
// generation

Generation::Generation(const Comparison &comparison, const GenerateOptions &options)
    : m_comparison(comparison)
    , m_options(options)
{
    findConsequences();
}

Column Generation::writtenColumn(const QualifiedName &table, const Column &column) const
{
    Column written = column;
    const auto found = m_comparison.toTypes.find({table, column.name});
    if (found != m_comparison.toTypes.end())
        written.type = found->second;
    return written;
}

Table Generation::writtenTable(const QualifiedName &name) const
{
    const Table *table = to().table(name);
    if (!table)
        return {};
    Table written = *table;
    for (Column &column : written.columns)
        column = writtenColumn(name, column);
    return written;
}

GenerationStep &Generation::step(StepRank rank, WrittenStatement sql,
                                 const std::vector<size_t> &changes, std::vector<Hazard> hazards)
{
    GenerationStep &step = m_plan.add(rank);
    step.statements.push_back({std::move(sql), changes, std::move(hazards), {}});
    return step;
}

GenerationStep &Generation::step(StepRank rank, const QString &sql,
                                 const std::vector<size_t> &changes, std::vector<Hazard> hazards)
{
    return step(rank, WrittenStatement{sql}, changes, std::move(hazards));
}

GeneratedStatement Generation::statement(const QString &sql, const std::vector<size_t> &changes,
                                         std::vector<Hazard> hazards) const
{
    return {{sql}, changes, std::move(hazards), {}};
}

QString Generation::alterTableText(const QualifiedName &table, const QString &action) const
{
    return words(u"ALTER TABLE ") + writtenName(table) + u' ' + action;
}

GenerationStep &Generation::alterTable(StepRank rank, const QualifiedName &table,
                                       const QString &action, const std::vector<size_t> &changes,
                                       std::vector<Hazard> hazards)
{
    GenerationStep &added = step(rank, alterTableText(table, action), changes, std::move(hazards));
    added.needs.insert(objectKey(table));
    return added;
}

GenerationStep &Generation::manual(StepRank rank, const QString &note,
                                   const std::vector<size_t> &changes, int oraCode)
{
    GenerationStep &step = m_plan.add(rank);
    step.statements.push_back({{}, changes, {{HazardKind::Manual, note, oraCode, {}}}, note});
    return step;
}

bool Generation::hasRows(const QualifiedName &table) const
{
    return m_consequences.createdTables.count(table) == 0;
}

std::vector<Hazard> Generation::releaseHazards(const Column &column) const
{
    const std::optional<OracleVersion> needed = releaseNeeded(column);
    if (!needed || m_options.version >= *needed)
        return {};
    return {{HazardKind::NeedsRelease,
             GenerateTr::tr("Column %1 needs Oracle %2; the project says %3.")
                 .arg(writtenName(column.name), needed->toString(), m_options.version.toString())}};
}

namespace {

// Collects what single changes say about the rest.
class ConsequenceFinder
{
public:
    ConsequenceFinder(const Catalog &start, const Catalog &to, Consequences &found)
        : m_start(start)
        , m_to(to)
        , m_found(found)
    { }

    void look(const Change &change, size_t place)
    {
        m_place = place;
        if (const auto *added = std::get_if<ObjectAdded>(&change.detail))
            objectAdded(added->object);
        else if (const auto *dropped = std::get_if<ObjectDropped>(&change.detail))
            objectDropped(dropped->object);
        else if (const auto *replaced = std::get_if<ObjectReplaced>(&change.detail))
            objectReplaced(replaced->object);
        else if (const auto *renamed = std::get_if<ObjectRenamed>(&change.detail))
            m_found.alteredIndexes.insert(renamed->to.name);
        else if (const auto *index = std::get_if<IndexAltered>(&change.detail))
            m_found.alteredIndexes.insert(index->index);
        else if (const auto *column = std::get_if<ColumnDropped>(&change.detail))
            m_found.droppedColumns[column->table].insert(column->column);
        else if (const auto *altered = std::get_if<ColumnAltered>(&change.detail))
            columnAltered(*altered);
        else if (const auto *constraint = std::get_if<ConstraintAdded>(&change.detail))
            constraintAdded(constraint->table, constraint->constraint);
        else if (const auto *gone = std::get_if<ConstraintDropped>(&change.detail))
            m_found.changedConstraints.insert(constraintIdentity(gone->table, gone->constraint));
    }

private:
    void objectAdded(const ObjectRef &object)
    {
        if (object.type == u"TABLE"_s)
            m_found.createdTables.insert(object.name);
        else if (object.type == u"INDEX"_s)
            m_found.changedIndexes.insert(object.name);
        else if (object.type == u"TRIGGER"_s)
            m_found.changedUnits.insert(object.name);
    }

    void objectDropped(const ObjectRef &object)
    {
        if (object.type == u"TABLE"_s)
            m_found.droppedTables.insert(object.name);
        else if (object.type == u"INDEX"_s)
            m_found.changedIndexes.insert(object.name);
        else if (object.type == u"TRIGGER"_s)
            m_found.changedUnits.insert(object.name);
    }

    void objectReplaced(const ObjectRef &object)
    {
        if (object.type == u"TABLE"_s) {
            const Table *table = m_to.table(object.name);
            if (table && isTemporary(table->kind)) {
                m_found.createdTables.insert(object.name);
                m_found.recreated.insert(object.name);
            }
        } else if (object.type == u"VIEW"_s) {
            m_found.replacedViews.insert(object.name);
        } else if (object.type == u"INDEX"_s) {
            m_found.changedIndexes.insert(object.name);
        } else if (object.type == u"TRIGGER"_s) {
            m_found.changedUnits.insert(object.name);
        }
    }

    void columnAltered(const ColumnAltered &altered)
    {
        m_found.columnChanges[{altered.table, altered.column}].push_back(m_place);
        const Table *tableBefore = m_start.table(altered.table);
        const Table *tableAfter = m_to.table(altered.table);
        const Column *before = tableBefore ? tableBefore->column(altered.column) : nullptr;
        const Column *after = tableAfter ? tableAfter->column(altered.column) : nullptr;
        if (!before || !after)
            return;
        if (altered.aspect == ColumnAspect::Type) {
            const TypeChangeWay way = typeChange(altered.table, *before, *after).way;
            m_found.causes.emplace(std::pair(altered.table, altered.column), m_place);
            if (way == TypeChangeWay::Modify)
                m_found.reshapedColumns[altered.table].insert(altered.column);
            else if (way != TypeChangeWay::Manual)
                m_found.rebuiltColumns[altered.table].insert(altered.column);
        } else if (altered.aspect == ColumnAspect::VirtualExpression
                   || altered.aspect == ColumnAspect::Other) {
            const bool both =
                !before->virtualExpression.isEmpty() && !after->virtualExpression.isEmpty();
            const bool isExpression = altered.aspect == ColumnAspect::VirtualExpression;
            const bool stored = isMaterialized(*before) || isMaterialized(*after);
            const bool changed = isExpression || isMaterialized(*before) != isMaterialized(*after);
            if (!isExpression && !(both && stored && changed))
                return;
            m_found.causes.emplace(std::pair(altered.table, altered.column), m_place);
            if (both && stored) // ORA-54060: no ALTER says what it computes
                m_found.disturbedVirtuals[altered.table].insert(altered.column);
            else if (both)
                m_found.reshapedColumns[altered.table].insert(altered.column);
            else
                m_found.rebuiltColumns[altered.table].insert(altered.column);
        }
    }

    static bool isMaterialized(const Column &column)
    {
        return columnClauses(column.otherClauses).count(u"MATERIALIZED"_s) != 0;
    }

    void constraintAdded(const QualifiedName &table, const Constraint &constraint)
    {
        m_found.changedConstraints.insert(constraintIdentity(table, constraint));
        if (constraint.kind == ConstraintKind::PrimaryKey
            || constraint.kind == ConstraintKind::Unique)
            m_found.tablesWithNewKeys.insert(table);
    }

    const Catalog &m_start;
    const Catalog &m_to;
    Consequences &m_found;
    size_t m_place = 0;
};

} // namespace

namespace {

std::vector<const Table *> tables(const Catalog &catalog, const std::set<QualifiedName> &names)
{
    std::vector<const Table *> found;
    for (const QualifiedName &name : names)
        if (const Table *table = catalog.table(name))
            found.push_back(table);
    return found;
}

} // namespace

void Generation::findConsequences()
{
    ConsequenceFinder finder(start(), to(), m_consequences);
    for (size_t i = 0; i < changes().size(); ++i)
        finder.look(changes()[i], i);
    findDisturbedVirtuals();
    for (const auto &[table, columns] : m_consequences.rebuiltColumns)
        m_consequences.tablesWithNewKeys.insert(table);

    for (const auto &[name, table] : start().tables) {
        for (size_t i = 0; i < table.constraints.size(); ++i)
            if (table.constraints[i].kind == ConstraintKind::ForeignKey)
                m_consequences.foreignKeysTo.emplace(table.constraints[i].referencedTable,
                                                     std::pair(&table, i));
    }
    for (const auto &[name, index] : start().indexes)
        m_consequences.indexesBefore.emplace(index.table, &index);
    for (const auto &[name, index] : to().indexes)
        m_consequences.indexesAfter.emplace(index.table, &index);
    m_consequences.detachedKeys =
        creationOrder(tables(to(), m_consequences.createdTables), to()).detached;
    // Which indexes there are does not matter for DROP TABLE.
    m_consequences.droppedCircles =
        creationOrder(tables(start(), m_consequences.droppedTables), Catalog{}).detached;
    findAbsorbed();
}

void Generation::findDisturbedVirtuals()
{
    std::set<QualifiedName> touched;
    for (const auto &[table, columns] : m_consequences.rebuiltColumns)
        touched.insert(table);
    for (const auto &[table, columns] : m_consequences.reshapedColumns)
        touched.insert(table);
    for (const auto &[table, columns] : m_consequences.disturbedVirtuals)
        touched.insert(table);
    for (const QualifiedName &name : touched) {
        const Table *before = start().table(name);
        const Table *after = to().table(name);
        std::set<QString> changed = m_consequences.rebuiltColumns[name];
        const std::set<QString> &reshaped = m_consequences.reshapedColumns[name];
        changed.insert(reshaped.begin(), reshaped.end());
        for (const Column &column : before->columns) {
            const Column *now = after->column(column.name);
            if (column.virtualExpression.isEmpty() || !now || now->virtualExpression.isEmpty()
                || m_consequences.rebuiltColumns[name].count(column.name) != 0)
                continue;
            std::set<QString> used = namesIn(column.virtualExpression);
            used.erase(column.name);
            for (const QString &one : used) {
                if (changed.count(one) == 0)
                    continue;
                m_consequences.disturbedVirtuals[name].insert(column.name);
                m_consequences.reshapedColumns[name].erase(column.name);
                m_consequences.causes.emplace(std::pair(name, column.name),
                                              m_consequences.causes[{name, one}]);
                break;
            }
        }
        for (const QString &column : m_consequences.disturbedVirtuals[name])
            m_consequences.rebuiltColumns[name].insert(column);
    }
}

void Generation::findAbsorbed()
{
    for (size_t i = 0; i < changes().size(); ++i) {
        const ChangeDetail &detail = changes()[i].detail;
        if (const auto *constraint = std::get_if<ConstraintDropped>(&detail)) {
            const Table *table = start().table(constraint->table);
            if (table && isAbsorbed(*this, *table, constraint->constraint))
                m_consequences.absorbed[constraint->table].push_back(i);
        } else if (const auto *dropped = std::get_if<ObjectDropped>(&detail)) {
            const auto found = start().indexes.find(dropped->object.name);
            if (dropped->object.type != u"INDEX"_s || found == start().indexes.end())
                continue;
            const Table *table = start().table(found->second.table);
            if (table && isAbsorbed(*this, *table, found->second))
                m_consequences.absorbed[table->name].push_back(i);
        }
    }
}

} // namespace Athanor
