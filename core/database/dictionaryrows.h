// SPDX-License-Identifier: MIT
#pragma once

#include "database/session.h"
#include "schema/catalog.h"

namespace Athanor {

// What the dictionary queries gave, before anything is made of it. A value, so that the making is
// tested without a database.
struct DictionaryRows
{
    QString user; // the schema's owner
    Rows facts;
    Rows tables;
    Rows columns;
    Rows constraints;
    Rows constraintColumns;
    Rows indexes;
    Rows indexExpressions;
    Rows views;
    Rows materializedViews;
    Rows comments;
    Rows source;
    Rows partitions;
    Rows foreignKeys; // of other schemas
};

// The catalog the rows describe, in normal form. Nothing system-made is in it; `skip` names tables
// that are left out too.
[[nodiscard]] Catalog catalogOf(const DictionaryRows &rows, const QStringList &skip = {});

// Rows asked by column name. A column that a release lacks is null.
class NamedRows
{
public:
    explicit NamedRows(const Rows &rows)
        : m_rows(rows)
    { }
    // The column's index; -1 where the query has none.
    [[nodiscard]] qsizetype operator[](QLatin1StringView column) const
    {
        return m_rows.columns.indexOf(column);
    }
    [[nodiscard]] const std::vector<Row> &rows() const { return m_rows.rows; }

    [[nodiscard]] static QString text(const Row &row, qsizetype column)
    {
        return column < 0 ? QString() : row[size_t(column)].toString();
    }
    [[nodiscard]] static int number(const Row &row, qsizetype column, int none)
    {
        if (column < 0 || row[size_t(column)].isNull())
            return none;
        bool isNumber = false;
        const int value = row[size_t(column)].toString().toInt(&isNumber);
        return isNumber ? value : none;
    }

private:
    const Rows &m_rows;
};

} // namespace Athanor
