// SPDX-License-Identifier: MIT
#include "ddl/application.h"
#include "ddl/expression.h"
#include "ddl/readparts.h"
#include "schema/normalform.h"
#include "schema/physical.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

bool isObjectLike(const DataType &type)
{
    return type.kind == TypeKind::UserDefined || type.kind == TypeKind::Xmltype
        || type.kind == TypeKind::Bfile;
}

// Changes that Oracle refuses even on an empty table. Everything else is a question to the rows.
Result<> checkTypeChange(const Column &column, const DataType &to, const OracleVersion &version)
{
    const DataType &from = column.type;
    const QString name = writtenName(column.name);
    if (from.kind == to.kind && from.userType == to.userType)
        return {};
    // ORA-22858: LONG to CLOB is the one way into a LOB.
    const bool longToLob =
        (from.kind == TypeKind::Long && (to.kind == TypeKind::Clob || to.kind == TypeKind::Nclob))
        || (from.kind == TypeKind::LongRaw && to.kind == TypeKind::Blob);
    if (longToLob)
        return {};
    if (from.kind == TypeKind::Long && to.kind == TypeKind::Varchar2)
        return {}; // only on an empty table
    const bool textualJson = version >= OracleVersion{23, 0} && to.kind == TypeKind::Json;
    if (isLob(from) || isObjectLike(from)) {
        if (textualJson)
            return {};
        return refuse(22859,
                      applyTr("invalid modification of columns: %1 is a LOB or an object; "
                              "add a column, copy, drop, rename")
                          .arg(name));
    }
    if ((isLob(to) || isObjectLike(to)) && !textualJson)
        return refuse(22858,
                      applyTr("invalid alteration of datatype: %1 cannot become a LOB or an "
                              "object; add a column, copy, drop, rename")
                          .arg(name));
    return {};
}

bool isKeyColumn(const Table &table, const QString &column)
{
    return std::any_of(table.constraints.begin(), table.constraints.end(),
                       [&column](const Constraint &constraint) {
                           return constraint.kind != ConstraintKind::Check
                               && constraint.columns.contains(column);
                       });
}

bool isSubpartitionKey(const Partitioning &partitioning, const QString &column)
{
    const QString &clauses = partitioning.otherClauses;
    const qsizetype by = clauses.indexOf("SUBPARTITION BY"_L1);
    const qsizetype open = by < 0 ? -1 : clauses.indexOf(u'(', by);
    const qsizetype close = open < 0 ? -1 : clauses.indexOf(u')', open);
    return close > open
        && clauses.sliced(open + 1, close - open - 1).split(u", "_s).contains(writtenName(column));
}

// A column's other clauses after MODIFY: each of a kind takes the place of the former.
QString withClauses(const QString &before, const QString &change)
{
    std::map<QString, QString> clauses = columnClauses(before);
    for (const auto &[family, text] : columnClauses(change)) {
        if (family == "DECRYPT"_L1)
            clauses.erase(u"ENCRYPT"_s);
        else if (family == "DROP"_L1)
            clauses.erase(u"DOMAIN"_s);
        else if (text == "NOT RESERVABLE"_L1)
            clauses.erase(u"RESERVABLE"_s);
        else
            clauses[family] = text;
    }
    // ANNOTATIONS (ADD …, DROP …) says what changes, not what is to be there.
    const QString key = u"ANNOTATIONS"_s;
    const qsizetype at = change.indexOf(key);
    if (at >= 0) {
        const QString was = columnClauses(before)[key].sliced(
            std::min(key.size(), columnClauses(before)[key].size()));
        const QString merged = mergedAnnotations(was, change.sliced(at + key.size()));
        clauses.erase(key);
        if (!merged.isEmpty())
            clauses[key] = key + u' ' + merged;
    }
    return toString(clauses);
}

} // namespace

// MODIFY c NULL.
Result<> Application::setNull(const Table &table, Column &column) const
{
    const QString name = writtenName(column.name);
    if (column.identity)
        return refuse(
            30671,
            applyTr("cannot modify NOT NULL constraint on an identity column: %1").arg(name));
    if (column.defaultOnNull)
        return refuse(30667,
                      applyTr("cannot drop NOT NULL constraint on a DEFAULT ON NULL column: "
                              "%1; restate its DEFAULT without ON NULL")
                          .arg(name));
    const Constraint *key = table.primaryKey();
    if (!column.notNull || (key && key->state.enabled && key->columns.contains(column.name)))
        return refuse(
            1451,
            applyTr("column to be modified to NULL cannot be modified to NULL: %1").arg(name));
    column.notNull.reset();
    return {};
}

