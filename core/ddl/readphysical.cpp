// SPDX-License-Identifier: MIT
#include "ddl/readparts.h"
#include "ddl/writer.h"
#include "schema/normalform.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

PhysicalClause asWritten(Cursor &at, const QString &keyword, qsizetype from)
{
    return {keyword, normalizedText(at.slice(from, at.previousEnd()))};
}

// A number behind its word; Oracle's default becomes empty.
PhysicalClause readFigure(Cursor &at, const QString &keyword, QStringView standard)
{
    at.skip();
    std::optional<QString> value = at.takeInteger();
    if (!value) {
        at.expected(2017, ddlTr("a whole number after %1").arg(keyword));
        return {keyword, {}};
    }
    return {keyword, value == standard ? QString() : *value};
}

void skipWords(Cursor &at, std::initializer_list<Keyword> words)
{
    while (at.isAnyWord(words))
        at.skip();
}

// COMPRESS, COMPRESS 2, COMPRESS FOR OLTP, ROW STORE COMPRESS ADVANCED, COLUMN STORE COMPRESS FOR
// QUERY HIGH
PhysicalClause readCompression(Cursor &at, bool ofIndex)
{
    const qsizetype from = at.offset();
    if (at.take(u"NOCOMPRESS"))
        return {u"COMPRESS"_s, {}};
    if (at.isWord(u"ROW") || at.isWord(u"COLUMN"))
        at.skip(2); // ROW STORE, COLUMN STORE
    at.take(u"COMPRESS");
    if (at.isKind(TokenKind::Number))
        at.skip();
    else if (ofIndex)
        skipWords(at, {u"ADVANCED", u"LOW", u"HIGH"});
    else
        skipWords(at,
                  {u"BASIC", u"ADVANCED", u"FOR", u"OLTP", u"ALL", u"OPERATIONS", u"QUERY",
                   u"ARCHIVE", u"LOW", u"HIGH", u"DIRECT_LOAD"});
    if (at.takeAll({u"NO", u"ROW", u"LEVEL", u"LOCKING"})
        || at.takeAll({u"ROW", u"LEVEL", u"LOCKING"}))
        return asWritten(at, u"COMPRESS"_s, from);
    return asWritten(at, u"COMPRESS"_s, from);
}

PhysicalClause readParallel(Cursor &at)
{
    const qsizetype from = at.offset();
    if (at.take(u"NOPARALLEL"))
        return {u"PARALLEL"_s, {}};
    at.skip();
    if (at.isKind(TokenKind::Number)) {
        const bool one = at.text() == u"1";
        at.skip();
        if (one)
            return {u"PARALLEL"_s, {}};
    } else if (at.isPunctuation(u"(")) { // PARALLEL (DEGREE 4 INSTANCES 1), the older spelling
        const QStringView inside = at.takeParenthesised();
        const std::vector<Token> tokens = tokenize(inside);
        if (tokens.size() >= 4 && isKeyword(tokens[2], inside, u"INSTANCES")
            && tokens[3].text(inside) != u"1")
            at.note(from, at.previousEnd(), {}, ddlTr("INSTANCES of PARALLEL is not kept"));
        if (tokens.size() >= 2 && isKeyword(tokens[0], inside, u"DEGREE")) {
            const QStringView degree = tokens[1].text(inside);
            if (degree == u"1")
                return {u"PARALLEL"_s, {}};
            if (tokens[1].kind == TokenKind::Number)
                return {u"PARALLEL"_s, u"PARALLEL "_s + degree.toString()};
            return {u"PARALLEL"_s, u"PARALLEL"_s};
        }
    }
    return asWritten(at, u"PARALLEL"_s, from);
}

