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

struct Subpartition
{
    QString name;
    QString high;
};

// "PARTITION P VALUES … " of a part, without what Oracle named itself
QString partText(const QString &word, const QString &name, const QString &values)
{
    QString text = word;
    if (!isSystemName(name))
        appendClause(text, writtenName(name));
    appendClause(text, values);
    return text;
}

} // namespace

void DictionaryAssembly::readPartitions()
{
    const Named keys = lists("PARTITION KEY"_L1, "NAME"_L1, "COLUMN_POSITION"_L1, "TABLE"_L1);
    const Named subkeys = lists("SUBPARTITION KEY"_L1, "NAME"_L1, "COLUMN_POSITION"_L1, "TABLE"_L1);

    std::map<std::pair<QualifiedName, QString>, std::vector<Subpartition>> subpartitions;
    const FactRows &subrows = m_rows.of("SUBPARTITION"_L1);
    const auto subTable = subrows["TABLE_NAME"_L1];
    const auto subPartition = subrows["PARTITION_NAME"_L1];
    const auto subName = subrows["SUBPARTITION_NAME"_L1];
    const auto subHigh = subrows["HIGH_VALUE"_L1];
    for (const Row &row : subrows.rows())
        subpartitions[{named(subrows, row, subTable.text(row)), subPartition.text(row)}].push_back(
            {subName.text(row), subHigh.text(row).trimmed()});

    std::map<QualifiedName, QStringList> templates;
    const FactRows &templateRows = m_rows.of("SUBPARTITION TEMPLATE"_L1);
    const auto templateTable = templateRows["TABLE_NAME"_L1];
    const auto templateName = templateRows["SUBPARTITION_NAME"_L1];
    const auto templatePosition = templateRows["SUBPARTITION_POSITION"_L1];
    for (const Row &row : templateRows.rows()) {
        QStringList &names = templates[named(templateRows, row, templateTable.text(row))];
        const int at = templatePosition.number(row);
        while (names.size() < at)
            names.append(QString());
        if (at > 0)
            names[at - 1] = templateName.text(row);
    }

    std::map<QualifiedName, QString> subMethods;
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
        subMethods[of] = sub;
        const auto columns = subkeys.find(of);
        appendClause(
            partitioning.otherClauses,
            u"SUBPARTITION BY %1 %2"_s.arg(
                sub, writtenList(columns == subkeys.end() ? QStringList() : columns->second)));
        if (sub == "HASH"_L1 && templates.count(of) == 0 && subCount.number(row) > 1)
            appendClause(partitioning.otherClauses, u"SUBPARTITIONS "_s + subCount.text(row));
    }

    const FactRows &rows = m_rows.of("PARTITION"_L1);
    const auto ofTable = rows["TABLE_NAME"_L1];
    const auto name = rows["PARTITION_NAME"_L1];
    const auto tablespace = rows["TABLESPACE_NAME"_L1];
    const auto high = rows["HIGH_VALUE"_L1];
    std::set<QualifiedName> withTemplate; // whose template has been written
    for (const Row &row : rows.rows()) {
        const QualifiedName of = named(rows, row, ofTable.text(row));
        Table *table = m_catalog.table(of);
        if (!table || !table->partitioning)
            continue;
        Partitioning &partitioning = *table->partitioning;
        if (partitioning.method == "REFERENCE"_L1)
            continue; // as its parent's
        Partition partition;
        const QString partitionName = name.text(row);
        if (!isSystemName(partitionName))
            partition.name = partitionName;
        partition.bound = bound(partitioning.method, high.text(row).trimmed());
        if (const QString space = tablespace.text(row);
            !isDefaultTablespace(space) && writtenName(space) != table->physical[u"TABLESPACE"_s])
            partition.otherClauses = u"TABLESPACE "_s + writtenName(space);
        if (table->physical[u"TABLESPACE"_s].isEmpty())
            table->physical.erase(u"TABLESPACE"_s);

        const auto parts = subpartitions.find({of, partitionName});
        const QString sub = subMethods[of];
        if (parts != subpartitions.end()) {
            // What a template made is called PARTITION_TEMPLATE.
            const QStringList ofTemplate = templates[of];
            QStringList made;
            QStringList templated;
            bool isTemplates = qsizetype(parts->second.size()) == ofTemplate.size();
            bool isOracles = true;
            for (size_t i = 0; i < parts->second.size(); ++i) {
                const Subpartition &part = parts->second[i];
                const QString values = bound(sub, part.high);
                made += partText(u"SUBPARTITION"_s, part.name, values);
                isOracles = isOracles && isSystemName(part.name);
                if (isTemplates) {
                    isTemplates = part.name == partitionName + u'_' + ofTemplate[qsizetype(i)];
                    templated += partText(u"SUBPARTITION"_s, ofTemplate[qsizetype(i)], values);
                }
            }
            if (isTemplates && withTemplate.insert(of).second)
                appendClause(partitioning.otherClauses,
                             u"SUBPARTITION TEMPLATE (%1)"_s.arg(templated.join(u", "_s)));
            if (!isTemplates && !isOracles)
                appendClause(partition.otherClauses, u'(' + made.join(u", "_s) + u')');
        }
        partitioning.partitions.push_back(std::move(partition));
    }
    // PARTITIONS n: Oracle named them all.
    for (const auto &[of, columns] : keys) {
        Table *table = m_catalog.table(of);
        if (!table || !table->partitioning || table->partitioning->method != "HASH"_L1)
            continue;
        std::vector<Partition> &partitions = table->partitioning->partitions;
        const bool isOracles = std::all_of(partitions.begin(), partitions.end(),
                                           [](const Partition &p) { return p.name.isEmpty(); });
        if (!isOracles)
            continue;
        QStringList spaces; // taken in turn
        for (const Partition &partition : partitions)
            spaces += partition.otherClauses.section(u' ', 1);
        spaces.removeDuplicates();
        if (partitions.size() > 1)
            appendClause(table->partitioning->otherClauses,
                         u"PARTITIONS %1"_s.arg(partitions.size()));
        if (!spaces.contains(QString()))
            appendClause(table->partitioning->otherClauses,
                         u"STORE IN (%1)"_s.arg(spaces.join(u", "_s)));
        partitions.clear();
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