// Of an object table: the attributes are its type's, their constraints the table's.
Result<> Application::modifyAttribute(Table &table, const ModifyColumn &modify)
{
    const Constraint check = notNullCheck(modify.column, modify.setNotNull.value_or(NotNull()));
    const auto same = [&check](const Constraint &other) {
        return other.kind == ConstraintKind::Check && sameText(other.condition, check.condition);
    };
    const auto found = std::find_if(table.constraints.begin(), table.constraints.end(), same);
    const QString name = writtenName(modify.column);
    if (modify.setNotNull && found != table.constraints.end())
        return refuse(
            1442, applyTr("column to be modified to NOT NULL is already NOT NULL: %1").arg(name));
    if (modify.setNull && found == table.constraints.end())
        return refuse(
            1451,
            applyTr("column to be modified to NULL cannot be modified to NULL: %1").arg(name));
    if (modify.setNull)
        table.constraints.erase(found);
    std::vector<Constraint> constraints = modify.constraints;
    if (modify.setNotNull)
        constraints.push_back(check);
    if (modify.defaultValue || modify.type || !modify.otherClauses.isEmpty())
        note({u"TABLE"_s, table.name}, u"MODIFY "_s + name,
             applyTr("this change of an object table's attribute is not followed"));
    return addConstraints(table, constraints, modify.indexes);
}

