// SPDX-License-Identifier: MIT
#include "ddl/reader.h"
#include "diff/generation.h"
#include "diff/pairing.h"
#include "diff/probes.h"
#include "schema/physical.h"
#include "sql/lexer.h"

#include <QtCore/QRegularExpression>

#include <algorithm>

namespace Athanor {

using namespace Qt::StringLiterals;
using Tr = GenerateTr;

namespace {

class PartitionSteps
{
public:
    PartitionSteps(Generation &generation, const Table &before, const Table &after, size_t change)
        : m_generation(generation)
        , m_table(after.name)
        , m_before(*before.partitioning)
        , m_after(*after.partitioning)
        , m_change(change)
    { }

    void run()
    {
        if (m_before.method != m_after.method || m_before.columns != m_after.columns
            || !otherClauses()) {
            manual(Tr::tr("%1 is partitioned another way: create the new table, copy the rows, "
                          "rename, or use "
                          "DBMS_REDEFINITION (from 18c also ALTER TABLE … MODIFY PARTITION BY).")
                       .arg(writtenName(m_table)));
            return;
        }
        if (m_before.interval != m_after.interval)
            alter(words(u"SET INTERVAL (") + m_after.interval + u')');
        const std::vector<Partition> before = comparedPartitioning(m_before)->partitions;
        const std::vector<Partition> after = comparedPartitioning(m_after)->partitions;
        std::vector<Partition> standing = renamed(merged(before, after), after);
        for (const Partition &partition : after) {
            const Partition *was = named(standing, partition.name);
            if (was)
                kept(*was, partition);
        }
        added(standing, after);
        for (const Partition &partition : standing)
            if (!named(after, partition.name))
                dropped(partition);
    }

private:
    [[nodiscard]] QString words(QStringView upper) const { return m_generation.words(upper); }

    GenerationStep &alter(const QString &action, std::vector<Hazard> hazards = {})
    {
        return m_generation.alterTable(StepRank::Attributes, m_table, action, {m_change},
                                       std::move(hazards));
    }

    void manual(const QString &note)
    {
        m_generation.manual(StepRank::Attributes, note, {m_change});
    }

    static const Partition *named(const std::vector<Partition> &partitions, const QString &name)
    {
        const auto found = std::find_if(partitions.begin(), partitions.end(),
                                        [&name](const Partition &p) { return p.name == name; });
        return found == partitions.end() || name.isEmpty() ? nullptr : &*found;
    }

    // How many hash partitions there are, and whether a list makes its own, can be altered.
    bool otherClauses()
    {
        static const QRegularExpression counted(uR"(\bPARTITIONS (\d+))"_s);
        const QRegularExpressionMatch was = counted.match(m_before.otherClauses);
        const QRegularExpressionMatch is = counted.match(m_after.otherClauses);
        const auto rest = [](QString clauses, const QRegularExpressionMatch &match) {
            clauses.remove(match.captured());
            QStringList words = clauses.split(u' ', Qt::SkipEmptyParts);
            words.removeAll(u"AUTOMATIC"_s);
            return words.join(u' ');
        };
        if (was.hasMatch() != is.hasMatch()
            || rest(m_before.otherClauses, was) != rest(m_after.otherClauses, is))
            return false;
        const auto automatic = [](const Partitioning &partitioning) {
            return partitioning.otherClauses.split(u' ').contains(u"AUTOMATIC"_s);
        };
        if (automatic(m_before) != automatic(m_after))
            alter(words(u"SET PARTITIONING ")
                  + words(automatic(m_after) ? u"AUTOMATIC" : u"MANUAL"));
        const int more = is.captured(1).toInt() - was.captured(1).toInt();
        for (int i = 0; i < more; ++i)
            alter(words(u"ADD PARTITION"));
        for (int i = 0; i < -more; ++i)
            alter(words(u"COALESCE PARTITION"));
        return true;
    }

