// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QtCore/QDateTime>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace Athanor {

struct Review
{
    QString by;
    QDateTime at; // UTC
    QString sha256; // of the two sections when it was given

    friend bool operator==(const Review &, const Review &) = default;
};

// How a file's header and markers were written, where that is not how toText() writes them by
// itself. A file somebody formatted by hand (CRLF, own comments, another order) so keeps every byte
// that was not changed. Empty for a new revision.
struct RevisionLayout
{
    QString header; // up to and including the upgrade marker's line
    QString downgradeMarker; // its line, with the blank line before it if there is one

    [[nodiscard]] bool isEmpty() const { return header.isEmpty() && downgradeMarker.isEmpty(); }
    friend bool operator==(const RevisionLayout &, const RevisionLayout &) = default;
};

// One revision file as a value. parseRevision and toText are inverse: a file is written back byte
// for byte unless changed.
struct Revision
{
    QString id;
    QStringList revises; // parents; empty for the first, two or more for a merge
    QString message;
    QDateTime created; // UTC
    std::optional<Review> review;
    QString upgrade; // the section's text, exact, between its markers; the blank line before the
                     // marker is the marker's
    QString downgrade;
    RevisionLayout layout;
    QString file; // absolute path; empty while it has none
    int revisesLine = 0; // line of the file the parents are named on, from 1
    int upgradeLine = 0; // line of the file its section's text begins on, from 1
    int downgradeLine = 0;

    // Of both sections' text, line ends and trailing blanks set aside: what a review is of.
    [[nodiscard]] QString sectionsSha256() const;
    // Reviewed, and not edited since.
    [[nodiscard]] bool isReviewed() const;
    // Reviewed once, edited since.
    [[nodiscard]] bool isReviewStale() const;
    // Replaces the sections' text, in the file's own line ends.
    void setSections(const QString &newUpgrade, const QString &newDowngrade);

    friend bool operator==(const Revision &, const Revision &) = default;
};

// What Alembic's version_num VARCHAR2(32) and its revision arguments can carry: 1 to 32 of A-Z a-z
// 0-9 _ . and none of the words head, heads, base, current.
[[nodiscard]] bool isRevisionId(QStringView text);

// "<revision>_<slug of the message>.sql". The slug is Alembic's: words of letters and digits of any
// script, lower case, at most 40 characters, cut between words.
[[nodiscard]] QString revisionFileName(const Revision &revision);

[[nodiscard]] QString toText(const Revision &revision);
// Refuses (Syntax, with line and column) a missing or doubled header line or section marker, a file
// cut in half.
[[nodiscard]] Result<Revision> parseRevision(const QString &text, const QString &file);

[[nodiscard]] Result<Revision> readRevision(const QString &file);
// Atomic. A revision without a file gets one in `directory` (made if it is not there); a file that
// is there already is never overwritten by it (ErrorKind::File).
[[nodiscard]] Result<Revision> writeRevision(Revision revision, const QString &directory);

} // namespace Athanor
