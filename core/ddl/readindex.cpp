// SPDX-License-Identifier: MIT
#include "ddl/readparts.h"
#include "schema/normalform.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// One entry of the column list: a column, or an expression up to ASC, DESC, comma or parenthesis.
std::optional<IndexColumn> readIndexColumn(Cursor &at)
{
    IndexColumn column;
    const auto ends = [&at](size_t ahead) {
        return at.isPunctuation(u",", ahead) || at.isPunctuation(u")", ahead)
            || at.isWord(u"ASC", ahead) || at.isWord(u"DESC", ahead);
    };
    const bool literal = at.isAnyWord({u"NULL", u"TRUE", u"FALSE"});
    if (at.isName() && ends(1) && !literal) {
        std::optional<QString> name = at.takeName(904, ddlTr("a column's name"));
        column.column = *std::move(name);
    } else {
        const qsizetype from = at.offset();
        int cases = 0;
        while (!at.atEnd()) {
            if (at.isPunctuation(u"(")) {
                at.takeParenthesised();
                continue;
            }
            if (at.isWord(u"CASE"))
                ++cases;
            else if (at.isWord(u"END"))
                --cases;
            else if (cases <= 0 && ends(0))
                break;
            at.skip();
        }
        if (at.previousEnd() > from)
            column.expression = at.slice(from, at.previousEnd()).toString();
        if (column.expression.isEmpty()) {
            at.expected(936, ddlTr("a column or an expression"));
            return std::nullopt;
        }
    }
    if (at.take(u"DESC"))
        column.descending = true;
    else
        at.take(u"ASC");
    return column;
}

void append(QString &to, const QString &text)
{
    if (!to.isEmpty())
        to += u' ';
    to += text;
}

// LOCAL [(PARTITION …)] | GLOBAL PARTITION BY … (…)
void readIndexPartitioning(Cursor &at, Index &index)
{
    const qsizetype from = at.offset();
    if (at.take(u"LOCAL")) {
        while (at.isWords({u"STORE", u"IN"}))
            at.skip(2);
        if (at.isPunctuation(u"("))
            at.takeParenthesised();
    } else {
        at.skip(); // GLOBAL
        if (at.takeAll({u"PARTITION", u"BY"})) {
            at.skip(); // RANGE, HASH
            while (at.isPunctuation(u"(") || at.isAnyWord({u"PARTITIONS", u"STORE", u"IN"})
                   || at.isKind(TokenKind::Number)) {
                if (at.isPunctuation(u"("))
                    at.takeParenthesised();
                else
                    at.skip();
            }
        } else {
            return; // GLOBAL alone is the default
        }
    }
    index.partitioning = normalizedText(at.slice(from, at.previousEnd()));
}

// b, c DESC
void takeColumns(Cursor &at)
{
    do {
        at.skip();
        if (!at.take(u"ASC"))
            at.take(u"DESC");
    } while (at.takePunctuation(u","));
}

// INDEXTYPE IS ctxsys.context FILTER BY b ORDER BY c DESC LOCAL (…) PARAMETERS ('…'); what else may
// stand between is read as of any index. Text Reference, CREATE INDEX.
bool readIndexType(Cursor &at, Index &index)
{
    const qsizetype from = at.offset();
    const bool begins = index.indexType.isEmpty();
    if (begins) {
        if (!at.takeAll({u"INDEXTYPE", u"IS"}))
            return false;
        (void)at.takeQualifiedName(904, ddlTr("the index type's name"));
    } else if (at.takeAll({u"FILTER", u"BY"}) || at.takeAll({u"ORDER", u"BY"})) {
        takeColumns(at);
    } else if (at.take(u"LOCAL")) {
        if (at.isPunctuation(u"("))
            at.takeParenthesised();
    } else if (at.isWord(u"PARAMETERS") && at.isPunctuation(u"(", 1)) {
        at.skip();
        at.takeParenthesised();
    } else {
        return false;
    }
    append(index.indexType, normalizedText(at.slice(from, at.previousEnd())));
    return true;
}

