// SPDX-License-Identifier: MIT
// Clients that are missing, broken, or called differently, with athanor itself as the probing
// process, and athanor started for an Oracle target.
#include "migrate/doctor.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <algorithm>

using namespace Athanor;
using namespace Qt::StringLiterals;

using Step = ChainLink::Step;
using State = ChainLink::State;

class TestClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void noPlugin();
    void brokenClients_data();
    void brokenClients();
    void missingPartsAreAllNamed();
    void oldNameOfTheLibrary();
    void verbStartsItselfForTheClient();
    void verbOnTheSandboxDoesNot();
    void brokenClientEndsNoVerb();
    void doctorShowsTheChain();
    void rememberWithoutAKeychain();
    void usersTnsAdminIsKept();
    void overlayIsPrivate();

private:
    struct Answer
    {
        int exit = -1;
        QString out;
        QString err;
        [[nodiscard]] QString said() const { return u"exit %1\n%2\n%3"_s.arg(exit).arg(out, err); }
    };
    [[nodiscard]] QProcessEnvironment environment() const;
    [[nodiscard]] Answer athanor(const QStringList &arguments,
                                 const QProcessEnvironment &variables) const;
    [[nodiscard]] Chain examine(const QString &folder) const;
    void write(const QString &name, const QByteArray &bytes) const;
    [[nodiscard]] QString shop(const QByteArray &more = {}) const; // a project with a target dev
    // One whose model's command writes down the environment it was started with.
    [[nodiscard]] QString shopThatLooks() const;
    [[nodiscard]] QByteArray seen() const;
    QTemporaryDir m_folder;
};

namespace {

const QString standin = QStringLiteral(ATHANOR_STANDIN);
const QString brokenFolders = QStringLiteral(ATHANOR_BROKEN_CLIENTS);

QString said(const Chain &chain)
{
    QStringList lines;
    for (const ChainLink &link : chain)
        lines += u"%1 %2: %3 | %4"_s.arg(int(link.state)).arg(link.what, link.detail, link.advice);
    return lines.join(u'\n');
}

} // namespace

void TestClients::initTestCase()
{
    if (QStringLiteral(ATHANOR_QOCI_PLUGINS).isEmpty())
        QSKIP("Qt's Oracle driver has not been built; ./athanor-dev setup does");
}

QProcessEnvironment TestClients::environment() const
{
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (const char *name :
         {"LD_LIBRARY_PATH", "ORACLE_HOME", "TNS_ADMIN", "NLS_LANG", "ATHANOR_ORACLE_CLIENT",
          "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DBUS_SESSION_BUS_ADDRESS"})
        variables.remove(QString::fromLatin1(name));
    variables.insert(u"ATHANOR_PASSWORD"_s, u"tiger"_s);
    variables.insert(u"ATHANOR_OCI_SERVICES"_s, m_folder.path());
    variables.insert(u"HOME"_s, m_folder.path());
    variables.insert(u"XDG_CACHE_HOME"_s, m_folder.filePath(u"cache"_s));
    variables.insert(u"XDG_CONFIG_HOME"_s, m_folder.filePath(u"config"_s));
    variables.insert(u"QT_PLUGIN_PATH"_s, QStringLiteral(ATHANOR_QOCI_PLUGINS));
    return variables;
}

TestClients::Answer TestClients::athanor(const QStringList &arguments,
                                         const QProcessEnvironment &variables) const
{
    QProcess process;
    process.setProcessEnvironment(variables);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(QStringLiteral(ATHANOR_EXECUTABLE), arguments);
    Answer answer;
    if (process.waitForFinished(60000) && process.exitStatus() == QProcess::NormalExit)
        answer.exit = process.exitCode();
    answer.out = QString::fromUtf8(process.readAllStandardOutput());
    answer.err = QString::fromUtf8(process.readAllStandardError());
    return answer;
}

