// SPDX-License-Identifier: MIT
#include "schema/table.h"

#include <algorithm>

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

} // namespace Athanor
