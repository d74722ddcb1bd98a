// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/status.h"
#include "revision/lanes.h"
#include "ui/theme/theme.h"

#include <QtCore/QDateTime>
#include <QtCore/QMetaType>

namespace Athanor {

// One row of the history as it is shown. The first row of a project is its model: what the next
// revision will be made from, as a git client shows the working tree above the commits.
struct RevisionRow
{
    enum Kind { Model, Drift, Revision };

    Kind kind = Revision;
    QString id; // empty: the model; driftRowId()
    QString message;
    QDateTime created;
    QStringList revises;
    LaneRow lane;
    RevisionStatus status;
    bool hasStatus = false; // false: the target could not be asked
    bool unsaved = false; // edits that are not in the file yet
    std::optional<int> changes; // of the model, or by hand; none: not known

    friend bool operator==(const RevisionRow &, const RevisionRow &) = default;
};

// What no revision can be called.
[[nodiscard]] QString driftRowId();
// The row under the model's: what somebody changed in the target by hand.
[[nodiscard]] RevisionRow driftRow(std::optional<int> changes);

// A state as the user sees it: a shape, a word and a colour, in this order of weight.
struct StateLook
{
    QString icon;
    QString text;
    Tone tone = Tone::Muted;
    QString explanation; // a sentence that says what to do next
};

[[nodiscard]] StateLook stateLook(const RevisionStatus &status);
[[nodiscard]] StateLook unknownStateLook();
[[nodiscard]] StateLook pinnedStateLook(const RevisionRow &row); // of the model's and drift's

// Everything a row says, in one line: for screen readers and tool tips.
[[nodiscard]] QString spokenText(const RevisionRow &row);

// The rows of a project, newest first: the model, what lanes() draws, and rows of alembic_version
// without a file.
[[nodiscard]] std::vector<RevisionRow> makeRows(const RevisionGraph &graph,
                                                const std::optional<TargetStatus> &status,
                                                std::optional<int> modelChanges,
                                                const QStringList &unsavedIds);

} // namespace Athanor

Q_DECLARE_METATYPE(Athanor::RevisionRow)
