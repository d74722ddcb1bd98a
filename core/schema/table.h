// SPDX-License-Identifier: MIT
#pragma once

#include "schema/constraint.h"
#include "schema/datatype.h"
#include "schema/sequence.h"

#include <map>
#include <optional>
#include <vector>

namespace Athanor {

enum class IdentityKind { Always, ByDefault, ByDefaultOnNull };

struct Identity
{
    IdentityKind kind = IdentityKind::Always;
    SequenceOptions options;

    friend bool operator==(const Identity &, const Identity &) = default;
};

// NOT NULL is a constraint with a name and a state of its own.
struct NotNull
{
    QString name; // empty: system-made
    ConstraintState state;

    friend bool operator==(const NotNull &, const NotNull &) = default;
};

struct Column
{
    QString name;
    DataType type;
    QString defaultValue; // expression as written, trimmed; empty: none (DEFAULT NULL is none)
    bool defaultOnNull = false;
    bool defaultOnNullForUpdate = false; // FOR INSERT AND UPDATE (23)
    std::optional<Identity> identity;
    QString
        virtualExpression; // GENERATED ALWAYS AS (…), without the parentheses; empty: a real column
    std::optional<NotNull> notNull; // written NOT NULL; a primary key's own is not repeated here
    bool invisible = false;
    QString collation; // stored name; empty: the table's
    QString otherClauses; // understood by nobody here (ENCRYPT …): normalized text, written back
    QString comment;

    friend bool operator==(const Column &, const Column &) = default;
};

enum class TableKind {
    Heap,
    IndexOrganized,
    GlobalTemporaryDelete, // ON COMMIT DELETE ROWS
    GlobalTemporaryPreserve,
    PrivateTemporary,
    External,
    Object, // OF type, OF XMLTYPE
};

struct Partition
{
    QString name; // empty: system-made
    QString bound; // "VALUES LESS THAN (10)", "VALUES ('DE', 'FR')": normalized text
    QString otherClauses; // tablespace, subpartitions: normalized text
    friend bool operator==(const Partition &, const Partition &) = default;
};

// PARTITION BY method (columns) [INTERVAL (…)] [subpartition clause] (partitions…)
struct Partitioning
{
    QString method; // "RANGE", "LIST", "HASH", "REFERENCE", "SYSTEM", "CONSISTENT HASH"
    QStringList columns;
    QString interval; // expression of INTERVAL (…); empty: none
    QString otherClauses; // SUBPARTITION BY …, PARTITIONS n, STORE IN (…): normalized text
    std::vector<Partition> partitions;
    friend bool operator==(const Partitioning &, const Partitioning &) = default;
};

struct Table
{
    QualifiedName name;
    TableKind kind = TableKind::Heap;
    QString qualifier; // words between CREATE and TABLE that make it another kind of heap table:
                       // "BLOCKCHAIN", "IMMUTABLE", "SHARDED", "JSON COLLECTION"
    std::vector<Column> columns; // in order
    std::vector<Constraint> constraints; // in the order written
    QStringList items; // what else stands among the columns: "PERIOD FOR V (S, E)", "SUPPLEMENTAL
                       // LOG GROUP …", "SCOPE FOR …": normalized text, one an item
    std::optional<Partitioning> partitioning;
    // Physical clauses by keyword: "TABLESPACE" → "USERS", "PCTFREE" → "20", "LOGGING" →
    // "NOLOGGING", "PARALLEL" → "PARALLEL 4", "LOB (DOC)" → "STORE AS SECUREFILE (CACHE)", "ROW
    // MOVEMENT" → "ENABLE" … Apart from structure; Oracle's default is absent.
    std::map<QString, QString> physical;
    QString otherClauses; // what is not understood: normalized text, written back where it was,
                          // compared as text
    QString query; // of CREATE TABLE … AS, where the columns do not follow from it: normalized text
    bool readOnly = false;
    QString comment;

    [[nodiscard]] const Column *column(QStringView stored) const;
    [[nodiscard]] Column *column(QStringView stored);
    [[nodiscard]] const Constraint *constraint(QStringView stored) const;
    [[nodiscard]] Constraint *constraint(QStringView stored);
    [[nodiscard]] const Constraint *primaryKey() const;
    // NOT NULL by itself, by DEFAULT ON NULL, by identity or by the primary key.
    [[nodiscard]] bool isMandatory(const Column &column) const;

    friend bool operator==(const Table &, const Table &) = default;
};

// What one of Table::items is called: "PERIOD FOR V" of "PERIOD FOR V (S, E)"; no two of a table
// are called alike.
[[nodiscard]] QString itemName(const QString &item);

} // namespace Athanor
