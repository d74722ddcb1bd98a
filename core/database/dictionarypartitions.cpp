// SPDX-License-Identifier: MIT
// Partitions and subpartitions of tables, partitions of global indexes.
#include "database/dictionaryassembly.h"
#include "database/dictionaryclauses.h"
#include "schema/partitionbound.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString writtenList(const QStringList &columns)
{
    QStringList written;
    for (const QString &column : columns)
        written += writtenName(column);
    return u'(' + written.join(u", "_s) + u')';
}

QString bound(const QString &method, const QString &high)
{
    if (method == "RANGE"_L1)
        return u"VALUES LESS THAN (%1)"_s.arg(evaluatedBound(high));
    return method == "LIST"_L1 ? u"VALUES (%1)"_s.arg(evaluatedBound(high)) : QString();
}

// "PARTITION P VALUES … " of a part, without what Oracle named itself
QString partText(const QString &word, const QString &name, const QString &values)
{
    QString text = word;
    if (!isSystemName(name))
        appendClause(text, writtenName(name));
    appendClause(text, values);
    return text;
}

// PARTITIONS n: Oracle named them all.
void countPartitions(Partitioning &partitioning)
{
    std::vector<Partition> &partitions = partitioning.partitions;
    const bool isOracles = std::all_of(partitions.begin(), partitions.end(),
                                       [](const Partition &p) { return p.name.isEmpty(); });
    if (!isOracles || partitions.empty())
        return;
    QStringList spaces; // taken in turn
    for (const Partition &partition : partitions)
        spaces += partition.otherClauses.section(u' ', 1);
    spaces.removeDuplicates();
    if (partitions.size() > 1)
        appendClause(partitioning.otherClauses, u"PARTITIONS %1"_s.arg(partitions.size()));
    if (!spaces.contains(QString()))
        appendClause(partitioning.otherClauses, u"STORE IN (%1)"_s.arg(spaces.join(u", "_s)));
    partitions.clear();
}

} // namespace

void DictionaryAssembly::readPartitionings()
{
    const Named keys = lists("PARTITION KEY"_L1, "NAME"_L1, "COLUMN_POSITION"_L1, "TABLE"_L1);
    const Named subkeys = lists("SUBPARTITION KEY"_L1, "NAME"_L1, "COLUMN_POSITION"_L1, "TABLE"_L1);
    const std::set<QualifiedName> withTemplate =
        namesOf("SUBPARTITION TEMPLATE"_L1, "TABLE_NAME"_L1);
    const FactRows &tables = m_rows.of("PARTITIONED"_L1);
    const auto tableName = tables["TABLE_NAME"_L1];
    const auto method = tables["PARTITIONING_TYPE"_L1];
    const auto subMethod = tables["SUBPARTITIONING_TYPE"_L1];
    const auto subCount = tables["DEF_SUBPARTITION_COUNT"_L1];
    const auto interval = tables["INTERVAL"_L1];
    const auto reference = tables["REF_PTN_CONSTRAINT_NAME"_L1];
    const auto automatic = tables["AUTOLIST"_L1];
    for (const Row &row : tables.rows()) {
        const QualifiedName of = named(tables, row, tableName.text(row));
        Table *table = m_catalog.table(of);
        if (!table)
            continue;
        Partitioning &partitioning = table->partitioning.emplace();
        partitioning.method = method.text(row);
        partitioning.interval = interval.text(row).trimmed();
        if (const auto columns = keys.find(of); columns != keys.end())
            partitioning.columns = columns->second;
        if (partitioning.method == "REFERENCE"_L1)
            partitioning.columns = {reference.text(row)};
        if (automatic.is(row, "YES"_L1))
            appendClause(partitioning.otherClauses, u"AUTOMATIC"_s);
        const QString sub = subMethod.text(row);
        if (sub.isEmpty() || sub == "NONE"_L1)
            continue;
        m_subpartitionings[of].method = sub;
        const auto columns = subkeys.find(of);
        appendClause(
            partitioning.otherClauses,
            u"SUBPARTITION BY %1 %2"_s.arg(
                sub, writtenList(columns == subkeys.end() ? QStringList() : columns->second)));
        if (sub == "HASH"_L1 && subCount.number(row) > 1 && withTemplate.count(of) == 0)
            appendClause(partitioning.otherClauses, u"SUBPARTITIONS "_s + subCount.text(row));
    }
}

void DictionaryAssembly::readSubpartitions()
{
    const FactRows &rows = m_rows.of("SUBPARTITION"_L1);
    const auto ofTable = rows["TABLE_NAME"_L1];
    const auto ofPartition = rows["PARTITION_NAME"_L1];
    const auto name = rows["SUBPARTITION_NAME"_L1];
    const auto high = rows["HIGH_VALUE"_L1];
    for (const Row &row : rows.rows()) { // in order
        Subpartitioning &of = m_subpartitionings[named(rows, row, ofTable.text(row))];
        of.parts[ofPartition.text(row)].emplace_back(name.text(row),
                                                     bound(of.method, high.text(row).trimmed()));
    }
    const FactRows &templates = m_rows.of("SUBPARTITION TEMPLATE"_L1);
    const auto templateTable = templates["TABLE_NAME"_L1];
    const auto templateName = templates["SUBPARTITION_NAME"_L1];
    const auto position = templates["SUBPARTITION_POSITION"_L1];
    for (const Row &row : templates.rows()) {
        QStringList &names =
            m_subpartitionings[named(templates, row, templateTable.text(row))].ofTemplate;
        const int at = position.number(row);
        while (names.size() < at)
            names.append(QString());
        if (at > 0)
            names[at - 1] = templateName.text(row);
    }
}

