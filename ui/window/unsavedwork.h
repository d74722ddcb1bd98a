// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QStringList>

#include <functional>

class QWidget;

namespace Athanor {

class ModelPage;
class ProjectSession;
class RevisionPage;

// What is edited and not in its file: of the model and of revisions.
class UnsavedWork
{
public:
    UnsavedWork(ProjectSession *session, ModelPage *model, RevisionPage *revisions,
                QWidget *window);

    [[nodiscard]] QStringList names() const; // as the user knows them; empty: all is saved
    // Calls `then` once nothing is unsaved any more: saved or thrown away. Not at all where the
    // user cancels or saving fails.
    void guard(std::function<void()> then);

private:
    ProjectSession *m_session;
    ModelPage *m_model;
    RevisionPage *m_revisions;
    QWidget *m_window;
};

} // namespace Athanor
