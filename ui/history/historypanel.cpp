// SPDX-License-Identifier: MIT
#include "ui/history/historypanel.h"

#include "ui/history/revisiondelegate.h"
#include "ui/history/revisionlistmodel.h"
#include "ui/theme/icons.h"

#include <QtCore/QSortFilterProxyModel>
#include <QtGui/QAction>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// Keeps the pinned rows, and revisions whose message, id or state holds every word.
class RevisionFilter : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setText(const QString &text)
    {
        m_words = text.split(u' ', Qt::SkipEmptyParts);
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const QModelIndex index = sourceModel()->index(row, 0, parent);
        if (index.data(RevisionListModel::KindRole).toInt() != RevisionRow::Revision)
            return true;
        const QString text = index.data(Qt::AccessibleTextRole).toString();
        return std::all_of(m_words.begin(), m_words.end(), [&text](const QString &word) {
            return text.contains(word, Qt::CaseInsensitive);
        });
    }

private:
    QStringList m_words;
};

} // namespace

HistoryPanel::HistoryPanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new RevisionListModel(this))
    , m_filtered(new RevisionFilter(this))
    , m_delegate(new RevisionDelegate(this))
    , m_filter(new QLineEdit)
    , m_view(new QListView)
    , m_hint(new QLabel)
{
    setMinimumWidth(240);
    m_filtered->setSourceModel(m_model);
    m_filter->setObjectName(u"historyFilter"_s);
    m_filter->setPlaceholderText(tr("Filter revisions (Ctrl+K)"));
    m_filter->setAccessibleName(tr("Filter revisions"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon(u"search"_s, Tone::Muted), QLineEdit::LeadingPosition);

    m_view->setObjectName(u"history"_s);
    m_view->setAccessibleName(tr("Revisions, newest first"));
    m_view->setModel(m_filtered);
    m_view->setItemDelegate(m_delegate);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformItemSizes(true);
    m_view->setMouseTracking(true);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);

    m_hint->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_hint->setContentsMargins(20, 20, 20, 20);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setBackgroundRole(QPalette::Base);
    m_hint->setAutoFillBackground(true);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(8, 8, 8, 8);
    top->addWidget(m_filter);
    column->addLayout(top);
    column->addWidget(m_view, 1);
    column->addWidget(m_hint);

    connect(m_filter, &QLineEdit::textChanged, this, &HistoryPanel::setFilter);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) {
                if (index.isValid())
                    Q_EMIT selected(index.data(RevisionListModel::IdRole).toString());
            });
    connect(m_view, &QListView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT activated(index.data(RevisionListModel::IdRole).toString());
    });
}

void HistoryPanel::setRows(std::vector<RevisionRow> rows)
{
    m_model->setRows(std::move(rows));
    m_delegate->setLaneColumns(m_filter->text().isEmpty() ? m_model->mostLanes() : 0);
    if (!m_view->currentIndex().isValid() && m_filtered->rowCount() > 0)
        m_view->setCurrentIndex(m_filtered->index(0, 0));
    m_view->viewport()->update();
    updateHint();
}

void HistoryPanel::select(const QString &id)
{
    const QModelIndex index = m_model->indexOf(id);
    if (!index.isValid())
        return;
    if (!m_filtered->mapFromSource(index).isValid())
        m_filter->clear();
    m_view->setCurrentIndex(m_filtered->mapFromSource(index));
}

QString HistoryPanel::selectedId() const
{
    return m_view->currentIndex().data(RevisionListModel::IdRole).toString();
}

void HistoryPanel::setFilter(const QString &text)
{
    if (m_filter->text() != text)
        m_filter->setText(text); // comes back here
    static_cast<RevisionFilter *>(m_filtered)->setText(text);
    m_delegate->setLaneColumns(text.isEmpty() ? m_model->mostLanes() : 0);
    m_view->viewport()->update();
    updateHint();
}

void HistoryPanel::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void HistoryPanel::setContextActions(const QList<QAction *> &actions)
{
    m_view->addActions(actions);
}

void HistoryPanel::updateHint()
{
    const auto pinned = int(
        std::count_if(m_model->rows().begin(), m_model->rows().end(),
                      [](const RevisionRow &row) { return row.kind != RevisionRow::Revision; }));
    const bool none = m_model->rowCount() <= pinned;
    const bool nothingFits = !none && m_filtered->rowCount() <= pinned;
    m_hint->setVisible(none || nothingFits);
    if (none)
        m_hint->setText(tr("No revisions yet.\n\nWrite the tables you want under Model, then "
                           "choose New revision."));
    else if (nothingFits)
        m_hint->setText(tr("No revision fits the filter.\nIt looks at message, id and state."));
}

} // namespace Athanor
