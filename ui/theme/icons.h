// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"

#include <QtGui/QIcon>
#include <QtGui/QPixmap>

class QPainter;

namespace Athanor {

// resources/icons/NAME.svg, drawn in the tone's colour of the palette at the moment of painting: an
// icon made once follows a change of theme.
[[nodiscard]] QIcon icon(const QString &name, Tone tone = Tone::Plain);

void paintIcon(QPainter *painter, const QRect &rect, const QString &name, const QColor &color);

[[nodiscard]] QIcon applicationIcon();

} // namespace Athanor
