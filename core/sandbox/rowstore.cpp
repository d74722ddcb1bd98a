// SPDX-License-Identifier: MIT
#include "sandbox/rowstore.h"

#include "sandbox/oraerror.h"

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString quotedColumn(const QString &stored)
{
    return sqliteQuoted(Translator::physicalName(stored));
}

bool isReal(const Column &column)
{
    return column.virtualExpression.isEmpty();
}

bool isLob(TypeKind kind)
{
    return kind == TypeKind::Clob || kind == TypeKind::Nclob || kind == TypeKind::Blob
        || kind == TypeKind::Bfile || kind == TypeKind::Xmltype || kind == TypeKind::UserDefined;
}

bool isCharacter(TypeKind kind)
{
    return kind == TypeKind::Varchar2 || kind == TypeKind::Char;
}

bool isNational(TypeKind kind)
{
    return kind == TypeKind::Nvarchar2 || kind == TypeKind::Nchar;
}

bool isNumeric(TypeKind kind)
{
    return kind == TypeKind::Number || kind == TypeKind::Float;
}

// Whether numbers that fitted before may not fit after: integer digits or scale get fewer.
bool narrowsNumber(const DataType &before, const DataType &after)
{
    if (after.kind == TypeKind::Float)
        return before.kind == TypeKind::Float
            && after.precision.value_or(126) < before.precision.value_or(126);
    if (!after.precision && !after.scale)
        return false; // NUMBER takes everything
    if (before.kind == TypeKind::Float || (!before.precision && !before.scale))
        return true;
    const int scaleBefore = before.scale.value_or(0);
    const int scaleAfter = after.scale.value_or(0);
    const int digitsBefore = before.precision.value_or(38) - scaleBefore;
    const int digitsAfter = after.precision.value_or(38) - scaleAfter;
    return scaleAfter < scaleBefore || digitsAfter < digitsBefore;
}

} // namespace

RowStore::RowStore(SqliteDatabase &database, const TranslationContext &context)
    : m_database(database)
    , m_context(context)
    , m_check(database, context)
{ }

Result<> RowStore::createTable(const Table &table)
{
    QStringList columns;
    for (const Column &column : table.columns) {
        if (isReal(column))
            columns.append(quotedColumn(column.name));
    }
    if (columns.isEmpty())
        columns.append(u"\"athanor~none\""_s);
    if (const Result<> done =
            m_database.run(u"CREATE TABLE "_s + Translator::physicalTable(table.name) + u" ("_s
                           + columns.join(u", "_s) + u')');
        !done)
        return done;
    return syncIndexes(table);
}

Result<> RowStore::dropTable(const QualifiedName &name)
{
    return m_database.run(u"DROP TABLE IF EXISTS "_s + Translator::physicalTable(name));
}

Result<> RowStore::renameTable(const QualifiedName &from, const QualifiedName &to)
{
    const QString target = Translator::physicalTable(to);
    return m_database.run(u"ALTER TABLE "_s + Translator::physicalTable(from) + u" RENAME TO "_s
                          + target.sliced(target.indexOf(u'.') + 1));
}

Result<> RowStore::removeRows(const QualifiedName &name)
{
    return m_database.run(u"DELETE FROM "_s + Translator::physicalTable(name));
}

Result<bool> RowStore::isEmpty(const QualifiedName &name)
{
    const auto found = m_database.value(u"SELECT EXISTS (SELECT 1 FROM "_s
                                        + Translator::physicalTable(name) + u')');
    if (!found)
        return Failure(found.error());
    return integerOf(*found) == 0;
}

Result<bool> RowStore::hasValues(const Table &table, const Column &column)
{
    const auto found =
        m_database.value(u"SELECT EXISTS (SELECT 1 FROM "_s + Translator::physicalTable(table.name)
                         + u" WHERE "_s + quotedColumn(column.name) + u" IS NOT NULL)"_s);
    if (!found)
        return Failure(found.error());
    return integerOf(*found) != 0;
}

