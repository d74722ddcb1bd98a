// SPDX-License-Identifier: MIT
#pragma once

#include "database/journal.h"

#include <QtWidgets/QWidget>

class QCheckBox;
class QLabel;
class QSortFilterProxyModel;
class QStackedLayout;
class QTableView;

namespace Athanor {

class EmptyState;
class JournalModel;

// The target's journal: of the chosen revision, or all of it.
class JournalPage : public QWidget
{
    Q_OBJECT

public:
    explicit JournalPage(QWidget *parent = nullptr);

    void setJournal(const std::vector<JournalEntry> &oldestFirst, const QString &target);
    void setUnavailable(const QString &reason);
    void setRevision(const QString &id);
    [[nodiscard]] QTableView *table() const { return m_table; }

private:
    void showWhatIsThere();

    QStackedLayout *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    QCheckBox *m_all = nullptr;
    QLabel *m_where = nullptr;
    QTableView *m_table = nullptr;
    JournalModel *m_model = nullptr;
    QSortFilterProxyModel *m_filtered = nullptr;
    QString m_revision;
    QString m_unavailable;
};

} // namespace Athanor
