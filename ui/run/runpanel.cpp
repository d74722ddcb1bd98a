// SPDX-License-Identifier: MIT
#include "ui/run/runpanel.h"

#include "migrate/advice.h"
#include "ui/pages/tables.h"
#include "ui/run/runmodel.h"
#include "ui/theme/icons.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/messagebar.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolButton>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Athanor {

namespace {

QString durationText(qint64 ms)
{
    if (ms < 60000)
        return RunPanel::tr("%1 s").arg(double(ms) / 1000.0, 0, 'f', 1);
    return RunPanel::tr("%1 min %2 s").arg(ms / 60000).arg(ms / 1000 % 60);
}

} // namespace

QString adviceFor(const Error &error)
{
    const QString known = statementAdvice(error.oraCode);
    const QString always = RunPanel::tr("What ran before is in the target. Resume goes on with "
                                        "this statement, once rows or script are "
                                        "mended; Roll back undoes what ran.");
    return known.isEmpty() ? always : known + u' ' + always;
}

RunPanel::RunPanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new RunModel(this))
    , m_state(new Badge)
    , m_summary(new QLabel)
    , m_elapsed(new QLabel)
    , m_progress(new QProgressBar)
    , m_stop(new QPushButton(tr("Stop")))
    , m_show(new QPushButton(tr("Show in script")))
    , m_resume(new QPushButton(tr("Resume")))
    , m_rollback(new QPushButton(tr("Roll back")))
    , m_recompile(new QPushButton(tr("Recompile")))
    , m_advice(new QLabel)
    , m_table(new QTableView)
{
    m_table->setObjectName(u"runTable"_s);
    m_table->setAccessibleName(tr("Statements of the run"));
    m_table->setModel(m_model);
    setUpTable(m_table);
    m_table->setColumnWidth(RunModel::StateColumn, 96);
    m_table->setColumnWidth(RunModel::RevisionColumn, 130);
    m_table->setColumnWidth(RunModel::NumberColumn, 44);
    shareWidth(m_table, RunModel::StatementColumn, 0.65);
    m_table->setColumnWidth(RunModel::TimeColumn, 70);
    m_summary->setObjectName(u"runSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_elapsed->setForegroundRole(QPalette::PlaceholderText);
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(160, 8);
    m_progress->setAccessibleName(tr("Progress of the run"));
    m_stop->setIcon(icon(u"stop"_s, Tone::Danger));
    m_stop->setToolTip(tr("Stop after the statement that runs (Shift+Esc)"));
    m_show->setIcon(icon(u"script"_s));
    m_resume->setProperty("primary", true);
    m_rollback->setIcon(icon(u"rollback"_s));
    m_stop->setObjectName(u"runStop"_s);
    m_show->setObjectName(u"runShow"_s);
    m_resume->setObjectName(u"runResume"_s);
    m_rollback->setObjectName(u"runRollback"_s);
    m_recompile->setObjectName(u"runRecompile"_s);
    m_recompile->setToolTip(tr("Compile what the run made invalid"));
    m_advice->setObjectName(u"runAdvice"_s);
    m_advice->setWordWrap(true);
    m_advice->setTextFormat(Qt::PlainText);
    m_advice->setContentsMargins(12, 0, 12, 6);
    auto *closeButton = new QToolButton;
    closeButton->setAutoRaise(true);
    closeButton->setIcon(icon(u"close"_s));
    closeButton->setToolTip(tr("Hide the run"));
    closeButton->setAccessibleName(closeButton->toolTip());

    auto *top = new QHBoxLayout;
    top->setContentsMargins(12, 4, 8, 4);
    top->setSpacing(8);
    top->addWidget(m_state);
    top->addWidget(m_summary, 1);
    top->addWidget(m_elapsed);
    top->addWidget(m_progress);
    top->addWidget(m_show);
    top->addWidget(m_recompile);
    top->addWidget(m_rollback);
    top->addWidget(m_resume);
    top->addWidget(m_stop);
    top->addWidget(closeButton);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_advice);
    column->addWidget(m_table, 1);

    m_tick.setInterval(100ms);
    connect(&m_tick, &QTimer::timeout, this, &RunPanel::tick);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (m_stopping) {
            Q_EMIT stopStatementRequested();
            return;
        }
        Q_EMIT stopRequested();
    });
    connect(m_resume, &QPushButton::clicked, this, &RunPanel::resumeRequested);
    connect(m_rollback, &QPushButton::clicked, this, &RunPanel::rollbackRequested);
    connect(m_recompile, &QPushButton::clicked, this, [this] {
        m_recompile->setEnabled(false);
        Q_EMIT recompileRequested(m_invalidated);
    });
    connect(closeButton, &QToolButton::clicked, this, &RunPanel::hideRequested);
    const auto activate = [this](int row) {
        if (row < 0 || size_t(row) >= m_model->rows().size())
            return;
        const RunRow &r = m_model->rows()[size_t(row)];
        Q_EMIT statementActivated(r.revision, r.direction == Direction::Upgrade, r.number,
                                  r.state == RunState::Failed);
    };
    connect(m_table, &QTableView::activated, this,
            [activate](const QModelIndex &index) { activate(index.row()); });
    connect(m_show, &QPushButton::clicked, this, [this, activate] {
        const int failed = m_model->rowOf(RunState::Failed);
        activate(failed >= 0 ? failed : m_table->currentIndex().row());
    });
}

