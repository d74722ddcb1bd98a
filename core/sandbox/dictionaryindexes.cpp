// SPDX-License-Identifier: MIT
#include "sandbox/clausetext.h"
#include "sandbox/constraintcheck.h"
#include "sandbox/dictionaryviews.h"

#include "ddl/schemalookup.h"
#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

DictionaryRow indexRow(const QString &owner, const QString &name, const QualifiedName &table,
                       const QString &user)
{
    return {{u"OWNER"_s, owner},
            {u"INDEX_NAME"_s, name},
            {u"INDEX_TYPE"_s, u"NORMAL"_s},
            {u"TABLE_OWNER"_s, ownerOf(table, user)},
            {u"TABLE_NAME"_s, table.name},
            {u"TABLE_TYPE"_s, u"TABLE"_s},
            {u"UNIQUENESS"_s, u"UNIQUE"_s},
            {u"COMPRESSION"_s, u"DISABLED"_s},
            {u"TABLESPACE_NAME"_s, u"USERS"_s},
            {u"INI_TRANS"_s, qint64{2}},
            {u"MAX_TRANS"_s, qint64{255}},
            {u"PCT_FREE"_s, qint64{10}},
            {u"LOGGING"_s, u"YES"_s},
            {u"STATUS"_s, u"VALID"_s},
            {u"DEGREE"_s, u"1"_s},
            {u"INSTANCES"_s, u"1"_s},
            {u"PARTITIONED"_s, u"NO"_s},
            {u"TEMPORARY"_s, u"N"_s},
            {u"GENERATED"_s, yn(isSystemName(name))},
            {u"SECONDARY"_s, u"N"_s},
            {u"BUFFER_POOL"_s, u"DEFAULT"_s},
            {u"USER_STATS"_s, u"NO"_s},
            {u"GLOBAL_STATS"_s, u"NO"_s},
            {u"DROPPED"_s, u"NO"_s},
            {u"VISIBILITY"_s, u"VISIBLE"_s},
            {u"JOIN_INDEX"_s, u"NO"_s},
            {u"SEGMENT_CREATED"_s, u"YES"_s},
            {u"INDEXING"_s, u"FULL"_s},
            {u"CONSTRAINT_INDEX"_s, u"NO"_s}};
}

// INCLUDING c OVERFLOW: the number of the last column that stays with the key.
void addIndexOrganization(DictionaryRow &row, const Table &table)
{
    row[u"INDEX_TYPE"_s] = u"IOT - TOP"_s;
    const QString threshold = physicalOf(table.physical, u"PCTTHRESHOLD"_s);
    row[u"PCT_THRESHOLD"_s] = threshold.isEmpty() ? SandboxValue(qint64{50}) : numberOf(threshold);
    row[u"INCLUDE_COLUMN"_s] = qint64{0};
    ClauseText clauses(table.otherClauses);
    if (!clauses.seek({u"INCLUDING"}))
        return;
    const QString last = clauses.takeName();
    for (size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].name == last)
            row[u"INCLUDE_COLUMN"_s] = static_cast<qint64>(i) + 1;
    }
}

