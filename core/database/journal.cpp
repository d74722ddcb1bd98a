// SPDX-License-Identifier: MIT
#include "database/journal.h"

#include "base/clock.h"

#include <QtCore/QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

constexpr std::array directions{Direction::Upgrade, Direction::Downgrade, Direction::Rollback};
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

// A VARCHAR2(4000) counts bytes; a text is cut at a character.
QString fitted(const QString &text, qsizetype maxBytes)
{
    QString cut = text;
    while (cut.toUtf8().size() > maxBytes)
        cut.chop(qMax<qsizetype>(1, (cut.toUtf8().size() - maxBytes) / 4));
    return cut;
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
    const Result<bool> there = session.hasTable(u"ATHANOR_JOURNAL"_s);
    if (!there)
        return Failure(there.error());
    if (*there)
        return {};
    const Result<Execution> made =
        session.execute(u"CREATE TABLE athanor_journal (\n"
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
    if (!made)
        return Failure(made.error());
    return {};
}

Result<std::vector<JournalEntry>> readJournal(Session &session)
{
    const Result<bool> there = session.hasTable(u"ATHANOR_JOURNAL"_s);
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
    const Result<Execution> done = session.execute(
        u"INSERT INTO athanor_journal (run_id, revision, direction, statement_no, "
        u"statement_sha256, "
        "status, started_at, finished_at, error, applied_by, host) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {entry.runId, entry.revision, toString(entry.direction), entry.statementNo,
         entry.statementSha256, toString(entry.status), timeText(entry.startedAt),
         textOrNull(timeText(entry.finishedAt)), textOrNull(fitted(entry.error, 4000)),
         textOrNull(entry.appliedBy.left(128)), textOrNull(entry.host.left(255))});
    if (!done)
        return Failure(done.error());
    return {};
}

Result<> journalStarted(Session &session, const JournalEntry &entry)
{
    return journalRecorded(session, entry);
}

Result<> journalFinished(Session &session, const JournalEntry &entry)
{
    const Result<Execution> done =
        session.execute(u"UPDATE athanor_journal SET status = ?, finished_at = ?, error = ? "
                        "WHERE run_id = ? AND revision = ? AND direction = ? AND statement_no = ? "
                        "AND status = 'started'"_s,
                        {toString(entry.status), textOrNull(timeText(entry.finishedAt)),
                         textOrNull(fitted(entry.error, 4000)), entry.runId, entry.revision,
                         toString(entry.direction), entry.statementNo});
    if (!done)
        return Failure(done.error());
    if (done->rowsAffected != 1) {
        return failure(
            ErrorKind::Semantic,
            QCoreApplication::translate(
                "Athanor::Journal",
                "The journal row of this statement is gone or finished already. Somebody "
                "else writes athanor_journal; nothing more is run."));
    }
    return {};
}

QString nextRunId(const std::vector<JournalEntry> &journal)
{
    qlonglong last = 0;
    for (const JournalEntry &entry : journal)
        last = qMax(last, entry.runId.toLongLong());
    return u"%1"_s.arg(last + 1, 8, 10, QChar(u'0'));
}

} // namespace Athanor
