// SPDX-License-Identifier: MIT
#pragma once

#include "revision/project.h"

#include <QtCore/QProcessEnvironment>
#include <QtCore/QSettings>
#include <QtCore/QString>
#include <QtCore/QStringList>

namespace Athanor {

// What somebody named: [oracle] of athanor.toml, or the user's settings of the window.
struct ClientSettings
{
    QString folder; // of Oracle's client library; empty: not named
    QString tnsAdmin; // the folder of tnsnames.ora and sqlnet.ora; empty: not named

    friend bool operator==(const ClientSettings &, const ClientSettings &) = default;
};

[[nodiscard]] ClientSettings clientSettingsOf(const Project &project);
// The user's, where the window keeps them: keys oracle/client and oracle/tnsAdmin.
[[nodiscard]] ClientSettings readClientSettings(const QSettings &settings);
void writeClientSettings(QSettings &settings, const ClientSettings &client);

// The client to be used, and who named it.
struct ClientChoice
{
    // In the order in which they are asked; the first that names a folder wins.
    enum class Source {
        Environment, // ATHANOR_ORACLE_CLIENT: this one call
        Project, // athanor.toml
        Settings, // the user's
        OracleHome, // ORACLE_HOME, if it has a client
        Loader, // nobody named one: LD_LIBRARY_PATH, ld.so.conf
    };
    Source source = Source::Loader;
    QString folder; // the one that holds the library itself; empty with Loader
    QString named; // as it was named: ORACLE_HOME, where `folder` is ORACLE_HOME/lib
    QString tnsAdmin; // TNS_ADMIN, athanor.toml's or the settings' one; empty: nobody's

    friend bool operator==(const ClientChoice &, const ClientChoice &) = default;
};

// Values only: looks at folders, changes nothing.
[[nodiscard]] ClientChoice chooseClient(const ClientSettings &project, const ClientSettings &user,
                                        const QProcessEnvironment &environment);

// "libclntsh.so": what the driver plugin asks the loader for.
[[nodiscard]] QString clientLibraryName();
// The client library's file in a folder or in its lib (bin on Windows), whatever its version is
// called; empty: none.
[[nodiscard]] QString findClientLibrary(const QString &folder);

// What the process needs in its environment for that client.
//
// The loader reads LD_LIBRARY_PATH only when a program starts, and the client's parts find each
// other only through it (qoci.md 4.2): loaderPath() is for a program about to be started, by exec
// or as a child. All else the client reads when the first driver is made.
//
// Both may make links in the user's cache folder for what the plugin, old clients and new
// distributions call differently: libclntsh.so → libclntsh.so.12.1, libaio.so.1 → libaio.so.1t64.
// A QCoreApplication has to be there.
struct LoaderPath
{
    QString variable; // "LD_LIBRARY_PATH"
    QString value; // with what the environment had before, behind; empty: nothing to set
    [[nodiscard]] bool isIn(const QProcessEnvironment &environment) const;
};
[[nodiscard]] LoaderPath loaderPath(const ClientChoice &choice,
                                    const QProcessEnvironment &environment);

// TNS_ADMIN and NLS_LANG of this process, before the first driver is made. Without a TNS_ADMIN of
// the user's, it is a private folder (0700, in the cache) whose sqlnet.ora turns off the client's
// signal handlers and its oradiag folders and whose files include the user's: names are still
// found. tnsAdminFolder() goes on telling the user's.
void setUpClientEnvironment(const ClientChoice &choice);

// Where that client looks for tnsnames.ora and sqlnet.ora; tnsAdminFolder() (tnsnames.h) is the one
// of this process.
[[nodiscard]] QString tnsAdminFolder(const ClientChoice &choice,
                                     const QProcessEnvironment &environment);

// The client folder that this process was started for; empty: whatever the loader finds.
[[nodiscard]] QString clientFolderInUse();

// Whether this process runs with that choice. If not, a session in here would use another client or
// other TNS names than examineConnection() tried: the program has to be started again (the loader
// reads its path only then).
[[nodiscard]] bool isInUse(const ClientChoice &choice);

} // namespace Athanor
