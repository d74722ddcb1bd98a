// SPDX-License-Identifier: MIT
#pragma once

#include "schema/catalog.h"

#include <optional>

namespace Athanor {

struct WriterStyle
{
    bool lowerCaseKeywords = false;
    int indent = 4;
    // Unquoted names, of a catalog that is written or compared as a whole (namecase.h).
    bool lowerCaseNames = false;

    friend bool operator==(const WriterStyle &, const WriterStyle &) = default;
};

// A statement to be put in a script: text without terminator, and which terminator it needs.
struct WrittenStatement
{
    QString text;
    bool plsql = false; // ended by / on its own line instead of ;

    friend bool operator==(const WrittenStatement &, const WrittenStatement &) = default;
};

// With its terminator and final line end.
[[nodiscard]] QString scriptText(const WrittenStatement &statement);
// A script of statements, with SET DEFINE OFF above them where SQL*Plus would take a & in a literal
// of them for a variable ('R&D').
[[nodiscard]] QString scriptText(const std::vector<WrittenStatement> &statements);
[[nodiscard]] QString withoutSubstitution(const QString &script);

// Canonical Oracle DDL, a DBA's layout: one clause a line, columns aligned, keys out of line. On
// normalized catalogs read(write(object)) == object. Texts people wrote (queries, bodies,
// expressions) stand as they are.

// Without its comments and without READ ONLY (in CREATE TABLE only from 12.2): those are statements
// of their own.
[[nodiscard]] WrittenStatement writeTable(const Table &table, const WriterStyle &style = {});
[[nodiscard]] QString writeColumn(const Column &column,
                                  const WriterStyle &style = {}); // as after ADD
[[nodiscard]] QString writeIdentity(const Identity &identity, const WriterStyle &style = {});
[[nodiscard]] QString writeNotNull(const NotNull &notNull, const WriterStyle &style = {});
[[nodiscard]] QString writeDefault(const Column &column,
                                   const WriterStyle &style = {}); // "DEFAULT ON NULL 0"
[[nodiscard]] QString writeType(const DataType &type, const WriterStyle &style = {});
[[nodiscard]] QString writeConstraint(const Constraint &constraint,
                                      const WriterStyle &style = {}); // out of line
[[nodiscard]] QString writePartition(const Partition &partition,
                                     const WriterStyle &style = {}); // as after ADD
// One of Table::physical, as it stands in CREATE and ALTER: "TABLESPACE USERS", "NOLOGGING",
// "ENABLE ROW MOVEMENT".
[[nodiscard]] QString writePhysical(const QString &keyword, const QString &value);
[[nodiscard]] WrittenStatement writeIndex(const Index &index, const WriterStyle &style = {});
[[nodiscard]] WrittenStatement writeSequence(const Sequence &sequence,
                                             const WriterStyle &style = {});
// What is set, blank between; empty when everything is Oracle's default.
[[nodiscard]] QString writeSequenceOptions(const SequenceOptions &options,
                                           const WriterStyle &style = {});
[[nodiscard]] WrittenStatement writeView(const View &view,
                                         const WriterStyle &style = {}); // CREATE OR REPLACE
[[nodiscard]] WrittenStatement writeMaterializedView(const MaterializedView &view,
                                                     const WriterStyle &style = {});
enum class SynonymWriting { Create, CreateOrReplace };
[[nodiscard]] WrittenStatement writeSynonym(const Synonym &synonym, const WriterStyle &style = {},
                                            SynonymWriting writing = SynonymWriting::Create);
[[nodiscard]] WrittenStatement writeUnit(const ProgramUnit &unit,
                                         const WriterStyle &style = {}); // CREATE OR REPLACE
[[nodiscard]] WrittenStatement writeGrant(const Grant &grant, const WriterStyle &style = {});
// Of one object to one grantee with one option, as one statement.
[[nodiscard]] WrittenStatement writeGrants(const std::vector<Grant> &grants,
                                           const WriterStyle &style = {});
[[nodiscard]] WrittenStatement writeRevoke(const std::vector<Grant> &grants,
                                           const WriterStyle &style = {});
[[nodiscard]] WrittenStatement writeOpaque(const OpaqueObject &object);
// CREATE OR REPLACE where its kind has it; else nothing: it must be dropped and created.
[[nodiscard]] std::optional<WrittenStatement> writeOpaqueReplacement(const OpaqueObject &object);
[[nodiscard]] WrittenStatement writeDropOpaque(const QString &kind, const QualifiedName &name,
                                               const WriterStyle &style = {});
// An empty comment removes the one there is (IS NULL is ORA-01780).
[[nodiscard]] WrittenStatement writeTableComment(const QualifiedName &table, const QString &comment,
                                                 const WriterStyle &style = {});
[[nodiscard]] WrittenStatement writeMaterializedViewComment(const QualifiedName &view,
                                                            const QString &comment,
                                                            const WriterStyle &style = {});
[[nodiscard]] WrittenStatement writeColumnComment(const QualifiedName &table, const QString &column,
                                                  const QString &comment,
                                                  const WriterStyle &style = {});

// One object with all that belongs to it (comments, a table's indexes, its grants, a disabled
// trigger's ALTER). Empty when the catalog has no such object.
[[nodiscard]] std::vector<WrittenStatement>
writeObject(const Catalog &catalog, const ObjectRef &object, const WriterStyle &style = {});
// All of it in an order Oracle accepts: types and sequences, tables with parents first (foreign
// keys of a circle afterwards, by ALTER TABLE), indexes, synonyms, views and units by the names in
// their texts, bodies, triggers, comments, grants.
[[nodiscard]] std::vector<WrittenStatement> writeCatalog(const Catalog &catalog,
                                                         const WriterStyle &style = {});

} // namespace Athanor
