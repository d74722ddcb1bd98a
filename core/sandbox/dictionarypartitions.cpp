// SPDX-License-Identifier: MIT
// Partitioned tables and indexes, and their parts.
#include "sandbox/clausetext.h"
#include "sandbox/dictionaryviews.h"
#include "schema/partitionbound.h"

#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// VALUES LESS THAN (10), VALUES ('DE'): what stands in the parentheses
QString highValue(const QString &bound)
{
    ClauseText clause(bound);
    if (!clause.seek({u"VALUES"}))
        return {};
    if (clause.take(u"LESS"))
        (void)clause.take(u"THAN");
    // Dates are kept as one expression, whatever was written (references/dictionary.md, trap 21).
    static const QRegularExpression date(u"DATE '(\\d{4}-\\d\\d-\\d\\d)'"_s);
    return evaluatedBound(clause.takeParenthesised())
        .replace(date,
                 u"TO_DATE(' \\1 00:00:00', 'SYYYY-MM-DD HH24:MI:SS', 'NLS_CALENDAR=GREGORIAN')"_s);
}

struct Part
{
    QString name;
    QString high;
    QString tablespace;
};

// PARTITION p VALUES … TABLESPACE t, …; without a name Oracle makes one.
std::vector<Part> partsOf(const QString &list, QStringView word, QStringView made)
{
    std::vector<Part> parts;
    for (const QString &item : ClauseText::items(list)) {
        ClauseText clause(item);
        (void)clause.take(word);
        Part part;
        part.high = highValue(item);
        if (ClauseText space(item); space.seek({u"TABLESPACE"}))
            part.tablespace = space.takeName();
        const bool unnamed = clause.atEnd() || clause.take(u"VALUES") || clause.take(u"TABLESPACE");
        part.name =
            unnamed ? made.toString() + QString::number(1001 + parts.size()) : clause.takeName();
        parts.push_back(std::move(part));
    }
    return parts;
}

// A number of partitions instead of a list of them.
std::vector<Part> countedParts(const QString &count, QStringView made)
{
    std::vector<Part> parts;
    for (int i = 0; i < count.toInt(); ++i)
        parts.push_back({made.toString() + QString::number(1001 + i), {}, {}});
    return parts;
}

std::vector<Part> tableParts(const Partitioning &partitioning)
{
    std::vector<Part> parts;
    for (const Partition &partition : partitioning.partitions) {
        QString space;
        if (ClauseText clause(partition.otherClauses); clause.seek({u"TABLESPACE"}))
            space = clause.takeName();
        parts.push_back(
            {partition.name.isEmpty() ? u"SYS_P%1"_s.arg(1001 + parts.size()) : partition.name,
             highValue(partition.bound), space});
    }
    if (ClauseText count(partitioning.otherClauses); parts.empty() && count.seek({u"PARTITIONS"})) {
        parts = countedParts(count.takeWord(), u"SYS_P");
        const QStringList spaces = count.seek({u"STORE", u"IN"})
            ? ClauseText::items(count.takeParenthesised())
            : QStringList();
        for (size_t i = 0; i < parts.size() && !spaces.isEmpty(); ++i)
            parts[i].tablespace = storedName(spaces[static_cast<qsizetype>(i) % spaces.size()]);
    } else if (parts.empty())
        parts = countedParts(u"1"_s, u"SYS_P");
    return parts;
}

struct Subpartitioning
{
    QString method; // empty: none
    QStringList columns;
    QString count;
    std::vector<Part> parts; // of the template
};

Subpartitioning subpartitioningOf(const Partitioning &partitioning)
{
    Subpartitioning sub;
    ClauseText clause(partitioning.otherClauses);
    if (!clause.seek({u"SUBPARTITION", u"BY"}))
        return sub;
    sub.method = clause.takeWord();
    for (const QString &column : ClauseText::items(clause.takeParenthesised()))
        sub.columns += storedName(column);
    ClauseText made = clause;
    if (made.seek({u"SUBPARTITION", u"TEMPLATE"}))
        sub.parts = partsOf(made.takeParenthesised(), u"SUBPARTITION", u"SYS_SUBP");
    else if (clause.seek({u"SUBPARTITIONS"}))
        sub.count = clause.takeWord();
    return sub;
}