// What a template made is called PARTITION_TEMPLATE; its bounds are LONG in a view of its own, so
// they are taken from a partition that it made.
void DictionaryAssembly::addSubpartitions(Subpartitioning &of, const QString &storedPartition,
                                          Partitioning &partitioning, Partition &partition)
{
    const auto found = of.parts.find(storedPartition);
    if (found == of.parts.end())
        return;
    const auto &parts = found->second;
    QStringList own;
    QStringList templated;
    bool isTemplates = qsizetype(parts.size()) == of.ofTemplate.size();
    bool isOracles = true;
    for (size_t i = 0; i < parts.size(); ++i) {
        const auto &[name, values] = parts[i];
        own += partText(u"SUBPARTITION"_s, name, values);
        isOracles = isOracles && isSystemName(name);
        if (!isTemplates)
            continue;
        const QString &ofTemplate = of.ofTemplate[qsizetype(i)];
        isTemplates = name == storedPartition + u'_' + ofTemplate;
        templated += partText(u"SUBPARTITION"_s, ofTemplate, values);
    }
    if (isTemplates && !of.isTemplateWritten) {
        of.isTemplateWritten = true;
        appendClause(partitioning.otherClauses,
                     u"SUBPARTITION TEMPLATE (%1)"_s.arg(templated.join(u", "_s)));
    }
    if (!isTemplates && !isOracles)
        appendClause(partition.otherClauses, u'(' + own.join(u", "_s) + u')');
}

void DictionaryAssembly::readPartitions()
{
    readPartitionings();
    readSubpartitions();
    const FactRows &rows = m_rows.of("PARTITION"_L1);
    const auto ofTable = rows["TABLE_NAME"_L1];
    const auto name = rows["PARTITION_NAME"_L1];
    const auto tablespace = rows["TABLESPACE_NAME"_L1];
    const auto high = rows["HIGH_VALUE"_L1];
    for (const Row &row : rows.rows()) {
        const QualifiedName of = named(rows, row, ofTable.text(row));
        Table *table = m_catalog.table(of);
        if (!table || !table->partitioning || table->partitioning->method == "REFERENCE"_L1)
            continue; // partitions by reference are the parent's
        Partitioning &partitioning = *table->partitioning;
        Partition partition;
        const QString stored = name.text(row);
        if (!isSystemName(stored))
            partition.name = stored;
        partition.bound = bound(partitioning.method, high.text(row).trimmed());
        const auto ofTheTable = table->physical.find(u"TABLESPACE"_s);
        if (const QString space = tablespace.text(row); !isDefaultTablespace(space)
            && (ofTheTable == table->physical.end() || ofTheTable->second != writtenName(space)))
            partition.otherClauses = u"TABLESPACE "_s + writtenName(space);
        if (const auto sub = m_subpartitionings.find(of); sub != m_subpartitionings.end())
            addSubpartitions(sub->second, stored, partitioning, partition);
        partitioning.partitions.push_back(std::move(partition));
    }
    for (auto &[of, table] : m_catalog.tables) {
        if (table.partitioning
            && (table.partitioning->method == "HASH"_L1
                || table.partitioning->method == "SYSTEM"_L1))
            countPartitions(*table.partitioning);
    }
}

void DictionaryAssembly::readIndexPartitions()
{
    const Named keys = lists("PARTITION KEY"_L1, "NAME"_L1, "COLUMN_POSITION"_L1, "INDEX"_L1);
    std::map<QualifiedName, QString> methods;
    std::map<QualifiedName, QStringList> parts;
    const FactRows &indexes = m_rows.of("PARTITIONED INDEX"_L1);
    const auto indexName = indexes["INDEX_NAME"_L1];
    const auto method = indexes["PARTITIONING_TYPE"_L1];
    const auto locality = indexes["LOCALITY"_L1];
    for (const Row &row : indexes.rows()) {
        const auto index = m_catalog.indexes.find(named(indexes, row, indexName.text(row)));
        if (index == m_catalog.indexes.end())
            continue;
        if (locality.is(row, "LOCAL"_L1))
            index->second.partitioning = u"LOCAL"_s;
        else
            methods[index->first] = method.text(row);
    }
    const FactRows &rows = m_rows.of("INDEX PARTITION"_L1);
    const auto ofIndex = rows["INDEX_NAME"_L1];
    const auto name = rows["PARTITION_NAME"_L1];
    const auto tablespace = rows["TABLESPACE_NAME"_L1];
    const auto high = rows["HIGH_VALUE"_L1];
    for (const Row &row : rows.rows()) {
        const auto global = methods.find(named(rows, row, ofIndex.text(row)));
        if (global == methods.end())
            continue;
        QString text = partText(u"PARTITION"_s, name.text(row),
                                bound(global->second, high.text(row).trimmed()));
        if (const QString space = tablespace.text(row); !isDefaultTablespace(space))
            appendClause(text, u"TABLESPACE "_s + writtenName(space));
        parts[global->first] += text;
    }
    for (const auto &[of, by] : methods) {
        const auto columns = keys.find(of);
        QString clause = u"GLOBAL PARTITION BY %1 %2"_s.arg(
            by, writtenList(columns == keys.end() ? QStringList() : columns->second));
        const bool isOracles = parts[of].count(u"PARTITION"_s) == parts[of].size();
        if (by == "HASH"_L1 && isOracles)
            appendClause(clause, u"PARTITIONS %1"_s.arg(parts[of].size()));
        else
            appendClause(clause, u'(' + parts[of].join(u", "_s) + u')');
        m_catalog.indexes[of].partitioning = clause;
    }
}

} // namespace Athanor
