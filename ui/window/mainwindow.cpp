// SPDX-License-Identifier: MIT
#include "ui/window/mainwindow.h"

#include "ui/editor/scripteditor.h"
#include "ui/history/historypanel.h"
#include "ui/history/revisionlistmodel.h"
#include "ui/pages/changespage.h"
#include "ui/pages/modelpage.h"
#include "ui/pages/revisionpage.h"
#include "ui/pages/scriptpage.h"
#include "ui/run/runpanel.h"
#include "ui/session/projectsession.h"
#include "ui/theme/icons.h"
#include "ui/welcome/recentprojects.h"
#include "ui/welcome/sampleproject.h"
#include "ui/welcome/welcomepage.h"
#include "ui/widgets/messagebar.h"
#include "ui/window/runflow.h"
#include "ui/window/targetbar.h"

#include <QtCore/QDir>
#include <QtCore/QSettings>
#include <QtGui/QAction>
#include <QtGui/QActionGroup>
#include <QtGui/QClipboard>
#include <QtGui/QCloseEvent>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Athanor {

MainWindow::MainWindow(QSettings *settings, QWidget *parent)
    : QMainWindow(parent)
    , m_settings(settings)
    , m_actions(this)
    , m_session(new ProjectSession(this))
    , m_messages(new MessageBar)
    , m_runs(new RunFlow(m_session, m_messages, this))
{
    setWindowTitle(u"Athanor"_s);
    setWindowIcon(applicationIcon());
    makeMenus(this, m_actions);
    m_targetBar = new TargetBar(this);
    m_targetBar->addActions({m_actions.newRevision, m_actions.review, m_actions.upgrade,
                             m_actions.downgrade, m_actions.stop});
    m_targetBar->addSeparator();
    m_targetBar->addActions({m_actions.createTestUser, m_actions.check});
    addToolBar(Qt::TopToolBarArea, m_targetBar);
    setContextMenuPolicy(Qt::NoContextMenu); // the target bar is not to be hidden by accident

    buildCentre();
    buildStatusBar();
    connectActions();
    connectParts();
    projectClosed();
    restore();
}

MainWindow::~MainWindow()
{
    // The session goes first: its answers must not meet half a window.
    delete m_session;
    m_session = nullptr;
}

void MainWindow::buildCentre()
{
    m_welcome = new WelcomePage;
    m_history = new HistoryPanel;
    m_revisionPage = new RevisionPage(m_session, m_messages);
    m_modelPage = new ModelPage(m_session, m_messages);
    m_runPanel = new RunPanel;

    m_centre = new QStackedWidget;
    m_centre->addWidget(m_modelPage);
    m_centre->addWidget(m_revisionPage);
    m_across = new QSplitter(Qt::Horizontal);
    m_across->addWidget(m_history);
    m_across->addWidget(m_centre);
    m_across->setChildrenCollapsible(false);
    m_across->setStretchFactor(0, 0);
    m_across->setStretchFactor(1, 1);
    m_across->setSizes({320, 960});
    m_down = new QSplitter(Qt::Vertical);
    m_down->addWidget(m_across);
    m_down->addWidget(m_runPanel);
    m_down->setStretchFactor(0, 1);
    m_down->setStretchFactor(1, 0);
    m_down->setChildrenCollapsible(false);
    m_down->setSizes({520, 190});
    m_runPanel->setMinimumHeight(110);
    m_runPanel->hide();

    m_pages = new QStackedWidget;
    m_pages->addWidget(m_welcome);
    m_pages->addWidget(m_down);
    auto *centre = new QWidget;
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_messages);
    column->addWidget(m_pages, 1);
    setCentralWidget(centre);

    const auto separator = [this] {
        auto *action = new QAction(this);
        action->setSeparator(true);
        return action;
    };
    m_history->setContextActions({m_actions.upgradeToHere, m_actions.downgradeToHere, separator(),
                                  m_actions.review, m_actions.rehearse, separator(),
                                  m_actions.copyId});
}

