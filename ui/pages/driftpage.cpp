// SPDX-License-Identifier: MIT
#include "ui/pages/driftpage.h"

#include "migrate/changenames.h"
#include "ui/changes/objecttreemodel.h"
#include "ui/dialogs/adoptdialog.h"
#include "ui/pages/changespage.h"
#include "ui/session/projectsession.h"
#include "ui/theme/icons.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/messagebar.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

enum Scope { Everything, Selected };

QString objectText(const ObjectRef &object)
{
    return object.type.toLower() + u' ' + object.name.name;
}

} // namespace

DriftPage::DriftPage(ProjectSession *session, MessageBar *messages, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_messages(messages)
    , m_state(new Badge)
    , m_facts(new QLabel)
    , m_remarks(new QLabel)
    , m_scope(new QComboBox)
    , m_look(new QPushButton(tr("Look again")))
    , m_adopt(new QPushButton(tr("Adopt…")))
    , m_revert(new QPushButton(tr("Take back…")))
    , m_ignore(new QPushButton(tr("Ignore selected")))
    , m_changes(new ChangesPage)
    , m_notOwnedBox(new QWidget)
    , m_notOwnedTitle(new QLabel)
    , m_notOwned(new QListWidget)
{
    buildActions();
    auto *title = new QLabel(tr("Drift"));
    title->setFont(titleFont(font()));
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    m_remarks->setObjectName(u"driftRemarks"_s);
    m_remarks->setWordWrap(true);
    m_remarks->setTextFormat(Qt::PlainText);
    m_remarks->setContentsMargins(14, 0, 10, 6);
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(title, 1);
    first->addWidget(m_look);
    auto *second = new QHBoxLayout;
    second->setSpacing(8);
    second->addWidget(m_state);
    second->addWidget(m_facts, 1);
    auto *third = new QHBoxLayout;
    third->setSpacing(8);
    third->addWidget(m_scope);
    third->addWidget(m_adopt);
    third->addWidget(m_revert);
    third->addWidget(m_ignore);
    third->addStretch();
    auto *header = new QVBoxLayout;
    header->setContentsMargins(14, 8, 10, 6);
    header->setSpacing(4);
    header->addLayout(first);
    header->addLayout(second);
    header->addLayout(third);

    m_notOwned->setObjectName(u"driftNotOwned"_s);
    m_notOwned->setAccessibleName(tr("Objects that no revision made"));
    m_notOwned->setFrameShape(QFrame::NoFrame);
    m_notOwned->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_notOwnedTitle->setContentsMargins(14, 5, 10, 5);
    m_notOwnedTitle->setForegroundRole(QPalette::PlaceholderText);
    auto *apart = new QVBoxLayout(m_notOwnedBox);
    apart->setContentsMargins(0, 0, 0, 0);
    apart->setSpacing(0);
    apart->addWidget(m_notOwnedTitle);
    apart->addWidget(m_notOwned, 1);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_changes);
    splitter->addWidget(m_notOwnedBox);
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    splitter->setSizes({480, 110});

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(header);
    column->addWidget(m_remarks);
    column->addWidget(splitter, 1);

    m_changes->tree()->setSelectionMode(QAbstractItemView::ExtendedSelection);
    connect(m_changes->tree()->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &DriftPage::updateActions);
    connect(m_notOwned, &QListWidget::itemSelectionChanged, this, [this] {
        // What no revision made is never everything: who selects it means it.
        if (!m_notOwned->selectedItems().isEmpty())
            m_scope->setCurrentIndex(Selected);
        updateActions();
    });
    connect(m_changes, &ChangesPage::nothingClicked, this, &DriftPage::look);
    connect(m_session, &ProjectSession::runStarted, this, &DriftPage::updateActions);
    connect(m_session, &ProjectSession::runFinished, this, &DriftPage::updateActions);
    forgetAll();
}

