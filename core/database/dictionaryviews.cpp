// SPDX-License-Identifier: MIT
// Views, materialized views and their logs, and the comments on everything.
#include "database/dictionaryassembly.h"
#include "database/dictionaryclauses.h"
#include "database/dictionarytext.h"

using namespace Qt::StringLiterals;

namespace Athanor {

void DictionaryAssembly::readMaterializedViews()
{
    const auto queries = texts("MATERIALIZED VIEW QUERY"_L1, "MVIEW_NAME"_L1, "QUERY"_L1);
    const FactRows &rows = m_rows.of("MATERIALIZED VIEW"_L1);
    const auto name = rows["MVIEW_NAME"_L1];
    const auto container = rows["CONTAINER_NAME"_L1];
    const auto updatable = rows["UPDATABLE"_L1];
    const auto rewrite = rows["REWRITE_ENABLED"_L1];
    const auto mode = rows["REFRESH_MODE"_L1];
    const auto method = rows["REFRESH_METHOD"_L1];
    const auto build = rows["BUILD_MODE"_L1];
    const auto noIndex = rows["USE_NO_INDEX"_L1];
    for (const Row &row : rows.rows()) {
        MaterializedView view;
        view.name = named(rows, row, name.text(row));
        m_containers.insert(named(rows, row, container.text(row)));
        if (const auto query = queries.find(view.name); query != queries.end())
            view.query = query->second;
        // In the order of Oracle's syntax; what CREATE … AS SELECT alone gives is left out.
        if (build.is(row, "PREBUILT"_L1))
            appendClause(view.options, u"ON PREBUILT TABLE"_s);
        else if (build.is(row, "DEFERRED"_L1))
            appendClause(view.options, u"BUILD DEFERRED"_s);
        if (noIndex.is(row, "Y"_L1))
            appendClause(view.options, u"USING NO INDEX"_s);
        const QString how = method.text(row);
        const QString when = mode.text(row);
        if (how == "NEVER"_L1)
            appendClause(view.options, u"NEVER REFRESH"_s);
        else if (!how.isEmpty() && (how != "FORCE"_L1 || when != "DEMAND"_L1))
            appendClause(view.options, u"REFRESH %1 ON %2"_s.arg(how, when));
        if (updatable.is(row, "Y"_L1))
            appendClause(view.options, u"FOR UPDATE"_s);
        if (rewrite.is(row, "Y"_L1))
            appendClause(view.options, u"ENABLE QUERY REWRITE"_s);
        m_catalog.materializedViews.emplace(view.name, view);
    }
}

void DictionaryAssembly::readViews()
{
    auto queries = texts("VIEW TEXT"_L1, "VIEW_NAME"_L1, "TEXT_VC"_L1);
    queries.merge(texts("LONG VIEW TEXT"_L1, "VIEW_NAME"_L1, "TEXT"_L1));
    const auto identifiers = texts("OBJECT VIEW"_L1, "VIEW_NAME"_L1, "OID_TEXT"_L1);
    const std::map<QualifiedName, QString> fixed = [this] {
        std::map<QualifiedName, QString> kinds;
        const FactRows &rows = m_rows.of("OBJECT"_L1);
        const auto name = rows["OBJECT_NAME"_L1];
        const auto type = rows["OBJECT_TYPE"_L1];
        for (const Row &row : rows.rows())
            kinds[named(rows, row, name.text(row))] = type.text(row);
        return kinds;
    }();
    const FactRows &rows = m_rows.of("VIEW"_L1);
    const auto name = rows["VIEW_NAME"_L1];
    const auto readOnly = rows["READ_ONLY"_L1];
    const auto editioning = rows["EDITIONING_VIEW"_L1];
    const auto typeOwner = rows["VIEW_TYPE_OWNER"_L1];
    const auto type = rows["VIEW_TYPE"_L1];
    const auto superview = rows["SUPERVIEW_NAME"_L1];
    const auto bequeath = rows["BEQUEATH"_L1];
    for (const Row &row : rows.rows()) {
        View view;
        view.name = named(rows, row, name.text(row));
        if (isAuxiliaryTable(view.name.name))
            continue;
        if (const auto query = queries.find(view.name); query != queries.end())
            view.query = query->second;
        view.readOnly = readOnly.is(row, "Y"_L1);
        if (const auto kind = fixed.find(view.name);
            kind != fixed.end() && kind->second == "VIEW"_L1)
            appendClause(view.otherClauses, u"NONEDITIONABLE"_s);
        if (editioning.is(row, "Y"_L1))
            appendClause(view.otherClauses, u"EDITIONING"_s);
        if (const QString of = type.text(row); !of.isEmpty()) {
            QString clause =
                u"OF "_s + writtenName(QualifiedName{ownerOf(typeOwner.text(row)), of});
            const auto identifier = identifiers.find(view.name);
            if (const QString super = superview.text(row); !super.isEmpty())
                appendClause(clause, u"UNDER "_s + writtenName(super));
            else if (identifier != identifiers.end() && !identifier->second.isEmpty())
                appendClause(clause,
                             u"WITH OBJECT IDENTIFIER (%1)"_s.arg(identifier->second.trimmed()));
            appendClause(view.otherClauses, clause);
        }
        if (bequeath.is(row, "CURRENT_USER"_L1))
            appendClause(view.otherClauses, u"BEQUEATH CURRENT_USER"_s);
        m_catalog.views.emplace(view.name, std::move(view));
    }
}

// The dictionary knows a view's columns but not whether an alias list named them: one did where the
// query would have named them otherwise.
void DictionaryAssembly::nameViewColumns()
{
    for (auto &[name, view] : m_catalog.views) {
        const auto columns = m_viewColumns.find(name);
        if (columns == m_viewColumns.end() || view.otherClauses.contains("OF "_L1))
            continue;
        const std::optional<QStringList> own = queryColumnNames(view.query);
        const bool hasStar = !own && view.query.contains(u'*');
        const bool lists = !view.invisibleColumns.isEmpty(); // only an alias list can say so
        if (lists || (own ? *own != columns->second : !hasStar))
            view.columns = columns->second;
    }
}

// As the DDL reader keeps a log, written out: which columns it logs are those of its own table.
void DictionaryAssembly::readMaterializedViewLogs()
{
    const FactRows &rows = m_rows.of("MATERIALIZED VIEW LOG"_L1);
    const auto master = rows["MASTER"_L1];
    const auto logTable = rows["LOG_TABLE"_L1];
    const auto rowids = rows["ROWIDS"_L1];
    const auto primaryKey = rows["PRIMARY_KEY"_L1];
    const auto objectId = rows["OBJECT_ID"_L1];
    const auto sequence = rows["SEQUENCE"_L1];
    const auto newValues = rows["INCLUDE_NEW_VALUES"_L1];
    const auto commitScn = rows["COMMIT_SCN_BASED"_L1];
    for (const Row &row : rows.rows()) {
        OpaqueObject log{u"MATERIALIZED VIEW LOG"_s, named(rows, row, master.text(row)), {}};
        const Table *table = m_catalog.table(log.name);
        const Constraint *key = table ? table->primaryKey() : nullptr;
        QStringList with;
        if (objectId.is(row, "YES"_L1))
            with += u"OBJECT ID"_s;
        if (primaryKey.is(row, "YES"_L1))
            with += u"PRIMARY KEY"_s;
        if (rowids.is(row, "YES"_L1))
            with += u"ROWID"_s;
        if (sequence.is(row, "YES"_L1))
            with += u"SEQUENCE"_s;
        if (commitScn.is(row, "YES"_L1))
            with += u"COMMIT SCN"_s;
        QStringList filter;
        const QStringList columns = m_logColumns[named(rows, row, logTable.text(row))];
        for (const QString &column : columns) {
            if (!column.endsWith("$$"_L1)
                && !(key && primaryKey.is(row, "YES"_L1) && key->columns.contains(column)))
                filter += writtenName(column);
        }
        log.text = u"CREATE MATERIALIZED VIEW LOG ON "_s + writtenName(log.name);
        appendClause(log.text, u"WITH "_s + with.join(u", "_s));
        if (!filter.isEmpty())
            appendClause(log.text, u'(' + filter.join(u", "_s) + u')');
        if (newValues.is(row, "YES"_L1))
            appendClause(log.text, u"INCLUDING NEW VALUES"_s);
        m_catalog.opaque.emplace(Catalog::OpaqueKey{log.kind, log.name}, log);
    }
}

void DictionaryAssembly::readComments()
{
    // What Oracle writes on a materialized view by itself is nobody's comment.
    for (const auto &[of, text] :
         texts("MATERIALIZED VIEW COMMENT"_L1, "MVIEW_NAME"_L1, "COMMENTS"_L1)) {
        const auto view = m_catalog.materializedViews.find(of);
        if (view != m_catalog.materializedViews.end()
            && !text.startsWith("snapshot table for snapshot "_L1))
            view->second.comment = text;
    }
    for (const auto &[of, text] : texts("TABLE COMMENT"_L1, "TABLE_NAME"_L1, "COMMENTS"_L1)) {
        if (Table *table = m_catalog.table(of))
            table->comment = text;
        else if (const auto view = m_catalog.views.find(of); view != m_catalog.views.end())
            view->second.comment = text;
    }
    const FactRows &rows = m_rows.of("COLUMN COMMENT"_L1);
    const auto tableName = rows["TABLE_NAME"_L1];
    const auto columnName = rows["COLUMN_NAME"_L1];
    const auto comment = rows["COMMENTS"_L1];
    for (const Row &row : rows.rows()) {
        const QualifiedName of = named(rows, row, tableName.text(row));
        const auto view = m_catalog.views.find(of);
        const auto materialized = m_catalog.materializedViews.find(of);
        if (Table *table = m_catalog.table(of)) {
            if (Column *column = table->column(columnName.text(row)))
                column->comment = comment.text(row);
        } else if (view != m_catalog.views.end()) {
            view->second.columnComments[columnName.text(row)] = comment.text(row);
        } else if (materialized != m_catalog.materializedViews.end()) {
            materialized->second.columnComments[columnName.text(row)] = comment.text(row);
        }
    }
}

} // namespace Athanor
