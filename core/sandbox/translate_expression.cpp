// SPDX-License-Identifier: MIT
#include "sandbox/translator.h"

#include "sandbox/dateformat.h"
#include "sandbox/oraerror.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

Emitted text(const QString &sql)
{
    return Emitted{sql, ValueKind::Text, {}, false, false};
}

} // namespace

Emitted Translator::emit(const SqlExpression &expression, Scope *scope)
{
    if (failed())
        return {};
    // In a grouped block an expression may stand bare only if it is one of GROUP BY, as a whole or
    // by its parts.
    if (!m_blocks.empty() && m_blocks.back().grouped && !m_blocks.back().inAggregate
        && expression.kind != SqlExpression::Subquery && expression.kind != SqlExpression::Exists) {
        Block &block = m_blocks.back();
        block.grouped = false;
        const auto savedUses = m_sequenceUses;
        const std::optional<Error> before = m_error;
        const bool aggregate = containsAggregate(&expression);
        if (!aggregate) {
            const Emitted whole = emitNode(expression, scope);
            m_blocks.back().grouped = true;
            if (failed() || m_blocks.back().groups.contains(whole.sql))
                return whole;
            m_sequenceUses = savedUses;
        }
        m_blocks.back().grouped = true;
    }
    return emitNode(expression, scope);
}

Emitted Translator::emitValue(const SqlExpression &expression, Scope *scope)
{
    Emitted value = emit(expression, scope);
    if (value.kind == ValueKind::Condition)
        fail(m_context.version.major >= 23 ? 3001 : 936);
    if (value.isLong)
        fail(997);
    return value;
}

// LONG columns are no arguments of functions: ORA-00932 there, where conditions have ORA-00997.
Emitted Translator::emitArgument(const SqlExpression &expression, Scope *scope)
{
    const Emitted value = emit(expression, scope);
    if (value.isLong)
        fail(932, {u"CHAR"_s, u"LONG"_s});
    if (value.kind == ValueKind::Condition)
        fail(m_context.version.major >= 23 ? 3001 : 936);
    return value;
}

