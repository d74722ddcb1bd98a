// SPDX-License-Identifier: MIT
#include "ui/theme/style.h"

#include "ui/theme/theme.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyleOption>
#include <QtWidgets/QTabBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

constexpr qreal radius = 4;

bool isPrimary(const QWidget *widget)
{
    return widget && widget->property("primary").toBool();
}

void roundedBox(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &line,
                qreal lineWidth = 1)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(line.isValid() ? QPen(line, lineWidth) : QPen(Qt::NoPen));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const qreal inset = lineWidth / 2;
    painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius);
    painter->restore();
}

void chevronDown(QPainter *painter, const QRect &rect, const QColor &color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF middle = QRectF(rect).center();
    painter->drawPolyline(QPolygonF(
        {middle + QPointF(-3.5, -1.75), middle + QPointF(0, 1.75), middle + QPointF(3.5, -1.75)}));
    painter->restore();
}

QColor blended(const QColor &over, const QColor &under)
{
    const qreal a = over.alphaF();
    return QColor::fromRgbF(float(over.redF() * a + under.redF() * (1 - a)),
                            float(over.greenF() * a + under.greenF() * (1 - a)),
                            float(over.blueF() * a + under.blueF() * (1 - a)));
}

void drawButtonPanel(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const ThemeColors &colors = themeColors(option->palette);
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool down = option->state & (QStyle::State_Sunken | QStyle::State_On);
    const bool over = enabled && (option->state & QStyle::State_MouseOver);
    QColor fill = option->palette.color(QPalette::Button);
    QColor line = colors.border;
    if (isPrimary(widget) && enabled) {
        fill = option->palette.color(QPalette::Highlight);
        line = fill;
        if (down || over)
            fill = fill.darker(down ? 120 : 108);
    } else {
        if (down || over)
            fill = blended(colors.hover, fill);
        if (down)
            fill = blended(colors.hover, fill);
        if (!enabled)
            fill = option->palette.color(QPalette::Window);
    }
    roundedBox(painter, option->rect, fill, line);
    if ((option->state & QStyle::State_HasFocus)
        && (option->state & QStyle::State_KeyboardFocusChange))
        roundedBox(painter, option->rect, {},
                   isPrimary(widget) ? option->palette.color(QPalette::Text) : colors.accent, 2);
}

// Fusion draws it in shades of the window's colour, which a dark window swallows.
void drawCheckBox(const QStyleOption *option, QPainter *painter)
{
    const ThemeColors &colors = themeColors(option->palette);
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool on = option->state & QStyle::State_On;
    const bool partly = option->state & QStyle::State_NoChange;
    const int side = std::min({option->rect.width(), option->rect.height(), 16});
    QRect box(0, 0, side, side);
    box.moveCenter(option->rect.center());
    const bool filled = (on || partly) && enabled;
    roundedBox(painter, box, filled ? colors.accent : option->palette.color(QPalette::Base),
               filled        ? colors.accent
                   : enabled ? colors.muted
                             : colors.border);
    if (!on && !partly)
        return;
    const QColor mark = enabled ? option->palette.color(QPalette::Base) : colors.muted;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(mark, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF middle = QRectF(box).center();
    if (partly)
        painter->drawLine(middle - QPointF(3.5, 0), middle + QPointF(3.5, 0));
    else
        painter->drawPolyline(QPolygonF(
            {middle + QPointF(-3.5, 0.2), middle + QPointF(-1, 2.8), middle + QPointF(3.7, -2.7)}));
    painter->restore();
}

void drawInputFrame(const QStyleOption *option, QPainter *painter, bool fill)
{
    const ThemeColors &colors = themeColors(option->palette);
    const bool focus = option->state & QStyle::State_HasFocus;
    roundedBox(painter, option->rect, fill ? option->palette.color(QPalette::Base) : QColor(),
               focus ? colors.accent : colors.border, focus ? 1.5 : 1);
}

void drawTab(const QStyleOptionTab *tab, QPainter *painter)
{
    const ThemeColors &colors = themeColors(tab->palette);
    const bool selected = tab->state & QStyle::State_Selected;
    if (!selected && (tab->state & QStyle::State_MouseOver) && (tab->state & QStyle::State_Enabled))
        painter->fillRect(tab->rect.adjusted(0, 0, 0, -1), colors.hover);
    if (selected) {
        QRect underline = tab->rect;
        underline.setTop(underline.bottom() - 1);
        painter->fillRect(underline, colors.accent);
    }
}

void drawHeaderSection(const QStyleOptionHeader *header, QPainter *painter)
{
    const ThemeColors &colors = themeColors(header->palette);
    painter->fillRect(header->rect, colors.panel);
    painter->setPen(colors.border);
    painter->drawLine(header->rect.bottomLeft(), header->rect.bottomRight());
}

void drawScrollBar(const QStyleOptionSlider *option, QPainter *painter, const QRect &slider)
{
    const ThemeColors &colors = themeColors(option->palette);
    painter->fillRect(option->rect, option->palette.color(QPalette::Base));
    if (option->maximum <= option->minimum)
        return;
    QColor handle = colors.muted;
    const bool held = (option->activeSubControls & QStyle::SC_ScrollBarSlider)
        && (option->state & (QStyle::State_Sunken | QStyle::State_MouseOver));
    handle.setAlpha(held ? 170 : 90);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(handle);
    const QRectF bar = QRectF(slider).adjusted(2.5, 2.5, -2.5, -2.5);
    const qreal round = qMin(bar.width(), bar.height()) / 2;
    painter->drawRoundedRect(bar, round, round);
    painter->restore();
}

} // namespace

