// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

namespace Athanor {

// The sample is part of the program (resource :/athanor/sample). Copies it to `directory` unless a
// project is there already, and gives the directory. What a user did to their copy is never
// overwritten.
[[nodiscard]] Result<QString> provideSample(const QString &directory);

// In the user's documents.
[[nodiscard]] QString defaultSampleDirectory();

} // namespace Athanor
