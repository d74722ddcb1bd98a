// SPDX-License-Identifier: MIT
// Indexes that somebody made; those that constraints made for themselves are part of them.
#include "database/dictionaryassembly.h"
#include "database/dictionaryclauses.h"
#include "sql/lexer.h"

using namespace Qt::StringLiterals;

namespace Athanor {

void DictionaryAssembly::readIndexes()
{
    const FactRows &rows = m_rows.of("INDEX"_L1);
    const auto indexName = rows["INDEX_NAME"_L1];
    const auto indexType = rows["INDEX_TYPE"_L1];
    const auto tableOwner = rows["TABLE_OWNER"_L1];
    const auto onTable = rows["TABLE_NAME"_L1];
    const auto uniqueness = rows["UNIQUENESS"_L1];
    const auto compression = rows["COMPRESSION"_L1];
    const auto prefixLength = rows["PREFIX_LENGTH"_L1];
    const auto tablespace = rows["TABLESPACE_NAME"_L1];
    const auto logging = rows["LOGGING"_L1];
    const auto degree = rows["DEGREE"_L1];
    const auto status = rows["STATUS"_L1];
    const auto visibility = rows["VISIBILITY"_L1];
    const auto secondary = rows["SECONDARY"_L1];
    const auto percentFree = rows["PCT_FREE"_L1];
    const auto domainOwner = rows["ITYP_OWNER"_L1];
    const auto domain = rows["ITYP_NAME"_L1];
    const auto parameters = rows["PARAMETERS"_L1];
    const auto threshold = rows["PCT_THRESHOLD"_L1];
    const auto included = rows["INCLUDE_COLUMN"_L1];
    const auto indexing = rows["INDEXING"_L1];
    const auto ofConstraint = rows["CONSTRAINT_INDEX"_L1];
    for (const Row &row : rows.rows()) {
        Index index;
        index.name = named(rows, row, indexName.text(row));
        index.table = {ownerOf(tableOwner.text(row)), onTable.text(row)};
        Table *table = m_catalog.table(index.table);
        const QString type = indexType.text(row);
        if (type == "IOT - TOP"_L1 && table) {
            if (const int most = threshold.number(row); most != 0 && most != 50)
                table->physical[u"PCTTHRESHOLD"_s] = QString::number(most);
            const int last = included.number(row);
            if (last > 0 && size_t(last) <= table->columns.size()
                && table->otherClauses.startsWith("OVERFLOW"_L1))
                table->otherClauses.prepend(
                    u"INCLUDING %1 "_s.arg(writtenName(table->columns[size_t(last) - 1].name)));
        }
        const auto backing = m_backing.find(index.name);
        const bool isKeys = backing != m_backing.end()
            && (backing->second == index.name.name || isSystemName(index.name.name)
                || ofConstraint.is(row, "YES"_L1));
        // What a materialized view of groups or joins is refreshed by. Oracle makes it with the
        // view, unless USING NO INDEX was said (SQL Language Reference, CREATE MATERIALIZED VIEW).
        const bool isRefreshs =
            m_containers.count(index.table) != 0 && index.name.name.startsWith("I_SNAP$_"_L1);
        if (isSystemName(index.name.name) || isKeys || isRefreshs || type == "LOB"_L1
            || type == "IOT - TOP"_L1 || secondary.is(row, "Y"_L1)
            || (!table && m_catalog.materializedViews.count(index.table) == 0))
            continue;
        if (type.contains("BITMAP"_L1))
            index.kind = IndexKind::Bitmap;
        else if (uniqueness.is(row, "UNIQUE"_L1))
            index.kind = IndexKind::Unique;
        index.reverse = type.endsWith("/REV"_L1);
        index.invisible = visibility.is(row, "INVISIBLE"_L1);
        index.unusable = status.is(row, "UNUSABLE"_L1);
        if (compression.is(row, "ENABLED"_L1))
            index.compress = u"COMPRESS "_s + prefixLength.text(row);
        else if (compression.text(row).startsWith("ADVANCED"_L1))
            index.compress = u"COMPRESS "_s + compression.text(row);
        if (const QString name = domain.text(row); !name.isEmpty()) {
            index.indexType = u"INDEXTYPE IS "_s
                + writtenName(QualifiedName{ownerOf(domainOwner.text(row)), name});
            if (const QString text = parameters.text(row); !text.isEmpty())
                appendClause(index.indexType, u"PARAMETERS (%1)"_s.arg(quotedString(text)));
        } else {
            if (const QString space = tablespace.text(row); !isDefaultTablespace(space))
                index.physical[u"TABLESPACE"_s] = writtenName(space);
            if (const int free = percentFree.number(row, 10); free != 10)
                index.physical[u"PCTFREE"_s] = QString::number(free);
            if (logging.is(row, "NO"_L1) && (!table || table->kind == TableKind::Heap))
                index.physical[u"LOGGING"_s] = u"NOLOGGING"_s;
        }
        if (const QString parallel = parallelClause(degree.text(row)); !parallel.isEmpty())
            index.physical[u"PARALLEL"_s] = parallel;
        if (indexing.is(row, "PARTIAL"_L1))
            index.otherClauses = u"INDEXING PARTIAL"_s;
        m_catalog.indexes.emplace(index.name, std::move(index));
    }
    readIndexColumns();
}

void DictionaryAssembly::readIndexColumns()
{
    std::map<std::pair<QualifiedName, int>, QString> expressions;
    const FactRows &texts = m_rows.of("INDEX EXPRESSION"_L1);
    const auto textIndex = texts["INDEX_NAME"_L1];
    const auto textPosition = texts["COLUMN_POSITION"_L1];
    const auto text = texts["COLUMN_EXPRESSION"_L1];
    for (const Row &row : texts.rows())
        expressions[{named(texts, row, textIndex.text(row)), textPosition.number(row)}] =
            text.text(row).trimmed();

    const FactRows &rows = m_rows.of("INDEX COLUMN"_L1);
    const auto indexName = rows["INDEX_NAME"_L1];
    const auto columnName = rows["COLUMN_NAME"_L1];
    const auto position = rows["COLUMN_POSITION"_L1];
    const auto order = rows["DESCEND"_L1];
    for (const Row &row : rows.rows()) {
        const auto found = m_catalog.indexes.find(named(rows, row, indexName.text(row)));
        const int at = position.number(row);
        if (found == m_catalog.indexes.end() || at < 1)
            continue;
        Index &index = found->second;
        IndexColumn column{columnName.text(row), {}, order.is(row, "DESC"_L1)};
        // A descending column is a function-based one: its expression is the quoted column. What
        // is indexed through a virtual column has an expression, too, but is that column.
        if (const auto expression = expressions.find({index.name, at});
            isSystemName(column.column) && expression != expressions.end()) {
            const QString plain = storedName(expression->second);
            const Table *table = m_catalog.table(index.table);
            const bool isColumn = table && table->column(plain);
            column.column = isColumn ? plain : QString();
            column.expression = isColumn ? QString() : expression->second;
        }
        if (index.columns.size() < size_t(at))
            index.columns.resize(size_t(at));
        index.columns[size_t(at) - 1] = std::move(column);
    }
}

} // namespace Athanor
