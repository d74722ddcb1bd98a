// SPDX-License-Identifier: MIT
// The probing process: the client, and then a connection, tried for real. Nothing here is asked by
// the process that shows the answer, because a client without its data library crashes it
// (qoci.md 4.3).
#include "database/connectionadvice.h"
#include "database/driverplugin.h"
#include "migrate/chaintext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QPluginLoader>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

using Step = ChainLink::Step;
using State = ChainLink::State;

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Doctor", text);
}

ChainLink well(Step step, const QString &detail)
{
    ChainLink link;
    link.step = step;
    link.state = State::Well;
    link.detail = detail;
    return link;
}

ChainLink broken(Step step, const QString &detail, const QString &advice)
{
    ChainLink link;
    link.step = step;
    link.state = State::Broken;
    link.detail = detail;
    link.advice = advice;
    link.error = {ErrorKind::Connection, detail, 0, {}, {}};
    return link;
}

// ------------------------------------------------------------------------------------- the client

QString adviceForLibrary(const QString &library)
{
    if (library.startsWith("libaio."_L1)) {
        return tr("Install your distribution's libaio (Debian 12: libaio1, Debian 13 and Ubuntu "
                  "24.04: libaio1t64).");
    }
    if (library.startsWith("libnsl."_L1))
        return tr("Install your distribution's libnsl (Debian: libnsl2, Fedora: libnsl).");
    if (library.startsWith("libclntsh."_L1)) {
        return tr("Install Oracle Instant Client, Basic or Basic Light, and name its folder: in "
                  "ATHANOR_ORACLE_CLIENT, in the settings, or as client under [oracle] in "
                  "athanor.toml.");
    }
    if (library.startsWith("libnnz"_L1) || library.startsWith("libclntshcore"_L1)
        || library.startsWith("libipc1"_L1) || library.startsWith("libmql1"_L1)
        || library.startsWith("libons"_L1) || library.startsWith("libociei"_L1))
        return tr("It is part of Instant Client: unpack the whole archive again.");
    return tr("Install the package of your distribution that has it.");
}

// "athanor.toml names …"
QString whoNamed(const ClientChoice &choice)
{
    switch (choice.source) {
    case ClientChoice::Source::Environment:
        return tr("ATHANOR_ORACLE_CLIENT names %1").arg(choice.named);
    case ClientChoice::Source::Project:
        return tr("athanor.toml names %1").arg(choice.named);
    case ClientChoice::Source::Settings:
        return tr("the settings name %1").arg(choice.named);
    case ClientChoice::Source::OracleHome:
        return tr("ORACLE_HOME is %1").arg(choice.named);
    case ClientChoice::Source::Loader:
        break;
    }
    return tr("no client folder is named, and the loader's own folders have none");
}

ChainLink clientLink(const ClientChoice &client, const QString &plugin, const QString &loadError)
{
    if (client.source != ClientChoice::Source::Loader
        && findClientLibrary(client.folder).isEmpty()) {
        return broken(
            Step::ClientLibrary,
            tr("%1, but there is no %2 in it.").arg(whoNamed(client), clientLibraryName()),
            tr("Name the folder of an unpacked Oracle Instant Client, Basic or Basic "
               "Light."));
    }
    const QStringList folders =
        qEnvironmentVariable("LD_LIBRARY_PATH").split(u':', Qt::SkipEmptyParts);
    const std::vector<LibraryTrouble> troubles = missingLibraries(plugin, folders);
    if (troubles.empty()) { // what is wrong is not a file: the loader's own words
        return broken(Step::ClientLibrary, tr("The driver cannot be loaded: %1").arg(loadError),
                      tr("Unpack Instant Client again, for this kind of machine (%1).")
                          .arg(QSysInfo::currentCpuArchitecture()));
    }
    QStringList parts;
    for (const LibraryTrouble &trouble : troubles) {
        if (!trouble.why.isEmpty())
            parts += tr("%1 cannot be used: %2").arg(trouble.library, trouble.why);
        else if (trouble.library.startsWith("libclntsh."_L1))
            parts += tr("%1 is not found: %2").arg(trouble.library, whoNamed(client));
        else
            parts += tr("%1 is missing, which %2 needs").arg(trouble.library, trouble.neededBy);
    }
    QString advice = adviceForLibrary(troubles.front().library);
    if (!troubles.front().why.isEmpty()) {
        advice = tr("Install the Instant Client for this kind of machine (%1).")
                     .arg(QSysInfo::currentCpuArchitecture());
    }
    return broken(Step::ClientLibrary, parts.join(u"; "_s) + u'.', advice);
}

