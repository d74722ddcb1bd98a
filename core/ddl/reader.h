// SPDX-License-Identifier: MIT
#pragma once

#include "ddl/statement.h"
#include "schema/oracleversion.h"
#include "sql/script.h"

namespace Athanor {

// Something that was kept as text because it is not understood, for `athanor model --explain`.
struct OpaqueNote
{
    Place where;
    ObjectRef object;
    QString text;
    QString reason;

    friend bool operator==(const OpaqueNote &, const OpaqueNote &) = default;
};

struct DdlReading
{
    DdlStatement statement = NotDdl{};
    Errors errors; // all of them, with places counted from the statement's start (line 1, column 1)
    std::vector<OpaqueNote> notes;
};

// The clauses behind a partition's bound, taken apart: its segment's own by keyword, as
// Table::physical, "READ ONLY" too, and the rest (subpartitions …) as text.
struct PartitionClauses
{
    std::map<QString, QString> physical;
    QString rest;
};
[[nodiscard]] PartitionClauses partitionClauses(QStringView text);
[[nodiscard]] QString toString(const PartitionClauses &clauses); // as Partition::otherClauses

// The kinds of objects that are carried as text, as OpaqueObject and ObjectRef name them: DATABASE
// LINK, MATERIALIZED VIEW LOG, DIRECTORY …
[[nodiscard]] QStringList opaqueKinds();

// Reads one statement as Oracle of that version would. The text is without its terminator.
[[nodiscard]] DdlReading readDdl(QStringView text, const OracleVersion &version = {});

} // namespace Athanor
