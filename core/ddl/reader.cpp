// SPDX-License-Identifier: MIT
#include "ddl/reader.h"

#include "ddl/readparts.h"
#include "schema/normalform.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

CreateWords takeCreateWords(Cursor &at)
{
    CreateWords words;
    for (;;) {
        if (at.takeAll({u"OR", u"REPLACE"})) {
            words.orReplace = true;
        } else if (at.takeAll({u"AND", u"RESOLVE"}) || at.takeAll({u"AND", u"COMPILE"})
                   || at.take(u"NOFORCE")) {
            // of Java: what to do at once, not what it is
        } else if (at.take(u"EDITIONABLE")) {
            words.nonEditionable = false;
        } else if (at.take(u"NONEDITIONABLE")) {
            words.nonEditionable = true;
        } else if (at.isWord(u"EDITIONING") && at.isWord(u"VIEW", 1)) {
            at.skip();
            words.editioning = true;
        } else if (at.take(u"PUBLIC")) {
            words.isPublic = true;
        } else if (at.take(u"FORCE")) {
            words.force = true;
        } else if (at.takeAll({u"NO", u"FORCE"})) {
            words.force = false;
        } else if (at.isWord(u"SHARED") || at.isWord(u"SIMPLE")) {
            at.skip(); // SHARED DATABASE LINK; its text keeps the word
        } else {
            return words;
        }
    }
}

DdlStatement readCreateIndexStatement(Cursor &at, IndexKind kind)
{
    CreateIndex create;
    std::optional<IndexReading> reading = readIndex(at, kind);
    if (!reading) {
        at.skipAll();
        return create;
    }
    create.index = std::move(reading->index);
    create.ifNotExists = reading->ifNotExists;
    expectEnd(at, 2158);
    return create;
}

// CREATE SCHEMA AUTHORIZATION u CREATE TABLE … CREATE VIEW … GRANT …
DdlStatement readCreateSchema(Cursor &at)
{
    CreateSchema create;
    if (!at.take(u"AUTHORIZATION")) {
        at.expected(2420,
                    ddlTr("AUTHORIZATION and the user's name; a schema is made by CREATE USER"));
        at.skipAll();
        return create;
    }
    (void)at.takeName(987, ddlTr("the user's name"));
    while (!at.atEnd()) {
        // A part ends where the next begins: no clause inside has CREATE or GRANT as a bare word.
        const size_t begin = at.position();
        const qsizetype from = at.offset();
        at.skip();
        while (!at.atEnd()) {
            if (at.isPunctuation(u"("))
                at.takeParenthesised();
            else if (at.isAnyWord({u"CREATE", u"GRANT"}) && !at.isWord(u"OPTION", 1))
                break;
            else
                at.skip();
        }
        const qsizetype to = at.previousEnd();
        DdlReading part = readDdl(at.slice(from, to), at.version());
        for (const Error &error : part.errors) // places count from the whole statement's start
            at.errorAt(from, error.oraCode, error.message);
        if (auto *table = std::get_if<CreateTable>(&part.statement))
            create.parts.push_back(std::move(*table));
        else if (auto *view = std::get_if<CreateView>(&part.statement))
            create.parts.push_back(std::move(*view));
        else if (auto *grants = std::get_if<GrantPrivileges>(&part.statement))
            create.parts.push_back(std::move(*grants));
        else
            at.errorAt(from, 2422, u"missing or invalid schema element"_s);
        if (at.position() == begin)
            break;
    }
    return create;
}

DdlStatement readCreate(Cursor &at)
{
    const CreateWords words = takeCreateWords(at);
    const qsizetype place = at.offset();
    if (at.isWord(u"TABLE")) {
        if (words.orReplace)
            at.errorAt(place, 922,
                       ddlTr("%1: there is no CREATE OR REPLACE TABLE").arg(oracleText(922)));
        at.skip();
        return readCreateTable(at, TableKind::Heap);
    }
    if (at.takeAll({u"GLOBAL", u"TEMPORARY", u"TABLE"}))
        return readCreateTable(at, TableKind::GlobalTemporaryDelete);
    if (at.takeAll({u"PRIVATE", u"TEMPORARY", u"TABLE"}))
        return readCreateTable(at, TableKind::PrivateTemporary);
    if (at.isAnyWord({u"SHARDED", u"DUPLICATED", u"BLOCKCHAIN", u"IMMUTABLE", u"JSON"})) {
        size_t ahead = 1;
        while (at.isAnyWord({u"BLOCKCHAIN", u"IMMUTABLE", u"COLLECTION"}, ahead))
            ++ahead;
        if (at.isWord(u"TABLE", ahead)) {
            const QString qualifier = normalizedText(at.slice(place, at.token(ahead).range.start));
            at.skip(ahead + 1);
            return readCreateTable(at, TableKind::Heap, qualifier);
        }
    }
    if (at.take(u"INDEX"))
        return readCreateIndexStatement(at, IndexKind::Normal);
    if (at.takeAll({u"UNIQUE", u"INDEX"}))
        return readCreateIndexStatement(at, IndexKind::Unique);
    if (at.takeAll({u"BITMAP", u"INDEX"}))
        return readCreateIndexStatement(at, IndexKind::Bitmap);
    if (at.isWord(u"MULTIVALUE") && at.isWord(u"INDEX", 1)) { // 21: on JSON arrays
        at.skip(2);
        return readCreateIndexStatement(at, IndexKind::Multivalue);
    }
    if (at.take(u"SEQUENCE"))
        return readCreateSequence(at);
    if (at.take(u"VIEW"))
        return readCreateView(at, words);
    if ((at.isWords({u"MATERIALIZED", u"VIEW"}) && !at.isWord(u"LOG", 2))
        || (at.isWord(u"SNAPSHOT") && !at.isWord(u"LOG", 1))) {
        at.skip(at.isWord(u"SNAPSHOT") ? 1 : 2);
        return readCreateMaterializedView(at);
    }
    if (at.take(u"SYNONYM"))
        return readCreateSynonym(at, words);
    if (at.isAnyWord({u"PROCEDURE", u"FUNCTION", u"PACKAGE", u"TRIGGER", u"TYPE", u"LIBRARY"})
        || at.isWords({u"JAVA", u"SOURCE"}))
        return readCreateUnit(at, words);
    if (at.take(u"SCHEMA")) {
        if (at.isWord(u"SYNONYM")) { // 23ai: CREATE SCHEMA SYNONYM
            at.skipAll();
            return NoStructure{u"CREATE SCHEMA SYNONYM"_s};
        }
        return readCreateSchema(at);
    }
    return readCreateOpaque(at, words);
}

