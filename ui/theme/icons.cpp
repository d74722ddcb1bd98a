// SPDX-License-Identifier: MIT
#include "ui/theme/icons.h"

#include <QtCore/QFile>
#include <QtCore/QHash>
#include <QtGui/QGuiApplication>
#include <QtGui/QIconEngine>
#include <QtGui/QPainter>
#include <QtSvg/QSvgRenderer>

using namespace Qt::StringLiterals;

// Resources of a static library are registered by hand, outside any namespace.
static void registerIcons()
{
    Q_INIT_RESOURCE(athanor);
}

namespace Athanor {

namespace {

QByteArray iconSource(const QString &name)
{
    static QHash<QString, QByteArray> sources; // the GUI thread's only
    if (sources.isEmpty())
        registerIcons();
    const auto known = sources.constFind(name);
    if (known != sources.constEnd())
        return *known;
    QFile file(u":/athanor/icons/"_s + name + u".svg"_s);
    QByteArray source;
    if (file.open(QIODevice::ReadOnly))
        source = file.readAll();
    sources.insert(name, source);
    return source;
}

class ThemedIconEngine : public QIconEngine
{
public:
    ThemedIconEngine(QString name, Tone tone)
        : m_name(std::move(name))
        , m_tone(tone)
    { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const QPalette palette = QGuiApplication::palette();
        QColor color = toneColor(m_tone, palette);
        if (mode == QIcon::Disabled)
            color = palette.color(QPalette::Disabled, QPalette::ButtonText);
        paintIcon(painter, rect, m_name, color);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        return pixmap(size, mode, state);
    }

    QIconEngine *clone() const override { return new ThemedIconEngine(*this); }
    QString key() const override { return u"athanor"_s; }
    bool isNull() override { return iconSource(m_name).isEmpty(); }

private:
    QString m_name;
    Tone m_tone;
};

} // namespace

QIcon icon(const QString &name, Tone tone)
{
    return QIcon(new ThemedIconEngine(name, tone));
}

void paintIcon(QPainter *painter, const QRect &rect, const QString &name, const QColor &color)
{
    QByteArray source = iconSource(name);
    if (source.isEmpty())
        return;
    source.replace("currentColor", color.name().toLatin1());
    QSvgRenderer renderer(source);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    renderer.render(painter, rect);
    painter->restore();
}

QIcon applicationIcon()
{
    registerIcons();
    return QIcon(u":/athanor/icons/athanor.svg"_s);
}

} // namespace Athanor