// The files that hold messages and character sets: libociei (Basic), libociicus (Basic Light), or a
// full client's nls folder.
bool hasDataLibrary(const QString &folder)
{
    const QDir directory(folder);
    return !directory
                .entryList({u"libociei*"_s, u"libociicus*"_s, u"oraociei*"_s, u"oraociicus*"_s})
                .isEmpty()
        || QFileInfo(folder + u"/../nls/data"_s).isDir();
}

ChainLink dataLink(const QString &folder)
{
    if (!hasDataLibrary(folder)) {
        return broken(Step::DataLibrary,
                      tr("The client has no data library: neither libociei (Basic) nor libociicus "
                         "(Basic Light) is in %1.")
                          .arg(folder),
                      tr("Unpack the whole archive of Instant Client Basic or Basic Light into one "
                         "folder."));
    }
    return broken(Step::DataLibrary,
                  tr("The client in %1 loads, but cannot set itself up.").arg(folder),
                  tr("Check ORACLE_HOME (unset it with Instant Client), ORA_TZFILE and ORA_NLS10, "
                     "and that all files of the folder come from one archive."));
}

// Where the library that answers lies; the links made for old clients are followed.
QString loadedClientFolder(const ClientChoice &client)
{
    if (!client.folder.isEmpty())
        return client.folder;
    for (const QString &folder :
         qEnvironmentVariable("LD_LIBRARY_PATH").split(u':', Qt::SkipEmptyParts)) {
        const QFileInfo library(QDir(folder).filePath(clientLibraryName()));
        if (library.exists())
            return QFileInfo(library.canonicalFilePath()).absolutePath();
    }
    return {};
}

Chain probeClient(const ClientChoice &client)
{
    const DriverPlugin plugin = findDriverPlugin();
    if (plugin.file.isEmpty()) {
        return {broken(
            Step::Plugin,
            tr("Qt's Oracle driver (QOCI) is in none of %1.").arg(plugin.folders.join(u", "_s)),
            tr("Run ./athanor-dev setup, which builds it (no file of Oracle's is "
               "needed), or use a Qt that brings it (6.10 and later on Linux)."))};
    }
    Chain chain{well(Step::Plugin, plugin.file)};
    QPluginLoader loader(plugin.file);
    if (!loader.load()) {
        chain.push_back(clientLink(client, plugin.file, loader.errorString()));
        return chain;
    }
    const QString folder = loadedClientFolder(client);
    chain.push_back(well(Step::ClientLibrary,
                         folder.isEmpty() ? tr("found by the loader")
                                          : QDir(folder).filePath(clientLibraryName())));
    // Never taken down again: a client that could not set itself up crashes when it is.
    static const QSqlDatabase database = QSqlDatabase::addDatabase(u"QOCI"_s, u"athanor-probe"_s);
    if (!database.isValid()) {
        chain.back() = clientLink(client, plugin.file, database.lastError().text());
        return chain;
    }
    if (database.lastError().type() != QSqlError::NoError) {
        chain.push_back(dataLink(folder));
        return chain;
    }
    chain.push_back(well(Step::DataLibrary, tr("the client set itself up")));
    return chain;
}

// --------------------------------------------------------------------------------- the connection

Step stepOf(ConnectionStep step)
{
    switch (step) {
    case ConnectionStep::Name:
        return Step::TnsAlias;
    case ConnectionStep::Listener:
    case ConnectionStep::Lost: // while connecting: whoever answered broke off
        return Step::Listener;
    case ConnectionStep::Wallet:
        return Step::Wallet;
    case ConnectionStep::Service:
        return Step::Service;
    case ConnectionStep::Version:
        return Step::Version;
    case ConnectionStep::Login:
        return Step::Login;
    case ConnectionStep::Account:
        return Step::Account;
    case ConnectionStep::Privilege:
        return Step::Privilege;
    }
    return Step::Listener;
}

ChainLink refused(const Error &error)
{
    const std::optional<ConnectionTrouble> trouble = connectionTrouble(error.oraCode);
    ChainLink link = broken(trouble ? stepOf(trouble->step) : Step::Login, {}, {});
    link.oraCode = error.oraCode;
    link.error = error;
    link.detail = trouble && !trouble->says.isEmpty() ? trouble->says : error.message;
    if (trouble)
        link.advice = trouble->advice;
    return link;
}

