// SPDX-License-Identifier: MIT
#include "diff/generation.h"

#include "diff/pairing.h"
#include "diff/probes.h"
#include "schema/physical.h"
#include "sql/lexer.h"

#include <algorithm>

namespace Athanor {

using namespace Qt::StringLiterals;
using Tr = GenerateTr;

QString defaultClause(const QString &keyword)
{
    static const std::map<QString, QString> defaults{
        {u"LOGGING"_s, u"LOGGING"_s},
        {u"PARALLEL"_s, u"NOPARALLEL"_s},
        {u"PCTFREE"_s, u"PCTFREE 10"_s},
        {u"PCTTHRESHOLD"_s, u"PCTTHRESHOLD 50"_s},
        {u"CACHE"_s, u"NOCACHE"_s},
        {u"COMPRESS"_s, u"NOCOMPRESS"_s},
        {u"ROW MOVEMENT"_s, u"DISABLE ROW MOVEMENT"_s},
        {u"RESULT_CACHE"_s, u"RESULT_CACHE (MODE DEFAULT)"_s},
        {u"INMEMORY"_s, u"NO INMEMORY"_s},
        {u"FLASHBACK ARCHIVE"_s, u"NO FLASHBACK ARCHIVE"_s},
        {u"ROW ARCHIVAL"_s, u"NO ROW ARCHIVAL"_s},
        {u"TABLE LOCK"_s, u"ENABLE TABLE LOCK"_s},
        {u"LOGICAL REPLICATION"_s, u"ENABLE LOGICAL REPLICATION ALL KEYS"_s},
        {u"MEMOPTIMIZE FOR READ"_s, u"NO MEMOPTIMIZE FOR READ"_s},
        {u"MEMOPTIMIZE FOR WRITE"_s, u"NO MEMOPTIMIZE FOR WRITE"_s},
        {u"DEFAULT COLLATION"_s, u"DEFAULT COLLATION USING_NLS_COMP"_s},
        {u"INDEXING"_s, u"MODIFY DEFAULT ATTRIBUTES INDEXING ON"_s},
    };
    const auto found = defaults.find(keyword);
    return found == defaults.end() ? QString() : found->second;
}

namespace {

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
        // The index of an index-organized table is the table (ORA-28650), and its other indexes
        // know rows by key.
        if (m_moved && m_after.kind != TableKind::IndexOrganized)
            rebuildIndexes();
        items();
        if (m_before.query != m_after.query && m_before.columns.empty() && m_after.columns.empty())
            manual(Tr::tr("%1 is made by another query: create the new table, copy, rename.")
                       .arg(writtenName(m_after.name)));
        if (m_before.readOnly != m_after.readOnly)
            alter(m_after.readOnly ? StepRank::ReadOnly : StepRank::ReadWrite,
                  m_after.readOnly ? u"READ ONLY" : u"READ WRITE");
        if (!samePartitioning(m_before.partitioning, m_after.partitioning))
            partitionsAltered(m_generation, m_before, m_after, m_change);
        if (m_before.otherClauses != m_after.otherClauses)
            manual(
                Tr::tr("%1 has clauses Athanor carries but does not understand: they were “%2” "
                       "and are to be “%3”.")
                    .arg(writtenName(m_after.name), m_before.otherClauses, m_after.otherClauses));
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
        if (keyword == u"ANNOTATIONS"_s) {
            annotations(was, value);
        } else if (keyword == u"CLUSTERING"_s) {
            if (!was.isEmpty()) // one table has one clustering
                clustering({});
            clustering(value);
        } else if (keyword == u"INDEXING"_s) {
            alter(StepRank::Attributes, QString(u"MODIFY DEFAULT ATTRIBUTES INDEXING "_s + value));
        } else if (keyword == u"TABLESPACE"_s) {
            if (isTemporary(m_after.kind)) { // it has no segment that could be moved
                manual(Tr::tr("No ALTER changes where temporary table %1 keeps its rows: drop and "
                              "create it with %2.")
                           .arg(writtenName(m_after.name), writePhysical(keyword, value)));
                return;
            }
            if (m_after.partitioning) {
                alter(StepRank::Attributes,
                      QString(u"MODIFY DEFAULT ATTRIBUTES TABLESPACE "_s + value));
                return;
            }
            alter(StepRank::Attributes, QString(u"MOVE TABLESPACE "_s + value), moving());
            m_moved = true;
        } else if (keyword.startsWith(u"LOB ("_s)) {
            lob(keyword, was, value);
        } else if (isColumnStorage(keyword) || keyword.startsWith(u"NESTED TABLE"_s)
                   || keyword.startsWith(u"VARRAY"_s) || keyword == u"ROWDEPENDENCIES"_s) {
            manual(Tr::tr("How %1 stores %2 cannot be altered: rebuild the table.")
                       .arg(writtenName(m_after.name), keyword));
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
        if (keyword == u"ANNOTATIONS"_s)
            annotations(m_before.physical.at(keyword), {});
        else if (keyword == u"CLUSTERING"_s)
            clustering({});
        else if (const QString clause = defaultClause(keyword); !clause.isEmpty())
            alter(StepRank::Attributes, clause);
        else
            manual(Tr::tr("%1 is no longer to have %2, and no ALTER takes it back: rebuild the "
                          "table.")
                       .arg(writtenName(m_after.name),
                            writePhysical(keyword, m_before.physical.at(keyword))));
    }