void MainWindow::buildStatusBar()
{
    m_targetLabel = new QLabel;
    m_headLabel = new QLabel;
    m_busyLabel = new QLabel;
    m_busyBar = new QProgressBar;
    m_busyBar->setRange(0, 0);
    m_busyBar->setFixedSize(90, 6);
    m_busyBar->setTextVisible(false);
    m_busyBar->setAccessibleName(tr("Working"));
    m_targetLabel->setObjectName(u"statusTarget"_s);
    m_headLabel->setObjectName(u"statusHead"_s);
    for (QLabel *label : {m_targetLabel, m_headLabel, m_busyLabel})
        label->setContentsMargins(8, 2, 8, 2);
    m_busyLabel->setForegroundRole(QPalette::PlaceholderText);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_targetLabel);
    statusBar()->addWidget(m_headLabel, 1);
    statusBar()->addPermanentWidget(m_busyLabel);
    statusBar()->addPermanentWidget(m_busyBar);
    showBusy();
}

void MainWindow::connectActions()
{
    const auto on = [this](QAction *action, auto slot) {
        connect(action, &QAction::triggered, this, slot);
    };
    on(m_actions.newProject, [this] { makeProject(); });
    on(m_actions.openProject, [this] { chooseProject(); });
    on(m_actions.openSample, [this] { openSample(defaultSampleDirectory()); });
    on(m_actions.closeProject, [this] { guarded([this] { m_session->close(); }); });
    on(m_actions.quit, [this] { close(); });
    on(m_actions.save, [this] {
        if (onModel())
            (void)m_modelPage->saveAll();
        else
            m_revisionPage->save(chosenId());
    });
    on(m_actions.revert, [this] {
        if (onModel())
            m_modelPage->discardAll();
        else
            m_revisionPage->revertCurrent();
    });
    // Undo and redo go to whoever has the focus; the editors know how.
    on(m_actions.undo, [this] {
        if (auto *editor = qobject_cast<QPlainTextEdit *>(focusWidget()))
            editor->undo();
    });
    on(m_actions.redo, [this] {
        if (auto *editor = qobject_cast<QPlainTextEdit *>(focusWidget()))
            editor->redo();
    });
    const auto find = [this](int way) { // 0: open, 1: next, -1: previous
        if (onModel()) {
            m_modelPage->tabs()->setCurrentIndex(0);
            way == 0 ? m_modelPage->find() : m_modelPage->findNext(way < 0);
        } else {
            m_revisionPage->showTab(RevisionPage::ScriptTab);
            way == 0 ? m_revisionPage->script()->find()
                     : m_revisionPage->script()->findNext(way < 0);
        }
    };
    on(m_actions.find, [find] { find(0); });
    on(m_actions.findNext, [find] { find(1); });
    on(m_actions.findPrevious, [find] { find(-1); });
    const auto problem = [this](bool backward) {
        if (onModel())
            m_modelPage->editor()->goToNextDiagnostic(backward);
        else
            m_revisionPage->script()->goToNextDiagnostic(backward);
    };
    on(m_actions.nextProblem, [problem] { problem(false); });
    on(m_actions.previousProblem, [problem] { problem(true); });
    const auto zoom = [this](int steps) {
        if (onModel())
            m_modelPage->editor()->zoomBy(steps);
        else
            m_revisionPage->script()->zoomBy(steps);
    };
    on(m_actions.zoomIn, [zoom] { zoom(1); });
    on(m_actions.zoomOut, [zoom] { zoom(-1); });
    on(m_actions.zoomReset, [zoom] { zoom(0); });

    on(m_actions.newRevision, [this] { guarded([this] { newRevision(); }); });
    on(m_actions.review, [this] { m_revisionPage->review(); });
    on(m_actions.rehearse, [this] { m_revisionPage->rehearse(); });
    on(m_actions.check, [this] { check(); });
    on(m_actions.copyId, [this] { QGuiApplication::clipboard()->setText(chosenId()); });
    on(m_actions.upgrade, [this] { guarded([this] { m_runs->upgrade(u"heads"_s); }); });
    on(m_actions.upgradeToHere, [this] { guarded([this] { m_runs->upgrade(chosenId()); }); });
    on(m_actions.downgrade, [this] { guarded([this] { m_runs->downgrade(u"-1"_s); }); });
    on(m_actions.downgradeToHere, [this] { guarded([this] { m_runs->downgrade(chosenId()); }); });
    on(m_actions.resume, [this] { guarded([this] { m_runs->resume(); }); });
    on(m_actions.rollback, [this] { guarded([this] { m_runs->rollback(); }); });
    on(m_actions.stop, [this] { m_session->stop(); });
    on(m_actions.createTestUser, [this] { createTestUser(); });
    on(m_actions.removeTestUsers, [this] { removeTestUsers(); });

    on(m_actions.refresh, [this] { m_session->refresh(); });
    connect(m_actions.showRun, &QAction::toggled, m_runPanel, &QWidget::setVisible);
    on(m_actions.filter, [this] { m_history->focusFilter(); });
    on(m_actions.history, [this] { m_history->view()->setFocus(Qt::ShortcutFocusReason); });
    const auto tab = [this](RevisionPage::Tab which) {
        if (!onModel())
            m_revisionPage->showTab(which);
        else if (which <= RevisionPage::ChangesTab)
            m_modelPage->tabs()->setCurrentIndex(int(which));
    };
    on(m_actions.showScript, [tab] { tab(RevisionPage::ScriptTab); });
    on(m_actions.showChanges, [tab] { tab(RevisionPage::ChangesTab); });
    on(m_actions.showRehearsal, [tab] { tab(RevisionPage::RehearsalTab); });
    on(m_actions.showJournal, [tab] { tab(RevisionPage::JournalTab); });
    on(m_actions.showModel, [this] { m_history->select({}); });
    on(m_actions.themeSystem, [this] { chooseTheme(ThemeChoice::System); });
    on(m_actions.themeLight, [this] { chooseTheme(ThemeChoice::Light); });
    on(m_actions.themeDark, [this] { chooseTheme(ThemeChoice::Dark); });
    on(m_actions.about, [this] { showAbout(); });
}

