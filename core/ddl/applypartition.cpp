// SPDX-License-Identifier: MIT
#include "ddl/application.h"
#include "ddl/readparts.h"
#include "schema/normalform.h"
#include "schema/partitionbound.h"

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

// How a value stands to a bound: <0 below, 0 equal, >0 above. Nothing where only Oracle could tell.
std::optional<int> comparedTo(const QString &value, const QString &bound)
{
    if (bound == "MAXVALUE"_L1)
        return -1;
    if (value == bound)
        return 0;
    bool both = false;
    const double a = value.toDouble(&both);
    bool good = false;
    const double b = bound.toDouble(&good);
    if (both && good)
        return a < b ? -1 : a > b ? 1 : 0;
    const QString left = evaluatedBound(value);
    const QString right = evaluatedBound(bound);
    // Dates at midnight, and plain texts, in the order of their letters (BINARY, as bounds are).
    for (const QLatin1StringView start : {"DATE '"_L1, "'"_L1})
        if (left.startsWith(start) && right.startsWith(start) && left.endsWith(u'\''))
            return left.chopped(1).compare(right.chopped(1));
    return std::nullopt;
}

// Where PARTITION FOR (v, …) lies, by the partitions a script has named.
struct Found
{
    Partition *partition = nullptr;
    bool madeByOracle = false; // above the range section of an interval table: in no catalog
};

Found partitionFor(Partitioning &partitioning, const QStringList &values)
{
    if (partitioning.method == "LIST"_L1) {
        const QString value = values.size() == 1 ? evaluatedBound(values.front())
                                                 : u'(' + values.join(u", "_s) + u')';
        Partition *rest = nullptr;
        for (Partition &partition : partitioning.partitions) {
            for (const QString &one : valuesOf(partition.bound)) {
                if (evaluatedBound(one) == value)
                    return {&partition, false};
                if (one == "DEFAULT"_L1)
                    rest = &partition;
            }
        }
        return {rest, false};
    }
    if (partitioning.method != "RANGE"_L1)
        return {};
    for (Partition &partition : partitioning.partitions) {
        const QStringList bounds = valuesOf(partition.bound);
        std::optional<int> below = 0;
        for (qsizetype i = 0; below == 0 && i < values.size() && i < bounds.size(); ++i)
            below = comparedTo(values[i], bounds[i]);
        if (!below)
            return {};
        if (*below < 0)
            return {&partition, false};
    }
    return {nullptr, !partitioning.interval.isEmpty()};
}

Result<> dropPartition(Partitioning &partitioning, Partition *target, const OracleVersion &version)
{
    // Lifted in 12.2, as is reported; nobody has the document.
    if (!partitioning.interval.isEmpty() && target == &partitioning.partitions.back()
        && version < OracleVersion{12, 2})
        return refuse(14758, applyTr("Last partition in the range section cannot be dropped"));
    if (partitioning.partitions.size() == 1)
        return refuse(14083, applyTr("cannot drop the only partition of a partitioned table"));
    partitioning.partitions.erase(partitioning.partitions.begin()
                                  + (target - partitioning.partitions.data()));
    return {};
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
    // False: the partitions are as they were although Oracle would have changed them.
    [[nodiscard]] bool isFollowed() const { return m_followed; }
    static bool count(Partitioning &partitioning, int difference);

private:
    void setClauses(Partition &partition);
    Result<> split();
    Result<> modify();
    Result<> merge();
    Result<> rename();
    Result<> move();
    Result<> drop();
    void setInterval();
    Result<> notFollowed()
    {
        m_followed = false;
        return {};
    }
    std::optional<QString> name()
    {
        return m_at.isName() ? m_at.takeName(14006, DdlText()) : std::nullopt;
    }
    Result<Found> target();

    Cursor &m_at;
    Partitioning &m_partitioning;
    bool m_followed = true;
};

// A partition's name, or FOR (v, …): the one a row with these values would go to.
Result<Found> PartitionChange::target()
{
    if (m_at.isWord(u"FOR") && m_at.isPunctuation(u"(", 1)) {
        m_at.skip();
        const QString list = u'(' + m_at.takeParenthesised().toString() + u')';
        return partitionFor(m_partitioning, valuesOf(normalizedText(list)));
    }
    const std::optional<QString> named = name();
    if (!named)
        return Found();
    if (Partition *found = findPartition(m_partitioning, *named))
        return Found{found, false};
    return noPartition(*named);
}