DdlStatement readAlter(Cursor &at)
{
    if (at.take(u"TABLE"))
        return readAlterTable(at);
    if (at.take(u"INDEX"))
        return readAlterIndex(at);
    if (at.take(u"SEQUENCE"))
        return readAlterSequence(at);
    if (at.take(u"TRIGGER"))
        return readAlterTrigger(at);
    if (at.isWords({u"MATERIALIZED", u"VIEW"}) && !at.isWord(u"LOG", 2)) {
        at.skip(2);
        return readAlterMaterializedView(at);
    }
    if (at.isWord(u"SNAPSHOT") && !at.isWord(u"LOG", 1)) {
        at.skip();
        return readAlterMaterializedView(at);
    }
    if (const std::optional<UnitKind> kind = takeUnitKind(at))
        return readAlterUnit(at, *kind);
    if (at.isAnyWord({u"SESSION", u"SYSTEM", u"RESOURCE"})) {
        const QString words = u"ALTER "_s + at.text().toString().toUpper();
        at.skipAll();
        return NoStructure{words};
    }
    const qsizetype from = at.offset();
    if (at.take(u"VIEW") || at.take(u"SYNONYM") || at.isWords({u"PUBLIC", u"SYNONYM"})) {
        const bool compiles = [&at] {
            for (size_t ahead = 0; ahead < 6; ++ahead)
                if (at.isAnyWord({u"COMPILE", u"EDITIONABLE", u"NONEDITIONABLE", u"READ"}, ahead))
                    return true;
            return false;
        }();
        at.skipAll();
        if (!compiles)
            at.note(from, at.source().size(), {}, ddlTr("this change of a view is not followed"));
        return NoStructure{u"ALTER VIEW"_s};
    }
    at.take(u"PUBLIC");
    at.take(u"SHARED");
    if (const QString kind = takeOpaqueKind(at); !kind.isEmpty()) {
        at.skipAll();
        // Not the text: ALTER USER and ALTER DATABASE LINK hold passwords.
        at.note(from, from, {kind, {}}, ddlTr("ALTER %1 is not followed").arg(kind));
        return NoStructure{u"ALTER "_s + kind};
    }
    at.expected(940, ddlTr("TABLE, INDEX, SEQUENCE, TRIGGER … after ALTER"));
    at.skipAll();
    return NoStructure{u"ALTER"_s};
}

QString firstWords(Cursor &at)
{
    return at.isKind(TokenKind::Word) ? at.text().toString().toUpper() : QString();
}

DdlStatement readStatement(Cursor &at)
{
    if (at.take(u"CREATE"))
        return readCreate(at);
    if (at.take(u"ALTER"))
        return readAlter(at);
    if (at.take(u"DROP"))
        return readDrop(at);
    if (at.take(u"COMMENT"))
        return readComment(at);
    if (at.take(u"GRANT"))
        return readGrant(at);
    if (at.take(u"REVOKE"))
        return readRevoke(at);
    if (at.take(u"RENAME"))
        return readRename(at);
    if (at.take(u"TRUNCATE"))
        return readTruncate(at);
    const QString words = firstWords(at);
    // DDL that touches no structure: it commits all the same.
    if (at.isAnyWord({u"PURGE", u"ANALYZE", u"AUDIT", u"NOAUDIT", u"FLASHBACK", u"ASSOCIATE",
                      u"DISASSOCIATE", u"ADMINISTER"}))
        return NoStructure{words};
    if (!words.isEmpty() && !at.isPunctuation(u"<<")) {
        static const std::initializer_list<Keyword> known{
            u"SELECT",  u"WITH",   u"INSERT", u"UPDATE",  u"DELETE",     u"MERGE",    u"BEGIN",
            u"DECLARE", u"CALL",   u"COMMIT", u"SET",     u"EXPLAIN",    u"ROLLBACK", u"SAVEPOINT",
            u"LOCK",    u"VALUES", u"EXEC",   u"EXECUTE", u"GRAPH_TABLE"};
        if (!at.isAnyWord(known))
            at.expected(900, ddlTr("a statement that Oracle knows"));
    }
    return NotDdl{words};
}

} // namespace

DdlReading readDdl(QStringView text, const OracleVersion &version)
{
    Cursor cursor(text, version);
    DdlReading reading;
    reading.statement = readStatement(cursor);
    reading.errors = cursor.takeErrors();
    reading.notes = cursor.takeNotes();
    return reading;
}

} // namespace Athanor