Result<> RowStore::syncIndexes(const Table &table)
{
    std::set<QStringList> wanted;
    const auto want = [&](const QStringList &columns) {
        const bool real = std::all_of(columns.begin(), columns.end(), [&](const QString &name) {
            const Column *column = table.column(name);
            return column && isReal(*column);
        });
        if (real && !columns.isEmpty())
            wanted.insert(columns);
    };
    for (const Constraint &constraint : table.constraints)
        want(constraint.columns);
    for (const auto &[name, index] : m_context.catalog->indexes) {
        if (index.table != table.name)
            continue;
        QStringList columns;
        for (const IndexColumn &part : index.columns)
            columns.append(part.column);
        want(columns);
    }
    std::map<QString, QString> statements; // by index name
    const QString target = Translator::physicalTable(table.name);
    const QString bare = target.sliced(target.indexOf(u'.') + 1);
    for (const QStringList &columns : wanted) {
        QStringList physical;
        for (const QString &column : columns)
            physical.append(quotedColumn(column));
        const QString name = u"index~"_s + bare + physical.join(u',');
        statements[name] = u"CREATE INDEX main."_s + sqliteQuoted(name) + u" ON "_s + bare + u" ("_s
            + physical.join(u", "_s) + u')';
    }
    const QString stored = QString(bare).sliced(1, bare.size() - 2).replace(u"\"\""_s, u"\""_s);
    const auto existing = m_database.rows(
        u"SELECT name FROM main.sqlite_master WHERE type = 'index' AND tbl_name = ?"_s, {stored});
    if (!existing)
        return Failure(existing.error());
    for (const SandboxRow &row : *existing) {
        const QString name = textOf(row.front());
        if (statements.erase(name) > 0)
            continue;
        if (const Result<> done = m_database.run(u"DROP INDEX main."_s + sqliteQuoted(name)); !done)
            return done;
    }
    for (const auto &[name, sql] : statements) {
        if (const Result<> done = m_database.run(sql); !done)
            return done;
    }
    return {};
}

Result<> RowStore::addColumn(const Table &table, const Column &column, bool hasRows)
{
    if (const Result<> done =
            m_database.run(u"ALTER TABLE "_s + Translator::physicalTable(table.name)
                           + u" ADD COLUMN "_s + quotedColumn(column.name));
        !done)
        return done;
    if (!hasRows)
        return {};
    const bool fills = !column.defaultValue.isEmpty() || column.identity;
    if (!fills) {
        const bool mandatory =
            column.notNull && column.notNull->state.enabled && column.notNull->state.validated;
        return mandatory ? Result<>(oraFailure(1758)) : Result<>();
    }
    // Rows that are there get the default, an identity its numbers.
    Translator translator(m_context);
    const auto value = translator.columnDefault(table, column);
    if (!value)
        return Failure(value.error());
    return m_database.run(u"UPDATE "_s + Translator::physicalTable(table.name) + u" SET "_s
                          + quotedColumn(column.name) + u" = "_s + *value);
}

