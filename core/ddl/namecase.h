// SPDX-License-Identifier: MIT
#pragma once

#include "ddl/writer.h"

#include <set>

namespace Athanor {

// Spells names in lower case in written DDL: create table AUTH_USER becomes CREATE TABLE auth_user.
// Only names that need no quotes, and never in texts that people wrote (a view's query, a unit's
// source), literals, comments and quotes; for Oracle the statement stays the same. A word that is a
// name of the catalogs and a keyword is told by its place; where that fails, it only looks less
// nice.
class NameCase
{
public:
    void add(const Catalog &catalog);

    [[nodiscard]] WrittenStatement lowered(WrittenStatement statement) const;
    [[nodiscard]] QString lowered(const QString &sql) const; // of such a statement, or a part of it

private:
    void add(const QString &stored);
    void add(const QualifiedName &name);
    void add(const QStringList &names);
    void add(const Table &table);
    void add(const Constraint &constraint);

    std::set<QString> m_names;
};

} // namespace Athanor
