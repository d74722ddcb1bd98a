// SPDX-License-Identifier: MIT
#include "ui/changes/diffview.h"

#include "ui/changes/diffpane.h"
#include "ui/theme/theme.h"

#include <QtCore/QRegularExpression>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QScrollBar>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QLabel *titleLabel()
{
    auto *label = new QLabel;
    label->setContentsMargins(10, 5, 10, 5);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

void scrollTogether(QScrollBar *a, QScrollBar *b)
{
    QObject::connect(a, &QScrollBar::valueChanged, b, &QScrollBar::setValue);
    QObject::connect(b, &QScrollBar::valueChanged, a, &QScrollBar::setValue);
}

QFrame *verticalLine()
{
    auto *line = new QFrame;
    line->setFrameShape(QFrame::VLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Midlight);
    line->setFixedWidth(1);
    return line;
}

} // namespace

DiffView::DiffView(QWidget *parent)
    : QWidget(parent)
    , m_leftTitle(titleLabel())
    , m_rightTitle(titleLabel())
    , m_left(new DiffPane)
    , m_right(new DiffPane)
{
    m_left->setProperty("old", true);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->addWidget(m_leftTitle, 0, 0);
    grid->addWidget(verticalLine(), 0, 1, 2, 1);
    grid->addWidget(m_rightTitle, 0, 2);
    grid->addWidget(m_left, 1, 0);
    grid->addWidget(m_right, 1, 2);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(2, 1);
    grid->setRowStretch(1, 1);
    scrollTogether(m_left->verticalScrollBar(), m_right->verticalScrollBar());
    scrollTogether(m_left->horizontalScrollBar(), m_right->horizontalScrollBar());
    setTitles(tr("Before"), tr("After"));
    setFocusProxy(m_right);
}

void DiffView::setTitles(const QString &left, const QString &right)
{
    m_leftTitle->setText(left);
    m_rightTitle->setText(right);
    m_left->setAccessibleName(left);
    m_right->setAccessibleName(right);
}

void DiffView::show(const SideBySide &difference)
{
    if (difference == m_difference)
        return;
    m_difference = difference;
    m_left->setLines(difference.left);
    m_right->setLines(difference.right);
}

void DiffView::goToNextHunk(bool backward)
{
    const std::vector<int> starts = m_difference.hunks();
    if (starts.empty())
        return;
    const int here = m_right->currentRow();
    int next = backward ? starts.back() : starts.front();
    if (backward) {
        for (const int start : starts) {
            if (start < here)
                next = start;
        }
    } else {
        for (auto start = starts.rbegin(); start != starts.rend(); ++start) {
            if (*start > here)
                next = *start;
        }
    }
    m_left->goToRow(next);
    m_right->goToRow(next);
}

void DiffView::goToText(const QString &text)
{
    const QRegularExpression word(u"(?<![\\w$#])"_s + QRegularExpression::escape(text)
                                      + u"(?![\\w$#])"_s,
                                  QRegularExpression::CaseInsensitiveOption);
    for (size_t i = 0; i < m_difference.right.size(); ++i) {
        const bool differs = m_difference.right[i].kind != DiffLine::Same;
        if (differs
            && (m_difference.right[i].text.contains(word)
                || m_difference.left[i].text.contains(word))) {
            m_left->goToRow(int(i));
            m_right->goToRow(int(i));
            return;
        }
    }
}

} // namespace Athanor
