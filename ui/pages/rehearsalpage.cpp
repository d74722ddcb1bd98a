// SPDX-License-Identifier: MIT
#include "ui/pages/rehearsalpage.h"

#include "ui/pages/rehearsalmodel.h"
#include "ui/pages/tables.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/messagebar.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedLayout>
#include <QtWidgets/QTableView>

using namespace Qt::StringLiterals;

namespace Athanor {

RehearsalPage::RehearsalPage(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedLayout(this))
    , m_empty(new EmptyState)
    , m_overall(new Badge)
    , m_summary(new QLabel)
    , m_again(new QPushButton(tr("Rehearse again")))
    , m_table(new QTableView)
    , m_model(new RehearsalModel(this))
{
    m_table->setObjectName(u"rehearsalTable"_s);
    m_table->setAccessibleName(tr("Statements rehearsed"));
    m_table->setModel(m_model);
    setUpTable(m_table);
    m_table->setColumnWidth(RehearsalModel::VerdictColumn, 120);
    m_table->setColumnWidth(RehearsalModel::DirectionColumn, 90);
    m_table->setColumnWidth(RehearsalModel::NumberColumn, 44);
    shareWidth(m_table, RehearsalModel::StatementColumn, 0.55);
    m_summary->setWordWrap(true);
    m_summary->setTextFormat(Qt::PlainText);

    auto *top = new QHBoxLayout;
    top->setContentsMargins(12, 8, 10, 8);
    top->setSpacing(10);
    top->addWidget(m_overall, 0, Qt::AlignTop);
    top->addWidget(m_summary, 1);
    top->addWidget(m_again, 0, Qt::AlignTop);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_table, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(content);
    m_empty->button()->setObjectName(u"rehearseButton"_s);

    connect(m_empty, &EmptyState::clicked, this, &RehearsalPage::rehearseRequested);
    connect(m_again, &QPushButton::clicked, this, &RehearsalPage::rehearseRequested);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        const bool refuted = index.siblingAtColumn(RehearsalModel::VerdictColumn).data().toString()
            == verdictLook(Verdict::Refuted).word;
        Q_EMIT statementActivated(index.data(RehearsalModel::DirectionRole).toInt()
                                      == int(Direction::Upgrade),
                                  index.data(RehearsalModel::NumberRole).toInt(), refuted);
    });
}

void RehearsalPage::setRevision(const QString &id, const QString &sectionsSha256)
{
    const QString key = id + u' ' + sectionsSha256;
    if (key == m_key)
        return;
    m_key = key;
    if (const auto known = m_known.find(key); known != m_known.end()) {
        showRehearsal(known->second);
        return;
    }
    m_empty->say(u"rehearse"_s, tr("Not rehearsed yet"),
                 tr("A rehearsal runs the upgrade and the downgrade on an empty sandbox that "
                    "stands where the revision "
                    "starts. It shows, statement by statement, what holds before anything touches "
                    "the target."),
                 tr("Rehearse"));
    m_stack->setCurrentIndex(0);
}

void RehearsalPage::setRunning()
{
    m_empty->say(u"running"_s, tr("Rehearsing…"),
                 tr("The statements run on the sandbox. The target is not touched."));
    m_stack->setCurrentIndex(0);
}

void RehearsalPage::setRehearsal(const Rehearsal &rehearsal)
{
    m_known[m_key] = rehearsal;
    showRehearsal(rehearsal);
}

void RehearsalPage::setFailed(const Error &error)
{
    m_empty->say(u"error"_s, tr("The rehearsal could not start"), errorText(error),
                 tr("Rehearse again"));
    m_stack->setCurrentIndex(0);
}

void RehearsalPage::forgetAll()
{
    m_known.clear();
    m_key.clear();
}

QString RehearsalPage::verdictText() const
{
    return m_stack->currentIndex() == 1 ? m_overall->text() : QString();
}

void RehearsalPage::showRehearsal(const Rehearsal &rehearsal)
{
    m_model->setRehearsal(rehearsal);
    const VerdictLook look = verdictLook(rehearsal.overall());
    m_overall->show(look.icon, look.word, look.tone);
    QStringList lines;
    if (rehearsal.comparedWithModel) {
        switch (rehearsal.upgradeReachesModel) {
        case Verdict::Proved:
            lines.append(tr("The upgrade reaches the model."));
            break;
        case Verdict::Refuted:
            lines.append(tr("The upgrade does not reach the model: the model has changes that are "
                            "in no revision."));
            break;
        case Verdict::CannotJudge:
            lines.append(tr("Whether the upgrade reaches the model could not be judged."));
            break;
        }
    }
    switch (rehearsal.downgradeReturns) {
    case Verdict::Proved:
        lines.append(
            tr("The downgrade returns to the structure before; rows are not part of that."));
        break;
    case Verdict::Refuted:
        lines.append(tr(
            "The downgrade does not return to the structure before. Compare what it leaves out."));
        break;
    case Verdict::CannotJudge:
        lines.append(tr("Whether the downgrade returns could not be judged."));
        break;
    }
    lines += rehearsal.remarks;
    m_summary->setText(lines.join(u'\n'));
    m_stack->setCurrentIndex(1);
}

} // namespace Athanor
