// SPDX-License-Identifier: MIT
#pragma once

#include "ui/history/revisionrow.h"

#include <QtWidgets/QStyledItemDelegate>

namespace Athanor {

// Draws a row of the history: lanes, message, state. Draws only; every fact comes from the model.
class RevisionDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit RevisionDelegate(QObject *parent = nullptr);

    void setLaneColumns(int lanes); // 0: no lanes, for a filtered list

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintLanes(QPainter *painter, const QRect &rect, const RevisionRow &row,
                    const QPalette &palette) const;
    void paintPinnedRow(QPainter *painter, const QRect &rect, const RevisionRow &row,
                        const QStyleOptionViewItem &option) const;
    void paintRevisionRow(QPainter *painter, const QRect &rect, const RevisionRow &row,
                          const QStyleOptionViewItem &option) const;

    int m_laneColumns = 1;
};

// A pill with an icon and a word; the width it took. Also used by headers and tables.
int paintBadge(QPainter *painter, const QPoint &leftMiddle, const QString &iconName,
               const QString &text, Tone tone, const QFont &font, const QPalette &palette);
[[nodiscard]] QSize badgeSize(const QString &iconName, const QString &text, const QFont &font);

} // namespace Athanor
