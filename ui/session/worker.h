// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/passwordstore.h"
#include "migrate/workspace.h"

#include <QtCore/QObject>

#include <functional>
#include <memory>

namespace Athanor {

// What a job finds on the worker's thread. The connection is opened when a job first needs it and
// stays open.
class Bench
{
public:
    QString directory;
    QString target; // name; empty: the project's first
    std::unique_ptr<Passwords> passwords;
    QString passwordProblem; // why the last one did not do; for who asks again
    std::function<void(Passwords &, const ConnectionUrl &)> loggedIn; // with a password

    // Read anew for every job: files change under our hands.
    [[nodiscard]] Result<Workspace> workspace() const;
    // Valid until the target changes.
    [[nodiscard]] Result<Session *> session(const Workspace &workspace);
    void disconnect();

private:
    std::optional<ConnectionUrl> m_asked; // whose password was needed
    std::unique_ptr<Session> m_session;
    QString m_connectedTo; // the target's name and URL
    QString m_tried; // the same of the last login, that may have failed
};

// What most jobs begin with.
template <typename T, typename Use>
Result<T> withWorkspace(Bench &bench, Use use)
{
    const Result<Workspace> workspace = bench.workspace();
    if (!workspace)
        return Failure(workspace.error());
    return use(*workspace);
}

template <typename T, typename Use>
Result<T> withSession(Bench &bench, Use use)
{
    const Result<Workspace> workspace = bench.workspace();
    if (!workspace)
        return Failure(workspace.error());
    const Result<Session *> session = bench.session(*workspace);
    if (!session)
        return Failure(session.error());
    return use(*workspace, **session);
}

// Runs jobs one after another in the thread it was moved to. Knows nothing about what they do.
class Worker : public QObject
{
    Q_OBJECT

public:
    using Job = std::function<void(Bench &)>;

    void post(Job job); // from any thread

private:
    Bench m_bench;
};

} // namespace Athanor
