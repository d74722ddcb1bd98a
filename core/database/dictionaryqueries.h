// SPDX-License-Identifier: MIT
#pragma once

#include "schema/oracleversion.h"

#include <QtCore/QString>

#include <array>

namespace Athanor {

// The statements that read one schema, as many for one table as for five thousand. USER_ views
// only: no owner column, no grants needed, fastest. Columns that a release does not have are left
// out (an unknown one is ORA-00904 for the whole query); LONG columns (DATA_DEFAULT,
// SEARCH_CONDITION, COLUMN_EXPRESSION, TEXT, QUERY, HIGH_VALUE) come last, one a SELECT, without
// UNION, DISTINCT or functions on them. Filtering is the reader's work: a name is looked at once,
// there.
struct DictionaryQueries
{
    QString facts; // KIND, NAME, A…G: everything that is short text, see dictionaryqueries.cpp
    QString tables;
    QString columns;
    QString constraints;
    QString constraintColumns;
    QString indexes; // joined with their columns
    QString indexExpressions;
    QString views;
    QString materializedViews;
    QString comments; // KIND, TABLE_NAME, COLUMN_NAME, COMMENTS
    QString source;
    QString partitions;

    [[nodiscard]] std::array<const QString *, 12> all() const
    {
        return {&facts,   &tables,           &columns, &constraints,       &constraintColumns,
                &indexes, &indexExpressions, &views,   &materializedViews, &comments,
                &source,  &partitions};
    }
};

[[nodiscard]] DictionaryQueries dictionaryQueries(const OracleVersion &version);

// Keys of other schemas that foreign keys refer to; asked only where there are such.
[[nodiscard]] QString foreignOwnersQuery();

} // namespace Athanor
