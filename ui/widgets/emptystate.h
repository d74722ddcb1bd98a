// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;

namespace Athanor {

// What a page shows while it has nothing to show: an icon, a sentence, what to do, and where
// possible the button that does it.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);

    void say(const QString &icon, const QString &title, const QString &text,
             const QString &button = {});
    [[nodiscard]] QPushButton *button() const { return m_button; }

Q_SIGNALS:
    void clicked();

private:
    QLabel *m_icon = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_text = nullptr;
    QPushButton *m_button = nullptr;
};

} // namespace Athanor
