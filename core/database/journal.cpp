// SPDX-License-Identifier: MIT
#include "database/journal.h"

#include "base/clock.h"
#include "database/bookkeepingtable.h"

#include <QtCore/QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

constexpr std::array directions{Direction::Upgrade, Direction::Downgrade, Direction::Rollback,
                                Direction::Revert};
constexpr std::array statuses{JournalStatus::Started, JournalStatus::Done, JournalStatus::Failed,
                              JournalStatus::Skipped, JournalStatus::Undone};

// Milliseconds matter here, isoUtc has none.
QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QDateTime timeOf(const QString &text)
{
    return text.isEmpty() ? QDateTime() : QDateTime::fromString(text, Qt::ISODateWithMs).toUTC();
}

QVariant textOrNull(const QString &text)
{
    return text.isEmpty() ? QVariant(QMetaType::fromType<QString>()) : QVariant(text);
}

// Cut at a character, to what surely fits: Oracle's driver binds UTF-16, whose characters may need
// three bytes each in the database, and a bind that may exceed 4,000 bytes counts as a LONG, which
// goes nowhere but into a LONG column (ORA-01461).
QString fitted(const QString &text)
{
    constexpr qsizetype most = 4000 / 3;
    if (text.size() <= most)
        return text;
    return text.first(text[most - 1].isHighSurrogate() ? most - 1 : most);
}

} // namespace

QString toString(Direction direction)
{
    switch (direction) {
    case Direction::Upgrade:
        return u"upgrade"_s;
    case Direction::Downgrade:
        return u"downgrade"_s;
    case Direction::Rollback:
        return u"rollback"_s;
    case Direction::Revert:
        return u"revert"_s;
    }
    return {};
}

QString toString(JournalStatus status)
{
    switch (status) {
    case JournalStatus::Started:
        return u"started"_s;
    case JournalStatus::Done:
        return u"done"_s;
    case JournalStatus::Failed:
        return u"failed"_s;
    case JournalStatus::Skipped:
        return u"skipped"_s;
    case JournalStatus::Undone:
        return u"undone"_s;
    }
    return {};
}

Result<> ensureJournal(Session &session)
{
    return ensureBookkeepingTable(
        session, u"ATHANOR_JOURNAL"_s,
        u"CREATE TABLE athanor_journal (\n"
        "    run_id           VARCHAR2(32 CHAR) NOT NULL,\n"
        "    revision         VARCHAR2(32 CHAR) NOT NULL,\n"
        "    direction        VARCHAR2(10 CHAR) NOT NULL,\n"
        "    statement_no     NUMBER(10) NOT NULL,\n"
        "    statement_sha256 VARCHAR2(64 CHAR) NOT NULL,\n"
        "    status           VARCHAR2(10 CHAR) NOT NULL,\n"
        "    started_at       VARCHAR2(30 CHAR) NOT NULL,\n"
        "    finished_at      VARCHAR2(30 CHAR),\n"
        "    error            VARCHAR2(4000),\n"
        "    applied_by       VARCHAR2(128 CHAR),\n"
        "    host             VARCHAR2(255 CHAR),\n"
        "    CONSTRAINT athanor_journal_pk PRIMARY KEY (run_id, revision, "
        "direction, statement_no)\n"
        ")"_s);
}

Result<std::vector<JournalEntry>> readJournal(Session &session)
{
    const Result<bool> there = hasBookkeepingTable(session, u"ATHANOR_JOURNAL"_s);
    if (!there)
        return Failure(there.error());
    std::vector<JournalEntry> journal;
    if (!*there)
        return journal;
    const Result<Rows> rows = session.query(
        u"SELECT run_id, revision, direction, statement_no, statement_sha256, status, started_at, "
        "finished_at, error, applied_by, host FROM athanor_journal "
        "ORDER BY run_id, started_at, statement_no"_s);
    if (!rows)
        return Failure(rows.error());
    journal.reserve(rows->rows.size());
    for (const Row &row : rows->rows) {
        JournalEntry entry;
        entry.runId = row[0].toString();
        entry.revision = row[1].toString();
        for (const Direction direction : directions) {
            if (toString(direction) == row[2].toString())
                entry.direction = direction;
        }
        entry.statementNo = row[3].toInt();
        entry.statementSha256 = row[4].toString();
        for (const JournalStatus status : statuses) {
            if (toString(status) == row[5].toString())
                entry.status = status;
        }
        entry.startedAt = timeOf(row[6].toString());
        entry.finishedAt = timeOf(row[7].toString());
        entry.error = row[8].toString();
        entry.appliedBy = row[9].toString();
        entry.host = row[10].toString();
        journal.push_back(std::move(entry));
    }
    return journal;
}

