// SPDX-License-Identifier: MIT
#include "ui/history/revisionlistmodel.h"

#include <algorithm>

namespace Athanor {

RevisionListModel::RevisionListModel(QObject *parent)
    : QAbstractListModel(parent)
{ }

void RevisionListModel::setRows(std::vector<RevisionRow> rows)
{
    const size_t shorter = std::min(rows.size(), m_rows.size());
    size_t head = 0;
    while (head < shorter && rows[head].id == m_rows[head].id)
        ++head;
    size_t tail = 0;
    while (tail < shorter - head
           && rows[rows.size() - 1 - tail].id == m_rows[m_rows.size() - 1 - tail].id)
        ++tail;

    m_mostLanes = 1;
    for (const RevisionRow &row : rows)
        m_mostLanes = std::max(m_mostLanes, row.lane.laneCount);

    // Between what stays at the top and at the bottom the old rows go and the new ones come.
    const size_t gone = m_rows.size() - head - tail;
    const size_t fresh = rows.size() - head - tail;
    using Step = std::vector<RevisionRow>::difference_type;
    if (gone > 0) {
        beginRemoveRows({}, int(head), int(head + gone - 1));
        m_rows.erase(m_rows.begin() + Step(head), m_rows.begin() + Step(head + gone));
        endRemoveRows();
    }
    if (fresh > 0) {
        beginInsertRows({}, int(head), int(head + fresh - 1));
        m_rows.insert(m_rows.begin() + Step(head), rows.begin() + Step(head),
                      rows.begin() + Step(head + fresh));
        endInsertRows();
    }
    for (size_t i = 0; i < rows.size(); ++i) {
        if (m_rows[i] == rows[i])
            continue;
        m_rows[i] = std::move(rows[i]);
        Q_EMIT dataChanged(index(int(i)), index(int(i)));
    }
}

QModelIndex RevisionListModel::indexOf(const QString &id) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&id](const RevisionRow &r) { return r.id == id; });
    return found == m_rows.end() ? QModelIndex() : index(int(found - m_rows.begin()));
}

int RevisionListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant RevisionListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const RevisionRow &row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row.message;
    case Qt::ToolTipRole:
        if (row.kind != RevisionRow::Revision)
            return spokenText(row);
        return QString(spokenText(row) + u'\n'
                       + (row.hasStatus ? stateLook(row.status) : unknownStateLook()).explanation);
    case Qt::AccessibleTextRole:
        return spokenText(row);
    case RowRole:
        return QVariant::fromValue(row);
    case IdRole:
        return row.id;
    case KindRole:
        return int(row.kind);
    default: // roles nobody here has
        return {};
    }
}

} // namespace Athanor
