// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "database/session.h"
#include "ddl/catalogreader.h"
#include "ddl/writer.h"
#include "diff/autoincrement.h"
#include "revision/project.h"
#include "revision/revisiongraph.h"

namespace Athanor {

// A project as it lies on disk at one moment: settings and revisions read. What every use-case
// starts from. Values only.
struct Workspace
{
    Project project;
    OracleVersion version; // of the project, or the override
    Autoincrement autoincrement = Autoincrement::SequenceDefault;
    RevisionGraph graph;
    Errors revisionErrors; // files of versions/ that cannot be read; verbs that need them refuse
};

struct WorkspaceOverrides
{
    QString oracleVersion; // --oracle-version; empty: the project's
    QString autoincrement;
    std::map<QString, QString> variables; // --define, over the project's; names in any case
    QString keywords; // --keywords upper or lower; empty: the project's
    QString names;
};

[[nodiscard]] Result<Workspace> openWorkspace(const QString &directory,
                                              const WorkspaceOverrides &overrides = {});

// The overrides of what a project keeps as it is: variables, spelling. Refuses (Usage) other words.
[[nodiscard]] Result<> applyOverrides(Project &project, const WorkspaceOverrides &overrides);

// How the project's scripts are spelled.
[[nodiscard]] WriterStyle writerStyle(const Project &project);

// How the project's scripts are read, whatever they are (model, revision, path): its variables, its
// `substitution`; @file is followed.
[[nodiscard]] ExpandOptions scriptOptions(const Project &project);

// The model's catalog, completed with what its keys need. All errors of all files, not the first.
struct ModelReading
{
    Catalog asWritten;
    Catalog completed;
    Errors errors;
    std::vector<OpaqueNote> notes;
    std::map<ObjectRef, Place> places;
};
[[nodiscard]] Result<ModelReading> readModel(const Workspace &workspace);

// Connects to a target by name (empty: the default one).
[[nodiscard]] Result<std::unique_ptr<Session>>
connectTarget(const Workspace &workspace, const QString &target,
              const Session::PasswordSource &password = {});

// The catalog a revision's replay gives: every upgrade from base to it on an empty catalog. Empty
// id: base.
[[nodiscard]] Result<Catalog> replay(const Workspace &workspace, const QStringList &heads);

} // namespace Athanor
