// SPDX-License-Identifier: MIT
#include "sandbox/constraintcheck.h"

#include "sandbox/oraerror.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

ConstraintCheck::ConstraintCheck(SqliteDatabase &database, const TranslationContext &context)
    : m_database(database)
    , m_context(context)
{ }

QString ConstraintCheck::displayName(const QString &constraint) const
{
    return m_context.user + u'.' + constraint;
}

QString ConstraintCheck::place(const Table &table, const QString &column) const
{
    return u"\"%1\".\"%2\".\"%3\""_s.arg(m_context.user, table.name.name, column);
}

Result<bool> ConstraintCheck::any(const QString &sql)
{
    const auto rows = m_database.rows(sql);
    if (!rows)
        return Failure(rows.error());
    return !rows->empty();
}

Result<QStringList> ConstraintCheck::columnTexts(const Table &table, const QStringList &columns,
                                                 const QString &alias)
{
    QStringList texts;
    for (const QString &column : columns) {
        Translator translator(m_context);
        QString quoted = column;
        const auto emitted = translator.expression(u'"' + quoted + u'"', &table, alias);
        if (!emitted)
            return Failure(emitted.error());
        texts.append(emitted->sql);
    }
    return texts;
}

Result<bool> ConstraintCheck::hasNulls(const Table &table, const QString &column, Rows rows)
{
    const auto texts = columnTexts(table, {column}, u"t"_s);
    if (!texts)
        return Failure(texts.error());
    return any(u"SELECT 1 FROM "_s + Translator::physicalTable(table.name) + u" AS t WHERE "_s
               + texts->first() + u" IS NULL"_s
               + (rows == Rows::Touched ? u" AND t.rowid IN (SELECT rid FROM temp.\"touched~\")"_s
                                        : QString())
               + u" LIMIT 1"_s);
}

Result<bool> ConstraintCheck::violatesCheck(const Table &table, const Constraint &check, Rows rows)
{
    Translator translator(m_context);
    const auto condition = translator.expression(check.condition, &table, u"t"_s);
    if (!condition)
        return Failure(condition.error());
    return any(u"SELECT 1 FROM "_s + Translator::physicalTable(table.name) + u" AS t WHERE NOT "_s
               + condition->sql
               + (rows == Rows::Touched ? u" AND t.rowid IN (SELECT rid FROM temp.\"touched~\")"_s
                                        : QString())
               + u" LIMIT 1"_s);
}

Result<bool> ConstraintCheck::hasDuplicates(const Table &table, const QStringList &a,
                                            const QStringList &b, Rows rows)
{
    QStringList same;
    QStringList present;
    for (qsizetype i = 0; i < a.size(); ++i) {
        same.append(a.at(i) + u" IS "_s + b.at(i));
        present.append(a.at(i) + u" IS NOT NULL"_s);
    }
    // Rows whose key is all NULL are not in Oracle's index; one NULL among values is a value like
    // others.
    const QString name = Translator::physicalTable(table.name);
    if (rows == Rows::Touched) {
        return any(u"SELECT 1 FROM temp.\"touched~\" AS r JOIN "_s + name
                   + u" AS a ON a.rowid = r.rid JOIN "_s + name + u" AS b ON "_s
                   + same.join(u" AND "_s) + u" AND b.rowid <> a.rowid WHERE "_s
                   + present.join(u" OR "_s) + u" LIMIT 1"_s);
    }
    return any(u"SELECT 1 FROM "_s + name + u" AS a WHERE "_s + present.join(u" OR "_s)
               + u" GROUP BY "_s + a.join(u", "_s) + u" HAVING count(*) > 1 LIMIT 1"_s);
}

Result<bool> ConstraintCheck::keyHasDuplicates(const Table &table, const QStringList &columns,
                                               Rows rows)
{
    const auto a = columnTexts(table, columns, u"a"_s);
    const auto b = columnTexts(table, columns, u"b"_s);
    if (!a)
        return Failure(a.error());
    if (!b)
        return Failure(b.error());
    return hasDuplicates(table, *a, *b, rows);
}

QStringList ConstraintCheck::referencedColumns(const Constraint &key, const Catalog &catalog)
{
    if (!key.referencedColumns.isEmpty())
        return key.referencedColumns;
    const Table *parent = catalog.table(key.referencedTable);
    const Constraint *primary = parent ? parent->primaryKey() : nullptr;
    return primary ? primary->columns : QStringList();
}

