// SPDX-License-Identifier: MIT
#pragma once

#include "ddl/reader.h"
#include "sql/expand.h"

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

// InWritingOrder: a script as it would run: what Oracle would refuse at that point is an error.
// AnyOrder: a model: what needs another object waits for it, in whatever file that comes, and what
// never finds it is an error at its own place; a DROP of what is not there asks for nothing.
enum class ReadingOrder { InWritingOrder, AnyOrder };

// Reads scripts into the catalog they make, starting from `start`. DML and harmless SQL*Plus
// commands are passed over; commands that would change what statements mean (@file, CONNECT …) are
// errors: expandScript() honours those it can.
// `-- athanor: tolerate ORA-nnnnn` above a statement is obeyed; what Oracle would refuse under
// WHENEVER SQLERROR CONTINUE is a note.
[[nodiscard]] CatalogReading readCatalog(const std::vector<Script> &scripts, ReadingOrder order,
                                         const OracleVersion &version = {}, Catalog start = {});

// The same for scripts as SQL*Plus runs them: included files, variables and settings honoured
// (expandScripts()).
[[nodiscard]] CatalogReading readCatalog(const std::vector<Script> &scripts,
                                         const ExpandOptions &options, ReadingOrder order,
                                         const OracleVersion &version = {}, Catalog start = {});

// The same for what expandScript() made of scripts.
[[nodiscard]] CatalogReading readCatalog(const std::vector<ReadyStatement> &statements,
                                         ReadingOrder order, const OracleVersion &version = {},
                                         Catalog start = {});

} // namespace Athanor