void MainWindow::connectParts()
{
    connect(m_welcome, &WelcomePage::openRequested, this, &MainWindow::chooseProject);
    connect(m_welcome, &WelcomePage::newRequested, this, &MainWindow::makeProject);
    connect(m_welcome, &WelcomePage::sampleRequested, this,
            [this] { openSample(defaultSampleDirectory()); });
    connect(m_welcome, &WelcomePage::projectChosen, this, &MainWindow::openProject);
    connect(m_welcome, &WelcomePage::forgetRequested, this, [this](const QString &directory) {
        forgetProject(*m_settings, directory);
        fillRecent();
    });

    connect(m_session, &ProjectSession::opened, this, &MainWindow::projectOpened);
    connect(m_session, &ProjectSession::openFailed, this,
            [this](const Error &error) { m_messages->sayError(error); });
    connect(m_session, &ProjectSession::closed, this, &MainWindow::projectClosed);
    connect(m_session, &ProjectSession::snapshotChanged, this, &MainWindow::showSnapshot);
    connect(m_session, &ProjectSession::busyChanged, this, [this] {
        showBusy();
        updateActions();
    });
    connect(m_session, &ProjectSession::passwordNeeded, this, &MainWindow::askPassword);
    connect(m_session, &ProjectSession::runStarted, this, [this](const RunPlan &plan) {
        m_runPanel->start(plan, m_session->snapshot().target);
        m_actions.showRun->setChecked(true);
        updateActions();
    });
    connect(m_session, &ProjectSession::runReported, m_runPanel, &RunPanel::report);
    connect(m_session, &ProjectSession::runFinished, this,
            [this](const Result<RunOutcome> &outcome) {
                m_runPanel->finish(outcome);
                runFinished(!outcome || outcome->stoppedBy);
            });

    connect(m_history, &HistoryPanel::selected, this, &MainWindow::showRevision);
    connect(m_history, &HistoryPanel::activated, this, [this](const QString &id) {
        showRevision(id);
        if (id.isEmpty())
            m_modelPage->editor()->setFocus();
        else
            m_revisionPage->script()->setFocus();
    });
    connect(m_targetBar, &TargetBar::targetChosen, m_session, &ProjectSession::chooseTarget);
    const auto edited = [this] {
        showRows();
        updateActions();
    };
    connect(m_revisionPage, &RevisionPage::modifiedChanged, this, edited);
    connect(m_modelPage, &ModelPage::modifiedChanged, this, edited);
    connect(m_modelPage, &ModelPage::newRevisionRequested, m_actions.newRevision,
            &QAction::trigger);
    connect(m_runs, &RunFlow::revisionWanted, this, [this](const QString &id) {
        m_history->select(id);
        m_revisionPage->showTab(RevisionPage::ScriptTab);
    });

    connect(m_runPanel, &RunPanel::stopRequested, m_session, &ProjectSession::stop);
    connect(m_runPanel, &RunPanel::resumeRequested, m_actions.resume, &QAction::trigger);
    connect(m_runPanel, &RunPanel::rollbackRequested, m_actions.rollback, &QAction::trigger);
    connect(m_runPanel, &RunPanel::hideRequested, this,
            [this] { m_actions.showRun->setChecked(false); });
    connect(m_runPanel, &RunPanel::statementActivated, this,
            [this](const QString &id, bool upgrade, int number, bool failed) {
                m_history->select(id);
                m_revisionPage->showTab(RevisionPage::ScriptTab);
                m_revisionPage->script()->showStatement(upgrade, number, failed);
            });
}

