// SPDX-License-Identifier: MIT
#include "ddl/application.h"
#include "ddl/readparts.h"
#include "schema/normalform.h"

#include <QtCore/QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

Failure noPartition(const QString &name)
{
    return refuse(2149, applyTr("Specified partition does not exist: %1").arg(writtenName(name)));
}

Partition *findPartition(Partitioning &partitioning, const QString &name)
{
    for (Partition &partition : partitioning.partitions)
        if (partition.name == name)
            return &partition;
    return nullptr;
}

// The single bound of VALUES LESS THAN (…): a number or a date literal; empty: nothing comparable.
QString singleBound(const QString &bound)
{
    const qsizetype open = bound.indexOf(u'(');
    const qsizetype close = bound.lastIndexOf(u')');
    return open < 0 || close < open ? QString()
                                    : bound.sliced(open + 1, close - open - 1).trimmed();
}

// Whether the new bound surely is not above the old one (ORA-14074).
bool isNotAbove(const QString &fresh, const QString &last)
{
    if (last.contains("MAXVALUE"_L1))
        return true;
    bool both = false;
    const double b = singleBound(last).toDouble(&both);
    bool good = false;
    const double a = singleBound(fresh).toDouble(&good);
    if (both && good)
        return a <= b;
    const QString left = singleBound(fresh);
    const QString right = singleBound(last);
    const bool dates = left.startsWith("DATE '"_L1) && right.startsWith("DATE '"_L1)
        && left.size() == right.size();
    return dates && left <= right;
}

// The values of VALUES ('DE', 'FR') as written.
QStringList valuesOf(const QString &bound)
{
    const QString inside = singleBound(bound);
    QStringList values;
    int depth = 0;
    qsizetype from = 0;
    for (const Token &token : tokenize(inside)) {
        const QStringView text = token.text(inside);
        if (text == u"(")
            ++depth;
        else if (text == u")")
            --depth;
        else if (text == u"," && depth == 0) {
            values.append(inside.sliced(from, token.range.start - from).trimmed());
            from = token.range.end();
        }
    }
    values.append(inside.sliced(from).trimmed());
    values.removeAll(QString());
    return values;
}

QString boundOf(const QStringList &values)
{
    return normalizedText(QString(u"VALUES ("_s + values.join(u", "_s) + u')'));
}

// "UPDATE INDEXES", "ONLINE" behind a partition are about the run.
QString withoutRunWords(QString clauses)
{
    for (const QString &words :
         {u"UPDATE GLOBAL INDEXES"_s, u"UPDATE INDEXES"_s, u"INVALIDATE GLOBAL INDEXES"_s,
          u"ONLINE"_s, u"PARALLEL"_s, u"NOPARALLEL"_s}) {
        if (clauses.endsWith(words))
            clauses = clauses.chopped(words.size()).trimmed();
    }
    return clauses;
}

// SPLIT PARTITION p AT (v) INTO (PARTITION a, PARTITION b) and MODIFY PARTITION p ADD VALUES (…).
class PartitionChange
{
public:
    PartitionChange(Cursor &at, Partitioning &partitioning)
        : m_at(at)
        , m_partitioning(partitioning)
    { }

    Result<> run();
    static bool count(Partitioning &partitioning, int difference);

private:
    void setClauses(Partition &partition);
    Result<> split();
    Result<> modifyValues(const QString &name);
    Result<> merge();
    std::optional<QString> name()
    {
        return m_at.isName() ? m_at.takeName(14006, DdlText()) : std::nullopt;
    }

    Cursor &m_at;
    Partitioning &m_partitioning;
};

