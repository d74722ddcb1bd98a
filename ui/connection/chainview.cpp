// SPDX-License-Identifier: MIT
#include "ui/connection/chainview.h"

#include "ui/theme/icons.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QPainter>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

struct LinkLook
{
    QString icon;
    Tone tone = Tone::Muted;
    QString word; // the state for who cannot see the sign
};

LinkLook lookOf(ChainLink::State state)
{
    const auto tr = [](const char *text) {
        return QCoreApplication::translate("Athanor::ChainView", text);
    };
    switch (state) {
    case ChainLink::State::Well:
        return {u"check"_s, Tone::Success, tr("well")};
    case ChainLink::State::Broken:
        return {u"error"_s, Tone::Danger, tr("broken")};
    case ChainLink::State::NotReached:
        return {u"skipped"_s, Tone::Muted, tr("not reached")};
    case ChainLink::State::NotApplicable:
        break;
    }
    return {u"skipped"_s, Tone::Muted, tr("not needed")};
}

// An icon that follows the theme.
class Sign : public QLabel
{
public:
    Sign(const QString &name, Tone tone)
        : m_icon(icon(name, tone))
    {
        setFixedSize(16, 16);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        m_icon.paint(&painter, rect());
    }

private:
    QIcon m_icon;
};

} // namespace

ChainView::ChainView(QWidget *parent)
    : QScrollArea(parent)
{
    setObjectName(u"chainView"_s);
    setAccessibleName(tr("The chain from here to the schema"));
    setWidgetResizable(true);
    setFrameShape(QFrame::StyledPanel);
    setBackgroundRole(QPalette::Base);
    clear();
}

void ChainView::clear()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(10, 8, 10, 8);
    m_lines = new QGridLayout;
    m_lines->setHorizontalSpacing(8);
    m_lines->setVerticalSpacing(6);
    m_lines->setColumnStretch(2, 1);
    column->addLayout(m_lines);
    column->addStretch();
    page->setBackgroundRole(QPalette::Base);
    page->setAutoFillBackground(true);
    setWidget(page); // deletes the one before
    m_text.clear();
}

void ChainView::addLine(const QString &iconName, int tone, const QString &name, const QString &text,
                        const QString &advice)
{
    const auto label = [](const QString &words) {
        auto *made = new QLabel(words);
        made->setTextFormat(Qt::PlainText);
        made->setWordWrap(true);
        made->setTextInteractionFlags(Qt::TextSelectableByMouse);
        return made;
    };
    const int row = m_lines->rowCount();
    m_lines->addWidget(new Sign(iconName, Tone(tone)), row, 0, Qt::AlignTop);
    auto *title = new QLabel(name);
    m_lines->addWidget(title, row, 1, Qt::AlignTop);
    auto *detail = label(text);
    if (Tone(tone) == Tone::Muted) {
        title->setForegroundRole(QPalette::PlaceholderText);
        detail->setForegroundRole(QPalette::PlaceholderText);
    }
    m_lines->addWidget(detail, row, 2, Qt::AlignTop);
    if (!advice.isEmpty()) {
        auto *what = label(advice);
        QFont strong = what->font();
        strong.setWeight(QFont::DemiBold);
        what->setFont(strong);
        m_lines->addWidget(what, row + 1, 2, Qt::AlignTop);
    }
    m_text.append(name + u": "_s + text + (advice.isEmpty() ? QString() : u"\n    "_s + advice));
}

void ChainView::setChain(const Chain &chain)
{
    clear();
    for (const ChainLink &link : chain) {
        if (link.state == ChainLink::State::NotApplicable)
            continue;
        const LinkLook look = lookOf(link.state);
        QString text = link.detail.isEmpty() ? look.word : link.detail;
        if (link.oraCode != 0 && !text.contains(oraCodeText(link.oraCode)))
            text = oraCodeText(link.oraCode) + u": "_s + text;
        addLine(look.icon, int(look.tone), link.what, text, link.advice);
    }
}

void ChainView::setWaiting(const QString &what)
{
    clear();
    addLine(u"running"_s, int(Tone::Accent), tr("Examining"), what, {});
}

QString ChainView::text() const
{
    return m_text.join(u'\n');
}

QString chainSentence(const Chain &chain)
{
    const auto tr = [](const char *text) {
        return QCoreApplication::translate("Athanor::ChainView", text);
    };
    if (const ChainLink *broken = firstBroken(chain))
        return tr("The chain is broken at: %1.").arg(broken->what);
    return tr("The connection works.");
}

} // namespace Athanor
