// SPDX-License-Identifier: MIT
#pragma once

#include "database/journal.h"
#include "migrate/workspace.h"
#include "revision/lanes.h"

namespace Athanor {

enum class RevisionState {
    Applied,
    Pending,
    StoppedHalfWay,
    NotReviewed,
    EditedAfterApplied,
    FileMissing
};

struct RevisionStatus
{
    QString id;
    RevisionState state = RevisionState::Pending;
    bool isHead = false; // of the files
    bool isCurrent = false; // a row of alembic_version
    int statementsDone = 0; // of a half-way run
    int statementsTotal = 0;

    friend bool operator==(const RevisionStatus &, const RevisionStatus &) = default;
};

// Where a target stands.
struct TargetStatus
{
    QString target; // name
    QString description; // of the session
    QString environment;
    QStringList current; // rows of alembic_version
    std::vector<RevisionStatus> revisions; // newest first, as lanes(); missing files last
    std::vector<JournalEntry> journal;
    // Alembic migrated this schema, or the account may not make tables: what is applied is known
    // from alembic_version alone, and not whether a file was edited since.
    bool hasJournal = true;
};

[[nodiscard]] Result<TargetStatus> readStatus(const Workspace &workspace, Session &session,
                                              const Target &target);

} // namespace Athanor
