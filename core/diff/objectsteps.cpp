// SPDX-License-Identifier: MIT
#include "diff/generation.h"

#include "ddl/references.h"
#include "diff/pairing.h"
#include "diff/probes.h"
#include "diff/storedclauses.h"

#include <algorithm>

namespace Athanor {

using namespace Qt::StringLiterals;
using Tr = GenerateTr;

namespace {

const UnitKind unitKinds[]{UnitKind::Procedure,   UnitKind::Function, UnitKind::Package,
                           UnitKind::PackageBody, UnitKind::Type,     UnitKind::TypeBody,
                           UnitKind::Trigger,     UnitKind::Library,  UnitKind::JavaSource};

std::optional<UnitKind> unitKind(const QString &type)
{
    for (const UnitKind kind : unitKinds)
        if (toString(kind) == type)
            return kind;
    return std::nullopt;
}

const ProgramUnit *unit(const Catalog &catalog, const ObjectRef &object)
{
    const std::optional<UnitKind> kind = unitKind(object.type);
    if (!kind)
        return nullptr;
    const auto found = catalog.units.find({*kind, object.name});
    return found == catalog.units.end() ? nullptr : &found->second;
}

bool isBody(UnitKind kind)
{
    return kind == UnitKind::PackageBody || kind == UnitKind::TypeBody;
}

StepRank rankOf(UnitKind kind)
{
    switch (kind) {
    case UnitKind::Type:
    case UnitKind::JavaSource:
        return StepRank::Groundwork;
    case UnitKind::Procedure:
    case UnitKind::Function:
    case UnitKind::Package:
    case UnitKind::Library:
        return StepRank::ViewOrUnit;
    case UnitKind::PackageBody:
    case UnitKind::TypeBody:
        return StepRank::Body;
    case UnitKind::Trigger:
        return StepRank::Trigger;
    }
    return StepRank::ViewOrUnit;
}

bool isOpaqueGroundwork(const QString &kind)
{
    return kind != u"MATERIALIZED VIEW LOG"_s && kind != u"JOB"_s && kind != u"AUDIT POLICY"_s;
}

void takeName(GenerationStep &step, const QualifiedName &name)
{
    step.makes.insert(objectKey(name));
    step.makes.insert(nameKey(name.name));
}

QString synonymText(const QualifiedName &name)
{
    return name.owner == u"PUBLIC"_s ? u"PUBLIC SYNONYM "_s + writtenName(name.name)
                                     : u"SYNONYM "_s + writtenName(name);
}

void createView(Generation &generation, const View &view, const std::vector<size_t> &changes)
{
    GenerationStep &step =
        generation.step(StepRank::ViewOrUnit, writeView(view, generation.options().style), changes);
    takeName(step, view.name);
    step.mentions = mentionKeys(view.query);
    step.mentions.erase(nameKey(view.name.name));
}

void createMaterializedView(Generation &generation, const MaterializedView &view,
                            const std::vector<size_t> &changes)
{
    GenerationStep &step = generation.step(
        StepRank::ViewOrUnit, writeMaterializedView(view, generation.options().style), changes);
    takeName(step, view.name);
    step.mentions = mentionKeys(view.query);
    step.mentions.erase(nameKey(view.name.name));
}

} // namespace

// ---------------------------------------------------------------------------------------------------------
// sequences

void sequenceAltered(Generation &generation, const QualifiedName &name, size_t change)
{
    const Sequence *before = lookUp(generation.start().sequences, name);
    const Sequence *after = lookUp(generation.to().sequences, name);
    if (!before || !after)
        return;
    const SequenceOptions &was = before->options;
    const SequenceOptions &is = after->options;
    QStringList clauses;
    const auto number = [&clauses, &generation](const std::optional<QString> &old,
                                                const std::optional<QString> &now,
                                                QStringView keyword, QStringView standard) {
        if (old != now)
            clauses << (now ? generation.words(keyword) + u' ' + *now : generation.words(standard));
    };
    const auto flag = [&clauses, &generation](bool old, bool now, QStringView on, QStringView off) {
        if (old != now)
            clauses << generation.words(now ? on : off);
    };
    number(was.incrementBy, is.incrementBy, u"INCREMENT BY", u"INCREMENT BY 1");
    number(was.minValue, is.minValue, u"MINVALUE", u"NOMINVALUE");
    number(was.maxValue, is.maxValue, u"MAXVALUE", u"NOMAXVALUE");
    if (was.cache != is.cache) {
        const int cache = is.cache.value_or(20); // Oracle's default
        clauses << (cache == 0 ? generation.words(u"NOCACHE")
                               : generation.words(u"CACHE ") + QString::number(cache));
    }
    flag(was.cycle, is.cycle, u"CYCLE", u"NOCYCLE");
    flag(was.order, is.order, u"ORDER", u"NOORDER");
    flag(was.keep, is.keep, u"KEEP", u"NOKEEP");
    flag(was.session, is.session, u"SESSION", u"GLOBAL");
    if (was.scale != is.scale)
        clauses << generation.words(is.scale.isEmpty() ? u"NOSCALE"_s : is.scale);
    if (was.shard != is.shard)
        clauses << generation.words(is.shard.isEmpty() ? u"NOSHARD"_s : is.shard);
    if (clauses.isEmpty())
        return; // ORA-02286
    std::vector<Hazard> hazards;
    if (was.maxValue != is.maxValue && is.maxValue)
        hazards.push_back({HazardKind::MayFailOnRows,
                           Tr::tr("Fails with %1 when %2 has gone past %3.")
                               .arg(oraCodeText(4009), writtenName(name), *is.maxValue),
                           4009});
    if (was.minValue != is.minValue && is.minValue)
        hazards.push_back({HazardKind::MayFailOnRows,
                           Tr::tr("Fails with %1 when %2 stands below %3.")
                               .arg(oraCodeText(4007), writtenName(name), *is.minValue),
                           4007});
    generation.step(StepRank::Groundwork,
                    generation.words(u"ALTER SEQUENCE ") + writtenName(name) + u' '
                        + clauses.join(u' '),
                    {change}, hazards);
}

namespace {

void createSequence(Generation &generation, const Sequence &sequence,
                    const std::vector<size_t> &changes)
{
    takeName(generation.step(StepRank::Groundwork,
                             writeSequence(sequence, generation.options().style), changes),
             sequence.name);
}

GenerationStep &drop(Generation &generation, StepRank rank, const QString &what,
                     const QualifiedName &name, const std::vector<size_t> &changes,
                     std::vector<Hazard> hazards = {})
{
    GenerationStep &step =
        generation.step(rank, generation.words(u"DROP ") + what, changes, std::move(hazards));
    step.removes.insert(objectKey(name));
    return step;
}

void dropSequence(Generation &generation, const QualifiedName &name,
                  const std::vector<size_t> &changes)
{
    drop(generation, StepRank::DropSequence, generation.words(u"SEQUENCE ") + writtenName(name),
         name, changes,
         {{HazardKind::CannotBeUndone,
           Tr::tr("The sequence's current number is lost: a downgrade starts it anew.")}});
}

GenerationStep &dropUnit(Generation &generation, const ProgramUnit &dropped,
                         const std::vector<size_t> &changes)
{
    StepRank rank = StepRank::DropUnit;
    if (dropped.kind == UnitKind::Trigger)
        rank = StepRank::DropTrigger;
    else if (dropped.kind == UnitKind::Type || dropped.kind == UnitKind::JavaSource)
        rank = StepRank::DropGroundwork;
    GenerationStep &step =
        generation.step(rank,
                        generation.words(u"DROP ") + generation.words(toString(dropped.kind)) + u' '
                            + writtenName(dropped.name),
                        changes);
    if (!isBody(dropped.kind) && dropped.kind != UnitKind::Trigger)
        step.removes.insert(objectKey(dropped.name));
    if (dropped.kind == UnitKind::Type) {
        for (const QString &name : namesIn(dropped.source)) // ORA-02303: types made of others first
            if (name != dropped.name.name)
                step.releases.insert(objectKey({{}, name}));
    }
    if (dropped.kind == UnitKind::Trigger) {
        for (const QString &name : namesIn(dropped.source))
            step.releases.insert(objectKey({{}, name}));
        step.removes.insert(stepKey(u"TRIGGER", dropped.name));
    }
    return step;
}

void dropOpaque(Generation &generation, const ObjectRef &object, const std::vector<size_t> &changes)
{
    GenerationStep &step = generation.step(
        StepRank::DropGroundwork,
        writeDropOpaque(object.type, object.name, generation.options().style), changes);
    step.removes.insert(stepKey(object.type, object.name));
    step.releases.insert(objectKey(object.name));
}

void makesOpaque(GenerationStep &step, const OpaqueObject &object)
{
    step.makes = {stepKey(object.kind, object.name)};
    step.mentions = mentionKeys(object.text);
    if (object.kind == u"MATERIALIZED VIEW LOG"_s)
        step.needs.insert(objectKey(object.name));
    if (object.kind.endsWith(u"DATABASE LINK"_s))
        step.statements.front().note =
            Tr::tr("The password is not kept anywhere: put it in before running this.");
}

void createOpaque(Generation &generation, const OpaqueObject &object,
                  const std::vector<size_t> &changes)
{
    const StepRank rank =
        isOpaqueGroundwork(object.kind) ? StepRank::Groundwork : StepRank::Attributes;
    makesOpaque(generation.step(rank, writeOpaque(object), changes), object);
}

void replaceOpaque(Generation &generation, const OpaqueObject &object,
                   const std::vector<size_t> &changes)
{
    const std::optional<WrittenStatement> statement = writeOpaqueReplacement(object);
    if (!statement) {
        dropOpaque(generation, {object.kind, object.name}, changes);
        createOpaque(generation, object, changes);
        belongings(generation, {object.kind, object.name}, changes);
        return;
    }
    makesOpaque(generation.step(StepRank::Groundwork, *statement, changes), object);
}

} // namespace

void unitCreated(Generation &generation, const ProgramUnit &created,
                 const std::vector<size_t> &changes)
{
    GenerationStep &step = generation.step(rankOf(created.kind),
                                           writeUnit(created, generation.options().style), changes);
    if (created.kind == UnitKind::Trigger)
        step.makes.insert(stepKey(u"TRIGGER", created.name));
    else if (!isBody(created.kind))
        takeName(step, created.name);
    step.mentions = mentionKeys(created.source);
    if (!isBody(created.kind))
        step.mentions.erase(nameKey(created.name.name));
    if (created.kind == UnitKind::Trigger && !created.table.isEmpty())
        step.needs.insert(objectKey(created.table));
    if (created.kind == UnitKind::Trigger && !created.enabled) // CREATE OR REPLACE enables it
        triggerStateAltered(generation, created.name, false, changes);
}

void triggerStateAltered(Generation &generation, const QualifiedName &trigger, bool enabled,
                         const std::vector<size_t> &changes)
{
    GenerationStep &step =
        generation.step(StepRank::Trigger,
                        generation.words(u"ALTER TRIGGER ") + writtenName(trigger)
                            + generation.words(enabled ? u" ENABLE" : u" DISABLE"),
                        changes);
    step.needs.insert(stepKey(u"TRIGGER", trigger));
}

// -------------------------------------------------------------------------------------------------
// added and dropped

void objectAdded(Generation &generation, const ObjectRef &object, size_t change)
{
    const Catalog &to = generation.to();
    if (object.type == u"TABLE"_s) {
        tableAdded(generation, object.name, change);
        return;
    }
    if (const Index *index = lookUp(to.indexes, object.name); index && object.type == u"INDEX"_s)
        indexAdded(generation, *index, {change});
    else if (const Sequence *sequence = lookUp(to.sequences, object.name);
             sequence && object.type == u"SEQUENCE"_s)
        createSequence(generation, *sequence, {change});
    else if (const View *view = lookUp(to.views, object.name); view && object.type == u"VIEW"_s)
        createView(generation, *view, {change});
    else if (const MaterializedView *mview = lookUp(to.materializedViews, object.name);
             mview && object.type == u"MATERIALIZED VIEW"_s)
        createMaterializedView(generation, *mview, {change});
    else if (const Synonym *synonym = lookUp(to.synonyms, object.name);
             synonym && object.type == u"SYNONYM"_s)
        takeName(generation.step(StepRank::Synonym,
                                 writeSynonym(*synonym, generation.options().style), {change}),
                 object.name);
    else if (const ProgramUnit *created = unit(to, object))
        unitCreated(generation, *created, {change});
    else if (const auto opaque = to.opaque.find({object.type, object.name});
             opaque != to.opaque.end())
        createOpaque(generation, opaque->second, {change});
    belongings(generation, object, {change});
}

void objectDropped(Generation &generation, const ObjectRef &object, size_t change)
{
    const Catalog &start = generation.start();
    if (object.type == u"TABLE"_s) {
        tableDropped(generation, object.name, change);
    } else if (object.type == u"INDEX"_s) {
        const Index *index = lookUp(start.indexes, object.name);
        const Table *table = index ? start.table(index->table) : nullptr;
        if (index && !(table && isAbsorbed(generation, *table, *index)))
            indexDropped(generation, *index, {change});
    } else if (object.type == u"SEQUENCE"_s) {
        dropSequence(generation, object.name, {change});
    } else if (object.type == u"VIEW"_s) {
        drop(generation, StepRank::DropView, generation.words(u"VIEW ") + writtenName(object.name),
             object.name, {change});
    } else if (object.type == u"MATERIALIZED VIEW"_s) {
        drop(generation, StepRank::DropView,
             generation.words(u"MATERIALIZED VIEW ") + writtenName(object.name), object.name,
             {change});
    } else if (object.type == u"SYNONYM"_s) {
        drop(generation, StepRank::DropUnit, generation.words(synonymText(object.name)),
             object.name, {change});
    } else if (const ProgramUnit *dropped = unit(start, object)) {
        dropUnit(generation, *dropped, {change});
    } else {
        dropOpaque(generation, object, {change});
    }
}

void objectRenamed(Generation &generation, const ObjectRenamed &renamed, size_t change)
{
    if (renamed.from.type == u"TABLE"_s) {
        tableRenamed(generation, renamed, change);
        return;
    }
    if (renamed.from.type == u"INDEX"_s) {
        const Index *before = lookUp(generation.start().indexes, renamed.from.name);
        const Index *after = lookUp(generation.to().indexes, renamed.to.name);
        if (before && after && indexMadeAgain(generation, *before, *after, change))
            return;
        GenerationStep &step = generation.step(
            StepRank::RenamePart,
            generation.words(u"ALTER INDEX ") + writtenName(renamed.from.name)
                + generation.words(u" RENAME TO ") + writtenName(renamed.to.name.name),
            {change});
        step.removes.insert(indexKey(renamed.from.name));
        step.makes.insert(indexKey(renamed.to.name));
        return;
    }
    GenerationStep &step =
        generation.step(StepRank::Rename,
                        generation.words(u"RENAME ") + writtenName(renamed.from.name.name)
                            + generation.words(u" TO ") + writtenName(renamed.to.name.name),
                        {change});
    step.removes.insert(objectKey(renamed.from.name));
    takeName(step, renamed.to.name);
}

// ----------------------------------------------------------------------------------------------------------
// replaced

namespace {

struct MaterializedViewOptions
{
    QString refresh; // "REFRESH FAST ON COMMIT"
    QString rewrite; // "ENABLE QUERY REWRITE"
    QString rest; // BUILD, storage …: cannot be altered (OCI-39297)
};

MaterializedViewOptions parted(const QString &options)
{
    static const QStringList others{
        u"BUILD"_s,     u"TABLESPACE"_s, u"PARALLEL"_s, u"NOPARALLEL"_s, u"LOGGING"_s,
        u"NOLOGGING"_s, u"CACHE"_s,      u"NOCACHE"_s,  u"USING"_s,      u"ON"_s,
        u"PCTFREE"_s,   u"COMPRESS"_s,   u"SEGMENT"_s,  u"PARTITION"_s,  u"ORGANIZATION"_s,
        u"EVALUATE"_s,  u"FOR"_s};
    MaterializedViewOptions found;
    QString *current = &found.rest;
    const QStringList words = options.split(u' ', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words[i];
        const bool rewrite = (word == u"ENABLE"_s || word == u"DISABLE"_s) && i + 1 < words.size()
            && words[i + 1] == u"QUERY"_s;
        if (rewrite)
            current = &found.rewrite;
        else if (word == u"REFRESH"_s || (word == u"NEVER"_s && i + 1 < words.size()))
            current = &found.refresh;
        else if (others.contains(word)
                 && !(current == &found.refresh && (word == u"ON"_s || word == u"USING"_s)))
            current = &found.rest;
        *current += (current->isEmpty() ? u""_s : u" "_s) + word;
    }
    return found;
}

// What ALTER does not say stays as it is, so that defaults are said.
QString wholeRefresh(const QString &before, const QString &after)
{
    QString refresh = after;
    const bool onDemand = !after.contains(u" ON "_s) && !after.startsWith(u"NEVER"_s);
    if (onDemand && (before.contains(u" ON COMMIT"_s) || before.contains(u" ON STATEMENT"_s)))
        refresh += u" ON DEMAND"_s;
    if (before.contains(u"TRUSTED CONSTRAINTS"_s) && !after.contains(u"CONSTRAINTS"_s))
        refresh += u" USING ENFORCED CONSTRAINTS"_s;
    return refresh;
}

void materializedViewReplaced(Generation &generation, const MaterializedView &before,
                              const MaterializedView &after, size_t change)
{
    const MaterializedViewOptions was = parted(before.options);
    const MaterializedViewOptions is = parted(after.options);
    const bool alterable = sameText(before.query, after.query)
        && comparedOptions(was.rest) == comparedOptions(is.rest);
    if (alterable) {
        const auto alter = [&](const QString &clause) {
            generation.step(StepRank::ViewOrUnit,
                            generation.words(u"ALTER MATERIALIZED VIEW ") + writtenName(after.name)
                                + u' ' + clause,
                            {change});
        };
        if (was.refresh != is.refresh)
            alter(is.refresh.isEmpty() ? generation.words(u"REFRESH FORCE ON DEMAND")
                                       : wholeRefresh(was.refresh, is.refresh));
        if (was.rewrite != is.rewrite)
            alter(is.rewrite.isEmpty() ? generation.words(u"DISABLE QUERY REWRITE") : is.rewrite);
        return;
    }
    drop(generation, StepRank::DropView,
         generation.words(u"MATERIALIZED VIEW ") + writtenName(after.name), after.name, {change});
    createMaterializedView(generation, after, {change});
    const auto [first, last] = generation.consequences().indexesAfter.equal_range(after.name);
    for (auto it = first; it != last; ++it)
        if (generation.consequences().changedIndexes.count(it->second->name) == 0)
            indexAdded(generation, *it->second, {change});
    belongings(generation, {u"MATERIALIZED VIEW"_s, after.name}, {change});
}

void unitReplaced(Generation &generation, const ProgramUnit &before, const ProgramUnit &after,
                  size_t change)
{
    if (before.nonEditionable != after.nonEditionable) { // ORA-38824
        dropUnit(generation, before, {change}).rank = rankOf(before.kind);
        unitCreated(generation, after, {change});
        if (after.kind == UnitKind::Package
            || after.kind == UnitKind::Type) { // its body went with it
            const UnitKind body =
                after.kind == UnitKind::Package ? UnitKind::PackageBody : UnitKind::TypeBody;
            const auto found = generation.to().units.find({body, after.name});
            if (found != generation.to().units.end())
                unitCreated(generation, found->second, {change});
        }
        belongings(generation, {toString(after.kind), after.name}, {change});
        return;
    }
    if (after.kind == UnitKind::Trigger && before.table != after.table) // ORA-04095
        dropUnit(generation, before, {change});
    if (after.kind == UnitKind::Type)
        typeReplaced(generation, before, after, change);
    else
        unitCreated(generation, after, {change});
}

} // namespace

void objectReplaced(Generation &generation, const ObjectReplaced &replaced, size_t change)
{
    const Catalog &start = generation.start();
    const Catalog &to = generation.to();
    const QualifiedName &name = replaced.object.name;
    const QString &type = replaced.object.type;
    if (type == u"TABLE"_s) {
        tableReplaced(generation, replaced, change);
    } else if (type == u"INDEX"_s) {
        const Index *before = lookUp(start.indexes, name);
        const Index *after = lookUp(to.indexes, name);
        if (before && after) {
            indexDropped(generation, *before, {change});
            indexAdded(generation, *after, {change});
        }
    } else if (type == u"SEQUENCE"_s) {
        if (const Sequence *after = lookUp(to.sequences, name)) {
            dropSequence(generation, name, {change});
            createSequence(generation, *after, {change});
            belongings(generation, replaced.object, {change});
        }
    } else if (type == u"VIEW"_s) {
        if (const View *after = lookUp(to.views, name))
            createView(generation, *after, {change});
    } else if (type == u"MATERIALIZED VIEW"_s) {
        const MaterializedView *before = lookUp(start.materializedViews, name);
        const MaterializedView *after = lookUp(to.materializedViews, name);
        if (before && after)
            materializedViewReplaced(generation, *before, *after, change);
    } else if (type == u"SYNONYM"_s) {
        if (const Synonym *after = lookUp(to.synonyms, name))
            takeName(generation.step(StepRank::Synonym,
                                     writeSynonym(*after, generation.options().style,
                                                  SynonymWriting::CreateOrReplace),
                                     {change}),
                     name);
    } else if (const ProgramUnit *after = unit(to, replaced.object)) {
        if (const ProgramUnit *before = unit(start, replaced.object))
            unitReplaced(generation, *before, *after, change);
    } else if (const auto opaque = to.opaque.find({type, name}); opaque != to.opaque.end()) {
        replaceOpaque(generation, opaque->second, {change});
    }
}

} // namespace Athanor
