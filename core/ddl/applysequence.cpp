// SPDX-License-Identifier: MIT
#include "ddl/application.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// Decimal numbers of up to 28 digits, as text: -1, 0 or 1.
int compareNumbers(const QString &a, const QString &b)
{
    const bool negativeA = a.startsWith(u'-');
    const bool negativeB = b.startsWith(u'-');
    if (negativeA != negativeB)
        return negativeA ? -1 : 1;
    int magnitude = 0;
    if (a.size() != b.size())
        magnitude = a.size() < b.size() ? -1 : 1;
    else
        magnitude = a < b ? -1 : (a == b ? 0 : 1);
    return negativeA ? -magnitude : magnitude;
}

bool written(const std::vector<QString> &words, const QString &word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

// SQL Language Reference, CREATE SEQUENCE; the defaults as the dictionary shows them.
Result<> checkOptions(const SequenceOptions &options)
{
    const QString increment = options.incrementBy.value_or(u"1"_s);
    const bool descending = increment.startsWith(u'-');
    if (increment == "0"_L1)
        return refuse(4002, applyTr("INCREMENT must be a non-zero integer"));
    const QString most =
        options.maxValue.value_or(descending ? u"-1"_s : u"9999999999999999999999999999"_s);
    const QString least =
        options.minValue.value_or(descending ? u"-999999999999999999999999999"_s : u"1"_s);
    if (compareNumbers(least, most) >= 0)
        return refuse(4004, applyTr("MINVALUE must be less than MAXVALUE"));
    bool fits = false;
    const qint64 low = least.toLongLong(&fits);
    bool fitsToo = false;
    const qint64 high = most.toLongLong(&fitsToo);
    bool fitsStep = false;
    const qint64 step = increment.toLongLong(&fitsStep);
    constexpr qint64 safe = qint64(1) << 61;
    const bool small = fits && fitsToo && fitsStep && std::abs(low) < safe && std::abs(high) < safe
        && std::abs(step) < safe;
    if (small && std::abs(step) > high - low)
        return refuse(4005, applyTr("INCREMENT must be less than MAXVALUE minus MINVALUE"));
    if (options.startWith && *options.startWith != "LIMIT VALUE"_L1) {
        if (compareNumbers(*options.startWith, least) < 0)
            return refuse(4006, applyTr("START WITH cannot be less than MINVALUE"));
        if (compareNumbers(*options.startWith, most) > 0)
            return refuse(4008, applyTr("START WITH cannot be more than MAXVALUE"));
    }
    if (options.cycle && !descending && !options.maxValue)
        return refuse(4015, applyTr("ascending sequences that CYCLE must specify MAXVALUE"));
    if (options.cycle && descending && !options.minValue)
        return refuse(4014, applyTr("descending sequences that CYCLE must specify MINVALUE"));
    const qint64 cache = options.cache.value_or(20);
    if (options.cycle && small && cache > 0 && step != 0) {
        const qint64 inOneCycle = (high - low) / std::abs(step) + 1;
        if (cache > inOneCycle)
            return refuse(4013, applyTr("number to CACHE must be less than one cycle"));
    }
    return {};
}

} // namespace

Result<> Application::operator()(const CreateSequence &create)
{
    if (create.ifNotExists && catalog().sequences.count(create.sequence.name) != 0)
        return {};
    if (Result<> free = checkFree(create.sequence.name); !free)
        return free;
    if (Result<> options = checkOptions(create.sequence.options); !options)
        return options;
    m_draft.put(create.sequence);
    return {};
}

Result<> Application::operator()(const AlterSequence &alter)
{
    if (alter.name.name.startsWith("ISEQ$$_"_L1))
        return refuse(32793,
                      applyTr("cannot alter a system-generated sequence: use ALTER TABLE … "
                              "MODIFY … GENERATED"));
    const auto found = catalog().sequences.find(alter.name);
    if (found == catalog().sequences.end())
        return refuse(2289, applyTr("sequence does not exist: %1").arg(writtenName(alter.name)));
    const std::vector<QString> &words = alter.written;
    if (words.empty())
        return refuse(2286, applyTr("no options specified for ALTER SEQUENCE"));
    if (written(words, u"START WITH"_s) && !written(words, u"RESTART"_s))
        return refuse(2283,
                      applyTr("cannot alter starting sequence number: use RESTART START WITH "
                              "(18c) or drop and create"));
    Sequence sequence = found->second;
    SequenceOptions &options = sequence.options;
    if (written(words, u"START WITH"_s))
        options.startWith = alter.options.startWith;
    if (written(words, u"INCREMENT BY"_s))
        options.incrementBy = alter.options.incrementBy;
    if (written(words, u"MINVALUE"_s))
        options.minValue = alter.options.minValue;
    if (written(words, u"MAXVALUE"_s))
        options.maxValue = alter.options.maxValue;
    if (written(words, u"CACHE"_s))
        options.cache = alter.options.cache;
    if (written(words, u"CYCLE"_s))
        options.cycle = alter.options.cycle;
    if (written(words, u"ORDER"_s))
        options.order = alter.options.order;
    if (written(words, u"KEEP"_s))
        options.keep = alter.options.keep;
    if (written(words, u"SESSION"_s))
        options.session = alter.options.session;
    if (written(words, u"SCALE"_s))
        options.scale = alter.options.scale;
    if (written(words, u"SHARD"_s))
        options.shard = alter.options.shard;
    SequenceOptions checked = options;
    if (!written(words, u"START WITH"_s))
        checked.startWith.reset(); // where it stands now is the database's knowledge
    if (Result<> possible = checkOptions(checked); !possible)
        return possible;
    m_draft.put(std::move(sequence));
    return {};
}

Result<> Application::operator()(const DropSequence &drop)
{
    if (drop.name.name.startsWith("ISEQ$$_"_L1))
        return refuse(32794,
                      applyTr("cannot drop a system-generated sequence: DROP IDENTITY of its "
                              "column instead"));
    if (catalog().sequences.count(drop.name) == 0) {
        if (drop.ifExists)
            return {};
        return refuse(2289, applyTr("sequence does not exist: %1").arg(writtenName(drop.name)));
    }
    dropGrantsOn(drop.name);
    m_draft.takeSequence(drop.name);
    return {};
}

} // namespace Athanor
