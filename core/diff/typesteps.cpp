// SPDX-License-Identifier: MIT
#include "diff/generation.h"

#include "ddl/objecttype.h"
#include "ddl/references.h"
#include "schema/normalform.h"

#include <algorithm>

namespace Athanor {

using namespace Qt::StringLiterals;
using Tr = GenerateTr;

namespace {

bool hasDependents(const Catalog &catalog, const QualifiedName &type)
{
    for (const auto &[name, table] : catalog.tables) {
        for (const Column &column : table.columns)
            if (column.type.kind == TypeKind::UserDefined && column.type.userType == type)
                return true;
        if (table.kind == TableKind::Object && namesIn(table.otherClauses).count(type.name) != 0)
            return true;
    }
    for (const auto &[key, unit] : catalog.units)
        if (unit.kind == UnitKind::Type && unit.name != type
            && namesIn(unit.source).count(type.name) != 0)
            return true;
    return false;
}

QStringList attributeNames(const ObjectType &type)
{
    QStringList names;
    for (const TypeElement &element : type.elements)
        if (!element.method)
            names << element.name;
    return names;
}

// What stays keeps its place, and ADD ATTRIBUTE comes last.
QStringList attributesReached(const ObjectType &before, const ObjectType &after)
{
    QStringList names;
    for (const QString &name : attributeNames(before))
        if (after.named(name))
            names << name;
    for (const QString &name : attributeNames(after))
        if (!before.named(name))
            names << name;
    return names;
}

} // namespace

// CREATE OR REPLACE is refused once a table is made of the type (ORA-02303): then only ALTER TYPE …
// CASCADE is left.
void typeReplaced(Generation &generation, const ProgramUnit &before, const ProgramUnit &after,
                  size_t change)
{
    if (!hasDependents(generation.start(), before.name)) {
        unitCreated(generation, after, {change});
        return;
    }
    const std::optional<ObjectType> was = objectType(before.source);
    const std::optional<ObjectType> is = objectType(after.source);
    if (!was || !is || was->frame() != is->frame()) {
        generation.manual(StepRank::Groundwork,
                          Tr::tr("Type %1 has dependents, so it can be neither replaced nor "
                                 "dropped (%2), and no ALTER TYPE says "
                                 "this change: build a new type, move the data, drop the old one.")
                              .arg(writtenName(after.name), oraCodeText(2303)),
                          {change}, 2303);
        return;
    }
    bool isSaid = false;
    const auto alter = [&](const QString &action, std::vector<Hazard> hazards = {}) {
        isSaid = true;
        generation.step(StepRank::Groundwork,
                        generation.words(u"ALTER TYPE ") + writtenName(after.name) + u' ' + action
                            + generation.words(u" CASCADE"),
                        {change}, std::move(hazards));
    };
    const auto manual = [&](const QString &note, int oraCode = 0) {
        isSaid = true;
        generation.manual(StepRank::Groundwork, note, {change}, oraCode);
    };
    QStringList added;
    QStringList dropped;
    for (const TypeElement &element : is->elements) {
        const TypeElement *old = was->named(element.name);
        if (!old && element.method)
            alter(generation.words(u"ADD ") + normalizedText(element.text));
        else if (!old)
            added << normalizedText(element.text);
        else if (sameText(old->text, element.text))
            continue;
        else if (isWidening(*old, element))
            alter(generation.words(u"MODIFY ATTRIBUTE ") + normalizedText(element.text));
        else
            manual(Tr::tr("Attribute %1 of type %2 is to be %3, and ALTER TYPE only widens (%4, "
                          "PLS-00719): keep its values elsewhere, DROP ATTRIBUTE, ADD ATTRIBUTE "
                          "and bring them back.")
                       .arg(writtenName(element.name), writtenName(after.name),
                            normalizedText(element.text), oraCodeText(22324)),
                   22324);
    }
    for (const TypeElement &element : was->elements) {
        if (is->named(element.name))
            continue;
        if (element.method)
            alter(generation.words(u"DROP ") + normalizedText(element.text));
        else
            dropped << writtenName(element.name);
    }
    if (!added.isEmpty())
        alter(generation.words(u"ADD ATTRIBUTE ") + u'(' + added.join(u", "_s) + u')');
    if (!dropped.isEmpty())
        alter(generation.words(u"DROP ATTRIBUTE ") + u'(' + dropped.join(u", "_s) + u')',
              {{HazardKind::LosesData,
                Tr::tr("Drops %1 of type %2 with its values in every table.")
                    .arg(dropped.join(u", "_s), writtenName(after.name))}});
    if (!isSaid || attributesReached(*was, *is) != attributeNames(*is))
        manual(Tr::tr("The attributes of type %1 are to stand in another order, which no ALTER "
                      "TYPE changes: adapt the model, or build a new type and move the data.")
                   .arg(writtenName(after.name)));
}

} // namespace Athanor
