// SPDX-License-Identifier: MIT
#include "ddl/readparts.h"
#include "schema/normalform.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

void append(QString &to, const QString &text)
{
    if (!to.isEmpty())
        to += u' ';
    to += text;
}

// (a, b INVISIBLE, c UNIQUE RELY DISABLE NOVALIDATE, CONSTRAINT k PRIMARY KEY (a) …)
void readAliases(Cursor &at, View &view)
{
    at.skip();
    do {
        const qsizetype from = at.offset();
        if (startsOutOfLineConstraint(at)) {
            std::optional<ConstraintReading> reading = readOutOfLineConstraint(at);
            if (reading)
                view.constraints.push_back(std::move(reading->constraint));
            else
                at.skipToListEnd();
            continue;
        }
        std::optional<QString> name = at.takeName(904, ddlTr("a column's name"));
        if (!name) {
            at.skipToListEnd();
            continue;
        }
        if (view.columns.contains(*name))
            at.errorAt(from, 957, oracleText(957));
        view.columns.append(*name);
        if (at.isPunctuation(u",") || at.isPunctuation(u")"))
            continue;
        // Inline constraints are those of a column; read as one, written out of line.
        const qsizetype clause = at.offset();
        std::vector<Index> indexes;
        at.goBackTo(at.position() - 1);
        std::optional<ModifyColumn> column = readModifiedColumn(at, indexes);
        if (!column)
            continue;
        for (Constraint &constraint : column->constraints)
            view.constraints.push_back(std::move(constraint));
        if (column->invisible.value_or(false))
            view.invisibleColumns.append(*name);
        if (column->setNotNull || !column->otherClauses.isEmpty())
            at.note(clause, at.previousEnd(), {u"VIEW"_s, view.name},
                    ddlTr("this clause of a view's column is not kept"));
    } while (at.takePunctuation(u","));
    if (!at.takePunctuation(u")"))
        at.expected(907, ddlTr(", or ) after the view's columns"));
}

// The query's own end: WITH READ ONLY | WITH CHECK OPTION [CONSTRAINT c], found from the back.
void splitQuery(View &view, QStringView query)
{
    const std::vector<Token> tokens = tokenize(query);
    const auto word = [&tokens, query](size_t fromEnd, QStringView upper) {
        return tokens.size() > fromEnd
            && isKeyword(tokens[tokens.size() - 1 - fromEnd], query, upper);
    };
    const auto upTo = [&tokens, query](size_t fromEnd) {
        return withoutTrailingComments(query.first(tokens[tokens.size() - 1 - fromEnd].range.start))
            .toString();
    };
    size_t named = 0;
    if (tokens.size() > 5 && word(1, u"CONSTRAINT")
        && (word(2, u"OPTION") || (word(2, u"ONLY") && word(3, u"READ"))))
        named = 2;
    if (word(named, u"ONLY") && word(named + 1, u"READ") && word(named + 2, u"WITH")) {
        view.readOnly = true;
        view.query = upTo(named + 2);
    } else if (word(named, u"OPTION") && word(named + 1, u"CHECK") && word(named + 2, u"WITH")) {
        view.checkOption = true;
        view.query = upTo(named + 2);
    } else {
        view.query = query.toString();
        return;
    }
    if (named != 0)
        view.checkOptionName = storedName(tokens.back().text(query));
}

// CONTAINER_MAP, CONTAINERS_DEFAULT at the very end.
void takeTail(View &view, QStringView &query)
{
    for (const QStringView tail : {u"CONTAINER_MAP", u"CONTAINERS_DEFAULT"}) {
        if (query.size() > tail.size() && query.endsWith(tail, Qt::CaseInsensitive)
            && query[query.size() - tail.size() - 1].isSpace()) {
            query = withoutTrailingComments(query.chopped(tail.size()));
            append(view.otherClauses, tail.toString()); // the writer puts them behind again
        }
    }
}

} // namespace

DdlStatement readCreateView(Cursor &at, const CreateWords &words)
{
    CreateView create;
    View &view = create.view;
    create.orReplace = words.orReplace;
    view.force = words.force.value_or(false);
    create.ifNotExists = takeIfNotExists(at, 999);
    std::optional<QualifiedName> name = at.takeQualifiedName(999, ddlTr("the view's name"));
    if (!name) {
        at.skipAll();
        return create;
    }
    view.name = *std::move(name);
    if (words.nonEditionable)
        append(view.otherClauses, u"NONEDITIONABLE"_s);
    if (words.editioning)
        append(view.otherClauses, u"EDITIONING"_s);
    for (bool more = true; more;) {
        const qsizetype from = at.offset();
        if (at.isWord(u"SHARING") && at.isPunctuation(u"=", 1)) {
            at.skip(3);
        } else if (at.isPunctuation(u"(")) {
            readAliases(at, view);
            continue;
        } else if (at.takeAll({u"BEQUEATH", u"CURRENT_USER"})) {
            // kept below
        } else if (at.takeAll({u"BEQUEATH", u"DEFINER"})) {
            continue; // the default
        } else if (at.takeAll({u"DEFAULT", u"COLLATION"})) {
            at.skip();
        } else if (at.isWord(u"ANNOTATIONS") && at.isPunctuation(u"(", 1)) {
            at.skip();
            at.takeParenthesised();
        } else if (at.isWord(u"OF")) {
            // OF [XMLTYPE …] type WITH OBJECT IDENTIFIER (…), UNDER superview
            while (!at.atEnd() && !at.isWord(u"AS")) {
                if (at.isPunctuation(u"("))
                    at.takeParenthesised();
                else
                    at.skip();
            }
            at.note(from, at.previousEnd(), {u"VIEW"_s, view.name},
                    ddlTr("an object view's clauses are kept as text"));
        } else {
            break;
        }
        append(view.otherClauses, normalizedText(at.slice(from, at.previousEnd())));
    }
    if (!at.take(u"AS")) {
        at.expected(905, ddlTr("AS and the query"));
        at.skipAll();
        return create;
    }
    if (!at.isWord(u"SELECT") && !at.isWord(u"WITH") && !at.isPunctuation(u"(")
        && !at.isWord(u"VALUES") && !at.isWord(u"TABLE")) {
        at.expected(928, ddlTr("SELECT or WITH"));
        at.skipAll();
        return create;
    }
    QStringView query = at.takeRest();
    takeTail(view, query);
    splitQuery(view, query);
    at.nameNotes({u"VIEW"_s, view.name});
    return create;
}