Result<> Application::act(Table &table, const ModifyColumn &modify)
{
    Column *column = table.column(modify.column);
    const QString name = writtenName(modify.column);
    if (!column && table.kind == TableKind::Object && table.columns.empty())
        return modifyAttribute(table, modify);
    if (!column)
        return refuse(904,
                      applyTr("%1: invalid identifier, table %2 has no such column")
                          .arg(name, writtenName(table.name)));

    // ---- identity
    if (modify.dropIdentity) {
        if (!column->identity)
            return refuse(30673,
                          applyTr("column to be modified is not an identity column: %1").arg(name));
        column->identity.reset();
        if (!column->notNull)
            column->notNull = NotNull{}; // the column stays NOT NULL
    }
    if (modify.identity) {
        if (!column->identity)
            return refuse(30673,
                          applyTr("column to be modified is not an identity column: %1; use "
                                  "a sequence as its default instead")
                              .arg(name));
        column->identity->kind = modify.identity->kind;
        SequenceOptions &options = column->identity->options;
        const SequenceOptions &written = modify.identity->options;
        if (written.startWith)
            options.startWith = written.startWith;
        if (written.incrementBy)
            options.incrementBy = written.incrementBy;
        if (written.minValue)
            options.minValue = written.minValue;
        if (written.maxValue)
            options.maxValue = written.maxValue;
        if (written.cache)
            options.cache = written.cache;
        options.cycle = options.cycle || written.cycle;
        options.order = options.order || written.order;
    }

    // ---- type
    if (modify.type && *modify.type != column->type) {
        if (column->identity && !isNumeric(*modify.type))
            return refuse(30675, applyTr("identity column must be a numeric type: %1").arg(name));
        if (Result<> possible = checkTypeChange(*column, *modify.type, m_version); !possible)
            return possible;
        for (const Column &other : table.columns)
            if (!other.virtualExpression.isEmpty() && other.name != column->name
                && columnsIn(other.virtualExpression, table).contains(column->name))
                return refuse(54033,
                              applyTr("column to be modified is used in a virtual column "
                                      "expression: %1")
                                  .arg(name));
        if (table.partitioning && table.partitioning->method != "REFERENCE"_L1
            && table.partitioning->columns.contains(column->name))
            return refuse(14060,
                          applyTr("data type or length of a table partitioning column may "
                                  "not be changed: %1")
                              .arg(name));
        if (table.partitioning && isSubpartitionKey(*table.partitioning, column->name))
            return refuse(
                14265,
                applyTr("data type or length of a table subpartitioning column may not be "
                        "changed: %1")
                    .arg(name));
        for (const QualifiedName &indexName : m_draft.indexesOf(table.name)) {
            const Index &index = catalog().indexes.find(indexName)->second;
            for (const IndexColumn &part : index.columns)
                if (!part.expression.isEmpty()
                    && columnsIn(part.expression, table).contains(column->name))
                    return refuse(30556,
                                  applyTr("either functional or bitmap join index is defined "
                                          "on the column to be modified: %1")
                                      .arg(writtenName(indexName)));
        }
        // SQL Language Reference, ALTER TABLE, modify_column_clauses: nothing else beside LONG to
        // LOB.
        const bool fromLong =
            column->type.kind == TypeKind::Long || column->type.kind == TypeKind::LongRaw;
        if (fromLong && isLob(*modify.type)
            && (modify.setNotNull || modify.setNull || !modify.constraints.empty()))
            return refuse(22296,
                          applyTr("invalid ALTER TABLE option for conversion of LONG datatype to "
                                  "LOB: %1")
                              .arg(name));
        column->type = *modify.type;
        if (Result<> type = checkType(*column); !type)
            return type;
        if (Result<> columns = checkColumns(table); !columns)
            return columns;
    }

    // ---- expression of a virtual column
    if (modify.virtualExpression) {
        if (column->otherClauses.startsWith("MATERIALIZED"_L1))
            return refuse(
                54060,
                applyTr("A materialized expression column cannot be modified: %1; drop and "
                        "add it")
                    .arg(name));
        if (column->virtualExpression.isEmpty())
            return refuse(54026,
                          applyTr("Real column cannot have an expression: %1; drop and add "
                                  "it")
                              .arg(name));
        for (const QualifiedName &indexName : m_draft.indexesOf(table.name)) {
            const Index &index = catalog().indexes.find(indexName)->second;
            const bool over = std::any_of(
                index.columns.begin(), index.columns.end(),
                [column](const IndexColumn &part) { return part.column == column->name; });
            if (over && !index.unusable)
                return refuse(54022,
                              applyTr("Virtual column expression cannot be changed because "
                                      "an index is defined on column %1")
                                  .arg(name));
        }
        for (const Constraint &constraint : table.constraints) {
            const bool over = constraint.columns.contains(column->name)
                || (constraint.kind == ConstraintKind::Check
                    && columnsIn(constraint.condition, table).contains(column->name));
            if (over)
                return refuse(54023,
                              applyTr("Virtual column expression cannot be changed because "
                                      "a constraint is defined on column %1")
                                  .arg(name));
        }
        column->virtualExpression = *modify.virtualExpression;
        if (Result<> derived = checkVirtual(table, *column); !derived)
            return derived;
    }

    // ---- default
    if (modify.defaultValue) {
        if (column->identity)
            return refuse(30674,
                          applyTr("identity column cannot have a default value: %1; DROP "
                                  "IDENTITY first")
                              .arg(name));
        if (!column->virtualExpression.isEmpty())
            return refuse(54025,
                          applyTr("Virtual column cannot have a default value: %1").arg(name));
        const bool none = modify.defaultValue->compare("NULL"_L1, Qt::CaseInsensitive) == 0;
        column->defaultValue = none ? QString() : *modify.defaultValue;
        column->defaultOnNull = modify.defaultOnNull; // without ON NULL, its NOT NULL goes too
        column->defaultOnNullForUpdate = modify.defaultOnNullForUpdate;
        if (Result<> standard = checkDefault(*column); !standard)
            return standard;
    }

    // ---- NOT NULL, NULL
    if (modify.setNotNull) {
        if (column->defaultOnNull && !modify.defaultOnNull)
            return refuse(30666,
                          applyTr("cannot modify NOT NULL constraint on a DEFAULT ON NULL "
                                  "column: %1")
                              .arg(name));
        if (table.isMandatory(*column) && !column->defaultOnNull)
            return refuse(
                1442,
                applyTr("column to be modified to NOT NULL is already NOT NULL: %1").arg(name));
        if (Result<> free = checkConstraintName(table, modify.setNotNull->name); !free)
            return free;
        column->notNull = *modify.setNotNull;
    }
    if (modify.setNull)
        if (Result<> done = setNull(table, *column); !done)
            return done;

    // ---- the rest
    if (modify.invisible) {
        const bool reappears = column->invisible && !*modify.invisible;
        column->invisible = *modify.invisible;
        if (reappears) { // a column made visible again is the last one
            const auto place = table.columns.begin() + (column - table.columns.data());
            std::rotate(place, place + 1, table.columns.end());
        }
        if (Result<> columns = checkColumns(table); !columns)
            return columns;
        column = table.column(modify.column);
    }
    if (modify.collation) {
        bool indexed = isKeyColumn(table, column->name);
        for (const QualifiedName &indexName : m_draft.indexesOf(table.name))
            for (const IndexColumn &part : catalog().indexes.find(indexName)->second.columns)
                indexed = indexed || part.column == column->name;
        if (indexed && column->collation != *modify.collation)
            return refuse(43923,
                          applyTr("collation of %1 cannot be changed: the column is part of "
                                  "a key or an index")
                              .arg(name));
        column->collation = *modify.collation;
    }
    if (!modify.otherClauses.isEmpty())
        column->otherClauses = withClauses(column->otherClauses, modify.otherClauses);
    return addConstraints(table, modify.constraints, modify.indexes);
}

} // namespace Athanor
