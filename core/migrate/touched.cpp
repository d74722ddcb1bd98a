// SPDX-License-Identifier: MIT
#include "migrate/touched.h"

#include "migrate/catalogparts.h"
#include "migrate/replay.h"

namespace Athanor {

std::set<ObjectRef> touchedBy(const Workspace &workspace, const Catalog &before,
                              const std::vector<PlannedStatement> &statements,
                              const Attempt &attempt, const CompareOptions &options)
{
    std::set<ObjectRef> touched;
    Catalog catalog = before;
    for (const PlannedStatement &statement : statements) {
        if (!attempt.statements.contains(statement.number))
            continue;
        Catalog next = catalog;
        if (!replayStatements(next, {statement}, 1, workspace.version))
            continue; // the one that was refused
        for (const ObjectRef &object : differing(catalog, next, options))
            touched.insert(object);
        catalog = std::move(next);
    }
    return touched;
}

} // namespace Athanor