// INMEMORY … of the table, or of some columns: then the keyword says which.
PhysicalClause readInmemory(Cursor &at)
{
    const qsizetype from = at.offset();
    const auto ofColumns = [&at, from](PhysicalClause clause) {
        if (!at.isPunctuation(u"("))
            return clause;
        const QString columns = normalizedText(at.takeParenthesised());
        return asWritten(at, u"INMEMORY (%1)"_s.arg(columns), from);
    };
    if (at.takeAll({u"NO", u"INMEMORY"}))
        return ofColumns({u"INMEMORY"_s, {}});
    at.skip();
    for (;;) {
        if (at.takeAll({u"FOR", u"DML"})) {
            if (at.isPunctuation(u"("))
                at.takeParenthesised();
        } else if (at.isAnyWord({u"MEMCOMPRESS", u"FOR", u"DML", u"QUERY", u"CAPACITY", u"LOW",
                                 u"HIGH", u"PRIORITY", u"NONE", u"MEDIUM", u"CRITICAL",
                                 u"DISTRIBUTE", u"AUTO", u"BY", u"DUPLICATE", u"ALL", u"SERVICE"}))
            at.skip();
        else if (at.isWords({u"NO", u"DUPLICATE"}) || at.isWords({u"NO", u"MEMCOMPRESS"}))
            at.skip(2);
        else
            return ofColumns(asWritten(at, u"INMEMORY"_s, from));
    }
}

// CLUSTERING [t JOIN …] BY [LINEAR | INTERLEAVED] ORDER (…) YES ON LOAD … WITH MATERIALIZED ZONEMAP
PhysicalClause readClustering(Cursor &at)
{
    const qsizetype from = at.offset();
    at.skip();
    while (!at.atEnd() && !at.isWord(u"ORDER") && !at.isPunctuation(u","))
        at.isPunctuation(u"(") ? (void)at.takeParenthesised() : at.skip();
    if (!at.take(u"ORDER") || !at.isPunctuation(u"(")) {
        at.expected(922, ddlTr("BY [LINEAR | INTERLEAVED] ORDER (columns) after CLUSTERING"));
        return {u"CLUSTERING"_s, {}};
    }
    at.takeParenthesised();
    PhysicalClause clause = asWritten(at, u"CLUSTERING"_s, from);
    // What Oracle does anyway: YES ON LOAD, YES ON DATA MOVEMENT, WITHOUT MATERIALIZED ZONEMAP.
    for (bool more = true; more;) {
        const qsizetype option = at.offset();
        if (at.takeAll({u"NO", u"ON", u"LOAD"}) || at.takeAll({u"NO", u"ON", u"DATA", u"MOVEMENT"})
            || at.takeAll({u"WITH", u"MATERIALIZED", u"ZONEMAP"})) {
            if (at.isPunctuation(u"("))
                at.takeParenthesised();
            clause.value += u' ' + normalizedText(at.slice(option, at.previousEnd()));
        } else {
            more = at.takeAll({u"YES", u"ON", u"LOAD"})
                || at.takeAll({u"YES", u"ON", u"DATA", u"MOVEMENT"})
                || at.takeAll({u"WITHOUT", u"MATERIALIZED", u"ZONEMAP"});
        }
    }
    return clause;
}

