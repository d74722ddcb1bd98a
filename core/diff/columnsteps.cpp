// SPDX-License-Identifier: MIT
#include "diff/generation.h"

#include "ddl/references.h"
#include "diff/pairing.h"
#include "diff/probes.h"
#include "schema/physical.h"

namespace Athanor {

using namespace Qt::StringLiterals;
using Tr = GenerateTr;

std::vector<Hazard> addColumnHazards(const Generation &generation, const QualifiedName &table,
                                     const Column &column)
{
    std::vector<Hazard> hazards = generation.releaseHazards(column);
    const bool filled =
        !column.defaultValue.isEmpty() || column.identity || !column.virtualExpression.isEmpty();
    if (column.notNull && column.notNull->state.enabled && !filled && generation.hasRows(table))
        hazards.push_back(anyRows(table, column.name));
    return hazards;
}

bool isBasicCompressed(const Table *table)
{
    if (!table)
        return false;
    const auto compression = table->physical.find(u"COMPRESS"_s);
    return compression != table->physical.end()
        && canonicalPhysical(u"COMPRESS", compression->second) == u"BASIC"_s;
}

// ORA-39726, as its text says: from such a table no column is dropped.
QString dropColumnVerb(const Generation &generation, const QualifiedName &table)
{
    const bool compressed = isBasicCompressed(generation.start().table(table))
        || isBasicCompressed(generation.to().table(table));
    return generation.words(compressed ? u"SET UNUSED " : u"DROP ");
}

namespace {

// ORA-39726, as its text says: no column is added with a default.
void setDefaultsLater(const Generation &generation, GenerationStep &step,
                      const QualifiedName &table, const std::vector<Column> &columns,
                      const std::vector<size_t> &changes)
{
    const WriterStyle &style = generation.options().style;
    QStringList values;
    for (const Column &column : columns)
        values << writtenName(column.name) + u" = "_s + column.defaultValue;
    step.statements.push_back(generation.statement(generation.words(u"UPDATE ") + writtenName(table)
                                                       + generation.words(u" SET ")
                                                       + values.join(u", "_s),
                                                   changes));
    for (const Column &column : columns) {
        QString clause = writeDefault(column, style);
        if (column.notNull && !column.defaultOnNull)
            clause += u' ' + writeNotNull(*column.notNull, style);
        step.statements.push_back(generation.statement(
            generation.alterTableText(
                table, generation.words(u"MODIFY ") + writtenName(column.name) + u' ' + clause),
            changes));
    }
}

void addColumns(Generation &generation, const QualifiedName &table,
                const std::vector<const Column *> &columns, const std::vector<size_t> &changes)
{
    if (columns.empty())
        return;
    QStringList written;
    std::vector<Hazard> hazards;
    std::vector<Column> defaultsLater;
    const bool compressed = isBasicCompressed(generation.start().table(table));
    for (const Column *column : columns) {
        Column asWritten = generation.writtenColumn(table, *column);
        for (const Hazard &hazard : addColumnHazards(generation, table, asWritten))
            hazards.push_back(hazard);
        if (compressed && !asWritten.defaultValue.isEmpty()) {
            defaultsLater.push_back(asWritten);
            asWritten.defaultValue.clear();
            asWritten.notNull.reset();
        }
        written << writeColumn(asWritten, generation.options().style);
    }
    QString action = generation.words(u"ADD ");
    if (written.size() == 1) {
        action += written.first();
    } else {
        const QString indent(generation.options().style.indent, u' ');
        action += u"(\n"_s + indent + written.join(u",\n"_s + indent) + u"\n)"_s;
    }
    const Table *after = generation.to().table(table);
    for (const auto &[keyword, value] : after ? after->physical : std::map<QString, QString>{}) {
        for (const Column *column : columns)
            if (isStorageOf(keyword, column->name))
                action += u' ' + writePhysical(keyword, value);
    }
    GenerationStep &step =
        generation.alterTable(StepRank::AddColumn, table, action, changes, hazards);
    if (!defaultsLater.empty())
        setDefaultsLater(generation, step, table, defaultsLater, changes);
    for (const Column *column : columns) {
        step.makes.insert(columnKey(table, column->name));
        step.mentions.merge(mentionKeys(column->defaultValue));
        step.mentions.merge(mentionKeys(column->virtualExpression));
        if (!column->type.userType.isEmpty())
            step.mentions.insert(nameKey(column->type.userType.name));
        for (const QString &name : namesIn(column->virtualExpression)) {
            step.needs.insert(columnKey(table, name));
            step.needs.insert(shapeKey(table, name));
        }
    }
}

} // namespace

void columnsAdded(Generation &generation, const QualifiedName &tableName,
                  const std::vector<size_t> &changes)
{
    const Table *table = generation.to().table(tableName);
    if (!table)
        return;
    std::vector<const Column *> real;
    std::vector<size_t> realChanges;
    for (const size_t change : changes) {
        const auto &added = std::get<ColumnAdded>(generation.changes()[change].detail);
        const Column *column = table->column(added.column);
        if (!column)
            continue;
        if (column->virtualExpression.isEmpty()) {
            real.push_back(column);
            realChanges.push_back(change);
        } else { // after the columns it computes from
            addColumns(generation, tableName, {column}, {change});
        }
        if (!column->comment.isEmpty())
            commentAltered(generation, {{u"TABLE"_s, tableName}, column->name, {}, column->comment},
                           {change});
    }
    addColumns(generation, tableName, real, realChanges);
}

namespace {

void dropColumns(Generation &generation, const Table &table, const QStringList &columns,
                 const std::vector<size_t> &changes)
{
    if (columns.isEmpty())
        return;
    QStringList written;
    std::vector<Hazard> hazards;
    for (const QString &name : columns) {
        written << writtenName(name);
        const Column *column = table.column(name);
        if (column && column->virtualExpression.isEmpty())
            hazards.push_back(dropsValues(table.name, name));
    }
    const QString verb = dropColumnVerb(generation, table.name);
    const QString action = columns.size() == 1
        ? verb + generation.words(u"COLUMN ") + written.first()
        : verb + u'(' + written.join(u", "_s) + u')';
    GenerationStep &step =
        generation.alterTable(StepRank::DropColumn, table.name, action, changes, hazards);
    const std::set<QString> gone(columns.begin(), columns.end());
    for (const QString &column : columns) {
        step.removes.insert(columnKey(table.name, column));
        const Column *old = table.column(column);
        if (!old)
            continue;
        for (const QString &name : namesIn(old->virtualExpression)) {
            step.releases.insert(columnKey(table.name, name)); // ORA-54031
            step.releases.insert(shapeKey(table.name, name)); // ORA-54033
        }
        if (!old->type.userType.isEmpty())
            step.releases.insert(objectKey(old->type.userType));
    }
    for (const QString &column : columns)
        step.releases.erase(columnKey(table.name, column));
    // What Oracle drops with the columns frees its names with them.
    for (const Constraint &constraint : table.constraints) {
        if (!isAbsorbed(generation, table, constraint)
            || !isSubset(columnsOf(constraint, table), gone))
            continue;
        step.removes.insert(constraintKey(table.name, constraint.name));
        step.removes.insert(indexKey({table.name.owner, constraint.name}));
        if (constraint.kind == ConstraintKind::ForeignKey)
            step.releases.insert(keysKey(constraint.referencedTable));
        else if (constraint.kind != ConstraintKind::Check)
            step.removes.insert(keysKey(table.name));
    }
    step.releases.erase(keysKey(table.name));
    const auto [first, last] = generation.consequences().indexesBefore.equal_range(table.name);
    for (auto it = first; it != last; ++it)
        if (isAbsorbed(generation, table, *it->second)
            && intersect(columnsOf(*it->second, table), gone))
            step.removes.insert(indexKey(it->second->name));
}

} // namespace

void columnsDropped(Generation &generation, const QualifiedName &tableName,
                    const std::vector<size_t> &changes)
{
    const Table *table = generation.start().table(tableName);
    if (!table)
        return;
    QStringList real;
    std::vector<size_t> realChanges;
    if (const auto absorbed = generation.consequences().absorbed.find(tableName);
        absorbed != generation.consequences().absorbed.end())
        realChanges = absorbed->second;
    for (const size_t change : changes) {
        const QString &name = std::get<ColumnDropped>(generation.changes()[change].detail).column;
        const Column *column = table->column(name);
        if (column && !column->virtualExpression.isEmpty()) {
            std::vector<size_t> virtualChanges{change};
            if (changes.size() == 1) // nobody else to carry what ends with it
                virtualChanges.insert(virtualChanges.end(), realChanges.begin(), realChanges.end());
            dropColumns(generation, *table, {name}, virtualChanges); // before what it computes from
        } else {
            real << name;
            realChanges.push_back(change);
        }
    }
    dropColumns(generation, *table, real, realChanges);
}

void columnRenamed(Generation &generation, const ColumnRenamed &renamed, size_t change)
{
    std::vector<Hazard> hazards;
    const Table *table = generation.start().table(renamed.table);
    for (const Column &column : table ? table->columns : std::vector<Column>{})
        if (namesIn(column.virtualExpression).count(renamed.to) != 0)
            hazards.push_back(
                {HazardKind::Manual,
                 Tr::tr("Virtual column %1 uses it: drop that first and add it again (%2).")
                     .arg(columnText(renamed.table, column.name), oraCodeText(54032)),
                 54032});
    GenerationStep &step =
        generation.alterTable(StepRank::Rename, renamed.table,
                              generation.words(u"RENAME COLUMN ") + writtenName(renamed.from)
                                  + generation.words(u" TO ") + writtenName(renamed.to),
                              {change}, hazards);
    step.removes.insert(columnKey(renamed.table, renamed.from));
    step.makes.insert(columnKey(renamed.table, renamed.to));
}

} // namespace Athanor
