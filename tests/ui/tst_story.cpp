// SPDX-License-Identifier: MIT
// The story of a newcomer, by mouse and keyboard, from an empty folder to a test user and back, on
// the embedded sandbox.
#include "ui/editor/scripteditor.h"
#include "ui/history/historypanel.h"
#include "ui/pages/modelpage.h"
#include "ui/pages/revisionpage.h"
#include "ui/pages/scriptpage.h"
#include "ui/run/runmodel.h"
#include "ui/run/runpanel.h"
#include "ui/session/projectsession.h"
#include "ui/theme/theme.h"
#include "ui/translations.h"
#include "ui/widgets/messagebar.h"
#include "ui/window/mainwindow.h"

#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QToolBar>
#include <QtWidgets/QToolButton>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 15000;

const QString firstModel = u"CREATE TABLE auth_user (\n"
                           "    id         NUMBER(10),\n"
                           "    username   VARCHAR2(150 CHAR) NOT NULL,\n"
                           "    first_name VARCHAR2(30 CHAR),\n"
                           "    is_active  NUMBER(1) NOT NULL,\n"
                           "    CONSTRAINT auth_user_pk PRIMARY KEY (id),\n"
                           "    CONSTRAINT auth_user_username_uk UNIQUE (username)\n"
                           ");\n"_s;

} // namespace

class tst_story : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void makesAProject();
    void writesTheModel();
    void makesARevision();
    void refusesWhatIsNotReviewed();
    void marksItReviewed();
    void anEditTakesTheReviewAway();
    void upgrades();
    void createsATestUser();
    void stopsAtRowsThatHoldNull();
    void rollsBack();
    void downgrades();
    void guardsUnsavedEdits();
    void cleanupTestCase();

private:
    template <typename T>
    T *find(const QString &name, QWidget *in = nullptr)
    {
        return (in ? in : static_cast<QWidget *>(m_window.get()))->findChild<T *>(name);
    }
    void clickTool(QAction *action)
    {
        auto *bar = m_window->findChild<QToolBar *>(u"targetBar"_s);
        QWidget *button = bar->widgetForAction(action);
        QVERIFY2(button && button->isEnabled(), qPrintable(action->text()));
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void click(QWidget *in, const QString &name)
    {
        auto *button = in->findChild<QAbstractButton *>(name);
        QVERIFY2(button, qPrintable(name));
        QTRY_VERIFY2_WITH_TIMEOUT(button->isEnabled(), qPrintable(name), patience);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    QDialog *dialog(const QString &name)
    {
        const auto active = [&name]() -> QDialog * {
            auto *d = qobject_cast<QDialog *>(QApplication::activeModalWidget());
            return d && d->objectName() == name ? d : nullptr;
        };
        if (!QTest::qWaitFor([&] { return active() != nullptr; }, patience))
            qWarning("message: %s", qPrintable(m_window->messages()->text()));
        return active();
    }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(!m_window->session()->isBusy(), patience); }
    void makeRevision(const QString &message, QString *id);
    void confirmRun();
    RevisionState stateOf(const QString &id)
    {
        const RevisionStatus *status = m_window->session()->snapshot().statusOf(id);
        return status ? status->state : RevisionState::FileMissing;
    }
    void saveModel(const QString &text);

    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    QString m_first;
    QString m_second;
};

