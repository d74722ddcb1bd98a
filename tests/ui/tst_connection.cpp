// SPDX-License-Identifier: MIT
// Connections by mouse and keyboard: fields and URLs, the dialog that writes athanor.toml, the page
// that examines the chain. What examines is a stand-in: no client is here.
#include "base/atomicfile.h"
#include "ui/connection/chainview.h"
#include "ui/connection/connectioncheck.h"
#include "ui/connection/connectiondialog.h"
#include "ui/connection/connectionfields.h"
#include "ui/connection/oracledialog.h"
#include "ui/connection/recentconnections.h"
#include "ui/dialogs/passworddialog.h"
#include "ui/theme/theme.h"

#include <QtCore/QDir>
#include <QtCore/QSemaphore>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>

#include <mutex>
#include <thread>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

class Store : public PasswordStore
{
public:
    Result<QString> read(const QString &place) override
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_kept.find(place);
        return found == m_kept.end() ? QString() : found->second;
    }
    Result<> write(const QString &place, const QString &password) override
    {
        const std::lock_guard lock(m_mutex);
        m_kept[place] = password;
        return {};
    }
    Result<> remove(const QString &place) override
    {
        const std::lock_guard lock(m_mutex);
        m_kept.erase(place);
        return {};
    }

private:
    std::mutex m_mutex;
    std::map<QString, QString> m_kept;
};

ChainLink linkOf(ChainLink::Step step, ChainLink::State state, const QString &detail = {},
                 const QString &advice = {}, int oraCode = 0)
{
    ChainLink link;
    link.step = step;
    link.state = state;
    link.what = chainStepName(step);
    link.detail = detail;
    link.advice = advice;
    link.oraCode = oraCode;
    return link;
}

Chain brokenAtListener()
{
    return {linkOf(ChainLink::Step::Plugin, ChainLink::State::Well, u"QOCI"_s),
            linkOf(ChainLink::Step::TnsAlias, ChainLink::State::NotApplicable),
            linkOf(ChainLink::Step::Listener, ChainLink::State::Broken, u"nothing listens there"_s,
                   u"Start the listener."_s, 12541),
            linkOf(ChainLink::Step::Login, ChainLink::State::NotReached)};
}

} // namespace

class tst_connection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void urlsAndFields_data();
    void urlsAndFields();
    void missingFieldsAreNamed();
    void recentOnesHoldNoPassword();
    void writesANewTarget();
    void changesATargetInItsPlace();
    void refusesATakenName();
    void offersTheAliasesOfTnsnames();
    void testsTheConnection();
    void aTestCanBeStopped();
    void closingForgetsATestThatRuns();
    void thePageNamesClientAndChain();
    void passwordDialogHidesWhatIsTyped();

private:
    ConnectionDialog::Asked asked(const QString &target = {});
    template <typename T>
    static T *find(QWidget *in, const char *name)
    {
        return in->findChild<T *>(QLatin1String(name));
    }
    QString file() const { return m_folder->filePath(u"athanor.toml"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    Store m_store;
};

void tst_connection::init()
{
    applyTheme(ThemeChoice::Light);
    qunsetenv("TNS_ADMIN");
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings =
        std::make_unique<QSettings>(m_folder->filePath(u"settings.ini"_s), QSettings::IniFormat);
    QVERIFY(initProject(m_folder->path(), u"shop"_s));
    ConnectionCheck::setExamine(
        [](const ChainQuestion &, const Session::PasswordSource &) { return brokenAtListener(); });
}

ConnectionDialog::Asked tst_connection::asked(const QString &target)
{
    ConnectionDialog::Asked asked;
    asked.project = readProject(m_folder->path()).value();
    if (const Target *known = asked.project.target(target); known && !target.isEmpty())
        asked.target = *known;
    asked.passwords = &m_store;
    return asked;
}

void tst_connection::urlsAndFields_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<int>("kind");
    using Kind = ConnectionFields::Kind;
    const auto row = [](const QString &url, Kind kind) {
        QTest::newRow(qPrintable(url)) << url << int(kind);
    };
    row(u"oracle://hr@dbhost:1521/XEPDB1"_s, Kind::Host);
    row(u"oracle://hr@[::1]:1522/s"_s, Kind::Host);
    row(u"oracle://hr@tcps://dbhost:2484/XEPDB1"_s, Kind::Host);
    row(u"oracle://\"Mixed@Case\"@dbhost:1521/x"_s, Kind::Host);
    row(u"oracle://hr@PROD_HR"_s, Kind::Alias);
    row(u"oracle:///@WALLET"_s, Kind::Wallet);
    row(u"oracle://hr@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=h)(PORT=1521))(CONNECT_DATA=(SID=XE)))"_s,
        Kind::Descriptor);
    row(u"sandbox:shop.sandbox"_s, Kind::Sandbox);
    row(u"sandbox::memory:"_s, Kind::Sandbox);
}

