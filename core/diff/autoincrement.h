// SPDX-License-Identifier: MIT
#pragma once

#include "schema/catalog.h"
#include "schema/oracleversion.h"

#include <QtCore/QStringList>

#include <set>

namespace Athanor {

enum class Autoincrement { Off, Identity, SequenceDefault, SequenceTrigger };

// "identity", "sequence-default", "sequence-trigger", "off"
[[nodiscard]] QString toString(Autoincrement way);
[[nodiscard]] Result<Autoincrement> parseAutoincrement(QStringView text);
[[nodiscard]] QStringList autoincrementWords(); // all of them

// The model with what its keys need: every table whose primary key is one integer column without
// default, identity, trigger or foreign key of its own gets its sequence with default or trigger,
// or its identity. `exempt` tables are left alone, and so are temporary, external and object
// tables. Integer is NUMBER(p), NUMBER(*,0) and NUMBER: strictly that one holds fractions, but as a
// key it is what people mean by an integer. A trigger counts when it draws from a sequence
// (NEXTVAL) and names the column. Names: <table>_<column>_seq and <table>_<column>_trg, shortened
// to fit version.maxNameBytes(), numbered where they are taken. SequenceDefault and Identity
// below 12.1 fall back to SequenceTrigger.
[[nodiscard]] Catalog completed(Catalog model, Autoincrement way, const OracleVersion &version,
                                const std::set<QualifiedName> &exempt = {});

} // namespace Athanor
