// SPDX-License-Identifier: MIT
#pragma once

#include "schema/table.h"

namespace Athanor {

// What can be known of a condition or expression without understanding it. Private to the ddl room.

// The columns of the table that it names, each once, in order.
[[nodiscard]] QStringList columnsIn(QStringView expression, const Table &table);
// A name in it that is no column of the table and nothing that Oracle has: ORA-00904. Empty: none.
[[nodiscard]] QString unknownNameIn(QStringView expression, const Table &table);
// The same text with one column under its new name.
[[nodiscard]] QString withColumnRenamed(const QString &expression, QStringView from,
                                        const QString &to);
// SYSDATE, USER, a sequence's value …: what no CHECK may say (ORA-02436).
[[nodiscard]] QString sessionValueIn(QStringView expression);
[[nodiscard]] bool hasSubquery(QStringView expression);
// The sequence of s.NEXTVAL; empty: none.
[[nodiscard]] QualifiedName sequenceIn(QStringView expression);
// The functions it calls by an unqualified name.
[[nodiscard]] QStringList functionsIn(QStringView expression);
// The first item of the outer select list that surely has no name: a literal, or a function's call
// (ORA-00998). Empty: none.
[[nodiscard]] QString namelessItemIn(QStringView query);
// Unqualified names behind FROM and JOIN that the query does not define itself.
[[nodiscard]] QStringList objectsRead(QStringView query);

} // namespace Athanor
