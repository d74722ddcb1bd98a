// SPDX-License-Identifier: MIT
#include "ui/theme/theme.h"

#include "ui/theme/style.h"

#include <QtGui/QFontDatabase>
#include <QtWidgets/QApplication>
#include <QtWidgets/QToolTip>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

struct BaseColors
{
    QRgb window, base, alternate, button, text, disabled, placeholder, border, mid, dark, shadow,
        highlight, link, tooltip;
};

constexpr BaseColors lightColors{0xfff4f5f7, 0xffffffff, 0xfff8f9fb, 0xffffffff, 0xff1f2530,
                                 0xffa3abb7, 0xff697280, 0xffd5d9e0, 0xffc3c9d2, 0xffa9b0bc,
                                 0xff6b7280, 0xff2f65d0, 0xff2357c0, 0xff2a303b};
constexpr BaseColors darkColors{0xff20242b, 0xff181b20, 0xff1d2026, 0xff2c323b, 0xffdfe3ea,
                                0xff626c7a, 0xff929cab, 0xff363d48, 0xff434b58, 0xff12151a,
                                0xff0c0e12, 0xff3f74d8, 0xff7aa7ff, 0xff39414d};

QPalette makePalette(const BaseColors &colors)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, QRgb color) {
        palette.setColor(role, QColor::fromRgb(color));
    };
    set(QPalette::Window, colors.window);
    set(QPalette::WindowText, colors.text);
    set(QPalette::Base, colors.base);
    set(QPalette::AlternateBase, colors.alternate);
    set(QPalette::Text, colors.text);
    set(QPalette::Button, colors.button);
    set(QPalette::ButtonText, colors.text);
    set(QPalette::BrightText, 0xffffffff);
    set(QPalette::PlaceholderText, colors.placeholder);
    set(QPalette::Light, colors.base);
    set(QPalette::Midlight, colors.border);
    set(QPalette::Mid, colors.mid);
    set(QPalette::Dark, colors.dark);
    set(QPalette::Shadow, colors.shadow);
    set(QPalette::Highlight, colors.highlight);
    set(QPalette::HighlightedText, 0xffffffff);
    set(QPalette::Link, colors.link);
    set(QPalette::LinkVisited, colors.link);
    set(QPalette::ToolTipBase, colors.tooltip);
    set(QPalette::ToolTipText, 0xfff2f4f8);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor::fromRgb(colors.disabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor::fromRgb(colors.mid));
    return palette;
}

ThemeColors lightTheme()
{
    ThemeColors c;
    c.dark = false;
    c.muted = QColor(0x5d6675);
    c.border = QColor(0xd5d9e0);
    c.panel = QColor(0xeef0f4);
    c.hover = QColor(31, 37, 48, 16);
    c.accent = QColor(0x2f65d0);
    c.success = QColor(0x1a7f45);
    c.warning = QColor(0x96600a);
    c.danger = QColor(0xc0322b);
    c.addedLine = QColor(0xe4f5e9);
    c.addedWord = QColor(0xa9e0b9);
    c.removedLine = QColor(0xfce8e6);
    c.removedWord = QColor(0xf5b8b2);
    c.missingLine = QColor(0xf1f2f5);
    c.currentLine = QColor(0xf0f4fc);
    c.lanes = {QColor(0x2f65d0), QColor(0xb3541e), QColor(0x2b8a57),
               QColor(0x8a4bb8), QColor(0x0f8a9d), QColor(0xb02f6b)};
    return c;
}

ThemeColors darkTheme()
{
    ThemeColors c;
    c.dark = true;
    c.muted = QColor(0x9aa4b2);
    c.border = QColor(0x363d48);
    c.panel = QColor(0x262b33);
    c.hover = QColor(223, 227, 234, 20);
    c.accent = QColor(0x6c9bf2);
    c.success = QColor(0x57c785);
    c.warning = QColor(0xe0ab4f);
    c.danger = QColor(0xf07a72);
    c.addedLine = QColor(0x1c3326);
    c.addedWord = QColor(0x2c6641);
    c.removedLine = QColor(0x3d2325);
    c.removedWord = QColor(0x7d3836);
    c.missingLine = QColor(0x1f2329);
    c.currentLine = QColor(0x20252e);
    c.lanes = {QColor(0x6c9bf2), QColor(0xe08e5a), QColor(0x57c785),
               QColor(0xbb8ae6), QColor(0x4cc3d6), QColor(0xe878a8)};
    return c;
}

QColor mixed(const QColor &over, const QColor &under, qreal part)
{
    const auto channel = [part](int a, int b) { return qRound(a * part + b * (1 - part)); };
    return QColor(channel(over.red(), under.red()), channel(over.green(), under.green()),
                  channel(over.blue(), under.blue()));
}

} // namespace

QPalette lightPalette()
{
    return makePalette(lightColors);
}

QPalette darkPalette()
{
    return makePalette(darkColors);
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < palette.color(QPalette::Text).lightness();
}

const ThemeColors &themeColors(const QPalette &palette)
{
    static const ThemeColors light = lightTheme();
    static const ThemeColors dark = darkTheme();
    return isDark(palette) ? dark : light;
}

QColor toneColor(Tone tone, const QPalette &palette)
{
    const ThemeColors &colors = themeColors(palette);
    switch (tone) {
    case Tone::Plain:
        return palette.color(QPalette::Text);
    case Tone::Muted:
        return colors.muted;
    case Tone::Accent:
        return colors.accent;
    case Tone::Success:
        return colors.success;
    case Tone::Warning:
        return colors.warning;
    case Tone::Danger:
        return colors.danger;
    }
    return {};
}

QColor toneBackground(Tone tone, const QPalette &palette)
{
    return mixed(toneColor(tone, palette), palette.color(QPalette::Base),
                 isDark(palette) ? 0.20 : 0.12);
}

Tone environmentTone(const QString &environment)
{
    if (environment == u"production"_s)
        return Tone::Danger;
    if (environment == u"test"_s || environment == u"staging"_s)
        return Tone::Warning;
    if (environment == u"development"_s)
        return Tone::Success;
    return Tone::Muted;
}

void applyTheme(ThemeChoice choice)
{
    // The desktop's own palette, before ours is set over it: what System means.
    static const bool systemIsDark = isDark(QApplication::palette());
    const bool dark =
        choice == ThemeChoice::Dark || (choice == ThemeChoice::System && systemIsDark);
    if (!qobject_cast<Style *>(QApplication::style()))
        QApplication::setStyle(new Style); // the application owns it
    const QPalette palette = dark ? darkPalette() : lightPalette();
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
}

QFont monospaceFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    font.setPointSizeF(QApplication::font().pointSizeF());
    return font;
}

QFont smallFont(const QFont &base)
{
    QFont font = base;
    font.setPointSizeF(base.pointSizeF() * 0.9);
    return font;
}

QFont titleFont(const QFont &base)
{
    QFont font = base;
    font.setPointSizeF(base.pointSizeF() * 1.25);
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace Athanor
