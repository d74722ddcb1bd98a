// SPDX-License-Identifier: MIT
#include "schema/table.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

template <typename Items>
auto *findNamed(Items &items, QStringView stored)
{
    const auto it = std::find_if(items.begin(), items.end(),
                                 [stored](const auto &item) { return item.name == stored; });
    return it == items.end() ? nullptr : &*it;
}

} // namespace

const Column *Table::column(QStringView stored) const
{
    return findNamed(columns, stored);
}

Column *Table::column(QStringView stored)
{
    return findNamed(columns, stored);
}

const Constraint *Table::constraint(QStringView stored) const
{
    return stored.isEmpty() ? nullptr : findNamed(constraints, stored);
}

Constraint *Table::constraint(QStringView stored)
{
    return stored.isEmpty() ? nullptr : findNamed(constraints, stored);
}

const Constraint *Table::primaryKey() const
{
    const auto it = std::find_if(constraints.begin(), constraints.end(), [](const Constraint &c) {
        return c.kind == ConstraintKind::PrimaryKey;
    });
    return it == constraints.end() ? nullptr : &*it;
}

bool Table::isMandatory(const Column &column) const
{
    if (column.notNull && column.notNull->state.enabled)
        return true;
    if (column.identity || column.defaultOnNull)
        return true;
    const Constraint *key = primaryKey();
    return key && key->state.enabled && key->columns.contains(column.name);
}

QString itemName(const QString &item)
{
    // A group of log columns and a period have names; everything else is what it says.
    const bool named =
        item.startsWith("PERIOD FOR"_L1) || item.startsWith("SUPPLEMENTAL LOG GROUP"_L1);
    const qsizetype open = item.indexOf(u'(');
    return named && open > 0 ? item.first(open).trimmed() : item;
}

} // namespace Athanor
