// SPDX-License-Identifier: MIT
#include "ddl/readparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// What a trigger's header says, as far as the catalog wants to know it.
struct TriggerHeader
{
    QualifiedName table;
    bool enabled = true;
};

// BEFORE INSERT OR UPDATE OF a, b ON t REFERENCING … FOR EACH ROW … DISABLE WHEN (…) BEGIN
TriggerHeader readTriggerHeader(Cursor &at)
{
    TriggerHeader header;
    for (bool more = true; more;) { // 12.2: properties may stand first
        more = false;
        if (at.isWord(u"SHARING") && at.isPunctuation(u"=", 1)) {
            at.skip(3);
            more = true;
        } else if (at.takeAll({u"DEFAULT", u"COLLATION"})) {
            at.skip();
            more = true;
        }
    }
    if (!at.isAnyWord({u"BEFORE", u"AFTER", u"INSTEAD", u"FOR"})) {
        at.expected(4071, ddlTr("BEFORE, AFTER, INSTEAD OF or FOR"));
        return header;
    }
    while (!at.atEnd() && !at.isWord(u"ON") && !at.isAnyWord({u"BEGIN", u"DECLARE", u"CALL"}))
        at.skip();
    if (!at.take(u"ON")) {
        at.expected(969, ddlTr("ON and the table, view, SCHEMA or DATABASE"));
        return header;
    }
    if (at.takeAll({u"NESTED", u"TABLE"})) {
        at.skip(); // the column
        if (!at.take(u"OF"))
            at.expected(905, ddlTr("OF and the view"));
    }
    const bool system = at.isWord(u"DATABASE") || at.isWord(u"SCHEMA")
        || at.isWords({u"PLUGGABLE", u"DATABASE"})
        || (at.isPunctuation(u".", 1) && at.isWord(u"SCHEMA", 2));
    if (!system) {
        std::optional<QualifiedName> table =
            at.takeQualifiedName(903, ddlTr("the table or view of the trigger"));
        if (!table)
            return header;
        header.table = *std::move(table);
    }
    while (!at.atEnd() && !at.isAnyWord({u"BEGIN", u"DECLARE", u"CALL", u"COMPOUND", u"WHEN"})) {
        if (at.isWord(u"DISABLE"))
            header.enabled = false;
        at.skip();
    }
    return header;
}

int codeOfName(UnitKind kind)
{
    return kind == UnitKind::Trigger ? 4070 : 4050; // 4050: invalid or missing procedure name
}

} // namespace

std::optional<UnitKind> takeUnitKind(Cursor &at)
{
    struct Words
    {
        QStringView word;
        UnitKind kind;
    };
    static const Words plain[]{{u"PROCEDURE", UnitKind::Procedure},
                               {u"FUNCTION", UnitKind::Function},
                               {u"TRIGGER", UnitKind::Trigger},
                               {u"LIBRARY", UnitKind::Library}};
    for (const Words &words : plain) {
        if (at.take(words.word))
            return words.kind;
    }
    if (at.take(u"PACKAGE"))
        return at.take(u"BODY") ? UnitKind::PackageBody : UnitKind::Package;
    if (at.take(u"TYPE"))
        return at.take(u"BODY") ? UnitKind::TypeBody : UnitKind::Type;
    if (at.takeAll({u"JAVA", u"SOURCE"}))
        return UnitKind::JavaSource;
    return std::nullopt;
}

DdlStatement readCreateUnit(Cursor &at, const CreateWords &words)
{
    CreateUnit create;
    create.orReplace = words.orReplace;
    ProgramUnit &unit = create.unit;
    unit.nonEditionable = words.nonEditionable;
    const qsizetype from = at.offset();
    const std::optional<UnitKind> kind = takeUnitKind(at);
    if (!kind)
        return create;
    unit.kind = *kind;
    const qsizetype afterWords = at.previousEnd();
    create.ifNotExists = takeIfNotExists(at, 922);
    const qsizetype nameFrom = at.offset();
    if (unit.kind == UnitKind::JavaSource && !at.take(u"NAMED")) {
        at.expected(905, ddlTr("NAMED"));
        at.skipAll();
        return create;
    }
    std::optional<QualifiedName> name =
        at.takeQualifiedName(codeOfName(unit.kind), ddlTr("the name"));
    if (!name) {
        at.skipAll();
        return create;
    }
    unit.name = *std::move(name);
    if (unit.kind == UnitKind::Trigger) {
        TriggerHeader header = readTriggerHeader(at);
        unit.table = std::move(header.table);
        unit.enabled = header.enabled;
    } else if (at.atEnd()) {
        at.expected(905, ddlTr("IS or AS and the text"));
    }
    (void)at.takeRest();
    // ALL_SOURCE begins at the kind's word; IF NOT EXISTS is no part of it.
    const QStringView source = at.source();
    unit.source = source.sliced(from, afterWords - from).toString();
    unit.source += create.ifNotExists ? u" "_s + source.sliced(nameFrom).toString()
                                      : source.sliced(afterWords).toString();
    while (!unit.source.isEmpty() && unit.source.back().isSpace())
        unit.source.chop(1);
    return create;
}

