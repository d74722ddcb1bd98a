// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/passwordstore.h"

namespace Athanor {

// The desktop's keychain through QtKeychain: Secret Service (GNOME Keyring, KeePassXC…), KWallet,
// the macOS keychain, Windows' credentials. Never a file of ours: where there is none, it says so.
// Null: built without QtKeychain.
[[nodiscard]] PasswordStore *keychain();

} // namespace Athanor
