// SPDX-License-Identifier: MIT
#include "ui/window/actions.h"

#include "ui/theme/icons.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QAction>
#include <QtGui/QActionGroup>
#include <QtWidgets/QMainWindow>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Actions", text);
}

} // namespace

Actions::Actions(QMainWindow *window)
{
    const auto make = [this, window](const QString &name, const QString &text,
                                     const QString &iconName, const QKeySequence &shortcut,
                                     const QString &tip = {}) {
        auto *action = new QAction(text, window);
        action->setObjectName(name);
        if (!iconName.isEmpty())
            action->setIcon(icon(iconName));
        action->setShortcut(shortcut);
        QString shown = tip.isEmpty() ? QString(text).remove(u'&').remove(u'…') : tip;
        if (!tip.isEmpty())
            action->setStatusTip(tip);
        if (!shortcut.isEmpty())
            shown += u" ("_s + shortcut.toString(QKeySequence::NativeText) + u')';
        action->setToolTip(shown);
        window->addAction(action);
        all.push_back(action);
        return action;
    };

    newProject = make(u"newProject"_s, tr("&New project…"), u"new-project"_s,
                      QKeySequence(u"Ctrl+Shift+N"_s));
    openProject = make(u"openProject"_s, tr("&Open project…"), u"open"_s, QKeySequence::Open);
    openSample = make(u"openSample"_s, tr("Open the &sample"), u"sample"_s, {});
    closeProject = make(u"closeProject"_s, tr("&Close project"), {}, QKeySequence(u"Ctrl+W"_s));
    save = make(u"save"_s, tr("&Save"), u"save"_s, QKeySequence::Save);
    revert = make(u"revert"_s, tr("&Revert"), u"revert"_s, {}, tr("Back to what is in the file"));
    quit = make(u"quit"_s, tr("&Quit"), {}, QKeySequence(u"Ctrl+Q"_s));

    undo = make(u"undo"_s, tr("&Undo"), {}, QKeySequence::Undo);
    redo = make(u"redo"_s, tr("&Redo"), {}, QKeySequence::Redo);
    find = make(u"find"_s, tr("&Find…"), u"search"_s, QKeySequence::Find);
    findNext = make(u"findNext"_s, tr("Find &next"), u"down"_s, QKeySequence(u"F3"_s));
    findPrevious =
        make(u"findPrevious"_s, tr("Find &previous"), u"up"_s, QKeySequence(u"Shift+F3"_s));
    nextProblem = make(u"nextProblem"_s, tr("Next pr&oblem"), u"error"_s, QKeySequence(u"F8"_s));
    previousProblem =
        make(u"previousProblem"_s, tr("Previous pro&blem"), {}, QKeySequence(u"Shift+F8"_s));
    quickFix = make(u"quickFix"_s, tr("&Mend…"), u"bulb"_s, QKeySequence(u"Alt+Return"_s),
                    tr("What mends the problem at the cursor"));
    complete = make(u"complete"_s, tr("C&omplete"), {}, QKeySequence(u"Ctrl+Space"_s),
                    tr("Tables, columns, sequences, types and words that fit here"));
    zoomIn = make(u"zoomIn"_s, tr("Zoom &in"), {}, QKeySequence::ZoomIn);
    zoomOut = make(u"zoomOut"_s, tr("Zoom &out"), {}, QKeySequence::ZoomOut);
    zoomReset = make(u"zoomReset"_s, tr("&Normal size"), {}, QKeySequence(u"Ctrl+0"_s));

    newRevision =
        make(u"newRevision"_s, tr("&New revision…"), u"new-revision"_s, QKeySequence(u"Ctrl+N"_s),
             tr("Compare the target with the model and write what is missing as a revision"));
    review = make(u"review"_s, tr("Re&view"), u"review"_s, QKeySequence(u"Ctrl+Shift+R"_s),
                  tr("Mark the chosen revision reviewed: you have read both sections"));
    rehearse = make(u"rehearse"_s, tr("Re&hearse"), u"rehearse"_s, QKeySequence(u"Ctrl+R"_s),
                    tr("Run the chosen revision up and down on the sandbox"));
    check = make(u"check"_s, tr("Chec&k"), u"check"_s, QKeySequence(u"Ctrl+Shift+K"_s),
                 tr("Does the target agree with the model?"));
    copyId = make(u"copyId"_s, tr("Copy &id"), u"copy"_s, {});

    upgrade = make(u"upgrade"_s, tr("&Upgrade"), u"upgrade"_s, QKeySequence(u"Ctrl+U"_s),
                   tr("Run everything that is pending"));
    upgradeToHere = make(u"upgradeToHere"_s, tr("Upgrade to &here"), u"upgrade"_s, {});
    downgrade = make(u"downgrade"_s, tr("&Downgrade"), u"downgrade"_s,
                     QKeySequence(u"Ctrl+Shift+D"_s), tr("Undo the newest revision of the target"));
    downgradeToHere = make(u"downgradeToHere"_s, tr("Downgrade t&o here"), u"downgrade"_s, {});
    resume = make(u"resume"_s, tr("Res&ume"), u"resume"_s, {},
                  tr("Go on with the run that stopped half-way"));
    rollback = make(u"rollback"_s, tr("Roll &back"), u"rollback"_s, {},
                    tr("Undo what the stopped run has done"));
    stop = make(u"stop"_s, tr("&Stop"), u"stop"_s, QKeySequence(u"Shift+Esc"_s),
                tr("Stop after the statement that runs"));
    createTestUser = make(u"createTestUser"_s, tr("Create &test user"), u"test-user"_s,
                          QKeySequence(u"Ctrl+T"_s),
                          tr("Insert a registered user through the sequence and read it back"));
    removeTestUsers = make(u"removeTestUsers"_s, tr("Re&move test users"), u"remove"_s, {},
                           tr("Takes away the test users Athanor made, no other row"));

    newTarget = make(u"newTarget"_s, tr("&New target…"), u"plus"_s, {},
                     tr("A connection to Oracle or a sandbox, written into athanor.toml"));
    editTarget =
        make(u"editTarget"_s, tr("Co&nnection…"), u"target"_s, QKeySequence(u"Ctrl+Shift+T"_s),
             tr("Where the target is, what environment it is; test the way there"));

    refresh = make(u"refresh"_s, tr("&Refresh"), u"refresh"_s, QKeySequence(u"F5"_s));
    showRun = make(u"showRun"_s, tr("Show the r&un"), {}, QKeySequence(u"Ctrl+J"_s));
    showRun->setCheckable(true);
    filter = make(u"filter"_s, tr("&Filter revisions"), u"search"_s, QKeySequence(u"Ctrl+K"_s));
    history = make(u"focusHistory"_s, tr("Go to the &history"), {}, QKeySequence(u"Ctrl+H"_s));
    showScript = make(u"showScript"_s, tr("S&cript"), u"script"_s, QKeySequence(u"Ctrl+1"_s));
    showChanges = make(u"showChanges"_s, tr("C&hanges"), u"compare"_s, QKeySequence(u"Ctrl+2"_s));
    showRehearsal =
        make(u"showRehearsal"_s, tr("R&ehearsal"), u"rehearse"_s, QKeySequence(u"Ctrl+3"_s));
    showJournal = make(u"showJournal"_s, tr("&Journal"), u"journal"_s, QKeySequence(u"Ctrl+4"_s));
    showDrift = make(u"showDrift"_s, tr("&Drift"), u"compare"_s, QKeySequence(u"Ctrl+D"_s),
                     tr("What somebody changed in the target by hand"));
    showModel = make(u"showModel"_s, tr("&Model"), u"model"_s, QKeySequence(u"Ctrl+M"_s));

    themes = new QActionGroup(window);
    themeSystem = make(u"themeSystem"_s, tr("As the &desktop"), {}, {});
    themeLight = make(u"themeLight"_s, tr("&Light"), {}, {});
    themeDark = make(u"themeDark"_s, tr("Dar&k"), {}, {});
    for (QAction *theme : {themeSystem, themeLight, themeDark}) {
        theme->setCheckable(true);
        themes->addAction(theme);
    }
    oracleConnection = make(u"oracleConnection"_s, tr("&Oracle connection…"), u"question"_s, {},
                            tr("The chain from here to the schema, link by link"));
    about = make(u"about"_s, tr("&About Athanor"), {}, {});

    newRevision->setIconText(tr("New revision"));
    createTestUser->setIconText(tr("Test user"));
}

