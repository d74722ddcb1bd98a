// SPDX-License-Identifier: MIT
#pragma once

#include "diff/generate.h"
#include "diff/stepplan.h"

#include <QtCore/QCoreApplication>

// What generate's files share: one run from changes to steps.
namespace Athanor {

struct GenerateTr
{
    Q_DECLARE_TR_FUNCTIONS(Athanor::Generate)
};

// The object of that name; null where there is none.
template <typename Map>
[[nodiscard]] const typename Map::mapped_type *lookUp(const Map &map, const QualifiedName &name)
{
    const auto found = map.find(name);
    return found == map.end() ? nullptr : &found->second;
}

// What the changes mean for objects that have no change of their own.
struct Consequences
{
    std::set<QualifiedName> createdTables; // new, or dropped and created
    std::set<QualifiedName> droppedTables;
    std::set<QualifiedName>
        recreated; // any object that is dropped and created: grants, comments, indexes go with it
    std::set<QualifiedName> replacedViews;
    std::map<QualifiedName, std::set<QString>> droppedColumns; // for good
    std::map<QualifiedName, std::set<QString>>
        rebuiltColumns; // dropped and added again under their name
    std::map<QualifiedName, std::set<QString>>
        reshapedColumns; // type or expression modified in place
    std::map<std::pair<QualifiedName, QString>, size_t>
        causes; // of a rebuilt or reshaped column: the change
    std::map<std::pair<QualifiedName, QString>, std::vector<size_t>>
        columnChanges; // all of an altered column
    // Virtual columns that compute from a rebuilt or reshaped one: dropped before it and added
    // after it (ORA-54031, ORA-54033).
    std::map<QualifiedName, std::set<QString>> disturbedVirtuals;
    // Constraints and indexes that end with the columns they rest on: no statement of their own.
    std::map<QualifiedName, std::vector<size_t>> absorbed;
    std::set<QualifiedName> tablesWithNewKeys;
    std::set<QualifiedName> changedUnits; // triggers that are added or replaced anyway
    std::set<QString> changedConstraints; // keys of constraints that are added or dropped anyway
    std::set<QualifiedName> changedIndexes; // added, dropped, made anew
    std::set<QualifiedName> alteredIndexes; // altered or renamed
    // Foreign keys of tables that are created, which cannot stand in CREATE TABLE; of dropped ones,
    // which form a circle.
    std::set<std::pair<QualifiedName, size_t>> detachedKeys;
    std::set<std::pair<QualifiedName, size_t>> droppedCircles;
    // Looked up often, so found once: who refers to a table, and its indexes, before and after.
    std::multimap<QualifiedName, std::pair<const Table *, size_t>> foreignKeysTo; // in start()
    std::multimap<QualifiedName, const Index *> indexesBefore;
    std::multimap<QualifiedName, const Index *> indexesAfter;
};

class Generation
{
public:
    Generation(const Comparison &comparison, const GenerateOptions &options);

    [[nodiscard]] const Catalog &start() const { return m_comparison.start(); }
    [[nodiscard]] const Catalog &to() const { return m_comparison.to; }
    [[nodiscard]] const GenerateOptions &options() const { return m_options; }
    [[nodiscard]] const std::vector<Change> &changes() const { return m_comparison.changes; }
    [[nodiscard]] const Consequences &consequences() const { return m_consequences; }
    [[nodiscard]] QString words(QStringView upper) const
    {
        return m_options.style.lowerCaseKeywords ? upper.toString().toLower() : upper.toString();
    }

    // `to`'s, with types as they were written.
    [[nodiscard]] Table writtenTable(const QualifiedName &name) const;
    [[nodiscard]] Column writtenColumn(const QualifiedName &table, const Column &column) const;

