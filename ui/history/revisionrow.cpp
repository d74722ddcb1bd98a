// SPDX-License-Identifier: MIT
#include "ui/history/revisionrow.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <map>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString tr(const char *text, int count = -1)
{
    return QCoreApplication::translate("Athanor::RevisionRow", text, nullptr, count);
}

} // namespace

StateLook stateLook(const RevisionStatus &status)
{
    switch (status.state) {
    case RevisionState::Applied:
        return {u"state-applied"_s, tr("applied"), Tone::Success,
                tr("This revision is in the target.")};
    case RevisionState::Pending:
        return {u"state-pending"_s, tr("pending"), Tone::Accent,
                tr("Reviewed and ready: Upgrade runs it.")};
    case RevisionState::StoppedHalfWay:
        return {
            u"state-stopped"_s,
            tr("stopped at %1 of %2").arg(status.statementsDone + 1).arg(status.statementsTotal),
            Tone::Danger, tr("A run stopped in the middle. Resume it, or roll it back.")};
    case RevisionState::NotReviewed:
        return {u"state-unreviewed"_s, tr("not reviewed"), Tone::Warning,
                tr("Read the script, then mark it reviewed. Only then can it run.")};
    case RevisionState::EditedAfterApplied:
        return {
            u"state-edited"_s, tr("edited after applied"), Tone::Warning,
            tr("The file is not what ran. Undo the edit, or put the change in a new revision.")};
    case RevisionState::FileMissing:
        return {u"state-missing"_s, tr("file missing"), Tone::Danger,
                tr("The target names this revision, but no file has it. Fetch the file from your "
                   "colleagues.")};
    }
    return {};
}

StateLook unknownStateLook()
{
    return {u"question"_s, tr("state unknown"), Tone::Muted,
            tr("The target could not be asked. Check the connection.")};
}

StateLook pinnedStateLook(const RevisionRow &row)
{
    if (!row.changes)
        return {u"question"_s, tr("not compared yet"), Tone::Muted, {}};
    if (row.kind == RevisionRow::Drift) {
        return *row.changes == 0
            ? StateLook{u"check"_s, tr("nothing by hand"), Tone::Success, {}}
            : StateLook{
                u"changed"_s, tr("drifted: %n changes by hand", *row.changes), Tone::Warning, {}};
    }
    return *row.changes == 0
        ? StateLook{u"check"_s, tr("all in revisions"), Tone::Success, {}}
        : StateLook{
            u"changed"_s, tr("%n changes not in a revision", *row.changes), Tone::Warning, {}};
}

QString driftRowId()
{
    return u"drift:"_s;
}

RevisionRow driftRow(std::optional<int> changes)
{
    RevisionRow row;
    row.kind = RevisionRow::Drift;
    row.id = driftRowId();
    row.message = tr("Drift");
    row.changes = changes;
    return row;
}

QString spokenText(const RevisionRow &row)
{
    if (row.kind == RevisionRow::Drift)
        return row.message + u", "_s + pinnedStateLook(row).text;
    if (row.kind == RevisionRow::Model) {
        if (!row.changes)
            return tr("Model");
        return *row.changes == 0 ? tr("Model, every change is in a revision")
                                 : tr("Model, %1 changes not in any revision").arg(*row.changes);
    }
    QStringList parts{row.message, row.id,
                      row.hasStatus ? stateLook(row.status).text : unknownStateLook().text};
    if (row.status.isCurrent)
        parts.append(tr("current"));
    if (row.status.isHead)
        parts.append(tr("head"));
    if (row.unsaved)
        parts.append(tr("unsaved edits"));
    return parts.join(u", "_s);
}

std::vector<RevisionRow> makeRows(const RevisionGraph &graph,
                                  const std::optional<TargetStatus> &status,
                                  std::optional<int> modelChanges, const QStringList &unsavedIds)
{
    std::vector<RevisionRow> rows;
    RevisionRow model;
    model.kind = RevisionRow::Model;
    model.message = tr("Model");
    model.changes = modelChanges;
    rows.push_back(model);

    std::map<QString, const RevisionStatus *> statuses; // histories have thousands of revisions
    if (status) {
        for (const RevisionStatus &s : status->revisions)
            statuses.emplace(s.id, &s);
    }
    for (const LaneRow &lane : lanes(graph)) {
        RevisionRow row;
        row.id = lane.revision;
        row.lane = lane;
        if (const Revision *revision = graph.find(lane.revision)) {
            row.message = revision->message;
            row.created = revision->created;
            row.revises = revision->revises;
        }
        if (const auto known = statuses.find(row.id); known != statuses.end()) {
            row.status = *known->second;
            row.hasStatus = true;
        }
        row.unsaved = unsavedIds.contains(row.id);
        rows.push_back(row);
    }
    if (status) {
        for (const RevisionStatus &s : status->revisions) {
            if (s.state != RevisionState::FileMissing || graph.find(s.id))
                continue;
            RevisionRow row;
            row.id = s.id;
            row.message = tr("A revision without a file");
            row.lane.revision = s.id;
            row.status = s;
            row.hasStatus = true;
            rows.push_back(row);
        }
    }
    return rows;
}

} // namespace Athanor