    // Two neighbours that become one of another name keep their rows: MERGE, not DROP.
    std::vector<Partition> merged(std::vector<Partition> before,
                                  const std::vector<Partition> &after)
    {
        if (m_after.method != u"RANGE"_s)
            return before;
        for (size_t i = 0; i + 1 < before.size(); ++i) {
            const Partition &lower = before[i];
            const Partition &upper = before[i + 1];
            const auto fresh = std::find_if(after.begin(), after.end(), [&](const Partition &p) {
                return p.bound == upper.bound && !named(before, p.name);
            });
            if (named(after, lower.name) || named(after, upper.name) || fresh == after.end()
                || hasBound(after, lower.bound))
                continue;
            alter(words(u"MERGE PARTITIONS ") + writtenName(lower.name) + u", "_s
                      + writtenName(upper.name) + words(u" INTO PARTITION ")
                      + writtenName(fresh->name),
                  {{HazardKind::Blocks,
                    Tr::tr("Moves the rows of two partitions into one; global indexes are unusable "
                           "afterwards unless UPDATE INDEXES is added.")}});
            before[i + 1].name = fresh->name;
            before.erase(before.begin() + qsizetype(i));
            --i; // three may become one
        }
        return before;
    }

    static bool hasBound(const std::vector<Partition> &partitions, const QString &bound)
    {
        return std::any_of(partitions.begin(), partitions.end(),
                           [&bound](const Partition &p) { return p.bound == bound; });
    }

    // The same bound under another name.
    std::vector<Partition> renamed(std::vector<Partition> before,
                                   const std::vector<Partition> &after)
    {
        if (m_after.method == u"HASH"_s)
            return before;
        for (Partition &partition : before) {
            if (named(after, partition.name) || partition.name.isEmpty())
                continue;
            for (const Partition &candidate : after) {
                if (candidate.bound != partition.bound || named(before, candidate.name))
                    continue;
                alter(words(u"RENAME PARTITION ") + writtenName(partition.name) + words(u" TO ")
                      + writtenName(candidate.name));
                partition.name = candidate.name;
                break;
            }
        }
        return before;
    }

    // What stands between the outer parentheses of a bound.
    static QString values(const QString &bound)
    {
        const qsizetype open = bound.indexOf(u'(');
        const qsizetype close = bound.lastIndexOf(u')');
        return open < 0 || close < open ? QString() : bound.mid(open + 1, close - open - 1);
    }

    static QStringList valueList(const QString &bound)
    {
        const QString text = values(bound);
        QStringList list;
        int depth = 0;
        qsizetype from = 0;
        for (const Token &token : tokenize(text)) {
            const QStringView piece = token.text(text);
            if (piece == u"(")
                ++depth;
            else if (piece == u")")
                --depth;
            else if (piece == u"," && depth == 0) {
                list << text.mid(from, token.range.start - from).trimmed();
                from = token.range.end();
            }
        }
        list << text.mid(from).trimmed();
        return list;
    }

    void kept(const Partition &before, const Partition &after)
    {
        if (before.bound == after.bound) {
            clauses(before, after);
            return;
        }
        if (m_after.method != u"LIST"_s) {
            manual(
                Tr::tr(
                    "The bound of partition %1 of %2 cannot be altered: SPLIT or MERGE partitions.")
                    .arg(writtenName(after.name), writtenName(m_table)));
            return;
        }
        const QStringList was = valueList(before.bound);
        const QStringList is = valueList(after.bound);
        modifyValues(after.name, u"ADD VALUES", without(is, was), {});
        modifyValues(
            after.name, u"DROP VALUES", without(was, is),
            {{HazardKind::MayFailOnRows,
              Tr::tr("Fails with %1 where rows hold the values.").arg(oraCodeText(14518)), 14518}});
    }

    void clauses(const Partition &before, const Partition &after)
    {
        if (samePartition(before, after))
            return;
        const PartitionClauses was = partitionClauses(before.otherClauses);
        const PartitionClauses is = partitionClauses(after.otherClauses);
        const std::map<QString, QString> from = comparedPhysical(was.physical, is.physical);
        const QString modify = words(u"MODIFY PARTITION ") + writtenName(after.name) + u' ';
        for (const auto &[keyword, value] : is.physical) {
            const auto old = from.find(keyword);
            if (old != from.end() && old->second == value)
                continue;
            // Another segment: rows move, local indexes are unusable until rebuilt.
            const bool moves = keyword == u"TABLESPACE"_s || isColumnStorage(keyword);
            if (moves)
                alter(words(u"MOVE PARTITION ") + writtenName(after.name) + u' '
                          + writePhysical(keyword, value),
                      {{HazardKind::Blocks,
                        Tr::tr("Moves every row of the partition; its indexes are unusable until "
                               "they are rebuilt (%1).")
                            .arg(oraCodeText(1502)),
                        1502}});
            else
                alter(modify + writePhysical(keyword, value));
        }
        for (const auto &[keyword, value] : from) {
            if (is.physical.count(keyword) != 0)
                continue;
            const QString standard =
                keyword == u"READ ONLY"_s ? u"READ WRITE"_s : defaultClause(keyword);
            if (!standard.isEmpty())
                alter(modify + words(standard));
        }
        if (was.rest != is.rest)
            manual(
                Tr::tr("Partition %1 of %2 has other clauses: they were “%3” and are to be “%4”.")
                    .arg(writtenName(after.name), writtenName(m_table), was.rest, is.rest));
    }

