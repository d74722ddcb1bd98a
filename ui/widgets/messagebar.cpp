// SPDX-License-Identifier: MIT
#include "ui/widgets/messagebar.h"

#include "ui/theme/icons.h"

#include <QtCore/QFileInfo>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString toneIcon(Tone tone)
{
    switch (tone) {
    case Tone::Success:
        return u"state-applied"_s;
    case Tone::Warning:
        return u"warning"_s;
    case Tone::Danger:
        return u"error"_s;
    case Tone::Plain:
    case Tone::Muted:
    case Tone::Accent:
        return u"info"_s;
    }
    return {};
}

} // namespace

QString errorText(const Error &error)
{
    QString text = error.message;
    const QString code = error.oraCode ? oraCodeText(error.oraCode) : QString();
    if (!code.isEmpty() && !text.contains(code))
        text.prepend(code + u": "_s);
    if (!error.where.file.isEmpty()) {
        QString place = QFileInfo(error.where.file).fileName();
        if (error.where.line > 0)
            place += u':' + QString::number(error.where.line);
        if (error.where.line > 0 && error.where.column > 0)
            place += u':' + QString::number(error.where.column);
        text += u" ("_s + place + u')';
    }
    if (!error.context.isEmpty())
        text += u'\n' + error.context;
    return text;
}

MessageBar::MessageBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel)
    , m_offers(new QHBoxLayout)
{
    setObjectName(u"messageBar"_s);
    m_text->setObjectName(u"messageText"_s);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *closeButton = new QToolButton;
    closeButton->setAutoRaise(true);
    closeButton->setIcon(icon(u"close"_s));
    closeButton->setToolTip(tr("Dismiss"));
    closeButton->setAccessibleName(tr("Dismiss this message"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(38, 6, 8, 6);
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    row->addLayout(m_offers);
    row->addWidget(closeButton);
    hide();
    connect(closeButton, &QToolButton::clicked, this, &MessageBar::dismiss);
}

void MessageBar::say(Tone tone, const QString &text, const std::vector<Offer> &offers)
{
    m_tone = tone;
    m_text->setText(text);
    setAccessibleName(text);
    while (QLayoutItem *item = m_offers->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const Offer &offer : offers) {
        auto *button = new QPushButton(offer.text);
        connect(button, &QPushButton::clicked, this, [this, action = offer.action] {
            dismiss();
            action();
        });
        m_offers->addWidget(button);
    }
    show();
    update();
}

void MessageBar::sayError(const Error &error, const std::vector<Offer> &offers)
{
    say(Tone::Danger, errorText(error), offers);
}

void MessageBar::dismiss()
{
    hide();
    m_text->clear();
}

QString MessageBar::text() const
{
    return isHidden() ? QString() : m_text->text();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), toneBackground(m_tone, palette()));
    painter.fillRect(QRect(0, 0, 3, height()), toneColor(m_tone, palette()));
    painter.fillRect(QRect(0, height() - 1, width(), 1), themeColors(palette()).border);
    paintIcon(&painter, QRect(14, height() / 2 - 8, 16, 16), toneIcon(m_tone),
              toneColor(m_tone, palette()));
}

} // namespace Athanor
