// SPDX-License-Identifier: MIT
// The window where things are not as usual: production, two heads, a file that is gone, a run that
// is stopped, a crash nobody saw, a target that wants a password.
#include "base/atomicfile.h"
#include "migrate/review.h"
#include "migrate/run.h"
#include "revision/projectedit.h"
#include "ui/editor/scriptcompleter.h"
#include "ui/editor/scriptdocument.h"
#include "ui/editor/scripteditor.h"
#include "ui/history/historypanel.h"
#include "ui/pages/revisionpage.h"
#include "ui/pages/scriptpage.h"
#include "ui/session/projectsession.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/window/mainwindow.h"

#include <QtCore/QDir>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtTest/QtTest>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QToolButton>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 15000;

} // namespace

class tst_window : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void productionAsksForTheName();
    void anotherTargetMeanwhile();
    void typedWhileItIsSaved();
    void productionAsksBeforeATestUser();
    void twoHeadsOfferAMerge();
    void aFileThatIsGoneIsShown();
    void stopEndsTheRunBetweenStatements();
    void afterACrashTheUserAnswers();
    void givingNoPasswordIsSaid();
    void fixesAndCompletions();
    void everyActionHasATip();
    void everyControlHasAName();

private:
    QString revision(const QString &id, const QString &revises, const QString &up,
                     const QString &down, const QString &message = u"m"_s);
    void execute(const QString &sql);
    void open();
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(!m_window->session()->isBusy(), patience); }
    QDialog *dialog(const char *name)
    {
        QDialog *found = nullptr;
        (void)QTest::qWaitFor(
            [&] {
                auto *d = qobject_cast<QDialog *>(QApplication::activeModalWidget());
                found = d && d->objectName() == QLatin1String(name) ? d : nullptr;
                return found != nullptr;
            },
            patience);
        return found;
    }
    static QDialog *dialogNow()
    {
        return qobject_cast<QDialog *>(QApplication::activeModalWidget());
    }
    QAbstractButton *offer(const QString &text)
    {
        for (QAbstractButton *button : m_window->messages()->findChildren<QAbstractButton *>()) {
            if (button->text().remove(u'&') == text && button->isVisible())
                return button;
        }
        return nullptr;
    }
    // Offscreen a closed popup leaves the application inactive, which closes the next one.
    bool takeFocusBack()
    {
        QCoreApplication::processEvents();
        m_window->activateWindow();
        return QTest::qWaitForWindowActive(m_window.get());
    }
    RevisionState stateOf(const QString &id)
    {
        const RevisionStatus *status = m_window->session()->snapshot().statusOf(id);
        return status ? status->state : RevisionState::Pending;
    }
    void upgrade()
    {
        m_window->actions().upgrade->trigger();
        QDialog *asked = dialog("runConfirmation");
        QVERIFY(asked);
        asked->findChild<QPushButton *>(u"confirmRun"_s)->click();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void tst_window::init()
{
    applyTheme(ThemeChoice::Light);
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings =
        std::make_unique<QSettings>(m_folder->filePath(u"settings.ini"_s), QSettings::IniFormat);
    QVERIFY(initProject(m_folder->path(), u"shop"_s));
    m_window = std::make_unique<MainWindow>(m_settings.get());
    m_window->show();
    m_window->activateWindow();
}

void tst_window::cleanup()
{
    m_window.reset();
}

// Reviewed, so that it can run.
QString tst_window::revision(const QString &id, const QString &revises, const QString &up,
                             const QString &down, const QString &message)
{
    Revision written;
    written.id = id;
    written.revises = revises.split(u',', Qt::SkipEmptyParts);
    written.message = message;
    written.created = QDateTime::currentDateTimeUtc();
    written.upgrade = up;
    written.downgrade = down;
    const Result<Revision> made = writeRevision(written, m_folder->filePath(u"versions"_s));
    if (!made)
        qFatal("%s", qPrintable(made.error().toString()));
    const Result<Workspace> workspace = openWorkspace(m_folder->path());
    const Result<Revision> reviewed = review(*workspace, id, u"tester"_s, systemClock());
    if (!reviewed)
        qFatal("%s", qPrintable(reviewed.error().toString()));
    return reviewed->file;
}

void tst_window::execute(const QString &sql)
{
    const auto session = connectTarget(*openWorkspace(m_folder->path()), {});
    QVERIFY(session);
    const Result<Execution> done = (*session)->execute(sql);
    QVERIFY2(done, qPrintable(done ? QString() : done.error().toString()));
}

void tst_window::open()
{
    m_window->openProject(m_folder->path());
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session()->isOpen(), patience);
    settle();
}