// MEMOPTIMIZE FOR READ, LOGICAL REPLICATION …: there or not, in as many words.
std::optional<PhysicalClause> readTableSwitch(Cursor &at)
{
    const qsizetype from = at.offset();
    if (at.takeAll({u"ENABLE", u"ROW", u"MOVEMENT"}))
        return PhysicalClause{u"ROW MOVEMENT"_s, u"ENABLE"_s};
    if (at.takeAll({u"DISABLE", u"ROW", u"MOVEMENT"}))
        return PhysicalClause{u"ROW MOVEMENT"_s, {}};
    if (at.takeAll({u"ENABLE", u"TABLE", u"LOCK"}))
        return PhysicalClause{u"TABLE LOCK"_s, {}};
    if (at.takeAll({u"DISABLE", u"TABLE", u"LOCK"}))
        return PhysicalClause{u"TABLE LOCK"_s, u"DISABLE"_s};
    if (at.takeAll({u"ROW", u"ARCHIVAL"}))
        return PhysicalClause{u"ROW ARCHIVAL"_s, u"ROW ARCHIVAL"_s};
    if (at.takeAll({u"NO", u"ROW", u"ARCHIVAL"}))
        return PhysicalClause{u"ROW ARCHIVAL"_s, {}};
    for (const QStringView use : {u"READ", u"WRITE"}) {
        const QString keyword = u"MEMOPTIMIZE FOR "_s + use.toString();
        if (at.takeAll({u"MEMOPTIMIZE", u"FOR", use}))
            return PhysicalClause{keyword, keyword};
        if (at.takeAll({u"NO", u"MEMOPTIMIZE", u"FOR", use}))
            return PhysicalClause{keyword, {}};
    }
    if (at.takeAll({u"ENABLE", u"LOGICAL", u"REPLICATION"})) {
        skipWords(at, {u"ALL", u"KEYS", u"ALLOW", u"NOVALIDATE", u"PARTIAL", u"JSON"});
        return asWritten(at, u"LOGICAL REPLICATION"_s, from);
    }
    if (at.takeAll({u"DISABLE", u"LOGICAL", u"REPLICATION"}))
        return asWritten(at, u"LOGICAL REPLICATION"_s, from);
    if (at.takeAll({u"INDEXING", u"ON"}))
        return PhysicalClause{u"INDEXING"_s, {}};
    if (at.takeAll({u"INDEXING", u"OFF"}))
        return PhysicalClause{u"INDEXING"_s, u"OFF"_s};
    return std::nullopt;
}

std::optional<PhysicalClause> readTableOnly(Cursor &at)
{
    const qsizetype from = at.offset();
    if (at.take(u"CACHE"))
        return PhysicalClause{u"CACHE"_s, u"CACHE"_s};
    if (at.take(u"NOCACHE"))
        return PhysicalClause{u"CACHE"_s, {}};
    if (at.take(u"MONITORING"))
        return PhysicalClause{u"MONITORING"_s, {}};
    if (at.take(u"NOMONITORING"))
        return PhysicalClause{u"MONITORING"_s, u"NOMONITORING"_s};
    if (at.take(u"ROWDEPENDENCIES"))
        return PhysicalClause{u"ROWDEPENDENCIES"_s, u"ROWDEPENDENCIES"_s};
    if (at.take(u"NOROWDEPENDENCIES"))
        return PhysicalClause{u"ROWDEPENDENCIES"_s, {}};
    if (at.isWord(u"RESULT_CACHE") && at.isPunctuation(u"(", 1)) {
        at.skip();
        QString mode = u'(' + normalizedText(at.takeParenthesised()) + u')';
        if (mode == "(MODE DEFAULT)"_L1)
            mode.clear();
        return PhysicalClause{u"RESULT_CACHE"_s, mode};
    }
    if (at.isWord(u"INMEMORY") || at.isWords({u"NO", u"INMEMORY"}))
        return readInmemory(at);
    if (at.takeAll({u"NO", u"FLASHBACK", u"ARCHIVE"}))
        return PhysicalClause{u"FLASHBACK ARCHIVE"_s, {}};
    if (at.takeAll({u"FLASHBACK", u"ARCHIVE"})) {
        const bool named = at.isKind(TokenKind::QuotedName)
            || (at.isKind(TokenKind::Word) && !isReservedWord(storedName(at.text()))
                && !at.isAnyWord(
                    {u"PARALLEL", u"NOPARALLEL", u"CACHE", u"NOCACHE", u"MONITORING"}));
        if (named)
            at.skip();
        return asWritten(at, u"FLASHBACK ARCHIVE"_s, from);
    }
    if (at.isAnyWord({u"ROW", u"COLUMN"}) && at.isWord(u"STORE", 1))
        return readCompression(at, false);
    if (at.isWord(u"PCTTHRESHOLD"))
        return readFigure(at, u"PCTTHRESHOLD"_s, u"50");
    if (at.isWord(u"CLUSTERING"))
        return readClustering(at);
    if (at.takeAll({u"DEFAULT", u"COLLATION"})) {
        std::optional<QString> name = at.takeName(922, ddlTr("the collation's name"));
        const bool standard = !name || *name == "USING_NLS_COMP"_L1;
        return PhysicalClause{u"DEFAULT COLLATION"_s, standard ? QString() : writtenName(*name)};
    }
    if (at.isWord(u"ANNOTATIONS") && at.isPunctuation(u"(", 1)) { // 23ai
        at.skip();
        return PhysicalClause{u"ANNOTATIONS"_s,
                              u'(' + normalizedText(at.takeParenthesised()) + u')'};
    }
    return readTableSwitch(at);
}

} // namespace