Result<> journalRecorded(Session &session, const JournalEntry &entry)
{
    const Result<Execution> done =
        session.execute(u"INSERT INTO athanor_journal (run_id, revision, direction, statement_no, "
                        u"statement_sha256, "
                        "status, started_at, finished_at, error, applied_by, host) "
                        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                        {entry.runId, entry.revision, toString(entry.direction), entry.statementNo,
                         entry.statementSha256, toString(entry.status), timeText(entry.startedAt),
                         textOrNull(timeText(entry.finishedAt)), textOrNull(fitted(entry.error)),
                         textOrNull(entry.appliedBy.left(128)), textOrNull(entry.host.left(255))});
    if (!done)
        return Failure(done.error());
    return {};
}

Result<> journalStarted(Session &session, const JournalEntry &entry)
{
    return journalRecorded(session, entry);
}

// One MERGE, so that it is one round trip and all or nothing. NOT NULL columns guard the rows: a
// status that is not `started` any more would become NULL (ORA-01407), and for a row that is gone
// there is no hash to insert (ORA-01400).
Result<> journalFinished(Session &session, const JournalEntry &entry, const JournalEntry *next)
{
    static const QString one =
        u"MERGE INTO athanor_journal j USING (SELECT ? AS run_id, ? AS revision, ? AS direction, "
        "? AS statement_no, NULL AS statement_sha256, ? AS status, NULL AS started_at, "
        "? AS finished_at, ? AS error, NULL AS applied_by, NULL AS host FROM dual"_s;
    static const QString another =
        u" UNION ALL SELECT ?, ?, ?, ?, ?, 'started', ?, NULL, NULL, ?, ? FROM dual"_s;
    static const QString rest =
        u") n ON (j.run_id = n.run_id AND j.revision = n.revision AND j.direction = n.direction "
        "AND j.statement_no = n.statement_no) "
        "WHEN MATCHED THEN UPDATE SET j.status = CASE WHEN j.status = 'started' THEN n.status END, "
        "j.finished_at = n.finished_at, j.error = n.error "
        "WHEN NOT MATCHED THEN INSERT (run_id, revision, direction, statement_no, "
        "statement_sha256, status, started_at, finished_at, error, applied_by, host) "
        "VALUES (n.run_id, n.revision, n.direction, n.statement_no, n.statement_sha256, n.status, "
        "n.started_at, n.finished_at, n.error, n.applied_by, n.host)"_s;
    static const QString merge = one + rest;
    static const QString mergeTwo = one + another + rest;

    std::vector<QVariant> binds{entry.runId,
                                entry.revision,
                                toString(entry.direction),
                                entry.statementNo,
                                toString(entry.status),
                                textOrNull(timeText(entry.finishedAt)),
                                textOrNull(fitted(entry.error))};
    if (next) {
        binds.insert(binds.end(),
                     {next->runId, next->revision, toString(next->direction), next->statementNo,
                      next->statementSha256, timeText(next->startedAt),
                      textOrNull(next->appliedBy.left(128)), textOrNull(next->host.left(255))});
    }
    const Result<Execution> done = session.executeAndCommit(next ? mergeTwo : merge, binds);
    if (done)
        return {};
    if (done.error().oraCode == 1400 || done.error().oraCode == 1407) {
        return failure(
            ErrorKind::Semantic,
            QCoreApplication::translate(
                "Athanor::Journal",
                "The journal row of this statement is gone or finished already. Somebody "
                "else writes athanor_journal; nothing more is run."));
    }
    return Failure(done.error());
}

Result<> journalWithdrawn(Session &session, const JournalEntry &entry)
{
    const Result<Execution> done = session.execute(
        u"DELETE FROM athanor_journal WHERE run_id = ? AND revision = ? AND direction = ? "
        "AND statement_no = ? AND status = 'started'"_s,
        {entry.runId, entry.revision, toString(entry.direction), entry.statementNo});
    return done ? Result<>() : Result<>(Failure(done.error()));
}

Result<Bookmark> readBookmark(Session &session)
{
    const Result<Rows> rows =
        session.query(u"SELECT 'head' AS what, version_num AS value FROM alembic_version "
                      "UNION ALL SELECT 'run', MAX(run_id) FROM athanor_journal"_s);
    if (!rows)
        return Failure(rows.error());
    Bookmark mark;
    for (const Row &row : rows->rows) {
        if (row[0].toString().trimmed() == "head"_L1) // a CHAR(4), as 'run' is then
            mark.heads += row[1].toString();
        else
            mark.lastRunId = row[1].toString();
    }
    mark.heads.sort();
    return mark;
}

QString runIdAfter(const QString &lastRunId)
{
    return u"%1"_s.arg(lastRunId.toLongLong() + 1, 8, 10, QChar(u'0'));
}

QString nextRunId(const std::vector<JournalEntry> &journal)
{
    QString last;
    for (const JournalEntry &entry : journal)
        last = qMax(last, entry.runId); // they sort as texts
    return runIdAfter(last);
}

} // namespace Athanor
