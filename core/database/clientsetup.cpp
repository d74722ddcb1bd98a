// SPDX-License-Identifier: MIT
// Where Oracle's client is, and the environment it is started in. Facts: qoci.md 1.4 and 4.2.
#include "database/clientsetup.h"

#include "base/atomicfile.h"
#include "database/connectionurl.h"
#include "database/driverplugin.h"
#include "database/tnsnames.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>
#include <QtCore/QStandardPaths>

#include <map>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

#if defined(Q_OS_WIN)
constexpr QLatin1StringView libraryName("oci.dll");
constexpr QLatin1StringView loaderVariable("PATH");
#elif defined(Q_OS_MACOS)
constexpr QLatin1StringView libraryName("libclntsh.dylib");
constexpr QLatin1StringView loaderVariable("DYLD_LIBRARY_PATH");
#else
constexpr QLatin1StringView libraryName("libclntsh.so");
constexpr QLatin1StringView loaderVariable("LD_LIBRARY_PATH");
#endif

// For this process and the children it starts: TNS_ADMIN is then ours, not the user's.
constexpr const char *overlayVariable = "ATHANOR_TNS_OVERLAY";

QString privateFolder(const QString &name)
{
    const QString path = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation)
        + u"/athanor/"_s + name;
    if (!QDir().mkpath(path))
        return {};
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return path;
}

// Makes or mends the link `name` in the folder of links.
bool link(const QString &folder, const QString &name, const QString &target)
{
    const QString path = QDir(folder).filePath(name);
    if (QFile::symLinkTarget(path) == target)
        return true;
    QFile::remove(path);
    return QFile::link(target, path);
}

// Debian 13 and Ubuntu 24.04 call libaio.so.1 by another name since its time_t grew; on 64-bit
// machines it is the same library.
QString renamedLibaio()
{
    const QStringList folders{u"/usr/lib/x86_64-linux-gnu"_s,
                              u"/usr/lib/aarch64-linux-gnu"_s,
                              u"/usr/lib64"_s,
                              u"/usr/lib"_s,
                              u"/lib64"_s,
                              u"/lib"_s};
    QString renamed;
    for (const QString &folder : folders) {
        if (QFileInfo::exists(folder + u"/libaio.so.1"_s))
            return {};
        const QString path = folder + u"/libaio.so.1t64"_s;
        if (renamed.isEmpty() && QFileInfo::exists(path))
            renamed = path;
    }
    return renamed;
}

// A folder of links for what the loader would miss; empty: it misses nothing. One folder a client,
// so that two clients in use at once do not take each other's links away.
QString linksFolder(const QString &clientFolder)
{
#if defined(Q_OS_LINUX)
    std::map<QString, QString> links;
    const QString library = findClientLibrary(clientFolder);
    QString wanted = clientNameInPlugin(findDriverPlugin().file);
    if (wanted.isEmpty())
        wanted = libraryName;
    if (!library.isEmpty() && !QFileInfo::exists(QDir(clientFolder).filePath(wanted)))
        links[wanted] = library;
    const QString libaio = renamedLibaio();
    if (!libaio.isEmpty() && !QFileInfo::exists(clientFolder + u"/libaio.so.1"_s))
        links[u"libaio.so.1"_s] = libaio;
    if (links.empty())
        return {};
    const QString folder =
        privateFolder(u"client-"_s + QString::number(qHash(clientFolder, 0), 16));
    for (const auto &[name, target] : links) {
        if (folder.isEmpty() || !link(folder, name, target))
            return {};
    }
    return folder;
#else
    Q_UNUSED(clientFolder)
    return {};
#endif
}

