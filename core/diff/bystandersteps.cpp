// SPDX-License-Identifier: MIT
#include "diff/generation.h"

#include "ddl/references.h"
#include "diff/pairing.h"

namespace Athanor {

using namespace Qt::StringLiterals;

namespace {

class Bystanders
{
public:
    explicit Bystanders(Generation &generation)
        : m_generation(generation)
        , m_consequences(generation.consequences())
    { }

    void run()
    {
        std::set<QualifiedName> tables;
        for (const auto &[table, columns] : m_consequences.rebuiltColumns)
            tables.insert(table);
        for (const auto &[table, columns] : m_consequences.reshapedColumns)
            tables.insert(table);
        for (const QualifiedName &name : tables) {
            const Table *before = m_generation.start().table(name);
            const Table *after = m_generation.to().table(name);
            if (before && after)
                table(*before, *after);
        }
        for (size_t i = 0; i < m_generation.changes().size(); ++i) {
            const auto *dropped = std::get_if<ConstraintDropped>(&m_generation.changes()[i].detail);
            if (dropped && isKey(dropped->constraint))
                foreignKeysTo(dropped->table, dropped->constraint, i);
        }
    }

private:
    void table(const Table &before, const Table &after)
    {
        virtuals(before, after);
        for (const Constraint &constraint : before.constraints) {
            const Disturbance how = disturbance(m_generation, before, constraint);
            const Constraint *again =
                how == Disturbance::None ? nullptr : counterpart(after, constraint);
            if (!again)
                continue;
            const std::vector<size_t> causes = causesOf(before, constraint);
            if (isKey(constraint))
                foreignKeysTo(after.name, constraint, causes.front());
            if (how == Disturbance::InTheWay)
                dropConstraint(m_generation, after.name, constraint, causes);
            addConstraint(m_generation, after.name, *again, causes);
        }
        indexes(before, after);
    }

    // With what is renamed or altered about it: it is made again as it is to be.
    [[nodiscard]] std::vector<size_t> causesOf(const Table &table,
                                               const Constraint &constraint) const
    {
        std::vector<size_t> causes{causeOf(table.name, columnsOf(constraint, table))};
        for (size_t i = 0; i < m_generation.changes().size(); ++i) {
            const ChangeDetail &detail = m_generation.changes()[i].detail;
            const auto *renamed = std::get_if<ConstraintRenamed>(&detail);
            const auto *altered = std::get_if<ConstraintStateAltered>(&detail);
            if ((renamed && renamed->table == table.name && renamed->from == constraint.name)
                || (altered && altered->table == table.name && altered->before == constraint))
                causes.push_back(i);
        }
        return causes;
    }

    void virtuals(const Table &before, const Table &after)
    {
        const std::set<QString> *disturbed =
            columnsAt(m_consequences.disturbedVirtuals, after.name);
        for (const QString &name : disturbed ? *disturbed : std::set<QString>{}) {
            const Column *was = before.column(name);
            const Column *is = after.column(name);
            std::vector<size_t> causes{causeOf(after.name, {name})};
            const auto own = m_consequences.columnChanges.find({after.name, name});
            if (own != m_consequences.columnChanges.end())
                for (const size_t change : own->second)
                    if (change != causes.front())
                        causes.push_back(change);
            GenerationStep &drop =
                m_generation.alterTable(StepRank::DropIndex, after.name,
                                        dropColumnVerb(m_generation, after.name)
                                            + m_generation.words(u"COLUMN ") + writtenName(name),
                                        causes);
            drop.removes.insert(columnKey(after.name, name));
            for (const QString &used : namesIn(was->virtualExpression)) {
                drop.releases.insert(columnKey(after.name, used));
                drop.releases.insert(shapeKey(after.name, used));
            }
            GenerationStep &add = m_generation.alterTable(
                StepRank::AddColumn, after.name,
                m_generation.words(u"ADD ")
                    + writeColumn(m_generation.writtenColumn(after.name, *is),
                                  m_generation.options().style),
                causes);
            add.makes.insert(columnKey(after.name, name));
            for (const QString &used : namesIn(is->virtualExpression)) {
                add.needs.insert(columnKey(after.name, used));
                add.needs.insert(shapeKey(after.name, used));
            }
            if (!is->comment.isEmpty() && is->comment == was->comment)
                commentAltered(m_generation, {{u"TABLE"_s, after.name}, name, {}, is->comment},
                               causes);
        }
    }

    // Those with a change of their own are seen to where that is carried out.
    void indexes(const Table &before, const Table &after)
    {
        const auto [first, last] = m_consequences.indexesAfter.equal_range(after.name);
        for (auto it = first; it != last; ++it) {
            const Index &index = *it->second;
            const auto was = m_generation.start().indexes.find(index.name);
            if (m_consequences.changedIndexes.count(index.name) != 0
                || m_consequences.alteredIndexes.count(index.name) != 0
                || was == m_generation.start().indexes.end())
                continue;
            const Disturbance how = disturbance(m_generation, before, was->second);
            if (how == Disturbance::None)
                continue;
            const size_t cause = causeOf(after.name, columnsOf(index, after));
            if (how == Disturbance::InTheWay)
                indexDropped(m_generation, was->second, {cause});
            indexAdded(m_generation, index, {cause});
        }
    }

    // ORA-02273, ORA-12992: foreign keys that stay go while their key is away.
    void foreignKeysTo(const QualifiedName &parent, const Constraint &key, size_t cause)
    {
        const auto [first, last] = m_consequences.foreignKeysTo.equal_range(parent);
        for (auto it = first; it != last; ++it) {
            const auto &[child, at] = it->second;
            const Constraint &foreignKey = child->constraints[at];
            const Table *childAfter = m_generation.to().table(child->name);
            if (!childAfter || foreignKey.referencedColumns != key.columns
                || !counterpart(*childAfter, foreignKey))
                continue;
            if (!m_done.insert(constraintIdentity(child->name, foreignKey)).second)
                continue;
            const std::set<QString> *rebuilt =
                columnsAt(m_consequences.rebuiltColumns, child->name);
            if (rests(columnsOf(foreignKey, *child), rebuilt))
                continue; // its own table sees to it
            dropConstraint(m_generation, child->name, foreignKey, {cause});
            addConstraint(m_generation, child->name, foreignKey, {cause});
        }
    }

    // The same constraint in `to`, unless it has changes that drop and add it anyway.
    [[nodiscard]] const Constraint *counterpart(const Table &after,
                                                const Constraint &constraint) const
    {
        if (m_consequences.changedConstraints.count(constraintIdentity(after.name, constraint))
            != 0)
            return nullptr;
        for (const Constraint &other : after.constraints)
            if (sameDefinition(constraint, other)
                && m_consequences.changedConstraints.count(constraintIdentity(after.name, other))
                    == 0)
                return &other;
        return nullptr;
    }

    [[nodiscard]] size_t causeOf(const QualifiedName &table, const std::set<QString> &columns) const
    {
        for (const QString &column : columns) {
            const auto found = m_consequences.causes.find({table, column});
            if (found != m_consequences.causes.end())
                return found->second;
        }
        return 0;
    }

    Generation &m_generation;
    const Consequences &m_consequences;
    std::set<QString> m_done;
};

} // namespace

void bystanders(Generation &generation)
{
    Bystanders(generation).run();
}

} // namespace Athanor
