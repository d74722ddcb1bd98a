// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/passwordstore.h"

#include <QtCore/QString>

namespace Athanor {

// What only app/ has.
struct WindowServices
{
    PasswordStore *passwords = nullptr; // the keychain; null: there is none
};

// The window until it is closed; main() returns what this returns. Empty directory: the welcome
// page.
[[nodiscard]] int runWindow(int &argc, char **argv, const QString &projectDirectory,
                            const WindowServices &services = {});

} // namespace Athanor