bool hasConfiguration(const QString &folder)
{
    const QDir directory(folder);
    const auto has = [&directory](const QString &name) {
        return QFileInfo(directory.filePath(name)).isFile();
    };
    return has(u"tnsnames.ora"_s) || has(u"sqlnet.ora"_s) || has(u"ldap.ora"_s);
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Whether a parameter stands in that sqlnet.ora; what its IFILE lines include is not looked into.
bool isSet(const QString &file, const QString &parameter)
{
    const QRegularExpression line(u"^\\s*%1\\s*="_s.arg(QRegularExpression::escape(parameter)),
                                  QRegularExpression::CaseInsensitiveOption
                                      | QRegularExpression::MultilineOption);
    return line.match(QString::fromLatin1(bytesOf(file))).hasMatch();
}

// TNS_ADMIN of our own; empty: it could not be made, and the client's defaults hold.
QString makeOverlay(const QString &usersFolder)
{
    const QString folder = privateFolder(u"tns-"_s + QString::number(qHash(usersFolder, 0), 16));
    if (folder.isEmpty())
        return {};
    // ADR off alone would write sqlnet.log into the current folder (qoci.md 1.4).
    QString sqlnet = u"# Written by Athanor; changes here are lost.\n"
                     "DIAG_ADR_ENABLED=OFF\n"
                     "DIAG_SIGHANDLER_ENABLED=FALSE\n"
                     "LOG_DIRECTORY_CLIENT="_s
        + folder + u'\n';
    QString tnsnames = u"# Written by Athanor; changes here are lost.\n"_s;
    const QString usersSqlnet = QDir(usersFolder).filePath(u"sqlnet.ora"_s);
    const bool hasSqlnet = !usersFolder.isEmpty() && QFileInfo(usersSqlnet).isFile();
    // A silent listener blocks the client for good, and an alias or a descriptor need not say for
    // how long (qoci.md 1.4). Net Services Reference: "the time … to establish an Oracle Net
    // Services connection to the database instance".
    const QString timeout = u"SQLNET.OUTBOUND_CONNECT_TIMEOUT"_s;
    if (!hasSqlnet || !isSet(usersSqlnet, timeout))
        sqlnet += timeout + u'=' + QString::number(oracleConnectTimeout) + u'\n';
    if (hasSqlnet)
        sqlnet += u"IFILE="_s + usersSqlnet + u'\n';
    if (const QString names = tnsNamesFile(usersFolder); !names.isEmpty())
        tnsnames += u"IFILE="_s + names + u'\n';
    // Written only when it is another: several processes may use it at the same time.
    const auto keep = [&](const QString &name, const QByteArray &text) {
        const QString path = QDir(folder).filePath(name);
        return bytesOf(path) == text || writeBytesFile(path, text).has_value();
    };
    if (!keep(u"sqlnet.ora"_s, sqlnet.toUtf8()) || !keep(u"tnsnames.ora"_s, tnsnames.toUtf8()))
        return {};
    // It knows no IFILE.
    const QString usersLdap = QDir(usersFolder).filePath(u"ldap.ora"_s);
    if (!usersFolder.isEmpty() && QFileInfo(usersLdap).isFile()) {
        if (!keep(u"ldap.ora"_s, bytesOf(usersLdap)))
            return {};
    } else {
        QFile::remove(QDir(folder).filePath(u"ldap.ora"_s));
    }
    return folder;
}

// "GERMAN_GERMANY.WE8MSWIN1252" → "GERMAN_GERMANY.AL32UTF8": texts reach Qt as the client gives
// them, and the driver takes them for Unicode.
QByteArray unicodeLanguage(const QByteArray &language)
{
    const qsizetype dot = language.indexOf('.');
    const QByteArray territory = dot < 0 ? language : language.left(dot);
    return (territory.isEmpty() ? QByteArray("AMERICAN_AMERICA") : territory) + ".AL32UTF8";
}

} // namespace

ClientSettings clientSettingsOf(const Project &project)
{
    return {project.oracle.client, project.oracle.tnsAdmin};
}

ClientSettings readClientSettings(const QSettings &settings)
{
    return {settings.value(u"oracle/client"_s).toString(),
            settings.value(u"oracle/tnsAdmin"_s).toString()};
}

void writeClientSettings(QSettings &settings, const ClientSettings &client)
{
    settings.setValue(u"oracle/client"_s, client.folder);
    settings.setValue(u"oracle/tnsAdmin"_s, client.tnsAdmin);
}

QString clientLibraryName()
{
    return libraryName;
}

QString findClientLibrary(const QString &folder)
{
    if (folder.isEmpty())
        return {};
    for (const QString &part : {QString(), u"lib"_s, u"bin"_s}) {
        const QDir directory(part.isEmpty() ? folder : QDir(folder).filePath(part));
        if (QFileInfo(directory.filePath(libraryName)).isFile())
            return directory.absoluteFilePath(libraryName);
        // Old zips have libclntsh.so.12.1 only. The highest version, by name.
        const QStringList versions =
            directory.entryList({QString(libraryName) + u".[0-9]*"_s}, QDir::Files, QDir::Name);
        if (!versions.isEmpty())
            return directory.absoluteFilePath(versions.back());
    }
    return {};
}

