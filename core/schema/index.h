// SPDX-License-Identifier: MIT
#pragma once

#include "schema/name.h"

#include <map>
#include <vector>

namespace Athanor {

enum class IndexKind { Normal, Unique, Bitmap, Multivalue }; // MULTIVALUE: of JSON arrays (21)

// A column's stored name, or an expression as written.
struct IndexColumn
{
    QString column; // empty: expression
    QString expression;
    bool descending = false;

    friend bool operator==(const IndexColumn &, const IndexColumn &) = default;
};

// An index somebody created. The index a constraint makes for itself is part of that constraint.
struct Index
{
    QualifiedName name;
    QualifiedName table;
    QString alias; // of the table, where an expression needs it: CREATE INDEX i ON t a (a.doc.x)
    IndexKind kind = IndexKind::Normal;
    std::vector<IndexColumn> columns;
    bool reverse = false;
    bool invisible = false;
    bool unusable = false;
    QString compress; // "", "COMPRESS 1", "COMPRESS ADVANCED LOW"
    QString partitioning; // "LOCAL", "GLOBAL PARTITION BY …": normalized text
    QString indexType; // INDEXTYPE IS … PARAMETERS (…): normalized text
    std::map<QString, QString> physical; // as Table::physical
    QString otherClauses;

    friend bool operator==(const Index &, const Index &) = default;
};

} // namespace Athanor