// The subpartitions of one partition: its own, the template's or a number of them.
std::vector<Part> subpartsOf(const Partition &partition, const QString &name,
                             const Subpartitioning &sub)
{
    ClauseText clause(partition.otherClauses);
    while (!clause.atEnd()) {
        const QString inside = clause.takeParenthesised();
        if (inside.startsWith(u"SUBPARTITION "))
            return partsOf(inside, u"SUBPARTITION", u"SYS_SUBP");
        if (inside.isEmpty())
            (void)clause.takeWord();
    }
    if (ClauseText own(partition.otherClauses); own.seek({u"SUBPARTITIONS"}))
        return countedParts(own.takeWord(), u"SYS_SUBP");
    std::vector<Part> parts = sub.parts;
    for (Part &part : parts)
        part.name = name + u'_' + part.name;
    return parts.empty() ? countedParts(sub.count.isEmpty() ? u"1"_s : sub.count, u"SYS_SUBP")
                         : parts;
}

std::vector<DictionaryRow> partTables(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        if (!table.partitioning)
            continue;
        const Partitioning &partitioning = *table.partitioning;
        const Subpartitioning sub = subpartitioningOf(partitioning);
        const bool reference = partitioning.method == u"REFERENCE";
        rows.push_back(
            {{u"OWNER"_s, ownerOf(name, s.user)},
             {u"TABLE_NAME"_s, name.name},
             {u"PARTITIONING_TYPE"_s, partitioning.method},
             {u"SUBPARTITIONING_TYPE"_s, sub.method.isEmpty() ? u"NONE"_s : sub.method},
             {u"PARTITION_COUNT"_s,
              partitioning.interval.isEmpty() ? static_cast<qint64>(tableParts(partitioning).size())
                                              : qint64{1048575}},
             {u"DEF_SUBPARTITION_COUNT"_s,
              sub.method.isEmpty()      ? qint64{0}
                  : sub.count.isEmpty() ? static_cast<qint64>(std::max<size_t>(sub.parts.size(), 1))
                                        : sub.count.toLongLong()},
             {u"PARTITIONING_KEY_COUNT"_s, qint64{reference ? 0 : partitioning.columns.size()}},
             {u"SUBPARTITIONING_KEY_COUNT"_s, qint64{sub.columns.size()}},
             {u"STATUS"_s, u"VALID"_s},
             {u"DEF_TABLESPACE_NAME"_s, u"USERS"_s},
             {u"REF_PTN_CONSTRAINT_NAME"_s, reference ? partitioning.columns.value(0) : QString()},
             {u"AUTOLIST"_s, yesNo(partitioning.otherClauses.contains(u"AUTOMATIC"))},
             {u"INTERVAL"_s, partitioning.interval}});
    }
    return rows;
}

void addKeys(std::vector<DictionaryRow> &rows, const QString &owner, const QString &name,
             const QString &type, const QStringList &columns)
{
    qint64 position = 0;
    for (const QString &column : columns)
        rows.push_back({{u"OWNER"_s, owner},
                        {u"NAME"_s, name},
                        {u"OBJECT_TYPE"_s, type},
                        {u"COLUMN_NAME"_s, column},
                        {u"COLUMN_POSITION"_s, ++position}});
}

// GLOBAL PARTITION BY RANGE (a) (…), LOCAL
struct IndexPartitioning
{
    bool local = false;
    QString method;
    QStringList columns;
    std::vector<Part> parts;
};

IndexPartitioning partitioningOf(const Index &index, const Catalog &catalog)
{
    IndexPartitioning result;
    ClauseText clause(index.partitioning);
    if (clause.take(u"LOCAL")) {
        result.local = true;
        if (const Table *table = catalog.table(index.table); table && table->partitioning) {
            result.method = table->partitioning->method;
            result.columns = table->partitioning->columns;
            result.parts = tableParts(*table->partitioning);
        }
        return result;
    }
    if (!clause.seek({u"PARTITION", u"BY"}))
        return result;
    result.method = clause.takeWord();
    for (const QString &column : ClauseText::items(clause.takeParenthesised()))
        result.columns += storedName(column);
    if (clause.take(u"PARTITIONS"))
        result.parts = countedParts(clause.takeWord(), u"SYS_P");
    else
        result.parts = partsOf(clause.takeParenthesised(), u"PARTITION", u"SYS_P");
    return result;
}