Result<> PartitionChange::split()
{
    const std::optional<QString> from = name();
    Partition *source = from ? findPartition(m_partitioning, *from) : nullptr;
    if (from && !source)
        return noPartition(*from);
    const bool at = m_at.take(u"AT");
    if (!source || (!at && !m_at.take(u"VALUES")) || !m_at.isPunctuation(u"("))
        return {};
    const QString value = normalizedText(m_at.takeParenthesised());
    std::vector<Partition> halves; // each with what it inherits
    if (m_at.take(u"INTO") && m_at.takePunctuation(u"(")) {
        do {
            if (!m_at.take(u"PARTITION"))
                return {};
            Partition half = *source;
            half.name = m_at.isPunctuation(u",") || m_at.isPunctuation(u")")
                ? QString()
                : name().value_or(QString());
            setClauses(half);
            m_at.skipToListEnd();
            halves.push_back(std::move(half));
        } while (m_at.takePunctuation(u","));
    }
    Partition unnamed = *source;
    unnamed.name.clear();
    halves.resize(2, unnamed);
    for (const Partition &half : halves)
        if (half.name != source->name && findPartition(m_partitioning, half.name)
            && !half.name.isEmpty())
            return refuse(14013,
                          applyTr("duplicate partition name: %1").arg(writtenName(half.name)));
    Partition first = halves[0];
    Partition second = halves[1];
    if (at) {
        first.bound = normalizedText(QString(u"VALUES LESS THAN ("_s + value + u')'));
    } else {
        first.bound = normalizedText(QString(u"VALUES ("_s + value + u')'));
        QStringList rest = valuesOf(source->bound);
        for (const QString &gone : valuesOf(first.bound))
            rest.removeAll(gone);
        second.bound = boundOf(rest);
    }
    const auto place =
        m_partitioning.partitions.begin() + (source - m_partitioning.partitions.data());
    *place = first;
    m_partitioning.partitions.insert(place + 1, second);
    return {};
}

Result<> PartitionChange::modifyValues(const QString &partition)
{
    Partition *target = findPartition(m_partitioning, partition);
    if (!target)
        return noPartition(partition);
    const bool add = m_at.isWords({u"ADD", u"VALUES"});
    if (!add && !m_at.isWords({u"DROP", u"VALUES"})) {
        setClauses(*target);
        return {};
    }
    m_at.skip(2);
    if (!m_at.isPunctuation(u"("))
        return {};
    QStringList values = valuesOf(target->bound);
    const QString list = u"VALUES ("_s + m_at.takeParenthesised().toString() + u')';
    for (const QString &value : valuesOf(normalizedText(list))) {
        if (!add) {
            if (values.removeAll(value) == 0)
                return refuse(14313, applyTr("Value %1 does not exist in partition").arg(value));
            continue;
        }
        for (const Partition &other : m_partitioning.partitions)
            if (valuesOf(other.bound).contains(value))
                return refuse(14312,
                              applyTr("Value %1 already exists in partition %2")
                                  .arg(value, writtenName(other.name)));
        values.append(value);
    }
    target->bound = boundOf(values);
    return {};
}

// MODIFY PARTITION p NOLOGGING, MOVE PARTITION p TABLESPACE x, SPLIT … INTO (PARTITION p
// NOLOGGING, …: what the partition's segment is told.
void PartitionChange::setClauses(Partition &partition)
{
    PartitionClauses clauses = partitionClauses(partition.otherClauses);
    while (!m_at.atEnd() && !m_at.isPunctuation(u",") && !m_at.isPunctuation(u")")
           && takePartitionClause(m_at, clauses.physical)) { }
    partition.otherClauses = toString(clauses);
}

// Hash partitions have no bound: where they are counted, one more is one number more.
bool PartitionChange::count(Partitioning &partitioning, int difference)
{
    static const QRegularExpression counted(uR"(\bPARTITIONS (\d+))"_s);
    const QRegularExpressionMatch match = counted.match(partitioning.otherClauses);
    if (!match.hasMatch() || !partitioning.partitions.empty())
        return false;
    partitioning.otherClauses.replace(
        match.capturedStart(1), match.capturedLength(1),
        QString::number(std::max(1, match.captured(1).toInt() + difference)));
    return true;
}