Result<bool> ConstraintCheck::lacksParent(const Table &table, const Constraint &key, Rows rows)
{
    const Table *parent = m_context.catalog->table(key.referencedTable);
    if (!parent)
        return notModelledFailure(u"a foreign key to the table of another schema"_s);
    const auto child = columnTexts(table, key.columns, u"c"_s);
    const auto referenced =
        columnTexts(*parent, referencedColumns(key, *m_context.catalog), u"p"_s);
    if (!child)
        return Failure(child.error());
    if (!referenced)
        return Failure(referenced.error());
    if (child->size() != referenced->size())
        return oraFailure(2256);
    QStringList same;
    QStringList present;
    for (qsizetype i = 0; i < child->size(); ++i) {
        same.append(referenced->at(i) + u" = "_s + child->at(i));
        present.append(child->at(i) + u" IS NOT NULL"_s);
    }
    return any(u"SELECT 1 FROM "_s + Translator::physicalTable(table.name) + u" AS c WHERE "_s
               + present.join(u" AND "_s)
               + (rows == Rows::Touched ? u" AND c.rowid IN (SELECT rid FROM temp.\"touched~\")"_s
                                        : QString())
               + u" AND NOT EXISTS (SELECT 1 FROM "_s + Translator::physicalTable(parent->name)
               + u" AS p WHERE "_s + same.join(u" AND "_s) + u") LIMIT 1"_s);
}

Result<std::vector<qint64>> ConstraintCheck::orphans(const Table &child, const Constraint &key)
{
    const Table *parent = m_context.catalog->table(key.referencedTable);
    if (!parent)
        return std::vector<qint64>();
    const auto own = columnTexts(child, key.columns, u"c"_s);
    const auto referenced =
        columnTexts(*parent, referencedColumns(key, *m_context.catalog), u"p"_s);
    if (!own)
        return Failure(own.error());
    if (!referenced)
        return Failure(referenced.error());
    QStringList same;
    QStringList present;
    for (qsizetype i = 0; i < std::min(own->size(), referenced->size()); ++i) {
        same.append(referenced->at(i) + u" = "_s + own->at(i));
        present.append(own->at(i) + u" IS NOT NULL"_s);
    }
    const auto rows = m_database.rows(
        u"SELECT c.rowid FROM "_s + Translator::physicalTable(child.name) + u" AS c WHERE "_s
        + present.join(u" AND "_s) + u" AND NOT EXISTS (SELECT 1 FROM "_s
        + Translator::physicalTable(parent->name) + u" AS p WHERE "_s + same.join(u" AND "_s)
        + u')');
    if (!rows)
        return Failure(rows.error());
    std::vector<qint64> ids;
    for (const SandboxRow &row : *rows)
        ids.push_back(integerOf(row.front()));
    return ids;
}

Result<> ConstraintCheck::touchedRows(const Table &table, bool isInsert, const QStringList &columns,
                                      const std::function<bool(const Constraint &)> &isDeferred)
{
    const auto concerns = [&](const QStringList &of) {
        return isInsert || of.isEmpty()
            || std::any_of(of.begin(), of.end(), [&](const QString &column) {
                   const Column *found = table.column(column);
                   return columns.contains(column)
                       || (found && !found->virtualExpression.isEmpty());
               });
    };
    const Constraint *primary = table.primaryKey();
    for (const Column &column : table.columns) {
        const bool keyColumn =
            primary && primary->state.enabled && primary->columns.contains(column.name);
        const bool mandatory = (column.notNull && column.notNull->state.enabled)
            || column.defaultOnNull || column.identity || keyColumn;
        if (!mandatory || !concerns({column.name}))
            continue;
        const auto nulls = hasNulls(table, column.name, Rows::Touched);
        if (!nulls)
            return Failure(nulls.error());
        if (*nulls)
            return oraFailure(isInsert ? 1400 : 1407, {place(table, column.name)});
    }
    for (const Constraint &constraint : table.constraints) {
        if (!constraint.state.enabled || isDeferred(constraint))
            continue;
        switch (constraint.kind) {
        case ConstraintKind::Check: {
            const auto bad = violatesCheck(table, constraint, Rows::Touched);
            if (!bad)
                return Failure(bad.error());
            if (*bad)
                return oraFailure(2290, {displayName(constraint.name)});
            break;
        }
        case ConstraintKind::PrimaryKey:
        case ConstraintKind::Unique: {
            if (!concerns(constraint.columns))
                break;
            const auto bad = keyHasDuplicates(table, constraint.columns, Rows::Touched);
            if (!bad)
                return Failure(bad.error());
            if (*bad)
                return oraFailure(1, {displayName(constraint.name)});
            break;
        }
        case ConstraintKind::ForeignKey: {
            if (!concerns(constraint.columns))
                break;
            const auto bad = lacksParent(table, constraint, Rows::Touched);
            if (!bad)
                return Failure(bad.error());
            if (*bad)
                return oraFailure(2291, {displayName(constraint.name)});
            break;
        }
        }
    }
    return {};
}

