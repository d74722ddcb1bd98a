// SPDX-License-Identifier: MIT
#include "sandbox/engine_p.h"

#include "sandbox/oraerror.h"
#include "sql/lexer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString rowList(const std::vector<qint64> &rows)
{
    QStringList ids;
    for (const qint64 row : rows)
        ids.append(QString::number(row));
    return ids.join(u", "_s);
}

} // namespace

void SandboxEngine::Private::remarkTriggers(const Table &table, RowEvent event)
{
    for (const auto &[key, unit] : store.catalog.units) {
        if (key.first == UnitKind::Trigger && unit.table == table.name && unit.enabled
            && firesOn(unit, event) && !autoincrementTrigger(unit))
            remark(u"the trigger %1 on %2 was not run"_s.arg(key.second.name, table.name.name));
    }
    if (table.partitioning && event != RowEvent::Delete)
        remark(u"whether the rows fit a partition of %1"_s.arg(table.name.name));
}

bool SandboxEngine::Private::isDeferred(const Constraint &constraint) const
{
    return constraint.state.deferrable
        && (constraint.state.initiallyDeferred || allDeferred
            || deferredNames.contains(constraint.name));
}

Result<> SandboxEngine::Private::setTouched(const std::vector<qint64> &rows)
{
    if (const Result<> cleared = database.run(u"DELETE FROM temp.\"touched~\""_s); !cleared)
        return cleared;
    auto insert =
        SqliteStatement::prepare(database, u"INSERT OR IGNORE INTO temp.\"touched~\" VALUES (?)"_s);
    if (!insert)
        return Failure(insert.error());
    for (const qint64 row : rows) {
        insert->bind(1, row);
        if (const auto stepped = insert->step(); !stepped)
            return Failure(stepped.error());
        insert->reset();
    }
    return {};
}

// Rows that had no parent before the statement, where a foreign key was enabled without looking
// (NOVALIDATE).
Result<std::map<QString, std::set<qint64>>>
SandboxEngine::Private::knownOrphans(const Table &parent)
{
    std::map<QString, std::set<qint64>> known;
    ConstraintCheck check(database, context);
    for (const auto &[name, table] : store.catalog.tables) {
        for (const Constraint &constraint : table.constraints) {
            if (constraint.kind != ConstraintKind::ForeignKey || !constraint.state.enabled
                || constraint.state.validated || constraint.referencedTable != parent.name)
                continue;
            const auto rows = check.orphans(table, constraint);
            if (!rows)
                return Failure(rows.error());
            known[constraint.name].insert(rows->begin(), rows->end());
        }
    }
    return known;
}

Result<>
SandboxEngine::Private::afterParentsChanged(const Table &parent, bool deleted,
                                            const QStringList &columns,
                                            const std::map<QString, std::set<qint64>> &before)
{
    ConstraintCheck check(database, context);
    for (const auto &[name, child] : store.catalog.tables) {
        for (const Constraint &constraint : child.constraints) {
            if (constraint.kind != ConstraintKind::ForeignKey || !constraint.state.enabled
                || constraint.referencedTable != parent.name)
                continue;
            const QStringList referenced =
                ConstraintCheck::referencedColumns(constraint, store.catalog);
            const bool concerned = deleted
                || std::any_of(referenced.begin(), referenced.end(),
                               [&](const QString &c) { return columns.contains(c); });
            if (!concerned)
                continue;
            auto rows = check.orphans(child, constraint);
            if (!rows)
                return Failure(rows.error());
            if (const auto known = before.find(constraint.name); known != before.end())
                std::erase_if(*rows, [&](qint64 row) { return known->second.contains(row); });
            if (rows->empty())
                continue;
            if (!deleted || constraint.onDelete == DeleteRule::NoAction) {
                if (isDeferred(constraint)) {
                    deferredTables.insert(child.name);
                    continue;
                }
                return oraFailure(2292, {check.displayName(constraint.name)});
            }
            TranslatedChange follow;
            follow.table = child.name;
            RowEvent event = RowEvent::Delete;
            if (constraint.onDelete == DeleteRule::Cascade) {
                follow.sql = u"DELETE FROM "_s + Translator::physicalTable(child.name)
                    + u" WHERE rowid IN ("_s + rowList(*rows) + u") RETURNING rowid"_s;
            } else {
                QStringList sets;
                for (const QString &column : constraint.columns)
                    sets.append(sqliteQuoted(Translator::physicalName(column)) + u" = NULL"_s);
                follow.sql = u"UPDATE "_s + Translator::physicalTable(child.name) + u" SET "_s
                    + sets.join(u", "_s) + u" WHERE rowid IN ("_s + rowList(*rows)
                    + u") RETURNING rowid"_s;
                follow.columns = constraint.columns;
                event = RowEvent::Update;
            }
            if (const auto done = runChange(follow, {}, event, nullptr); !done)
                return Failure(done.error());
        }
    }
    return {};
}

