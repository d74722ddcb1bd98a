// SPDX-License-Identifier: MIT
// Functions over many rows: aggregates and windows.
#include "sandbox/translator.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

struct AggregateEntry
{
    const char16_t *name;
    const char16_t *numeric; // the SQLite aggregate over numbers
    const char16_t *other; // over anything else; empty: numbers only
    bool numberResult;
    bool needsWindow;
};

constexpr AggregateEntry aggregateTable[] = {
    {u"COUNT", u"count", u"count", true, false},
    {u"SUM", u"ora_sum", u"", true, false},
    {u"AVG", u"ora_avg", u"", true, false},
    {u"MIN", u"ora_min_number", u"min", false, false},
    {u"MAX", u"ora_max_number", u"max", false, false},
    {u"STDDEV", u"ora_stddev", u"", true, false},
    {u"VARIANCE", u"ora_variance", u"", true, false},
    {u"MEDIAN", u"ora_median", u"", true, false},
    {u"LISTAGG", u"ora_listagg", u"ora_listagg", false, false},
    {u"WM_CONCAT", u"ora_listagg", u"ora_listagg", false, false},
    {u"ROW_NUMBER", u"row_number", u"", true, true},
    {u"RANK", u"rank", u"", true, true},
    {u"DENSE_RANK", u"dense_rank", u"", true, true},
    {u"PERCENT_RANK", u"percent_rank", u"", true, true},
    {u"CUME_DIST", u"cume_dist", u"", true, true},
    {u"NTILE", u"ntile", u"", true, true},
    {u"LAG", u"lag", u"lag", false, true},
    {u"LEAD", u"lead", u"lead", false, true},
    {u"FIRST_VALUE", u"first_value", u"first_value", false, true},
    {u"LAST_VALUE", u"last_value", u"last_value", false, true},
};

const AggregateEntry *aggregateEntry(const QString &name)
{
    for (const AggregateEntry &entry : aggregateTable) {
        if (name == QStringView(entry.name))
            return &entry;
    }
    return nullptr;
}

} // namespace

bool Translator::isAggregate(const QString &function)
{
    return aggregateEntry(function) != nullptr;
}

bool Translator::containsAggregate(const SqlExpression *e) const
{
    if (!e)
        return false;
    if (e->kind == SqlExpression::Call && e->names.size() == 1 && !e->window) {
        if (const AggregateEntry *entry = aggregateEntry(e->names.first());
            entry && !entry->needsWindow)
            return true;
    }
    for (const SqlExpressionPtr &argument : e->arguments) {
        if (containsAggregate(argument.get()))
            return true;
    }
    if (e->window) {
        for (const SqlExpressionPtr &part : e->window->partitionBy) {
            if (containsAggregate(part.get()))
                return true;
        }
        for (const SqlOrderItem &item : e->window->orderBy) {
            if (containsAggregate(item.expression.get()))
                return true;
        }
    }
    return false;
}

QString Translator::emitOver(const SqlWindow &window, Scope *scope)
{
    QString sql;
    if (!window.partitionBy.empty()) {
        QStringList parts;
        for (const SqlExpressionPtr &part : window.partitionBy) {
            const Emitted value = emitValue(*part, scope);
            refuseLob(value);
            parts.append(value.sql);
        }
        sql += u"PARTITION BY "_s + parts.join(u", "_s);
    }
    if (!window.orderBy.empty()) {
        QStringList parts;
        for (const SqlOrderItem &item : window.orderBy) {
            const Emitted value = emitValue(*item.expression, scope);
            refuseLob(value);
            parts.append(orderKey(item, value));
        }
        sql += u" ORDER BY "_s + parts.join(u", "_s);
    }
    if (window.frame.startsWith(u" RANGE") && window.frame.contains(u" PRECEDING")
        && !window.frame.contains(u"UNBOUNDED PRECEDING"))
        failNotModelled(u"RANGE with an offset"_s);
    return u" OVER ("_s + sql + window.frame + u')';
}

