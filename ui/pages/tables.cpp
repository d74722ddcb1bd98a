// SPDX-License-Identifier: MIT
#include "ui/pages/tables.h"

#include <QtCore/QEvent>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTableView>

#include <algorithm>

namespace Athanor {

namespace {

class Sharing : public QObject
{
public:
    Sharing(QTableView *table, int column, double share)
        : QObject(table)
        , m_table(table)
        , m_column(column)
        , m_share(share)
    {
        table->viewport()->installEventFilter(this);
        connect(table->horizontalHeader(), &QHeaderView::sectionResized, this, [this](int section) {
            // The last one stretches by itself; another one was dragged.
            const bool last = section == m_table->horizontalHeader()->count() - 1;
            m_dragged = m_dragged || (!m_sharing && !last && m_table->isVisible());
        });
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Resize && !m_dragged)
            share();
        return QObject::eventFilter(watched, event);
    }

private:
    void share()
    {
        const QHeaderView *header = m_table->horizontalHeader();
        int left = m_table->viewport()->width();
        for (int i = 0; i + 1 < header->count(); ++i)
            left -= i == m_column || header->isSectionHidden(i) ? 0 : header->sectionSize(i);
        m_sharing = true;
        m_table->setColumnWidth(m_column, std::max(120, int(left * m_share)));
        m_sharing = false;
    }

    QTableView *m_table;
    int m_column;
    double m_share;
    bool m_sharing = false;
    bool m_dragged = false;
};

} // namespace

void shareWidth(QTableView *table, int column, double share)
{
    new Sharing(table, column, share); // the table owns it
}

void setUpTable(QTableView *table)
{
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false); // Tab goes on; arrows move in the table
    table->setWordWrap(false);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 10);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setMinimumSectionSize(32);
}

} // namespace Athanor