bool readIndexOption(Cursor &at, Index &index)
{
    const qsizetype from = at.offset();
    if (readIndexType(at, index)) {
        // one more clause of a domain index
    } else if (at.take(u"REVERSE")) {
        index.reverse = true;
    } else if (at.take(u"NOREVERSE")) {
        index.reverse = false;
    } else if (at.take(u"INVISIBLE")) {
        index.invisible = true;
    } else if (at.take(u"VISIBLE")) {
        index.invisible = false;
    } else if (at.take(u"UNUSABLE")) {
        index.unusable = true;
    } else if (at.take(u"USABLE")) {
        index.unusable = false;
    } else if (at.take(u"ONLINE") || at.take(u"SORT") || at.take(u"NOSORT")
               || at.takeAll({u"COMPUTE", u"STATISTICS"})
               || at.takeAll({u"DEFERRED", u"INVALIDATION"})
               || at.takeAll({u"IMMEDIATE", u"INVALIDATION"})) {
        // how it is built, not what it is
    } else if (at.isWord(u"LOCAL") || at.isWord(u"GLOBAL")) {
        readIndexPartitioning(at, index);
    } else if (at.isWords({u"INDEXING", u"FULL"}) || at.isWords({u"INDEXING", u"PARTIAL"})) {
        at.skip(2);
        append(index.otherClauses, normalizedText(at.slice(from, at.previousEnd())));
    } else if (at.isWord(u"PARAMETERS") && at.isPunctuation(u"(", 1)) {
        at.skip();
        at.takeParenthesised();
        append(index.otherClauses, normalizedText(at.slice(from, at.previousEnd())));
    } else if (at.isWord(u"FROM")) {
        // bitmap join index: FROM t1, t2 WHERE …; the condition ends where an option begins
        while (!at.atEnd() && !at.isPunctuation(u")")
               && !at.isAnyWord({u"LOCAL", u"TABLESPACE", u"PARALLEL", u"NOLOGGING", u"COMPUTE"})) {
            if (at.isPunctuation(u"("))
                at.takeParenthesised();
            else
                at.skip();
        }
        append(index.otherClauses, normalizedText(at.slice(from, at.previousEnd())));
        at.note(from, at.previousEnd(), {u"INDEX"_s, index.name},
                ddlTr("the join of a bitmap join index is kept as text"));
    } else if (at.isWord(u"ANNOTATIONS") && at.isPunctuation(u"(", 1)) {
        at.skip();
        at.takeParenthesised();
        append(index.otherClauses, normalizedText(at.slice(from, at.previousEnd())));
    } else {
        const std::optional<PhysicalClause> clause = readPhysicalClause(at, true);
        if (!clause)
            return false;
        if (clause->keyword == "COMPRESS"_L1)
            index.compress = clause->value;
        else
            addPhysical(index.physical, *clause);
    }
    return true;
}

// alias.column is the column. A path into a column, alias.doc.field, needs its alias (SQL Language
// Reference, Simple Dot-Notation Access to JSON Data), and so does a join.
void dropNeedlessAlias(Index &index)
{
    if (index.alias.isEmpty() || index.otherClauses.contains("FROM "_L1))
        return;
    bool needed = false;
    for (IndexColumn &part : index.columns) {
        const QString &expression = part.expression;
        const std::vector<Token> tokens = tokenize(expression);
        const auto is = [&](size_t i, QStringView mark) {
            return i < tokens.size() && tokens[i].text(expression) == mark;
        };
        QString bare;
        qsizetype copied = 0;
        for (size_t i = 0; i + 2 < tokens.size(); ++i) {
            const bool name =
                tokens[i].kind == TokenKind::Word || tokens[i].kind == TokenKind::QuotedName;
            if (!name || !is(i + 1, u".") || (i > 0 && is(i - 1, u"."))
                || storedName(tokens[i].text(expression)) != index.alias)
                continue;
            if (is(i + 3, u".") || is(i + 3, u"(")) {
                needed = true;
                continue;
            }
            bare += QStringView(expression).sliced(copied, tokens[i].range.start - copied);
            copied = tokens[i + 2].range.start;
        }
        if (copied == 0)
            continue;
        bare += QStringView(expression).sliced(copied);
        const std::vector<Token> left = tokenize(bare);
        const bool column = left.size() == 1
            && (left.front().kind == TokenKind::Word || left.front().kind == TokenKind::QuotedName);
        if (column)
            part = {storedName(bare), {}, part.descending};
        else
            part.expression = bare;
    }
    if (!needed)
        index.alias.clear();
}

} // namespace

