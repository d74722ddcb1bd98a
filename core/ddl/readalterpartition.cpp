// SPDX-License-Identifier: MIT
#include "ddl/readparts.h"
#include "schema/normalform.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

void carry(Cursor &at, AlterTable &alter, qsizetype from)
{
    at.skipAll();
    const QString text = normalizedText(at.slice(from, at.source().size()));
    alter.actions.push_back(AlterPartitioning{text});
    // Subpartitions are text on their partition; what happens to rows and segments is no structure.
    const bool segment = text.startsWith("MOVE"_L1) || text.startsWith("TRUNCATE"_L1)
        || text.startsWith("EXCHANGE"_L1);
    if (text.contains("SUBPARTITION"_L1) && !segment)
        at.note(from, at.source().size(), {u"TABLE"_s, alter.table},
                ddlTr("a change of subpartitions is not followed"));
}

// How the statement runs, not what it changes.
void readRunWords(Cursor &at)
{
    for (bool more = true; more;) {
        more = at.take(u"ONLINE") || at.takeAll({u"UPDATE", u"GLOBAL", u"INDEXES"});
        if (at.takeAll({u"UPDATE", u"INDEXES"})) {
            if (at.isPunctuation(u"("))
                at.takeParenthesised();
            more = true;
        }
    }
}

} // namespace

// The cursor is at PARTITION (of ADD, DROP, MODIFY, whose word is taken) or at SPLIT, MERGE,
// EXCHANGE, TRUNCATE, MOVE, RENAME, COALESCE, SET.
void readPartitionAction(Cursor &at, AlterTable &alter)
{
    const size_t here = at.position();
    const bool taken = at.isWord(u"PARTITION") || at.isWord(u"PARTITIONS")
        || at.isWord(u"SUBPARTITION") || at.isWord(u"SUBPARTITIONS")
        || at.isWords({u"DEFAULT", u"ATTRIBUTES"});
    if (taken)
        at.goBackTo(here - 1);
    const qsizetype from = at.offset();
    if (at.isWords({u"MODIFY", u"PARTITION", u"BY"})) {
        at.skip(); // MODIFY
        alter.actions.push_back(Repartition{readPartitioning(at)});
        readRunWords(at);
        return;
    }
    if (at.takeAll({u"MODIFY", u"DEFAULT", u"ATTRIBUTES"})) {
        if (at.isWord(u"FOR")) {
            carry(at, alter, from);
            return;
        }
        while (!at.atEnd()) {
            if (const std::optional<PhysicalClause> clause = readPhysicalClause(at)) {
                alter.actions.push_back(SetPhysical{clause->keyword, clause->value});
                continue;
            }
            const std::vector<PhysicalClause> storage = readColumnStorage(at);
            for (const PhysicalClause &clause : storage)
                alter.actions.push_back(SetPhysical{clause.keyword, clause.value});
            if (storage.empty()) {
                at.expected(1735, ddlTr("a physical clause"));
                at.skipAll();
            }
        }
        return;
    }
    const bool add = at.isWords({u"ADD", u"PARTITION"});
    const bool drop = at.isWords({u"DROP", u"PARTITION"});
    if (add) {
        at.skip();
        do {
            std::optional<Partition> partition = readPartition(at);
            if (!partition) {
                at.skipAll();
                return;
            }
            alter.actions.push_back(AddPartition{*std::move(partition)});
        } while (at.takePunctuation(u","));
        return;
    }
    if (drop && !at.isWord(u"FOR", 2)) {
        at.skip(2);
        do {
            std::optional<QString> name = at.takeName(14006, ddlTr("the partition's name"));
            if (!name) {
                at.skipAll();
                return;
            }
            alter.actions.push_back(DropPartition{*std::move(name)});
        } while (at.takePunctuation(u","));
        return;
    }
    carry(at, alter, from);
}

} // namespace Athanor