Emitted Translator::emitNode(const SqlExpression &e, Scope *scope)
{
    switch (e.kind) {
    case SqlExpression::Number: {
        Emitted result = computed(e.unit == u"BOOLEAN" ? ValueKind::Boolean : ValueKind::Number,
                                  numberLiteral(e.text));
        result.literal = true;
        return result;
    }
    case SqlExpression::String: {
        if (e.text.isEmpty()) // '' is NULL
            return computed(ValueKind::Null, u"NULL"_s);
        Emitted result = text(sqliteLiteral(e.text));
        result.literal = true;
        return result;
    }
    case SqlExpression::Null:
        return computed(ValueKind::Null, u"NULL"_s);
    case SqlExpression::DateLiteral: {
        const auto date = dateFromText(e.text, u"YYYY-MM-DD"_s);
        if (!date) {
            fail(date.error().oraCode);
            return {};
        }
        return computed(ValueKind::Date, sqliteLiteral(date->dateText()));
    }
    case SqlExpression::TimestampLiteral: {
        const auto stamp = dateFromText(e.text, u"YYYY-MM-DD HH24:MI:SS.FF TZH:TZM"_s);
        if (!stamp) {
            fail(stamp.error().oraCode);
            return {};
        }
        return stamp->hasZone
            ? computed(ValueKind::TimestampTz, sqliteLiteral(stamp->zonedText()))
            : computed(ValueKind::Timestamp, sqliteLiteral(stamp->timestampText()));
    }
    case SqlExpression::IntervalLiteral:
        return emitInterval(e);
    case SqlExpression::Name:
        return emitName(e, scope);
    case SqlExpression::Bind: {
        const ValueKind kind = static_cast<size_t>(e.bind) < m_context.binds.size()
            ? m_context.binds[static_cast<size_t>(e.bind)]
            : ValueKind::Null;
        Emitted result = computed(kind, u'?' + QString::number(e.bind + 1));
        result.literal = true; // compared like one: a bound text fits a CHAR column
        return result;
    }
    case SqlExpression::Call:
        return emitCall(e, scope);
    case SqlExpression::Unary: {
        if (e.text == u"NOT") {
            const QString condition = emitCondition(*e.arguments[0], scope);
            return computed(ValueKind::Condition, u"(NOT "_s + condition + u')');
        }
        Emitted operand = emitValue(*e.arguments[0], scope);
        if (isInterval(operand.kind))
            return computed(operand.kind, u"ora_neg("_s + operand.sql + u')');
        operand = converted(operand, ValueKind::Number);
        if (e.text == u"+")
            return operand;
        return computed(ValueKind::Number, u"ora_neg("_s + operand.sql + u')');
    }
    case SqlExpression::Binary:
        return emitBinary(e, scope);
    case SqlExpression::Case:
        return emitCase(e, scope);
    case SqlExpression::Exists: {
        const QueryParts query = emitQuery(*e.query, scope);
        return computed(ValueKind::Condition, u"(EXISTS ("_s + query.sql + u"))"_s);
    }
    case SqlExpression::In:
        return emitIn(e, scope);
    case SqlExpression::Between: {
        const Emitted value = emitValue(*e.arguments[0], scope);
        const Emitted low = emitValue(*e.arguments[1], scope);
        const Emitted high = emitValue(*e.arguments[2], scope);
        const QString sql = u'(' + emitComparison(u">="_s, value, low) + u" AND "_s
            + emitComparison(u"<="_s, value, high) + u')';
        return computed(ValueKind::Condition, e.negated ? u"(NOT "_s + sql + u')' : sql);
    }
    case SqlExpression::Like:
        return emitLike(e, scope);
    case SqlExpression::IsNull: {
        const Emitted value = emit(*e.arguments[0], scope);
        if (value.kind == ValueKind::Condition)
            fail(908);
        return computed(ValueKind::Condition,
                        u'(' + value.sql + (e.negated ? u" IS NOT NULL)"_s : u" IS NULL)"_s));
    }
    case SqlExpression::IsJson: {
        const Emitted value = emitValue(*e.arguments[0], scope);
        const QString sql = u"ora_is_json("_s + value.sql + u')';
        return computed(ValueKind::Condition, e.negated ? u"(NOT "_s + sql + u')' : sql);
    }
    case SqlExpression::Quantified:
        return emitQuantified(e, scope);
    case SqlExpression::Subquery:
        return emitSubquery(e, scope);
    case SqlExpression::Cast:
        return emitCast(e, scope);
    case SqlExpression::List:
        fail(907);
        return {};
    case SqlExpression::Star:
    case SqlExpression::Default:
        fail(936);
        return {};
    case SqlExpression::Extract: {
        Emitted value = emitValue(*e.arguments[0], scope);
        static const QStringList units = {u"YEAR"_s, u"MONTH"_s,  u"DAY"_s,
                                          u"HOUR"_s, u"MINUTE"_s, u"SECOND"_s};
        if (!units.contains(e.unit)) {
            failNotModelled(u"EXTRACT ("_s + e.unit + u')');
            return {};
        }
        if (isInterval(value.kind))
            return computed(ValueKind::Number,
                            u"ora_extract_interval("_s + sqliteLiteral(e.unit) + u", "_s + value.sql
                                + (value.kind == ValueKind::IntervalYm ? u", 1)"_s : u", 0)"_s));
        if (!isDatetime(value.kind) && value.kind != ValueKind::Null) {
            fail(30076);
            return {};
        }
        if (value.kind == ValueKind::Date
            && (e.unit == u"HOUR" || e.unit == u"MINUTE" || e.unit == u"SECOND"))
            fail(30076);
        return computed(ValueKind::Number,
                        u"ora_extract("_s + sqliteLiteral(e.unit) + u", "_s + value.sql + u')');
    }
    case SqlExpression::OuterJoin:
        failNotModelled(u"the outer join operator (+)"_s);
        return {};
    }
    return {};
}

QString Translator::sequenceValue(const QString &sequence, bool next)
{
    if (next)
        m_nextvals.insert(sequence);
    // Every reference in one row gives the same value; the function tells rows apart by who asks
    // again.
    const int use = m_sequenceUses[sequence]++;
    return (m_nextvals.contains(sequence) ? u"ora_nextval("_s : u"ora_currval("_s)
        + sqliteLiteral(sequence) + u", "_s + QString::number(use) + u')';
}

