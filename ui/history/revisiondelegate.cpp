// SPDX-License-Identifier: MIT
#include "ui/history/revisiondelegate.h"

#include "ui/history/revisionlistmodel.h"
#include "ui/theme/icons.h"

#include <QtCore/QLocale>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QApplication>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

constexpr int laneWidth = 14;
constexpr int margin = 10;
constexpr int nodeRadius = 5;
constexpr int mostLaneColumns = 8; // a wilder graph is drawn on top of itself at the right edge

qreal laneX(int lane)
{
    return margin + laneWidth * (qMin(lane, mostLaneColumns - 1) + 0.5);
}

QColor laneColor(int lane, const QPalette &palette)
{
    const auto &colors = themeColors(palette).lanes;
    return colors[size_t(lane) % colors.size()];
}

QString dateText(const QDateTime &when)
{
    return when.isValid() ? QLocale().toString(when.toLocalTime(), u"d MMM yyyy HH:mm"_s)
                          : QString();
}

} // namespace

QSize badgeSize(const QString &iconName, const QString &text, const QFont &font)
{
    const QFontMetrics metrics(font);
    const int iconPart = iconName.isEmpty() ? 0 : metrics.ascent() + 5;
    return {metrics.horizontalAdvance(text) + iconPart + 12, metrics.height() + 4};
}

int paintBadge(QPainter *painter, const QPoint &leftMiddle, const QString &iconName,
               const QString &text, Tone tone, const QFont &font, const QPalette &palette)
{
    const QSize size = badgeSize(iconName, text, font);
    const QRect box(QPoint(leftMiddle.x(), leftMiddle.y() - size.height() / 2), size);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(toneBackground(tone, palette));
    painter->drawRoundedRect(box, 4, 4);
    const QColor color = toneColor(tone, palette);
    int x = box.left() + 6;
    if (!iconName.isEmpty()) {
        const int side = QFontMetrics(font).ascent() + 1;
        paintIcon(painter, QRect(x, box.center().y() - side / 2, side, side), iconName, color);
        x += side + 4;
    }
    painter->setFont(font);
    painter->setPen(color);
    painter->drawText(QRect(x, box.top(), box.right() - x + 1, box.height()),
                      Qt::AlignLeft | Qt::AlignVCenter, text);
    painter->restore();
    return size.width();
}

RevisionDelegate::RevisionDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{ }

void RevisionDelegate::setLaneColumns(int lanes)
{
    m_laneColumns = qMin(lanes, mostLaneColumns);
}

QSize RevisionDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int lines =
        option.fontMetrics.height() + badgeSize({}, u"x"_s, smallFont(option.font)).height();
    return {200, lines + 17};
}

void RevisionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const auto row = index.data(RevisionListModel::RowRole).value<RevisionRow>();
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QWidget *widget = item.widget;
    QStyle *style = widget ? widget->style() : QApplication::style();

    painter->save();
    painter->setClipRect(item.rect);
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, widget);
    const ThemeColors &colors = themeColors(item.palette);
    if (item.state & QStyle::State_Selected)
        painter->fillRect(QRect(item.rect.left(), item.rect.top(), 3, item.rect.height()),
                          colors.accent);
    if (m_laneColumns > 0 && row.kind == RevisionRow::Revision)
        paintLanes(painter, item.rect, row, item.palette);
    const int lanesWidth = m_laneColumns > 0 ? margin + m_laneColumns * laneWidth : margin;
    const QRect text = item.rect.adjusted(lanesWidth + 6, 7, -margin, -7);
    if (row.kind != RevisionRow::Revision)
        paintPinnedRow(painter, text, row, item);
    else
        paintRevisionRow(painter, text, row, item);
    if ((item.state & QStyle::State_HasFocus) && (item.state & QStyle::State_KeyboardFocusChange)) {
        painter->setPen(QPen(colors.accent, 1, Qt::DotLine));
        painter->drawRect(item.rect.adjusted(1, 1, -2, -2));
    }
    painter->restore();
}

