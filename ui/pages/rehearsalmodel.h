// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/rehearse.h"
#include "ui/theme/theme.h"

#include <QtCore/QAbstractTableModel>

namespace Athanor {

struct VerdictLook
{
    QString icon;
    QString word;
    Tone tone = Tone::Muted;
};
[[nodiscard]] VerdictLook verdictLook(Verdict verdict);

// What a rehearsal said of each statement.
class RehearsalModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        VerdictColumn,
        DirectionColumn,
        NumberColumn,
        StatementColumn,
        WhyColumn,
        ColumnCount
    };
    enum Role { DirectionRole = Qt::UserRole + 1, NumberRole };

    explicit RehearsalModel(QObject *parent = nullptr);

    void setRehearsal(const Rehearsal &rehearsal);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<RehearsedStatement> m_statements;
};

// A statement's first line, for a table's cell.
[[nodiscard]] QString oneLine(const QString &sql);

} // namespace Athanor
