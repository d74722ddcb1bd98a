// SPDX-License-Identifier: MIT
// Which client is used, and the environment it gets. What the program does with it as a process:
// tests/oci/tst_clients.cpp.
#include "database/clientsetup.h"
#include "database/tnsnames.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

using Source = ClientChoice::Source;

class TestClientSetup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void firstThatNamesAFolderWins_data();
    void firstThatNamesAFolderWins();
    void oracleHomeWithoutAClientIsNone();
    void tnsAdmin();
    void loaderPathComesFirstAndOnce();
    void linksForOldNames();
    void names_data();
    void names();
    void language_data();
    void language();
    void overlayDoesNotHideTheUsers();
    void overlayKeepsTheDirectory();
    void silentListenersAreGivenUp_data();
    void silentListenersAreGivenUp();
    void settingsComeBack();
    void inUse();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    void make(const QString &name, const QByteArray &text = {}) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestClientSetup::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CACHE_HOME", QFile::encodeName(path(u"cache"_s)));
    qputenv("HOME", QFile::encodeName(m_folder->path()));
    for (const char *name : {"TNS_ADMIN", "ORACLE_HOME", "NLS_LANG", "ATHANOR_ORACLE_CLIENT",
                             "ATHANOR_TNS_OVERLAY", "ATHANOR_ORACLE_CLIENT_IN_USE"})
        qunsetenv(name);
}

void TestClientSetup::firstThatNamesAFolderWins_data()
{
    QTest::addColumn<QStringList>("named"); // environment, project, settings, ORACLE_HOME
    QTest::addColumn<Source>("source");
    QTest::addColumn<QString>("folder");
    const QString no;
    QTest::newRow("nobody") << QStringList{no, no, no, no} << Source::Loader << no;
    QTest::newRow("all") << QStringList{u"e"_s, u"p"_s, u"s"_s, u"h"_s} << Source::Environment
                         << u"e"_s;
    QTest::newRow("project") << QStringList{no, u"p"_s, u"s"_s, u"h"_s} << Source::Project
                             << u"p"_s;
    QTest::newRow("settings") << QStringList{no, no, u"s"_s, u"h"_s} << Source::Settings << u"s"_s;
    QTest::newRow("ORACLE_HOME") << QStringList{no, no, no, u"h"_s} << Source::OracleHome
                                 << u"h/lib"_s;
    // Said, and not passed over for the next one.
    QTest::newRow("a folder without a client")
        << QStringList{no, u"none"_s, u"s"_s, no} << Source::Project << u"none"_s;
}

void TestClientSetup::firstThatNamesAFolderWins()
{
    QFETCH(QStringList, named);
    QFETCH(QString, folder);
    make(u"h/lib/libclntsh.so"_s);
    for (const char *client : {"e", "p", "s"})
        make(QString::fromLatin1(client) + u"/libclntsh.so"_s);
    const auto full = [&](const QString &name) { return name.isEmpty() ? name : path(name); };
    QProcessEnvironment environment;
    if (!named[0].isEmpty())
        environment.insert(u"ATHANOR_ORACLE_CLIENT"_s, full(named[0]));
    if (!named[3].isEmpty())
        environment.insert(u"ORACLE_HOME"_s, full(named[3]));
    const ClientChoice choice =
        chooseClient({full(named[1]), {}}, {full(named[2]), {}}, environment);
    QTEST(choice.source, "source");
    QCOMPARE(choice.folder, full(folder));
}

void TestClientSetup::oracleHomeWithoutAClientIsNone()
{
    QProcessEnvironment environment;
    environment.insert(u"ORACLE_HOME"_s, m_folder->path());
    QCOMPARE(chooseClient({}, {}, environment), ClientChoice());
}

void TestClientSetup::tnsAdmin()
{
    QProcessEnvironment environment;
    QCOMPARE(chooseClient({{}, u"/p"_s}, {{}, u"/s"_s}, environment).tnsAdmin, u"/p"_s);
    QCOMPARE(chooseClient({}, {{}, u"/s"_s}, environment).tnsAdmin, u"/s"_s);
    environment.insert(u"TNS_ADMIN"_s, u"/e"_s);
    QCOMPARE(chooseClient({{}, u"/p"_s}, {{}, u"/s"_s}, environment).tnsAdmin, u"/e"_s);
    environment.insert(u"ATHANOR_TNS_OVERLAY"_s, u"/e"_s); // our own is nobody's
    QCOMPARE(chooseClient({{}, u"/p"_s}, {}, environment).tnsAdmin, u"/p"_s);
}

