// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/sqlast.h"
#include "sandbox/valuekind.h"
#include "schema/catalog.h"
#include "schema/oracleversion.h"

#include "base/result.h"

#include <functional>
#include <map>
#include <optional>
#include <set>

namespace Athanor {

// A column of a dictionary view.
struct DictionaryColumn
{
    QString name;
    ValueKind kind = ValueKind::Text;
    bool isLong = false; // a LONG: no function, WHERE, ORDER BY … may touch it
};

// BEFORE INSERT … SELECT seq.NEXTVAL INTO :NEW.column FROM DUAL: the trigger the sandbox
// understands.
struct AutoincrementTrigger
{
    QString column;
    QualifiedName sequence;
    bool onlyWhenNull = false;
};

// What the translator must know about the database it translates for.
struct TranslationContext
{
    const Catalog *catalog = nullptr;
    OracleVersion version;
    QString user;
    std::function<const std::vector<DictionaryColumn> *(const QString &name)> dictionaryView;
    std::function<bool(const QString &name)> hasSequence; // also an identity column's own
    std::function<QString(const QualifiedName &table, const QString &column)> identitySequence;
    std::function<std::vector<AutoincrementTrigger>(const QualifiedName &table)> triggers;
    std::vector<ValueKind> binds; // by place; a missing one is Null
};

struct ResultColumn
{
    QString name;
    ValueKind kind = ValueKind::Text;
    DataType type;
    bool nullable = true;
    bool isLong = false;

    friend bool operator==(const ResultColumn &, const ResultColumn &) = default;
};

// A query for SQLite, its result columns named c1, c2, …
struct TranslatedQuery
{
    QString sql;
    std::vector<ResultColumn> columns;
};

// A change for SQLite. It returns the rowids it touched, and behind them what RETURNING asked for.
struct TranslatedChange
{
    QString sql;
    QualifiedName table;
    QStringList columns; // that are written; empty for DELETE
    std::vector<ResultColumn> returning;
};

struct TranslatedMerge
{
    QualifiedName table;
    QString matchSql; // fills temp."merge~": rid, c1, c2 …
    bool updates = false;
    TranslatedChange update; // sql empty: none
    TranslatedChange remove;
    TranslatedChange insert;
};

// One computed SQLite expression.
struct Emitted
{
    QString sql;
    ValueKind kind = ValueKind::Null;
    std::optional<DataType> type; // of a plain column
    bool literal = false;
    bool isLong = false;
};

// What an SQL function or operator gives: of no column's type.
[[nodiscard]] inline Emitted computed(ValueKind kind, const QString &sql)
{
    return Emitted{sql, kind, {}, false, false};
}

// Writes Oracle's statements in SQLite's words. Every name is looked up, every conversion is
// written out, so that what SQLite would let pass (a wrong column, text + number, LIMIT) is refused
// as Oracle refuses it.
class Translator
{
public:
    explicit Translator(const TranslationContext &context);

    [[nodiscard]] Result<TranslatedQuery> query(const SqlQuery &query);
    // A view's: a sequence has no place in it.
    [[nodiscard]] Result<TranslatedQuery> viewQuery(const SqlQuery &query);
    [[nodiscard]] Result<std::vector<TranslatedChange>> insert(const SqlInsert &insert);
    [[nodiscard]] Result<TranslatedChange> update(const SqlUpdate &update);
    [[nodiscard]] Result<TranslatedChange> remove(const SqlDelete &remove);
    [[nodiscard]] Result<TranslatedMerge> merge(const SqlMerge &merge);

    // An expression or condition over the columns of one table (`alias` its SQLite name): checks,
    // virtual columns, index expressions. Without a table: a default.
    [[nodiscard]] Result<Emitted> expression(QStringView text, const Table *table,
                                             const QString &alias);
    // The expression converted and checked for the column: what may be written into it.
    [[nodiscard]] Result<QString> columnDefault(const Table &table, const Column &column);

    // What a row's value becomes when the column changes from one definition to the other.
    [[nodiscard]] Result<QString> conversion(const Table &table, const Column &from,
                                             const Column &to);

    [[nodiscard]] const std::set<QString> &dictionaryViews() const { return m_dictionaryViews; }
    [[nodiscard]] const QStringList &remarks() const { return m_remarks; } // not modelled, but run

    // The name of the SQLite table and of its columns: SQLite folds case, so a name with small
    // letters carries its case.
    [[nodiscard]] static QString physicalName(const QString &stored);
    [[nodiscard]] static QString
    physicalTable(const QualifiedName &name); // quoted, with its schema

private:
    struct ScopeColumn
    {
        QString name;
        QString sql;
        ValueKind kind = ValueKind::Text;
        std::optional<DataType> type;
        bool hidden = false;
        bool isLong = false;
        bool nullable = true;
        // Part of USING or NATURAL: the joined column stands for it, and a qualifier is this error.
        int joinedError = 0;
    };
    struct ScopeSource
    {
        QString alias; // as it may qualify
        QualifiedName table; // where it is one
        QString sqlAlias;
        std::vector<ScopeColumn> columns;
        bool hasRowid = false;
        bool bracketed = false; // SQLite gives no rowid of what stands in a join's brackets
    };
    struct Scope
    {
        Scope *outer = nullptr;
        std::vector<ScopeSource> sources;
        // While the block's FROM and WHERE stand in an inner query: what its columns are called
        // outside.
        bool wrapped = false;
        std::map<QString, QString> wrappedColumns; // inner expression → outer name
    };
    struct Block // the query block being written
    {
        bool grouped = false; // has GROUP BY or aggregates: bare columns must be grouped
        std::set<QString> groups; // SQLite texts of the GROUP BY expressions
        bool hasGroupBy = false;
        bool inAggregate = false;
        bool allowsAggregates = false;
        bool hasRownum = false;
        std::map<QString, Emitted> aliases; // of the select list, while ORDER BY is written
    };