void RevisionDelegate::paintLanes(QPainter *painter, const QRect &rect, const RevisionRow &row,
                                  const QPalette &palette) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(rect.topLeft());
    const qreal top = 0;
    const qreal bottom = rect.height();
    const QPointF node(laneX(row.lane.lane), rect.height() / 2.0);
    for (const LaneRow::Edge &edge : row.lane.edges) {
        const QPointF from = edge.top < 0 ? node : QPointF(laneX(edge.top), top);
        const QPointF to = edge.bottom < 0 ? node : QPointF(laneX(edge.bottom), bottom);
        // A line has the colour of the lane that is not the node's, so that a branch keeps one
        // colour to its merge.
        int lane = edge.top < 0 ? edge.bottom : edge.top;
        if (lane < 0)
            lane = row.lane.lane;
        QPainterPath path(from);
        if (qFuzzyCompare(from.x(), to.x()))
            path.lineTo(to);
        else
            path.cubicTo({from.x(), (from.y() + to.y()) / 2}, {to.x(), (from.y() + to.y()) / 2},
                         to);
        painter->setPen(QPen(laneColor(lane, palette), 2, Qt::SolidLine, Qt::FlatCap));
        painter->setBrush(Qt::NoBrush);
        painter->drawPath(path);
    }
    // Filled: in the target. Hollow: not yet. A ring: where the target stands.
    const bool applied = row.hasStatus
        && (row.status.state == RevisionState::Applied
            || row.status.state == RevisionState::EditedAfterApplied);
    const QColor color = laneColor(row.lane.lane, palette);
    if (row.status.isCurrent) {
        painter->setPen(QPen(color, 1.5));
        painter->setBrush(palette.color(QPalette::Base));
        painter->drawEllipse(node, nodeRadius + 2.5, nodeRadius + 2.5);
    }
    painter->setPen(QPen(color, 2));
    painter->setBrush(applied ? color : palette.color(QPalette::Base));
    const qreal radius = row.status.isCurrent ? nodeRadius - 1 : nodeRadius;
    painter->drawEllipse(node, radius, radius);
    if (row.hasStatus && row.status.state == RevisionState::StoppedHalfWay) {
        painter->setBrush(color);
        painter->drawPie(QRectF(node.x() - radius, node.y() - radius, 2 * radius, 2 * radius),
                         90 * 16, 180 * 16);
    }
    painter->restore();
}

void RevisionDelegate::paintPinnedRow(QPainter *painter, const QRect &rect, const RevisionRow &row,
                                      const QStyleOptionViewItem &option) const
{
    const QFont small = smallFont(option.font);
    const int left = m_laneColumns > 0 ? option.rect.left() + margin : rect.left();
    if (m_laneColumns > 0)
        paintIcon(painter, QRect(left - 1, option.rect.center().y() - 8, 16, 16),
                  row.kind == RevisionRow::Model ? u"model"_s : u"compare"_s,
                  themeColors(option.palette).accent);
    QFont bold = option.font;
    bold.setWeight(QFont::DemiBold);
    painter->setFont(bold);
    painter->setPen(option.palette.color(QPalette::Text));
    const QRect firstLine(rect.left(), rect.top(), rect.width(), option.fontMetrics.height());
    painter->drawText(firstLine, Qt::AlignLeft | Qt::AlignVCenter, row.message);
    const int y = rect.bottom() - badgeSize({}, u"x"_s, small).height() / 2;
    const StateLook look = pinnedStateLook(row);
    paintBadge(painter, {rect.left(), y}, look.icon, look.text, look.tone, small, option.palette);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      themeColors(option.palette).border);
}

void RevisionDelegate::paintRevisionRow(QPainter *painter, const QRect &rect,
                                        const RevisionRow &row,
                                        const QStyleOptionViewItem &option) const
{
    const ThemeColors &colors = themeColors(option.palette);
    const QFont small = smallFont(option.font);
    const QFontMetrics smallMetrics(small);

    // First line: the message, and at the right where the target and the files stand.
    int right = rect.right() + 1;
    const int firstMiddle = rect.top() + option.fontMetrics.height() / 2;
    const auto tag = [&](const QString &text, Tone tone) {
        right -= badgeSize({}, text, small).width();
        paintBadge(painter, {right, firstMiddle}, {}, text, tone, small, option.palette);
        right -= 4;
    };
    if (row.status.isHead)
        tag(tr("head"), Tone::Muted);
    if (row.status.isCurrent)
        tag(tr("current"), Tone::Accent);
    QFont font = option.font;
    font.setItalic(row.unsaved);
    painter->setFont(font);
    painter->setPen(option.palette.color(QPalette::Text));
    const QRect messageRect(rect.left(), rect.top(), right - rect.left() - 4,
                            option.fontMetrics.height());
    const QString message = row.unsaved ? u"* "_s + row.message : row.message;
    painter->drawText(messageRect, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(font).elidedText(message, Qt::ElideRight, messageRect.width()));

    // Second line: the state, then id and date as far as there is room.
    const StateLook look = row.hasStatus ? stateLook(row.status) : unknownStateLook();
    const int badgeHeight = badgeSize({}, u"x"_s, small).height();
    const int y = rect.bottom() - badgeHeight / 2;
    const int badge = paintBadge(painter, {rect.left(), y}, look.icon, look.text, look.tone, small,
                                 option.palette);
    QRect rest(rect.left() + badge + 8, y - badgeHeight / 2, rect.width() - badge - 8, badgeHeight);
    painter->setFont(small);
    painter->setPen(colors.muted);
    const QString date = dateText(row.created);
    const QString both = row.id.first(qMin<qsizetype>(row.id.size(), 12))
        + (date.isEmpty() ? QString() : u"  ·  "_s + date);
    const QString shown = smallMetrics.horizontalAdvance(both) <= rest.width() ? both : row.id;
    painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                      smallMetrics.elidedText(shown, Qt::ElideRight, rest.width()));
}

} // namespace Athanor
