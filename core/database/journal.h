// SPDX-License-Identifier: MIT
#pragma once

#include "database/session.h"

#include <QtCore/QDateTime>

namespace Athanor {

enum class Direction { Upgrade, Downgrade };
enum class JournalStatus { Started, Done, Failed, Skipped, Undone };

struct JournalEntry
{
    QString runId;
    QString revision;
    Direction direction = Direction::Upgrade;
    int statementNo = 0; // from 1
    QString statementSha256; // cumulative: of all statements up to this one
    JournalStatus status = JournalStatus::Started;
    QDateTime startedAt;
    QDateTime finishedAt; // invalid while it runs
    QString error;
    QString appliedBy;
    QString host;

    friend bool operator==(const JournalEntry &, const JournalEntry &) = default;
};

// athanor_journal in the target: the intent is written and committed before a statement runs, its outcome after.
[[nodiscard]] Result<> ensureJournal(Session &session);
[[nodiscard]] Result<std::vector<JournalEntry>> readJournal(Session &session); // oldest first; no table: none
[[nodiscard]] Result<> journalStarted(Session &session, const JournalEntry &entry); // commits
[[nodiscard]] Result<> journalFinished(Session &session, const JournalEntry &entry); // status, finishedAt, error; commits

} // namespace Athanor