ClientChoice chooseClient(const ClientSettings &project, const ClientSettings &user,
                          const QProcessEnvironment &environment)
{
    using Source = ClientChoice::Source;
    ClientChoice choice;
    const auto take = [&](Source source, const QString &named) {
        if (!choice.named.isEmpty() || named.isEmpty())
            return;
        const QString library = findClientLibrary(named);
        if (library.isEmpty() && source == Source::OracleHome)
            return; // it may be a database's own, or an old setting nobody remembers
        choice.source = source;
        choice.named = named;
        choice.folder =
            library.isEmpty() ? QDir(named).absolutePath() : QFileInfo(library).absolutePath();
    };
    take(Source::Environment, environment.value(u"ATHANOR_ORACLE_CLIENT"_s));
    take(Source::Project, project.folder);
    take(Source::Settings, user.folder);
    take(Source::OracleHome, environment.value(u"ORACLE_HOME"_s));

    const QString overlay = environment.value(QLatin1StringView(overlayVariable));
    for (const QString &folder :
         {environment.value(u"TNS_ADMIN"_s), project.tnsAdmin, user.tnsAdmin}) {
        if (choice.tnsAdmin.isEmpty() && folder != overlay)
            choice.tnsAdmin = folder;
    }
    return choice;
}

bool LoaderPath::isIn(const QProcessEnvironment &environment) const
{
    return value.isEmpty() || environment.value(variable) == value;
}

LoaderPath loaderPath(const ClientChoice &choice, const QProcessEnvironment &environment)
{
    LoaderPath path{loaderVariable, {}};
    if (choice.folder.isEmpty())
        return path;
    QStringList folders{choice.folder};
    if (const QString links = linksFolder(choice.folder); !links.isEmpty())
        folders += links;
    const QStringList before =
        environment.value(path.variable).split(QDir::listSeparator(), Qt::SkipEmptyParts);
    for (const QString &folder : before) {
        if (!folders.contains(folder))
            folders += folder;
    }
    path.value = folders.join(QDir::listSeparator());
    return path;
}

void setUpClientEnvironment(const ClientChoice &choice)
{
    qputenv("NLS_LANG", unicodeLanguage(qgetenv("NLS_LANG")));
    qputenv("ATHANOR_ORACLE_CLIENT_IN_USE", QFile::encodeName(choice.folder));
    if (!choice.tnsAdmin.isEmpty()) {
        qputenv("TNS_ADMIN", QFile::encodeName(choice.tnsAdmin));
        qunsetenv(overlayVariable);
        return;
    }
    qunsetenv("TNS_ADMIN");
    qunsetenv(overlayVariable);
    const QString overlay =
        makeOverlay(tnsAdminFolder(choice, QProcessEnvironment::systemEnvironment()));
    if (overlay.isEmpty())
        return;
    qputenv(overlayVariable, QFile::encodeName(overlay));
    qputenv("TNS_ADMIN", QFile::encodeName(overlay));
}

QString clientFolderInUse()
{
    return QFile::decodeName(qgetenv("ATHANOR_ORACLE_CLIENT_IN_USE"));
}

bool isInUse(const ClientChoice &choice)
{
    const QString tnsAdmin = qEnvironmentVariable("TNS_ADMIN");
    const QString own = qEnvironmentVariable(overlayVariable);
    return choice.folder == clientFolderInUse()
        && choice.tnsAdmin == (tnsAdmin == own ? QString() : tnsAdmin);
}

QString tnsAdminFolder(const ClientChoice &choice, const QProcessEnvironment &environment)
{
    if (!choice.tnsAdmin.isEmpty())
        return choice.tnsAdmin;
    QStringList folders;
#if defined(Q_OS_UNIX)
    folders += u"/etc"_s;
#endif
    if (const QString home = environment.value(u"ORACLE_HOME"_s); !home.isEmpty())
        folders += home + u"/network/admin"_s;
    if (!choice.folder.isEmpty()) {
        folders += choice.folder + u"/network/admin"_s;
        folders += QFileInfo(choice.folder).absolutePath() + u"/network/admin"_s; // of …/lib
    }
    for (const QString &folder : folders) {
        if (hasConfiguration(folder))
            return folder;
    }
    const QString home = environment.value(u"HOME"_s, QDir::homePath());
    return QFileInfo(QDir(home).filePath(u".tnsnames.ora"_s)).isFile() ? home : QString();
}

QString tnsAdminFolder()
{
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    ClientChoice choice;
    choice.folder = clientFolderInUse();
    choice.tnsAdmin = environment.value(u"TNS_ADMIN"_s);
    if (choice.tnsAdmin == environment.value(QLatin1StringView(overlayVariable)))
        choice.tnsAdmin.clear();
    return tnsAdminFolder(choice, environment);
}

} // namespace Athanor