void MainWindow::restore()
{
    resize(1280, 800);
    restoreGeometry(m_settings->value(u"window/geometry"_s).toByteArray());
    m_across->restoreState(m_settings->value(u"window/across"_s).toByteArray());
    m_down->restoreState(m_settings->value(u"window/down"_s).toByteArray());
    const QString theme = m_settings->value(u"window/theme"_s).toString();
    if (theme == u"light"_s)
        m_actions.themeLight->setChecked(true);
    else if (theme == u"dark"_s)
        m_actions.themeDark->setChecked(true);
    else
        m_actions.themeSystem->setChecked(true);
    fillRecent();
}

void MainWindow::openProject(const QString &directory)
{
    guarded([this, directory] {
        m_messages->dismiss();
        m_session->open(directory);
    });
}

void MainWindow::openSample(const QString &directory)
{
    const Result<QString> copied = provideSample(directory);
    if (copied)
        openProject(*copied);
    else
        m_messages->sayError(copied.error());
}

void MainWindow::chooseProject()
{
    const QString start = m_settings->value(u"lastFolder"_s, QDir::homePath()).toString();
    const QString directory = QFileDialog::getExistingDirectory(
        this, tr("Open a project: the folder with athanor.toml"), start);
    if (directory.isEmpty())
        return;
    m_settings->setValue(u"lastFolder"_s, QFileInfo(directory).path());
    openProject(directory);
}

void MainWindow::projectOpened()
{
    const Project &project = m_session->snapshot().workspace.project;
    rememberProject(*m_settings,
                    {project.directory, project.name, QDateTime::currentDateTimeUtc()});
    fillRecent();
    m_revisionPage->forgetAll();
    m_modelPage->forgetAll();
    m_actions.showRun->setChecked(false);
    m_pages->setCurrentWidget(m_down);
    m_targetBar->show();
    setWindowTitle(tr("%1[*] — Athanor").arg(project.name));
    // What was looked at last is looked at first; else what waits for the user.
    m_history->setRows(
        makeRows(m_session->snapshot().workspace.graph, m_session->snapshot().status, {}, {}));
    m_history->select(m_settings->value(u"lastRevision/"_s + project.name).toString());
    showRevision(m_history->selectedId());
    m_history->view()->setFocus();
}

void MainWindow::projectClosed()
{
    m_revisionPage->forgetAll();
    m_modelPage->forgetAll();
    m_history->setRows({});
    m_runPanel->hide();
    m_pages->setCurrentWidget(m_welcome);
    m_targetBar->hide();
    m_targetLabel->setText(tr("No project"));
    m_headLabel->clear();
    setWindowTitle(u"Athanor"_s);
    setWindowModified(false);
    updateActions();
}