void tst_connection::urlsAndFields()
{
    QFETCH(const QString, url);
    QFETCH(const int, kind);
    const ConnectionFields fields = fieldsOf(url);
    QCOMPARE(int(fields.kind), kind);
    QCOMPARE(urlOf(fields), url);
    QVERIFY(fieldsOf(urlOf(fields)) == fields);
    QVERIFY(parseConnectionUrl(urlOf(fields), m_folder->path()));
}

void tst_connection::missingFieldsAreNamed()
{
    ConnectionFields fields;
    QVERIFY(urlOf(fields).isEmpty());
    QVERIFY(missingField(fields).contains("host"_L1));
    fields.host = u"dbhost"_s;
    QVERIFY(missingField(fields).contains("service"_L1));
    fields.service = u"XE"_s;
    QCOMPARE(missingField(fields), QString());
    QCOMPARE(urlOf(fields), u"oracle:///@dbhost:1521/XE"_s); // nobody named: the wallet's user
}

void tst_connection::recentOnesHoldNoPassword()
{
    for (int i = 0; i < 12; ++i)
        rememberConnection(*m_settings, u"oracle://hr@host%1:1521/x"_s.arg(i));
    rememberConnection(*m_settings, u"oracle://hr@host3:1521/x"_s);
    rememberConnection(*m_settings, u"oracle://hr:tiger@host:1521/x"_s);
    rememberConnection(*m_settings, u"sandbox:x"_s);
    const QStringList recent = recentConnections(*m_settings);
    QCOMPARE(recent.size(), 10);
    QCOMPARE(recent.first(), u"oracle://hr@host3:1521/x"_s);
    QCOMPARE(recent.count(u"oracle://hr@host3:1521/x"_s), 1);
    QVERIFY(!recent.join(u' ').contains("tiger"_L1));
}

void tst_connection::writesANewTarget()
{
    const QString before = *readTextFile(file());
    ConnectionDialog dialog(asked(), m_settings.get());
    dialog.show();
    auto *save = find<QPushButton>(&dialog, "saveTarget");
    QVERIFY(!save->isEnabled());
    QTest::keyClicks(find<QLineEdit>(&dialog, "targetName"), u"prod"_s);
    QTest::keyClicks(find<QLineEdit>(&dialog, "host"), u"dbhost"_s);
    QTest::keyClicks(find<QLineEdit>(&dialog, "service"), u"XEPDB1"_s);
    QTest::keyClicks(find<QLineEdit>(&dialog, "user"), u"hr"_s);
    QTest::keyClicks(find<QLineEdit>(&dialog, "password"), u"tiger"_s);
    find<QCheckBox>(&dialog, "rememberPassword")->click();
    auto *environment = find<QComboBox>(&dialog, "environment");
    environment->setCurrentIndex(environment->findData(u"production"_s));
    QCOMPARE(find<QLineEdit>(&dialog, "connectionUrl")->text(),
             u"oracle://hr@dbhost:1521/XEPDB1"_s);
    QVERIFY(save->isEnabled());
    QTest::mouseClick(save, Qt::LeftButton);
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
    const QString after = *readTextFile(file());
    QVERIFY(after.startsWith(before)); // comments and layout stay
    const Project project = readProject(m_folder->path()).value();
    QVERIFY(*project.target(u"prod"_s)
            == (Target{u"prod"_s, u"oracle://hr@dbhost:1521/XEPDB1"_s, u"production"_s}));
    // The password is in the keychain and nowhere else.
    QTRY_COMPARE(m_store.read(u"hr@dbhost:1521/XEPDB1"_s).value(), u"tiger"_s);
    m_settings->sync();
    QVERIFY(!after.contains("tiger"_L1));
    QVERIFY(!readTextFile(m_settings->fileName())->contains("tiger"_L1));
    QCOMPARE(recentConnections(*m_settings).first(), u"oracle://hr@dbhost:1521/XEPDB1"_s);
}

