// SPDX-License-Identifier: MIT
#pragma once

#include "ui/welcome/recentprojects.h"

#include <QtWidgets/QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace Athanor {

// What the window shows while no project is open. Asks; opening is the window's.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);

    void setRecent(const std::vector<RecentProject> &projects);

Q_SIGNALS:
    void openRequested();
    void newRequested();
    void sampleRequested();
    void projectChosen(const QString &directory);
    void forgetRequested(const QString &directory);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QListWidget *m_recent = nullptr;
    QLabel *m_noRecent = nullptr;
};

} // namespace Athanor
