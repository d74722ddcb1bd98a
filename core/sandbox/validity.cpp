// SPDX-License-Identifier: MIT
// What a DDL statement compiles, and which objects stay valid when others change. Oracle follows
// every dependency; the sandbox those it understands: views and materialized views by their
// queries, synonyms by their targets, triggers by the columns of :NEW and :OLD and the sequence of
// a numbering trigger. It calls nothing invalid that would compile, and what it calls invalid stays
// so until it is compiled or made anew (Oracle would also compile it when it is next used).
#include "sandbox/engine_p.h"

#include "sandbox/clausetext.h"
#include "sandbox/oraerror.h"
#include "sql/lexer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// The first :NEW.c or :OLD.c of a column that the table does not have.
std::optional<QString> missingColumn(const ProgramUnit &trigger, const Table &table)
{
    const std::vector<Token> tokens = tokenize(trigger.source);
    for (size_t i = 0; i + 2 < tokens.size(); ++i) {
        if (isKeyword(tokens[i], trigger.source, u"REFERENCING"))
            return std::nullopt; // other names for the rows
        if (tokens[i].kind != TokenKind::Bind)
            continue;
        const QString row = tokens[i].text(trigger.source).toString().toUpper();
        if ((row != u":NEW" && row != u":OLD") || tokens[i + 1].text(trigger.source) != u".")
            continue;
        const QString column = storedName(tokens[i + 2].text(trigger.source));
        if (!table.column(column) && column != u"ROWID" && column != u"OBJECT_VALUE")
            return u"PLS-00049: bad bind variable '%1.%2'"_s.arg(row.sliced(1), column);
    }
    return std::nullopt;
}

} // namespace

std::optional<ObjectRef> compiledObject(QStringView sql, const QString &user)
{
    const std::vector<Token> tokens = tokenize(sql);
    const auto word = [&](size_t i) {
        return i < tokens.size() ? tokens[i].text(sql).toString().toUpper() : QString();
    };
    if (word(0) != u"ALTER")
        return std::nullopt;
    size_t at = 1;
    QString type = word(at++);
    if (type == u"MATERIALIZED" || type == u"JAVA")
        type += u' ' + word(at++);
    if (at >= tokens.size())
        return std::nullopt;
    QualifiedName name{{}, storedName(tokens[at++].text(sql))};
    if (word(at) == u"." && at + 1 < tokens.size()) {
        name = {name.name == user ? QString() : name.name, storedName(tokens[at + 1].text(sql))};
        at += 2;
    }
    if (word(at) != u"COMPILE")
        return std::nullopt;
    if (word(at + 1) == u"BODY")
        type += u" BODY"_s;
    return ObjectRef{type, name};
}

// Texts that SQL would have compiled: defaults, checks, virtual columns, index expressions. Only
// the new ones.
Result<> SandboxEngine::Private::checkExpressions(const Catalog &before,
                                                  const std::set<ObjectRef> &touched)
{
    const auto judged = [&](const Result<> &result) -> Result<> {
        if (result)
            return {};
        if (result.error().kind == ErrorKind::Unsupported) {
            remark(result.error().message);
            return {};
        }
        return result;
    };
    const auto compiled = [&](const QString &text, const Table *table) -> Result<> {
        Translator translator(context);
        const auto emitted = translator.expression(text, table, u"t"_s);
        return emitted ? Result<>() : Result<>(Failure(emitted.error()));
    };
    for (const ObjectRef &object : touched) {
        if (object.type == u"INDEX") {
            const Index *index = findPart(store.catalog.indexes, object.name);
            const Table *table = index ? store.catalog.table(index->table) : nullptr;
            if (!table || before.indexes.contains(object.name))
                continue;
            for (const IndexColumn &part : index->columns) {
                if (part.column.isEmpty()) {
                    if (const Result<> good = judged(compiled(part.expression, table)); !good)
                        return good;
                }
            }
            continue;
        }
        const Table *table = object.type == u"TABLE" ? store.catalog.table(object.name) : nullptr;
        if (!table)
            continue;
        const auto found = before.tables.find(object.name);
        const Table *old = found == before.tables.end() ? nullptr : &found->second;
        for (const Column &column : table->columns) {
            const Column *was = old ? old->column(column.name) : nullptr;
            if (!column.defaultValue.isEmpty()
                && (!was || was->defaultValue != column.defaultValue)) {
                Result<> good = compiled(column.defaultValue, nullptr);
                if (!good && good.error().oraCode == 904) // a column has no business in a default
                    good = oraFailure(984);
                if (good) {
                    Translator translator(context);
                    const auto value = translator.columnDefault(*table, column);
                    if (!value)
                        good = Failure(value.error());
                }
                if (const Result<> fine = judged(good); !fine)
                    return fine;
            }
            if (!column.virtualExpression.isEmpty()
                && (!was || was->virtualExpression != column.virtualExpression)) {
                if (const Result<> good = judged(compiled(column.virtualExpression, table)); !good)
                    return good;
            }
        }
        for (const Constraint &constraint : table->constraints) {
            if (constraint.kind != ConstraintKind::Check
                || (old && old->constraint(constraint.name)))
                continue;
            if (constraint.condition.contains(u"SYSDATE", Qt::CaseInsensitive)
                || constraint.condition.contains(u"SYSTIMESTAMP", Qt::CaseInsensitive)) {
                for (const Token &token : tokenize(constraint.condition)) {
                    if (isKeyword(token, constraint.condition, u"SYSDATE")
                        || isKeyword(token, constraint.condition, u"SYSTIMESTAMP"))
                        return oraFailure(2436);
                }
            }
            if (const Result<> good = judged(compiled(constraint.condition, table)); !good)
                return good;
        }
    }
    return {};
}

