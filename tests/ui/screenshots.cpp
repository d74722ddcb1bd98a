// SPDX-License-Identifier: MIT
// athanor_screenshots FOLDER: opens a copy of the sample, walks the views and writes a PNG of each,
// light and dark, in two sizes. For people to look at, for the README, and for `athanor-dev shots`.
// Works offscreen.
#include "database/dictionary.h"
#include "ui/connection/connectioncheck.h"
#include "ui/connection/connectiondialog.h"
#include "ui/editor/scriptdocument.h"
#include "ui/editor/scripteditor.h"
#include "ui/history/historypanel.h"
#include "ui/pages/changespage.h"
#include "ui/pages/driftpage.h"
#include "ui/pages/modelpage.h"
#include "ui/pages/rehearsalpage.h"
#include "ui/pages/revisionpage.h"
#include "ui/pages/scriptpage.h"
#include "ui/session/projectsession.h"
#include "ui/theme/theme.h"
#include "ui/translations.h"
#include "ui/window/mainwindow.h"

#include <QtCore/QDir>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtGui/QPainter>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabWidget>

#include <cstdio>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

struct Look
{
    QString name;
    ThemeChoice theme;
    QSize size;
};

const std::vector<Look> &looks()
{
    static const std::vector<Look> all{{u"light-1280x800"_s, ThemeChoice::Light, {1280, 800}},
                                       {u"dark-1280x800"_s, ThemeChoice::Dark, {1280, 800}},
                                       {u"light-1024x600"_s, ThemeChoice::Light, {1024, 600}},
                                       {u"dark-1024x600"_s, ThemeChoice::Dark, {1024, 600}},
                                       {u"light-800x600"_s, ThemeChoice::Light, {800, 600}}};
    return all;
}

bool idle(const MainWindow &window)
{
    return QTest::qWaitFor([&window] { return !window.session()->isBusy(); }, 60000);
}

QDialog *openDialog()
{
    (void)QTest::qWaitFor([] { return QApplication::activeModalWidget() != nullptr; }, 20000);
    return qobject_cast<QDialog *>(QApplication::activeModalWidget());
}

class Walk
{
public:
    Walk(MainWindow &window, QString folder)
        : m_window(window)
        , m_folder(std::move(folder))
    { }

    void take(const QString &view)
    {
        ++m_number;
        for (const Look &look : looks()) {
            applyTheme(look.theme);
            m_window.resize(look.size);
            QTest::qWait(120); // layouts, highlighting and diagnostics settle
            QPixmap picture = m_window.grab();
            if (QWidget *dialog = QApplication::activeModalWidget()) {
                QPainter painter(&picture);
                painter.fillRect(picture.rect(), QColor(0, 0, 0, 90));
                const QPixmap inner = dialog->grab();
                painter.drawPixmap((picture.width() - inner.width()) / 2,
                                   (picture.height() - inner.height()) / 2, inner);
            }
            if (QWidget *popup = QApplication::activePopupWidget()) {
                QPainter painter(&picture);
                painter.drawPixmap(m_window.mapFromGlobal(popup->pos()), popup->grab());
            }
            const QString file = u"%1/%2-%3-%4.png"_s.arg(m_folder)
                                     .arg(m_number, 2, 10, QLatin1Char('0'))
                                     .arg(view, look.name);
            if (picture.save(file))
                std::printf("%s\n", qPrintable(file));
            else
                m_failed = true;
        }
    }

    [[nodiscard]] bool failed() const { return m_failed; }

private:
    MainWindow &m_window;
    QString m_folder;
    int m_number = 0;
    bool m_failed = false;
};

