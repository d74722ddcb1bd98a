// SPDX-License-Identifier: MIT
#include "ui/editor/highlighting.h"

using namespace Qt::StringLiterals;

namespace Athanor {

KSyntaxHighlighting::Repository &highlightingRepository()
{
    static KSyntaxHighlighting::Repository repository;
    return repository;
}

KSyntaxHighlighting::Definition oracleSqlDefinition()
{
    return highlightingRepository().definitionForName(u"SQL (Oracle)"_s);
}

KSyntaxHighlighting::Theme highlightingTheme(const QPalette &palette)
{
    return highlightingRepository().themeForPalette(palette);
}

} // namespace Athanor
