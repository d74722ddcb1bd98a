// SPDX-License-Identifier: MIT
#include "diff/generation.h"

#include "ddl/references.h"
#include "diff/pairing.h"
#include "diff/probes.h"
#include "sql/lexer.h"

namespace Athanor {

using namespace Qt::StringLiterals;
using Tr = GenerateTr;

namespace {

// "CONSTRAINT x", "PRIMARY KEY", "UNIQUE (A, B)": how ALTER TABLE points at it. Empty: Oracle named
// it, and nothing else does.
QString pointer(const Generation &generation, const Constraint &constraint)
{
    if (!isUnnamed(constraint.name))
        return generation.words(u"CONSTRAINT ") + writtenName(constraint.name);
    if (constraint.kind == ConstraintKind::PrimaryKey)
        return generation.words(u"PRIMARY KEY");
    if (constraint.kind == ConstraintKind::Unique) {
        QStringList columns;
        for (const QString &column : constraint.columns)
            columns << writtenName(column);
        return generation.words(u"UNIQUE ") + u'(' + columns.join(u", "_s) + u')';
    }
    return {};
}

// Oracle named it, and its name is another in every database: look it up where the script runs.
QString dropByContent(const QualifiedName &table, const Constraint &constraint)
{
    const QString owner = table.owner.isEmpty() ? QString() : table.owner;
    const QString views = owner.isEmpty() ? u"user"_s : u"all"_s;
    const QString whose = owner.isEmpty() ? QString() : u" AND c.owner = "_s + quotedString(owner);
    const bool isCheck = constraint.kind == ConstraintKind::Check;
    QString text = u"BEGIN\n"
                   "    FOR c IN (SELECT c.constraint_name%1\n"
                   "              FROM %2_constraints c\n"
                   "              WHERE c.table_name = %3%4 AND c.constraint_type = '%5'\n"
                   "                AND c.generated = 'GENERATED NAME'%6) LOOP\n"_s;
    const QString columns = isCheck
        ? QString()
        : u"\n                AND (SELECT LISTAGG(cc.column_name, ',') WITHIN GROUP (ORDER BY "
          u"cc.position)\n"
          "                     FROM %1_cons_columns cc\n"
          "                     WHERE cc.constraint_name = c.constraint_name AND cc.table_name = c.table_name) = %2"_s
              .arg(views, quotedString(constraint.columns.join(u',')));
    text = text.arg(isCheck ? u", c.search_condition"_s : QString(), views,
                    quotedString(table.name), whose, isCheck ? u"C"_s : u"R"_s, columns);
    const QString drop =
        u"EXECUTE IMMEDIATE 'ALTER TABLE %1 DROP CONSTRAINT \"' || c.constraint_name || '\"';\n"_s
            .arg(writtenName(table).replace(u'\'', u"''"_s));
    if (isCheck) {
        QString bare = constraint.condition.toUpper();
        bare.removeIf([](QChar c) { return c.isSpace() || c == u'"'; });
        text += u"        IF UPPER(REGEXP_REPLACE(c.search_condition, '[[:space:]\"]')) = %1 THEN\n"
                "            %2        END IF;\n"_s.arg(quotedString(bare), drop);
    } else {
        text += u"        "_s + drop;
    }
    return text + u"    END LOOP;\nEND;"_s;
}

StepRank rankOf(const Constraint &constraint)
{
    switch (constraint.kind) {
    case ConstraintKind::PrimaryKey:
    case ConstraintKind::Unique:
        return StepRank::AddKey;
    case ConstraintKind::Check:
        return StepRank::AddCheck;
    case ConstraintKind::ForeignKey:
        return StepRank::AddForeignKey;
    }
    return StepRank::AddCheck;
}

std::vector<Hazard> rowHazards(const QualifiedName &table, const Constraint &constraint)
{
    switch (constraint.kind) {
    case ConstraintKind::PrimaryKey:
    case ConstraintKind::Unique:
        return {duplicates(table, constraint)};
    case ConstraintKind::Check:
        return {violators(table, constraint)};
    case ConstraintKind::ForeignKey:
        return {orphans(table, constraint)};
    }
    return {};
}

std::vector<Hazard> validationHazards(const Generation &generation, const QualifiedName &table,
                                      const Constraint &constraint)
{
    if (!constraint.state.enabled || !constraint.state.validated || !generation.hasRows(table))
        return {};
    std::vector<Hazard> hazards = rowHazards(table, constraint);
    const Table *before = generation.start().table(table);
    const Table *after = generation.to().table(table);
    if (!before || !after)
        return hazards;
    bool allEmpty = true;
    bool anyEmpty = false;
    bool anyNew = false;
    for (const QString &name : columnsOf(constraint, *after)) {
        const Column *column = after->column(name);
        const bool isNew = !before->column(name);
        const bool isEmpty = isNew && column && column->defaultValue.isEmpty() && !column->identity
            && column->virtualExpression.isEmpty();
        anyNew = anyNew || isNew;
        anyEmpty = anyEmpty || isEmpty;
        allEmpty = allEmpty && isEmpty;
    }
    // NULLs satisfy a foreign key, and alone a unique key and most checks.
    if ((constraint.kind == ConstraintKind::ForeignKey && anyEmpty)
        || (constraint.kind == ConstraintKind::Unique && allEmpty))
        return {};
    if (anyNew) { // the probe is asked before the column is there
        for (Hazard &hazard : hazards)
            hazard.probe.clear();
    }
    return hazards;
}

} // namespace

void addConstraint(Generation &generation, const QualifiedName &table, const Constraint &constraint,
                   const std::vector<size_t> &changes)
{
    GenerationStep &step = generation.alterTable(
        rankOf(constraint), table,
        generation.words(u"ADD ") + writeConstraint(constraint, generation.options().style),
        changes, validationHazards(generation, table, constraint));
    if (!constraint.name.isEmpty())
        step.makes.insert(constraintKey(table, constraint.name));
    for (const QString &column : constraint.columns)
        step.needs.insert(columnKey(table, column));
    if (constraint.kind == ConstraintKind::Check) {
        for (const QString &name : namesIn(constraint.condition))
            step.needs.insert(columnKey(table, name));
    }
    if (isKey(constraint)) {
        step.makes.insert(keysKey(table));
        if (constraint.indexName.isEmpty())
            step.makes.insert(indexKey({table.owner, constraint.name}));
        else
            step.needs.insert(indexKey({table.owner, constraint.indexName}));
    }
    if (constraint.kind == ConstraintKind::ForeignKey) {
        step.needs.insert(objectKey(constraint.referencedTable));
        step.needs.insert(keysKey(constraint.referencedTable));
        for (const QString &column : constraint.referencedColumns)
            step.needs.insert(columnKey(constraint.referencedTable, column));
    }
}

void constraintAdded(Generation &generation, const QualifiedName &table,
                     const Constraint &constraint, size_t change)
{
    addConstraint(generation, table, constraint, {change});
}

void dropConstraint(Generation &generation, const QualifiedName &table,
                    const Constraint &constraint, const std::vector<size_t> &changes)
{
    const StepRank rank = constraint.kind == ConstraintKind::ForeignKey ? StepRank::DropForeignKey
                                                                        : StepRank::DropConstraint;
    const QString which = pointer(generation, constraint);
    GenerationStep *step = nullptr;
    if (which.isEmpty()) {
        step = &generation.step(rank, WrittenStatement{dropByContent(table, constraint), true},
                                changes);
        step->statements.front().note = Tr::tr("Oracle named this constraint itself, differently "
                                               "in every database: it is found by what it says.");
        step->needs.insert(objectKey(table));
    } else {
        QString action = generation.words(u"DROP ") + which;
        // Else Oracle drops an index it thinks of as the constraint's own, and DROP INDEX would be
        // ORA-01418.
        const Table *before = generation.start().table(table);
        if (before && isKey(constraint)
            && usesIndexOfItsOwn(constraint, *before, generation.start()))
            action += generation.words(u" KEEP INDEX");
        step = &generation.alterTable(rank, table, action, changes);
    }
    step->removes.insert(constraintKey(table, constraint.name));
    for (const QString &column : constraint.columns)
        step->releases.insert(columnKey(table, column));
    if (constraint.kind == ConstraintKind::Check) {
        for (const QString &name : namesIn(constraint.condition)) {
            step->releases.insert(columnKey(table, name));
            step->releases.insert(shapeKey(table, name));
        }
    }
    if (isKey(constraint)) {
        step->removes.insert(keysKey(table));
        if (constraint.indexName.isEmpty())
            step->removes.insert(indexKey({table.owner, constraint.name}));
        else
            step->releases.insert(indexKey({table.owner, constraint.indexName}));
    }
    if (constraint.kind == ConstraintKind::ForeignKey) {
        step->releases.insert(keysKey(constraint.referencedTable));
        for (const QString &column : constraint.referencedColumns)
            step->releases.insert(columnKey(constraint.referencedTable, column));
    }
}

void constraintDropped(Generation &generation, const QualifiedName &table,
                       const Constraint &constraint, size_t change)
{
    const Table *before = generation.start().table(table);
    if (!before || isAbsorbed(generation, *before, constraint))
        return;
    const bool endsWithItsParent = constraint.kind == ConstraintKind::ForeignKey
        && isUnnamed(constraint.name)
        && generation.consequences().droppedTables.count(constraint.referencedTable) != 0;
    if (!endsWithItsParent) // DROP TABLE … CASCADE CONSTRAINTS
        dropConstraint(generation, table, constraint, {change});
}

namespace {

// bystanders() makes it as it is to be.
bool isMadeAgain(const Generation &generation, const QualifiedName &table,
                 const Constraint &constraint)
{
    const Table *before = generation.start().table(table);
    return before && disturbance(generation, *before, constraint) != Disturbance::None;
}

bool isMadeAgain(const Generation &generation, const QualifiedName &table, const QString &name)
{
    const Table *before = generation.start().table(table);
    const Constraint *constraint = before ? before->constraint(name) : nullptr;
    return constraint && isMadeAgain(generation, table, *constraint);
}

} // namespace

void constraintRenamed(Generation &generation, const ConstraintRenamed &renamed, size_t change)
{
    if (isMadeAgain(generation, renamed.table, renamed.from))
        return;
    GenerationStep &step =
        generation.alterTable(StepRank::RenamePart, renamed.table,
                              generation.words(u"RENAME CONSTRAINT ") + writtenName(renamed.from)
                                  + generation.words(u" TO ") + writtenName(renamed.to),
                              {change});
    step.removes.insert(constraintKey(renamed.table, renamed.from));
    step.makes.insert(constraintKey(renamed.table, renamed.to));
    const Table *table = generation.to().table(renamed.table);
    const Constraint *constraint = table ? table->constraint(renamed.to) : nullptr;
    if (constraint && isKey(*constraint))
        step.statements.front().note =
            Tr::tr("The index keeps its name %1.").arg(writtenName(renamed.from));
}

void constraintStateAltered(Generation &generation, const ConstraintStateAltered &altered,
                            size_t change)
{
    if (isMadeAgain(generation, altered.table, altered.before))
        return;
    const ConstraintState &before = altered.before.state;
    const ConstraintState &after = altered.after.state;
    QString which = pointer(generation, altered.before);
    if (const QString named = pointer(generation, altered.after); !isUnnamed(altered.after.name))
        which = named; // renamed by then
    if (which.isEmpty()) {
        dropConstraint(generation, altered.table, altered.before, {change});
        addConstraint(generation, altered.table, altered.after, {change});
        return;
    }
    const QString enabledKey = stepKey(u"ENABLED", altered.table);
    const QString parentKey = stepKey(u"ENABLED", altered.after.referencedTable);
    const bool isForeignKey = altered.after.kind == ConstraintKind::ForeignKey;
    const auto order = [&](GenerationStep
                               &step) { // ORA-02297: children before their parent, and back
        if (!after.enabled)
            (isForeignKey ? step.releases : step.removes)
                .insert(isForeignKey ? parentKey : enabledKey);
        else
            (isForeignKey ? step.needs : step.makes).insert(isForeignKey ? parentKey : enabledKey);
    };
    const auto words = [&generation](QStringView upper) { return generation.words(upper); };
    if (before.rely != after.rely)
        generation.alterTable(StepRank::ConstraintState, altered.table,
                              words(u"MODIFY ") + which + words(after.rely ? u" RELY" : u" NORELY"),
                              {change});
    if (before.enabled != after.enabled || before.validated != after.validated) {
        QString action = words(after.enabled ? u"ENABLE " : u"DISABLE ");
        if (after.enabled != after.validated)
            action += words(after.validated ? u"VALIDATE " : u"NOVALIDATE ");
        else if (before.enabled == after.enabled)
            action += words(after.validated ? u"VALIDATE " : u"NOVALIDATE ");
        order(generation.alterTable(StepRank::ConstraintState, altered.table, action + which,
                                    {change},
                                    validationHazards(generation, altered.table, altered.after)));
    }
    if (before.initiallyDeferred != after.initiallyDeferred)
        generation.alterTable(
            StepRank::ConstraintState, altered.table,
            words(u"MODIFY ") + which
                + words(after.initiallyDeferred ? u" INITIALLY DEFERRED" : u" INITIALLY IMMEDIATE"),
            {change});
}

} // namespace Athanor
