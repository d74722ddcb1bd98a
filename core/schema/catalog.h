// SPDX-License-Identifier: MIT
#pragma once

#include "schema/index.h"
#include "schema/programunit.h"
#include "schema/sequence.h"
#include "schema/table.h"
#include "schema/view.h"

#include <map>
#include <utility>
#include <vector>

namespace Athanor {

// One schema as a value. What the model, the live dictionary, the replayed revisions and the
// sandbox all are. Ordered by name, so that whatever is written from it is in a steady order.
struct Catalog
{
    using UnitKey = std::pair<UnitKind, QualifiedName>;
    using OpaqueKey = std::pair<QString, QualifiedName>; // kind, name

    std::map<QualifiedName, Table> tables;
    std::map<QualifiedName, Index> indexes;
    std::map<QualifiedName, Sequence> sequences;
    std::map<QualifiedName, View> views;
    std::map<QualifiedName, MaterializedView> materializedViews;
    std::map<QualifiedName, Synonym> synonyms;
    std::map<UnitKey, ProgramUnit> units;
    std::map<OpaqueKey, OpaqueObject> opaque;
    std::vector<Grant> grants;

    [[nodiscard]] const Table *table(const QualifiedName &name) const;
    [[nodiscard]] Table *table(const QualifiedName &name);
    [[nodiscard]] bool isEmpty() const;

    friend bool operator==(const Catalog &, const Catalog &) = default;
};

// A place to find an object again: "TABLE", "INDEX", "SEQUENCE", "VIEW", "TRIGGER", "PACKAGE BODY",
// "SYNONYM" …
struct ObjectRef
{
    QString type;
    QualifiedName name;

    friend bool operator==(const ObjectRef &, const ObjectRef &) = default;
    friend std::strong_ordering operator<=>(const ObjectRef &a, const ObjectRef &b)
    {
        if (const int types = a.type.compare(b.type); types != 0)
            return types <=> 0;
        return a.name <=> b.name;
    }
};

// Everything in the catalog, by type then name.
[[nodiscard]] std::vector<ObjectRef> objects(const Catalog &catalog);

} // namespace Athanor