void TestClientSetup::loaderPathComesFirstAndOnce()
{
#if !defined(Q_OS_LINUX)
    QSKIP("Linux");
#endif
    make(u"c/libclntsh.so"_s);
    make(u"c/libaio.so.1"_s);
    const ClientChoice choice = chooseClient({path(u"c"_s), {}}, {}, {});
    QProcessEnvironment environment;
    LoaderPath loader = loaderPath(choice, environment);
    QCOMPARE(loader.variable, u"LD_LIBRARY_PATH"_s);
    QCOMPARE(loader.value, path(u"c"_s));
    QVERIFY(!loader.isIn(environment));
    environment.insert(loader.variable, u"/before:"_s + path(u"c"_s));
    loader = loaderPath(choice, environment);
    QCOMPARE(loader.value, path(u"c"_s) + u":/before"_s);
    // Set once, it is what would be set again: no second start.
    environment.insert(loader.variable, loader.value);
    QVERIFY(loaderPath(choice, environment).isIn(environment));
    QVERIFY(loaderPath({}, environment).isIn(environment));
}

void TestClientSetup::linksForOldNames()
{
#if !defined(Q_OS_LINUX)
    QSKIP("Linux");
#endif
    make(u"old/libclntsh.so.11.1"_s);
    make(u"old/libclntsh.so.12.1"_s);
    make(u"old/libaio.so.1"_s);
    const ClientChoice choice = chooseClient({path(u"old"_s), {}}, {}, {});
    const QStringList folders = loaderPath(choice, {}).value.split(u':');
    QCOMPARE(folders.size(), 2);
    QCOMPARE(folders[0], path(u"old"_s));
    QVERIFY(folders[1].startsWith(path(u"cache"_s)));
    QCOMPARE(QFile::symLinkTarget(folders[1] + u"/libclntsh.so"_s),
             path(u"old/libclntsh.so.12.1"_s));
    // The same again, and a newer one in its place.
    QCOMPARE(loaderPath(choice, {}).value.split(u':'), folders);
    make(u"old/libclntsh.so.19.1"_s);
    (void)loaderPath(choice, {});
    QCOMPARE(QFile::symLinkTarget(folders[1] + u"/libclntsh.so"_s),
             path(u"old/libclntsh.so.19.1"_s));
}

void TestClientSetup::names_data()
{
    QTest::addColumn<QString>("where"); // tnsnames.ora lies there
    QTest::addColumn<QString>("found");
    QTest::newRow("nowhere") << QString() << QString();
    QTest::newRow("ORACLE_HOME") << u"home/network/admin/tnsnames.ora"_s << u"home/network/admin"_s;
    QTest::newRow("client") << u"client/network/admin/sqlnet.ora"_s << u"client/network/admin"_s;
    QTest::newRow("a directory's") << u"home/network/admin/ldap.ora"_s << u"home/network/admin"_s;
    QTest::newRow("home folder") << u".tnsnames.ora"_s << u"."_s;
}

void TestClientSetup::names()
{
    QFETCH(QString, where);
    QFETCH(QString, found);
    if (QFile::exists(u"/etc/tnsnames.ora"_s) || QFile::exists(u"/etc/sqlnet.ora"_s))
        QSKIP("This machine has Oracle's files in /etc, which come first.");
    make(u"client/libclntsh.so"_s);
    if (!where.isEmpty())
        make(where);
    QProcessEnvironment environment;
    environment.insert(u"ORACLE_HOME"_s, path(u"home"_s));
    environment.insert(u"HOME"_s, m_folder->path());
    const ClientChoice choice = chooseClient({path(u"client"_s), {}}, {}, environment);
    const QString folder = tnsAdminFolder(choice, environment);
    QCOMPARE(folder.isEmpty() ? folder : QDir(m_folder->path()).relativeFilePath(folder), found);
}

void TestClientSetup::language_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("none") << QByteArray() << QByteArray("AMERICAN_AMERICA.AL32UTF8");
    QTest::newRow("another character set")
        << QByteArray("GERMAN_GERMANY.WE8MSWIN1252") << QByteArray("GERMAN_GERMANY.AL32UTF8");
    QTest::newRow("no character set")
        << QByteArray("FRENCH_FRANCE") << QByteArray("FRENCH_FRANCE.AL32UTF8");
    QTest::newRow("only a character set")
        << QByteArray(".US7ASCII") << QByteArray("AMERICAN_AMERICA.AL32UTF8");
}

void TestClientSetup::language()
{
    QFETCH(QByteArray, before);
    if (!before.isEmpty())
        qputenv("NLS_LANG", before);
    setUpClientEnvironment({});
    QTEST(qgetenv("NLS_LANG"), "after");
}