std::vector<DictionaryRow> indexes(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        for (const Constraint &constraint : table.constraints) {
            const QString index = keyIndexName(constraint);
            if (index.isEmpty() || s.catalog.indexes.contains({QString(), index}))
                continue;
            DictionaryRow row = indexRow(ownerOf(name, s.user), index, name, s.user);
            row[u"CONSTRAINT_INDEX"_s] = u"YES"_s;
            if (constraint.state.deferrable)
                row[u"UNIQUENESS"_s] = u"NONUNIQUE"_s;
            if (table.kind == TableKind::IndexOrganized
                && constraint.kind == ConstraintKind::PrimaryKey)
                addIndexOrganization(row, table);
            const QString tablespace = [&] {
                const std::vector<Token> tokens = tokenize(constraint.indexClause);
                for (size_t i = 0; i + 1 < tokens.size(); ++i) {
                    if (isKeyword(tokens[i], constraint.indexClause, u"TABLESPACE"))
                        return storedName(tokens[i + 1].text(constraint.indexClause));
                }
                return QString();
            }();
            if (!tablespace.isEmpty())
                row[u"TABLESPACE_NAME"_s] = tablespace;
            rows.push_back(std::move(row));
        }
    }
    for (const auto &[name, index] : s.catalog.indexes) {
        DictionaryRow row = indexRow(ownerOf(name, s.user), name.name, index.table, s.user);
        const bool function =
            std::any_of(index.columns.begin(), index.columns.end(), [](const IndexColumn &part) {
                return part.column.isEmpty() || part.descending;
            });
        QString type = index.kind == IndexKind::Bitmap ? u"BITMAP"_s : u"NORMAL"_s;
        if (function)
            type.prepend(u"FUNCTION-BASED "_s);
        if (index.reverse)
            type += u"/REV"_s;
        if (!index.indexType.isEmpty()) {
            type = u"DOMAIN"_s;
            const std::vector<Token> tokens = tokenize(index.indexType);
            QStringList names;
            for (size_t i = 2; i < tokens.size(); ++i) {
                const QStringView text = tokens[i].text(index.indexType);
                if (isKeyword(tokens[i], index.indexType, u"PARAMETERS")) {
                    if (i + 2 < tokens.size())
                        row[u"PARAMETERS"_s] = stringValue(tokens[i + 2].text(index.indexType));
                    break;
                }
                if (tokens[i].kind == TokenKind::Word || tokens[i].kind == TokenKind::QuotedName)
                    names.append(storedName(text));
            }
            row[u"ITYP_OWNER"_s] = names.size() > 1 ? names.first() : s.user;
            row[u"ITYP_NAME"_s] = names.isEmpty() ? QString() : names.last();
        }
        row[u"INDEX_TYPE"_s] = type;
        row[u"UNIQUENESS"_s] = index.kind == IndexKind::Unique ? u"UNIQUE"_s : u"NONUNIQUE"_s;
        if (index.compress.startsWith(u"COMPRESS ADVANCED")) {
            row[u"COMPRESSION"_s] = index.compress.sliced(9);
        } else if (index.compress.startsWith(u"COMPRESS")) {
            row[u"COMPRESSION"_s] = u"ENABLED"_s;
            row[u"PREFIX_LENGTH"_s] = numberOf(index.compress.sliced(8));
        }
        if (const QString space = physicalOf(index.physical, u"TABLESPACE"_s); !space.isEmpty())
            row[u"TABLESPACE_NAME"_s] = storedName(space);
        if (physicalOf(index.physical, u"LOGGING"_s) == u"NOLOGGING")
            row[u"LOGGING"_s] = u"NO"_s;
        if (const QString free = physicalOf(index.physical, u"PCTFREE"_s); !free.isEmpty())
            row[u"PCT_FREE"_s] = numberOf(free);
        row[u"DEGREE"_s] = degreeOf(index.physical);
        if (index.unusable)
            row[u"STATUS"_s] = u"UNUSABLE"_s;
        if (index.invisible)
            row[u"VISIBILITY"_s] = u"INVISIBLE"_s;
        if (!index.partitioning.isEmpty())
            row[u"PARTITIONED"_s] = u"YES"_s;
        if (index.otherClauses.contains(u"INDEXING PARTIAL"))
            row[u"INDEXING"_s] = u"PARTIAL"_s;
        if (function)
            row[u"FUNCIDX_STATUS"_s] = u"ENABLED"_s;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<DictionaryRow> indColumns(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    const auto add = [&](const QualifiedName &index, const Table &table, const QString &column,
                         qint64 position, bool descending) {
        const Column *found = table.column(column);
        rows.push_back(
            {{u"OWNER"_s, ownerOf(index, s.user)},
             {u"TABLE_OWNER"_s, ownerOf(table.name, s.user)},
             {u"INDEX_NAME"_s, index.name},
             {u"TABLE_NAME"_s, table.name.name},
             {u"COLUMN_NAME"_s, column},
             {u"COLUMN_POSITION"_s, position},
             {u"COLUMN_LENGTH"_s, qint64{found ? found->type.length.value_or(22) : 4000}},
             {u"CHAR_LENGTH"_s, qint64{found ? found->type.length.value_or(0) : 0}},
             {u"DESCEND"_s, descending ? u"DESC"_s : u"ASC"_s}});
    };
    for (const auto &[name, table] : s.catalog.tables) {
        for (const Constraint &constraint : table.constraints) {
            const QString index = keyIndexName(constraint);
            if (index.isEmpty() || s.catalog.indexes.contains({QString(), index}))
                continue;
            qint64 position = 0;
            for (const QString &column : constraint.columns)
                add({name.owner, index}, table, column, ++position, false);
        }
    }
    for (const auto &[name, index] : s.catalog.indexes) {
        const Table *table = s.catalog.table(index.table);
        Table container;
        container.name = index.table;
        if (!table && s.catalog.materializedViews.count(index.table) != 0)
            table = &container;
        if (!table)
            continue;
        for (size_t i = 0; i < index.columns.size(); ++i) {
            const IndexColumn &part = index.columns[i];
            const bool hidden = part.column.isEmpty() || part.descending;
            add(name, *table, hidden ? hiddenColumn(*table, index, i, s.catalog) : part.column,
                static_cast<qint64>(i) + 1, part.descending);
        }
    }
    return rows;
}

std::vector<DictionaryRow> indExpressions(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, index] : s.catalog.indexes) {
        const Table *table = s.catalog.table(index.table);
        if (!table)
            continue;
        for (size_t i = 0; i < index.columns.size(); ++i) {
            const IndexColumn &part = index.columns[i];
            if (!part.column.isEmpty() && !part.descending)
                continue;
            rows.push_back({{u"OWNER"_s, ownerOf(name, s.user)},
                            {u"TABLE_OWNER"_s, ownerOf(table->name, s.user)},
                            {u"INDEX_NAME"_s, name.name},
                            {u"TABLE_NAME"_s, table->name.name},
                            {u"COLUMN_EXPRESSION"_s,
                             part.column.isEmpty() ? dictionaryExpression(part.expression, *table)
                                                   : u'"' + part.column + u'"'},
                            {u"COLUMN_POSITION"_s, static_cast<qint64>(i) + 1}});
        }
    }
    return rows;
}

