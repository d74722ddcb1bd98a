// SPDX-License-Identifier: MIT
#include "ui/widgets/badge.h"

#include "ui/history/revisiondelegate.h"

#include <QtGui/QPainter>

namespace Athanor {

Badge::Badge(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Badge::show(const QString &icon, const QString &text, Tone tone, const QString &explanation)
{
    m_icon = icon;
    m_text = text;
    m_tone = tone;
    setToolTip(explanation);
    setAccessibleName(text);
    setAccessibleDescription(explanation);
    setVisible(!text.isEmpty());
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const
{
    return m_text.isEmpty() ? QSize(0, 0) : badgeSize(m_icon, m_text, smallFont(font()));
}

void Badge::paintEvent(QPaintEvent *)
{
    if (m_text.isEmpty())
        return;
    QPainter painter(this);
    paintBadge(&painter, QPoint(0, height() / 2), m_icon, m_text, m_tone, smallFont(font()),
               palette());
}

} // namespace Athanor