std::vector<DictionaryRow> partKeyColumns(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        if (table.partitioning && table.partitioning->method != u"REFERENCE")
            addKeys(rows, ownerOf(name, s.user), name.name, u"TABLE"_s,
                    table.partitioning->columns);
    }
    for (const auto &[name, index] : s.catalog.indexes) {
        if (!index.partitioning.isEmpty())
            addKeys(rows, ownerOf(name, s.user), name.name, u"INDEX"_s,
                    partitioningOf(index, s.catalog).columns);
    }
    return rows;
}

std::vector<DictionaryRow> subpartKeyColumns(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        if (table.partitioning)
            addKeys(rows, ownerOf(name, s.user), name.name, u"TABLE"_s,
                    subpartitioningOf(*table.partitioning).columns);
    }
    return rows;
}

DictionaryRow partRow(const QString &owner, const Part &part, qint64 position)
{
    return {{u"OWNER"_s, owner},
            {u"HIGH_VALUE"_s, part.high},
            {u"HIGH_VALUE_LENGTH"_s, qint64{part.high.size()}},
            {u"TABLESPACE_NAME"_s, part.tablespace.isEmpty() ? u"USERS"_s : part.tablespace},
            {u"PARTITION_POSITION"_s, position},
            {u"COMPRESSION"_s, u"DISABLED"_s},
            {u"INTERVAL"_s, u"NO"_s},
            {u"STATUS"_s, u"USABLE"_s},
            {u"SEGMENT_CREATED"_s, u"YES"_s}};
}

std::vector<DictionaryRow> tabPartitions(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        if (!table.partitioning)
            continue;
        const Subpartitioning sub = subpartitioningOf(*table.partitioning);
        const std::vector<Part> parts = tableParts(*table.partitioning);
        for (size_t i = 0; i < parts.size(); ++i) {
            DictionaryRow row =
                partRow(ownerOf(name, s.user), parts[i], static_cast<qint64>(i) + 1);
            row[u"TABLE_NAME"_s] = name.name;
            row[u"PARTITION_NAME"_s] = parts[i].name;
            row[u"COMPOSITE"_s] = yesNo(!sub.method.isEmpty());
            const Partition partition = i < table.partitioning->partitions.size()
                ? table.partitioning->partitions[i]
                : Partition();
            row[u"SUBPARTITION_COUNT"_s] = sub.method.isEmpty()
                ? qint64{0}
                : static_cast<qint64>(subpartsOf(partition, parts[i].name, sub).size());
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

std::vector<DictionaryRow> tabSubpartitions(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        if (!table.partitioning)
            continue;
        const Subpartitioning sub = subpartitioningOf(*table.partitioning);
        if (sub.method.isEmpty())
            continue;
        const std::vector<Part> parts = tableParts(*table.partitioning);
        for (size_t i = 0; i < parts.size(); ++i) {
            const Partition partition = i < table.partitioning->partitions.size()
                ? table.partitioning->partitions[i]
                : Partition();
            qint64 position = 0;
            for (const Part &part : subpartsOf(partition, parts[i].name, sub)) {
                DictionaryRow row =
                    partRow(ownerOf(name, s.user), part, static_cast<qint64>(i) + 1);
                row[u"TABLE_NAME"_s] = name.name;
                row[u"PARTITION_NAME"_s] = parts[i].name;
                row[u"SUBPARTITION_NAME"_s] = part.name;
                row[u"SUBPARTITION_POSITION"_s] = ++position;
                rows.push_back(std::move(row));
            }
        }
    }
    return rows;
}

std::vector<DictionaryRow> subpartitionTemplates(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        const Subpartitioning sub =
            table.partitioning ? subpartitioningOf(*table.partitioning) : Subpartitioning();
        qint64 position = 0;
        for (const Part &part : sub.parts)
            rows.push_back({{u"OWNER"_s, ownerOf(name, s.user)},
                            {u"TABLE_NAME"_s, name.name},
                            {u"SUBPARTITION_NAME"_s, part.name},
                            {u"SUBPARTITION_POSITION"_s, ++position},
                            {u"TABLESPACE_NAME"_s, part.tablespace},
                            {u"HIGH_BOUND"_s, part.high}});
    }
    return rows;
}