constexpr DictionaryView views[] = {
    {u"USER_INDEXES",
     u"INDEX_NAME:t INDEX_TYPE:t TABLE_OWNER:t TABLE_NAME:t TABLE_TYPE:t UNIQUENESS:t "
     u"COMPRESSION:t PREFIX_LENGTH:n "
     "TABLESPACE_NAME:t INI_TRANS:n MAX_TRANS:n PCT_FREE:n LOGGING:t BLEVEL:n LEAF_BLOCKS:n "
     "DISTINCT_KEYS:n STATUS:t "
     "NUM_ROWS:n LAST_ANALYZED:d DEGREE:t INSTANCES:t PARTITIONED:t TEMPORARY:t GENERATED:t "
     "SECONDARY:t BUFFER_POOL:t "
     "USER_STATS:t DURATION:t ITYP_OWNER:t ITYP_NAME:t PARAMETERS:t GLOBAL_STATS:t DOMIDX_STATUS:t "
     "FUNCIDX_STATUS:t "
     "JOIN_INDEX:t DROPPED:t VISIBILITY:t INCLUDE_COLUMN:n PCT_THRESHOLD:n SEGMENT_CREATED:t "
     "@12.1 INDEXING:t @19 CONSTRAINT_INDEX:t",
     u"OWNER", indexes},
    {u"USER_IND_COLUMNS",
     u"INDEX_NAME:t TABLE_NAME:t COLUMN_NAME:t COLUMN_POSITION:n COLUMN_LENGTH:n CHAR_LENGTH:n "
     u"DESCEND:t",
     u"INDEX_OWNER", indColumns},
    {u"USER_IND_EXPRESSIONS", u"INDEX_NAME:t TABLE_NAME:t COLUMN_EXPRESSION:l COLUMN_POSITION:n",
     u"INDEX_OWNER", indExpressions},
};

} // namespace

std::span<const DictionaryView> indexViews()
{
    return views;
}

} // namespace Athanor