void tst_window::productionAsksForTheName()
{
    QVERIFY(
        saveTarget(m_folder->path(), {u"sandbox"_s, u"sandbox:shop.sandbox"_s, u"production"_s}));
    revision(u"aaaaaaaaaaaa"_s, {}, u"CREATE SEQUENCE s;\n"_s, u"DROP SEQUENCE s;\n"_s);
    open();
    m_window->actions().upgrade->trigger();
    QDialog *asked = dialog("runConfirmation");
    QVERIFY(asked);
    auto *run = asked->findChild<QPushButton *>(u"confirmRun"_s);
    auto *typed = asked->findChild<QLineEdit *>(u"typedName"_s);
    QVERIFY(typed);
    QVERIFY(!run->isEnabled());
    QTest::keyClick(typed, Qt::Key_Return); // Return does not run it either
    QVERIFY(asked->isVisible());
    QTest::keyClicks(typed, u"sandbo"_s);
    QVERIFY(!run->isEnabled());
    QTest::keyClicks(typed, u"x"_s);
    QVERIFY(run->isEnabled());
    run->click();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"aaaaaaaaaaaa"_s), RevisionState::Applied, patience);
}

// What was confirmed is for the target that was shown.
void tst_window::anotherTargetMeanwhile()
{
    QVERIFY(saveTarget(m_folder->path(), {u"other"_s, u"sandbox:other.sandbox"_s, u"test"_s}));
    revision(u"aaaaaaaaaaaa"_s, {}, u"CREATE SEQUENCE s;\n"_s, u"DROP SEQUENCE s;\n"_s);
    open();
    const QString shown = m_window->session()->snapshot().target;
    m_window->actions().upgrade->trigger();
    QDialog *asked = dialog("runConfirmation");
    QVERIFY(asked);
    m_window->session()->chooseTarget(shown == "other"_L1 ? u"sandbox"_s : u"other"_s);
    asked->findChild<QPushButton *>(u"confirmRun"_s)->click();
    QVERIFY2(m_window->messages()->text().contains("Nothing was run"_L1),
             qPrintable(m_window->messages()->text()));
    settle();
    QCOMPARE(stateOf(u"aaaaaaaaaaaa"_s), RevisionState::Pending);
    m_window->session()->chooseTarget(shown);
    settle();
    QCOMPARE(stateOf(u"aaaaaaaaaaaa"_s), RevisionState::Pending);
}

void tst_window::typedWhileItIsSaved()
{
    const QString file =
        revision(u"aaaaaaaaaaaa"_s, {}, u"CREATE SEQUENCE s;\n"_s, u"DROP SEQUENCE s;\n"_s);
    open();
    m_window->history()->select(u"aaaaaaaaaaaa"_s);
    ScriptEditor *up = m_window->revisionPage()->script()->upgradeEditor();
    up->moveCursor(QTextCursor::End);
    up->insertPlainText(u"-- first\n"_s);
    m_window->actions().save->trigger();
    up->insertPlainText(u"-- second\n"_s); // the worker has not answered yet
    settle();
    QVERIFY(m_window->revisionPage()->script()->isModified(u"aaaaaaaaaaaa"_s));
    m_window->history()->select({});
    m_window->history()->select(u"aaaaaaaaaaaa"_s);
    QVERIFY(up->toPlainText().endsWith("-- first\n-- second\n"_L1));
    m_window->actions().save->trigger();
    settle();
    QVERIFY(!m_window->revisionPage()->script()->isModified(u"aaaaaaaaaaaa"_s));
    const Result<QString> saved = readTextFile(file);
    QVERIFY(saved && saved->contains("-- second"_L1));
}

