// SPDX-License-Identifier: MIT
// The drift page and the dialogs of database accounts, by mouse, on the embedded sandbox.
#include "base/atomicfile.h"
#include "migrate/review.h"
#include "migrate/run.h"
#include "ui/changes/objecttreemodel.h"
#include "ui/dialogs/adoptdialog.h"
#include "ui/dialogs/testaccountdialog.h"
#include "ui/history/historypanel.h"
#include "ui/history/revisionlistmodel.h"
#include "ui/pages/changespage.h"
#include "ui/pages/driftpage.h"
#include "ui/session/projectsession.h"
#include "ui/theme/theme.h"
#include "ui/translations.h"
#include "ui/widgets/messagebar.h"
#include "ui/window/mainwindow.h"

#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTreeView>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30000;

QDialog *openDialog(const QString &name)
{
    const auto active = [&name]() -> QDialog * {
        auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
        return dialog && dialog->objectName() == name ? dialog : nullptr;
    };
    (void)QTest::qWaitFor([&] { return active() != nullptr; }, patience);
    return active();
}

} // namespace

class tst_drift : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysThatNothingWasDone();
    void showsWhatWasDone();
    void takesBack();
    void adopts();
    void ignores();
    void whatIsNotOursIsApart();
    void makesADatabaseAccount();
    void showsTheSqlForSomebodyElse();

