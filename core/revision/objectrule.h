// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "schema/catalog.h"

namespace Athanor {

// "TABLE TMP_%": which objects a rule is about. The type may be left out. In the name % stands for
// any text (* and ? do too, as in [project] ignore); _ is itself, because Oracle's names are full
// of them. Types are those of ObjectRef, and COLUMN TABLE.NAME, CONSTRAINT TABLE.NAME (or its name
// alone) and GRANT OBJECT for parts of one.
struct ObjectRule
{
    QString type; // "TABLE"; empty: an object of any type, but no part of one
    QString name; // as stored, with wildcards; "T.C" for parts

    // Refuses (Usage) what names nothing or begins with a word that is no type.
    [[nodiscard]] static Result<ObjectRule> parse(const QString &text);

    [[nodiscard]] bool matches(const QString &objectType, const QString &objectName) const;
    [[nodiscard]] bool isExact() const; // one name, no wildcard
    [[nodiscard]] QString toString() const; // parse() reads it back

    friend bool operator==(const ObjectRule &, const ObjectRule &) = default;
};

// The rule for one object and no other.
[[nodiscard]] ObjectRule ruleFor(const ObjectRef &object);

} // namespace Athanor