DdlStatement readCreateMaterializedView(Cursor &at)
{
    CreateMaterializedView create;
    create.ifNotExists = takeIfNotExists(at, 922);
    std::optional<QualifiedName> name =
        at.takeQualifiedName(999, ddlTr("the materialized view's name"));
    if (!name) {
        at.skipAll();
        return create;
    }
    create.view.name = *std::move(name);
    const qsizetype from = at.offset();
    // Options up to the AS of the query: none of them has an AS outside parentheses but storage's.
    while (!at.atEnd()) {
        if (at.isPunctuation(u"(")) {
            at.takeParenthesised();
            continue;
        }
        if (at.isWord(u"AS")
            && (at.isWord(u"SELECT", 1) || at.isWord(u"WITH", 1) || at.isPunctuation(u"(", 1)))
            break;
        at.skip();
    }
    if (at.atEnd()) {
        at.expected(905, ddlTr("AS and the query"));
        return create;
    }
    create.view.options = normalizedText(at.slice(from, at.offset()));
    at.skip();
    create.view.query = at.takeRest().toString();
    return create;
}

DdlStatement readAlterMaterializedView(Cursor &at)
{
    AlterMaterializedView alter;
    (void)takeIfExists(at, 2243);
    std::optional<QualifiedName> name =
        at.takeQualifiedName(999, ddlTr("the materialized view's name"));
    if (!name) {
        at.skipAll();
        return alter;
    }
    alter.name = *std::move(name);
    if (at.isWord(u"COMPILE") || at.isWords({u"CONSIDER", u"FRESH"}) || at.isWord(u"SHRINK")) {
        at.skipAll();
        return NoStructure{u"ALTER MATERIALIZED VIEW COMPILE"_s};
    }
    const qsizetype from = at.offset();
    if (at.isAnyWord({u"ADD", u"DROP", u"MODIFY", u"SPLIT", u"MERGE", u"MOVE", u"TRUNCATE",
                      u"EXCHANGE", u"COALESCE", u"RENAME", u"SET", u"SCOPE", u"ALLOCATE",
                      u"DEALLOCATE"})) {
        at.skipAll();
        at.note(from, at.source().size(), {u"MATERIALIZED VIEW"_s, alter.name},
                ddlTr("this change of a materialized view is not followed"));
        return NoStructure{u"ALTER MATERIALIZED VIEW"_s};
    }
    if (at.atEnd())
        at.expected(2243, ddlTr("REFRESH …, ENABLE QUERY REWRITE … or a storage clause"));
    alter.options = normalizedText(at.takeRest());
    return alter;
}

DdlStatement readCreateSynonym(Cursor &at, const CreateWords &words)
{
    CreateSynonym create;
    Synonym &synonym = create.synonym;
    create.orReplace = words.orReplace;
    create.ifNotExists = takeIfNotExists(at, 905);
    std::optional<QualifiedName> name = at.takeQualifiedName(995, ddlTr("the synonym's name"));
    if (!name) {
        at.skipAll();
        return create;
    }
    synonym.name = *std::move(name);
    if (words.isPublic)
        synonym.name.owner = u"PUBLIC"_s;
    if (at.isWord(u"SHARING") && at.isPunctuation(u"=", 1))
        at.skip(3);
    if (!at.take(u"FOR")) {
        at.expected(905, ddlTr("FOR and the object"));
        at.skipAll();
        return create;
    }
    std::optional<QualifiedName> target =
        at.takeQualifiedName(903, ddlTr("the object the synonym stands for"));
    if (!target) {
        at.skipAll();
        return create;
    }
    synonym.target = *std::move(target);
    if (at.takePunctuation(u"@")) {
        const qsizetype from = at.offset();
        while (!at.atEnd())
            at.skip();
        synonym.databaseLink = normalizedText(at.slice(from, at.previousEnd()));
        return create;
    }
    expectEnd(at);
    return create;
}

} // namespace Athanor
