// SPDX-License-Identifier: MIT
#include "revision/revisiongraph.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

using namespace Qt::StringLiterals;

namespace Athanor {

RevisionFolder readRevisions(const QString &directory)
{
    RevisionFolder folder;
    const QFileInfo info(directory);
    if (!info.exists())
        return folder;
    if (!info.isDir() || !info.isReadable() || !info.isExecutable()) {
        folder.errors.push_back(
            {ErrorKind::File,
             QCoreApplication::translate("Athanor::RevisionGraph",
                                         "cannot read the folder of revision files"),
             0,
             {info.absoluteFilePath(), 0, 0},
             {}});
        return folder;
    }
    const QDir dir(info.absoluteFilePath());
    for (const QString &name : dir.entryList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
        Result<Revision> revision = readRevision(dir.filePath(name));
        if (revision)
            folder.revisions.push_back(std::move(*revision));
        else
            folder.errors.push_back(revision.error());
    }
    return folder;
}

} // namespace Athanor