// No client is here: what the pages of connections show is made up.
Chain exampleChain(const ChainQuestion &question, const Session::PasswordSource &)
{
    const auto link = [](ChainLink::Step step, ChainLink::State state, const QString &detail,
                         const QString &advice = {}) {
        ChainLink made;
        made.step = step;
        made.state = state;
        made.what = chainStepName(step);
        made.detail = detail;
        made.advice = advice;
        return made;
    };
    using Step = ChainLink::Step;
    using State = ChainLink::State;
    Chain chain{
        link(Step::Plugin, State::Well, u"QOCI, built with this Athanor"_s),
        link(Step::ClientLibrary, State::Well,
             u"/opt/oracle/instantclient_21_12/libclntsh.so.21.1"_s),
        link(Step::DataLibrary, State::Well, u"libociei.so"_s),
        link(Step::Listener, State::Well, describe(question.url)),
        link(Step::Service, State::Broken,
             u"ORA-12514: the listener at dbhost:1521 does not know the service XEPDB2."_s,
             u"Ask for the service's name: “lsnrctl services” on the server lists them. Pluggable "
             "databases have one each."_s)};
    for (const Step step : {Step::Login, Step::Account, Step::Privilege, Step::Version})
        chain.push_back(link(step, State::NotReached, {}));
    chain[4].oraCode = 12514;
    return chain;
}

void upgradeAll(MainWindow &window)
{
    window.actions().upgrade->trigger();
    (void)idle(window);
    if (QDialog *dialog = openDialog())
        dialog->accept();
    (void)QTest::qWaitFor(
        [&window] { return !window.session()->isRunning() && !window.session()->isBusy(); }, 60000);
}

// What somebody did by hand, in a session of his own.
void changeByHand(const MainWindow &window)
{
    const Snapshot &snapshot = window.session()->snapshot();
    const auto session = connectTarget(snapshot.workspace, snapshot.target);
    if (!session)
        return;
    const Result<Catalog> catalog = readDictionary(**session);
    if (!catalog || catalog->tables.empty())
        return;
    const Table &table = catalog->tables.begin()->second;
    const QString name = writtenName(table.name);
    for (const QString &sql :
         {u"ALTER TABLE %1 ADD (note_by_hand VARCHAR2(40 CHAR))"_s.arg(name),
          u"CREATE INDEX by_hand_ix ON %1 (note_by_hand)"_s.arg(name),
          u"CREATE TABLE tmp_report (n NUMBER(10))"_s, u"CREATE SEQUENCE tmp_report_seq"_s})
        (void)(*session)->execute(sql);
}