void RunPanel::start(const RunPlan &plan, const QString &target)
{
    m_target = target;
    m_model->setPlan(plan);
    m_progress->setRange(0, m_model->rowCount()); // what a resumed run has behind it counts too
    m_progress->setValue(m_model->finishedCount());
    m_progress->show();
    m_state->show(u"running"_s, tr("running"), Tone::Accent);
    m_summary->setText(tr("%n statements on %1", nullptr, plan.statementCount()).arg(target));
    m_stopping = false;
    m_stop->setText(tr("Stop"));
    m_stop->setToolTip(tr("Stop after the statement that runs (Shift+Esc)"));
    m_stop->show();
    for (QWidget *each : {static_cast<QWidget *>(m_show), static_cast<QWidget *>(m_resume),
                          static_cast<QWidget *>(m_rollback), static_cast<QWidget *>(m_recompile),
                          static_cast<QWidget *>(m_advice)})
        each->hide();
    m_clock.start();
    m_statementClock.start();
    m_tick.start();
    tick();
}

void RunPanel::showStopping()
{
    m_stopping = true;
    m_summary->setText(tr("Stopping after this statement…"));
    m_stop->setText(tr("Stop the statement…"));
    m_stop->setToolTip(tr("End the statement that runs; the database undoes what it had begun"));
}

void RunPanel::report(const RunEvent &event)
{
    if (event.kind == RunEvent::StatementStarted)
        m_statementClock.restart();
    m_model->report(event);
    m_progress->setValue(m_model->finishedCount());
    int row = m_model->rowOf(RunState::Running);
    if (row < 0)
        row = m_model->rowOf(RunState::Failed);
    if (row >= 0)
        m_table->scrollTo(m_model->index(row, 0));
}

void RunPanel::finish(const Result<RunOutcome> &outcome)
{
    m_tick.stop();
    m_elapsed->setText(durationText(m_clock.elapsed()));
    m_stop->hide();
    m_progress->hide();
    if (!outcome) {
        m_state->show(u"error"_s, tr("did not start"), Tone::Danger);
        m_summary->setText(tr("Nothing ran on %1.").arg(m_target));
        showAdvice(errorText(outcome.error()));
        return;
    }
    if (!outcome->stoppedBy) {
        m_state->show(u"state-applied"_s, tr("done"), Tone::Success);
        m_summary->setText(
            tr("%n statements ran on %1.", nullptr, m_model->finishedCount()).arg(m_target));
        offerRecompiling(outcome->invalidated);
        return;
    }
    const bool cancelled = outcome->stoppedBy->kind == ErrorKind::Cancelled;
    const QString where =
        tr("%1, statement %2").arg(outcome->stoppedAt).arg(outcome->stoppedAtStatement);
    m_state->show(cancelled ? u"stop"_s : u"error"_s, cancelled ? tr("stopped") : tr("failed"),
                  cancelled ? Tone::Warning : Tone::Danger);
    m_summary->setText(cancelled ? tr("Stopped by you at %1").arg(where)
                                 : tr("The run stands at %1").arg(where));
    m_resume->setVisible(true);
    m_rollback->setVisible(true);
    m_show->setVisible(!cancelled);
    if (cancelled)
        showAdvice(tr("What ran is in the target. Resume goes on with the next statement, Roll "
                      "back undoes what ran."));
    else
        showAdvice(errorText(*outcome->stoppedBy) + u'\n' + adviceFor(*outcome->stoppedBy));
    offerRecompiling(outcome->invalidated);
    if (const int row = m_model->rowOf(RunState::Failed); row >= 0)
        m_table->selectRow(row);
}

void RunPanel::offerRecompiling(const std::vector<InvalidObject> &objects)
{
    m_invalidated = objects;
    if (objects.empty())
        return;
    QStringList names;
    for (const InvalidObject &object : objects)
        names += object.type.toLower() + u' ' + object.name;
    const QString before = m_advice->isHidden() ? QString() : m_advice->text() + u'\n';
    showAdvice(before
               + tr("The run made %n objects invalid: %1. Oracle compiles them when they are next "
                    "used; Recompile does it now.",
                    nullptr, int(objects.size()))
                     .arg(names.join(u", "_s)));
    m_recompile->setEnabled(true);
    m_recompile->show();
}

void RunPanel::showRecompiled(const Result<std::vector<Recompiled>> &recompiled)
{
    if (!recompiled) {
        m_recompile->setEnabled(true);
        showAdvice(errorText(recompiled.error()));
        return;
    }
    QStringList lines;
    m_invalidated.clear();
    for (const Recompiled &each : *recompiled) {
        if (each.isValid)
            continue;
        m_invalidated.push_back(each.object);
        const QString name = each.object.type.toLower() + u' ' + each.object.name;
        if (each.error)
            lines += tr("%1: %2").arg(name, errorText(*each.error));
        for (const CompileError &error : each.compileErrors) {
            lines += tr("%1, line %2, column %3: %4")
                         .arg(name)
                         .arg(error.line)
                         .arg(error.column)
                         .arg(error.message);
        }
        if (!each.error && each.compileErrors.empty())
            lines += tr("%1 is still invalid").arg(name);
    }
    m_recompile->setEnabled(true);
    m_recompile->setVisible(!m_invalidated.empty());
    showAdvice(lines.isEmpty() ? tr("All of them are valid again.") : lines.join(u'\n'));
}

QString RunPanel::summary() const
{
    return m_summary->text();
}

void RunPanel::tick()
{
    m_elapsed->setText(durationText(m_clock.elapsed()));
    m_model->setRunningTime(m_statementClock.elapsed());
}

void RunPanel::showAdvice(const QString &text)
{
    m_advice->setText(text);
    m_advice->show();
}

} // namespace Athanor
