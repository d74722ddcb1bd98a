// SPDX-License-Identifier: MIT
#pragma once

#include "diff/compare.h"
#include "revision/objectrule.h"

namespace Athanor {

// What a rule can name a change by: the object it shows under, and what of that it is about
// (INDEX ORDERS_IX, COLUMN ORDERS.TOTAL, CONSTRAINT ORDERS.ORDERS_CK, GRANT ORDERS).
[[nodiscard]] std::vector<ObjectRef> namesOf(const Change &change);

[[nodiscard]] bool matchesAny(const std::vector<ObjectRule> &rules, const Change &change);
[[nodiscard]] bool matchesAny(const std::vector<ObjectRule> &rules, const ObjectRef &object);

// Takes out of a comparison what rules name.
void leaveAlone(Comparison &comparison, const std::vector<ObjectRule> &rules);

} // namespace Athanor