void TestClientSetup::overlayDoesNotHideTheUsers()
{
    make(u"client/libclntsh.so"_s);
    make(u"client/network/admin/tnsnames.ora"_s, "A=h:1521/s\n");
    const ClientChoice choice = chooseClient({path(u"client"_s), {}}, {}, {});
    setUpClientEnvironment(choice);
    const QString overlay = qEnvironmentVariable("TNS_ADMIN");
    QVERIFY2(overlay.startsWith(path(u"cache"_s)), qPrintable(overlay));
    QCOMPARE(tnsAdminFolder(), path(u"client/network/admin"_s));
    // What the client reads there leads to the same names.
    const Result<std::vector<TnsAlias>> aliases = readTnsNames(overlay);
    QVERIFY2(aliases, aliases ? "" : qPrintable(aliases.error().toString()));
    QCOMPARE(aliases->size(), 1u);
    QCOMPARE(aliases->front().file, path(u"client/network/admin/tnsnames.ora"_s));
    // Nothing of ours in the user's folder.
    QCOMPARE(QDir(path(u"client/network/admin"_s)).entryList(QDir::Files).size(), 1);
}

// Where names come from a directory, ldap.ora says which one; it is looked for in TNS_ADMIN, too.
void TestClientSetup::overlayKeepsTheDirectory()
{
    const QByteArray text("DIRECTORY_SERVERS=(ldap:389:636)\nDIRECTORY_SERVER_TYPE=OID\n");
    make(u"client/libclntsh.so"_s);
    make(u"client/network/admin/ldap.ora"_s, text);
    const ClientChoice choice = chooseClient({path(u"client"_s), {}}, {}, {});
    setUpClientEnvironment(choice);
    const QString copy = qEnvironmentVariable("TNS_ADMIN") + u"/ldap.ora"_s;
    QVERIFY2(copy.startsWith(path(u"cache"_s)), qPrintable(copy));
    QFile file(copy);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), text);
    file.close();
    // Gone with the user's own.
    QVERIFY(QFile::remove(path(u"client/network/admin/ldap.ora"_s)));
    make(u"client/network/admin/tnsnames.ora"_s);
    setUpClientEnvironment(choice);
    QVERIFY(!QFile::exists(copy));
}

void TestClientSetup::silentListenersAreGivenUp_data()
{
    QTest::addColumn<QByteArray>("users");
    QTest::addColumn<bool>("isOurs");
    QTest::newRow("no file") << QByteArray() << true;
    QTest::newRow("says nothing of it") << QByteArray("SQLNET.EXPIRE_TIME=10\n") << true;
    QTest::newRow("in a comment") << QByteArray("# SQLNET.OUTBOUND_CONNECT_TIMEOUT=3\n") << true;
    QTest::newRow("another's name") << QByteArray("MY_SQLNET.OUTBOUND_CONNECT_TIMEOUT=3\n") << true;
    QTest::newRow("set") << QByteArray("SQLNET.OUTBOUND_CONNECT_TIMEOUT=3\n") << false;
    QTest::newRow("set in other letters")
        << QByteArray("a=b\n sqlnet.outbound_connect_timeout = 0\n") << false;
}

// An alias, tcps:// and a descriptor carry no connect timeout of their own.
void TestClientSetup::silentListenersAreGivenUp()
{
    QFETCH(QByteArray, users);
    make(u"client/libclntsh.so"_s);
    if (!users.isEmpty())
        make(u"client/network/admin/sqlnet.ora"_s, users);
    setUpClientEnvironment(chooseClient({path(u"client"_s), {}}, {}, {}));
    QFile file(qEnvironmentVariable("TNS_ADMIN") + u"/sqlnet.ora"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    const qsizetype at = text.indexOf("\nSQLNET.OUTBOUND_CONNECT_TIMEOUT=20\n");
    QTEST(at >= 0, "isOurs");
    QVERIFY(at < 0 || users.isEmpty() || at < text.indexOf("\nIFILE="));
}

void TestClientSetup::settingsComeBack()
{
    QSettings settings(path(u"athanor.ini"_s), QSettings::IniFormat);
    QCOMPARE(readClientSettings(settings), ClientSettings());
    const ClientSettings mine{u"/opt/oracle/a b"_s, u"/tns"_s};
    writeClientSettings(settings, mine);
    QCOMPARE(readClientSettings(settings), mine);
}

void TestClientSetup::inUse()
{
    make(u"c/libclntsh.so"_s);
    const ClientChoice choice = chooseClient({path(u"c"_s), {}}, {}, {});
    QVERIFY(!isInUse(choice));
    setUpClientEnvironment(choice);
    QVERIFY(isInUse(choice));
    ClientChoice other = choice;
    other.tnsAdmin = m_folder->path();
    QVERIFY(!isInUse(other));
    setUpClientEnvironment(other);
    QVERIFY(isInUse(other));
    QCOMPARE(qEnvironmentVariable("TNS_ADMIN"), m_folder->path());
}

QTEST_GUILESS_MAIN(TestClientSetup)
#include "tst_clientsetup.moc"