ChainLink accountLink(Session &session)
{
    const Result<Rows> rows = session.query(
        u"SELECT username, account_status, TO_CHAR(expiry_date, 'YYYY-MM-DD') FROM user_users"_s);
    if (!rows || rows->rows.empty()) // nothing that a run needs
        return well(Step::Account, session.user());
    const Row &row = rows->rows.front();
    QString detail = u"%1, %2"_s.arg(row[0].toString(), row[1].toString());
    if (const QString expires = row[2].toString(); !expires.isEmpty())
        detail += tr(", the password expires on %1").arg(expires);
    return well(Step::Account, detail);
}

ChainLink privilegeLink(Session &session)
{
    const Result<Rows> rows = session.query(u"SELECT privilege FROM session_privs"_s);
    if (!rows)
        return well(Step::Privilege, tr("CREATE SESSION; the others cannot be read"));
    QStringList has;
    for (const Row &row : rows->rows)
        has += row.front().toString();
    QStringList lacks;
    for (const QString &privilege :
         {u"CREATE TABLE"_s, u"CREATE SEQUENCE"_s, u"CREATE VIEW"_s, u"CREATE TRIGGER"_s,
          u"CREATE PROCEDURE"_s, u"CREATE TYPE"_s, u"CREATE SYNONYM"_s}) {
        if (!has.contains(privilege))
            lacks += privilege;
    }
    if (!lacks.contains(u"CREATE TABLE"_s)) {
        return well(Step::Privilege,
                    lacks.isEmpty() ? tr("can create every kind of object")
                                    : tr("CREATE TABLE; not %1").arg(lacks.join(u", "_s)));
    }
    ChainLink link = broken(
        Step::Privilege, tr("The account may only read: it lacks %1.").arg(lacks.join(u", "_s)),
        tr("To run scripts here, somebody with the right must run GRANT %1 TO %2. Without it "
           "Athanor shows the history and compares, and changes nothing.")
            .arg(lacks.join(u", "_s), session.user()));
    link.oraCode = link.error.oraCode = 1031;
    return link;
}

ChainLink versionLink(Session &session, const std::optional<OracleVersion> &scripts)
{
    const Result<OracleVersion> version = session.serverVersion();
    if (!version)
        return well(Step::Version, tr("the server does not say its release"));
    if (*version < OracleVersion{11, 2}) {
        return broken(Step::Version,
                      tr("The server is Oracle %1, older than 11.2.").arg(version->toString()),
                      tr("Athanor knows the dictionary of 11.2 and later."));
    }
    if (scripts && *version < *scripts) {
        ChainLink link =
            broken(Step::Version,
                   tr("Scripts are written for Oracle %1 (oracle_version in athanor.toml), but "
                      "this is %2.")
                       .arg(scripts->toString(), version->toString()),
                   tr("Set oracle_version to the oldest release that the scripts must run on."));
        link.error.kind = ErrorKind::Semantic; // the project's, not the connection's
        return link;
    }
    return well(Step::Version, tr("Oracle %1").arg(version->toString()));
}

Chain probeConnection(const ConnectionUrl &url, const QString &password,
                      const std::optional<OracleVersion> &scripts)
{
    const Result<std::unique_ptr<Session>> session =
        Session::open(url, [&](const ConnectionUrl &) { return password; });
    if (!session)
        return {refused(session.error())};
    return {well(Step::Login, (*session)->description()), accountLink(**session),
            privilegeLink(**session), versionLink(**session, scripts)};
}

} // namespace

QByteArray probeOci(const QByteArray &request)
{
    const QJsonObject asked = QJsonDocument::fromJson(request).object();
    const ClientChoice client = clientChoiceFrom(asked.value("client"_L1).toObject());
    setUpClientEnvironment(client);
    Chain chain;
    if (asked.contains("url"_L1)) {
        std::optional<OracleVersion> scripts;
        if (const auto version = parseOracleVersion(asked.value("scripts"_L1).toString()))
            scripts = *version;
        chain = probeConnection(connectionUrlFrom(asked.value("url"_L1).toObject()),
                                asked.value("password"_L1).toString(), scripts);
    } else {
        chain = probeClient(client);
    }
    QJsonArray links;
    for (const ChainLink &link : chain)
        links.append(toJson(link));
    return QJsonDocument(QJsonObject{{u"links"_s, links}}).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace Athanor
