// SPDX-License-Identifier: MIT
#include "sandbox/sequences.h"

#include "sandbox/decimal.h"
#include "sandbox/oraerror.h"

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

Decimal decimal(const QString &text)
{
    return Decimal::parse(text).value_or(Decimal());
}

Decimal increment(const SequenceOptions &options)
{
    return options.incrementBy ? decimal(*options.incrementBy) : Decimal(1);
}

} // namespace

Sequences::Sequences(CatalogStore &store)
    : m_store(store)
{ }

QString Sequences::lowest(const SequenceOptions &options)
{
    if (options.minValue)
        return *options.minValue;
    return increment(options).isNegative() ? u"-999999999999999999999999999"_s : u"1"_s;
}

QString Sequences::highest(const SequenceOptions &options)
{
    if (options.maxValue)
        return *options.maxValue;
    return increment(options).isNegative() ? u"-1"_s : u"9999999999999999999999999999"_s;
}

SequenceState Sequences::started(const SequenceOptions &options)
{
    const bool descending = increment(options).isNegative();
    QString start = options.startWith.value_or(descending ? highest(options) : lowest(options));
    if (const auto number = Decimal::parse(start))
        start = number->toString();
    else
        start = descending ? highest(options) : lowest(options); // LIMIT VALUE
    return {start, start, false, {}, {}};
}

QString Sequences::lastNumber(const SequenceOptions &options, const SequenceState &state)
{
    const int cache = options.cache.value_or(20);
    const Decimal step = increment(options);
    const Decimal used = decimal(state.next).minus(decimal(state.start)).dividedBy(step);
    if (cache < 2 || used.compare(Decimal()) <= 0)
        return state.next;
    const Decimal caches = used.dividedBy(Decimal(cache)).ceil();
    const Decimal ahead = decimal(state.start).plus(caches.times(Decimal(cache)).times(step));
    return ahead.toString();
}

const SequenceOptions *Sequences::options(const QString &sequence) const
{
    if (const auto found = m_store.catalog.sequences.find({QString(), sequence});
        found != m_store.catalog.sequences.end())
        return &found->second.options;
    const auto state = m_store.sequences.find(sequence);
    if (state == m_store.sequences.end() || state->second.column.isEmpty())
        return nullptr;
    const Table *table = m_store.catalog.table(state->second.table);
    const Column *column = table ? table->column(state->second.column) : nullptr;
    return column && column->identity ? &column->identity->options : nullptr;
}

void Sequences::beginStatement()
{
    m_served.clear();
}

Result<SandboxValue> Sequences::next(const QString &sequence, int use)
{
    const SequenceOptions *settings = options(sequence);
    if (!settings)
        return oraFailure(2289);
    auto &served = m_served[sequence];
    if (!served.empty() && !served.contains(use)) {
        served.insert(use); // another reference of the same row
        return m_current[sequence];
    }
    if (!m_fresh.contains(sequence) && !m_changed.contains(sequence)) {
        if (const Result<> loaded = m_store.reloadSequence(sequence); !loaded)
            return Failure(loaded.error());
        m_fresh.insert(sequence);
    }
    SequenceState &state = m_store.sequences[sequence];
    const bool descending = increment(*settings).isNegative();
    if (state.exhausted) {
        return oraFailure(8004,
                          {sequence, descending ? u"goes below"_s : u"exceeds"_s,
                           descending ? u"MIN"_s : u"MAX"_s});
    }
    const Decimal number = decimal(state.next);
    Decimal following = number.plus(increment(*settings));
    const bool past = descending ? following.compare(decimal(lowest(*settings))) < 0
                                 : following.compare(decimal(highest(*settings))) > 0;
    if (past) {
        if (settings->cycle)
            following = decimal(descending ? highest(*settings) : lowest(*settings));
        else
            state.exhausted = true;
    }
    state.next = following.toString();
    m_changed.insert(sequence);
    served = {use};
    m_current[sequence] = number.toValue();
    return m_current[sequence];
}

Result<SandboxValue> Sequences::current(const QString &sequence) const
{
    const auto found = m_current.find(sequence);
    if (found == m_current.end())
        return oraFailure(8002, {sequence});
    return found->second;
}

Result<> Sequences::write()
{
    for (const QString &name : m_changed) {
        const auto state = m_store.sequences.find(name);
        if (state == m_store.sequences.end())
            continue;
        if (const Result<> done = m_store.saveSequence(name, SequenceState(state->second)); !done)
            return done;
    }
    m_changed.clear();
    m_fresh.clear();
    return {};
}

void Sequences::forget()
{
    m_fresh.clear();
}

} // namespace Athanor
