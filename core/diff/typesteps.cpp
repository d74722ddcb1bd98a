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
    const auto alter = [&](const QString &action, std::vector<Hazard> hazards = {}) {
        generation.step(StepRank::Groundwork,
                        generation.words(u"ALTER TYPE ") + writtenName(after.name) + u' ' + action
                            + generation.words(u" CASCADE"),
                        {change}, std::move(hazards));
    };
    QStringList added;
    QStringList dropped;
    for (const TypeElement &element : is->elements) {
        const TypeElement *old = was->named(element.name);
        if (!old && element.method)
            alter(generation.words(u"ADD ") + normalizedText(element.text));
        else if (!old)
            added << normalizedText(element.text);
        else if (!sameText(old->text, element.text))
            alter(generation.words(u"MODIFY ATTRIBUTE ") + normalizedText(element.text));
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
}

} // namespace Athanor