void tst_window::productionAsksBeforeATestUser()
{
    QVERIFY(
        saveTarget(m_folder->path(), {u"sandbox"_s, u"sandbox:shop.sandbox"_s, u"production"_s}));
    execute(u"CREATE TABLE auth_user (id NUMBER(10) PRIMARY KEY, username VARCHAR2(30 CHAR))"_s);
    open();
    m_window->actions().createTestUser->trigger();
    QDialog *asked = dialog("productionConfirmation");
    QVERIFY(asked);
    auto *go = asked->findChild<QPushButton *>(u"confirmRun"_s);
    auto *typed = asked->findChild<QLineEdit *>(u"typedName"_s);
    QVERIFY(!go->isEnabled());
    QTest::keyClick(typed, Qt::Key_Return);
    QVERIFY(asked->isVisible());
    asked->reject();
    settle();
    QVERIFY(!dialogNow()); // nothing was made
    m_window->actions().removeTestUsers->trigger();
    asked = dialog("productionConfirmation");
    QVERIFY(asked);
    asked->reject();
    m_window->actions().createTestUser->trigger();
    asked = dialog("productionConfirmation");
    QVERIFY(asked);
    QTest::keyClicks(asked->findChild<QLineEdit *>(u"typedName"_s), u"sandbox"_s);
    asked->findChild<QPushButton *>(u"confirmRun"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->session()->isBusy() && dialogNow(), patience);
    QVERIFY(dialogNow()->objectName() != u"productionConfirmation"_s);
    dialogNow()->close();
}

void tst_window::twoHeadsOfferAMerge()
{
    revision(u"aaaaaaaaaaaa"_s, {}, u"CREATE SEQUENCE s;\n"_s, u"DROP SEQUENCE s;\n"_s);
    revision(u"bbbbbbbbbbbb"_s, u"aaaaaaaaaaaa"_s, u"CREATE SEQUENCE t;\n"_s,
             u"DROP SEQUENCE t;\n"_s);
    revision(u"cccccccccccc"_s, u"aaaaaaaaaaaa"_s, u"CREATE SEQUENCE u;\n"_s,
             u"DROP SEQUENCE u;\n"_s);
    open();
    QAbstractButton *merge = offer(u"Merge them"_s);
    QVERIFY2(merge, qPrintable(m_window->messages()->text()));
    merge->click();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->snapshot().workspace.graph.heads().size(), 1,
                              patience);
    settle();
    const QString id = m_window->session()->snapshot().workspace.graph.heads().first();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->history()->selectedId(), id, patience);
    QStringList parents = m_window->session()->snapshot().workspace.graph.find(id)->revises;
    parents.sort();
    QCOMPARE(parents, (QStringList{u"bbbbbbbbbbbb"_s, u"cccccccccccc"_s}));
}

void tst_window::aFileThatIsGoneIsShown()
{
    revision(u"aaaaaaaaaaaa"_s, {}, u"CREATE SEQUENCE s;\n"_s, u"DROP SEQUENCE s;\n"_s);
    const QString file = revision(u"bbbbbbbbbbbb"_s, u"aaaaaaaaaaaa"_s, u"CREATE SEQUENCE t;\n"_s,
                                  u"DROP SEQUENCE t;\n"_s);
    open();
    upgrade();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"bbbbbbbbbbbb"_s), RevisionState::Applied, patience);
    QVERIFY(QFile::remove(file));
    m_window->actions().refresh->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"bbbbbbbbbbbb"_s), RevisionState::FileMissing, patience);
    settle();
    m_window->history()->select(u"bbbbbbbbbbbb"_s);
    QCOMPARE(m_window->history()->selectedId(), u"bbbbbbbbbbbb"_s);
    // There is no script to show, but what ran there.
    QCOMPARE(m_window->revisionPage()->tabs()->currentIndex(), int(RevisionPage::JournalTab));
    QVERIFY(!m_window->actions().review->isEnabled());
    QVERIFY(!m_window->actions().rehearse->isEnabled());
}

