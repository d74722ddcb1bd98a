// SPDX-License-Identifier: MIT
#pragma once

#include "schema/oracleversion.h"

#include <QtCore/QStringList>
#include <QtCore/QVariant>

#include <array>
#include <vector>

namespace Athanor {

// Whose dictionary is read, and through which of Oracle's three families of views. USER_ needs no
// grant and no owner and is the fastest; ALL_ shows what the account may see of others (a missing
// grant looks like a missing object); DBA_ shows everything to those who may ask it. Never mixed.
struct DictionaryScope
{
    enum class Views { User, All, Dba };
    Views views = Views::User;
    QStringList owners; // of All and Dba: as stored, at least one
};

// The statements that read a schema, as many for one table as for five thousand. In the order they
// are run: the first ones tell which of the others have anything to give.
enum class DictionaryPart {
    Facts, // everything that is short text: one union of all the small views
    Columns,
    Lists, // columns of keys and indexes, comments, texts that fit into 4000 bytes
    Source,
    // One LONG each, which comes last in its SELECT and costs a round trip a row:
    Defaults,
    IndexExpressions,
    ViewTexts,
    Conditions,
    MaterializedViewQueries,
    Partitions,
    Subpartitions,
    IndexPartitions,
};
constexpr std::array<DictionaryPart, 12> dictionaryParts{
    DictionaryPart::Facts,
    DictionaryPart::Columns,
    DictionaryPart::Lists,
    DictionaryPart::Source,
    DictionaryPart::Defaults,
    DictionaryPart::IndexExpressions,
    DictionaryPart::ViewTexts,
    DictionaryPart::Conditions,
    DictionaryPart::MaterializedViewQueries,
    DictionaryPart::Partitions,
    DictionaryPart::Subpartitions,
    DictionaryPart::IndexPartitions,
};

// One view's share of a statement: the rows of `kind`, and what their values are.
struct DictionaryBranch
{
    QString kind; // "TABLE", "INDEX COLUMN"
    QStringList columns; // names, in order
};

// A SELECT, a union of its branches where there are several. Its rows begin with the kind (of a
// union) and the owner (of the ALL_ and DBA_ views); then come the branch's values in order, filled
// up with NULL.
struct DictionaryStatement
{
    QString sql;
    std::vector<QVariant> binds; // the owners, once for each ?
    std::vector<DictionaryBranch> branches;
    bool hasOwner = false;
    [[nodiscard]] bool hasKind() const { return branches.size() > 1; }
};

// Columns that a release does not have are left out (an unknown one is ORA-00904 for the whole
// statement), so are views without an owner where several schemas are read. `foreignKeys`: keys of
// other schemas are looked up in Lists, too.
[[nodiscard]] DictionaryStatement dictionaryStatement(DictionaryPart part,
                                                      const OracleVersion &version,
                                                      const DictionaryScope &scope = {},
                                                      bool foreignKeys = false);

} // namespace Athanor