Result<> PartitionChange::split()
{
    const Result<Found> from = target();
    if (!from)
        return Failure(from.error());
    Partition *source = from->partition;
    if (!source)
        return notFollowed();
    const bool list = m_partitioning.method == "LIST"_L1;
    QString bound; // of the first, where it stands behind AT or VALUES
    const bool at = m_at.take(u"AT");
    if (at || m_at.take(u"VALUES")) {
        if (!m_at.isPunctuation(u"("))
            return notFollowed();
        const QString value = normalizedText(m_at.takeParenthesised());
        bound =
            normalizedText(QString((at ? u"VALUES LESS THAN ("_s : u"VALUES ("_s) + value + u')'));
    }
    std::vector<Partition> parts;
    if (m_at.take(u"INTO") && m_at.takePunctuation(u"(")) {
        do {
            if (!m_at.take(u"PARTITION"))
                return notFollowed();
            Partition part{{}, {}, source->otherClauses}; // what is not written is inherited
            if (!m_at.isPunctuation(u",") && !m_at.isPunctuation(u")") && !m_at.isWord(u"VALUES"))
                part.name = name().value_or(QString());
            const qsizetype begin = m_at.offset();
            if (m_at.take(u"VALUES")) {
                (void)m_at.takeAll({u"LESS", u"THAN"});
                if (!m_at.isPunctuation(u"("))
                    return notFollowed();
                m_at.takeParenthesised();
                part.bound = normalizedText(m_at.slice(begin, m_at.previousEnd()));
            }
            setClauses(part);
            m_at.skipToListEnd();
            parts.push_back(std::move(part));
        } while (m_at.takePunctuation(u","));
    }
    if (!bound.isEmpty()) {
        parts.resize(2, Partition{{}, {}, source->otherClauses});
        parts.front().bound = bound;
    }
    if (parts.size() < 2)
        return notFollowed();
    // 12.1: every one but the last says its own bound; the last has what is left.
    QStringList rest = valuesOf(source->bound);
    for (size_t i = 0; i + 1 < parts.size(); ++i) {
        if (parts[i].bound.isEmpty())
            return notFollowed();
        for (const QString &gone : valuesOf(parts[i].bound))
            rest.removeAll(gone);
    }
    parts.back().bound = list ? boundOf(rest) : source->bound;
    for (const Partition &part : parts)
        if (part.name != source->name && findPartition(m_partitioning, part.name)
            && !part.name.isEmpty())
            return refuse(14013,
                          applyTr("duplicate partition name: %1").arg(writtenName(part.name)));
    const auto place =
        m_partitioning.partitions.begin() + (source - m_partitioning.partitions.data());
    *place = parts.front();
    m_partitioning.partitions.insert(place + 1, parts.begin() + 1, parts.end());
    return {};
}

