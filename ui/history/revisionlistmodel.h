// SPDX-License-Identifier: MIT
#pragma once

#include "ui/history/revisionrow.h"

#include <QtCore/QAbstractListModel>

namespace Athanor {

// The history as a list. New rows replace only what changed, so selection and scroll position
// survive a refresh.
class RevisionListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { RowRole = Qt::UserRole + 1, IdRole, KindRole };

    explicit RevisionListModel(QObject *parent = nullptr);

    void setRows(std::vector<RevisionRow> rows);
    [[nodiscard]] const std::vector<RevisionRow> &rows() const { return m_rows; }
    [[nodiscard]] QModelIndex indexOf(const QString &id) const;
    [[nodiscard]] int mostLanes() const
    {
        return m_mostLanes;
    } // of any row: what the lanes' column needs

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<RevisionRow> m_rows;
    int m_mostLanes = 1;
};

} // namespace Athanor
