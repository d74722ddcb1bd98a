// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <vector>

namespace Athanor {

// Qt's Oracle driver as a file. QSqlDatabase::isDriverAvailable() is true even when it cannot be
// loaded: it reads the plugin's description only.
struct DriverPlugin
{
    QString file; // empty: there is none
    QStringList folders; // where it was looked for
};
[[nodiscard]] DriverPlugin findDriverPlugin();

// A library that the loader does not bring into the process.
struct LibraryTrouble
{
    QString library; // "libaio.so.1"
    QString neededBy; // "libclntsh.so", "libqsqloci.so"
    QString why; // the loader's words; empty: there is no such file where it looks

    friend bool operator==(const LibraryTrouble &, const LibraryTrouble &) = default;
};

// Everything the file needs and what of it is missing, all of it and not the first: what `ldd`
// says. `folders` are looked at before the loader's own places. Loads system libraries it finds
// into this process: call it in one that ends soon. Linux only; elsewhere it finds nothing missing.
[[nodiscard]] std::vector<LibraryTrouble> missingLibraries(const QString &file,
                                                           const QStringList &folders);

// What the plugin calls the client: "libclntsh.so" for the one that ./athanor-dev builds,
// "libclntsh.so.23.1" for the one of official Qt; empty: it cannot be told.
[[nodiscard]] QString clientNameInPlugin(const QString &pluginFile);

} // namespace Athanor
