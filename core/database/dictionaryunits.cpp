// SPDX-License-Identifier: MIT
// PL/SQL units, types, Java sources and triggers.
#include "database/dictionaryassembly.h"

#include <optional>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

std::optional<UnitKind> unitKind(const QString &type)
{
    static const std::map<QString, UnitKind> kinds{
        {u"PROCEDURE"_s, UnitKind::Procedure},
        {u"FUNCTION"_s, UnitKind::Function},
        {u"PACKAGE"_s, UnitKind::Package},
        {u"PACKAGE BODY"_s, UnitKind::PackageBody},
        {u"TYPE"_s, UnitKind::Type},
        {u"TYPE BODY"_s, UnitKind::TypeBody},
        {u"TRIGGER"_s, UnitKind::Trigger},
        {u"LIBRARY"_s, UnitKind::Library},
        {u"JAVA SOURCE"_s, UnitKind::JavaSource},
    };
    const auto found = kinds.find(type);
    return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

} // namespace

void DictionaryAssembly::readUnits()
{
    const FactRows &rows = m_rows.of("SOURCE"_L1);
    const auto name = rows["NAME"_L1];
    const auto type = rows["TYPE"_L1];
    const auto text = rows["TEXT"_L1];
    ProgramUnit *unit = nullptr;
    QString currentType;
    for (const Row &row : rows.rows()) { // by type, name and line
        const QString of = type.text(row);
        QualifiedName stored = named(rows, row, name.text(row));
        if (!unit || of != currentType || stored != unit->name) {
            const std::optional<UnitKind> kind = unitKind(of);
            if (!kind || isSystemName(stored.name)) // SYS_PLSQL_…, BIN$…
                continue;
            currentType = of;
            unit = &m_catalog.units[{*kind, stored}];
            unit->kind = *kind;
            unit->name = std::move(stored);
        }
        unit->source += text.text(row);
    }
    const FactRows &objects = m_rows.of("OBJECT"_L1);
    const auto objectName = objects["OBJECT_NAME"_L1];
    const auto objectType = objects["OBJECT_TYPE"_L1];
    for (const Row &row : objects.rows()) {
        const std::optional<UnitKind> kind = unitKind(objectType.text(row));
        if (!kind)
            continue;
        const auto found = m_catalog.units.find({*kind, named(objects, row, objectName.text(row))});
        if (found != m_catalog.units.end())
            found->second.nonEditionable = true;
    }
    const FactRows &triggers = m_rows.of("TRIGGER"_L1);
    const auto triggerName = triggers["TRIGGER_NAME"_L1];
    const auto tableOwner = triggers["TABLE_OWNER"_L1];
    const auto tableName = triggers["TABLE_NAME"_L1];
    const auto status = triggers["STATUS"_L1];
    const auto baseType = triggers["BASE_OBJECT_TYPE"_L1];
    for (const Row &row : triggers.rows()) {
        const auto found =
            m_catalog.units.find({UnitKind::Trigger, named(triggers, row, triggerName.text(row))});
        if (found == m_catalog.units.end())
            continue;
        found->second.enabled = !status.is(row, "DISABLED"_L1);
        const QString base = baseType.text(row).trimmed(); // padded
        if (base == "TABLE"_L1 || base == "VIEW"_L1 || base.isEmpty())
            found->second.table = {ownerOf(tableOwner.text(row)), tableName.text(row)};
    }
}

} // namespace Athanor
