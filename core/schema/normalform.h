// SPDX-License-Identifier: MIT
#pragma once

#include "schema/catalog.h"

namespace Athanor {

// What a database would have made of the text: its settings.
struct NormalFormOptions
{
    LengthSemantics lengthSemantics = LengthSemantics::Byte; // NLS_LENGTH_SEMANTICS
    QString owner; // the schema's own name: "HR"."T" in texts is "T"
};

// The catalog in the one spelling in which equal schemas are equal: expressions upper-cased outside quotes with single
// blanks and minimal quotes ("A"*2 and a * 2 are alike), type defaults filled in, sequence options that are
// Oracle's defaults left out, key columns' NOT NULL folded into the key, START WITH forgotten. Idempotent.
[[nodiscard]] Catalog normalized(Catalog catalog, const NormalFormOptions &options = {});

// One expression, condition or clause in normal form.
[[nodiscard]] QString normalizedText(QStringView text, const NormalFormOptions &options = {});

} // namespace Athanor