    // A step of one statement. The reference holds until the script is made.
    GenerationStep &step(StepRank rank, const QString &sql, const std::vector<size_t> &changes,
                         std::vector<Hazard> hazards = {});
    GenerationStep &step(StepRank rank, WrittenStatement sql, const std::vector<size_t> &changes,
                         std::vector<Hazard> hazards = {});
    GenerationStep &alterTable(StepRank rank, const QualifiedName &table, const QString &action,
                               const std::vector<size_t> &changes,
                               std::vector<Hazard> hazards = {});
    // Nothing does it but a person: a note, a hazard, no statement.
    GenerationStep &manual(StepRank rank, const QString &note, const std::vector<size_t> &changes,
                           int oraCode = 0);
    [[nodiscard]] GeneratedStatement statement(const QString &sql,
                                               const std::vector<size_t> &changes,
                                               std::vector<Hazard> hazards = {}) const;
    [[nodiscard]] QString alterTableText(const QualifiedName &table, const QString &action) const;

    // Hazards that speak of rows mean nothing for a table this script creates.
    [[nodiscard]] bool hasRows(const QualifiedName &table) const;
    [[nodiscard]] std::vector<Hazard> releaseHazards(const Column &column) const;

    [[nodiscard]] GeneratedScript script() { return m_plan.script(); }

private:
    void findConsequences();
    void findDisturbedVirtuals();
    void findAbsorbed();