std::vector<DictionaryRow> partIndexes(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, index] : s.catalog.indexes) {
        if (index.partitioning.isEmpty())
            continue;
        const IndexPartitioning partitioning = partitioningOf(index, s.catalog);
        rows.push_back({{u"OWNER"_s, ownerOf(name, s.user)},
                        {u"INDEX_NAME"_s, name.name},
                        {u"TABLE_NAME"_s, index.table.name},
                        {u"PARTITIONING_TYPE"_s, partitioning.method},
                        {u"SUBPARTITIONING_TYPE"_s, u"NONE"_s},
                        {u"PARTITION_COUNT"_s, static_cast<qint64>(partitioning.parts.size())},
                        {u"LOCALITY"_s, partitioning.local ? u"LOCAL"_s : u"GLOBAL"_s},
                        {u"ALIGNMENT"_s, u"PREFIXED"_s}});
    }
    return rows;
}

std::vector<DictionaryRow> indexPartitions(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, index] : s.catalog.indexes) {
        if (index.partitioning.isEmpty())
            continue;
        qint64 position = 0;
        for (const Part &part : partitioningOf(index, s.catalog).parts) {
            DictionaryRow row = partRow(ownerOf(name, s.user), part, ++position);
            row[u"INDEX_NAME"_s] = name.name;
            row[u"PARTITION_NAME"_s] = part.name;
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

constexpr DictionaryView views[] = {
    {u"USER_PART_TABLES",
     u"TABLE_NAME:t PARTITIONING_TYPE:t SUBPARTITIONING_TYPE:t PARTITION_COUNT:n "
     u"DEF_SUBPARTITION_COUNT:n PARTITIONING_KEY_COUNT:n SUBPARTITIONING_KEY_COUNT:n STATUS:t "
     u"DEF_TABLESPACE_NAME:t REF_PTN_CONSTRAINT_NAME:t INTERVAL:t @12.2 AUTOLIST:t",
     u"OWNER", partTables},
    {u"USER_PART_KEY_COLUMNS", u"NAME:t OBJECT_TYPE:t COLUMN_NAME:t COLUMN_POSITION:n", u"OWNER",
     partKeyColumns},
    {u"USER_SUBPART_KEY_COLUMNS", u"NAME:t OBJECT_TYPE:t COLUMN_NAME:t COLUMN_POSITION:n", u"OWNER",
     subpartKeyColumns},
    {u"USER_TAB_PARTITIONS",
     u"TABLE_NAME:t COMPOSITE:t PARTITION_NAME:t SUBPARTITION_COUNT:n HIGH_VALUE:l "
     u"HIGH_VALUE_LENGTH:n PARTITION_POSITION:n TABLESPACE_NAME:t COMPRESSION:t SEGMENT_CREATED:t "
     u"INTERVAL:t @23 HIGH_VALUE_CLOB:c",
     u"TABLE_OWNER", tabPartitions},
    {u"USER_TAB_SUBPARTITIONS",
     u"TABLE_NAME:t PARTITION_NAME:t SUBPARTITION_NAME:t HIGH_VALUE:l HIGH_VALUE_LENGTH:n "
     u"SUBPARTITION_POSITION:n TABLESPACE_NAME:t COMPRESSION:t SEGMENT_CREATED:t INTERVAL:t "
     u"@12.2 PARTITION_POSITION:n @23 HIGH_VALUE_CLOB:c",
     u"TABLE_OWNER", tabSubpartitions},
    {u"USER_SUBPARTITION_TEMPLATES",
     u"TABLE_NAME:t SUBPARTITION_NAME:t SUBPARTITION_POSITION:n TABLESPACE_NAME:t HIGH_BOUND:l",
     u"USER_NAME", subpartitionTemplates},
    {u"USER_PART_INDEXES",
     u"INDEX_NAME:t TABLE_NAME:t PARTITIONING_TYPE:t SUBPARTITIONING_TYPE:t PARTITION_COUNT:n "
     u"LOCALITY:t ALIGNMENT:t DEF_TABLESPACE_NAME:t",
     u"OWNER", partIndexes},
    {u"USER_IND_PARTITIONS",
     u"INDEX_NAME:t COMPOSITE:t PARTITION_NAME:t SUBPARTITION_COUNT:n HIGH_VALUE:l "
     u"HIGH_VALUE_LENGTH:n PARTITION_POSITION:n STATUS:t TABLESPACE_NAME:t COMPRESSION:t "
     u"INTERVAL:t SEGMENT_CREATED:t @23 HIGH_VALUE_CLOB:c",
     u"INDEX_OWNER", indexPartitions},
};

} // namespace

std::span<const DictionaryView> partitionViews()
{
    return views;
}

} // namespace Athanor
