// SPDX-License-Identifier: MIT
#include "base/digest.h"
#include "migrate/attempts.h"
#include "migrate/autogenerate.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::NewRevision", text);
}

} // namespace

Result<Revision> newRevision(const Workspace &workspace, const QString &message,
                             const QStringList &parents, const Clock &clock)
{
    if (const Result<> whole = checkRevisions(workspace); !whole)
        return Failure(whole.error());
    Revision revision;
    revision.message = message.simplified();
    revision.created = clock();
    if (parents.isEmpty()) {
        revision.revises = workspace.graph.heads();
        if (revision.revises.size() > 1) {
            return failure(ErrorKind::Ambiguous,
                           tr("The history has several heads: %1. Join them first with “athanor "
                              "merge”, or name the one "
                              "the new revision goes on.")
                               .arg(revision.revises.join(u", "_s)));
        }
    }
    for (const QString &word : parents) {
        const Result<QStringList> ids = workspace.graph.resolveAll(word);
        if (!ids)
            return Failure(ids.error());
        for (const QString &id : *ids) {
            if (!id.isEmpty() && !revision.revises.contains(id))
                revision.revises += id;
        }
    }
    if (parents.size() > 1 || revision.revises.size() > 1) {
        if (revision.revises.size() < 2)
            return failure(ErrorKind::Usage, tr("A merge needs two different heads."));
        for (const QString &one : revision.revises) {
            QStringList others = revision.revises;
            others.removeAll(one);
            if (workspace.graph.ancestors(others).contains(one))
                return failure(
                    ErrorKind::Usage,
                    tr("%1 is contained in the others already: there is nothing to merge.")
                        .arg(one));
        }
        if (revision.message.isEmpty())
            revision.message = tr("merge %1").arg(revision.revises.join(u" and "_s));
    }
    if (revision.message.isEmpty())
        return failure(ErrorKind::Usage,
                       tr("A revision needs a message (-m) that says what it does."));
    do {
        revision.id = newRevisionId();
    } while (workspace.graph.find(revision.id));
    return writeRevision(revision, workspace.project.path(workspace.project.versionsDirectory));
}

} // namespace Athanor