void tst_window::stopEndsTheRunBetweenStatements()
{
    QString up;
    QString down;
    for (int i = 0; i < 60; ++i) {
        up += u"CREATE SEQUENCE s%1;\n"_s.arg(i);
        down.prepend(u"DROP SEQUENCE s%1;\n"_s.arg(i));
    }
    revision(u"aaaaaaaaaaaa"_s, {}, up, down);
    open();
    // The window's own Stop, at the first word of the run.
    connect(
        m_window->session(), &ProjectSession::runReported, m_window.get(),
        [this] { m_window->actions().stop->trigger(); }, Qt::SingleShotConnection);
    upgrade();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"aaaaaaaaaaaa"_s), RevisionState::StoppedHalfWay, patience);
    settle();
    const int done = m_window->session()->snapshot().statusOf(u"aaaaaaaaaaaa"_s)->statementsDone;
    QVERIFY2(done >= 1 && done < 60, qPrintable(QString::number(done)));
    QVERIFY(m_window->actions().resume->isEnabled());
    QVERIFY(!m_window->actions().stop->isEnabled());
    m_window->actions().resume->trigger();
    QDialog *asked = dialog("runConfirmation");
    QVERIFY(asked);
    asked->findChild<QPushButton *>(u"confirmRun"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"aaaaaaaaaaaa"_s), RevisionState::Applied, patience);
}

void tst_window::afterACrashTheUserAnswers()
{
    revision(u"aaaaaaaaaaaa"_s, {},
             u"CREATE TABLE t1 (n NUMBER(10));\nALTER TABLE t1 MODIFY n NUMBER(12);\n"_s,
             u"DROP TABLE t1;\n"_s);
    open();
    upgrade();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"aaaaaaaaaaaa"_s), RevisionState::Applied, patience);
    settle();
    m_window->session()->close();
    // As a crash leaves it, and a schema that fits neither before nor after.
    execute(
        u"UPDATE athanor_journal SET status = 'started', finished_at = NULL WHERE statement_no = 2"_s);
    execute(u"DELETE FROM alembic_version"_s);
    execute(u"ALTER TABLE t1 MODIFY n NUMBER(14)"_s);
    open();
    m_window->actions().resume->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(offer(u"It took effect"_s), patience);
    QVERIFY(offer(u"It did not"_s));
    offer(u"It took effect"_s)->click();
    if (QDialog *asked = dialog("runConfirmation"))
        asked->findChild<QPushButton *>(u"confirmRun"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"aaaaaaaaaaaa"_s), RevisionState::Applied, patience);
}

void tst_window::givingNoPasswordIsSaid()
{
    QVERIFY(saveTarget(m_folder->path(), {u"sandbox"_s, u"oracle://hr@nowhere:1/x"_s, {}}));
    qunsetenv("ATHANOR_PASSWORD");
    m_window->openProject(m_folder->path());
    // Without Oracle's driver nobody is asked: the message says what is missing, with a way out.
    const auto asked = [] {
        auto *d = qobject_cast<QDialog *>(QApplication::activeModalWidget());
        return d && d->objectName() == "passwordDialog"_L1 ? d : nullptr;
    };
    QTRY_VERIFY_WITH_TIMEOUT(asked() || !m_window->messages()->text().isEmpty(), patience);
    if (QDialog *d = asked())
        d->reject();
    QTRY_VERIFY_WITH_TIMEOUT(offer(u"Connection…"_s), patience);
    QVERIFY(!m_window->session()->snapshot().status);
    QVERIFY(!m_window->actions().upgrade->isEnabled());
    QVERIFY(m_window->actions().newRevision->isEnabled());
    offer(u"Connection…"_s)->click();
    QDialog *connection = dialog("connectionDialog");
    QVERIFY(connection);
    connection->reject();
}

