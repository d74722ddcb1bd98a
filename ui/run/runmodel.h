// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/run.h"
#include "ui/theme/theme.h"

#include <QtCore/QAbstractTableModel>

namespace Athanor {

enum class RunState { Waiting, Running, Done, Failed, Skipped };

struct RunRow
{
    QString revision;
    Direction direction = Direction::Upgrade;
    int number = 0; // in its section
    QString sql;
    RunState state = RunState::Waiting;
    qint64 elapsedMs = -1;
    qlonglong rowsAffected = -1;
    QString remark; // the error, or what PL/SQL did not compile

    friend bool operator==(const RunRow &, const RunRow &) = default;
};

struct RunLook
{
    QString icon;
    QString word;
    Tone tone = Tone::Muted;
};
[[nodiscard]] RunLook runLook(RunState state);

// A run, statement by statement: the plan, then what happened to it.
class RunModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        StateColumn,
        RevisionColumn,
        NumberColumn,
        StatementColumn,
        TimeColumn,
        RemarkColumn,
        ColumnCount
    };

    explicit RunModel(QObject *parent = nullptr);

    void setPlan(const RunPlan &plan);
    void report(const RunEvent &event);
    void setRunningTime(qint64 ms); // of the statement that runs
    [[nodiscard]] const std::vector<RunRow> &rows() const { return m_rows; }
    [[nodiscard]] int finishedCount() const;
    [[nodiscard]] int rowOf(RunState state) const; // the first; -1: none

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<RunRow> m_rows;
};

} // namespace Athanor
