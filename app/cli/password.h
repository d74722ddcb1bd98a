// SPDX-License-Identifier: MIT
#pragma once

#include "cli/terminal.h"
#include "database/session.h"

namespace Athanor {

// Where a password comes from, in this order: ATHANOR_PASSWORD, the keychain (service "athanor",
// key as describe(url)), a prompt without echo where there is somebody to ask. Never an option:
// other users see those. What was prompted for is kept for further sessions to the same place.
[[nodiscard]] Session::PasswordSource passwordSource(Terminal &terminal);

} // namespace Athanor