    void lob(const QString &keyword, const QString &was, const QString &value)
    {
        const LobStorage before = canonical(lobStorage(was));
        const LobStorage after = canonical(lobStorage(value));
        const auto said = [](const LobStorage &storage, const QString &family) {
            const auto found = storage.parameters.find(family);
            return found == storage.parameters.end() ? QString() : found->second;
        };
        std::set<QString> families;
        for (const auto &[family, words] : before.parameters)
            families.insert(family);
        for (const auto &[family, words] : after.parameters)
            families.insert(family);
        bool moves = before.kind != after.kind;
        QStringList changes;
        for (const QString &family : families) {
            const QString is = said(after, family);
            if (said(before, family) == is || (family == u"TABLESPACE"_s && is.isEmpty()))
                continue;
            // Where it lies, its chunks and STORAGE IN ROW are a new segment's.
            moves = moves || lobDefault(family).isEmpty();
            changes << (is.isEmpty() ? lobDefault(family) : is);
        }
        if (moves && m_after.partitioning) {
            manual(Tr::tr("%1 is partitioned, so its LOBs are moved partition by partition (%2): "
                          "MOVE PARTITION … %3.")
                       .arg(writtenName(m_after.name), oraCodeText(14511),
                            writePhysical(keyword, value)),
                   14511);
        } else if (moves) {
            alter(StepRank::Attributes, QString(u"MOVE "_s + keyword + u' ' + value), moving());
            m_moved = true;
        } else if (!changes.isEmpty()) {
            alter(StepRank::Attributes,
                  QString(u"MODIFY "_s + keyword + u" ("_s + changes.join(u' ') + u')'));
        }
    }

    // What stands among the columns and is no column.
    void items()
    {
        for (const QString &item : m_before.items) {
            if (m_after.items.contains(item))
                continue;
            const QString name = itemName(item);
            if (item.startsWith(u"PERIOD FOR"_s))
                alter(StepRank::DropConstraint, QString(u"DROP ("_s + name + u')'));
            else if (item.startsWith(u"SUPPLEMENTAL LOG"_s))
                alter(StepRank::DropConstraint, QString(u"DROP "_s + name));
            else
                manual(
                    Tr::tr("No ALTER takes this from %1: %2").arg(writtenName(m_after.name), item));
        }
        for (const QString &item : m_after.items) {
            if (m_before.items.contains(item))
                continue;
            if (item.startsWith(u"PERIOD FOR"_s))
                alter(StepRank::AddCheck, QString(u"ADD ("_s + item + u')'));
            else if (item.startsWith(u"DOMAIN"_s))
                manual(Tr::tr("%1 is to have %2: ALTER TABLE … MODIFY (…) ADD DOMAIN …")
                           .arg(writtenName(m_after.name), item));
            else
                alter(StepRank::AddCheck, QString(u"ADD "_s + item));
        }
    }

    void annotations(const QString &was, const QString &is)
    {
        const QString changes = annotationChanges(was, is);
        alter(StepRank::Attributes, QString(u"ANNOTATIONS ("_s + changes + u')'));
    }

    void clustering(const QString &is)
    {
        if (is.isEmpty()) {
            alter(StepRank::Attributes, u"DROP CLUSTERING");
            return;
        }
        alter(StepRank::Attributes, QString(u"ADD "_s + is)).statements.front().note =
            Tr::tr("Only rows moved or loaded from now on are clustered; ALTER TABLE … MOVE "
                   "clusters those there are.");
    }

    void manual(const QString &note, int oraCode = 0)
    {
        m_generation.manual(StepRank::Attributes, note, {m_change}, oraCode);
    }

    [[nodiscard]] Index keyIndex(const Constraint &constraint) const
    {
        Index index;
        index.name = {m_after.name.owner, constraint.name};
        index.table = m_after.name;
        return index;
    }

    // MOVE gives every row a new address.
    void rebuildIndexes()
    {
        for (const Constraint &constraint : m_after.constraints) {
            const bool isKey = constraint.kind == ConstraintKind::PrimaryKey
                || constraint.kind == ConstraintKind::Unique;
            // A new key is indexed after the move; one without a name has an index Oracle named.
            if (isKey && !isUnnamed(constraint.name) && constraint.indexName.isEmpty()
                && m_before.constraint(constraint.name))
                rebuildIndex(m_generation, keyIndex(constraint), {}, {m_change});
        }
        const Consequences &consequences = m_generation.consequences();
        const auto [first, last] = consequences.indexesAfter.equal_range(m_after.name);
        for (auto it = first; it != last; ++it)
            if (consequences.changedIndexes.count(it->second->name) == 0)
                rebuildIndex(m_generation, *it->second, {}, {m_change});
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

} // namespace Athanor
