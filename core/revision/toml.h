// SPDX-License-Identifier: MIT
// toml++ as this room uses it. Only its sources include this.
#pragma once

// The distribution's library is built with exceptions; we throw none, so the parser is compiled in
// here.
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#endif
#include <toml++/toml.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
