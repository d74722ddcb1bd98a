// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"

#include <QtWidgets/QWidget>

namespace Athanor {

// A pill with an icon and a word, as the history's delegate draws them.
class Badge : public QWidget
{
    Q_OBJECT

public:
    explicit Badge(QWidget *parent = nullptr);

    void show(const QString &icon, const QString &text, Tone tone, const QString &explanation = {});
    [[nodiscard]] QString text() const { return m_text; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    QString m_text;
    Tone m_tone = Tone::Muted;
};

} // namespace Athanor