void tst_window::fixesAndCompletions()
{
    revision(u"aaaaaaaaaaaa"_s, {}, u"CREATE TABLE person (\n    id NUMBER(10) PRIMARY KEY\n);\n"_s,
             u"DROP TABLE person;\n"_s);
    revision(u"bbbbbbbbbbbb"_s, u"aaaaaaaaaaaa"_s,
             u"CREATE TABLE visitor (\n    id NUMBER(10) PRIMARY KEY\n);\n"_s,
             u"DROP TABLE visitor;\n"_s);
    open();
    m_window->history()->select(u"bbbbbbbbbbbb"_s);
    ScriptEditor *up = m_window->revisionPage()->script()->upgradeEditor();
    ScriptEditor *down = m_window->revisionPage()->script()->downgradeEditor();
    up->goTo(1);
    QTRY_VERIFY_WITH_TIMEOUT(!up->fixesHere().empty(), patience);
    m_window->actions().quickFix->trigger();
    auto *menu = up->findChild<QMenu *>(u"fixMenu"_s);
    QVERIFY(menu);
    const QString before = up->toPlainText();
    menu->actions().constFirst()->trigger();
    menu->close();
    QVERIFY(takeFocusBack());
    QVERIFY2(up->toPlainText().contains("CREATE SEQUENCE VISITOR_ID_SEQ"_L1),
             qPrintable(up->toPlainText()));
    QVERIFY(up->toPlainText().contains("DEFAULT VISITOR_ID_SEQ.NEXTVAL"_L1));
    QVERIFY(down->toPlainText().contains("DROP SEQUENCE VISITOR_ID_SEQ"_L1));
    up->undo(); // one step
    QCOMPARE(up->toPlainText(), before);
    up->redo();
    // The tables of the revisions below are known.
    up->setFocus();
    up->moveCursor(QTextCursor::End);
    QTest::keyClicks(up, u"DROP TABLE pe"_s);
    QAbstractItemView *popup = up->completer()->completer()->popup();
    m_window->actions().complete->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(popup->isVisible(), patience);
    QCOMPARE(popup->model()->index(0, 0).data().toString(), u"person"_s);
    QTest::keyClick(popup, Qt::Key_Tab); // an open list gets the keys
    QVERIFY2(up->toPlainText().endsWith("DROP TABLE person"_L1), qPrintable(up->toPlainText()));
    QVERIFY(takeFocusBack());
    // A column behind a dot comes by itself.
    QTest::keyClicks(up, u";"_s);
    QTest::keyClick(up, Qt::Key_Return);
    QTest::keyClicks(up, u"SELECT person."_s);
    QTRY_VERIFY_WITH_TIMEOUT(popup->isVisible(), patience);
    QCOMPARE(popup->model()->index(0, 0).data().toString(), u"id"_s);
    QTest::keyClick(popup, Qt::Key_Escape);
    QVERIFY(!popup->isVisible());
    m_window->revisionPage()->revertCurrent();
    settle();
}

void tst_window::everyActionHasATip()
{
    for (const QAction *action : m_window->actions().all) {
        QVERIFY2(!action->text().isEmpty(), qPrintable(action->objectName()));
        if (!action->shortcut().isEmpty())
            QVERIFY2(
                action->toolTip().contains(action->shortcut().toString(QKeySequence::NativeText)),
                qPrintable(action->objectName()));
    }
    // No two actions want the same keys.
    QStringList keys;
    for (const QAction *action : m_window->actions().all) {
        for (const QKeySequence &shortcut : action->shortcuts())
            keys.append(shortcut.toString());
    }
    QStringList distinct = keys;
    distinct.removeDuplicates();
    QCOMPARE(keys, distinct);
}

// What the keyboard reaches says what it is.
void tst_window::everyControlHasAName()
{
    revision(u"aaaaaaaaaaaa"_s, {}, u"CREATE SEQUENCE s;\n"_s, u"DROP SEQUENCE s;\n"_s);
    open();
    m_window->history()->select(u"aaaaaaaaaaaa"_s);
    settle();
    QStringList nameless;
    for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
        if (!(widget->focusPolicy() & Qt::TabFocus))
            continue;
        const bool isControl = qobject_cast<const QAbstractItemView *>(widget)
            || qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QToolButton *>(widget)
            || qobject_cast<const QPlainTextEdit *>(widget);
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        if (!isControl || !widget->accessibleName().isEmpty()
            || (button && !button->text().isEmpty()))
            continue;
        if (widget->objectName().startsWith("qt_"_L1) || widget->parent()->inherits("QComboBox")
            || widget->inherits("QComboBoxListView"))
            continue;
        nameless.append(QString::fromLatin1(widget->metaObject()->className()) + u' '
                        + widget->objectName());
    }
    QCOMPARE(nameless.join(u", "_s), QString());
}

QTEST_MAIN(tst_window)
#include "tst_window.moc"
