// SPDX-License-Identifier: MIT
#pragma once

#include "ddl/reader.h"
#include "schema/oracleversion.h"

#include <memory>

namespace Athanor {

// Does to the catalog what Oracle would do to the schema, or refuses as Oracle would
// (ErrorKind::Semantic with the ORA code: 942, 955, 904, 1430, 1442, 1451, 2273, 2429, 2264, 2289,
// 1408 …) and leaves the catalog as it was. Looks at structure only; whether rows are in the way is
// the sandbox's question.
[[nodiscard]] Result<> apply(const DdlStatement &statement, Catalog &catalog,
                             const OracleVersion &version = {});

class SchemaLookup;

// The same for many statements: what Oracle asks across tables (is this constraint name taken, who
// refers to this table, which indexes has it) is answered from tables kept beside the catalog, so
// that building 5,000 tables takes linear time. While an Applier lives, nobody else changes its
// catalog.
class Applier
{
public:
    explicit Applier(Catalog &catalog, const OracleVersion &version = {});
    ~Applier();
    Applier(const Applier &) = delete;
    Applier &operator=(const Applier &) = delete;

    [[nodiscard]] Result<> apply(const DdlStatement &statement);
    // Of the last statement: what of it the catalog does not show. The places are the caller's.
    [[nodiscard]] std::vector<OpaqueNote> takeNotes() { return std::move(m_notes); }

private:
    Catalog &m_catalog;
    OracleVersion m_version;
    std::vector<OpaqueNote> m_notes;
    std::unique_ptr<SchemaLookup> m_lookup; // made when first asked
};

} // namespace Athanor
