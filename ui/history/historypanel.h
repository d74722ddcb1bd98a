// SPDX-License-Identifier: MIT
#pragma once

#include "ui/history/revisionrow.h"

#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QSortFilterProxyModel;

namespace Athanor {

class RevisionDelegate;
class RevisionListModel;

// The left side: filter, history, and a hint while there is no revision.
class HistoryPanel : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryPanel(QWidget *parent = nullptr);

    void setRows(std::vector<RevisionRow> rows);
    [[nodiscard]] RevisionListModel *model() const { return m_model; }
    [[nodiscard]] QListView *view() const { return m_view; }

    void select(const QString &id); // empty: the model
    [[nodiscard]] QString selectedId() const;
    void setFilter(const QString &text);
    void focusFilter();
    void setContextActions(const QList<QAction *> &actions);

Q_SIGNALS:
    void selected(const QString &id); // empty: the model
    void activated(const QString &id); // Enter or double click: go and read it

private:
    void updateHint();

    RevisionListModel *m_model = nullptr;
    QSortFilterProxyModel *m_filtered = nullptr;
    RevisionDelegate *m_delegate = nullptr;
    QLineEdit *m_filter = nullptr;
    QListView *m_view = nullptr;
    QLabel *m_hint = nullptr;
};

} // namespace Athanor
