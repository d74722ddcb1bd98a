// SPDX-License-Identifier: MIT
#include "sandbox/engine.h"

#include "sandbox/dictionaryviews.h"
#include "sandbox/engine_p.h"
#include "sandbox/oraerror.h"
#include "sql/lexer.h"

#include <QtCore/QFileInfo>

using namespace Qt::StringLiterals;

namespace Athanor {

SandboxEngine::Private::Private(SandboxOptions given)
    : options(std::move(given))
{
    if (!options.clock)
        options.clock = systemClock();
    context.catalog = &store.catalog;
    context.version = options.version;
    context.user = options.user;
    context.dictionaryView = [this](const QString &name) {
        return dictionaryColumns(name, options.version);
    };
    context.hasSequence = [this](const QString &name) { return store.sequences.contains(name); };
    context.identitySequence = [this](const QualifiedName &table, const QString &column) {
        return store.identitySequence(table, column);
    };
    context.triggers = [this](const QualifiedName &table) {
        std::vector<AutoincrementTrigger> found;
        for (const auto &[key, unit] : store.catalog.units) {
            if (key.first != UnitKind::Trigger || unit.table != table || !unit.enabled)
                continue;
            if (const auto trigger = autoincrementTrigger(unit))
                found.push_back(*trigger);
        }
        return found;
    };
    functions.nextValue = [this](const QString &sequence, int use) {
        return sequences.next(sequence, use);
    };
    functions.currentValue = [this](const QString &sequence) {
        return sequences.current(sequence);
    };
}

SandboxEngine::SandboxEngine(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{ }

SandboxEngine::~SandboxEngine()
{
    (void)d->rollback();
}

Result<std::unique_ptr<SandboxEngine>> SandboxEngine::open(const QString &name,
                                                           const SandboxOptions &options)
{
    auto priv = std::make_unique<Private>(options);
    static const QString memory = u":memory:"_s;
    const bool inMemory = name.startsWith(memory);
    QString file = name;
    if (inMemory && name.size() > memory.size()) {
        // SQLite's memdb: one database for all connections of the process that name it.
        const QString shared =
            QString::fromLatin1(name.sliced(memory.size()).toUtf8().toPercentEncoding());
        file = u"file:/"_s + shared + u"?vfs=memdb"_s;
    } else if (!inMemory) {
        file = QFileInfo(name).absoluteFilePath();
    }
    if (const Result<> opened = priv->database.open(file); !opened)
        return Failure(opened.error());
    // An unnamed one has nobody to share its locks with: its address is its name.
    const QString lockName = inMemory && name == memory
        ? u":memory:%1"_s.arg(reinterpret_cast<quintptr>(priv.get()))
        : file;
    priv->locks = std::make_unique<TableLocks>(lockName, inMemory);
    if (!inMemory)
        (void)priv->database.value(u"PRAGMA journal_mode = WAL"_s);
    for (const QString &sql :
         {u"PRAGMA synchronous = FULL"_s, u"PRAGMA foreign_keys = OFF"_s,
          u"PRAGMA temp_store = MEMORY"_s, u"PRAGMA recursive_triggers = OFF"_s}) {
        if (const Result<> done = priv->database.run(sql); !done)
            return Failure(done.error());
    }
    registerFunctions(priv->database, priv->functions);
    const auto isNew = priv->database.value(u"SELECT count(*) = 0 FROM sqlite_master"_s);
    if (!isNew)
        return Failure(isNew.error());
    if (const Result<> created = priv->store.create(); !created)
        return Failure(created.error());
    if (const Result<> touched =
            priv->database.run(u"CREATE TEMP TABLE \"touched~\" (rid INTEGER PRIMARY KEY)"_s);
        !touched)
        return Failure(touched.error());
    if (const Result<> loaded = priv->refresh(); !loaded)
        return Failure(loaded.error());
    if (integerOf(*isNew) == 1 && priv->options.initial) {
        if (const Result<> adopted = priv->adopt(*priv->options.initial); !adopted)
            return Failure(adopted.error());
        priv->options.initial.reset();
    }
    return std::unique_ptr<SandboxEngine>(new SandboxEngine(std::move(priv)));
}

void SandboxEngine::Private::remark(const QString &what)
{
    if (!remarks.contains(what))
        remarks.append(what);
}

// ---- transactions

Result<> SandboxEngine::Private::refresh()
{
    const auto stale = store.isStale();
    if (!stale)
        return Failure(stale.error());
    if (!*stale)
        return {};
    filledViews.clear();
    return store.load();
}

Result<bool> SandboxEngine::Private::beginWrite()
{
    if (database.inTransaction())
        return false;
    if (const Result<> begun = database.run(u"BEGIN IMMEDIATE"_s); !begun)
        return Failure(begun.error());
    if (const Result<> fresh = refresh(); !fresh) {
        (void)database.run(u"ROLLBACK"_s);
        return Failure(fresh.error());
    }
    return true;
}

void SandboxEngine::Private::endTransaction()
{
    sequences.forget();
    allDeferred = false;
    deferredNames.clear();
    deferredTables.clear();
    temporaryTables.clear();
    locks->releaseAll();
}

Result<> SandboxEngine::Private::checkDeferred()
{
    ConstraintCheck check(database, context);
    for (const QualifiedName &name : deferredTables) {
        const Table *table = store.catalog.table(name);
        if (!table)
            continue;
        for (const Constraint &constraint : table->constraints) {
            if (!constraint.state.enabled || !constraint.state.deferrable)
                continue;
            if (const Result<> valid = check.enforce(*table, constraint); !valid)
                return valid;
        }
    }
    return {};
}

Result<> SandboxEngine::Private::commit()
{
    if (!database.inTransaction()) {
        if (sequences.hasChanges()) {
            if (const auto begun = beginWrite(); !begun)
                return Failure(begun.error());
            return commit();
        }
        endTransaction();
        return {};
    }
    if (const Result<> valid = checkDeferred(); !valid) {
        const Error why = valid.error();
        (void)rollback();
        if (why.oraCode == 0)
            return Failure(why);
        Error error = oraError(2091);
        error.message += u'\n' + why.message;
        return Failure(error);
    }
    for (const QualifiedName &name : temporaryTables) {
        if (store.catalog.table(name)) {
            if (const Result<> done =
                    database.run(u"DELETE FROM "_s + Translator::physicalTable(name));
                !done)
                return done;
        }
    }
    if (const Result<> written = sequences.write(); !written)
        return written;
    if (const Result<> done = database.run(u"COMMIT"_s); !done)
        return done;
    endTransaction();
    return {};
}

Result<> SandboxEngine::Private::rollback()
{
    if (database.inTransaction()) {
        if (const Result<> done = database.run(u"ROLLBACK"_s); !done)
            return done;
        filledViews.clear(); // temporary tables go back too
        if (sequences.hasChanges()) { // numbers stay given
            if (const auto begun = beginWrite(); begun) {
                if (const Result<> written = sequences.write(); !written)
                    return written;
                if (const Result<> done = database.run(u"COMMIT"_s); !done)
                    return done;
            }
        }
    }
    endTransaction();
    return {};
}

Result<SandboxResult> SandboxEngine::Private::control(const SqlStatement &statement)
{
    SandboxResult result;
    result.kind = SandboxStatementKind::Control;
    const QString savepoint = sqliteQuoted(u"savepoint~"_s + statement.name);
    switch (statement.kind) {
    case SqlStatement::Commit:
        if (const Result<> done = commit(); !done)
            return Failure(done.error());
        return result;
    case SqlStatement::Rollback:
        if (const Result<> done = rollback(); !done)
            return Failure(done.error());
        return result;
    case SqlStatement::Savepoint: {
        if (const auto begun = beginWrite(); !begun)
            return Failure(begun.error());
        if (const Result<> done = database.run(u"SAVEPOINT "_s + savepoint); !done)
            return Failure(done.error());
        return result;
    }
    case SqlStatement::RollbackTo:
        if (!database.inTransaction() || !database.run(u"ROLLBACK TO "_s + savepoint))
            return oraFailure(1086, {statement.name});
        filledViews.clear();
        return result;
    case SqlStatement::SetConstraints:
        if (statement.constraints.isEmpty())
            allDeferred = statement.deferred;
        else if (statement.deferred)
            deferredNames.append(statement.constraints);
        if (!statement.deferred) {
            deferredNames.clear();
            if (const Result<> valid = checkDeferred(); !valid)
                return Failure(valid.error());
        }
        return result;
    case SqlStatement::SetTransaction:
    case SqlStatement::Query:
    case SqlStatement::Insert:
    case SqlStatement::Update:
    case SqlStatement::Delete:
    case SqlStatement::Merge:
    case SqlStatement::Lock:
    case SqlStatement::Block:
    case SqlStatement::CallProcedure:
    case SqlStatement::Other:
        break;
    }
    return result;
}

Result<SandboxResult> SandboxEngine::Private::lockTables(const SqlLock &lock)
{
    SandboxResult result;
    result.kind = SandboxStatementKind::Control;
    if (lock.mode != u"EXCLUSIVE")
        remark(u"LOCK TABLE in a mode other than EXCLUSIVE is taken for EXCLUSIVE"_s);
    constexpr int longWait = 60'000; // "for ever" of somebody who wants an answer
    for (QualifiedName name : lock.tables) {
        if (name.owner == options.user)
            name.owner.clear();
        if (!store.catalog.tables.contains(name))
            return oraFailure(942);
        const int wait = lock.noWait ? 0
            : lock.waitSeconds >= 0  ? lock.waitSeconds * 1000
                                     : longWait;
        if (const Result<> locked = locks->lock(name.name, wait); !locked)
            return Failure(locked.error());
    }
    return result;
}

// ---- queries

Result<> SandboxEngine::Private::fillDictionary(const std::set<QString> &views)
{
    DictionarySnapshot snapshot{store.catalog,
                                store.facts,
                                store.sequences,
                                options.user,
                                options.version,
                                functions,
                                {},
                                {},
                                remarks,
                                {}};
    if (views.contains(u"ALL_USERS"_s) || views.contains(u"DBA_USERS"_s)) {
        Result<std::vector<SandboxAccount>> accounts = Accounts(database, options.version).all();
        if (!accounts)
            return Failure(accounts.error());
        snapshot.accounts = std::move(*accounts);
    }
    snapshot.queryColumns = [this](const QString &query) -> std::vector<ResultColumn> {
        SqlParser parser(query, options.version);
        const auto tree = parser.wholeQuery();
        if (!tree)
            return {};
        Translator translator(context);
        const auto translated = translator.query(**tree);
        return translated ? translated->columns : std::vector<ResultColumn>();
    };
    for (const auto &[object, text] : store.invalid)
        snapshot.errors.push_back({object.name.name, object.type, text});
    for (const QString &view : views) {
        const bool steady = isSteadyView(view); // shows nothing but the schema
        const auto filled = filledViews.find(view);
        if (steady && filled != filledViews.end() && filled->second == store.version())
            continue;
        const auto *columns = dictionaryColumns(view, options.version);
        QStringList names;
        QStringList marks;
        for (const DictionaryColumn &column : *columns) {
            names.append(sqliteQuoted(column.name));
            marks.append(u"?"_s);
        }
        const QString table = u"temp."_s + sqliteQuoted(view);
        for (const QString &sql :
             {u"DROP TABLE IF EXISTS "_s + table,
              u"CREATE TABLE "_s + table + u" ("_s + names.join(u", "_s) + u')'}) {
            if (const Result<> done = database.run(sql); !done)
                return done;
        }
        auto insert = SqliteStatement::prepare(
            database, u"INSERT INTO "_s + table + u" VALUES ("_s + marks.join(u", "_s) + u')');
        if (!insert)
            return Failure(insert.error());
        const bool own = !database.inTransaction();
        if (own) // one commit instead of one per row
            (void)database.run(u"BEGIN"_s);
        for (const SandboxRow &row : dictionaryRows(view, snapshot)) {
            insert->bindAll(row);
            const auto stepped = insert->step();
            insert->reset();
            if (!stepped) {
                if (own)
                    (void)database.run(u"ROLLBACK"_s);
                return Failure(stepped.error());
            }
        }
        if (own) {
            if (const Result<> done = database.run(u"COMMIT"_s); !done)
                return done;
        }
        filledViews[view] = store.version();
    }
    return {};
}

Result<SandboxResult> SandboxEngine::Private::query(const SqlStatement &statement,
                                                    const SandboxRow &binds)
{
    Translator translator(context);
    const auto translated = translator.query(*statement.query);
    if (!translated)
        return Failure(translated.error());
    for (const QString &what : translator.remarks())
        remark(what);
    // Asking for the reasons of the last statement leaves them as they are (sandboxdriver.h).
    if (const Result<> filled = fillDictionary(translator.dictionaryViews()); !filled)
        return Failure(filled.error());
    const bool counts = translated->sql.contains(u"ora_nextval("_s);
    bool began = false;
    if (counts || statement.query->forUpdate) {
        const auto begun = beginWrite();
        if (!begun)
            return Failure(begun.error());
        began = *begun;
    }
    SandboxResult result;
    result.kind = SandboxStatementKind::Query;
    result.columns = translated->columns;
    auto rows = database.rows(translated->sql, binds);
    if (began && (autocommit || !statement.query->forUpdate)) {
        // A number is given at once; the lock on the file is not kept for it.
        const Result<> written = sequences.write();
        if (const Result<> done = database.run(u"COMMIT"_s); !done)
            return Failure(done.error());
        sequences.forget();
        if (!written)
            return Failure(written.error());
    }
    if (!rows)
        return Failure(rows.error());
    result.rows = std::move(*rows);
    return result;
}

Result<SandboxResult> SandboxEngine::Private::alterSession(const QString &sql)
{
    SandboxResult result;
    result.kind = SandboxStatementKind::Ddl;
    const std::vector<Token> tokens = tokenize(sql);
    for (size_t i = 3; i + 2 < tokens.size(); i += 3) {
        const QString name = tokens[i].text(sql).toString().toUpper();
        if (tokens[i + 1].text(sql) != u"=")
            return oraFailure(922);
        const QString value = tokens[i + 2].kind == TokenKind::String
            ? stringValue(tokens[i + 2].text(sql))
            : tokens[i + 2].text(sql).toString();
        if (name == u"NLS_DATE_FORMAT")
            functions.dateFormat = value;
        else if (name == u"NLS_TIMESTAMP_FORMAT")
            functions.timestampFormat = value;
        else if (name == u"NLS_TIMESTAMP_TZ_FORMAT")
            functions.timestampTzFormat = value;
        else if (name == u"NLS_NUMERIC_CHARACTERS" && value != u".,")
            remark(u"ALTER SESSION SET NLS_NUMERIC_CHARACTERS"_s);
        else if (name == u"NLS_LENGTH_SEMANTICS" && value.toUpper() != u"BYTE")
            remark(u"ALTER SESSION SET NLS_LENGTH_SEMANTICS"_s);
        else if (name == u"CURRENT_SCHEMA" && value.toUpper() != options.user)
            return notModelledFailure(u"another CURRENT_SCHEMA"_s);
    }
    return result;
}

// ---- statements

SandboxStatementKind SandboxEngine::statementKind(QStringView sql)
{
    Lexer lexer(sql);
    Token token = lexer.next();
    while (token.kind == TokenKind::LineComment || token.kind == TokenKind::BlockComment
           || (token.kind == TokenKind::Punctuation && token.text(sql) == u"("))
        token = lexer.next();
    const QString word = token.text(sql).toString().toUpper();
    if (word == u"SELECT" || word == u"WITH")
        return SandboxStatementKind::Query;
    if (word == u"INSERT" || word == u"UPDATE" || word == u"DELETE" || word == u"MERGE")
        return SandboxStatementKind::Change;
    if (word == u"BEGIN" || word == u"DECLARE" || word == u"CALL" || word == u"<<")
        return SandboxStatementKind::Block;
    if (word == u"COMMIT" || word == u"ROLLBACK" || word == u"SAVEPOINT" || word == u"SET"
        || word == u"LOCK")
        return SandboxStatementKind::Control;
    return SandboxStatementKind::Ddl;
}

Result<SandboxResult> SandboxEngine::Private::execute(const QString &sql,
                                                      const std::vector<SandboxBind> &binds)
{
    functions.now = options.clock();
    sequences.beginStatement();
    if (const Result<> fresh = refresh(); !fresh)
        return Failure(fresh.error());
    const QString trimmed = sql.trimmed();
    if (trimmed.isEmpty())
        return oraFailure(900);
    SqlParser parser(trimmed, options.version);
    const auto statement = parser.statement();
    if (!statement) {
        // DDL may hold another language's characters, such as a duality view's braces.
        const bool isForeign = statement.error().oraCode == 911
            && !std::holds_alternative<NotDdl>(readDdl(trimmed, options.version).statement);
        return isForeign ? ddl(trimmed) : Failure(statement.error());
    }
    context.binds.clear();
    SandboxRow values;
    for (const SandboxBind &bind : binds) {
        const auto *text = std::get_if<QString>(&bind.value);
        const bool empty = text && text->isEmpty() && bind.kind != ValueKind::Clob;
        values.push_back(empty ? SandboxValue() : bind.value); // '' is NULL
        context.binds.push_back(bind.kind);
    }
    switch (statement->kind) {
    case SqlStatement::Query:
    case SqlStatement::Insert:
    case SqlStatement::Update:
    case SqlStatement::Delete:
    case SqlStatement::Merge:
        if (statement->bindCount > static_cast<int>(binds.size()))
            return oraFailure(1008);
        if (statement->bindCount < static_cast<int>(binds.size()))
            return oraFailure(1036);
        return statement->kind == SqlStatement::Query ? query(*statement, values)
                                                      : change(*statement, values);
    case SqlStatement::Lock:
        return lockTables(statement->lock);
    case SqlStatement::Commit:
    case SqlStatement::Rollback:
    case SqlStatement::Savepoint:
    case SqlStatement::RollbackTo:
    case SqlStatement::SetTransaction:
    case SqlStatement::SetConstraints:
        return control(*statement);
    case SqlStatement::Block:
        return block(trimmed, binds);
    case SqlStatement::CallProcedure:
        return notModelledFailure(u"a procedure call"_s);
    case SqlStatement::Other:
        break;
    }
    return ddl(trimmed);
}

Result<SandboxResult> SandboxEngine::execute(const QString &sql,
                                             const std::vector<SandboxBind> &binds)
{
    // The question for the last statement's remarks must not wipe them out.
    if (!sql.contains(u"ATHANOR_NOT_MODELLED", Qt::CaseInsensitive))
        d->remarks.clear();
    Result<SandboxResult> result = d->execute(sql, binds);
    if (!result)
        return Failure(inOraclesWords(result.error()));
    if (d->autocommit && result->kind != SandboxStatementKind::Query
        && (d->database.inTransaction() || d->sequences.hasChanges()
            || result->kind == SandboxStatementKind::Control)) {
        if (const Result<> done = d->commit(); !done)
            return Failure(done.error());
    }
    return result;
}

void SandboxEngine::setAutocommit(bool on)
{
    d->autocommit = on;
}

Result<> SandboxEngine::commit()
{
    return d->commit();
}

Result<> SandboxEngine::rollback()
{
    return d->rollback();
}

bool SandboxEngine::inTransaction() const
{
    return d->database.inTransaction();
}

void SandboxEngine::interrupt()
{
    d->database.interrupt();
}

const QStringList &SandboxEngine::notModelled() const
{
    return d->remarks;
}

Result<Catalog> SandboxEngine::catalog()
{
    if (const Result<> fresh = d->refresh(); !fresh)
        return Failure(fresh.error());
    Catalog result = d->store.catalog;
    for (auto &[name, table] : result.tables) {
        for (Constraint &constraint : table.constraints) {
            if (isSystemName(constraint.name))
                constraint.name.clear();
        }
        for (Column &column : table.columns) {
            if (column.notNull && isSystemName(column.notNull->name))
                column.notNull->name.clear();
        }
        if (table.partitioning) {
            for (Partition &partition : table.partitioning->partitions) {
                if (partition.name.startsWith(u"SYS_P"))
                    partition.name.clear();
            }
        }
    }
    return result;
}

const QString &SandboxEngine::user() const
{
    return d->options.user;
}

OracleVersion SandboxEngine::version() const
{
    return d->options.version;
}

} // namespace Athanor
