// SPDX-License-Identifier: MIT
#include "ui/window/statusline.h"

#include "ui/session/snapshot.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QStatusBar>

using namespace Qt::StringLiterals;

namespace Athanor {

StatusLine::StatusLine(QStatusBar *bar)
    : QObject(bar)
    , m_target(new QLabel)
    , m_head(new QLabel)
    , m_busy(new QLabel)
    , m_working(new QProgressBar)
{
    m_working->setRange(0, 0);
    m_working->setFixedSize(90, 6);
    m_working->setTextVisible(false);
    m_working->setAccessibleName(tr("Working"));
    m_target->setObjectName(u"statusTarget"_s);
    m_head->setObjectName(u"statusHead"_s);
    for (QLabel *label : {m_target, m_head, m_busy}) {
        label->setContentsMargins(8, 2, 8, 2);
        label->setTextFormat(Qt::PlainText);
    }
    m_busy->setForegroundRole(QPalette::PlaceholderText);
    bar->setSizeGripEnabled(false);
    bar->addWidget(m_target);
    bar->addWidget(m_head, 1);
    bar->addPermanentWidget(m_busy);
    bar->addPermanentWidget(m_working);
    showBusy(false, {});
}

void StatusLine::showNoProject()
{
    m_target->setText(tr("No project"));
    m_head->clear();
}

void StatusLine::show(const Snapshot &snapshot)
{
    const QStringList heads = snapshot.workspace.graph.heads();
    const QString head = heads.isEmpty() ? tr("none") : heads.join(u", "_s);
    if (snapshot.status) {
        const QStringList current = snapshot.status->current;
        m_target->setText(tr("Target: %1").arg(snapshot.status->description));
        m_head->setText(tr("Current: %1    Head: %2")
                            .arg(current.isEmpty() ? tr("base") : current.join(u", "_s), head));
    } else {
        m_target->setText(tr("Target: %1, not connected").arg(snapshot.target));
        m_head->setText(tr("Head: %1").arg(head));
    }
}

void StatusLine::showBusy(bool busy, const QString &what)
{
    m_busy->setText(what);
    m_working->setVisible(busy);
}

} // namespace Athanor