void tst_connection::changesATargetInItsPlace()
{
    const QString text =
        u"# mine\n[target.dev] # the team's\nurl = \"oracle://hr@a:1521/x\"  # old\n"
        "environment = \"test\"\n\n[target.z]\nurl = \"sandbox:z\"\n"_s;
    QVERIFY(writeTextFile(file(), text));
    ConnectionDialog dialog(asked(u"dev"_s), m_settings.get());
    dialog.show();
    QVERIFY(find<QLineEdit>(&dialog, "targetName")->isReadOnly());
    QCOMPARE(find<QLineEdit>(&dialog, "host")->text(), u"a"_s);
    find<QLineEdit>(&dialog, "host")->setText(u"b"_s);
    find<QSpinBox>(&dialog, "port")->setValue(1522);
    find<QComboBox>(&dialog, "environment")->setCurrentIndex(0);
    find<QPushButton>(&dialog, "saveTarget")->click();
    QCOMPARE(*readTextFile(file()),
             u"# mine\n[target.dev] # the team's\nurl = \"oracle://hr@b:1522/x\"  # old\n"
             "\n[target.z]\nurl = \"sandbox:z\"\n"_s);
}

void tst_connection::refusesATakenName()
{
    ConnectionDialog dialog(asked(), m_settings.get());
    dialog.setFields(fieldsOf(u"oracle://hr@a:1521/x"_s));
    find<QLineEdit>(&dialog, "targetName")->setText(u"sandbox"_s);
    QVERIFY(!find<QPushButton>(&dialog, "saveTarget")->isEnabled());
    QVERIFY(find<QLabel>(&dialog, "connectionSaid")->text().contains("already"_L1));
}

void tst_connection::offersTheAliasesOfTnsnames()
{
    QVERIFY(writeTextFile(m_folder->filePath(u"tnsnames.ora"_s),
                          u"PROD_HR = (DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=p)(PORT=1521))"
                          "(CONNECT_DATA=(SERVICE_NAME=HR)))\n"_s));
    ConnectionDialog::Asked with = asked();
    with.client.tnsAdmin = m_folder->path();
    ConnectionDialog dialog(with, m_settings.get());
    auto *alias = find<QComboBox>(&dialog, "alias");
    QCOMPARE(alias->count(), 1);
    QCOMPARE(alias->itemText(0), u"PROD_HR"_s);
    auto *kind = find<QComboBox>(&dialog, "connectionKind");
    kind->setCurrentIndex(kind->findData(int(ConnectionFields::Kind::Alias)));
    alias->setCurrentIndex(0);
    find<QLineEdit>(&dialog, "user")->setText(u"hr"_s);
    QCOMPARE(dialog.target().url, u"oracle://hr@PROD_HR"_s);
    kind->setCurrentIndex(kind->findData(int(ConnectionFields::Kind::Wallet)));
    QCOMPARE(dialog.target().url, u"oracle:///@PROD_HR"_s);
    QVERIFY(find<QLineEdit>(&dialog, "password")->isHidden());
}

void tst_connection::testsTheConnection()
{
    QString asked1;
    std::thread::id thread;
    ConnectionCheck::setExamine(
        [&](const ChainQuestion &question, const Session::PasswordSource &password) {
            thread = std::this_thread::get_id();
            asked1 = password(question.url);
            return brokenAtListener();
        });
    ConnectionDialog dialog(asked(), m_settings.get());
    dialog.setFields(fieldsOf(u"oracle://hr@a:1521/x"_s));
    find<QLineEdit>(&dialog, "password")->setText(u"tiger"_s);
    find<QPushButton>(&dialog, "testConnection")->click();
    auto *view = find<ChainView>(&dialog, "chainView");
    QTRY_VERIFY(view->text().contains("ORA-12541"_L1));
    QVERIFY(view->text().contains("Start the listener."_L1));
    QVERIFY(view->text().contains("QOCI"_L1));
    QVERIFY(find<QLabel>(&dialog, "connectionSaid")
                ->text()
                .contains(chainStepName(ChainLink::Step::Listener)));
    QCOMPARE(asked1, u"tiger"_s);
    QVERIFY(thread != std::this_thread::get_id()); // never on the window's
    QVERIFY(recentConnections(*m_settings).isEmpty()); // it does not work
    // What is remembered answers where nothing was typed.
    (void)m_store.write(u"hr@a:1521/x"_s, u"kept"_s);
    find<QLineEdit>(&dialog, "password")->clear();
    asked1.clear();
    find<QPushButton>(&dialog, "testConnection")->click();
    QTRY_COMPARE(asked1, u"kept"_s);
}

