// SPDX-License-Identifier: MIT
#pragma once

#include "standinserver.h"

#include "migrate/run.h"
#include "migrate/workspace.h"

namespace Athanor {

// A copy of the sample project over an empty stand-in server, with two more targets: "oracle", the
// server, and "behind", the same file through the sandbox's own driver.
class SampleProject
{
public:
    SampleProject();

    [[nodiscard]] const Workspace &workspace() const { return m_workspace; }
    [[nodiscard]] QString directory() const { return m_folder.path(); }
    [[nodiscard]] const StandinServer &server() const { return m_server; }
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
    StandinServer m_server;
    QTemporaryDir m_folder;
    Workspace m_workspace;
};

} // namespace Athanor
