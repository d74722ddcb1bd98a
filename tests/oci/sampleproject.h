// SPDX-License-Identifier: MIT
#pragma once

#include "anyserver.h"

#include "migrate/run.h"
#include "migrate/workspace.h"

#include <QtCore/QTemporaryDir>

namespace Athanor {

// A copy of the sample project with one more target, "oracle", the server. Over the stand-in it is
// an empty one, and there is another target, "behind": the same file through the sandbox's own
// driver.
class SampleProject
{
public:
    SampleProject();

    [[nodiscard]] const Workspace &workspace() const { return m_workspace; }
    [[nodiscard]] QString directory() const { return m_folder.path(); }
    [[nodiscard]] const AnyServer &server() const { return m_server; }
    // A new one to the server; null, with a warning, where it cannot be had.
    [[nodiscard]] std::unique_ptr<Session> session() const;

    // To the head; what stopped it, if anything did.
    [[nodiscard]] std::optional<Error> upgrade(Session &session,
                                               const RunControl &control = {}) const;
    // What stands half-way is finished first. Empty, or what stopped it.
    [[nodiscard]] QString resumeAndUpgrade(Session &session, const RunControl &control = {}) const;
    // The dictionary in normal form.
    [[nodiscard]] static Catalog dictionary(Session &session);
    // Between the replayed revisions and the live dictionary, in words.
    [[nodiscard]] QStringList differences(Session &session) const;

private:
    AnyServer m_server;
    QTemporaryDir m_folder;
    Workspace m_workspace;
};

} // namespace Athanor
