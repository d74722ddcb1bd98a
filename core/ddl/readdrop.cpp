// SPDX-License-Identifier: MIT
#include "ddl/readparts.h"
#include "schema/normalform.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

DdlStatement readDropTable(Cursor &at)
{
    DropTable drop;
    drop.ifExists = takeIfExists(at);
    std::optional<QualifiedName> name = at.takeQualifiedName(903, ddlTr("the table's name"));
    if (!name) {
        at.skipAll();
        return drop;
    }
    drop.name = *std::move(name);
    for (bool more = true; more;) {
        if (at.take(u"CASCADE")) {
            drop.cascadeConstraints = true;
            if (!at.take(u"CONSTRAINTS")) {
                at.expected(905, ddlTr("CONSTRAINTS after CASCADE"));
                at.skipAll();
            }
        } else if (at.take(u"PURGE")) {
            drop.purge = true;
        } else {
            more = false;
        }
    }
    expectEnd(at);
    return drop;
}

DdlStatement readDropUnit(Cursor &at, UnitKind kind)
{
    DropUnit drop;
    drop.kind = kind;
    if (kind == UnitKind::JavaSource)
        at.take(u"NAMED");
    drop.ifExists = takeIfExists(at);
    std::optional<QualifiedName> name =
        at.takeQualifiedName(kind == UnitKind::Trigger ? 4070 : 4050, ddlTr("the name"));
    if (!name) {
        at.skipAll();
        return drop;
    }
    drop.name = *std::move(name);
    if (kind == UnitKind::Type)
        drop.force = at.take(u"FORCE") || at.take(u"VALIDATE");
    expectEnd(at);
    return drop;
}

template <typename Statement>
DdlStatement readPlainDrop(Cursor &at, int code, DdlText what,
                           std::initializer_list<Keyword> options, bool isPublic = false)
{
    Statement drop;
    drop.ifExists = takeIfExists(at);
    std::optional<QualifiedName> name = at.takeQualifiedName(code, what);
    if (!name) {
        at.skipAll();
        return drop;
    }
    drop.name = *std::move(name);
    if (isPublic)
        drop.name.owner = u"PUBLIC"_s;
    while (at.isAnyWord(options))
        at.skip();
    expectEnd(at);
    return drop;
}

DdlStatement readDropOpaque(Cursor &at, const QString &kind, bool isPublic)
{
    DropOpaque drop;
    drop.kind = kind == "SNAPSHOT LOG"_L1 ? u"MATERIALIZED VIEW LOG"_s : kind;
    drop.ifExists = takeIfExists(at);
    if (drop.kind == "MATERIALIZED VIEW LOG"_L1)
        at.take(u"ON");
    if (drop.kind.startsWith("JAVA"_L1))
        at.take(u"NAMED");
    if (!at.isName()) {
        at.expected(950, ddlTr("the name of the %1", drop.kind));
        at.skipAll();
        return drop;
    }
    if (kind == "DATABASE LINK"_L1) {
        const qsizetype from = at.offset();
        at.skip();
        while (at.isPunctuation(u".") || at.isPunctuation(u"@"))
            at.skip(2);
        drop.name.name = normalizedText(at.slice(from, at.previousEnd()));
        expectEnd(at);
    } else {
        std::optional<QualifiedName> name =
            at.takeQualifiedName(950, ddlTr("the name of the %1", drop.kind));
        if (name)
            drop.name = *std::move(name);
        at.skipAll(); // CASCADE, INCLUDING CONTENTS …
    }
    if (isPublic)
        drop.name.owner = u"PUBLIC"_s;
    return drop;
}

} // namespace

DdlStatement readDrop(Cursor &at)
{
    const bool isPublic = at.take(u"PUBLIC");
    if (at.take(u"TABLE"))
        return readDropTable(at);
    if (at.take(u"INDEX"))
        return readPlainDrop<DropIndex>(
            at, 953, ddlTr("the index's name"),
            {u"FORCE", u"ONLINE", u"DEFERRED", u"IMMEDIATE", u"INVALIDATION"});
    if (at.take(u"SEQUENCE"))
        return readPlainDrop<DropSequence>(at, 2277, ddlTr("the sequence's name"), {});
    if (at.take(u"VIEW"))
        return readPlainDrop<DropView>(at, 999, ddlTr("the view's name"),
                                       {u"CASCADE", u"CONSTRAINTS"});
    if (at.take(u"SYNONYM"))
        return readPlainDrop<DropSynonym>(at, 995, ddlTr("the synonym's name"), {u"FORCE"},
                                          isPublic);
    if (at.isWords({u"MATERIALIZED", u"VIEW"}) && !at.isWord(u"LOG", 2)) {
        at.skip(2);
        return readPlainDrop<DropMaterializedView>(at, 999, ddlTr("the materialized view's name"),
                                                   {u"PRESERVE", u"TABLE"});
    }
    if (at.isWord(u"SNAPSHOT") && !at.isWord(u"LOG", 1)) {
        at.skip();
        return readPlainDrop<DropMaterializedView>(at, 999, ddlTr("the materialized view's name"),
                                                   {u"PRESERVE", u"TABLE"});
    }
    if (const std::optional<UnitKind> kind = takeUnitKind(at))
        return readDropUnit(at, *kind);
    if (const QString kind = takeOpaqueKind(at); !kind.isEmpty())
        return readDropOpaque(at, kind, isPublic);
    at.expected(950, ddlTr("TABLE, INDEX, SEQUENCE, VIEW, PROCEDURE … after DROP"));
    at.skipAll();
    return NoStructure{u"DROP"_s};
}

} // namespace Athanor
