// SPDX-License-Identifier: MIT
#include "ddl/application.h"
#include "ddl/objecttype.h"
#include "sql/lexer.h"

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

// TYPE t FORCE AS OBJECT (…
bool saysForce(const QString &source)
{
    for (const Token &token :
         tokenize(QStringView(source).first(std::min<qsizetype>(source.size(), 400)))) {
        if (isKeyword(token, source, u"FORCE"))
            return true;
        if (isKeyword(token, source, u"AS") || isKeyword(token, source, u"IS"))
            return false;
    }
    return false;
}

// INSTEAD of INSTEAD OF, BEFORE, AFTER; FOR of a compound trigger.
QString triggerTiming(const QString &source)
{
    const std::vector<Token> tokens =
        tokenize(QStringView(source).first(std::min<qsizetype>(source.size(), 600)));
    size_t i = 2; // TRIGGER name
    if (i < tokens.size() && tokens[i].text(source) == u".")
        i += 2;
    for (; i < tokens.size(); ++i)
        for (const QStringView word : {u"INSTEAD", u"BEFORE", u"AFTER", u"FOR"})
            if (isKeyword(tokens[i], source, word))
                return word.toString();
    return {};
}

// ORA-22324: the altered type has compilation errors, PLS codes say which; one is looked for here.
Result<> changeType(ObjectType &type, const TypeElementChange &change)
{
    const TypeElement element = typeElement(change.element);
    const auto refusal = [&element](const QString &why) {
        return refuse(22324,
                      applyTr("altered type has compilation errors: %1 %2").arg(element.name, why));
    };
    switch (change.action) {
    case TypeElementChange::Action::Add:
        if (type.named(element.name))
            return refusal(applyTr("is there already"));
        type.add(element);
        return {};
    case TypeElementChange::Action::Modify: {
        const TypeElement *old = type.named(element.name);
        if (!old)
            return refusal(applyTr("does not exist"));
        if (!isWidening(*old, element))
            return refusal(applyTr("can only be widened (PLS-00719)"));
        type.modify(element);
        return {};
    }
    case TypeElementChange::Action::Drop:
        return type.drop(element) ? Result<>() : Result<>(refusal(applyTr("does not exist")));
    }
    return {};
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
        // CREATE OR REPLACE TYPE t FORCE (11.2) is stopped by tables alone.
        const Table *table = tableOfType(catalog(), unit.name);
        if (table && saysForce(unit.source))
            return refuse(22866,
                          applyTr("cannot replace a type with table dependents: table %1 has a "
                                  "column of it; use ALTER TYPE")
                              .arg(writtenName(table->name)));
        if (table)
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
        const QString timing = triggerTiming(unit.source);
        if (timing == "INSTEAD"_L1 && catalog().table(unit.table))
            return refuse(25002,
                          applyTr("cannot create INSTEAD OF triggers on tables: %1")
                              .arg(writtenName(unit.table)));
        if ((timing == "BEFORE"_L1 || timing == "AFTER"_L1)
            && catalog().views.count(unit.table) != 0)
            return refuse(25001,
                          applyTr("cannot create this trigger type on views: %1; use INSTEAD OF")
                              .arg(writtenName(unit.table)));
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
    if (!alter.typeChanges.empty()) {
        std::optional<ObjectType> type = objectType(unit.source);
        if (!type)
            return refuse(22324, applyTr("altered type has compilation errors"));
        for (const TypeElementChange &change : alter.typeChanges)
            if (Result<> done = changeType(*type, change); !done)
                return done;
        unit.source = type->source();
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
