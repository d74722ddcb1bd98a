// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QtCore/QLockFile>
#include <QtCore/QString>

#include <map>
#include <memory>

namespace Athanor {

// LOCK TABLE … IN EXCLUSIVE MODE between sessions, in one process or several, apart from SQLite's
// own locks so that work on other tables goes on. A lock is a file beside the sandbox that names
// its process; one left by a dead process counts for nothing. Sandboxes in memory are locked inside
// this process.
class TableLocks
{
public:
    // `database` is the sandbox's file, or its name in memory.
    TableLocks(const QString &database, bool inMemory);
    ~TableLocks();

    // Waits at most that long; ORA-00054 when another session holds it.
    [[nodiscard]] Result<> lock(const QString &table, int milliseconds);
    // ORA-00054 when another session holds it.
    [[nodiscard]] Result<> checkFree(const QString &table) const;
    void releaseAll();

private:
    [[nodiscard]] QString fileName(const QString &table) const;

    QString m_database;
    bool m_inMemory = false;
    std::map<QString, std::unique_ptr<QLockFile>> m_files; // of file sandboxes
    std::map<QString, QString> m_names; // of sandboxes in memory: table → key
};

} // namespace Athanor
