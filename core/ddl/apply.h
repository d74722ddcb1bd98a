// SPDX-License-Identifier: MIT
#pragma once

#include "ddl/statement.h"
#include "schema/oracleversion.h"

namespace Athanor {

// Does to the catalog what Oracle would do to the schema, or refuses as Oracle would (ErrorKind::Semantic with the ORA
// code: 942, 955, 904, 1430, 1442, 1451, 2273, 2429, 2264, 2289, 1408 …) and leaves the catalog as it was. Looks at
// structure only; whether rows are in the way is the sandbox's question.
[[nodiscard]] Result<> apply(const DdlStatement &statement, Catalog &catalog, const OracleVersion &version = {});

} // namespace Athanor
