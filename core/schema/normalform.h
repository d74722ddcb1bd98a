// SPDX-License-Identifier: MIT
#pragma once

#include "schema/catalog.h"

namespace Athanor {

// What a database would have made of the text: its settings.
struct NormalFormOptions
{
    LengthSemantics lengthSemantics = LengthSemantics::Byte; // NLS_LENGTH_SEMANTICS
    QString owner; // the schema's own name: "HR"."T" is T

    friend bool operator==(const NormalFormOptions &, const NormalFormOptions &) = default;
};

// The catalog in the one spelling in which equal schemas are equal: type defaults filled in;
// expressions, conditions and clauses as normalizedText(); what is Oracle's default left out
// (sequence options but START WITH, physical clauses); CHECK (c IS NOT NULL) as the column's NOT
// NULL; what identity and DEFAULT ON NULL imply not repeated; constraints in a steady order; the
// schema's own name dropped from qualified names. Idempotent.
//
// Kept as written, since people read them again: a view's query, a unit's source. Compare those
// with sameText(). Kept although a comparison sets them aside: START WITH, names of NOT NULL
// constraints, a view's FORCE, an explicit NOT NULL on a primary key's column (it outlives the key:
// ORA-01442).
[[nodiscard]] Catalog normalized(Catalog catalog, const NormalFormOptions &options = {});

// One expression, condition or clause: upper case outside quotes, quotes only where needed, blanks
// in fixed places, comments left out but for hints, q'[…]' as '…'. ACCESS PARAMETERS (…) are their
// driver's language: of them only white space outside quotes is folded, line by line.
[[nodiscard]] QString normalizedText(QStringView text, const NormalFormOptions &options = {});

// A statement that is carried as text. Behind AS of some kinds stands another language (JavaScript,
// Java, the GraphQL of a duality view), of which not a letter is touched.
[[nodiscard]] QString normalizedStatement(const QString &kind, QStringView text,
                                          const NormalFormOptions &options = {});

// Whether two texts differ in nothing but what normalizedText() sets aside.
[[nodiscard]] bool sameText(QStringView a, QStringView b, const NormalFormOptions &options = {});

} // namespace Athanor
