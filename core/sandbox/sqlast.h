// SPDX-License-Identifier: MIT
#pragma once

#include "schema/datatype.h"
#include "schema/name.h"

#include <QtCore/QStringList>

#include <memory>
#include <optional>
#include <vector>

// Oracle's queries and DML as a tree, as far as the sandbox runs them.
namespace Athanor {

struct SqlQuery;
struct SqlExpression;
using SqlExpressionPtr = std::unique_ptr<SqlExpression>;

struct SqlOrderItem
{
    SqlExpressionPtr expression;
    bool descending = false;
    std::optional<bool> nullsFirst; // none: Oracle's default, last ascending and first descending
};

struct SqlWindow // OVER (…)
{
    std::vector<SqlExpressionPtr> partitionBy;
    std::vector<SqlOrderItem> orderBy;
    QString frame; // ROWS BETWEEN … : keywords and numbers only
};

struct SqlExpression
{
    enum Kind {
        Number, // text
        String, // text: the value
        Null,
        DateLiteral, // text: the value
        TimestampLiteral,
        IntervalLiteral, // text: the value; unit: DAY, HOUR, MINUTE, SECOND, DAY TO SECOND, YEAR,
                         // MONTH …
        Name, // names: [owner.][table.]column; also SYSDATE, ROWNUM, S.NEXTVAL
        Bind, // bind: its place in the text, from 0
        Call, // names, arguments; window
        Unary, // text: - + PRIOR NOT
        Binary, // text: + - * / || AND OR = <> < > <= >=
        Case, // arguments: [operand,] when, then, …, [else]; hasOperand, hasElse
        Exists, // query
        In, // arguments[0] IN (the others) or query
        Between,
        Like, // arguments: value, pattern [, escape]; text: LIKE, LIKEC …
        IsNull,
        IsJson,
        Quantified, // arguments[0] text ANY/ALL query or list; unit: ANY, SOME, ALL
        Subquery,
        Cast, // arguments[0], type
        List, // (a, b)
        Star, // * of COUNT(*)
        Default, // DEFAULT in VALUES or SET
        Extract, // unit FROM arguments[0]
        OuterJoin, // a column followed by (+)
    };
    Kind kind = Null;
    QString text;
    QString unit;
    QStringList names;
    std::vector<SqlExpressionPtr> arguments;
    std::unique_ptr<SqlQuery> query;
    std::unique_ptr<SqlWindow> window;
    std::vector<SqlOrderItem> withinGroup; // LISTAGG … WITHIN GROUP (ORDER BY …)
    std::optional<DataType> type;
    int bind = -1;
    bool negated = false;
    bool distinct = false;
    bool hasOperand = false;
    bool hasElse = false;
    bool parenthesized = false;
    bool quotedName = false; // the last name was quoted: never a pseudo column
    qsizetype offset = 0; // in the statement
};

struct SqlFrom
{
    enum Kind { TableName, Derived, Join };
    Kind kind = TableName;
    QualifiedName name;
    QString alias;
    std::unique_ptr<SqlQuery> query;
    // of a join
    QString joinType; // INNER, LEFT, RIGHT, FULL, CROSS
    bool natural = false;
    std::unique_ptr<SqlFrom> left;
    std::unique_ptr<SqlFrom> right;
    SqlExpressionPtr on;
    QStringList usingColumns;
    qsizetype offset = 0;
};

struct SqlSelectItem
{
    SqlExpressionPtr expression; // null: a star
    QStringList starOf; // t.* : names
    QString alias; // stored
    QString sourceText; // as written, for Oracle's column heading
};

struct SqlSelect
{
    bool distinct = false;
    std::vector<SqlSelectItem> items;
    std::vector<std::unique_ptr<SqlFrom>> from;
    SqlExpressionPtr where;
    std::vector<SqlExpressionPtr> groupBy;
    SqlExpressionPtr having;
};

struct SqlWith
{
    QString name;
    QStringList columns;
    std::unique_ptr<SqlQuery> query;
};

struct SqlQuery
{
    struct Part
    {
        QString setOperator; // of all but the first: UNION, UNION ALL, INTERSECT, MINUS
        std::unique_ptr<SqlSelect> select;
        std::unique_ptr<SqlQuery> nested; // instead of select: ( … )
    };
    std::vector<SqlWith> with;
    std::vector<Part> parts;
    std::vector<SqlOrderItem> orderBy;
    SqlExpressionPtr offset;
    SqlExpressionPtr fetch;
    bool forUpdate = false;
};

struct SqlInsertTarget
{
    QualifiedName table;
    QStringList columns; // empty: all
    std::vector<SqlExpressionPtr> values; // empty: from the query
    qsizetype offset = 0;
};

struct SqlInsert // also INSERT ALL
{
    std::vector<SqlInsertTarget> targets;
    bool all = false;
    std::unique_ptr<SqlQuery> query;
    std::vector<SqlExpressionPtr> returning;
    std::vector<int> into; // bind places
};

struct SqlAssignment
{
    QStringList columns; // one, or several = (subquery)
    SqlExpressionPtr value;
};

struct SqlUpdate
{
    QualifiedName table;
    QString alias;
    std::vector<SqlAssignment> assignments;
    SqlExpressionPtr where;
    std::vector<SqlExpressionPtr> returning;
    std::vector<int> into;
};

struct SqlDelete
{
    QualifiedName table;
    QString alias;
    SqlExpressionPtr where;
    std::vector<SqlExpressionPtr> returning;
    std::vector<int> into;
};

struct SqlMerge
{
    QualifiedName table;
    QString alias;
    std::unique_ptr<SqlFrom> source;
    SqlExpressionPtr on;
    std::vector<SqlAssignment> assignments;
    SqlExpressionPtr updateWhere;
    SqlExpressionPtr deleteWhere;
    bool hasInsert = false;
    SqlInsertTarget insert;
    SqlExpressionPtr insertWhere;
};

struct SqlLock
{
    std::vector<QualifiedName> tables;
    QString mode; // "EXCLUSIVE", "ROW SHARE" …
    bool noWait = false;
    int waitSeconds = -1; // -1: for ever
};

struct SqlStatement
{
    enum Kind {
        Query,
        Insert,
        Update,
        Delete,
        Merge,
        Lock,
        Commit,
        Rollback,
        Savepoint,
        RollbackTo,
        SetTransaction,
        SetConstraints,
        Block, // BEGIN … or DECLARE …
        CallProcedure,
        Other, // not one of these: DDL, or nothing Oracle knows
    };
    Kind kind = Other;
    std::unique_ptr<SqlQuery> query;
    SqlInsert insert;
    SqlUpdate update;
    SqlDelete remove;
    SqlMerge merge;
    SqlLock lock;
    QString name; // of a savepoint
    QStringList constraints; // of SET CONSTRAINTS; empty: ALL
    bool deferred = false;
    int bindCount = 0;
    QStringList bindNames; // in the order of the text, without the colon, upper case
};

} // namespace Athanor