namespace {

// One entry: up to the comma, to CASCADE or to the end.
QString takeTypeElement(Cursor &at)
{
    const qsizetype from = at.offset();
    while (!at.atEnd() && !at.isPunctuation(u",") && !at.isPunctuation(u")")
           && !at.isAnyWord({u"CASCADE", u"INVALIDATE", u"FORCE"})) {
        if (at.isPunctuation(u"("))
            at.takeParenthesised();
        else
            at.skip();
    }
    return at.slice(from, at.previousEnd()).toString();
}

// ADD ATTRIBUTE (a NUMBER, b DATE), DROP ATTRIBUTE c, ADD MEMBER FUNCTION f RETURN NUMBER …; false
// where something else is said (REPLACE, MODIFY LIMIT, NOT FINAL …).
bool readTypeChanges(Cursor &at, std::vector<TypeElementChange> &changes)
{
    using Action = TypeElementChange::Action;
    do {
        const bool known = at.isWord(u"ATTRIBUTE", 1)
            || at.isAnyWord({u"MEMBER", u"STATIC", u"CONSTRUCTOR", u"MAP", u"ORDER", u"OVERRIDING"},
                            1);
        if (!at.isAnyWord({u"ADD", u"MODIFY", u"DROP"}) || !known)
            return false;
        const Action action = at.isWord(u"ADD") ? Action::Add
            : at.isWord(u"MODIFY")              ? Action::Modify
                                                : Action::Drop;
        at.skip();
        if (!at.take(u"ATTRIBUTE") || !at.takePunctuation(u"(")) {
            changes.push_back({action, takeTypeElement(at)});
            continue;
        }
        do {
            changes.push_back({action, takeTypeElement(at)});
        } while (at.takePunctuation(u","));
        at.takePunctuation(u")");
    } while (at.takePunctuation(u","));
    return true;
}

} // namespace

DdlStatement readAlterUnit(Cursor &at, UnitKind kind)
{
    AlterUnit alter;
    alter.kind = kind;
    (void)takeIfExists(at, 922);
    std::optional<QualifiedName> name = at.takeQualifiedName(codeOfName(kind), ddlTr("the name"));
    if (!name) {
        at.skipAll();
        return alter;
    }
    alter.name = *std::move(name);
    const qsizetype from = at.offset();
    if (at.isWord(u"COMPILE") || at.atEnd()) {
        at.skipAll();
        return NoStructure{u"ALTER %1 COMPILE"_s.arg(toString(kind))};
    }
    if (at.take(u"EDITIONABLE")) {
        alter.nonEditionable = false;
    } else if (at.take(u"NONEDITIONABLE")) {
        alter.nonEditionable = true;
    } else if (kind == UnitKind::Type && readTypeChanges(at, alter.typeChanges)) {
        // CASCADE, INVALIDATE follow
    } else {
        at.skipAll();
        at.note(from, at.source().size(), {toString(kind), alter.name},
                ddlTr("this change of a %1 is not followed in its source").arg(toString(kind)));
        return NoStructure{u"ALTER %1"_s.arg(toString(kind))};
    }
    at.skipAll(); // CASCADE, INVALIDATE: about dependents
    return alter;
}

DdlStatement readAlterTrigger(Cursor &at)
{
    AlterTrigger alter;
    (void)takeIfExists(at, 922);
    std::optional<QualifiedName> name = at.takeQualifiedName(4070, ddlTr("the trigger's name"));
    if (!name) {
        at.skipAll();
        return alter;
    }
    alter.name = *std::move(name);
    if (at.take(u"ENABLE")) {
        alter.enabled = true;
    } else if (at.take(u"DISABLE")) {
        alter.enabled = false;
    } else if (at.takeAll({u"RENAME", u"TO"})) {
        std::optional<QString> to = at.takeName(4070, ddlTr("the trigger's new name"));
        if (to)
            alter.renameTo = *std::move(to);
    } else if (at.isWord(u"COMPILE") || at.isWord(u"EDITIONABLE")) {
        at.skipAll();
        return NoStructure{u"ALTER TRIGGER COMPILE"_s};
    } else if (at.isWord(u"NONEDITIONABLE")) {
        AlterUnit unit;
        unit.kind = UnitKind::Trigger;
        unit.name = alter.name;
        unit.nonEditionable = true;
        at.skipAll();
        return unit;
    } else {
        at.expected(922, ddlTr("ENABLE, DISABLE, RENAME TO or COMPILE"));
    }
    expectEnd(at);
    return alter;
}

} // namespace Athanor
