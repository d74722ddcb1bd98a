// SPDX-License-Identifier: MIT
#include "ui/pages/changespage.h"

#include "ui/changes/diffview.h"
#include "ui/changes/objecttreemodel.h"
#include "ui/editor/highlighting.h"
#include "ui/theme/icons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/scriptview.h"

#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedLayout>
#include <QtWidgets/QTreeView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString ddlText(const Catalog &catalog, const ObjectRef &object)
{
    return scriptText(writeObject(catalog, object));
}

} // namespace

ChangesPage::ChangesPage(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedLayout(this))
    , m_empty(new EmptyState)
    , m_counts(new QLabel)
    , m_tree(new QTreeView)
    , m_model(new ObjectTreeModel(this))
    , m_diff(new DiffView)
    , m_hazards(new QLabel)
    , m_statements(new ScriptView)
{
    m_tree->setObjectName(u"changesTree"_s);
    m_tree->setAccessibleName(tr("Objects that differ"));
    m_tree->setModel(m_model);
    m_tree->setHeaderHidden(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setMouseTracking(true);
    m_tree->setTextElideMode(Qt::ElideRight);
    m_tree->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_tree->header()->setStretchLastSection(true);
    m_counts->setContentsMargins(12, 6, 8, 6);
    m_counts->setTextFormat(Qt::PlainText);
    m_counts->setForegroundRole(QPalette::PlaceholderText);
    m_hazards->setContentsMargins(10, 5, 10, 5);
    m_hazards->setWordWrap(true);
    m_hazards->setTextFormat(Qt::PlainText);
    m_statements->setAccessibleName(tr("Statements that carry the change out"));

    auto *left = new QWidget;
    auto *leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, 0, 0, 0);
    leftColumn->setSpacing(0);
    leftColumn->addWidget(m_counts);
    leftColumn->addWidget(m_tree, 1);

    auto *below = new QWidget;
    auto *belowColumn = new QVBoxLayout(below);
    belowColumn->setContentsMargins(0, 0, 0, 0);
    belowColumn->setSpacing(0);
    auto *belowTitle = new QLabel(tr("Statements"));
    belowTitle->setContentsMargins(10, 5, 10, 5);
    belowTitle->setForegroundRole(QPalette::PlaceholderText);
    belowColumn->addWidget(belowTitle);
    belowColumn->addWidget(m_hazards);
    belowColumn->addWidget(m_statements, 1);

    auto *right = new QSplitter(Qt::Vertical);
    right->addWidget(m_diff);
    right->addWidget(below);
    right->setStretchFactor(0, 3);
    right->setStretchFactor(1, 1);
    right->setSizes({320, 130});
    m_splitter = new QSplitter;
    m_splitter->addWidget(left);
    m_splitter->addWidget(right);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    left->setMinimumWidth(150);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { m_splitByUser = true; });

    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_splitter);
    connect(m_empty, &EmptyState::clicked, this, &ChangesPage::nothingClicked);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ChangesPage::showSelected);
}

// Two columns of DDL want the room more than the names do.
void ChangesPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_splitByUser)
        return;
    const int names = std::clamp(width() / 4, 150, 260);
    m_splitter->setSizes({names, std::max(1, width() - names)});
}

void ChangesPage::setTitles(const QString &before, const QString &after)
{
    m_diff->setTitles(before, after);
}

void ChangesPage::setDifference(const Difference &difference)
{
    const std::vector<ObjectNode> nodes = objectNodes(difference);
    const bool same = nodes == m_model->nodes() && m_stack->currentIndex() == 1
        && m_difference.comparison.from == difference.comparison.from
        && m_difference.comparison.to == difference.comparison.to;
    m_difference = difference;
    m_stack->setCurrentIndex(1);
    if (same)
        return;
    m_shownObject = -1;
    m_model->setNodes(nodes);
    if (nodes.size() <= 12)
        m_tree->expandAll();
    const ChangeCounts counts = countObjects(nodes);
    QStringList words;
    if (counts.added > 0)
        words.append(tr("+ %1 added").arg(counts.added));
    if (counts.altered > 0)
        words.append(tr("~ %1 changed").arg(counts.altered));
    if (counts.dropped > 0)
        words.append(tr("− %1 removed").arg(counts.dropped));
    if (counts.renamed > 0)
        words.append(tr("→ %1 renamed").arg(counts.renamed));
    m_counts->setText(words.join(u"   "_s));
    m_tree->setCurrentIndex(m_model->index(0, 0));
    showSelected();
}

void ChangesPage::setNothing(const QString &icon, const QString &title, const QString &text,
                             const QString &button)
{
    m_model->setNodes({});
    m_difference = {};
    m_shownObject = -1;
    m_empty->say(icon, title, text, button);
    m_stack->setCurrentIndex(0);
}

void ChangesPage::goToNextHunk(bool backward)
{
    m_diff->goToNextHunk(backward);
}

void ChangesPage::showSelected()
{
    const QModelIndex index = m_tree->currentIndex();
    if (!index.isValid())
        return;
    const int row = index.data(ObjectTreeModel::ObjectRowRole).toInt();
    const ObjectNode &object = m_model->nodes()[size_t(row)];
    if (row != m_shownObject) {
        m_shownObject = row;
        ObjectRef before = object.object;
        for (const ChangeNode &node : object.changes) {
            if (const auto *renamed = std::get_if<ObjectRenamed>(
                    &m_difference.comparison.changes[node.change].detail))
                before = renamed->from;
        }
        m_diff->show(sideBySide(ddlText(m_difference.comparison.from, before),
                                ddlText(m_difference.comparison.to, object.object)));
    }
    std::vector<size_t> changes;
    std::vector<Hazard> hazards;
    const QVariant one = index.data(ObjectTreeModel::ChangeRole);
    for (const ChangeNode &node : object.changes) {
        if (one.isValid() && one.toULongLong() != node.change)
            continue;
        changes.push_back(node.change);
        for (const Hazard &hazard : node.hazards) {
            if (std::find(hazards.begin(), hazards.end(), hazard) == hazards.end())
                hazards.push_back(hazard);
        }
    }
    QStringList lines;
    for (const Hazard &hazard : hazards)
        lines.append(u"⚠ "_s + hazard.message);
    m_hazards->setText(lines.join(u'\n'));
    m_hazards->setVisible(!lines.isEmpty());
    m_statements->setPlainText(statementsOf(changes));
}

QString ChangesPage::statementsOf(const std::vector<size_t> &changes) const
{
    QString text;
    for (const GeneratedStatement &statement : m_difference.scripts.upgrade) {
        const bool belongs =
            std::any_of(changes.begin(), changes.end(), [&statement](size_t change) {
                return std::find(statement.changes.begin(), statement.changes.end(), change)
                    != statement.changes.end();
            });
        if (!belongs)
            continue;
        if (!statement.note.isEmpty())
            text += u"-- "_s + QString(statement.note).replace(u'\n', u"\n-- "_s) + u'\n';
        text += scriptText(statement.sql);
    }
    return text.trimmed();
}

} // namespace Athanor