Result<qint64> SandboxEngine::Private::runChange(const TranslatedChange &change,
                                                 const SandboxRow &binds, RowEvent event,
                                                 SandboxResult *result)
{
    const Table *table = store.catalog.table(change.table);
    if (!table)
        return oraFailure(942);
    if (const Result<> free = locks->checkFree(change.table.name); !free)
        return Failure(free.error());
    remarkTriggers(*table, event);
    if (table->kind == TableKind::GlobalTemporaryDelete)
        temporaryTables.insert(table->name);
    const auto orphansBefore = event == RowEvent::Insert
        ? Result<std::map<QString, std::set<qint64>>>(std::map<QString, std::set<qint64>>())
        : knownOrphans(*table);
    if (!orphansBefore)
        return Failure(orphansBefore.error());
    const auto rows = database.rows(change.sql, binds);
    if (!rows)
        return Failure(rows.error());
    std::vector<qint64> touched;
    touched.reserve(rows->size());
    for (const SandboxRow &row : *rows)
        touched.push_back(integerOf(row.front()));
    if (result && !change.returning.empty() && !rows->empty()) {
        for (size_t i = 0; i < change.returning.size() && i < result->outputs.size(); ++i)
            result->outputs[i].second = {rows->front()[i + 1], change.returning[i].kind};
    }
    if (touched.empty())
        return qint64{0};
    if (event != RowEvent::Delete) {
        if (const Result<> set = setTouched(touched); !set)
            return Failure(set.error());
        ConstraintCheck check(database, context);
        const auto deferred = [&](const Constraint &constraint) {
            if (!isDeferred(constraint))
                return false;
            deferredTables.insert(table->name);
            return true;
        };
        if (const Result<> valid =
                check.touchedRows(*table, event == RowEvent::Insert, change.columns, deferred);
            !valid)
            return Failure(valid.error());
        for (const auto &[name, index] : store.catalog.indexes) {
            if (index.table != table->name || index.kind != IndexKind::Unique)
                continue;
            if (index.unusable)
                return oraFailure(1502, {options.user + u'.' + name.name});
            if (const Result<> valid = check.validateUniqueIndex(index, *table, 1); !valid)
                return Failure(valid.error());
        }
    }
    if (event != RowEvent::Insert) {
        if (const Result<> done = afterParentsChanged(*table, event == RowEvent::Delete,
                                                      change.columns, *orphansBefore);
            !done)
            return Failure(done.error());
    }
    return static_cast<qint64>(touched.size());
}

Result<SandboxResult> SandboxEngine::Private::changeRows(const SqlStatement &statement,
                                                         const SandboxRow &binds)
{
    SandboxResult result;
    result.kind = SandboxStatementKind::Change;
    result.rowsAffected = 0;
    Translator translator(context);
    std::vector<std::pair<TranslatedChange, RowEvent>> changes;
    const std::vector<int> *into = nullptr;
    std::optional<TranslatedMerge> merge;
    if (statement.kind == SqlStatement::Insert) {
        auto translated = translator.insert(statement.insert);
        if (!translated)
            return Failure(translated.error());
        for (TranslatedChange &change : *translated)
            changes.emplace_back(std::move(change), RowEvent::Insert);
        into = &statement.insert.into;
    } else if (statement.kind == SqlStatement::Update) {
        auto translated = translator.update(statement.update);
        if (!translated)
            return Failure(translated.error());
        changes.emplace_back(std::move(*translated), RowEvent::Update);
        into = &statement.update.into;
    } else if (statement.kind == SqlStatement::Delete) {
        auto translated = translator.remove(statement.remove);
        if (!translated)
            return Failure(translated.error());
        changes.emplace_back(std::move(*translated), RowEvent::Delete);
        into = &statement.remove.into;
    } else {
        auto translated = translator.merge(statement.merge);
        if (!translated)
            return Failure(translated.error());
        merge = std::move(*translated);
    }
    for (const QString &what : translator.remarks())
        remark(what);
    if (const Result<> filled = fillDictionary(translator.dictionaryViews()); !filled)
        return Failure(filled.error());
    if (into) {
        for (const int place : *into)
            result.outputs.emplace_back(place, SandboxBind());
    }
    if (merge) {
        for (const QString &sql : {u"DROP TABLE IF EXISTS temp.\"merge~\""_s,
                                   u"CREATE TEMP TABLE \"merge~\" AS "_s + merge->matchSql}) {
            if (const Result<> done =
                    database.run(sql, sql.startsWith(u"CREATE") ? binds : SandboxRow());
                !done)
                return Failure(done.error());
        }
        if (merge->updates) {
            const auto twice = database.rows(
                u"SELECT 1 FROM temp.\"merge~\" WHERE rid IS NOT NULL GROUP BY rid HAVING count(*) > 1 LIMIT 1"_s);
            if (!twice)
                return Failure(twice.error());
            if (!twice->empty())
                return oraFailure(30926);
            changes.emplace_back(merge->update, RowEvent::Update);
        }
        if (!merge->insert.sql.isEmpty())
            changes.emplace_back(merge->insert, RowEvent::Insert);
        if (!merge->remove.sql.isEmpty())
            changes.emplace_back(merge->remove, RowEvent::Delete);
    }
    for (const auto &[change, event] : changes) {
        const auto count = runChange(change, binds, event, &result);
        if (!count)
            return Failure(count.error());
        if (!merge
            || event != RowEvent::Delete) // MERGE counts a row that it updates and deletes once
            result.rowsAffected += *count;
    }
    return result;
}

