// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/autogenerate.h"

#include <QtWidgets/QWidget>

class QLabel;
class QPlainTextEdit;
class QStackedLayout;
class QSplitter;
class QTreeView;

namespace Athanor {

class DiffView;
class EmptyState;
class ObjectTreeModel;

// What differs between two states of the schema: objects at the left, the chosen one's DDL before
// and after, and the statements that carry the change out.
class ChangesPage : public QWidget
{
    Q_OBJECT

public:
    explicit ChangesPage(QWidget *parent = nullptr);

    void setTitles(const QString &before, const QString &after);
    void setDifference(const Difference &difference);
    // Instead of a difference: why there is none, what to do, and where `button` is set, the button
    // that does it.
    void setNothing(const QString &icon, const QString &title, const QString &text,
                    const QString &button = {});
    [[nodiscard]] QTreeView *tree() const { return m_tree; }
    void goToNextHunk(bool backward);

Q_SIGNALS:
    void nothingClicked();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showSelected();
    [[nodiscard]] QString statementsOf(const std::vector<size_t> &changes) const;

    Difference m_difference;
    QStackedLayout *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    QLabel *m_counts = nullptr;
    QSplitter *m_splitter = nullptr;
    bool m_splitByUser = false;
    QTreeView *m_tree = nullptr;
    ObjectTreeModel *m_model = nullptr;
    DiffView *m_diff = nullptr;
    QLabel *m_hazards = nullptr;
    QPlainTextEdit *m_statements = nullptr;
    int m_shownObject = -1;
};

} // namespace Athanor
