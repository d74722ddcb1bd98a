// SPDX-License-Identifier: MIT
#include "diff/generation.h"

#include "diff/pairing.h"
#include "diff/probes.h"

namespace Athanor {

using namespace Qt::StringLiterals;
using Tr = GenerateTr;

namespace {

std::vector<Hazard> nameHazards(const Generation &generation, const QString &name)
{
    if (checkNameLength(name, generation.options().version.maxNameBytes()))
        return {};
    return {{HazardKind::NeedsRelease,
             Tr::tr("The name %1 is longer than the %2 bytes Oracle %3 allows.")
                 .arg(writtenName(name))
                 .arg(generation.options().version.maxNameBytes())
                 .arg(generation.options().version.toString()),
             972}};
}

void append(std::vector<Hazard> &to, const std::vector<Hazard> &more)
{
    to.insert(to.end(), more.begin(), more.end());
}

// The names the table's constraints, and the indexes they make, take in the schema.
void addNames(std::set<QString> &keys, const Table &table, const Constraint &constraint)
{
    if (constraint.name.isEmpty())
        return;
    keys.insert(constraintKey(table.name, constraint.name));
    if (isKey(constraint) && constraint.indexName.isEmpty())
        keys.insert(indexKey({table.name.owner, constraint.name}));
}

bool staysInCreate(const Generation &generation, const Table &table, size_t at)
{
    const Consequences &consequences = generation.consequences();
    if (consequences.detachedKeys.count({table.name, at}) != 0)
        return false;
    const Constraint &constraint = table.constraints[at];
    if (constraint.kind != ConstraintKind::ForeignKey)
        return true;
    const QualifiedName &parent = constraint.referencedTable;
    return consequences.createdTables.count(parent) != 0
        || consequences.tablesWithNewKeys.count(parent) == 0;
}

std::set<QString> mentionedBy(const Table &table)
{
    std::set<QString> keys;
    for (const Column &column : table.columns) {
        for (const QString &text : {column.defaultValue, column.virtualExpression})
            keys.merge(mentionKeys(text));
        if (!column.type.userType.isEmpty())
            keys.insert(nameKey(column.type.userType.name));
    }
    for (const Constraint &constraint : table.constraints)
        keys.merge(mentionKeys(constraint.condition));
    keys.merge(mentionKeys(table.otherClauses));
    keys.erase(nameKey(table.name.name));
    return keys;
}

void createTable(Generation &generation, const QualifiedName &name,
                 const std::vector<size_t> &changes)
{
    const Table whole = generation.writtenTable(name);
    Table table = whole;
    table.constraints.clear();
    std::vector<Constraint> later;
    for (size_t i = 0; i < whole.constraints.size(); ++i)
        (staysInCreate(generation, whole, i) ? table.constraints : later)
            .push_back(whole.constraints[i]);

    std::vector<Hazard> hazards = nameHazards(generation, name.name);
    for (const Column &column : table.columns)
        append(hazards, generation.releaseHazards(column));
    GenerationStep &step = generation.step(
        StepRank::CreateTable, writeTable(table, generation.options().style), changes, hazards);
    step.makes = {objectKey(name), nameKey(name.name), keysKey(name)};
    for (const Column &column : table.columns)
        step.makes.insert(columnKey(name, column.name));
    for (const Constraint &constraint : table.constraints) {
        addNames(step.makes, table, constraint);
        if (constraint.kind == ConstraintKind::ForeignKey && constraint.referencedTable != name)
            step.needs.insert(objectKey(constraint.referencedTable));
    }
    step.mentions = mentionedBy(whole);

    for (const Constraint &constraint : later)
        addConstraint(generation, name, constraint, changes);
    if (whole.readOnly)
        generation.alterTable(StepRank::ReadOnly, name, generation.words(u"READ ONLY"), changes);
}

GenerationStep &dropTable(Generation &generation, const Table &table,
                          const std::vector<size_t> &changes)
{
    const Consequences &consequences = generation.consequences();
    bool cascade = false;
    const auto [first, last] = consequences.foreignKeysTo.equal_range(table.name);
    for (auto it = first; it != last; ++it) {
        const auto &[child, at] = it->second;
        const bool childGoes = consequences.droppedTables.count(child->name) != 0;
        const bool circle = consequences.droppedCircles.count({child->name, at}) != 0;
        const bool unnamed = isUnnamed(child->constraints[at].name);
        cascade = cascade || (child != &table && (childGoes ? circle : unnamed));
    }
    QString text = generation.words(u"DROP TABLE ") + writtenName(table.name);
    if (cascade)
        text += generation.words(u" CASCADE CONSTRAINTS");
    std::vector<Hazard> hazards;
    if (isTemporary(table.kind))
        hazards.push_back({HazardKind::MayFailOnRows,
                           Tr::tr("Fails with %1 while a session holds rows in %2.")
                               .arg(oraCodeText(14452), writtenName(table.name)),
                           14452});
    else
        hazards.push_back(dropsRows(table.name));
    GenerationStep &step = generation.step(StepRank::DropTable, text, changes, hazards);
    step.removes = {objectKey(table.name), keysKey(table.name)};
    for (size_t i = 0; i < table.constraints.size(); ++i) {
        const Constraint &constraint = table.constraints[i];
        addNames(step.removes, table, constraint);
        const bool circle = consequences.droppedCircles.count({table.name, i}) != 0;
        if (constraint.kind == ConstraintKind::ForeignKey && !circle)
            step.releases.insert(keysKey(constraint.referencedTable));
    }
    step.releases.erase(keysKey(table.name));
    const auto [firstIndex, lastIndex] = consequences.indexesBefore.equal_range(table.name);
    for (auto it = firstIndex; it != lastIndex; ++it)
        step.removes.insert(indexKey(it->second->name));
    for (const Column &column : table.columns)
        if (!column.type.userType.isEmpty())
            step.releases.insert(objectKey(column.type.userType));
    return step;
}

} // namespace

void tableAdded(Generation &generation, const QualifiedName &name, size_t change)
{
    createTable(generation, name, {change});
    belongings(generation, {u"TABLE"_s, name}, {change});
}

void tableDropped(Generation &generation, const QualifiedName &name, size_t change)
{
    if (const Table *table = generation.start().table(name))
        dropTable(generation, *table, {change});
}

void tableReplaced(Generation &generation, const ObjectReplaced &replaced, size_t change)
{
    const QualifiedName &name = replaced.object.name;
    const Table *before = generation.start().table(name);
    const Table *after = generation.to().table(name);
    if (!before || !after)
        return;
    if (!isTemporary(after->kind) || !isTemporary(before->kind)) {
        generation.manual(StepRank::Attributes,
                          Tr::tr("No ALTER turns %1 into another kind of table. Create the new "
                                 "table under another name, INSERT … "
                                 "SELECT the rows, drop the old table and rename the new one, or "
                                 "use DBMS_REDEFINITION.")
                              .arg(writtenName(name)),
                          {change});
        return;
    }
    dropTable(generation, *before, {change});
    createTable(generation, name, {change});
    const auto [first, last] = generation.consequences().indexesAfter.equal_range(name);
    for (auto it = first; it != last; ++it)
        indexAdded(generation, *it->second, {change});
    for (const auto &[key, unit] : generation.to().units)
        if (unit.kind == UnitKind::Trigger && unit.table == name
            && generation.consequences().changedUnits.count(unit.name) == 0)
            unitCreated(generation, unit, {change});
    belongings(generation, replaced.object, {change});
}

void tableRenamed(Generation &generation, const ObjectRenamed &renamed, size_t change)
{
    GenerationStep &step = generation.step(
        StepRank::Rename,
        generation.alterTableText(
            renamed.from.name, generation.words(u"RENAME TO ") + writtenName(renamed.to.name.name)),
        {change});
    step.removes.insert(objectKey(renamed.from.name));
    step.makes = {objectKey(renamed.to.name), nameKey(renamed.to.name.name)};
}

} // namespace Athanor
