// SPDX-License-Identifier: MIT
#pragma once

#include "database/session.h"

#include <QtCore/QDateTime>

namespace Athanor {

enum class Direction {
    Upgrade,
    Downgrade,
    Rollback, // undoes a half-way upgrade or downgrade
    Revert, // undoes what somebody did by hand; its revision is where the target stood
};
enum class JournalStatus { Started, Done, Failed, Skipped, Undone };
[[nodiscard]] QString
toString(Direction direction); // "upgrade", "downgrade", "rollback", "revert": as stored
[[nodiscard]] QString
toString(JournalStatus status); // "started", "done", "failed", "skipped", "undone"

// One statement attempted. (runId, revision, direction, statementNo) is the key; a finished row is
// never rewritten, so what happens to the statement later (another attempt, being undone) is a row
// of a later run.
struct JournalEntry
{
    QString runId; // a serial number, zero-padded: sorts in the order of the runs
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

// athanor_journal in the target. Times are ISO 8601 texts in UTC: the driver loses the zone's
// minutes and NLS settings change what a DATE looks like, a text stays what it is.
[[nodiscard]] Result<> ensureJournal(Session &session);
[[nodiscard]] Result<std::vector<JournalEntry>>
readJournal(Session &session); // oldest first; no table: none

// The intent. Outside a transaction it commits by itself, which it must before a DDL runs.
[[nodiscard]] Result<> journalStarted(Session &session, const JournalEntry &entry);
// The outcome of a `started` row (status, finishedAt, error) and, in the same statement, the intent
// of the statement that runs next. Ends the open transaction, so that DML, its row and what else
// was written are one; outside a transaction it commits by itself. Semantic, with nothing written,
// where the row is gone or finished already: a finished row is never rewritten.
[[nodiscard]] Result<> journalFinished(Session &session, const JournalEntry &entry,
                                       const JournalEntry *next = nullptr);
// Takes an intent back whose statement was never sent.
[[nodiscard]] Result<> journalWithdrawn(Session &session, const JournalEntry &entry);
// A row that was never `started`: skipped, undone. Joins the open transaction.
[[nodiscard]] Result<> journalRecorded(Session &session, const JournalEntry &entry);

// Where alembic_version and the journal stand, without the rows of the runs.
struct Bookmark
{
    QStringList heads; // sorted
    QString lastRunId; // empty: there was no run yet

    friend bool operator==(const Bookmark &, const Bookmark &) = default;
};
// In one statement. Both tables must be there.
[[nodiscard]] Result<Bookmark> readBookmark(Session &session);

[[nodiscard]] QString runIdAfter(const QString &lastRunId);
// After the newest of the journal.
[[nodiscard]] QString nextRunId(const std::vector<JournalEntry> &journal);

} // namespace Athanor
