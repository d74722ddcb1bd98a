// SPDX-License-Identifier: MIT
#pragma once

#include "ddl/reader.h"

#include <set>

namespace Athanor {

struct CatalogReading
{
    Catalog catalog;
    Errors errors; // of all scripts, each with file, line, column
    std::vector<OpaqueNote> notes;
    std::map<ObjectRef, Place> places; // where each object was made
    std::set<QualifiedName> noAutoincrement; // tables marked -- athanor: no-autoincrement
};

// InWritingOrder: a script as it would run. AnyOrder: a model; what needs another object waits for it, in whatever file
// that comes, and what never finds it is an error at its own place.
enum class ReadingOrder { InWritingOrder, AnyOrder };

// Reads scripts into the catalog they make, starting from `start`. DML and client commands are passed over.
[[nodiscard]] CatalogReading readCatalog(const std::vector<Script> &scripts, ReadingOrder order,
                                         const OracleVersion &version = {}, Catalog start = {});

} // namespace Athanor