Result<> RowStore::checkTypeChange(const Table &table, const Column &before, const Column &after)
{
    const DataType &from = before.type;
    const DataType &to = after.type;
    if (from == to)
        return {};
    const bool kindChanges = from.kind != to.kind;
    if (kindChanges) {
        const bool longToLob = (from.kind == TypeKind::Long
                                && (to.kind == TypeKind::Clob || to.kind == TypeKind::Nclob))
            || (from.kind == TypeKind::LongRaw && to.kind == TypeKind::Blob);
        if (longToLob)
            return {};
        if (isLob(from.kind))
            return oraFailure(22859);
        if (isLob(to.kind))
            return oraFailure(22858);
    }
    const auto values = hasValues(table, before);
    if (!values)
        return Failure(values.error());
    if (!*values)
        return {};
    const auto fits = [&]() -> Result<bool> {
        const auto bad =
            m_database.rows(u"SELECT 1 FROM "_s + Translator::physicalTable(table.name)
                            + u" WHERE NOT ora_fits("_s + quotedColumn(before.name) + u", "_s
                            + sqliteLiteral(storageRule(to)) + u") LIMIT 1"_s);
        if (!bad)
            return Failure(bad.error());
        return bad->empty();
    };
    const bool text = isCharacter(from.kind) && isCharacter(to.kind);
    const bool national = isNational(from.kind) && isNational(to.kind);
    const bool raw = from.kind == TypeKind::Raw && to.kind == TypeKind::Raw;
    if (text || national || raw) {
        // A longer CHAR gets padded and is no longer what it was; only too long values are in the
        // way.
        DataType open = to;
        if (to.kind == TypeKind::Char)
            open.kind = TypeKind::Varchar2;
        if (to.kind == TypeKind::Nchar)
            open.kind = TypeKind::Nvarchar2;
        const auto bad =
            m_database.rows(u"SELECT 1 FROM "_s + Translator::physicalTable(table.name)
                            + u" WHERE NOT ora_fits("_s + quotedColumn(before.name) + u", "_s
                            + sqliteLiteral(storageRule(open)) + u") LIMIT 1"_s);
        if (!bad)
            return Failure(bad.error());
        return bad->empty() ? Result<>() : Result<>(oraFailure(1441));
    }
    if (isNumeric(from.kind) && isNumeric(to.kind)) {
        if (from.kind == TypeKind::Number && to.kind == TypeKind::Float && from.precision)
            return {};
        return narrowsNumber(from, to) ? Result<>(oraFailure(1440)) : Result<>();
    }
    if (from.kind == TypeKind::Date
        && (to.kind == TypeKind::Timestamp || to.kind == TypeKind::TimestampLtz))
        return {};
    const bool timestamps = from.kind == TypeKind::Timestamp || from.kind == TypeKind::TimestampTz
        || from.kind == TypeKind::TimestampLtz;
    if (timestamps && to.kind == from.kind)
        return to.precision.value_or(6) < from.precision.value_or(6) ? Result<>(oraFailure(30082))
                                                                     : Result<>();
    if (from.kind == TypeKind::Timestamp && to.kind == TypeKind::TimestampLtz)
        return {};
    if ((from.kind == TypeKind::IntervalDayToSecond || from.kind == TypeKind::IntervalYearToMonth)
        && to.kind == from.kind) {
        const bool fewer = to.precision.value_or(2) < from.precision.value_or(2)
            || to.scale.value_or(6) < from.scale.value_or(6);
        return fewer ? Result<>(oraFailure(30082)) : Result<>();
    }
    if (kindChanges)
        return oraFailure(1439);
    const auto all = fits();
    if (!all)
        return Failure(all.error());
    return *all ? Result<>() : Result<>(oraFailure(1441));
}

Result<> RowStore::modifyColumn(const Table &table, const Column &before, const Column &after)
{
    if (!isReal(before) || !isReal(after) || before.type == after.type)
        return {};
    if (const Result<> allowed = checkTypeChange(table, before, after); !allowed)
        return allowed;
    if (storageRule(before.type) == storageRule(after.type)
        && valueKind(before.type) == valueKind(after.type))
        return {};
    const auto values = hasValues(table, before);
    if (!values)
        return Failure(values.error());
    if (!*values)
        return {};
    Translator translator(m_context);
    const auto conversion = translator.conversion(table, before, after);
    if (!conversion)
        return Failure(conversion.error());
    return m_database.run(u"UPDATE "_s + Translator::physicalTable(table.name) + u" SET "_s
                          + quotedColumn(after.name) + u" = "_s + *conversion);
}

