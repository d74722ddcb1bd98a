// SPDX-License-Identifier: MIT
#pragma once

#include "database/journal.h"
#include "ui/theme/theme.h"

#include <QtCore/QAbstractTableModel>

namespace Athanor {

struct JournalLook
{
    QString icon;
    QString word;
    Tone tone = Tone::Muted;
};
[[nodiscard]] JournalLook journalLook(JournalStatus status);

// athanor_journal, newest first. New entries replace only what changed.
class JournalModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        StatusColumn,
        StartedColumn,
        RevisionColumn,
        DirectionColumn,
        NumberColumn,
        DurationColumn,
        ByColumn,
        ErrorColumn,
        ColumnCount
    };
    enum Role { RevisionRole = Qt::UserRole + 1 };

    explicit JournalModel(QObject *parent = nullptr);

    void setEntries(const std::vector<JournalEntry> &oldestFirst);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<JournalEntry> m_entries; // newest first
};

} // namespace Athanor
