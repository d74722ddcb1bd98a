// SPDX-License-Identifier: MIT
#include "sandbox/tablelocks.h"

#include "sandbox/oraerror.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QFileInfo>
#include <QtCore/QMutex>
#include <QtCore/QThread>

#include <set>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

struct LocksInMemory
{
    QMutex mutex;
    std::set<QString> held;
};

// Shared by all sessions of the process: that is what the lock is about.
LocksInMemory &locksInMemory()
{
    static LocksInMemory locks;
    return locks;
}

} // namespace

TableLocks::TableLocks(const QString &database, bool inMemory)
    : m_database(database)
    , m_inMemory(inMemory)
{ }

TableLocks::~TableLocks()
{
    releaseAll();
}

QString TableLocks::fileName(const QString &table) const
{
    // Names may hold anything; the file's name does not.
    return m_database + u'.' + QString::fromLatin1(table.toUtf8().toPercentEncoding("$", "-"))
        + u".lock"_s;
}

Result<> TableLocks::lock(const QString &table, int milliseconds)
{
    if (m_inMemory) {
        const QString key = m_database + u'\n' + table;
        if (m_names.contains(table))
            return {};
        const QDeadlineTimer deadline(milliseconds);
        for (;;) {
            {
                LocksInMemory &locks = locksInMemory();
                const QMutexLocker guard(&locks.mutex);
                if (locks.held.insert(key).second) {
                    m_names[table] = key;
                    return {};
                }
            }
            if (deadline.hasExpired())
                return oraFailure(54);
            QThread::msleep(20);
        }
    }
    if (m_files.contains(table))
        return {};
    auto file = std::make_unique<QLockFile>(fileName(table));
    file->setStaleLockTime(0); // only a dead process frees a lock, never the time
    if (!file->tryLock(milliseconds)) {
        if (file->error() == QLockFile::PermissionError) {
            return failure(ErrorKind::File,
                           u"The lock file %1 cannot be written."_s.arg(fileName(table)));
        }
        return oraFailure(54);
    }
    m_files[table] = std::move(file);
    return {};
}

Result<> TableLocks::checkFree(const QString &table) const
{
    if (m_inMemory) {
        if (m_names.contains(table))
            return {};
        LocksInMemory &locks = locksInMemory();
        const QMutexLocker guard(&locks.mutex);
        return locks.held.contains(m_database + u'\n' + table) ? Result<>(oraFailure(54))
                                                               : Result<>();
    }
    if (m_files.contains(table) || !QFileInfo::exists(fileName(table)))
        return {};
    QLockFile probe(fileName(table));
    probe.setStaleLockTime(0);
    if (!probe.tryLock(0) && probe.error() == QLockFile::LockFailedError)
        return oraFailure(54);
    return {};
}

void TableLocks::releaseAll()
{
    m_files.clear(); // QLockFile removes its file
    LocksInMemory &locks = locksInMemory();
    const QMutexLocker guard(&locks.mutex);
    for (const auto &[table, key] : m_names)
        locks.held.erase(key);
    m_names.clear();
}

} // namespace Athanor
