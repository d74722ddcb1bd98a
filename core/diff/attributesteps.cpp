// SPDX-License-Identifier: MIT
#include "diff/generation.h"

#include "diff/pairing.h"
#include "diff/probes.h"
#include "sql/lexer.h"

#include <algorithm>

namespace Athanor {

using namespace Qt::StringLiterals;
using Tr = GenerateTr;

namespace {

// How a clause that is no longer there is said: Oracle's default, in words.
QString defaultClause(const QString &keyword)
{
    static const std::map<QString, QString> defaults{
        {u"LOGGING"_s, u"LOGGING"_s},
        {u"PARALLEL"_s, u"NOPARALLEL"_s},
        {u"PCTFREE"_s, u"PCTFREE 10"_s},
        {u"CACHE"_s, u"NOCACHE"_s},
        {u"COMPRESS"_s, u"NOCOMPRESS"_s},
        {u"ROW MOVEMENT"_s, u"DISABLE ROW MOVEMENT"_s},
        {u"RESULT_CACHE"_s, u"RESULT_CACHE (MODE DEFAULT)"_s},
        {u"INMEMORY"_s, u"NO INMEMORY"_s},
        {u"FLASHBACK ARCHIVE"_s, u"NO FLASHBACK ARCHIVE"_s},
    };
    const auto found = defaults.find(keyword);
    return found == defaults.end() ? QString() : found->second;
}

// "STORE AS SECUREFILE(CACHE COMPRESS)" apart: how it is stored, and the parameters.
struct LobStorage
{
    QString kind; // "SECUREFILE", "BASICFILE", "" for the database's default
    QString segment;
    QStringList parameters;
    QString tablespace;
};

LobStorage lobStorage(const QString &clause)
{
    LobStorage storage;
    const std::vector<Token> tokens = tokenize(clause);
    bool inside = false;
    for (size_t i = 0; i < tokens.size(); ++i) {
        const QString text = tokens[i].text(clause).toString();
        if (text == u"("_s || text == u")"_s)
            inside = text == u"("_s;
        else if (inside && text == u"TABLESPACE"_s && i + 1 < tokens.size())
            storage.tablespace = tokens[++i].text(clause).toString();
        else if (inside)
            storage.parameters << text;
        else if (text == u"SECUREFILE"_s || text == u"BASICFILE"_s)
            storage.kind = text;
        else if (text != u"STORE"_s && text != u"AS"_s)
            storage.segment = text;
    }
    return storage;
}

class AttributeSteps
{
public:
    AttributeSteps(Generation &generation, const Table &before, const Table &after, size_t change)
        : m_generation(generation)
        , m_before(before)
        , m_after(after)
        , m_change(change)
    { }

    void run()
    {
        const std::map<QString, QString> from =
            comparedPhysical(m_before.physical, m_after.physical);
        for (const auto &[keyword, value] : m_after.physical) {
            const auto was = from.find(keyword);
            if ((was == from.end() || was->second != value) && !isOfNewColumn(keyword))
                set(keyword, was == from.end() ? QString() : was->second, value);
        }
        for (const auto &[keyword, value] : from) {
            if (m_after.physical.count(keyword) == 0)
                reset(keyword);
        }
        if (m_moved)
            rebuildIndexes();
        if (m_before.readOnly != m_after.readOnly)
            alter(m_after.readOnly ? StepRank::ReadOnly : StepRank::ReadWrite,
                  m_after.readOnly ? u"READ ONLY" : u"READ WRITE");
        if (comparedPartitioning(m_before.partitioning)
            != comparedPartitioning(m_after.partitioning))
            partitionsAltered(m_generation, m_before, m_after, m_change);
        if (m_before.otherClauses != m_after.otherClauses)
            m_generation.manual(
                StepRank::Attributes,
                Tr::tr("%1 has clauses Athanor carries but does not understand: they were “%2” and "
                       "are to be “%3”.")
                    .arg(writtenName(m_after.name), m_before.otherClauses, m_after.otherClauses),
                {m_change});
    }

private:
    // Said with ADD.
    [[nodiscard]] bool isOfNewColumn(const QString &keyword) const
    {
        for (const Column &column : m_after.columns)
            if (!m_before.column(column.name) && isStorageOf(keyword, column.name))
                return true;
        return false;
    }

    GenerationStep &alter(StepRank rank, QStringView action, std::vector<Hazard> hazards = {})
    {
        return m_generation.alterTable(rank, m_after.name, m_generation.words(action), {m_change},
                                       std::move(hazards));
    }

    [[nodiscard]] std::vector<Hazard> moving() const
    {
        return {{HazardKind::Blocks,
                 Tr::tr("Moves every row of %1 and locks the table meanwhile; its indexes are "
                        "unusable until they are "
                        "rebuilt (%2).")
                     .arg(writtenName(m_after.name), oraCodeText(1502)),
                 1502}};
    }

