// SPDX-License-Identifier: MIT
#pragma once

#include "database/dictionaryqueries.h"
#include "database/session.h"
#include "schema/catalog.h"

#include <map>

namespace Athanor {

// The rows of one kind, asked by column name.
class FactRows
{
public:
    // A column's place; none where the release does not have it.
    class Place
    {
    public:
        Place() = default;
        explicit Place(qsizetype index)
            : m_index(index)
        { }
        [[nodiscard]] QString text(const Row &row) const
        {
            return m_index < 0 ? QString() : row[size_t(m_index)].toString();
        }
        [[nodiscard]] bool is(const Row &row, QLatin1StringView value) const
        {
            return m_index >= 0 && text(row) == value;
        }
        [[nodiscard]] int number(const Row &row, int none = 0) const
        {
            bool isNumber = false;
            const int value = text(row).toInt(&isNumber);
            return isNumber ? value : none;
        }

    private:
        qsizetype m_index = -1;
    };

    [[nodiscard]] Place operator[](QLatin1StringView column) const;
    [[nodiscard]] QString owner(const Row &row) const
    {
        return m_owner < 0 ? QString() : row[size_t(m_owner)].toString();
    }
    [[nodiscard]] const std::vector<Row> &rows() const { return m_rows; }
    [[nodiscard]] bool isEmpty() const { return m_rows.empty(); }

private:
    friend class DictionaryRows;
    QStringList m_columns;
    qsizetype m_first = 0; // where the columns begin in a row
    qsizetype m_owner = -1;
    std::vector<Row> m_rows;
};

// What the dictionary's statements gave, before anything is made of it. A value, so that the making
// is tested without a database.
class DictionaryRows
{
public:
    QString user; // the schema whose names are written without an owner
    OracleVersion version;

    void add(const DictionaryStatement &statement, Rows rows);
    // Empty for a kind that was not read.
    [[nodiscard]] const FactRows &of(QLatin1StringView kind) const;

    // Whether, after what has been read so far, a statement can have anything to give.
    [[nodiscard]] bool isNeeded(DictionaryPart part, const OracleVersion &release) const;
    // Whether foreign keys leave the schemas that are read.
    [[nodiscard]] bool refersElsewhere(const DictionaryScope &scope) const;

private:
    std::map<QString, FactRows, std::less<>> m_kinds;
};

// The catalog the rows describe, in normal form. Nothing system-made is in it; `skip` names tables
// that are left out too.
[[nodiscard]] Catalog catalogOf(const DictionaryRows &rows, const QStringList &skip = {});

} // namespace Athanor
