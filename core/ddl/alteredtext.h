// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

// Clauses of a table that are kept as text, after an ALTER TABLE: CREATE TABLE must be able to say
// them. Private to the ddl room.
namespace Athanor {

// "ORGANIZATION EXTERNAL (…) REJECT LIMIT 5" after LOCATION (…), DEFAULT DIRECTORY d, ACCESS
// PARAMETERS (…) or REJECT LIMIT n. SQL Language Reference, ALTER TABLE, alter_external_table.
[[nodiscard]] bool changesExternal(const QString &change);
[[nodiscard]] QString withExternalPart(const QString &clauses, const QString &change);

// "MAPPING TABLE INCLUDING b OVERFLOW TABLESPACE x" after OVERFLOW …, INCLUDING c, MAPPING TABLE or
// NOMAPPING. SQL Language Reference, ALTER TABLE, alter_iot_clauses.
[[nodiscard]] bool changesOverflow(const QString &change);
[[nodiscard]] QString withOverflowPart(const QString &clauses, const QString &change);

} // namespace Athanor