void makeMenus(QMainWindow *window, const Actions &a)
{
    QMenuBar *bar = window->menuBar();
    QMenu *file = bar->addMenu(tr("&File"));
    file->addActions({a.newProject, a.openProject, a.openSample});
    QMenu *recent = file->addMenu(tr("Open &recent"));
    recent->setObjectName(u"recentMenu"_s);
    file->addSeparator();
    file->addActions({a.save, a.revert});
    file->addSeparator();
    file->addActions({a.closeProject, a.quit});

    QMenu *edit = bar->addMenu(tr("&Edit"));
    edit->addActions({a.undo, a.redo});
    edit->addSeparator();
    edit->addActions({a.find, a.findNext, a.findPrevious});
    edit->addSeparator();
    edit->addActions({a.nextProblem, a.previousProblem, a.quickFix, a.complete});

    QMenu *revision = bar->addMenu(tr("&Revision"));
    revision->addActions({a.newRevision, a.review, a.rehearse});
    revision->addSeparator();
    revision->addActions({a.upgradeToHere, a.downgradeToHere});
    revision->addSeparator();
    revision->addAction(a.copyId);

    QMenu *target = bar->addMenu(tr("&Target"));
    target->addActions({a.upgrade, a.downgrade, a.stop});
    target->addSeparator();
    target->addActions({a.resume, a.rollback});
    target->addSeparator();
    target->addActions({a.check, a.createTestUser, a.removeTestUsers});
    target->addSeparator();
    target->addActions({a.editTarget, a.newTarget});

    QMenu *view = bar->addMenu(tr("&View"));
    view->addActions(
        {a.showModel, a.showDrift, a.showScript, a.showChanges, a.showRehearsal, a.showJournal});
    view->addSeparator();
    view->addActions({a.history, a.filter, a.showRun, a.refresh});
    view->addSeparator();
    view->addActions({a.zoomIn, a.zoomOut, a.zoomReset});
    QMenu *theme = view->addMenu(tr("&Theme"));
    theme->addActions({a.themeSystem, a.themeLight, a.themeDark});

    bar->addMenu(tr("&Help"))->addActions({a.oracleConnection, a.about});
}

} // namespace Athanor