Result<> PartitionChange::modify()
{
    const Result<Found> found = target();
    if (!found)
        return Failure(found.error());
    Partition *target = found->partition;
    if (!target)
        return found->madeByOracle ? Result<>() : notFollowed();
    const bool add = m_at.isWords({u"ADD", u"VALUES"});
    if (!add && !m_at.isWords({u"DROP", u"VALUES"})) {
        setClauses(*target);
        return {};
    }
    m_at.skip(2);
    if (!m_at.isPunctuation(u"("))
        return notFollowed();
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

// MERGE PARTITIONS a, b, … | a TO c INTO PARTITION d: the upper bound, or all values, of them.
Result<> PartitionChange::merge()
{
    std::vector<qsizetype> merged; // places
    bool range = false;
    do {
        const Result<Found> found = target();
        if (!found)
            return Failure(found.error());
        if (!found->partition)
            return notFollowed();
        const qsizetype place = found->partition - m_partitioning.partitions.data();
        for (qsizetype between = merged.empty() ? place : merged.back() + 1;
             range && between < place; ++between)
            merged.push_back(between);
        merged.push_back(place);
        range = m_at.take(u"TO");
    } while (range || m_at.takePunctuation(u","));
    std::sort(merged.begin(), merged.end());
    if (merged.size() < 2 || std::adjacent_find(merged.begin(), merged.end()) != merged.end())
        return notFollowed();
    // What it does not say comes from the table, not from those it is made of. SQL Language
    // Reference, ALTER TABLE, merge_table_partitions.
    Partition one{{}, m_partitioning.partitions[size_t(merged.back())].bound, {}};
    if (m_at.takeAll({u"INTO", u"PARTITION"})) {
        one.name = name().value_or(QString());
        setClauses(one);
    }
    if (const Partition *taken = findPartition(m_partitioning, one.name);
        taken && !one.name.isEmpty()) {
        const qsizetype place = taken - m_partitioning.partitions.data();
        if (std::find(merged.begin(), merged.end(), place) == merged.end())
            return refuse(14013,
                          applyTr("duplicate partition name: %1").arg(writtenName(one.name)));
        if (place != merged.back() && m_partitioning.method == "RANGE"_L1)
            return refuse(14275,
                          applyTr("cannot reuse lower-bound partition %1 as resulting partition")
                              .arg(writtenName(one.name)));
    }
    if (m_partitioning.method == "LIST"_L1) {
        QStringList values;
        for (const qsizetype place : merged)
            values += valuesOf(m_partitioning.partitions[size_t(place)].bound);
        one.bound = values.contains("DEFAULT"_L1) ? u"VALUES (DEFAULT)"_s : boundOf(values);
    }
    m_partitioning.partitions[size_t(merged.back())] = one;
    merged.pop_back();
    for (auto place = merged.rbegin(); place != merged.rend(); ++place)
        m_partitioning.partitions.erase(m_partitioning.partitions.begin() + *place);
    return {};
}

Result<> PartitionChange::rename()
{
    const Result<Found> found = target();
    if (!found)
        return Failure(found.error());
    const std::optional<QString> fresh = m_at.take(u"TO") ? name() : std::nullopt;
    if (!found->partition || !fresh)
        return notFollowed();
    if (findPartition(m_partitioning, *fresh))
        return refuse(*fresh == found->partition->name ? 14081 : 14082,
                      applyTr("new partition name must differ from that of any partition of the "
                              "object: %1")
                          .arg(writtenName(*fresh)));
    found->partition->name = *fresh;
    return {};
}

Result<> PartitionChange::move()
{
    const Result<Found> found = target();
    if (!found) // a partition Oracle made and named has no place in a script's catalog
        return m_partitioning.interval.isEmpty() ? Result<>(Failure(found.error())) : Result<>();
    if (found->partition)
        setClauses(*found->partition);
    return found->partition || found->madeByOracle ? Result<>() : notFollowed();
}

// DROP PARTITIONS a, b; DROP PARTITION FOR (v).
Result<> PartitionChange::drop()
{
    do {
        const Result<Found> found = target();
        if (!found)
            return m_partitioning.interval.isEmpty() ? Result<>(Failure(found.error()))
                                                     : Result<>();
        if (!found->partition && !found->madeByOracle)
            return notFollowed();
        if (found->partition)
            if (Result<> gone = dropPartition(m_partitioning, found->partition, m_at.version());
                !gone)
                return gone;
    } while (m_at.takePunctuation(u","));
    return {};
}

void PartitionChange::setInterval()
{
    m_partitioning.interval = m_at.takeParenthesised().toString();
    // STORE IN right behind it is the interval's; that of subpartitions comes behind SUBPARTITION.
    static const QRegularExpression storeIn(uR"(^STORE IN \([^)]*\) ?)"_s);
    if (m_partitioning.interval.isEmpty())
        m_partitioning.otherClauses.remove(storeIn);
}

Result<> PartitionChange::run()
{
    if (m_at.takeAll({u"SPLIT", u"PARTITION"}))
        return split();
    if (m_at.takeAll({u"MERGE", u"PARTITIONS"}))
        return merge();
    if (m_at.takeAll({u"MODIFY", u"PARTITION"}))
        return modify();
    if (m_at.takeAll({u"RENAME", u"PARTITION"}))
        return rename();
    if (m_at.isWords({u"SET", u"INTERVAL"}) && m_at.isPunctuation(u"(", 2)) {
        m_at.skip(2);
        setInterval();
        return {};
    }
    if (m_at.takeAll({u"MOVE", u"PARTITION"}))
        return move();
    if (m_at.takeAll({u"DROP", u"PARTITION"}) || m_at.takeAll({u"DROP", u"PARTITIONS"}))
        return drop();
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
    // Rows and segments are no structure; of subpartitions the reader has said that they are text.
    if (m_at.isAnyWord({u"TRUNCATE", u"EXCHANGE", u"MOVE", u"COALESCE"})
        || m_at.source().contains(u"SUBPARTITION"_s))
        return {};
    return notFollowed();
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
    return dropPartition(partitioning, target, m_version);
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
    PartitionChange change(at, *table.partitioning);
    Result<> done = change.run();
    if (done && !change.isFollowed())
        note({u"TABLE"_s, table.name}, alter.text,
             applyTr("this change of partitions is not followed"));
    return done;
}

} // namespace Athanor
