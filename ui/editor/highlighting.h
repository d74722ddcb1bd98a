// SPDX-License-Identifier: MIT
#pragma once

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/Theme>

#include <QtGui/QPalette>

namespace Athanor {

// The one repository of definitions and themes; loading it costs tens of milliseconds. GUI thread
// only.
[[nodiscard]] KSyntaxHighlighting::Repository &highlightingRepository();
[[nodiscard]] KSyntaxHighlighting::Definition oracleSqlDefinition(); // "SQL (Oracle)"
[[nodiscard]] KSyntaxHighlighting::Theme highlightingTheme(const QPalette &palette);

} // namespace Athanor
