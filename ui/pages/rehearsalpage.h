// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/rehearse.h"

#include <QtWidgets/QWidget>

#include <map>

class QLabel;
class QPushButton;
class QStackedLayout;
class QTableView;

namespace Athanor {

class Badge;
class EmptyState;
class RehearsalModel;

// What the sandbox said about a revision, statement by statement and for the whole.
class RehearsalPage : public QWidget
{
    Q_OBJECT

public:
    explicit RehearsalPage(QWidget *parent = nullptr);

    void setRevision(const QString &id,
                     const QString &sectionsSha256); // shows what it said last of this very text
    void setRunning();
    void setRehearsal(const Rehearsal &rehearsal);
    void setFailed(const Error &error);
    void forgetAll();
    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] QString verdictText() const;

Q_SIGNALS:
    void rehearseRequested();
    void statementActivated(bool upgrade, int number, bool failed);

private:
    void showRehearsal(const Rehearsal &rehearsal);

    QStackedLayout *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    Badge *m_overall = nullptr;
    QLabel *m_summary = nullptr;
    QPushButton *m_again = nullptr;
    QTableView *m_table = nullptr;
    RehearsalModel *m_model = nullptr;
    QString m_key; // revision and text
    std::map<QString, Rehearsal> m_known;
};

} // namespace Athanor