void MainWindow::showSnapshot()
{
    const Snapshot &snapshot = m_session->snapshot();
    m_targetBar->setTargets(snapshot.workspace.project.targets, snapshot.target);
    showRows();
    m_modelPage->snapshotChanged();
    m_revisionPage->snapshotChanged();
    updateActions();

    const QStringList heads = snapshot.workspace.graph.heads();
    if (snapshot.status) {
        m_targetLabel->setText(tr("Target: %1").arg(snapshot.status->description));
        const QStringList current = snapshot.status->current;
        m_headLabel->setText(tr("Current: %1    Head: %2")
                                 .arg(current.isEmpty() ? tr("base") : current.join(u", "_s),
                                      heads.isEmpty() ? tr("none") : heads.join(u", "_s)));
    } else {
        m_targetLabel->setText(tr("Target: %1, not connected").arg(snapshot.target));
        m_headLabel->setText(
            tr("Head: %1").arg(heads.isEmpty() ? tr("none") : heads.join(u", "_s)));
    }
    if (snapshot.targetError)
        m_messages->sayError(*snapshot.targetError,
                             {{tr("Try again"), [this] { m_session->refresh(); }}});
    else if (!snapshot.workspace.revisionErrors.empty())
        m_messages->sayError(snapshot.workspace.revisionErrors.front());
    else if (heads.size() > 1 && m_messages->text().isEmpty())
        m_messages->say(Tone::Warning,
                        tr("The history has %n heads. New revision ▸ Empty revision merges them.",
                           nullptr, int(heads.size())));
}

void MainWindow::showRows()
{
    if (!m_session->isOpen())
        return;
    const Snapshot &snapshot = m_session->snapshot();
    std::optional<int> changes;
    if (snapshot.modelDifference)
        changes = int(snapshot.modelDifference->comparison.changes.size());
    m_history->setRows(makeRows(snapshot.workspace.graph, snapshot.status, changes,
                                m_revisionPage->script()->modifiedIds()));
    setWindowModified(!unsaved().isEmpty());
}

void MainWindow::showRevision(const QString &id)
{
    if (!m_session->isOpen())
        return;
    if (id.isEmpty()) {
        m_centre->setCurrentWidget(m_modelPage);
    } else {
        m_centre->setCurrentWidget(m_revisionPage);
        if (m_revisionPage->revisionId() != id)
            m_revisionPage->setRevision(id);
    }
    updateActions();
}

void MainWindow::updateActions()
{
    const bool open = m_session->isOpen();
    const bool running = m_session->isRunning();
    const bool idle = open && !running;
    const QString id = open ? chosenId() : QString();
    const bool onRevision = idle && !id.isEmpty();
    const Revision *revision =
        open && !id.isEmpty() ? m_session->snapshot().workspace.graph.find(id) : nullptr;
    const RevisionStatus *status =
        open && !id.isEmpty() ? m_session->snapshot().statusOf(id) : nullptr;
    const bool reachable = idle && m_session->snapshot().status.has_value();
    const bool unfinished = reachable && m_session->snapshot().hasUnfinishedRun();
    const bool applied = status && status->state != RevisionState::Pending
        && status->state != RevisionState::NotReviewed;

    const auto enable = [](std::initializer_list<QAction *> actions, bool on) {
        for (QAction *action : actions)
            action->setEnabled(on);
    };
    enable({m_actions.closeProject, m_actions.newRevision, m_actions.refresh}, idle);
    enable({m_actions.newProject, m_actions.openProject, m_actions.openSample}, !running);
    enable({m_actions.find, m_actions.findNext, m_actions.findPrevious, m_actions.nextProblem,
            m_actions.previousProblem, m_actions.zoomIn, m_actions.zoomOut, m_actions.zoomReset,
            m_actions.filter, m_actions.history, m_actions.showRun, m_actions.showScript,
            m_actions.showChanges, m_actions.showRehearsal, m_actions.showJournal,
            m_actions.showModel},
           open);
    enable({m_actions.save, m_actions.revert}, idle && !unsaved().isEmpty());
    enable({m_actions.review},
           onRevision && revision
               && (!revision->isReviewed() || m_revisionPage->script()->isModified(id)));
    enable({m_actions.rehearse}, onRevision && revision);
    enable({m_actions.copyId}, !id.isEmpty());
    enable({m_actions.upgrade, m_actions.downgrade, m_actions.createTestUser,
            m_actions.removeTestUsers, m_actions.check},
           reachable);
    enable({m_actions.upgradeToHere}, reachable && revision && !applied);
    enable({m_actions.downgradeToHere}, reachable && revision && applied);
    enable({m_actions.resume, m_actions.rollback}, unfinished);
    enable({m_actions.stop}, running);
}