void walkDrift(MainWindow &window, Walk &walk)
{
    changeByHand(window);
    window.actions().showDrift->trigger();
    (void)QTest::qWaitFor([&window] { return window.driftPage()->drift().has_value(); }, 60000);
    (void)idle(window);
    walk.take(u"drift"_s);
    const auto click = [&window](const QString &name) {
        window.driftPage()->findChild<QPushButton *>(name)->click();
        (void)idle(window);
    };
    click(u"driftAdopt"_s);
    if (QDialog *dialog = openDialog()) {
        walk.take(u"drift-adopt"_s);
        dialog->reject();
    }
    click(u"driftRevert"_s);
    if (QDialog *dialog = openDialog()) {
        walk.take(u"drift-take-back"_s);
        dialog->reject();
    }
    window.actions().removeTestUsers->trigger(); // the sample allows one
    (void)idle(window);
    window.actions().createTestUser->trigger();
    if (QDialog *dialog = openDialog()) {
        dialog->findChild<QPushButton *>(u"otherKind"_s)->click();
        (void)idle(window);
    }
    if (QDialog *dialog = openDialog()) {
        walk.take(u"test-account"_s);
        dialog->accept();
    }
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setOrganizationName(u"Athanor"_s);
    QApplication::setApplicationName(u"athanor-screenshots"_s);
    installTranslations();
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 2 || !QDir().mkpath(arguments.at(1))) {
        std::fprintf(stderr, "usage: athanor_screenshots FOLDER\n");
        return 2;
    }
    const QTemporaryDir scratch;
    ConnectionCheck::setExamine(exampleChain);
    QSettings settings(scratch.filePath(u"settings.ini"_s), QSettings::IniFormat);
    applyTheme(ThemeChoice::Light);
    MainWindow window(&settings);
    window.resize(1280, 800);
    window.show();
    Walk walk(window, arguments.at(1));
    walk.take(u"welcome"_s);

    window.openSample(scratch.filePath(u"athanor-sample"_s));
    if (!QTest::qWaitFor([&window] { return window.session()->isOpen(); }, 60000)) {
        std::fprintf(stderr, "the sample did not open\n");
        return 1;
    }
    (void)idle(window);
    const QStringList heads = window.session()->snapshot().workspace.graph.heads();
    walk.take(u"model"_s);
    window.modelPage()->tabs()->setCurrentIndex(1);
    walk.take(u"model-changes"_s);
    window.history()->select(heads.isEmpty() ? QString() : heads.first());
    (void)idle(window);
    walk.take(u"script"_s);
    ScriptEditor *editor = window.revisionPage()->script()->upgradeEditor();
    editor->moveCursor(QTextCursor::End);
    editor->insertPlainText(
        u"\nCREATE TABLE visitor (\n    id   NUMBER(10),\n    name VARCHAR2(30 CHAR) "
        "NOT NULL,\n    CONSTRAINT visitor_pk PRIMARY KEY (id)\n);\n"
        "ALTER TABLE auth_user MODIFY email VARCHAR2(300 CHAR) NOT NULL;\n"_s);
    (void)QTest::qWaitFor([editor] { return editor->script()->diagnostics().size() > 1; }, 10000);
    editor->goToNextDiagnostic(true);
    window.actions().quickFix->trigger();
    walk.take(u"mend"_s);
    if (QWidget *popup = QApplication::activePopupWidget())
        popup->close();
    editor->moveCursor(QTextCursor::End);
    editor->insertPlainText(u"UPDATE auth_user u SET u."_s);
    window.actions().complete->trigger();
    walk.take(u"complete"_s);
    if (QWidget *popup = QApplication::activePopupWidget())
        popup->close();
    window.revisionPage()->revertCurrent();
    (void)idle(window);
    window.revisionPage()->showTab(RevisionPage::ChangesTab);
    walk.take(u"changes"_s);
    window.revisionPage()->rehearse();
    (void)idle(window);
    walk.take(u"rehearsal"_s);
    window.revisionPage()->showTab(RevisionPage::ScriptTab);

    window.actions().upgrade->trigger();
    (void)idle(window);
    if (QDialog *dialog = openDialog()) {
        walk.take(u"upgrade"_s);
        dialog->reject();
    }
    upgradeAll(window);
    walk.take(u"run"_s);
    window.revisionPage()->showTab(RevisionPage::JournalTab);
    walk.take(u"journal"_s);
    window.actions().createTestUser->trigger();
    if (QDialog *dialog = openDialog()) {
        walk.take(u"test-user"_s);
        dialog->accept();
    }
    window.actions().newRevision->trigger();
    if (QDialog *dialog = openDialog()) {
        (void)idle(window);
        walk.take(u"new-revision"_s);
        dialog->reject();
    }
    window.actions().newTarget->trigger();
    if (auto *dialog = qobject_cast<ConnectionDialog *>(openDialog())) {
        dialog->setFields(fieldsOf(u"oracle://hr@dbhost:1521/XEPDB2"_s));
        dialog->findChild<QLineEdit *>(u"targetName"_s)->setText(u"staging"_s);
        dialog->findChild<QPushButton *>(u"testConnection"_s)->click();
        walk.take(u"connection"_s);
        dialog->reject();
    }
    window.actions().oracleConnection->trigger();
    if (QDialog *dialog = openDialog()) {
        walk.take(u"oracle"_s);
        dialog->reject();
    }
    walkDrift(window, walk);
    return walk.failed() ? 1 : 0;
}