std::optional<Error> SandboxEngine::Private::viewError(const QString &query, qsizetype aliases,
                                                       QString *notModelled) const
{
    std::optional<Error> error;
    SqlParser parser(query, options.version);
    const auto tree = parser.wholeQuery();
    if (!tree) {
        error = tree.error();
    } else {
        Translator translator(context);
        const auto translated = translator.viewQuery(**tree);
        if (!translated) {
            error = translated.error();
        } else if (aliases > 0 && translated->columns.size() != static_cast<size_t>(aliases)) {
            error = oraError(1730);
        } else if (aliases == 0) {
            QStringList seen;
            const SqlQuery::Part &first = (*tree)->parts.front();
            if (first.select) {
                for (const SqlSelectItem &item : first.select->items) {
                    if (item.expression && item.alias.isEmpty()
                        && item.expression->kind != SqlExpression::Name)
                        error = oraError(998);
                }
            }
            for (const ResultColumn &column : translated->columns) {
                if (seen.contains(column.name) && !error)
                    error = oraError(957);
                seen.append(column.name);
            }
        }
    }
    if (error && error->kind == ErrorKind::Unsupported) {
        if (notModelled)
            *notModelled = error->message;
        return std::nullopt;
    }
    return error;
}

Result<> SandboxEngine::Private::checkView(const QualifiedName &name, const QString &query,
                                           qsizetype aliases, bool force, const QString &type,
                                           SandboxResult &result)
{
    QualifiedName own = name;
    if (own.owner == options.user)
        own.owner.clear();
    store.invalid.erase({type, own});
    QString notModelled;
    const std::optional<Error> error = viewError(query, aliases, &notModelled);
    if (!notModelled.isEmpty())
        remark(notModelled);
    if (!error)
        return {};
    if (!force)
        return Failure(*error);
    store.invalid[{type, own}] = error->message;
    result.compileErrors = true;
    return {};
}

Result<> SandboxEngine::Private::checkUnit(const ProgramUnit &unit, SandboxResult &result)
{
    ObjectRef object{toString(unit.kind), unit.name};
    if (object.name.owner == options.user)
        object.name.owner.clear();
    store.invalid.erase(object);
    if (unit.kind != UnitKind::Trigger || !autoincrementTrigger(unit)) {
        remark(u"the body of the %1 %2 is stored, not compiled"_s.arg(object.type.toLower(),
                                                                      unit.name.name));
    }
    if (const std::optional<QString> wrong = whyInvalid(object)) {
        store.invalid[object] = *wrong;
        result.compileErrors = true;
    }
    return {};
}

