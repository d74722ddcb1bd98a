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

// One revision file as a value. parseRevision and toText are inverse: a file is written back byte for byte unless changed.
struct Revision
{
    QString id;
    QStringList revises; // parents; empty for the first, two for a merge
    QString message;
    QDateTime created; // UTC
    std::optional<Review> review;
    QString upgrade; // the section's text, exact, between its markers
    QString downgrade;
    QString otherHeader; // header comment lines that are not ours, exact
    QString file; // absolute path; empty while it has none
    int upgradeLine = 0; // line of the file its section's text begins on, from 1
    int downgradeLine = 0;

    // Of both sections' text, line ends and trailing blanks set aside: what a review is of.
    [[nodiscard]] QString sectionsSha256() const;
    // Reviewed, and not edited since.
    [[nodiscard]] bool isReviewed() const;
    // Reviewed once, edited since.
    [[nodiscard]] bool isReviewStale() const;

    friend bool operator==(const Revision &, const Revision &) = default;
};

// "<revision>_<slug of the message>.sql"
[[nodiscard]] QString revisionFileName(const Revision &revision);

[[nodiscard]] QString toText(const Revision &revision);
// Refuses (Syntax, with line and column) a missing or doubled header line or section marker, a file cut in half.
[[nodiscard]] Result<Revision> parseRevision(const QString &text, const QString &file);

[[nodiscard]] Result<Revision> readRevision(const QString &file);
// Atomic. A revision without a file gets one in `directory`.
[[nodiscard]] Result<Revision> writeRevision(Revision revision, const QString &directory);

} // namespace Athanor
