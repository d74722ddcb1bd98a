// SPDX-License-Identifier: MIT
#include "sandbox/clausetext.h"
#include "sandbox/engine_p.h"

#include "ddl/apply.h"
#include "sandbox/oraerror.h"
#include "sql/lexer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

bool isUnitText(const std::vector<Token> &tokens, const QString &sql)
{
    if (tokens.empty() || !isKeyword(tokens.front(), sql, u"CREATE"))
        return false;
    static const QStringList words = {u"PROCEDURE"_s, u"FUNCTION"_s, u"PACKAGE"_s, u"TRIGGER"_s,
                                      u"TYPE"_s,      u"LIBRARY"_s,  u"JAVA"_s};
    for (size_t i = 1; i < std::min<size_t>(tokens.size(), 7); ++i) {
        if (words.contains(tokens[i].text(sql).toString().toUpper()))
            return true;
    }
    return false;
}

// Its columns are its type's, which are not followed here.
bool isOfObjectTable(const DdlStatement &statement, const Catalog &catalog)
{
    if (const auto *create = std::get_if<CreateTable>(&statement))
        return create->table.kind == TableKind::Object;
    const auto *alter = std::get_if<AlterTable>(&statement);
    const Table *table = alter ? catalog.table(alter->table) : nullptr;
    return table && table->kind == TableKind::Object;
}

} // namespace

Result<> SandboxEngine::Private::adopt(const Catalog &initial)
{
    if (const auto begun = beginWrite(); !begun)
        return Failure(begun.error());
    store.catalog = initial;
    std::set<ObjectRef> all;
    for (const ObjectRef &object : objects(initial))
        all.insert(object);
    const auto run = [&]() -> Result<> {
        if (const Result<> named = nameUnnamed(all); !named)
            return named;
        if (const Result<> saved =
                store.save(all, functions.now.isValid() ? functions.now : options.clock());
            !saved)
            return saved;
        if (const Result<> saved = store.saveGrants(); !saved)
            return saved;
        for (const auto &[name, sequence] : initial.sequences) {
            if (const Result<> done =
                    store.saveSequence(name.name, Sequences::started(sequence.options));
                !done)
                return done;
        }
        if (const Result<> done = followIdentities(all); !done)
            return done;
        RowStore rows(database, context);
        for (const auto &[name, table] : store.catalog.tables) {
            if (const Result<> done = rows.createTable(table); !done)
                return done;
        }
        return store.raiseVersion();
    };
    const Result<> done = run();
    if (!done) {
        (void)database.run(u"ROLLBACK"_s);
        (void)store.load();
        return done;
    }
    return database.run(u"COMMIT"_s);
}

Result<> SandboxEngine::Private::nameUnnamed(const std::set<ObjectRef> &touched)
{
    const auto constraintName = [&]() -> Result<QString> {
        const auto number = store.nextNumber(u"constraint"_s, 7001);
        if (!number)
            return Failure(number.error());
        return u"SYS_C"_s + QString::number(*number).rightJustified(6, u'0');
    };
    for (const ObjectRef &object : touched) {
        if (object.type != u"TABLE")
            continue;
        Table *table = findPart(store.catalog.tables, object.name);
        if (!table)
            continue;
        for (Column &column : table->columns) {
            if (!column.notNull || !column.notNull->name.isEmpty())
                continue;
            const auto name = constraintName();
            if (!name)
                return Failure(name.error());
            column.notNull->name = *name;
        }
        for (Constraint &constraint : table->constraints) {
            if (!constraint.name.isEmpty())
                continue;
            const auto name = constraintName();
            if (!name)
                return Failure(name.error());
            constraint.name = *name;
        }
        if (!table->partitioning)
            continue;
        for (Partition &partition : table->partitioning->partitions) {
            if (!partition.name.isEmpty())
                continue;
            const auto number = store.nextNumber(u"partition"_s, 101);
            if (!number)
                return Failure(number.error());
            partition.name = u"SYS_P"_s + QString::number(*number);
        }
    }
    return {};
}

