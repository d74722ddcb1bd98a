// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"

#include <vector>

class QAction;
class QActionGroup;
class QMainWindow;

namespace Athanor {

// Every action of the window, with its text, icon, shortcut and tip. What it does is connected by
// the window.
struct Actions
{
    explicit Actions(QMainWindow *window);

    QAction *newProject, *openProject, *openSample, *closeProject, *save, *revert, *quit;
    QAction *undo, *redo, *find, *findNext, *findPrevious, *nextProblem, *previousProblem,
        *quickFix, *complete, *zoomIn, *zoomOut, *zoomReset;
    QAction *newRevision, *review, *rehearse, *check, *copyId;
    QAction *upgrade, *upgradeToHere, *downgrade, *downgradeToHere, *resume, *rollback, *stop,
        *createTestUser, *removeTestUsers, *newTarget, *editTarget;
    QAction *refresh, *showRun, *filter, *history;
    QAction *showScript, *showChanges, *showRehearsal, *showJournal, *showModel, *showDrift;
    QAction *themeSystem, *themeLight, *themeDark;
    QActionGroup *themes;
    QAction *oracleConnection, *about;
    std::vector<QAction *> all;
};

// The menu bar made of them; `recent` is filled by the window.
void makeMenus(QMainWindow *window, const Actions &actions);

} // namespace Athanor