    // errors: the first one wins
    [[nodiscard]] bool failed() const { return m_error.has_value(); }
    void fail(int code, const QStringList &arguments = {});
    void failNotModelled(const QString &what);
    void failInconsistent(const QString &expected, ValueKind got);
    void failMissing(const QualifiedName &table); // no such table, or a synonym of none
    void refuseLob(const Emitted &value); // where values are compared: no LOB, no LONG
    void remark(const QString &what);

    // queries (translate_query.cpp)
    struct QueryParts
    {
        QString sql;
        std::vector<ResultColumn> columns;
    };
    QueryParts emitQuery(const SqlQuery &query, Scope *outer,
                         const std::function<QString(size_t, const Emitted &)> &wrap = {});
    QueryParts emitSelect(const SqlSelect &select, Scope *outer,
                          const std::vector<SqlOrderItem> *order, const SqlQuery *limits,
                          const std::function<QString(size_t, const Emitted &)> &wrap);
    QString emitLimit(const SqlQuery *limits, const std::optional<QString> &rownumLimit,
                      Scope &scope);
    QString orderKey(const SqlOrderItem &item, const Emitted &value) const;
    std::optional<QString> takeRownumLimit(const SqlExpression *where, Scope &scope,
                                           std::vector<const SqlExpression *> &rest);
    QString columnHeading(const SqlSelectItem &item) const;

    // what stands in FROM (translate_from.cpp)
    QString emitFrom(const SqlFrom &from, Scope &scope);
    QString emitTable(const SqlFrom &from, Scope &scope);
    QString emitJoin(const SqlFrom &join, Scope &scope);
    QStringList joinColumns(const SqlFrom &join, Scope &scope, size_t firstRight);
    QString addDerived(const QString &alias, const QueryParts &query, Scope &scope,
                       const QString &sql);
    void addTableColumns(const Table &table, ScopeSource &source);
    ScopeSource tableSource(const Table &table, const QString &alias, const QString &sqlAlias);

    // expressions (translate_expression.cpp)
    Emitted emit(const SqlExpression &expression, Scope *scope);
    Emitted emitNode(const SqlExpression &expression, Scope *scope);
    Emitted emitName(const SqlExpression &expression, Scope *scope);
    std::optional<Emitted> emitPseudoColumn(const SqlExpression &expression, Scope *scope);
    Emitted emitColumn(const ScopeColumn &column, Scope &scope);
    QString emitCondition(const SqlExpression &expression, Scope *scope);
    Emitted emitCase(const SqlExpression &expression, Scope *scope);
    Emitted emitIn(const SqlExpression &expression, Scope *scope);
    Emitted emitQuantified(const SqlExpression &expression, Scope *scope);
    Emitted emitLike(const SqlExpression &expression, Scope *scope);
    Emitted emitSubquery(const SqlExpression &expression, Scope *scope);
    Emitted emitValue(const SqlExpression &expression, Scope *scope); // no condition, no LONG
    Emitted emitArgument(const SqlExpression &expression, Scope *scope); // of a function
    QString sequenceValue(const QString &sequence, bool next);

    // operators, and types meeting types (translate_type.cpp)
    Emitted emitBinary(const SqlExpression &expression, Scope *scope);
    Emitted emitArithmetic(const QString &op, const Emitted &left, const Emitted &right);
    QString emitComparison(const QString &op, Emitted left, Emitted right);
    Emitted emitInterval(const SqlExpression &expression);
    Emitted emitCast(const SqlExpression &expression, Scope *scope);
    void unify(std::vector<Emitted> &values, bool strict);
    Emitted converted(Emitted value, ValueKind kind);
    QString numberLiteral(const QString &text);

    // functions (translate_function.cpp)
    Emitted emitCall(const SqlExpression &expression, Scope *scope);
    std::optional<Emitted> emitSpecial(const SqlExpression &expression, Scope *scope);
    void failUnknownFunction(const SqlExpression &expression);

    // aggregates and windows (translate_aggregate.cpp)
    [[nodiscard]] static bool isAggregate(const QString &function); // also what needs a window
    [[nodiscard]] bool containsAggregate(const SqlExpression *expression) const;
    Emitted emitAggregate(const SqlExpression &expression, Scope *scope);
    QString emitOver(const SqlWindow &window, Scope *scope);

    // changes (translate_dml.cpp)
    const Table *changeTarget(const QualifiedName &name);
    TranslatedChange insertInto(const SqlInsertTarget &target, const std::vector<Emitted> *values,
                                const QString &from, Scope *scope);
    QString stored(const Table &table, const Column &column, const Emitted &value);
    QString filled(const Table &table, const Column &column, const std::optional<Emitted> &value);
    void assign(const Table &table, const std::vector<SqlAssignment> &assignments, Scope &scope,
                TranslatedChange &change);
    void returning(const std::vector<SqlExpressionPtr> &list, const Table &table,
                   TranslatedChange &change);
    Emitted emitText(QStringView text, Scope *scope);
    std::optional<QualifiedName> resolved(const QualifiedName &name) const;

    const TranslationContext &m_context;
    std::optional<Error> m_error;
    std::vector<Block> m_blocks;
    std::map<QString, QueryParts> m_with;
    std::set<QString> m_dictionaryViews;
    QStringList m_remarks;
    std::map<QString, int> m_sequenceUses;
    std::set<QString> m_nextvals; // sequences whose NEXTVAL the statement asks for
    int m_aliases = 0;
    int m_depth = 0;
    int m_viewDepth = 0;
    bool m_sequencesAllowed = true;
};

} // namespace Athanor
