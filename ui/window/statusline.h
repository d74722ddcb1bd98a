// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>

class QLabel;
class QProgressBar;
class QStatusBar;

namespace Athanor {

struct Snapshot;

// What the status bar says: target, current revision and head; at the right what is being done.
class StatusLine : public QObject
{
    Q_OBJECT

public:
    explicit StatusLine(QStatusBar *bar);

    void showNoProject();
    void show(const Snapshot &snapshot);
    void showBusy(bool busy, const QString &what);

private:
    QLabel *m_target = nullptr;
    QLabel *m_head = nullptr;
    QLabel *m_busy = nullptr;
    QProgressBar *m_working = nullptr;
};

} // namespace Athanor