std::optional<IndexReading> readIndex(Cursor &at, IndexKind kind)
{
    IndexReading reading;
    Index &index = reading.index;
    index.kind = kind;
    reading.ifNotExists = takeIfNotExists(at, 969);
    std::optional<QualifiedName> name = at.takeQualifiedName(953, ddlTr("the index's name"));
    if (!name)
        return std::nullopt;
    index.name = *std::move(name);
    if (!at.take(u"ON")) {
        at.expected(969, ddlTr("ON and the table"));
        return std::nullopt;
    }
    const bool onCluster = at.take(u"CLUSTER");
    std::optional<QualifiedName> table = at.takeQualifiedName(903, ddlTr("the table's name"));
    if (!table)
        return std::nullopt;
    index.table = *std::move(table);
    if (at.isName() && at.isPunctuation(u"(", 1)) {
        std::optional<QString> alias = at.takeName(903, ddlTr("the table's alias"));
        index.alias = alias.value_or(QString());
    }
    if (onCluster) {
        index.otherClauses = u"CLUSTER"_s;
    } else {
        if (!at.takePunctuation(u"(")) {
            at.expected(906, ddlTr("( and the columns of the index"));
            return std::nullopt;
        }
        do {
            std::optional<IndexColumn> column = readIndexColumn(at);
            if (column)
                index.columns.push_back(*std::move(column));
            else
                at.skipToListEnd();
        } while (at.takePunctuation(u","));
        if (!at.takePunctuation(u")")) {
            at.expected(907, ddlTr(", or ) after an index column"));
            return std::nullopt;
        }
    }
    while (readIndexOption(at, index)) { }
    dropNeedlessAlias(index);
    return reading;
}

DdlStatement readAlterIndex(Cursor &at)
{
    AlterIndex alter;
    (void)takeIfExists(at);
    std::optional<QualifiedName> name = at.takeQualifiedName(953, ddlTr("the index's name"));
    if (!name) {
        at.skipAll();
        return alter;
    }
    alter.name = *std::move(name);
    bool understood = false;
    while (!at.atEnd()) {
        const qsizetype from = at.offset();
        if (at.take(u"RENAME")) {
            if (at.isWord(u"PARTITION") || at.isWord(u"SUBPARTITION")) {
                alter.otherClauses = normalizedText(at.slice(from, at.source().size()));
                at.skipAll();
                return alter;
            }
            if (!at.take(u"TO"))
                at.expected(946, ddlTr("TO and the new name"));
            std::optional<QString> to = at.takeName(953, ddlTr("the index's new name"));
            if (to)
                alter.renameTo = *std::move(to);
            if (at.isPunctuation(u".")) {
                at.expected(2243, ddlTr("no owner: an index stays in its schema"));
                at.skipAll();
            }
        } else if (at.take(u"REBUILD")) {
            understood = true;
            if (at.isWord(u"PARTITION") || at.isWord(u"SUBPARTITION")) {
                at.skipAll(); // a segment's business
                return NoStructure{u"ALTER INDEX REBUILD PARTITION"_s};
            }
            alter.unusable = false;
        } else if (at.take(u"REVERSE")) {
            alter.reverse = true;
        } else if (at.take(u"NOREVERSE")) {
            alter.reverse = false;
        } else if (at.take(u"INVISIBLE")) {
            alter.invisible = true;
        } else if (at.take(u"VISIBLE")) {
            alter.invisible = false;
        } else if (at.take(u"UNUSABLE")) {
            alter.unusable = true;
        } else if (at.take(u"ENABLE") || at.take(u"DISABLE") || at.take(u"COMPILE")
                   || at.take(u"COALESCE") || at.take(u"ONLINE") || at.take(u"FORCE")
                   || at.takeAll({u"COMPUTE", u"STATISTICS"}) || at.takeAll({u"SHRINK", u"SPACE"})
                   || at.take(u"COMPACT") || at.take(u"CASCADE") || at.take(u"CLEANUP")
                   || at.takeAll({u"MONITORING", u"USAGE"})
                   || at.takeAll({u"NOMONITORING", u"USAGE"})
                   || at.takeAll({u"DEFERRED", u"INVALIDATION"})
                   || at.takeAll({u"IMMEDIATE", u"INVALIDATION"})
                   || at.takeAll({u"UPDATE", u"BLOCK", u"REFERENCES"})) {
            understood = true;
        } else if (const std::optional<PhysicalClause> clause = readPhysicalClause(at, true)) {
            if (clause->keyword == "COMPRESS"_L1)
                alter.compress = clause->value;
            else
                alter.physical.insert_or_assign(clause->keyword, clause->value);
        } else if (at.isAnyWord({u"MODIFY", u"ADD", u"DROP", u"SPLIT", u"PARAMETERS", u"ALLOCATE",
                                 u"DEALLOCATE", u"INDEXING", u"COALESCE"})) {
            alter.otherClauses = normalizedText(at.takeRest());
            at.note(from, at.source().size(), {u"INDEX"_s, alter.name},
                    ddlTr("this change of an index is not followed"));
            return alter;
        } else {
            at.expected(2243, ddlTr("RENAME TO, REBUILD, VISIBLE, INVISIBLE or UNUSABLE"));
            at.skipAll();
        }
        understood = true;
    }
    if (!understood)
        at.expected(2243, ddlTr("what to change of the index"));
    return alter;
}

} // namespace Athanor