Result<> SandboxEngine::Private::prepareCreateTable(CreateTable &create)
{
    if (create.asQuery.isEmpty())
        return {};
    SqlParser parser(create.asQuery, options.version);
    const auto tree = parser.wholeQuery();
    if (!tree)
        return Failure(tree.error());
    Translator translator(context);
    const auto query = translator.query(**tree);
    if (!query)
        return Failure(query.error());
    const bool named = !create.table.columns.empty();
    if (named && create.table.columns.size() != query->columns.size())
        return oraFailure(1730);
    for (const ResultColumn &column : query->columns) {
        if (column.isLong)
            return oraFailure(997);
    }
    if (!named) {
        for (const ResultColumn &column : query->columns) {
            Column made;
            made.name = column.name;
            create.table.columns.push_back(made);
        }
        const SqlQuery::Part &first = (*tree)->parts.front();
        if (first.select) {
            for (const SqlSelectItem &item : first.select->items) {
                if (item.expression && item.alias.isEmpty()
                    && item.expression->kind != SqlExpression::Name)
                    return oraFailure(998);
            }
        }
    }
    for (size_t i = 0; i < query->columns.size(); ++i)
        create.table.columns[i].type = query->columns[i].type;
    remark(u"the exact types and NOT NULLs of the columns that CREATE TABLE … AS SELECT makes"_s);
    return {};
}

Result<> SandboxEngine::Private::followRows(const DdlStatement &statement, const Catalog &before,
                                            const std::set<ObjectRef> &touched)
{
    RowStore rows(database, context);
    std::map<QString, QString> renamed;
    if (const auto *alter = std::get_if<AlterTable>(&statement)) {
        for (const TableAction &action : alter->actions) {
            if (const auto *column = std::get_if<RenameColumn>(&action))
                renamed[column->to] = column->from;
            else if (const auto *columns = std::get_if<DropPartition>(&action))
                remark(u"the rows of the dropped partition "_s + columns->name);
            else if (std::get_if<AlterPartitioning>(&action))
                remark(u"what the rows of the partitions become"_s);
        }
    }
    // A table that has gone and one that has come: a rename, if the statement is one.
    QualifiedName from;
    QualifiedName to;
    if (const auto *rename = std::get_if<RenameObject>(&statement)) {
        from.name = rename->from;
        to.name = rename->to;
    } else if (const auto *alter = std::get_if<AlterTable>(&statement)) {
        for (const TableAction &action : alter->actions) {
            if (const auto *renamedTo = std::get_if<RenameTableTo>(&action)) {
                from = alter->table;
                if (from.owner == options.user)
                    from.owner.clear();
                to = {from.owner, renamedTo->to};
            }
        }
    }
    if (!from.isEmpty() && before.tables.contains(from) && store.catalog.tables.contains(to)) {
        if (const Result<> done = rows.renameTable(from, to); !done)
            return done;
    } else {
        from = {};
    }
    for (const ObjectRef &object : touched) {
        if (object.type != u"TABLE")
            continue;
        const bool isNew = object.name == to && !from.isEmpty();
        const auto old = before.tables.find(isNew ? from : object.name);
        const Table *now = store.catalog.table(object.name);
        Result<> done;
        if (!now) {
            if (object.name != from)
                done = rows.dropTable(object.name);
        } else if (old == before.tables.end()) {
            done = rows.createTable(*now);
        } else {
            done = rows.alterTable(old->second, *now, renamed);
        }
        if (!done)
            return done;
    }
    ConstraintCheck check(database, context);
    for (const ObjectRef &object : touched) {
        if (object.type != u"INDEX")
            continue;
        const Index *index = findPart(store.catalog.indexes, object.name);
        if (!index || before.indexes.contains(object.name) || index->kind != IndexKind::Unique)
            continue;
        const Table *table = store.catalog.table(index->table);
        if (!table || std::holds_alternative<AlterIndex>(statement))
            continue;
        if (const Result<> valid = check.validateUniqueIndex(*index, *table, 1452); !valid)
            return valid;
    }
    return {};
}