    static QStringList without(QStringList list, const QStringList &taken)
    {
        list.removeIf([&taken](const QString &value) { return taken.contains(value); });
        return list;
    }

    void modifyValues(const QString &partition, QStringView action, const QStringList &values,
                      const std::vector<Hazard> &hazards)
    {
        if (!values.isEmpty())
            alter(words(u"MODIFY PARTITION ") + writtenName(partition) + u' ' + words(action)
                      + u" ("_s + values.join(u", "_s) + u')',
                  hazards);
    }

    void added(const std::vector<Partition> &before, const std::vector<Partition> &after)
    {
        const bool isRange = m_after.method == u"RANGE"_s;
        const Partition *defaults = nullptr; // DEFAULT of a list: new values come out of it
        for (const Partition &partition : before)
            if (partition.bound == u"VALUES (DEFAULT)"_s && named(after, partition.name))
                defaults = named(after, partition.name);
        for (size_t i = 0; i < after.size(); ++i) {
            const Partition &partition = after[i];
            if (named(before, partition.name) || partition.name.isEmpty())
                continue;
            const Partition *split = isRange ? nextStanding(before, after, i) : defaults;
            if (split)
                this->split(*split, partition, isRange);
            else if (isRange && !m_after.interval.isEmpty())
                manual(Tr::tr("Oracle makes the partitions of an INTERVAL table itself (%1): "
                              "partition %2 is not added.")
                           .arg(oraCodeText(14760), writtenName(partition.name)));
            else
                alter(words(u"ADD ") + writePartition(partition, m_generation.options().style));
        }
        if (m_after.method == u"HASH"_s && m_after.partitions.size() != m_before.partitions.size()
            && m_after.partitions.empty())
            manual(Tr::tr("%1 has another number of hash partitions: ADD PARTITION or COALESCE "
                          "PARTITION.")
                       .arg(writtenName(m_table)));
    }

    // The first later partition that was there before: the newcomer is cut out of it (ADD would be
    // ORA-14074).
    static const Partition *nextStanding(const std::vector<Partition> &before,
                                         const std::vector<Partition> &after, size_t from)
    {
        for (size_t i = from + 1; i < after.size(); ++i)
            if (named(before, after[i].name))
                return &after[i];
        return nullptr;
    }

    void split(const Partition &whole, const Partition &part, bool isRange)
    {
        alter(words(u"SPLIT PARTITION ") + writtenName(whole.name)
                  + words(isRange ? u" AT (" : u" VALUES (") + values(part.bound)
                  + words(u") INTO (PARTITION ") + writtenName(part.name) + words(u", PARTITION ")
                  + writtenName(whole.name) + u')',
              {{HazardKind::Blocks,
                Tr::tr("Moves the rows between two partitions; global indexes are unusable "
                       "afterwards unless UPDATE "
                       "INDEXES is added.")}});
    }

    void dropped(const Partition &partition)
    {
        if (m_after.method == u"HASH"_s) {
            alter(words(u"COALESCE PARTITION"));
            return;
        }
        alter(words(u"DROP PARTITION ") + writtenName(partition.name),
              {dropsPartition(m_table, partition.name)});
    }

    Generation &m_generation;
    const QualifiedName &m_table;
    const Partitioning &m_before;
    const Partitioning &m_after;
    const size_t m_change;
};

} // namespace

void partitionsAltered(Generation &generation, const Table &before, const Table &after,
                       size_t change)
{
    if (before.partitioning && after.partitioning) {
        PartitionSteps(generation, before, after, change).run();
        return;
    }
    const QString note = after.partitioning
        ? Tr::tr(
            "%1 is to be partitioned: create the partitioned table, copy the rows, rename, or use "
            "DBMS_REDEFINITION (from 12.2 also ALTER TABLE … MODIFY PARTITION BY … ONLINE).")
        : Tr::tr(
            "%1 is no longer to be partitioned: create the plain table, copy the rows, rename.");
    generation.manual(StepRank::Attributes, note.arg(writtenName(after.name)), {change});
}

} // namespace Athanor
