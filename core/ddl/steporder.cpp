// SPDX-License-Identifier: MIT
#include "ddl/steporder.h"

#include <functional>
#include <queue>

namespace Athanor {

namespace {

using LowestFirst = std::priority_queue<size_t, std::vector<size_t>, std::greater<size_t>>;

struct Step
{
    std::vector<OrderWish> followers;
    size_t hard = 0; // wishes still open that say something must come before
    size_t soft = 0;
    bool done = false;
};

} // namespace

std::vector<size_t> stepOrder(size_t count, const std::vector<OrderWish> &wishes)
{
    std::vector<Step> steps(count);
    for (const OrderWish &wish : wishes) {
        if (wish.before == wish.after || wish.before >= count || wish.after >= count)
            continue;
        steps[wish.before].followers.push_back(wish);
        ++(wish.soft ? steps[wish.after].soft : steps[wish.after].hard);
    }

    LowestFirst ready; // nothing is open
    LowestFirst nearlyReady; // only soft wishes are open; may hold steps that are done by now
    for (size_t i = 0; i < count; ++i) {
        if (steps[i].hard == 0)
            (steps[i].soft == 0 ? ready : nearlyReady).push(i);
    }

    std::vector<size_t> order;
    order.reserve(count);
    size_t lowest = 0; // everything below is done
    while (order.size() < count) {
        size_t next = 0;
        if (!ready.empty()) {
            next = ready.top();
            ready.pop();
        } else if (!nearlyReady.empty()) {
            next = nearlyReady.top();
            nearlyReady.pop();
        } else {
            while (steps[lowest].done)
                ++lowest;
            next = lowest;
        }
        if (steps[next].done)
            continue;
        steps[next].done = true;
        order.push_back(next);
        for (const OrderWish &wish : steps[next].followers) {
            Step &follower = steps[wish.after];
            if (follower.done)
                continue;
            --(wish.soft ? follower.soft : follower.hard);
            if (follower.hard == 0)
                (follower.soft == 0 ? ready : nearlyReady).push(wish.after);
        }
    }
    return order;
}

} // namespace Athanor
