// SPDX-License-Identifier: MIT
#include "ddl/readparts.h"
#include "schema/normalform.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

void carry(Cursor &at, AlterTable &alter, qsizetype from)
{
    at.skipAll();
    alter.actions.push_back(AlterPartitioning{normalizedText(at.slice(from, at.source().size()))});
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