std::optional<PhysicalClause> readPhysicalClause(Cursor &at, bool ofIndex)
{
    if (!at.isKind(TokenKind::Word))
        return std::nullopt;
    const qsizetype from = at.offset();
    if (at.take(u"TABLESPACE")) {
        const QString set = at.take(u"SET") ? u"SET "_s : QString(); // of a sharded table
        std::optional<QString> name = at.takeName(959, ddlTr("the tablespace's name"));
        return PhysicalClause{u"TABLESPACE"_s, name ? set + writtenName(*name) : QString()};
    }
    if (at.isWord(u"PCTFREE"))
        return readFigure(at, u"PCTFREE"_s, u"10");
    if (at.isWord(u"PCTUSED"))
        return readFigure(at, u"PCTUSED"_s, u"40");
    if (at.isWord(u"INITRANS"))
        return readFigure(at, u"INITRANS"_s, ofIndex ? u"2" : u"1");
    if (at.isWord(u"MAXTRANS"))
        return readFigure(at, u"MAXTRANS"_s, u"255");
    if (at.isWord(u"STORAGE") && at.isPunctuation(u"(", 1)) {
        at.skip();
        return PhysicalClause{u"STORAGE"_s, u'(' + normalizedText(at.takeParenthesised()) + u')'};
    }
    if (at.take(u"LOGGING"))
        return PhysicalClause{u"LOGGING"_s, {}};
    if (at.take(u"NOLOGGING"))
        return PhysicalClause{u"LOGGING"_s, u"NOLOGGING"_s};
    if (at.take(u"FILESYSTEM_LIKE_LOGGING"))
        return PhysicalClause{u"LOGGING"_s, u"FILESYSTEM_LIKE_LOGGING"_s};
    if (at.isWord(u"COMPRESS") || at.isWord(u"NOCOMPRESS"))
        return readCompression(at, ofIndex);
    if (at.isWord(u"PARALLEL") || at.isWord(u"NOPARALLEL"))
        return readParallel(at);
    if (at.takeAll({u"SEGMENT", u"CREATION"})) {
        if (at.take(u"DEFERRED"))
            return PhysicalClause{u"SEGMENT CREATION"_s, {}};
        if (!at.take(u"IMMEDIATE"))
            at.expected(905, ddlTr("IMMEDIATE or DEFERRED"));
        return PhysicalClause{u"SEGMENT CREATION"_s, u"IMMEDIATE"_s};
    }
    if (at.isWords({u"READ", u"ONLY"}) || at.isWords({u"READ", u"WRITE"}))
        return std::nullopt;
    (void)from;
    return ofIndex ? std::nullopt : readTableOnly(at);
}

void addPhysical(std::map<QString, QString> &to, const PhysicalClause &clause)
{
    if (clause.value.isEmpty())
        to.erase(clause.keyword);
    else
        to.insert_or_assign(clause.keyword, clause.value);
}