Result<> RowStore::checkConstraints(const Table &before, const Table &after,
                                    const std::map<QString, QString> &renamed)
{
    for (const Column &column : after.columns) {
        const auto old = renamed.find(column.name);
        const Column *was = before.column(old == renamed.end() ? column.name : old->second);
        const auto holds = [](const Column &c) {
            return (c.notNull && c.notNull->state.enabled && c.notNull->state.validated)
                || c.defaultOnNull || c.identity;
        };
        if (!holds(column) || (was && holds(*was)))
            continue;
        if (const Result<> valid = m_check.validateNotNull(after, column); !valid)
            return valid;
    }
    for (const Constraint &constraint : after.constraints) {
        if (!constraint.state.enabled || !constraint.state.validated)
            continue;
        const Constraint *was =
            constraint.name.isEmpty() ? nullptr : before.constraint(constraint.name);
        if (was && was->state.enabled && was->state.validated)
            continue;
        // A constraint that was only renamed is the same one.
        const bool same = std::any_of(
            before.constraints.begin(), before.constraints.end(), [&](const Constraint &other) {
                Constraint copy = other;
                copy.name = constraint.name;
                copy.indexName = constraint.indexName;
                return copy == constraint && !after.constraint(other.name);
            });
        if (same)
            continue;
        if (const Result<> valid = m_check.validate(after, constraint, was == nullptr); !valid)
            return valid;
    }
    return {};
}

Result<> RowStore::alterTable(const Table &before, const Table &after,
                              const std::map<QString, QString> &renamed)
{
    const auto empty = isEmpty(after.name);
    if (!empty)
        return Failure(empty.error());
    for (const auto &[to, from] : renamed) {
        const Column *old = before.column(from);
        if (!old || !isReal(*old))
            continue;
        if (const Result<> done = m_database.run(
                u"ALTER TABLE "_s + Translator::physicalTable(after.name) + u" RENAME COLUMN "_s
                + quotedColumn(from) + u" TO "_s + quotedColumn(to));
            !done)
            return done;
    }
    const auto oldName = [&](const QString &name) {
        const auto found = renamed.find(name);
        return found == renamed.end() ? name : found->second;
    };
    for (const Column &column : after.columns) {
        const Column *old = before.column(oldName(column.name));
        if (old && isReal(*old) == isReal(column)) {
            Column current = *old;
            current.name = column.name;
            if (const Result<> done = modifyColumn(after, current, column); !done)
                return done;
        } else if (isReal(column)) {
            if (const Result<> done = addColumn(after, column, !*empty); !done)
                return done;
        }
    }
    if (const Result<> done = checkConstraints(before, after, renamed); !done)
        return done;
    bool drops = false;
    for (const Column &column : before.columns) {
        const bool kept =
            std::any_of(after.columns.begin(), after.columns.end(),
                        [&](const Column &c) { return oldName(c.name) == column.name; });
        if (kept || !isReal(column))
            continue;
        if (!drops) { // SQLite drops no indexed column: indexes go first and come back below
            drops = true;
            Table bare = after;
            bare.constraints.clear();
            const QString target = Translator::physicalTable(after.name);
            const QString stored =
                target.sliced(target.indexOf(u'.') + 2).chopped(1).replace(u"\"\""_s, u"\""_s);
            const auto indexes = m_database.rows(
                u"SELECT name FROM main.sqlite_master WHERE type = 'index' AND tbl_name = ?"_s,
                {stored});
            if (!indexes)
                return Failure(indexes.error());
            for (const SandboxRow &row : *indexes) {
                if (const Result<> done =
                        m_database.run(u"DROP INDEX main."_s + sqliteQuoted(textOf(row.front())));
                    !done)
                    return done;
            }
        }
        const bool last = std::none_of(after.columns.begin(), after.columns.end(), isReal);
        if (last) {
            if (const Result<> done =
                    m_database.run(u"ALTER TABLE "_s + Translator::physicalTable(after.name)
                                   + u" ADD COLUMN \"athanor~none\""_s);
                !done)
                return done;
        }
        if (const Result<> done =
                m_database.run(u"ALTER TABLE "_s + Translator::physicalTable(after.name)
                               + u" DROP COLUMN "_s + quotedColumn(column.name));
            !done)
            return done;
    }
    return syncIndexes(after);
}

} // namespace Athanor