void DriftPage::buildActions()
{
    m_scope->setObjectName(u"driftScope"_s);
    m_scope->setAccessibleName(tr("What the buttons are about"));
    m_scope->addItems({tr("All changes"), tr("Selected changes")});
    m_look->setObjectName(u"driftLook"_s);
    m_look->setIcon(icon(u"refresh"_s));
    m_adopt->setObjectName(u"driftAdopt"_s);
    m_adopt->setProperty("primary", true);
    m_adopt->setToolTip(tr("Write a revision that makes the same in other databases, recorded as "
                           "applied here"));
    m_revert->setObjectName(u"driftRevert"_s);
    m_revert->setIcon(icon(u"revert"_s));
    m_revert->setToolTip(
        tr("See the SQL that brings the target back to its revisions, and run it"));
    m_ignore->setObjectName(u"driftIgnore"_s);
    m_ignore->setToolTip(tr("Leave what is selected alone from now on: a rule in athanor.toml"));
    connect(m_look, &QPushButton::clicked, this, &DriftPage::look);
    connect(m_adopt, &QPushButton::clicked, this, &DriftPage::adopt);
    connect(m_revert, &QPushButton::clicked, this, [this] { Q_EMIT revertRequested(options()); });
    connect(m_ignore, &QPushButton::clicked, this, &DriftPage::ignore);
    connect(m_scope, &QComboBox::currentIndexChanged, this, &DriftPage::updateActions);
}

void DriftPage::forgetAll()
{
    m_drift.reset();
    m_looking = false; // an answer of a project that was closed never comes
    m_stale = true;
    m_changes->setNothing(u"compare"_s, tr("Not looked at yet"),
                          tr("Compares the target with what its revisions make."), tr("Look now"));
    showHeader();
    showNotOwned();
    updateActions();
    Q_EMIT looked();
}

void DriftPage::snapshotChanged()
{
    const Snapshot &snapshot = m_session->snapshot();
    const QStringList heads = snapshot.status ? snapshot.status->current : QStringList();
    // What was seen on another target, or below other revisions, says nothing any more.
    if (snapshot.target != m_target || (m_drift && heads != m_drift->heads))
        forgetAll();
    m_target = snapshot.target;
    m_stale = true;
    if (isVisible())
        look();
}

void DriftPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        look();
}

void DriftPage::look()
{
    if (!m_session->isOpen() || m_session->isRunning() || m_looking)
        return;
    m_looking = true;
    m_stale = false;
    m_session->readDrift(this, [this](const Result<Drift> &drift) { show(drift); });
}

void DriftPage::show(const Result<Drift> &drift)
{
    m_looking = false;
    m_drift = drift ? std::optional(*drift) : std::nullopt;
    const QString target = m_session->snapshot().target;
    m_changes->setTitles(tr("What the revisions make"), tr("On %1").arg(target));
    if (!drift) {
        m_changes->setNothing(u"error"_s, tr("The target could not be compared"),
                              errorText(drift.error()), tr("Look again"));
    } else if (drift->isEmpty()) {
        m_changes->setNothing(u"check"_s, tr("Nobody changed it by hand"),
                              tr("%1 is as its revisions made it.").arg(target));
    } else {
        m_changes->setDifference(drift->difference);
    }
    m_scope->setCurrentIndex(Everything);
    showHeader();
    showNotOwned();
    updateActions();
    Q_EMIT looked();
    if (m_stale && isVisible()) // something changed while we looked
        look();
}

void DriftPage::showHeader()
{
    QStringList remarks;
    if (m_drift && m_drift->halfWay)
        remarks += errorText(*m_drift->halfWay);
    if (m_drift)
        remarks += m_drift->remarks;
    m_remarks->setText(remarks.join(u'\n'));
    m_remarks->setVisible(!remarks.isEmpty());
    if (!m_drift) {
        m_state->show(u"question"_s, tr("not compared"), Tone::Muted);
        m_facts->clear();
        return;
    }
    const auto count = int(m_drift->difference.comparison.changes.size());
    if (count == 0)
        m_state->show(u"check"_s, tr("as its revisions made it"), Tone::Success);
    else
        m_state->show(u"changed"_s, tr("drifted: %n changes by hand", nullptr, count),
                      Tone::Warning);
    QStringList facts{m_drift->heads.isEmpty()
                          ? tr("held against an empty schema, no revision is applied")
                          : tr("held against revision %1").arg(m_drift->heads.join(u", "_s))};
    if (!m_drift->ignored.empty())
        facts += tr("%n objects ignored", nullptr, int(m_drift->ignored.size()));
    m_facts->setText(facts.join(u"   ·   "_s));
}

void DriftPage::showNotOwned()
{
    const QSignalBlocker quiet(m_notOwned);
    m_notOwned->clear();
    const bool some = m_drift && !m_drift->notOwned.empty();
    m_notOwnedBox->setVisible(some);
    if (!some)
        return;
    m_notOwnedTitle->setText(tr("%n objects that no revision ever made; they do not count", nullptr,
                                int(m_drift->notOwned.size())));
    for (const ObjectRef &object : m_drift->notOwned)
        new QListWidgetItem(icon(objectIcon(object.type), Tone::Muted), objectText(object),
                            m_notOwned);
}

