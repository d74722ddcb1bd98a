// SPDX-License-Identifier: MIT
#include "ui/window/mainwindow.h"

#include "ui/editor/scripteditor.h"
#include "ui/history/historypanel.h"
#include "ui/history/revisionlistmodel.h"
#include "ui/pages/changespage.h"
#include "ui/pages/driftpage.h"
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
#include "ui/window/editing.h"
#include "ui/window/enabledactions.h"
#include "ui/window/runflow.h"
#include "ui/window/statusline.h"
#include "ui/window/stopflow.h"
#include "ui/window/targetbar.h"
#include "ui/window/unsavedwork.h"

#include <QtCore/QDir>
#include <QtCore/QSettings>
#include <QtGui/QAction>
#include <QtGui/QActionGroup>
#include <QtGui/QClipboard>
#include <QtGui/QCloseEvent>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QListView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTreeView>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Athanor {

MainWindow::MainWindow(QSettings *settings, PasswordStore *passwords, QWidget *parent)
    : QMainWindow(parent)
    , m_settings(settings)
    , m_actions(this)
    , m_session(new ProjectSession(this))
    , m_messages(new MessageBar)
    , m_runs(new RunFlow(m_session, m_messages, this))
{
    m_session->setPasswordStore(passwords);
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
    m_statusLine = new StatusLine(statusBar());
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
    m_driftPage = new DriftPage(m_session, m_messages);
    m_runPanel = new RunPanel;
    m_stop = new StopFlow(m_session, m_runPanel, m_messages, this);
    m_unsaved = std::make_unique<UnsavedWork>(m_session, m_modelPage, m_revisionPage, this);

    m_centre = new QStackedWidget;
    m_centre->addWidget(m_modelPage);
    m_centre->addWidget(m_revisionPage);
    m_centre->addWidget(m_driftPage);
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
        if (isOnModel())
            (void)m_modelPage->saveAll();
        else
            m_revisionPage->save(chosenId());
    });
    on(m_actions.revert, [this] {
        if (isOnModel())
            m_modelPage->discardAll();
        else
            m_revisionPage->revertCurrent();
    });
    connectEditing(this);

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
    on(m_actions.stop, [this] { m_stop->stop(); });
    on(m_actions.createTestUser, [this] { createTestUser(); });
    on(m_actions.removeTestUsers, [this] { removeTestUsers(); });

    on(m_actions.newTarget, [this] { editTarget(true); });
    on(m_actions.editTarget, [this] { editTarget(false); });
    on(m_actions.oracleConnection, [this] { showOracleConnection(); });

    on(m_actions.refresh, [this] { m_session->refresh(); });
    connect(m_actions.showRun, &QAction::toggled, m_runPanel, &QWidget::setVisible);
    on(m_actions.filter, [this] { m_history->focusFilter(); });
    on(m_actions.history, [this] { m_history->view()->setFocus(Qt::ShortcutFocusReason); });
    on(m_actions.showModel, [this] { m_history->select({}); });
    on(m_actions.showDrift, [this] { m_history->select(driftRowId()); });
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
        m_statusLine->showBusy(m_session->isBusy(), m_session->busyText());
        updateActions();
    });
    connect(m_session, &ProjectSession::passwordNeeded, this, &MainWindow::askPassword);
    connect(m_session, &ProjectSession::passwordNotKept, this,
            [this](const Error &error) { m_messages->sayError(error); });
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
        else if (id == driftRowId())
            m_driftPage->changes()->tree()->setFocus();
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
    connect(m_driftPage, &DriftPage::looked, this, &MainWindow::showRows);
    connect(m_driftPage, &DriftPage::revertRequested, m_runs, &RunFlow::revert);
    connect(m_driftPage, &DriftPage::revisionWritten, this, &MainWindow::revisionWritten);
    connect(m_runs, &RunFlow::revisionWanted, this, [this](const QString &id) {
        m_history->select(id);
        m_revisionPage->showTab(RevisionPage::ScriptTab);
    });

    connect(m_runPanel, &RunPanel::resumeRequested, m_actions.resume, &QAction::trigger);
    connect(m_runPanel, &RunPanel::rollbackRequested, m_actions.rollback, &QAction::trigger);
    connect(m_runPanel, &RunPanel::recompileRequested, this,
            [this](const std::vector<InvalidObject> &objects) {
                if (m_session->chosenTarget() != m_runPanel->target()) {
                    m_messages->say(Tone::Warning,
                                    tr("These objects are on %1: choose it to compile them.")
                                        .arg(m_runPanel->target()));
                    return;
                }
                m_session->recompile(m_runPanel, objects,
                                     [this](const Result<std::vector<Recompiled>> &recompiled) {
                                         m_runPanel->showRecompiled(recompiled);
                                     });
            });
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
    if (m_session->isRunning()) {
        sayRunGoesOn();
        return;
    }
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
    m_driftPage->forgetAll();
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
    m_driftPage->forgetAll();
    m_history->setRows({});
    m_runPanel->hide();
    m_pages->setCurrentWidget(m_welcome);
    m_targetBar->hide();
    m_statusLine->showNoProject();
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
    m_driftPage->snapshotChanged();
    updateActions();

    m_statusLine->show(snapshot);
    const QStringList heads = snapshot.workspace.graph.heads();
    if (snapshot.targetError)
        m_messages->sayError(*snapshot.targetError,
                             {{tr("Try again"), [this] { m_session->refresh(); }},
                              {tr("Connection…"), [this] { editTarget(false); }}});
    else if (!snapshot.workspace.revisionErrors.empty())
        m_messages->sayError(snapshot.workspace.revisionErrors.front());
    else if (heads.size() > 1 && m_messages->text().isEmpty())
        m_messages->say(Tone::Warning,
                        tr("The history has %n heads. A merge joins them; it runs no statement.",
                           nullptr, int(heads.size())),
                        {{tr("Merge them"), [this] { mergeHeads(); }}});
}

