// SPDX-License-Identifier: MIT
#include "database/dictionaryrows.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

FactRows::Place FactRows::operator[](QLatin1StringView column) const
{
    const qsizetype index = m_columns.indexOf(column);
    return Place(index < 0 ? -1 : index + m_first);
}

void DictionaryRows::add(const DictionaryStatement &statement, Rows rows)
{
    std::map<QString, std::vector<Row> *> places;
    const qsizetype first = (statement.hasKind() ? 1 : 0) + (statement.hasOwner ? 1 : 0);
    for (const DictionaryBranch &branch : statement.branches) {
        FactRows &facts = m_kinds[branch.kind];
        facts.m_columns = branch.columns;
        facts.m_first = first;
        facts.m_owner = statement.hasOwner ? first - 1 : -1;
        facts.m_rows.clear();
        places[branch.kind] = &facts.m_rows;
    }
    if (!statement.hasKind()) {
        places.begin()->second->swap(rows.rows);
        return;
    }
    // A union's branches come one after the other.
    QString kind;
    std::vector<Row> *into = nullptr;
    for (Row &row : rows.rows) {
        const QString rowKind = row.front().toString();
        if (!into || rowKind != kind) {
            kind = rowKind;
            const auto found = places.find(kind);
            into = found == places.end() ? nullptr : found->second;
        }
        if (into)
            into->push_back(std::move(row));
    }
}

const FactRows &DictionaryRows::of(QLatin1StringView kind) const
{
    static const FactRows none;
    const auto found = m_kinds.find(QString(kind));
    return found == m_kinds.end() ? none : found->second;
}

bool DictionaryRows::isNeeded(DictionaryPart part, const OracleVersion &release) const
{
    const bool has121 = release >= OracleVersion{12, 1};
    const auto any = [this](QLatin1StringView kind, QLatin1StringView column, auto holds) {
        const FactRows &facts = of(kind);
        const FactRows::Place place = facts[column];
        return std::any_of(facts.rows().begin(), facts.rows().end(),
                           [&](const Row &row) { return holds(place.text(row)); });
    };
    const auto isLong = [](const QString &length) { return length.toInt() > 4000; };
    const auto isNumber = [](const QString &length) { return length.toInt() > 0; };
    switch (part) {
    case DictionaryPart::Facts:
    case DictionaryPart::Columns:
    case DictionaryPart::Lists:
    case DictionaryPart::Source:
        return true;
    case DictionaryPart::Defaults: {
        const FactRows &columns = of("COLUMN"_L1);
        const auto length = columns["DEFAULT_LENGTH"_L1];
        const auto identity = columns["IDENTITY_COLUMN"_L1];
        const int shortest = release >= OracleVersion{23, 0} ? 4000 : 0;
        return std::any_of(columns.rows().begin(), columns.rows().end(), [&](const Row &row) {
            return length.number(row) > shortest && !identity.is(row, "YES"_L1);
        });
    }
    case DictionaryPart::IndexExpressions:
        return any("INDEX"_L1, "INDEX_TYPE"_L1,
                   [](const QString &type) { return type.startsWith("FUNCTION-BASED"_L1); });
    case DictionaryPart::ViewTexts:
        return has121 ? any("VIEW"_L1, "TEXT_LENGTH"_L1, isLong)
                      : any("VIEW"_L1, "TEXT_LENGTH"_L1, isNumber);
    case DictionaryPart::Conditions:
        return has121 ? any("CONDITION"_L1, "SEARCH_CONDITION_VC"_L1,
                            [](const QString &text) {
                                return text.size() > 990 && text.toUtf8().size() > 3990;
                            })
                      : any("CONSTRAINT"_L1, "CONSTRAINT_TYPE"_L1,
                            [](const QString &type) { return type == "C"_L1; });
    case DictionaryPart::MaterializedViewQueries:
        return !of("MATERIALIZED VIEW"_L1).isEmpty();
    case DictionaryPart::Partitions:
        return !of("PARTITIONED"_L1).isEmpty();
    case DictionaryPart::Subpartitions:
        return any("PARTITIONED"_L1, "SUBPARTITIONING_TYPE"_L1,
                   [](const QString &type) { return !type.isEmpty() && type != "NONE"_L1; });
    case DictionaryPart::IndexPartitions:
        return any("PARTITIONED INDEX"_L1, "LOCALITY"_L1,
                   [](const QString &locality) { return locality == "GLOBAL"_L1; });
    }
    return true;
}

bool DictionaryRows::refersElsewhere(const DictionaryScope &scope) const
{
    const FactRows &constraints = of("CONSTRAINT"_L1);
    const auto owner = constraints["R_OWNER"_L1];
    return std::any_of(constraints.rows().begin(), constraints.rows().end(), [&](const Row &row) {
        const QString referenced = owner.text(row);
        return !referenced.isEmpty() && referenced != user && !scope.owners.contains(referenced);
    });
}

} // namespace Athanor
