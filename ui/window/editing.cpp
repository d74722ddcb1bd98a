// SPDX-License-Identifier: MIT
#include "ui/window/editing.h"

#include "ui/editor/scriptcompleter.h"
#include "ui/editor/scripteditor.h"
#include "ui/pages/modelpage.h"
#include "ui/pages/revisionpage.h"
#include "ui/pages/scriptpage.h"
#include "ui/window/mainwindow.h"

#include <QtGui/QAction>
#include <QtWidgets/QTabWidget>

namespace Athanor {

namespace {

void find(MainWindow *window, int way) // 0: open, 1: next, -1: previous
{
    if (window->isOnModel()) {
        window->modelPage()->tabs()->setCurrentIndex(0);
        way == 0 ? window->modelPage()->find() : window->modelPage()->findNext(way < 0);
    } else {
        ScriptPage *script = window->revisionPage()->script();
        window->revisionPage()->showTab(RevisionPage::ScriptTab);
        way == 0 ? script->find() : script->findNext(way < 0);
    }
}

void goToProblem(MainWindow *window, bool backward)
{
    if (window->isOnModel())
        window->modelPage()->editor()->goToNextDiagnostic(backward);
    else
        window->revisionPage()->script()->goToNextDiagnostic(backward);
}

void zoom(MainWindow *window, int steps)
{
    if (window->isOnModel())
        window->modelPage()->editor()->zoomBy(steps);
    else
        window->revisionPage()->script()->zoomBy(steps);
}

void showTab(MainWindow *window, RevisionPage::Tab tab)
{
    if (!window->isOnModel())
        window->revisionPage()->showTab(tab);
    else if (tab <= RevisionPage::ChangesTab)
        window->modelPage()->tabs()->setCurrentIndex(int(tab));
}

} // namespace

void connectEditing(MainWindow *window)
{
    const Actions &actions = window->actions();
    const auto on = [window](QAction *action, auto slot) {
        QObject::connect(action, &QAction::triggered, window, slot);
    };
    // Undo and redo go to whoever has the focus; the editors know how.
    on(actions.undo, [window] {
        if (auto *editor = qobject_cast<QPlainTextEdit *>(window->focusWidget()))
            editor->undo();
    });
    on(actions.redo, [window] {
        if (auto *editor = qobject_cast<QPlainTextEdit *>(window->focusWidget()))
            editor->redo();
    });
    on(actions.find, [window] { find(window, 0); });
    on(actions.findNext, [window] { find(window, 1); });
    on(actions.findPrevious, [window] { find(window, -1); });
    on(actions.nextProblem, [window] { goToProblem(window, false); });
    on(actions.previousProblem, [window] { goToProblem(window, true); });
    on(actions.quickFix, [window] {
        if (window->isOnModel())
            window->modelPage()->editor()->showFixes();
        else
            window->revisionPage()->script()->showFixes();
    });
    on(actions.complete, [window] {
        if (window->isOnModel())
            window->modelPage()->editor()->completer()->complete(true);
        else
            window->revisionPage()->script()->complete();
    });
    on(actions.zoomIn, [window] { zoom(window, 1); });
    on(actions.zoomOut, [window] { zoom(window, -1); });
    on(actions.zoomReset, [window] { zoom(window, 0); });
    on(actions.showScript, [window] { showTab(window, RevisionPage::ScriptTab); });
    on(actions.showChanges, [window] { showTab(window, RevisionPage::ChangesTab); });
    on(actions.showRehearsal, [window] { showTab(window, RevisionPage::RehearsalTab); });
    on(actions.showJournal, [window] { showTab(window, RevisionPage::JournalTab); });
}

} // namespace Athanor