void tst_story::initTestCase()
{
    installTranslations();
    applyTheme(ThemeChoice::Light);
    m_settings =
        std::make_unique<QSettings>(m_folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_settings->setValue(u"lastFolder"_s, m_folder.path());
    m_window = std::make_unique<MainWindow>(m_settings.get());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void tst_story::makesAProject()
{
    click(m_window.get(), u"newProject"_s);
    QDialog *asked = dialog(u"newProjectDialog"_s);
    QVERIFY(asked);
    QTest::keyClicks(find<QLineEdit>(u"projectName"_s, asked), u"shop"_s);
    click(asked, u"createProject"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session()->isOpen(), patience);
    settle();
    QCOMPARE(m_window->session()->snapshot().target, u"sandbox"_s);
    QVERIFY2(m_window->session()->snapshot().status, qPrintable(m_window->messages()->text()));
    QCOMPARE(m_window->history()->selectedId(), QString()); // the model
}

void tst_story::saveModel(const QString &text)
{
    m_window->history()->select({});
    ScriptEditor *editor = m_window->modelPage()->editor();
    m_window->activateWindow(); // offscreen nobody else does, and shortcuts are the active window's
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    editor->setFocus();
    editor->selectAll();
    editor->insertPlainText(text); // as pasted
    QVERIFY(!m_window->modelPage()->modifiedFiles().isEmpty());
    QTest::keyClick(editor, Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->modelPage()->modifiedFiles().isEmpty(), patience);
    settle();
}

void tst_story::writesTheModel()
{
    QVERIFY(m_window->modelPage()->createFile(u"auth_user"_s));
    settle();
    saveModel(firstModel);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session()->snapshot().modelDifference
                                 && !m_window->session()->snapshot().modelDifference->isEmpty(),
                             patience);
    QVERIFY(m_window->session()->snapshot().modelErrors.empty());
}

void tst_story::makeRevision(const QString &message, QString *id)
{
    clickTool(m_window->actions().newRevision);
    QDialog *asked = dialog(u"newRevisionDialog"_s);
    QVERIFY(asked);
    QTest::keyClicks(find<QLineEdit>(u"revisionMessageEdit"_s, asked), message);
    click(asked, u"createRevision"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!QApplication::activeModalWidget(), patience);
    settle();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->history()->selectedId().isEmpty(), patience);
    settle();
    *id = m_window->history()->selectedId();
    QCOMPARE(m_window->session()->snapshot().workspace.graph.find(*id)->message, message);
}

void tst_story::makesARevision()
{
    makeRevision(u"create auth_user"_s, &m_first);
    const QString upgrade = m_window->revisionPage()->script()->upgradeEditor()->toPlainText();
    QVERIFY2(upgrade.contains(u"CREATE TABLE"_s), qPrintable(upgrade));
    QVERIFY2(upgrade.contains(u"CREATE SEQUENCE"_s), qPrintable(upgrade)); // that nobody wrote
    const QString downgrade = m_window->revisionPage()->script()->downgradeEditor()->toPlainText();
    QVERIFY(downgrade.contains(u"DROP TABLE"_s));
    QVERIFY(downgrade.contains(u"DROP SEQUENCE"_s));
    QCOMPARE(stateOf(m_first), RevisionState::NotReviewed);
}

void tst_story::refusesWhatIsNotReviewed()
{
    clickTool(m_window->actions().upgrade);
    settle();
    QVERIFY(!QApplication::activeModalWidget());
    QVERIFY(!m_window->messages()->text().isEmpty());
    QCOMPARE(stateOf(m_first), RevisionState::NotReviewed);
}

void tst_story::marksItReviewed()
{
    click(m_window.get(), u"reviewButton"_s);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(m_first), RevisionState::Pending, patience);
}

void tst_story::anEditTakesTheReviewAway()
{
    ScriptEditor *editor = m_window->revisionPage()->script()->upgradeEditor();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    editor->setFocus();
    editor->moveCursor(QTextCursor::End);
    QTest::keyClicks(editor, u"-- a remark"_s);
    QVERIFY(m_window->revisionPage()->script()->isModified(m_first));
    QTest::keyClick(editor, Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(m_first), RevisionState::NotReviewed, patience);
    settle();
    click(m_window.get(), u"reviewButton"_s);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(m_first), RevisionState::Pending, patience);
    settle();
}

void tst_story::confirmRun()
{
    QDialog *asked = dialog(u"runConfirmation"_s);
    QVERIFY(asked);
    click(asked, u"confirmRun"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->session()->isRunning(), patience);
    settle();
}