void MainWindow::showRows()
{
    if (!m_session->isOpen())
        return;
    const Snapshot &snapshot = m_session->snapshot();
    std::optional<int> changes;
    if (snapshot.modelDifference)
        changes = int(snapshot.modelDifference->comparison.changes.size());
    std::vector<RevisionRow> rows = makeRows(snapshot.workspace.graph, snapshot.status, changes,
                                             m_revisionPage->script()->modifiedIds());
    const std::optional<Drift> &drift = m_driftPage->drift();
    std::optional<int> byHand;
    if (drift)
        byHand = int(drift->difference.comparison.changes.size());
    rows.insert(std::next(rows.begin()), driftRow(byHand));
    m_history->setRows(std::move(rows));
    m_targetBar->setDrift(byHand.value_or(0));
    setWindowModified(!m_unsaved->names().isEmpty());
}

void MainWindow::showRevision(const QString &id)
{
    if (!m_session->isOpen())
        return;
    if (id.isEmpty()) {
        m_centre->setCurrentWidget(m_modelPage);
    } else if (id == driftRowId()) {
        m_centre->setCurrentWidget(m_driftPage);
    } else {
        m_centre->setCurrentWidget(m_revisionPage);
        if (m_revisionPage->revisionId() != id)
            m_revisionPage->setRevision(id);
    }
    updateActions();
}

void MainWindow::updateActions()
{
    WindowState state;
    state.open = m_session->isOpen();
    state.running = m_session->isRunning();
    if (state.open) {
        const Snapshot &snapshot = m_session->snapshot();
        const QString id = chosenId();
        const Revision *revision = snapshot.workspace.graph.find(id);
        const RevisionStatus *status = snapshot.statusOf(id);
        state.connected = snapshot.status.has_value();
        state.halfWay = snapshot.hasUnfinishedRun();
        state.unsaved = !m_unsaved->names().isEmpty();
        state.onRevision = !id.isEmpty() && id != driftRowId();
        state.hasFile = revision != nullptr;
        state.applied = status && status->state != RevisionState::Pending
            && status->state != RevisionState::NotReviewed;
        state.reviewable =
            revision && (!revision->isReviewed() || m_revisionPage->script()->isModified(id));
    }
    enableActions(m_actions, state);
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

bool MainWindow::isOnModel() const
{
    return m_centre->currentWidget() == m_modelPage;
}

void MainWindow::guarded(std::function<void()> then)
{
    m_unsaved->guard(std::move(then));
}

void MainWindow::sayRunGoesOn()
{
    m_messages->say(Tone::Warning,
                    tr("A run is going on. Stop it first; it ends after the statement that runs."),
                    {{tr("Stop"), [this] { m_stop->stop(); }}});
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_closing && m_session->isRunning()) {
        sayRunGoesOn();
        event->ignore();
        return;
    }
    if (!m_closing && !m_unsaved->names().isEmpty()) {
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