void TestClients::write(const QString &name, const QByteArray &bytes) const
{
    const QString path = m_folder.filePath(name);
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QString TestClients::shop(const QByteArray &more) const
{
    write(u"shop/athanor.toml"_s,
          "[target.dev]\nurl = \"oracle://hr@localhost:1521/shop\"\n"
          "[target.sandbox]\nurl = \"sandbox::memory:\"\n"
              + more);
    write(u"shop/model/empty.sql"_s, "");
    QDir().mkpath(m_folder.filePath(u"shop/versions"_s));
    return m_folder.filePath(u"shop"_s);
}

QString TestClients::shopThatLooks() const
{
    QFile::remove(m_folder.filePath(u"seen"_s));
    write(u"look.sh"_s, "env > " + m_folder.filePath(u"seen"_s).toUtf8() + '\n');
    return shop("[project]\nmodel_command = 'sh " + m_folder.filePath(u"look.sh"_s).toUtf8()
                + "'\n");
}

QByteArray TestClients::seen() const
{
    QFile file(m_folder.filePath(u"seen"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Chain TestClients::examine(const QString &folder) const
{
    ChainQuestion question;
    question.prober = QStringLiteral(ATHANOR_EXECUTABLE);
    question.environment = environment();
    question.client = chooseClient({folder, {}}, {}, question.environment);
    return examineClient(question);
}

void TestClients::noPlugin()
{
    ChainQuestion question;
    question.prober = m_folder.filePath(u"athanor"_s); // no plugin folder beside it
    QVERIFY(QFile::copy(QStringLiteral(ATHANOR_EXECUTABLE), question.prober));
    question.environment = environment();
    question.environment.remove(u"QT_PLUGIN_PATH"_s);
    const Chain chain = examineClient(question);
    const ChainLink *broken = firstBroken(chain);
    QVERIFY(broken);
    if (broken->step != Step::Plugin)
        QSKIP("Qt itself brings QOCI here; without the plugin cannot be seen.");
    QVERIFY2(broken->detail.contains(u"sqldrivers"_s), qPrintable(said(chain)));
    QVERIFY(broken->advice.contains(u"athanor-dev setup"_s));
    QVERIFY(QFile::remove(question.prober));
}

void TestClients::brokenClients_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<Step>("step");
    QTest::addColumn<QString>("says");
    QTest::addColumn<QString>("advises");

    QTest::newRow("nobody named one")
        << QString() << Step::ClientLibrary << u"libclntsh.so"_s << u"ATHANOR_ORACLE_CLIENT"_s;
    QTest::newRow("no such folder") << u"/nowhere/at/all"_s << Step::ClientLibrary
                                    << u"/nowhere/at/all"_s << u"Instant Client"_s;
    QTest::newRow("another folder") << m_folder.path() << Step::ClientLibrary
                                    << u"no libclntsh.so in it"_s << u"Instant Client"_s;
    write(u"garbage/libclntsh.so"_s, "this is no library");
    QTest::newRow("no library") << m_folder.filePath(u"garbage"_s) << Step::ClientLibrary
                                << u"libclntsh.so cannot be used"_s << u"machine"_s;
    QTest::newRow("no data library") << brokenFolders + u"/nodata"_s << Step::DataLibrary
                                     << u"libociicus"_s << u"whole archive"_s;
    QTest::newRow("crash") << brokenFolders + u"/crashing"_s << Step::DataLibrary << u"crashes"_s
                           << u"Instant Client"_s;
}

void TestClients::brokenClients()
{
    QFETCH(QString, folder);
    QFETCH(Step, step);
    QFETCH(QString, says);
    QFETCH(QString, advises);
    const Chain chain = examine(folder);
    const ChainLink *broken = firstBroken(chain);
    QVERIFY2(broken && broken->step == step, qPrintable(said(chain)));
    QVERIFY2(broken->detail.contains(says), qPrintable(said(chain)));
    QVERIFY2(broken->advice.contains(advises), qPrintable(said(chain)));
    QCOMPARE(broken->error.kind, ErrorKind::Connection);
    QCOMPARE(chain.front().state, State::Well); // the plugin
    QCOMPARE(chain.back().state, State::NotReached);
}

void TestClients::missingPartsAreAllNamed()
{
    const Chain chain = examine(brokenFolders + u"/incomplete"_s);
    const ChainLink *broken = firstBroken(chain);
    QVERIFY2(broken && broken->step == Step::ClientLibrary, qPrintable(said(chain)));
    QVERIFY2(broken->detail.contains(u"libnnz99.so is missing, which libclntsh.so needs"_s),
             qPrintable(said(chain)));
    QVERIFY2(broken->detail.contains(u"libaiotest.so is missing"_s), qPrintable(said(chain)));
}

// Zips before 18 have libclntsh.so.12.1 only, and the plugin asks for libclntsh.so.
void TestClients::oldNameOfTheLibrary()
{
    const QString folder = m_folder.filePath(u"client_12_1"_s);
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(QFile::link(standin, folder + u"/libclntsh.so.12.1"_s));
    const Chain chain = examine(folder);
    QVERIFY2(!firstBroken(chain), qPrintable(said(chain)));
}

void TestClients::verbStartsItselfForTheClient()
{
    const QString folder = QFileInfo(standin).absolutePath();
    QProcessEnvironment variables = environment();
    const QString project = shop();
    Answer answer = athanor({u"current"_s, u"-C"_s, project, u"-t"_s, u"dev"_s}, variables);
    QVERIFY2(answer.exit == 4, qPrintable(answer.said())); // no client anywhere
    QVERIFY2(answer.err.contains(u"doctor"_s), qPrintable(answer.said()));

    variables.insert(u"ATHANOR_ORACLE_CLIENT"_s, folder);
    answer = athanor({u"current"_s, u"-C"_s, project, u"-t"_s, u"dev"_s}, variables);
    QVERIFY2(answer.exit == 0, qPrintable(answer.said()));

    // By the project; its arguments and its exit code go through.
    variables.remove(u"ATHANOR_ORACLE_CLIENT"_s);
    (void)shop("[oracle]\nclient = \"" + folder.toUtf8() + "\"\n");
    answer = athanor({u"current"_s, u"-C"_s, project}, variables);
    QVERIFY2(answer.exit == 0, qPrintable(answer.said()));
    answer = athanor({u"show"_s, u"no such  revision"_s, u"-C"_s, project}, variables);
    QVERIFY2(answer.exit == 2, qPrintable(answer.said()));
    QVERIFY2(answer.err.contains(u"no such  revision"_s), qPrintable(answer.said()));

    // The call's variable is stronger than the project's line.
    variables.insert(u"ATHANOR_ORACLE_CLIENT"_s, u"/nowhere/at/all"_s);
    answer = athanor({u"current"_s, u"-C"_s, project}, variables);
    QVERIFY2(answer.exit == 4, qPrintable(answer.said()));

    // ORACLE_HOME of a full client.
    variables.remove(u"ATHANOR_ORACLE_CLIENT"_s);
    (void)shop();
    const QString home = m_folder.filePath(u"home"_s);
    QVERIFY(QDir().mkpath(home + u"/lib"_s));
    QVERIFY(QFile::link(standin, home + u"/lib/libclntsh.so"_s));
    variables.insert(u"ORACLE_HOME"_s, home);
    answer = athanor({u"current"_s, u"-C"_s, project}, variables);
    QVERIFY2(answer.exit == 0, qPrintable(answer.said()));
}

// The model's command shows what environment the program ran with.
void TestClients::verbOnTheSandboxDoesNot()
{
    QProcessEnvironment variables = environment();
    variables.insert(u"ATHANOR_ORACLE_CLIENT"_s, QFileInfo(standin).absolutePath());
    const auto sees = [&](const QString &target) {
        (void)athanor({u"check"_s, u"-C"_s, shopThatLooks(), u"-t"_s, target}, variables);
        return seen();
    };
    const QByteArray onSandbox = sees(u"sandbox"_s);
    QVERIFY2(onSandbox.contains("ATHANOR_PASSWORD="), onSandbox.constData());
    QVERIFY2(!onSandbox.contains("LD_LIBRARY_PATH="), onSandbox.constData());
    QVERIFY2(!onSandbox.contains("TNS_ADMIN="), onSandbox.constData());
    const QByteArray onOracle = sees(u"dev"_s);
    QVERIFY2(onOracle.contains("LD_LIBRARY_PATH="), onOracle.constData());
    QVERIFY2(onOracle.contains("NLS_LANG=AMERICAN_AMERICA.AL32UTF8\n"), onOracle.constData());
    QVERIFY2(!onOracle.contains("ATHANOR_STARTED_AGAIN"), onOracle.constData());
}

void TestClients::brokenClientEndsNoVerb()
{
    QProcessEnvironment variables = environment();
    variables.insert(u"ATHANOR_ORACLE_CLIENT"_s, brokenFolders + u"/nodata"_s);
    const Answer answer = athanor({u"current"_s, u"-C"_s, shop()}, variables);
    QVERIFY2(answer.exit == 4, qPrintable(answer.said())); // and no signal
    QVERIFY2(answer.err.contains(u"not whole"_s), qPrintable(answer.said()));
}

void TestClients::doctorShowsTheChain()
{
    QProcessEnvironment variables = environment();
    variables.insert(u"ATHANOR_ORACLE_CLIENT"_s, QFileInfo(standin).absolutePath());
    const QString project = shop();
    Answer answer = athanor({u"doctor"_s, u"-C"_s, project, u"--json"_s}, variables);
    QVERIFY2(answer.exit == 0, qPrintable(answer.said()));
    const QJsonArray checks = QJsonDocument::fromJson(answer.out.toUtf8()).array();
    const QJsonArray links = checks.at(3).toObject().value("links"_L1).toArray();
    QCOMPARE(links.size(), 11);
    QCOMPARE(links.first().toObject().value("state"_L1).toString(), u"ok"_s);

    variables.insert(u"ATHANOR_PASSWORD"_s, u"lion"_s);
    answer = athanor({u"doctor"_s, u"-C"_s, project, u"-t"_s, u"dev"_s}, variables);
    QVERIFY2(answer.exit == 4, qPrintable(answer.said()));
    QVERIFY2(answer.out.contains(u"ORA-01017"_s), qPrintable(answer.said()));
    QVERIFY2(answer.out.contains(u"not reached"_s), qPrintable(answer.said()));
    QVERIFY(!answer.said().contains(u"lion"_s));
}

// No session bus: said, and no reason to fail.
void TestClients::rememberWithoutAKeychain()
{
    QProcessEnvironment variables = environment();
    variables.insert(u"ATHANOR_ORACLE_CLIENT"_s, QFileInfo(standin).absolutePath());
    variables.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nowhere/at/all"_s);
    const QString project = shop();
    Answer answer = athanor(
        {u"doctor"_s, u"-C"_s, project, u"-t"_s, u"dev"_s, u"--save-password"_s}, variables);
    QVERIFY2(answer.exit == 0, qPrintable(answer.said()));
    QVERIFY2(answer.err.contains(u"not remembered"_s), qPrintable(answer.said()));
    QVERIFY(!answer.said().contains(u"tiger"_s));
    answer = athanor({u"doctor"_s, u"-C"_s, project, u"-t"_s, u"dev"_s, u"--forget-password"_s},
                     variables);
    QVERIFY2(answer.exit == 4, qPrintable(answer.said()));
    QVERIFY2(answer.err.contains(u"keychain"_s), qPrintable(answer.said()));
}

void TestClients::usersTnsAdminIsKept()
{
    QProcessEnvironment variables = environment();
    variables.insert(u"ATHANOR_ORACLE_CLIENT"_s, QFileInfo(standin).absolutePath());
    variables.insert(u"TNS_ADMIN"_s, m_folder.filePath(u"mine"_s));
    (void)athanor({u"check"_s, u"-C"_s, shopThatLooks()}, variables);
    QVERIFY2(seen().contains("TNS_ADMIN=" + m_folder.filePath(u"mine"_s).toUtf8() + '\n'),
             seen().constData());
}

void TestClients::overlayIsPrivate()
{
    QProcessEnvironment variables = environment();
    const QString client = m_folder.filePath(u"client"_s);
    QVERIFY(QDir().mkpath(client + u"/network/admin"_s));
    QVERIFY(QFile::link(standin, client + u"/libclntsh.so"_s));
    write(u"client/network/admin/tnsnames.ora"_s, "A=h:1521/s\n");
    write(u"client/network/admin/sqlnet.ora"_s, "NAMES.DEFAULT_DOMAIN=world\n");
    variables.insert(u"ATHANOR_ORACLE_CLIENT"_s, client);
    (void)athanor({u"check"_s, u"-C"_s, shopThatLooks()}, variables);
    QString overlay;
    for (const QByteArray &line : seen().split('\n')) {
        if (line.startsWith("TNS_ADMIN="))
            overlay = QFile::decodeName(line.sliced(10));
    }
    QVERIFY2(overlay.startsWith(m_folder.filePath(u"cache"_s)), qPrintable(overlay));
    QCOMPARE(QFile::permissions(overlay)
                 & (QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
                    | QFile::WriteOther | QFile::ExeOther),
             QFile::Permissions());
    QFile sqlnet(overlay + u"/sqlnet.ora"_s);
    QVERIFY(sqlnet.open(QIODevice::ReadOnly));
    const QByteArray text = sqlnet.readAll();
    for (const char *line : {"DIAG_ADR_ENABLED=OFF\n", "DIAG_SIGHANDLER_ENABLED=FALSE\n",
                             "/network/admin/sqlnet.ora\n", "LOG_DIRECTORY_CLIENT="})
        QVERIFY2(text.contains(line), text.constData());
    QFile names(overlay + u"/tnsnames.ora"_s);
    QVERIFY(names.open(QIODevice::ReadOnly));
    QVERIFY(names.readAll().contains("IFILE=" + client.toUtf8() + "/network/admin/tnsnames.ora"));
    QVERIFY(!text.contains("tiger"));
}

QTEST_GUILESS_MAIN(TestClients)
#include "tst_clients.moc"
