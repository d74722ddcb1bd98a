// SPDX-License-Identifier: MIT
#include "ui/window/targetbar.h"

#include "ui/theme/icons.h"
#include "ui/widgets/badge.h"

#include <QtGui/QPainter>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>

using namespace Qt::StringLiterals;

namespace Athanor {

TargetBar::TargetBar(QWidget *parent)
    : QToolBar(parent)
    , m_targets(new QComboBox)
    , m_environment(new Badge)
    , m_drift(new Badge)
{
    setObjectName(u"targetBar"_s);
    setWindowTitle(tr("Target and actions"));
    setMovable(false);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_targets->setObjectName(u"targets"_s);
    m_targets->setAccessibleName(tr("Target"));
    m_targets->setMinimumWidth(120);
    m_targets->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(6, 2, 8, 2);
    row->setSpacing(8);
    row->addWidget(m_targets);
    row->addWidget(m_environment);
    row->addWidget(m_drift);
    m_drift->setObjectName(u"driftBadge"_s);
    m_drift->hide();
    addWidget(box);
    connect(m_targets, &QComboBox::activated, this,
            [this](int chosen) { Q_EMIT targetChosen(m_known[size_t(chosen)].name); });
}

void TargetBar::setTargets(const std::vector<Target> &targets, const QString &chosen)
{
    const QSignalBlocker quiet(m_targets);
    if (targets != m_known) {
        m_known = targets;
        m_targets->clear();
        for (const Target &target : targets) {
            m_targets->addItem(icon(u"target"_s, environmentTone(target.environment)), target.name);
            m_targets->setItemData(m_targets->count() - 1, target.url, Qt::ToolTipRole);
        }
    }
    for (size_t i = 0; i < m_known.size(); ++i) {
        if (m_known[i].name != chosen)
            continue;
        m_targets->setCurrentIndex(int(i));
        m_targets->setToolTip(m_known[i].url);
        const QString environment = m_known[i].environment;
        m_tone = environmentTone(environment);
        const bool production = m_known[i].isProduction();
        const bool sandbox = m_known[i].url.startsWith(u"sandbox:"_s) && environment.isEmpty();
        m_environment->show(
            production ? u"warning"_s : QString(),
            production    ? tr("PRODUCTION")
                : sandbox ? tr("embedded sandbox")
                          : environment,
            m_tone,
            production
                ? tr("Changes here reach users. Upgrade and Downgrade ask for the target's name.")
                : QString());
    }
    update();
}

void TargetBar::setDrift(int changes)
{
    if (changes > 0)
        m_drift->show(u"changed"_s, tr("drifted"), Tone::Warning,
                      tr("Somebody changed the target by hand: see Drift, above the revisions."));
    m_drift->setVisible(changes > 0);
}

void TargetBar::paintEvent(QPaintEvent *event)
{
    QToolBar::paintEvent(event);
    if (m_tone == Tone::Muted)
        return;
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), m_tone == Tone::Danger ? 3 : 2),
                     toneColor(m_tone, palette()));
    if (m_tone == Tone::Danger) {
        QColor wash = toneColor(m_tone, palette());
        wash.setAlpha(24);
        painter.fillRect(rect(), wash);
    }
}

} // namespace Athanor