QString physicalText(const std::map<QString, QString> &physical)
{
    QStringList clauses;
    for (const auto &[keyword, value] : physical)
        clauses << writePhysical(keyword, value);
    return clauses.join(u' ');
}

// STORE AS and what follows, in normal form; the cursor is behind the column.
static QString readStoreAs(Cursor &at, bool isVarray)
{
    const qsizetype from = at.offset();
    at.skip(); // STORE
    if (at.takeAll({u"ALL", u"VARRAYS", u"AS"}))
        at.skip(); // LOBS, TABLES
    at.take(u"AS");
    static const std::initializer_list<Keyword> kinds{
        u"SECUREFILE", u"BASICFILE",  u"BINARY", u"XML",          u"CLOB",
        u"OBJECT",     u"RELATIONAL", u"LOB",    u"TRANSPORTABLE"};
    bool sawKind = false;
    // STORE AS SECUREFILE LOB (…) is a VARRAY's; behind a LOB's the next LOB (c) begins.
    while (at.isAnyWord(kinds) && (isVarray || !at.isWord(u"LOB") || !at.isPunctuation(u"(", 1))) {
        at.skip();
        sawKind = true;
    }
    // The segment's name; without parentheses behind it, only where no clause can begin so.
    const bool plainName = at.isKind(TokenKind::Word)
        && !isReservedWord(at.text().toString().toUpper())
        && !at.isAnyWord(
            {u"LOB",       u"NESTED",       u"VARRAY",     u"XMLTYPE",    u"TABLESPACE",
             u"PARTITION", u"ALLOW",        u"DISALLOW",   u"XMLSCHEMA",  u"ELEMENT",
             u"RETURN",    u"PCTFREE",      u"STORAGE",    u"LOGGING",    u"NOLOGGING",
             u"CACHE",     u"NOCACHE",      u"PARALLEL",   u"NOPARALLEL", u"SEGMENT",
             u"ENABLE",    u"DISABLE",      u"MONITORING", u"COLUMN",     u"INMEMORY",
             u"INITRANS",  u"MAXTRANS",     u"PCTUSED",    u"VIRTUAL",    u"ORGANIZATION",
             u"READ",      u"RESULT_CACHE", u"FLASHBACK"});
    const bool segment = at.isKind(TokenKind::QuotedName)
        || (at.isKind(TokenKind::Word) && at.isPunctuation(u"(", 1) && !at.isWord(u"LOB"))
        || (plainName && (!sawKind || at.isName()));
    if (segment)
        at.skip();
    if (at.isPunctuation(u"("))
        at.takeParenthesised();
    while (at.isAnyWord(
               {u"ALLOW", u"DISALLOW", u"NONSCHEMA", u"ANYSCHEMA", u"XMLSCHEMA", u"ELEMENT", u"ID"})
           || (at.isKind(TokenKind::String)))
        at.skip(at.isWord(u"XMLSCHEMA") || at.isWord(u"ELEMENT") || at.isWord(u"ID") ? 2 : 1);
    if (at.take(u"RETURN")) {
        at.take(u"AS");
        if (!at.take(u"LOCATOR"))
            at.take(u"VALUE");
    }
    return normalizedText(at.slice(from, at.previousEnd()));
}

