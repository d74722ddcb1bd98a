// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.h"
#include "revision/project.h"
#include "ui/window/actions.h"

#include <QtWidgets/QMainWindow>

#include <functional>
#include <memory>

class QSettings;
class QSplitter;
class QStackedWidget;

namespace Athanor {

class DriftPage;
class HistoryPanel;
class MessageBar;
class ModelPage;
class PasswordStore;
class ProjectSession;
class RevisionPage;
class RunFlow;
class StopFlow;
class RunPanel;
class StatusLine;
class TargetBar;
class UnsavedWork;
class WelcomePage;

// The window: puts the parts together and passes between them what the user asked. Decides nothing.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    // What is given outlives it. No keychain: null.
    explicit MainWindow(QSettings *settings, PasswordStore *passwords = nullptr,
                        QWidget *parent = nullptr);
    ~MainWindow() override;

    void openProject(const QString &directory);
    void openSample(const QString &directory); // copied there first unless it is there

    [[nodiscard]] ProjectSession *session() const { return m_session; }
    [[nodiscard]] const Actions &actions() const { return m_actions; }
    [[nodiscard]] HistoryPanel *history() const { return m_history; }
    [[nodiscard]] RevisionPage *revisionPage() const { return m_revisionPage; }
    [[nodiscard]] DriftPage *driftPage() const { return m_driftPage; }
    [[nodiscard]] ModelPage *modelPage() const { return m_modelPage; }
    [[nodiscard]] RunPanel *runPanel() const { return m_runPanel; }
    [[nodiscard]] MessageBar *messages() const { return m_messages; }
    [[nodiscard]] TargetBar *targetBar() const { return m_targetBar; }
    [[nodiscard]] WelcomePage *welcomePage() const { return m_welcome; }
    [[nodiscard]] bool isOnModel() const; // the model is looked at, not a revision

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void buildCentre();
    void connectActions();
    void connectParts();
    void restore();

    void chooseProject();
    void makeProject();
    void projectOpened();
    void projectClosed();
    void showSnapshot();
    void showRows();
    void updateActions();
    void showRevision(const QString &id);
    void fillRecent();
    void runFinished(bool failed);
    void sayRunGoesOn();

    void newRevision();
    void mergeHeads();
    void showCreated(const QString &id, const QString &text); // with the next snapshot
    void revisionWritten(const QString &id);
    void check();
    void whenSure(const QString &verb, std::function<void()> work);
    void createTestUser();
    void createTestUser(TestUserKind kind);
    void accountRefused(const Error &error);
    void removeTestUsers();
    void editTarget(bool fresh);
    void showOracleConnection();
    void askPassword(const QString &user, const QString &place, const QString &problem);
    void chooseTheme(ThemeChoice choice);
    void showAbout();

    void guarded(std::function<void()> then); // UnsavedWork::guard
    [[nodiscard]] QString chosenId() const;

    QSettings *m_settings = nullptr;
    Actions m_actions;
    ProjectSession *m_session = nullptr;
    MessageBar *m_messages = nullptr;
    RunFlow *m_runs = nullptr;
    StopFlow *m_stop = nullptr;
    TargetBar *m_targetBar = nullptr;
    QStackedWidget *m_pages = nullptr;
    WelcomePage *m_welcome = nullptr;
    HistoryPanel *m_history = nullptr;
    QStackedWidget *m_centre = nullptr;
    RevisionPage *m_revisionPage = nullptr;
    ModelPage *m_modelPage = nullptr;
    DriftPage *m_driftPage = nullptr;
    RunPanel *m_runPanel = nullptr;
    QSplitter *m_across = nullptr;
    QSplitter *m_down = nullptr;
    StatusLine *m_statusLine = nullptr;
    std::unique_ptr<UnsavedWork> m_unsaved;
    bool m_closing = false;
};

} // namespace Athanor