Result<SandboxResult> SandboxEngine::Private::change(const SqlStatement &statement,
                                                     const SandboxRow &binds)
{
    const auto began = beginWrite();
    if (!began)
        return Failure(began.error());
    if (const Result<> saved = database.run(u"SAVEPOINT \"statement~\""_s); !saved)
        return Failure(saved.error());
    Result<SandboxResult> result = changeRows(statement, binds);
    if (!result) {
        // A statement that fails leaves nothing; what came before it in the transaction stays.
        (void)database.run(u"ROLLBACK TO \"statement~\""_s);
        (void)database.run(u"RELEASE \"statement~\""_s);
        filledViews.clear();
        if (*began) {
            const bool keepsLocks = !autocommit;
            (void)database.run(u"ROLLBACK"_s);
            if (sequences.hasChanges()) {
                if (const auto again = beginWrite(); again) {
                    (void)sequences.write();
                    (void)database.run(u"COMMIT"_s);
                }
            }
            sequences.forget();
            if (!keepsLocks)
                locks->releaseAll();
        }
        return result;
    }
    if (const Result<> released = database.run(u"RELEASE \"statement~\""_s); !released)
        return Failure(released.error());
    return result;
}

// BEGIN statement; … END; of plain SQL and EXECUTE IMMEDIATE 'literal'. Anything else PL/SQL can do
// is not modelled.
Result<SandboxResult> SandboxEngine::Private::block(const QString &sql,
                                                    const std::vector<SandboxBind> &binds)
{
    const std::vector<Token> tokens = tokenize(sql);
    const auto word = [&](size_t i) {
        return i < tokens.size() ? tokens[i].text(sql).toString().toUpper() : QString();
    };
    if (word(0) != u"BEGIN" || !binds.empty())
        return notModelledFailure(u"this anonymous block"_s);
    QStringList statements;
    size_t at = 1;
    while (at < tokens.size() && word(at) != u"END") {
        size_t end = at;
        int depth = 0;
        while (end < tokens.size() && (word(end) != u";" || depth > 0)) {
            depth += word(end) == u"(" ? 1 : word(end) == u")" ? -1 : 0;
            ++end;
        }
        if (end >= tokens.size())
            return oraFailure(6550, {u"Encountered the symbol \"end-of-file\""_s});
        const QString text =
            sql.sliced(tokens[at].range.start, tokens[end].range.start - tokens[at].range.start)
                .trimmed();
        const QString first = word(at);
        if (first == u"EXECUTE" && word(at + 1) == u"IMMEDIATE"
            && tokens[at + 2].kind == TokenKind::String && end == at + 3) {
            statements.append(stringValue(tokens[at + 2].text(sql)));
        } else if (first == u"INSERT" || first == u"UPDATE" || first == u"DELETE"
                   || first == u"MERGE" || first == u"COMMIT" || first == u"ROLLBACK"
                   || first == u"SAVEPOINT" || first == u"LOCK") {
            statements.append(text);
        } else if (first != u"NULL" || end != at + 1) {
            return notModelledFailure(u"the PL/SQL statement that begins with "_s + first);
        }
        at = end + 1;
    }
    if (word(at) != u"END" || word(at + 1) != u";" || at + 2 != tokens.size())
        return at + 2 < tokens.size() || word(at) == u"END"
            ? notModelledFailure(u"this anonymous block"_s)
            : Result<SandboxResult>(
                oraFailure(6550, {u"Encountered the symbol \"end-of-file\""_s}));
    SandboxResult result;
    result.kind = SandboxStatementKind::Block;
    const auto began = beginWrite();
    if (!began)
        return Failure(began.error());
    if (const Result<> saved = database.run(u"SAVEPOINT \"block~\""_s); !saved)
        return Failure(saved.error());
    for (const QString &statement : statements) {
        const QStringList kept = remarks;
        const auto done = execute(statement, {});
        remarks.append(kept);
        if (!done) {
            // DDL or COMMIT inside has ended the transaction, and the savepoint with it.
            (void)database.run(u"ROLLBACK TO \"block~\""_s);
            filledViews.clear();
            if (*began)
                (void)rollback();
            return Failure(done.error());
        }
    }
    (void)database.run(u"RELEASE \"block~\""_s);
    return result;
}

} // namespace Athanor