std::optional<Emitted> Translator::emitPseudoColumn(const SqlExpression &e, Scope *scope)
{
    const QString &last = e.names.last();
    if (e.quotedName)
        return std::nullopt;
    if (e.names.size() >= 2 && (last == u"NEXTVAL" || last == u"CURRVAL")) {
        QString sequence = e.names.at(e.names.size() - 2);
        const bool foreign = e.names.size() == 3 && e.names.first() != m_context.user;
        if (!foreign && !m_context.hasSequence(sequence)) {
            const auto synonym = m_context.catalog->synonyms.find({QString(), sequence});
            if (synonym != m_context.catalog->synonyms.end())
                sequence = synonym->second.target.name;
        }
        if (foreign || !m_context.hasSequence(sequence)) {
            fail(2289);
            return Emitted{};
        }
        if (!m_sequencesAllowed || (!m_blocks.empty() && m_blocks.back().grouped)) {
            fail(2287);
            return Emitted{};
        }
        return computed(ValueKind::Number, sequenceValue(sequence, last == u"NEXTVAL"));
    }
    if (last == u"ROWID" && e.names.size() <= 2) {
        for (Scope *at = scope; at; at = at->outer) {
            for (const ScopeSource &source : at->sources) {
                if (!source.hasRowid || (e.names.size() == 2 && source.alias != e.names.first()))
                    continue;
                if (source.bracketed)
                    failNotModelled(u"ROWID of a table inside a join's brackets"_s);
                const ScopeColumn rowid{u"ROWID"_s,
                                        u"ora_rowid("_s + source.sqlAlias + u".rowid)"_s,
                                        ValueKind::Rowid,
                                        {},
                                        false,
                                        false,
                                        false};
                return emitColumn(rowid, *at);
            }
        }
        fail(1445);
        return Emitted{};
    }
    if (e.names.size() != 1)
        return std::nullopt;
    if (last == u"SYSDATE" || last == u"CURRENT_DATE")
        return computed(ValueKind::Date, u"ora_sysdate()"_s);
    if (last == u"SYSTIMESTAMP" || last == u"CURRENT_TIMESTAMP")
        return computed(ValueKind::TimestampTz, u"ora_systimestamp()"_s);
    if (last == u"LOCALTIMESTAMP")
        return computed(ValueKind::Timestamp, u"ora_localtimestamp()"_s);
    if (last == u"USER")
        return text(sqliteLiteral(m_context.user));
    if (last == u"UID")
        return computed(ValueKind::Number, u"100"_s);
    if (last == u"DBTIMEZONE" || last == u"SESSIONTIMEZONE")
        return text(u"ora_timezone()"_s);
    if (last == u"ROWNUM") {
        if (m_blocks.empty() || !m_blocks.back().hasRownum) {
            failNotModelled(u"ROWNUM here"_s);
            return Emitted{};
        }
        return computed(ValueKind::Number, u"(row_number() OVER ())"_s);
    }
    if (last == u"LEVEL" || last == u"ORA_ROWSCN" || last == u"CONNECT_BY_ISLEAF") {
        failNotModelled(last);
        return Emitted{};
    }
    return std::nullopt;
}

Emitted Translator::emitColumn(const ScopeColumn &column, Scope &scope)
{
    Emitted result{column.sql, column.kind, column.type, false, column.isLong};
    if (scope.wrapped) {
        const auto known = scope.wrappedColumns.find(column.sql);
        if (known != scope.wrappedColumns.end()) {
            result.sql = known->second;
        } else {
            const QString outer = u"w.w"_s + QString::number(scope.wrappedColumns.size() + 1);
            scope.wrappedColumns.emplace(column.sql, outer);
            result.sql = outer;
        }
    }
    return result;
}

Emitted Translator::emitName(const SqlExpression &e, Scope *scope)
{
    const QString &column = e.names.last();
    QStringList qualifier = e.names.first(e.names.size() - 1);
    if (qualifier.isEmpty() && !m_blocks.empty() && !m_blocks.back().inAggregate) {
        const auto &aliases = m_blocks.back().aliases;
        if (const auto alias = aliases.find(column); alias != aliases.end())
            return alias->second;
    }
    // A column of a table here comes first; then the tables of the queries around.
    for (Scope *at = scope; at; at = at->outer) {
        const ScopeColumn *found = nullptr;
        int count = 0;
        for (const ScopeSource &source : at->sources) {
            if (qualifier.size() == 1 && source.alias != qualifier.first())
                continue;
            if (qualifier.size() >= 2) {
                const QString owner =
                    source.table.owner.isEmpty() ? m_context.user : source.table.owner;
                if (source.alias != qualifier.last() || source.alias != source.table.name
                    || owner != qualifier.first())
                    continue;
            }
            for (const ScopeColumn &candidate : source.columns) {
                if (candidate.name != column)
                    continue;
                if (candidate.joinedError == 0) {
                    found = &candidate;
                    ++count;
                } else if (!qualifier.isEmpty()) {
                    fail(candidate.joinedError);
                    return {};
                }
            }
        }
        if (count > 1) {
            fail(918);
            return {};
        }
        if (!found)
            continue;
        // A bare column of this block must be grouped; one of an outer block stands for one value.
        if (at == scope && !m_blocks.empty() && m_blocks.back().grouped
            && !m_blocks.back().inAggregate) {
            Block &block = m_blocks.back();
            const Emitted value = emitColumn(*found, *at);
            if (!block.groups.contains(value.sql))
                fail(block.groups.empty() ? 937 : 979);
            return value;
        }
        return emitColumn(*found, *at);
    }
    if (auto pseudo = emitPseudoColumn(e, scope))
        return *pseudo;
    if (e.names.size() == 1 && !e.quotedName) {
        SqlExpression call;
        call.kind = SqlExpression::Call;
        call.names = e.names;
        // A function without arguments needs no parentheses.
        static const QStringList bare = {u"SYS_GUID"_s, u"EMPTY_CLOB"_s, u"EMPTY_BLOB"_s};
        for (const auto &[key, unit] : m_context.catalog->units) {
            if (key.first == UnitKind::Function && key.second.name == column) {
                failNotModelled(u"a call of the stored function "_s + column);
                return {};
            }
        }
    }
    if (e.names.size() >= 2) {
        for (const auto &[key, unit] : m_context.catalog->units) {
            if (key.first == UnitKind::Package && key.second.name == e.names.first()) {
                failNotModelled(u"the package "_s + e.names.first());
                return {};
            }
        }
    }
    QStringList quoted;
    for (const QString &part : e.names)
        quoted.append(u'"' + part + u'"');
    fail(904, {quoted.join(u'.')});
    return {};
}