void tst_story::upgrades()
{
    clickTool(m_window->actions().upgrade);
    confirmRun();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(m_first), RevisionState::Applied, patience);
    QCOMPARE(m_window->session()->snapshot().status->current, QStringList{m_first});
    QCOMPARE(m_window->runPanel()->model()->finishedCount(),
             m_window->runPanel()->model()->rowCount());
    QVERIFY(m_window->runPanel()->isVisible());
}

void tst_story::createsATestUser()
{
    clickTool(m_window->actions().createTestUser);
    QDialog *shown = dialog(u"testUserDialog"_s);
    QVERIFY(shown);
    auto *table = find<QTableWidget>(u"testUserTable"_s, shown);
    QVERIFY(table->rowCount() >= 3);
    QTest::keyClick(shown, Qt::Key_Escape);
    QTRY_VERIFY(!QApplication::activeModalWidget());
}

void tst_story::stopsAtRowsThatHoldNull()
{
    QString changed = firstModel;
    changed.replace(u"first_name VARCHAR2(30 CHAR),"_s,
                    u"first_name VARCHAR2(60 CHAR) NOT NULL,"_s);
    saveModel(changed);
    makeRevision(u"first_name is mandatory"_s, &m_second);
    click(m_window.get(), u"reviewButton"_s);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(m_second), RevisionState::Pending, patience);
    settle();
    clickTool(m_window->actions().upgrade);
    confirmRun();
    // The test user has no first name: Oracle, and so the sandbox, refuses.
    const int failed = m_window->runPanel()->model()->rowOf(RunState::Failed);
    QVERIFY(failed >= 0);
    const QString remark = m_window->runPanel()->model()->rows()[size_t(failed)].remark;
    QVERIFY2(remark.contains(u"ORA-02296"_s), qPrintable(remark));
    auto *resume = find<QPushButton>(u"runResume"_s);
    auto *rollback = find<QPushButton>(u"runRollback"_s);
    QVERIFY(resume->isVisible());
    QVERIFY(rollback->isVisible());
}

void tst_story::rollsBack()
{
    if (stateOf(m_second) == RevisionState::StoppedHalfWay) {
        click(m_window.get(), u"runRollback"_s);
        confirmRun();
    }
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(m_second), RevisionState::Pending, patience);
    QCOMPARE(m_window->session()->snapshot().status->current, QStringList{m_first});
}

void tst_story::downgrades()
{
    clickTool(m_window->actions().downgrade);
    confirmRun();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(m_first), RevisionState::Pending, patience);
    QVERIFY(m_window->session()->snapshot().status->current.isEmpty());
}

void tst_story::guardsUnsavedEdits()
{
    m_window->history()->select(m_first);
    settle();
    ScriptEditor *editor = m_window->revisionPage()->script()->upgradeEditor();
    editor->moveCursor(QTextCursor::End);
    QTest::keyClicks(editor, u"-- not saved"_s);
    // Another revision and back: the edit is still there.
    m_window->history()->select(m_second);
    m_window->history()->select(m_first);
    QVERIFY(m_window->revisionPage()->script()->upgradeEditor()->toPlainText().endsWith(
        u"-- not saved"_s));
    // Closing asks; Cancel keeps the window and the edit.
    bool asked = false;
    QTimer::singleShot(0, this, [&asked] {
        QWidget *box = QApplication::activeModalWidget();
        asked = box && box->objectName() == u"unsavedBox"_s;
        if (box)
            QTest::keyClick(box, Qt::Key_Escape);
    });
    m_window->close();
    QVERIFY(asked);
    QVERIFY(m_window->isVisible());
    QVERIFY(m_window->revisionPage()->script()->isModified(m_first));
    m_window->revisionPage()->revertCurrent();
    QVERIFY(!m_window->revisionPage()->script()->isModified(m_first));
    settle();
}

void tst_story::cleanupTestCase()
{
    m_window.reset();
}

QTEST_MAIN(tst_story)
#include "tst_story.moc"
