// SPDX-License-Identifier: MIT
#pragma once

#include "cli/terminal.h"
#include "migrate/passwordstore.h"

namespace Athanor {

// The passwords of this call: the keychain, ATHANOR_PASSWORD, a prompt without echo where there is
// somebody to ask. Never an option: other users see those.
[[nodiscard]] std::shared_ptr<Passwords> passwords(Terminal &terminal);

// The same as what a session asks.
[[nodiscard]] Session::PasswordSource passwordSource(const std::shared_ptr<Passwords> &passwords);

} // namespace Athanor