std::vector<PhysicalClause> readColumnStorage(Cursor &at)
{
    std::vector<PhysicalClause> clauses;
    QStringList columns;
    QString keyword;
    if (at.isWord(u"LOB") && at.isPunctuation(u"(", 1)) {
        at.skip();
        if (!at.takeNameList(columns, 904, ddlTr("a LOB column"))) {
            at.skipAll();
            return clauses;
        }
        keyword = u"LOB (%1)"_s;
    } else if (at.isWords({u"NESTED", u"TABLE"}) || at.isWord(u"VARRAY")
               || at.isWords({u"XMLTYPE", u"COLUMN"})
               || (at.isWord(u"XMLTYPE") && at.isName(1) && !at.isWord(u"STORE", 1))) {
        if (at.isWord(u"VARRAY"))
            keyword = u"VARRAY %1"_s;
        else
            keyword = at.isWord(u"NESTED") ? u"NESTED TABLE %1"_s : u"XMLTYPE COLUMN %1"_s;
        at.skip();
        if (!keyword.startsWith(u"VARRAY"_s)) {
            at.take(u"TABLE");
            at.take(u"COLUMN");
        }
        const qsizetype from = at.offset();
        do {
            at.skip();
        } while (at.takePunctuation(u".")); // a nested path: XMLTYPE COLUMN c.x
        columns = {normalizedText(at.slice(from, at.previousEnd()))};
        if (at.isAnyWord({u"LOCAL", u"GLOBAL"}))
            at.skip();
    } else {
        return clauses;
    }
    if (!at.isWord(u"STORE")) {
        at.expected(905, ddlTr("STORE AS"));
        at.skipAll();
        return clauses;
    }
    const QString value = readStoreAs(at, keyword.startsWith("VARRAY"_L1));
    for (const QString &column : columns) {
        const bool lob = keyword.startsWith(u"LOB"_s);
        clauses.push_back({keyword.arg(lob ? writtenName(column) : column), value});
    }
    return clauses;
}

bool takePartitionClause(Cursor &at, std::map<QString, QString> &physical)
{
    if (at.takeAll({u"READ", u"ONLY"})) {
        physical[u"READ ONLY"_s] = u"READ ONLY"_s;
    } else if (at.takeAll({u"READ", u"WRITE"})) {
        physical.erase(u"READ ONLY"_s);
    } else if (at.isAnyWord({u"LOB", u"VARRAY", u"NESTED"})) {
        const std::vector<PhysicalClause> clauses = readColumnStorage(at);
        for (const PhysicalClause &clause : clauses)
            addPhysical(physical, clause);
        return !clauses.empty();
    } else if (const std::optional<PhysicalClause> clause = readPhysicalClause(at)) {
        addPhysical(physical, *clause);
    } else {
        return false;
    }
    return true;
}

PartitionClauses partitionClauses(QStringView text)
{
    PartitionClauses clauses;
    Cursor at(text, {});
    while (!at.atEnd()) {
        const size_t before = at.position();
        if (takePartitionClause(at, clauses.physical) && at.position() != before)
            continue;
        const qsizetype from = at.offset();
        if (at.isPunctuation(u"("))
            at.takeParenthesised();
        else
            at.skip();
        if (!clauses.rest.isEmpty())
            clauses.rest += u' ';
        clauses.rest += normalizedText(at.slice(from, at.previousEnd()));
    }
    // What no ALTER changes back, and what Oracle does anyway.
    clauses.physical.erase(u"STORAGE"_s);
    clauses.physical.erase(u"SEGMENT CREATION"_s);
    return clauses;
}

QString toString(const PartitionClauses &clauses)
{
    // In the order of table_partition_description: READ ONLY, INDEXING, the segment, its
    // compression, its columns' storage.
    std::map<QString, QString> before;
    std::map<QString, QString> segment;
    std::map<QString, QString> after;
    for (const auto &[keyword, value] : clauses.physical) {
        const bool first = keyword == "READ ONLY"_L1 || keyword == "INDEXING"_L1;
        const bool last = keyword == "COMPRESS"_L1 || keyword == "INMEMORY"_L1
            || keyword.contains(u'(') || keyword.contains(u' ');
        (first ? before : last ? after : segment).emplace(keyword, value);
    }
    QStringList texts{physicalText(before), physicalText(segment), physicalText(after)};
    texts.removeAll(QString());
    const QString physical = texts.join(u' ');
    return clauses.rest.isEmpty() || physical.isEmpty() ? physical + clauses.rest
                                                        : physical + u' ' + clauses.rest;
}

} // namespace Athanor