private:
    void byHand(const QString &sql);
    void look();
    [[nodiscard]] size_t count() const
    {
        return m_window->driftPage()->drift()->difference.comparison.changes.size();
    }
    [[nodiscard]] QPushButton *button(const QString &name, QWidget *in = nullptr)
    {
        return (in ? in : m_window->driftPage())->findChild<QPushButton *>(name);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void tst_drift::init()
{
    installTranslations();
    applyTheme(ThemeChoice::Light);
    m_folder = std::make_unique<QTemporaryDir>();
    const QString directory = m_folder->filePath(u"shop"_s);
    QVERIFY(initProject(directory, u"shop"_s));
    Revision revision;
    revision.id = u"aaaa1111"_s;
    revision.message = u"orders"_s;
    revision.created = QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);
    revision.upgrade =
        u"CREATE TABLE orders (\n    id NUMBER(10) CONSTRAINT orders_pk PRIMARY KEY,\n"
        "    note VARCHAR2(20 CHAR)\n);\n"_s;
    revision.downgrade = u"DROP TABLE orders;\n"_s;
    QVERIFY(writeRevision(revision, directory + u"/versions"_s));
    QVERIFY(review(*openWorkspace(directory), revision.id, u"ada"_s, systemClock()));
    {
        const Workspace workspace = *openWorkspace(directory);
        const auto session = connectTarget(workspace, {});
        QVERIFY(session);
        const Result<RunPlan> plan = planUpgrade(workspace, **session, u"head"_s);
        QVERIFY(plan);
        QVERIFY(run(workspace, **session, *plan, {}, systemClock()));
    }
    m_settings =
        std::make_unique<QSettings>(m_folder->filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_window = std::make_unique<MainWindow>(m_settings.get());
    m_window->show();
    m_window->openProject(directory);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session()->isOpen(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->session()->isBusy(), patience);
}

void tst_drift::cleanup()
{
    m_window.reset();
    m_settings.reset();
    m_folder.reset();
}

void tst_drift::byHand(const QString &sql)
{
    const auto session = connectTarget(m_window->session()->snapshot().workspace, {});
    QVERIFY(session);
    const auto done = (*session)->execute(sql);
    QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
}

void tst_drift::look()
{
    m_window->actions().showDrift->trigger();
    QVERIFY(m_window->driftPage()->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(m_window->driftPage()->drift().has_value(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->session()->isBusy(), patience);
}

void tst_drift::saysThatNothingWasDone()
{
    look();
    QCOMPARE(count(), 0u);
    QVERIFY(!button(u"driftAdopt"_s)->isEnabled());
    QVERIFY(!button(u"driftRevert"_s)->isEnabled());
    QVERIFY(!button(u"driftIgnore"_s)->isEnabled());
    const RevisionRow &row = m_window->history()->model()->rows()[1];
    QCOMPARE(row.id, driftRowId());
    QCOMPARE(row.changes, std::optional(0));
}

void tst_drift::showsWhatWasDone()
{
    byHand(u"CREATE INDEX orders_note_ix ON orders (note)"_s);
    look();
    QCOMPARE(count(), 1u);
    QVERIFY(spokenText(m_window->history()->model()->rows()[1]).contains(u"drifted"_s));
    auto *badge = m_window->findChild<QWidget *>(u"driftBadge"_s);
    QVERIFY(badge && badge->isVisible());
    QVERIFY(button(u"driftAdopt"_s)->isEnabled());
    // Another look after it is gone says so.
    byHand(u"DROP INDEX orders_note_ix"_s);
    QTest::mouseClick(button(u"driftLook"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(count(), 0u, patience);
    QTRY_VERIFY(!badge->isVisible());
}

void tst_drift::takesBack()
{
    byHand(u"CREATE INDEX orders_note_ix ON orders (note)"_s);
    look();
    QTest::mouseClick(button(u"driftRevert"_s), Qt::LeftButton);
    QDialog *asked = openDialog(u"runConfirmation"_s);
    QVERIFY(asked);
    auto *script = asked->findChild<QPlainTextEdit *>(u"runScript"_s);
    QVERIFY(script && script->isVisible());
    QVERIFY(script->toPlainText().contains(u"DROP INDEX"_s));
    QTest::mouseClick(button(u"copyScript"_s, asked), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"DROP INDEX"_s));
    QVERIFY(button(u"confirmRun"_s, asked)->isEnabled());
    QTest::mouseClick(button(u"confirmRun"_s, asked), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->driftPage()->drift() && count() == 0, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->session()->isBusy(), patience);
}

void tst_drift::adopts()
{
    byHand(u"ALTER TABLE orders ADD (paid NUMBER(1))"_s);
    look();
    QTest::mouseClick(button(u"driftAdopt"_s), Qt::LeftButton);
    auto *dialog = qobject_cast<AdoptDialog *>(openDialog(u"adoptDialog"_s));
    QVERIFY(dialog);
    QVERIFY(!button(u"confirmAdopt"_s, dialog)->isEnabled()); // a revision needs a message
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"adoptMessage"_s), u"paid flag"_s);
    QTest::mouseClick(button(u"confirmAdopt"_s, dialog), Qt::LeftButton);
    const auto current = [this] {
        const auto &status = m_window->session()->snapshot().status;
        return status ? status->current : QStringList();
    };
    QTRY_VERIFY_WITH_TIMEOUT(current() != QStringList{u"aaaa1111"_s}, patience);
    const Revision *adopted = m_window->session()->snapshot().workspace.graph.find(current()[0]);
    QVERIFY(adopted && adopted->message == u"paid flag"_s && !adopted->isReviewed());
    QTRY_COMPARE_WITH_TIMEOUT(m_window->history()->selectedId(), adopted->id, patience);
}

void tst_drift::ignores()
{
    byHand(u"CREATE INDEX orders_note_ix ON orders (note)"_s);
    look();
    QTreeView *tree = m_window->driftPage()->changes()->tree();
    tree->setCurrentIndex(tree->model()->index(0, 0, tree->model()->index(0, 0)));
    QVERIFY(button(u"driftIgnore"_s)->isEnabled());
    QTest::mouseClick(button(u"driftIgnore"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->driftPage()->drift() && count() == 0, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->session()->isBusy(), patience);
    const Result<QString> text =
        readTextFile(m_window->session()->directory() + u"/athanor.toml"_s);
    QVERIFY(text && text->contains(u"INDEX ORDERS_NOTE_IX"_s));
}

void tst_drift::whatIsNotOursIsApart()
{
    byHand(u"CREATE TABLE tmp_report (n NUMBER(10))"_s);
    look();
    QCOMPARE(count(), 0u);
    QListWidget *list = m_window->driftPage()->notOwned();
    QVERIFY(list->isVisible());
    QCOMPARE(list->count(), 1);
    list->item(0)->setSelected(true);
    QVERIFY(button(u"driftAdopt"_s)->isEnabled());
    QVERIFY(!button(u"driftRevert"_s)->isEnabled()); // nobody's table is dropped from here
    QTest::mouseClick(button(u"driftIgnore"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->driftPage()->drift()
                                 && m_window->driftPage()->drift()->notOwned.empty(),
                             patience);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->session()->isBusy(), patience);
    QVERIFY(!list->isVisible());
}

void tst_drift::makesADatabaseAccount()
{
    const QString file = m_window->session()->directory() + u"/athanor.toml"_s;
    QVERIFY(writeTextFile(file, *readTextFile(file) + u"\n[test-user]\nkind = \"account\"\n"_s));
    m_window->session()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session()->snapshot().workspace.project.testUser.kind
                                 == TestUserKind::Account,
                             patience);
    m_window->actions().createTestUser->trigger();
    QDialog *shown = openDialog(u"testAccountDialog"_s);
    QVERIFY2(shown, qPrintable(m_window->messages()->text()));
    const QString password = shown->findChild<QLineEdit *>(u"accountPassword"_s)->text();
    QCOMPARE(password.size(), 20);
    QVERIFY(!shown->findChild<QPlainTextEdit *>(u"accountSql"_s)->toPlainText().contains(password));
    QTest::mouseClick(button(u"copyAccountPassword"_s, shown), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), password);
    QTest::mouseClick(button(u"closeTestAccount"_s, shown), Qt::LeftButton);
    QTRY_VERIFY(!QApplication::activeModalWidget());
    m_window->actions().removeTestUsers->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->messages()->text().contains(u"1 test user"_s), patience);
}

void tst_drift::showsTheSqlForSomebodyElse()
{
    AccountSqlDialog dialog(u"CREATE USER x IDENTIFIED BY \"<PASSWORD>\";\n"_s, u"ORA-01031"_s,
                            nullptr);
    QTest::mouseClick(button(u"copyAccountSql"_s, &dialog), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"<PASSWORD>"_s));
}

QTEST_MAIN(tst_drift)
#include "tst_drift.moc"