// MERGE PARTITIONS a, b INTO PARTITION c: the upper bound, or all values, of both.
Result<> PartitionChange::merge()
{
    const std::optional<QString> a = name();
    if (!a || (!m_at.takePunctuation(u",") && !m_at.take(u"TO")))
        return {};
    const std::optional<QString> b = name();
    Partition *first = findPartition(m_partitioning, *a);
    Partition *second = b ? findPartition(m_partitioning, *b) : nullptr;
    if (!first || !second)
        return noPartition(first ? b.value_or(QString()) : *a);
    // What it does not say comes from the table, not from the two. SQL Language Reference, ALTER
    // TABLE, merge_table_partitions.
    Partition merged{{}, second->bound, {}};
    if (m_at.takeAll({u"INTO", u"PARTITION"})) {
        merged.name = name().value_or(QString());
        setClauses(merged);
    }
    if (!merged.name.isEmpty() && merged.name == first->name && m_partitioning.method == "RANGE"_L1)
        return refuse(14275,
                      applyTr("cannot reuse lower-bound partition %1 as resulting partition")
                          .arg(writtenName(merged.name)));
    const Partition *taken = findPartition(m_partitioning, merged.name);
    if (!merged.name.isEmpty() && taken && taken != first && taken != second)
        return refuse(14013, applyTr("duplicate partition name: %1").arg(writtenName(merged.name)));
    if (m_partitioning.method == "LIST"_L1) {
        const QStringList values = valuesOf(first->bound) + valuesOf(second->bound);
        merged.bound = boundOf(values.contains(u"DEFAULT"_s) ? QStringList{u"DEFAULT"_s} : values);
    }
    *second = merged;
    m_partitioning.partitions.erase(m_partitioning.partitions.begin()
                                    + (first - m_partitioning.partitions.data()));
    return {};
}

Result<> PartitionChange::run()
{
    if (m_at.takeAll({u"SPLIT", u"PARTITION"}) && !m_at.isWord(u"FOR"))
        return split();
    if (m_at.takeAll({u"MERGE", u"PARTITIONS"}) && !m_at.isWord(u"FOR"))
        return merge();
    if (m_at.takeAll({u"MODIFY", u"PARTITION"}) && !m_at.isWord(u"FOR")) {
        const std::optional<QString> partition = name();
        return partition ? modifyValues(*partition) : Result<>();
    }
    if (m_at.takeAll({u"RENAME", u"PARTITION"})) {
        const std::optional<QString> from = name();
        const bool to = m_at.take(u"TO");
        const std::optional<QString> fresh = to ? name() : std::nullopt;
        Partition *target = from ? findPartition(m_partitioning, *from) : nullptr;
        if (from && !target)
            return noPartition(*from);
        if (target && fresh)
            target->name = *fresh;
        return {};
    }
    if (m_at.takeAll({u"SET", u"INTERVAL"}) && m_at.isPunctuation(u"(")) {
        m_partitioning.interval = m_at.takeParenthesised().toString();
        return {};
    }
    if (m_at.takeAll({u"MOVE", u"PARTITION"}) && !m_at.isWord(u"FOR")) {
        const std::optional<QString> moved = name();
        Partition *target = moved ? findPartition(m_partitioning, *moved) : nullptr;
        if (target)
            setClauses(*target);
        else if (moved && m_partitioning.interval.isEmpty())
            return noPartition(*moved);
        return {};
    }
    if (m_at.takeAll({u"COALESCE", u"PARTITION"})) {
        if (m_partitioning.method == "HASH"_L1 && !count(m_partitioning, -1)
            && m_partitioning.partitions.size() > 1)
            m_partitioning.partitions.pop_back();
        return {};
    }
    if (m_at.takeAll({u"SET", u"PARTITIONING"})) {
        QStringList words = m_partitioning.otherClauses.split(u' ', Qt::SkipEmptyParts);
        words.removeAll(u"AUTOMATIC"_s);
        if (m_at.take(u"AUTOMATIC"))
            words.prepend(u"AUTOMATIC"_s);
        m_partitioning.otherClauses = words.join(u' ');
        return {};
    }
    return {}; // TRUNCATE, EXCHANGE: rows and segments, no structure
}

