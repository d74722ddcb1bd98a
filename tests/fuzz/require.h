// SPDX-License-Identifier: MIT
#pragma once

#include <cstdlib>

// An assertion that stays in every build: a fuzzer that does not stop finds nothing.
#define REQUIRE(condition)                                                                         \
    do {                                                                                           \
        if (!(condition))                                                                          \
            std::abort();                                                                          \
    } while (false)
