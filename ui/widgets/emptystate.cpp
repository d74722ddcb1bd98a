// SPDX-License-Identifier: MIT
#include "ui/widgets/emptystate.h"

#include "ui/theme/icons.h"

#include <QtGui/QPainter>

#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace Athanor {

namespace {

constexpr int iconSide = 40;

// Paints its icon anew each time, so that it follows the theme.
class IconLabel : public QLabel
{
public:
    IconLabel() { setFixedHeight(iconSide + 8); }
    QString name;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintIcon(&painter, QRect((width() - iconSide) / 2, 0, iconSide, iconSide), name,
                  themeColors(palette()).muted);
    }
};

} // namespace

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_icon(new IconLabel)
    , m_title(new QLabel)
    , m_text(new QLabel)
    , m_button(new QPushButton)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_title->setFont(titleFont(font()));
    m_title->setAlignment(Qt::AlignHCenter);
    m_title->setWordWrap(true);
    m_text->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_text->setWordWrap(true);
    m_text->setMaximumWidth(520);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFocusPolicy(Qt::NoFocus);
    m_button->setProperty("primary", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 16, 24, 16);
    column->setSpacing(8);
    column->addStretch(2);
    column->addWidget(m_icon);
    column->addWidget(m_title);
    auto *middle = new QHBoxLayout;
    middle->addStretch();
    middle->addWidget(m_text, 10);
    middle->addStretch();
    column->addLayout(middle);
    column->addSpacing(4);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::clicked);
}

void EmptyState::say(const QString &icon, const QString &title, const QString &text,
                     const QString &button)
{
    static_cast<IconLabel *>(m_icon)->name = icon;
    m_icon->update();
    m_title->setText(title);
    m_text->setText(text);
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(text);
}

} // namespace Athanor
