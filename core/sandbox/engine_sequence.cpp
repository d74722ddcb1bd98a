// SPDX-License-Identifier: MIT
// What a statement does to the numbers of sequences and identity columns.
#include "sandbox/engine_p.h"

#include "sandbox/decimal.h"
#include "sandbox/oraerror.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

// Every identity column has its ISEQ$$_n, and no other column has.
Result<> SandboxEngine::Private::followIdentities(const std::set<ObjectRef> &touched)
{
    for (const ObjectRef &object : touched) {
        if (object.type != u"TABLE")
            continue;
        const Table *table = store.catalog.table(object.name);
        QStringList gone;
        for (const auto &[name, state] : store.sequences) {
            if (state.column.isEmpty() || state.table != object.name)
                continue;
            const Column *column = table ? table->column(state.column) : nullptr;
            if (!column || !column->identity)
                gone.append(name);
        }
        for (const QString &name : gone) {
            if (const Result<> done = store.removeSequence(name); !done)
                return done;
        }
        if (!table)
            continue;
        for (const Column &column : table->columns) {
            if (!column.identity || !store.identitySequence(table->name, column.name).isEmpty())
                continue;
            const auto number = store.nextNumber(u"object"_s, 70001);
            if (!number)
                return Failure(number.error());
            SequenceState state = Sequences::started(column.identity->options);
            state.table = table->name;
            state.column = column.name;
            if (const Result<> done =
                    store.saveSequence(u"ISEQ$$_"_s + QString::number(*number), state);
                !done)
                return done;
        }
    }
    return {};
}

Result<> SandboxEngine::Private::followSequences(const DdlStatement &statement,
                                                 const Catalog &before)
{
    if (const auto *create = std::get_if<CreateSequence>(&statement)) {
        const QString &name = create->sequence.name.name;
        if (store.sequences.contains(name)) // IF NOT EXISTS
            return {};
        return store.saveSequence(name, Sequences::started(create->sequence.options));
    }
    if (const auto *drop = std::get_if<DropSequence>(&statement)) {
        if (!store.catalog.sequences.contains(drop->name))
            return store.removeSequence(drop->name.name);
        return {};
    }
    if (const auto *rename = std::get_if<RenameObject>(&statement)) {
        if (before.sequences.contains({QString(), rename->from})) {
            const SequenceState state = store.sequences[rename->from];
            if (const Result<> done = store.removeSequence(rename->from); !done)
                return done;
            return store.saveSequence(rename->to, state);
        }
    }
    if (const auto *alter = std::get_if<AlterSequence>(&statement)) {
        QualifiedName name = alter->name;
        if (name.owner == options.user)
            name.owner.clear();
        const Sequence *sequence = findPart(store.catalog.sequences, name);
        const auto old = before.sequences.find(name);
        if (!sequence || old == before.sequences.end())
            return {};
        SequenceState state = store.sequences[name.name];
        const auto number = [](const QString &text) {
            return Decimal::parse(text).value_or(Decimal());
        };
        const Decimal lowest = number(Sequences::lowest(sequence->options));
        const Decimal highest = number(Sequences::highest(sequence->options));
        if (std::find(alter->written.begin(), alter->written.end(), u"RESTART"_s)
            != alter->written.end()) {
            SequenceOptions fresh = sequence->options;
            fresh.startWith = alter->options.startWith;
            state = Sequences::started(fresh);
        } else {
            const Decimal oldStep = number(old->second.options.incrementBy.value_or(u"1"_s));
            const Decimal newStep = number(sequence->options.incrementBy.value_or(u"1"_s));
            const bool used = state.next != state.start;
            Decimal next = number(state.next);
            const Decimal last = next.minus(oldStep); // the number given last
            if (used && lowest.compare(last) > 0)
                return oraFailure(4007);
            if (used && highest.compare(last) < 0)
                return oraFailure(4009);
            if (used && oldStep != newStep)
                next = last.plus(newStep);
            state.next = next.toString();
            state.exhausted = next.compare(highest) > 0 || next.compare(lowest) < 0;
        }
        return store.saveSequence(name.name, state);
    }
    // Identity columns: their table or column was renamed, or their options say where to go on.
    const auto *alter = std::get_if<AlterTable>(&statement);
    const auto *rename = std::get_if<RenameObject>(&statement);
    if (!alter && !rename)
        return {};
    QualifiedName table = alter ? alter->table : QualifiedName{{}, rename->from};
    if (table.owner == options.user)
        table.owner.clear();
    const auto move = [&](const std::function<void(SequenceState &)> &edit,
                          const QString &column) -> Result<> {
        const std::map<QString, SequenceState> all = store.sequences;
        for (const auto &[name, old] : all) {
            if (old.table != table || old.column.isEmpty()
                || (!column.isEmpty() && old.column != column))
                continue;
            SequenceState state = old;
            edit(state);
            if (const Result<> done = store.saveSequence(name, state); !done)
                return done;
        }
        return {};
    };
    if (rename)
        return move([&](SequenceState &state) { state.table.name = rename->to; }, {});
    for (const TableAction &action : alter->actions) {
        Result<> done;
        if (const auto *column = std::get_if<RenameColumn>(&action)) {
            done = move([&](SequenceState &state) { state.column = column->to; }, column->from);
        } else if (const auto *to = std::get_if<RenameTableTo>(&action)) {
            done = move([&](SequenceState &state) { state.table.name = to->to; }, {});
            table.name = to->to;
        } else if (const auto *modify = std::get_if<ModifyColumn>(&action);
                   modify && modify->identity && modify->identity->options.startWith) {
            const QString start = *modify->identity->options.startWith;
            SequenceOptions fresh = modify->identity->options;
            if (!Decimal::parse(
                    start)) { // START WITH LIMIT VALUE: behind the highest number there is
                const auto highest =
                    database.value(u"SELECT ora_max_number("_s
                                   + sqliteQuoted(Translator::physicalName(modify->column))
                                   + u") FROM "_s + Translator::physicalTable(table));
                if (!highest)
                    return Failure(highest.error());
                if (const auto number = Decimal::fromValue(*highest))
                    fresh.startWith = number->plus(Decimal(1)).toString();
            }
            done = move(
                [&](SequenceState &state) {
                    const SequenceState restarted = Sequences::started(fresh);
                    state.next = restarted.next;
                    state.start = restarted.start;
                    state.exhausted = false;
                },
                modify->column);
        }
        if (!done)
            return done;
    }
    return {};
}

} // namespace Athanor