Result<> SandboxEngine::Private::applyDdl(DdlStatement &statement,
                                          const std::set<ObjectRef> &touchedBefore,
                                          SandboxResult &result)
{
    for (const ObjectRef &object : touchedBefore) {
        if (object.type != u"TABLE")
            continue;
        if (const Result<> free = locks->checkFree(object.name.name); !free)
            return free;
    }
    if (const auto *grant = std::get_if<GrantPrivileges>(&statement)) {
        if (const Result<> known = checkGrantees(*grant); !known)
            return known;
    }
    if (auto *create = std::get_if<CreateTable>(&statement)) {
        QualifiedName name = create->table.name;
        if (name.owner == options.user)
            name.owner.clear();
        if (!(create->ifNotExists && store.catalog.tables.contains(name))) {
            if (const Result<> prepared = prepareCreateTable(*create); !prepared)
                return prepared;
        }
    }
    if (const auto *create = std::get_if<CreateView>(&statement)) {
        if (const Result<> good =
                checkView(create->view.name, create->view.query, create->view.columns.size(),
                          create->view.force, u"VIEW"_s, result);
            !good)
            return good;
    }
    if (const auto *create = std::get_if<CreateMaterializedView>(&statement)) {
        if (const Result<> good =
                checkView(create->view.name, create->view.query, columnAliases(create->view).size(),
                          false, u"MATERIALIZED VIEW"_s, result);
            !good)
            return good;
    }
    const Catalog before = partOf(store.catalog, touchedBefore);
    const std::vector<Grant> grants = store.catalog.grants;
    std::set<ObjectRef> touched = touchedBefore;
    const auto run = [&]() -> Result<> {
        if (const Result<> applied = apply(statement, store.catalog, options.version); !applied)
            return applied;
        touched.merge(touchedObjects(statement, store.catalog, options.user));
        if (const Result<> named = nameUnnamed(touched); !named)
            return named;
        if (const Result<> done = followSequences(statement, before); !done)
            return done;
        if (const Result<> done = followIdentities(touched); !done)
            return done;
        if (const Result<> good = checkExpressions(before, touched); !good)
            return good;
        if (const Result<> done = followRows(statement, before, touched); !done)
            return done;
        if (const auto *create = std::get_if<CreateTable>(&statement);
            create && !create->asQuery.isEmpty() && !before.tables.contains(create->table.name)) {
            QString insert =
                u"INSERT INTO "_s + writtenName(create->table.name) + u' ' + create->asQuery;
            SqlParser parser(insert, options.version);
            const auto rows = parser.statement();
            if (!rows)
                return Failure(rows.error());
            const auto filled = changeRows(*rows, {});
            if (!filled)
                return Failure(filled.error());
        }
        if (const auto *truncate = std::get_if<TruncateTable>(&statement)) {
            QualifiedName name = truncate->name;
            if (name.owner == options.user)
                name.owner.clear();
            for (const auto &[child, table] : store.catalog.tables) {
                for (const Constraint &constraint : table.constraints) {
                    if (constraint.kind == ConstraintKind::ForeignKey && constraint.state.enabled
                        && constraint.referencedTable == name && child != name) {
                        if (!truncate->cascade)
                            return oraFailure(2266);
                        return notModelledFailure(u"TRUNCATE … CASCADE"_s);
                    }
                }
            }
            RowStore rows(database, context);
            if (const Result<> done = rows.removeRows(name); !done)
                return done;
        }
        if (const auto *create = std::get_if<CreateUnit>(&statement)) {
            if (const Result<> checked = checkUnit(create->unit, result); !checked)
                return checked;
        }
        if (const Result<> saved = store.save(touched, functions.now); !saved)
            return saved;
        if (const Result<> followed = followValidity(touchedBefore); !followed)
            return followed;
        if (store.catalog.grants != grants) {
            if (const Result<> saved = store.saveGrants(); !saved)
                return saved;
        }
        return store.raiseVersion();
    };
    Result<> done = run();
    if (!done) {
        touched.merge(touchedObjects(statement, store.catalog, options.user));
        restorePart(store.catalog, before, touched);
        store.catalog.grants = grants;
    }
    return done;
}

