// SPDX-License-Identifier: MIT
#include "ddl/application.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

bool sharesNamespace(UnitKind kind)
{
    switch (kind) {
    case UnitKind::Procedure:
    case UnitKind::Function:
    case UnitKind::Package:
    case UnitKind::Type:
    case UnitKind::Library:
        return true;
    case UnitKind::PackageBody:
    case UnitKind::TypeBody:
    case UnitKind::Trigger:
    case UnitKind::JavaSource:
        return false;
    }
    return false;
}

// The tables that have a column of the type: the whole catalog is searched, since replacing or
// dropping a type is rare.
const Table *tableOfType(const Catalog &catalog, const QualifiedName &type)
{
    for (const auto &[name, table] : catalog.tables) {
        for (const Column &column : table.columns)
            if (column.type.kind == TypeKind::UserDefined && column.type.userType == type)
                return &table;
    }
    return nullptr;
}

} // namespace

Result<> Application::operator()(const CreateUnit &create)
{
    const ProgramUnit &unit = create.unit;
    const auto old = catalog().units.find({unit.kind, unit.name});
    const bool exists = old != catalog().units.end();
    if (exists && create.ifNotExists)
        return {};
    if (exists && !create.orReplace) {
        if (unit.kind == UnitKind::Trigger)
            return refuse(4081, applyTr("trigger %1 already exists").arg(writtenName(unit.name)));
        return refuse(
            955,
            applyTr("name is already used by an existing object: %1").arg(writtenName(unit.name)));
    }
    if (!exists && sharesNamespace(unit.kind))
        if (Result<> free = checkFree(unit.name); !free)
            return free;
    if (exists && old->second.nonEditionable != unit.nonEditionable)
        return refuse(38824,
                      applyTr("A CREATE OR REPLACE command may not change the EDITIONABLE "
                              "property of an existing object: %1")
                          .arg(writtenName(unit.name)));
    if (exists && unit.kind == UnitKind::Type && old->second.source != unit.source) {
        if (const Table *table = tableOfType(catalog(), unit.name))
            return refuse(2303,
                          applyTr("cannot drop or replace a type with type or table "
                                  "dependents: table %1 has a column of it; use ALTER TYPE")
                              .arg(writtenName(table->name)));
    }
    if (unit.kind == UnitKind::Trigger && !unit.table.isEmpty()) {
        if (exists && old->second.table != unit.table)
            return refuse(4095,
                          applyTr("trigger %1 already exists on another table, cannot replace "
                                  "it")
                              .arg(writtenName(unit.name)));
        const bool elsewhere = !unit.table.owner.isEmpty() && unit.table.owner != unit.name.owner;
        if (!elsewhere && !isReadable(unit.table))
            return refuse(942,
                          applyTr("table or view does not exist: %1").arg(writtenName(unit.table)));
    }
    ProgramUnit made = unit;
    m_draft.put(std::move(made));
    return {};
}

Result<> Application::operator()(const DropUnit &drop)
{
    if (catalog().units.count({drop.kind, drop.name}) == 0) {
        if (drop.ifExists)
            return {};
        if (drop.kind == UnitKind::Trigger)
            return refuse(4080, applyTr("trigger %1 does not exist").arg(writtenName(drop.name)));
        return refuse(4043, applyTr("object %1 does not exist").arg(writtenName(drop.name)));
    }
    if (drop.kind == UnitKind::Type && !drop.force) {
        if (const Table *table = tableOfType(catalog(), drop.name))
            return refuse(2303,
                          applyTr("cannot drop or replace a type with type or table "
                                  "dependents: table %1 has a column of it")
                              .arg(writtenName(table->name)));
    }
    // A specification takes its body along.
    if (drop.kind == UnitKind::Package)
        m_draft.takeUnit({UnitKind::PackageBody, drop.name});
    if (drop.kind == UnitKind::Type)
        m_draft.takeUnit({UnitKind::TypeBody, drop.name});
    if (sharesNamespace(drop.kind))
        dropGrantsOn(drop.name);
    m_draft.takeUnit({drop.kind, drop.name});
    return {};
}

Result<> Application::operator()(const AlterUnit &alter)
{
    const auto found = catalog().units.find({alter.kind, alter.name});
    if (found == catalog().units.end())
        return refuse(4043, applyTr("object %1 does not exist").arg(writtenName(alter.name)));
    ProgramUnit unit = found->second;
    if (alter.nonEditionable)
        unit.nonEditionable = *alter.nonEditionable;
    if (!alter.addAttributes.isEmpty()) {
        // TYPE t AS OBJECT (a NUMBER): the new attributes go behind the last one, which stands
        // before the first method or the closing parenthesis.
        const qsizetype close = unit.source.lastIndexOf(u')');
        if (close < 0)
            return refuse(22324, applyTr("altered type has compilation errors"));
        qsizetype at = close;
        for (const QString &method : {u"MEMBER"_s, u"CONSTRUCTOR"_s, u"STATIC"_s, u"MAP"_s,
                                      u"ORDER MEMBER"_s, u"OVERRIDING"_s, u"FINAL"_s}) {
            const qsizetype place = unit.source.indexOf(method, 0, Qt::CaseInsensitive);
            if (place > 0) {
                const qsizetype comma = unit.source.lastIndexOf(u',', place);
                if (comma > 0)
                    at = std::min(at, comma);
            }
        }
        unit.source.insert(at, u", "_s + alter.addAttributes);
    }
    m_draft.put(std::move(unit));
    return {};
}

Result<> Application::operator()(const AlterTrigger &alter)
{
    const auto found = catalog().units.find({UnitKind::Trigger, alter.name});
    if (found == catalog().units.end())
        return refuse(4080, applyTr("trigger %1 does not exist").arg(writtenName(alter.name)));
    ProgramUnit trigger = found->second;
    if (alter.enabled)
        trigger.enabled = *alter.enabled;
    if (alter.renameTo.isEmpty()) {
        m_draft.put(std::move(trigger));
        return {};
    }
    const QualifiedName to{alter.name.owner, alter.renameTo};
    if (catalog().units.count({UnitKind::Trigger, to}) != 0)
        return refuse(4081, applyTr("trigger %1 already exists").arg(writtenName(to)));
    trigger.name = to;
    m_draft.takeUnit({UnitKind::Trigger, alter.name});
    m_draft.put(std::move(trigger));
    return {};
}

} // namespace Athanor
