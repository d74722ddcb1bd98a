// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

namespace Athanor {

// `before` has to come before `after`. A soft wish is the first to be given up where wishes form a
// circle: PL/SQL units that name each other compile in any order, a foreign key needs its parent.
struct OrderWish
{
    size_t before = 0;
    size_t after = 0;
    bool soft = false;

    friend bool operator==(const OrderWish &, const OrderWish &) = default;
};

// 0 … count-1 in an order that keeps every wish, and otherwise in their own order. Circles are
// broken at a soft wish, else at the lowest number. Same input, same output; O((count + wishes) ·
// log count), no recursion.
[[nodiscard]] std::vector<size_t> stepOrder(size_t count, const std::vector<OrderWish> &wishes);

} // namespace Athanor