Result<> ConstraintCheck::validate(const Table &table, const Constraint &constraint, bool isAdded)
{
    const QString name = displayName(constraint.name);
    switch (constraint.kind) {
    case ConstraintKind::Check: {
        const auto bad = violatesCheck(table, constraint, Rows::All);
        if (!bad)
            return Failure(bad.error());
        return *bad ? Result<>(oraFailure(2293, {name})) : Result<>();
    }
    case ConstraintKind::PrimaryKey: {
        for (const QString &column : constraint.columns) {
            const auto nulls = hasNulls(table, column, Rows::All);
            if (!nulls)
                return Failure(nulls.error());
            if (*nulls && isAdded && !constraint.state.deferrable)
                return oraFailure(1449);
            if (*nulls)
                return oraFailure(2437, {name});
        }
        const auto bad = keyHasDuplicates(table, constraint.columns, Rows::All);
        if (!bad)
            return Failure(bad.error());
        return *bad ? Result<>(oraFailure(2437, {name})) : Result<>();
    }
    case ConstraintKind::Unique: {
        const auto bad = keyHasDuplicates(table, constraint.columns, Rows::All);
        if (!bad)
            return Failure(bad.error());
        return *bad ? Result<>(oraFailure(2299, {name})) : Result<>();
    }
    case ConstraintKind::ForeignKey: {
        const auto bad = lacksParent(table, constraint, Rows::All);
        if (!bad)
            return Failure(bad.error());
        return *bad ? Result<>(oraFailure(2298, {name})) : Result<>();
    }
    }
    return {};
}

Result<> ConstraintCheck::enforce(const Table &table, const Constraint &constraint)
{
    const Result<> result = validate(table, constraint);
    if (result || result.error().oraCode == 0)
        return result;
    switch (constraint.kind) {
    case ConstraintKind::Check:
        return oraFailure(2290, {displayName(constraint.name)});
    case ConstraintKind::PrimaryKey:
    case ConstraintKind::Unique:
        return oraFailure(1, {displayName(constraint.name)});
    case ConstraintKind::ForeignKey:
        return oraFailure(2291, {displayName(constraint.name)});
    }
    return result;
}

Result<> ConstraintCheck::validateNotNull(const Table &table, const Column &column)
{
    const auto nulls = hasNulls(table, column.name, Rows::All);
    if (!nulls)
        return Failure(nulls.error());
    if (!*nulls)
        return {};
    const QString name =
        column.notNull && !column.notNull->name.isEmpty() ? column.notNull->name : table.name.name;
    return oraFailure(2296, {displayName(name)});
}

Result<> ConstraintCheck::validateUniqueIndex(const Index &index, const Table &table, int code)
{
    QStringList a;
    QStringList b;
    for (const IndexColumn &part : index.columns) {
        const QString text = part.column.isEmpty() ? part.expression : u'"' + part.column + u'"';
        Translator first(m_context);
        Translator second(m_context);
        const auto left = first.expression(text, &table, u"a"_s);
        const auto right = second.expression(text, &table, u"b"_s);
        if (!left)
            return Failure(left.error());
        if (!right)
            return Failure(right.error());
        a.append(left->sql);
        b.append(right->sql);
    }
    const auto bad = hasDuplicates(table, a, b, code == 1 ? Rows::Touched : Rows::All);
    if (!bad)
        return Failure(bad.error());
    return *bad ? Result<>(oraFailure(code, {displayName(index.name.name)})) : Result<>();
}

} // namespace Athanor
