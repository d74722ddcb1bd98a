// SPDX-License-Identifier: MIT
#pragma once

#include "revision/project.h"
#include "ui/theme/theme.h"

#include <QtWidgets/QToolBar>

class QComboBox;

namespace Athanor {

class Badge;

// The top of the window: which target everything below is about, and the actions on it. A
// production target turns the whole bar's edge red and says so in words.
class TargetBar : public QToolBar
{
    Q_OBJECT

public:
    explicit TargetBar(QWidget *parent = nullptr);

    void setTargets(const std::vector<Target> &targets, const QString &chosen);
    // How many changes somebody made in the target by hand; none: nothing is said.
    void setDrift(int changes);
    [[nodiscard]] QComboBox *targets() const { return m_targets; }

Q_SIGNALS:
    void targetChosen(const QString &name);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QComboBox *m_targets = nullptr;
    Badge *m_environment = nullptr;
    Badge *m_drift = nullptr;
    std::vector<Target> m_known;
    Tone m_tone = Tone::Muted;
};

} // namespace Athanor