    const Comparison &m_comparison;
    const GenerateOptions &m_options;
    Consequences m_consequences;
    StepPlan m_plan;
};

// ---- keys steps share
[[nodiscard]] QString
objectKey(const QualifiedName &name); // tables, views, sequences, synonyms, units: one namespace
[[nodiscard]] QString nameKey(const QString &name); // as texts mention it
[[nodiscard]] QString columnKey(const QualifiedName &table, const QString &column);
[[nodiscard]] QString shapeKey(const QualifiedName &table,
                               const QString &column); // its type and expression
[[nodiscard]] QString
keysKey(const QualifiedName &table); // primary and unique keys foreign keys may rest on
[[nodiscard]] QString constraintKey(const QualifiedName &table,
                                    const QString &constraint); // unique in a schema
[[nodiscard]] QString indexKey(const QualifiedName &index);
[[nodiscard]] std::set<QString> mentionKeys(QStringView text);
// The same for a constraint before and after, named or not.
[[nodiscard]] QString constraintIdentity(const QualifiedName &table, const Constraint &constraint);

// The table's columns that a constraint or an index rests on; those of expressions by the names in
// them.
[[nodiscard]] std::set<QString> columnsOf(const Constraint &constraint, const Table &table);
[[nodiscard]] std::set<QString> columnsOf(const Index &index, const Table &table);
[[nodiscard]] bool isSubset(const std::set<QString> &part, const std::set<QString> &whole);
[[nodiscard]] bool intersect(const std::set<QString> &a, const std::set<QString> &b);

// How a physical clause that is no longer there is said: Oracle's default, in words.
[[nodiscard]] QString defaultClause(const QString &keyword);

// ---- one function a kind of change; `change` is its place in Comparison::changes
void tableAdded(Generation &generation, const QualifiedName &name, size_t change);
void tableDropped(Generation &generation, const QualifiedName &name, size_t change);
void tableReplaced(Generation &generation, const ObjectReplaced &replaced, size_t change);
void tableRenamed(Generation &generation, const ObjectRenamed &renamed, size_t change);
void tableAttributesAltered(Generation &generation, const QualifiedName &name, size_t change);
void partitionsAltered(Generation &generation, const Table &before, const Table &after,
                       size_t change);

// "DROP ", or "SET UNUSED " where Oracle takes nothing else.
[[nodiscard]] QString dropColumnVerb(const Generation &generation, const QualifiedName &table);
[[nodiscard]] std::vector<Hazard>
addColumnHazards(const Generation &generation, const QualifiedName &table, const Column &column);
void columnsAdded(Generation &generation, const QualifiedName &table,
                  const std::vector<size_t> &changes);
void columnsDropped(Generation &generation, const QualifiedName &table,
                    const std::vector<size_t> &changes);
void columnRenamed(Generation &generation, const ColumnRenamed &renamed, size_t change);
void columnAltered(Generation &generation, const ColumnAltered &altered, size_t change);

void constraintAdded(Generation &generation, const QualifiedName &table,
                     const Constraint &constraint, size_t change);
void constraintDropped(Generation &generation, const QualifiedName &table,
                       const Constraint &constraint, size_t change);
void constraintRenamed(Generation &generation, const ConstraintRenamed &renamed, size_t change);
void constraintStateAltered(Generation &generation, const ConstraintStateAltered &altered,
                            size_t change);
// Constraints and indexes that stay, but stand in the way of something else: dropped before it and
// made again after it.
void bystanders(Generation &generation);
// The set of a table's columns in one of the maps of Consequences; null where it has none.
[[nodiscard]] const std::set<QString> *
columnsAt(const std::map<QualifiedName, std::set<QString>> &map, const QualifiedName &table);
[[nodiscard]] bool rests(const std::set<QString> &columns, const std::set<QString> *changed);
// What becomes of an index or a constraint that stays while its columns are rebuilt or reshaped.
enum class Disturbance {
    None,
    GoesWithColumn, // DROP COLUMN takes it: only to be made again
    InTheWay, // to be dropped before and made again after
};
[[nodiscard]] Disturbance disturbance(const Generation &generation, const Table &table,
                                      const Index &index);
[[nodiscard]] Disturbance disturbance(const Generation &generation, const Table &table,
                                      const Constraint &constraint);
// Whether DROP COLUMN takes it along.
[[nodiscard]] bool isAbsorbed(const Generation &generation, const Table &table,
                              const Constraint &constraint);
[[nodiscard]] bool isAbsorbed(const Generation &generation, const Table &table, const Index &index);
// The DROP alone.
void dropConstraint(Generation &generation, const QualifiedName &table,
                    const Constraint &constraint, const std::vector<size_t> &changes);
// The ADD alone, with its hazards.
void addConstraint(Generation &generation, const QualifiedName &table, const Constraint &constraint,
                   const std::vector<size_t> &changes);

void indexAdded(Generation &generation, const Index &index, const std::vector<size_t> &changes);
void indexDropped(Generation &generation, const Index &index, const std::vector<size_t> &changes);
// Its columns are rebuilt or reshaped: it goes and comes back as it is to be, and nothing is left
// to alter or rename.
[[nodiscard]] bool indexMadeAgain(Generation &generation, const Index &before, const Index &after,
                                  size_t change);
// ALTER INDEX … REBUILD with these clauses: by hand where the index is partitioned (ORA-14086).
void rebuildIndex(Generation &generation, const Index &index, const QStringList &clauses,
                  const std::vector<size_t> &changes, std::vector<Hazard> hazards = {});
void indexAltered(Generation &generation, const QualifiedName &name, size_t change);

void sequenceAltered(Generation &generation, const QualifiedName &name, size_t change);
void objectAdded(Generation &generation, const ObjectRef &object, size_t change);
void objectDropped(Generation &generation, const ObjectRef &object, size_t change);
void objectReplaced(Generation &generation, const ObjectReplaced &replaced, size_t change);
void objectRenamed(Generation &generation, const ObjectRenamed &renamed, size_t change);
void typeReplaced(Generation &generation, const ProgramUnit &before, const ProgramUnit &after,
                  size_t change);
void triggerStateAltered(Generation &generation, const QualifiedName &trigger, bool enabled,
                         const std::vector<size_t> &changes);
void unitCreated(Generation &generation, const ProgramUnit &unit,
                 const std::vector<size_t> &changes);
void commentAltered(Generation &generation, const CommentAltered &altered,
                    const std::vector<size_t> &changes);
// Comments and grants of an object that is created, again or for the first time.
void belongings(Generation &generation, const ObjectRef &object,
                const std::vector<size_t> &changes);
void grantsAltered(Generation &generation); // all at once: they are grouped
void insteadOfTriggers(Generation &generation); // replacing a view drops its own

} // namespace Athanor