Failure notPartitioned()
{
    return refuse(14501, applyTr("object is not partitioned"));
}

} // namespace

Result<> Application::act(Table &table, const AddPartition &add)
{
    if (!table.partitioning)
        return notPartitioned();
    Partitioning &partitioning = *table.partitioning;
    if (!partitioning.interval.isEmpty())
        return refuse(14760,
                      applyTr("ADD PARTITION is not permitted on Interval partitioned objects"));
    if (!add.partition.name.isEmpty() && findPartition(partitioning, add.partition.name))
        return refuse(14013,
                      applyTr("duplicate partition name: %1").arg(writtenName(add.partition.name)));
    if (partitioning.method == "RANGE"_L1 && !partitioning.partitions.empty()
        && isNotAbove(add.partition.bound, partitioning.partitions.back().bound))
        return refuse(14074,
                      applyTr("partition bound must collate higher than that of the last "
                              "partition: use SPLIT PARTITION"));
    if (partitioning.method == "LIST"_L1) {
        for (const QString &value : valuesOf(add.partition.bound))
            for (const Partition &other : partitioning.partitions)
                if (valuesOf(other.bound).contains(value))
                    return refuse(14312,
                                  applyTr("Value %1 already exists in partition %2")
                                      .arg(value, writtenName(other.name)));
    }
    const bool counted = partitioning.method == "HASH"_L1 || partitioning.method == "SYSTEM"_L1;
    if (counted && add.partition.name.isEmpty() && PartitionChange::count(partitioning, +1))
        return {};
    if (partitioning.method == "LIST"_L1 && !partitioning.partitions.empty())
        for (const Partition &other : partitioning.partitions)
            if (valuesOf(other.bound).contains(u"DEFAULT"_s))
                return refuse(14323,
                              applyTr("cannot add partition when DEFAULT partition exists: SPLIT "
                                      "PARTITION %1")
                                  .arg(writtenName(other.name)));
    Partition partition = add.partition;
    partition.otherClauses = withoutRunWords(partition.otherClauses);
    partitioning.partitions.push_back(std::move(partition));
    return {};
}

Result<> Application::act(Table &table, const DropPartition &drop)
{
    if (!table.partitioning)
        return notPartitioned();
    Partitioning &partitioning = *table.partitioning;
    Partition *target = findPartition(partitioning, drop.name);
    if (!target) {
        // An interval table has partitions that Oracle made; they are not in a script's catalog.
        return partitioning.interval.isEmpty() ? Result<>(noPartition(drop.name)) : Result<>();
    }
    // Lifted in 12.2, as is reported; nobody has the document.
    if (!partitioning.interval.isEmpty() && target == &partitioning.partitions.back()
        && m_version < OracleVersion{12, 2})
        return refuse(14758, applyTr("Last partition in the range section cannot be dropped"));
    if (partitioning.partitions.size() == 1)
        return refuse(14083, applyTr("cannot drop the only partition of a partitioned table"));
    partitioning.partitions.erase(partitioning.partitions.begin()
                                  + (target - partitioning.partitions.data()));
    return {};
}

Result<> Application::act(Table &table, const Repartition &change)
{
    table.partitioning = change.partitioning;
    return checkPartitioning(table);
}

Result<> Application::act(Table &table, const AlterPartitioning &alter)
{
    if (!table.partitioning)
        return notPartitioned();
    Cursor at(alter.text, m_version);
    return PartitionChange(at, *table.partitioning).run();
}

} // namespace Athanor
