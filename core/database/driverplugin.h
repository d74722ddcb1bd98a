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
    QString neededBy; // "libclntsh.so"; empty: the plugin
    QString why; // the loader's words; empty: there is no such file where it looks

    friend bool operator==(const LibraryTrouble &, const LibraryTrouble &) = default;
};

// Everything the library needs and what of it is missing, all of it and not the first: what `ldd`
// says. `folders` are looked at before the loader's own places. Loads system libraries it finds
// into this process: call it in one that ends soon.
[[nodiscard]] std::vector<LibraryTrouble> missingLibraries(const QString &library,
                                                           const QStringList &folders);

} // namespace Athanor
