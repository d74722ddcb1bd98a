// SPDX-License-Identifier: MIT
#include "ui/window/runflow.h"

#include "ui/dialogs/runconfirmation.h"
#include "ui/session/projectsession.h"
#include "ui/widgets/messagebar.h"

#include <QtWidgets/QWidget>

#include <algorithm>

namespace Athanor {

RunFlow::RunFlow(ProjectSession *session, MessageBar *messages, QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_messages(messages)
    , m_window(window)
{ }

void RunFlow::upgrade(const QString &target)
{
    m_session->planUpgrade(this, target, [this](const Result<PlannedRun> &planned) {
        confirm(tr("Upgrade"), planned,
                tr("The target has every revision already. Change the model, then choose New "
                   "revision."));
    });
}

void RunFlow::downgrade(const QString &target)
{
    m_session->planDowngrade(this, target, [this](const Result<PlannedRun> &planned) {
        confirm(tr("Downgrade"), planned,
                tr("No revision has run on this target, so there is nothing to undo."));
    });
}

void RunFlow::resume(CrashAnswer answer)
{
    m_session->planResume(this, answer, [this](const Result<PlannedRun> &planned) {
        if (!planned && planned.error().kind == ErrorKind::Ambiguous) {
            // A crash in the middle of a statement, and the dictionary cannot tell: only the user
            // can know.
            m_messages->sayError(
                planned.error(),
                {{tr("It took effect"), [this] { resume(CrashAnswer::TookEffect); }},
                 {tr("It did not"), [this] { resume(CrashAnswer::TookNoEffect); }}});
            return;
        }
        confirm(tr("Resume"), planned, tr("No run stands half-way on this target."));
    });
}

void RunFlow::rollback()
{
    m_session->planRollback(this, [this](const Result<PlannedRun> &planned) {
        confirm(tr("Roll back"), planned, tr("No run stands half-way on this target."));
    });
}

void RunFlow::revert(const DriftOptions &options)
{
    m_session->planRevert(this, options, [this](const Result<RevertPlan> &reverting) {
        if (!reverting) {
            confirm({}, Failure(reverting.error()), {});
            return;
        }
        PlannedRun planned;
        planned.plan = reverting->plan;
        planned.script = scriptText(reverting->script);
        planned.isRefuted = reverting->rehearsal.overall() == Verdict::Refuted;
        planned.plan.remarks.prepend(tr("Rehearsed on a sandbox that starts as the target is: %1")
                                         .arg(toString(reverting->rehearsal.overall())));
        planned.plan.remarks += reverting->rehearsal.remarks;
        for (const GeneratedStatement &statement : reverting->script)
            planned.hazards.insert(planned.hazards.end(), statement.hazards.begin(),
                                   statement.hazards.end());
        confirm(tr("Take back"), planned, tr("There is nothing to take back any more."));
    });
}

void RunFlow::confirm(const QString &verb, const Result<PlannedRun> &planned,
                      const QString &nothing)
{
    if (!planned) {
        std::vector<MessageBar::Offer> offers;
        if (planned.error().kind == ErrorKind::NotReviewed) {
            // The first one the path needs is the one to read.
            const Snapshot &snapshot = m_session->snapshot();
            const auto &revisions = snapshot.workspace.graph.revisions(); // parents first
            const auto waiting =
                std::find_if(revisions.begin(), revisions.end(), [&snapshot](const Revision &r) {
                    const RevisionStatus *status = snapshot.statusOf(r.id);
                    return status && status->state == RevisionState::NotReviewed;
                });
            if (waiting != revisions.end())
                offers.push_back(
                    {tr("Read it"), [this, id = waiting->id] { Q_EMIT revisionWanted(id); }});
        } else if (m_session->snapshot().hasUnfinishedRun()) {
            offers.push_back({tr("Resume"), [this] { resume(); }});
            offers.push_back({tr("Roll back"), [this] { rollback(); }});
        }
        m_messages->sayError(planned.error(), offers);
        return;
    }
    if (planned->plan.isEmpty() && planned->script.isEmpty()) {
        m_messages->say(Tone::Plain, nothing);
        return;
    }
    const Snapshot &snapshot = m_session->snapshot();
    const Target *target = snapshot.currentTarget();
    if (!target)
        return;
    auto *dialog = new RunConfirmation({verb, planned->plan, *target, planned->hazards,
                                        planned->messages, planned->script, planned->isRefuted},
                                       m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, plan = planned->plan, name = target->name] {
        if (m_session->chosenTarget() != name) { // the plan, and what was confirmed, is of that one
            m_messages->say(Tone::Warning,
                            tr("Another target was chosen meanwhile. Nothing was run."));
            return;
        }
        m_messages->dismiss();
        m_session->run(plan);
    });
    dialog->open();
}

} // namespace Athanor
