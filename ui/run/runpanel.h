// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "migrate/recompile.h"
#include "migrate/run.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;

namespace Athanor {

class Badge;
class RunModel;

// The bottom of the window while something runs and after it: one row a statement, how far it is,
// and where it failed what to do about it.
class RunPanel : public QWidget
{
    Q_OBJECT

public:
    explicit RunPanel(QWidget *parent = nullptr);

    void start(const RunPlan &plan, const QString &target);
    [[nodiscard]] QString target() const { return m_target; } // of the run that is shown
    void report(const RunEvent &event);
    void showStopping(); // somebody asked to stop; a statement still runs
    void finish(const Result<RunOutcome> &outcome);
    // The answer to recompileRequested().
    void showRecompiled(const Result<std::vector<Recompiled>> &recompiled);
    [[nodiscard]] RunModel *model() const { return m_model; }
    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] QString summary() const;

Q_SIGNALS:
    void stopRequested();
    void stopStatementRequested(); // pressed again, while a statement still runs
    void resumeRequested();
    void rollbackRequested();
    void recompileRequested(const std::vector<Athanor::InvalidObject> &objects);
    void statementActivated(const QString &revision, bool upgrade, int number, bool failed);
    void hideRequested();

private:
    void tick();
    void showAdvice(const QString &text);
    void offerRecompiling(const std::vector<InvalidObject> &objects);

    RunModel *m_model = nullptr;
    Badge *m_state = nullptr;
    QLabel *m_summary = nullptr;
    QLabel *m_elapsed = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_stop = nullptr;
    bool m_stopping = false;
    QPushButton *m_show = nullptr;
    QPushButton *m_resume = nullptr;
    QPushButton *m_rollback = nullptr;
    QPushButton *m_recompile = nullptr;
    std::vector<InvalidObject> m_invalidated;
    QLabel *m_advice = nullptr;
    QTableView *m_table = nullptr;
    QString m_target;
    QElapsedTimer m_clock;
    QElapsedTimer m_statementClock;
    QTimer m_tick;
};

// What the user can do about a refused statement, by its ORA code.
[[nodiscard]] QString adviceFor(const Error &error);

} // namespace Athanor
