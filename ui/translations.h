// SPDX-License-Identifier: MIT
#pragma once

namespace Athanor {

// The language of the desktop where there is one, else English with its plurals ("1 change", "2
// changes"). Call once, after the application was made.
void installTranslations();

} // namespace Athanor