Result<SandboxResult> SandboxEngine::Private::ddl(const QString &sql)
{
    const std::vector<Token> tokens = tokenize(sql);
    const auto word = [&](size_t i) {
        return i < tokens.size() ? tokens[i].text(sql).toString().toUpper() : QString();
    };
    if (word(0) == u"ALTER" && word(1) == u"SESSION")
        return alterSession(sql);
    const bool unit = isUnitText(tokens, sql);
    if (!unit && !tokens.empty() && tokens.back().text(sql) == u";")
        return oraFailure(911);
    // SQL*Plus replaces &name; what is left of them, SQL does not know.
    if (!unit && std::any_of(tokens.begin(), tokens.end(), [](const Token &token) {
            return token.kind == TokenKind::Substitution;
        }))
        return oraFailure(911);
    const Result<std::optional<AccountStatement>> account =
        readAccountStatement(sql, options.version);
    if (!account)
        return Failure(account.error());
    if (*account && options.hasAccounts)
        return accountDdl(**account);
    DdlReading reading = readDdl(sql, options.version);
    if (!reading.errors.empty()) {
        Error error = inOraclesWords(reading.errors.front());
        error.kind = ErrorKind::Statement;
        if (error.oraCode == 0) {
            error.message = oraError(900).message;
            error.oraCode = 900;
            error.context = reading.errors.front().message;
        }
        return Failure(error);
    }
    if (std::holds_alternative<NotDdl>(reading.statement))
        return oraFailure(900);
    for (const OpaqueNote &note : reading.notes)
        remark(note.reason.isEmpty() ? note.text : note.reason + u": "_s + note.text);
    SandboxResult result;
    result.kind = SandboxStatementKind::Ddl;
    if (const Result<> done = commit(); !done) // DDL commits what was before it, also when it fails
        return Failure(done.error());
    if (std::holds_alternative<NoStructure>(reading.statement)) {
        if (const std::optional<ObjectRef> object = compiledObject(sql, options.user))
            return compileObject(*object);
        return result;
    }
    const auto begun = beginWrite();
    if (!begun)
        return Failure(begun.error());
    const std::set<ObjectRef> touched =
        touchedObjects(reading.statement, store.catalog, options.user);
    const std::map<QString, SequenceState> states = store.sequences;
    const std::map<ObjectRef, ObjectFacts> facts = store.facts;
    const std::map<ObjectRef, QString> invalid = store.invalid;
    Result<> done = applyDdl(reading.statement, touched, result);
    if (!done && done.error().oraCode == 904 && isOfObjectTable(reading.statement, store.catalog))
        done = notModelledFailure(u"the columns of an object table"_s);
    if (done && sequences.hasChanges())
        done = sequences.write();
    if (done)
        done = database.run(u"COMMIT"_s);
    if (!done) {
        if (database.inTransaction())
            (void)database.run(u"ROLLBACK"_s);
        store.sequences = states;
        store.facts = facts;
        store.invalid = invalid;
        filledViews.clear();
        endTransaction();
        Error error = inOraclesWords(done.error());
        if (error.kind == ErrorKind::Semantic || error.kind == ErrorKind::Syntax)
            error.kind = ErrorKind::Statement;
        return Failure(error);
    }
    endTransaction();
    return result;
}

} // namespace Athanor