QString Translator::emitCondition(const SqlExpression &expression, Scope *scope)
{
    const Emitted value = emit(expression, scope);
    if (!failed() && value.kind != ValueKind::Condition) {
        if (value.kind == ValueKind::Boolean)
            return u'(' + value.sql + u" <> 0)"_s;
        fail(920);
    }
    return value.sql;
}

Emitted Translator::emitCase(const SqlExpression &e, Scope *scope)
{
    size_t at = 0;
    std::optional<Emitted> operand;
    if (e.hasOperand)
        operand = emitValue(*e.arguments[at++], scope);
    std::vector<QString> conditions;
    std::vector<Emitted> values;
    while (at + 1 < e.arguments.size()) {
        if (operand)
            conditions.push_back(
                emitComparison(u"="_s, *operand, emitValue(*e.arguments[at], scope)));
        else
            conditions.push_back(emitCondition(*e.arguments[at], scope));
        values.push_back(emitValue(*e.arguments[at + 1], scope));
        at += 2;
    }
    if (e.hasElse)
        values.push_back(emitValue(*e.arguments.back(), scope));
    unify(values, true);
    if (failed())
        return {};
    QString sql = u"(CASE"_s;
    for (size_t i = 0; i < conditions.size(); ++i)
        sql += u" WHEN "_s + conditions[i] + u" THEN "_s + values[i].sql;
    if (e.hasElse)
        sql += u" ELSE "_s + values.back().sql;
    ValueKind kind = ValueKind::Null;
    for (const Emitted &value : values)
        kind = kind == ValueKind::Null ? value.kind : kind;
    return computed(kind, sql + u" END)"_s);
}

