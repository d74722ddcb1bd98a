// SPDX-License-Identifier: MIT
#include "ui/pages/revisionpage.h"

#include "ui/pages/changespage.h"
#include "ui/pages/journalpage.h"
#include "ui/pages/rehearsalpage.h"
#include "ui/pages/revisionheader.h"
#include "ui/pages/scriptpage.h"
#include "ui/session/projectsession.h"
#include "ui/theme/icons.h"
#include "ui/widgets/messagebar.h"

#include <QtWidgets/QTabWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

std::vector<Hazard> hazardsOf(const GeneratedScript &script)
{
    std::vector<Hazard> hazards;
    for (const GeneratedStatement &statement : script) {
        for (const Hazard &hazard : statement.hazards) {
            if (std::find(hazards.begin(), hazards.end(), hazard) == hazards.end())
                hazards.push_back(hazard);
        }
    }
    return hazards;
}

} // namespace

RevisionPage::RevisionPage(ProjectSession *session, MessageBar *messages, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_messages(messages)
    , m_header(new RevisionHeader)
    , m_tabs(new QTabWidget)
    , m_script(new ScriptPage)
    , m_changes(new ChangesPage)
    , m_rehearsal(new RehearsalPage)
    , m_journal(new JournalPage)
{
    m_tabs->setObjectName(u"revisionTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_script, tr("Script"));
    m_tabs->addTab(m_changes, tr("Changes"));
    m_tabs->addTab(m_rehearsal, tr("Rehearsal"));
    m_tabs->addTab(m_journal, tr("Journal"));
    m_tabs->setTabToolTip(ScriptTab, tr("Upgrade and downgrade (Ctrl+1)"));
    m_tabs->setTabToolTip(ChangesTab, tr("What the revision does to the schema (Ctrl+2)"));
    m_tabs->setTabToolTip(RehearsalTab, tr("What the sandbox says (Ctrl+3)"));
    m_tabs->setTabToolTip(JournalTab, tr("What ran on the target (Ctrl+4)"));
    m_changes->setTitles(tr("Before this revision"), tr("After this revision"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_tabs, 1);

    connect(m_header, &RevisionHeader::reviewRequested, this, [this] { review(); });
    connect(m_header, &RevisionHeader::withdrawRequested, this, &RevisionPage::withdrawReview);
    connect(m_header, &RevisionHeader::saveRequested, this, [this] { save(m_id); });
    connect(m_header, &RevisionHeader::revertRequested, this, &RevisionPage::revertCurrent);
    connect(m_script, &ScriptPage::modifiedChanged, this, [this] {
        showHeader();
        Q_EMIT modifiedChanged();
    });
    connect(m_rehearsal, &RehearsalPage::rehearseRequested, this, &RevisionPage::rehearse);
    connect(m_rehearsal, &RehearsalPage::statementActivated, this,
            [this](bool upgrade, int number, bool failed) {
                showTab(ScriptTab);
                m_script->showStatement(upgrade, number, failed);
            });
}

void RevisionPage::setRevision(const QString &id)
{
    m_id = id;
    m_changesOf.clear();
    snapshotChanged();
}

void RevisionPage::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
}

void RevisionPage::snapshotChanged()
{
    if (m_id.isEmpty() || !m_session->isOpen())
        return;
    const Snapshot &snapshot = m_session->snapshot();
    const Revision *revision = snapshot.workspace.graph.find(m_id);
    for (const Tab tab : {ScriptTab, ChangesTab, RehearsalTab})
        m_tabs->setTabEnabled(tab, revision != nullptr);
    if (revision) {
        m_script->setRevision(*revision, snapshot.workspace.version);
        m_rehearsal->setRevision(m_id, revision->sectionsSha256());
        loadChanges();
        loadGround();
    } else {
        showTab(JournalTab);
    }
    showHeader();
    m_journal->setRevision(m_id);
    if (snapshot.status)
        m_journal->setJournal(snapshot.status->journal, snapshot.target);
    else if (snapshot.targetError)
        m_journal->setUnavailable(errorText(*snapshot.targetError));
}

void RevisionPage::forgetAll()
{
    m_id.clear();
    m_changesOf.clear();
    m_groundOf.clear();
    m_script->forgetAll();
    m_rehearsal->forgetAll();
    m_changes->setNothing(u"compare"_s, tr("No revision chosen"), {});
}

void RevisionPage::showHeader()
{
    if (m_id.isEmpty() || !m_session->isOpen())
        return;
    const Snapshot &snapshot = m_session->snapshot();
    const RevisionStatus *status = snapshot.statusOf(m_id);
    if (const Revision *revision = snapshot.workspace.graph.find(m_id))
        m_header->setRevision(*revision, status, m_script->isModified(m_id));
    else if (status)
        m_header->setMissing(*status);
}

// What the revision does is asked once per text of it.
void RevisionPage::loadChanges()
{
    const Revision *revision = m_session->snapshot().workspace.graph.find(m_id);
    const QString key = m_id + u' ' + revision->sectionsSha256();
    if (key == m_changesOf)
        return;
    m_changesOf = key;
    m_script->setHazards({});
    m_changes->setNothing(u"running"_s, tr("Replaying the revisions…"),
                          tr("Changes are found by replaying the history without the target."));
    m_session->compareRevision(this, m_id, [this, key](const Result<Difference> &difference) {
        if (key != m_changesOf)
            return;
        if (!difference) {
            m_changes->setNothing(u"error"_s, tr("The revision could not be replayed"),
                                  errorText(difference.error()) + u"\n\n"_s
                                      + tr("Mend the script; Changes follows when it is saved."));
        } else if (difference->isEmpty()) {
            m_changes->setNothing(u"compare"_s, tr("No change of structure"),
                                  tr("This revision leaves every object as it is: it is empty, "
                                     "moves rows only, or merges branches."));
        } else {
            m_changes->setDifference(*difference);
            m_script->setHazards(hazardsOf(difference->scripts.upgrade));
        }
    });
}

// What the revision is written on top of: asked anew only when something below it has changed.
void RevisionPage::loadGround()
{
    const Workspace &workspace = m_session->snapshot().workspace;
    QStringList madeOf{m_id, workspace.version.toString(), toString(workspace.autoincrement)};
    for (const QString &id : workspace.graph.ancestors(workspace.graph.find(m_id)->revises)) {
        const Revision *below = workspace.graph.find(id);
        madeOf.append(below ? below->upgrade : QString());
    }
    // What has run is history: there is nothing to mend in it.
    const RevisionStatus *status = m_session->snapshot().statusOf(m_id);
    const bool ran = status
        && (status->state == RevisionState::Applied
            || status->state == RevisionState::EditedAfterApplied);
    madeOf.append(ran ? u"ran"_s : QString());
    if (madeOf == m_groundOf)
        return;
    m_groundOf = madeOf;
    if (ran) {
        m_script->setGround(m_id, nullptr);
        return;
    }
    m_session->groundOf(this, m_id, [this, id = m_id](const Result<ScriptGround> &ground) {
        // Without it nothing is examined; why it cannot be had stands under Changes.
        m_script->setGround(id, ground ? std::make_shared<const ScriptGround>(*ground) : nullptr);
    });
}

void RevisionPage::rehearse()
{
    if (m_id.isEmpty())
        return;
    showTab(RehearsalTab);
    if (m_script->isModified(m_id)) {
        save(m_id, [this] { rehearse(); });
        return;
    }
    m_rehearsal->setRunning();
    m_session->rehearse(this, m_id, [this, id = m_id](const Result<Rehearsal> &rehearsal) {
        if (id != m_id)
            return;
        if (rehearsal)
            m_rehearsal->setRehearsal(*rehearsal);
        else
            m_rehearsal->setFailed(rehearsal.error());
    });
}

void RevisionPage::save(const QString &id, std::function<void()> then)
{
    if (!m_script->isModified(id)) {
        if (then)
            then();
        return;
    }
    const ScriptPage::Edit edit = m_script->edit(id);
    m_session->saveSections(this, edit.saved, edit.upgrade, edit.downgrade,
                            [this, then, edit](const Result<Revision> &saved) {
                                if (!saved) {
                                    m_messages->sayError(saved.error(), {{tr("Reload"), [this] {
                                                                              m_session->refresh();
                                                                          }}});
                                    return;
                                }
                                m_script->setSaved(*saved, edit);
                                m_session->refresh();
                                if (then)
                                    then();
                            });
}

void RevisionPage::saveAll(std::function<void()> then)
{
    const QStringList ids = m_script->modifiedIds();
    if (ids.isEmpty()) {
        then();
        return;
    }
    save(ids.first(), [this, then] { saveAll(then); });
}

void RevisionPage::review(std::function<void()> then)
{
    if (m_id.isEmpty())
        return;
    save(m_id, [this, then, id = m_id] {
        m_session->review(this, id, [this, then](const Result<Revision> &reviewed) {
            if (!reviewed) {
                m_messages->sayError(reviewed.error());
                return;
            }
            m_script->setSaved(*reviewed);
            m_messages->say(
                Tone::Success,
                tr("Marked reviewed. Upgrade runs it; any edit before that takes the mark away."));
            m_session->refresh();
            if (then)
                then();
        });
    });
}

void RevisionPage::withdrawReview()
{
    m_session->withdrawReview(this, m_id, [this](const Result<Revision> &revision) {
        if (!revision) {
            m_messages->sayError(revision.error());
            return;
        }
        m_script->setSaved(*revision);
        m_messages->say(Tone::Plain,
                        tr("The review is withdrawn. The revision cannot run until it is marked "
                           "reviewed again."));
        m_session->refresh();
    });
}

void RevisionPage::revertCurrent()
{
    m_script->revert(m_id);
    m_session->refresh();
}

} // namespace Athanor
