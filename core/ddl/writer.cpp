// SPDX-License-Identifier: MIT
#include "ddl/writer.h"

#include "ddl/writertext.h"
#include "sql/lexer.h"
#include "sql/substitution.h"

#include <algorithm>

namespace Athanor {

using namespace Qt::StringLiterals;

QString scriptText(const WrittenStatement &statement)
{
    if (statement.plsql)
        return statement.text + u"\n/\n"_s;
    return statement.text + (endsInLineComment(statement.text) ? u"\n;\n"_s : u";\n"_s);
}

bool endsInLineComment(QStringView text)
{
    // Few last lines hold the two dashes; only then the text must be cut to know.
    if (!text.sliced(text.lastIndexOf(u'\n') + 1).contains(u"--"))
        return false;
    const std::vector<Token> tokens = tokenize(text, Lexer::Keep);
    return !tokens.empty() && tokens.back().kind == TokenKind::LineComment;
}

QString parenthesised(const QString &text)
{
    return u'(' + text + (endsInLineComment(text) ? u"\n)"_s : u")"_s);
}

QString scriptText(const std::vector<WrittenStatement> &statements)
{
    QString text;
    for (const WrittenStatement &statement : statements)
        text += scriptText(statement);
    return withoutSubstitution(text);
}

QString withoutSubstitution(const QString &script)
{
    if (!holdsVariables(script))
        return script;
    // Outside literals an & can only be meant as a variable: the password of a database link, which
    // is for people to put in.
    const std::vector<Token> tokens = tokenize(script);
    const bool isMeant = std::any_of(tokens.begin(), tokens.end(), [](const Token &token) {
        return token.kind == TokenKind::Substitution;
    });
    return isMeant ? script : u"SET DEFINE OFF\n\n"_s + script;
}

QString columnList(const QStringList &columns)
{
    QStringList written;
    for (const QString &column : columns)
        written << writtenName(column);
    return u'(' + written.join(u", "_s) + u')';
}

// ----------------------------------------------------------------------------------------------------
// sequences

namespace {

QString scaleOption(const QString &value, const Words &words)
{
    return value.isEmpty() ? QString() : words(value);
}

} // namespace

QString writeSequenceOptions(const SequenceOptions &options, const WriterStyle &style)
{
    const Words words(style);
    // Whoever says where it starts and how it caches gets the rest in full too, as design.md §5
    // shows it.
    const bool inFull = options.startWith && options.cache;
    QStringList clauses;
    if (options.startWith)
        clauses << words(u"START WITH "_s) + *options.startWith;
    if (options.incrementBy || inFull)
        clauses << words(u"INCREMENT BY "_s) + options.incrementBy.value_or(u"1"_s);
    if (options.minValue)
        clauses << words(u"MINVALUE "_s) + *options.minValue;
    if (options.maxValue)
        clauses << words(u"MAXVALUE "_s) + *options.maxValue;
    if (options.cache)
        clauses << (*options.cache == 0 ? words(u"NOCACHE"_s)
                                        : words(u"CACHE "_s) + QString::number(*options.cache));
    if (options.cycle)
        clauses << words(u"CYCLE"_s);
    else if (inFull)
        clauses << words(u"NOCYCLE"_s);
    if (options.order)
        clauses << words(u"ORDER"_s);
    if (options.keep)
        clauses << words(u"KEEP"_s);
    if (options.session)
        clauses << words(u"SESSION"_s);
    for (const QString &clause :
         {scaleOption(options.scale, words), scaleOption(options.shard, words)}) {
        if (!clause.isEmpty())
            clauses << clause;
    }
    return clauses.join(u' ');
}

WrittenStatement writeSequence(const Sequence &sequence, const WriterStyle &style)
{
    const Words words(style);
    return {words(u"CREATE SEQUENCE "_s) + writtenName(sequence.name)
            + blankThen(writeSequenceOptions(sequence.options, style))};
}

// --------------------------------------------------------------------------------------------------------
// views

namespace {

// EDITIONING and [NON]EDITIONABLE stand before VIEW, CONTAINER_MAP and CONTAINERS_DEFAULT behind
// the query, all the rest after the columns. SQL Language Reference, CREATE VIEW.
struct ViewClauses
{
    QStringList before;
    QString after;
    QStringList behind;
};

ViewClauses viewClauses(const QString &otherClauses)
{
    ViewClauses clauses;
    QStringList words = otherClauses.split(u' ', Qt::SkipEmptyParts);
    while (!words.isEmpty()
           && (words.first() == u"EDITIONING"_s || words.first() == u"EDITIONABLE"_s
               || words.first() == u"NONEDITIONABLE"_s)) {
        clauses.before << words.takeFirst();
    }
    while (!words.isEmpty()
           && (words.last() == u"CONTAINER_MAP"_s || words.last() == u"CONTAINERS_DEFAULT"_s))
        clauses.behind.prepend(words.takeLast());
    clauses.after = words.join(u' ');
    return clauses;
}

} // namespace

WrittenStatement writeView(const View &view, const WriterStyle &style)
{
    const Words words(style);
    const ViewClauses clauses = viewClauses(view.otherClauses);
    QString text = words(u"CREATE OR REPLACE "_s);
    if (view.force)
        text += words(u"FORCE "_s);
    for (const QString &clause : clauses.before)
        text += clause + u' ';
    text += words(u"VIEW "_s) + writtenName(view.name);
    QStringList items;
    for (const QString &column : view.columns)
        items << writtenName(column)
                + (view.invisibleColumns.contains(column) ? words(u" INVISIBLE"_s) : QString());
    for (const Constraint &constraint : view.constraints)
        items << writeConstraint(constraint, style);
    if (!items.isEmpty())
        text += u" ("_s + items.join(u", "_s) + u')';
    text += blankThen(clauses.after) + words(u" AS\n"_s) + view.query;
    if (view.readOnly)
        text += words(u"\nWITH READ ONLY"_s);
    if (view.checkOption)
        text += words(u"\nWITH CHECK OPTION"_s);
    if ((view.readOnly || view.checkOption) && !view.checkOptionName.isEmpty())
        text += words(u" CONSTRAINT "_s) + writtenName(view.checkOptionName);
    for (const QString &clause : clauses.behind)
        text += u'\n' + words(clause);
    return {text};
}

WrittenStatement writeMaterializedView(const MaterializedView &view, const WriterStyle &style)
{
    const Words words(style);
    QString text = words(u"CREATE MATERIALIZED VIEW "_s) + writtenName(view.name);
    if (!view.options.isEmpty())
        text += u'\n' + view.options;
    return {text + words(u"\nAS\n"_s) + view.query};
}

// -----------------------------------------------------------------------------------------------------
// synonyms

WrittenStatement writeSynonym(const Synonym &synonym, const WriterStyle &style,
                              SynonymWriting writing)
{
    const Words words(style);
    const bool isPublic = synonym.name.owner == u"PUBLIC"_s;
    QString text =
        words(writing == SynonymWriting::Create ? u"CREATE "_s : u"CREATE OR REPLACE "_s);
    if (isPublic)
        text += words(u"PUBLIC "_s);
    text += words(u"SYNONYM "_s)
        + (isPublic ? writtenName(synonym.name.name) : writtenName(synonym.name))
        + words(u" FOR "_s) + writtenName(synonym.target);
    if (!synonym.databaseLink.isEmpty())
        text += u'@' + synonym.databaseLink;
    return {text};
}

// --------------------------------------------------------------------------------------------------------
// units

WrittenStatement writeUnit(const ProgramUnit &unit, const WriterStyle &style)
{
    const Words words(style);
    QString text = words(u"CREATE OR REPLACE "_s);
    if (unit.nonEditionable)
        text += words(u"NONEDITIONABLE "_s);
    return {text + unit.source, true};
}

// -------------------------------------------------------------------------------------------------------
// grants

namespace {

QString grantee(const QString &stored)
{
    return stored == u"PUBLIC"_s ? stored
                                 : writtenName(stored); // a reserved word, yet no name here
}

// As people say them: reading before writing, then the rest in its own order.
std::vector<Grant> inSpokenOrder(std::vector<Grant> grants)
{
    static const QStringList order{u"SELECT"_s, u"READ"_s, u"INSERT"_s, u"UPDATE"_s, u"DELETE"_s};
    const auto place = [](const Grant &grant) {
        const qsizetype at = order.indexOf(grant.privilege);
        return at < 0 ? order.size() : at;
    };
    std::stable_sort(grants.begin(), grants.end(),
                     [&place](const Grant &a, const Grant &b) { return place(a) < place(b); });
    return grants;
}

QString onObject(const Grant &grant, const Words &words)
{
    if (grant.object.isEmpty())
        return {};
    const QString kind = grant.objectKind.isEmpty() ? QString() : grant.objectKind + u' ';
    return words(u" ON "_s + kind) + writtenName(grant.object);
}

} // namespace

WrittenStatement writeGrants(const std::vector<Grant> &grants, const WriterStyle &style)
{
    if (grants.empty())
        return {};
    const Words words(style);
    QStringList privileges;
    for (const Grant &grant : inSpokenOrder(grants))
        privileges << words(grant.privilege)
                + (grant.columns.isEmpty() ? QString() : u' ' + columnList(grant.columns));
    const Grant &first = grants.front();
    QString text = words(u"GRANT "_s) + privileges.join(u", "_s) + onObject(first, words)
        + words(u" TO "_s) + grantee(first.grantee);
    if (first.hierarchy)
        text += words(u" WITH HIERARCHY OPTION"_s);
    if (first.grantable)
        text += words(first.object.isEmpty() ? u" WITH ADMIN OPTION"_s : u" WITH GRANT OPTION"_s);
    else if (first.delegable)
        text += words(u" WITH DELEGATE OPTION"_s);
    return {text};
}

WrittenStatement writeGrant(const Grant &grant, const WriterStyle &style)
{
    return writeGrants({grant}, style);
}

WrittenStatement writeRevoke(const std::vector<Grant> &grants, const WriterStyle &style)
{
    if (grants.empty())
        return {};
    const Words words(style);
    QStringList privileges; // without columns: ORA-01750
    for (const Grant &grant : inSpokenOrder(grants)) {
        if (const QString privilege = words(grant.privilege); !privileges.contains(privilege))
            privileges << privilege;
    }
    const Grant &first = grants.front();
    return {words(u"REVOKE "_s) + privileges.join(u", "_s) + onObject(first, words)
            + words(u" FROM "_s) + grantee(first.grantee)};
}

// ------------------------------------------------------------------------------------------------
// opaque, comments

WrittenStatement writeOpaque(const OpaqueObject &object)
{
    // What only a lone / may end: it holds semicolons of its own.
    const bool slash = object.kind.startsWith(u"JAVA"_s) || object.kind.startsWith(u"MLE"_s)
        || object.text.endsWith(u';');
    return {object.text, slash};
}

std::optional<WrittenStatement> writeOpaqueReplacement(const OpaqueObject &object)
{
    static const QStringList replaceable{u"DIRECTORY"_s,
                                         u"CONTEXT"_s,
                                         u"OPERATOR"_s,
                                         u"INDEXTYPE"_s,
                                         u"HIERARCHY"_s,
                                         u"ANALYTIC VIEW"_s,
                                         u"ATTRIBUTE DIMENSION"_s,
                                         u"OUTLINE"_s,
                                         u"PROPERTY GRAPH"_s,
                                         u"JSON RELATIONAL DUALITY"_s,
                                         u"JSON DUALITY"_s,
                                         u"JSON COLLECTION"_s,
                                         u"MLE MODULE"_s,
                                         u"MLE ENV"_s};
    if (!replaceable.contains(object.kind))
        return std::nullopt;
    WrittenStatement statement = writeOpaque(object);
    const QString create = u"CREATE "_s;
    if (statement.text.startsWith(create, Qt::CaseInsensitive)
        && !statement.text.startsWith(u"CREATE OR REPLACE"_s, Qt::CaseInsensitive))
        statement.text.insert(create.size(), u"OR REPLACE "_s);
    return statement;
}

WrittenStatement writeDropOpaque(const QString &kind, const QualifiedName &name,
                                 const WriterStyle &style)
{
    // Kinds that are made by words of their own and dropped as what they are.
    static const std::map<QString, QString> dropped{{u"VECTOR INDEX"_s, u"INDEX"_s},
                                                    {u"SEARCH INDEX"_s, u"INDEX"_s},
                                                    {u"JSON RELATIONAL DUALITY"_s, u"VIEW"_s},
                                                    {u"JSON DUALITY"_s, u"VIEW"_s},
                                                    {u"JSON COLLECTION"_s, u"VIEW"_s}};
    const Words words(style);
    const auto found = dropped.find(kind);
    const bool isPublic = name.owner == u"PUBLIC"_s;
    // A link is called as it is written, LINK.EXAMPLE.COM; its dots are no owner's.
    const QString written = kind == u"DATABASE LINK"_s ? name.name
        : isPublic                                     ? writtenName(name.name)
                                                       : writtenName(name);
    QString text = words(u"DROP "_s);
    if (isPublic)
        text += words(u"PUBLIC "_s);
    text += words(found == dropped.end() ? kind : found->second) + u' ';
    if (kind == u"MATERIALIZED VIEW LOG"_s)
        text += words(u"ON "_s);
    return {text + written};
}

WrittenStatement writeTableComment(const QualifiedName &table, const QString &comment,
                                   const WriterStyle &style)
{
    const Words words(style);
    return {words(u"COMMENT ON TABLE "_s) + writtenName(table) + words(u" IS "_s)
            + quotedString(comment)};
}

WrittenStatement writeMaterializedViewComment(const QualifiedName &view, const QString &comment,
                                              const WriterStyle &style)
{
    const Words words(style);
    return {words(u"COMMENT ON MATERIALIZED VIEW "_s) + writtenName(view) + words(u" IS "_s)
            + quotedString(comment)};
}

WrittenStatement writeColumnComment(const QualifiedName &table, const QString &column,
                                    const QString &comment, const WriterStyle &style)
{
    const Words words(style);
    return {words(u"COMMENT ON COLUMN "_s) + writtenName(table) + u'.' + writtenName(column)
            + words(u" IS "_s) + quotedString(comment)};
}

} // namespace Athanor
