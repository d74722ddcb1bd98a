// SPDX-License-Identifier: MIT
#include "ddl/reader.h"
#include "diff/generation.h"
#include "diff/pairing.h"
#include "diff/partitionplan.h"
#include "diff/probes.h"
#include "schema/physical.h"

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
        std::vector<Partition> before = comparedPartitioning(m_before)->partitions;
        const std::vector<Partition> after = comparedPartitioning(m_after)->partitions;
        if (m_after.method == u"HASH"_s)
            coalesced(before, after);
        const PartitionPlan plan = partitionPlan(m_after.method, before, after);
        if (plan.isTangled) {
            manual(Tr::tr("The values of partitions of %1 that go are to lie in several: SPLIT "
                          "them by hand first, so that no rows are lost.")
                       .arg(writtenName(m_table)));
            return;
        }
        for (const Partition &partition : before)
            if (mustBeWritable(partition, plan, after))
                alter(words(u"MODIFY PARTITION ") + writtenName(partition.name)
                      + words(u" READ WRITE"));
        for (const PartitionMove &move : plan.moves)
            this->move(move, after);
        const std::vector<Partition> &standing = plan.standing;
        values(standing, after);
        for (const Partition &partition : after)
            if (const Partition *was = partitionNamed(standing, partition.name))
                clauses(*was, partition);
        added(standing, after);
        for (const Partition &partition : standing)
            if (!partition.name.isEmpty() && !partitionNamed(after, partition.name))
                dropped(partition);
        // ORA-14466: no partition that others are cut out of may be read only yet.
        for (const QString &partition : m_readOnly)
            alter(words(u"MODIFY PARTITION ") + writtenName(partition) + words(u" READ ONLY"));
    }

