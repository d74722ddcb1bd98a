// SPDX-License-Identifier: MIT
#pragma once

#include "schema/catalog.h"

namespace Athanor {

struct WriterStyle
{
    bool lowerCaseKeywords = false;
    int indent = 4;
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
[[nodiscard]] QString scriptText(const std::vector<WrittenStatement> &statements);

// Canonical Oracle DDL, a DBA's layout: one clause a line, columns aligned. read(write(object)) == object.
[[nodiscard]] WrittenStatement writeTable(const Table &table, const WriterStyle &style = {}); // no comments in it
[[nodiscard]] QString writeColumn(const Column &column, const WriterStyle &style = {}); // as after ADD
[[nodiscard]] QString writeConstraint(const Constraint &constraint, const WriterStyle &style = {}); // out of line
[[nodiscard]] WrittenStatement writeIndex(const Index &index, const WriterStyle &style = {});
[[nodiscard]] WrittenStatement writeSequence(const Sequence &sequence, const WriterStyle &style = {});
[[nodiscard]] QString writeSequenceOptions(const SequenceOptions &options, const WriterStyle &style = {});
[[nodiscard]] WrittenStatement writeView(const View &view, const WriterStyle &style = {});
[[nodiscard]] WrittenStatement writeMaterializedView(const MaterializedView &view, const WriterStyle &style = {});
[[nodiscard]] WrittenStatement writeSynonym(const Synonym &synonym, const WriterStyle &style = {});
[[nodiscard]] WrittenStatement writeUnit(const ProgramUnit &unit, const WriterStyle &style = {});
[[nodiscard]] WrittenStatement writeGrant(const Grant &grant, const WriterStyle &style = {});
[[nodiscard]] WrittenStatement writeOpaque(const OpaqueObject &object);
[[nodiscard]] WrittenStatement writeTableComment(const QualifiedName &table, const QString &comment);
[[nodiscard]] WrittenStatement writeColumnComment(const QualifiedName &table, const QString &column,
                                                  const QString &comment);

// One object with all that belongs to it (comments, a table's indexes, a disabled trigger's ALTER). Empty when the catalog
// has no such object.
[[nodiscard]] std::vector<WrittenStatement> writeObject(const Catalog &catalog, const ObjectRef &object,
                                                        const WriterStyle &style = {});
// All of it in an order Oracle accepts.
[[nodiscard]] std::vector<WrittenStatement> writeCatalog(const Catalog &catalog, const WriterStyle &style = {});

} // namespace Athanor