    void set(const QString &keyword, const QString &was, const QString &value)
    {
        if (keyword == u"TABLESPACE"_s) {
            if (m_after.partitioning || isTemporary(m_after.kind)) {
                alter(StepRank::Attributes,
                      QString(u"MODIFY DEFAULT ATTRIBUTES TABLESPACE "_s + value));
                return;
            }
            alter(StepRank::Attributes, QString(u"MOVE TABLESPACE "_s + value), moving());
            m_moved = true;
        } else if (keyword.startsWith(u"LOB ("_s)) {
            lob(keyword, was, value);
        } else if (keyword.contains(u" COLUMN "_s) || keyword.startsWith(u"NESTED TABLE"_s)
                   || keyword.startsWith(u"VARRAY"_s) || keyword == u"ROWDEPENDENCIES"_s) {
            m_generation.manual(StepRank::Attributes,
                                Tr::tr("How %1 stores %2 cannot be altered: rebuild the table.")
                                    .arg(writtenName(m_after.name), keyword),
                                {m_change});
        } else {
            GenerationStep &step = alter(StepRank::Attributes, writePhysical(keyword, value));
            if (keyword == u"COMPRESS"_s)
                step.statements.front().note =
                    Tr::tr("Only rows written from now on are compressed; ALTER TABLE … MOVE "
                           "compresses those there are.");
        }
    }

    void reset(const QString &keyword)
    {
        if (const QString clause = defaultClause(keyword); !clause.isEmpty())
            alter(StepRank::Attributes, clause);
    }

    void lob(const QString &keyword, const QString &was, const QString &value)
    {
        const LobStorage before = lobStorage(was);
        const LobStorage after = lobStorage(value);
        const bool moves =
            (before.kind != after.kind && !(before.kind.isEmpty() && after.kind == u"SECUREFILE"_s))
            || (before.tablespace != after.tablespace && !after.tablespace.isEmpty());
        if (moves) {
            alter(StepRank::Attributes, QString(u"MOVE "_s + keyword + u' ' + value), moving());
            m_moved = true;
            return;
        }
        QStringList parameters = after.parameters;
        for (const QString &parameter :
             before.parameters) { // NOCACHE is how CACHE is taken back, NOCOMPRESS COMPRESS …
            static const QStringList negatable{u"CACHE"_s, u"COMPRESS"_s};
            if (negatable.contains(parameter) && !after.parameters.contains(parameter)
                && !after.parameters.contains(u"NO"_s + parameter))
                parameters << u"NO"_s + parameter;
        }
        for (const QString &parameter : before.parameters)
            parameters.removeAll(parameter);
        if (parameters.isEmpty() && before.parameters != after.parameters)
            parameters << u"NOCACHE"_s;
        if (!parameters.isEmpty())
            alter(StepRank::Attributes,
                  QString(u"MODIFY "_s + keyword + u" ("_s + parameters.join(u' ') + u')'));
    }

    // MOVE gives every row a new address.
    void rebuildIndexes()
    {
        const auto rebuild = [this](const QualifiedName &name) {
            GenerationStep &step =
                m_generation.step(StepRank::Index,
                                  m_generation.words(u"ALTER INDEX ") + writtenName(name)
                                      + m_generation.words(u" REBUILD"),
                                  {m_change});
            step.needs.insert(indexKey(name));
        };
        for (const Constraint &constraint : m_after.constraints) {
            const bool isKey = constraint.kind == ConstraintKind::PrimaryKey
                || constraint.kind == ConstraintKind::Unique;
            // A new key is indexed after the move; one without a name has an index Oracle named.
            if (isKey && !isUnnamed(constraint.name) && constraint.indexName.isEmpty()
                && m_before.constraint(constraint.name))
                rebuild({m_after.name.owner, constraint.name});
        }
        const Consequences &consequences = m_generation.consequences();
        const auto [first, last] = consequences.indexesAfter.equal_range(m_after.name);
        for (auto it = first; it != last; ++it)
            if (consequences.changedIndexes.count(it->second->name) == 0)
                rebuild(it->second->name);
    }

    Generation &m_generation;
    const Table &m_before;
    const Table &m_after;
    const size_t m_change;
    bool m_moved = false;
};

} // namespace

void tableAttributesAltered(Generation &generation, const QualifiedName &name, size_t change)
{
    const Table *before = generation.start().table(name);
    const Table *after = generation.to().table(name);
    if (before && after)
        AttributeSteps(generation, *before, *after, change).run();
}

// -------------------------------------------------------------------------------------------------------
// partitions

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
            || m_before.otherClauses != m_after.otherClauses) {
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
        std::vector<Partition> standing = renamed(before, after);
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
            if (before.otherClauses != after.otherClauses)
                manual(
                    Tr::tr(
                        "Partition %1 of %2 has other clauses: they were “%3” and are to be “%4”.")
                        .arg(writtenName(after.name), writtenName(m_table), before.otherClauses,
                             after.otherClauses));
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