void MainWindow::showBusy()
{
    m_busyLabel->setText(m_session->busyText());
    m_busyBar->setVisible(m_session->isBusy());
}

void MainWindow::fillRecent()
{
    const std::vector<RecentProject> recent = recentProjects(*m_settings);
    m_welcome->setRecent(recent);
    auto *menu = findChild<QMenu *>(u"recentMenu"_s);
    menu->clear();
    menu->setEnabled(!recent.empty());
    for (const RecentProject &project : recent) {
        menu->addAction(
            tr("%1 — %2").arg(project.name, QDir::toNativeSeparators(project.directory)), this,
            [this, directory = project.directory] { openProject(directory); });
    }
}

QString MainWindow::chosenId() const
{
    return m_history->selectedId();
}

bool MainWindow::onModel() const
{
    return m_centre->currentWidget() == m_modelPage;
}

QStringList MainWindow::unsaved() const
{
    QStringList what;
    for (const QString &path : m_modelPage->modifiedFiles())
        what.append(QFileInfo(path).fileName());
    if (m_session->isOpen()) {
        for (const QString &id : m_revisionPage->script()->modifiedIds()) {
            const Revision *revision = m_session->snapshot().workspace.graph.find(id);
            what.append(revision ? u"%1  %2"_s.arg(id, revision->message) : id);
        }
    }
    return what;
}

void MainWindow::guarded(std::function<void()> then)
{
    const QStringList what = unsaved();
    if (what.isEmpty()) {
        then();
        return;
    }
    switch (askUnsaved(this, what)) {
    case UnsavedChoice::Cancel:
        return;
    case UnsavedChoice::Discard:
        m_modelPage->discardAll();
        for (const QString &id : m_revisionPage->script()->modifiedIds())
            m_revisionPage->script()->revert(id);
        then();
        return;
    case UnsavedChoice::Save:
        if (m_modelPage->saveAll())
            m_revisionPage->saveAll(std::move(then));
        return;
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_closing && m_session->isRunning()) {
        m_messages->say(
            Tone::Warning,
            tr("A run is going on. Stop it first; it ends after the statement that runs."),
            {{tr("Stop"), [this] { m_session->stop(); }}});
        event->ignore();
        return;
    }
    if (!m_closing && !unsaved().isEmpty()) {
        event->ignore();
        guarded([this] {
            m_closing = true;
            close();
        });
        return;
    }
    if (m_session->isOpen())
        m_settings->setValue(u"lastRevision/"_s + m_session->snapshot().workspace.project.name,
                             chosenId());
    m_settings->setValue(u"window/geometry"_s, saveGeometry());
    m_settings->setValue(u"window/across"_s, m_across->saveState());
    m_settings->setValue(u"window/down"_s, m_down->saveState());
    QMainWindow::closeEvent(event);
}

void MainWindow::chooseTheme(ThemeChoice choice)
{
    m_settings->setValue(u"window/theme"_s,
                         choice == ThemeChoice::Light      ? u"light"_s
                             : choice == ThemeChoice::Dark ? u"dark"_s
                                                           : u"system"_s);
    applyTheme(choice);
}

void MainWindow::showAbout()
{
    QMessageBox::about(
        this, tr("About Athanor"),
        tr("<h3>Athanor %1</h3><p>Migrations for Oracle databases: complete, reviewed, rehearsed, "
           "never stuck "
           "half-way.</p><p>MIT licence. Oracle is a trademark of Oracle Corporation.</p>")
            .arg(QCoreApplication::applicationVersion()));
}

} // namespace Athanor