private:
    [[nodiscard]] QString words(QStringView upper) const { return m_generation.words(upper); }

    GenerationStep &alter(const QString &action, std::vector<Hazard> hazards = {})
    {
        return m_generation.alterTable(StepRank::Attributes, m_table, action, {m_change},
                                       std::move(hazards));
    }

    void manual(const QString &note, int oraCode = 0)
    {
        m_generation.manual(StepRank::Attributes, note, {m_change}, oraCode);
    }

    // How many partitions without a name there are, and whether a list makes its own, can be
    // altered.
    bool otherClauses()
    {
        static const QRegularExpression counted(uR"(\bPARTITIONS (\d+))"_s);
        const QString before = comparedPartitioning(m_before)->otherClauses;
        const QString after = comparedPartitioning(m_after)->otherClauses;
        const QRegularExpressionMatch was = counted.match(before);
        const QRegularExpressionMatch is = counted.match(after);
        const auto rest = [](QString clauses, const QRegularExpressionMatch &match) {
            clauses.remove(match.captured());
            QStringList words = clauses.split(u' ', Qt::SkipEmptyParts);
            words.removeAll(u"AUTOMATIC"_s);
            return words.join(u' ');
        };
        if (was.hasMatch() != is.hasMatch() || rest(before, was) != rest(after, is))
            return false;
        const auto automatic = [](const QString &clauses) {
            return clauses.split(u' ').contains(u"AUTOMATIC"_s);
        };
        if (automatic(before) != automatic(after))
            alter(words(u"SET PARTITIONING ") + words(automatic(after) ? u"AUTOMATIC" : u"MANUAL"));
        const int more = is.captured(1).toInt() - was.captured(1).toInt();
        if (more < 0 && m_after.method != u"HASH"_s) { // ORA-14259: COALESCE is for HASH alone
            manual(Tr::tr("%1 is to have fewer partitions: see which of them hold no rows and DROP "
                          "those.")
                       .arg(writtenName(m_table)));
            return true;
        }
        for (int i = 0; i < more; ++i)
            alter(words(u"ADD PARTITION"));
        for (int i = 0; i < -more; ++i)
            alter(words(u"COALESCE PARTITION"));
        return true;
    }

    // The rows of the last are spread over the others.
    void coalesced(std::vector<Partition> &before, const std::vector<Partition> &after)
    {
        while (!after.empty() && before.size() > after.size()) {
            alter(words(u"COALESCE PARTITION"));
            before.pop_back();
        }
    }

    // ORA-14466: before anything else is done to it.
    static bool mustBeWritable(const Partition &partition, const PartitionPlan &plan,
                               const std::vector<Partition> &after)
    {
        const auto isReadOnly = [](const Partition &one) {
            return partitionClauses(one.otherClauses).physical.count(u"READ ONLY"_s) != 0;
        };
        if (!isReadOnly(partition))
            return false;
        const auto of = std::find_if(
            plan.moves.begin(), plan.moves.end(), [&partition](const PartitionMove &move) {
                return move.first == partition.name || move.second == partition.name;
            });
        if (of != plan.moves.end() && of->kind != PartitionMove::Kind::Rename)
            return true;
        const Partition *same =
            partitionNamed(after, of == plan.moves.end() ? partition.name : of->into);
        return same && !isReadOnly(*same);
    }

    void move(const PartitionMove &move, const std::vector<Partition> &after)
    {
        switch (move.kind) {
        case PartitionMove::Kind::Merge: {
            const Partition *into = partitionNamed(after, move.into);
            alter(words(u"MERGE PARTITIONS ") + writtenName(move.first) + u", "_s
                      + writtenName(move.second) + words(u" INTO ")
                      + written(into ? *into : Partition{move.into, {}, {}}, {}),
                  {{HazardKind::Blocks,
                    Tr::tr("Moves the rows of two partitions into one; global indexes are unusable "
                           "afterwards unless UPDATE INDEXES is added.")}});
            break;
        }
        case PartitionMove::Kind::Rename:
            alter(words(u"RENAME PARTITION ") + writtenName(move.first) + words(u" TO ")
                  + writtenName(move.into));
            break;
        case PartitionMove::Kind::SplitList:
            split({move.first, {}, clausesBefore(move.first)}, *partitionNamed(after, move.into),
                  u" VALUES (");
            break;
        }
    }

    [[nodiscard]] QString clausesBefore(const QString &name) const
    {
        const Partition *partition = partitionNamed(m_before.partitions, name);
        return partition ? partition->otherClauses : QString();
    }

    // PARTITION p with its clauses, and with the defaults of those it would inherit. READ ONLY
    // waits until all rows are where they belong.
    [[nodiscard]] QString written(const Partition &partition, const QString &inherited)
    {
        PartitionClauses clauses = partitionClauses(partition.otherClauses);
        if (clauses.physical.erase(u"READ ONLY"_s) != 0
            && std::find(m_readOnly.begin(), m_readOnly.end(), partition.name) == m_readOnly.end())
            m_readOnly.push_back(partition.name);
        for (const auto &[keyword, value] : partitionClauses(inherited).physical)
            if (const QString standard = standardClause(keyword);
                !standard.isEmpty() && keyword != u"READ ONLY"_s)
                clauses.physical.emplace(keyword, words(standard));
        return writePartition({partition.name, {}, toString(clauses)},
                              m_generation.options().style);
    }

    static QString standardClause(const QString &keyword)
    {
        if (keyword == u"READ ONLY"_s)
            return u"READ WRITE"_s;
        return keyword == u"INDEXING"_s ? u"INDEXING ON"_s : defaultClause(keyword);
    }

    // A value leaves one partition before another takes it (ORA-14312).
    void values(const std::vector<Partition> &standing, const std::vector<Partition> &after)
    {
        for (const bool adds : {false, true}) {
            for (const Partition &partition : after) {
                const Partition *was = partitionNamed(standing, partition.name);
                if (!was || sameBound(was->bound, partition.bound))
                    continue;
                if (m_after.method == u"LIST"_s)
                    listValues(*was, partition, adds);
                else if (adds)
                    manual(Tr::tr("The bound of partition %1 of %2 cannot be altered: SPLIT or "
                                  "MERGE partitions.")
                               .arg(writtenName(partition.name), writtenName(m_table)));
            }
        }
    }

    void listValues(const Partition &before, const Partition &after, bool adds)
    {
        const QStringList was = boundValues(before.bound);
        const QStringList is = boundValues(after.bound);
        if (adds)
            modifyValues(after.name, u"ADD VALUES", without(is, was), {});
        else
            modifyValues(
                after.name, u"DROP VALUES", without(was, is),
                {{HazardKind::MayFailOnRows,
                  Tr::tr("Fails with %1 where rows hold the values.").arg(oraCodeText(14518)),
                  14518}});
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
            if (keyword == u"READ ONLY"_s)
                m_readOnly.push_back(after.name);
            else if (moves && isComposite())
                manual(Tr::tr("Partition %1 of %2 is to have %3. Its rows lie in subpartitions "
                              "(%4): MOVE SUBPARTITION each of them.")
                           .arg(writtenName(after.name), writtenName(m_table),
                                writePhysical(keyword, value), oraCodeText(14257)),
                       14257);
            else if (moves)
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
            const QString standard = standardClause(keyword);
            if (!standard.isEmpty() && keyword != u"READ ONLY"_s) // that went first
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
            if (partition.bound == u"VALUES (DEFAULT)"_s && partitionNamed(after, partition.name))
                defaults = partitionNamed(after, partition.name);
        for (size_t i = 0; i < after.size(); ++i) {
            const Partition &partition = after[i];
            if (partitionNamed(before, partition.name) || partition.name.isEmpty())
                continue;
            const Partition *split = isRange ? nextStanding(before, after, i) : defaults;
            if (split)
                this->split(*split, partition, isRange ? u" AT (" : u" VALUES (");
            else if (isRange && !m_after.interval.isEmpty())
                manual(Tr::tr("Oracle makes the partitions of an INTERVAL table itself (%1): "
                              "partition %2 is not added.")
                           .arg(oraCodeText(14760), writtenName(partition.name)));
            else
                alter(words(u"ADD ") + writePartition(partition, m_generation.options().style));
        }
    }

    // The first later partition that was there before: the newcomer is cut out of it (ADD would be
    // ORA-14074).
    static const Partition *nextStanding(const std::vector<Partition> &before,
                                         const std::vector<Partition> &after, size_t from)
    {
        for (size_t i = from + 1; i < after.size(); ++i)
            if (partitionNamed(before, after[i].name))
                return &after[i];
        return nullptr;
    }

    // Both halves inherit what the whole has and they do not say.
    void split(const Partition &whole, const Partition &part, QStringView how)
    {
        alter(words(u"SPLIT PARTITION ") + writtenName(whole.name) + words(how)
                  + boundText(part.bound) + words(u") INTO (") + written(part, whole.otherClauses)
                  + words(u", PARTITION ") + writtenName(whole.name) + u')',
              {{HazardKind::Blocks,
                Tr::tr("Moves the rows between two partitions; global indexes are unusable "
                       "afterwards unless UPDATE "
                       "INDEXES is added.")}});
    }

    void dropped(const Partition &partition)
    {
        alter(words(u"DROP PARTITION ") + writtenName(partition.name),
              {dropsPartition(m_table, partition.name)});
    }

    [[nodiscard]] bool isComposite() const
    {
        return m_after.otherClauses.contains(u"SUBPARTITION BY"_s);
    }

    Generation &m_generation;
    const QualifiedName &m_table;
    const Partitioning &m_before;
    const Partitioning &m_after;
    const size_t m_change;
    std::vector<QString> m_readOnly;
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
