// SPDX-License-Identifier: MIT
#include "ui/window/unsavedwork.h"

#include "ui/dialogs/dialogs.h"
#include "ui/pages/modelpage.h"
#include "ui/pages/revisionpage.h"
#include "ui/pages/scriptpage.h"
#include "ui/session/projectsession.h"

#include <QtCore/QFileInfo>

using namespace Qt::StringLiterals;

namespace Athanor {

UnsavedWork::UnsavedWork(ProjectSession *session, ModelPage *model, RevisionPage *revisions,
                         QWidget *window)
    : m_session(session)
    , m_model(model)
    , m_revisions(revisions)
    , m_window(window)
{ }

QStringList UnsavedWork::names() const
{
    QStringList names;
    for (const QString &path : m_model->modifiedFiles())
        names.append(QFileInfo(path).fileName());
    if (m_session->isOpen()) {
        for (const QString &id : m_revisions->script()->modifiedIds()) {
            const Revision *revision = m_session->snapshot().workspace.graph.find(id);
            names.append(revision ? u"%1  %2"_s.arg(id, revision->message) : id);
        }
    }
    return names;
}

void UnsavedWork::guard(std::function<void()> then)
{
    const QStringList what = names();
    if (what.isEmpty()) {
        then();
        return;
    }
    switch (askUnsaved(m_window, what)) {
    case UnsavedChoice::Cancel:
        return;
    case UnsavedChoice::Discard:
        m_model->discardAll();
        for (const QString &id : m_revisions->script()->modifiedIds())
            m_revisions->script()->revert(id);
        then();
        return;
    case UnsavedChoice::Save:
        if (m_model->saveAll())
            m_revisions->saveAll(std::move(then));
        return;
    }
}

} // namespace Athanor
