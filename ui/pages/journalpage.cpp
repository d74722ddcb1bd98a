// SPDX-License-Identifier: MIT
#include "ui/pages/journalpage.h"

#include "ui/pages/journalmodel.h"
#include "ui/pages/tables.h"
#include "ui/widgets/emptystate.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QSortFilterProxyModel>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QStackedLayout>
#include <QtWidgets/QTableView>

using namespace Qt::StringLiterals;

namespace Athanor {

JournalPage::JournalPage(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedLayout(this))
    , m_empty(new EmptyState)
    , m_all(new QCheckBox(tr("All revisions")))
    , m_where(new QLabel)
    , m_table(new QTableView)
    , m_model(new JournalModel(this))
    , m_filtered(new QSortFilterProxyModel(this))
{
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterRole(JournalModel::RevisionRole);
    m_table->setObjectName(u"journalTable"_s);
    m_table->setAccessibleName(tr("Journal, newest first"));
    m_table->setModel(m_filtered);
    setUpTable(m_table);
    const auto width = [this](int column, int pixels) { m_table->setColumnWidth(column, pixels); };
    width(JournalModel::StatusColumn, 90);
    width(JournalModel::StartedColumn, 150);
    width(JournalModel::RevisionColumn, 115);
    width(JournalModel::DirectionColumn, 90);
    width(JournalModel::NumberColumn, 44);
    width(JournalModel::DurationColumn, 60);
    width(JournalModel::ByColumn, 140);
    m_where->setForegroundRole(QPalette::PlaceholderText);

    auto *top = new QHBoxLayout;
    top->setContentsMargins(12, 6, 10, 6);
    top->addWidget(m_where, 1);
    top->addWidget(m_all);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_table, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(content);
    connect(m_all, &QCheckBox::toggled, this, &JournalPage::showWhatIsThere);
    connect(m_empty, &EmptyState::clicked, this, [this] { m_all->setChecked(true); });
    showWhatIsThere();
}

void JournalPage::setJournal(const std::vector<JournalEntry> &oldestFirst, const QString &target)
{
    m_unavailable.clear();
    m_where->setText(tr("What ran on %1, newest first").arg(target));
    m_model->setEntries(oldestFirst);
    showWhatIsThere();
}

void JournalPage::setUnavailable(const QString &reason)
{
    m_unavailable = reason;
    m_model->setEntries({});
    showWhatIsThere();
}

void JournalPage::setRevision(const QString &id)
{
    m_revision = id;
    showWhatIsThere();
}

void JournalPage::showWhatIsThere()
{
    const bool all = m_all->isChecked() || m_revision.isEmpty();
    m_filtered->setFilterRegularExpression(all ? QRegularExpression()
                                               : QRegularExpression(u'^' + m_revision + u'$'));
    if (!m_unavailable.isEmpty())
        m_empty->say(u"target"_s, tr("The target could not be asked"), m_unavailable);
    else if (m_model->rowCount() == 0)
        m_empty->say(u"journal"_s, tr("Nothing has run here yet"),
                     tr("Every statement of an upgrade or a downgrade is written to the target's "
                        "journal before it runs, and again "
                        "when it is done. Upgrade runs what is reviewed."));
    else if (m_filtered->rowCount() == 0)
        m_empty->say(u"journal"_s, tr("This revision has not run on this target"),
                     tr("The journal has entries of other revisions."), tr("Show all revisions"));
    m_stack->setCurrentIndex(m_filtered->rowCount() > 0 && m_unavailable.isEmpty() ? 1 : 0);
}

} // namespace Athanor