Emitted Translator::emitIn(const SqlExpression &e, Scope *scope)
{
    const SqlExpression &subject = *e.arguments[0];
    std::vector<Emitted> left;
    if (subject.kind == SqlExpression::List) {
        for (const SqlExpressionPtr &part : subject.arguments)
            left.push_back(emitValue(*part, scope));
    } else {
        left.push_back(emitValue(subject, scope));
    }
    if (failed())
        return {};
    QString sql;
    if (e.query) {
        // Each item is brought to the type of what it is compared with; a difference in types both
        // ways goes through EXISTS, so that the comparison is Oracle's own.
        QueryParts query = emitQuery(*e.query, scope);
        if (failed())
            return {};
        if (query.columns.size() != left.size()) {
            fail(query.columns.size() > left.size() ? 913 : 947);
            return {};
        }
        bool same = true;
        for (size_t i = 0; i < left.size(); ++i) {
            refuseLob(left[i]);
            refuseLob({{}, query.columns[i].kind, {}, false, query.columns[i].isLong});
            same = same && (left[i].kind == query.columns[i].kind)
                && left[i].kind != ValueKind::Fixed && left[i].kind != ValueKind::TimestampTz;
        }
        if (failed())
            return {};
        if (same) {
            QStringList parts;
            for (const Emitted &part : left)
                parts.append(part.sql);
            const QString row =
                parts.size() == 1 ? parts.first() : u'(' + parts.join(u", "_s) + u')';
            sql = u'(' + row + (e.negated ? u" NOT IN ("_s : u" IN ("_s) + query.sql + u"))"_s;
            return computed(ValueKind::Condition, sql);
        }
        const QString alias = u"q"_s + QString::number(++m_aliases);
        QStringList parts;
        for (size_t i = 0; i < left.size(); ++i) {
            const Emitted column{
                alias + u".c"_s + QString::number(i + 1), query.columns[i].kind, {}, false, false};
            parts.append(emitComparison(u"="_s, left[i], column));
        }
        // max() over no rows is NULL: x IN (nothing) is false.
        sql = u"(SELECT CASE WHEN max("_s + parts.join(u" AND "_s)
            + u") = 1 THEN 1 WHEN count(*) = sum(("_s + parts.join(u" AND "_s)
            + u") IS NOT NULL) THEN 0 WHEN count(*) = 0 THEN 0 END FROM ("_s + query.sql
            + u") AS "_s + alias + u')';
        return computed(ValueKind::Condition, e.negated ? u"(NOT "_s + sql + u')' : sql);
    }
    QStringList alternatives;
    for (size_t i = 1; i < e.arguments.size(); ++i) {
        const SqlExpression &item = *e.arguments[i];
        if (left.size() > 1 || item.kind == SqlExpression::List) {
            if (item.kind != SqlExpression::List || item.arguments.size() != left.size()) {
                fail(920);
                return {};
            }
            QStringList parts;
            for (size_t j = 0; j < left.size(); ++j)
                parts.append(emitComparison(u"="_s, left[j], emitValue(*item.arguments[j], scope)));
            alternatives.append(u'(' + parts.join(u" AND "_s) + u')');
        } else {
            alternatives.append(emitComparison(u"="_s, left.front(), emitValue(item, scope)));
        }
    }
    sql = u'(' + alternatives.join(u" OR "_s) + u')';
    return computed(ValueKind::Condition, e.negated ? u"(NOT "_s + sql + u')' : sql);
}

Emitted Translator::emitQuantified(const SqlExpression &e, Scope *scope)
{
    const Emitted left = emitValue(*e.arguments[0], scope);
    const bool all = e.unit == u"ALL";
    if (!e.query) {
        QStringList parts;
        for (size_t i = 1; i < e.arguments.size(); ++i)
            parts.append(emitComparison(e.text, left, emitValue(*e.arguments[i], scope)));
        return computed(ValueKind::Condition,
                        u'(' + parts.join(all ? u" AND "_s : u" OR "_s) + u')');
    }
    const QueryParts query = emitQuery(*e.query, scope);
    if (failed())
        return {};
    if (query.columns.size() != 1) {
        fail(913);
        return {};
    }
    const QString alias = u"q"_s + QString::number(++m_aliases);
    const Emitted column{alias + u".c1"_s, query.columns[0].kind, {}, false, false};
    const QString test = emitComparison(e.text, left, column);
    const QString worst = all ? u"min"_s : u"max"_s;
    const QString empty = all ? u"1"_s : u"0"_s;
    return computed(ValueKind::Condition,
                    u"(SELECT CASE WHEN count(*) = 0 THEN "_s + empty + u" WHEN "_s + worst + u'('
                        + test + u") = "_s + (all ? u"0 THEN 0"_s : u"1 THEN 1"_s)
                        + u" WHEN count(*) = sum(("_s + test + u") IS NOT NULL) THEN "_s + empty
                        + u" END FROM ("_s + query.sql + u") AS "_s + alias + u')');
}

Emitted Translator::emitLike(const SqlExpression &e, Scope *scope)
{
    QStringList parts;
    for (const SqlExpressionPtr &part : e.arguments)
        parts.append(converted(emitArgument(*part, scope), ValueKind::Text).sql);
    const QString sql = u"ora_like("_s + parts.join(u", "_s) + u')';
    return computed(ValueKind::Condition, e.negated ? u"(NOT "_s + sql + u')' : sql);
}

Emitted Translator::emitSubquery(const SqlExpression &e, Scope *scope)
{
    const QueryParts query = emitQuery(*e.query, scope);
    if (failed())
        return {};
    if (query.columns.size() != 1) {
        fail(913);
        return {};
    }
    if (query.columns[0].isLong)
        fail(997);
    Emitted result =
        computed(query.columns[0].kind,
                 u"(SELECT CASE WHEN count(*) > 1 THEN ora_raise(1427) ELSE min(c1) END FROM ("_s
                     + query.sql + u"))"_s);
    return result;
}

} // namespace Athanor