Style::Style()
    : QProxyStyle(u"Fusion"_s)
{ }

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_SplitterWidth:
        return 3;
    case PM_ScrollBarExtent:
        return 12;
    case PM_TabBarTabHSpace:
        return 28;
    case PM_TabBarTabVSpace:
        return 14;
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabOverlap:
        return 0;
    case PM_ToolBarItemSpacing:
        return 2;
    case PM_ToolBarItemMargin:
        return 4;
    case PM_ToolBarFrameWidth:
        return 0;
    case PM_ToolBarIconSize:
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_TabBarIconSize:
    case PM_ListViewIconSize:
        return 16;
    case PM_HeaderMargin:
        return 6;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_ScrollView_ScrollBarOverlap:
    case PM_ScrollView_ScrollBarSpacing:
        return 0;
    default: // a metric that is Fusion's business
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ItemView_ActivateItemOnSingleClick:
    case SH_ScrollView_FrameOnlyAroundContents:
    case SH_DialogButtonBox_ButtonsHaveIcons: // a platform theme would put its own pictures there
        return 0;
    case SH_TabBar_ElideMode:
        return Qt::ElideNone;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_ComboBox_Popup:
        return 0;
    default: // a hint that is Fusion's business
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    const ThemeColors &colors = themeColors(option->palette);
    switch (element) {
    case PE_PanelButtonCommand:
        drawButtonPanel(option, painter, widget);
        return;
    case PE_PanelButtonTool: {
        const bool enabled = option->state & State_Enabled;
        if (enabled && (option->state & (State_On | State_Sunken)))
            roundedBox(painter, option->rect,
                       blended(colors.hover, blended(colors.hover, colors.panel)), colors.border);
        else if (enabled && (option->state & State_MouseOver))
            roundedBox(painter, option->rect, colors.hover, {});
        if ((option->state & State_HasFocus) && (option->state & State_KeyboardFocusChange))
            roundedBox(painter, option->rect, {}, colors.accent, 1.5);
        return;
    }
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        drawCheckBox(option, painter);
        return;
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && frame->lineWidth > 0)
            drawInputFrame(option, painter, true);
        else
            painter->fillRect(option->rect, option->palette.brush(QPalette::Base));
        return;
    case PE_FrameLineEdit:
        drawInputFrame(option, painter, false);
        return;
    case PE_Frame:
        painter->save();
        painter->setPen(colors.border);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
        return;
    case PE_FrameFocusRect: // the keyboard's place; a mouse click needs no frame
        if (option->state & State_KeyboardFocusChange)
            roundedBox(painter, option->rect, {}, colors.accent);
        return;
    case PE_FrameTabWidget:
        return;
    case PE_FrameTabBarBase:
        painter->fillRect(
            QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
            colors.border);
        return;
    case PE_FrameStatusBarItem:
    case PE_PanelStatusBar:
    case PE_IndicatorToolBarHandle:
        return;
    case PE_IndicatorToolBarSeparator:
        painter->fillRect(
            QRect(option->rect.center().x(), option->rect.top() + 5, 1, option->rect.height() - 10),
            colors.border);
        return;
    case PE_PanelItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            if (item->backgroundBrush.style() != Qt::NoBrush)
                painter->fillRect(item->rect, item->backgroundBrush);
            if (item->state & State_Selected)
                painter->fillRect(item->rect, toneBackground(Tone::Accent, item->palette));
            else if ((item->state & State_MouseOver) && (item->state & State_Enabled))
                painter->fillRect(item->rect, colors.hover);
        }
        return;
    case PE_PanelItemViewRow:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            if (item->state & State_Selected)
                painter->fillRect(item->rect, toneBackground(Tone::Accent, item->palette));
            else if (item->features & QStyleOptionViewItem::Alternate)
                painter->fillRect(item->rect, item->palette.brush(QPalette::AlternateBase));
        }
        return;
    default: // an element that is Fusion's business
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    const ThemeColors &colors = themeColors(option->palette);
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
            button && isPrimary(widget) && (button->state & State_Enabled)) {
            QStyleOptionButton copy = *button;
            copy.palette.setColor(QPalette::ButtonText,
                                  copy.palette.color(QPalette::HighlightedText));
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
        break;
    case CE_TabBarTabShape:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            drawTab(tab, painter);
        return;
    case CE_TabBarTabLabel:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option)) {
            QStyleOptionTab copy = *tab;
            if (!(tab->state & State_Selected))
                copy.palette.setColor(QPalette::WindowText, colors.muted);
            if (!(tab->state & State_KeyboardFocusChange))
                copy.state.setFlag(State_HasFocus, false);
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
        break;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            drawHeaderSection(header, painter);
            return;
        }
        painter->fillRect(option->rect, colors.panel);
        painter->fillRect(
            QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
            colors.border);
        return;
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            QStyleOptionHeader copy = *header;
            copy.palette.setColor(QPalette::ButtonText, colors.muted);
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
        break;
    case CE_Splitter: {
        const QRect r = option->rect;
        const bool upright = option->state & State_Horizontal;
        painter->fillRect(r, option->palette.brush(QPalette::Window));
        painter->fillRect(upright ? QRect(r.center().x(), r.top(), 1, r.height())
                                  : QRect(r.left(), r.center().y(), r.width(), 1),
                          option->state & State_MouseOver ? colors.accent : colors.border);
        return;
    }
    case CE_ToolBar:
        painter->fillRect(option->rect, option->palette.brush(QPalette::Window));
        painter->fillRect(
            QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
            colors.border);
        return;
    case CE_ItemViewItem:
        // A selected row is a quiet wash, so its text keeps its own colour.
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            QStyleOptionViewItem copy = *item;
            copy.palette.setColor(QPalette::HighlightedText, copy.palette.color(QPalette::Text));
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
        break;
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            painter->fillRect(item->rect, item->palette.brush(QPalette::Window));
            if (item->state & (State_Selected | State_Sunken))
                roundedBox(painter, item->rect.adjusted(1, 2, -1, -2), colors.hover, {});
            const int hidden = styleHint(SH_UnderlineShortcut, item, widget, nullptr)
                ? Qt::TextShowMnemonic
                : Qt::TextHideMnemonic;
            drawItemText(painter, item->rect, Qt::AlignCenter | Qt::TextSingleLine | hidden,
                         item->palette, item->state & State_Enabled, item->text,
                         QPalette::WindowText);
            return;
        }
        break;
    case CE_ToolButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option); button
            && button->toolButtonStyle == Qt::ToolButtonTextBesideIcon && !button->icon.isNull()) {
            const bool enabled = button->state & State_Enabled;
            const QRect r = visualRect(
                button->direction, button->rect,
                QRect(button->rect.left() + 8, button->rect.top(), 16, button->rect.height()));
            button->icon.paint(painter, r, Qt::AlignCenter,
                               enabled ? QIcon::Normal : QIcon::Disabled);
            drawItemText(painter, button->rect.adjusted(30, 0, -4, 0),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic, button->palette,
                         enabled, button->text, QPalette::ButtonText);
            return;
        }
        break;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, option->palette.brush(QPalette::Window));
        return;
    case CE_ProgressBarGroove:
        roundedBox(painter, option->rect, colors.panel, colors.border);
        return;
    case CE_ProgressBarContents:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option);
            bar && bar->maximum > bar->minimum) {
            const qreal part =
                qreal(qMax(bar->progress - bar->minimum, 0)) / (bar->maximum - bar->minimum);
            QRect done = bar->rect;
            done.setWidth(qRound(done.width() * qMin(part, 1.0)));
            if (done.width() > 2)
                roundedBox(painter, done, bar->palette.color(QPalette::Highlight), {});
            return;
        }
        break;
    default: // an element that is Fusion's business
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                               QPainter *painter, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            drawScrollBar(bar, painter,
                          subControlRect(CC_ScrollBar, bar, SC_ScrollBarSlider, widget));
            return;
        }
    }
    if (control == CC_ComboBox) {
        if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
            box && !box->editable) {
            drawButtonPanel(box, painter, widget);
            chevronDown(painter, subControlRect(CC_ComboBox, box, SC_ComboBoxArrow, widget),
                        themeColors(box->palette).muted);
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                            SubControl subControl, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            const bool flat = bar->orientation == Qt::Horizontal;
            const int length = flat ? bar->rect.width() : bar->rect.height();
            const int range = bar->maximum - bar->minimum;
            int sliderLength = length;
            if (range > 0) {
                sliderLength = int(qint64(bar->pageStep) * length
                                   / qMax<qint64>(qint64(range) + bar->pageStep, 1));
                sliderLength = qBound(qMin(28, length), sliderLength, length);
            }
            const int start =
                sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition,
                                        length - sliderLength, bar->upsideDown);
            const auto along = [&](int from, int size) {
                const QRect r = flat ? QRect(from, 0, size, bar->rect.height())
                                     : QRect(0, from, bar->rect.width(), size);
                return visualRect(bar->direction, bar->rect, r.translated(bar->rect.topLeft()));
            };
            switch (subControl) {
            case SC_ScrollBarSlider:
                return along(start, sliderLength);
            case SC_ScrollBarGroove:
                return bar->rect;
            case SC_ScrollBarSubPage:
                return along(0, start);
            case SC_ScrollBarAddPage:
                return along(start + sliderLength, length - start - sliderLength);
            default: // there are no arrow buttons
                return {};
            }
        }
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                              const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        result.setHeight(qMax(result.height(), 28));
        result.rwidth() += 12;
        break;
    case CT_ComboBox:
    case CT_LineEdit:
        result.setHeight(qMax(result.height(), 28));
        break;
    case CT_ToolButton:
        result += QSize(4, 2);
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option); button
            && button->toolButtonStyle == Qt::ToolButtonTextBesideIcon && !button->icon.isNull())
            result.setWidth(button->fontMetrics.size(Qt::TextShowMnemonic, button->text).width()
                            + 40);
        break;
    case CT_MenuBarItem:
        result.rheight() += 2;
        break;
    default: // sized by Fusion
        break;
    }
    return result;
}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget)
        || qobject_cast<QTabBar *>(widget) || qobject_cast<QScrollBar *>(widget)
        || widget->inherits("QSplitterHandle"))
        widget->setAttribute(Qt::WA_Hover);
}

} // namespace Athanor
