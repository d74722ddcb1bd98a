// SPDX-License-Identifier: MIT
#pragma once

#include <QtGui/QColor>
#include <QtGui/QFont>
#include <QtGui/QPalette>

#include <vector>

namespace Athanor {

// What the user chose under View > Theme. System follows the desktop.
enum class ThemeChoice { System, Light, Dark };

// Colours that QPalette has no role for. Always derived from a palette, so that whoever paints
// follows light and dark.
struct ThemeColors
{
    bool dark = false;
    QColor muted; // text that is read second
    QColor border;
    QColor panel; // headers, gutters: a little apart from the base
    QColor hover;
    QColor accent;
    QColor success;
    QColor warning;
    QColor danger;
    QColor addedLine, addedWord, removedLine, removedWord, missingLine;
    QColor currentLine;
    std::vector<QColor> lanes;

    friend bool operator==(const ThemeColors &, const ThemeColors &) = default;
};

[[nodiscard]] QPalette lightPalette();
[[nodiscard]] QPalette darkPalette();
[[nodiscard]] bool isDark(const QPalette &palette);
[[nodiscard]] const ThemeColors &themeColors(const QPalette &palette);

// A mark of meaning that never stands by colour alone: who uses it adds a shape and a word.
enum class Tone { Plain, Muted, Accent, Success, Warning, Danger };
[[nodiscard]] QColor toneColor(Tone tone, const QPalette &palette);
// The quiet background a pill or banner of that tone stands on.
[[nodiscard]] QColor toneBackground(Tone tone, const QPalette &palette);

// `environment` as in athanor.toml: production is danger, test is warning, development is success,
// else muted.
[[nodiscard]] Tone environmentTone(const QString &environment);

// Sets style and palette of the application. Call once at the start with System, and again when the
// user chooses.
void applyTheme(ThemeChoice choice);

[[nodiscard]] QFont monospaceFont();
[[nodiscard]] QFont smallFont(const QFont &base); // captions, badges
[[nodiscard]] QFont titleFont(const QFont &base);

} // namespace Athanor
