// SPDX-License-Identifier: MIT
#include "ui/window/enabledactions.h"

#include "ui/window/actions.h"

#include <QtGui/QAction>

namespace Athanor {

void enableActions(const Actions &a, const WindowState &state)
{
    const auto enable = [](std::initializer_list<QAction *> actions, bool on) {
        for (QAction *action : actions)
            action->setEnabled(on);
    };
    const bool idle = state.open && !state.running;
    const bool ready = idle && state.connected;
    enable({a.newProject, a.openProject, a.openSample}, !state.running);
    enable({a.closeProject, a.newRevision, a.refresh, a.newTarget, a.editTarget}, idle);
    enable({a.find, a.findNext, a.findPrevious, a.nextProblem, a.previousProblem, a.quickFix,
            a.complete, a.zoomIn, a.zoomOut, a.zoomReset, a.filter, a.history, a.showRun,
            a.showScript, a.showChanges, a.showRehearsal, a.showJournal, a.showModel, a.showDrift},
           state.open);
    enable({a.save, a.revert}, idle && state.unsaved);
    enable({a.review}, idle && state.onRevision && state.hasFile && state.reviewable);
    enable({a.rehearse}, idle && state.onRevision && state.hasFile);
    enable({a.copyId}, state.open && state.onRevision);
    enable({a.upgrade, a.downgrade, a.createTestUser, a.removeTestUsers, a.check}, ready);
    enable({a.upgradeToHere}, ready && state.hasFile && !state.applied);
    enable({a.downgradeToHere}, ready && state.hasFile && state.applied);
    enable({a.resume, a.rollback}, ready && state.halfWay);
    enable({a.stop}, state.running);
}

} // namespace Athanor
