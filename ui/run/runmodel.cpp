// SPDX-License-Identifier: MIT
#include "ui/run/runmodel.h"

#include "ui/pages/rehearsalmodel.h"
#include "ui/theme/icons.h"
#include "ui/widgets/messagebar.h"

#include <QtGui/QGuiApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

RunLook runLook(RunState state)
{
    switch (state) {
    case RunState::Waiting:
        return {u"state-pending"_s, RunModel::tr("waiting"), Tone::Muted};
    case RunState::Running:
        return {u"running"_s, RunModel::tr("running"), Tone::Accent};
    case RunState::Done:
        return {u"state-applied"_s, RunModel::tr("done"), Tone::Success};
    case RunState::Failed:
        return {u"error"_s, RunModel::tr("failed"), Tone::Danger};
    case RunState::Skipped:
        return {u"skipped"_s, RunModel::tr("skipped"), Tone::Muted};
    }
    return {};
}

static QString arrow(Direction direction)
{
    switch (direction) {
    case Direction::Upgrade:
        return u"↑ "_s;
    case Direction::Downgrade:
        return u"↓ "_s;
    case Direction::Rollback:
        return u"↶ "_s;
    case Direction::Revert:
        return u"⟲ "_s;
    }
    return {};
}

RunModel::RunModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

void RunModel::setPlan(const RunPlan &plan)
{
    beginResetModel();
    m_rows.clear();
    for (const PlannedRevision &revision : plan.revisions) {
        for (const PlannedStatement &statement : revision.statements) {
            RunRow row;
            row.revision = revision.revision;
            row.direction = revision.direction;
            row.number = statement.number;
            row.sql = statement.sql;
            row.state = statement.alreadyDone ? RunState::Done : RunState::Waiting;
            m_rows.push_back(row);
        }
    }
    endResetModel();
}

void RunModel::report(const RunEvent &event)
{
    const auto at = std::find_if(m_rows.begin(), m_rows.end(), [&event](const RunRow &row) {
        return row.revision == event.revision && row.direction == event.direction
            && row.number == event.statement;
    });
    if (at == m_rows.end())
        return; // of a whole revision
    switch (event.kind) {
    case RunEvent::RevisionStarted:
    case RunEvent::RevisionDone:
    case RunEvent::ObjectsInvalidated:
        return;
    case RunEvent::StatementStarted:
        at->state = RunState::Running;
        at->elapsedMs = 0;
        break;
    case RunEvent::StatementDone:
        at->state = RunState::Done;
        break;
    case RunEvent::StatementFailed:
        at->state = RunState::Failed;
        break;
    case RunEvent::StatementSkipped:
        at->state = RunState::Skipped;
        break;
    }
    if (event.kind != RunEvent::StatementStarted)
        at->elapsedMs = event.elapsedMs;
    at->rowsAffected = event.rowsAffected;
    if (event.error)
        at->remark =
            errorText(Error{event.error->kind, event.error->message, event.error->oraCode, {}, {}});
    else if (!event.compileErrors.empty())
        at->remark = tr("%1 %2 has compilation errors: line %3: %4")
                         .arg(event.compileErrors.front().type, event.compileErrors.front().object)
                         .arg(event.compileErrors.front().line)
                         .arg(event.compileErrors.front().message);
    const int row = int(at - m_rows.begin());
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void RunModel::setRunningTime(qint64 ms)
{
    const int row = rowOf(RunState::Running);
    if (row < 0)
        return;
    m_rows[size_t(row)].elapsedMs = ms;
    Q_EMIT dataChanged(index(row, TimeColumn), index(row, TimeColumn));
}

int RunModel::finishedCount() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const RunRow &row) {
        return row.state == RunState::Done || row.state == RunState::Skipped;
    }));
}

int RunModel::rowOf(RunState state) const
{
    const auto at = std::find_if(m_rows.begin(), m_rows.end(),
                                 [state](const RunRow &row) { return row.state == state; });
    return at == m_rows.end() ? -1 : int(at - m_rows.begin());
}

int RunModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RunModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RunModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RunRow &row = m_rows[size_t(index.row())];
    const RunLook look = runLook(row.state);
    if (role == Qt::ToolTipRole)
        return index.column() == RemarkColumn ? row.remark : row.sql;
    switch (Column(index.column())) {
    case StateColumn:
        if (role == Qt::DisplayRole)
            return look.word;
        if (role == Qt::DecorationRole)
            return icon(look.icon, look.tone);
        break;
    case RevisionColumn:
        if (role == Qt::DisplayRole)
            return QString(arrow(row.direction) + row.revision);
        if (role == Qt::AccessibleTextRole)
            return QString(toString(row.direction) + u' ' + row.revision);
        break;
    case NumberColumn:
        if (role == Qt::DisplayRole)
            return row.number;
        if (role == Qt::TextAlignmentRole)
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        break;
    case StatementColumn:
        if (role == Qt::DisplayRole)
            return oneLine(row.sql);
        if (role == Qt::FontRole)
            return monospaceFont();
        break;
    case TimeColumn:
        if (role == Qt::DisplayRole && row.elapsedMs >= 0)
            return row.elapsedMs < 1000 ? tr("%1 ms").arg(row.elapsedMs)
                                        : tr("%1 s").arg(double(row.elapsedMs) / 1000.0, 0, 'f', 1);
        if (role == Qt::TextAlignmentRole)
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        break;
    case RemarkColumn:
        if (role == Qt::DisplayRole)
            return row.remark.isEmpty() && row.rowsAffected >= 0
                ? tr("%n rows", nullptr, int(row.rowsAffected))
                : row.remark.simplified();
        if (role == Qt::ForegroundRole && row.state == RunState::Failed)
            return toneColor(Tone::Danger, QGuiApplication::palette());
        break;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant RunModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const bool right = section == NumberColumn || section == TimeColumn;
    if (role == Qt::TextAlignmentRole)
        return QVariant((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case StateColumn:
        return tr("Status");
    case RevisionColumn:
        return tr("Revision");
    case NumberColumn:
        return tr("No.");
    case StatementColumn:
        return tr("Statement");
    case TimeColumn:
        return tr("Took");
    case RemarkColumn:
        return tr("Remark");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace Athanor