Emitted Translator::emitAggregate(const SqlExpression &e, Scope *scope)
{
    const AggregateEntry &entry = *aggregateEntry(e.names.first());
    const QString name = QStringView(entry.name).toString();
    Block &block = m_blocks.back();
    if (!e.window) {
        if (entry.needsWindow) {
            fail(30484);
            return {};
        }
        if (block.inAggregate) {
            // MAX(COUNT(*)): one level, over groups.
            const bool isDeeper =
                std::any_of(e.arguments.begin(), e.arguments.end(),
                            [this](const auto &inner) { return containsAggregate(inner.get()); });
            if (isDeeper)
                fail(935);
            else if (!block.hasGroupBy)
                fail(978);
            else
                failNotModelled(u"an aggregate of aggregates"_s);
            return {};
        }
        if (!block.allowsAggregates) {
            fail(934);
            return {};
        }
    }
    const bool plain = !e.window;
    const bool mayBeUnordered = plain || !entry.needsWindow || name.endsWith(u"_VALUE");
    if (!plain && e.window->orderBy.empty() && (!mayBeUnordered || !e.window->frame.isEmpty())) {
        fail(30485);
        return {};
    }
    if (plain)
        m_blocks.back().inAggregate = true;
    std::vector<Emitted> arguments;
    const bool star = !e.arguments.empty() && e.arguments.front()->kind == SqlExpression::Star;
    if (!star) {
        for (const SqlExpressionPtr &argument : e.arguments)
            arguments.push_back(emitValue(*argument, scope));
    }
    QString orderSql;
    if (!e.withinGroup.empty()) {
        if (e.withinGroup.size() > 1 || e.withinGroup.front().descending)
            failNotModelled(u"LISTAGG with this order"_s);
        else
            orderSql = orderKey({}, emitValue(*e.withinGroup.front().expression, scope));
    }
    if (plain)
        m_blocks.back().inAggregate = false;
    if (failed())
        return {};
    if (star && name != u"COUNT") {
        fail(909);
        return {};
    }
    if (!star && arguments.empty() && name != u"ROW_NUMBER" && !name.endsWith(u"RANK")
        && name != u"CUME_DIST") {
        fail(909);
        return {};
    }

    QString sql;
    ValueKind kind = ValueKind::Number;
    if (star) {
        sql = u"count(*)"_s;
    } else if (name == u"LISTAGG" || name == u"WM_CONCAT") {
        const QString separator = arguments.size() > 1 ? arguments[1].sql
            : name == u"WM_CONCAT"                     ? u"','"_s
                                                       : u"NULL"_s;
        sql = u"ora_listagg("_s + (e.distinct ? u"DISTINCT "_s : QString())
            + converted(arguments[0], ValueKind::Text).sql + u", "_s + separator + u", "_s
            + (orderSql.isEmpty() ? u"NULL"_s : orderSql) + u')';
        if (e.distinct)
            failNotModelled(u"LISTAGG (DISTINCT …)"_s);
        kind = ValueKind::Text;
    } else {
        const bool sameKind = !entry.numberResult;
        bool numeric = !arguments.empty() && arguments[0].kind == ValueKind::Number;
        if (QStringView(entry.other).isEmpty() && !arguments.empty()) {
            arguments[0] = converted(arguments[0], ValueKind::Number);
            numeric = true;
        }
        if (name == u"COUNT" || QStringView(entry.other).isEmpty())
            numeric = true; // there is only that one
        if (!arguments.empty() && (!numeric || e.distinct))
            refuseLob(arguments[0]);
        kind = sameKind && !arguments.empty() ? arguments[0].kind : ValueKind::Number;
        if (name == u"LAG" || name == u"LEAD") {
            if (arguments.size() == 3)
                arguments[2] = converted(arguments[2], kind);
        } else if (arguments.size() > 1) {
            fail(909);
            return {};
        }
        QStringList parts;
        for (const Emitted &argument : arguments)
            parts.append(argument.sql);
        sql = QStringView(numeric ? entry.numeric : entry.other).toString() + u'('
            + (e.distinct ? u"DISTINCT "_s : QString()) + parts.join(u", "_s) + u')';
    }
    if (e.window)
        sql += emitOver(*e.window, scope);
    return computed(kind, e.window ? u'(' + sql + u')' : sql);
}

} // namespace Athanor
