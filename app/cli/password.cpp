// SPDX-License-Identifier: MIT
#include "cli/password.h"

#include "cli/text.h"
#include "keychain.h"

namespace Athanor {

std::shared_ptr<Passwords> passwords(Terminal &terminal)
{
    return std::make_shared<Passwords>(keychain(), [&terminal](const ConnectionUrl &url) {
        return terminal.canAsk()
            ? terminal.askSecret(tr("Password for %1:").arg(passwordPlace(url)))
            : QString();
    });
}

Session::PasswordSource passwordSource(const std::shared_ptr<Passwords> &passwords)
{
    // Shared, because a session keeps its source for the second one it may open.
    return [passwords](const ConnectionUrl &url) { return passwords->passwordFor(url); };
}

} // namespace Athanor