void DriftPage::updateActions()
{
    const bool drifted = m_drift && !m_drift->isEmpty();
    const bool mayAct = m_drift && !m_drift->halfWay && !m_session->isRunning();
    const bool all = m_scope->currentIndex() == Everything;
    const bool chosen = !chosenRules().empty();
    const bool chosenApart = !chosenNotOwned().empty();
    m_scope->setEnabled(drifted || (m_drift && !m_drift->notOwned.empty()));
    m_adopt->setEnabled(mayAct && (all ? drifted : chosen || chosenApart));
    m_revert->setEnabled(mayAct && drifted && (all || chosen)); // never what nobody's revision made
    m_ignore->setEnabled(m_drift && (chosen || chosenApart));
}

std::vector<ObjectRule> DriftPage::chosenRules() const
{
    std::vector<ObjectRule> rules;
    if (!m_drift || m_drift->isEmpty())
        return rules;
    const auto &changes = m_drift->difference.comparison.changes;
    for (const QModelIndex &index : m_changes->tree()->selectionModel()->selectedIndexes()) {
        const QVariant change = index.data(ObjectTreeModel::ChangeRole);
        if (change.isValid() && change.toULongLong() < changes.size()) {
            // The narrowest name of it: the column, not its table.
            rules.push_back(ruleFor(namesOf(changes[size_t(change.toULongLong())]).back()));
            continue;
        }
        const auto &nodes =
            static_cast<const ObjectTreeModel *>(m_changes->tree()->model())->nodes();
        const auto row = size_t(index.data(ObjectTreeModel::ObjectRowRole).toInt());
        if (row < nodes.size())
            rules.push_back(ruleFor(nodes[row].object));
    }
    return rules;
}

std::vector<ObjectRule> DriftPage::chosenNotOwned() const
{
    std::vector<ObjectRule> rules;
    for (int i = 0; m_drift && i < m_notOwned->count(); ++i) {
        if (m_notOwned->item(i)->isSelected() && size_t(i) < m_drift->notOwned.size())
            rules.push_back(ruleFor(m_drift->notOwned[size_t(i)]));
    }
    return rules;
}

DriftOptions DriftPage::options() const
{
    DriftOptions options;
    if (m_scope->currentIndex() == Selected)
        options.only = chosenRules();
    return options;
}

void DriftPage::adopt()
{
    const Target *target = m_session->snapshot().currentTarget();
    if (!target || !m_drift)
        return;
    DriftOptions adopting = options();
    if (m_scope->currentIndex() == Selected) {
        const std::vector<ObjectRule> apart = chosenNotOwned();
        adopting.only.insert(adopting.only.end(), apart.begin(), apart.end());
    }
    QStringList what;
    for (const ObjectRule &rule : adopting.only)
        what += rule.toString();
    auto *dialog = new AdoptDialog(*target, what, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, adopting, name = target->name] {
        if (m_session->chosenTarget() != name) {
            m_messages->say(Tone::Warning,
                            tr("Another target was chosen meanwhile. Nothing was adopted."));
            return;
        }
        m_session->adoptDrift(this, adopting, dialog->message(),
                              [this](const Result<std::optional<Revision>> &revision) {
                                  if (!revision)
                                      m_messages->sayError(revision.error());
                                  else if (*revision)
                                      Q_EMIT revisionWritten((*revision)->id);
                                  else
                                      m_messages->say(Tone::Plain,
                                                      tr("There was nothing to adopt any more."));
                                  m_session->refresh();
                              });
    });
    dialog->open();
}

void DriftPage::ignore()
{
    std::vector<ObjectRule> rules = chosenRules();
    const std::vector<ObjectRule> apart = chosenNotOwned();
    rules.insert(rules.end(), apart.begin(), apart.end());
    m_session->ignoreDrift(this, rules, [this, rules](const Result<int> &added) {
        if (!added) {
            m_messages->sayError(added.error());
            return;
        }
        QStringList what;
        for (const ObjectRule &rule : rules)
            what += rule.toString();
        m_messages->say(
            Tone::Success,
            tr("[drift] ignore in athanor.toml leaves alone: %1").arg(what.join(u", "_s)));
        m_session->refresh();
    });
}

} // namespace Athanor
