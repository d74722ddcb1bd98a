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

bool isKey(const Constraint &constraint)
{
    return constraint.kind == ConstraintKind::PrimaryKey
        || constraint.kind == ConstraintKind::Unique;
}

const std::set<QString> *columnsAt(const std::map<QualifiedName, std::set<QString>> &map,
                                   const QualifiedName &table)
{
    const auto found = map.find(table);
    return found == map.end() ? nullptr : &found->second;
}

bool rests(const std::set<QString> &columns, const std::set<QString> *changed)
{
    return changed && intersect(columns, *changed);
}

bool touchesVirtual(const std::set<QString> &columns, const Table &table)
{
    for (const QString &name : columns) {
        const Column *column = table.column(name);
        if (column && !column->virtualExpression.isEmpty())
            return true;
    }
    return false;
}

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

bool isAbsorbed(const Generation &generation, const Table &table, const Constraint &constraint)
{
    const std::set<QString> *gone = columnsAt(generation.consequences().droppedColumns, table.name);
    if (!gone)
        return false;
    const std::set<QString> columns = columnsOf(constraint, table);
    if (columns.empty() || !isSubset(columns, *gone))
        return false;
    if (columns.size() > 1 && touchesVirtual(columns, table))
        return false; // virtual columns are dropped by a statement of their own
    if (!constraint.indexName.isEmpty())
        return false; // KEEP INDEX is said in DROP CONSTRAINT alone
    // A table has one primary key (ORA-02260), so a new one cannot wait for the old one's column to
    // go.
    return !isKey(constraint) || generation.consequences().tablesWithNewKeys.count(table.name) == 0;
}

namespace {

std::set<QString> expressionColumns(const Index &index)
{
    std::set<QString> names;
    for (const IndexColumn &column : index.columns)
        if (column.column.isEmpty())
            names.merge(namesIn(column.expression));
    return names;
}

bool restsOnReshapedVirtual(const std::set<QString> &columns, const Table &table,
                            const std::set<QString> *reshaped)
{
    for (const QString &name : columns) {
        const Column *column = table.column(name);
        if (reshaped && reshaped->count(name) != 0 && column
            && !column->virtualExpression.isEmpty())
            return true;
    }
    return false;
}

} // namespace

bool isAbsorbed(const Generation &generation, const Table &table, const Index &index)
{
    const Consequences &consequences = generation.consequences();
    const std::set<QString> *gone = columnsAt(consequences.droppedColumns, table.name);
    return rests(columnsOf(index, table), gone)
        && generation.to().indexes.find(index.name) == generation.to().indexes.end()
        && disturbance(generation, table, index) == Disturbance::None;
}

Disturbance disturbance(const Generation &generation, const Table &table, const Index &index)
{
    const Consequences &consequences = generation.consequences();
    const std::set<QString> columns = columnsOf(index, table);
    if (rests(columns, columnsAt(consequences.rebuiltColumns, table.name)))
        return Disturbance::GoesWithColumn;
    // ORA-30556: a column of its expressions; ORA-54022: the virtual column itself.
    const std::set<QString> *reshaped = columnsAt(consequences.reshapedColumns, table.name);
    return rests(expressionColumns(index), reshaped)
            || restsOnReshapedVirtual(columns, table, reshaped)
        ? Disturbance::InTheWay
        : Disturbance::None;
}

Disturbance disturbance(const Generation &generation, const Table &table,
                        const Constraint &constraint)
{
    const Consequences &consequences = generation.consequences();
    const std::set<QString> columns = columnsOf(constraint, table);
    if (rests(columns, columnsAt(consequences.rebuiltColumns, table.name)))
        return columns.size() == 1 ? Disturbance::GoesWithColumn
                                   : Disturbance::InTheWay; // ORA-12991
    const std::set<QString> *reshaped = columnsAt(consequences.reshapedColumns, table.name);
    return restsOnReshapedVirtual(columns, table, reshaped) ? Disturbance::InTheWay // ORA-54023
                                                            : Disturbance::None;
}

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

namespace {

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

} // namespace

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

// ------------------------------------------------------------------------------------------------------
// bystanders

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
            const size_t cause = causeOf(after.name, {name});
            GenerationStep &drop = m_generation.alterTable(
                StepRank::DropIndex, after.name,
                m_generation.words(u"DROP COLUMN ") + writtenName(name), {cause});
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
                {cause});
            add.makes.insert(columnKey(after.name, name));
            for (const QString &used : namesIn(is->virtualExpression)) {
                add.needs.insert(columnKey(after.name, used));
                add.needs.insert(shapeKey(after.name, used));
            }
            if (!is->comment.isEmpty() && is->comment == was->comment)
                commentAltered(m_generation, {{u"TABLE"_s, after.name}, name, {}, is->comment},
                               {cause});
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
