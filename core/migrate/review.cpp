// SPDX-License-Identifier: MIT
#include "migrate/review.h"

#include "migrate/attempts.h"
#include "migrate/section.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Review", text);
}

// As it is on disk now, not as the workspace read it.
Result<Revision> fromDisk(const Workspace &workspace, const QString &id)
{
    const Result<QString> full = workspace.graph.resolve(id);
    if (!full)
        return Failure(full.error());
    const Revision *known = workspace.graph.find(*full);
    if (!known)
        return failure(ErrorKind::Usage, tr("“%1” is no revision.").arg(id));
    return readRevision(known->file);
}

QString versionsOf(const Workspace &workspace)
{
    return workspace.project.path(workspace.project.versionsDirectory);
}

} // namespace

Result<Revision> review(const Workspace &workspace, const QString &id, const QString &reviewer,
                        const Clock &clock)
{
    Result<Revision> revision = fromDisk(workspace, id);
    if (!revision)
        return revision;
    for (const Direction direction : {Direction::Upgrade, Direction::Downgrade}) {
        if (const auto statements =
                sectionStatements(*revision, direction, scriptOptions(workspace.project));
            !statements)
            return Failure(statements.error());
    }
    QString by = reviewer.simplified();
    if (by.isEmpty())
        return failure(ErrorKind::Usage, tr("A review needs the name of who gives it."));
    revision->review = Review{by, clock(), revision->sectionsSha256()};
    return writeRevision(*revision, versionsOf(workspace));
}

Result<Revision> withdrawReview(const Workspace &workspace, const QString &id)
{
    Result<Revision> revision = fromDisk(workspace, id);
    if (!revision)
        return revision;
    if (!revision->review)
        return revision;
    revision->review.reset();
    return writeRevision(*revision, versionsOf(workspace));
}

Result<Revision> saveSections(const Workspace &workspace, const Revision &before,
                              const QString &upgrade, const QString &downgrade)
{
    const Result<Revision> onDisk = readRevision(before.file);
    if (!onDisk)
        return onDisk;
    if (*onDisk != before) {
        return failure(ErrorKind::File,
                       tr("The file was changed by another program since it was opened. Load it "
                          "again; your text is "
                          "not saved over it."),
                       0, Place{before.file, 0, 0});
    }
    Revision edited = before;
    edited.upgrade = upgrade;
    edited.downgrade = downgrade;
    return writeRevision(edited, versionsOf(workspace));
}

} // namespace Athanor