std::optional<QString> SandboxEngine::Private::whyInvalid(const ObjectRef &object) const
{
    const Catalog &catalog = store.catalog;
    const auto messageOf = [](const std::optional<Error> &error) {
        return error ? std::optional(error->message) : std::nullopt;
    };
    if (object.type == u"VIEW") {
        const auto view = catalog.views.find(object.name);
        if (view == catalog.views.end())
            return std::nullopt;
        return messageOf(viewError(view->second.query, view->second.columns.size()));
    }
    if (object.type == u"MATERIALIZED VIEW") {
        const auto view = catalog.materializedViews.find(object.name);
        if (view == catalog.materializedViews.end())
            return std::nullopt;
        return messageOf(viewError(view->second.query, columnAliases(view->second).size()));
    }
    if (object.type == u"SYNONYM") {
        const auto found = catalog.synonyms.find(object.name);
        if (found == catalog.synonyms.end() || !found->second.databaseLink.isEmpty())
            return std::nullopt;
        QualifiedName target = found->second.target;
        if (target.owner == options.user)
            target.owner.clear();
        if (!target.owner.isEmpty())
            return std::nullopt;
        const bool isThere =
            std::any_of(store.facts.begin(), store.facts.end(), [&](const auto &fact) {
                return fact.first.name == target && fact.first.type != u"INDEX"
                    && fact.first.type != u"TRIGGER" && fact.first != object;
            });
        return isThere ? std::nullopt : std::optional(oraError(980).message);
    }
    if (object.type != u"TRIGGER")
        return std::nullopt;
    const auto trigger = catalog.units.find({UnitKind::Trigger, object.name});
    if (trigger == catalog.units.end())
        return std::nullopt;
    const Table *table = catalog.table(trigger->second.table);
    if (!table)
        return std::nullopt;
    if (std::optional<QString> missing = missingColumn(trigger->second, *table))
        return missing;
    const auto numbering = autoincrementTrigger(trigger->second);
    if (numbering && !store.sequences.contains(numbering->sequence.name))
        return u"PL/SQL: ORA-02289: sequence does not exist"_s;
    return std::nullopt;
}

Result<> SandboxEngine::Private::followValidity(const std::set<ObjectRef> &touchedBefore)
{
    std::erase_if(store.invalid,
                  [this](const auto &entry) { return !store.facts.contains(entry.first); });
    std::set<QString> names; // of what changed, and in turn of what that made invalid
    for (const ObjectRef &object : touchedBefore)
        names.insert(object.name.name);
    const auto mentions = [&names](const QString &text) {
        return std::any_of(names.begin(), names.end(), [&text](const QString &name) {
            return text.contains(name, Qt::CaseInsensitive);
        });
    };
    for (bool found = !names.empty(); found;) {
        std::vector<ObjectRef> dependents;
        for (const auto &[name, view] : store.catalog.views) {
            if (mentions(view.query))
                dependents.push_back({u"VIEW"_s, name});
        }
        for (const auto &[name, view] : store.catalog.materializedViews) {
            if (mentions(view.query))
                dependents.push_back({u"MATERIALIZED VIEW"_s, name});
        }
        for (const auto &[name, synonym] : store.catalog.synonyms) {
            if (names.contains(synonym.target.name))
                dependents.push_back({u"SYNONYM"_s, name});
        }
        for (const auto &[key, unit] : store.catalog.units) {
            if (key.first == UnitKind::Trigger
                && (names.contains(unit.table.name) || mentions(unit.source)))
                dependents.push_back({toString(key.first), key.second});
        }
        found = false;
        for (const ObjectRef &object : dependents) {
            if (store.invalid.contains(object) || !whyInvalid(object))
                continue;
            store.invalid[object] = QString();
            found = names.insert(object.name.name).second || found;
        }
    }
    return store.saveInvalid();
}

Result<SandboxResult> SandboxEngine::Private::compileObject(const ObjectRef &object)
{
    SandboxResult result;
    result.kind = SandboxStatementKind::Ddl;
    if (!store.facts.contains(object)) {
        if (object.type == u"VIEW")
            return oraFailure(942);
        if (object.type == u"TRIGGER")
            return oraFailure(4080, {object.name.name});
        if (object.type == u"MATERIALIZED VIEW")
            return oraFailure(12003, {u"\"%1\".\"%2\""_s.arg(options.user, object.name.name)});
        return oraFailure(4043, {object.name.name});
    }
    const std::map<ObjectRef, QString> before = store.invalid;
    store.invalid.erase(object);
    if (const std::optional<QString> why = whyInvalid(object)) {
        store.invalid[object] = *why;
        result.compileErrors = true;
    }
    if (store.invalid == before)
        return result;
    Result<> done;
    if (const auto begun = beginWrite(); !begun)
        done = Failure(begun.error());
    if (done)
        done = store.saveInvalid();
    if (done)
        done = store.raiseVersion();
    if (done)
        done = database.run(u"COMMIT"_s);
    if (!done) {
        if (database.inTransaction())
            (void)database.run(u"ROLLBACK"_s);
        store.invalid = before;
        return Failure(done.error());
    }
    return result;
}

} // namespace Athanor