void tst_connection::aTestCanBeStopped()
{
    ConnectionCheck::setExamine([](const ChainQuestion &question, const Session::PasswordSource &) {
        while (!question.stopRequested())
            std::this_thread::yield();
        return brokenAtListener();
    });
    ConnectionDialog dialog(asked(), m_settings.get());
    dialog.setFields(fieldsOf(u"oracle://hr@a:1521/x"_s));
    auto *test = find<QPushButton>(&dialog, "testConnection");
    const QString before = test->text();
    test->click();
    QVERIFY(test->text() != before);
    QVERIFY(test->isEnabled());
    test->click();
    QTRY_COMPARE(test->text(), before);
}

void tst_connection::closingForgetsATestThatRuns()
{
    QSemaphore ended;
    ConnectionCheck::setExamine(
        [&ended](const ChainQuestion &question, const Session::PasswordSource &) {
            while (!question.stopRequested())
                std::this_thread::yield();
            ended.release();
            return brokenAtListener();
        });
    {
        ConnectionDialog dialog(asked(), m_settings.get());
        dialog.setFields(fieldsOf(u"oracle://hr@a:1521/x"_s));
        find<QPushButton>(&dialog, "testConnection")->click();
    }
    ended.acquire();
    QCoreApplication::processEvents(); // its answer meets nobody
}

void tst_connection::thePageNamesClientAndChain()
{
    OracleDialog::Asked page;
    page.project = readProject(m_folder->path()).value();
    OracleDialog dialog(page, m_settings.get());
    auto *view = find<ChainView>(&dialog, "chainView");
    QTRY_VERIFY(view->text().contains("ORA-12541"_L1));
    auto *folder = find<QLineEdit>(&dialog, "clientFolder");
    folder->setText(m_folder->path());
    Q_EMIT folder->editingFinished();
    QCOMPARE(readClientSettings(*m_settings).folder, m_folder->path());
    QVERIFY(find<QLabel>(&dialog, "clientFound")->text().contains(clientLibraryName()));
    // A folder with the library in it.
    QVERIFY(writeTextFile(m_folder->filePath(clientLibraryName()), u"x"_s));
    folder->setText(m_folder->path() + u'/');
    Q_EMIT folder->editingFinished();
    QTRY_VERIFY(find<QLabel>(&dialog, "clientFound")
                    ->text()
                    .contains(QDir::toNativeSeparators(m_folder->filePath(clientLibraryName()))));
}

void tst_connection::passwordDialogHidesWhatIsTyped()
{
    PasswordDialog dialog(u"hr"_s, u"hr@a:1521/x"_s, true, u"ORA-01017"_s);
    dialog.show();
    auto *edit = find<QLineEdit>(&dialog, "passwordEdit");
    QTest::keyClicks(edit, u"tiger"_s);
    QVERIFY(!edit->displayText().contains("tiger"_L1));
    QVERIFY(find<QLabel>(&dialog, "passwordProblem")->isVisible());
    QVERIFY(!dialog.remember());
    find<QCheckBox>(&dialog, "passwordRemember")->click();
    QVERIFY(dialog.remember());
    QTest::mouseClick(find<QPushButton>(&dialog, "passwordConnect"), Qt::LeftButton);
    QCOMPARE(dialog.password(), u"tiger"_s);
    PasswordDialog without(u"hr"_s, u"x"_s, false, {});
    without.show();
    QVERIFY(!find<QCheckBox>(&without, "passwordRemember")->isVisible());
}

QTEST_MAIN(tst_connection)
#include "tst_connection.moc"
