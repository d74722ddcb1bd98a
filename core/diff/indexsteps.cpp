// SPDX-License-Identifier: MIT
#include "diff/generation.h"

#include "ddl/references.h"
#include "diff/pairing.h"
#include "diff/probes.h"

namespace Athanor {

using namespace Qt::StringLiterals;
using Tr = GenerateTr;

void indexAdded(Generation &generation, const Index &index, const std::vector<size_t> &changes)
{
    std::vector<Hazard> hazards;
    if (generation.hasRows(index.table) && generation.start().table(index.table)) {
        if (index.kind == IndexKind::Unique)
            hazards.push_back(duplicates(index));
        hazards.push_back({HazardKind::Blocks,
                           Tr::tr("%1 takes no changes while the index is built (ONLINE avoids it, "
                                  "in Enterprise Edition).")
                               .arg(writtenName(index.table))});
    }
    // An index of a materialized view comes after the view, all others before keys that use them.
    const bool onTable = generation.to().table(index.table) != nullptr;
    GenerationStep &step =
        generation.step(onTable ? StepRank::Index : StepRank::ViewOrUnit,
                        writeIndex(index, generation.options().style), changes, hazards);
    step.makes.insert(indexKey(index.name));
    step.needs.insert(objectKey(index.table));
    for (const IndexColumn &column : index.columns) {
        const std::set<QString> names =
            column.column.isEmpty() ? namesIn(column.expression) : std::set<QString>{column.column};
        for (const QString &name : names) {
            step.needs.insert(columnKey(index.table, name));
            step.needs.insert(shapeKey(index.table, name));
            step.mentions.insert(nameKey(name));
        }
    }
}

void indexDropped(Generation &generation, const Index &index, const std::vector<size_t> &changes)
{
    GenerationStep &step = generation.step(
        StepRank::DropIndex, generation.words(u"DROP INDEX ") + writtenName(index.name), changes);
    step.removes.insert(indexKey(index.name));
    for (const IndexColumn &column : index.columns) {
        const std::set<QString> names =
            column.column.isEmpty() ? namesIn(column.expression) : std::set<QString>{column.column};
        for (const QString &name : names) {
            step.releases.insert(columnKey(index.table, name));
            step.releases.insert(shapeKey(index.table, name));
        }
    }
}

void rebuildIndex(Generation &generation, const Index &index, const QStringList &clauses,
                  const std::vector<size_t> &changes, std::vector<Hazard> hazards)
{
    const QString with = clauses.isEmpty() ? QString() : u' ' + clauses.join(u' ');
    if (!index.partitioning.isEmpty()) {
        generation.manual(StepRank::Index,
                          Tr::tr("Index %1 is partitioned and cannot be rebuilt as a whole (%2): "
                                 "ALTER INDEX %1 REBUILD PARTITION …%3, one after the other.")
                              .arg(writtenName(index.name), oraCodeText(14086), with),
                          changes, 14086);
        return;
    }
    GenerationStep &step =
        generation.step(StepRank::Index,
                        generation.words(u"ALTER INDEX ") + writtenName(index.name)
                            + generation.words(u" REBUILD") + with,
                        changes, std::move(hazards));
    step.needs.insert(indexKey(index.name));
}

namespace {

// What REBUILD can say stands in one statement; the rest is a clause of its own.
class IndexSteps
{
public:
    IndexSteps(Generation &generation, const Index &before, const Index &after, size_t change)
        : m_generation(generation)
        , m_before(before)
        , m_after(after)
        , m_change(change)
    { }

    void run()
    {
        QStringList rebuild;
        if (m_before.reverse != m_after.reverse)
            rebuild << words(m_after.reverse ? u"REVERSE" : u"NOREVERSE");
        if (m_before.compress != m_after.compress)
            rebuild << (m_after.compress.isEmpty() ? words(u"NOCOMPRESS")
                                                   : words(m_after.compress));
        const std::map<QString, QString> from =
            comparedPhysical(m_before.physical, m_after.physical);
        std::set<QString> keywords;
        for (const auto &[keyword, value] : from)
            keywords.insert(keyword);
        for (const auto &[keyword, value] : m_after.physical)
            keywords.insert(keyword);
        QStringList clauses;
        for (const QString &keyword : keywords) {
            const QString was = valueOf(from, keyword);
            const QString is = valueOf(m_after.physical, keyword);
            if (was != is)
                (keyword == u"TABLESPACE"_s || keyword == u"PCTFREE"_s ? rebuild : clauses)
                    << clause(keyword, is);
        }
        const bool usable = m_before.unusable && !m_after.unusable;
        if (!rebuild.isEmpty() || usable)
            rebuildIndex(
                m_generation, m_after, rebuild, {m_change},
                {{HazardKind::Blocks,
                  Tr::tr("%1 takes no changes while the index is rebuilt (ONLINE avoids it, in "
                         "Enterprise Edition).")
                      .arg(writtenName(m_after.table))}});
        for (const QString &clause : clauses)
            alter(clause);
        if (m_before.invisible != m_after.invisible)
            alter(words(m_after.invisible ? u"INVISIBLE" : u"VISIBLE"));
        if (!m_before.unusable && m_after.unusable)
            alter(words(u"UNUSABLE"));
    }

private:
    [[nodiscard]] QString words(QStringView upper) const { return m_generation.words(upper); }

    static QString valueOf(const std::map<QString, QString> &map, const QString &keyword)
    {
        const auto found = map.find(keyword);
        return found == map.end() ? QString() : found->second;
    }

    static QString clause(const QString &keyword, const QString &value)
    {
        if (!value.isEmpty())
            return writePhysical(keyword, value);
        if (keyword == u"PARALLEL"_s)
            return u"NOPARALLEL"_s;
        return keyword == u"PCTFREE"_s ? u"PCTFREE 10"_s : keyword;
    }

    void alter(const QString &action)
    {
        GenerationStep &step = m_generation.step(
            StepRank::Index, words(u"ALTER INDEX ") + writtenName(m_after.name) + u' ' + action,
            {m_change});
        step.needs.insert(indexKey(m_after.name));
    }

    Generation &m_generation;
    const Index &m_before;
    const Index &m_after;
    const size_t m_change;
};

} // namespace

bool indexMadeAgain(Generation &generation, const Index &before, const Index &after, size_t change)
{
    const Table *table = generation.start().table(before.table);
    const Disturbance how = table ? disturbance(generation, *table, before) : Disturbance::None;
    if (how == Disturbance::None)
        return false;
    if (how == Disturbance::InTheWay)
        indexDropped(generation, before, {change});
    indexAdded(generation, after, {change});
    return true;
}

void indexAltered(Generation &generation, const QualifiedName &name, size_t change)
{
    const Index *before = lookUp(generation.start().indexes, name);
    const Index *after = lookUp(generation.to().indexes, name);
    if (before && after && !indexMadeAgain(generation, *before, *after, change))
        IndexSteps(generation, *before, *after, change).run();
}

} // namespace Athanor
